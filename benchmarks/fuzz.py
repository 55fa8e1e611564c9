"""Is there a text that newslint's readers cannot bear? libFuzzer looks for one, led by their branches.

    pip install -e '.[fuzz]'
    python benchmarks/fuzz.py TARGET [--minutes 5] [--corpus FOLDER]
    python benchmarks/fuzz.py TARGET --only FILE      # what an earlier run has found

TARGET is front-matter, document, html, suppressions or configuration. The first texts are the
project's own: the specimens of its rules, its examples, the configurations in its docs. What is
looked for:

- anything that is raised, a configuration's own ConfigError aside;
- a place that lies outside of the text, or cuts a character of it;
- more than ten seconds for a text of 4 kB.

The text that does it is written to the corpus folder, `.fuzz/TARGET` unless another is named, as
`crash-…` or `timeout-…`. Each is kept as a test, cut down to what matters. `benchmarks/mutants.py`
asks the rules themselves.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import atheris

with atheris.instrument_imports(include=["newslint"]):
    from newslint import front_matter
    from newslint.catalog import shipped
    from newslint.config import ConfigError
    from newslint.config_reader import parse as read_configuration
    from newslint.document import Document, parse
    from newslint.facts.remembered import facts_of
    from newslint.site import Settings, Site
    from newslint.source import Source, Span
    from newslint.suppression import suppressions

from mutants import ROOT, fixtures

_DIALECTS = ("kramdown", "goldmark", "commonmark", "gfm")
_FENCE = re.compile(r"^```(?:yaml|toml)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CONTINUATION = re.compile(rb"[\x80-\xbf]")
"""A byte of UTF-8 that begins no character."""
_LONGEST = 4096
"""Bytes of a text: what needs more is found by the pieces that it is made of."""
_PATIENCE = 10
"""Seconds that a text may take, with all that counts its branches."""


def held(spans: Iterable[Span], source: Source) -> None:
    """Raise ValueError for a span that is no place in a text, or cuts a character of it."""
    data = source.data
    for span in spans:
        if not 0 <= span.start <= span.end <= len(data) + 1:
            raise ValueError(f"{span} lies outside")
        if any(_CONTINUATION.match(data, at) for at in span):
            raise ValueError(f"{span} cuts a character")


def look_at_front_matter(raw: bytes) -> None:
    """Read the head of a post."""
    source = Source.read("a.md", raw)
    matter = front_matter.parse(source)
    if matter is not None:
        held([matter.span, Span(matter.span.end, matter.body)], source)
        held((row.span for row in matter.fields), source)
        held((row.key_span for row in matter.fields), source)
        held([matter.failure.span] if matter.failure else [], source)


def parsed(raw: bytes, extension: str) -> Document:
    """Read a post, in a dialect that its own bytes choose."""
    site = Site("/", Settings(dialect=_DIALECTS[crc32(raw) % len(_DIALECTS)]))
    return parse(Source.read(f"a.{extension}", raw), "post", site)


def look_at_document(raw: bytes, extension: str = "") -> None:
    """Read all of a post, and what the site remembers of it."""
    document = parsed(raw, extension or ("mdx" if crc32(raw) % 7 == 0 else "md"))
    for table in ("links", "references", "images", "headings", "tables", "tags", "texts", "codes"):
        held((row.span for row in getattr(document, table)), document.source)
    held((row.span for row in document.comments), document.source)
    held((row.span for row in document.templates), document.source)
    held((line.span_of(0, len(line.text)) for line in document.lines), document.source)
    held((block.span for block in document.blocks), document.source)
    facts_of(document)


def look_at_html(raw: bytes) -> None:
    """Read a page of HTML, its tables among the rest."""
    look_at_document(raw, "html")
    _ = parsed(raw, "html").soup


def look_at_suppressions(raw: bytes) -> None:
    """Read what a post says of the rules."""
    document = parsed(raw, "html" if crc32(raw) % 5 == 0 else "md")
    for row in suppressions(document):
        held([row.span, row.reach, *(name.span for name in row.names)], document.source)
        held((edit.span for edit in (row.removal.edits if row.removal else ())), document.source)


def look_at_configuration(raw: bytes) -> None:
    """Read a configuration, and hold it against the rules."""
    with suppress(ConfigError):
        config = read_configuration(raw, ("newslint.yaml", "newslint.toml")[crc32(raw) % 2])
        config.validate(shipped())


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front-matter": look_at_front_matter,
    "document": look_at_document,
    "html": look_at_html,
    "suppressions": look_at_suppressions,
    "configuration": look_at_configuration,
}


def seeds(target: str) -> list[bytes]:
    """Return the texts to begin with."""
    if target != "configuration":
        posts = [text for _, text in fixtures()]
        return [text for text in posts if b"newslint" in text or target != "suppressions"]
    pages = [*(ROOT / "docs").glob("*.md"), *(ROOT / "rules").rglob("*.md")]
    fences = (match for page in pages for match in _FENCE.findall(page.read_text("utf-8")))
    files = (path.read_bytes() for path in (ROOT / "examples").rglob("newslint.yaml"))
    return [*(text.encode() for text in fences), *files]


def main() -> None:
    """Look for a text that one of the readers cannot bear; libFuzzer ends the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--only", type=Path)
    args = parser.parse_args()
    if args.only:
        TARGETS[args.target](args.only.read_bytes())
        return
    corpus: Path = args.corpus or ROOT / ".fuzz" / args.target
    corpus.mkdir(parents=True, exist_ok=True)
    for text in seeds(args.target):
        (corpus / f"seed-{crc32(text):08x}").write_bytes(text[:_LONGEST])
    options = [
        *(f"-max_total_time={60 * args.minutes:.0f}", f"-max_len={_LONGEST}"),
        *(f"-timeout={_PATIENCE}", f"-artifact_prefix={corpus}/", "-print_final_stats=1"),
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[args.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
