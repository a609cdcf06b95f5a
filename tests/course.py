"""A small course as a person writes it: comments, quotes, two languages, things left out."""

from pathlib import Path

import made
from roadmap_site.curriculum import Curriculum
from roadmap_site.load import load
from roadmap_site.project import TOOL, built_in_labels

BAKING = TOOL / "tests" / "fixtures" / "baking"
HOME = "roadmap/tier-0/section-0-0"
ATTENTION = f"{HOME}/resources/attention.yml"
ENGLISH = f"{HOME}/resources/zh-attention.yml"
FILES = {
    ATTENTION: """\
# The one everybody knows.
url: https://arxiv.org/abs/1706.03762  # the paper
title:
  en: "Attention: all you need"
by: [Ashish Vaswani, Noam Shazeer]
kind: paper
language: [en]
why:
  zh: 提出 Transformer 的原始论文。
  en: The paper that introduced the Transformer.
concepts: [concept-section-0-0-1, 'concept-section-0-0-0']
todo: [en]
""",
    ENGLISH: """\
url: https://example.org/zh/attention
title:
  zh: 注意力机制
kind: article
language: [zh]
why:
  zh: 用十张图讲清注意力。
also:
  - kind: video
    url: https://www.youtube.com/watch?v=abcdefghijk
also_in:
  - section-0-1  # it fits there, too
counterpart: attention
""",
}


def write(root: Path) -> Path:
    """The course in this folder; it is sound."""
    made.curriculum(root)
    for path, text in FILES.items():
        (root / path).write_text(text, encoding="utf-8")
    return root


def read(root: Path) -> Curriculum:
    """The checked curriculum of this folder."""
    return load(root, built_in_labels())
