"""What the workers do of the map: rows of files in, rows of what each gives out.

A row is all that a worker sees. One that fails is a finding in its file, as in `check`, and no
affair of its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newslint.archive.sites import Told
from newslint.archive.tables import MAPPED
from newslint.digest import digest_of
from newslint.limits import Guard, guard
from newslint.mapper import map_file, map_unreadable
from newslint.mapping import Item
from newslint.regular import TooLargeError, read_regular
from newslint.sending import told_in

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
_TOGETHER = 256
"""Rows of a batch: what many posts give need not be held at once."""


class Lookup:
    """Gives workers the sites, of which they are sent one copy each."""

    def __init__(self, shared: Any) -> None:
        """`shared` is a broadcast of the sites by name."""
        self._shared = shared

    def __getitem__(self, name: str) -> Told:
        """Return what is to be known of a site."""
        sites: Mapping[str, Told] = self._shared.value
        return sites[name]


Batched = Callable[["Iterator[pa.RecordBatch]"], "Iterator[pa.RecordBatch]"]
"""Makes batches of rows of others: what Spark hands a part of a table to."""


def in_rows(make: Callable[[Row], Row | None], schema: pa.Schema) -> Batched:
    """Return what makes batches of batches, row by row; rows of which nothing is made go."""

    def made(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            for at in range(0, batch.num_rows, _TOGETHER):
                part = batch.slice(at, _TOGETHER)
                rows = [row for given in part.to_pylist() if (row := make(given)) is not None]
                yield pa.RecordBatch.from_pylist(rows, schema)

    return made


def keyed(sites: Lookup) -> Callable[[Row], Row]:
    """Return what tells under which key a file's row is kept, if it is."""

    def made(row: Row) -> Row:
        try:
            key = _key(row, sites[row["site"]], content_of(row, sites))
        except OSError:
            # Unreadable, which another try may change: it is mapped by each run.
            key = b""
        return {"site": row["site"], "path": row["path"], "key": key}

    return made


def mapped(sites: Lookup, run: str) -> Batched:
    """Return what maps files; what takes too long in one is stopped, as in `check`."""

    def made(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # A worker is a process of its own, forked for Spark's tasks.
        with guard(interrupts=True) as watch:
            yield from in_rows(lambda row: _mapped(row, sites, run, watch), MAPPED.arrow)(batches)

    return made


def _mapped(row: Row, sites: Lookup, run: str, watch: Guard) -> Row:
    told, item = sites[row["site"]], Item(row["path"], row["kind"], is_target=True)
    key = b""
    try:
        raw = content_of(row, sites)
        key = _key(row, told, raw)
        given = map_file(item, raw, item.path, told.mapper.lint(watch))
    except OSError as error:
        given = map_unreadable(item, error, told.mapper.plans.of)._replace(keeps=False)
    return {
        **{name: row[name] for name in ("site", "path", "kind", "target")},
        "key": key,
        "keeps": given.keeps,
        "facts": given.facts,
        "findings": given.findings,
        "silences": bool(given.findings and told_in(given).suppressions),
        "notice": given.notice,
        "run": run,
    }


def read_again(sites: Lookup) -> Callable[[Row], Row]:
    """Return what puts the content of a file into a row that asks for it, if it can still be read."""

    def made(row: Row) -> Row:
        content = None
        with suppress(OSError):
            content = content_of(row, sites) if row["asks"] else None
        return {**row, "content": content}

    return made


def content_of(row: Row, sites: Lookup) -> bytes:
    """Return a file's bytes: the row's own, else those on disk; raise OSError."""
    mapper, content = sites[row["site"]].mapper, row.get("content")
    most = mapper.plans.limits_of(row["path"]).size
    if content is None:
        return read_regular(f"{mapper.site.root.rstrip('/')}/{row['path']}", most)
    if len(content) > most:
        raise TooLargeError(len(content))
    return bytes(content)


def _key(row: Row, told: Told, raw: bytes) -> bytes:
    """Return a digest of all that what a file gives depends on."""
    return digest_of(told.plans, row["path"].encode(), row["kind"].encode(), digest_of(raw))


KEYS = "site string, path string, key binary"
"""The schema of what `keyed` makes."""
