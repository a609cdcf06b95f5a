"""Threads for calls that can't be cancelled; one that never ends keeps nobody waiting."""

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

Result = TypeVar("Result")


class Threads:
    """At most `most` daemon threads, started as they are needed.

    The standard pool joins its threads when the program ends, and a dead name server holds a
    lookup for up to half a minute.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._started = 0
        self._idle = 0
        self._lock = threading.Lock()
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    async def call(self, function: Callable[[str], Result], argument: str) -> Result:
        """What `function(argument)` returns or raises. Cancelling leaves the call behind."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Result] = loop.create_future()

        def job() -> None:
            result: Result | None = None
            problem: Exception | None = None
            try:
                result = function(argument)
            except Exception as error:  # noqa: BLE001 -- it is raised again where it is awaited
                problem = error
            _tell(loop, answer, result, problem)

        self._grow()
        self._jobs.put(job)
        return await answer

    def close(self) -> None:
        """Let the threads end once they are free; none is waited for."""
        for _ in range(self._started):
            self._jobs.put(None)

    def _grow(self) -> None:
        with self._lock:
            waiting = self._jobs.qsize()
            if self._idle > waiting or self._started >= self._most:
                return
            self._started += 1
        threading.Thread(target=self._work, daemon=True, name="lookup").start()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            job = self._jobs.get()
            with self._lock:
                self._idle -= 1
            if job is None:
                return
            job()


def _tell(
    loop: asyncio.AbstractEventLoop,
    answer: "asyncio.Future[Result]",
    result: Result | None,
    problem: Exception | None,
) -> None:
    def settle() -> None:
        if answer.done():
            return
        if problem is None:
            answer.set_result(result)  # type: ignore[arg-type]
        else:
            answer.set_exception(problem)

    if not loop.is_closed():
        try:
            loop.call_soon_threadsafe(settle)
        except RuntimeError:
            # The loop was closed between the question and the call: nobody waits any more.
            return
