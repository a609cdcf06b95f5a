"""What the models refuse: which errors are told, and where; `field_words.py` says how."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic_core import ErrorDetails

from roadmap_site.field_words import words, wrapped
from roadmap_site.misspelt import Meant, explained
from roadmap_site.model import Record, locate
from roadmap_site.problem import Fix, Problem, Where
from roadmap_site.slips.reading import Reading
from roadmap_site.tree import Mapping
from roadmap_site.values import Text

Steps = tuple[str | int, ...]


def field_problems(
    name: str, reading: Reading, model: type[Record], errors: list[ErrorDetails]
) -> Iterator[Problem]:
    """One problem an error, except what a slip or another error explains.

    A field is not missing where its name is misspelt or stands on a line with a slip.
    """
    known = _meant(reading.tree, model, errors)
    found = {(*steps[:-1], one.field) for steps, one in known.items()}
    for error in errors:
        steps = error["loc"]
        if error["type"] == "too_short" and _has_deeper(steps, errors):
            continue
        if error["type"] == "missing" and (steps in found or steps[-1] in reading.words):
            continue
        where = _where(name, reading.tree, error)
        if not reading.follows(where.line):
            fix = _fix(reading.text, where.line, error) or wrapped(reading.text, error)
            told = words(error, _annotation(model, steps), known.get(steps))
            yield Problem(where, *told, fix=fix)


def _has_deeper(steps: Steps, errors: list[ErrorDetails]) -> bool:
    """Whether something below this place is wrong, which is why it comes out too short."""
    return sum(error["loc"][: len(steps)] == steps for error in errors) > 1


def _meant(
    tree: Mapping, model: type[Record], errors: list[ErrorDetails]
) -> dict[Steps, Meant]:
    """`{place of an unknown field: the field it was meant for}`."""
    unknown: dict[Steps, list[str]] = {}
    for error in errors:
        if error["type"] == "extra_forbidden":
            unknown.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    found: dict[Steps, Meant] = {}
    for steps, names in unknown.items():
        fields = _model_at(model, steps).model_fields
        texts = [name for name, field in fields.items() if field.annotation is Text]
        known = explained(names, [*fields], texts, _node(tree, steps))
        found |= {(*steps, name): one for name, one in known.items()}
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


def _annotation(model: type[Record], steps: Steps) -> Any:  # noqa: ANN401
    """The type of the field at this place, as far as records lead there."""
    names = [step for step in steps if isinstance(step, str)]
    for name in names:
        field = model.model_fields.get(name)
        inner = field and next(iter(get_args(field.annotation)), None)
        if name == names[-1] or not (isinstance(inner, type) and issubclass(inner, Record)):
            return field and field.annotation
        model = inner
    return None


def _where(name: str, tree: Mapping, error: ErrorDetails) -> Where:
    steps = error["loc"]
    if error["type"] == "extra_forbidden":
        key = _node(tree, steps[:-1]).key(str(steps[-1]))
        if key is not None:
            return Where(name, key.line, key.column)
    return locate(name, tree, steps)


def _fix(text: str | None, line: int, error: ErrorDetails) -> Fix | None:
    """The line with the value as it should be, if the file has it there once, as it is."""
    value, sound = error["input"], error.get("ctx", {}).get("sound")
    if not sound or text is None:
        return None
    before = text.split("\n")[line - 1]
    if before.count(value) != 1:
        return None
    return Fix(line, before, before.replace(value, sound))
