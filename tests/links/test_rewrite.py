from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links.answers import URL, page_html
from roadmap_site.links.answer import Answer, Hop
from roadmap_site.links.page import read_page
from roadmap_site.links.record import Record
from roadmap_site.links.rewrite import moved_to, permanent_target

S = "https://school.example"
NEW = f"{S}/lessons/algebra"


def chain(*steps: tuple[str, int], final: str = NEW, title: str = "") -> Answer:
    page = read_page(page_html(title).encode(), "text/html", final)
    return Answer(steps[0][0], final, tuple(Hop(*step) for step in steps), 200, page=page)


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        (chain((URL, 301)), NEW),
        (chain((URL, 308)), NEW),
        (chain((URL, 0)), NEW),
        (chain((URL, 301), (f"{S}/b", 308)), NEW),
        (chain((URL, 301), (f"{S}/b", 302)), f"{S}/b"),
        (chain((URL, 302)), ""),
        (chain((URL, 302), (f"{S}/b", 301)), ""),
        (chain((URL, -1)), ""),
        (chain((URL, 301), final=URL), ""),
        (chain((URL, 301), final=f"{URL}#top"), ""),
        (chain((f"{URL}#a", 301), final=URL), ""),
        (chain((URL, 301), (f"{URL}?set=1", 301), final=URL), ""),
        (chain((S, 301), final=f"{S}/"), ""),
        (chain((URL, 301), final=f"{URL}/"), f"{URL}/"),
        (chain(("http://school.example/a", 301), final=f"{S}/a"), f"{S}/a"),
        (Answer(URL, URL), ""),
    ],
)
def test_permanent_targets(answer: Answer, target: str) -> None:
    """Only the leading run of permanent redirects counts, and only where the page differs."""
    assert permanent_target(answer) == target


@pytest.mark.parametrize(
    ("old", "new", "rewrite"),
    [
        (URL, NEW, NEW),
        (f"{URL}#rings", NEW, f"{NEW}#rings"),
        (f"{URL}#rings", f"{NEW}#fields", f"{NEW}#fields"),
        ("http://school.example/a", f"{S}/a", f"{S}/a"),
        ("http://school.example/", f"{S}/", f"{S}/"),
        (f"{S}/a", f"{S}/a/", f"{S}/a/"),
        (f"{S}/a", f"{S}/b?p=7", f"{S}/b?p=7"),
        (f"{S}/a", "https://www.school.example/a", "https://www.school.example/a"),
        (f"{S}/a/b", "https://college.example/a/b", "https://college.example/a/b"),
        (f"{S}/a", "https://college.example/b", ""),
        (f"{S}/a", "http://school.example/a", ""),
        (f"{S}/a", f"{S}/login?next=/a", ""),
        (f"{S}/a", f"{S}/404.html", ""),
        (f"{S}/a/b", f"{S}/", ""),
        (f"{S}/a", f"{S}/en/a", ""),
        (f"{S}/", f"{S}/zh-cn/", ""),
        (f"{S}/en/a", f"{S}/en/b", f"{S}/en/b"),
        (f"{S}/a", f"{S}/b?utm_source=x", ""),
        (f"{S}/a", f"{S}/b?sessionid=1", ""),
        (f"{S}/a", f"{S}/b;jsessionid=1", ""),
        (f"{S}/a?ref=x", f"{S}/b?ref=x", f"{S}/b?ref=x"),
        (f"{S}/a", "https://127.0.0.1/a", ""),
        (f"{S}/a", f"{S}/" + "b" * 3000, ""),
        (f"{S}/a", f"{S}/b<script>", ""),
    ],
)
def test_rewrites(old: str, new: str, rewrite: str) -> None:
    """A rewrite is proposed where a person would make it without a second look."""
    assert moved_to(chain((old, 301), final=new)) == rewrite


def test_another_site_with_the_title_that_we_knew() -> None:
    """A page that moved to another site is known by its title."""
    known = Record(URL, date(2026, 1, 1), title="Algebra for beginners")
    there = "https://college.example/x"

    same = chain((URL, 301), final=there, title="Algebra for beginners | College")
    other = chain((URL, 301), final=there, title="Cheap flights")

    assert moved_to(same, known) == there
    assert moved_to(other, known) == ""
    assert moved_to(same, replace(known, title="")) == ""


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from([301, 302, 0, -1]))
def test_any_addresses(old: str, new: str, status: int) -> None:
    """Proposing never raises."""
    answer = chain((old, status), final=new)

    assert moved_to(answer) in {"", new, f"{new}#{old.partition('#')[2]}"}
