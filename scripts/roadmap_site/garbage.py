"""How often Python looks for garbage while a curriculum is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 50_000


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for garbage seventy times less often while the block runs.

    What is read is kept and has no circles, so that a look at it costs time and finds nothing.
    """
    usual = gc.get_threshold()
    gc.set_threshold(usual[0] and max(usual[0], _NEW_OBJECTS), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
