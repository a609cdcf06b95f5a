"""DOIs, by the handle interface of doi.org: publishers turn robots away, the register does not.

Response codes (DOI Handbook, "REST API Response Format"): 1 found, 100 no such handle (sent
with status 404), 2 error, 200 no value of the type. A registered DOI says that the work is
kept somewhere; where it leads is not followed. No limit is documented.
"""

import re
from urllib.parse import quote

from roadmap_site.links.adapters.one_by_one import OneByOne
from roadmap_site.links.adapters.plain_link import PlainLink
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.reading import json_object
from roadmap_site.links.answer import ProviderSaid

_HOSTS = {"doi.org", "dx.doi.org"}
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")


def address(link: PlainLink) -> str:
    """The handle to look up, else the empty string. Short DOIs (`10/…`) are left to HTTP."""
    name = "/".join(link.path)
    if link.host not in _HOSTS or link.query or not _DOI.fullmatch(name):
        return ""
    return f"https://doi.org/api/handles/{quote(name)}?type=URL"


def read(link: PlainLink, reply: Reply) -> ProviderSaid | None:
    """Alive where the handle is registered, gone where the register does not know it."""
    record = json_object(reply) or {}
    match (reply.status, record.get("responseCode")):
        case (200, 1) if _is_about(link, record):
            return ProviderSaid("doi", alive=True, evidence="the DOI is registered")
        case (404, 100) if _is_about(link, record):
            return ProviderSaid("doi", alive=False, evidence="no such DOI is registered")
        case _:
            return None


def _is_about(link: PlainLink, record: dict[str, object]) -> bool:
    # DOIs do not distinguish case (ISO 26324).
    handle = record.get("handle")
    return isinstance(handle, str) and handle.casefold() == "/".join(link.path).casefold()


DOI = OneByOne("doi", address, read)
