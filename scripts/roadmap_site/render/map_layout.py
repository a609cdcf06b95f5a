"""Curriculum → the map's geometry. Pure; its looks are `svg_map.py`'s and `map.css`'s."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Concept, Section, Tier
from roadmap_site.render import map_edges
from roadmap_site.render.links import concept_url, section_url, tier_url
from roadmap_site.render.map_parts import Box, Drawing, Lane, Line, Node, Part
from roadmap_site.render.map_text import width, wrap
from roadmap_site.values import Said, Text

# The style sheet shows the wide drawing from 685 pixels on: 15 units are then 12 pixels.
WIDE, NARROW = 856, 358
_BETWEEN_LANES = 12
_BETWEEN_NODES = 24
_PAD = 14
_LEFT = 216  # an opened node's text beside its concepts, where there is room for both
_CHIP_PAD, _CHIP_HEIGHT, _CHIP_GAP = 11, 32, 8


class Letters(NamedTuple):
    """A size of type, its line height, and whether it is bold; `map.css` says the same."""

    size: int
    height: int
    bold: bool = False


HEADER, TITLE, SMALL = Letters(18, 25, bold=True), Letters(16, 22, bold=True), Letters(15, 21)


def layout(
    curriculum: Curriculum,
    language: str,
    *,
    labels: Mapping[str, str],
    tier: Tier | None = None,
    narrow: bool = False,
) -> Drawing:
    """The course's map, or one tier's with its sections opened; `narrow` is one column."""
    opened = [(i, t) for i, t in enumerate(curriculum.tiers) if tier is None or t.id == tier.id]
    sheet = _Sheet(curriculum, language, labels, tuple(opened), is_open=tier is not None)
    return sheet.drawing(narrow=narrow)


def _columns(tiers: int, *, narrow: bool) -> int:
    """Up to three lanes side by side; four tiers look better as two and two."""
    return 1 if narrow else 2 if tiers == 4 else min(tiers, 3)  # noqa: PLR2004


@dataclass(frozen=True)
class _Sheet:
    curriculum: Curriculum
    language: str
    labels: Mapping[str, str]
    tiers: tuple[tuple[int, Tier], ...]
    is_open: bool

    def drawing(self, *, narrow: bool) -> Drawing:
        columns = _columns(len(self.tiers), narrow=narrow)
        whole = NARROW if narrow else WIDE
        # A single closed lane would stretch its short titles over the whole width.
        whole = whole // 2 if columns == 1 and not narrow and not self.is_open else whole
        lane = (whole - (columns - 1) * _BETWEEN_LANES) // columns
        pairs = [(r, s.id) for s in self.curriculum.sections for r in s.requires]
        # Lines need room, and how many run side by side shows only once the nodes are placed.
        draft = self._lanes(_Frame(columns, lane, 0, {}))
        frame = _Frame(
            columns, lane, map_edges.gutter(draft, pairs), map_edges.channels(draft, pairs)
        )
        lanes = self._lanes(frame)
        height = max((one.box.bottom for one in lanes), default=0)
        return Drawing(whole, height, lanes, map_edges.edges(lanes, pairs))

    def _lanes(self, frame: "_Frame") -> tuple[Lane, ...]:
        lanes: list[Lane] = []
        top = 0
        for row, first in enumerate(range(0, len(self.tiers), frame.columns)):
            lanes += self._row(frame, row, top, self.tiers[first : first + frame.columns])
            top = max(lane.box.bottom for lane in lanes) + _BETWEEN_LANES
        return tuple(lanes)

    def _row(
        self, frame: "_Frame", row: int, top: int, tiers: tuple[tuple[int, Tier], ...]
    ) -> Iterator[Lane]:
        """The lanes of one row, their first nodes and their panels' ends in line."""
        places = [Box(frame.x(i), top, frame.node, 0) for i in range(len(tiers))]
        headers = [self._header(*one, at) for one, at in zip(tiers, places, strict=True)]
        channel = max(part.box.bottom for part in headers) if not self.is_open else top
        first = channel + (frame.channels.get(row) or _PAD)
        stacks = [
            tuple(self._stack(t, Box(at.x, first, at.width, 0)))
            for (_, t), at in zip(tiers, places, strict=True)
        ]
        bottom = max((node.box.bottom for stack in stacks for node in stack), default=first)
        for column, ((place, _), at) in enumerate(zip(tiers, places, strict=True)):
            panel = Box(at.x - frame.gutter, top, frame.lane, bottom + _PAD - top)
            header = None if self.is_open else headers[column]
            yield Lane(place, row, column, panel, at.x, channel, header, stacks[column])

    def _stack(self, tier: Tier, room: Box) -> Iterator[Node]:
        y = room.y
        for section in self.curriculum.sections_of(tier):
            at = Box(room.x, y, room.width, 0)
            node = self._opened(section, at) if self.is_open else self._closed(section, at)
            yield node
            y = node.box.bottom + _BETWEEN_NODES

    def _header(self, place: int, tier: Tier, room: Box) -> Part:
        said = self._said(tier.title)
        at = Box(room.x, room.y + _PAD, room.width, 0)
        title = _written(said.text, HEADER, at)
        hours = self._hours(self.curriculum.hours_of(tier))
        note = _written(hours, SMALL, _below(title, at))
        box = Box(at.x - 8, at.y - 4, at.width + 8, note[-1].box.bottom - at.y + 8)
        return Part("tier", tier_url(tier), said.language, place, box, title, note)

    def _closed(self, section: Section, at: Box) -> Node:
        part = self._named(section, at)
        box = Box(at.x, at.y, at.width, part.note[-1].box.bottom + _PAD - at.y)
        named = Part("section", part.url, part.language, part.tier, box, part.title, part.note)
        return Node(section.id, box, (named,))

    def _named(self, section: Section, at: Box) -> Part:
        """The link to a section, its box the text with a little air."""
        said = self._said(section.title)
        inner = Box(at.x + _PAD, at.y + _PAD - 2, at.width - 2 * _PAD, 0)
        title = _written(said.text, TITLE, inner)
        note = _written(self._hours(section.hours), SMALL, _below(title, inner))
        air = Box(inner.x - 6, inner.y - 4, inner.width + 12, note[-1].box.bottom - inner.y + 8)
        place = self._place(section)
        return Part("section", section_url(section), said.language, place, air, title, note)

    def _opened(self, section: Section, at: Box) -> Node:
        """A node with its concepts: beside its title, or below where the node is narrow."""
        is_wide = at.width > 2 * _LEFT
        left = Box(at.x, at.y, _LEFT + _PAD if is_wide else at.width, 0)
        named = self._named(section, left)
        needs = tuple(self._needs(section, named.box))
        low = [named, *needs][-1].box.bottom
        inner = Box(at.x + _PAD, low + 8, at.width - 2 * _PAD, 0)
        if is_wide:
            inner = Box(left.right, at.y + _PAD, at.right - left.right - _PAD, 0)
        concepts = tuple(self._concepts(section, inner))
        bottom = max(part.box.bottom for part in (named, *needs, *concepts)) + _PAD
        box = Box(at.x, at.y, at.width, bottom - at.y)
        return Node(section.id, box, (named, *needs, *concepts))

    def _needs(self, section: Section, above: Box) -> Iterator[Part]:
        """A link to each section of another tier that this one requires."""
        y = above.bottom + 6
        for slug in section.requires:
            other = self.curriculum.by_section.get(slug)
            if other is None or other.tier == section.tier:
                continue
            said = self._said(other.title)
            at = Box(above.x + 6 + _CHIP_PAD, y + 5, above.width - 12 - 2 * _CHIP_PAD, 0)
            lines = _written(f"{self.labels['map.needs']} {said.text}", SMALL, at)
            box = _around(lines)
            place = self._place(other)
            yield Part("need", section_url(other), said.language, place, box, lines)
            y = box.bottom + _CHIP_GAP

    def _concepts(self, section: Section, room: Box) -> Iterator[Part]:
        """The concepts as chips, in rows from left to right."""
        x, y, row = room.x, room.y, 0
        for concept in section.concepts:
            part = self._chip(section, concept, Box(x, y, room.width, 0))
            if x > room.x and part.box.right > room.right:
                x, y, row = room.x, y + row + _CHIP_GAP, 0
                part = self._chip(section, concept, Box(x, y, room.width, 0))
            yield part
            x, row = part.box.right + _CHIP_GAP, max(row, part.box.height)

    def _chip(self, section: Section, concept: Concept, at: Box) -> Part:
        said = self._said(concept.title)
        inner = Box(at.x + _CHIP_PAD, at.y + 5, at.width - 2 * _CHIP_PAD, 0)
        lines = _written(said.text, SMALL, inner)
        url, place = concept_url(section, concept), self._place(section)
        return Part("concept", url, said.language, place, _around(lines), lines)

    def _place(self, section: Section) -> int:
        ids = [tier.id for tier in self.curriculum.tiers]
        return ids.index(section.tier)

    def _said(self, text: Text) -> Said:
        return text.said(self.language, self.curriculum.languages)

    def _hours(self, hours: tuple[int, int]) -> str:
        # Not `format`: a label's braces must not reach into Python's attributes.
        text = self.labels["hours.range"].replace("{low}", str(hours[0]))
        return text.replace("{high}", str(hours[1]))


class _Frame(NamedTuple):
    """The grid's measures: `channels` is the space kept for lines, by row of lanes."""

    columns: int
    lane: int
    gutter: int
    channels: dict[int, int]

    @property
    def node(self) -> int:
        return self.lane - self.gutter - _PAD

    def x(self, column: int) -> int:
        return column * (self.lane + _BETWEEN_LANES) + self.gutter


def _written(text: str, letters: Letters, at: Box) -> tuple[Line, ...]:
    """The text in lines from the box's top left, no wider than the box."""
    size, height, bold = letters
    lines = wrap(text, size, at.width, bold=bold)
    boxes = [
        Box(at.x, at.y + i * height, width(line.rstrip(), size, bold=bold), height)
        for i, line in enumerate(lines)
    ]
    return tuple(Line(line, box) for line, box in zip(lines, boxes, strict=True))


def _below(lines: tuple[Line, ...], at: Box) -> Box:
    return Box(at.x, lines[-1].box.bottom + 1, at.width, 0)


def _around(lines: tuple[Line, ...]) -> Box:
    first, last = lines[0].box, lines[-1].box
    widest = max(line.box.width for line in lines)
    return Box(
        first.x - _CHIP_PAD,
        first.y - 5,
        widest + 2 * _CHIP_PAD,
        last.bottom - first.y + _CHIP_HEIGHT - SMALL.height,
    )
