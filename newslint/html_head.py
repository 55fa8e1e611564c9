"""The front matter of a whole HTML page: its title and meta elements."""

from __future__ import annotations

from newslint.front_matter.field import Field, FrontMatter
from newslint.rows import Tag
from newslint.source import Source, Span

_NAMES = {
    "description": "description",
    "author": "author",
    "og:image": "image",
    "article:published_time": "date",
    "date": "date",
    "keywords": "tags",
}


def read_head(source: Source, tags: list[Tag]) -> FrontMatter | None:
    """Return the fields of a page that has `<html>` or `<head>`; None of a fragment."""
    if not any(tag.name in ("html", "head") for tag in tags):
        return None
    fields: list[Field] = []
    for tag, following in zip(tags, [*tags[1:], None], strict=True):
        if tag.closing or following is None:
            continue
        # The first is the page's; drawings in the body have titles, too.
        if tag.name == "title" and not any(field.path == ("title",) for field in fields):
            span = Span(tag.span.end, following.span.start)
            fields.append(Field(("title",), source.slice(span).strip(), tag.span, span))
        elif tag.name == "meta":
            name = _NAMES.get((tag.get("name") or tag.get("property") or "").lower())
            if name:
                fields.append(Field((name,), tag.get("content") or "", tag.span, tag.span))
        elif tag.name == "html" and tag.get("lang"):
            fields.append(Field(("lang",), tag.get("lang"), tag.span, tag.span))
    return FrontMatter("html", Span(source.start, source.start), source.start, tuple(fields))
