"""How a field's mistake is told and mended: Pydantic's errors in our words."""

import re
from typing import Any, get_args

from pydantic_core import ErrorDetails

from roadmap_site.misspelt import Meant, meant
from roadmap_site.model import Record
from roadmap_site.problem import Fix, did_you_mean, listed, shown
from roadmap_site.quotes import scalar
from roadmap_site.tree import Scalar
from roadmap_site.values import Text
from roadmap_site.wording import Said, code_of, rule, say

Words = tuple[str, str]
_SHORT = 60
_COMMA = re.compile(r" *[,，、] *")
_CHINESE = re.compile("[\u3400-\u9fff]")
_ONE = re.compile(r"(?!.*\b(?:and|et al)\b)[\w.+-]+(?: [\w.+-]+)*")
"""What is surely one entry of a list, not several."""


def words(error: ErrorDetails, annotation: Any, meant_for: Meant | None) -> Words:  # noqa: ANN401
    """What is wrong and how to mend it; the first that is said is the field.

    `annotation` is the type that the field has, `meant_for` what an unknown one was meant for.
    """
    # Line and column say which entry of a list it is.
    steps = (step for step in error["loc"] if isinstance(step, str) and step != "[key]")
    field = shown(".".join(steps))
    got, context = _got(error["input"]), error.get("ctx", {})
    match error["type"]:
        case "ours":
            return _ours(field, error["input"], context)
        case "missing":
            return _missing(field, error["loc"][-1], got)
        case "extra_forbidden":
            return rule("unknown-field", "unknown field {0}", field), _renamed(meant_for)
        case "literal_error":
            names = re.findall(r"'([^']+)'", context["expected"])
            what = rule("wrong-value", "{0} must be {1}, {2}", field, _either(names), got)
            return what, did_you_mean(str(error["input"]), names, "take one of them")
        case "string_pattern_mismatch":
            return _mismatch(field, str(error["input"]), got)
        case kind:
            expected = _EXPECTED.get(kind) or rule("wrong-value", "is wrong ({0})", kind)
            what = rule(expected.code, "{0}: {1}, {2}", field, expected, got)
            return what, _repair(error, annotation)


def wrapped(text: str | None, error: ErrorDetails) -> Fix | None:
    """The line with its value as a list of one, where that is surely what was meant."""
    value = error["input"]
    if error["type"] != "tuple_type" or text is None or not isinstance(value, Scalar):
        return None
    line = text.split("\n")[value.line - 1]
    before, rest = line[: value.column - 1], line[value.column - 1 :].removeprefix(value)
    is_alone = re.fullmatch(r" *(?:- )?[\w-]+: +", before) and re.fullmatch(
        r" *(?: #.*)?", rest
    )
    if not is_alone or not _ONE.fullmatch(value) or _as_list(value) is None:
        return None
    return Fix(value.line, line, f"{before}[{value}]{rest}")


def _ours(field: str, value: object, context: dict[str, Any]) -> Words:
    code = code_of(context["what"])
    if isinstance(value, str) and not value.strip():
        return rule(code, "{0} is empty", field), context["repair"]
    return rule(code, "{0} {1}", field, context["what"]), context["repair"]


def _missing(field: str, step: str | int, got: str) -> Words:
    if isinstance(step, str):
        return rule("missing-field", "field {0} is missing", field), "add it"
    return rule("wrong-count", "{0}: {1}, {2}", field, _FEW, got), _TWO_NUMBERS


def _renamed(meant_for: Meant | None) -> str:
    """How to mend a name that no field has."""
    if meant_for is None:
        return "delete it"
    if meant_for.tag is None:
        return say("did you mean {0}?", repr(meant_for.field))
    if meant_for.is_there:
        return say("write '  {1}: …' below '{0}:'", meant_for.field, meant_for.tag)
    return say("write '{0}:' and below it '  {1}: …'", meant_for.field, meant_for.tag)


def _mismatch(field: str, text: str, got: str) -> Words:
    """The words for a text that is not of the form that its field needs."""
    if field == "'branch'":
        what = rule("wrong-value", "{0}: expected the name of a branch, {1}", field, got)
        return what, "write a name such as 'main'"
    what = rule("not-a-language-tag", "{0}: expected a language tag, {1}", field, got)
    if tag := meant(text, ("zh", "en")):
        return what, say("did you mean {0}?", repr(tag))
    return what, "write a tag such as 'en', 'zh' or 'pt-BR'"


def _repair(error: ErrorDetails, annotation: Any) -> str:  # noqa: ANN401
    """How to mend a value of the wrong type, length or size."""
    value, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "tuple_type":
            return _list_of(value, annotation)
        case "dict_type":
            return _by_language(value, annotation)
        case "model_type" if fields := _fields(annotation):
            return say("give it fields on lines of their own: {0}", fields)
        case kind if kind in _PLAIN:
            return _PLAIN[kind]
    bounds = [str(context[name]) for name in _BOUNDS if name in context]
    return _within(error["type"], *bounds) if bounds else "mend the value"


def _within(kind: str, bound: str) -> str:
    """How to mend what is beyond its bound."""
    match kind:
        case "greater_than_equal":
            return say("write {0} or more", bound)
        case "less_than_equal":
            return say("write {0} or less", bound)
        case "too_short":
            return say("write at least {0}", bound)
        case "too_long":
            return say("keep at most {0}", bound)
    return say("keep it under {0}", bound)


def _by_language(value: object, annotation: Any) -> str:  # noqa: ANN401
    """How to say in which language a value is."""
    tag = "zh" if _CHINESE.search(str(value)) else "en"
    if annotation is Text:
        return say("write it on the next line as '  {0}: …'", tag)
    return say("write it on the next line as '  {0}: [a, b]'", tag)


def _list_of(value: object, annotation: Any) -> str:  # noqa: ANN401
    """How to write a value as the list that it should be."""
    parts = get_args(annotation)
    if parts and ... not in parts:
        return _TWO_NUMBERS
    if _fields(annotation):
        return "write each entry on a line below it, after '- '"
    made = _as_list(value) if isinstance(value, str) else None
    return say("write {0}", made) if made else "write it as [a, b]"


def _as_list(value: str) -> str | None:
    """`[a, b]`, if the value is short and its parts need no quotes."""
    parts = _COMMA.split(value.strip())
    is_plain = value.isprintable() and len(value) <= _SHORT and '"' not in value
    if is_plain and all(part and scalar(part, flow=True) == part for part in parts):
        return f"[{', '.join(parts)}]"
    return None


def _fields(annotation: Any) -> str:  # noqa: ANN401
    """`a: …, b: …`, the fields that each record of such a list must have."""
    record = next(iter(get_args(annotation)), annotation)
    if not (isinstance(record, type) and issubclass(record, Record)):
        return ""
    fields = record.model_fields.items()
    return listed([f"{name}: …" for name, field in fields if field.is_required()])


def _either(names: list[str]) -> str:
    """`'a', 'b' or 'c'`."""
    *most, last = map(repr, names)
    return say("{0} or {1}", listed(most), last) if most else last


def _got(value: object) -> Said:
    if not value or (isinstance(value, str) and not value.strip()):
        return say("got nothing")
    if isinstance(value, str):
        return say("got {0}", shown(value))
    return say("got a mapping") if isinstance(value, dict) else say("got a list")


_BOUNDS = ("ge", "le", "min_length", "max_length")
_PLAIN = {
    "string_type": "write one text",
    "string_too_short": "write one text",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
}
_TWO_NUMBERS = "write two numbers, such as [2, 5]"
_FEW = rule("wrong-count", "expected more entries")
_EXPECTED = {
    "string_type": rule("wrong-type", "expected a text"),
    "dict_type": rule("wrong-type", "expected 'language: text' lines"),
    "tuple_type": rule("wrong-type", "expected a list"),
    "model_type": rule("wrong-type", "expected fields"),
    "too_short": _FEW,
    "too_long": rule("wrong-count", "expected fewer entries"),
    "int_parsing": rule("not-a-number", "expected a whole number"),
    "int_type": rule("not-a-number", "expected a whole number"),
    "greater_than_equal": rule("number-out-of-range", "expected a larger number"),
    "less_than_equal": rule("number-out-of-range", "expected a smaller number"),
    "string_too_short": rule("empty-text", "expected a text"),
    "string_too_long": rule("text-too-long", "expected a shorter text"),
}
