"""Whose page a URL leads to, as far as the URL tells it."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from newslint.site.model import host_of

_HOME = re.compile(
    r"/?(?:(?:index|main|home|default)(?:\.\w{2,5})?|[a-z]{2}(?:[-_][A-Za-z]{2})?)?/?"
)
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
"""How URLs begin of which nothing but the host can be meant, as nearly all do."""
_DOUBLED = re.compile(r"^(?:[a-z]{2,8}:?/{0,2})?(?=https?:/)", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z]{2,8}:/{1,3}|^//", re.IGNORECASE)


def meant_host(url: str) -> str:
    """Return the host that a URL means, a malformed one included; '' for a path."""
    plain = _PLAIN.match(url)
    if plain:
        return plain[1].rstrip(".").removeprefix("www.")
    text = _DOUBLED.sub("", url.strip())
    if text.lower().startswith("www."):
        text = f"https://{text}"
    text = _SCHEME.sub("https://", text)
    return host_of(text) if text.startswith("https://") else ""


def host_in(host: str, hosts: Collection[str]) -> bool:
    """Tell whether a host is one of some, or lies below one of them."""
    while host:
        if host in hosts:
            return True
        host = host.partition(".")[2]
    return False


def is_home(url: str) -> bool:
    """Tell whether a URL is a host's home page: it has no path to speak of, and no query."""
    text = url.strip()
    try:
        parts = urlsplit(f"//{text}" if text.startswith("www.") else text)
    except ValueError:
        return False
    return not parts.query and _HOME.fullmatch(parts.path) is not None
