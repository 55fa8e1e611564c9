"""What an answer means for the link: its outcome and its cause."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from newslint.remote.address import Address, address_of
from newslint.remote.client import Answer
from newslint.remote.faults import Fault, one_line
from newslint.remote.known import any_of, known_pages
from newslint.remote.page import Page
from newslint.remote.settings import HostSettings
from newslint.remote.verdict import Cause, Hop, Outcome
from newslint.urls import host_in, is_home

_BY_STATUS: dict[int, tuple[Outcome, Cause]] = {
    401: ("unreachable", "sign-in"),
    403: ("unreachable", "forbidden"),
    404: ("dead", "not-found"),
    407: ("unreachable", "sign-in"),
    410: ("dead", "gone"),
    429: ("unreachable", "rate-limited"),
    451: ("unreachable", "legal"),
    999: ("unreachable", "bot-wall"),
}
_PERMANENT = frozenset({301, 308})
_SESSION = re.compile(
    r"jsessionid|phpsessid|[?&;](?:sid|sess(?:ion)?(?:_?id)?|token|ticket|t|ts|timestamp)=",
    re.IGNORECASE,
)
"""What is in a URL for one visit only."""
_SEPARATOR = re.compile(
    r"(?<!\s)\s+[-|·:–—»«/]+\s+|(?:(?<!\s)\s+)?[|»«]\s*|:\s+|(?:(?<!\s)\s+)?::\s*"
)


class Judgement(NamedTuple):
    """What an answer means, and what shows it."""

    outcome: Outcome
    cause: Cause
    evidence: str = ""


_ALIVE = Judgement("alive", "answered")


def judged(
    hops: tuple[Hop, ...],
    end: Answer | Fault,
    page: Page | None,
    fragment: str | None,
    host: HostSettings,
) -> Judgement:
    """Judge an answer, and the page that it brought.

    `fragment` is the link's, or a redirect's; `host` is what is known of the last one.
    """
    if isinstance(end, Fault):
        outcome: Outcome = "dead" if end.cause == "no-such-host" else "unreachable"
        return Judgement(outcome, end.cause, end.evidence)
    found = _by_status(end, host)
    if found is not None:
        return found
    suspicion = _redirected(hops) or (_doubted(page) if page else None)
    if suspicion is not None:
        return suspicion
    if page and fragment and host.fragments and _lacks(page, fragment, is_whole=end.is_whole):
        return Judgement("missing-fragment", "no-fragment", one_line(f"#{fragment}"))
    return Judgement("moved", "moved") if _has_moved(hops) else _ALIVE


def _has_moved(hops: tuple[Hop, ...]) -> bool:
    """Tell whether the link should lead to where the redirects do."""
    *redirects, end = hops
    if not redirects or any(hop.status not in _PERMANENT for hop in redirects):
        return False
    first, last = address_of(hops[0].url), address_of(end.url)
    if _SESSION.search(last.target):
        return False
    # Which home page a host shows goes by the language that it takes a visitor for.
    return first.path == last.path or not (is_home(first.url) and is_home(last.url))


def page_of(end: Answer | Fault) -> Page | None:
    """Return the page that an answer brought."""
    if isinstance(end, Fault) or end.body is None:
        return None
    return Page(end.body, end.charset)


def _by_status(answer: Answer, host: HostSettings) -> Judgement | None:
    """Judge by the status alone; None where that says that the page is there."""
    status = answer.status
    if status in host.accept:
        return Judgement("alive", "accepted")
    if status in host.untold:
        return Judgement("unreachable", "untold")
    if answer.headers.get("cf-mitigated"):
        # Cloudflare's own word for a challenge in place of the page, whatever the status.
        return Judgement("unreachable", "bot-wall", "cf-mitigated")
    if status in _BY_STATUS:
        return Judgement(*_BY_STATUS[status])
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return Judgement("unreachable", "bad-redirect", "no Location")
    return Judgement("unreachable", "server-fault" if 500 <= status < 600 else "refused")


def _redirected(hops: tuple[Hop, ...]) -> Judgement | None:
    """Judge by where redirects have led."""
    if len(hops) < 2:
        return None
    first, last = address_of(hops[0].url), address_of(hops[-1].url)
    pages = known_pages()
    if host_in(last.host.removeprefix("www."), pages.parking):
        return Judgement("suspicious", "parked", one_line(last.host))
    if _leads(pages.signs_in, first, last):
        return Judgement("unreachable", "sign-in", one_line(last.url))
    if _leads(pages.errors, first, last):
        return Judgement("suspicious", "error-redirect", one_line(last.url))
    if is_home(last.url) and not is_home(first.url) and _are_one_site(first.host, last.host):
        return Judgement("suspicious", "home-redirect", one_line(last.url))
    return None


def _leads(pattern: str, first: Address, last: Address) -> bool:
    """Tell whether the last path is of a kind that the first is not."""
    kind = any_of((pattern,))
    return bool(kind.search(last.path)) and not kind.search(first.path)


def _are_one_site(one: str, other: str) -> bool:
    """Tell whether one host is the other, or lies below it; a shortener's is another's."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _doubted(page: Page) -> Judgement | None:
    """Judge by what the page says of itself."""
    patterns = _patterns()
    title = page.title
    if patterns.sales.search(title):
        return Judgement("suspicious", "parked", one_line(title))
    parker = next((host for host in page.sources if host_in(host, known_pages().parking)), "")
    if parker:
        return Judgement("suspicious", "parked", one_line(parker))
    for said in (title, page.alert):
        if patterns.absent.search(said):
            return Judgement("suspicious", "error-title", one_line(said))
    if any(patterns.titles.fullmatch(part.strip()) for part in _SEPARATOR.split(title)):
        return Judgement("suspicious", "error-title", one_line(title))
    return None


def _lacks(page: Page, fragment: str, *, is_whole: bool) -> bool:
    """Tell whether a page has no such place; of a page that was cut off nothing is told."""
    return is_whole and page.has(fragment) is False


class _Patterns(NamedTuple):
    titles: re.Pattern[str]
    absent: re.Pattern[str]
    sales: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    pages = known_pages()
    return _Patterns(any_of(pages.titles), any_of(pages.absent), any_of(pages.sales))
