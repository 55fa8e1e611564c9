"""The tables of an archive, column by column, as Parquet holds them; `docs/archives.md` lists them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    import pyarrow as pa


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: str
    """As Spark's SQL names it."""
    about: str


class Table(msgspec.Struct, frozen=True, dict=True):
    """A table, which a folder of Parquet files holds."""

    folder: str
    """Where it lies, from the archive's folder."""
    columns: tuple[Column, ...]

    @property
    def ddl(self) -> str:
        """Its schema as Spark reads it."""
        return ", ".join(f"{column.name} {column.type}" for column in self.columns)

    @cached_property
    def arrow(self) -> pa.Schema:
        """Its schema as Arrow has it."""
        import pyarrow as pa

        kinds = {
            "string": pa.string(),
            "binary": pa.binary(),
            "boolean": pa.bool_(),
            "int": pa.int32(),
            "date": pa.date32(),
            "array<string>": pa.list_(pa.string()),
            "array<bigint>": pa.list_(pa.int64()),
            "array<struct<path:string,line:int>>": pa.list_(
                pa.struct([("path", pa.string()), ("line", pa.int32())])
            ),
        }
        return pa.schema([(column.name, kinds[column.type]) for column in self.columns])


_SITE = Column("site", "string", "the root of its site, from the input; `.` where that is the root")
_PATH = Column("path", "string", "from the site's root")

MAPPED = Table(
    "map",
    (
        _SITE,
        _PATH,
        Column("kind", "string", "`post` or `page`"),
        Column("target", "boolean", "whether findings are told of it, or it is there for others"),
        Column("key", "binary", "digest of content, path, kind, site, configuration and rules"),
        Column("keeps", "boolean", "false where another try may give something else"),
        Column("facts", "binary", "what the site remembers of it, packed; empty if unreadable"),
        Column("findings", "binary", "what is found in it by itself, packed"),
        Column("silences", "boolean", "whether suppressions are written in it"),
        Column("notice", "string", "why it was not linted; empty where it was"),
        Column("run", "string", "the run that has mapped it"),
    ),
)
"""What each file gives by itself: kept from run to run, and read by the reduce."""

FACTS = Table(
    "facts",
    (
        _SITE,
        _PATH,
        Column("kind", "string", "`post` or `page`"),
        Column("language", "string", "of its front matter or its site, as BCP 47 has it"),
        Column("published", "date", "the day that it tells for its own; null if it tells none"),
        Column("title", "string", "null if it has none"),
        Column("authors", "array<string>", "those that its front matter names"),
        Column("withheld", "boolean", "true for drafts"),
        Column("letters", "int", "letters and digits of its body"),
        Column("digest", "string", "of these letters, hexadecimal: equal bodies have one digest"),
        Column("signature", "binary", "MinHash of its shingles, a byte a slot, 128 slots"),
        Column("blocks", "array<bigint>", "checksums of the blocks of its body, each once"),
        Column("links", "array<string>", "where its links lead, as it has them, each once"),
        Column("images", "array<string>", "the images that it shows, likewise"),
    ),
)
"""What the site remembers of each post and page, for people to ask."""

FINDINGS = Table(
    "findings",
    (
        _SITE,
        _PATH,
        Column("rule", "string", "`family/name`"),
        Column("severity", "string", "`error`, `warning` or `info`"),
        Column("line", "int", "of the first place, from 1"),
        Column("column", "int", "from 1, in code points"),
        Column("message", "string", "in the language of the site or of the run"),
        Column("count", "int", "how often it is found in the file"),
        Column("detail", "string", "what shows it; empty where the message says it all"),
        Column("variant", "string", "which of the rule's variants it is"),
        Column("suppressed", "string", "the reason of its suppression; null for what is said"),
        Column("fix", "string", "`safe` or `unsafe`; null where nothing mends it"),
        Column("told_at", "string", "of posts that repeat each other, the one that tells of all"),
        Column("related", "array<struct<path:string,line:int>>", "other posts that it speaks of"),
        Column("fingerprint", "string", "what names it after lines have moved"),
        Column("packed", "binary", "the whole diagnostic, packed"),
    ),
)
"""What is found, a row each, in the order that `check` tells it in."""

TABLES = (FACTS, FINDINGS, MAPPED)
