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
    """Yield each fault once, at the first post that has it."""
    for name in options.fields:
        told = _told(index.posts, name)
        if len(told) >= options.posts:
            yield from _clipped(told, name, options)
            yield from _gaps(told, name, options)
    titles = _told(index.posts, "title")
    if len(titles) >= options.posts:
        found = [(facts, row) for facts, row in titles if _SHOUT.search(row.text.strip())]
        yield from _once(found, len(titles), options.shouting, "shouting")
    yield from _images(index.posts, options)


_Rows = Sequence[tuple[Facts, Told]]


def _images(posts: Sequence[Facts], options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield that posts have one image, once for all fields that name it."""
    for name in sorted(IMAGE_FIELDS, key=lambda name: (name != "image", name)):
        images = _told(posts, name)
        if len(images) >= max(options.posts, len(posts) / 2):
            common, _ = Counter(row.text for _, row in images).most_common(1)[0]
            same = [(facts, row) for facts, row in images if row.text == common]
            found = list(_once(same, len(images), options.image, "image", image=common))
            if found:
                yield from found
                return


def _told(posts: Sequence[Facts], name: str) -> _Rows:
    """Return the posts that have a field with text in it, and the field."""
    rows = ((facts, facts.fields[name]) for facts in posts if name in facts.fields)
    return [(facts, row) for facts, row in rows if row.text.strip()]


def _clipped(told: _Rows, name: str, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    """Yield that summaries are cut at one length, whatever stands there."""
    cut = [(facts, row, _length(row)) for facts, row in told if _ELLIPSIS.search(row.text.strip())]
    if not cut:
        return
    longest, _ = Counter(length for _, _, length in cut).most_common(1)[0]
    found = [(facts, row) for facts, row, length in cut if abs(length - longest) <= _SLACK]
    yield from _once(found, len(told), options.clipped, "", field=name, length=longest)


def _length(row: Told) -> int:
    return len(_ELLIPSIS.sub("", row.text.strip()))


def _gaps(told: _Rows, name: str, options: PipelineFault) -> Iterator[tuple[str, Finding]]:
    found = [(facts, row) for facts, row in told if _GAP.search(row.text)]
    yield from _once(found, len(told), options.gaps, "gaps", field=name)


def _once(
    found: _Rows, of: int, share: float, variant: str, **more: object
) -> Iterator[tuple[str, Finding]]:
    """Yield one finding for all posts that have a fault, where they are a large enough share."""
    if not found or len(found) < share * of:
        return
    facts, row = found[0]
    told = {"field": "", "length": 0, "image": "", **more, "posts": len(found), "of": of}
    told["percent"] = round(100 * len(found) / of)
    yield facts.path, Finding(row.span, told, variant=variant)
