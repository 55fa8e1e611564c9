"""`newslint check --online` as people run it, against a server on loopback."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

PATH = "_posts/2024-05-02-pier.md"
CONFIG = "title: 동네\n"
OWN = "online: {allow-private: true, host-interval: 0, retries: 0}\n"
PAGE = "<!doctype html><title>{title}</title><h2 id='fares'>Fares</h2>"


class Server(ThreadingHTTPServer):
    """A site on loopback, and what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked: list[str] = []
        self.let_go = threading.Event()
        """What `/slow` waits for, and whatever comes after so many requests."""
        self.most = sys.maxsize
        self.titles: dict[str, str] = {}
        self.to: dict[str, tuple[int, str]] = {}
        self.statuses: dict[str, int] = {}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    """Headers and body leave together: apart, each pair would wait for the other side's word."""
    server: Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.path == "/slow" or len(self.server.asked) > self.server.most:
            self.server.let_go.wait()
        status, location = self.server.to.get(self.path, (200, ""))
        status = self.server.statuses.get(self.path, status)
        body = PAGE.format(title=self.server.titles.get(self.path, "A page")).encode()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.let_go.set()
        found.shutdown()


def rules(run: Run, *argv: str) -> tuple[list[tuple[str, str, str]], dict[str, Any]]:
    """What is said, by rule, severity and detail; and the summary."""
    _, out, _ = run("check", *argv, "--select", "links", "--output-format", "json")
    document = json.loads(out)
    rows = [row for file in document["files"] for row in file["findings"]]
    found = [(row["rule"], row["severity"], row.get("detail", "")) for row in rows]
    return found, document["summary"]["outside"]


def test_every_answer_has_its_rule(run: Run, write: Write, server: Server) -> None:
    server.to = {"/old": (301, "/new"), "/deep/page": (302, "/")}
    server.statuses = {"/gone": 404, "/shut": 403}
    paths = ("fine", "old", "gone", "shut", "deep/page", "new#fares", "new#prices")
    links = "".join(f"[글]({server.url}/{path})\n" for path in paths)
    root = write(
        {"_config.yml": CONFIG, "newslint.yaml": OWN, PATH: f"---\ntitle: 글\n---\n{links}"}
    )
    found, counts = rules(run, "--online", "--lang", "en")
    assert [(rule, severity) for rule, severity, _ in found] == [
        ("links/moved-link", "warning"),
        ("links/dead-link", "warning"),
        ("links/unreachable-link", "info"),
        ("links/suspicious-link", "info"),
        ("links/missing-fragment", "warning"),
    ]
    assert found[0][2].endswith(f"GET {server.url}/old 301 → {server.url}/new 200")
    assert counts == {"links": 7, "asked": 7, "broken": 2, "undecidable": 2, "unasked": []}
    server.asked.clear()
    again, counts = rules(run, "--online", "--lang", "en")
    assert {path.partition(" ")[2] for path in server.asked} == {
        *("/gone", "/shut", "/deep/page", "/", "/new"),
    }
    assert [row[:2] for row in again] == [row[:2] for row in found]
    assert run("check", "--online", "--select", "links", "--fix")[0] == 0
    assert f"[글]({server.url}/new)\n" in (root / PATH).read_text(encoding="utf-8")


def test_a_run_that_is_killed_keeps_what_it_has_stored(write: Write, server: Server) -> None:
    urls = [f"{server.url}/{number}" for number in range(100)]
    server.most = 50
    links = "".join(f"[글]({url})\n" for url in urls)
    own = OWN.replace("retries: 0", "host-concurrency: 1")
    root = write(
        {"_config.yml": CONFIG, "newslint.yaml": own, PATH: f"---\ntitle: 글\n---\n{links}"}
    )
    command = [sys.executable, "-m", "newslint", "check", "--online", "-q"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL) as process:
        while len(server.asked) <= server.most and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    server.most = sys.maxsize
    server.let_go.set()
    kept = stored(root)
    assert 0 < len(kept) < len(urls)
    server.asked.clear()
    subprocess.run(command, cwd=root, check=True)
    asked = {f"{server.url}{row.partition(' ')[2]}" for row in server.asked}
    assert asked == {*urls} - {*kept}


def test_ctrl_c_ends_with_what_is_known(write: Write, server: Server) -> None:
    server.statuses = {"/gone": 404}
    links = "".join(f"[글]({server.url}/{path})\n" for path in ("gone", "slow", "fine"))
    root = write(
        {"_config.yml": CONFIG, "newslint.yaml": OWN, PATH: f"---\ntitle: 글\n---\n{links}"}
    )
    command = [sys.executable, "-m", "newslint", "check", "--online", "--lang", "en"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        known: list[str] = []
        while len(known) < 2 and process.poll() is None:
            time.sleep(0.01)
            known = stored(root)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
    assert process.returncode == 2
    assert "links/dead-link" in out
    assert "3 outside links (2 asked now), 1 broken, 0 not decidable; 1 not asked" in out


def stored(root: Path) -> list[str]:
    """The URLs of which the store has a verdict."""
    file = root / ".newslint_cache" / "links.sqlite"
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as connection, suppress(sqlite3.OperationalError):
        return [url for (url,) in connection.execute("SELECT url FROM links")]
    return []


def test_a_private_address_is_not_asked_unless_it_may_be(
    run: Run, write: Write, server: Server
) -> None:
    post = f"---\ntitle: 글\n---\n[글]({server.url}/)\n"
    write({"_config.yml": CONFIG, PATH: post})
    found, counts = rules(run, "--online")
    assert [row[:2] for row in found] == [("links/unreachable-link", "info")]
    assert (counts["undecidable"], server.asked) == (1, [])


def test_a_lock_is_written_and_replayed(run: Run, write: Write, server: Server) -> None:
    server.statuses = {"/gone": 410}
    post = f"---\ntitle: 글\n---\n[하나]({server.url}/fine), [둘]({server.url}/gone)\n"
    root = write({"_config.yml": CONFIG, "newslint.yaml": OWN, PATH: post})
    assert run("lock")[0] == 0
    server.asked.clear()
    (root / ".newslint_cache" / "links.sqlite").unlink()
    found, counts = rules(run, "--replay")
    assert [row[:2] for row in found] == [("links/dead-link", "warning")]
    assert (counts["broken"], server.asked) == (1, [])
