"""What the spelling of an address says: a home page, an error page, a login, a file."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_INDEX = re.compile(r"(?:index|default|home|homepage|main|start|welcome)(?:\.\w{2,5})?")
_VERSION = re.compile(r"v\d+|v?\d+(?:\.\d+)+|latest|stable|current|master|main")
_ANY_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?")
# Without codes that are as likely a subject: cs, ml, ai, is, it …
_LANGUAGE = re.compile(
    r"(?:ar|de|en|es|fr|hi|id|ja|jp|ko|kr|nl|pl|pt|ru|tr|uk|vi|zh|cn|tw|us|gb)(?:[-_][a-z]{2,4})?"
)
_NAMES_CONTENT = re.compile(
    r"p|id|pid|tid|aid|page_?id|post|article|slug|v|q|url", re.IGNORECASE
)
_ERROR = re.compile(
    r"(?:http|error|err|page|status)?[-_]?(?:404|410)[-_]?(?:error|page|notfound|not[-_]found)?"
    r"|(?:page|file|content|resource|url)?[-_]?not[-_]?found|no[-_]?such[-_]?page|error[-_]?page"
    r"|page[-_]?(?:missing|gone|removed)|does[-_]?not[-_]?exist"
)
_NUMBERED = re.compile(r"(?:\b|_)(?:404|410|not[-_]?found)(?:\b|_)")
_FILE = re.compile(
    r"\.(pdf|ps|djvu|epub|mobi|zip|gz|tgz|bz2|xz|7z|rar|tar|iso|dmg|exe|jar|whl|deb|apk"
    r"|pptx?|docx?|xlsx?|odt|odp|csv|mp[34]|m4[av]|webm|mov|avi|mkv|ogg|wav|flac|ipynb)"
)


@lru_cache(maxsize=256)  # one visit asks some fifteen times
def parts_of(url: str) -> SplitResult:
    """The parts of an address; all empty where it can't be taken apart. Never raises."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def host_and_port(url: str) -> str:
    """The host in lower case, with its port and without `www.`."""
    return parts_of(url).netloc.lower().rpartition("@")[2].removeprefix("www.")


def segments(url: str) -> list[str]:
    """The parts of the path in lower case and decoded, empty ones left out."""
    return [unquote(part).lower() for part in parts_of(url).path.split("/") if part]


def is_home(url: str) -> bool:
    """Whether this is the front page of a site, in whatever language, and nothing deeper."""
    parts = parts_of(url)
    content = any(_NAMES_CONTENT.fullmatch(key) for key, _ in parse_qsl(parts.query))
    return not content and all(
        _INDEX.fullmatch(part) or _LANGUAGE.fullmatch(part) for part in segments(url)
    )


def is_home_like(url: str) -> bool:
    """Whether a front page may well be all that this address ever meant: `/cs/`, `/latest/`."""
    parts = parts_of(url)
    content = any(_NAMES_CONTENT.fullmatch(key) for key, _ in parse_qsl(parts.query))
    return not content and all(
        _INDEX.fullmatch(part) or _ANY_LANGUAGE.fullmatch(part) or _VERSION.fullmatch(part)
        for part in segments(url)
    )


def is_error_address(url: str) -> bool:
    """Whether a site calls this address its page for what is not there: `/404.html`."""
    parts = parts_of(url)
    path = segments(url)
    last = "".join(path[-1:])
    name = last.rpartition(".")[0] or last
    query = parse_qsl(parts.query)
    return bool(
        _ERROR.fullmatch(name)
        # Deeper down, "error" is a subject.
        or (len(path) == 1 and name in {"error", "errors"})
        or any(key.lower() == "aspxerrorpath" for key, _ in query)
        or any(key.lower() in {"error", "err", "e"} and value == "404" for key, value in query)
    )


def speaks_of_errors(url: str) -> bool:
    """Whether 404 or "not found" may be the subject of the page at this address."""
    return _NUMBERED.search("".join(segments(url)[-1:])) is not None


def file_kind(url: str) -> str:
    """The extension of the file that the address names: `pdf`, `zip`; empty for a page."""
    # Most addresses have no dot behind the host, and need not be taken apart.
    tail = url.partition("://")[2].partition("/")[2]
    if "." not in tail and "%" not in tail:
        return ""
    last = "".join(segments(url)[-1:])
    found = _FILE.fullmatch(last[last.rfind(".") :]) if "." in last else None
    return found[1] if found else ""


def directory(url: str) -> str:
    """`scheme://host/dir/`: what an address beside this one would share with it."""
    parts = parts_of(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"
