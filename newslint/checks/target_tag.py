"""A tag that should print a URL of the site and names nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.check import INDEX, Finding, Options, check, together
from newslint.index import Index
from newslint.relation import EACH
from newslint.source import Span


@check("target-tag", reads=INDEX, facts=("tag",), relation=EACH)
def target_tag(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the tags that end the build of the site: `post_url`, `link`, `ref`, `relref`."""
    found: dict[tuple[str, str], list[Span]] = {}
    for led in index.judged.led("unnamed"):
        found.setdefault((led.facts.path, led.way.cause), []).extend(led.spans)
    for (path, tag), spans in found.items():
        for finding in together(sorted(spans), {"tag": tag}):
            yield path, finding
