"""Packages on npm, by the registry: the pages of npmjs.com turn robots away (403).

`/<name>/latest` and `/<name>/<version>` are small, the record of a whole package may be tens
of megabytes (npm/registry, REGISTRY-API.md). 404 comes with "Not Found" in words or in an
object. No limit is documented for reading.
"""

import re
from urllib.parse import quote

from roadmap_site.links.adapters.one_by_one import OneByOne
from roadmap_site.links.adapters.plain_link import PlainLink
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.reading import json_object
from roadmap_site.links.answer import ProviderSaid

_PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,213}"  # old names may hold capitals
_NAME = re.compile(rf"(?:@{_PART}/)?{_PART}")
_VERSION = re.compile(r"latest|[0-9][0-9A-Za-z.+-]{0,60}")
_NOT_FOUND = re.compile(rb"not[ _]found", re.IGNORECASE)


def address(link: PlainLink) -> str:
    """The manifest of the latest or the named version, else the empty string."""
    name, version = _package(link)
    # A scoped name is one segment of the path: `@scope%2Fname`.
    return (
        f"https://registry.npmjs.org/{quote(name, safe='@')}/{quote(version)}" if name else ""
    )


def _package(link: PlainLink) -> tuple[str, str]:
    """(name, version) that the page shows; two empty strings for other pages."""
    match (link.host, *link.path):
        case ("npmjs.com", "package", *parts, "v", version) if parts:
            found = "/".join(parts), version
        case ("npmjs.com", "package", *parts):
            found = "/".join(parts), "latest"
        case _:
            return "", ""
    is_sound = _NAME.fullmatch(found[0]) and _VERSION.fullmatch(found[1])
    return found if is_sound else ("", "")


def read(link: PlainLink, reply: Reply) -> ProviderSaid | None:
    """Alive where the manifest came, gone where the registry itself says 404."""
    match reply.status:
        case 200:
            return _alive(link, json_object(reply) or {})
        case 404 if _NOT_FOUND.search(reply.body[:1_000]):
            seen = "npm has no such package or version"
            return ProviderSaid("npm", alive=False, evidence=seen)
        case _:
            return None


def _alive(link: PlainLink, manifest: dict[str, object]) -> ProviderSaid | None:
    if manifest.get("name") != _package(link)[0]:
        return None
    note = "deprecated" if manifest.get("deprecated") else ""
    return ProviderSaid("npm", alive=True, note=note, evidence="npm has the package")


NPM = OneByOne("npm", address, read)
