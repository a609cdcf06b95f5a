"""Whether a text says something else than before, or the same anew. Knows texts only."""

import re
import unicodedata
from difflib import SequenceMatcher

from roadmap_site.text.spacing import HAN

_ALIKE = 0.8
"""Of texts that share more of their letters, one is the other with a slip of the pen mended."""
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[a-z0-9][a-z0-9_+#-]*", re.IGNORECASE)
_NAME = re.compile(r".*\d|.+[A-Z]|.*[+#]")
_HAN = re.compile(f"[{HAN}]")


def differs(former: str, latter: str) -> bool:
    """Whether at least a fifth of the letters changed, or any number or name.

    White space, punctuation and case are no letters. In a Chinese text every Latin word is a
    name; elsewhere it is one by a digit, a sign or a capital within, as GPT-4 and LoRA are.
    """
    old, new = (unicodedata.normalize("NFKC", text) for text in (former, latter))
    before, after = (re.sub(r"[\W_]", "", text).casefold() for text in (old, new))
    if before == after and _numbers(old) == _numbers(new):
        return False
    if _numbers(old) != _numbers(new) or _names_differ(old, new):
        return True
    return SequenceMatcher(None, before, after, autojunk=False).ratio() <= _ALIKE


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(text))


def _names_differ(old: str, new: str) -> bool:
    words = [_WORD.findall(text) for text in (old, new)]
    if _HAN.search(old) and _HAN.search(new):
        names = {word.casefold() for word in (*words[0], *words[1])}
    else:
        both = (*words[0], *words[1])
        names = {word.casefold() for word in both if _NAME.match(word)}
    before, after = ({word.casefold() for word in one} & names for one in words)
    return before != after
