"""The redirects of a Hugo page: `aliases` in its front matter (hugolib, `renderAliases`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import Any
from urllib.parse import quote

from newslint.site.hugo_urls.behaviour import CURRENT, OLD, Behaviour, behaviour_of
from newslint.site.hugo_urls.outputs import Format
from newslint.site.hugo_urls.sources import Language, languages_of
from newslint.site.hugo_urls.targets import Target
from newslint.site.hugo_urls.written import Written


def aliases_of(
    page: Written,
    configuration: Mapping[str, Any],
    language: Language,
    behaviour: Behaviour,
) -> tuple[str, ...]:
    """Return the URLs that lead to a page, percent-encoded."""
    value = page.node.fields.get("aliases")
    told = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if configuration.get("disablealiases"):
        return ()
    ugly = configuration.get("uglyurls")
    if isinstance(ugly, Mapping):
        ugly = behaviour.ugly_aliases_by_section and ugly.get(page.section)
    lead = language.prefix if behaviour.alias_language or language.host else ""
    return tuple(
        # A redirect's file has the name that is written: `%` is a sign like others.
        quote(url, safe="/@+~")
        for alias in told
        if isinstance(alias, str) and alias
        for url in _urls(alias, page.targets, lead, behaviour, is_ugly=bool(ugly))
    )


def alias_at(configuration: Mapping[str, Any], release: str | None, url: str) -> str | None:
    """Return the alias that leads from a URL, decoded, to a page; None where none does.

    None also where releases differ in what that is, and the site's is not known.
    """
    if configuration.get("disablealiases"):
        return None
    found = set()
    for behaviour in [behaviour_of(release)] if release else [OLD, CURRENT]:
        leads = (
            f"/{language.prefix}"
            for language in languages_of(configuration, behaviour)
            if language.prefix and (behaviour.alias_language or language.host)
        )
        lead = next((lead for lead in leads if url.startswith(f"{lead}/")), "")
        found.add(url.removeprefix(lead))
    return found.pop() if len(found) == 1 else None


def _urls(
    alias: str,
    targets: tuple[tuple[Format, Target], ...],
    lead: str,
    behaviour: Behaviour,
    *,
    is_ugly: bool,
) -> Iterator[str]:
    for form, target in targets:
        if not (form.permalinkable and form.is_html):
            continue
        if alias.startswith("/"):
            path = normpath(join("/", lead, form.path, alias.lstrip("/")))
        else:
            path = normpath(join("/", target.folder, "..", alias))
        if path == "/":
            continue
        if path.endswith((".html", ".htm") if behaviour.htm_aliases else ".html"):
            yield path
        else:
            yield f"{path}.html" if is_ugly else f"{path}/"
