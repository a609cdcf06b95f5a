"""Which field a wrong name was meant for."""

from collections.abc import Collection, Mapping
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


def explained(
    unknown: Collection[str], fields: Collection[str], used: Mapping[str, object]
) -> dict[str, str]:
    """`{unknown name: field}`, each field once and none of those that stand there already."""
    free = [name for name in fields if name not in used]
    found: dict[str, str] = {}
    for word in unknown:
        field = meant(word, [name for name in free if name not in found.values()])
        if field is not None:
            found[word] = field
    return found
