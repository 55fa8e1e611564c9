"""Why there was no answer: what the system, TLS and aiohttp raise, as causes."""

from __future__ import annotations

import re
import ssl
from typing import NamedTuple

import aiohttp

from newslint.remote.verdict import Cause

_EXPIRED = frozenset({9, 10})  # X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
_OTHER_NAME = frozenset({62, 64})  # X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH
_ENDED = (ssl.SSLEOFError, ssl.SSLZeroReturnError)
"""The connection ended, and TLS with it."""
_LONGEST = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
RETRIED: frozenset[Cause] = frozenset(
    {
        "timeout",
        "not-connected",
        "cut-off",
        "unresolved",
        "no-such-host",
        "server-fault",
        "rate-limited",
        "bad-answer",
    }
)
"""What may be otherwise in a while. A name that does not exist is looked up twice before it counts."""
WHOLE_HOST: frozenset[Cause] = frozenset(
    {
        "not-connected",
        "unresolved",
        "no-such-host",
        "tls-expired",
        "tls-host",
        "tls-untrusted",
        "tls-policy",
    }
)
"""What is true of a host's every page."""


class Fault(NamedTuple):
    """No answer, and why."""

    cause: Cause
    evidence: str = ""
    status: int = 0
    """Where there was the beginning of an answer."""


class Refused(OSError):  # noqa: N818 - what happened, not an error
    """A request that is not sent, or whose answer is not read on."""

    def __init__(self, cause: Cause, evidence: str = "") -> None:
        super().__init__(evidence)
        self.fault = Fault(cause, evidence)


def fault_of(error: BaseException) -> Fault:
    """Return what an error of a request means."""
    chain = _behind(error)
    found = next(filter(None, map(_told, chain)), None)
    if found is not None:
        return found
    last = chain[-1]
    text = one_line(getattr(last, "strerror", None) or str(last) or type(last).__name__)
    if any(isinstance(seen, ConnectionResetError | ConnectionAbortedError) for seen in chain):
        return Fault("cut-off", text)
    if isinstance(error, aiohttp.ClientConnectorError):
        return Fault("not-connected", text)
    if isinstance(error, aiohttp.ClientResponseError):
        # What follows its first line is the answer itself.
        return Fault("bad-answer", one_line(error.message.partition("\n")[0].rstrip(": ")))
    if isinstance(error, aiohttp.ClientPayloadError | ValueError):
        return Fault("bad-answer", text)
    return Fault("cut-off", text)


def _told(error: BaseException) -> Fault | None:
    """Return what an error means by itself; None where it is one of many kinds."""
    if isinstance(error, Refused):
        return error.fault
    if isinstance(error, aiohttp.ClientError):
        return None  # some are SSL errors too, without what these know
    if isinstance(error, ssl.SSLCertVerificationError):
        return Fault(_certificate(error), one_line(error.verify_message or str(error)))
    if isinstance(error, TimeoutError):
        return Fault("timeout")
    if isinstance(error, ssl.SSLError) and not isinstance(error, _ENDED):
        return Fault("tls-policy", one_line(getattr(error, "reason", "") or str(error)))
    return None


def _behind(error: BaseException) -> list[BaseException]:
    """Return an error and those that it wraps: aiohttp wraps what the resolver and TLS raise."""
    chain: list[BaseException] = []
    seen: BaseException | None = error
    while seen is not None and seen not in chain:
        chain.append(seen)
        wrapped = getattr(seen, "certificate_error", None) or getattr(seen, "os_error", None)
        seen = wrapped or seen.__cause__
    return chain


def _certificate(error: ssl.SSLCertVerificationError) -> Cause:
    if error.verify_code in _EXPIRED:
        return "tls-expired"
    return "tls-host" if error.verify_code in _OTHER_NAME else "tls-untrusted"


def one_line(text: str) -> str:
    """Return text of the other side as evidence: one line, no control characters, 200 at most."""
    return " ".join(_CONTROL.sub(" ", text).split())[:_LONGEST]
