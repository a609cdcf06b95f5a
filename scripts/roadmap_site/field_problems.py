"""What the models refuse, in words: where, what is wrong and how to mend it."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic_core import ErrorDetails

from roadmap_site.misspelt import explained, meant
from roadmap_site.model import Record, locate
from roadmap_site.problem import Problem, Where, did_you_mean, listed, shown
from roadmap_site.slips.reading import Reading
from roadmap_site.tree import Mapping
from roadmap_site.wording import Said, code_of, rule, say

Steps = tuple[str | int, ...]


def field_problems(
    name: str, reading: Reading, model: type[Record], errors: list[ErrorDetails]
) -> Iterator[Problem]:
    """One problem an error, except what a slip or another error explains.

    A field is not missing where its name is misspelt or stands on a line with a slip.
    """
    known = _meant(reading.tree, model, errors)
    found = {(*steps[:-1], field) for steps, field in known.items()}
    for error in errors:
        steps = error["loc"]
        deeper = any(e["loc"][: len(steps)] == steps for e in errors if e is not error)
        if error["type"] == "too_short" and deeper:
            continue
        if error["type"] == "missing" and (steps in found or steps[-1] in reading.words):
            continue
        where = _where(name, reading.tree, error)
        if not reading.follows(where.line):
            yield Problem(where, *_words(error, known.get(steps)))


def _meant(tree: Mapping, model: type[Record], errors: list[ErrorDetails]) -> dict[Steps, str]:
    """`{place of an unknown field: the field it was meant for}`."""
    unknown: dict[Steps, list[str]] = {}
    for error in errors:
        if error["type"] == "extra_forbidden":
            unknown.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    found: dict[Steps, str] = {}
    for steps, words in unknown.items():
        fields = [*_model_at(model, steps).model_fields]
        known = explained(words, fields, _node(tree, steps))
        found |= {(*steps, word): field for word, field in known.items()}
    return found


def _node(tree: Mapping, steps: Steps) -> Any:  # noqa: ANN401  what a file holds
    node: Any = tree
    for step in steps:
        node = node[step]
    return node


def _model_at(model: type[Record], steps: Steps) -> type[Record]:
    """The record that stands at this place of another one."""
    for step in steps:
        if isinstance(step, str):
            (model,) = (
                part
                for part in get_args(model.model_fields[step].annotation)
                if part is not ...
            )
    return model


def _where(name: str, tree: Mapping, error: ErrorDetails) -> Where:
    steps = error["loc"]
    if error["type"] == "extra_forbidden":
        key = _node(tree, steps[:-1]).key(str(steps[-1]))
        if key is not None:
            return Where(name, key.line, key.column)
    return locate(name, tree, steps)


def _words(error: ErrorDetails, meant_for: str | None) -> tuple[str, str]:
    """What is wrong and how to mend it, for one of Pydantic's errors."""
    field = shown(".".join(str(step) for step in error["loc"] if step != "[key]"))
    got, context = _got(error["input"]), error.get("ctx", {})
    match error["type"]:
        case "ours":
            what = rule(code_of(context["what"]), "{0} {1}", field, context["what"])
            return what, context["repair"]
        case "missing":
            return rule("missing-field", "field {0} is missing", field), "add it"
        case "extra_forbidden":
            repair = say("did you mean {0}?", repr(meant_for)) if meant_for else "delete it"
            return rule("unknown-field", "unknown field {0}", field), repair
        case "literal_error":
            names = re.findall(r"'([^']+)'", context["expected"])
            what = rule("wrong-value", "{0} must be {1}, {2}", field, _either(names), got)
            return what, did_you_mean(str(error["input"]), names, "take one of them")
        case "string_pattern_mismatch":
            return _mismatch(field, str(error["input"]), got)
        case kind:
            expected = _EXPECTED.get(kind) or rule("wrong-value", "is wrong ({0})", kind)
            what = rule(expected.code, "{0}: {1}, {2}", field, expected, got)
            return what, "mend the value"


def _mismatch(field: str, text: str, got: str) -> tuple[str, str]:
    """The words for a text that is not of the form that its field needs."""
    if field == "'branch'":
        what = rule("wrong-value", "{0}: expected the name of a branch, {1}", field, got)
        return what, "write a name such as 'main'"
    what = rule("not-a-language-tag", "{0}: expected a language tag, {1}", field, got)
    if tag := meant(text, ("zh", "en")):
        return what, say("did you mean {0}?", repr(tag))
    return what, "write a tag such as 'en', 'zh' or 'pt-BR'"


def _either(names: list[str]) -> str:
    """`'a', 'b' or 'c'`."""
    *most, last = map(repr, names)
    return say("{0} or {1}", listed(most), last) if most else last


def _got(value: object) -> Said:
    if isinstance(value, str):
        return say("got {0}", shown(value))
    if isinstance(value, dict):
        return say("got a mapping")
    return say("got a list") if isinstance(value, list) else say("got nothing")


_EXPECTED = {
    "string_type": rule("wrong-type", "expected a text"),
    "dict_type": rule("wrong-type", "expected 'language: text' lines"),
    "tuple_type": rule("wrong-type", "expected a list"),
    "model_type": rule("wrong-type", "expected fields"),
    "too_short": rule("wrong-count", "expected more entries"),
    "too_long": rule("wrong-count", "expected fewer entries"),
    "int_parsing": rule("not-a-number", "expected a whole number"),
    "int_type": rule("not-a-number", "expected a whole number"),
    "greater_than_equal": rule("number-out-of-range", "expected a larger number"),
    "less_than_equal": rule("number-out-of-range", "expected a smaller number"),
    "string_too_long": rule("text-too-long", "expected a shorter text"),
}
