"""A client of the Language Server Protocol, as small as one can be: JSON over a process' pipes."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 240
"""Seconds after which an answer that has not come is missed: never reached where all is well."""


class Client:
    """One that talks to a server over stdio, and answers what it asks."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.settings: object = None
        """What the server is told where it asks for the settings."""
        self.heard: list[dict[str, Any]] = []
        """The notifications and requests that came, in their order."""
        self.answered: list[str] = []
        self._number = 0
        self._opened: set[str] = set()
        self._version = 1
        self._ends = False
        self._inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            name, _, value = header.partition(b":")
            # Nothing but the protocol is on stdout.
            assert name.lower() in (b"content-length", b"content-type"), header
            if name.lower() == b"content-length":
                length = int(value)
            if stream.peek(2)[:2] == b"\r\n":  # type: ignore[attr-defined]
                stream.readline()
                self._inbox.put(json.loads(stream.read(length)))
        self._inbox.put(None)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        try:
            message = self._inbox.get(timeout=PATIENCE)
        except queue.Empty:
            pytest.fail(f"nothing more was said than {self.heard}")
        assert message is not None, "the server has ended"
        if "method" in message:
            self.heard.append(message)
            if "id" in message:
                asks = message["method"] == "workspace/configuration"
                result = [self.settings] if asks else None
                self._send({"id": message["id"], "result": result})
                self.answered.append(message["method"])
        return message

    def tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def call(self, method: str, params: object) -> int:
        """Ask something and wait for nothing; return the question's number."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self._number

    def ask(self, method: str, params: object) -> Any:
        number = self.call(method, params)
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def until(self, method: str) -> dict[str, Any]:
        """Wait for a message of a method, of those that have not been looked at yet."""
        while True:
            for message in self.heard:
                if message["method"] == method:
                    self.heard.remove(message)
                    params: dict[str, Any] = message.get("params") or {}
                    return params
            self._next()

    def shut_down(self) -> None:
        """Ask for the end, once: a server that ends hears no more questions."""
        if not self._ends:
            self._ends = True
            self.ask("shutdown", None)

    # -- What an editor does ------------------------------------------------------------------

    def initialize(self, folders: Sequence[Path] = (), **more: Any) -> dict[str, Any]:
        params = {
            "processId": os.getpid(),
            "rootUri": None,
            "workspaceFolders": [{"uri": f.as_uri(), "name": f.name} for f in folders] or None,
            "capabilities": {},
            **more,
        }
        found: dict[str, Any] = self.ask("initialize", params)
        self.tell("initialized", {})
        return found

    def open(self, uri: str, text: str) -> None:
        self._opened.add(uri)
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def close_all(self) -> None:
        """Close what was opened; let what was heard be forgotten."""
        for uri in self._opened:
            self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        self._opened.clear()
        # What is on its way still comes before the answer.
        nowhere = {"line": 0, "character": 0}
        self.ask("textDocument/hover", {"textDocument": {"uri": "none:"}, "position": nowhere})
        self.heard.clear()

    def change(self, uri: str, *changes: Mapping[str, object]) -> int:
        """Send changes; return the version that the text has then."""
        self._version += 1
        name = {"uri": uri, "version": self._version}
        params = {"textDocument": name, "contentChanges": [*changes]}
        self.tell("textDocument/didChange", params)
        return self._version

    def said(
        self, uri: str, wanted: Callable[[list[dict[str, Any]]], bool], version: int | None = None
    ) -> list[dict[str, Any]]:
        """Wait until what is said of a text is as wanted; return it."""
        while True:
            for message in self.heard:
                params = message.get("params") or {}
                if message["method"] != "textDocument/publishDiagnostics" or params["uri"] != uri:
                    continue
                if params.get("version", 0) >= (version or 0) and wanted(params["diagnostics"]):
                    self.heard.remove(message)
                    rows: list[dict[str, Any]] = params["diagnostics"]
                    return rows
            self._next()

    def actions(
        self, uri: str, span: dict[str, Any], only: Sequence[str] = (), told: Sequence[Any] = ()
    ) -> list[dict[str, Any]]:
        context = {"diagnostics": [*told], **({"only": [*only]} if only else {})}
        params = {"textDocument": {"uri": uri}, "range": span, "context": context}
        found: list[dict[str, Any]] = self.ask("textDocument/codeAction", params)
        return found


@contextmanager
def client(folder: Path, *, ends: int = 0, **environment: str) -> Iterator[Client]:
    """Start a server in a folder; end it as an editor does that wants it to end so."""
    process = subprocess.Popen(
        [sys.executable, "-m", "newslint", "server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "LANG": "C", **environment},
    )
    try:
        found = Client(process)
        yield found
        if ends == 0:
            found.shut_down()
        found.tell("exit", None)
        assert process.wait(PATIENCE) == ends
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
