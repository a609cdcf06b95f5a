"""How Chinese is set beside Latin: what is wrong in a text, and the text as it should be.

Knows texts only. Code in `…` and URLs are left alone, so are texts without the script that a
rule is for: `C++`, `GPT-4`, `5%` and `Let's build GPT: from scratch` are right everywhere.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from roadmap_site.wording import Said, rule, say

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LATIN = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_WIDE = "，。；：？！、（）《》【】「」『』"
_HALF = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "、": ","}
_FULL = {half: full for full, half in _HALF.items() if full != "、"}
_HIDDEN = "\ue000"
"""Stands for each character of what is left alone, since no rule matches it."""
_LEFT_ALONE = re.compile(rf"`[^`]*`|https?://[!-_a-~]+|{_HIDDEN}+")
# In Big5's first level, not in GB2312, yet Simplified: in names such as 昇腾, or rare.
_SIMPLIFIED_TOO = frozenset("昇玥珮晞湲焜璘瑯濬沬劻洸瞭瞋祇氾祐晅玨燐浬崁澴沘帟")
_FREQUENT = b"\xc6\x7e"  # the end of Big5's first level
_BREAK = re.compile(rf"(?<=[{HAN}{_WIDE}]) (?=[{HAN}])|(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_QUOTED = re.compile("“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, in words, and the 0-based offset where."""

    at: int
    what: Said
    repair: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A fault is what matches, as `tell` says it, and is right as `mend` writes it."""

    wrong: re.Pattern[str]
    mend: Callable[[re.Match[str]], str]
    tell: Callable[[re.Match[str]], tuple[Said, str]]


def faults(text: str, language: str) -> list[Fault]:
    """What is wrong with how the text is set, in its order; only zh and en have rules."""
    hidden = _LEFT_ALONE.sub(lambda found: _HIDDEN * len(found[0]), text)
    told = [
        Fault(_place(match), *one.tell(match))
        for one in _rules(language)
        for match in one.wrong.finditer(hidden)
    ]
    if _is_simplified(language):
        told += _traditional(hidden)
    return sorted(told, key=lambda fault: fault.at)


def breaks(text: str, language: str) -> list[Fault]:
    """Spaces that are right nowhere in Chinese if a line break of the file made them."""
    if _primary(language) != "zh":
        return []
    return [Fault(found.start(), *_tell_break(found)) for found in _BREAK.finditer(text)]


def is_suspect(text: str, language: str) -> bool:
    """Whether `faults` might find something; tells most texts from the few in a moment."""
    suspect = _SUSPECT.get(_primary(language))
    if suspect is None:
        return False
    return bool(suspect.search(text)) or (_is_simplified(language) and not _is_gb2312(text))


def mended(text: str, language: str) -> str:
    """The text with all faults mended that can be; mending it again changes nothing."""
    kept = iter("".join(_LEFT_ALONE.findall(text)))
    hidden = _LEFT_ALONE.sub(lambda found: _HIDDEN * len(found[0]), text)
    # Parentheses in parentheses are mended from the inside, one layer at a time.
    for _ in text:
        before = hidden
        for one in _rules(language):
            hidden = one.wrong.sub(one.mend, hidden)
        if hidden == before:
            break
    return "".join(next(kept) if char == _HIDDEN else char for char in hidden)


def _rules(language: str) -> tuple[_Rule, ...]:
    """The rules of a language, in the order in which they mend."""
    return _RULES.get(_primary(language), ())


@cache
def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()


@cache
def _is_simplified(language: str) -> bool:
    primary, *others = language.casefold().split("-")
    return primary == "zh" and not {"hant", "tw", "hk", "mo"} & {*others}


def _is_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _traditional(text: str) -> Iterator[Fault]:
    """Characters that only Traditional texts have; names of works and quotes may have them."""
    if _is_gb2312(text):
        return
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for at, char in enumerate(text):
        is_quoted = any(start < at < end for start, end in quoted)
        if not is_quoted and _is_traditional(char):
            what = rule("traditional", "has the Traditional character {0}", f"'{char}'")
            yield Fault(at, what, "write it in Simplified Chinese")


@cache
def _is_traditional(char: str) -> bool:
    """Whether frequent Traditional texts have this character and Simplified ones have not.

    GB2312 holds what Simplified texts need, the first level of Big5 what Traditional ones do.
    """
    try:
        big5 = char.encode("big5")
    except UnicodeEncodeError:
        return False
    is_han = re.match(f"[{HAN}]", char) is not None
    frequent = is_han and big5 <= _FREQUENT
    return frequent and not _is_gb2312(char) and char not in _SIMPLIFIED_TOO


def _place(found: re.Match[str]) -> int:
    """The offset of the mark that is wrong, or of the spaces where no mark is."""
    text = found[0]
    return found.start() + (len(text) - len(text.lstrip(" ")) if text.strip(" ") else 0)


def _narrowed(found: re.Match[str]) -> str:
    return "".join(" " if char == "\u3000" else chr(ord(char) - 0xFEE0) for char in found[0])


def _tell_wide(found: re.Match[str]) -> tuple[Said, str]:
    what = rule("full-width", "has the full-width {0}", f"'{found[0]}'")
    return what, say("write {0}", f"'{_narrowed(found)}'")


def _tell_spaces(found: re.Match[str]) -> tuple[Said, str]:
    what = rule("double-space", "has {0} spaces in a row", str(len(found[0])))
    return what, "keep one" if _one_space(found) else "delete them"


def _one_space(found: re.Match[str]) -> str:
    """What belongs in the place of several spaces: one, and none in the midst of Chinese."""
    sides = found.string[found.start() - 1] + found.string[found.end()]
    return "" if re.fullmatch(f"[{HAN}]+", sides) else " "


def _tell_pair(_: re.Match[str]) -> tuple[Said, str]:
    what = rule("cjk-punctuation", "has the half-width {0} beside Chinese", "'( )'")
    return what, say("write {0}", "'（ ）'")


def _tell_half(found: re.Match[str]) -> tuple[Said, str]:
    half = found[0].strip()
    what = rule("cjk-punctuation", "has the half-width {0} beside Chinese", f"'{half}'")
    return what, say("write {0}", f"'{_widened(found)}'")


def _tell_room(found: re.Match[str]) -> tuple[Said, str]:
    text, end = found.string, found.end()
    mark = text[end] if text[end : end + 1] in {*_WIDE} else text[found.start() - 1]
    what = rule("cjk-spacing", "has a space beside {0}", f"'{mark}'")
    return what, "delete it: full-width marks bring their own room"


def _tell_break(found: re.Match[str]) -> tuple[Said, str]:
    before = f"'{found.string[found.start() - 1]}'"
    template = "is broken after {0}, which readers see as a space"
    return rule("cjk-spacing", template, before), "write it on one line"


def _tell_tight(found: re.Match[str]) -> tuple[Said, str]:
    text, at = found.string, found.start()
    sides = f"'{text[at - 1]}'", f"'{text[at]}'"
    what = rule("cjk-spacing", "has no space between {0} and {1}", *sides)
    return what, "put one between Chinese and Latin letters or digits"


def _tell_foreign(found: re.Match[str]) -> tuple[Said, str]:
    what = rule("full-width", "has the full-width {0}", f"'{found['mark']}'")
    return what, say("write {0}", f"'{_foreign(found).strip()}'")


def _widened(found: re.Match[str]) -> str:
    return "。" if found[0] == "." else _FULL[found[0].strip()]


def _foreign(found: re.Match[str]) -> str:
    """The mark as English has it, with the room that it needs there."""
    text, start, end, mark = found.string, found.start(), found.end(), found["mark"]
    if mark == "（":
        return " (" if start and text[start - 1] not in "([“\"'" else "("
    needs_room = end < len(text) and (text[end].isalnum() or text[end] in f"（({_HIDDEN}")
    return f"{_HALF.get(mark, ')')}{' ' if needs_room else ''}"


_BOTH = (
    _Rule(re.compile("[０-９Ａ-Ｚａ-ｚ\u3000]+"), _narrowed, _tell_wide),
    _Rule(re.compile(r"(?<=[^ ])  +(?=[^ ])"), _one_space, _tell_spaces),
)
_CHINESE = (
    _Rule(
        re.compile(
            rf"(?<=[{HAN}])(?: ?\([^（）()]*\))|\([^（）()]*[{HAN}][^（）()]*\)"
            rf"|（[^（）()]*\)|(?<=[{HAN}])(?: ?\([^（）()]*）)"
        ),
        lambda found: f"（{found[0].strip()[1:-1]}）",
        _tell_pair,
    ),
    _Rule(
        re.compile(
            rf"(?<=[{HAN}”）》」』]) ?[,;:?!](?![=/()])"
            rf"|(?<=[{_LATIN}%+{_HIDDEN}])(?:[,;:] ?|[?!])(?=[{HAN}《「『])"
            rf"|(?<=[{HAN}])\.$"
        ),
        _widened,
        _tell_half,
    ),
    _Rule(re.compile(rf" +(?=[{_WIDE}])|(?<=[{_WIDE}]) +"), lambda _: "", _tell_room),
    _Rule(
        re.compile(rf"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{HAN}])"),
        lambda _: " ",
        _tell_tight,
    ),
)
_ENGLISH = (
    _Rule(
        re.compile(rf"(?<![{HAN}{_WIDE}…—]) ?(?P<mark>[，。；：？！、（）])(?![{HAN}{_WIDE}])"),
        _foreign,
        _tell_foreign,
    ),
)
_RULES = {"zh": (*_BOTH, *_CHINESE), "en": (*_BOTH, *_ENGLISH)}
# What no text with a fault is without. Made to be fast: each way begins with few characters.
_SUSPECT = {
    "zh": re.compile(
        rf"[{_LATIN}](?:[{HAN}]|(?<=[{HAN}][{_LATIN}]))|[,;:?!()０-９Ａ-Ｚａ-ｚ\u3000]"
        rf"| (?:[ {_WIDE}]|(?<=[{_WIDE}] )|(?<=[{HAN}] )[{HAN}])|\.$"
    ),
    "en": re.compile("[０-９Ａ-Ｚａ-ｚ\u3000，。；：？！、（）]|  "),
}
