"""Models, data sets and spaces of Hugging Face, by the Hub's interface.

To somebody without an account the Hub answers 401 for what is private, gated or gone alike
(huggingface/datasets pull request 4472), so 401 says nothing; 404 does. A renamed repository
answers under its new id. Files, papers and people are left to HTTP, whose statuses are honest.
"""

import re

from roadmap_site.links.adapters.one_by_one import OneByOne
from roadmap_site.links.adapters.plain_link import PlainLink
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.reading import json_object, text_of
from roadmap_site.links.answer import ProviderSaid

_HOSTS = {"huggingface.co", "hf.co"}
_PART = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,95}"
_REPOSITORY = re.compile(rf"{_PART}/{_PART}")
_KINDS = {"datasets", "spaces"}
# First segments under which the site keeps pages of its own.
_PAGES = re.compile(
    "api|blog|changelog|chat|collections|course|datasets|docs|enterprise|hardware|inference"
    "|join|kernels|learn|login|models|new|organizations|papers|posts|pricing|search|settings"
    "|spaces|storage|support|tasks|welcome"
)


def address(link: PlainLink) -> str:
    """The record of the repository, else the empty string."""
    kind, name = _repository(link)
    return f"https://huggingface.co/api/{kind}/{name}" if name else ""


def _repository(link: PlainLink) -> tuple[str, str]:
    """("models" or "datasets" or "spaces", "owner/name"); two empty strings for other links."""
    match (link.host, *link.path):
        case (host, kind, owner, name) if host in _HOSTS and kind in _KINDS:
            found = kind, f"{owner}/{name}"
        case (host, owner, name) if host in _HOSTS and not _PAGES.fullmatch(owner):
            found = "models", f"{owner}/{name}"
        case _:
            return "", ""
    return found if _REPOSITORY.fullmatch(found[1]) else ("", "")


def read(link: PlainLink, reply: Reply) -> ProviderSaid | None:
    """Alive where the record came, gone for a 404 that names its error."""
    record = json_object(reply) or {}
    match reply.status:
        case 200:
            return _alive(link, record)
        case 404 if "not found" in text_of(record.get("error")).casefold():
            seen = "Hugging Face has no such repository"
            return ProviderSaid("huggingface", alive=False, evidence=seen)
        case _:
            return None


def _alive(link: PlainLink, record: dict[str, object]) -> ProviderSaid | None:
    kind, asked = _repository(link)
    found = text_of(record.get("id"))
    # A disabled repository shows a notice instead of its files: the page says which.
    if not _REPOSITORY.fullmatch(found) or record.get("disabled") is True:
        return None
    folder = "" if kind == "models" else f"{kind}/"
    moved = found.casefold() != asked.casefold()
    return ProviderSaid(
        "huggingface",
        alive=True,
        moved_to=f"https://huggingface.co/{folder}{found}" if moved else "",
        note="gated" if record.get("gated") else "",
        evidence=f"Hugging Face has the repository {found}",
    )


HUGGINGFACE = OneByOne("huggingface", address, read)
