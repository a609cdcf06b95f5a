"""Regular expressions that are compiled when they are first needed: most visits need few."""

import re
from collections.abc import Callable
from functools import cache, partial

Late = Callable[[], re.Pattern[str]]


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Late:
    """What returns the compiled expression, and compiles it no more than once.

    Compiled at import, those of nine languages would cost every start 30 ms.
    """
    return cache(partial(re.compile, pattern, flags))
