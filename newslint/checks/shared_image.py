"""An image that many posts of the site show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from operator import itemgetter
from posixpath import join, normpath
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Options, Related, check
from newslint.facts import Facts
from newslint.facts.fields import IMAGE_FIELDS
from newslint.facts.targets import Target
from newslint.facts.values import Told
from newslint.index import Index, folder_of
from newslint.likeness import newest_first, newest_of, place_of
from newslint.relation import Relation
from newslint.sums import Tally

_EXAMPLES = 3


class SharedImage(Options, frozen=True):
    """How often is too often."""

    posts: Annotated[int, Meta(ge=2)] = 5
    """How many posts must show the image."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.1
    """What share of the site's posts with an image they must be more than."""


_ILLUSTRATED = Tally(
    "illustrated posts",
    lambda facts: (facts.language,) if not facts.withheld and _shown(facts) else (),
)
"""The published posts of each language that show an image."""


def _showing(index: Index, options: SharedImage) -> Tally:
    """Return how many posts of a language show each image."""
    whole = lru_cache(1024)(partial(_whole, index))
    return Tally(
        f"images {options.posts}",
        lambda facts: [(facts.language, image) for image in _images(whole, facts)],
        least=lambda _: options.posts,
    )


@check(
    "shared-image",
    reads=INDEX,
    options=SharedImage,
    facts=("image", "posts", "share"),
    relation=Relation(
        sums=lambda _index, _options: [_ILLUSTRATED],
        newest=_showing,
        names=lambda index, facts, _options: _images(partial(_whole, index), facts),
    ),
)
def shared_image(index: Index, options: SharedImage) -> Iterator[tuple[str, Finding]]:
    """Yield each such image once, at the newest post that shows it."""
    # Translations show the same images: each language is looked at by itself.
    whole = lru_cache(1024)(partial(_whole, index))
    images = index.each("images shown", partial(_images, whole))
    names = {image for facts in index.asked_posts for image in images[facts.path]}
    if not names:
        return
    found: dict[tuple[str, str], list[Facts]] = {}
    for facts in index.posts:
        for image in names.intersection(images[facts.path]):
            found.setdefault((facts.language, image), []).append(facts)
    counts = index.tally(_showing(index, options)) if index.sums else {}
    wanted = {facts.path for facts in index.asked_posts}
    for key, showing in found.items():
        image = key[1]
        count = counts[key] if index.sums else len(showing)
        if count < options.posts:
            continue
        of = index.tally(_ILLUSTRATED)[key[0]]
        if count <= options.share * of:
            continue
        newest = newest_of(showing)
        if newest.path in wanted:
            others = newest_first(showing)[1:]
            share = round(100 * count / of)
            told = {"image": image, "posts": count, "share": share}
            related = tuple(Related(facts.path, place_of(facts)[1]) for facts in others[:_EXAMPLES])
            span = images[newest.path][image].span
            yield newest.path, Finding(span, told, related=related, of_site=True)


def _images(whole: Callable[[str, str], str], facts: Facts) -> dict[str, Told | Target]:
    """Return the images that a published post shows, from the site's root on, each once."""
    if facts.withheld:
        return {}
    folder = folder_of(facts.path)
    # Of one that is shown twice the first place counts.
    return {whole(folder, target): row for target, row in reversed(_shown(facts))}


def _shown(facts: Facts) -> list[tuple[str, Told | Target]]:
    """Return the images of a post, and what names them: those in its front matter first."""
    named = [(name, row) for name, row in facts.fields.items() if name in IMAGE_FIELDS]
    return [
        *(
            (image, row)
            for _, row in sorted(named, key=itemgetter(0))
            if (image := row.text.strip())
        ),
        *((row.target, row) for row in facts.targets if row.kind == "image" and not row.templated),
    ]


def _whole(index: Index, folder: str, target: str) -> str:
    """Return a target from the site's root on, where it is a path from a post's folder.

    A bare name that the folder does not have is for the theme to find, the same for all posts.
    """
    if "//" in target:
        return target
    target = target.partition("?")[0].partition("#")[0]
    if target.startswith("/") and "/." not in target:
        return target
    beside = normpath(join("/", folder, target))
    return beside if target.startswith((".", "/")) or beside[1:] in index.names.files else target
