"""MkDocs' hook: makes of the generic `mkdocs.yml` the build of one project's language."""

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.config import I18nPluginLanguage

from roadmap_site.prepare import prepare
from roadmap_site.project import Project, compiled
from roadmap_site.theme import slim_material, without_material

_PLACE = '<div data-finished="{}"></div>'
_FINISHED = re.compile(
    r'^(?:<div class="rm-map">$.*?^</div>|<ul class="rm-list">$.*?^</ul>'
    r'|<div class="rm-(?:trend|add|examples)">$.*?^</div>)$',
    re.MULTILINE | re.DOTALL,
)
_EARLY = 100  # static-i18n configures itself at -100 and must find its languages


@event_priority(_EARLY)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration with all that depends on the curriculum and the language.

    `roadmap build` says by environment what to build; plain `mkdocs build` or `mkdocs serve`
    builds the default language, or the one that ROADMAP_LANGUAGE names.
    """
    root = os.environ.get("ROADMAP_ROOT") or Path(config.config_file_path).parent
    base = os.environ.get("ROADMAP_BASE")
    project = Project(Path(root), Path(base) if base else None)
    language = os.environ.get("ROADMAP_LANGUAGE")
    if "ROADMAP_PREPARED" not in os.environ:
        language = language or prepare(project).curriculum.languages[0]
        config.watch = [str(project.root / name) for name in ("roadmap", "templates", "docs")]
    assert language, "roadmap build names the language"
    plan = json.loads(project.plan(language).read_text(encoding="utf-8"))
    _configure(config, plan, project.docs(language))
    config.theme.dirs = [
        config.theme.dirs[0],
        str(slim_material(project.work)),
        *without_material(config.theme.dirs[1:]),
    ]
    return config


def on_env(env: jinja2.Environment, config: MkDocsConfig, **_: object) -> jinja2.Environment:
    """Jinja with its compiled templates kept from build to build."""
    env.bytecode_cache = compiled(Path(config.theme.dirs[1]).parent)
    return env


def _configure(config: MkDocsConfig, plan: dict[str, Any], docs: Path) -> None:
    config.docs_dir = str(docs)
    config.site_url = plan["url"]
    config.site_name = html.escape(plan["title"])
    config.extra["site"] = plan
    config.mdx_configs["toc"]["permalink"] = "#"
    config.mdx_configs["toc"]["permalink_title"] = plan["labels"]["permalink"]
    only = I18nPluginLanguage()
    only.load_dict({"locale": plan["language"], "name": plan["language"], "default": True})
    only.validate()
    config.plugins["i18n"].config.languages = [only]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """The page's Markdown less its drawings and long lists; the edit link is set on the way.

    Those are finished HTML, and Markdown would send them through two parsers for nothing: a
    quarter of a build.
    """
    site = config.extra["site"]
    source = page.meta.get("source")
    if source and site["repository"]:
        page.edit_url = f"{site['repository'].rstrip('/')}/edit/{site['branch']}/{source}"
    blocks = page.meta["finished"] = _FINISHED.findall(markdown)
    places = iter(range(len(blocks)))
    return _FINISHED.sub(lambda _: _PLACE.format(next(places)), markdown)


def on_page_content(text: str, page: Page, **_: object) -> str:
    """The page's HTML with its drawings and long lists put back."""
    for at, block in enumerate(page.meta.pop("finished")):
        text = text.replace(_PLACE.format(at), block, 1)
    return text
