"""Runs one function for several inputs at once, in forked copies of this process."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class LostError(Exception):
    """A copy of the process failed; the text is what it said."""


def side_by_side(work: Callable[[Given], Made], given: Sequence[Given]) -> list[Made]:
    """What `work` returns for each input, in order; as many at once as there are processors.

    This process takes the first share itself, so a single input costs no copy. Copies start
    with all that is loaded here; Windows has none, so there it goes one after the other.
    """
    lanes = 1 if sys.platform == "win32" else max(1, min(len(given), os.cpu_count() or 1))
    copies = [_start(work, given[lane::lanes]) for lane in range(1, lanes)]
    try:
        made: list[list[Made]] = [[work(one) for one in given[::lanes]]]
    except BaseException:
        for copy, _ in copies:
            copy.terminate()  # type: ignore[attr-defined]
        raise
    made += [_finish(*copy) for copy in copies]
    return [made[at % lanes][at // lanes] for at in range(len(given))]


def _start(work: Callable[[Given], Made], given: Sequence[Given]) -> tuple[object, object]:
    # Imported here: a build of one language never needs it.
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    copy = context.Process(target=_copy, args=(work, given, sending))
    copy.start()
    sending.close()
    return copy, receiving


def _copy(work: Callable[[Given], Made], given: Sequence[Given], sending: object) -> None:
    try:
        answer: object = [work(one) for one in given]
    except BaseException:  # noqa: BLE001  nothing may be lost between processes
        answer = traceback.format_exc()
    sending.send(answer)  # type: ignore[attr-defined]


def _finish(copy: object, receiving: object) -> list[Made]:
    try:
        answer = receiving.recv()  # type: ignore[attr-defined]
    except EOFError:
        answer = "a process of the build ended without a word"
    copy.join()  # type: ignore[attr-defined]
    if isinstance(answer, str):
        raise LostError(answer)
    found: list[Made] = answer
    return found
