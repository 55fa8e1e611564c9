"""Work in several processes, where there is enough of it for them to pay.

Workers are forked, so that they have all that the parent has loaded, and only what they give back
is sent. Where processes cannot be forked, or one of them is killed, the work is done here.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

_In = TypeVar("_In")
_Out = TypeVar("_Out")

FEWEST = 250
"""Items from which on workers pay: below, forking and sending costs more than it saves."""
_CHUNK = 64
"""Items that are handed to a worker at a time."""
_AHEAD = 16
"""Chunks a worker that are handed out before what comes of the first is told."""
_PATIENCE = 1
"""Seconds after which it is looked whether work is still handed on."""

_work: Callable[[Any], Any]
"""What a worker does: given to it as it is forked, so that it need not be sent."""


def in_order(
    work: Callable[[_In], _Out], items: Sequence[_In], workers: int, *, fewest: int | None = None
) -> Iterator[_Out]:
    """Yield what a function makes of items, in their order, worked out by several processes.

    What the function gives must be picklable. What it raises is raised here.
    """
    done = 0
    least = FEWEST if fewest is None else fewest
    if workers > 1 and len(items) >= least and _can_fork():
        from concurrent.futures.process import BrokenProcessPool

        try:
            for results in _forked(work, items, workers):
                yield from results
                done += len(results)
        except (BrokenProcessPool, MemoryError):
            # One of them was killed, or has no memory to work with: what is left is done here.
            pass
    yield from map(work, items[done:])


def _can_fork() -> bool:
    """Tell whether it is safe to fork: another thread may hold a lock that no worker would free."""
    import multiprocessing

    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _forked(
    work: Callable[[_In], _Out], items: Sequence[_In], workers: int
) -> Iterator[list[_Out]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    chunks = [items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK)]
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(work,))
    try:
        given = _submitted(pool, chunks[: workers * _AHEAD])
        left = iter(chunks[workers * _AHEAD :])
        while given:
            # Let go as it is told: what all of them give back would take as much room as the site.
            yield _result(given.popleft())
            given += _submitted(pool, islice(left, 1))
    finally:
        with suppress(RuntimeError):
            # It waits for a thread which may never have begun.
            pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, chunks: Iterable[Any]) -> deque[Future[list[Any]]]:
    """Hand out work; raise BrokenProcessPool where there is no room for the thread that does it."""
    try:
        return deque(pool.submit(_work_off, chunk) for chunk in chunks)
    except RuntimeError:
        raise _broken() from None


def _broken() -> BrokenProcessPool:
    """End the workers, which nobody would give work to, and return what tells so."""
    import multiprocessing
    from concurrent.futures.process import BrokenProcessPool

    for worker in multiprocessing.active_children():
        worker.terminate()
    return BrokenProcessPool()


def _result(given: Future[list[_Out]]) -> list[_Out]:
    """Wait for what a worker gives back; raise BrokenProcessPool where nobody would hand it on.

    The thread that does may die for want of memory, and tells nobody: then ours is the only one.
    """
    from concurrent.futures import TimeoutError as Late

    while True:
        try:
            return given.result(timeout=_PATIENCE)
        except Late:
            if not given.done() and threading.active_count() == 1:
                raise _broken() from None  # pragma: no cover - since 3.12 the pool tells it itself


def _begin(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603  # what this process is for
    _work = work
    _end_with_parent()


def _end_with_parent() -> None:
    """Have a worker end when its parent is killed, which cannot tell it to: it would wait for ever."""
    import signal
    from multiprocessing import connection, parent_process

    # What ends the parent is its affair: Ctrl-C reaches all of them, and one may tell of it.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        connection.wait([parent.sentinel] if parent else [])
        signal.raise_signal(signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def _work_off(chunk: Sequence[Any]) -> list[Any]:
    return [_work(item) for item in chunk]
