"""Front matter: the fields at the head of a post, each with its place in the file.

Every form is read where it stands, nothing is cut off first. Which forms there are, and who
reads them: YAML between `---` (Jekyll, Hugo, Hexo, Eleventy, Zola; closed by `---` or, as in
Jekyll's `YAML_FRONT_MATTER_REGEXP`, `...`), TOML between `+++` (Hugo, Zola), JSON after
`---json` (gray-matter), between `;;;` (Hexo) or bare (Hugo), `Key: value` headers (Pelican, and
Hexo without an opening fence).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from newslint.front_matter.field import (
    Failure,
    Field,
    Format,
    FrontMatter,
    Parsed,
    UnparsableError,
)
from newslint.source import Span

if TYPE_CHECKING:
    from newslint.source import Source

__all__ = [
    "Failure",
    "Field",
    "Format",
    "FrontMatter",
    "UnparsableError",
    "parse",
    "parse_toml",
    "parse_yaml",
]

_BLANKS = re.compile(rb"(?:[ \t]*\r?\n)*")
_FENCE = re.compile(rb"(---+|\+\+\+|;;;)[ \t]*+([A-Za-z]*)[ \t]*\r?(?:\n|\Z)")
_CLOSERS = {
    b"-": re.compile(rb"\n(?:---+|\.\.\.)[ \t]*\r?(?=\n|\Z)"),
    b"+": re.compile(rb"\n\+\+\+[ \t]*\r?(?=\n|\Z)"),
    b";": re.compile(rb"\n;;;+[ \t]*\r?(?=\n|\Z)"),
}
"""From the end of the line before: a search for a newline leaps, one for `^` does not."""
_FORMATS: dict[bytes, Format] = {b"-": "yaml", b"+": "toml", b";": "json"}
_NAMED_FORMATS: dict[bytes, Format] = {
    b"yaml": "yaml",
    b"yml": "yaml",
    b"json": "json",
    b"toml": "toml",
}
_ENTRY = re.compile(rb"[ \t]*[\"']?[^\s:=#<>{}\[\]-][^:=\r\n]{0,60}[:=]")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9_ -]{0,40}:(?:[ \t]|\r?\n)")
_HEADER_NAMES = frozenset(b"title date slug author authors category tags status summary".split())


def parse(source: Source) -> FrontMatter | None:
    """Read a file's front matter; None where it has none.

    What cannot be read is no error here: the result's `failure` says what is wrong.
    """
    data = source.data
    start = source.start
    blanks = _BLANKS.match(data, start)
    opener = blanks.end() if blanks else start
    fence = _FENCE.match(data, opener)
    if fence:
        return _fenced(data, fence)
    if data[opener : opener + 1] == b"{":
        return _bare_json(data, opener)
    return _headers(data, start)


def _fenced(data: bytes, fence: re.Match[bytes]) -> FrontMatter | None:
    mark = fence[1][:1]
    kind = _NAMED_FORMATS.get(fence[2].lower()) if fence[2] else _FORMATS[mark]
    if kind is None or (fence[2] and mark != b"-"):
        return None
    closer = _CLOSERS[mark].search(data, fence.end() - 1)
    if closer is None:
        # A lone `---` at the head of a page is a rule, not front matter that never ends.
        if not _ENTRY.match(data, fence.end()):
            return None
        end = _paragraph_end(data, fence.end())
        span = Span(fence.start(1), end)
        failure = Failure("unclosed", fence[1].decode(), Span(*fence.span(1)))
        return FrontMatter(kind, span, end, failure=failure)
    body = _next_line(data, closer.end())
    text = data[fence.end() : closer.start() + 1].decode()
    span = Span(fence.start(1), closer.end())
    if kind == "json" and mark == b";":
        return _read(kind, _parse_hexo_json, text, fence.end(), span, body)
    return _read(kind, _PARSERS[kind], text, fence.end(), span, body)


def _paragraph_end(data: bytes, start: int) -> int:
    """Return where the lines from `start` end: at a blank one, or with the file."""
    blank = re.compile(rb"\n[ \t]*\r?(?:\n|\Z)").search(data, start)
    return blank.start() + 1 if blank else len(data)


def _bare_json(data: bytes, start: int) -> FrontMatter | None:
    if not re.compile(rb"\{\s*(?:\"|\}\s*\n)").match(data, start):
        return None
    from newslint.front_matter import json

    text = data[start:].decode()
    try:
        parsed, index = json.parse_leading(text, start)
    except UnparsableError as error:
        span = Span(start, _paragraph_end(data, start))
        return FrontMatter("json", span, span.end, failure=error.failure(text, start))
    end = start + len(text[:index].encode())
    body = _next_line(data, end)
    return FrontMatter("json", Span(start, end), body, parsed.fields, parsed.duplicates)


def _next_line(data: bytes, at: int) -> int:
    newline = data.find(b"\n", at)
    return len(data) if newline == -1 else newline + 1


def _headers(data: bytes, start: int) -> FrontMatter | None:
    """Read Pelican's headers, or Hexo's YAML that has a closing fence only."""
    if not _HEADER.match(data, start):
        return None
    end = _paragraph_end(data, start)
    block = data[start:end]
    fence = re.compile(rb"^(---+)[ \t]*\r?(?:\n|\Z)", re.MULTILINE).search(block)
    if fence:
        block = block[: fence.start()]
    lines = block.rstrip(b"\r\n").replace(b"\r\n", b"\n").split(b"\n")
    if not all(_HEADER.match(line + b"\n") or line[:1] in b" \t" for line in lines):
        return None
    names = {line.partition(b":")[0].strip().lower() for line in lines}
    if b"title" not in names or not names & (_HEADER_NAMES - {b"title"}):
        return None
    text = block.decode()
    if fence:
        span = Span(start, start + fence.end(1))
        return _read("yaml", parse_yaml, text, start, span, start + fence.end())
    return _read("headers", _parse_headers, text, start, Span(start, end), end)


def _read(
    kind: Format,
    parser: Callable[[str, int], Parsed],
    text: str,
    base: int,
    span: Span,
    body: int,
) -> FrontMatter:
    try:
        parsed = parser(text, base)
    except UnparsableError as error:
        return FrontMatter(kind, span, body, failure=error.failure(text, base))
    return FrontMatter(kind, span, body, parsed.fields, parsed.duplicates)


def parse_yaml(text: str, base: int) -> Parsed:
    """Read YAML that starts `base` bytes into a file; raise UnparsableError."""
    from newslint.front_matter import yaml

    return yaml.parse(text, base)


def parse_toml(text: str, base: int) -> Parsed:
    """Read TOML that starts `base` bytes into a file; raise UnparsableError."""
    from newslint.front_matter import toml

    return toml.parse(text, base)


def _parse_json(text: str, base: int) -> Parsed:
    from newslint.front_matter import json

    return json.parse(text, base)


def _parse_hexo_json(text: str, base: int) -> Parsed:
    """Read Hexo's JSON, whose outer braces are left out (hexo-front-matter)."""
    from newslint.front_matter import json

    return json.parse_entries(text, base)


def _parse_headers(text: str, base: int) -> Parsed:
    from newslint.front_matter import headers

    return headers.parse(text, base)


_PARSERS: dict[str, Callable[[str, int], Parsed]] = {
    "yaml": parse_yaml,
    "toml": parse_toml,
    "json": _parse_json,
}


def parse_text(text: str, form: str) -> Parsed:
    """Read a whole text of a form: yaml or yml, toml, json; raise UnparsableError."""
    return _PARSERS[{"yml": "yaml"}.get(form, form)](text, 0)
