"""What the tests of `roadmap add` share: a person who answers, and what is said of a film."""

from collections.abc import Iterator

from roadmap_site.questions import Talk

URL = "https://www.youtube.com/watch?v=zyxwvutsrqp"
NEEDED = {
    "url": URL,
    "title": {"en": "A film"},
    "kind": "video",
    "language": ["en"],
    "why": {"en": "Shows it moving."},
}
ALL = {
    **NEEDED,
    "need": "core",
    "level": "deep",
    "minutes": "9",
    "by": ["A"],
    "concepts": ["concept-section-0-0-0"],
    "cost": "paid",
}


class Person:
    """Answers from a list; keeps what was asked and told."""

    def __init__(self, *answers: str) -> None:
        self.said: list[str] = []
        self.questions: list[tuple[str, str]] = []
        self._answers: Iterator[str] = iter(answers)

    @property
    def talk(self) -> Talk:
        """The way to talk with this person, in English."""
        return self.speaking("en")

    def speaking(self, language: str) -> Talk:
        """The way to talk with this person in this language."""
        return Talk(self._ask, self.said.append, language)

    def _ask(self, question: str, default: str) -> str:
        self.questions.append((question, default))
        return next(self._answers) or default

    def has_answered_all(self) -> bool:
        """Whether no answer is left over."""
        return next(self._answers, None) is None
