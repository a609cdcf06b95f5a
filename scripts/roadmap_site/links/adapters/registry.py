"""All adapters. A new one is a module beside this and an entry here."""

import re

from roadmap_site.links.adapters.arxiv import ARXIV
from roadmap_site.links.adapters.bilibili import BILIBILI
from roadmap_site.links.adapters.doi import DOI
from roadmap_site.links.adapters.github import GitHub
from roadmap_site.links.adapters.huggingface import HUGGINGFACE
from roadmap_site.links.adapters.npm import NPM
from roadmap_site.links.adapters.provider import Provider
from roadmap_site.links.adapters.pypi import PYPI
from roadmap_site.links.adapters.stackexchange import STACKEXCHANGE
from roadmap_site.links.adapters.wikipedia import WIKIPEDIA
from roadmap_site.links.adapters.youtube import YOUTUBE

_TOKEN = re.compile(r"[\x21-\x7e]{1,512}")
_OPEN: tuple[Provider, ...] = (
    YOUTUBE,
    WIKIPEDIA,
    ARXIV,
    DOI,
    PYPI,
    NPM,
    HUGGINGFACE,
    BILIBILI,
    STACKEXCHANGE,
)


def providers(token: str | None) -> tuple[Provider, ...]:
    """The adapters to use; GitHub's only with a token, without which it answers nobody.

    No two of them claim the same link. A token that no header may hold counts as none.
    """
    token = (token or "").strip()
    return (GitHub(token), *_OPEN) if _TOKEN.fullmatch(token) else _OPEN
