"""What rules want, for `--explain`."""

from collections.abc import Iterable
from textwrap import indent

from roadmap_site.lint_reports.words import Catalogue, plain
from roadmap_site.messages import Explanation
from roadmap_site.wording import say


def whole(one: Explanation, catalogue: Catalogue) -> str:
    """Title, reason, and a wrong and a right piece of YAML."""
    head = plain(say("{0}: {1}", one.code, one.title), catalogue)
    wrong, right = (plain(word, catalogue) for word in (say("wrong:"), say("right:")))
    return (
        f"{head}\n\n{one.why}\n\n"
        f"{wrong}\n{indent(one.wrong, '  ')}\n\n{right}\n{indent(one.right, '  ')}\n"
    )


def listed(all_of_them: Iterable[Explanation], catalogue: Catalogue) -> str:
    """Every rule's code and title, one a line."""
    lines = (plain(say("{0}: {1}", one.code, one.title), catalogue) for one in all_of_them)
    return "".join(f"{line}\n" for line in lines)
