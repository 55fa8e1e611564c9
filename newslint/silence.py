"""Suppressions for what is found: what `--add-ignore` writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.catalog import shipped
from newslint.digest import digest_of
from newslint.document import parse
from newslint.mend import Mended, Settled
from newslint.rule import ENGINE
from newslint.site_run import site_run_at
from newslint.source import Source
from newslint.suppression import suppressions
from newslint.suppression.writing import Reach, silencing

if TYPE_CHECKING:
    from newslint.diagnostic import Diagnostic
    from newslint.outcome import FileReport, Report
    from newslint.place import Place
    from newslint.request import Request
    from newslint.site import Site

_LINES = 3
"""Lines of a finding that get a comment each; one with more is silenced in the whole file."""


def silenced(
    report: Report,
    lint: Callable[[Mapping[str, bytes]], Report],
    request: Request,
    reason: str,
    shows: Callable[[str], bool],
) -> Settled:
    """Write comments that silence a report's findings of the severities that are shown.

    What is still said afterwards is silenced in the whole file; what cannot be is said as before.
    """
    work = _Silencing(request, reason, shows)
    own = {file.path: _own(file) for file in report.files}
    for whole in (False, True):
        if work.goes_over(report, whole=whole):
            report = lint(work.texts)
    # A comment can be the end of what it speaks of: a file may no longer be what it was.
    spoilt = [file.path for file in report.files if _own(file) > own[file.path]]
    if spoilt:
        work.takes_back(spoilt)
        report = lint(work.texts)
    return Settled(report, work.files, tuple(work.left))


class _Silencing:
    """The files of a run as comments are added to them."""

    def __init__(self, request: Request, reason: str, shows: Callable[[str], bool]) -> None:
        self.files: dict[str, Mended] = {}
        """Those that are changed, by absolute path."""
        self.left: dict[str, None] = {}
        """Those that somebody else has changed meanwhile."""
        self._reason, self._shows = reason, shows
        self._site_of = lru_cache(lambda root: site_run_at(Path(root), shipped(), request).site)

    @property
    def texts(self) -> dict[str, bytes]:
        """The changed files' new bytes."""
        return {path: file.after for path, file in self.files.items()}

    def goes_over(self, report: Report, *, whole: bool) -> bool:
        """Add comments for what is said, `whole` for the file each; tell whether there are any."""
        before = self.texts
        for file in report.files:
            rows = [row for row in file.diagnostics if self._shows(row.severity) and _may_be(row)]
            if rows:
                self._add(file, rows, whole=whole)
        return self.texts != before

    def _add(self, file: FileReport, rows: Iterable[Diagnostic], *, whole: bool) -> None:
        path = _absolute(file.path)
        was = self.files.get(path)
        before = was.after if was else _read(path)
        source = Source.read("", before)
        if path in self.left or digest_of(source.data) != file.digest:
            self.left[path] = None
        elif source.encoding.likely is None:
            site = self._site_of(file.root)
            after = _commented(source, file, rows, self._reason, site, whole=whole)
            if after != before:
                self.files[path] = Mended(was.before if was else before, after)

    def takes_back(self, paths: Iterable[str]) -> None:
        """Leave files as they were."""
        for path in paths:
            self.files.pop(_absolute(path), None)


def _absolute(path: str) -> str:
    return Path(path).absolute().as_posix()


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def _own(file: FileReport) -> int:
    """Return how much newslint says of a file on its own account, of idle suppressions too."""
    return sum(not _may_be(row) for row in file.diagnostics)


def _may_be(row: Diagnostic) -> bool:
    """Tell whether a comment can silence a finding: not what newslint could not do."""
    return row.rule.partition("/")[0] != ENGINE


def _commented(
    source: Source,
    file: FileReport,
    rows: Iterable[Diagnostic],
    reason: str,
    site: Site,
    *,
    whole: bool,
) -> bytes:
    """Return a text with comments added where they can be."""
    lines: dict[int, dict[str, int]] = {}
    in_file: dict[str, None] = {}
    inside = file.path
    for row in rows:
        inside = row.path
        name = row.rule.partition("/")[2]
        places = {place.line: _offset(source, place) for place in reversed(row.places)}
        if whole or len(places) > _LINES:
            in_file[name] = None
            continue
        for line, at in places.items():
            lines.setdefault(line, {}).setdefault(name, at)
    text = _Commented(source.data, inside, "post" if file.is_post else "page", site)
    for line in sorted(lines):
        names = [name for name in lines[line] if name not in in_file]
        text.add(min(lines[line].values()), names, ("line", "block"), reason)
    text.add(0, [*in_file], ("file",), reason)
    return text.data


def _offset(source: Source, place: Place) -> int:
    start = source.line_starts[place.line - 1]
    return start + place.byte - 1 + (source.start if place.line == 1 else 0)


class _Commented:
    """A text as comments are added to it."""

    def __init__(self, data: bytes, path: str, kind: str, site: Site) -> None:
        """`path` is from the site's root."""
        self.data = data
        self._read_as = path, kind, site
        self._added: list[tuple[int, int]] = []
        """Where comments have been put, each into the text as it was then, and their bytes."""

    def add(self, at: int, names: Iterable[str], reaches: Iterable[Reach], reason: str) -> None:
        """Silence rules at a place of the text as it was, by the first reach that can.

        Where none can, or they are silent there already, nothing is added.
        """
        path, kind, site = self._read_as
        document = parse(Source.read(path, self.data), kind, site)
        now = at
        for start, size in self._added:
            now += size if start <= now else 0
        silent = {
            name.text
            for row in suppressions(document)
            for name in row.names
            if row.reaches(name, now)
        }
        wanted = [name for name in names if name not in silent]
        if not wanted:
            return
        edits = (silencing(document, now, wanted, reach, reason) for reach in reaches)
        edit = next((edit for edit in edits if edit), None)
        if edit is not None:
            start, text = edit.span.start, edit.text.encode()
            self.data = self.data[:start] + text + self.data[start:]
            self._added.append((start, len(text)))
