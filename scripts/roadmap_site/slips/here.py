"""A line of a file among the others, as the rules of slips look at it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from roadmap_site.slips.levels import Levels
from roadmap_site.slips.shape import PARTS, Shape, is_likely, shape
from roadmap_site.slips.words import Flaw


@dataclass(frozen=True)
class Here:
    """A line among the others, and what is open above it."""

    line: Shape
    levels: Levels
    following: Sequence[str] = ()
    """The lines below, as far as one needs to look."""

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

    def may_be_field(self, word: str) -> bool:
        """Whether this word at the beginning is a field name, as far as one can tell."""
        return is_likely(word) and (not self.line.dashes or self.is_part)


Rule = Callable[[Here], Flaw | None]


def first_flaw(here: Here, rules: Iterable[Rule]) -> Flaw | None:
    """What the first of these rules that has a complaint says."""
    return next((flaw for rule in rules if (flaw := rule(here)) is not None), None)
