"""Links that Hugo's shortcodes `ref` and `relref` make."""

from __future__ import annotations

import re
from collections.abc import Callable

from newslint.site.hugo_urls import References
from newslint.site.links import Expanded
from newslint.site.published import Publication

_SHORTCODE = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?(?:\"([^\"]*)\"|`([^`]*)`|'([^']*)'|([^\s\"'>%]+))\s*[%>]\}\}"
)


def expander(
    publication: Publication, references: Callable[[], References]
) -> Callable[[str, str], Expanded]:
    """Return what makes of a link with a reference the one that Hugo prints.

    `references` are asked for when the first is met.
    """

    def expanded(source: str, written: str) -> Expanded:
        text = written.strip()
        found = _SHORTCODE.match(text)
        if found is None:
            return Expanded(None)
        rest = text[found.end() :]
        if "{{" in rest:
            return Expanded(None)
        argument = next(part for part in found.groups() if part is not None)
        path, mark, fragment = argument.partition("#")
        if not path:
            return Expanded(f"{mark}{fragment}{rest}")
        target = references().find(source, path)
        if target is None:
            return Expanded(None, broken=" ".join(found[0].strip("{}<>% ").split()))
        return Expanded(f"{publication.base}{publication.pages[target].url}{mark}{fragment}{rest}")

    return expanded
