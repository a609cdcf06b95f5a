"""Which mappings and lists are open at a line, and where the next line may begin."""

from dataclasses import dataclass

from roadmap_site.slips.shape import FIELDS, TEXTS, Shape, bare, is_tag


@dataclass(frozen=True, slots=True)
class Level:
    """An open mapping or list: its column and the field whose value it is."""

    indent: int
    is_list: bool
    owner: str | None = None

    @property
    def is_texts(self) -> bool:
        """Whether its keys are languages."""
        return self.owner in TEXTS and not self.is_list

    def suits(self, key: str | None) -> bool:
        """Whether a field of this name may stand in it, as far as the name tells."""
        if key is None or self.is_list:
            return True
        if is_tag(key):
            # Below a field that is out of place a text is still one text.
            return self.owner is not None
        return key not in FIELDS or not self.is_texts


class Levels:
    """The open levels from outside in, and the field that waits for its value."""

    def __init__(self) -> None:
        self.open: list[Level] = []
        self.waiting: Level | None = None
        """The level of the field without a value yet; its `owner` is that field."""
        self.prose: Level | None = None
        """The level and field whose plain text may go on below."""

    def exact(self, indent: int, *, is_list: bool) -> Level | None:
        """The open level of this kind at this column."""
        found = (one for one in self.open if one.indent == indent and one.is_list == is_list)
        return next(found, None)

    def opens(self, indent: int, *, is_list: bool) -> bool:
        """Whether a line here becomes the value of the field above."""
        if self.waiting is None:
            return not self.open and indent == 0
        return indent > self.waiting.indent or (is_list and indent == self.waiting.indent)

    def goes_on(self, line: Shape) -> bool:
        """Whether the line only continues the plain text above."""
        return self.prose is not None and self.prose.indent < line.indent

    def nearest(self, line: Shape) -> int:
        """The column nearest to the line's where it would be sound."""
        is_list, key = bool(line.dashes), line.key and bare(line.key)
        sound = [one.indent for one in self.open if one.is_list == is_list and one.suits(key)]
        if self.waiting is not None and self._may_begin(is_list=is_list, key=key):
            sound.append(self.waiting.indent + 2)
        if not sound:
            sound = [one.indent for one in self.open if one.is_list == is_list] or [0]
        return min(sound, key=lambda column: (abs(column - line.indent), -column))

    def _may_begin(self, *, is_list: bool, key: str | None) -> bool:
        assert self.waiting is not None
        return Level(0, is_list=is_list, owner=self.waiting.owner).suits(key)

    def owner(self, line: Shape) -> str | None:
        """The field whose list the line stands in."""
        level = self.exact(line.indent, is_list=True)
        if level is not None and not (self.waiting and self.opens(line.indent, is_list=True)):
            return level.owner
        return self.waiting.owner if self.waiting else None

    def follow(self, line: Shape) -> None:
        """Take note of a structural line."""
        waited = self.waiting
        for column in line.dashes:
            self._enter(column, is_list=True)
        if line.key is not None:
            self._enter(line.inner, is_list=False)
            here = Level(line.inner, is_list=False, owner=bare(line.key))
        elif line.dashes:
            here = Level(line.dashes[-1], is_list=True, owner=self.open[-1].owner)
        else:
            here = waited or Level(-1, is_list=False)
        empty = not line.value or line.value.startswith("#")
        self.waiting = here if empty else None
        self.prose = None if empty or line.value[0] in "\"'[{|>" else here

    def _enter(self, column: int, *, is_list: bool) -> None:
        owner = self.waiting.owner if self.waiting else None
        self.waiting = None
        above = self.exact(column, is_list=is_list)
        if above is not None:
            while self.open[-1] is not above:
                self.open.pop()
            return
        # A list may begin in the column of the field that it belongs to.
        while self.open and self.open[-1].indent > column - (
            self.open[-1].is_list or not is_list
        ):
            self.open.pop()
        self.open.append(Level(column, is_list=is_list, owner=owner))
