"""The client: what it can do, and what it is told."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types

if TYPE_CHECKING:
    from newslint.server.drafts import Draft
    from newslint.server.language_server import Server

_Params = TypeVar("_Params")
EditOf = Callable[[list[types.TextEdit]], types.WorkspaceEdit]
"""Returns the change of the workspace that edits of one text come to."""


class Client:
    """The client of one session."""

    def __init__(self, server: Server) -> None:
        """Begin with one that can do nothing but the least that the protocol asks for."""
        self.server = server
        self.pulls = False
        """True where it asks for diagnostics, rather than waits for them."""
        self.watches = False
        """True where it can be asked to tell of files that change."""
        self.tells_settings = False
        """True where it can be asked for the settings."""
        self.registers_settings = False
        """True where it tells of changed settings only if it is asked to."""
        self.is_gone = False
        self._refreshes = False
        self._versions = False
        self._loop: asyncio.AbstractEventLoop
        """Known from `learn` on, before which there is nobody to tell."""

    def learn(self, can: types.ClientCapabilities) -> None:
        """Learn what it can do."""
        self._loop = asyncio.get_running_loop()
        self.pulls = can.text_document is not None and can.text_document.diagnostic is not None
        space = can.workspace
        if space is None:
            return
        self._refreshes = bool(space.diagnostics and space.diagnostics.refresh_support)
        self._versions = bool(space.workspace_edit and space.workspace_edit.document_changes)
        self.tells_settings = bool(space.configuration)
        files, settings = space.did_change_watched_files, space.did_change_configuration
        self.watches = bool(files and files.dynamic_registration)
        self.registers_settings = bool(settings and settings.dynamic_registration)

    @property
    def encoding(self) -> str:
        """The unit in which characters are counted."""
        told = self.server.workspace.position_encoding
        return str(getattr(told, "value", told) or "utf-16")

    def publish(self, draft: Draft, told: list[types.Diagnostic]) -> None:
        """Tell it the diagnostics of a text, if it waits for them."""
        if not self.pulls and not self.is_gone:
            params = types.PublishDiagnosticsParams(draft.uri, told, draft.version)
            self.server.text_document_publish_diagnostics(params)

    async def refresh(self) -> None:
        """Have it ask again, if it asks for diagnostics."""
        if self.pulls and self._refreshes and not self.is_gone:
            await self.server.workspace_diagnostic_refresh_async(None)

    def editing(self, draft: Draft) -> EditOf:
        """Return what makes edits of a text, as it is now, a change of the workspace."""
        name = types.OptionalVersionedTextDocumentIdentifier(draft.uri, draft.version)

        def edit_of(edits: list[types.TextEdit]) -> types.WorkspaceEdit:
            if not self._versions:
                return types.WorkspaceEdit(changes={draft.uri: edits})
            return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(name, edits)])

        return edit_of

    def show(self, text: str) -> None:
        """Tell its user something that is theirs to mend; any thread may."""
        params = types.ShowMessageParams(types.MessageType.Error, f"newslint: {text}")
        self._loop.call_soon_threadsafe(self._tell, self.server.window_show_message, params)

    def log(self, text: str) -> None:
        """Write an error into its log."""
        params = types.LogMessageParams(types.MessageType.Error, f"newslint: {text}")
        self._tell(self.server.window_log_message, params)

    def fault(self, error: BaseException) -> None:
        """Write into its log what went wrong in here."""
        told = "".join(traceback.format_exception(error)[-3:]).strip()
        self.log(f"{type(error).__name__}: {error}; please report it\n{told}")

    def _tell(self, say: Callable[[_Params], object], params: _Params) -> None:
        if not self.is_gone:
            say(params)
