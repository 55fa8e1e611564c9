"""The way from a URL to its answer: which request comes next, until there is none.

It sends nothing and waits for nothing: it is told each answer, and says what to ask then. So each
request, a redirect's too, takes its turn in its own host's queue.
"""

from __future__ import annotations

from typing import Literal

from newslint.remote.address import Address, address_of
from newslint.remote.client import PAGE, TITLE, Answer, Method, Request
from newslint.remote.faults import Fault, one_line
from newslint.remote.manners import Manners
from newslint.remote.verdict import Hop

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST = 20
"""Redirects that a browser follows (Fetch, 4.4)."""
_REFUSED = 400
_AS_MEANT = frozenset({401, 407, 429, 451, 999})
"""Refusals that are not about HEAD, and that another request would only aggravate."""
_NO_HEAD = frozenset({405, 501})
"""A host that says this to one HEAD says it to all (RFC 9110, 9.3.2)."""
_CHOKED = frozenset({"cut-off", "bad-answer"})
"""What a server does that was not made for HEAD."""


class Trail:
    """One attempt at a URL."""

    def __init__(self, address: Address, manners: Manners, *, titled: bool, placed: bool) -> None:
        """`titled`: the page's title is wanted; `placed`: its fragments are."""
        self.address = address
        """What is asked for next, or was at last."""
        self._manners = manners
        self._placed = placed
        self._wants_page = titled or placed
        self.method: Method | Literal[""] = ""
        """Of the last request; '' before the first."""
        self.hops: list[Hop] = []
        self.end: Answer | Fault | None = None
        """None while there is a request left."""
        self.fragment: str | None = None
        """That a redirect names in place of the link's own."""

    def request(self) -> Request:
        """Return the next request; its answer is to be taken."""
        host = self.address.host
        wants_get = self._wants_page or self._manners.method(host) == "GET"
        self.method = "GET" if wants_get else "HEAD"
        limit = PAGE if self._placed else TITLE
        headers = {} if self._is_exposed else self._manners.headers(host)
        return Request(self.address, self.method, headers, limit)

    def take(self, answer: Answer | Fault) -> None:
        """Take the answer to the last request."""
        if self.method == "HEAD" and self._is_worth_a_get(answer):
            if answer.status in _NO_HEAD:
                self._manners.use_get(self.address.host)
            self._wants_page = True
            return
        self.hops.append(Hop(self.address.url, answer.status))
        if isinstance(answer, Answer) and answer.status in _REDIRECTS:
            location = answer.headers.get("Location")
            if location is not None:
                self._follow(location, answer.status)
                return
        self.end = answer

    @property
    def _is_exposed(self) -> bool:
        """Tell whether a redirect leads out of TLS: a host's own headers may hold a password."""
        return self.address.scheme == "http" and any(
            hop.url.startswith("https:") for hop in self.hops
        )

    def _is_worth_a_get(self, answer: Answer | Fault) -> bool:
        """Tell whether GET may be answered otherwise than HEAD was, or tells more."""
        if isinstance(answer, Fault):
            return answer.cause in _CHOKED
        if answer.status >= _REFUSED:
            return answer.status not in _AS_MEANT and "cf-mitigated" not in answer.headers
        return answer.status not in _REDIRECTS and self._has_led_elsewhere

    @property
    def _has_led_elsewhere(self) -> bool:
        """Tell whether redirects have changed more than the scheme, `www.` or a closing slash."""
        if not self.hops:
            return False
        first = address_of(self.hops[0].url)
        return _page_of(first) != _page_of(self.address)

    def _follow(self, location: str, status: int) -> None:
        try:
            following = address_of(location, self.address)
        except ValueError as error:
            evidence = one_line(f"{location}: {error}")
            self.end = Fault("bad-redirect", evidence, status)
            return
        if any(hop.url == following.url for hop in self.hops):
            self.end = Fault("redirect-loop", one_line(following.url), status)
        elif len(self.hops) > _MOST:
            self.end = Fault("redirect-limit", f"{len(self.hops)} redirects", status)
        if following.fragment is not None:
            self.fragment = following.fragment
        self.address = following


def _page_of(address: Address) -> tuple[str, str]:
    return address.host.removeprefix("www."), address.target.rstrip("/")
