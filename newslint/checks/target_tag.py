"""A tag that should print a URL of the site and names nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.check import INDEX, Finding, Options, check, together
from newslint.index import Index


@check("target-tag", reads=INDEX, facts=("tag",))
def target_tag(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the tags that end the build of the site: `post_url`, `link`."""
    for led in index.led("unnamed"):
        for finding in together(led.spans, {"tag": led.way.cause}):
            yield led.facts.path, finding
