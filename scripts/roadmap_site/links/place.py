"""Where a URL stands in the curriculum, and as what."""

from dataclasses import dataclass

from roadmap_site.problem import Where


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """One occurrence of a link: a scalar of a YAML file, or a hand-written page."""

    where: Where  # of the URL itself, 1-based line and column
    url: str
    role: str = "url"  # url, also, archived: fields of a resource; page: Markdown; list: --urls
    resource: str = ""  # its id
    title: str = ""  # of the resource, in the curriculum's default language
