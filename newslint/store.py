"""The index on disk: what each file of a site gave, so that it is worked out once.

`.newslint_cache/` at the site's root holds an SQLite database. What a file gives is kept under a
digest of its content, its path, the site and the configuration, so a branch switched back, a
restored CI cache or a file touched for nothing costs no work, and nothing stale can be found.
Reading a file to take its digest is saved where its size, times and inode are those that were
noted, and its last change lies well before the note.

Nothing here can fail a run: what cannot be kept is told once, and worked out again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newslint.digest import digest_of
from newslint.marks import FOLDER, RACY, Mark, mark
from newslint.tables import ROWS, Note, connected, make_folder

_GATHERED = 4000
"""Rows that are written together."""
_AT_ONCE = 500
"""Keys that are asked for in one query."""
_DAY = 86_400
_KEPT = 30
"""Days for which what nobody asked for is kept."""


@dataclass
class Store:
    """The index of one site, open for one run."""

    path: Path
    connection: sqlite3.Connection
    notices: list[str]
    site: bytes
    """What the Facts of the site's files depend on besides themselves."""
    fresh: bool = False
    """True where it holds nothing yet: nobody has to look what it has of a file."""
    notes: dict[str, Note] = field(default_factory=dict)
    facts: dict[str, bytes] = field(default_factory=dict)
    """The Facts themselves of what is noted, by path, where they are kept and may still be right."""
    _new_notes: dict[str, Note] = field(default_factory=dict)
    _new_rows: dict[str, dict[bytes, bytes]] = field(
        default_factory=lambda: {table: {} for table in ROWS}
    )
    _old_keys: dict[str, list[bytes]] = field(default_factory=lambda: {table: [] for table in ROWS})

    _failure: sqlite3.Error | None = None
    """Why something could not be written."""

    def note(self, path: str, read: Callable[[str], bytes], file: str) -> Note | None:
        """Return what is noted of a file, the digest of its content at least; None if it cannot be read.

        `path` is what it is noted under and read by, `file` where it lies.
        """
        note = self.notes.get(path)
        found = mark(file)
        if note and found and _is_as_noted(note, found):
            return note
        noted = time.time_ns()
        try:
            digest = digest_of(read(path))
        except OSError:
            return None
        # What changed while it was read, is noted as it was before, and so not believed.
        return Note(path, found.text if found else "", noted, digest)

    def known(self, path: str, kind: str, file: str) -> Note | None:
        """Return the note of a file that has not changed since its Facts were kept; else None."""
        note = self.notes.get(path)
        if note is None or path not in self.facts or note.kind != kind:
            return None
        found = mark(file)
        return note if found and _is_as_noted(note, found) else None

    @staticmethod
    def new_note(path: str, told: str, noted: int, digest: bytes) -> Note:
        """Return the note of a file that somebody else has looked at."""
        return Note(path, told, noted, digest)

    @staticmethod
    def piped_note(content: bytes) -> Note:
        """Return the note of a file whose content is not that on disk: nothing to be kept."""
        return Note("", "", 0, digest_of(content))

    def keep_note(self, note: Note) -> None:
        """Note something of a file.

        A name that is no UTF-8 cannot be noted: its file is read by every run.
        """
        with suppress(UnicodeEncodeError):
            note.path.encode()
            self._new_notes[note.path] = note
            self._gather()

    def held(self, table: str, keys: Sequence[bytes]) -> frozenset[bytes]:
        """Return the keys among some under which something is kept."""
        return frozenset(key for (key,) in self._rows("key", table, keys))

    def get(self, table: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is kept under some keys; those under which nothing is are left out."""
        today = _today()
        found: dict[bytes, bytes] = {}
        for key, value, day in self._rows("key, value, day", table, keys):
            if isinstance(value, bytes):
                found[key] = value
            if day != today:
                self._old_keys[table].append(key)
        return found

    def _rows(self, columns: str, table: str, keys: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
        """Yield what a table has under some keys, until it cannot be read any further."""
        for at in range(0, len(keys), _AT_ONCE):
            some = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT {columns} FROM {table} WHERE key IN ({marks})"  # noqa: S608  # ours
            try:
                yield from self.connection.execute(query, some).fetchall()
            except sqlite3.Error:
                return

    def put(self, table: str, key: bytes, value: bytes) -> None:
        """Keep something under a key."""
        self._new_rows[table][key] = value
        self._gather()

    def _gather(self) -> None:
        """Write what is new once it is much.

        What is kept so is right whenever it is found: what is known of a large site need not all
        be held, nor others be kept waiting for long.
        """
        if len(self._new_notes) + sum(map(len, self._new_rows.values())) < _GATHERED:
            return
        if self._failure is None:
            try:
                with self.connection:
                    self._write_new()
            except sqlite3.Error as error:
                self._failure = error
        if self._failure is not None:
            # A disk that is full, or another that writes for long, is waited for once.
            self._let_go()

    def _let_go(self) -> None:
        self._new_notes = {}
        self._new_rows = {table: {} for table in ROWS}

    def _write_new(self) -> None:
        today = _today()
        run = self.connection.executemany
        if self._new_notes:
            found = self.connection.execute("SELECT value FROM about WHERE name = 'site'")
            if found.fetchone() != (self.site,):
                # What others have noted is true of another site, or of what this one was.
                self.connection.execute("DELETE FROM files")
                run("INSERT OR REPLACE INTO about VALUES (?, ?)", [("site", self.site)])
            notes = map(tuple, self._new_notes.values())
            run("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", notes)
        for table, rows in self._new_rows.items():
            run(
                f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608  # as above
                ((key, value, today) for key, value in rows.items()),
            )
        self._let_go()

    def close(self, paths: Iterable[str]) -> None:
        """Write what is new, all of it or nothing; of files that are not among the paths forget all."""
        gone = self.notes.keys() - set(paths)
        new = (self._new_notes, *self._new_rows.values(), *self._old_keys.values())
        try:
            if self._failure is None and (gone or any(new)):
                self._write(gone)
        except sqlite3.Error as error:
            self._failure = error
        finally:
            self.connection.close()
        if self._failure is not None:
            told = f"the index could not be written: {self._failure}"
            self.notices.append(f"{self.path.parent}: {told}")

    def _write(self, gone: Iterable[str]) -> None:
        today = _today()
        with self.connection:
            run = self.connection.executemany
            run("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
            self._write_new()
            for table in ROWS:
                run(
                    f"UPDATE {table} SET day = ? WHERE key = ?",  # noqa: S608  # as above
                    ((today, key) for key in self._old_keys[table]),
                )
                noted = "AND key NOT IN (SELECT key FROM files)" if table == "facts" else ""
                self.connection.execute(
                    f"DELETE FROM {table} WHERE day < ? {noted}",  # noqa: S608  # as above
                    (today - _KEPT,),
                )


def _is_as_noted(note: Note, found: Mark) -> bool:
    return note.mark == found.text and found.changed < note.noted - RACY


def _today() -> int:
    return int(time.time()) // _DAY


def open_store(root: str, notices: list[str], program: bytes, site: bytes) -> Store | None:
    """Open the index of a site, or begin one; None, and a word, where none can be kept.

    What another program has kept is of no use, and is let go. `site` is what Facts depend on.
    """
    folder = Path(root, FOLDER)
    try:
        make_folder(folder)
        connection, notes, facts = connected(folder / "index.sqlite", notices, program, site)
    except (OSError, sqlite3.Error) as error:
        notices.append(f"{folder}: no index is kept ({error}); all is worked out anew")
        return None
    fresh = not notes and connection.execute("SELECT 1 FROM facts LIMIT 1").fetchone() is None
    return Store(folder / "index.sqlite", connection, notices, site, fresh, notes, facts)
