"""Zola: a `config.toml` with `base_url` (Hugo writes `baseURL`)."""

from __future__ import annotations

from collections.abc import Callable

from newslint.site.configuration import first, text
from newslint.site.model import Settings

CONFIG_NAMES = frozenset({"config.toml", "zola.toml"})


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Read a Zola site's settings; None where the configuration is Hugo's."""
    _, config = first(("zola.toml", "config.toml"), read)
    if "base_url" not in config:
        return None
    theme = text(config, "theme")
    return Settings(
        generator="zola",
        url=text(config, "base_url"),
        title=text(config, "title"),
        language=text(config, "default_language"),
        dialect="commonmark",
        content="content",
        post_folders=("content",),
        output=(text(config, "output_dir", "public"),),
        roots=("static", "content", f"themes/{theme}/static"),
        theme=bool(theme) and "themes" not in names,
    )
