"""Curriculum → the Markdown pages of one language: `{path: text}`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any

import jinja2
from markupsafe import Markup

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Resource, Section, Tier
from roadmap_site.render import links
from roadmap_site.render.add_page import ADD_PAGE, add_page
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.link_health import LinkHealth
from roadmap_site.render.link_marks import marks
from roadmap_site.render.link_page import PAGE, link_page
from roadmap_site.render.reader import Reader, relative
from roadmap_site.render.rules_page import RULES_PAGE, Rules, rules_page
from roadmap_site.render.search import render_index
from roadmap_site.render.svg_map import render_map

NEEDS = ("pin", "core", "choice", "optional")


@dataclass(frozen=True)
class Writer:
    """Writes one language's pages; holds what all of them need."""

    reader: Reader
    templates: jinja2.Environment
    hand_written: tuple[HandWritten, ...] = ()
    health: LinkHealth = field(default_factory=LinkHealth)
    rules: Rules = field(default_factory=dict)

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum that is written down."""
        return self.reader.curriculum

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page as (path, Markdown), the home page first."""
        names = [self.reader.language_name(tag) for tag in self.curriculum.languages]
        yield "index.md", self._page("home", "", tiers=self.curriculum.tiers, languages=names)
        for number, tier in enumerate(self.curriculum.tiers, 1):
            url = links.tier_url(tier)
            yield f"{url}index.md", self._page("tier", url, tier=tier, number=number)
        for place, section in enumerate(self.curriculum.sections):
            url = links.section_url(section)
            yield f"{url}index.md", self._section(url, place, section)
        everything = {"kinds": self._kinds(), "resource_words": self._resource_words()}
        yield "resources/index.md", self._page("resources", "resources/", **everything)
        for kind, found in self._kinds().items():
            if kind in self.curriculum.about.kind_pages:
                sections = groupby(found, key=partial(_section_of, self.curriculum))
                pairs = [(section, list(group)) for section, group in sections]
                yield (
                    f"{kind}s/index.md",
                    self._page("kind", f"{kind}s/", kind=kind, sections=pairs),
                )
        told = link_page(self.reader, self.health, self.hand_written)
        yield f"{PAGE}index.md", self._page("link-health", PAGE, **told)
        form = add_page(self.reader, self.hand_written)
        yield f"{ADD_PAGE}index.md", self._page("add", ADD_PAGE, **form)
        groups = rules_page(self.reader, self.rules)
        yield f"{RULES_PAGE}index.md", self._page("rules", RULES_PAGE, groups=groups)

    def index(self) -> str:
        """The search index of this language, JSON."""
        pages = [(page.title, page.description, page.url) for page in self._listed_pages()]
        labels = self.reader.labels
        return render_index(self.curriculum, self.reader.language, labels, pages)

    def navigation(self) -> dict[str, Any]:
        """What the theme's templates need beside a page: `{tiers, pages, language …}`."""
        say = self.reader.plain
        tiers = [
            {
                "id": tier.id,
                "title": say(tier.title),
                "url": links.tier_url(tier),
                "sections": [
                    {"id": s.id, "title": say(s.title), "url": links.section_url(s)}
                    for s in self.curriculum.sections_of(tier)
                ],
            }
            for tier in self.curriculum.tiers
        ]
        listed = [page for page in self._listed_pages()[1:] if page.is_listed]
        pages = [{"title": page.title, "url": page.url} for page in listed]
        return {"tiers": tiers, "pages": pages}

    def _listed_pages(self) -> list[HandWritten]:
        about, say, label = self.curriculum.about, self.reader.plain, self.reader.label
        home = HandWritten("", say(about.title), say(about.description))
        everything = label("nav.resources"), label("resources.description")
        kinds = [
            HandWritten(f"{k}s/", label(f"kinds.{k}"), self._kind_intro(k))
            for k in about.kind_pages
        ]
        add = HandWritten(ADD_PAGE, label("add.page"), label("add.description"))
        health = HandWritten(PAGE, label("health.title"), label("health.description"))
        resources = HandWritten("resources/", *everything)
        told = label("rules.title"), label("rules.description")
        rules = HandWritten(RULES_PAGE, *told, is_listed=False)
        return [home, resources, *kinds, add, *self.hand_written, rules, health]

    def _kind_intro(self, kind: str) -> str:
        return self.reader.label("kind.intro", kind=self.reader.label(f"kinds.{kind}").lower())

    def _resource_words(self) -> str:
        """What the sorting of all resources says, JSON for its data attribute."""
        label = self.reader.labels
        orders = {
            o: label[f"resources.sort_{o}"] for o in ("order", "title", "language", "level")
        }
        words = {"show": label["resources.show"], "all": label["resources.all"]}
        counts = {n: label[f"resources.count_{n}"] for n in ("one", "other")}
        return to_json(
            {**words, "sort": label["resources.sort"], "orders": orders, **counts}
        ).strip()

    def _kinds(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for section in self.curriculum.sections:
            for resource in self.curriculum.resources_of(section):
                if resource.section == section.id:
                    found.setdefault(resource.kind, []).append(resource)
        return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))

    def _section(self, url: str, place: int, section: Section) -> str:
        sections = self.curriculum.sections
        neighbours = {
            "previous": sections[place - 1] if place else None,
            "following": sections[place + 1] if place + 1 < len(sections) else None,
        }
        groups = self._groups(section)
        concepts: dict[str, list[Resource]] = {c.id: [] for c in section.concepts}
        for resource in (one for group in groups.values() for one in group):
            for concept in set(resource.concepts) & set(concepts):
                concepts[concept].append(resource)
        return self._page(
            "section", url, section=section, groups=groups, teaching=concepts, **neighbours
        )

    def _groups(self, section: Section) -> dict[str, list[Resource]]:
        groups: dict[str, list[Resource]] = {need: [] for need in NEEDS}
        for resource in self.curriculum.resources_of(section):
            need = "pin" if resource.id in section.pin else resource.need
            groups[need].append(resource)
        return {need: found for need, found in groups.items() if found}

    def _page(self, name: str, url: str, **values: Any) -> str:  # noqa: ANN401  per template
        reader, curriculum = self.reader, self.curriculum
        root = "../" * url.count("/")
        return self.templates.get_template(f"pages/{name}.md.j2").render(
            **values,
            curriculum=curriculum,
            about=curriculum.about,
            reader=reader,
            label=reader.label,
            say=reader.say,
            title_of=reader.title,
            plain=reader.plain,
            kind_intro=self._kind_intro,
            url=url,
            to=partial(_to, curriculum, url),
            at=partial(_at, curriculum, root),
            add_url=relative(ADD_PAGE, url),
            twins=curriculum.twins,
            section_of=partial(_section_of, curriculum),
            edit_url=partial(_edit_url, reader),
            map_of=partial(_map, reader, root),
            mark_of=marks(reader, self.health),
        )


def _to(curriculum: Curriculum, page: str, thing: Tier | Section | Resource) -> Markup:
    """The Markdown path from a page to a tier, a section or a resource."""
    match thing:
        case Tier():
            return relative(links.tier_url(thing), page)
        case Section():
            return relative(links.section_url(thing), page)
        case Resource():
            return relative(links.resource_url(curriculum, thing), page)


def _at(curriculum: Curriculum, root: str, resource: Resource) -> str:
    """The published address of a resource's entry, for what is written as HTML."""
    return root + links.resource_url(curriculum, resource)


def _section_of(curriculum: Curriculum, resource: Resource) -> Section:
    return curriculum.by_section[resource.section]


def _edit_url(reader: Reader, path: str) -> str:
    return reader.edit_url(path) or ""


def _map(reader: Reader, root: str, tier: Tier | None = None) -> Markup:
    drawing = render_map(
        reader.curriculum, reader.language, root=root, labels=reader.labels, tier=tier
    )
    return Markup(drawing)  # noqa: S704  `svg_map` escapes what it draws


def writer(
    curriculum: Curriculum,
    language: str,
    templates: jinja2.Environment,
    hand_written: tuple[HandWritten, ...] = (),
    health: LinkHealth | None = None,
) -> Writer:
    """A writer of one language's pages."""
    reader = Reader(curriculum, language)
    return Writer(reader, templates, hand_written, health or LinkHealth())


def to_json(value: object) -> str:
    """JSON as we publish it: readable characters, one line's end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
