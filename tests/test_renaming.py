import shutil
from pathlib import Path

import pytest

import course
from roadmap_site import renaming
from roadmap_site.problem import BrokenCurriculumError, UnusableError
from roadmap_site.project import built_in_labels
from roadmap_site.renaming import Renaming


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path)


def planned(root: Path, old: str, new: str) -> Renaming:
    """What it takes to rename this."""
    return renaming.plan(root, course.read(root), old, new, built_in_labels())


def renamed(root: Path, old: str, new: str) -> None:
    """Rename this, and leave a sound course."""
    renaming.apply(root, planned(root, old, new))


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def everything(root: Path) -> dict[str, bytes]:
    """Every file of the course."""
    files = (path for path in (root / "roadmap").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before | after if before.get(path) != after.get(path)}


def test_a_resource_keeps_its_old_id(root: Path) -> None:
    """The file moves, whoever names it follows, the old id is kept, comments stay."""
    before = everything(root)

    renamed(root, "attention", "attention-paper")

    new = f"{course.HOME}/resources/attention-paper.yml"
    assert changed(before, everything(root)) == {course.ATTENTION, new, course.ENGLISH}
    assert text(root, new) == course.FILES[course.ATTENTION].replace(
        "todo:", "aliases: [attention]\ntodo:"
    )
    assert text(root, course.ENGLISH) == course.FILES[course.ENGLISH].replace(
        "counterpart: attention", "counterpart: attention-paper"
    )
    assert course.read(root).by_resource["attention-paper"].aliases == ("attention",)


def test_renaming_back_is_possible(root: Path) -> None:
    """A resource may take one of its former ids again; it is no former one any longer."""
    before = everything(root)
    renamed(root, "attention", "paper")

    renamed(root, "paper", "attention")

    assert course.read(root).by_resource["attention"].aliases == ("paper",)
    after = everything(root)
    assert changed(before, after) == {course.ATTENTION}
    assert text(root, course.ATTENTION) == course.FILES[course.ATTENTION].replace(
        "todo:", "aliases: [paper]\ntodo:"
    )


def test_a_pinned_resource_stays_pinned(root: Path) -> None:
    """A section's `pin` follows in its own quotes."""
    path = root / course.HOME / "section.yml"
    old = path.read_text(encoding="utf-8")
    path.write_text(old.replace('"hours"', '"pin": ["attention"], "hours"'), encoding="utf-8")

    renamed(root, "attention", "paper")

    assert '"pin": ["paper"], "hours"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("aliases: [first]", "aliases: [first, zh-attention]"),
        ("aliases: ['first' ]  # was", "aliases: ['first', zh-attention ]  # was"),
        ("aliases:\n  - first  # was", "aliases:\n  - first  # was\n  - zh-attention"),
        ("aliases:\n- first", "aliases:\n- first\n- zh-attention"),
        ("need: core", "need: core\naliases: [zh-attention]"),
    ],
    ids=["flow", "quotes", "block", "flat", "none"],
)
def test_a_second_old_id_joins_the_first(root: Path, tail: str, expected: str) -> None:
    """Former ids are added in the form that the list has, whatever ends the file."""
    path = root / course.ENGLISH
    for end in ("\n", "\r\n", ""):
        head = course.FILES[course.ENGLISH].replace("\n", end or "\n")
        inner = tail.replace("\n", end or "\n")
        path.write_bytes(f"{head}{inner}{end}".encode())

        plan = planned(root, "zh-attention", "zh-pictures")

        after = plan.files[course.ENGLISH][1].decode()
        assert after.replace("\r\n", "\n").rstrip() == (course.FILES[course.ENGLISH] + expected)
        assert ("\r\n" in after) == (end == "\r\n")
        assert after.count("\n") == after.count("\r\n") or end != "\r\n"


@pytest.mark.parametrize(
    "text",
    [
        '{url: "https://e.org/", K}',
        "url: https://e.org/\nK\n...\n",
        "---\nurl: https://e.org/\nK",
    ],
    ids=["one-line", "end-mark", "start-mark"],
)
def test_an_old_id_finds_a_place_in_any_form(root: Path, text: str) -> None:
    """A file in an unusual form still keeps the former id, and everything else."""
    rest = "title: {en: A}, kind: book, language: [en], why: {en: B}"
    lines = "title: {en: A}\nkind: book\nlanguage: [en]\nwhy: {en: B}"
    path = root / course.HOME / "resources/odd.yml"
    path.write_text(text.replace("K", rest if text[0] == "{" else lines), encoding="utf-8")
    before = course.read(root).by_resource["odd"]

    renamed(root, "odd", "even")

    after = course.read(root).by_resource["even"]
    assert after.model_dump() == {**before.model_dump(), "aliases": ("odd",)}


def test_a_section_moves_with_all_that_names_it(root: Path) -> None:
    """Tier, requirements, starts and `also_in` follow a section's folder."""
    docs = root / "docs" / "en"
    docs.mkdir(parents=True)
    (docs / "about.md").write_text(
        "# A\nsee /tier-0/section-0-0/, not section-0-0-1\n", "utf-8"
    )
    (root / course.ENGLISH).write_text(
        course.FILES[course.ENGLISH].replace("section-0-1", "section-1-0"), encoding="utf-8"
    )
    plan = planned(root, "section-0-0", "basics")

    renaming.apply(root, plan)

    curriculum = course.read(root)
    assert curriculum.by_section["section-0-1"].requires == ("basics",)
    assert curriculum.by_tier["tier-0"].sections == ("basics", "section-0-1")
    assert curriculum.about.start[0].section == "basics"
    assert curriculum.by_resource["attention"].section == "basics"
    assert plan.moved == ("roadmap/tier-0/section-0-0", "roadmap/tier-0/basics")
    assert plan.hints == (
        "old addresses of it end: only resources keep their former ids",
        "docs/en/about.md:2: names 'section-0-0'; look at it",
    )


def test_another_section_is_named_everywhere(root: Path) -> None:
    """`also_in` of resources elsewhere follows, and only it."""
    renamed(root, "section-0-1", "more")

    assert text(root, course.ENGLISH) == course.FILES[course.ENGLISH].replace(
        "- section-0-1  #", "- more  #"
    )


def test_a_concept_is_renamed_where_it_is_taught(root: Path) -> None:
    """A concept's own id and all that teach or require it change, in their own quotes."""
    renamed(root, "concept-section-0-0-0", "queries")

    assert text(root, course.ATTENTION) == course.FILES[course.ATTENTION].replace(
        "'concept-section-0-0-0'", "'queries'"
    )
    curriculum = course.read(root)
    assert curriculum.by_concept["queries"][0].id == "section-0-0"
    assert curriculum.by_resource["resource-0-0-0"].concepts == ("queries",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("atention", "x", "unknown id 'atention'; did you mean 'attention'?"),
        ("attention", "zh-attention", "'zh-attention' is taken; choose another id"),
        ("attention", "SECTION-0-0", "'SECTION-0-0' is taken; choose another id"),
        ("attention", "was-once", "'was-once' is taken; choose another id"),
        ("attention", "../x", "'../x' is no id; use lower-case words joined by hyphens"),
        ("attention", "nul", "'nul' is no id; use lower-case words joined by hyphens"),
        ("was-once", "x", "'was-once' is a former id of 'zh-attention'; rename that"),
        ("tier-0", "x", "'tier-0' is a tier; rename its folder, and it in curriculum.yml"),
    ],
)
def test_ids_that_can_not_be_are_refused(root: Path, old: str, new: str, said: str) -> None:
    """An unknown, taken or unsound id is told, and nothing changes."""
    with (root / course.ENGLISH).open("a", encoding="utf-8") as file:
        file.write("aliases: [was-once]\n")
    before = everything(root)

    with pytest.raises(UnusableError) as caught:
        planned(root, old, new)

    assert str(caught.value) == said
    assert everything(root) == before


def test_a_result_that_is_not_sound_is_not_written(root: Path) -> None:
    """What lint would refuse afterwards is refused before."""
    curriculum = course.read(root)
    (root / course.ENGLISH).write_text("url: [", encoding="utf-8")

    with pytest.raises(BrokenCurriculumError):
        renaming.plan(root, curriculum, "section-0-1", "more", built_in_labels())

    assert (root / "roadmap/tier-0/section-0-1").is_dir()


def test_a_file_edited_meanwhile_stays(root: Path) -> None:
    """Between showing and writing, nobody's edit is lost."""
    plan = planned(root, "attention", "paper")
    with (root / course.ENGLISH).open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    before = everything(root)

    with pytest.raises(UnusableError, match=r"has changed meanwhile; try again"):
        renaming.apply(root, plan)

    assert everything(root) == before


def test_a_move_that_fails_changes_nothing(root: Path) -> None:
    """If the disk refuses the last step, the steps before it are taken back."""
    plan = planned(root, "section-0-1", "more")
    before = everything(root)
    shutil.move(root / "roadmap/tier-0/section-0-1", root / "away")

    with pytest.raises(UnusableError, match="nothing was renamed: No such file or directory"):
        renaming.apply(root, plan)

    shutil.move(root / "away", root / "roadmap/tier-0/section-0-1")
    assert everything(root) == before


def test_the_change_is_shown_as_a_diff(root: Path) -> None:
    """A person sees every changed line, and where the file goes."""
    lines = planned(root, "attention", "paper").lines

    assert [line for line in lines if line.startswith(("+", "-")) and "/" not in line] == [
        "+aliases: [attention]",
        "-counterpart: attention",
        "+counterpart: paper",
    ]
    assert lines[-1] == f"{course.ATTENTION} → {course.HOME}/resources/paper.yml"
