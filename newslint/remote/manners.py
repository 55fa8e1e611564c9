"""How each host is to be asked: what the settings know of it, and what a run learns."""

from __future__ import annotations

from collections.abc import Mapping

from newslint.remote.client import Method
from newslint.remote.settings import Settings


class Manners:
    """Of one run."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._without_head: set[str] = set()

    def use_get(self, host: str) -> None:
        """Remember that a host does not answer HEAD."""
        self._without_head.add(host)

    def method(self, host: str) -> Method:
        """Return what a host's pages are asked with."""
        wants_get = host in self._without_head or self._settings.host(host).method == "get"
        return "GET" if wants_get else "HEAD"

    def headers(self, host: str) -> Mapping[str, str]:
        """Return what is sent to a host and to no other."""
        return self._settings.host(host).headers

    def interval(self, host: str) -> float:
        """Return the seconds between the beginnings of two requests."""
        own = self._settings.host(host).interval
        return self._settings.host_interval if own is None else own

    def at_once(self, host: str) -> int:
        """Return how many requests may be under way at once."""
        return self._settings.host(host).concurrency or self._settings.host_concurrency
