"""What came of asking for a URL: a verdict, with its evidence.

There are three verdicts in the end: the link works, it is broken, or it cannot be told. What lies
behind each is its outcome, and behind that its cause, both of a closed set of words.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import msgspec

Outcome: TypeAlias = Literal[
    "alive", "moved", "dead", "unreachable", "missing-fragment", "suspicious"
]
Cause: TypeAlias = Literal[
    # alive, moved
    "answered",  # a status from 200 to 299
    "accepted",  # a status that the settings accept
    "moved",  # 301 or 308 all the way, to a page that answers
    # dead
    "not-found",  # 404
    "gone",  # 410
    "no-such-host",  # the name does not exist
    "malformed",  # no browser can make a request of it
    # unreachable: it may be there for a reader
    "sign-in",  # 401, 407, or sent to a page to sign in at
    "forbidden",  # 403
    "rate-limited",  # 429
    "bot-wall",  # 999, `cf-mitigated`
    "legal",  # 451
    "refused",  # another status from 400 to 499, or one that HTTP does not know
    "server-fault",  # 500 to 599
    "untold",  # a status that says nothing on this host, as the settings know
    "timeout",
    "not-connected",  # nothing listens, or no way leads there
    "cut-off",  # the connection ended before the answer did
    "unresolved",  # the name could not be looked up just now
    "no-network",  # nothing at all was reached in this run
    "tls-expired",
    "tls-host",  # the certificate is for another name
    "tls-untrusted",  # self-signed, or its issuer is not known here
    "tls-policy",  # an old protocol, cipher or renegotiation that OpenSSL refuses and browsers may not
    "bad-answer",  # no HTTP, headers above 64 KiB, a body that does not decode
    "redirect-loop",
    "redirect-limit",
    "bad-redirect",  # to nowhere, or to what is not http
    "private-address",  # never asked: a loopback, private, link-local or metadata address
    # missing-fragment
    "no-fragment",
    # suspicious
    "error-title",  # the page answers well, and its title, or an alert, says that there is none
    "error-redirect",  # to an address that says `error` or `404`
    "home-redirect",  # a deep URL leads to the home page
    "parked",  # the domain is for sale
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
CAUSES: tuple[Cause, ...] = get_args(Cause)
_IN_THE_END: dict[Outcome, Literal["works", "broken", "unknown"]] = {
    "alive": "works",
    "moved": "works",
    "dead": "broken",
    "missing-fragment": "broken",
    "suspicious": "unknown",
    "unreachable": "unknown",
}


class Wanted(msgspec.Struct, frozen=True):
    """A URL to be asked for."""

    url: str
    """As it is written, character references decoded; its fragment included."""
    new: bool = False
    """Whether the change adds it: new URLs are asked first."""
    seen: bool = False
    """Whether its page was read the last time, and was there. HEAD is enough then; else a page is
    asked for by GET, and its title read."""


class Hop(msgspec.Struct, frozen=True, array_like=True):
    """A URL that was asked for, and the status that it answered; 0 where it did not answer."""

    url: str
    """As it was sent: a URI (RFC 3986), without a fragment."""
    status: int = 0


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a URL once it was asked for."""

    url: str
    """As it was wanted, its fragment included."""
    outcome: Outcome
    cause: Cause
    status: int = 0
    """Of the last answer; 0 where there was none."""
    method: Literal["HEAD", "GET", ""] = ""
    """Of the last request; '' where none was sent."""
    hops: tuple[Hop, ...] = ()
    """The way to the answer, the URL itself first; empty where nothing was sent."""
    evidence: str = ""
    """What shows it, where the status does not: a title, a host, an error's text. One line of at
    most 200 code points, without control characters; written by the other side, so untrusted."""
    moved_to: str = ""
    """What to write instead, the fragment included, where the outcome is `moved`."""
    asked_at: int = 0
    """When it was asked, in seconds since 1970 (POSIX)."""
    seconds: float = 0.0
    """From the first request to the last answer, waiting in the queue not included."""
    attempts: int = 1
    """How often it was asked; 0 where it was not, since its host had not answered others."""

    @property
    def in_the_end(self) -> Literal["works", "broken", "unknown"]:
        """Return which of the three verdicts it is."""
        return _IN_THE_END[self.outcome]


class Asked(msgspec.Struct, frozen=True):
    """What a run of asking gave."""

    verdicts: dict[str, Verdict]
    """By the URL as it was wanted."""
    unasked: tuple[str, ...] = ()
    """What the budget or an interruption left, in the order in which it was wanted."""
    interrupted: bool = False
    requests: int = 0
    """How many were sent, redirects and repetitions included."""
    seconds: float = 0.0
    bound: float = 0.0
    """Seconds below which no run can stay that keeps to the settings' intervals."""
