"""What more a Hugo site may publish, which its sources do not tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from newslint.site.hugo_urls.sources import theme_names, themes_of
from newslint.site.published import Unknown


def open_ended(configuration: Mapping[str, Any], files: Collection[str]) -> tuple[Unknown, ...]:
    """Return what themes, templates and programs may publish besides."""
    return tuple(dict.fromkeys(_unknown(configuration, files)))


def _unknown(configuration: Mapping[str, Any], files: Collection[str]) -> Iterator[Unknown]:
    here = {folder.rpartition("/")[2] for folder in themes_of(configuration, files)}
    for name in theme_names(configuration):
        if name.rpartition("/")[2] not in here:
            yield Unknown("/**", f"theme {name}")
    path = str(configuration.get("paginatepath") or "page")
    yield Unknown(f"/**/{path}/*/", "pages of lists")
    yield Unknown("/**/*_hu*", "images that layouts resize")
    folders = [str(configuration.get("assetdir") or "assets").strip("/")]
    folders += (f"{theme}/assets" for theme in themes_of(configuration, files))
    for asset in sorted(files):
        for folder in folders:
            within = asset.removeprefix(f"{folder}/")
            if within != asset:
                top, slash, _ = within.partition("/")
                yield Unknown(f"/{top}/**" if slash else "/*", f"layouts that publish {folder}")
        if asset.rpartition("/")[2].startswith("_content."):
            parent = asset.rpartition("/")[0].partition("/")[2]
            yield Unknown(f"/{parent}/**" if parent else "/**", f"content adapter {asset}")
