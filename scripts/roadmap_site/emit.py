"""Tree → the one way to write it as YAML; a text → the same, with its comments.

Which fields a file has, and so their order, comes in as a `Shape`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap_site.comments import Comment, Source, read_source
from roadmap_site.problem import shown
from roadmap_site.quotes import scalar
from roadmap_site.tree import MAX_BYTES, RefusedError, parse


@dataclass(frozen=True)
class Shape:
    """What a value may be: a mapping with its fields in order, a number or day, lists of both.

    `inner` has the shapes of those fields that are more than texts.
    """

    fields: tuple[str, ...] = ()
    inner: Mapping[str, "Shape"] = field(default_factory=dict)
    is_number: bool = False

    def ordered(self, keys: Mapping[str, object]) -> list[str]:
        """The keys in the order of the fields; others keep theirs, at the end."""
        rank = {name: at for at, name in enumerate(self.fields)}
        return sorted(keys, key=lambda key: rank.get(key, len(rank)))


FREE, NUMBER = Shape(), Shape(is_number=True)
_NO_SOURCE = Source()
_BY_HAND = "lay it out by hand"


def emit(tree: Mapping[str, Any], shape: Shape = FREE) -> str:
    """The canonical YAML of a tree of texts, lists and mappings, not empty."""
    return _laid_out(tree, shape, _NO_SOURCE)


def formatted(text: str, shape: Shape = FREE) -> str:
    """The text in canonical form: the same tree, the same comments, the same quotes.

    Raises `RefusedError` for what can't be read, and where anything else would change.
    """
    text = text.lstrip("\ufeff")
    tree, doubles = parse(text)
    if doubles:
        key = doubles[0]
        what = f"field {shown(key)} stands here twice"
        raise RefusedError(key.line, key.column, what, "keep one of the two")
    source = read_source(text, tree)
    made = _laid_out(tree, shape, source)
    if len(made.encode()) > MAX_BYTES:
        what = f"would be longer than {MAX_BYTES // 1024} KiB, laid out like this"
        raise RefusedError(1, 1, what, "split it")
    if not _is_same(made, tree, source):
        raise RefusedError(1, 1, "can't be laid out without a change of meaning", _BY_HAND)
    return made


def _is_same(made: str, tree: Mapping[str, Any], source: Source) -> bool:
    """Whether the new text reads as the tree, and has the comments, of the old one."""
    try:
        again, doubles = parse(made)
    except RefusedError:
        return False
    is_tree = not doubles and again == tree
    return is_tree and read_source(made, again).comments == source.comments


_Levels = tuple[tuple[int, int], ...]  # outermost first: column in the source, indent here


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to be: its text, the values on it, whose comments it gets, and its levels.

    The levels are those of all lists and mappings around it. A comment has no values.
    """

    indent: int
    text: str
    nodes: tuple[object, ...]
    levels: _Levels
    after_blank: bool = False


@dataclass(frozen=True)
class _Layout:
    """Lays out the nodes of one tree, looking up what its source said about them."""

    source: Source

    def block(self, node: Any, shape: Shape, above: _Levels) -> Iterator[_Line]:  # noqa: ANN401
        """The lines of a list or mapping, each entry with the comments that end it."""
        indent = above[-1][1] + 2 if above else 0
        levels = (*above, (getattr(node, "column", 1) - 1, indent))
        entries = self.fields if isinstance(node, dict) else self.values
        for lines in entries(node, shape, levels):
            yield from lines
            for line in lines:
                for one, rank in _below(line, self.source):
                    if rank == len(above):
                        yield _Line(indent, one.text, (), levels, one.after_blank)

    def fields(
        self, node: Mapping[str, Any], shape: Shape, levels: _Levels
    ) -> Iterator[list[_Line]]:
        """The lines of each field of a mapping."""
        indent = levels[-1][1]
        for key in shape.ordered(node):
            name, value, inside = scalar(key), node[key], shape.inner.get(key, FREE)
            inline = self.inline(value, inside)
            if inline is not None:
                yield [_Line(indent, f"{name}: {inline[0]}", (key, *inline[1]), levels)]
                continue
            lines = self.block(value, inside, levels)
            yield [_Line(indent, f"{name}:", (key,), levels), *lines]

    def values(
        self, node: Sequence[Any], shape: Shape, levels: _Levels
    ) -> Iterator[list[_Line]]:
        """The lines of each value of a list."""
        indent = levels[-1][1]
        for value in node:
            inline = self.inline(value, shape)
            if inline is not None:
                yield [_Line(indent, f"- {inline[0]}", inline[1], levels)]
                continue
            first, *rest = self.block(value, shape, levels)
            yield [replace(first, indent=indent, text=f"- {first.text}"), *rest]

    def inline(self, value: Any, shape: Shape) -> tuple[str, tuple[object, ...]] | None:  # noqa: ANN401
        """The value as the rest of a line, and the nodes in it; None if it needs lines."""
        if isinstance(value, str):
            return self.scalar(value, shape), (value,)
        if not value:
            return "{}" if isinstance(value, dict) else "[]", (value,)
        if isinstance(value, dict) or not all(isinstance(one, str) for one in value):
            return None
        if self.is_commented(value):
            return None
        texts = (self.scalar(one, shape, flow=True) for one in value)
        return f"[{', '.join(texts)}]", tuple(value)

    def scalar(self, value: str, shape: Shape, *, flow: bool = False) -> str:
        """One text, in the quotes that it had if it may keep them."""
        quoted = self.source.of(value).is_quoted
        return scalar(value, flow=flow, is_quoted=quoted, is_number=shape.is_number)

    def is_commented(self, values: Sequence[str]) -> bool:
        """Whether a comment stands inside this list, so that it needs lines."""
        whole, last = self.source.of(values), self.source.of(values[-1])
        column = getattr(values, "column", 1) - 1
        comments = (one for value in values for one in self.source.of(value).comments)
        if whole.is_flow:
            return any(whole.start < one.at < whole.end for one in comments)
        # Behind the last value and further left than the list, a comment ends something else.
        first = next(comments, None)
        return first is not None and not (
            first.has_own_line and first.at > last.start and first.column < column
        )


class _Dressed:
    """A line's comments: those above it, the one at its end, those below it."""

    def __init__(self, line: _Line, source: Source) -> None:
        notes = [source.of(node) for node in line.nodes]
        self.first, last = notes[0], notes[-1]
        found = sorted((one for note in notes for one in note.comments), key=lambda one: one.at)
        beside = [one for one in found if one.at >= last.start and not one.has_own_line]
        self.end = beside[-1] if beside else None
        edge = self.end.at if self.end else last.start
        self.above = [one for one in found if one.at < self.first.start]
        # From between or behind the line's values, where it has no room for them now.
        self.moved = [one for one in found if self.first.start <= one.at < edge]
        self.below = [one for one in found if one.at >= edge and one is not self.end]


def _below(line: _Line, source: Source) -> Iterator[tuple[Comment, int]]:
    """The comments below a line, each with how many levels are around the entry it ends."""
    if not any(source.of(node).comments for node in line.nodes):
        return
    rank = len(line.levels) - 1
    for one in _Dressed(line, source).below:
        fits = (at for at, (column, _) in enumerate(line.levels) if column <= one.column)
        # What has ended stays ended: a deeper comment can't come after a shallow one.
        rank = min(rank, max(fits, default=0))
        yield one, rank


_Row = tuple[int, str, bool]  # indent, text, whether a blank line was before it


def _laid_out(tree: Mapping[str, Any], shape: Shape, source: Source) -> str:
    rows = [_own_row(one) for one in source.header]
    header = len(rows)
    for line in _Layout(source).block(tree, shape, ()):
        rows += _rows(line, source)
    rows += map(_own_row, source.tail)
    out: list[str] = []
    for at, (indent, text, blank) in enumerate(rows):
        # Only the top level has paragraphs; what parts the header from it is its blank line.
        if at and indent == 0 and (blank or at == header):
            out.append("")
        out.append(f"{' ' * indent}{text}")
    return "\n".join(out) + "\n"


def _own_row(comment: Comment) -> _Row:
    return 0, comment.text, comment.after_blank


def _rows(line: _Line, source: Source) -> Iterator[_Row]:
    """The line with what stands above it and at its end."""
    if not line.nodes:
        yield line.indent, line.text, line.after_blank
        return
    dressed = _Dressed(line, source)
    for one in dressed.above:
        yield line.indent, one.text, one.after_blank
    end = f"  {dressed.end.text}" if dressed.end else ""
    texts = (*(one.text for one in dressed.moved), f"{line.text}{end}")
    for at, text in enumerate(texts):
        yield line.indent, text, dressed.first.after_blank and not at
