"""The map as SVG text that is real text and real links. Geometry is `map_layout.py`'s."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Tier
from roadmap_site.render.map_layout import layout
from roadmap_site.render.map_parts import Box, Drawing, Edge, Lane, Line, Node, Part, Point

_TIER_COLOURS = 6
_BEND = 9


def render_map(
    curriculum: Curriculum,
    language: str,
    *,
    root: str,
    labels: Mapping[str, str],
    tier: Tier | None = None,
) -> str:
    """One `<div>` with a wide and a narrow drawing, of which the style sheet shows one.

    Without a tier the whole course, its tiers as lanes; with one, that tier's sections opened.
    `root` leads from the page to the language's root. No line is blank, as Markdown needs it.
    """
    pen = _Pen(language, root)
    title, description = escape(labels["map.title"]), escape(labels["map.description"])
    lines = [
        '<div class="rm-map">',
        f'<p class="rm-map-caption"><span id="map-title">{title}</span>',
        f'<span id="map-description">{description}</span></p>',
    ]
    for name in ("wide", "narrow"):
        drawing = layout(
            curriculum, language, labels=labels, tier=tier, narrow=name == "narrow"
        )
        lines += pen.svg(drawing, name)
    return "\n".join([*lines, "</div>"])


class _Pen:
    """Writes a drawing's records as SVG, one element a line."""

    def __init__(self, language: str, root: str) -> None:
        self.language = language
        self.root = root

    def svg(self, drawing: Drawing, name: str) -> Iterator[str]:
        size = f"{drawing.width} {drawing.height}"
        yield (
            f'<svg class="rm-map-{name}" viewBox="0 0 {size}" width="{drawing.width}" '
            'role="group" aria-labelledby="map-title" aria-describedby="map-description">'
        )
        # What is only seen comes first: below the links, and out of the reading order.
        yield '<g aria-hidden="true">'
        yield from (_panel(lane) for lane in drawing.lanes)
        yield from _edges(drawing)
        yield "</g>"
        for lane in drawing.lanes:
            yield f'<g class="{_tier(lane.tier)}">'
            yield from [self._part(lane.header)] if lane.header else []
            for node in lane.nodes:
                yield from self._node(node)
            yield "</g>"
        yield "</svg>"

    def _node(self, node: Node) -> Iterator[str]:
        if len(node.parts) == 1:
            yield self._part(node.parts[0], " rm-map-closed")
            return
        yield _rect(node.box, 12, "rm-map-card")
        yield from map(self._part, node.parts)

    def _part(self, part: Part, more: str = "") -> str:
        foreign = part.language != self.language
        tongue = f' lang="{escape(part.language)}"' if foreign else ""
        colour = f" {_tier(part.tier)}" if part.kind == "need" else more
        radius = part.box.height // 2 if part.kind == "need" else 10
        centre = part.box.middle if part.kind == "concept" else None
        note = _text(part.note, "rm-map-note") if part.note else ""
        return (
            f'<a class="rm-map-{part.kind}{colour}" '
            f'href="{escape(self.root + part.url)}"{tongue}>'
            f"{_rect(part.box, min(radius, 16))}{_text(part.title, centre=centre)}{note}</a>"
        )


def _tier(place: int) -> str:
    return f"rm-map-t{place % _TIER_COLOURS + 1}"


def _panel(lane: Lane) -> str:
    return _rect(lane.box, 18, f"rm-map-panel {_tier(lane.tier)}")


def _rect(box: Box, radius: int, names: str = "") -> str:
    named = f' class="{names}"' if names else ""
    place = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
    return f'<rect{named} {place} rx="{radius}"/>'


def _text(lines: tuple[Line, ...], name: str = "", *, centre: int | None = None) -> str:
    """One `<text>`, so that a search in the page finds words over the end of a line."""
    named = f' class="{name}"' if name else ""
    spans = "".join(
        f'<tspan x="{line.box.x if centre is None else centre}" y="{line.baseline}">'
        f"{escape(line.text)}</tspan>"
        for line in lines
    )
    return f"<text{named}>{spans}</text>"


def _edges(drawing: Drawing) -> Iterator[str]:
    """One path a required section: where its lines share a trunk, they are painted once."""
    home = {node.section: lane.tier for lane in drawing.lanes for node in lane.nodes}
    for source, edges in groupby(sorted(drawing.edges, key=_source), key=_source):
        path = "".join(_path(edge.points) for edge in edges)
        yield f'<path class="rm-map-edge {_tier(home[source])}" d="{path}"/>'


def _source(edge: Edge) -> str:
    return edge.source


def _path(points: tuple[Point, ...]) -> str:
    """A line with round corners and an open arrowhead at its end."""
    path = f"M{points[0][0]} {points[0][1]}"
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        a, b = _towards(bend, before), _towards(bend, after)
        path += f"L{a[0]} {a[1]}Q{bend[0]} {bend[1]} {b[0]} {b[1]}"
    x, y = points[-1]
    if points[-2][0] == x:
        return f"{path}V{y - 2}m-4 -5l4 5l4 -5"
    return f"{path}H{x - 2}m-5 -4l5 4l-5 4"


def _towards(bend: Point, other: Point) -> Point:
    """The point where the rounding of a bend begins: never beyond half the way."""
    across, down = other[0] - bend[0], other[1] - bend[1]
    reach = min(_BEND, (abs(across) + abs(down)) // 2)
    sign = (across > 0) - (across < 0), (down > 0) - (down < 0)
    return bend[0] + sign[0] * reach, bend[1] + sign[1] * reach
