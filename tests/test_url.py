"""Which URLs may be published."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import course
from roadmap_site.load import read
from roadmap_site.mending import mend
from roadmap_site.project import built_in_labels
from roadmap_site.url import flaw, trimmed


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org:8080/a?b=c&d=e#f",
        "https://zh.wikipedia.org/wiki/%E6%B3%A8",
        "https://例子.测试/页",
        "https://en.wikipedia.org/wiki/Attention_(machine_learning)",
        "https://93.184.216.34/",
        "https://zh.wikipedia.org/wiki/注意力（机器学习）",
        "https://example.org/（甲）/。乙",
    ],
)
def test_public_addresses_pass(url: str) -> None:
    """An http or https address with a public host has no flaw."""
    assert flaw(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " https://example.org/",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "/relative",
        "example.org",
        "https://",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://user@example.org/",
        "https://example.org@evil.example/",
        "https://evil.example\\@example.org/",
        "https://example.org/<script>",
        'https://example.org/"onclick="x',
        "https://example.org/`x`",
        "https://example.org/a b",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[bad/",
        "https://example..org/",
    ],
)
def test_dangerous_addresses_do_not(url: str) -> None:
    """Whatever could run, leave the web or point inwards is refused in words."""
    assert flaw(url)


@pytest.mark.parametrize("marks", [*"，。；、：！？）】》”’", "。）", "！！"])
@pytest.mark.parametrize(
    "start", ["https://example.org/a", "https://example.org", "HTTPS://a.b/?c"]
)
def test_marks_of_the_sentence_around_are_no_part(start: str, marks: str) -> None:
    """A Chinese mark behind a URL is named, and the URL without it is sound."""
    assert flaw(start + marks) == f"ends in '{marks}'"
    assert trimmed(start + marks) == start


@pytest.mark.parametrize("form", ["{} ", '"{}"', "'{}'  # a comment"])
def test_a_mark_behind_a_url_is_mended(tmp_path: Path, form: str) -> None:
    """The mark is told with its repair, which leaves the rest of the line as it is."""
    path = course.write(tmp_path) / course.ATTENTION
    url = "https://arxiv.org/abs/1706.03762"
    sound = path.read_text("utf-8").replace(f"{url}  # the paper", form.format(url))
    path.write_text(sound.replace(url, f"{url}，"), encoding="utf-8")
    _, problems = read(tmp_path, built_in_labels())

    what = f"'url' holds '{url}，', which ends in '，'"
    assert [str(one) for one in problems] == [f"{course.ATTENTION}:2:6: {what}; delete it"]
    assert mend(tmp_path, problems) == (course.ATTENTION,)
    assert path.read_text("utf-8") == sound


_NAMES = "a b. 1 1.2 - _ . .. example .org .0x7f xn--p1ai é 。 ， （ ） [::1]"
_SIGNS = ': :80 :0 @ / // ? # [ ] %41 \\ "'
_parts = st.sampled_from([*_NAMES.split(), *_SIGNS.split(), " ", "\n"])


@given(st.lists(_parts, max_size=9).map("".join))
def test_the_short_way_judges_alike(rest: str) -> None:
    """A URL is judged as if its scheme were in capitals, which is looked at closer."""
    assert flaw(f"https://{rest}") == flaw(f"HTTPS://{rest}")
