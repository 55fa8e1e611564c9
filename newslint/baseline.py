"""A baseline: what was there before, so that only what is new is told. One sorted line an entry.

A line is a path from the site's root, a rule, and what its offence is known by, parted by tabs: what
is made of its words, and where it stands, each place with how often; then until when the entry
holds, and why:

    _posts/2026-03-02-pier.md<TAB>links/bare-url<TAB>9f02c1d4e5 000000 b67801x2 until 2027-01-31 -- why

A line with `=` in place of a rule tells what is known of the file: its title, its longest paragraph
and its headings, so that it is recognised when it has another name, and a heading as new. Order
does not matter to who reads it, nor do lines that stand twice, so that two branches may be merged
line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from newslint.config import BASELINE, ConfigError
from newslint.recognition import VERSION

SITE = "."
"""In place of a path: the entry is about the site as a whole."""
_HEAD = f"""\
# newslint baseline {VERSION}: what was there before; `newslint` tells what is not listed here.
# A line may end with `until 2027-01-31`, with `-- a reason`, or with both; `newslint baseline` keeps them.
"""
_VERSION = re.compile(rb"^# newslint baseline (\d+)\b", re.MULTILINE)
_CONFLICTS = (b"\n<<<<<<< ", b"\n=======\n", b"\n>>>>>>> ")
_WORDS, _PLACE = 10, 6
"""Digits of the two parts of a print."""
_PRINT = re.compile(
    r"[ \t]*(?P<words>[0-9a-f]{10})(?P<places>(?:[ \t]+[0-9a-f]{6}(?:x[1-9][0-9]{0,8})?)+)"
    r"(?:[ \t]+until[ \t]+(?P<until>\d{4}-\d\d-\d\d))?(?:[ \t]+--(?P<reason>.*+))?\s*"
)
_NO_RULE = "="
_KNOWN = re.compile(
    r"[ \t]*(?P<title>[0-9a-f]{8}|-) (?P<text>[0-9a-f]{8}|-)(?P<headings>(?: [0-9a-f]{6})*)\s*"
)
_NAMED = re.compile(rb"^([^\t\n]+)\t=\t([0-9a-f]{8}|-) ([0-9a-f]{8}|-)", re.MULTILINE)
_NO_ENTRY = "no entry; a path, a rule and a print are parted by tabs"
_ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPE = re.compile(r"\\(.)")
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r", "#": "#"}
_FEW = 20
"""Paths that are looked for one by one; for more of them the whole is read."""


class Entry(NamedTuple):
    """An offence that is known of in one file, or of the site."""

    path: str
    """From the site's root; `SITE` for the site as a whole."""
    rule: str
    """`family/name`."""
    words: str
    """What of its prints is made of rule and words, in hexadecimal (see `recognition.py`)."""
    places: Mapping[str, int]
    """Where it stands, as its prints have it, with how often."""
    until: date | None = None
    """The last day on which it holds; None for ever."""
    reason: str = ""

    @property
    def times(self) -> int:
        """How often it is there."""
        return sum(self.places.values())


class Known(NamedTuple):
    """What is known of a file: checksums of its title and of its longest paragraph, '-' for none."""

    title: str
    text: str
    headings: frozenset[str] = frozenset()
    """What the prints of places below its headings have of them."""


class Baseline:
    """The entries of a file, found by path."""

    def __init__(self, data: bytes = b"", file: str = BASELINE) -> None:
        """Take the bytes of a file; `file` is its path as people are shown it.

        Raise ConfigError for what another version has made, and for what is left of a merge; what
        looks at the entries raises it for a line that is none.
        """
        self.file = file
        self.raw = data
        self._data = data.replace(b"\r\n", b"\n")
        self._asked = 0
        version = _VERSION.search(self._data)
        if data.strip() and (version is None or int(version[1]) != VERSION):
            raise ConfigError(
                f"{file}: made by another version; `newslint baseline create --force` makes it anew"
            )
        at = next((at for mark in _CONFLICTS if (at := self._data.find(mark)) != -1), -1)
        if at != -1:
            raise self._fault(
                at + 1, "a merge has left its marks here; keep the lines of both sides"
            )

    def of(self, path: str) -> tuple[Entry, ...]:
        """Return the entries of a path."""
        rows = (self._row(path, rest, at) for rest, at in self._lines_of(path))
        return _merged(row for row in rows if isinstance(row, Entry))

    def lists(self, path: str) -> bool:
        """Tell whether a path has lines."""
        return bool(self._lines_of(path))

    def known(self, path: str) -> Known | None:
        """Return by what a file is known under another name, if that was noted."""
        rows = (self._row(path, rest, at) for rest, at in self._lines_of(path))
        return next((row for row in rows if isinstance(row, Known)), None)

    def called(self, known: Known, exists: Callable[[str], bool]) -> str:
        """Return the path that a file had which has another name now; '' if none can be told.

        It is gone, and the one that had the file's title and is gone; of several the one that had
        its longest paragraph, too. Or else the only one that had that paragraph.
        """
        titles, texts = self._names
        titled = [path for path in titles.get(known.title, ()) if not exists(path)]
        if len(titled) > 1:
            titled = [path for path in titled if (self.known(path) or known).text == known.text]
        if len(titled) == 1:
            return titled[0]
        alike = texts.get(known.text, ())
        return alike[0] if len(alike) == 1 and not (titled or exists(alike[0])) else ""

    @cached_property
    def _names(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The paths by the titles, and by the longest paragraphs, that are known."""
        titles: dict[str, list[str]] = {}
        texts: dict[str, list[str]] = {}
        for path, title, text in _NAMED.findall(self._data):
            for word, paths in ((title, titles), (text, texts)):
                if word != b"-":
                    paths.setdefault(word.decode(), []).append(_path(_text(path)))
        return titles, texts

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order of the paths."""
        return (entry for path in self.paths for entry in self.of(path))

    @property
    def paths(self) -> list[str]:
        """The paths that have lines."""
        return sorted(self._lines)

    def _lines_of(self, path: str) -> Sequence[tuple[str, int]]:
        """Return what follows a path on its lines, and the offset of each line."""
        self._asked += 1
        if "_lines" in self.__dict__ or self._asked > _FEW:
            return self._lines.get(path, ())
        found = []
        sought = b"\n" + _written_path(path).encode(errors="surrogateescape") + b"\t"
        at = self._data.find(sought)
        while at != -1:
            end = self._data.find(b"\n", at + 1)
            line = self._data[at + len(sought) : end if end != -1 else None]
            found.append((_text(line), at + 1))
            at = self._data.find(sought, at + 1)
        return found

    @cached_property
    def _lines(self) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        at = 0
        for line in self._data.split(b"\n"):
            path, tab, rest = line.partition(b"\t")
            if tab and not path.startswith(b"#"):
                found.setdefault(_path(_text(path)), []).append((_text(rest), at))
            elif line.strip() and not line.startswith(b"#"):
                raise self._fault(at)
            at += len(line) + 1
        return found

    def _row(self, path: str, rest: str, at: int) -> Entry | Known:
        """Read a line that begins with a path; `at` is its offset."""
        rule, _, print_ = rest.partition("\t")
        words, _, place = print_.partition(" ")
        if len(words) == _WORDS and len(place) == _PLACE:
            # Nearly all lines are like this.
            return Entry(path, rule, words, {place: 1})
        found = _PRINT.fullmatch(print_) if rule != _NO_RULE else None
        if found:
            try:
                until = date.fromisoformat(found["until"]) if found["until"] else None
            except ValueError:
                raise self._fault(at, f"`{found['until']}` is no day") from None
            places: dict[str, int] = {}
            for part in found["places"].split():
                where, _, times = part.partition("x")
                places[where] = int(times or 1)
            return Entry(path, rule, found["words"], places, until, (found["reason"] or "").strip())
        known = _KNOWN.fullmatch(print_) if rule == _NO_RULE else None
        if known:
            headings = frozenset(known["headings"].split())
            return Known(known["title"], known["text"], headings)
        raise self._fault(at)

    def _fault(self, at: int, what: str = _NO_ENTRY) -> ConfigError:
        line = self._data.count(b"\n", 0, at) + 1
        return ConfigError(f"{self.file}:{line}: {what}")


def written(entries: Iterable[Entry], known: Iterable[tuple[str, Known]]) -> bytes:
    """Return the bytes of a baseline: the same whatever the order in which it is given."""
    lines = [_written(entry) for entry in entries]
    lines += [_written_known(path, row) for path, row in known]
    return (_HEAD + "".join(f"{line}\n" for line in sorted(lines))).encode(errors="surrogateescape")


def _written(entry: Entry) -> str:
    places = "".join(
        f" {place}{f'x{times}' if times > 1 else ''}"
        for place, times in sorted(entry.places.items())
    )
    until = f" until {entry.until}" if entry.until else ""
    reason = f" -- {' '.join(entry.reason.split())}" if entry.reason else ""
    path = _written_path(entry.path)
    return f"{path}\t{entry.rule}\t{entry.words}{places}{until}{reason}"


def _written_known(path: str, row: Known) -> str:
    words = " ".join((row.title, row.text, *sorted(row.headings)))
    return f"{_written_path(path)}\t{_NO_RULE}\t{words}"


def _merged(rows: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries, each offence once: of two lines about one the larger count of a place holds.

    Two branches that have mended one place each leave both lines in a merge of lines.
    """
    rows = tuple(rows)
    if len({(row.rule, row.words) for row in rows}) == len(rows):
        return rows
    found: dict[tuple[str, str], Entry] = {}
    for row in rows:
        key = (row.rule, row.words)
        other = found.get(key)
        if other is not None:
            places = {**row.places, **other.places}
            row = row._replace(  # noqa: PLW2901  # the two as one
                places={
                    place: max(row.places.get(place, 0), other.places.get(place, 0))
                    for place in places
                },
                until=row.until or other.until,
                reason=row.reason or other.reason,
            )
        found[key] = row
    return tuple(found.values())


def _text(line: bytes) -> str:
    return line.decode(errors="surrogateescape")


def _written_path(path: str) -> str:
    """Return a path on one line; one that would begin a remark has a backslash before it."""
    text = "".join(_ESCAPED.get(character, character) for character in path)
    return f"\\{text}" if text.startswith("#") else text


def _path(text: str) -> str:
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[0]), text) if "\\" in text else text
