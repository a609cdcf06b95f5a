"""What the tool says, in words that other languages can say, too. Itself it knows only English.

English stands in the code; `templates/messages/<language>.yml` maps each of its templates to
the same in another language, as gettext does. A text without values is its own template.
"""

from typing import Self


class Said(str):
    """An English text that remembers what it was made of, so that others can say it, too."""

    __slots__ = ("code", "template", "values")

    code: str
    template: str
    values: tuple[str, ...]

    def __new__(cls, template: str, values: tuple[str, ...], code: str) -> Self:
        """The template with `{0}`, `{1}` … filled in."""
        said = super().__new__(cls, template.format(*values))
        said.template, said.values, said.code = template, values, code
        return said

    def __getnewargs__(self) -> tuple[str, tuple[str, ...], str]:  # type: ignore[override]
        """What copies are made of."""
        return self.template, self.values, self.code


def rule(code: str, template: str, *values: str) -> Said:
    """What is wrong, in words, and the code of the rule that it breaks."""
    return Said(template, values, code)


def say(template: str, *values: str) -> Said:
    """A text that breaks no rule itself: how to mend something, a part of a sentence."""
    return Said(template, values, "")


def translated(text: str, catalogue: dict[str, str]) -> str:
    """The text in the catalogue's language; English where that does not know it."""
    if not isinstance(text, Said):
        return catalogue.get(text, text)
    # Plain values come out of files: a title that is one of our words stays as it is.
    values = (
        translated(one, catalogue) if isinstance(one, Said) else one for one in text.values
    )
    return catalogue.get(text.template, text.template).format(*values)


def code_of(text: str) -> str:
    """The code of the rule that the text tells of, empty where it has none."""
    return text.code if isinstance(text, Said) else ""
