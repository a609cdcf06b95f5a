"""How long hosts want to be left alone."""

from datetime import UTC, datetime

import pytest

from roadmap_site.links.retry_after import wanted_pause

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 3 ", 3.0),
        ("1.5", 1.5),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60.0),
        ("Sunday, 22-Nov-26 12:01:00 GMT", 60.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", None),
        ("0", None),
        ("-5", None),
        ("1e30", None),
        ("inf", None),
        ("nan", None),
        ("9" * 400, None),
        ("soon", None),
        ("", None),
        ("Sun, 99 Nov 2026 12:01:00 GMT", None),
        ("Sun, 22 Nov 99999999999 12:01:00 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    """Seconds and dates count, absurd values are as good as none."""
    assert wanted_pause(429, {"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "seconds"),
    [(403, 9.0), (413, 9.0), (429, 9.0), (503, 9.0), (200, None), (301, None)],
)
def test_only_refusals_ask_to_wait(status: int, seconds: float | None) -> None:
    """`Retry-After` on a page that is fine means nothing to us."""
    assert wanted_pause(status, {"retry-after": "9"}, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"ratelimit": '"default";r=0;t=30'}, 30.0),
        ({"ratelimit": '"default";r=4;t=30'}, None),
        ({"ratelimit": "nonsense"}, None),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "30"}, 30.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "30"}, 30.0),
        ({"x-rate-limit-remaining": "0", "x-rate-limit-reset": "30"}, 30.0),
        (
            {
                "x-ratelimit-remaining": "0",
                "x-ratelimit-reset": str(int(NOW.timestamp()) + 40),
            },
            40.0,
        ),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "-1"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1e300"}, None),
        ({"x-ratelimit-remaining": "0"}, None),
        ({"x-ratelimit-remaining": "7", "x-ratelimit-reset": "30"}, None),
    ],
)
def test_rate_limit_headers(headers: dict[str, str], seconds: float | None) -> None:
    """A limit that is used up asks to wait until it is reset, in either of its spellings."""
    assert wanted_pause(200, headers, NOW) == seconds


def test_retry_after_goes_first() -> None:
    """Where both are there, the plain header counts."""
    headers = {"retry-after": "5", "ratelimit-remaining": "0", "ratelimit-reset": "30"}

    assert wanted_pause(429, headers, NOW) == 5.0
