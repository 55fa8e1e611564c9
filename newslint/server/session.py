"""One session with an editor: what it tells, and what it asks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import to_fs_path

from newslint.server.actions import FIX_ALL, fix_all, quick_fixes, wants
from newslint.server.client import Client
from newslint.server.desk import Desk
from newslint.server.diagnostics import at_of, findings_at, range_at
from newslint.server.drafts import Draft
from newslint.server.pages import page
from newslint.server.positions import Text
from newslint.server.schedule import Schedule
from newslint.server.settings import Settings, settings_of
from newslint.source import Span

if TYPE_CHECKING:
    from newslint.server.language_server import Server

_SECTION = "newslint"
_Report = types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport


class Session:
    """What the server knows of its client, and does for it."""

    def __init__(self, server: Server, locale: str) -> None:
        """`locale` is the environment's language, for editors that do not tell theirs."""
        self.server = server
        self.client = Client(server)
        self.desk = Desk(Settings(), locale, self.client.show)
        self.schedule = Schedule(self.desk, self.client)

    # -- What the client tells ----------------------------------------------------------------

    def initialize(self, params: types.InitializeParams) -> None:
        """Learn what the client can do, and what it wants."""
        self.client.learn(params.capabilities)
        if params.locale:
            self.desk.locale = params.locale.replace("_", "-").partition("-")[0].lower()
        self._set(params.initialization_options)
        self.take_folders()

    async def initialized(self) -> None:
        """Ask to be told of files that change, and for the settings."""
        self.schedule.spawn(self.configure(None))
        wanted = []
        if self.client.watches:
            files = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher("**/*")]
            )
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            wanted.append(types.Registration("newslint-files", method, files))
        if self.client.registers_settings:
            section = types.DidChangeConfigurationRegistrationOptions(_SECTION)
            method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
            wanted.append(types.Registration("newslint-settings", method, section))
        if wanted:
            registered = types.RegistrationParams(wanted)
            await self.server.client_register_capability_async(registered)

    async def configure(self, told: object) -> None:
        """Take settings: those that are told, or those that the client has."""
        if self.client.tells_settings:
            params = types.ConfigurationParams([types.ConfigurationItem(section=_SECTION)])
            found = await self.server.workspace_configuration_async(params)
            told = found[0] if found else None
        if told and self._set(told):
            await self.schedule.work(self.desk.reset)
            self.schedule.pause()

    def take_folders(self) -> None:
        """Take the folders of the workspace as they are now."""
        folders = [folder.uri for folder in self.server.workspace.folders.values()]
        root = self.server.workspace.root_uri
        paths = (to_fs_path(uri) for uri in folders or ([root] if root else []))
        self.desk.workspace = frozenset(path for path in paths if path)

    def open(self, item: types.TextDocumentItem) -> None:
        """Begin with a text."""
        path = _path_of(item.uri)
        if path is not None:
            self.schedule.open(Draft(item.uri, path, self._text(item.text), item.version))

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the changes of a text."""
        draft = self.schedule.drafts.get(params.text_document.uri)
        if draft is None:
            return
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = at_of(change.range.start), at_of(change.range.end)
                draft.text = draft.text.replaced(start, end, change.text)
            else:
                draft.text = self._text(change.text)
        draft.version = params.text_document.version
        self.schedule.soon(draft)

    async def save(self, uri: str) -> None:
        """Look at what else a file on disk means, for clients that do not watch files."""
        path = _path_of(uri)
        if path and not self.client.watches:
            await self._changed([path], content_only=False)

    async def close(self, uri: str) -> None:
        """Let go of a text."""
        await self.schedule.close(uri)

    async def files(self, events: Iterable[types.FileEvent]) -> None:
        """Take in what has happened to files."""
        told = [(path, event.type) for event in events if (path := _path_of(event.uri))]
        changed = [path for path, kind in told if kind == types.FileChangeType.Changed]
        others = [path for path, kind in told if kind != types.FileChangeType.Changed]
        await self._changed(changed, content_only=True)
        await self._changed(others, content_only=False)

    def end(self) -> None:
        """Let go of everything: the client has asked for the end."""
        self.client.is_gone = True
        self.schedule.end()

    # -- What the client asks -----------------------------------------------------------------

    async def pulled(self, params: types.DocumentDiagnosticParams) -> _Report:
        """Return the diagnostics of a text."""
        found = await self.schedule.current(params.text_document.uri)
        if found is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        draft, _ = found
        told = self.schedule.diagnostics(draft)
        name = f"{draft.number}"
        if params.previous_result_id == name:
            return types.RelatedUnchangedDocumentDiagnosticReport(name)
        return types.RelatedFullDocumentDiagnosticReport(told, result_id=name)

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done about what stands in a range."""
        current = await self.schedule.current(params.text_document.uri)
        if current is None:
            return []
        draft, judgement = current
        context, text, edit_of = params.context, draft.text, self.client.editing(draft)
        found: list[types.CodeAction] = []
        if wants(context.only, types.CodeActionKind.QuickFix.value):
            where = params.range
            first, last = (text.offset(at_of(one)) for one in (where.start, where.end))
            span = Span(first, max(first, last))
            offered = quick_fixes(judgement, text, span, context.diagnostics, edit_of)
            found += await self.schedule.work(list, offered)
        # To mend all takes a few rounds: too much for every move of the caret.
        unasked = not context.only and context.trigger_kind == _AUTOMATIC
        if wants(context.only, FIX_ALL) and not unasked and judgement.is_mendable:
            mended = await self.schedule.work(self.desk.mended, draft.path, text.data)
            action = fix_all(judgement, text, mended, edit_of)
            found += [action] if action else []
        # Edits are for the text that was looked at, and no other.
        return found if draft.text is text else []

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return the pages of the rules that have something to say at a position."""
        current = await self.schedule.current(params.text_document.uri)
        if current is None:
            return None
        draft, judgement = current
        at = draft.text.offset(at_of(params.position))
        found = list(findings_at(judgement, Span(at, at)))
        rules = {row.rule: judgement.catalog.find(row.rule) for row, _ in found}
        pages = [page(rule) for rule in rules.values() if rule is not None]
        if not pages:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n---\n\n".join(pages))
        return types.Hover(content, range_at(found[0][1], draft.text))

    # -- The rest -----------------------------------------------------------------------------

    async def _changed(self, paths: list[str], *, content_only: bool) -> None:
        if paths:
            matters: bool = await self.schedule.work(
                self.desk.change, paths, content_only=content_only
            )
            if matters:
                self.schedule.pause()

    def _set(self, told: object) -> bool:
        """Take settings; tell whether they are others than before."""
        try:
            found = settings_of(told)
        except ValueError as error:
            self.client.show(str(error))
            return False
        changed = found != self.desk.settings
        self.desk.settings = found
        return changed

    def _text(self, text: str) -> Text:
        return Text(text.encode(errors="replace"), self.client.encoding)


_AUTOMATIC = types.CodeActionTriggerKind.Automatic


def _path_of(uri: str) -> str | None:
    """Return where a text lies; of one that is no file yet its name; None of other schemes."""
    if uri.startswith("untitled:"):
        return f"{uri.removeprefix('untitled:').strip('/').rpartition('/')[2] or 'text'}.md"
    path = to_fs_path(uri)
    return Path(path).as_posix() if path else None
