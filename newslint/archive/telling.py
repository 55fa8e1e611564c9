"""What the workers make of rows for people: Facts and findings, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.archive.mapping import Batched, Lookup, Row
from newslint.archive.reducing import found_in
from newslint.archive.tables import FACTS, FINDINGS
from newslint.diagnostic import Diagnostic, safe_path
from newslint.digest import digest_of
from newslint.facts import Facts
from newslint.lint import with_more
from newslint.sending import Sent, diagnostics_of, facts_in, packed, received
from newslint.source import Source

if TYPE_CHECKING:
    import pyarrow as pa


def facts_rows(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Make rows of FACTS of those of the map; of a file that could not be parsed none."""
    import pyarrow as pa

    for batch in batches:
        rows = [
            facts_row(row["site"], facts_in(row["path"], row["facts"]))
            for row in batch.to_pylist()
            if row["facts"]
        ]
        yield pa.RecordBatch.from_pylist(rows, FACTS.arrow)


def facts_row(site: str, facts: Facts) -> Row:
    """Return what a site remembers of a file as a row."""
    title, body = facts.fields.get("title"), facts.body
    return {
        "site": site,
        "path": facts.path,
        "kind": facts.kind,
        "language": facts.language,
        "published": facts.published.day if facts.published else None,
        "title": _text(title.text) if title else None,
        "authors": [_text(name) for name in facts.authors],
        "withheld": facts.withheld,
        "letters": body.size,
        "digest": body.digest.hex(),
        "signature": body.signature,
        "blocks": [key for key, _ in body.blocks],
        "links": _targets(facts, "link"),
        "images": _targets(facts, "image"),
    }


def _targets(facts: Facts, kind: str) -> list[str]:
    found = (_text(row.target) for row in facts.targets if row.kind == kind)
    return list(dict.fromkeys(found))


def findings_rows(sites: Lookup) -> Batched:
    """Return what makes rows of FINDINGS of those of the map.

    Those that ask have the content of their file, and what was found across their site.
    """

    def made(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            rows = [found for row in batch.to_pylist() for found in _found(row, sites)]
            yield pa.RecordBatch.from_pylist(rows, FINDINGS.arrow)

    return made


def _found(row: Row, sites: Lookup) -> Iterator[Row]:
    """Yield the findings of a file as rows, in the order that they are told in."""
    for diagnostic in sorted(_diagnostics(row, sites), key=lambda found: found.order):
        yield _row(row["site"], diagnostic)


def _diagnostics(row: Row, sites: Lookup) -> tuple[Diagnostic, ...]:
    """Return what is found in a file by itself, and across the site where it was asked."""
    mapper = sites[row["site"]].mapper
    given = received(row["path"], Sent(row["facts"] or b"", row["findings"]), mapper.plans)
    alone = diagnostics_of(given.packed)
    if given.mapped is None or row["content"] is None:
        return alone
    source = Source.read(row["path"], row["content"])
    if digest_of(source.data) != given.mapped.digest:
        # Changed since it was mapped: its places are others, which the next run tells.
        return alone
    found = found_in(row["across"], given.mapped.plan) if row["across"] else []
    return alone + with_more(given.mapped, source, found, mapper.catalog).diagnostics


def _row(site: str, found: Diagnostic) -> Row:
    return {
        "site": site,
        "path": found.path,
        "rule": found.rule,
        "severity": found.severity,
        "line": found.place.line,
        "column": found.place.column,
        "message": _text(found.message),
        "count": found.count,
        "detail": _text(found.detail),
        "variant": found.variant,
        "suppressed": None if found.suppressed is None else _text(found.suppressed),
        "fix": None if found.fix is None else "safe" if found.fix.safe else "unsafe",
        "told_at": found.told_at,
        "related": [{"path": safe_path(row.path), "line": row.line} for row in found.related],
        "fingerprint": found.fingerprint,
        "packed": bytes(packed((found,))),
    }


def _text(text: str) -> str:
    """Return a text without halves of characters, which no column can hold."""
    return text if text.isascii() else text.encode(errors="replace").decode()
