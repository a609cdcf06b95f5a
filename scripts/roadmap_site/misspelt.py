"""Which field a wrong name was meant for."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

ALIASES: dict[str, tuple[str, ...]] = {
    "address": ("url",),
    "href": ("url",),
    "link": ("url",),
    "uri": ("url",),
    "网址": ("url",),
    "链接": ("url",),
    "地址": ("url",),
    "heading": ("title",),
    "标题": ("title",),
    "题目": ("title",),
    "名称": ("title", "name"),
    "author": ("by",),
    "authors": ("by",),
    "creator": ("by",),
    "作者": ("by",),
    "category": ("kind",),
    "format": ("kind",),
    "type": ("kind",),
    "类型": ("kind",),
    "种类": ("kind",),
    "lang": ("language",),
    "locale": ("language",),
    "语言": ("language",),
    "description": ("why", "overview", "text"),
    "note": ("why", "text"),
    "reason": ("why", "text"),
    "summary": ("why", "overview", "text"),
    "理由": ("why", "reason"),
    "推荐理由": ("why",),
    "说明": ("why", "overview", "text"),
    "简介": ("why", "overview", "text"),
    "概述": ("overview",),
    "importance": ("need",),
    "priority": ("need",),
    "必要性": ("need",),
    "difficulty": ("level",),
    "难度": ("level",),
    "级别": ("level",),
    "duration": ("minutes", "hours"),
    "length": ("minutes",),
    "time": ("minutes", "hours"),
    "时长": ("minutes", "hours"),
    "分钟": ("minutes",),
    "小时": ("hours",),
    "price": ("cost",),
    "费用": ("cost",),
    "价格": ("cost",),
    "tags": ("concepts", "keywords"),
    "topics": ("concepts",),
    "概念": ("concepts",),
    "关键词": ("keywords",),
    "mirror": ("also",),
    "mirrors": ("also",),
    "镜像": ("also",),
    "sections": ("also_in",),
    "archive": ("archived",),
    "存档": ("archived",),
    "alias": ("aliases", "also_called"),
    "needs": ("requires",),
    "prerequisites": ("requires",),
    "前置": ("requires",),
    "先修": ("requires",),
    "slug": ("id",),
    "中文": ("zh",),
    "chinese": ("zh",),
    "cn": ("zh",),
    "英文": ("en",),
    "english": ("en",),
}

_TAGGED = re.compile(r"([a-z]+)[_. -]([A-Za-z]{2}(?:[_-][A-Za-z]{2,4})?|chinese|english)")


def meant(word: str, free: Collection[str]) -> str | None:
    """The field among `free` that this word was meant for; None where none is close."""
    folded = word.strip().casefold().replace(" ", "_").replace("-", "_")
    if folded in free:
        return folded
    for alias in ALIASES.get(folded, ()):
        if alias in free:
            return alias
    close = get_close_matches(folded, sorted(free), n=1, cutoff=0.65)
    return close[0] if close else None


@dataclass(frozen=True)
class Meant:
    """The field that a wrong name was meant for, maybe with the language of a text in it."""

    field: str
    tag: str | None = None
    is_there: bool = False
    """Whether that field stands there as well."""


def explained(
    unknown: Collection[str],
    fields: Collection[str],
    texts: Collection[str],
    used: Mapping[str, object],
) -> dict[str, Meant]:
    """`{unknown name: field}`, each field once and none of those that stand there already.

    A field among `texts` may be meant for each of its languages, as in `title_en`.
    """
    free = [name for name in fields if name not in used]
    found: dict[str, Meant] = {}
    for word in unknown:
        taken = {one.field for one in found.values()}
        if one := _of_a_language(word, texts, used.keys() | taken):
            found[word] = one
        elif field := meant(word, [name for name in free if name not in taken]):
            found[word] = Meant(field)
    return found


def _of_a_language(word: str, texts: Collection[str], there: Collection[str]) -> Meant | None:
    """What `title_en` and its like mean."""
    parts = _TAGGED.fullmatch(word.strip())
    if parts is None or parts[1] not in texts:
        return None
    tag = parts[2].replace("_", "-")
    tag = ALIASES.get(tag.casefold(), (tag if "-" in tag else tag.casefold(),))[0]
    return Meant(parts[1], tag, parts[1] in there)
