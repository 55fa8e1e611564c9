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
    is_ugly = (wanted.is_ugly or form.ugly) and not form.no_ugly
    name = f"{form.base}.{form.suffix}" if form.suffix else form.base
    if wanted.url and not wanted.is_home:
        path = _own(wanted, form, name)
        if wanted.is_list:
            path = sanitized(path, style)
        prefix = "" if wanted.url.startswith("/") else wanted.prefix
        full = behaviour.doubles_index and wanted.url.endswith("/index.html")
        link = f"{path}/" if full else path.removesuffix("index.html")
    else:
        elements = [sanitized(part, style) for part in _parts(wanted, form, name, behaviour)]
        path = normpath(join("/", *(element.strip("/") for element in elements)))
        prefix = wanted.prefix
        named_in_full = wanted.is_list and is_ugly and not behaviour.ugly_lists
        link = path
        if path.endswith("/index.html") and not named_in_full:
            link = path.removesuffix("index.html")
    folder = path.rpartition("/")[0] if path.endswith(f"/{name}") else path.rpartition(".")[0]
    lead = f"/{prefix}" if prefix and not form.root else ""
    return Target(f"{lead}{path}"[1:], encoded(f"{lead}{link}", style), f"{lead}{folder}"[1:])


def _own(wanted: Wanted, form: Format, name: str) -> str:
    """Return the path of a page with a URL of its own: a file where that has a dot."""
    is_folder = wanted.url.endswith("/") or "." not in wanted.url
    return normpath(join("/", form.path, wanted.url.strip("/"), name if is_folder else ""))


def _parts(wanted: Wanted, form: Format, name: str, behaviour: Behaviour) -> list[str]:
    """Return the parts of a path, each of which is sanitised by itself."""
    is_ugly = (wanted.is_ugly or form.ugly) and not form.no_ugly
    if wanted.is_list:
        parts = [wanted.permalink or wanted.folder, form.path]
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
