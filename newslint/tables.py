"""The tables of the index on disk: how they are made, opened, looked into and removed.

A database of another version, of another program or that is damaged is made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from newslint.marks import FOLDER

_VERSION = 6
"""Of the tables: a database of another version is made anew."""
# Rows that are a kilobyte long stand in the order of their writing: in that of their keys, more
# than half of each page would stay empty.
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, mark TEXT, noted INTEGER, digest BLOB, kind TEXT, key BLOB) WITHOUT ROWID;
CREATE TABLE facts (key BLOB PRIMARY KEY, value BLOB, day INTEGER);
CREATE TABLE findings (key BLOB PRIMARY KEY, value BLOB, day INTEGER);
CREATE TABLE across (key BLOB PRIMARY KEY, value BLOB, day INTEGER) WITHOUT ROWID;
"""
ROWS = ("facts", "findings", "across")
"""The tables that keep something under a key."""
WAIT = 5
"""Seconds to wait for another process that writes."""


class Note(NamedTuple):
    """What was noted of a file when its digest was taken."""

    path: str
    mark: str
    noted: int
    digest: bytes
    kind: str = ""
    """What it was linted as: post or page."""
    key: bytes = b""
    """What its Facts are kept under, where the site is still what it was."""


Opened = tuple[sqlite3.Connection, dict[str, Note], dict[str, bytes]]
"""An index, what is noted in it, and the Facts of that."""


def make_folder(folder: Path) -> None:
    """Make the folder of an index, which git shall not see; raise OSError."""
    if folder.is_symlink():
        raise OSError("it is a link")
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    # A disk that was full has left it empty.
    if not ignore.exists() or not ignore.stat().st_size:
        ignore.write_bytes(b"*\n")


def connected(path: Path, notices: list[str], program: bytes, site: bytes) -> Opened:
    """Open an index, or make it anew; raise sqlite3.Error.

    `program` and `site` are what all of it, and the Facts in it, depend on.
    """
    try:
        return _attempt(path, program, site)
    except sqlite3.OperationalError:
        # Locked, or not to be written: another process's affair, or the disk's.
        raise
    except sqlite3.DatabaseError:
        notices.append(f"{path}: the index was damaged and is made anew")
        remove(path.parent)
        return _attempt(path, program, site)


@contextmanager
def as_text() -> Iterator[None]:
    """Raise sqlite3.DatabaseError where a damaged schema is named in bytes that Python cannot read."""
    try:
        yield
    except UnicodeDecodeError:
        raise sqlite3.DatabaseError("its schema is no text") from None


def _attempt(path: Path, program: bytes, site: bytes) -> Opened:
    connection = sqlite3.connect(path, timeout=WAIT)
    try:
        with as_text():
            connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            _begin(connection, program)
        about = dict(connection.execute("SELECT name, value FROM about"))
        if about.get("program") != program:
            _begin(connection, program)
        return connection, *_noted(connection, same_site=about.get("site") == site)
    except BaseException:
        connection.close()
        raise


def _noted(
    connection: sqlite3.Connection, *, same_site: bool
) -> tuple[dict[str, Note], dict[str, bytes]]:
    """Return what is noted of the files, and their Facts where those can still be right."""
    if not same_site:
        rows = connection.execute("SELECT path, mark, noted, digest FROM files")
        return {row[0]: Note(*row) for row in rows}, {}
    rows = connection.execute(
        "SELECT value, path, mark, noted, digest, kind, files.key"
        " FROM files LEFT JOIN facts ON facts.key = files.key"
    )
    notes, facts = {}, {}
    for value, *told in rows:
        notes[told[0]] = Note._make(told)
        if value is not None:
            facts[told[0]] = value
    return notes, facts


def _begin(connection: sqlite3.Connection, program: bytes) -> None:
    """Make the tables anew, with what tells whose they are."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for table in ("about", "files", *ROWS):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA.strip().split("\n"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES ('program', ?)", [program])
        connection.execute(f"PRAGMA user_version = {_VERSION}")


def remove(folder: Path, name: str = "index.sqlite") -> bool:
    """Remove the index in a folder, or another database; tell whether there was one. Raise OSError."""
    files = [folder / f"{name}{end}" for end in ("", "-journal", "-wal", "-shm")]
    found = [file for file in files if file.exists()]
    for file in found:
        file.unlink()
    return bool(found)


class Summary(NamedTuple):
    """What an index holds."""

    bytes: int
    files: int
    facts: int
    findings: int


def summary(root: str) -> Summary | None:
    """Tell what the index of a site holds; None if there is none. Raise sqlite3.Error."""
    path = Path(root, FOLDER, "index.sqlite")
    if not path.is_file():
        return None
    with closing(sqlite3.connect(path, timeout=WAIT)) as connection, as_text():
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("files", "facts", "findings")
        ]
    return Summary(path.stat().st_size, *counts)
