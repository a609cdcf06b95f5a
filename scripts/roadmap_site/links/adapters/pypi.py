"""Projects on PyPI, by its JSON interface; the project pages ask robots for JavaScript.

`/pypi/<name>/json` is 404 with a JSON body where the name is free. PyPI states no limit for
it, and wants a telling user agent (docs.pypi.org/api).
"""

import re
from urllib.parse import quote

from roadmap_site.links.adapters.one_by_one import OneByOne
from roadmap_site.links.adapters.plain_link import PlainLink
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.reading import json_object, object_of, text_of
from roadmap_site.links.answer import ProviderSaid

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")  # PEP 508
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!+_-]{0,60}")


def address(link: PlainLink) -> str:
    """The JSON of the project, or of one version of it, else the empty string."""
    match (link.host, *link.path):
        case ("pypi.org", "project", name) if _NAME.fullmatch(name):
            return f"https://pypi.org/pypi/{_normal(name)}/json"
        case ("pypi.org", "project", name, version) if _NAME.fullmatch(
            name
        ) and _VERSION.fullmatch(version):
            return f"https://pypi.org/pypi/{_normal(name)}/{quote(version)}/json"
        case _:
            return ""


def _normal(name: str) -> str:
    """The name as PyPI spells it (PEP 503); another spelling costs a redirect."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(link: PlainLink, reply: Reply) -> ProviderSaid | None:
    """Alive where the project's record came, gone where PyPI says 404 in JSON."""
    record = json_object(reply)
    if record is None:
        return None
    match reply.status:
        case 200:
            return _alive(link, object_of(record.get("info")) or {})
        case 404:
            seen = "PyPI has no such project or version"
            return ProviderSaid("pypi", alive=False, evidence=seen)
        case _:
            return None


def _alive(link: PlainLink, project: dict[str, object]) -> ProviderSaid | None:
    _, name, *version = link.path
    if _normal(text_of(project.get("name"))) != _normal(name):
        return None
    note = "yanked" if version and project.get("yanked") is True else ""
    return ProviderSaid("pypi", alive=True, note=note, evidence="PyPI has the project")


PYPI = OneByOne("pypi", address, read)
