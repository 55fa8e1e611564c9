"""The files that an Eleventy site copies as they are, after Eleventy 3's `TemplatePassthrough`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from posixpath import join, normpath

from newslint.site.eleventy_program import Copy, Told
from newslint.site.globs import glob_pattern, is_glob
from newslint.site.published import Unknown

ENGINES = frozenset({"md", "html", "liquid", "njk"})
"""Formats of templates that are read."""
OLD_FORMATS = frozenset("ejs hbs mustache haml pug".split())
"""Formats that Eleventy 2 has and 3 has not."""
_Read = Callable[[str], bytes | None]


def copied(
    told: Told, files: Collection[str], unknown: list[Unknown], read: _Read
) -> Iterator[tuple[str, str]]:
    """Yield the files that are copied; what is copied from elsewhere is added to `unknown`."""
    root = told.folders["input"]
    taken: set[str] = set()
    unwritten = [
        normpath(line.strip().lstrip("/").partition("*")[0] or ".")
        for line in (read(".gitignore") or b"").decode(errors="replace").split("\n")
        if "/" in line and line.strip()[:1] not in ("#", "!", "")
    ]
    for copy in told.copies:
        source = normpath(copy.source.removeprefix("./").rstrip("/") or ".")
        found = list(_taken(source, copy.target, root, files))
        if not found:
            unknown.append(_elsewhere(copy, source, root, files))
        for path, output in found:
            yield _key(path, output, taken), output
            taken.add(path)
        # What version control does not keep is made by another program, and copied all the same.
        for made in unwritten:
            if made != "." and f"{made}/".startswith(f"{source}/"):
                moved = made[len(source) :].strip("/")
                home = copy.target if copy.target is not None else _within(source, root)
                place = re.escape(normpath(join(home, moved)).strip("/."))
                unknown.append(Unknown(f"/{place}.*", f"{made}, which another program makes"))
    formats = told.formats - ENGINES - told.compiled - OLD_FORMATS
    for path in sorted(files):
        if path.rpartition(".")[2] in formats and told.is_input(path):
            yield _key(path, _within(path, root), taken), _within(path, root)


def _taken(
    source: str, target: str | None, root: str, files: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the files that one copy takes, and where they go."""
    if source in files:
        if not _is_folder(target):
            yield source, _within(source, root) if target is None else normpath(target.lstrip("/"))
        return
    if is_glob(source):
        pattern = glob_pattern(source)
        match = re.compile(pattern, re.IGNORECASE).fullmatch if pattern is not None else None
        for path in sorted(files) if match else ():
            if match and match(path):
                name = path.rpartition("/")[2]
                own = _within(path, root)
                yield path, own if target is None else normpath(join(target.strip("/"), name))
        return
    home = _within(source, root) if target is None else target.strip("/")
    for path in sorted(files):
        if source == "." or path.startswith(f"{source}/"):
            inside = path if source == "." else path[len(source) + 1 :]
            yield path, normpath(join(home, inside))


def _key(path: str, output: str, taken: Collection[str]) -> str:
    """Return by what a copy is known: its file, or where it goes if others are made of the file."""
    return f"<{output}>" if path in taken else path


def _is_folder(target: str | None) -> bool:
    """Tell whether a copy's target is written as a folder."""
    return target is not None and (target.endswith("/") or not target.strip("/."))


def _elsewhere(copy: Copy, source: str, root: str, files: Collection[str]) -> Unknown:
    """Return what a copy may publish of which no file is known to be copied."""
    if source in files and copy.target is not None:
        # Into a folder that an earlier build has left, else over it: a file of the folder's name.
        inside = normpath(join(copy.target.strip("/"), source.rpartition("/")[2]))
        return Unknown(
            f"/{re.escape(inside)}", f"{copy.source}, which goes into a folder if there is one"
        )
    target = copy.target if copy.target is not None else _within(source, root)
    stem = "" if is_glob(target) else re.escape(normpath(target).strip("/."))
    return Unknown(f"/{stem}.*", f"{copy.source}, which is copied from elsewhere")


def _within(path: str, root: str) -> str:
    """Return a path without the input folder, where it lies in that."""
    if not root:
        return "" if path == "." else path
    return path.removeprefix(f"{root}/") if path != root else ""
