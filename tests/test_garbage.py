"""What becomes of memory, and how often Python looks for it: afterwards as before."""

import gc
import platform
import subprocess
import sys
from collections.abc import Iterator

import pytest

from roadmap_site.garbage import rare_collections


@pytest.fixture(autouse=True)
def usual() -> Iterator[tuple[int, int, int]]:
    """The thresholds of this process, put back after the test."""
    thresholds = gc.get_threshold()
    yield thresholds
    gc.set_threshold(*thresholds)


def test_python_looks_for_garbage_less_often() -> None:
    """Inside the block many more objects are made before Python looks; then it is as before."""
    gc.set_threshold(700, 10, 10)

    with rare_collections():
        inside = gc.get_threshold()

    assert (inside, gc.get_threshold()) == ((50_000, 10, 10), (700, 10, 10))


def test_an_error_changes_nothing() -> None:
    """What leaves the block early finds the thresholds as they were."""
    gc.set_threshold(700, 10, 10)

    with pytest.raises(ValueError, match="enough"), rare_collections():
        raise ValueError("enough")

    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("first", [0, 200_000], ids=["never", "rarely"])
def test_who_looks_less_often_already_goes_on_so(first: int) -> None:
    """A process that never looks, or more rarely, is not made to look more often."""
    gc.set_threshold(first, 10, 10)

    with rare_collections():
        inside = gc.get_threshold()

    assert inside == (first, 10, 10)


def test_what_is_there_is_left_alone() -> None:
    """Inside the block the objects from before are looked at no more, and afterwards again."""
    before = gc.get_freeze_count()

    with rare_collections(20_000):
        inside = (gc.get_freeze_count() > 1000, gc.get_threshold()[0])

    assert (inside, gc.get_freeze_count() <= before) == ((True, 20_000), True)


def test_freed_memory_waits_for_its_next_use() -> None:
    """With glibc, blocks that come and go cost the kernel nothing any more."""
    script = """if True:
        import resource, sys
        from roadmap_site.garbage import keep_freed
        def faults():
            return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        def used(before):
            for _ in range(200):
                blocks = [b"x" * 100_000 for _ in range(4)]
                del blocks
            return faults() - before
        left_alone = used(faults())
        keep_freed()
        used(faults())
        print(left_alone, used(faults()))
    """
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    left_alone, kept = map(int, told.stdout.split())
    assert kept <= left_alone
    assert kept < 1000 or platform.libc_ver()[0] != "glibc"
