"""An image that many posts of the site show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from posixpath import join, normpath
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, Related, check
from newslint.facts import IMAGE_FIELDS, Facts
from newslint.index import Index, folder_of
from newslint.likeness import newest_first, place_of
from newslint.source import Span

_EXAMPLES = 3


class SharedImage(Options, frozen=True):
    """How often is too often."""

    posts: Annotated[int, Meta(ge=2)] = 5
    """How many posts must show the image."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.1
    """What share of the site's posts with an image they must be more than."""


@check("shared-image", reads=INDEX, options=SharedImage, facts=("image", "posts", "share"))
def shared_image(index: Index, options: SharedImage) -> Iterator[tuple[str, Finding]]:
    """Yield each such image once, at the newest post that shows it."""
    # Translations show the same images: each language is looked at by itself.
    found: dict[tuple[str, str], dict[str, Span]] = {}
    illustrated: Counter[str] = Counter()
    names = {_last(target) for facts in index.asked_posts for target, _ in _shown(facts)}
    if not names:
        return
    for facts in index.posts:
        if facts.withheld:
            continue
        shown = list(_shown(facts))
        illustrated[facts.language] += bool(shown)
        for target, span in shown:
            if _last(target) in names:
                key = (facts.language, _whole(index, facts, target))
                found.setdefault(key, {}).setdefault(facts.path, span)
    wanted = {facts.path for facts in index.asked_posts}
    for (language, image), spans in found.items():
        whole = illustrated[language]
        if len(spans) < options.posts or len(spans) <= options.share * whole:
            continue
        newest, *others = newest_first(index.facts[path] for path in spans)
        if newest.path in wanted:
            share = round(100 * len(spans) / whole)
            told = {"image": image, "posts": len(spans), "share": share}
            related = tuple(Related(facts.path, place_of(facts)[1]) for facts in others[:_EXAMPLES])
            yield newest.path, Finding(spans[newest.path], told, related=related)


def _shown(facts: Facts) -> Iterator[tuple[str, Span]]:
    """Yield the images of a post, and where: those in its front matter first."""
    for name in sorted(IMAGE_FIELDS & facts.fields.keys()):
        if facts.fields[name].text.strip():
            yield facts.fields[name].text.strip(), facts.fields[name].span
    for row in facts.targets:
        if row.kind == "image" and not row.templated:
            yield row.target, row.span


def _last(target: str) -> str:
    """Return the last part of a target, which making it whole does not change."""
    return target.partition("?")[0].partition("#")[0].rpartition("/")[2]


def _whole(index: Index, facts: Facts, target: str) -> str:
    """Return a target from the site's root on, where it is a path from the post's folder.

    A bare name that the folder does not have is for the theme to find, the same for all posts.
    """
    if "//" in target:
        return target
    target = target.partition("?")[0].partition("#")[0]
    if target.startswith("/") and "/." not in target:
        return target
    beside = normpath(join("/", folder_of(facts.path), target))
    return beside if target.startswith((".", "/")) or beside[1:] in index.files else target
