"""Organisations: who is named as a source, and on which hosts they speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import msgspec

from newslint.attribution.statements import ClaimOptions, Statement
from newslint.facts.compared import normalised
from newslint.rows import Link
from newslint.urls import host_in

_PARTS = re.compile(r"(?<!\s)\s+[-–—|:]\s+|[|(（\[)）\]]|(?<!\s)\s*[,·/]\s+")
"""What stands between a headline and whose it is."""
_ADDRESS = re.compile(r"(?i:https?://|www\.)\S*")
_SHOWN = re.compile(
    r"(?:https?://(?:www\.)?|www\.)(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#:]\S*)?",
    re.IGNORECASE,
)
"""An address as a text. Without scheme or `www.` it may be a name: `Node.js`."""


_LONGEST = 300
"""Code points at the end of a link's text in which a name is looked for."""


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation that is named as a source."""

    name: str
    hosts: tuple[str, ...]
    """Hosts on which it speaks, those below them included."""
    also: tuple[str, ...] = ()
    """Other names."""
    since: str = ""
    """The first day on which it had this name, as ISO 8601 has it; '' where that is long ago."""
    until: str = ""
    """The last day on which it had this name; '' where it has it still."""
    wire: bool = False
    """True for a news agency, whose copy others carry."""


class OrganisationOptions(ClaimOptions, frozen=True):
    """Who is known."""

    organisations: tuple[Organisation, ...] = ()
    """Who is named as a source: `name`, `also`, `hosts`, `since`, `until`, `wire`."""
    umbrellas: tuple[tuple[str, ...], ...] = ()
    """Domains that the public bodies of a country share, a list for each country."""
    aggregators: tuple[str, ...] = ()
    """Hosts that show what others wrote."""
    relays: tuple[str, ...] = ()
    """Hosts whose URLs do not tell who speaks there."""
    descriptors: tuple[str, ...] = ()
    """Words after a name that say what of the organisation is meant."""

    @cached_property
    def register(self) -> Register:
        """The organisations by name and by host."""
        return Register(self.organisations, self.umbrellas, self.descriptors)

    @cached_property
    def mute(self) -> frozenset[str]:
        """The hosts that do not tell whose page it is."""
        return frozenset((*self.aggregators, *self.relays))


class Claim(NamedTuple):
    """A link that a source statement calls somebody's."""

    link: Link
    host: str
    """Where it leads."""
    name: str
    """Who it is said to be, as it is written; or the host that its text shows."""
    organisations: tuple[Organisation, ...]
    """Those that have, or had, this name; none where the text shows a host."""


class Register:
    """The organisations by name and by host."""

    def __init__(
        self,
        organisations: Iterable[Organisation],
        umbrellas: Iterable[tuple[str, ...]] = (),
        descriptors: Iterable[str] = (),
    ) -> None:
        """Take organisations, the domains that public bodies share, and words after names."""
        self._umbrellas = tuple(map(frozenset, umbrellas))
        self._named: dict[str, list[Organisation]] = {}
        hosts: set[str] = set()
        for row in organisations:
            hosts.update(row.hosts)
            for name in (row.name, *row.also):
                self._named.setdefault(normalised(name), []).append(row)
        self._hosts = frozenset(hosts)
        after = sorted(map(normalised, descriptors), key=len, reverse=True)
        self._after = tuple(filter(None, after))

    def named(self, text: str, day: str = "") -> Organisation | None:
        """Return whom a text names and nothing else; of several the one that was so called.

        `day` is the day in question, as ISO 8601 has it; without one the last is taken.
        """
        found = self._all_named(text)
        fitting = [row for row in found if row.since <= day <= (row.until or day)] if day else []
        return next(reversed(fitting or found), None)

    def _all_named(self, text: str) -> list[Organisation]:
        key = normalised(text)
        found = self._named.get(key, [])
        if not found:
            bare = next((key.removesuffix(word) for word in self._after if key.endswith(word)), "")
            found = self._named.get(bare, [])
        return found

    def mentioned(self, text: str) -> Organisation | None:
        """Return an organisation that a text speaks of, that of the longest name."""
        key = normalised(text)
        names = [name for name in self._named if name in key]
        return self._named[max(names, key=len)][0] if names else None

    def speaks_on(self, organisation: Organisation, host: str) -> bool:
        """Tell whether an organisation may well speak on a host."""
        if host_in(host, organisation.hosts):
            return True
        if organisation.wire and host_in(host, self._hosts):
            return True
        return any(self.are_akin(own, host) for own in organisation.hosts)

    def are_akin(self, one: str, other: str) -> bool:
        """Tell whether two hosts are one publisher's, or public bodies' of one country."""
        if host_in(one, (other,)) or host_in(other, (one,)):
            return True
        return any(host_in(one, shared) and host_in(other, shared) for shared in self._umbrellas)

    def claims(self, statement: Statement) -> Iterator[Claim]:
        """Yield the links of a statement that are said to be somebody's."""
        for link, host in statement.abroad:
            shown = _SHOWN.fullmatch(link.text.strip())
            if shown and link.kind not in ("bare", "autolink"):
                yield Claim(link, host, shown["host"].lower(), ())
                continue
            around = (
                statement.text.replace(link.text, " ").strip() if len(statement.links) == 1 else ""
            )
            # Beside a headline the site's own name may stand as well.
            for text in (_last(link.text), around if _is_address(link.text) else ""):
                found = self._all_named(text) if text else []
                if found:
                    yield Claim(link, host, text, tuple(found))
                    break


def _last(text: str) -> str:
    """Return what stands after a headline, or the whole of a text that has no parts."""
    end = " ".join(text[-_LONGEST:].split())
    parts = [part.strip(" '\"‘’“”") for part in _PARTS.split(_ADDRESS.sub("", end))]
    return next((part for part in reversed(parts) if part), "")


def _is_address(text: str) -> bool:
    return not _ADDRESS.sub("", text).strip()
