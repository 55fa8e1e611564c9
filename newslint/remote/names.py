"""Host names to addresses, each looked up once a run, and judged before anything connects.

aiohttp connects to what its resolver returns and to nothing else, so a name that is asked twice
cannot be public for the judgement and private for the connection.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TypeAlias

from aiohttp.abc import AbstractResolver, ResolveResult

from newslint.remote.faults import Refused, one_line
from newslint.remote.verdict import Cause

LookUp: TypeAlias = Callable[[str], Awaitable[Sequence[str]]]
"""Returns the addresses of a name; raises socket.gaierror."""
Judge: TypeAlias = Callable[[IPv4Address | IPv6Address], bool]

_AT_ONCE = 32
"""Names that are looked up at once: each takes a thread, and one that is dead takes it long."""
_PATIENCE = 10.0
"""Seconds for a name."""
_FAMILIES = {4: socket.AF_INET, 6: socket.AF_INET6}
_ABSENT = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class Names(AbstractResolver):
    """The names of one run."""

    def __init__(self, look_up: LookUp, may_ask: Judge) -> None:
        self._look_up = look_up
        self._may_ask = may_ask
        self._known: dict[str, asyncio.Task[Sequence[str]]] = {}
        self._free = asyncio.Semaphore(_AT_ONCE)
        self.found = 0
        """How many names have addresses."""
        self.absent: set[str] = set()
        """Names that do not exist."""

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - the interface's; all are looked up
    ) -> list[ResolveResult]:
        """Return the addresses that may be asked; Refused where there is none."""
        if host not in self._known:
            self._known[host] = asyncio.create_task(self._addresses(host))
        # One request's timeout must not end what others wait for.
        addresses = await asyncio.shield(self._known[host])
        judged = [(text, ip_address(text.partition("%")[0])) for text in addresses]
        allowed = [(text, address) for text, address in judged if self._may_ask(address)]
        if not allowed:
            raise Refused("private-address", one_line(f"{host} is {', '.join(addresses)}"))
        return [_result(host, text, port, address.version) for text, address in allowed]

    def forget_failures(self) -> None:
        """Look up again, when asked again, what could not be looked up."""
        failed = [
            host
            for host, task in self._known.items()
            if task.done() and (task.cancelled() or task.exception())
        ]
        for host in failed:
            del self._known[host]

    async def close(self) -> None:
        """End what is still being looked up."""
        for task in self._known.values():
            task.cancel()
        await asyncio.gather(*self._known.values(), return_exceptions=True)

    async def _addresses(self, host: str) -> Sequence[str]:
        try:
            async with self._free, asyncio.timeout(_PATIENCE):
                addresses = await self._look_up(host)
        except TimeoutError as error:
            raise Refused("unresolved", f"{host}: no answer") from error
        except socket.gaierror as error:
            cause: Cause = "no-such-host" if error.errno in _ABSENT else "unresolved"
            if cause == "no-such-host":
                self.absent.add(host)
            raise Refused(cause, one_line(f"{host}: {error.strerror}")) from error
        except (OSError, UnicodeError) as error:
            raise Refused("unresolved", one_line(f"{host}: {error}")) from error
        if not addresses:
            raise Refused("no-such-host", f"{host}: no addresses")
        self.found += 1
        return addresses


async def look_up(host: str) -> Sequence[str]:
    """Return a name's addresses, as the system knows them.

    In a thread of its own that nobody waits for at the end: a pool's threads would hold up the
    process until the last dead name has timed out.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def tell(addresses: Sequence[str], error: OSError | UnicodeError | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(addresses)

    def ask() -> None:
        found: dict[str, None] = {}
        failed: OSError | UnicodeError | None = None
        try:
            for row in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
                found[str(row[4][0])] = None
        except (OSError, UnicodeError) as error:
            failed = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, tuple(found), failed)

    threading.Thread(target=ask, daemon=True, name=f"look up {host}").start()
    return await answer


def _result(host: str, address: str, port: int, version: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=_FAMILIES[version],
        proto=0,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
