"""Pelican: `pelicanconf.py`, of which only plain assignments are read; nothing is executed."""

from __future__ import annotations

from collections.abc import Callable

from newslint.site.configuration import text
from newslint.site.model import Settings

CONFIG_NAMES = frozenset({"pelicanconf.py"})


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Read a Pelican site's settings."""
    from newslint.site.pelican_settings import settings_of

    over = settings_of(read("publishconf.py"))
    # What is published elsewhere often has an empty value while it is written.
    config = {
        **settings_of(read("pelicanconf.py")),
        **{key: over[key] for key in over if over[key]},
    }
    content = text(config, "PATH", "content").strip("./")
    return Settings(
        generator="pelican",
        url=text(config, "SITEURL"),
        title=text(config, "SITENAME"),
        language=text(config, "DEFAULT_LANG"),
        dialect="commonmark",
        content=content,
        post_folders=(content,),
        page_folders=(f"{content}/pages",),
        output=(text(config, "OUTPUT_PATH", "output").strip("./"),),
        roots=(content,),
        theme=True,
    )
