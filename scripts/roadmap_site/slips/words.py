"""What a slip of the pen in YAML is called, and what is said of it: one entry a code."""

from dataclasses import dataclass

from roadmap_site.problem import shown
from roadmap_site.wording import rule, say

_QUOTE = 'put the value in double quotes: "…"'
_KEY = "write {1}, with an ASCII colon and a space"
_VALUE_IN = (
    _QUOTE,
    "put the value in single quotes: '…'",
    "put the value in single quotes, and write each ' in it twice",
)
_ALL_IN = (
    'put all of it in double quotes: "…"',
    "put all of it in single quotes: '…'",
    "put all of it in single quotes, and write each ' in it twice",
)
NEXT_LINE = "write {1} on the next line, two spaces in"

WORDS: dict[str, tuple[str, str]] = {
    "merge-conflict": (
        "holds the marks of a merge conflict",
        "keep one side, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    ),
    "invisible-character": ("holds the invisible character {0}", "delete it"),
    "forbidden-character": ("has a character that YAML forbids: {0}", "delete it"),
    "wrong-space": ("is indented with {0}", "indent with plain spaces, two a level"),
    "stray-indentation": (
        "is indented by {0}, where none fits",
        "write it at the beginning of the line",
    ),
    "wrong-indentation": ("is indented by {0}, where {1} would fit", "indent it by {1}"),
    "not-inside": ("stands beside {0}, not inside it", "indent it by {1}"),
    "no-space-after-dash": ("has no space after the dash", "write '- …'"),
    "stray-dash": (
        "begins with a dash, as an entry of a list does",
        "delete the dash: the file is one record",
    ),
    "wrong-dash": (
        "starts with {0}, which makes no list",
        "write '- …', with the keyboard's dash",
    ),
    "no-space-after-colon": ("has no space after the colon of {0}", "write {1}"),
    "wrong-colon": ("has {2} after {0} where a colon belongs", _KEY),
    "missing-dash": ("has no dash, though its list goes on", "write '- …'"),
    "misplaced-list": (
        "has a list on the line of its field",
        "write the list on the lines below, or as [a, b]",
    ),
    "missing-colon": ("has no colon after {0}", _KEY),
    "quoted-name": (
        "has quotes at the field name {0} that do not fit",
        "write {1}, without them",
    ),
    "stray-text": (
        "has a line that is no 'field: value'",
        (
            "join it to the line above, or indent it deeper than that; "
            "if it is a field, write 'field: value'"
        ),
    ),
    "wide-quotes": (
        "has its value in {0}, which readers will see",
        'delete them, or put "…" around all of it',
    ),
    "wrong-closing-quote": (
        "closes a quote with {0}",
        "close it with the quote that opened it",
    ),
    "wide-comma": (
        "has {0} where a comma separates",
        "write ', '; a text that needs it belongs in quotes",
    ),
    "wide-bracket": ("has its list in {0}", "write it in '[…]'"),
    "missing-comma": ("has no comma between two entries", "write ', ' between them"),
    "trailing-comma": ("ends in a comma", "delete it; a text that needs it belongs in quotes"),
    "stray-quote": ("ends in a quote that nothing opens", "delete it, or open it"),
    "second-colon": ("has a second ': ' in one value", _QUOTE),
    "reserved-character": ("has a value that starts with {0}, which YAML reserves", _QUOTE),
    "yaml-alias": ("uses the alias {0}", "write the value out, or quote it"),
    "yaml-anchor": ("sets the anchor {0}", "delete it, or quote the value"),
    "yaml-tag": ("uses the tag {0}", "delete it, or quote the value"),
    "text-after-quote": ("has text after the closing quote", _ALL_IN[1]),
    "nested-quotes": ("has quotes inside quotes", _ALL_IN[1]),
    "text-after-bracket": (
        "has text after the closing bracket",
        "delete it, or put all of it in quotes",
    ),
    "unknown-escape": ("has {0}, which is no escape of YAML", _VALUE_IN[1]),
    "cut-by-comment": (
        "hides {0} from readers: ' #' begins a comment",
        "put the value in quotes; a comment needs two spaces before it",
    ),
    "unclosed-quote": (
        "opens a quote that is not closed",
        "close it, or quote the whole value",
    ),
    "unclosed-bracket": ("opens {0} and does not close it", "close it with {1}"),
    "not-utf8": (
        "is saved as GBK, not UTF-8",
        "save it as UTF-8 (in the editor: Save with encoding)",
    ),
}

# Their repair says exactly what was meant, so whatever is still wrong there is a mistake more.
EXACT = frozenset(
    {
        "wrong-space",
        "stray-dash",
        "no-space-after-dash",
        "wrong-dash",
        "no-space-after-colon",
        "wrong-colon",
        "missing-colon",
        "quoted-name",
        "wide-quotes",
        "trailing-comma",
        "invisible-character",
        "not-utf8",
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
    repair: str = ""
    """How to mend it, where the usual words for its code would not do."""
    is_guess: bool = False
    """Whether the line may have been meant in another way, or lacks its value."""


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
    is_exact: bool
    """Whether `mended` is certainly what was meant."""


def slip(line: int, flaw: Flaw) -> Slip:
    """The flaw of this 1-based line, in words."""
    what, repair = WORDS[flaw.code]
    said = (rule(flaw.code, what, *flaw.got), say(flaw.repair or repair, *flaw.got))
    is_exact = flaw.code in EXACT and not flaw.is_guess
    return Slip(line, flaw.at + 1, flaw.code, *said, flaw.line, flaw.passes, is_exact)


def character(char: str) -> str:
    """`U+202E`, the way a character is named that cannot be shown."""
    return f"U+{ord(char):04X}"


def line_of(name: str) -> tuple[str, str]:
    """A field's name and its line as messages quote them: no catalogue may know the word."""
    return f"'{name}'", f"'{name}: …'"


def quoted(text: str) -> str:
    """The text as YAML in quotes, whatever it holds on its one line."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def value_in_quotes(text: str) -> str:
    """How to say that this value belongs in quotes: in those that it does not end itself."""
    return _in_quotes(text, _VALUE_IN)


def all_in_quotes(text: str) -> str:
    """The same for a text that has quotes already, but around a part of it only."""
    return _in_quotes(text, _ALL_IN)


def _in_quotes(text: str, ways: tuple[str, str, str]) -> str:
    double, single, twice = ways
    if quoted(text)[0] == '"':
        return double
    return twice if "'" in text else single


def named(text: str) -> str:
    """Contributor text as a message quotes it."""
    return shown(text)
