"""How Chinese stands beside Latin: what is told, where, and what is mended."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import course
from roadmap_site.load import load, read
from roadmap_site.mending import mend
from roadmap_site.problem import Problem
from roadmap_site.project import TOOL, built_in_labels
from roadmap_site.text.rules import text_warnings
from roadmap_site.text.spacing import faults, is_suspect, mended
from roadmap_site.values import text_flaw

TIGHT = "put one between Chinese and Latin letters or digits"
PIECES = st.one_of(
    st.sampled_from("中学學 3é,，:：（）()[]!?;。.“”《》%+-…ａＺ\u3000\ue000"),
    st.sampled_from(("文字", "LLM", "  ", "`a中,b`", "https://a.example/x,y")),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def told(text: str, language: str = "zh") -> list[tuple[int, str]]:
    return [(one.at, one.what.code) for one in faults(text, language)]


def warnings(root: Path) -> list[Problem]:
    return text_warnings(root, course.read(root))


def with_line(root: Path, old: str, new: str) -> list[str]:
    """The course's warnings once this line of a resource reads otherwise."""
    path = root / course.ATTENTION
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(one) for one in warnings(root)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course without warnings."""
    return course.write(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        pytest.param("用LLM", "用 LLM", [(1, "cjk-spacing")], id="before-latin"),
        pytest.param("LLM用", "LLM 用", [(3, "cjk-spacing")], id="behind-latin"),
        pytest.param(
            "读naïve贝", "读 naïve 贝", [(1, "cjk-spacing"), (6, "cjk-spacing")], id="accents"
        ),
        pytest.param("第3章", "第 3 章", [(1, "cjk-spacing"), (2, "cjk-spacing")], id="digits"),
        pytest.param("读， 写", "读，写", [(2, "cjk-spacing")], id="room-behind-mark"),
        pytest.param("读 （写）", "读（写）", [(1, "cjk-spacing")], id="room-before-mark"),
        pytest.param("读,写", "读，写", [(1, "cjk-punctuation")], id="comma"),
        pytest.param("是什么?", "是什么？", [(3, "cjk-punctuation")], id="question-mark"),
        pytest.param(
            "RAG: 入门", "RAG：入门", [(3, "cjk-punctuation")], id="colon-behind-latin"
        ),
        pytest.param("读 , 写", "读，写", [(2, "cjk-punctuation")], id="comma-in-spaces"),
        pytest.param("到此.", "到此。", [(2, "cjk-punctuation")], id="stop"),
        pytest.param("注意(a)力", "注意（a）力", [(2, "cjk-punctuation")], id="pair"),
        pytest.param("BERT (编码)", "BERT（编码）", [(5, "cjk-punctuation")], id="pair-around"),
        pytest.param("编（码)", "编（码）", [(1, "cjk-punctuation")], id="pair-half-done"),
        pytest.param("读  写", "读写", [(1, "double-space")], id="two-spaces"),
        pytest.param("读  A", "读 A", [(1, "double-space")], id="two-before-latin"),
        pytest.param("ＧＰＴ３", "GPT3", [(0, "full-width")], id="wide-letters"),
        pytest.param(
            "學習", "學習", [(0, "traditional"), (1, "traditional")], id="traditional"
        ),
    ],
)
def test_chinese(wrong: str, right: str, expected: list[tuple[int, str]]) -> None:
    """A fault of Chinese typography is told at its place, and mended where a rule can."""
    assert told(wrong) == expected
    assert mended(wrong, "zh") == right
    assert told(right) == (expected if wrong == right else [])


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        pytest.param("Attention：all", "Attention: all", [(9, "full-width")], id="colon"),
        pytest.param("a（b）c", "a (b) c", [(1, "full-width"), (3, "full-width")], id="pair"),
        pytest.param("few，shot", "few, shot", [(3, "full-width")], id="comma"),
        pytest.param("ＧＰＴ", "GPT", [(0, "full-width")], id="wide-letters"),
        pytest.param("a  b", "a b", [(1, "double-space")], id="two-spaces"),
        pytest.param("《深度  学习》", "《深度学习》", [(3, "double-space")], id="in-chinese"),
    ],
)
def test_english(wrong: str, right: str, expected: list[tuple[int, str]]) -> None:
    """Full-width characters and doubled spaces have no place in English."""
    assert told(wrong, "en") == expected
    assert mended(wrong, "en") == right


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "C++ 与 GPT-4 提升 5%，从 16 位到 4 位，编码器-解码器"),
        ("zh", "Let's build GPT: from scratch, in code (part 1)!"),
        ("zh", "他说“Hello, world!”，见 https://a.example/x,y(z)"),
        ("zh", "用 `f(x),学:y` 和 O(n) 的 f(x) 值"),
        ("zh", "《學而》与“時習”，昇腾 NPU，瞭望"),
        ("zh", "Yahoo! 中国，等等..."),
        ("zh-Hant", "學習"),
        ("zh-TW", "學習"),
        ("en", "《动手学深度学习》，in Chinese: “curly” quotes…"),
        ("ja", "48時間LLM,測定"),
    ],
)
def test_right_texts(language: str, text: str) -> None:
    """What is right, or no matter of these rules, is not told."""
    assert told(text, language) == []
    assert mended(text, language) == text


@given(TEXTS, st.sampled_from(["zh", "en"]))
@example("https://a.example/x,yａ`a中,b`", "zh")  # an address ends before code
def test_mended_texts_stay_so(text: str, language: str) -> None:
    """Once mended, nothing is left to mend; and what has a fault was suspected."""
    once = mended(text, language)

    assert mended(once, language) == once
    assert {code for _, code in told(once, language)} <= {"traditional"}
    assert is_suspect(text, language) or not told(text, language)


@pytest.mark.parametrize("folder", [TOOL, course.BAKING], ids=["course", "baking"])
def test_our_own_courses(folder: Path) -> None:
    """The texts of our courses are without a fault."""
    found = text_warnings(folder, load(folder, built_in_labels()))

    assert [str(one) for one in found] == []


def test_plain_value(root: Path) -> None:
    """A fault is told at its column, with the others of its kind on the line."""
    said = with_line(root, "提出 Transformer 的", "提出Transformer的,")

    tight = "has no space between '出' and 'T' (and 1 more on this line)"
    comma = "has the half-width ',' beside Chinese; write '，'"
    assert said == [
        f"{course.ATTENTION}:9:9: {tight}; {TIGHT}",
        f"{course.ATTENTION}:9:21: {comma}",
    ]


@pytest.mark.parametrize(
    ("value", "line", "column"),
    [
        pytest.param('"读LLM"', 9, 9, id="double-quotes"),
        pytest.param("'它''s 读LLM'", 9, 14, id="single-quotes"),
        pytest.param("|-\n    读LLM", 10, 6, id="literal-block"),
        pytest.param(">-\n    一二三\n    读LLM", 11, 6, id="folded-block"),
        pytest.param("一二三\n    读LLM", 10, 6, id="folded-plain"),
        pytest.param('"一二三\n    读LLM"', 10, 6, id="folded-quotes"),
        pytest.param('"\\u4e00读LLM"', 9, 7, id="escape"),
    ],
)
def test_other_forms(root: Path, value: str, line: int, column: int) -> None:
    """The place is right in quotes, blocks and folded values; of escapes, it is the value's."""
    with_line(root, "提出 Transformer 的原始论文。", value)
    places = [(one.where.line, one.where.column) for one in warnings(root)]

    assert (line, column) in places


@pytest.mark.parametrize(
    ("value", "column", "before"),
    [
        pytest.param("这是论文，\n    从这里开始。", 12, "，", id="behind-a-mark"),
        pytest.param("这是论文\n    从这里开始。", 11, "文", id="between-characters"),
        pytest.param("见 `README`  \n    、其他。", 17, "`", id="before-a-mark"),
        pytest.param('"这是论文，\n    从这里开始。"', 13, "，", id="in-quotes"),
    ],
)
def test_broken_lines(root: Path, value: str, column: int, before: str) -> None:
    """A line break that shows as a space in Chinese is told where it is, and left to people."""
    said = with_line(root, "提出 Transformer 的原始论文。", value)

    what = f"is broken after '{before}', which readers see as a space; write it on one line"
    assert said == [f"{course.ATTENTION}:9:{column}: {what}"]
    assert mend(root, warnings(root)) == ()


def test_sound_breaks(root: Path) -> None:
    """A line may be broken where a space belongs, and in any language that has them."""
    assert with_line(root, "提出 Transformer 的", "提出\n    Transformer\n    的") == []


def test_traditional_value(root: Path) -> None:
    """Traditional characters are told and left to people."""
    said = with_line(root, "原始论文", "原始論文")

    what = "has the Traditional character '論'; write it in Simplified Chinese"
    assert said == [f"{course.ATTENTION}:9:25: {what}"]
    assert mend(root, warnings(root)) == ()


@pytest.mark.parametrize(
    ("old", "new", "fixed"),
    [
        pytest.param(
            "  en: The paper that introduced the Transformer.",
            "  en: The paper：a classic，really",
            '  en: "The paper: a classic, really"',
            id="needs-quotes",
        ),
        pytest.param(
            '  en: "Attention: all you need"',
            "  en: 'Attention：all  you need'  # kept",
            "  en: 'Attention: all you need'  # kept",
            id="has-quotes",
        ),
        pytest.param(
            'title:\n  en: "Attention: all you need"',
            "title: {en: A  title, zh: 读LLM}",
            "title: {en: A title, zh: 读 LLM}",
            id="two-on-a-line",
        ),
        pytest.param(
            "提出 Transformer 的原始论文。",
            ">-\n    提出Transformer的原始论文",
            "    提出 Transformer 的原始论文",
            id="block-of-one-line",
        ),
    ],
)
def test_fixes(root: Path, old: str, new: str, fixed: str) -> None:
    """The repair mends a whole line, keeps its quotes and comments, and adds what it needs."""
    with_line(root, old, new)

    assert mend(root, warnings(root)) == (course.ATTENTION,)
    assert fixed in (root / course.ATTENTION).read_text(encoding="utf-8").split("\n")
    assert warnings(root) == []


def test_beside_a_slip(root: Path) -> None:
    """The texts of a file with slips are looked at all the same; the slip is left alone."""
    path = root / course.ATTENTION
    text = path.read_text(encoding="utf-8").replace("kind: paper", "kind：paper")
    path.write_text(text.replace("提出 T", "提出T"), encoding="utf-8")
    curriculum, _ = read(root, built_in_labels())
    assert curriculum

    found = text_warnings(root, curriculum)

    assert [str(one.where) for one in found] == [f"{course.ATTENTION}:9:9"]
    assert mend(root, found) == (course.ATTENTION,)
    assert "kind：paper" in path.read_text(encoding="utf-8")


def test_keywords(root: Path) -> None:
    """Keywords are learners' text; names that are only searched are spelt as people please."""
    path = root / course.HOME / "section.yml"
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if '"keywords"' in line)
    lines[at] = '"keywords": {"zh": [读LLM], "en": [few，shot]}, "also_called": {'
    path.write_text("\n".join(lines), encoding="utf-8")

    codes = [(one.where.line, one.code) for one in warnings(root)]
    mend(root, warnings(root))

    assert codes == [(at + 1, "cjk-spacing"), (at + 1, "full-width")]
    assert "[读 LLM]" in path.read_text(encoding="utf-8")
    assert '["few, shot"]' in path.read_text(encoding="utf-8")


@settings(max_examples=25)
@given(TEXTS.filter(lambda text: text_flaw(text) is None))
def test_mending_ends(text: str) -> None:
    """One round mends whatever can be mended of a text, on its own line, for good."""
    with tempfile.TemporaryDirectory() as folder:
        root = course.write(Path(folder))
        with_line(root, "提出 Transformer 的原始论文。", f'"{text}"')
        before = (root / course.ATTENTION).read_text(encoding="utf-8").split("\n")

        mend(root, warnings(root))

        after = (root / course.ATTENTION).read_text(encoding="utf-8").split("\n")
        assert [one for one in warnings(root) if one.fix] == []
        assert {at for at, line in enumerate(before) if line != after[at]} <= {8}
        assert mend(root, warnings(root)) == ()
