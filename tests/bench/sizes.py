"""What a reader downloads, gzipped."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from roadmap_site.build import build
from roadmap_site.project import TOOL, Project
from roadmap_site.render.links import section_url


def sizes(folder: Path) -> Iterator[str]:
    """KB gzipped of pages, of CSS and JS at first view, and of the first search."""
    project = Project(TOOL, folder)
    curriculum = build(project, lambda _: None)
    names = [f"{root}{section_url(s)}" for root in ("", "en/") for s in curriculum.sections]
    size, name = max((_size(project.site / name / "index.html"), name) for name in names)
    yield f"largest section page  {size:6.1f} KB  {name}"
    yield f"home page             {_size(project.site / 'index.html'):6.1f} KB"
    yield f"all resources         {_size(project.site / 'resources/index.html'):6.1f} KB"
    first = _first_view(project.site)
    yield f"CSS and JS at first   {sum(map(_size, first)):6.1f} KB  {len(first)} files"
    later = _search_modules(project.site, first)
    for tag in curriculum.languages:
        index = project.site / ("" if tag == curriculum.languages[0] else tag) / "search.json"
        both = sum(map(_size, later)) + _size(index)
        yield f"first search, {tag}      {both:6.1f} KB  of it {_size(index):.1f} KB index"


def _size(path: Path) -> float:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0)) / 1000


def _first_view(site: Path) -> list[Path]:
    """The style sheets and scripts of the home page, static imports included."""
    text = (site / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"', text)
    found = [site / link for link in links]
    for script in found:
        if script.suffix == ".js":
            imports = re.findall(r'^import [^"]*"(\./[^"]+)"', script.read_text(), re.MULTILINE)
            found += [path for name in imports if (path := script.parent / name) not in found]
    return found


def _search_modules(site: Path, first: list[Path]) -> list[Path]:
    modules = (site / "assets" / "js").glob("search*.js")
    return [path for path in modules if path not in first]
