"""Jekyll: `_config.yml` and what Jekyll 4 makes of it (its docs, "Configuration Options")."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newslint.site.configuration import first, strings, text
from newslint.site.model import Settings

CONFIG_NAMES = frozenset({"_config.yml", "_config.yaml", "_config.toml"})
_DIALECTS = {"commonmark": "commonmark", "commonmarkghpages": "gfm", "redcarpet": "gfm"}
_BLANK_LINE = "\n\n"
"""Where Jekyll ends an excerpt, unless `excerpt_separator` says otherwise."""
_USUAL = frozenset({"markdown", "mkdown", "mkdn", "mkd", "md"})


def read_settings(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Read a Jekyll site's settings."""
    _, config = first(sorted(CONFIG_NAMES, reverse=True), read)
    source = text(config, "source").strip("./")
    prefix = f"{source}/" if source else ""
    folder = f"{prefix}{text(config, 'collections_dir').strip('./')}".strip("/")
    collections = _collections(config.get("collections"))
    extensions = text(config, "markdown_ext").split(",")
    theme = text(config, "theme") or text(config, "remote_theme")
    cname = (read("CNAME") or b"").decode(errors="replace").strip()
    url = text(config, "url") or (f"https://{cname}" if cname else "")
    return Settings(
        generator="jekyll",
        url=url.rstrip("/") + text(config, "baseurl"),
        title=text(config, "title") or text(config, "name"),
        language=text(config, "lang") or text(config, "locale"),
        dialect=_DIALECTS.get(text(config, "markdown").lower(), "kramdown"),
        content=source or None,
        post_folders=tuple(f"{folder}/_{name}".strip("/") for name in collections),
        list_names=("index.",),
        output=(text(config, "destination", "_site").strip("./"),),
        excludes=tuple(f"/{pattern.strip('/')}" for pattern in strings(config.get("exclude"))),
        extensions=tuple(ext.strip() for ext in extensions if ext.strip() not in {*_USUAL, ""}),
        roots=(source,),
        layout=_post_layout(config.get("defaults")),
        theme=bool(theme) and f"{theme.rpartition('/')[2]}.gemspec" not in names,
        hides_underscored=True,
        heading_ids=_heading_ids(config.get("kramdown")),
        titles_from_names=True,
        takes_leads=config.get("excerpt_separator", _BLANK_LINE) == _BLANK_LINE,
    )


def _heading_ids(kramdown: object) -> str:
    """Return '' where headings get the ids that kramdown's GFM parser gives by itself."""
    options = kramdown if isinstance(kramdown, Mapping) else {}
    others = {"auto_id_prefix", "auto_id_stripping", "transliterated_header_ids"} & {*options}
    return "?" if others or text(options, "input", "GFM").lower() != "gfm" else ""


def _post_layout(defaults: object) -> str:
    """Return the layout that the configuration's defaults give every post."""
    layout = ""
    for entry in defaults if isinstance(defaults, list) else ():
        scope = entry.get("scope") if isinstance(entry, Mapping) else None
        values = entry.get("values") if isinstance(entry, Mapping) else None
        if isinstance(scope, Mapping) and isinstance(values, Mapping):
            everywhere = scope.get("path") in ("", "_posts", None)
            if everywhere and scope.get("type") in ("posts", None):
                layout = text(values, "layout") or layout
    return layout


def _collections(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(str(name) for name in value)
    return strings(value)
