"""A line of a file among the others, as the rules of slips look at it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from roadmap_site.slips.levels import Levels
from roadmap_site.slips.shape import FIELDS, PARTS, TEXTS, Shape, is_likely, is_tag, shape
from roadmap_site.slips.words import Flaw


@dataclass(frozen=True)
class Here:
    """A line among the others, and what is open above it."""

    line: Shape
    levels: Levels
    following: Sequence[str] = ()
    """The lines below, as far as one needs to look."""
    names: frozenset[tuple[int, str]] = frozenset()
    """Every field name of the file, with the column that it stands in."""

    @cached_property
    def below(self) -> Shape | None:
        """The next line that says anything."""
        shapes = map(shape, self.following)
        return next((one for one in shapes if not one.is_blank), None)

    @property
    def goes_on(self) -> bool:
        """Whether it can only be more of the plain text above."""
        return self.levels.goes_on(self.line) and not self.line.dashes

    @property
    def is_value(self) -> bool:
        """Whether it may be the value that the field above waits for."""
        waiting = self.levels.waiting
        return waiting is not None and self.line.indent > waiting.indent

    @property
    def must_be_field(self) -> bool:
        """Whether nothing but `field: value` is sound here."""
        return not (self.line.dashes or self.goes_on or self.is_value)

    @property
    def is_part(self) -> bool:
        """Whether it begins a record of a list, `- field: value`."""
        return bool(self.line.dashes) and self.levels.owner(self.line) in PARTS

    @cached_property
    def in_texts(self) -> bool:
        """Whether it can only be a language of a text, or more of the text above."""
        waiting = self.levels.waiting
        if self.is_value and waiting is not None:
            return waiting.owner in TEXTS
        level = self.levels.exact(self.line.indent, is_list=False)
        return level is not None and level.is_texts

    @property
    def below_text(self) -> bool:
        """Whether the text above stands deeper, so that this line may be more of it."""
        above = self.levels.prose
        return above is not None and above.indent > self.line.indent

    @cached_property
    def has_below(self) -> bool:
        """Whether the next line may be the value of a field on this one."""
        line, below = self.line, self.below
        if below is None:
            return False
        return below.indent > line.inner or bool(below.dashes and below.indent == line.inner)

    def is_language(self, word: str) -> bool:
        """Whether this word is a language that the file knows: 'it' and 'in' are tags, too."""
        known = word in {"zh", "en"} or any(name == word for _, name in self.names)
        return known and is_tag(word)

    def may_be_field(self, word: str) -> bool:
        """Whether this word at the beginning is a field name, as far as one can tell."""
        if self.in_texts and not (word in FIELDS or is_tag(word)):
            return False
        return is_likely(word) and (not self.line.dashes or self.is_part)


Rule = Callable[[Here], Flaw | None]


def first_flaw(here: Here, rules: Iterable[Rule]) -> Flaw | None:
    """What the first of these rules that has a complaint says."""
    return next((flaw for rule in rules if (flaw := rule(here)) is not None), None)
