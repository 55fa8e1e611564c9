"""What the machine that writes the posts does wrong everywhere, said once with figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import IMAGE_FIELDS, Facts, Told
from newslint.index import Index

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


@check(
    "pipeline-fault",
    reads=INDEX,
    options=PipelineFault,
    facts=("posts", "of", "field", "length", "percent", "image"),
    variants=("image", "shouting", "gaps"),
)
def pipeline_fault(index: Index, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield each fault once, at the first post that has the field."""
    for name in options.fields:
        told = _told(index, name, options.posts)
        if told:
            yield from _clipped(told, name, options)
            yield from _gaps(told, name, options)
    titles = _told(index, "title", options.posts)
    if titles:
        found = sum(_SHOUT.search(row.text.strip()) is not None for _, row in titles)
        yield from _once(titles, found, options.shouting, "shouting")
    yield from _images(index, options)


_Rows = Sequence[tuple[Facts, Told]]


def _images(index: Index, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield that posts have one image, once for all fields that name it."""
    for name in _IMAGES:
        images = _told(index, name, max(options.posts, len(index.posts) // 2))
        if images:
            common, count = Counter(row.text for _, row in images).most_common(1)[0]
            found = list(_once(images, count, options.image, "image", image=common))
            if found:
                yield from found
                return


def _told(index: Index, name: str, fewest: int) -> _Rows:
    """Return the posts that have a field with text in it, and the field; none if too few have.

    Nor where nothing can be told of them, for the first of them is not asked about.
    """
    if name not in index.key_counts:
        return []
    rows = ((facts, facts.fields[name]) for facts in index.posts if name in facts.fields)
    having = ((facts, row) for facts, row in rows if row.text.strip())
    first = next(having, None)
    if first is None or (index.asked is not None and first[0].path not in index.asked):
        return []
    told = [first, *having]
    return told if len(told) >= fewest else []


def _clipped(told: _Rows, name: str, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield that summaries are cut at one length, whatever stands there."""
    cut = [_length(row) for _, row in told if _ELLIPSIS.search(row.text.strip())]
    if cut:
        usual, _ = Counter(cut).most_common(1)[0]
        count = sum(abs(length - usual) <= _SLACK for length in cut)
        yield from _once(told, count, options.clipped, "", field=name, length=usual)


def _length(row: Told) -> int:
    return len(_ELLIPSIS.sub("", row.text.strip()))


def _gaps(told: _Rows, name: str, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield that line breaks were lost in summaries."""
    count = sum(_GAP.search(row.text) is not None for _, row in told)
    yield from _once(told, count, options.gaps, "gaps", field=name)


def _once(
    told: _Rows, count: int, share: float, variant: str, **more: object
) -> Iterator[tuple[str, Finding]]:
    """Yield one finding for all posts that have a fault, where they are a large enough share."""
    of = len(told)
    if count and count >= share * of:
        facts, row = told[0]
        said = {"field": "", "length": 0, "image": "", **more, "posts": count, "of": of}
        said["percent"] = round(100 * count / of)
        yield facts.path, Finding(row.span, said, variant=variant, of_site=True)
