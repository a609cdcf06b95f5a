"""How often Python looks for garbage, and that it does as before afterwards."""

import gc
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
