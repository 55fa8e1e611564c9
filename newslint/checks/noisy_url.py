"""A link whose URL carries what tracks its reader, or the search that found it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.rows import SHOWING, Link
from newslint.source import Span

_URL = re.compile(
    r"(?P<page>https?://(?P<host>[^/?#:@\s]++)[^?#]*)\?(?P<query>[^#]*+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


class NoisyUrl(Options, frozen=True):
    """What is noise in the query of a URL."""

    noise: tuple[str, ...] = ()
    """Parameters that no page needs, `*` for any letters; case does not matter."""
    keep: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By domain, the parameters that tell its pages apart: beside one of them all others are noise."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The names of noise as one pattern."""
        names = [".*".join(map(re.escape, name.split("*"))) for name in self.noise]
        return re.compile("|".join(names) or r"(?!)", re.IGNORECASE)


@check("noisy-url", reads="links", options=NoisyUrl, facts=("parameters",))
def noisy_url(rows: Sequence[Link], document: Document, options: NoisyUrl) -> Iterator[Finding]:
    """Yield the links with such parameters, those of a post with the same ones as one."""
    found: dict[tuple[str, ...], dict[Link, str]] = {}
    for row in rows:
        url = _URL.fullmatch(row.target) if "?" in row.target and not row.templated else None
        # A URL inside a URL is an archive's or a redirect's, which want it whole.
        if url is None or "://" in url["query"] or "%3a%2f%2f" in url["query"].lower():
            continue
        parts = url["query"].split("&")
        noise = _noise(url["host"].lower(), [part.partition("=")[0] for part in parts], options)
        if noise:
            kept = "&".join(part for part in parts if part.partition("=")[0] not in noise)
            quiet = f"{url['page']}?{kept}" if kept else url["page"]
            found.setdefault(noise, {})[row] = quiet + url["rest"]
    for noise, links in found.items():
        places = dict.fromkeys(row.place for row in links)
        # A campaign may be one that the site agreed to, and where readers see the URL, they decide.
        safe = not any(
            options.pattern.fullmatch(name) for name in noise
        ) and not SHOWING.intersection(row.kind for row in links)
        yield from together(
            places, {"parameters": ", ".join(noise)}, fix=_fix(links, document, safe=safe)
        )


def _noise(host: str, names: Sequence[str], options: NoisyUrl) -> tuple[str, ...]:
    """Return the names of the parameters that a page does without, each once."""
    for domain, kept in options.keep.items():
        if f".{host}".endswith(f".{domain}") and not set(kept).isdisjoint(names):
            return tuple(dict.fromkeys(name for name in names if name not in kept))
    return tuple(dict.fromkeys(name for name in names if options.pattern.fullmatch(name)))


def _fix(links: Mapping[Link, str], document: Document, *, safe: bool) -> Fix | None:
    """Return the edits that take the noise out; None where a URL is spelt otherwise."""
    edits: dict[Span, Edit] = {}
    for row, quiet in links.items():
        edit = _edit(document, row, quiet)
        if edit is None:
            return None
        edits[edit.span] = edit
    return Fix(tuple(edits.values()), safe=safe)


def _edit(document: Document, row: Link, quiet: str) -> Edit | None:
    """Return the edit of one URL, its `&` as it is or as HTML has it; None if it is spelt otherwise."""
    for ampersand in ("&", "&amp;"):
        spelt = document.source.place_of(row.target.replace("&", ampersand), row.place)
        if spelt:
            return Edit(spelt, quiet.replace("&", ampersand))
    return None
