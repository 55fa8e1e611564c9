"""The world outside, on loopback: servers that answer as told, names, certificates, and a clock.

Names under `.test` are 127.1.0.1, which stands for the open network here; 127.0.0.1 is private as
ever. URLs are written without ports, in tests and in redirects; the ports of the servers are put in
where something is sent, and taken out of what comes back. Time passes only where all wait for it.
"""

from __future__ import annotations

import asyncio
import re
import selectors
import socket
import ssl
import struct
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Self, TypeVar

import msgspec
import trustme

from newslint.remote.asking import Run
from newslint.remote.guard import is_public
from newslint.remote.settings import Settings
from newslint.remote.surroundings import Surroundings
from newslint.remote.verdict import Asked, Verdict, Wanted

OPEN = "127.1.0.1"
NOW = 1_780_000_000
"""The time in the tests: 2026-05-28 20:26:40 UTC."""
_GRACE = 0.002
"""Seconds for which loopback may take its time before the clock goes on."""
_HOST = re.compile(r"(?:\b(https?):)?//(?:[^/\s]*@)?([^/?#\s:\[\]]+|\[[^\]]*\])(?=[/?#\s]|$)")
Got = TypeVar("Got")
Found = tuple[str, ...] | int | Exception | None


@dataclass(frozen=True)
class Reply:
    """What a server answers."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    head: Reply | None = None
    """What it answers to HEAD; None for the same without a body."""
    before: float = 0.0
    """Seconds before the first byte."""
    within: float = 0.0
    """Seconds before the last byte of the body."""
    raw: bytes | None = None
    """What is sent in place of an answer, before the connection is closed."""
    resets: bool = False
    """Whether the connection is reset instead."""


def page(title: str = "A page", body: str = "", **headers: str) -> Reply:
    """Return a page of HTML in UTF-8."""
    html = f"<!doctype html><title>{title}</title>{body}"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(200, html.encode(), {"Content-Type": "text/html; charset=utf-8", **named})


def to(url: str, status: int = 301) -> Reply:
    """Return a redirect."""
    return Reply(status, headers={"Location": url})


@dataclass(frozen=True)
class Request:
    """A request as it came."""

    method: str
    url: str
    headers: Mapping[str, str]
    at: float
    """Seconds from the beginning of the run."""


@dataclass
class Told:
    """What came of a run."""

    asked: Asked
    requests: list[Request]
    told: list[str]
    """The URLs in the order in which their verdicts came."""
    most: int
    """The most requests that were under way at once."""

    def __getitem__(self, url: str) -> Verdict:
        return self.asked.verdicts[url]

    @property
    def sent(self) -> list[str]:
        """Return each request's method and URL."""
        return [f"{request.method} {request.url}" for request in self.requests]


Replies = Mapping[str, Reply | Sequence[Reply]]
"""By URL; a sequence is used up one by one, its last reply stays."""


class Servers:
    """One server for http and one for https, whatever the host."""

    def __init__(self, replies: Replies, tls: ssl.SSLContext | bytes | None) -> None:
        self._replies = {
            url: list(given) if isinstance(given, Sequence) else [given]
            for url, given in replies.items()
        }
        self._tls = tls
        self.ports: dict[str, int] = {}
        self.requests: list[Request] = []
        self.most = 0
        """The most requests that were under way at once."""
        self._under_way = 0

    async def __aenter__(self) -> Self:
        self._began = asyncio.get_running_loop().time()
        self._servers = [await self._serve("http", None)]
        if self._tls is not None:
            self._servers.append(await self._serve("https", self._tls))
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in self._servers:
            server.close()

    def with_ports(self, text: str) -> str:
        """Return a text whose URLs lead to the servers."""
        return _HOST.sub(lambda found: f"{found[0]}:{self.ports[found[1] or 'http']}", text)

    def without_ports(self, text: str) -> str:
        """Return a text as the tests write it."""
        return re.sub(rf":(?:{'|'.join(map(str, self.ports.values()))})(?=\D)", "", text)

    async def _serve(self, scheme: str, tls: ssl.SSLContext | bytes | None) -> asyncio.Server:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                if isinstance(tls, bytes):
                    await reader.read(1)
                    writer.write(tls)
                    await writer.drain()
                    return
                while await self._answer(scheme, reader, writer):
                    pass
            except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(
            talk, OPEN, 0, ssl=None if isinstance(tls, bytes) else tls
        )
        self.ports[scheme] = server.sockets[0].getsockname()[1]
        return server

    async def _answer(
        self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answer one request; return whether there may be another."""
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ")
        headers = dict(line.split(": ", 1) for line in lines[1:] if line)
        url = f"{scheme}://{headers['Host'].rpartition(':')[0]}{target}"
        at = asyncio.get_running_loop().time() - self._began
        self.requests.append(Request(method, url, headers, at))
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        try:
            return await self._reply(method, self._reply_to(method, url), writer)
        finally:
            self._under_way -= 1

    def _reply_to(self, method: str, url: str) -> Reply:
        replies = self._replies.get(url, [Reply(404)])
        is_used_up = method != "HEAD" or replies[0].head is None
        reply = replies.pop(0) if len(replies) > 1 and is_used_up else replies[0]
        return reply.head if method == "HEAD" and reply.head else reply

    async def _reply(self, method: str, reply: Reply, writer: asyncio.StreamWriter) -> bool:
        await asyncio.sleep(reply.before)
        if reply.resets:
            # To linger for no time is to reset.
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            return False
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            return False
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        lines = [f"HTTP/1.1 {reply.status} Told"]
        lines += [f"{name}: {self.with_ports(value)}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        if method != "HEAD":
            half = len(reply.body) // 2
            writer.write(reply.body[:half])
            await asyncio.sleep(reply.within)
            writer.write(reply.body[half:])
        await writer.drain()
        return True


class Clock(selectors.DefaultSelector):
    """Lets time pass only where nothing else happens, and then at once."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        ready = super().select(_GRACE if timeout is not None else None)
        if not ready and timeout is not None:
            self.passed += timeout
        return ready


class HastyLoop(asyncio.SelectorEventLoop):
    """An event loop with such a clock."""

    def __init__(self) -> None:
        self._clock = Clock()
        super().__init__(self._clock)

    def time(self) -> float:
        return self._clock.passed


def running(work: Coroutine[Any, Any, Got]) -> Got:
    """Run something in no time."""
    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        return runner.run(work)


def is_open(address: IPv4Address | IPv6Address) -> bool:
    """Tell what is public, this little world's own network included."""
    return str(address).startswith("127.1.") or is_public(address)


def names(known: Mapping[str, Found | list[Found]]) -> Callable[[str], Any]:
    """Return a resolver: addresses, or an error, those of getaddrinfo by number; of a list, in turn.

    For None it waits for an answer that does not come.
    """

    async def look_up(host: str) -> Sequence[str]:
        found = known.get(host, (OPEN,) if not host.startswith("nowhere") else socket.EAI_NONAME)
        if isinstance(found, list):
            found = found.pop(0)
        if isinstance(found, int):
            raise socket.gaierror(found, "told so")
        if isinstance(found, Exception):
            raise found
        if found is None:
            await asyncio.sleep(3600)
        return found or ()

    return look_up


def asked(
    replies: Replies,
    *urls: str | Wanted,
    settings: Settings | None = None,
    known: Mapping[str, Found | list[Found]] | None = None,
    tls: ssl.SSLContext | bytes | None = None,
    surroundings: Surroundings | None = None,
    chance: float = 0.0,
    stop_after: float | None = None,
) -> Told:
    """Ask for URLs; those that are mere text were seen before, so that HEAD is enough.

    `tls` is what the server has, with `authority` as the only one to be trusted, or what it says
    in place of a handshake. With `stop_after` the run is interrupted after so many seconds.
    """
    around = replace(
        surroundings or Surroundings(has_route=lambda: True),
        now=lambda: NOW,
        chance=lambda: chance,
        look_up=names(known or {}),
        is_public=is_open,
        tls=trusting(),
    )

    async def work() -> Told:
        async with Servers(replies, tls) as servers:
            wanted = [one if isinstance(one, Wanted) else Wanted(one, seen=True) for one in urls]
            sent = [msgspec.structs.replace(one, url=servers.with_ports(one.url)) for one in wanted]
            told: list[str] = []
            run = Run(
                sent, settings or Settings(), around, lambda verdict: told.append(verdict.url)
            )
            task = asyncio.create_task(run.all())
            if stop_after is not None:
                asyncio.get_running_loop().call_later(stop_after, task.cancel)
            try:
                await task
            except asyncio.CancelledError:
                run.interrupted = True
                run.settle()
            text = servers.without_ports(msgspec.json.encode(run.asked()).decode())
            return Told(
                msgspec.json.decode(text, type=Asked),
                servers.requests,
                [servers.without_ports(url + "\n").strip() for url in told],
                servers.most,
            )

    return running(work())


@cache
def authority() -> trustme.CA:
    """Return the authority that certifies this world's hosts."""
    return trustme.CA()


@cache
def trusting() -> ssl.SSLContext:
    """Return a client that trusts the authority alone."""
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


def serving(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """Return a server that has a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
