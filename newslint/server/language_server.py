"""The server as pygls has it: which messages there are, and what hears each."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from newslint import __version__
from newslint.server.actions import FIX_ALL
from newslint.server.session import Session


class _Protocol(LanguageServerProtocol):
    """What pygls does by itself, but for the texts."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Iterator[Any]:
        """Hand changes on; pygls would part lines at U+2028 too, and change the wrong one."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class Server(LanguageServer):
    """The language server of newslint."""

    def __init__(self, locale: str) -> None:
        """Make a server that hears one client; `locale` is the environment's language."""
        super().__init__("newslint", __version__, protocol_cls=_Protocol, max_workers=2)
        self.session = Session(self, locale)
        self._hear()

    def serve(self, stdin: BinaryIO, stdout: BinaryIO) -> int:
        """Serve until the client ends it; return 0 if it has asked for the end before, else 1."""
        self.start_io(stdin, stdout)
        return 0 if self.session.client.is_gone else 1

    def report_server_error(
        self,
        error: Exception,
        source: Any,  # noqa: ARG002  # pygls' signature
    ) -> None:
        """Write what pygls could not do into the client's log, and not on its screen."""
        self.session.client.log(f"{type(error).__name__}: {error}")

    def _hear(self) -> None:
        session = self.session
        self._on(types.INITIALIZE, self._initialize)
        self._on(types.INITIALIZED, lambda _: session.initialized())
        self._on(types.SHUTDOWN, lambda _: session.end())
        self._on(types.TEXT_DOCUMENT_DID_OPEN, lambda params: session.open(params.text_document))
        self._on(types.TEXT_DOCUMENT_DID_CHANGE, session.change)
        self._on(
            types.TEXT_DOCUMENT_DID_SAVE, lambda params: session.save(params.text_document.uri)
        )
        self._on(
            types.TEXT_DOCUMENT_DID_CLOSE, lambda params: session.close(params.text_document.uri)
        )
        self._on(
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lambda params: session.files(params.changes)
        )
        self._on(
            types.WORKSPACE_DID_CHANGE_CONFIGURATION,
            lambda params: session.configure(params.settings),
        )
        self._on(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, lambda _: session.take_folders())
        self._on(types.TEXT_DOCUMENT_HOVER, session.hover)
        kinds = [types.CodeActionKind.QuickFix, FIX_ALL]
        self._on(types.TEXT_DOCUMENT_CODE_ACTION, session.actions, types.CodeActionOptions(kinds))

    def _initialize(self, params: types.InitializeParams) -> None:
        self.session.initialize(params)
        if self.session.client.pulls:
            # A client that can ask would show twice what it is told besides.
            options = types.DiagnosticOptions(
                inter_file_dependencies=True, workspace_diagnostics=False, identifier="newslint"
            )
            self._on(types.TEXT_DOCUMENT_DIAGNOSTIC, self.session.pulled, options)

    def _on(
        self,
        message: str,
        do: Callable[[Any], Any],
        options: Any = None,
    ) -> None:
        """Hear a message; what goes wrong in it is logged, and the answer then is none."""

        def hear(params: Any) -> None:
            found = do(params)
            if inspect.iscoroutine(found):
                self.session.schedule.spawn(found)

        async def answer(params: Any) -> Any:
            try:
                return await do(params)
            except Exception as error:  # noqa: BLE001  # a fault is a line in the log, not the end
                self.session.client.fault(error)
                return _NOTHING.get(message)

        self.feature(message, options)(answer if message in _NOTHING else hear)


_NOTHING: dict[str, Any] = {
    types.TEXT_DOCUMENT_HOVER: None,
    types.TEXT_DOCUMENT_CODE_ACTION: [],
    types.TEXT_DOCUMENT_DIAGNOSTIC: types.RelatedFullDocumentDiagnosticReport([]),
}
"""The questions, and the answer to each where there is nothing to say."""
