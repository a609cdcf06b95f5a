"""Makes YAML that people could have written: any indent, any quotes, comments everywhere."""

import json
from random import Random

from hypothesis import strategies as st

HOSTILE = (
    "",
    " ",
    "no",
    "Yes",
    "~",
    "null",
    "<<",
    "=",
    "1e3",
    "0o7",
    "007",
    "2:00",
    "1_000",
    "+.5",
    ".inf",
    "2024-02-30",
    "2024-1-1 10:00",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "a, [b]",
    "- a",
    "? a",
    "... a",
    "---",
    "it's",
    'say "hi"',
    "back\\slash",
    "'\"",
    " led",
    "trailed ",
    "two\nlines\n",
    "tab\there",
    "next\x85line",
    "line\u2028para\u2029graph",
    "zero\u200bwidth",
    "\ufeffmark",
    "\u3000wide\u3000",
    "中文，全角：冒号",
    "👩‍🔬 🏴",
    "\x00\x07\x1b",
    "%d",
    "@at",
    "`tick`",
    "&a",
    "*a",
    "!tag",
    "|",
    ">",
    "##[group]",
    "::error::x",
    "{a}",
)
texts = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
_names = texts.filter(lambda name: len(name) < 40)
_trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=12,
)
trees = st.dictionaries(_names, _trees, min_size=1, max_size=4)


@st.composite
def loose(draw: st.DrawFn) -> str:
    """A YAML text in no particular layout; its comments are `# c0`, `# c1` … in order."""
    tree = draw(st.dictionaries(_words, _simple, min_size=1, max_size=4))
    return Loose(Random(draw(st.integers(0, 2**32)))).text(tree)  # noqa: S311  no secret


_words = st.sampled_from(["a", "b", "title", "x y", "键", "no", "1"])
_leaf = st.sampled_from(
    ["", "v", "two words", "it's", 'a "b"', "x: y # z", "no", "值", "[", "5"]
)
_simple = st.recursive(
    _leaf,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=8,
)


class Loose:
    """Writes a tree as a careless person would."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments = 0

    def text(self, tree: object) -> str:
        """The whole file."""
        head = self.between("") + ("---\n" if self.likely(0.1) else "")
        tail = self.between(" " * self.random.choice([0, 2]))
        return head + self.block(tree, 0) + tail

    def likely(self, share: float) -> bool:
        """True this often."""
        return self.random.random() < share

    def comment(self) -> str:
        """The next comment."""
        self.comments += 1
        return f"# c{self.comments - 1}"

    def between(self, pad: str) -> str:
        """Blank lines and comments, at any depth."""
        lines = ""
        while self.likely(0.3):
            shift = " " * self.random.choice([0, 0, 0, 1, 2, 5])
            lines += "\n" if self.likely(0.4) else f"{pad}{shift}{self.comment()}\n"
        return lines

    def end(self) -> str:
        """A line end, with a comment before it maybe."""
        return f" {self.comment()}\n" if self.likely(0.25) else "\n"

    def block(self, node: object, depth: int) -> str:
        """Lines of a list or mapping that is not empty."""
        pad = " " * depth
        out = ""
        if isinstance(node, dict):
            for key, value in node.items():
                out += (
                    self.between(pad) + pad + json.dumps(key) + ":" + self.value(value, depth)
                )
            return out
        assert isinstance(node, list)
        for value in node:
            out += self.between(pad) + pad + "-" + self.value(value, depth)
        return out

    def value(self, node: object, depth: int) -> str:
        """What follows a key or a dash, its line end included."""
        if not isinstance(node, str) and node and self.likely(0.7):
            deeper = depth + self.random.choice([1, 2, 4])
            return self.end() + self.block(node, deeper)
        if isinstance(node, str) and self.likely(0.1):
            start = "|-" if node else '""'
            lines = f"{' ' * (depth + 2)}{node}\n" if node else ""
            return f" {start}{self.end()}{lines}"
        return " " + self.flow(node, depth + 2) + self.end()

    def flow(self, node: object, depth: int) -> str:
        """A value in brackets or quotes, over several lines maybe."""
        if isinstance(node, str):
            return self.quoted(node)
        pad = self.end() + self.between(" ") + " " * depth if self.likely(0.3) else ""
        if isinstance(node, dict):
            pairs = (
                f"{json.dumps(k)}: {self.flow(v, depth)}{pad and self.gap(depth)}"
                for k, v in node.items()
            )
            return "{" + pad + ", ".join(pairs) + "}"
        assert isinstance(node, list)
        ones = [f"{self.flow(one, depth)}{pad and self.gap(depth)}" for one in node]
        return "[" + pad + ", ".join(ones) + "]"

    def gap(self, depth: int) -> str:
        """A line break within brackets, or nothing."""
        return self.end() + self.between(" ") + " " * depth if self.likely(0.4) else ""

    def quoted(self, text: str) -> str:
        """The text in any quotes that fit."""
        plain = text in {"v", "two words", "it's", "值", "5"}
        single = "'" + text.replace("'", "''") + "'"
        return self.random.choice([text if plain else single, single, json.dumps(text)])
