"""A link that leaves out the path under which the whole site lies."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.check import INDEX, Edit, Finding, Fix, Options, check, together
from newslint.index import Index
from newslint.led import Led
from newslint.relation import EACH


@check("target-base", reads=INDEX, facts=("target", "base"), relation=EACH)
def target_base(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the root-relative links that would be right if the site lay at its host's root."""
    for led in index.judged.led("outside"):
        base = index.links.published.base if index.links else ""
        told = {"target": led.target.target, "base": base}
        for finding in together(led.spans, told, fix=_based(led, base)):
            yield led.facts.path, finding


def _based(led: Led, base: str) -> Fix | None:
    """Return the edits that put the path first; None where it is not all of a URL's path."""
    if not led.target.is_spelt or not led.target.target.startswith("/"):
        return None
    edits = (Edit(span._replace(end=span.start), base) for span in led.spans)
    return Fix(tuple(edits), safe=False)
