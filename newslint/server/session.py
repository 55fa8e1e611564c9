"""One session with an editor: what it tells, what it asks, and when the linting is done for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from lsprotocol import types
from pygls.uris import to_fs_path

from newslint.server.actions import FIX_ALL, fix_all, quick_fixes, wants
from newslint.server.desk import Desk, Judgement
from newslint.server.diagnostics import at_of, diagnostics_of, findings_at, range_at
from newslint.server.drafts import Draft
from newslint.server.pages import page
from newslint.server.positions import Text
from newslint.server.settings import Settings, settings_of
from newslint.source import Span

if TYPE_CHECKING:
    from newslint.server.language_server import Server

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_SOON = 0.01
"""Seconds without a further change after which a text is linted."""
_QUICK, _LATEST = 0.1, 0.5
"""Where a text takes longer than this to be linted, as long is waited for further changes, up to
this."""
_PAUSE = 0.6
"""Seconds without a change after which the other open texts are looked at again."""
_SECTION = "newslint"


class Session:
    """What the server knows of its client, and does for it."""

    def __init__(self, server: Server, locale: str) -> None:
        """`locale` is the environment's language, for editors that do not tell theirs."""
        self.server = server
        self.desk = Desk(Settings(), locale, self._show)
        self.drafts: dict[str, Draft] = {}
        self.is_over = False
        """True once the client has asked for the end."""
        self._worker = ThreadPoolExecutor(1, "lint")
        self._cost = 0.0
        self._pause: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: set[tuple[str, str, str]] = set()
        self._pulls = False
        self._refreshes = False
        self._watches = False
        self._loop: asyncio.AbstractEventLoop | None = None

    # -- What the client tells ----------------------------------------------------------------

    def initialize(self, params: types.InitializeParams) -> None:
        """Learn what the client can do, and what it wants."""
        self._loop = asyncio.get_running_loop()
        can = params.capabilities
        self._pulls = can.text_document is not None and can.text_document.diagnostic is not None
        space = can.workspace
        self._refreshes = bool(
            space and space.diagnostics and space.diagnostics.refresh_support and self._pulls
        )
        watching = space.did_change_watched_files if space else None
        self._watches = bool(watching and watching.dynamic_registration)
        if params.locale:
            self.desk.locale = params.locale.replace("_", "-").partition("-")[0].lower()
        self._set(params.initialization_options)
        self.take_folders()

    @property
    def pulls(self) -> bool:
        """Whether the client asks for diagnostics, rather than waits for them."""
        return self._pulls

    async def initialized(self) -> None:
        """Ask to be told of files that change, and for the settings."""
        can = self.server.client_capabilities.workspace
        wanted = []
        if self._watches:
            watchers = [types.FileSystemWatcher("**/*")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            wanted.append(types.Registration("newslint-files", method, options))
        changing = can.did_change_configuration if can else None
        if changing and changing.dynamic_registration:
            section = types.DidChangeConfigurationRegistrationOptions(_SECTION)
            method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
            wanted.append(types.Registration("newslint-settings", method, section))
        self.spawn(self.configure(None))
        if wanted:
            registered = types.RegistrationParams(wanted)
            await self.server.client_register_capability_async(registered)

    async def configure(self, told: object) -> None:
        """Take settings: those that are told, or those that the client has."""
        can = self.server.client_capabilities.workspace
        if can and can.configuration:
            items = [types.ConfigurationItem(section=_SECTION)]
            found = await self.server.workspace_configuration_async(
                types.ConfigurationParams(items)
            )
            told = found[0] if found else None
        if told and self._set(told):
            await self._renewed()

    def take_folders(self) -> None:
        """Take the folders of the workspace as they are now."""
        folders = [folder.uri for folder in self.server.workspace.folders.values()]
        root = self.server.workspace.root_uri
        paths = (to_fs_path(uri) for uri in folders or ([root] if root else []))
        self.desk.workspace = frozenset(path for path in paths if path)

    def open(self, item: types.TextDocumentItem) -> None:
        """Begin with a text."""
        path = _path_of(item.uri)
        if path is None:
            return
        text = Text(item.text.encode(errors="replace"), self._encoding)
        self.drafts[item.uri] = Draft(item.uri, path, text, item.version)
        self._soon(self.drafts[item.uri], 0)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the changes of a text."""
        draft = self.drafts.get(params.text_document.uri)
        if draft is None:
            return
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = at_of(change.range.start), at_of(change.range.end)
                draft.text = draft.text.replaced(start, end, change.text)
            else:
                draft.text = Text(change.text.encode(errors="replace"), self._encoding)
        draft.version = params.text_document.version
        self._soon(draft, _SOON if self._cost < _QUICK else min(self._cost, _LATEST))

    async def save(self, uri: str) -> None:
        """Look at what else a file on disk means, for clients that do not watch files."""
        draft = self.drafts.get(uri)
        path = draft.path if draft else _path_of(uri)
        if path and not self._watches:
            await self._changed([path], content_only=False)

    async def close(self, uri: str) -> None:
        """Let go of a text."""
        draft = self.drafts.pop(uri, None)
        if draft is None:
            return
        if draft.timer:
            draft.timer.cancel()
        if not self._pulls:
            self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        await self._work(self.desk.close, draft.path)
        self._pause_soon()

    async def files(self, events: Iterable[types.FileEvent]) -> None:
        """Take in what has happened to files."""
        told = [(path, event.type) for event in events if (path := _path_of(event.uri))]
        changed = [path for path, kind in told if kind == types.FileChangeType.Changed]
        others = [path for path, kind in told if kind != types.FileChangeType.Changed]
        await self._changed(changed, content_only=True)
        await self._changed(others, content_only=False)

    # -- What the client asks -----------------------------------------------------------------

    async def pulled(
        self, params: types.DocumentDiagnosticParams
    ) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
        """Return the diagnostics of a text."""
        draft = self.drafts.get(params.text_document.uri)
        if draft is None or not await self._current(draft):
            return types.RelatedFullDocumentDiagnosticReport([])
        told = self._diagnostics(draft)
        name = f"{draft.number}"
        if params.previous_result_id == name:
            return types.RelatedUnchangedDocumentDiagnosticReport(name)
        return types.RelatedFullDocumentDiagnosticReport(told, result_id=name)

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done about what stands in a range."""
        draft = self.drafts.get(params.text_document.uri)
        judgement = await self._current(draft) if draft else None
        if draft is None or judgement is None:
            return []
        only, text, edit_of = params.context.only, draft.text, self._editing(draft)
        found: list[types.CodeAction] = []
        if wants(only, types.CodeActionKind.QuickFix.value):
            first, last = (
                text.offset(at_of(one)) for one in (params.range.start, params.range.end)
            )
            span, told = Span(first, max(first, last)), params.context.diagnostics
            offered = quick_fixes(judgement, text, span, told, edit_of)
            found += await self._work(list, offered)
        # To mend all takes a few rounds: too much for every move of the caret.
        unasked = not only and params.context.trigger_kind == types.CodeActionTriggerKind.Automatic
        if wants(only, FIX_ALL) and not unasked and judgement.is_mendable:
            mended = await self._work(self.desk.mended, draft.path, text.data)
            action = fix_all(judgement, text, mended, edit_of)
            found += [action] if action else []
        # Edits are for the text that was looked at, and no other.
        return found if draft.text is text else []

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return the pages of the rules that have something to say at a position."""
        draft = self.drafts.get(params.text_document.uri)
        judgement = await self._current(draft) if draft else None
        if draft is None or judgement is None:
            return None
        at = draft.text.offset(at_of(params.position))
        found = list(findings_at(judgement, Span(at, at)))
        rules = {row.rule: judgement.catalog.find(row.rule) for row, _ in found}
        pages = [page(rule) for rule in rules.values() if rule is not None]
        if not pages:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n---\n\n".join(pages))
        return types.Hover(content, range_at(found[0][1], draft.text))

    # -- When a text is linted ----------------------------------------------------------------

    def _soon(self, draft: Draft, delay: float) -> None:
        """Lint a text, unless it changes again before."""
        if draft.timer:
            draft.timer.cancel()
        loop = asyncio.get_running_loop()
        draft.timer = loop.call_later(delay, self._start, draft)

    def _start(self, draft: Draft) -> asyncio.Task[None]:
        """Lint a text now, or once more as soon as it has been."""
        if draft.timer:
            draft.timer.cancel()
        if draft.task is None or draft.task.done():
            draft.task = self.spawn(self._judge(draft))
        return draft.task

    async def _judge(self, draft: Draft) -> None:
        """Lint a text until nothing has changed meanwhile."""
        early: int | None = None
        if draft.judgement is None:
            text = draft.text
            found = await self._work(self.desk.judge_at_once, draft.path, text.data)
            if found is not None:
                self._take(draft, text, found)
                early = draft.number
        while self.drafts.get(draft.uri) is draft:
            text, started = draft.text, time.monotonic()
            found = await self._work(self.desk.judge, draft.path, text.data)
            self._cost = time.monotonic() - started
            self._take(draft, text, found)
            if early not in (None, draft.number):
                # Who has asked already was told what the text says by itself.
                self.spawn(self._refresh())
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
                self.log(f"{crash.path}: {crash.rule}: {crash.reason} ({crash.where})")
        if found is not None and found.matters:
            self._pause_soon()
        told = self._diagnostics(draft)
        state = draft.version, draft.number
        if not self._pulls and draft.text is text and draft.told != state:
            draft.told = state
            params = types.PublishDiagnosticsParams(draft.uri, told, draft.version)
            self.server.text_document_publish_diagnostics(params)

    def _diagnostics(self, draft: Draft) -> list[types.Diagnostic]:
        """Return the diagnostics of a text, and count them if they are others than before."""
        told = (
            diagnostics_of(draft.judgement, draft.judged)
            if draft.judgement and draft.judged
            else []
        )
        if told != draft.shown:
            draft.shown, draft.number = [*told], draft.number + 1
        return told

    async def _current(self, draft: Draft) -> Judgement | None:
        """Return what is said of a text as it is now."""
        while not draft.is_current and self.drafts.get(draft.uri) is draft:
            text = draft.text
            draft.news.clear()
            news, task = self.spawn(_heard(draft.news)), self._start(draft)
            await asyncio.wait([task, news], return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if task.done() and not draft.is_current and draft.text is text:
                # It could not be linted, which has been told.
                return None
        return draft.judgement

    def _pause_soon(self) -> None:
        """Look at the other texts again, once nothing has changed for a while."""
        if self._pause:
            self._pause.cancel()
        loop = asyncio.get_running_loop()
        self._pause = loop.call_later(_PAUSE, lambda: self.spawn(self._again()))

    async def _again(self) -> None:
        """Lint all open texts again, and have those told that are other than they were."""
        changed = False
        for draft in list(self.drafts.values()):
            await self._work(self.desk.settle, draft.path)
            before = draft.number
            await self._judge(draft)
            changed = changed or draft.number != before
        if changed:
            await self._refresh()

    async def _refresh(self) -> None:
        """Have a client ask again that asks for diagnostics."""
        if self._refreshes:
            await self.server.workspace_diagnostic_refresh_async(None)

    async def _changed(self, paths: list[str], *, content_only: bool) -> None:
        if paths:
            matters: bool = await self._work(self.desk.change, paths, content_only=content_only)
            if matters:
                self._pause_soon()

    async def _renewed(self) -> None:
        await self._work(self.desk.reset)
        self._pause_soon()

    # -- The rest -----------------------------------------------------------------------------

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let something be done beside what is heard; what it raises is logged."""

        async def done() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001  # nothing that fails may end the server
                self.fault(error)

        task = asyncio.get_running_loop().create_task(done())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def end(self) -> None:
        """Let go of all that is under way."""
        self.is_over = True
        for timer in (self._pause, *(draft.timer for draft in self.drafts.values())):
            if timer:
                timer.cancel()
        self._worker.shutdown(wait=False, cancel_futures=True)

    def fault(self, error: BaseException) -> None:
        """Tell the client's log what went wrong inside."""
        import traceback

        told = "".join(traceback.format_exception(error)[-3:]).strip()
        self.log(f"{type(error).__name__}: {error}; please report it\n{told}")

    def log(self, text: str) -> None:
        """Write an error into the client's log."""
        if self.is_over:
            return
        params = types.LogMessageParams(types.MessageType.Error, f"newslint: {text}")
        self.server.window_log_message(params)

    def _show(self, text: str) -> None:
        """Tell the user something that is theirs to mend; called by the thread that lints."""
        params = types.ShowMessageParams(types.MessageType.Error, f"newslint: {text}")
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.server.window_show_message, params)

    async def _work(
        self, do: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs
    ) -> _Result:
        """Have the thread that lints do something."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, lambda: do(*given, **named))

    def _set(self, told: object) -> bool:
        """Take settings; tell whether they are others than before."""
        try:
            found = settings_of(told)
        except ValueError as error:
            self._show(str(error))
            return False
        changed = found != self.desk.settings
        self.desk.settings = found
        return changed

    @property
    def _encoding(self) -> str:
        told = self.server.workspace.position_encoding
        return str(getattr(told, "value", told) or "utf-16")

    def _editing(self, draft: Draft) -> Callable[[list[types.TextEdit]], types.WorkspaceEdit]:
        """Return what makes edits of a text a change of the workspace, as the client takes it."""
        space = self.server.client_capabilities.workspace
        versioned = bool(space and space.workspace_edit and space.workspace_edit.document_changes)
        name = types.OptionalVersionedTextDocumentIdentifier(draft.uri, draft.version)

        def edit_of(edits: list[types.TextEdit]) -> types.WorkspaceEdit:
            if not versioned:
                return types.WorkspaceEdit(changes={draft.uri: edits})
            return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(name, edits)])

        return edit_of


async def _heard(news: asyncio.Event) -> None:
    await news.wait()


def _path_of(uri: str) -> str | None:
    """Return where a text lies; of one that is no file yet its name; None of other schemes."""
    if uri.startswith("untitled:"):
        return f"{uri.removeprefix('untitled:').strip('/').rpartition('/')[2] or 'text'}.md"
    path = to_fs_path(uri)
    return Path(path).as_posix() if path else None
