"""Which pages a Pelican site has, and at which URLs.

After Pelican 4.12's `contents.py` and `generators.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from newslint.site.pelican_settings import COMPUTED, DEFAULTS, setting
from newslint.site.pelican_texts import Text, kind_of, lies_in, slugified, text_of
from newslint.site.published import Entry, Page, Publication, Unknown

_FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_FEEDS = re.compile(r"(?:\w{1,60}_)?FEED(?:_\w{1,60})?_(?:ATOM|RSS)|FEED_(?:ATOM|RSS)")
_URLS = re.compile(r"(?:ARTICLE|PAGE|DRAFT|TAG|CATEGORY|AUTHOR|STATIC)\w*|PATH|SLUG\w*")


def publish(
    configuration: Mapping[str, Any],
    entries: Iterable[Entry],
    files: Collection[str],
    now: datetime,
) -> Publication:
    """Return what a site publishes; `configuration` is what `settings_of` reads."""
    root = str(setting(configuration, "PATH")).strip("./")
    told = {entry.path: entry for entry in entries}
    inside = {path.removeprefix(f"{root}/"): path for path in files if path.startswith(f"{root}/")}
    texts: list[Text] = []
    others: list[str] = []
    for within, path in sorted(inside.items()):
        kind = kind_of(within, configuration)
        if kind and path in told and not path.endswith(".rst"):
            texts.append(text_of(told[path], within, kind, configuration, now))
        else:
            others.append(within)
    pages = {text.path: _page(text, configuration) for text in texts}
    for page in _lists(texts, configuration):
        pages.setdefault(f"<{page.output}>", page)
    static: dict[str, str] = {}
    linked: list[Unknown] = []
    for within in others:
        if lies_in(within, setting(configuration, "STATIC_PATHS")):
            extra = setting(configuration, "EXTRA_PATH_METADATA").get(within)
            moved = extra.get("path") if isinstance(extra, Mapping) else None
            static[inside[within]] = str(moved or within)
        elif not within.rpartition("/")[2].startswith("."):
            name = within.rpartition("/")[2]
            linked.append(Unknown(f"/**/{quote(name)}", "{static} and {attach}"))
    unread = _unread(inside, told, configuration)
    unknown = (*unread, *linked, *_slugs(configuration), *_unknown(configuration))
    return Publication(pages, static, "", open_ended=tuple(dict.fromkeys(unknown)))


def _unread(
    inside: Mapping[str, str], told: Mapping[str, Entry], configuration: Mapping[str, Any]
) -> Iterator[Unknown]:
    """Yield what texts may be at whose titles are not read."""
    for within, path in sorted(inside.items()):
        kind = kind_of(within, configuration)
        if kind and path.endswith(".rst"):
            yield Unknown("/**", f"{path}, of which nothing is read")
        elif kind == "PAGE" and path in told and not told[path].has_front_matter:
            # A title alone is not taken for headers, and is all that a page needs.
            url = _FIELD.sub("*", str(setting(configuration, "PAGE_URL")))
            yield Unknown(f"/{url.lstrip('/')}", f"{path}, which may have a title")


def _page(text: Text, configuration: Mapping[str, Any]) -> Page:
    if text.why:
        return Page(text.path, "", "", published=False, why=text.why)
    name = _setting_name(text, configuration)
    if text.slug is None:
        pattern = f"/{_filled(f'{name}_URL', text, configuration).lstrip('/')}"
        return Page(text.path, "", "", why="a slug that Unidecode makes", undecided=pattern)
    url = text.metadata.get("url") or _filled(f"{name}_URL", text, configuration)
    output = text.metadata.get("save_as") or _filled(f"{name}_SAVE_AS", text, configuration)
    why = "front matter url" if text.metadata.get("url") else f"{name}_URL"
    return Page(
        text.path, _printed(str(url)), str(output).lstrip("/"), published=bool(output), why=why
    )


def _printed(url: str) -> str:
    return f"/{quote(url.lstrip('/'), safe='/%#?=&:@!$()*+,;~')}"


def _setting_name(text: Text, configuration: Mapping[str, Any]) -> str:
    is_draft = text.status == "draft"
    kind = ("DRAFT" if text.kind == "ARTICLE" else "DRAFT_PAGE") if is_draft else text.kind
    default = str(setting(configuration, "DEFAULT_LANG")).lower()
    return kind if text.language == default else f"{kind}_LANG"


def _filled(name: str, text: Text, configuration: Mapping[str, Any]) -> str:
    metadata = text.metadata
    # The first of several, where none is named alone.
    author = metadata.get("author") or next(iter(_authors(metadata, configuration)), "")
    values = {
        **metadata,
        "slug": text.slug,
        "lang": text.language,
        "category": slugified(str(metadata["category"]), configuration),
        "author": slugified(str(author).strip(), configuration),
    }

    def value(match: re.Match[str]) -> str:
        found = values.get(match[1])
        if isinstance(found, datetime):
            return found.strftime(match[2]) if match[2] else str(found)
        return "*" if found is None else str(found)

    return _FIELD.sub(value, str(setting(configuration, name) or ""))


def _authors(metadata: Mapping[str, Any], configuration: Mapping[str, Any]) -> list[str]:
    """Return the authors of a text; `author` is one, whatever marks stand in the name."""
    if metadata.get("authors"):
        return _many(metadata["authors"])
    author = str(metadata.get("author") or configuration.get("AUTHOR") or "").strip()
    return [author] if author else []


def _lists(texts: Iterable[Text], configuration: Mapping[str, Any]) -> Iterator[Page]:
    """Yield the pages that no source is behind: lists of articles by category, tag, author."""
    default = str(setting(configuration, "DEFAULT_LANG")).lower()
    published = [
        text
        for text in texts
        if text.kind == "ARTICLE" and text.status == "published" and not text.why
    ]
    names: dict[tuple[str, str], None] = {}
    for text in published:
        if text.language == default:
            names["CATEGORY", str(text.metadata["category"])] = None
            names.update((("TAG", tag), None) for tag in _many(text.metadata.get("tags")))
        names.update(
            (("AUTHOR", author), None) for author in _authors(text.metadata, configuration)
        )
    for kind, name in names:
        slug = slugified(name, configuration)
        output = str(setting(configuration, f"{kind}_SAVE_AS") or "")
        if slug is not None and output:
            url = str(setting(configuration, f"{kind}_URL"))
            yield Page(
                "",
                _printed(url.replace("{slug}", slug)),
                output.replace("{slug}", slug),
                why=f"made by Pelican: {kind.lower()}",
            )
    for name in setting(configuration, "DIRECT_TEMPLATES"):
        output = configuration.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
        if output:
            url = configuration.get(f"{name.upper()}_URL", output)
            yield Page("", _printed(str(url)), str(output), why="made by Pelican: DIRECT_TEMPLATES")


def _many(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(item).strip() for item in value if str(item).strip()]
    separator = ";" if ";" in str(value) else ","
    return [part.strip() for part in str(value or "").split(separator) if part.strip()]


def _slugs(configuration: Mapping[str, Any]) -> Iterator[Unknown]:
    for name in ("CATEGORY", "TAG", "AUTHOR"):
        url = str(setting(configuration, f"{name}_URL") or "")
        yield Unknown(f"/{url.replace('{slug}', '*').lstrip('/')}", "slugs that Unidecode makes")


def _unknown(configuration: Mapping[str, Any]) -> Iterator[Unknown]:
    computed = configuration.get(COMPUTED)
    for name in computed if isinstance(computed, list) else ():
        if isinstance(name, str) and _URLS.fullmatch(name):
            yield Unknown("/**", f"{name}, which is computed")
    if configuration.get("PLUGINS"):
        yield Unknown("/**", "plugins")
    yield Unknown("/theme/**", "the theme")
    for name in {*configuration, *DEFAULTS}:
        feed = setting(configuration, name) if _FEEDS.fullmatch(name) else None
        if isinstance(feed, str):
            yield Unknown(f"/{_FIELD.sub('*', feed)}", "feeds")
    for period in ("YEAR", "MONTH", "DAY"):
        archive = configuration.get(f"{period}_ARCHIVE_SAVE_AS")
        if isinstance(archive, str) and archive:
            yield Unknown(f"/{_FIELD.sub('*', archive)}", "archives")
            yield Unknown(f"/{_FIELD.sub('*', archive.removesuffix('index.html'))}", "archives")
    if configuration.get("DEFAULT_PAGINATION"):
        for folder in ("/index*.html", "/category/**", "/tag/**", "/author/**", "/page/**"):
            yield Unknown(folder, "pages of lists")
