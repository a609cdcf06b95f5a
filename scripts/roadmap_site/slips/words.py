"""What a slip of the pen in YAML is called, and what is said of it: one entry a code."""

from dataclasses import dataclass

from roadmap_site.problem import shown

_QUOTE = 'put the value in double quotes: "…"'
_KEY = "write '{0}: …', with an ASCII colon and a space"

WORDS: dict[str, tuple[str, str]] = {
    "conflict": (
        "holds the marks of a merge conflict",
        "keep one side, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    ),
    "invisible": ("holds the invisible character {}", "delete it"),
    "forbidden": ("has a character that YAML forbids: {}", "delete it"),
    "indent-space": ("is indented with {}", "indent with plain spaces, two a level"),
    "no-indentation": (
        "is indented by {0}, where none fits",
        "write it at the beginning of the line",
    ),
    "indentation": ("is indented by {0}, where {1} would fit", "indent it by {1}"),
    "not-inside": ("stands beside '{0}', not inside it", "indent it by {1}"),
    "space-after-dash": ("has no space after the dash", "write '- …'"),
    "wrong-dash": (
        "starts with {}, which makes no list",
        "write '- …', with the keyboard's dash",
    ),
    "space-after-colon": ("has no space after the colon of '{0}'", "write '{0}: …'"),
    "wrong-colon": ("has {1} after '{0}' where a colon belongs", _KEY),
    "no-colon": ("has no colon after '{0}'", _KEY),
    "quoted-name": (
        "has quotes at the field name '{0}' that do not fit",
        "write '{0}: …', without them",
    ),
    "stray-text": (
        "has a line that is no 'field: value'",
        "write it so, or indent it deeper than the field it belongs to",
    ),
    "wide-quotes": (
        "has its value in {}, which readers will see",
        'delete them, or put "…" around all of it',
    ),
    "wide-close": ("closes a quote with {}", "close it with the quote that opened it"),
    "wide-comma": (
        "has {} where a comma separates",
        "write ', '; a text that needs it belongs in quotes",
    ),
    "wide-bracket": ("has its list in {}", "write it in '[…]'"),
    "no-comma": ("has no comma between two entries", "write ', ' between them"),
    "end-comma": ("ends in a comma", "delete it; a text that needs it belongs in quotes"),
    "end-quote": ("ends in a quote that nothing opens", "delete it, or open it"),
    "second-colon": ("has a second ': ' in one value", _QUOTE),
    "reserved": ("has a value that starts with {}, which YAML reserves", _QUOTE),
    "alias": ("uses the alias {}", "write the value out, or quote it"),
    "anchor": ("sets the anchor {}", "delete it, or quote the value"),
    "tag": ("uses the tag {}", "delete it, or quote the value"),
    "after-quote": ("has text after the closing quote", "put all of it in single quotes: '…'"),
    "inner-quote": ("has quotes inside quotes", "put all of it in single quotes: '…'"),
    "after-bracket": (
        "has text after the closing bracket",
        "delete it, or put all of it in quotes",
    ),
    "escape": ("has {}, which is no escape of YAML", "put the value in single quotes: '…'"),
    "cut": (
        "hides {} from readers: ' #' begins a comment",
        "put the value in quotes; a comment needs two spaces before it",
    ),
    "open-quote": ("opens a quote that is not closed", "close it, or quote the whole value"),
    "open-bracket": ("opens {0} and does not close it", "close it with {1}"),
    "gbk": (
        "is saved as GBK, not UTF-8",
        "save it as UTF-8 (in the editor: Save with encoding)",
    ),
}

# Their repair says exactly what was meant, so whatever is still wrong there is a mistake more.
EXACT = frozenset(
    {
        "indent-space",
        "space-after-dash",
        "wrong-dash",
        "space-after-colon",
        "wrong-colon",
        "no-colon",
        "quoted-name",
        "wide-quotes",
        "end-comma",
        "invisible",
        "gbk",
    }
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong in one line: the 0-based offset, and the line as it was meant."""

    code: str
    at: int
    line: str
    got: tuple[str, ...] = ()
    passes: bool = False
    """Whether YAML would read the line without complaint, as something else."""


@dataclass(frozen=True, order=True, slots=True)
class Slip:
    """A syntax slip: its 1-based place, its code, what is wrong and how to mend it."""

    line: int
    column: int
    code: str
    what: str
    repair: str
    mended: str
    """The line as it was meant; empty where only leaving it out lets the reading go on."""
    passes: bool
    """Whether YAML would read the line without complaint, as something else."""

    @property
    def is_exact(self) -> bool:
        """Whether `mended` is certainly what was meant."""
        return self.code in EXACT


def slip(line: int, flaw: Flaw) -> Slip:
    """The flaw of this 1-based line, in words."""
    what, repair = (words.format(*flaw.got) for words in WORDS[flaw.code])
    return Slip(line, flaw.at + 1, flaw.code, what, repair, flaw.line, flaw.passes)


def character(char: str) -> str:
    """`U+202E`, the way a character is named that cannot be shown."""
    return f"U+{ord(char):04X}"


def quoted(text: str) -> str:
    """The text as YAML in quotes, whatever it holds on its one line."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def named(text: str) -> str:
    """Contributor text as a message quotes it."""
    return shown(text)
