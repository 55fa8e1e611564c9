"""One request and its answer; redirects are the caller's."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Literal, NamedTuple, Self, TypeAlias

import aiohttp
from yarl import URL

import newslint
from newslint.remote.address import Address
from newslint.remote.body import CODINGS, Unpacker, is_readable
from newslint.remote.faults import Fault, Refused, fault_of
from newslint.remote.names import Judge, Names

Method: TypeAlias = Literal["HEAD", "GET"]

_LARGEST_HEADER = 64 * 1024
"""Bytes of a header's field, and of the first line: some policies of security fill 20 KiB."""
_KEPT_ALIVE = 4.0
"""Seconds for which a connection that nobody uses is kept."""
# Firewalls turn away whatever has `link`, `bot`, `crawl`, `spider` or `check` in its name.
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; newslint/{newslint.__version__})",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": CODINGS,
}
_PAGES = ("text/html", "application/xhtml+xml")
_NO_PAGE = 300
"""From this status on an answer is not the page."""
_DRAINED = 16 * 1024
"""Bytes that are sooner read than a connection is made."""
_PATIENCE = 1.0
"""Seconds that this is worth."""
TITLE = 64 * 1024
PAGE = 1024 * 1024
"""How much of a page is read for its title, and for its fragments: bytes, unpacked."""


class Request(NamedTuple):
    """What is to be sent."""

    address: Address
    method: Method
    headers: Mapping[str, str]
    """Beside those that all have."""
    limit: int
    """How many bytes of a page are read at most."""


class Answer(NamedTuple):
    """What a host answered."""

    status: int
    headers: Mapping[str, str]
    """By name in any case; the first of those that repeat."""
    body: bytes | None
    """Of a page of HTML, its beginning; None where none was read."""
    is_whole: bool = False
    """Whether the body is all there."""

    @property
    def charset(self) -> str:
        """Return what the header says that the body is encoded in; '' where it does not."""
        written = self.headers.get("Content-Type", "")
        _, _, value = written.lower().partition("charset=")
        return value.partition(";")[0].strip(" \"'")


class Client:
    """The connections of one run."""

    def __init__(
        self, names: Names, may_ask: Judge, timeout: float, tls: ssl.SSLContext | None
    ) -> None:
        """`timeout` in seconds; `tls` is whom to trust, None for the system's authorities."""
        self._may_ask = may_ask
        self._timeout = timeout
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=names,
                use_dns_cache=False,
                ssl=tls or True,
                limit=0,  # the schedule's affair
                keepalive_timeout=_KEPT_ALIVE,
            ),
            headers=_HEADERS,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            max_line_size=_LARGEST_HEADER,
            max_field_size=_LARGEST_HEADER,
        )
        self.requests = 0
        """How many were sent."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def answer(self, request: Request) -> Answer | Fault:
        """Send a request, and return what came of it."""
        ip = request.address.ip
        try:
            if ip is not None and not self._may_ask(ip):
                raise Refused("private-address", request.address.host)
            return await self._sent(request)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return fault_of(error)

    async def _sent(self, request: Request) -> Answer | Fault:
        self.requests += 1
        deadline = asyncio.get_running_loop().time() + self._timeout
        async with asyncio.timeout_at(deadline):
            response = await self._session.request(
                request.method,
                URL(request.address.url, encoded=True),
                headers=request.headers,
                allow_redirects=False,
            )
        try:
            body, is_whole = None, False
            if request.method == "GET" and response.status < _NO_PAGE and _is_page(response):
                body, is_whole = await _body(response, request.limit, deadline)
            elif response.content_length and response.content_length <= _DRAINED:
                await _drain(response)
            return Answer(response.status, response.headers, body, is_whole)
        except Refused as refused:
            return refused.fault._replace(status=response.status)
        finally:
            # A connection on which something is left unread is of no further use.
            response.close()


def _is_page(response: aiohttp.ClientResponse) -> bool:
    """Tell whether the body is a page that can be read."""
    kind = response.headers.get("Content-Type", "text/html").lower()
    return kind.startswith(_PAGES) and is_readable(response.headers.get("Content-Encoding", ""))


async def _drain(response: aiohttp.ClientResponse) -> None:
    """Read on to the end of a short body that nobody wants, to keep the connection."""
    with suppress(TimeoutError, aiohttp.ClientError):
        async with asyncio.timeout(_PATIENCE):
            await response.read()


async def _body(
    response: aiohttp.ClientResponse, limit: int, deadline: float
) -> tuple[bytes, bool]:
    """Return a body's beginning, and whether it is all: one that comes too slowly is cut there."""
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""), limit)
    try:
        async with asyncio.timeout_at(deadline):
            async for chunk in response.content.iter_any():
                unpacker.take(chunk)
                if unpacker.is_full:
                    return bytes(unpacker.content), False
    except (TimeoutError, aiohttp.ClientError):
        return bytes(unpacker.content), False
    return bytes(unpacker.content), True
