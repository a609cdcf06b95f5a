"""Which two URLs are the same page."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap_site.url import canonical, flaw
from url_pairs import DISTINCT, SAME

HOSTS = (
    "example.org",
    "www.example.org:8080",
    "例子.测试",
    "[2606:4700::1111]",
    "93.184.216.34",
    "www.youtube.com",
    "youtu.be",
    "www.bilibili.com",
    "player.bilibili.com",
    "arxiv.org",
    "doi.org",
    "openreview.net",
    "github.com",
    "gist.github.com",
    "gitlab.com",
    "huggingface.co",
    "mp.weixin.qq.com",
    "zh.wikipedia.org",
    "zhuanlan.zhihu.com",
    "colab.research.google.com",
)
STEPS = (
    "watch",
    "video",
    "embed",
    "v",
    "BV1pu411o7BE",
    "av170001",
    "av9999999999999999",
    "abs",
    "pdf",
    "cs/0112017",
    "10.1/x",
    "forum",
    "tree",
    "main",
    "a.git",
    "s",
    "wiki",
    "zh-cn",
    "w/index.php",
    "question",
    "answer",
    "p",
    "index.html",
    "%2F",
    "%zz",
    "%ff",
    ".",
    "..",
    "?v=1",
    "?p=2",
    "?title=_",
    "?__biz=&mid=1",
    "#readme",
    "#scrollTo=1",
    "#:~:text=a",
    "&a=b",
    ";",
)
# Half surrogates, too: a YAML reader other than ours may let them through.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Zs"]), max_size=12)
TAILS = st.lists(st.sampled_from(STEPS) | TEXTS, max_size=5).map("/".join)
NAMES = st.sampled_from(HOSTS) | TEXTS.map("{}.org".format)
URLS = st.builds("https://{}/{}".format, NAMES, TAILS).filter(lambda url: flaw(url) is None)
TRACKING = st.sampled_from(["utm_source=x", "UTM_ID=", "fbclid=a%2Fb", "gclid", "_gl=1*a"])


def test_there_are_25_pairs_of_each() -> None:
    """The tables are as large as was promised."""
    assert (len(SAME), len(DISTINCT)) == (25, 25)


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_same_pages(one: str, other: str) -> None:
    """Two sound addresses of one page have one key."""
    assert flaw(one) is None
    assert flaw(other) is None
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), DISTINCT.values(), ids=DISTINCT.keys())
def test_distinct_pages(one: str, other: str) -> None:
    """Two pages that only look alike keep two keys."""
    assert canonical(one) != canonical(other)


def test_no_two_pages_of_the_tables_are_one() -> None:
    """Across the pairs, nothing is taken for anything else but what is the same video."""
    keys = {what: canonical(one) for what, (one, _) in SAME.items()}
    videos = [what for what in keys if what.startswith("video: ")]

    assert {keys[what] for what in videos} == {"youtube:kCc8FmEb1nY"}
    assert len(set(keys.values())) == len(keys) - len(videos) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://player.bilibili.com/player.html?aid=170001&p=2", "BV17x411w7KC?p=2"),
        ("https://www.bilibili.com/video/bv17x411w7KC?p=0", "BV17x411w7KC"),
        ("https://www.bilibili.com/video/av2", "BV1xx411c7mD"),
        ("https://www.bilibili.com/video/av9999999999999999", "av9999999999999999"),
    ],
)
def test_bilibili_numbers(one: str, other: str) -> None:
    """An av number is the BV number that Bilibili made of it, as far as it made one."""
    assert canonical(one) == f"bilibili:{other}"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.youtube.com/watch?list=PL1", "youtube.com/watch?list=PL1"),
        ("https://www.youtube.com/@a?si=x&view=1", "youtube.com/@a?view=1"),
        ("https://youtu.be/", "youtu.be"),
        ("https://www.bilibili.com/video/", "bilibili.com/video"),
        ("https://space.bilibili.com/88461692?vd_source=x", "space.bilibili.com/88461692"),
        ("https://www.bilibili.com/video/BV1", "bilibili.com/video/BV1"),
        ("https://arxiv.org/abs/1706.03762v", "arxiv.org/abs/1706.03762v"),
        ("https://noarxiv.org/abs/1706.03762", "noarxiv.org/abs/1706.03762"),
        ("https://arxiv.org.example/abs/1706.03762", "arxiv.org.example/abs/1706.03762"),
        ("https://doi.org/abcd", "doi.org/abcd"),
        ("https://doi.org/10.1000/A?urlappend=%23s", "doi:10.1000/a?urlappend=%23s"),
        ("https://openreview.net/group?id=ICLR", "openreview.net/group?id=ICLR"),
        ("https://github.com/", "github.com"),
        ("https://GitHub.com/OpenAI?tab=Repositories", "github.com/openai?tab=Repositories"),
        ("https://github.com/A/B/issues?Q=1#X", "github.com/a/b/issues?Q=1#X"),
        ("https://gist.github.com/a/1/2", "gist.github.com/a/1/2"),
        ("https://gitlab.com/a/B.git", "gitlab.com/a/B"),
        ("https://huggingface.co/models", "huggingface.co/models"),
        ("https://hf.co/Datasets", "huggingface.co/Datasets"),
        ("https://hf.co/datasets/A/B/tree/main", "huggingface.co/datasets/a/b"),
        ("https://hf.co/a/b/blob/main/X.md", "huggingface.co/a/b/blob/main/X.md"),
        ("https://mp.weixin.qq.com/s/aB_c-1?scene=1#rd", "wechat:aB_c-1"),
        ("https://mp.weixin.qq.com/s?mid=1&scene=2#rd", "mp.weixin.qq.com/s?mid=1"),
        ("https://mp.weixin.qq.com/", "mp.weixin.qq.com"),
        ("https://zh.wikipedia.org/", "zh.wikipedia.org"),
        ("https://en.wikipedia.org/wiki/C%2B%2B", "en.wikipedia.org/wiki/C++"),
        ("https://en.wikipedia.org/w/index.php?title=C%2B%2B", "en.wikipedia.org/wiki/C++"),
        ("https://en.wikipedia.org/wiki/a__b?oldid=1", "en.wikipedia.org/wiki/A_b?oldid=1"),
        ("https://en.wikipedia.org/api/rest_v1", "en.wikipedia.org/api/rest_v1"),
        ("https://www.zhihu.com/question/1?x#a", "zhihu:question:1#a"),
        ("https://www.zhihu.com/people/a", "zhihu.com/people/a"),
        (
            "https://colab.research.google.com/drive/1?usp=sharing#scrollTo=aB",
            "colab.research.google.com/drive/1",
        ),
        ("https://twitter.com/a/status/1?s=20&t=x", "x.com/a/status/1"),
        ("https://例子.测试/页", "xn--fsqu00a.xn--0zwm56d/%E9%A1%B5"),
        ("https://i❤.ws/a", "i❤.ws/a"),
        ("https://[2606:4700::1111]:8080/", "[2606:4700::1111]:8080"),
        ("https://example.org/?b&a=2&a=1&&=", "example.org?=&a=2&a=1&b="),
        ("https://example.org/?q=%C4%E3", "example.org?q=%C4%E3"),
    ],
)
def test_keys(url: str, key: str) -> None:
    """What a site's own forms do not cover keeps its address for a key."""
    assert canonical(url) == key


@given(URLS)
def test_every_sound_address_has_a_key(url: str) -> None:
    """Whatever may be published has a key, and no part of it is lost on the second look."""
    key = canonical(url)

    assert key
    if key.startswith(("example.org", "xn--")):
        assert canonical(f"https://{key}") == key


@given(URLS.filter(lambda url: "#" not in url), st.lists(TRACKING, min_size=1, max_size=3))
def test_tracking_changes_nothing(url: str, added: list[str]) -> None:
    """However many trackers a link picks up on its way, it leads to the same page."""
    mark = "&" if "?" in url else "?"

    assert canonical(f"{url}{mark}{'&'.join(added)}") == canonical(url)


@given(TAILS)
def test_scheme_and_host_are_spelt_freely(tail: str) -> None:
    """Neither http, `www.`, capitals nor a usual port make another page."""
    one, other = f"https://example.org/{tail}", f"http://WWW.Example.org:80/{tail}"
    assume(flaw(one) is None)

    assert canonical(one) == canonical(other)


def test_ten_thousand_take_no_time() -> None:
    """The keys of 10,000 links are a matter of a fraction of a second."""
    pairs = [*SAME.values(), *DISTINCT.values()]
    urls = [f"{url}{n}" for n in range(100) for pair in pairs for url in pair]
    begun = time.process_time()

    keys = {canonical(url) for url in urls}

    assert len(urls) == 10_000
    assert len(keys) > 1_000
    assert time.process_time() - begun < 2, "it should take 0.2 s"


def test_a_hostile_address_takes_no_time() -> None:
    """An address made to be slow is not."""
    begun = time.process_time()

    for filling in ("/", "index.html/", "%2F", "&a=b", "?", "#", ".", "例", "_", "a."):
        for host in ("https://example.org/", "https://en.wikipedia.org/wiki/", "https://"):
            canonical(host + filling * (60_000 // len(filling)))

    assert time.process_time() - begun < 10, "it hung"
