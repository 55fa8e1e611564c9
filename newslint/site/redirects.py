"""Which paths a site's host sends elsewhere, told from the host's own configuration.

After the documentation of Netlify (`_redirects`, `netlify.toml`), Cloudflare (`_redirects`), Vercel
(`vercel.json`, path-to-regexp's form) and Firebase (`firebase.json`, globs).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from newslint.growth.compiling import compiled
from newslint.site.globs import glob_pattern

_REDIRECT = re.compile(r"^[ \t]*(/\S*)[ \t]+\S+", re.MULTILINE)
_PLACEHOLDER = re.compile(r":\w+|\*")


def redirects_of(text: str) -> Iterable[re.Pattern[str]]:
    """Yield the paths that a `_redirects` file sends elsewhere (Netlify's and Cloudflare's form)."""
    for found in _REDIRECT.finditer(text):
        yield redirect_pattern(found[1])


def redirect_pattern(path: str) -> re.Pattern[str]:
    """Return the pattern of a redirect's path, in which `*` is anything and `:name` one part."""
    fixed = _PLACEHOLDER.split(path)
    holes = [".*" if hole == "*" else "[^/]+" for hole in _PLACEHOLDER.findall(path)]
    pieces = [re.escape(fixed[0].rstrip("/") if not holes else fixed[0])]
    for hole, after in zip(holes, fixed[1:], strict=True):
        pieces += [hole, re.escape(after)]
    return re.compile("".join(pieces) + "/?")


def redirects_in(name: str, raw: bytes | None) -> Iterator[re.Pattern[str]]:
    """Yield the paths that a host's configuration sends elsewhere; none of what cannot be read."""
    text = (raw or b"").decode(errors="replace")
    try:
        told = tomllib.loads(text) if name.endswith(".toml") else json.loads(text or "{}")
    except (ValueError, RecursionError):
        return
    for pattern in _patterns(name, told if isinstance(told, dict) else {}):
        try:
            yield compiled(pattern)
        except re.error:
            yield re.compile(".*")


def _patterns(name: str, told: dict[str, Any]) -> Iterator[str]:
    if name == "netlify.toml":
        for row in _rows(told, "redirects"):
            source = str(row.get("from", ""))
            # A page of its own for what is not there sends nobody elsewhere.
            if source.startswith("/") and row.get("status") != _ABSENT:
                yield redirect_pattern(source).pattern
    elif name == "firebase.json":
        hosting = told.get("hosting")
        for site in hosting if isinstance(hosting, list) else [hosting]:
            for row in _rows(site, "redirects", "rewrites"):
                yield glob_pattern(str(row.get("source", ""))) or str(row.get("regex", ".*"))
    else:
        rows = _rows(told, "redirects", "rewrites")
        yield from (_route_pattern(str(row["source"])) for row in rows if "source" in row)
        for row in _rows(told, "routes"):
            if "src" in row and row.get("handle") is None:
                yield str(row["src"])


_ABSENT = 404


def _rows(told: object, *keys: str) -> Iterator[dict[str, Any]]:
    for key in keys:
        rows = told.get(key) if isinstance(told, dict) else None
        yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


_PIECE = re.compile(r"(/?):\w+(?:\([^()]*\))?([*+?]?)|\((?:[^()]|\([^()]*\))*\)[*+?]?|\*")


def _route_pattern(source: str) -> str:
    """Return the pattern of a path with parameters: `/old/:path*`, `/:id([a-z]+)`, `/(.*)`."""
    parts: list[str] = []
    end = 0
    for found in _PIECE.finditer(source):
        parts.append(re.escape(source[end : found.start()]))
        slash, many = found[1] or "", found[2]
        if many is None:
            parts.append(".*")
        else:
            hole = ".*" if many in ("*", "+") else "[^/]+"
            parts.append(f"(?:{slash}{hole})?" if many in ("*", "?") else f"{slash}{hole}")
        end = found.end()
    return f"{''.join(parts)}{re.escape(source[end:].rstrip('/'))}/?"
