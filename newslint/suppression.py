"""Suppressions: what a post says of the rules that shall be silent in it.

`<!-- newslint-ignore self-source: wire copy -->` silences a rule in the next block; `-line`,
`-next-line` and `-file` in the name say where else, `-start` and `-end` enclose a range. The same
words count in comments of Liquid, Hugo, Nunjucks and MDX, and after `#` in YAML and TOML, where a
line means the whole field that begins on it. The front-matter key `newslint: {ignore: [...]}` is
for editors that drop comments, and means the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newslint.check import Edit
from newslint.document import Document
from newslint.front_matter import Field, FrontMatter
from newslint.html import BLOCK
from newslint.source import Source, Span

_MARK = b"newslint"
_WORD = re.compile(r"newslint-([a-z]+(?:-[a-z]+)*)(?![\w-])")
_FORMS = {
    "ignore": "block",
    "ignore-line": "line",
    "ignore-next-line": "next-line",
    "ignore-file": "file",
    "ignore-start": "start",
    "ignore-end": "end",
}
_REASON = re.compile(r"\s*(?::|--)\s*")
_NAME = re.compile(r"[\w/-]+")
_DELIMITERS = (
    *((rb"<!---?", rb"-?-->"), (rb"\{%-?\s*comment\s*-?%\}", rb"\{%-?\s*endcomment\s*-?%\}")),
    *((rb"\{%-?\s*#", rb"-?%\}"), (rb"\{\{[<%]?-?\s*/\*", rb"\*/\s*-?[>%]?\}\}")),
    *((rb"\{#-?", rb"-?#\}"), (rb"\{/\*", rb"\*/\}")),
)
_COMMENT = re.compile(
    rb"(?:%s)(.*?)(?:%s)\Z"
    % (b"|".join(start for start, _ in _DELIMITERS), b"|".join(end for _, end in _DELIMITERS)),
    re.DOTALL,
)
_HASH = re.compile(rb"(?:^|(?<=[ \t]))#[ \t]*(newslint-[^\r\n]*)", re.MULTILINE)
_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\n")
_ATTRIBUTES = re.compile(rb"[ \t]*\r?\n? {0,3}\{:[^\n}]*\}")
_KEY = "newslint"


class Name(NamedTuple):
    """The name of a rule or a family as a suppression writes it."""

    text: str
    span: Span


class Suppression(NamedTuple):
    """One comment, or the front-matter key, and what it silences."""

    form: str
    """block, line, next-line, file, start, end, or the word of what is no form."""
    names: tuple[Name, ...]
    span: Span
    """Of the comment or the key."""
    reach: Span
    """Where the rules are silent: a place that begins in it."""
    reason: str
    removal: Edit | None
    """What takes the comment out of the post and leaves all else as it is; None for the key."""
    closed: bool = True
    """False for a start without an end, or an end without a start."""


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions of a document, in the order of the text."""
    if _MARK not in document.source.data:
        return ()
    found = [*_in_front_matter(document), *_in_body(document)]
    return tuple(_ranged(sorted(found, key=lambda row: row.span), document.source))


def _read(text: str, at: int) -> tuple[str, tuple[Name, ...], str] | None:
    """Read what a comment says, whose text begins at a byte offset; None if it is no suppression.

    Return its form, the names and the reason.
    """
    lead = len(text) - len(text.lstrip())
    word = _WORD.match(text, lead)
    if word is None:
        return None
    reason = _REASON.search(text, word.end())
    listed = text[word.end() : reason.start() if reason else len(text)]
    first = at + len(text[: word.end()].encode())
    names = tuple(Name(match[0], _span(first, listed, match)) for match in _NAME.finditer(listed))
    told = text[reason.end() :].strip() if reason else ""
    return _FORMS.get(word[1], word[0]), names, " ".join(told.split())


def _span(first: int, text: str, match: re.Match[str]) -> Span:
    start = first + len(text[: match.start()].encode())
    return Span(start, start + len(match[0].encode()))


def _in_body(document: Document) -> Iterator[Suppression]:
    source = document.source
    codes = [code.span for code in document.codes if code.kind != "html"]
    spans = [row.span for row in document.comments]
    spans += [row.span for row in document.templates if row.kind in ("comment", "statement")]
    for span in sorted(spans):
        raw = source.data[span.start : span.end]
        if _MARK not in raw or any(code.start <= span.start < code.end for code in codes):
            continue
        comment = _COMMENT.match(raw)
        at = span.start + comment.start(1) if comment else 0
        said = _read(comment[1].decode(errors="replace"), at) if comment else None
        if said:
            form, names, reason = said
            reach = _reach(form, span, document)
            yield Suppression(form, names, span, reach, reason, _removal(document, span))


def _reach(form: str, span: Span, document: Document) -> Span:
    source = document.source
    if form == "file":
        return _whole(source)
    if form == "line":
        return _lines(source, span.start, span.end)
    if form == "next-line":
        following = source.data.find(b"\n", span.end)
        return Span(span.end, span.end) if following == -1 else _lines(source, following + 1)
    if form == "block":
        return _next_block(document, span)
    return Span(span.end, span.end)


def _whole(source: Source) -> Span:
    # A place at the very end belongs to the file, too.
    return Span(0, len(source.data) + 1)


def _lines(source: Source, first: int, last: int | None = None) -> Span:
    """Return the lines that two places are on, whole."""
    data = source.data
    end = data.find(b"\n", first if last is None else last)
    return Span(data.rfind(b"\n", 0, first) + 1, end if end != -1 else len(data) + 1)


def _next_block(document: Document, comment: Span) -> Span:
    """Return the block that follows a comment, or the one that a comment stands in."""
    data = document.source.data
    line = data.rfind(b"\n", 0, comment.start) + 1
    inside = next((row for row in document.blocks if row.start < comment.start < row.end), None)
    if data[line : comment.start].strip(b" \t>*+-") and inside:
        return inside
    start = _past_comments(document, comment.end)
    element = _element_at(document, start)
    block = next((row for row in document.blocks if row.start <= start < row.end), None)
    if block and block.start > comment.start:
        return Span(start, _with_attributes(data, max(block.end, element)))
    if element:
        return Span(start, element)
    blank = _BLANK_LINE.search(data, start)
    ends = [blank.start() if blank else len(data), block.end if block else len(data)]
    return Span(start, min(ends))


def _past_comments(document: Document, at: int) -> int:
    """Return where the text goes on after blanks and further comments."""
    data = document.source.data
    spans = {row.span.start: row.span.end for row in document.comments}
    spans |= {row.span.start: row.span.end for row in document.templates if row.kind == "comment"}
    while True:
        while data[at : at + 1].isspace():
            at += 1
        if at not in spans:
            return at
        at = spans[at]


def _element_at(document: Document, at: int) -> int:
    """Return the end of the block element that begins at a place; 0 if none does."""
    tags = document.tags
    first = next((n for n, tag in enumerate(tags) if tag.span.start == at), None)
    if first is None or tags[first].closing or tags[first].name not in BLOCK:
        return 0
    depth = 0
    for tag in tags[first:]:
        if tag.name == tags[first].name and not tag.empty:
            depth += -1 if tag.closing else 1
            if depth == 0:
                return tag.span.end
    return 0


def _with_attributes(data: bytes, end: int) -> int:
    """Return the end of a block together with kramdown's attribute list below it."""
    stop = len(data[:end].rstrip())
    attributes = _ATTRIBUTES.match(data, stop)
    return max(end, attributes.end()) if attributes else end


def _removal(document: Document, span: Span) -> Edit:
    """Return the edit that takes a comment away, and the line that it has for itself."""
    data = document.source.data
    lines = _lines(document.source, span.start, span.end)
    end = min(lines.end, len(data))
    if data[lines.start : span.start].strip() or data[span.end : end].strip():
        return Edit(document.source.with_blanks_before(span), "")
    before = data[data.rfind(b"\n", 0, max(lines.start - 1, 0)) + 1 : lines.start]
    following = data[end + 1 : max(data.find(b"\n", end + 1), end + 1)]
    inside = any(row.start < span.start and span.end < row.end - 1 for row in document.blocks)
    first = lines.start <= document.body.start
    if before.strip() and following.strip() and not (inside or first):
        # Without the line, what stands above and below it would be one paragraph.
        return Edit(Span(lines.start, len(data[:end].rstrip(b"\r"))), "")
    stop = min(end + 1, len(data))
    if stop < len(data) and not following.strip() and (first or not before.strip()):
        # Of the blank lines around it one is enough.
        stop = min(stop + len(following) + 1, len(data))
    return Edit(Span(lines.start, stop), "")


def _in_front_matter(document: Document) -> Iterator[Suppression]:
    matter = document.front_matter
    if matter is None:
        return
    if matter.format in ("yaml", "toml"):
        yield from _in_hashes(document, matter)
    key = matter.get(_KEY)
    ignored = matter.get(f"{_KEY}.ignore") if key else None
    if key and ignored:
        names, reason = _listed(matter, ignored, document.source)
        span = Span(key.key_span.start, key.span.end)
        yield Suppression("file", names, span, _whole(document.source), reason, None)


def _listed(matter: FrontMatter, ignored: Field, source: Source) -> tuple[tuple[Name, ...], str]:
    """Return the names that the front-matter key lists, with the reasons where it gives them."""
    if isinstance(ignored.value, str):
        raw = source.slice(ignored.span)
        found = _NAME.finditer(raw)
        return tuple(Name(m[0], _span(ignored.span.start, raw, m)) for m in found), ""
    inside = [row for row in matter.fields if row.path[:-1] == ignored.path]
    if isinstance(ignored.value, dict):
        names = tuple(Name(str(row.path[-1]), row.key_span) for row in inside)
        return names, "; ".join(str(row.value) for row in inside if row.value)
    return tuple(Name(str(row.value), row.span) for row in inside), ""


def _in_hashes(document: Document, matter: FrontMatter) -> Iterator[Suppression]:
    source = document.source
    # The span ends with the closing fence.
    for match in _HASH.finditer(source.data, *matter.span):
        if any(_holds(row, match.start(), source) for row in matter.fields):
            continue
        said = _read(match[1].decode(errors="replace"), match.start(1))
        if said:
            form, names, reason = said
            span = Span(*match.span())
            reach = _reach_of_hash(form, span, matter, source)
            yield Suppression(form, names, span, reach, reason, _removal_of_hash(source, span))


def _holds(row: Field, at: int, source: Source) -> bool:
    """Tell whether a place is part of a value, where `#` begins no comment."""
    if isinstance(row.value, dict | list) or not row.span.start <= at < row.span.end:
        return False
    raw = source.data[row.span.start : at]
    # The line of a block scalar's indicator may end in a comment.
    return not (raw[:1] in (b"|", b">") and b"\n" not in raw)


def _reach_of_hash(form: str, span: Span, matter: FrontMatter, source: Source) -> Span:
    if form == "file":
        return _whole(source)
    if form not in ("line", "next-line", "block"):
        return Span(span.end, span.end)
    line = _lines(source, span.start)
    if form != "line":
        following = (row for row in matter.fields if row.key_span.start > span.end)
        first = min((row.key_span.start for row in following), default=None)
        if first is None:
            return Span(span.end, span.end)
        line = _lines(source, first)
    ends = [r.span.end for r in matter.fields if line.start <= r.key_span.start < line.end]
    return Span(line.start, max([line.end, *ends]))


def _removal_of_hash(source: Source, span: Span) -> Edit:
    lines = _lines(source, span.start)
    if source.data[lines.start : span.start].strip():
        return Edit(source.with_blanks_before(span), "")
    return Edit(Span(lines.start, min(lines.end + 1, len(source.data))), "")


def _ranged(rows: list[Suppression], source: Source) -> Iterator[Suppression]:
    """Let each start reach to its end, or to the end of the file."""
    for number, row in enumerate(rows):
        if row.form == "start":
            end = next((other for other in rows[number:] if _ends(other, row)), None)
            stop = end.span.start if end else len(source.data) + 1
            yield row._replace(reach=Span(row.span.end, stop), closed=end is not None)
        elif row.form == "end":
            yield row._replace(closed=any(_begins(other, row) for other in rows[:number]))
        else:
            yield row


def _ends(end: Suppression, start: Suppression) -> bool:
    own = {name.text for name in start.names}
    others = {name.text for name in end.names}
    return end.form == "end" and (not others or bool(own & others))


def _begins(start: Suppression, end: Suppression) -> bool:
    return start.form == "start" and _ends(end, start)
