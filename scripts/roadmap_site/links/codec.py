"""Records and observations ↔ one line of JSON: lossless, deterministic, distrustful.

A dataclass is an object without the fields that hold their default; inside another one it
is a list, cut where only defaults follow. How each field is stored follows from its type.
No Pydantic: a check of a plain list of URLs must stay small.
"""

import json
import math
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from roadmap_site.problem import shown

T = TypeVar("T")
BIGGEST = 2**53  # above, JSON's readers in other languages lose digits


class CodecError(ValueError):
    """The text is no such value; says which field, what was expected and what was there."""


class _Way(NamedTuple):
    """There and back: value → JSON value, and JSON value → value or `CodecError`."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def encode(value: object) -> bytes:
    """The dataclass as one line of JSON without its line feed; equal values, equal bytes.

    ASCII only, so that text from the web steers no terminal that shows the file. Raises
    `ValueError` for a time without zone and for a number that JSON has not.
    """
    kind: Any = type(value)
    defaults = _defaults(kind)
    ways = ((name, way, getattr(value, name)) for name, way in _ways(kind).items())
    told = {
        name: way.write(held)
        for name, way, held in ways
        if name not in defaults or held != defaults[name]
    }
    return text(told).encode()


def text(value: object) -> str:
    """The JSON text of plain lists, objects, texts and numbers, in ASCII without spaces."""
    return _ENCODER.encode(value)


def decode(kind: Callable[..., T], line: bytes) -> T:
    """The value that `encode` wrote. Raises `CodecError` for anything else."""
    stored = parse(line)
    ways = _ways(kind)
    if unknown := stored.keys() - ways.keys():
        raise CodecError(f"unknown field {shown(min(unknown))}")
    return _made(kind, {name: (ways[name], value) for name, value in stored.items()})


def parse(line: bytes) -> dict[str, Any]:
    """The JSON object on this line. Raises `CodecError` for all else, doubled keys included."""
    try:
        found = _DECODER.decode(line.decode())
    except CodecError:
        raise
    except (ValueError, RecursionError):
        raise CodecError("is not JSON") from None
    if type(found) is not dict:
        raise CodecError("is not a JSON object")
    return found


def _made(kind: Callable[..., T], stored: dict[str, tuple[_Way, Any]]) -> T:
    held = {}
    for name, (way, value) in stored.items():
        try:
            held[name] = way.read(value)
        except ValueError as error:
            raise CodecError(f"{name}: {error}") from None
    try:
        return kind(**held)
    except TypeError:
        missing = [name for name in _ways(kind) if name not in _defaults(kind) | held.keys()]
        raise CodecError(f"field {missing[0]!r} is missing") from None


@cache
def _ways(kind: Any) -> dict[str, _Way]:  # noqa: ANN401  mypy takes no type for hashable
    return {name: _way(hint) for name, hint in get_type_hints(kind).items()}


@cache
def _defaults(kind: Any) -> dict[str, Any]:  # noqa: ANN401  the same
    found = fields(kind)
    return {one.name: one.default for one in found if one.default is not MISSING}


def _way(kind: Any) -> _Way:  # noqa: ANN401  a type or what typing makes of several
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin is tuple:
        return _many(_way(inner[0])) if inner[-1] is ... else _fixed([*map(_way, inner)])
    if type(None) in inner:
        return _maybe(_way(next(one for one in inner if one is not type(None))))
    if isinstance(kind, type) and is_dataclass(kind):
        return _listed(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _Way(str, _one_of({member.value: member for member in kind}))
    raise TypeError(f"no way to store {kind!r}")


def _maybe(way: _Way) -> _Way:
    return _Way(
        lambda value: None if value is None else way.write(value),
        lambda value: None if value is None else way.read(value),
    )


def _many(way: _Way) -> _Way:
    write, read = way

    def back(value: object) -> tuple[Any, ...]:
        return tuple([read(one) for one in _list(value)])

    return _Way(lambda value: [write(one) for one in value], back)


def _fixed(ways: list[_Way]) -> _Way:
    def back(value: object) -> tuple[Any, ...]:
        found = _list(value)
        if len(found) != len(ways):
            raise CodecError(f"expected {len(ways)} values, got {len(found)}")
        return tuple([way.read(one) for way, one in zip(ways, found, strict=True)])

    return _Way(
        lambda value: [way.write(one) for way, one in zip(ways, value, strict=True)], back
    )


def _listed(kind: type) -> _Way:
    """A dataclass as the list of its fields, cut where only defaults follow."""
    ways, defaults = _ways(kind), _defaults(kind)
    readers = [way.read for way in ways.values()]
    least = len(ways) - len(defaults)

    def there(value: object) -> list[Any]:
        held = [(name, getattr(value, name)) for name in ways]
        while held and held[-1][0] in defaults and held[-1][1] == defaults[held[-1][0]]:
            held.pop()
        return [ways[name].write(one) for name, one in held]

    def back(value: object) -> Any:  # noqa: ANN401
        found = _list(value)
        if not least <= len(found) <= len(readers):
            raise CodecError(f"expected {least} to {len(readers)} values, got {len(found)}")
        return kind(*[read(one) for read, one in zip(readers, found, strict=False)])

    return _Way(there, back)


def _one_of(members: dict[str, StrEnum]) -> Callable[[Any], StrEnum]:
    def back(value: object) -> StrEnum:
        found = members.get(value) if isinstance(value, str) else None
        return found if found is not None else _refuse("a known word", value)

    return back


def _list(value: object) -> list[Any]:
    return value if type(value) is list else _refuse("a list", value)


def _text(value: object) -> str:
    return value if type(value) is str else _refuse("a text", value)


def _flag(value: object) -> bool:
    return value if type(value) is bool else _refuse("true or false", value)


def _whole(value: object) -> int:
    # A bool is an int to Python, not to us.
    if type(value) is int and abs(value) <= BIGGEST:
        return value
    return _refuse("a whole number", value)


def _number(value: object) -> float:
    sound = type(value) in {int, float} and math.isfinite(value)  # type: ignore[arg-type]
    return float(value) if sound else _refuse("a number", value)  # type: ignore[arg-type]


def _time_text(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"the time {value} has no zone")
    return f"{value.astimezone(UTC).isoformat().removesuffix('+00:00')}Z"


def _time(value: object) -> datetime:
    try:
        sound = type(value) is str and value[10:11] == "T" and value[-1] == "Z"
        return datetime.fromisoformat(str(value)) if sound else _refuse("a time in UTC", value)
    except CodecError:
        raise
    except ValueError:
        _refuse("a time in UTC", value)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        _refuse("a date", value)


def _refuse(expected: str, value: object) -> NoReturn:
    raise CodecError(f"expected {expected}, got {shown(value)}")


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CodecError("has a field twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise CodecError(f"holds {name}, which is no JSON")


_PLAIN: dict[Any, _Way] = {
    str: _Way(_same, _text),
    bool: _Way(_same, _flag),
    int: _Way(_same, _whole),
    float: _Way(_same, _number),
    datetime: _Way(_time_text, _time),
    date: _Way(date.isoformat, _day),
}
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
