"""A byline that gives a role where a name should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from newslint.byline import BylineOptions, bylines
from newslint.check import Finding, check
from newslint.document import Document
from newslint.facts.compared import normalised

_HANGUL = re.compile("[가-힣]")


class AnonymousAuthor(BylineOptions, frozen=True):
    """Which names are none."""

    names: tuple[str, ...] = ()
    """Roles that stand where a name should."""

    @cached_property
    def roles(self) -> frozenset[str]:
        """The same as they are compared."""
        return frozenset(normalised(name) for name in self.names)


@check("anonymous-author", reads="document", options=AnonymousAuthor, facts=("name",))
def anonymous_author(
    rows: Sequence[Document], document: Document, options: AnonymousAuthor
) -> Iterator[Finding]:
    """Yield the bylines that give a role for a name."""
    for name, span in bylines(document, options):
        first, _, rest = name.partition(" ")
        # `관리자 새 부두 문 연다`: a headline runs on after the role.
        role = first if rest and _HANGUL.search(first) else name
        if normalised(role) in options.roles:
            yield Finding(span, {"name": role})
