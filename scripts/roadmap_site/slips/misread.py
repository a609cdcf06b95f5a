"""Values that YAML takes for something else, as far as the lines around them tell."""

import re

from roadmap_site.slips.here import Here, Rule
from roadmap_site.slips.shape import LISTS, PARTS, TEXTS, bare, is_free, is_likely
from roadmap_site.slips.words import NEXT_LINE, Flaw, line_of, named, quoted

_CLOSED = "\"'[{"
_LANGUAGE = re.compile(r"([a-z]{2}(?:-[A-Za-z0-9]{2,8})?):[ \t]+(?=\S)")


def entry_colon(here: Here) -> Flaw | None:
    """`- Title: subtitle` in a list of texts is a mapping to YAML."""
    line = here.line
    if not line.dashes or line.key is None or is_likely(bare(line.key)):
        return None
    owner = here.levels.owner(line)
    if owner is None or owner in PARTS or (owner not in LISTS and not is_free(owner)):
        return None
    text = line.text[: line.inner] + quoted(line.text[line.inner :].rstrip())
    return Flaw("second-colon", line.inner + len(line.key), text, passes=True)


def text_beside(here: Here) -> Flaw | None:
    """`title: en: Attention` has a language and its text on the line of the field."""
    line = here.line
    if line.key is None or bare(line.key) not in TEXTS:
        return None
    found = _LANGUAGE.match(line.value)
    if found is None or not here.is_language(found[1]):
        return None
    text = line.value[found.end() :]
    one = f"{{{found[1]}: {text if text[0] in _CLOSED else quoted(text)}}}"
    # With more languages below there is no room for this one on its line.
    mended = line.text[: line.start] + ("" if here.has_below else one)
    at, got = line.start + found.end(1), line_of(found[1])
    return Flaw("second-colon", at, mended.rstrip(), got, repair=NEXT_LINE)


def lost_comment(here: Here) -> Flaw | None:
    """`en: #1 guide` is an empty value to YAML."""
    line, below = here.line, here.below
    if not line.value.startswith("#") or line.key is None or not is_free(bare(line.key)):
        return None
    if line.text[line.start - 2 : line.start - 1] == " ":
        return None
    if below is not None and below.indent > line.inner:
        return None
    text = line.text[: line.start] + quoted(line.value)
    return Flaw("cut-by-comment", line.start, text, (named(line.value),), passes=True)


MISREAD: tuple[Rule, ...] = (entry_colon, text_beside, lost_comment)
