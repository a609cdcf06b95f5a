"""How far the run is."""

import pytest

from roadmap_site.links.progress import Progress, clock


def test_progress_is_one_line() -> None:
    """The line has a bar, what is done, hosts that are left, rate and time left."""
    urls = [f"https://a.example/{number}" for number in range(3)] + ["https://b.example/"]
    progress = Progress(urls, 100.0)

    progress.count("https://b.example/")
    progress.count("https://a.example/0")

    assert progress.line(104.0) == (
        "[##########··········] 2 of 4 links · 1 host left · 0.5 links/s · 0:04 left"
    )


def test_nothing_done_is_no_rate() -> None:
    """Before the first answer no time is foretold."""
    assert Progress(["https://a.example/"], 0.0).line(3.0) == (
        "[····················] 0 of 1 links · 1 host left · 0.0 links/s · starting"
    )


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (61, "1:01"), (3723, "1:02:03")], ids=str
)
def test_clock(seconds: float, text: str) -> None:
    """Seconds are told as a clock does."""
    assert clock(seconds) == text
