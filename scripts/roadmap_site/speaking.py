"""Which language messages are in, where nobody has named one."""

from collections.abc import Mapping

LANGUAGES = ("en", "zh")


def of_the_system(environment: Mapping[str, str]) -> str:
    """The language of messages that the system asks for (POSIX, XBD 8.2)."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wish = next((name for name in names if name), "")
    return "zh" if wish.casefold().startswith("zh") else "en"
