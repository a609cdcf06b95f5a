"""What becomes of memory that is no longer needed, and how often Python looks for it."""

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


def keep_freed(size: int = 2 * 1024 * 1024) -> None:
    """Ensure that freed memory of up to so many bytes waits for its next use.

    Left alone, glibc hands back what lies free above 128 KiB, so that each page that is parsed
    has its memory cleared by the kernel anew: a tenth of a night. From a block that comes and
    goes it learns that more will (mallopt(3), `M_MMAP_THRESHOLD`); others overlook it.
    """
    bytearray(size)
