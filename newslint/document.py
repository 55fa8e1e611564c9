"""A document is one parsed post: flat tables, filled in one pass, each row with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from newslint import front_matter as front_matters
from newslint.front_matter.field import Field, FrontMatter
from newslint.html_head import read_head
from newslint.markup import Block, blocks, gather
from newslint.raw_html import take_out
from newslint.rows import Code, Comment, Heading, Image, Line, Link, Reference, Table, Tag, Text
from newslint.site import Site
from newslint.source import Source, Span
from newslint.template import Masked, Template, mask

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_T = TypeVar("_T")

TABLES = frozenset(
    "document fields links references images headings tables tags texts lines codes comments templates".split()
)
"""What a check may read; `document` is the document itself, for what concerns it as a whole."""


_WITHHOLDING = {
    "draft": ("true",),
    "published": ("false",),
    "status": ("draft", "hidden", "private", "pending", "future", "scheduled"),
}
"""Fields that keep a post from being published, and their values in lower case."""


class Document(msgspec.Struct, frozen=True, dict=True):
    """One parsed post or page."""

    source: Source
    site: Site
    kind: str
    """post or page."""
    dialect: str
    """kramdown, goldmark, commonmark, gfm, mdx or html."""
    front_matter: FrontMatter | None
    links: list[Link]
    references: list[Reference]
    images: list[Image]
    headings: list[Heading]
    tables: list[Table]
    tags: list[Tag]
    texts: list[Text]
    codes: list[Code]
    comments: list[Comment]
    templates: tuple[Template, ...]
    left_out: list[Link | Image] = msgspec.field(default_factory=list)
    """The links and images of raw HTML that the site's generator leaves out: in no other table."""
    _memo: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def document(self) -> tuple[Document]:
        """The document as the one row of its own table."""
        return (self,)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The front matter's fields; none where there is no front matter or it is unreadable."""
        return self.front_matter.fields if self.front_matter else ()

    @property
    def head(self) -> Span:
        """Where a finding about what is absent is told: the first line of the front matter."""
        matter = self.front_matter
        start = self.source.start
        if matter is None or matter.format == "html":
            return Span(start, start)
        newline = self.source.data.find(b"\n", matter.span.start, matter.span.end)
        return Span(matter.span.start, newline if newline != -1 else matter.span.end)

    @property
    def body(self) -> Span:
        """What follows the front matter."""
        start = self.front_matter.body if self.front_matter else self.source.start
        return Span(start, len(self.source.data))

    @property
    def drops_html(self) -> bool:
        """Whether raw HTML in it is left out of the page."""
        return _drops_html(self.site, self.dialect, self.front_matter)

    @cached_property
    def lines(self) -> list[Line]:
        """The visible lines of the body."""
        return [_line(tuple(runs)) for _, runs in groupby(self.texts, key=lambda run: run.line)]

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the Markdown, found on demand; none of HTML."""
        return blocks(self.masked, self.body.start, self.dialect)

    @property
    def masked(self) -> Masked:
        """The file's bytes without its template syntax, at the same offsets."""
        return _masked(self.source, self.body.start, self.dialect)

    @cached_property
    def language(self) -> str:
        """The language that front matter, folder, file name or script tells; '' if none does."""
        for name in ("lang", "language", "locale"):
            value = self.front_matter.text(name) if self.front_matter else None
            if value:
                return value.lower().replace("_", "-")
        *folders, name = self.source.path.split("/")
        # Hugo's `ferry.fr.md` stands beside `ferry.en.md`.
        for told in (*folders, *name.split(".")[1:][-2:-1]):
            if told.lower() in _LANGUAGES:
                return told.lower().replace("_", "-")
        title = (self.front_matter.text("title") if self.front_matter else None) or ""
        return script(f"{title} {' '.join(run.text for run in self.texts[:40])}")

    @property
    def spoken(self) -> str:
        """The post's language, its site's where it tells none; `en` for Latin text with neither."""
        own = self.language
        if own or self.site.language.partition("-")[0] in (name for name, _ in _SCRIPTS):
            return own or "en"
        return self.site.language or "en"

    @cached_property
    def is_withheld(self) -> bool:
        """Tell whether its folder or its front matter keeps it from being published."""
        if "_drafts" in self.source.path.split("/"):
            return True
        fields = self.front_matter.top if self.front_matter else {}
        for name, values in _WITHHOLDING.items():
            value = fields[name].value if name in fields else None
            if isinstance(value, bool | str) and str(value).strip().lower() in values:
                return True
        return False

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The body as a tree, templates masked; built, and its library imported, on demand."""
        from bs4 import BeautifulSoup, ParserRejectedMarkup

        html = self.masked.data[self.body.start :]
        try:
            return BeautifulSoup(html, "html.parser", from_encoding="utf-8")
        except (
            ParserRejectedMarkup
        ):  # pragma: no cover - since 3.11.13 and 3.13.4 Python rejects none
            # Python's parser ends at what browsers take for a comment (HTML 13.2.5.42): `<![x`.
            whole = html.replace(b"<![", b"&lt;![")
            return BeautifulSoup(whole, "html.parser", from_encoding="utf-8")

    def is_templated(self, span: Span) -> bool:
        """Tell whether template syntax takes part in a span."""
        starts, ends = self._template_places
        before = bisect_left(starts, span.end)
        return before > 0 and ends[before - 1] > span.start

    @cached_property
    def _template_places(self) -> tuple[list[int], list[int]]:
        """Where templates start, and how far those up to each of them reach."""
        starts = [row.span.start for row in self.templates]
        return starts, list(accumulate((row.span.end for row in self.templates), max))

    def memo(self, key: str, make: Callable[[], _T]) -> _T:
        """Return what several checks derive from this document, made once."""
        if key not in self._memo:
            self._memo[key] = make()
        value: _T = self._memo[key]
        return value


def parse(source: Source, kind: str, site: Site) -> Document:
    """Parse a source. Every text is a document: nothing is raised."""
    dialect = dialect_of(source.path, site.dialect)
    matter = front_matters.parse(source)
    start = matter.body if matter else source.start
    masked = _masked(source, start, dialect)
    tables = gather(masked, start, dialect)
    drops = _drops_html(site, dialect, matter)
    left_out = take_out(tables, masked.templates, source.data) if drops else []
    if dialect == "html" and matter is None:
        matter = read_head(source, tables.tags)
    return Document(
        source=source,
        site=site,
        kind=kind,
        dialect=dialect,
        front_matter=matter,
        links=sorted(tables.links),
        references=sorted(tables.references),
        images=tables.images,
        headings=sorted(tables.headings),
        tables=sorted(tables.tables),
        tags=tables.tags,
        texts=tables.texts,
        codes=tables.codes,
        comments=tables.comments,
        templates=masked.templates,
        left_out=left_out,
    )


def _drops_html(site: Site, dialect: str, matter: FrontMatter | None) -> bool:
    if not site.settings.drops_html or dialect == "html":
        return False
    # A post may say which program reads its Markdown.
    return matter is None or "markup" not in matter.top


def _masked(source: Source, start: int, dialect: str) -> Masked:
    return mask(source.data, start, kramdown=dialect == "kramdown", mdx=dialect == "mdx")


def dialect_of(path: str, site_dialect: str) -> str:
    """Return the dialect of a file: its extension's, else its site's."""
    extension = path.rpartition(".")[2].lower()
    if extension in ("html", "htm", "xhtml"):
        return "html"
    if extension == "mdx":
        return "mdx"
    return site_dialect


_LANGUAGES = frozenset(
    "ar bg ca cs da de el en en-us en-gb es et fa fi fr he hi hr hu id it ja ko lt lv nb nl no pl"
    " pt pt-br ro ru sk sl sr sv th tr uk vi zh zh-cn zh-tw zh_cn zh_tw zh-hans zh-hant".split()
)
"""Folders that hold the posts of one language, on sites that keep several; suffixes of names."""
_SCRIPTS = (
    ("ko", re.compile("[가-힣]+")),
    ("ja", re.compile("[ぁ-ヿ]+")),
    ("zh", re.compile("[一-鿿]+")),
)
_SCRIPT_SHARE = 0.1


def script(text: str) -> str:
    """Return the language that a text's script tells: ko, ja, zh, or ''.

    A language's own letters must be a tenth of the text: a name in a foreign script is not it.
    """
    least = max(1, _SCRIPT_SHARE * len(text))
    return next((name for name, letters in _SCRIPTS if _has(text, letters, least)), "")


def _has(text: str, letters: re.Pattern[str], least: float) -> bool:
    """Tell whether a text has so many letters; no more of it is read than has to be."""
    count = 0
    for match in letters.finditer(text):
        count += len(match[0])
        if count >= least:
            return True
    return False


def _line(runs: tuple[Text, ...]) -> Line:
    first = runs[0]
    if len(runs) == 1:
        return Line(first.span, first.text, first.block, first.flags, runs)
    flags = runs[0].flags
    for run in runs[1:]:
        flags &= run.flags
    span = Span(runs[0].span.start, runs[-1].span.end)
    return Line(span, "".join(run.text for run in runs), runs[0].block, flags, runs)
