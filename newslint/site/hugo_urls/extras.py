"""What Hugo writes beside pages: sitemaps, robots.txt, 404.html, the way to the main language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from newslint.site.hugo_urls.configuration import section
from newslint.site.hugo_urls.paths import Style, encoded
from newslint.site.hugo_urls.sources import Language, themes_of
from newslint.site.hugo_urls.tree import disabled_kinds
from newslint.site.published import Page


def extras(
    configuration: Mapping[str, Any],
    languages: tuple[Language, ...],
    files: Collection[str],
    style: Style,
) -> Iterator[Page]:
    """Yield a page for each file that is written of itself."""
    leads = {language.prefix: language.lead for language in languages}
    for output, why in _outputs(configuration, languages, files):
        prefix, slash, rest = output.partition("/")
        url = f"{leads[prefix]}/{rest}" if slash and prefix in leads else f"/{output}"
        yield Page("", encoded(url, style), output, why=f"made by Hugo: {why}")
    default = next((language for language in languages if language.is_default), None)
    if default is None or default.host or not (len(languages) > 1 or default.prefix):
        return
    if configuration.get("disabledefaultlanguageredirect"):
        return
    folder = "" if default.prefix else f"{default.code}/"
    why = "made by Hugo: redirect to the main language"
    yield Page("", f"/{folder}", f"{folder}index.html", why=why)


def _outputs(
    configuration: Mapping[str, Any], languages: tuple[Language, ...], files: Collection[str]
) -> Iterator[tuple[str, str]]:
    disabled = disabled_kinds(configuration)
    if "sitemap" not in disabled:
        name = str(section(configuration, "sitemap").get("filename") or "sitemap.xml")
        if not languages[0].host:
            yield name, "sitemap"
        if len(languages) > 1 or languages[0].prefix:
            yield from ((f"{language.code}/{name}", "sitemap") for language in languages)
    if configuration.get("enablerobotstxt") and "robotstxt" not in disabled:
        yield "robots.txt", "robots.txt"
    if "404" not in disabled and _has_404(configuration, files):
        for language in languages:
            yield f"{language.prefix}/404.html".lstrip("/"), "404"


def _has_404(configuration: Mapping[str, Any], files: Collection[str]) -> bool:
    layouts = str(configuration.get("layoutdir") or "layouts").strip("/")
    folders = (layouts, *(f"{theme}/layouts" for theme in themes_of(configuration, files)))
    names = ("404.html", "_default/404.html")
    return any(f"{folder}/{name}" in files for folder in folders for name in names)
