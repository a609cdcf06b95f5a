"""The map's drawing as records: boxes, lines of text, links and edges. Knows no SVG."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """A rectangle in drawing units, the origin at the drawing's top left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """Half-way between the left and the right edge."""
        return self.x + self.width // 2

    def holds(self, other: "Box") -> bool:
        """Whether the other box lies inside this one."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether the two boxes share more than an edge."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True)
class Line:
    """One line of text and the room it was given by estimate."""

    text: str
    box: Box

    @property
    def baseline(self) -> int:
        """Where the letters stand."""
        return self.box.y + round(self.box.height * 0.74)


@dataclass(frozen=True)
class Part:
    """A link of the map: `url` is relative to the language's root, `tier` a place (from 0)."""

    kind: Literal["tier", "section", "concept", "need"]
    url: str
    language: str
    tier: int
    box: Box
    title: tuple[Line, ...]
    note: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Node:
    """A section's card; closed it is one link, opened it holds several."""

    section: str
    box: Box
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Lane:
    """A tier's panel: its place among the tiers and in the grid, its header, its nodes.

    `inner` is where its nodes begin, right of the gutter; `channel` where the space for lines
    to far lanes begins, under the headers.
    """

    tier: int
    row: int
    column: int
    box: Box
    inner: int
    channel: int
    header: Part | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Edge:
    """What must come first: a line of corners from the required section to its follower."""

    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawing:
    """A whole map, lanes and nodes in reading order."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    edges: tuple[Edge, ...]

    @property
    def nodes(self) -> Iterator[Node]:
        """The cards of all lanes in reading order."""
        return (node for lane in self.lanes for node in lane.nodes)
