"""One language's eyes on the curriculum: texts, labels and facts as that reader gets them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Resource
from roadmap_site.render.markup import escaped, inline
from roadmap_site.values import Text


@dataclass(frozen=True)
class Reader:
    """Says things in one language; falls back to another one visibly, never silently."""

    curriculum: Curriculum
    language: str
    _written: dict[tuple[str, int], Markup] = field(default_factory=dict, repr=False)

    @cached_property
    def labels(self) -> dict[str, str]:
        """`{key: text}` of this language."""
        return self.curriculum.labels[self.language]

    def label(self, key: str, **fill: object) -> str:
        """The site's own words for a key, its {places} filled in; plain text."""
        return self.labels[key].format(**fill)

    def count(self, key: str, number: int) -> str:
        """`1 section`, `20 sections`, in this language."""
        return self.label(f"{key}_{'one' if number == 1 else 'other'}", n=number)

    def plain(self, text: Text) -> str:
        """The text itself, unescaped, in this language or the nearest one that has it."""
        return text.said(self.language, self.curriculum.languages).text

    def say(self, text: Text) -> Markup:
        """The text as Markdown; one from another language carries `lang` and a badge."""
        return self._once("say", text, self._say)

    def _once(self, how: str, text: Text, write: Callable[[Text], Markup]) -> Markup:
        # A title stands on four pages; escaping it once is a tenth of rendering.
        key = how, id(text)
        if key not in self._written:
            self._written[key] = write(text)
        return self._written[key]

    def _say(self, text: Text) -> Markup:
        said = text.said(self.language, self.curriculum.languages)
        if said.language == self.language or not said.text:
            return inline(said.text)
        badge = self.label("resource.fallback", language=self.language_name(said.language))
        return Markup('<span lang="{}">{}</span> <small class="rm-fallback">{}</small>').format(
            said.language, inline(said.text), escaped(badge)
        )

    def title(self, text: Text) -> Markup:
        """The text as Markdown, marked with its language, without a badge: for links."""
        return self._once("title", text, self._title)

    def _title(self, text: Text) -> Markup:
        said = text.said(self.language, self.curriculum.languages)
        if said.language == self.language:
            return inline(said.text)
        return Markup('<span lang="{}">{}</span>').format(said.language, inline(said.text))

    def language_name(self, tag: str) -> str:
        """What this reader calls a language; its tag where there is no word for it."""
        base = tag.split("-", maxsplit=1)[0]
        return self.labels.get(f"language.{tag}") or self.labels.get(f"language.{base}") or tag

    def listed(self, words: list[str]) -> str:
        """`one, two and three`, in this language."""
        first, last = self.label("list.comma").join(words[:-1]), words[-1]
        return f"{first}{self.label('list.and')}{last}" if first else last

    def hours(self, hours: tuple[int, int], key: str = "hours.range") -> str:
        """`8–14 h`."""
        return self.label(key, low=hours[0], high=hours[1])

    def minutes(self, minutes: int) -> str:
        """`19 min`; from two hours on `4 h 25 min`."""
        if minutes < 120:  # noqa: PLR2004  people say 90 minutes, not 1 h 30
            return self.label("minutes", n=minutes)
        if minutes % 60 == 0:
            return self.label("minutes.whole", hours=minutes // 60)
        return self.label("minutes.hours", hours=minutes // 60, minutes=minutes % 60)

    def facts(self, resource: Resource) -> str:
        """`Video · English · Easy start · 19 min`: as far as known, and any cost."""
        facts = [self.label(f"kind.{resource.kind}")]
        facts += [self.language_name(tag) for tag in resource.language]
        if resource.level:
            facts.append(self.label(f"level.{resource.level}"))
        if resource.minutes:
            facts.append(self.minutes(resource.minutes))
        if resource.cost != "free":
            facts.append(self.label(f"cost.{resource.cost}"))
        return " · ".join(facts)

    def lacks(self, resource: Resource) -> bool:
        """Whether a resource's title or reason is missing, or stale, in this language."""
        texts = (resource.title, resource.why)
        missing = any(self.language not in text.root for text in texts)
        return missing or self.language in resource.todo

    def edit_url(self, path: str) -> str | None:
        """Where the hosting site edits this file; None without a repository."""
        about = self.curriculum.about
        if about.repository is None:
            return None
        return f"{about.repository.rstrip('/')}/edit/{about.branch}/{quote(path)}"


def relative(url: str, page: str) -> Markup:
    """The Markdown path from one page to another: `../../engineer/agents/index.md#tools`.

    Both are addresses relative to the language's root, folders with a trailing slash; they
    are made of slugs, so nothing in them needs escaping.
    """
    path, mark, anchor = url.partition("#")
    up = "../" * page.count("/")
    return Markup(f"{up}{path}index.md{mark}{anchor}")  # noqa: S704
