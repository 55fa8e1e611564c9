"""What the machine that writes the posts does wrong everywhere, said once with figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import Facts
from newslint.facts.fields import IMAGE_FIELDS
from newslint.index import Index
from newslint.relation import Relation
from newslint.sums import KEYS, POSTS, First, Tally, Totals

_ELLIPSIS = re.compile(r"(?:…|\.\.\.)\Z")
_SHOUT = re.compile(r"[!！][\s\"'”’」』)]*\Z")
_GAP = re.compile(r"\S[ \u00a0\u3000]{2,}\S")
_IMAGES = sorted(IMAGE_FIELDS, key=lambda name: (name != "image", name))
_SLACK = 2
"""Code points by which cuts at one length differ: blanks at the cut are dropped."""


class PipelineFault(Options, frozen=True):
    """When a habit is the machine's."""

    posts: Annotated[int, Meta(ge=2)] = 30
    """How many posts must have the field."""
    fields: tuple[str, ...] = ("excerpt", "description", "summary", "teaser")
    """Fields that hold a summary, in lower case."""
    clipped: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """Share of the summaries that are cut at one length."""
    gaps: Annotated[float, Meta(ge=0, le=1)] = 0.2
    """Share of the summaries with two blanks and more between words."""
    image: Annotated[float, Meta(ge=0, le=1)] = 0.7
    """Share of the posts with one image."""
    shouting: Annotated[float, Meta(ge=0, le=1)] = 0.3
    """Share of the titles that end with an exclamation mark."""


class _Sums(NamedTuple):
    """What is counted of the posts, by the name of the field."""

    having: Tally
    """Those that have the field, with text in it."""
    first: First
    cuts: Tally
    """Of those that are cut the lengths."""
    gaps: Tally
    shouts: Tally
    images: Tally


def _sums(options: PipelineFault) -> _Sums:
    name = f"of pipeline {options.fields} {options.image} {options.posts}"
    fields = frozenset((*options.fields, "title", *_IMAGES))

    def having(facts: Facts) -> list[str]:
        return [name for name in fields & facts.fields.keys() if facts.fields[name].text.strip()]

    def summaries(facts: Facts) -> Iterator[tuple[str, str]]:
        texts = ((name, facts.fields[name].text) for name in options.fields if name in facts.fields)
        return (row for row in texts if row[1].strip())

    def cuts(facts: Facts) -> Iterator[tuple[str, int]]:
        for field, text in summaries(facts):
            if _ELLIPSIS.search(text.strip()):
                yield field, len(_ELLIPSIS.sub("", text.strip()))

    def shouts(facts: Facts) -> tuple[str, ...]:
        title = facts.fields.get("title")
        return ("title",) if title and _SHOUT.search(title.text.strip()) else ()

    def images(facts: Facts) -> Iterator[tuple[str, str]]:
        named = [field for field in _IMAGES if field in facts.fields]
        texts = ((field, facts.fields[field].text) for field in named)
        return (row for row in texts if row[1].strip())

    def least(totals: Totals) -> float:
        return options.image * _most_posts(totals[POSTS.name], options)

    return _Sums(
        Tally(f"fields {name}", having),
        First(f"fields {name}", having),
        Tally(f"cuts {name}", cuts),
        Tally(
            f"gaps {name}", lambda facts: (n for n, text in summaries(facts) if _GAP.search(text))
        ),
        Tally("shouting titles", shouts),
        Tally(f"images {name}", images, least=least),
    )


def _most_posts(posts: int, options: PipelineFault) -> int:
    """Return how many of so many posts must name an image, for one that most name to be told."""
    return max(options.posts, posts // 2)


@check(
    "pipeline-fault",
    reads=INDEX,
    options=PipelineFault,
    facts=("posts", "of", "field", "length", "percent", "image"),
    variants=("image", "shouting", "gaps"),
    relation=Relation(sums=lambda _, options: (POSTS, KEYS, *_sums(options))),
)
def pipeline_fault(index: Index, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield each fault once, at the first post that has the field."""
    sums = _sums(options)
    for name in options.fields:
        told = _told(index, sums, name, options.posts)
        if told:
            yield from _clipped(index, sums, told, options)
            count = index.tally(sums.gaps)[name]
            yield from _once(told, count, options.gaps, "gaps", field=name)
    titles = _told(index, sums, "title", options.posts)
    if titles:
        count = index.tally(sums.shouts)["title"]
        yield from _once(titles, count, options.shouting, "shouting")
    yield from _images(index, sums, options)


class _Told(NamedTuple):
    """A field that enough posts have."""

    name: str
    first: Facts
    """The first of them."""
    posts: int


def _images(index: Index, sums: _Sums, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield that posts have one image, once for all fields that name it."""
    for name in _IMAGES:
        told = _told(index, sums, name, _most_posts(index.post_count, options))
        counts = index.tally(sums.images) if told else {}
        own = {image: count for (field, image), count in counts.items() if field == name}
        if told and own:
            common = min(own, key=lambda image: (-own[image], image))
            found = list(_once(told, own[common], options.image, "image", image=common))
            if found:
                yield from found
                return


def _told(index: Index, sums: _Sums, name: str, fewest: int) -> _Told | None:
    """Return a field that posts have with text in it; None if too few have.

    Nor where nothing can be told of them, for the first of them is not asked about.
    """
    if not index.key_counts[name]:
        return None
    path = index.first(sums.first, name)
    if path is None or not index.asks(path):
        return None
    count = index.tally(sums.having)[name]
    return _Told(name, index.facts[path], count) if count >= fewest else None


def _clipped(
    index: Index, sums: _Sums, told: _Told, options: PipelineFault
) -> Iterator[tuple[str, Finding]]:
    """Yield that summaries are cut at one length, whatever stands there."""
    counts = index.tally(sums.cuts)
    cut = {length: count for (field, length), count in counts.items() if field == told.name}
    if cut:
        usual = min(cut, key=lambda length: (-cut[length], length))
        count = sum(n for length, n in cut.items() if abs(length - usual) <= _SLACK)
        yield from _once(told, count, options.clipped, "", field=told.name, length=usual)


def _once(
    told: _Told, count: int, share: float, variant: str, **more: object
) -> Iterator[tuple[str, Finding]]:
    """Yield one finding for all posts that have a fault, where they are a large enough share."""
    of = told.posts
    if count and count >= share * of:
        row = told.first.fields[told.name]
        said = {"field": "", "length": 0, "image": "", **more, "posts": count, "of": of}
        said["percent"] = round(100 * count / of)
        yield told.first.path, Finding(row.span, said, variant=variant, of_site=True)
