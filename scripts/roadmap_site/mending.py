"""Makes the repairs that problems bring along, in the files themselves; judges none of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from roadmap_site.links.disk import replace
from roadmap_site.problem import Fix, Problem
from roadmap_site.slips.encoding import gbk_text
from roadmap_site.tree import RefusedError, read_bytes

_MARK = "\ufeff"  # byte order mark
_END = re.compile(r"(\r\n|\n|\r)")


def mend(root: Path, problems: Sequence[Problem]) -> tuple[str, ...]:
    """The paths of the files that were changed, in order; each is written whole.

    One repair a line: what else is wrong there may look different now. A line that is no
    longer as its repair knows it stays so, and so do all others; a file that cannot be
    written stays as it is.
    """
    fixes: dict[str, dict[int, Fix]] = {}
    for problem in problems:
        if problem.fix is not None:
            of_file = fixes.setdefault(problem.where.path, {})
            of_file.setdefault(problem.fix.line, problem.fix)
    changed = (path for path in sorted(fixes) if _mend(root, path, fixes[path].values()))
    return tuple(changed)


def _mend(root: Path, name: str, fixes: Iterable[Fix]) -> bool:
    """Whether the file had to be written."""
    if not _is_ours(root, name):
        return False
    try:
        data = read_bytes(str(root / name))
        text = _decoded(data)
        made = data if text is None else _mended(text, fixes).encode()
        if made != data:
            replace(root / name, [made])
    except (OSError, RefusedError):
        return False
    return made != data


def _is_ours(root: Path, name: str) -> bool:
    """Whether this is a plain file inside the project, and no link leads to it."""
    parts = name.split("/")
    if {"", ".", ".."} & {*parts}:
        return False
    steps = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    return not any((root / step).is_symlink() for step in steps) and (root / name).is_file()


def _decoded(data: bytes) -> str | None:
    """The text of a file; one that is surely Chinese in GBK is written as UTF-8 later."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return gbk_text(data)


def _mended(text: str, fixes: Iterable[Fix]) -> str:
    """The text with the repairs made, its line ends and byte order mark as they were."""
    mark = _MARK if text.startswith(_MARK) else ""
    parts = _END.split(text.removeprefix(_MARK))
    lines, ends = parts[::2], [*parts[1::2], ""]
    usual = ends[0] or "\n"
    by_line = {fix.line: fix for fix in fixes}
    made = (
        piece
        for number, (line, end) in enumerate(zip(lines, ends, strict=True), 1)
        for piece in _pieces(line, end, usual, by_line.get(number))
    )
    return mark + "".join(made)


def _pieces(line: str, end: str, usual: str, fix: Fix | None) -> Iterator[str]:
    """What becomes of one line: itself, its repair, or nothing where the repair is empty."""
    if fix is None or fix.before != line:
        yield f"{line}{end}"
    elif fix.after or not line:
        yield fix.after.replace("\n", end or usual) + end
