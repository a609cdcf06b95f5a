"""Runs `roadmap preview` on the small course, and reads the file that it writes."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import course
from roadmap_site.cli import main

HOME = course.HOME
NEW = f"{HOME}/resources/brand-new.yml"
OLD = f"{HOME}/resources/resource-0-0-1.yml"


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["preview", *map(str, arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def change(root: Path) -> None:
    """One resource comes, one reads otherwise, one goes; a concept gets another name."""
    text = (root / OLD).read_text(encoding="utf-8")
    (root / NEW).write_text(text.replace("https://", "https://new."), encoding="utf-8")
    edit(root / course.ATTENTION, "introduced the Transformer", "changed it all")
    edit(root / HOME / "section.yml", '"Text 1"', '"Renamed"')
    (root / OLD).unlink()


def shown(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def lists(page: LexborHTMLParser, language: str) -> dict[str, list[str]]:
    """`{heading: lines}` of the head in one language."""
    found = {}
    for heading in page.css(f".pv-head[lang={language}] h2"):
        listed = heading.next
        while listed is not None and listed.tag != "ul":
            listed = listed.next
        assert listed is not None
        found[heading.text(deep=False)] = [line.text() for line in listed.css("li")]
    return found


def marks(page: LexborHTMLParser) -> dict[str, str]:
    """`{anchor: word}` of every mark."""
    return {
        str(spot.attributes.get("id")): mark.text()
        for mark in page.css(".pv-mark")
        if (spot := mark.parent) is not None
    }
