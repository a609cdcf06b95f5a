import pytest

from roadmap_site.suggesting import id_of, kind_of, language_of
from roadmap_site.values import is_slug


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "video"),
        ("https://youtu.be/abcdefghijk", "video"),
        ("https://www.bilibili.com/video/BV1xx411c7mD", "video"),
        ("https://arxiv.org/pdf/1706.03762", "paper"),
        ("https://github.com/owner/name", "repository"),
        ("https://github.com/owner/name/blob/main/a.ipynb", "notebook"),
        ("https://github.com/owner/name/blob/main/a.md", None),
        ("https://colab.research.google.com/drive/1abc", "notebook"),
        ("https://huggingface.co/datasets/owner/name", "dataset"),
        ("https://docs.example.org/", "documentation"),
        ("https://evilgithub.com/owner/name", None),
        ("https://example.org/", None),
    ],
)
def test_the_address_speaks_for_a_kind(url: str, kind: str | None) -> None:
    """Sites of one kind suggest it; others suggest nothing."""
    assert kind_of(url) == kind


@pytest.mark.parametrize(
    ("url", "title", "language"),
    [
        ("https://www.bilibili.com/video/BV1", {}, "zh"),
        ("https://example.com.cn/a", {"en": "A"}, "zh"),
        ("https://example.org/a", {"zh": "甲"}, "zh"),
        ("https://example.org/a", {"zh": "甲", "en": "A"}, "en"),
        ("https://example.org/a", {"zh": "Attention"}, "en"),
        ("https://example.org/a", {"ja": "甲"}, "en"),
        ("https://example.org/a", {}, "en"),
    ],
)
def test_site_and_title_speak_for_a_language(
    url: str, title: dict[str, str], language: str
) -> None:
    """A Chinese site, or a title in Chinese characters alone, suggests Chinese."""
    assert language_of(url, title) == language


@pytest.mark.parametrize(
    ("url", "title", "language", "slug"),
    [
        ("https://e.org/", {"en": "Let's build GPT: from scratch!"}, ["en"], None),
        ("https://e.org/", {"en": "Épée & Crêpes"}, ["en"], "epee-crepes"),
        ("https://e.org/", {"zh": "图解 Transformer", "en": "A picture"}, ["zh"], None),
        ("https://github.com/a/Big_Repo.git", {"zh": "大仓库"}, ["en"], "big-repo"),
        ("https://e.org/a/how-it-works.html", {"zh": "原理"}, ["zh"], "zh-how-it-works"),
        ("https://www.youtube.com/watch?v=abc", {"zh": "视频"}, ["zh"], "zh-youtube"),
        ("https://e.org/", {"en": "Taken"}, ["en"], "taken-2"),
        ("https://e.org/", {"en": "CON"}, ["en"], "con-page"),
        ("https://例子.中国/", {"zh": "中文"}, ["en"], "resource"),
    ],
)
def test_an_id_is_made_of_title_or_address(
    url: str, title: dict[str, str], language: list[str], slug: str | None
) -> None:
    """The first title in Latin letters becomes the id, else the address does."""
    made = id_of(url, title, language, {"taken"})

    expected = {"Let's": "lets-build-gpt-from-scratch", "图解": "zh-transformer"}
    first = next(iter(title.values())).split(" ")[0]
    assert made == (slug or expected[first])


def test_a_long_title_is_cut_between_words() -> None:
    """An id keeps within its length, also with a number behind it."""
    title = {"en": "word " * 30}
    first = id_of("https://e.org/", title, ["en"], ())

    second = id_of("https://e.org/", title, ["en"], {first})

    assert first == "-".join(["word"] * 12)
    assert second == f"{'-'.join(['word'] * 11)}-2"
    assert is_slug(first)
    assert is_slug(second)
