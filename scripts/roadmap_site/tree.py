"""YAML text → dict, list and str that know their place; refuses what no curriculum needs.

All scalars stay text (no Norway, no octal, no sexagesimal): the models give them types.
"""

import os
from typing import Any, NoReturn

import yaml

from roadmap_site.problem import shown
from roadmap_site.wording import rule, say

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
MAX_NODES = 20_000

_Parser: Any = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.BaseLoader)


class Scalar(str):
    """A text, with its place: 1-based line and column."""

    __slots__ = ("column", "line")
    line: int
    column: int


class Sequence(list[Any]):
    """A list, with its place."""

    __slots__ = ("column", "line")
    line: int
    column: int


class Mapping(dict[str, Any]):
    """A mapping, with its place; its keys are `Scalar`s and know theirs."""

    __slots__ = ("column", "line")
    line: int
    column: int

    def key(self, name: str) -> Scalar | None:
        """The key as it stands in the file; None where it is absent."""
        return next((key for key in self if key == name and isinstance(key, Scalar)), None)


class RefusedError(Exception):
    """The file can't be read as a curriculum file; says where, why and how to mend it."""

    def __init__(self, line: int, column: int, what: str, repair: str) -> None:
        super().__init__(what)
        self.line, self.column, self.what, self.repair = line, column, what, repair


class MisreadError(RefusedError):
    """The same, where a slip of the pen may be the reason."""


def read_text(path: str) -> str:
    """The file's text without byte order mark, line ends made LF.

    Raises `RefusedError` for what is too big or no UTF-8.
    """
    data = read_bytes(path)
    try:
        return decoded(data, "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RefusedError(line, 1, *_not_utf8(data)) from None


def read_bytes(path: str) -> bytes:
    """The file's bytes; raises `RefusedError` for what is too big."""
    # Unbuffered, and its size not asked for before: twice as fast.
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  pathlib costs a tenth of loading
        data = file.read(MAX_BYTES + 1)
        while len(data) <= MAX_BYTES and (more := file.read(MAX_BYTES)):
            data += more
    if len(data) > MAX_BYTES:
        size = os.stat(path).st_size  # noqa: PTH116  the same
        what = rule("too-large", "is {0} KiB", str(size // 1024))
        raise RefusedError(1, 1, what, say("keep it under {0} KiB", str(MAX_BYTES // 1024)))
    return data


def decoded(data: bytes, encoding: str) -> str:
    """The bytes as text, line ends made LF; raises `UnicodeDecodeError`."""
    text = data.decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(data: bytes) -> tuple[str, str]:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return rule("not-utf8", "is not UTF-8 text"), "save it as UTF-8"
    what = rule("not-utf8", "is saved as GBK, not UTF-8")
    return what, "save it as UTF-8 (in the editor: Save with encoding)"


def parse(text: str) -> tuple[Mapping, list[Scalar]]:
    """The tree of one YAML document and the keys that stand twice in a mapping.

    Raises `RefusedError` with the place, for bad YAML and for all that we refuse.
    """
    builder = _Builder()
    try:
        for event in iter(_Parser(text).get_event, None):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        _explain(error)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        name = f"U+{_codepoint(error.character):04X}"
        what = rule("forbidden-character", "has a character that YAML forbids: {0}", name)
        raise MisreadError(line, 1, what, "delete it") from None
    if not isinstance(builder.root, Mapping) or not builder.root:
        what = rule("no-fields", "holds no fields")
        raise MisreadError(1, 1, what, "write 'field: value' lines")
    return builder.root, builder.doubles


def _codepoint(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character)[0])


def _explain(error: yaml.MarkedYAMLError) -> NoReturn:
    """Raise the parser's complaint as words, at the place the parser names."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    complaint = error.problem or "unknown trouble"
    for sign, what, repair in _COMPLAINTS:
        if sign in complaint:
            raise MisreadError(line, column, what, repair) from None
    repair = "mend the YAML on this line or the one above"
    what = rule("not-yaml", "is not YAML: {0}", complaint)
    raise MisreadError(line, column, what, repair) from None


_COMPLAINTS = (
    (
        "mapping values are not allowed",
        rule("second-colon", "has a second ': ' in one value"),
        'put the value in double quotes: "…"',
    ),
    (
        "could not find expected ':'",
        rule("stray-text", "has a line that is no 'field: value'"),
        "write an ASCII colon and a space after the field name, here or on the line above",
    ),
    (
        "found character '\\t'",
        rule("wrong-space", "has a tab where YAML wants spaces"),
        "indent with two spaces",
    ),
    (
        "found character that cannot start any token",
        rule("reserved-character", "has a value that starts with a reserved character"),
        'put the value in double quotes: "…"',
    ),
    (
        "did not find expected key",
        rule("broken-mapping", "breaks off inside a mapping"),
        "check the indentation and the quotes on this line and the one above",
    ),
    (
        "did not find expected <document start>",
        rule("text-after-document", "has text behind the end of the document"),
        "check the indentation of this line",
    ),
    (
        "found unexpected end of stream",
        rule("unclosed-quote", "ends inside quotes"),
        "close the quotes that were opened on this line",
    ),
    (
        "did not find expected ',' or ']'",
        rule("broken-list", "breaks off inside a list"),
        "close it with ']', and put ', ' between its entries",
    ),
    (
        "did not find expected ',' or '}'",
        rule("broken-mapping", "breaks off inside a mapping in braces"),
        "close it with '}', and put ', ' between its entries",
    ),
    (
        "did not find expected '-' indicator",
        rule("broken-list", "breaks off inside a list"),
        "check the indentation of this line and the ones above",
    ),
    (
        "block sequence entries are not allowed",
        rule("misplaced-list", "has a list on the line of its field"),
        "write the list on the lines below, or as [a, b]",
    ),
    (
        "found unknown escape character",
        rule("unknown-escape", "has a backslash in double quotes that YAML does not know"),
        "put the value in single quotes: '…'",
    ),
)


class _Builder:
    """Takes parser events one by one and grows the tree; refuses at once what it must."""

    def __init__(self) -> None:
        self.root: Any = None
        self.doubles: list[Scalar] = []
        self._open: list[Sequence | Mapping] = []
        self._parent: Sequence | Mapping | None = None  # the last of them
        self._key: Scalar | None = None  # of the parent: the one without a value
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:  # noqa: ANN401  PyYAML's events have no types
        """Grow the tree by one event; raises `RefusedError`."""
        make = _MADE.get(type(event))
        if make is not None:
            self._node(event, make)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._parent = self._open[-1] if self._open else None
        elif isinstance(event, yaml.AliasEvent):
            what = rule("yaml-alias", "uses the alias {0}", shown(f"*{event.anchor}"))
            _misread(event, what, "write the value out, or quote it")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                what = rule("second-document", "starts a second document")
                _refuse(event, what, "delete the '---' line")

    def _node(self, event: Any, make: Any) -> None:  # noqa: ANN401
        # Aliases and merge keys are how a 306-byte file becomes gigabytes.
        if event.anchor:
            what = rule("yaml-anchor", "sets the anchor {0}", shown(f"&{event.anchor}"))
            _misread(event, what, "delete it, or quote the value")
        if event.tag:
            what = rule("yaml-tag", "uses the tag {0}", shown(event.tag))
            _misread(event, what, "delete it, or quote the value")
        self._nodes += 1
        if self._nodes > MAX_NODES:
            what = rule("too-many-values", "has more than {0} values", str(MAX_NODES))
            _refuse(event, what, "split the file")
        node = make(event)
        mark = event.start_mark
        node.line, node.column = mark.line + 1, mark.column + 1
        self._attach(node, event)
        if make is not _scalar:
            if len(self._open) >= MAX_DEPTH:
                what = rule("too-deep", "is nested deeper than {0} levels", str(MAX_DEPTH))
                _refuse(event, what, "flatten it")
            self._open.append(node)
            self._parent = node

    def _attach(self, node: Any, event: Any) -> None:  # noqa: ANN401
        parent, key = self._parent, self._key
        if isinstance(parent, Sequence):
            parent.append(node)
        elif parent is None:
            self.root = node
        elif key is None:
            self._key = _key(node, event)
        else:
            self._key = None
            if key in parent:
                self.doubles.append(key)
            else:
                parent[key] = node


def _key(node: Any, event: Any) -> Scalar:  # noqa: ANN401
    if not isinstance(node, Scalar):
        what = rule("unplain-name", "has a list or mapping as a field name")
        _refuse(event, what, "write a plain name")
    if node == "<<" and not event.style:
        _refuse(event, rule("merge-key", "uses a merge key '<<'"), "write the fields out")
    return node


def _scalar(event: Any) -> Scalar:  # noqa: ANN401
    return Scalar(event.value)


_MADE: dict[type, Any] = {
    yaml.ScalarEvent: _scalar,
    yaml.SequenceStartEvent: lambda _: Sequence(),
    yaml.MappingStartEvent: lambda _: Mapping(),
}


def _refuse(event: Any, what: str, repair: str) -> NoReturn:  # noqa: ANN401
    raise RefusedError(event.start_mark.line + 1, event.start_mark.column + 1, what, repair)


def _misread(event: Any, what: str, repair: str) -> NoReturn:  # noqa: ANN401
    raise MisreadError(event.start_mark.line + 1, event.start_mark.column + 1, what, repair)
