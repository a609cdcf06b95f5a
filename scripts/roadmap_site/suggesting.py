"""What a URL and a title already say of a new resource: its kind, its language, its id."""

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

from roadmap_site.values import MAX_SLUG, is_slug

_KINDS = (
    (r"(youtube\.com|youtu\.be|bilibili\.com|b23\.tv|vimeo\.com)/", "video"),
    (r"(arxiv\.org|openreview\.net|aclanthology\.org|alphaxiv\.org)/", "paper"),
    (r"[^/]+/.*\.ipynb$", "notebook"),
    (r"(colab\.research\.google\.com|kaggle\.com/code)/", "notebook"),
    (r"(huggingface\.co|modelscope\.cn)/datasets/", "dataset"),
    (r"(github\.com|gitlab\.com|gitee\.com|codeberg\.org)/[^/]+/[^/]+/?$", "repository"),
    (r"(docs\.[^/]+|[^/]+\.readthedocs\.io)/", "documentation"),
)
_CHINESE = re.compile(
    r"(\.cn|bilibili\.com|b23\.tv|zhihu\.com|gitee\.com|csdn\.net|juejin\.cn)$"
)
_HAN = re.compile("[\u3400-\u9fff]")
# What a path ends in without saying anything of the page.
_EMPTY = re.compile(r"(index|home|main|master|latest|readme|view|watch|en|zh|zh-cn|docs)?")


def kind_of(url: str) -> str | None:
    """The kind that the URL's site and ending speak for; None where they say nothing."""
    parts = urlsplit(url)
    bare = f"{_host(url)}{parts.path or '/'}"
    return next((kind for pattern, kind in _KINDS if re.match(pattern, bare)), None)


def language_of(url: str, title: dict[str, str]) -> str:
    """`zh` where the site is Chinese, or the only title has Chinese characters; else `en`."""
    is_titled = set(title) == {"zh"} and _HAN.search(title["zh"])
    return "zh" if is_titled or _CHINESE.search(_host(url)) else "en"


def id_of(url: str, title: dict[str, str], language: list[str], taken: Collection[str]) -> str:
    """A free id from the first title in Latin letters, else from the URL.

    As in the course, that of a page in Chinese alone begins with `zh-`.
    """
    words = next((made for text in title.values() if (made := _latin(text))), "")
    slug = words or _from_url(url) or "resource"
    if language == ["zh"] and not slug.startswith("zh-"):
        slug = f"zh-{slug}"
    slug = _cut(slug, MAX_SLUG)
    if not is_slug(slug):  # a name that Windows keeps for itself
        slug = f"{slug}-page"
    known = {one.casefold() for one in taken}
    numbered = (f"{_cut(slug, MAX_SLUG - 4)}-{number}" for number in range(2, 1000))
    return next((one for one in (slug, *numbered) if one not in known), slug)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")


def _latin(text: str) -> str:
    """The text as a slug; empty where most of it has no Latin letters."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("'", "").replace("’", "")
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return "" if _HAN.search(text) and len(slug) < len(text) / 2 else slug


def _from_url(url: str) -> str:
    """The last part of the path that says something, else the host's name."""
    parts = [unquote(part) for part in urlsplit(url).path.split("/")]
    stems = [re.sub(r"\.(git|html?|ipynb|md|pdf|php)$", "", part) for part in parts]
    slugs = [_latin(stem) for stem in stems]
    telling = [slug for slug in slugs if not _EMPTY.fullmatch(slug)]
    return telling[-1] if telling else _latin(_host(url).rpartition(".")[0])


def _cut(slug: str, length: int) -> str:
    """The slug within this length, cut between words where there is room for it."""
    if len(slug) <= length:
        return slug
    head = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return head.strip("-")
