"""When texts are linted: soon after a change, by one thread, and again where others have changed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from newslint.server.client import Client
from newslint.server.desk import Desk, Judgement
from newslint.server.diagnostics import diagnostics_of
from newslint.server.drafts import Draft
from newslint.server.positions import Text

if TYPE_CHECKING:
    from lsprotocol import types

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_SOON = 0.01
"""Seconds without a further change after which a text is linted."""
_QUICK, _LATEST = 0.1, 0.5
"""Where a text takes longer than this to be linted, as long is waited for further changes, up to
this."""
_PAUSE = 0.6
"""Seconds without a change after which the other open texts are looked at again."""


class Schedule:
    """The open texts, and when each is linted."""

    def __init__(self, desk: Desk, client: Client) -> None:
        """Begin with no text, and a thread for the desk."""
        self.desk = desk
        self.client = client
        self.drafts: dict[str, Draft] = {}
        """By URI."""
        self._worker = ThreadPoolExecutor(1, "lint")
        self._cost = 0.0
        self._pause: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: set[tuple[str, str, str]] = set()

    def open(self, draft: Draft) -> None:
        """Lint a text that is new."""
        self.drafts[draft.uri] = draft
        self.start(draft)

    def soon(self, draft: Draft) -> None:
        """Lint a text, unless it changes again before."""
        if draft.timer:
            draft.timer.cancel()
        delay = _SOON if self._cost < _QUICK else min(self._cost, _LATEST)
        draft.timer = asyncio.get_running_loop().call_later(delay, self.start, draft)

    def start(self, draft: Draft) -> asyncio.Task[None]:
        """Lint a text now, or once more as soon as it has been."""
        if draft.timer:
            draft.timer.cancel()
        if draft.task is None or draft.task.done():
            draft.task = self.spawn(self._judge(draft))
        return draft.task

    async def current(self, uri: str) -> tuple[Draft, Judgement] | None:
        """Return a text, and what is said of it as it is now."""
        draft = self.drafts.get(uri)
        while draft is not None and not draft.is_current and self.drafts.get(uri) is draft:
            text = draft.text
            draft.news.clear()
            news, task = self.spawn(_heard(draft.news)), self.start(draft)
            await asyncio.wait([task, news], return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if task.done() and not draft.is_current and draft.text is text:
                # It could not be linted, which has been told.
                return None
        return (draft, draft.judgement) if draft and draft.judgement else None

    async def close(self, uri: str) -> None:
        """Let a text be what it is on disk."""
        draft = self.drafts.pop(uri, None)
        if draft is not None:
            if draft.timer:
                draft.timer.cancel()
            self.client.publish(draft, [])
            await self.work(self.desk.close, draft.path)
            self.pause()

    def pause(self) -> None:
        """Look at all texts again, once nothing has changed for a while."""
        if self._pause:
            self._pause.cancel()
        loop = asyncio.get_running_loop()
        self._pause = loop.call_later(_PAUSE, lambda: self.spawn(self._again()))

    def diagnostics(self, draft: Draft) -> list[types.Diagnostic]:
        """Return the diagnostics of a text, and count them if they are others than before."""
        found = draft.judgement and draft.judged and diagnostics_of(draft.judgement, draft.judged)
        told = found or []
        if told != draft.shown:
            draft.shown, draft.number = [*told], draft.number + 1
        return told

    async def work(
        self, do: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs
    ) -> _Result:
        """Have the thread that lints do something."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, lambda: do(*given, **named))

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let something be done beside what is heard; what it raises is logged."""

        async def done() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001  # nothing that fails may end the server
                self.client.fault(error)

        task = asyncio.get_running_loop().create_task(done())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def end(self) -> None:
        """Let go of all that is under way."""
        for timer in (self._pause, *(draft.timer for draft in self.drafts.values())):
            if timer:
                timer.cancel()
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def _judge(self, draft: Draft) -> None:
        """Lint a text until nothing has changed meanwhile."""
        early: int | None = None
        if draft.judgement is None:
            text = draft.text
            found = await self.work(self.desk.judge_at_once, draft.path, text.data)
            if found is not None:
                self._take(draft, text, found)
                early = draft.number
        while self.drafts.get(draft.uri) is draft:
            text, started = draft.text, time.monotonic()
            found = await self.work(self.desk.judge, draft.path, text.data)
            self._cost = time.monotonic() - started
            self._take(draft, text, found)
            if early not in (None, draft.number):
                # Who has asked already was told what the text says by itself.
                self.spawn(self.client.refresh())
                early = None
            if draft.text is text:
                return

    def _take(self, draft: Draft, text: Text, found: Judgement | None) -> None:
        """Keep what is said of a text, and tell it to clients that wait for it."""
        if self.drafts.get(draft.uri) is not draft:
            return
        draft.judgement, draft.judged = found, text
        draft.news.set()
        for crash in found.crashes if found else ():
            key = (crash.rule, crash.reason, crash.where)
            if key not in self._told:
                self._told.add(key)
                self.client.log(f"{crash.path}: {crash.rule}: {crash.reason} ({crash.where})")
        if found is not None and found.matters:
            self.pause()
        told = self.diagnostics(draft)
        state = draft.version, draft.number
        if draft.text is text and draft.told != state:
            draft.told = state
            self.client.publish(draft, told)

    async def _again(self) -> None:
        """Lint all texts again, and have those told that are other than they were."""
        changed = False
        for draft in list(self.drafts.values()):
            await self.work(self.desk.settle, draft.path)
            before = draft.number
            await self._judge(draft)
            changed = changed or draft.number != before
        if changed:
            await self.client.refresh()


async def _heard(news: asyncio.Event) -> None:
    await news.wait()
