"""Which file a Hugo page is written to, and by which URL it goes.

After `resources/page/page_paths.go`: a path is put together from its folders, then each of them
is sanitised; a page's own `url` is left as it stands.
"""

from __future__ import annotations

from posixpath import join, normpath
from typing import NamedTuple

from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.outputs import Format
from newslint.site.hugo_urls.paths import Style, encoded, sanitized


class Wanted(NamedTuple):
    """What decides where a page goes."""

    is_list: bool
    """True for home, sections, taxonomies and terms."""
    is_home: bool
    folder: str
    """Of a page, what holds it; of a list, itself."""
    name: str
    url: str
    """The front matter's `url`."""
    permalink: str
    """The expanded pattern."""
    is_bundle: bool
    is_term: bool
    prefix: str
    """The folder of its language."""
    lead: str
    """What its URL begins with for that: the same, but where each language has a host."""
    has_host: bool
    """True where each language has a host: its folder is then part of every path."""
    is_ugly: bool


class Target(NamedTuple):
    """Where one output of a page goes."""

    output: str
    """From the output folder."""
    url: str
    folder: str
    """Where the files of its bundle go."""


def target_of(wanted: Wanted, form: Format, style: Style, behaviour: Behaviour) -> Target:
    """Return where a page goes in one of its output formats."""
    is_ugly = _is_ugly(wanted, form, behaviour)
    name = f"{form.base}.{form.suffix}" if form.suffix else form.base
    if wanted.url and not wanted.is_home:
        path = _own(wanted, form, name)
        if wanted.is_list:
            path = sanitized(path, style)
        is_forced = not wanted.url.startswith("/") or wanted.has_host
        full = behaviour.doubles_index and wanted.url.endswith("/index.html")
        link = f"{path}/" if full else path.removesuffix("index.html")
    else:
        path = _sanitised(_parts(wanted, form, name, behaviour), style, behaviour)
        is_forced = not form.root
        named_in_full = wanted.is_list and is_ugly and not behaviour.ugly_lists
        link = path
        if path.endswith("/index.html") and not named_in_full:
            link = path.removesuffix("index.html")
    is_folder = path.endswith(f"/{name}") or (bool(wanted.url) and behaviour.sanitises_whole)
    folder = path.rpartition("/")[0] if is_folder else path.rpartition(".")[0]
    prefix = f"/{wanted.prefix}" if wanted.prefix and is_forced else ""
    lead = wanted.lead if is_forced else ""
    return Target(
        output=f"{prefix}{path}"[1:],
        url=encoded(f"{lead}{link}", style, may_ask=bool(wanted.url)),
        folder=f"{prefix}{folder}"[1:],
    )


def _is_ugly(wanted: Wanted, form: Format, behaviour: Behaviour) -> bool:
    own = form.ugly and behaviour.formats_ugly
    return (wanted.is_ugly or own) and not form.no_ugly


def _sanitised(parts: list[str], style: Style, behaviour: Behaviour) -> str:
    if not behaviour.sanitises_whole:
        parts = [sanitized(part, style) for part in parts]
    path = normpath(join("/", *(part.strip("/") for part in parts)))
    if not behaviour.sanitises_whole:
        return path
    return "/" + normpath(sanitized(path, style)).lstrip("/")


def _own(wanted: Wanted, form: Format, name: str) -> str:
    """Return the path of a page with a URL of its own: a file where that has a dot."""
    is_folder = wanted.url.endswith("/") or "." not in wanted.url
    return normpath(join("/", form.path, wanted.url.strip("/"), name if is_folder else ""))


def _parts(wanted: Wanted, form: Format, name: str, behaviour: Behaviour) -> list[str]:
    """Return the parts of a path."""
    is_ugly = _is_ugly(wanted, form, behaviour)
    if wanted.is_list:
        path = wanted.permalink or wanted.folder
        parts = [path, form.path] if behaviour.format_path_last else [form.path, path]
        is_flat = is_ugly and not wanted.is_home and (behaviour.ugly_lists or wanted.is_term)
    else:
        own = [wanted.permalink] if wanted.permalink else [wanted.folder, wanted.name]
        parts = [form.path, *own]
        is_index = not wanted.permalink and not wanted.is_bundle and wanted.name == form.base
        is_flat = is_ugly or is_index
    parts = [part for part in parts if part.strip("/")]
    if not is_flat or not parts:
        return [*parts, name]
    *before, last = parts
    return [*before, f"{last.rstrip('/')}.{form.suffix}"]
