"""Hugo: `hugo.toml` and its older names, alone or in `config/_default`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newslint.site.configuration import first, strings, text
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
    content = text(folded, "contentdir", "content")
    themes = strings(folded.get("theme"))
    module = folded.get("module")
    imports = isinstance(module, Mapping) and "imports" in {key.lower() for key in module}
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
        theme=imports or (bool(themes) and "themes" not in names),
    )
