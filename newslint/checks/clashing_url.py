"""Two sources that the generator writes to one file: one of them is never seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newslint.check import INDEX, MOST_RELATED, Finding, Options, Related, check
from newslint.index import Index
from newslint.relation import EACH
from newslint.site.links import Links


@check("clashing-url", reads=INDEX, facts=("url", "path", "others"), relation=EACH)
def clashing_url(index: Index, _options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield every post and page whose file another source of the site is written to as well."""
    links = index.links
    if links is None or not links.is_exact:
        return
    written = index.standing("sources by output", lambda: _written(links))
    for facts in index.asked_files:
        page = links.published.pages.get(facts.path.removeprefix(index.site.base))
        if page is None or not page.published or not page.output:
            continue
        others = [path for path in written.get(page.output, ()) if path != page.path]
        if others:
            paths = [index.site.base + path for path in others]
            told = {"url": page.url, "path": paths[0], "others": len(paths)}
            related = tuple(Related(path, 1) for path in paths[:MOST_RELATED])
            yield facts.path, Finding(facts.head, told, related=related)


def _written(links: Links) -> Mapping[str, list[str]]:
    """Return the sources of each file that more than one is written to."""
    first: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for path, output in _outputs(links):
        one = first.setdefault(output, path)
        if one is not path:
            found.setdefault(output, [one]).append(path)
    return found


def _outputs(links: Links) -> Iterator[tuple[str, str]]:
    for page in links.published.pages.values():
        if page.published and page.path:
            yield page.path, page.output
    yield from links.published.static.items()
