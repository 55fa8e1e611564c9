"""A link whose URL cannot be what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.check import Edit, Finding, Fix, Options, check
from newslint.document import Document
from newslint.rows import SHOWING, Image, Link
from newslint.source import Span

_SOUND = re.compile(r"(?:https?://[^/\s<>:]|[/#.])[^\s<>:]*")
"""URLs that none of what follows finds fault with, as nearly all are."""
_DOUBLED = re.compile(r"(?:https?:?/{0,2})+(https?:/)(?=/[^/])", re.IGNORECASE)
"""A scheme before a scheme, however many there are."""
_SCHEME = re.compile(r"([A-Za-z]{2,7})(:/{1,3}|//)(?=[^/])")
_KNOWN = frozenset(
    "http https ftp ftps sftp ssh git svn irc ircs rsync news nntp feed file".split()
)
_SLASHES = re.compile(r"(https?)(?:;?//+|:/{3,}|:/(?!/)|:(?!/))(?=\w)", re.IGNORECASE)
"""http or https, and anything but `://`."""
_MAIL = re.compile(r"(?:mail-to|mail|mailtp|maito):(?=[^/\s]+@)", re.IGNORECASE)
_PASTED = re.compile(r"[^/=?&:%#,;(|@*+!\s\"']https?://[^/\s]+\.", re.IGNORECASE)
_SWALLOWED = re.compile(r"[<>]")
_BLANK = re.compile(r"\s")
_ADDRESS = re.compile(r"[/.#:?]")
_ENCLOSED = re.compile(r"[(<\[]+(https?://[^\s()<>\[\]]+)[)>\]]+", re.IGNORECASE)
"""A URL in brackets of its own: `[text]((https://…))`."""
_LEADING_BLANK = re.compile(r"(?:%20|\u00a0|\u200b|：|%EF%BC%9A)+", re.IGNORECASE)
_WWW = re.compile(r"www\.[\w-]+\.", re.IGNORECASE)
_UNCHECKED = ("javascript:", "data:", "mailto:", "tel:", "sms:")


@check("malformed-url", reads="document", facts=("url", "cause"), variants=("blank",))
def malformed_url(
    rows: Sequence[Document], document: Document, options: Options
) -> Iterator[Finding]:
    """Yield the links and images whose URL is malformed, with the scheme mended where it can be."""
    seen: set[Span] = set()
    targets: tuple[Link | Image, ...] = (*document.links, *document.images)
    for row in targets:
        if _SOUND.fullmatch(row.target):
            continue
        if row.templated or row.place in seen or row.target.lower().startswith(_UNCHECKED):
            continue
        seen.add(row.place)
        cause, mended = _fault(row.target, row.kind == "bare")
        if cause:
            # Where the URL itself is what readers see, or its scheme is a guess, they decide.
            safe = row.kind not in SHOWING and cause != "no-scheme"
            spelt = document.source.place_of(row.target, row.place) if mended else None
            fix = Fix((Edit(spelt, mended),), safe=safe) if spelt else None
            variant = "blank" if cause == "blank" else ""
            yield Finding(row.place, {"url": row.target, "cause": cause}, (), variant, fix=fix)


def _fault(url: str, bare: bool) -> tuple[str, str]:  # noqa: FBT001
    """Return a word for what is wrong with a URL, and the URL as it was meant, if that is plain."""
    mended = _with_scheme(url)
    if mended:
        return "doubled" if _DOUBLED.match(url) else "scheme", mended
    enclosed = _ENCLOSED.fullmatch(url)
    if enclosed:
        return "enclosed", enclosed[1]
    if _PASTED.search(url, 8):
        return "pasted", ""
    # What a bare URL takes in, its finder has decided.
    return ("", "") if bare else _fault_of_link(url)


def _with_scheme(url: str) -> str:
    """Return a URL with the scheme that it means; '' where its own is right, or it has none."""
    doubled = _DOUBLED.match(url)
    if doubled:
        return url[doubled.start(1) :]
    mail = _MAIL.match(url)
    if mail:
        return f"mailto:{url[mail.end() :]}"
    slashes = _SLASHES.match(url)
    if slashes:
        return f"{slashes[1]}://{url[slashes.end() :]}"
    misspelt = _SCHEME.match(url)
    if misspelt and misspelt[1].lower() not in _KNOWN and _like_http(misspelt[1].lower()):
        secure = "https" if "s" in misspelt[1].lower() else "http"
        return f"{secure}://{url[misspelt.end() :]}"
    return ""


def _fault_of_link(url: str) -> tuple[str, str]:
    if _LEADING_BLANK.match(url):
        return "leading-blank", ""
    if _WWW.match(url):
        return "no-scheme", f"https://{url}"
    if _SWALLOWED.search(url):
        return "swallowed", ""
    if not _BLANK.search(url):
        return "", ""
    return ("blank", "") if _ADDRESS.search(url) else ("text", "")


def _like_http(scheme: str) -> bool:
    """Tell whether a word is http or https with a letter too many, too few or out of place."""
    return any(_one_edit(scheme, wanted) for wanted in ("http", "https")) or (
        sorted(scheme) == sorted("https") and scheme != "https"
    )


def _one_edit(word: str, wanted: str) -> bool:
    if len(word) > len(wanted):
        word, wanted = wanted, word
    if len(wanted) - len(word) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, wanted, strict=False)) if a != b), len(word))
    return word[at:] == wanted[at + 1 :] or word[at + 1 :] == wanted[at + 1 :]
