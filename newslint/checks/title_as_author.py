"""A byline that holds a headline, or the site's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.attribution import Wording, statements, wording
from newslint.byline import BylineOptions, bylines
from newslint.check import Finding, check
from newslint.document import Document
from newslint.facts.compared import all_normalised, normalised

_HEADLINE = 12
"""Letters and digits from which on a text is a headline and no name."""
_TITLE = 5
"""Letters and digits of a title that a byline repeats as it is."""


class TitleAsAuthor(BylineOptions, frozen=True):
    """Where headlines stand."""

    source_labels: tuple[str, ...] = ()
    """Labels of source statements, whose links are headlines."""

    @cached_property
    def sources(self) -> Wording:
        """What such statements begin with."""
        return wording(self.source_labels)


@check("title-as-author", reads="document", options=TitleAsAuthor, facts=("name", "what"))
def title_as_author(
    rows: Sequence[Document], document: Document, options: TitleAsAuthor
) -> Iterator[Finding]:
    """Yield the bylines that are a title, a source's headline or the site's name."""
    named = bylines(document, options)
    if not named:
        return
    matter = document.front_matter
    title = normalised((matter.text("title") if matter else None) or "")
    sources = statements(document, options.sources)
    headlines = [normalised(link.text) for statement in sources for link in statement.links]
    sites = all_normalised(document.site.names)
    for name, span in named:
        key = normalised(name)
        if _holds(key, title) or (key == title and len(key) >= _TITLE):
            yield Finding(span, {"name": name, "what": "title"})
        elif any(_holds(key, headline) for headline in headlines):
            yield Finding(span, {"name": name, "what": "headline"})
        elif key in sites:
            yield Finding(span, {"name": name, "what": "site"})


def _holds(name: str, headline: str) -> bool:
    return len(headline) >= _HEADLINE and headline in name
