"""Hugo: `hugo.toml` and its older names, alone or in `config/_default`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newslint.site.configuration import first, strings, text
from newslint.site.hugo_html import drops_html
from newslint.site.model import Settings

_FORMATS = ("toml", "yaml", "yml", "json")
_FILES = tuple(f"{stem}.{ext}" for stem in ("hugo", "config") for ext in _FORMATS)
CONFIG_NAMES = frozenset({*_FILES, "config"})


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Read a Hugo site's settings; None where `config` is not Hugo's."""
    name, config = first((*_FILES, *(f"config/_default/{file}" for file in _FILES)), read)
    if not name or (name.startswith("config.json") and "baseURL" not in config):
        return None
    folded = {key.lower(): value for key, value in config.items()}
    for key in ("module", "markup"):
        files = (f"config/_default/{key}.{extension}" for extension in _FORMATS)
        folded.setdefault(key, first(files, read)[1])
    content = text(folded, "contentdir", "content")
    themes = strings(folded.get("theme"))
    roots = ["static", *(f"themes/{theme}/static" for theme in themes), content]
    return Settings(
        generator="hugo",
        url=text(folded, "baseurl"),
        title=text(folded, "title"),
        language=text(folded, "languagecode") or text(folded, "defaultcontentlanguage"),
        dialect="goldmark",
        content=content,
        post_folders=(content,),
        output=(text(folded, "publishdir", "public"), "resources/_gen"),
        roots=tuple(roots),
        heading_ids=_heading_ids(folded.get("markup")),
        drops_html=drops_html(names, read),
        theme=_inner(folded.get("module"), "imports") is not None
        or (bool(themes) and "themes" not in names),
    )


def _heading_ids(markup: object) -> str:
    """Return '' where headings get the ids that Hugo gives by itself, those of GitHub's kind."""
    handler = _inner(markup, "defaultmarkdownhandler")
    parser = _inner(_inner(markup, "goldmark"), "parser")
    kind = _inner(parser, "autoheadingidtype")
    if handler not in (None, "goldmark"):
        return "?"
    return "" if kind in (None, "github") else "blackfriday" if kind == "blackfriday" else "?"


def _inner(value: object, key: str) -> object:
    """Return what a mapping has under a key, in whatever case; None if it has nothing."""
    if not isinstance(value, Mapping):
        return None
    return next((inner for name, inner in value.items() if str(name).lower() == key), None)
