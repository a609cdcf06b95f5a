"""The sentences that all forms of the report share, made to be said in any language."""

from collections.abc import Iterable, Sequence

from roadmap_site.problem import Problem, in_words, listed, printable, said
from roadmap_site.wording import Said, say, translated

Catalogue = dict[str, str]


def line(problem: Problem, catalogue: Catalogue) -> str:
    """`path:line:col: what is wrong; how to mend it`, a warning called so."""
    if not problem.is_warning:
        return said(problem, catalogue)
    where, (what, repair) = str(problem.where), in_words(problem, catalogue)
    return plain(say("{0}: warning: {1}; {2}", where, what, repair), catalogue)


def plain(text: str, catalogue: Catalogue) -> str:
    """The text in the catalogue's language, harmless to terminals and CI logs."""
    return printable(translated(text, catalogue))


def severity(problem: Problem) -> Said:
    """Whether it fails the check, in a word."""
    return say("warning") if problem.is_warning else say("error")


def verdict(problems: Sequence[Problem], sound: Said, elsewhere: int = 0) -> Said:
    """The last line: how many problems and warnings; `sound` where there is no problem.

    `elsewhere` counts the problems in files that were not asked for.
    """
    errors = [one for one in problems if not one.is_warning]
    count = say("{0} in {1}", _problems(len(errors)), _files(errors)) if errors else sound
    warnings = len(problems) - len(errors)
    if warnings:
        count = _with_warnings(count, warnings)
    return _with_others(count, elsewhere) if elsewhere else count


def sound_course(sections: int, resources: int) -> Said:
    """All is well, and how much that is."""
    return say("no problems in {0} and {1}", _sections(sections), _resources(resources))


def sound_files(paths: Sequence[str]) -> Said:
    """All is well in these files and folders."""
    return say("no problems in {0}", listed(paths))


def mended(path: str) -> Said:
    """A file was changed."""
    return say("{0}: mended", path)


def _problems(number: int) -> Said:
    text = str(number)
    return say("{0} problem", text) if number == 1 else say("{0} problems", text)


def _with_warnings(count: Said, number: int) -> Said:
    text = str(number)
    one = number == 1
    return (
        say("{0}, {1} warning", count, text) if one else say("{0}, {1} warnings", count, text)
    )


def _with_others(count: Said, number: int) -> Said:
    text = str(number)
    if number == 1:
        return say("{0}, {1} problem elsewhere", count, text)
    return say("{0}, {1} problems elsewhere", count, text)


def _files(problems: Iterable[Problem]) -> Said:
    number = len({one.where.path for one in problems})
    text = str(number)
    return say("{0} file", text) if number == 1 else say("{0} files", text)


def _sections(number: int) -> Said:
    text = str(number)
    return say("{0} section", text) if number == 1 else say("{0} sections", text)


def _resources(number: int) -> Said:
    text = str(number)
    return say("{0} resource", text) if number == 1 else say("{0} resources", text)
