"""The redirects of a Hugo page: `aliases` in its front matter (hugolib, `renderAliases`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import Any

from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.outputs import Format
from newslint.site.hugo_urls.paths import Style, encoded
from newslint.site.hugo_urls.targets import Target
from newslint.site.hugo_urls.written import Written


def aliases_of(
    page: Written,
    configuration: Mapping[str, Any],
    prefix: str,
    style: Style,
    behaviour: Behaviour,
) -> tuple[str, ...]:
    """Return the URLs that lead to a page, percent-encoded; `prefix` is its language's folder."""
    value = page.node.fields.get("aliases")
    told = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if configuration.get("disablealiases"):
        return ()
    ugly = configuration.get("uglyurls")
    if isinstance(ugly, Mapping):
        ugly = behaviour.ugly_aliases_by_section and ugly.get(page.section)
    lead = prefix if behaviour.alias_language else ""
    return tuple(
        encoded(url, style)
        for alias in told
        if isinstance(alias, str) and alias
        for url in _urls(alias, page.targets, lead, is_ugly=bool(ugly))
    )


def _urls(
    alias: str, targets: tuple[tuple[Format, Target], ...], lead: str, *, is_ugly: bool
) -> Iterator[str]:
    for form, target in targets:
        if not form.is_html:
            continue
        if alias.startswith("/"):
            path = normpath(join("/", lead, form.path, alias.lstrip("/")))
        else:
            path = normpath(join("/", target.folder, "..", alias))
        if path == "/":
            continue
        yield path if path.endswith(".html") else f"{path}.html" if is_ugly else f"{path}/"
