from pathlib import Path

import pytest

import course
from roadmap_site import completing, listing
from roadmap_site.curriculum import Curriculum
from roadmap_site.problem import UnusableError

OTHER = "roadmap/tier-0/section-0-1/section.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path)


@pytest.fixture
def curriculum(root: Path) -> Curriculum:
    """The same, read."""
    return course.read(root)


def test_a_resource_is_shown_in_full(root: Path, curriculum: Curriculum) -> None:
    """A card has the place, every field that is set, both languages and the neighbours."""
    assert listing.card(curriculum, root, "zh-attention") == [
        f"{course.ENGLISH}:1: resource zh-attention",
        "  url           https://example.org/zh/attention",
        "  title         zh  注意力机制",
        "  kind          article",
        "  language      zh",
        "  why           zh  用十张图讲清注意力。",
        "  need          choice",
        "  cost          free",
        "  also          video  https://www.youtube.com/watch?v=abcdefghijk",
        "  also_in       section-0-1",
        "  counterpart   attention",
        "  section       section-0-0: Text section-0-0",
        "  previous      attention: Attention: all you need",
    ]


def test_a_concept_is_shown_with_its_line(root: Path, curriculum: Curriculum) -> None:
    """A concept's place is its line in section.yml, and it names what teaches it."""
    lines = listing.card(curriculum, root, "concept-section-0-0-1")

    path = root / course.HOME / "section.yml"
    written = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(written, 1) if "concept-section-0-0-1" in line)
    assert lines[0] == f"{course.HOME}/section.yml:{number}: concept concept-section-0-0-1"
    assert lines[-4:] == [
        "  section       section-0-0: Text section-0-0",
        "  taught by     attention: Attention: all you need",
        "  previous      concept-section-0-0-0: Text 0",
        "  next          concept-section-0-0-2: Text 2",
    ]


def test_a_section_lists_its_resources_in_order(root: Path, curriculum: Curriculum) -> None:
    """A section names what its page lists, as its page orders it."""
    lines = listing.card(curriculum, root, "section-0-0")

    assert lines[0] == f"{course.HOME}/section.yml:1: section section-0-0"
    assert lines[-6:] == [
        "                concept-section-0-0-2: Text 2",
        "  resources     resource-0-0-0: Text resource-0-0-0 (video, core)",
        "                resource-0-0-1: Text resource-0-0-1 (video, core)",
        "                attention: Attention: all you need (paper, choice)",
        "                zh-attention: 注意力机制 (article, choice)",
        "  next          section-0-1: Text section-0-1",
    ]


def test_a_tier_names_its_sections(root: Path, curriculum: Curriculum) -> None:
    """A tier is shown with its sections and its neighbours."""
    assert listing.card(curriculum, root, "tier-1")[-3:] == [
        "  sections      section-1-0: Text section-1-0",
        "                section-1-1: Text section-1-1",
        "  previous      tier-0: Text 0",
    ]


def test_an_unknown_id_gets_a_suggestion(root: Path, curriculum: Curriculum) -> None:
    """A misspelt id is answered with the closest one, and steers no terminal."""
    with pytest.raises(UnusableError) as caught:
        listing.card(curriculum, root, "atention\x1b[31m")

    expected = "unknown id 'atention\\x1b[31m'; did you mean 'attention'?"
    assert str(caught.value) == expected


def test_a_former_id_shows_what_it_became(root: Path) -> None:
    """Who knows an old id still finds the resource."""
    with (root / course.ENGLISH).open("a", encoding="utf-8") as file:
        file.write("aliases: [old-name]\n")

    assert listing.card(course.read(root), root, "old-name")[0].endswith("zh-attention")


@pytest.mark.parametrize(
    ("text", "line", "slug"),
    [
        ("TRANSFORMER", 9, "attention"),
        ("ｓｈａｚｅｅｒ", 5, "attention"),
        ("十张图", 7, "zh-attention"),
        ("abcdefghijk", 10, "zh-attention"),
        ("1706.03762", 2, "attention"),
        ("section-0-0-1", 11, "attention"),
    ],
    ids=["case", "full-width", "chinese", "also", "url", "concept"],
)
def test_find_looks_everywhere(
    root: Path, curriculum: Curriculum, text: str, line: int, slug: str
) -> None:
    """A text is found in either language and any case, on its own line."""
    found = [one.split(": ")[:2] for one in listing.find(curriculum, root, text)]

    place = f"{course.HOME}/resources/{slug}.yml:{line}"
    assert [place, f"resource {slug}"] in found


def test_find_tells_title_and_section(root: Path, curriculum: Curriculum) -> None:
    """A line of `find` names place, what it is, id, title and section."""
    assert list(listing.find(curriculum, root, "vaswani")) == [
        f"{course.ATTENTION}:5: resource attention: Attention: all you need (section-0-0)"
    ]
    assert list(listing.find(curriculum, root, "nowhere")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Section-0-1", f"{OTHER}:1: section section-0-1: Text section-0-1 (tier-0)"),
        ("KV缓存", f"{OTHER}:1: section section-0-1: Text section-0-1 (tier-0)"),
        ("向量 DB", f"{OTHER}:LINE: concept concept-section-0-1-0: Text 0 (section-0-1)"),
        ("concept-section-0-1-0", f"{OTHER}:LINE: concept concept-section-0-1-0: Text 0"),
    ],
    ids=["id", "another name", "a concept's other name", "a concept's id"],
)
def test_find_knows_sections_and_concepts(root: Path, text: str, said: str) -> None:
    """They are found by ids, titles and other names, with or without a space before Latin."""
    path = root / OTHER
    old = path.read_text(encoding="utf-8")
    named = old.replace('"hours"', '"also_called": {"zh": ["KV 缓存"]}, "hours"', 1)
    named = named.replace(
        '"id": "concept-section-0-1-0"',
        '"id": "concept-section-0-1-0", "also_called": {"zh": ["向量DB"]}',
        1,
    )
    assert named.count("also_called") == old.count("also_called") + 2
    path.write_text(named, encoding="utf-8")
    lines = named.split("\n")
    at = next(n for n, line in enumerate(lines, 1) if '"id": "concept-section-0-1-0"' in line)

    found = list(listing.find(course.read(root), root, text))

    assert any(line.startswith(said.replace("LINE", str(at))) for line in found), found


@pytest.mark.parametrize(
    ("url", "line", "slug"),
    [
        ("https://arxiv.org/pdf/1706.03762v3", 2, "attention"),
        ("https://youtu.be/abcdefghijk", 10, "zh-attention"),
    ],
    ids=["paper", "video"],
)
def test_find_knows_the_spellings_of_an_address(
    root: Path, curriculum: Curriculum, url: str, line: int, slug: str
) -> None:
    """A page is found under any address that it has."""
    (found,) = listing.find(curriculum, root, url)

    assert found.startswith(f"{course.HOME}/resources/{slug}.yml:{line}: resource {slug}: ")


def test_ids_for_the_shell_are_all_ids() -> None:
    """What the Tab key offers is what the curriculum has, read without checking it."""
    curriculum = course.read(course.BAKING)

    former = {alias for one in curriculum.resources for alias in one.aliases}
    assert set(completing.ids(course.BAKING)) == listing.ids(curriculum) - former
    assert completing.sections(course.BAKING) == sorted(curriculum.by_section)
    assert completing.concepts(course.BAKING) == sorted(curriculum.by_concept)
    assert completing.languages(course.BAKING) == list(curriculum.languages)
