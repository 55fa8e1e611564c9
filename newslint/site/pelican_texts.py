"""The articles and pages of a Pelican site, before they have URLs: their metadata and slugs.

After Pelican 4.12's `readers.py`, `contents.py` and `utils.slugify`. What a title in another
script than the Latin becomes, its dependency Unidecode tells: such a slug is unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from newslint.growth.compiling import compiled
from newslint.site.pelican_settings import setting
from newslint.site.published import Entry

_EXTENSIONS = frozenset("md markdown mkd mdown rst htm html".split())
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE"}
    | {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "–": "-", "—": "--", "‘": "'", "’": "'"}
    | {"“": '"', "”": '"', "…": "...", "·": "*", "«": "<<", "»": ">>"}
)


class Text(NamedTuple):
    """An article or a page before it has a URL."""

    path: str
    kind: str
    metadata: Mapping[str, Any]
    slug: str | None
    """None where only Unidecode could tell it."""
    status: str
    language: str
    why: str
    """Why it is not published at all."""


def kind_of(within: str, configuration: Mapping[str, Any]) -> str:
    """Return whether a file is an article or a page; '' where it is neither."""
    name = within.rpartition("/")[2]
    if name.rpartition(".")[2] not in _EXTENSIONS or name.startswith("."):
        return ""
    pages = setting(configuration, "PAGE_PATHS")
    if lies_in(within, pages) and not lies_in(within, setting(configuration, "PAGE_EXCLUDES")):
        return "PAGE"
    excluded = (*setting(configuration, "ARTICLE_EXCLUDES"), *pages)
    if lies_in(within, setting(configuration, "ARTICLE_PATHS")) and not lies_in(within, excluded):
        return "ARTICLE"
    return ""


def lies_in(within: str, folders: Iterable[str]) -> bool:
    """Tell whether a file lies in one of some folders, or is one of them; all lie in the empty one."""
    return any(
        not folder or within == folder or within.startswith(f"{folder.rstrip('/')}/")
        for folder in folders
    )


def text_of(
    entry: Entry, within: str, kind: str, configuration: Mapping[str, Any], now: datetime
) -> Text:
    """Return what a source is, with what defaults, path and front matter tell of it."""
    metadata = _metadata(entry, within, configuration)
    name = within.rpartition("/")[2].rpartition(".")[0]
    told = metadata.get("slug")
    source = (
        metadata.get("title", "") if setting(configuration, "SLUGIFY_SOURCE") == "title" else name
    )
    slug = str(told).strip() if told else slugified(str(source), configuration)
    status = str(metadata.get("status") or "published").strip()
    moment = metadata.get("date")
    why = ""
    if kind == "ARTICLE" and not (isinstance(moment, datetime) and metadata.get("title")):
        why = "no title" if isinstance(moment, datetime) else "no date"
    elif kind == "PAGE" and not metadata.get("title"):
        why = "no title"
    elif status not in ("published", "hidden", "draft"):
        why = f"status {status}"
    if isinstance(moment, datetime) and moment > now and status == "published":
        status = status if setting(configuration, "WITH_FUTURE_DATES") else "draft"
    language = str(metadata.get("lang") or setting(configuration, "DEFAULT_LANG")).lower()
    return Text(entry.path, kind, metadata, slug, status, language, why)


def _metadata(entry: Entry, within: str, configuration: Mapping[str, Any]) -> dict[str, Any]:
    """Return what defaults, path and file tell, the later over the earlier."""
    folder, _, name = within.rpartition("/")
    metadata = {"category": setting(configuration, "DEFAULT_CATEGORY")}
    metadata |= setting(configuration, "DEFAULT_METADATA")
    extra = setting(configuration, "EXTRA_PATH_METADATA").get(within)
    metadata |= extra if isinstance(extra, Mapping) else {}
    found: dict[str, Any] = {}
    patterns = ((setting(configuration, "FILENAME_METADATA"), name.rpartition(".")[0]),)
    for pattern, text in (*patterns, (setting(configuration, "PATH_METADATA"), within)):
        match = _matched(pattern, text)
        for key, value in match.groupdict().items() if match else ():
            if value is not None:
                found.setdefault(key.lower(), value)
    if folder and setting(configuration, "USE_FOLDER_AS_CATEGORY"):
        found.setdefault("category", folder.rpartition("/")[2])
    metadata |= found
    metadata |= {str(key).lower(): value for key, value in entry.fields.items()}
    moment = _moment(metadata.get("date"), configuration)
    return {**metadata, "date": moment, "path": metadata.get("path", within)}


def _matched(pattern: str, text: str) -> re.Match[str] | None:
    try:
        return compiled(pattern).match(text) if pattern else None
    except re.error:
        return None


def _moment(value: object, configuration: Mapping[str, Any]) -> datetime | None:
    zone = _zone(configuration)
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace("_", " ").replace("/", "-"))
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    return None


def _zone(configuration: Mapping[str, Any]) -> tzinfo:
    try:
        return ZoneInfo(str(configuration.get("TIMEZONE") or "UTC"))
    except (KeyError, ValueError):
        return UTC


def slugified(text: str, configuration: Mapping[str, Any]) -> str | None:
    """Return a text as a slug; None where Pelican would ask Unidecode for its letters."""
    text = unicodedata.normalize("NFKC", re.sub(r"<[^>]{0,500}>", "", text))
    if not configuration.get("SLUGIFY_USE_UNICODE"):
        bare = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(char for char in bare if not unicodedata.combining(char))
        if not text.isascii():
            return None
    for pattern, replacement in setting(configuration, "SLUG_REGEX_SUBSTITUTIONS"):
        try:
            text = compiled(pattern, re.IGNORECASE).sub(replacement, text)
        except (re.error, IndexError):
            return None
    return (text if configuration.get("SLUGIFY_PRESERVE_CASE") else text.lower()).strip()
