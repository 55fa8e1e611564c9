"""Links that Liquid has a part in: what Jekyll makes of the forms that tell where they lead."""

from __future__ import annotations

import re

from newslint.site.jekyll_tags import JekyllPublication
from newslint.site.links import Expanded

_PIECE = re.compile(r"\{\{-?(.*?)-?\}\}|\{%-?(.*?)-?%\}", re.DOTALL)
_VALUE = re.compile(r"\s*(site\.(?:baseurl|url)|\"[^\"]*\"|'[^']*')\s*((?:\|.*)?)", re.DOTALL)
_FILTER = re.compile(
    r"\s*\|\s*(relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*", re.DOTALL
)
_TAGS = ("post_url", "link")
_MOST = 100
"""Tags and outputs of a link that is read: what is never closed is looked through once for each."""


def expanded(published: JekyllPublication, _source: str, written: str) -> Expanded:
    """Return a link as Jekyll prints it (filters/url_filters.rb, tags/post_url.rb, tags/link.rb)."""
    if written.count("{{") + written.count("{%") > _MOST:
        return Expanded(None)
    parts: list[str] = []
    end = 0
    for found in _PIECE.finditer(written):
        parts.append(written[end : found.start()])
        end = found.end()
        if found[1] is not None:
            value = _output(found[1], published)
        else:
            value = _tag(found[2], published)
            if value == "":
                return Expanded(None, broken=" ".join(found[2].split()))
        if value is None:
            return Expanded(None)
        parts.append(value)
    whole = "".join([*parts, written[end:]])
    # Blanks stand between several URLs (`srcset`), or beside one that cannot be opened.
    is_url = "{{" not in whole and "{%" not in whole and not re.search(r"\s", whole.strip())
    return Expanded(whole if is_url else None)


def _output(inside: str, published: JekyllPublication) -> str | None:
    """Return what an output prints; None where that is not told."""
    found = _VALUE.fullmatch(inside)
    if found is None:
        return None
    # A URL of the site's own host leads to the same path without it.
    own = {"site.baseurl": published.base, "site.url": ""}
    text = own[found[1]] if found[1] in own else found[1][1:-1]
    rest = found[2]
    while rest:
        step = _FILTER.match(rest)
        if step is None:
            return None
        rest = rest[step.end() :]
        if step[1].endswith("_url"):
            text = text if "://" in text else f"{published.base}/{text.lstrip('/')}"
            # What they print is normalized, as Addressable does.
            text = text.replace(" ", "%20")
        elif step[1].endswith("baseurl"):
            text = published.base + text
    return text


def _tag(inside: str, published: JekyllPublication) -> str | None:
    """Return the URL that a tag prints; None where that is not told, '' where it names nothing."""
    # No pattern: it would try each of a thousand blanks as the last one.
    name, argument = [*inside.split(maxsplit=1), "", ""][:2]
    if name not in _TAGS or "{{" in argument:
        return None
    argument = argument.rstrip()
    source = published.post_url(argument) if name == "post_url" else published.link(argument)
    if source is None:
        return ""
    page = published.pages.get(source)
    if page is not None:
        return published.base + page.url
    output = published.static.get(source)
    return f"{published.base}/{output}" if output else None
