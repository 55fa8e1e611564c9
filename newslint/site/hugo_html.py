"""Whether Hugo leaves raw HTML out of the pages that it makes of Markdown.

It does unless `markup.goldmark.renderer.unsafe` says otherwise (docs, "Configure markup"). A theme
says nothing of it, but where the site merges the theme's configuration into its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from newslint.site.configuration import values
from newslint.site.hugo_release import release_of

_FORMATS = ("toml", "yaml", "yml", "json")
_ROOTS = tuple(f"{stem}.{ending}" for stem in ("hugo", "config") for ending in _FORMATS)
_PARTS = tuple(
    f"config/{folder}/{stem}.{ending}"
    for folder in ("_default", "production")
    for stem in ("hugo", "config", "markup", "languages")
    for ending in _FORMATS
)
_OTHERWISE = frozenset({"unsafe", "_merge", "blackfriday"})
"""Keys, in lower case, beside which it may do otherwise, unless they are false."""
_HANDLER = "defaultmarkdownhandler"
_GOLDMARK = 60
"""The minor release since which Hugo renders Markdown so."""


def drops_html(names: set[str], read: Callable[[str], bytes | None]) -> bool:
    """Tell whether Hugo is known to do so; false where that cannot be told.

    `names` are the entries of the site's folder; `read` returns the bytes of a file below it.
    """
    told = False
    parts = _PARTS if "config" in names else ()
    for path in (*(name for name in _ROOTS if name in names), *parts):
        raw = read(path)
        if raw is None:
            continue
        content = values(raw, path.rpartition(".")[2])
        if (raw.strip() and not content) or _does_otherwise(content):
            return False
        told = True
    release = release_of(read, names) if told else None
    return told and (release is None or int(release.split(".")[1]) >= _GOLDMARK)


def _does_otherwise(content: Mapping[str, object]) -> bool:
    for key, value in _entries(content):
        if key == _HANDLER and value != "goldmark":
            return True
        if key in _OTHERWISE and str(value).lower() != "false":
            return True
    return False


def _entries(content: object) -> Iterator[tuple[str, object]]:
    """Yield the keys of a mapping, in lower case, with their values, and those inside them."""
    rest = [content]
    while rest:
        value = rest.pop()
        if isinstance(value, Mapping):
            yield from ((str(key).lower(), inner) for key, inner in value.items())
            rest += value.values()
        elif isinstance(value, list):
            rest += value
