"""In which formats a Hugo page is written (docs, "Configure output formats")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Format(NamedTuple):
    """One output format."""

    name: str
    base: str = "index"
    suffix: str = "html"
    path: str = ""
    no_ugly: bool = False
    ugly: bool = False
    root: bool = False
    permalinkable: bool = False
    is_html: bool = False


_BUILT_IN = (
    Format("html", permalinkable=True, is_html=True),
    Format("amp", path="amp", permalinkable=True, is_html=True),
    Format("rss", suffix="xml", no_ugly=True),
    Format("json", suffix="json"),
    Format("calendar", suffix="ics"),
    Format("css", base="styles", suffix="css"),
    Format("csv", suffix="csv"),
    Format("markdown", suffix="md"),
    Format("webappmanifest", base="manifest", suffix="webmanifest"),
    Format("sitemap", base="sitemap", suffix="xml", ugly=True),
    Format("robots", base="robots", suffix="txt", root=True, ugly=True),
)
_SUFFIXES = {
    "text/html": "html",
    "application/json": "json",
    "application/rss+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/calendar": "ics",
    "text/css": "css",
    "text/csv": "csv",
    "application/javascript": "js",
    "text/javascript": "js",
    "image/svg+xml": "svg",
    "application/manifest+json": "webmanifest",
    "application/toml": "toml",
    "application/yaml": "yaml",
}
_DEFAULTS = {
    "home": ("html", "rss"),
    "section": ("html", "rss"),
    "taxonomy": ("html", "rss"),
    "term": ("html", "rss"),
    "page": ("html",),
}


class Outputs(NamedTuple):
    """The formats of a site."""

    formats: Mapping[str, Format]
    """By name in lower case."""
    kinds: Mapping[str, tuple[str, ...]]
    """The formats of each kind of page."""

    def of(self, kind: str, wanted: object) -> tuple[Format, ...]:
        """Return the formats of a page; `wanted` is the front matter's `outputs`."""
        names = _names(wanted) or self.kinds.get(kind, ())
        found = (self.formats.get(name) for name in names)
        return tuple(form for form in found if form)


def outputs_of(configuration: Mapping[str, Any], disabled: frozenset[str]) -> Outputs:
    """Read `outputFormats`, `mediaTypes` and `outputs`; `disabled` are kinds in lower case."""
    formats = {form.name: form for form in _BUILT_IN}
    suffixes = {**_SUFFIXES, **_media_types(configuration.get("mediatypes"))}
    own = configuration.get("outputformats")
    for name, values in own.items() if isinstance(own, Mapping) else ():
        if isinstance(values, Mapping):
            formats[name] = _configured(formats.get(name, Format(name)), values, suffixes)
    if "rss" in disabled:
        formats.pop("rss", None)
    kinds = dict(_DEFAULTS)
    wanted = configuration.get("outputs")
    for kind, names in wanted.items() if isinstance(wanted, Mapping) else ():
        kinds[kind] = _names(names)
    return Outputs(formats, kinds)


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.lower(),)
    return tuple(str(name).lower() for name in value) if isinstance(value, list) else ()


def _configured(form: Format, values: Mapping[str, Any], suffixes: Mapping[str, str]) -> Format:
    media = str(values.get("mediatype", ""))
    plain = media.partition(";")[0].strip().lower()
    suffix = form.suffix
    if media:
        suffix = suffixes.get(plain) or plain.rpartition("/")[2].partition("+")[0]
    return form._replace(
        base=str(values.get("basename", form.base)),
        suffix=suffix,
        path=str(values.get("path", form.path)).strip("/"),
        no_ugly=bool(values.get("nougly", form.no_ugly)),
        ugly=bool(values.get("ugly", form.ugly)),
        root=bool(values.get("root", form.root)),
        permalinkable=bool(values.get("permalinkable", form.permalinkable)),
        is_html=bool(values.get("ishtml", form.is_html)),
    )


def _media_types(value: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, values in value.items() if isinstance(value, Mapping) else ():
        suffixes = values.get("suffixes") if isinstance(values, Mapping) else None
        if isinstance(suffixes, list):
            found[name] = str(suffixes[0]) if suffixes else ""
    return found
