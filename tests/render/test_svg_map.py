"""The map: nothing overlaps, nothing is cut, and it reads in the taught order."""

import gzip
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made
from roadmap_site.curriculum import Curriculum
from roadmap_site.load import load
from roadmap_site.model import Tier
from roadmap_site.project import TOOL, built_in_labels
from roadmap_site.render.links import concept_url, section_url, tier_url
from roadmap_site.render.map_layout import layout
from roadmap_site.render.map_parts import Box, Drawing, Edge, Node
from roadmap_site.render.map_text import width, wrap
from roadmap_site.render.svg_map import render_map

LONG = (
    "Donaudampfschifffahrtsgesellschaftskapitän and 一二三四五六七八九十一二三四五六七 "
    "प्रशिक्षण การเรียนรู้ 학습 учение"
)
HOSTILE = "<script>alert(1)</script> ]]> & \" ' </svg>"


@pytest.fixture(scope="module")
def course() -> Curriculum:
    """The real course."""
    return load(TOOL, built_in_labels())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Curriculum:
    """Sixty sections in five tiers, with long titles in several scripts."""
    root = made.curriculum(tmp_path_factory.mktemp("many"), tiers=5, sections=12, text=LONG)
    return load(root, built_in_labels())


@pytest.fixture(scope="module")
def baking() -> Curriculum:
    """The second curriculum."""
    return load(TOOL / "tests" / "fixtures" / "baking", built_in_labels())


@pytest.fixture(params=["course", "many", "baking"], scope="module")
def curriculum(request: pytest.FixtureRequest) -> Curriculum:
    """Each of the curricula that a map must fit."""
    found: Curriculum = request.getfixturevalue(request.param)
    return found


def drawings(curriculum: Curriculum) -> list[Drawing]:
    """Every map of every page, in every language, wide and narrow."""
    return [
        layout(curriculum, tag, labels=curriculum.labels[tag], tier=tier, narrow=narrow)
        for tag in curriculum.languages
        for tier in (None, *curriculum.tiers)
        for narrow in (False, True)
    ]


def faults(drawing: Drawing) -> list[str]:
    """What overlaps, leaves its node, or crosses one."""
    nodes = list(drawing.nodes)
    pairs = combinations(nodes, 2)
    found = [f"{a.section} meets {b.section}" for a, b in pairs if a.box.meets(b.box)]
    for lane in drawing.lanes:
        whole = Box(0, 0, drawing.width, drawing.height)
        strays = [node.section for node in lane.nodes if not lane.box.holds(node.box)]
        found += [f"{name} leaves its lane" for name in strays]
        found += [] if whole.holds(lane.box) else [f"lane {lane.tier} leaves the drawing"]
    found += [fault for node in nodes for fault in _faults_inside(node)]
    found += [fault for edge in drawing.edges for fault in _crossings(edge, nodes)]
    found += [fault for edge in drawing.edges for fault in _loose_ends(edge, nodes)]
    return found


def _faults_inside(node: Node) -> Iterator[str]:
    for a, b in combinations([part for part in node.parts if part.kind != "section"], 2):
        if a.box.meets(b.box):
            yield f"{a.url} meets {b.url}"
    for part in node.parts:
        for line in (*part.title, *part.note):
            if not node.box.holds(line.box):
                yield f"{line.text!r} is cut"


def _loose_ends(edge: Edge, nodes: list[Node]) -> Iterator[str]:
    """The ends that do not touch the node they belong to."""
    boxes = {node.section: node.box for node in nodes}
    for section, (x, y) in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
        box = boxes[section]
        if not (box.x <= x <= box.right and box.y <= y <= box.bottom):
            yield f"{edge.source} → {edge.target} misses {section}"


def _crossings(edge: Edge, nodes: list[Node]) -> Iterator[str]:
    for (x, y), (u, v) in pairwise(edge.points):
        stroke = Box(min(x, u), min(y, v), abs(x - u), abs(y - v))
        for node in nodes:
            if stroke.meets(node.box):
                yield f"{edge.source} → {edge.target} crosses {node.section}"


def test_nothing_overlaps_and_nothing_is_cut(curriculum: Curriculum) -> None:
    """Nodes keep apart, texts stay inside them, and lines run between them."""
    assert [fault for drawing in drawings(curriculum) for fault in faults(drawing)] == []


def test_every_requirement_is_an_edge(course: Curriculum) -> None:
    """The course's map draws each prerequisite once."""
    drawing = layout(course, "zh", labels=course.labels["zh"])
    wanted = {(need, one.id) for one in course.sections for need in one.requires}

    assert {(edge.source, edge.target) for edge in drawing.edges} == wanted
    assert len(drawing.edges) == len(wanted)


def test_links_stand_in_reading_order(course: Curriculum) -> None:
    """On the home page each drawing links tiers and sections in taught order."""
    wanted = []
    for tier in course.tiers:
        wanted += [tier_url(tier), *map(section_url, course.sections_of(tier))]
    text = render_map(course, "en", root="", labels=course.labels["en"])

    assert re.findall(r'href="([^"]+)"', text) == wanted * 2


def test_an_opened_tier_links_its_concepts(course: Curriculum) -> None:
    """A tier's map has every section and concept of it, relative to its page."""
    tier = course.tiers[0]
    text = render_map(course, "en", root="../", labels=course.labels["en"], tier=tier)
    found = re.findall(r'href="\.\./([^"]+)"', text)

    for section in course.sections_of(tier):
        assert found.count(section_url(section)) == 2
        assert all(found.count(concept_url(section, c)) == 2 for c in section.concepts)


@pytest.mark.parametrize("opened", [False, True])
def test_it_is_small_xml_without_blank_lines(curriculum: Curriculum, *, opened: bool) -> None:
    """The fragment parses as XML, passes through Markdown, and has at most 40 KB gzipped."""
    tiers: tuple[Tier | None, ...] = curriculum.tiers if opened else (None,)
    for tag in curriculum.languages:
        for tier in tiers:
            text = render_map(
                curriculum, tag, root="", labels=curriculum.labels[tag], tier=tier
            )

            ET.fromstring(text)  # noqa: S314  our own text
            assert "\n\n" not in text
            assert len(gzip.compress(text.encode())) <= 40_000


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    """Markup in a title is shown as it was typed."""
    curriculum = load(made.curriculum(tmp_path, text=HOSTILE), built_in_labels())
    tree = ET.fromstring(  # noqa: S314  our own text
        render_map(curriculum, "en", root="", labels=curriculum.labels["en"])
    )
    words = {"".join(text.itertext()) for text in tree.iter() if text.tag.endswith("text")}

    assert f"{HOSTILE} section-0-0" in words
    assert {one.tag.rpartition("}")[2] for one in tree.iter()} <= {
        "div", "p", "span", "svg", "g", "rect", "path", "a", "text", "tspan",
    }  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=80))
def test_lines_fit_and_lose_nothing(text: str) -> None:
    """Wrapped lines are no wider than the room and read as the text."""
    lines = wrap(text, 16, 140)

    assert all(width(line.rstrip(), 16) <= 140 or len(line) <= 2 for line in lines)
    assert "".join(lines).replace("-", "") == text.replace("-", "")
