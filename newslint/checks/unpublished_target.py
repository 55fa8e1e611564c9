"""A link to a post or page that the generator will not publish."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.check import INDEX, Finding, Options, check, together
from newslint.index import Index
from newslint.relation import EACH


@check("unpublished-target", reads=INDEX, facts=("target", "path", "why"), relation=EACH)
def unpublished_target(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the links to drafts, to what has a date to come, to what front matter withholds."""
    pages = index.links.published.pages if index.links else {}
    for led in index.judged.led("unpublished"):
        own = pages.get(led.facts.path.removeprefix(index.site.base))
        if own is not None and not own.published:
            # What is not published itself may wait for its target.
            continue
        told = {"target": led.target.target, "path": led.way.source, "why": led.way.cause}
        for finding in together(led.spans, told):
            yield led.facts.path, finding
