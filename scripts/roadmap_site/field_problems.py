"""What the models refuse, in words: where, what is wrong and how to mend it."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic_core import ErrorDetails

from roadmap_site.misspelt import explained, meant
from roadmap_site.model import Record, locate
from roadmap_site.problem import Problem, Where, did_you_mean, shown
from roadmap_site.slips.reading import Reading
from roadmap_site.tree import Mapping

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
    field = ".".join(str(step) for step in error["loc"] if step != "[key]")
    got = shown(error["input"]) if isinstance(error["input"], str) else _shape(error["input"])
    context = error.get("ctx", {})
    match error["type"]:
        case "ours":
            return f"{shown(field)} {context['what']}", str(context["repair"])
        case "missing":
            return f"field {shown(field)} is missing", "add it"
        case "extra_forbidden":
            repair = f"did you mean {meant_for!r}?" if meant_for else "delete it"
            return f"unknown field {shown(field)}", repair
        case "literal_error":
            allowed = str(context["expected"])
            repair = did_you_mean(str(error["input"]), _quoted(allowed), "take one of them")
            return f"{shown(field)} must be {allowed}, got {got}", repair
        case "string_pattern_mismatch":
            wanted, repair = _PATTERNS.get(field, _PATTERNS["tag"])
            if tag := meant(str(error["input"]), ("zh", "en")):
                repair = f"did you mean {tag!r}?"
            return f"{shown(field)}: expected {wanted}, got {got}", repair
        case _:
            return f"{shown(field)}: {_expected(error['type'])}, got {got}", "mend the value"


_PATTERNS = {
    "tag": ("a language tag", "write a tag such as 'en', 'zh' or 'pt-BR'"),
    "branch": ("the name of a branch", "write a name such as 'main'"),
}


def _quoted(allowed: str) -> list[str]:
    return allowed.replace(" or ", ", ").replace("'", "").split(", ")


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "nothing"


def _expected(kind: str) -> str:
    words = {
        "string_type": "expected a text",
        "dict_type": "expected 'language: text' lines",
        "tuple_type": "expected a list",
        "model_type": "expected fields",
        "too_short": "expected more entries",
        "too_long": "expected fewer entries",
        "int_parsing": "expected a whole number",
        "int_type": "expected a whole number",
        "greater_than_equal": "expected a larger number",
        "less_than_equal": "expected a smaller number",
        "string_too_long": "expected a shorter text",
    }
    return words.get(kind, f"is wrong ({kind})")
