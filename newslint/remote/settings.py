"""How to ask: what `online:` in the configuration says, in seconds and with every default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec

from newslint.urls import meant_host

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)?")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}


def duration(written: object) -> float:
    """Return the seconds of a duration: `50ms`, `20s`, `2m`, or a number of milliseconds.

    ValueError where it is none.
    """
    is_written = isinstance(written, int | float | str) and not isinstance(written, bool)
    found = _DURATION.fullmatch(str(written).strip()) if is_written else None
    if found is None:
        raise ValueError(f"{written!r} is no duration: write 50ms, 20s or 2m")
    return float(found[1]) * _UNITS[found[2] or "ms"]


class HostSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How a host, and what lies below it, is asked and understood."""

    headers: dict[str, str] = {}
    """Sent to this host alone, never to where it redirects."""
    interval: float | None = None
    """Seconds between the beginnings of two requests; None for the general one."""
    concurrency: int | None = None
    method: Literal["head", "get"] = "head"
    """`get` where HEAD is answered wrongly, or only a page's title tells whether it is one."""
    accept: tuple[int, ...] = ()
    """Statuses of 300 and above that mean that a link works."""
    untold: tuple[int, ...] = ()
    """Statuses, 404 for instance, that say nothing here."""
    fragments: bool = True
    """False where a script makes the places that fragments name."""
    off: bool = False
    """True: nothing is asked."""


class Settings(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True, rename="kebab"):
    """How a run asks. Durations are seconds."""

    concurrency: int = 128
    """Requests under way at once."""
    host_concurrency: int = 8
    host_interval: float = 0.05
    """Between the beginnings of two requests to one host."""
    timeout: float = 20.0
    """For one answer, from connecting to the last byte that is read."""
    retries: int = 2
    """How often what did not answer is asked again, after everything else."""
    budget: float | None = None
    """For the whole run; what is not asked by then is listed."""
    allow_private: bool = False
    """Whether loopback and private addresses are asked; link-local ones never are."""
    include: tuple[str, ...] = ()
    """Regular expressions: only URLs in which one of them is found are asked; all if empty."""
    exclude: tuple[str, ...] = ()
    """Regular expressions: URLs in which one of them is found are not asked."""
    hosts: Mapping[str, HostSettings] = {}
    """By host name in lower case, without `www.`; each holds for what lies below it too."""

    def selects(self, url: str) -> bool:
        """Tell whether a URL is to be asked: it is http(s), not excluded, its host not off."""
        if not url.lower().startswith(("http://", "https://", "//")):
            return False
        included, excluded = self._patterns
        if excluded and excluded.search(url):
            return False
        if included and not included.search(url):
            return False
        return not self.host(meant_host(url)).off

    def host(self, name: str) -> HostSettings:
        """Return what holds for a host: the nearest entry above it."""
        return self.hosts.get(self.queue(name), _NONE)

    def queue(self, name: str) -> str:
        """Return the name of the queue that a host shares with others: its entry's, or its own."""
        found = self._queues.get(name)
        if found is None:
            own = labels = name.lower().removeprefix("www.")
            while labels and labels not in self.hosts:
                labels = labels.partition(".")[2]
            found = self._queues[name] = labels or own
        return found

    @cached_property
    def _queues(self) -> dict[str, str]:
        """The queues of the hosts that were asked about."""
        return {}

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        return _joined(self.include), _joined(self.exclude)


def _joined(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


_NONE = HostSettings()
