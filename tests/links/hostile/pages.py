"""Pages for the hostile web: long ones, thin ones, error pages in nine languages."""

import html
import random

SENTENCES = (
    "A model learns by changing its weights a little after every example it gets wrong.",
    "The gradient points to where the loss grows fastest, so we walk the other way.",
    "Good notes are short, and they are read again a week later.",
    "Matrices turn one space into another; multiplying them is doing one turn after the other.",
    "Before you tune anything, look at the examples that the program gets wrong.",
    "A test that never fails tells you as little as one that always does.",
    "Attention weighs every word against every other, and that is why long texts are costly.",
    "Probability is a way of being careful with what you do not know.",
    "Write the simplest version first and measure it; only then make it clever.",
    "The chapter ends with eight exercises, two of which nobody has solved yet.",
    "Sorting looks easy until the list no longer fits in memory.",
    "A cache is a promise that yesterday's answer is still good enough.",
    "Every distributed system is late, and most of them are also wrong for a moment.",
    "Regular expressions describe patterns; they do not understand what they match.",
    "Students who explain a proof to somebody else remember it twice as long.",
    "The lecture was recorded in spring, and the slides are in the folder below.",
    "Floating-point numbers are spaced more widely the larger they grow.",
    "An interpreter walks the tree, a compiler writes the walk down.",
    "Half of statistics is asking how the figures were collected.",
    "The data set holds sixty thousand small pictures of handwritten digits.",
)


def article(title: str, *, sentences: int = 70) -> str:
    """A page of a title and its own order of sentences; 70 are about 5,500 characters."""
    # S311: the same title gives the same page, and nothing secret hangs on it
    choose = random.Random(title)  # noqa: S311
    text = [choose.choice(SENTENCES) for _ in range(sentences)]
    paragraphs = [" ".join(text[at : at + 7]) for at in range(0, sentences, 7)]
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    return whole(title, f"<h1>{html.escape(title)}</h1>\n{body}")


def whole(title: str, body: str, *, head: str = "", language: str = "en") -> str:
    """An HTML document round a body; `head` and `body` are HTML already."""
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title>{head}</head>\n<body>\n{body}\n</body></html>\n"
    )


def thin(title: str, text: str, *, head: str = "", language: str = "en") -> str:
    """A short page: a heading and one paragraph."""
    body = f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>"
    return whole(title, body, head=head, language=language)


def shell(title: str) -> str:
    """The empty page that a script fills, the same at every address."""
    scripts = '<script src="/static/js/runtime.8f1c.js"></script>'
    main = '<script src="/static/js/main.3f2a91bc.js"></script>'
    return whole(title, f'<div id="root"></div>{scripts}{main}')


TOPICS = (
    "algebra analysis arithmetic calculus combinatorics geometry graphs logic numbers proofs "
    "optimisation probability sets statistics topology vectors automata compilers databases "
    "games graphics networks parallel robotics security vision speech language reading "
    "writing drawing music history physics chemistry biology economics astronomy philosophy "
    "projects teachers schools calendar library archive forum shop press contact"
)
MENU = " ".join(f'<a href="/{word}">{word.title()}</a>' for word in TOPICS.split())


def with_menu(title: str, text: str) -> str:
    """A page whose menu is much longer than what it says."""
    return whole(title, f"<nav>{MENU * 4}</nav><main><h1>{title}</h1><p>{text}</p></main>")
