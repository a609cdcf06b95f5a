"""How often Python looks for garbage while much is read and kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rare_collections(new_objects: int = 50_000) -> Iterator[None]:
    """Let Python look for garbage seventy times less often while the block runs.

    What is read is kept and has no circles, so that a look at it costs time and finds nothing;
    it is a tenth of a build. What is there already is not looked at at all.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(usual[0] and max(usual[0], new_objects), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
