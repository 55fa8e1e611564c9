"""Facts: the little that a site remembers of a post, for the rules that look across posts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple
from zlib import crc32

import msgspec

from newslint.anchors import NO_ANCHORS, Anchors, anchors_of
from newslint.barred import barred
from newslint.cited import Cited, cited
from newslint.closing import Closing, closings
from newslint.dates import day_of
from newslint.document import Document
from newslint.front_matter import Format
from newslint.hosts import NO_HOSTS, Hosts, hosts_of
from newslint.matter import packed
from newslint.packing import bytes_packed
from newslint.rows import Image, Link
from newslint.shingles import NO_BODY, Body, body_of
from newslint.site.model import host_of
from newslint.source import Span
from newslint.template import is_filled_in

IMAGE_FIELDS = frozenset(
    "image feature_image featured_image cover thumbnail hero banner og_image header_image".split()
)
"""Front-matter fields whose value is an image of the post."""
LINK_FIELDS = frozenset("link url_link redirect_to canonical_url next_post prev_post".split())
"""Front-matter fields whose value leads somewhere."""
DATE_FIELDS = (
    *("date", "pubdate", "published", "publishdate", "published_at", "eventdate"),
    *("lastmod", "updated", "modified", "last_modified_at"),
)
"""Front-matter fields that tell when a post was published or last changed."""
_PUBLISHED_FIELDS = ("date", "pubdate", "published_at", "published")
"""The fields among them that tell when a post was published, the first first."""
_URL_FIELDS = ("url", "path", "permalink")
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d([-/._]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)"
)
_SHIFTED = re.compile(rb"[ \t]+(?:---|\+\+\+)[ \t]*\r?\n")
_REMEMBERED = 2000
"""Code points of a field's text that are remembered."""


Kind = Literal["link", "image"]


class Target(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a link or an image of a post leads."""

    # Of words that are listed there is one string, however many posts are held.
    kind: Kind
    target: str
    """As it is decoded; where a template takes part in it, as the file has it."""
    start: int
    end: int
    templated: bool
    in_field: bool = False
    """True for a front-matter field, which a layout puts where it will."""
    is_spelt: bool = False
    """True where the file has the target at its place just so, and nothing else."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Day(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The day that a post tells for its own, and where it stands."""

    day: date
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Value(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A key of a post's front matter, or a heading, as it is written, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Told(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a field of a post says, which other posts' are compared with."""

    text: str
    start: int
    end: int
    line: int
    """The line on which it begins, from 1."""
    key: int
    """A checksum of the text as it is compared: where two differ, so do the texts."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Shown(NamedTuple):
    """An image that is shown from a host: its name, and where the URL stands."""

    host: str
    span: Span
    is_page: bool
    """Whether the post links that URL too, and it does not end as an image's does."""


class Alt(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The alternative text of an image, and the image."""

    text: str
    start: int
    end: int
    target: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Facts(NamedTuple):
    """What the site remembers of one post or page."""

    path: str
    kind: Literal["post", "page"]
    language: str
    has_front_matter: bool
    shifted: bool
    """True where what would be front matter has a blank before its first line."""
    readable: bool
    """False where the front matter cannot be parsed: its fields are unknown, not absent."""
    head: Span
    """Where a finding about what is absent is told."""
    keys: dict[str, int]
    """The outermost keys of the front matter, in lower case, with the offset of each (see `key`)."""
    odd_keys: tuple[tuple[str, Value], ...]
    """Those that are written otherwise: with capitals, with quotation marks."""
    empty: bool
    """True where it has no body to read: a stub, or an entry of a list."""
    dated: bool
    """True where front matter, file name or URL field tells the post's date."""
    published: Day | None
    """When it was published, as front matter or else the file's name tells; None if unknown."""
    time: str
    """When what it announces takes place, as its own fields tell; '' if none does."""
    withheld: bool
    """True for drafts and what front matter keeps from being published."""
    fields: dict[str, Told]
    """The outermost fields that are texts."""
    packed_alts: bytes
    """See `alts`. What only a few rules ask for is packed: a large site's takes much room."""
    packed_targets: bytes
    image_hosts: tuple[Shown, ...]
    """The images whose URL has a host."""
    form: Format | Literal[""] = ""
    """The form of its front matter (see FrontMatter); '' where it has none."""
    matter: bytes = b""
    """The fields that decide where its generator publishes it (see `matter.py`)."""
    anchors: Anchors = NO_ANCHORS
    """The ids that fragments of links may name."""
    packed_closings: bytes = b""
    barred: tuple[str, ...] = ()
    """What may be names behind bars, three at most."""
    opening: Value | None = None
    """The first heading of its body, if that is short; None where there is none."""
    hosts: Hosts = NO_HOSTS
    """The hosts that it links by `http:` and by `https:`."""
    packed_cited: bytes = b""
    body: Body = NO_BODY
    """Of a post, what others like it are found by."""
    authors: tuple[str, ...] = ()
    """Those that its front matter names."""

    @property
    def alts(self) -> tuple[Alt, ...]:
        """The alternative texts of the images that have one."""
        return _alts_in(self.packed_alts) if self.packed_alts else ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Where its links and images lead, as far as they lead into the site."""
        return _targets_in(self.packed_targets) if self.packed_targets else ()

    @property
    def closings(self) -> tuple[Closing, ...]:
        """The last blocks that have one link each."""
        return _closings_in(self.packed_closings) if self.packed_closings else ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The first links behind a label at its head or foot."""
        return _cited_in(self.packed_cited) if self.packed_cited else ()

    def key(self, name: str) -> Value:
        """Return a key as it is written, and where; `name` is in lower case, one of `keys`."""
        return next((value for key, value in self.odd_keys if key == name), self.plain_key(name))

    def plain_key(self, name: str) -> Value:
        """Return a key that is none of the `odd_keys`."""
        start = self.keys[name]
        return Value(name, start, start + len(name.encode()))


_alts_in = msgspec.msgpack.Decoder(tuple[Alt, ...]).decode
_targets_in = msgspec.msgpack.Decoder(tuple[Target, ...]).decode
_closings_in = msgspec.msgpack.Decoder(tuple[Closing, ...]).decode
_cited_in = msgspec.msgpack.Decoder(tuple[Cited, ...]).decode


def _rows(rows: Iterable[object]) -> bytes:
    found = tuple(rows)
    return bytes_packed(found) if found else b""


def facts_of(document: Document) -> Facts:
    """Return what the site remembers of a document."""
    matter = document.front_matter
    top = matter.top if matter else {}
    start = document.source.start
    data = document.source.data
    lines = _lines(data, [entry.span.start for entry in top.values()])
    fields = {
        name: _told(name, entry.value[:_REMEMBERED], entry.span, lines[entry.span.start])
        for name, entry in top.items()
        if isinstance(entry.value, str)
    }
    return Facts(
        path=document.source.path,
        kind="post" if document.kind == "post" else "page",
        language=document.language,
        has_front_matter=matter is not None,
        shifted=matter is None and _SHIFTED.match(document.source.data, start) is not None,
        readable=matter is None or matter.failure is None,
        head=document.head,
        keys={name: entry.key_span.start for name, entry in top.items()},
        odd_keys=tuple(
            (name, Value(entry.name, *entry.key_span))
            for name, entry in top.items()
            if entry.name != name
            or entry.key_span.end - entry.key_span.start != len(name.encode(errors="replace"))
        ),
        empty=not document.texts and not document.images,
        dated=_is_dated(document),
        published=published(document),
        time=_time(document),
        withheld=document.is_withheld,
        fields=fields,
        packed_alts=_rows(
            Alt(row.alt.strip(), *row.span, row.target)
            for row in document.images
            if row.alt and row.alt.strip()
        ),
        packed_targets=_rows(_targets(document)),
        image_hosts=tuple(_image_hosts(document)),
        form=matter.format if matter else "",
        matter=packed(matter),
        anchors=anchors_of(document),
        packed_closings=_rows(closings(document) if document.kind == "post" else ()),
        packed_cited=_rows(cited(document) if document.kind == "post" else ()),
        barred=barred(document) if document.kind == "post" else (),
        opening=_opening(document),
        hosts=hosts_of(document),
        body=body_of(document) if document.kind == "post" else NO_BODY,
        authors=_authors(document) if document.kind == "post" else (),
    )


_SHORT = 60
"""Code points of a heading that is remembered."""


def _opening(document: Document) -> Value | None:
    first = document.headings[0] if document.headings and document.kind == "post" else None
    if first is None or not first.text or len(first.text) > _SHORT:
        return None
    return Value(first.text, *first.span)


_AUTHOR_FIELDS = frozenset("author authors writer byline".split())
_MOST_AUTHORS = 8
_LONGEST_NAME = 60
"""Code points of an author's name that are remembered."""


def _authors(document: Document) -> tuple[str, ...]:
    """Return the authors that front matter names: texts, lists of them, or mappings with a name."""
    top = document.front_matter.top if document.front_matter else {}
    if _AUTHOR_FIELDS.isdisjoint(top):
        return ()
    names = (
        " ".join(row.value.split())[:_LONGEST_NAME]
        for row in document.fields
        if isinstance(row.value, str)
        and row.name.lower() in _AUTHOR_FIELDS
        # In a mapping that is an author's, only the name is one.
        and (row.path[-1] == "name" or not any(isinstance(key, str) for key in row.path[1:]))
    )
    return tuple(dict.fromkeys(name for name in names if name))[:_MOST_AUTHORS]


_COMPARED = frozenset(
    "title linktitle subtitle excerpt description summary feature_text lead abstract teaser".split()
)
"""Fields that rules compare between posts. Of others the checksum is 0: they may all be equal."""


def _told(name: str, text: str, span: Span, line: int) -> Told:
    key = crc32(normalised(text).encode(errors="replace")) if name in _COMPARED else 0
    return Told(text, *span, line, key)


def _lines(data: bytes, offsets: Iterable[int]) -> dict[int, int]:
    """Return the line of each offset; they are counted from one offset to the next."""
    lines: dict[int, int] = {}
    at, line = 0, 1
    for offset in sorted(offsets):
        line += data.count(b"\n", at, offset)
        lines[offset] = line
        at = offset
    return lines


_TIMES = frozenset({("time",), ("start",), ("event", "start")})
_TIME_KEYS = frozenset(path[0] for path in _TIMES)


def _time(document: Document) -> str:
    if not document.front_matter or document.front_matter.top.keys().isdisjoint(_TIME_KEYS):
        return ""
    found = (row.value for row in document.fields if tuple(map(str, row.path)) in _TIMES)
    return next((str(value) for value in found if isinstance(value, str | int | date)), "")


def _is_dated(document: Document) -> bool:
    matter = document.front_matter
    fields = matter.top if matter else {}
    for name in DATE_FIELDS:
        entry = fields.get(name)
        value = entry.value if entry else None
        if isinstance(value, date | int) or (isinstance(value, str) and value.strip()):
            return True
    if _DATE.search(document.source.path):
        return True
    urls = (fields[name].value for name in _URL_FIELDS if name in fields)
    return any(isinstance(url, str) and _DATE.search(url) for url in urls)


def published(document: Document) -> Day | None:
    """Return the day on which a post was published; None where it tells none."""
    fields = document.front_matter.top if document.front_matter else {}
    for name in _PUBLISHED_FIELDS:
        day = day_of(fields[name].value) if name in fields else None
        if day:
            return Day(day, *fields[name].span)
    day = day_in_name(document.source.path)
    return Day(day, *document.head) if day else None


def day_in_name(path: str) -> date | None:
    """Return the day that a file's path tells; None where it tells none."""
    named = _DATE.search(path)
    return day_of(named[0].replace("_", "-")) if named else None


def _targets(document: Document) -> list[Target]:
    own = document.site.own_url
    links = [row for row in document.links if row.kind != "bare"]
    return [
        *_internal("link", links, document),
        *_internal("image", document.images, document),
        *(row for row in field_targets(document) if _is_internal(row.target, own)),
    ]


def _internal(kind: Kind, rows: Iterable[Link | Image], document: Document) -> list[Target]:
    own = document.site.own_url
    return [_target(kind, row, document) for row in rows if _is_internal(row.target, own)]


def _target(kind: Kind, row: Link | Image, document: Document) -> Target:
    if row.templated:
        return Target(kind, _written(row, document), *row.place, templated=True)
    data, raw, start = document.source.data, row.target.encode(errors="replace"), row.place.start
    if row.kind in ("html", "media"):
        start = data.find(b"=", *row.place)
    # Of other kinds the address stands elsewhere, or among several.
    is_alone = row.kind in ("html", "media", "inline") and start != -1
    at = data.find(raw, start, row.place.end) if is_alone else -1
    span = row.place if at == -1 else Span(at, at + len(raw))
    return Target(kind, row.target, *span, templated=False, is_spelt=at != -1)


_VALUE = re.compile(r"""[\w:.-]+\s*=\s*+(?:"(.*)"|'(.*)'|(.*))""", re.DOTALL)
_DEFINED = re.compile(
    r"""\[[^]]*\]:\s*+<?(.*?)>?(?:(?<!\s)\s++(?:"[^"]*"|'[^']*'|\([^()]*\)))?""", re.DOTALL
)


def _written(row: Link | Image, document: Document) -> str:
    """Return a target that a template takes part in, as the file has it."""
    if row.kind == "reference":
        # Templates are masked, in definitions as in links.
        spans = (entry.span for entry in document.references if entry.target == row.target)
        found = _DEFINED.fullmatch(document.source.slice(next(spans, row.place)).rstrip())
        return found[1] if found else _UNTOLD
    text = document.source.slice(row.place)
    value = None if row.kind in ("inline", "autolink") else _VALUE.fullmatch(text)
    return next((part for part in value.groups() if part is not None), "") if value else text


_UNTOLD = "{{ }}"
"""A target of which no more is known than that a template makes it."""


def field_targets(document: Document) -> Iterator[Target]:
    """Yield where front-matter fields lead."""
    for name, entry in (document.front_matter.top if document.front_matter else {}).items():
        kind: Kind | None = (
            "image" if name in IMAGE_FIELDS else "link" if name in LINK_FIELDS else None
        )
        if kind and isinstance(entry.value, str) and entry.value:
            yield Target(
                kind, entry.value.strip(), *entry.span, is_filled_in(entry.value), in_field=True
            )


def _image_hosts(document: Document) -> Iterator[Shown]:
    shown = [
        Target("image", row.target, *row.place, row.templated)
        for row in document.images
        if row.kind != "media"
    ]
    linked: set[str] | None = None
    for row in (*shown, *field_targets(document)):
        if row.kind == "image" and not row.templated and _REMOTE.match(row.target):
            host = host_of(row.target)
            if host and len(host) <= _LONGEST_HOST:
                if linked is None:
                    linked = {link.target for link in document.links if link.kind != "media"}
                is_page = row.target in linked and not _IMAGE_END.search(row.target)
                yield Shown(host, row.span, is_page)


_IMAGE_END = re.compile(
    r"\.(?:apng|avif|bmp|gif|heic|ico|jfif|jpe?g|png|svgz?|tiff?|webp)(?:[?#]|$)", re.IGNORECASE
)
_LONGEST_HOST = 253
"""Of a name in DNS (RFC 1035, 2.3.4): what is longer is none."""
_REMOTE = re.compile(r"(?:https?:)?//[^/]+/.", re.IGNORECASE)
"""A URL with a host and a path: a home page is no image."""


_ELSEWHERE = ("http://", "https://", "//", "?", "www.")
_MISSPELT = re.compile(r"(?:%[0-9A-F]{2}|[^\w/.])*https?(?:[:;]|//)", re.IGNORECASE)


def _is_internal(target: str, own: re.Pattern[str] | None) -> bool:
    """Tell whether a link leads into the site; `own` matches the URLs of its hosts."""
    # The first part of a relative path holds no colon (RFC 3986, 4.2).
    if target.startswith(_ELSEWHERE) or ":" in target.partition("/")[0]:
        return own is not None and own.match(target) is not None
    # A URL that is only spelt badly is malformed-link's to tell.
    return target not in _NOWHERE and not _MISSPELT.match(target)


_NOWHERE = ("", "#")


def normalised(text: str) -> str:
    """Return a text as it is compared: NFC, case folded, blanks and punctuation left out."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return _APART.sub("", composed.casefold())


@lru_cache(maxsize=64)
def all_normalised(texts: tuple[str, ...]) -> frozenset[str]:
    """Return texts that stay the same from post to post, as they are compared."""
    return frozenset(normalised(text) for text in texts)


_APART = re.compile(r"[\W_]+")
