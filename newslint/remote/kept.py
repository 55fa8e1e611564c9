"""The store of verdicts: `.newslint_cache/links.sqlite` at a site's root.

Each verdict is written as it comes, in a transaction of its own: a run that is killed loses none
that was stored. Several runs may write at once. It stands beside the index, not in it: another
version of newslint, or another configuration, changes nothing about what a server answered.

Nothing here can fail a run: what cannot be read is asked for again, what cannot be written is told.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from newslint import tables
from newslint.marks import FOLDER
from newslint.remote.record import Record

_NAME = "links.sqlite"
_VERSION = 1
"""Of the table: a database of another version is made anew."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS links (url TEXT PRIMARY KEY, record BLOB, asked INTEGER) WITHOUT ROWID
"""
_AT_ONCE = 500
"""URLs that are looked up in one query."""
_KEPT = 400 * 86_400
"""Seconds after which what was never asked for again is let go."""
_WAIT = 2
"""Seconds to wait for another process that writes; the network waits meanwhile."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Record).decode


class Kept:
    """The store of one site's verdicts, open for one run."""

    def __init__(self, path: Path, connection: sqlite3.Connection, notices: list[str]) -> None:
        self.path = path
        self.connection = connection
        self.notices = notices
        self._late: dict[str, Record] = {}
        """What could not be written when it came."""

    def get(self, urls: Sequence[str]) -> dict[str, Record]:
        """Return what is known of some URLs; those of which nothing is are left out."""
        found: dict[str, Record] = {}
        for at in range(0, len(urls), _AT_ONCE):
            some = urls[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT url, record FROM links WHERE url IN ({marks})"  # noqa: S608  # marks only
            with suppress(sqlite3.Error, UnicodeEncodeError):
                for url, record in self.connection.execute(query, some):
                    with suppress(msgspec.MsgspecError, TypeError):
                        found[url] = _decode(record)
        return found

    def keep(self, url: str, record: Record) -> None:
        """Store what is known of a URL, at once."""
        try:
            self._write(url, record)
        except (sqlite3.Error, UnicodeEncodeError):
            self._late[url] = record

    def close(self) -> None:
        """Write what came while another process wrote, and let go of what is very old."""
        failure: Exception | None = None
        try:
            for url, record in self._late.items():
                self._write(url, record)
            old = int(time.time()) - _KEPT
            self.connection.execute("DELETE FROM links WHERE asked < ?", (old,))
        except (sqlite3.Error, UnicodeEncodeError) as error:
            failure = error
        finally:
            self.connection.close()
        if failure is not None:
            self.notices.append(f"{self.path}: not all verdicts could be stored: {failure}")

    def _write(self, url: str, record: Record) -> None:
        row = (url, _encode(record), record.verdict.asked_at)
        self.connection.execute("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", row)


def open_kept(root: str, notices: list[str]) -> Kept | None:
    """Open the store of a site, or begin one; None, and a word, where none can be kept."""
    folder = Path(root, FOLDER)
    path = folder / _NAME
    try:
        tables.make_folder(folder)
        try:
            return Kept(path, _connected(path), notices)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            notices.append(f"{path}: the store of verdicts was damaged and is made anew")
            remove(folder)
            return Kept(path, _connected(path), notices)
    except (OSError, sqlite3.Error) as error:
        notices.append(f"{path}: no verdicts are kept ({error}); all links are asked for again")
        return None


@tables.as_text()
def _connected(path: Path) -> sqlite3.Connection:
    # Without a level of isolation each statement is a transaction.
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        # So a transaction costs no wait for the disk, and survives the end of the process.
        with suppress(sqlite3.OperationalError):
            # Another process may be about the same; the store works without, too.
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if _version(connection) != _VERSION:
            connection.execute("BEGIN IMMEDIATE")
            if _version(connection) != _VERSION:
                connection.execute("DROP TABLE IF EXISTS links")
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("COMMIT")
        connection.execute("SELECT url FROM links LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def remove(folder: Path) -> bool:
    """Remove the store in a folder; tell whether there was one. Raise OSError."""
    return tables.remove(folder, _NAME)
