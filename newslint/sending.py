"""What one file gives, as bytes: sent from a worker, and kept on disk, in the same form.

MessagePack, read back by type: what does not fit its type is refused, and nothing in it can run.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from newslint.diagnostic import Diagnostic
from newslint.facts import Facts
from newslint.facts.packing import bytes_packed
from newslint.lint import Mapped
from newslint.plan import Plans
from newslint.suppress import Used
from newslint.suppression import Suppression
from newslint.told import Crash


class Findings(NamedTuple):
    """What is found in one file by itself, under one plan."""

    kind: str
    """The kind of its plan; the plan itself is known to who reads this."""
    overrides: tuple[int, ...]
    diagnostics: msgspec.Raw
    """Packed by themselves: they are read when they are told."""
    crashes: tuple[Crash, ...]
    suppressions: tuple[Suppression, ...]
    used: frozenset[Used]
    digest: bytes
    cut: frozenset[str]


class Seen(NamedTuple):
    """What a file looked like, and what was read."""

    mark: str
    """See `marks.py`; '' for what is not on disk."""
    noted: int
    """When it was looked at, in nanoseconds since 1970."""
    digest: bytes


class Sent(NamedTuple):
    """What one file gives."""

    facts: bytes = b""
    """Empty where it could not be parsed, or is no text."""
    findings: bytes = b""
    """Empty where it was not linted."""
    keeps: bool = True
    """False where another try may give something else: the file could not be read, a check failed or
    was stopped."""
    notice: str = ""
    seen: Seen | None = None
    """What the file looked like before it was read, where that is to be noted."""


class Received(NamedTuple):
    """What one file has given."""

    facts: Facts | None
    mapped: Mapped | None
    """Without its diagnostics; None where it was not linted."""
    packed: msgspec.Raw
    """The diagnostics."""


_encode = msgspec.msgpack.Encoder().encode
_facts = msgspec.msgpack.Decoder(Facts).decode
_findings = msgspec.msgpack.Decoder(Findings).decode
_NONE: frozenset[Used] = frozenset()
"""One for all that use none: an empty set takes more room than all else of a file."""
_diagnostics = msgspec.msgpack.Decoder(tuple[Diagnostic, ...]).decode


def sent(mapped: Mapped, *, report: bool) -> Sent:
    """Return what a file gives as bytes; with `report` false only what the site remembers."""
    facts = bytes_packed(mapped.facts) if mapped.facts is not None else b""
    if not report and not mapped.crashes and not mapped.cut:
        return Sent(facts)
    told = Findings(
        mapped.plan.kind,
        mapped.plan.overrides,
        packed(mapped.diagnostics),
        mapped.crashes,
        mapped.suppressions,
        mapped.used,
        mapped.digest,
        mapped.cut,
    )
    is_whole = mapped.facts is not None and not mapped.crashes and not mapped.cut
    return Sent(facts, bytes_packed(told), keeps=is_whole)


def facts_in(path: str, facts: bytes) -> Facts:
    """Read the Facts of a file; raise msgspec.MsgspecError for bytes that are something else."""
    found = _facts(facts)
    return found if found.path == path else found._replace(path=path)


def told_in(bytes_of: Sent) -> Findings:
    """Read what is found in a file that was linted; raise msgspec.MsgspecError as `facts_in` does."""
    return _findings(bytes_of.findings)


def received(path: str, bytes_of: Sent, plans: Plans) -> Received:
    """Read what a file gives; raise msgspec.MsgspecError for bytes that are something else."""
    facts = facts_in(path, bytes_of.facts) if bytes_of.facts else None
    if not bytes_of.findings:
        return Received(facts, None, NOTHING)
    told = told_in(bytes_of)
    plan = plans.same(told.kind, told.overrides)
    used = told.used or _NONE
    mapped = Mapped(plan, facts, (), told.crashes, told.suppressions, used, told.digest, told.cut)
    return Received(facts, mapped, told.diagnostics)


def packed(diagnostics: tuple[Diagnostic, ...]) -> msgspec.Raw:
    """Return diagnostics packed, as they are held and sent."""
    return msgspec.Raw(bytes_packed(diagnostics))


def diagnostics_of(packed: msgspec.Raw | bytes) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that are packed; none of bytes that are something else."""
    try:
        return _diagnostics(packed)
    except msgspec.MsgspecError:
        return ()


NOTHING = msgspec.Raw(_encode(()))
"""No diagnostics, packed."""
