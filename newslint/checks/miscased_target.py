"""A link whose target is there in other letters, or in another Unicode form."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

from newslint.check import INDEX, Edit, Finding, Fix, Options, check, together
from newslint.index import Index, Led


@check("miscased-target", reads=INDEX, facts=("target", "nearest"))
def miscased_target(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the links that servers which tell letters apart will not follow."""
    for led in index.led("miscased"):
        told = {"target": led.target.target, "nearest": led.way.nearest}
        for finding in together(led.spans, told, fix=_respelt(led)):
            yield led.facts.path, finding


def _respelt(led: Led) -> Fix | None:
    """Return the edits that write the target as it is spelt; None where it is not all of the URL."""
    written, right = led.target.target, led.way.nearest
    if led.target.in_field or led.target.templated or not written.startswith("/"):
        return None
    if unquote(written).casefold() != right.casefold():
        return None
    spelt = quote(right) if "%" in written or " " in right else right
    size = len(written.encode())
    # Where references are decoded, the place is longer than the target.
    if any(span.end - span.start != size for span in led.spans):
        return None
    return Fix(tuple(Edit(span, spelt) for span in led.spans), safe=True)
