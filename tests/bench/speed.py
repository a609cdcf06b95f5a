"""How long a build takes, beside a stock one, and how that grows."""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import made
from measure import Cost, median, python
from roadmap_site.garbage import rare_collections
from roadmap_site.load import load
from roadmap_site.prepare import prepare
from roadmap_site.project import TOOL, Project, built_in_labels

RUNS = 5
STOCK = """
site_name: Stock
docs_dir: docs
theme: {{name: material, font: false}}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages: [{languages}]
markdown_extensions: [attr_list, tables, {{toc: {{permalink: true}}}}]
"""


def build_against_stock(folder: Path) -> Iterator[str]:
    """Our whole build beside stock MkDocs over the same Markdown, taking turns."""
    _stock(folder)
    ours, stock = [], []
    for _ in range(RUNS):
        ours.append(python("-c", _build(TOOL, folder), cwd=folder))
        stock.append(python("-m", "mkdocs", "build", "--quiet", cwd=folder))
    mine, theirs = median(ours), median(stock)
    yield f"ours   {mine}"
    yield f"stock  {theirs}"
    cpu, wall = mine.cpu / theirs.cpu, mine.wall / theirs.wall
    yield f"ratio  {cpu:.2f} of the CPU, {wall:.2f} of the wall"
    first = _prepare_cpu(folder)
    yield f"load, check and render  {first:.2f} CPU s, {first / mine.cpu:.1%} of our build"


def _build(root: Path, base: Path) -> str:
    return (
        "from pathlib import Path; from roadmap_site.build import build;"
        "from roadmap_site.project import Project;"
        f"build(Project(Path({str(root)!r}), Path({str(base)!r})), print)"
    )


def _stock(folder: Path) -> None:
    """A stock project over our own generated Markdown, every language in one build."""
    project = Project(TOOL, folder)
    curriculum = prepare(project).curriculum
    for language in curriculum.languages:
        shutil.copytree(project.docs(language) / language, folder / "docs" / language)
    for page in folder.glob("docs/**/*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(
            re.sub(r"^template: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
        )
    tags = (
        f"{{locale: {tag}, name: {tag}, default: {json.dumps(not at)}}}"
        for at, tag in enumerate(curriculum.languages)
    )
    config = STOCK.format(languages=", ".join(tags))
    folder.joinpath("mkdocs.yml").write_text(config, encoding="utf-8")


def _prepare_cpu(folder: Path) -> float:
    """CPU seconds to load, check and render, imports not counted."""
    shutil.rmtree(folder / ".build")
    best = []
    for _ in range(RUNS):
        begun = time.process_time()
        with rare_collections():
            prepare(Project(TOOL, folder))
        best.append(time.process_time() - begun)
    return sorted(best)[RUNS // 2]


def scale(folder: Path) -> Iterator[str]:
    """CPU a page at 25 and at 2,500 sections a language, and the memory that takes."""
    small = _scaled(folder / "small", tiers=5, sections=5)
    yield f"   25 sections  {small[0]}  {small[1] * 1000:.1f} ms a page"
    large = _scaled(folder / "large", tiers=50, sections=50)
    yield f"2,500 sections  {large[0]}  {large[1] * 1000:.1f} ms a page"
    yield f"ratio           {large[1] / small[1]:.2f} of the CPU a page"


def _scaled(folder: Path, *, tiers: int, sections: int) -> tuple[Cost, float]:
    text = (
        "Attention lets every token look at every other token; 注意力让每个词元看到其他词元。"
    )
    made.curriculum(folder, tiers=tiers, sections=sections, resources=8, text=text)
    cost = median([python("-c", _build(folder, folder), cwd=folder) for _ in range(1)])
    pages = sum(1 for _ in (folder / "site").rglob("index.html"))
    return cost, cost.cpu / pages


def serve_an_edit(folder: Path) -> Iterator[str]:
    """Seconds from saving one YAML file of the course to the page that shows it."""
    root = folder / "course"
    for name in ("roadmap", "docs"):
        shutil.copytree(TOOL / name, root / name)
    command = [
        sys.executable,
        "-m",
        "roadmap_site",
        "serve",
        "--port",
        "0",
        "--root",
        str(root),
    ]
    environment = os.environ | {"PYTHONPATH": str(TOOL / "scripts"), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        url = _address(server)
        section = load(root, built_in_labels()).sections[0]
        resource = next(
            (root / "roadmap" / section.tier / section.id / "resources").glob("*.yml")
        )
        for run in range(RUNS):
            mark = f"Marked{run}"
            text = re.sub(
                r"  en: .*", f"  en: {mark}", resource.read_text(encoding="utf-8"), count=1
            )
            begun = time.perf_counter()
            resource.write_text(text, encoding="utf-8")
            while not _shows(f"{url}en/{section.tier}/{section.id}/", mark):
                if time.perf_counter() - begun > 60:
                    sys.exit("the edit never came")
            yield f"edit {run + 1}  on the page after {time.perf_counter() - begun:.2f} s"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stderr
    while select.select([server.stderr], [], [], 60)[0]:
        if found := re.search(r"serving +(\S+)", line := server.stderr.readline()):
            return found[1]
        if not line:
            break
    sys.exit("the server did not start")


def _shows(url: str, text: str) -> bool:
    with urllib.request.urlopen(url, timeout=10) as page:
        return text.encode() in page.read()
