"""The curriculum's records: what each YAML file may hold. No I/O."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from roadmap_site.problem import Where
from roadmap_site.values import (
    Address,
    AlsoKind,
    Cost,
    Day,
    Kind,
    Level,
    Line,
    Links,
    Need,
    Remark,
    Slug,
    Tag,
    Text,
    Url,
    Whole,
    Words,
)

ADDRESSES = ("url", "archived")


class Record(BaseModel):
    """What every record knows beside its fields: its id and its place in the files."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    _id: str = PrivateAttr("")
    _path: str = PrivateAttr("")
    _tree: Any = PrivateAttr(None)

    def placed(self, path: str, tree: object, slug: str = "") -> None:
        """Tell the record where it stands; called once, by the loader."""
        self._path, self._tree, self._id = path, tree, slug

    def forget_places(self) -> None:
        """Let go of the file's tree but for its addresses: a sound record's links may fail."""
        tree = self._tree or {}
        self._tree = {name: tree[name] for name in ADDRESSES if name in tree} or None

    @property
    def path(self) -> str:
        """The file it stands in, from the project's root."""
        return self._path

    def at(self, *steps: str | int) -> Where:
        """The place of a field (`at("also", 0, "url")`), or of the nearest one that exists."""
        return locate(self._path, self._tree, steps)


def locate(path: str, node: Any, steps: tuple[str | int, ...]) -> Where:  # noqa: ANN401
    """Follow the steps through a placed tree as far as they lead; the place reached."""
    where = node
    for step in steps:
        if isinstance(node, list) and isinstance(step, int) and step < len(node):
            where = node = node[step]
        elif isinstance(node, dict) and step in node:
            key = node.key(step) if hasattr(node, "key") else None
            node = node[step]
            where = node if isinstance(node, str) or key is None else key
        else:
            break
    return Where(path, getattr(where, "line", 1), getattr(where, "column", 1))


class Language(Record):
    """A language the site is built in."""

    tag: Tag
    """BCP 47 tag, such as `en`; the key of every text."""
    name: Line
    """What its speakers call it."""


class Start(Record):
    """An answer to 'where do I start?' for one kind of reader."""

    who: Text
    """Which reader this is for."""
    text: Text
    """What to do, in a sentence or two."""
    section: Slug
    """Id of the section to begin with."""


class CurriculumFile(Record):
    """`curriculum.yml`: what the whole course is called and made of."""

    title: Text
    """What the course is called."""
    tagline: Text
    """One line under the title."""
    description: Text
    """What search engines show of the home page."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """The languages of the site, the default first."""
    tiers: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Folder names of the parts, in taught order."""
    start: tuple[Start, ...] = ()
    """Where to begin, for whom."""
    kind_pages: tuple[Kind, ...] = ()
    """Kinds of resource that get a page of their own."""
    url: Address
    """The address the site will have."""
    repository: Address | None = None
    """Where the sources lie; edit links lead there."""
    branch: Annotated[str, StringConstraints(pattern=r"^[\w./-]+$")] = "main"
    """The branch that edit links lead to."""
    license: Line | None = None
    """Licence of the texts."""


class Tier(Record):
    """`<tier>/tier.yml`: one of the course's big parts."""

    title: Text
    """Name of the part."""
    overview: Text
    """What one can do after it."""
    sections: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Folder names of its sections, in taught order."""

    @cached_property
    def id(self) -> str:
        """The folder's name."""
        return self._id


class Concept(Record):
    """One idea of a section, in taught order."""

    id: Slug
    """Its anchor, for good."""
    title: Text
    """Name of the idea."""
    text: Text
    """One to three sentences: what it is, why one needs it."""
    keywords: Words = {}
    """Key terms, shown and searched."""
    also_called: Words = {}
    """Other names, searched but not shown."""
    requires: tuple[Slug, ...] = ()
    """Ids of concepts to know before."""


class Section(Record):
    """`<tier>/<section>/section.yml`: what one sits down to learn."""

    title: Text
    """Name of the section."""
    overview: Text
    """Two to four sentences: what one can do after it."""
    hours: tuple[Whole, Whole]
    """Shortest and longest study time of the core material, in hours."""
    also_called: Words = {}
    """Other names, searched but not shown."""
    requires: tuple[Slug, ...] = ()
    """Ids of sections to learn before."""
    concepts: Annotated[tuple[Concept, ...], Field(min_length=1)]
    """Its ideas, in taught order."""
    pin: Annotated[tuple[Slug, ...], Field(max_length=3)] = ()
    """Ids of at most three resources to start with."""

    @cached_property
    def id(self) -> str:
        """The folder's name."""
        return self._id

    @cached_property
    def tier(self) -> str:
        """The id of the tier whose folder it lies in."""
        return self._path.split("/")[-3] if self._path else ""


class Also(Record):
    """The same thing at another address: a mirror, the article of a notebook, its code."""

    kind: AlsoKind
    """What it is."""
    url: Url
    """Its address."""
    language: tuple[Tag, ...] = ()
    """Languages of that page, if others."""
    reachable: Literal["cn"] | None = None
    """`cn` where it opens from mainland China."""


class Resource(Record):
    """`<tier>/<section>/resources/<id>.yml`: one page worth a learner's time."""

    url: Url
    """Address of the page."""
    title: Text
    """Its title, in one language at least."""
    by: tuple[Line, ...] = ()
    """Its authors."""
    kind: Kind
    """What it is."""
    language: Annotated[tuple[Tag, ...], Field(min_length=1)]
    """Languages of the linked page itself."""
    why: Text
    """One sentence: what this page gives that its neighbours do not."""
    need: Need = "choice"
    """Core: do it; choice: one of several good ways; optional: extra."""
    level: Level | None = None
    """How hard it is."""
    minutes: Annotated[Whole, Field(ge=1)] | None = None
    """How long it takes; leave it out rather than guess."""
    cost: Cost = "free"
    """Whether it needs an account or money."""
    concepts: tuple[Slug, ...] = ()
    """Ids of the concepts it teaches."""
    also: tuple[Also, ...] = ()
    """The same thing at other addresses."""
    also_in: tuple[Slug, ...] = ()
    """Ids of other sections that it serves."""
    counterpart: Slug | None = None
    """Id of the same thing in another language."""
    archived: Url | None = None
    """An archived copy, once the original is gone."""
    aliases: tuple[Slug, ...] = ()
    """Ids it used to have."""
    todo: tuple[Tag, ...] = ()
    """Languages whose text must be looked at again."""

    @cached_property
    def id(self) -> str:
        """The file's name without its ending."""
        return self._id

    @cached_property
    def section(self) -> str:
        """The id of the section whose folder it lies in."""
        return self._path.split("/")[-3] if self._path else ""


class Muted(Record):
    """A finding of the link check that is known and silenced for a while."""

    url: Links
    """The link, or `https://host/*` for all links that begin so."""
    reason: Remark
    """Why nobody needs to look."""
    until: Day
    """The last day of silence, as in 2026-12-31."""


class MutesFile(Record):
    """`mutes.yml`: the findings of the link check that are silenced."""

    mutes: tuple[Muted, ...]
    """One entry a link."""
