"""A check is a mechanism: a small generator over one table that yields places and facts.

It never speaks and never knows its severity: what a finding is called, how bad it is and what it
tells an editor is the rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from newslint.document import TABLES
from newslint.source import Span

if TYPE_CHECKING:
    from newslint.relation import Relation
    from newslint.scan import Phrase

INDEX = "index"
"""What a check over the whole site reads, in place of a table: the Facts of every post."""
CHANGE = "change"
"""What a check reads that compares the site with what it was before a change: the index, whose
`before` is told. It is asked only in a run that knows the change."""
OUTSIDE = "outside"
"""What a check reads that speaks of the links that lead out of the site: the index, whose `outside`
tells what came of asking for them. It is asked only in a run that has answers."""
PHRASES = "phrases"
"""What a check reads whose words the scanner finds: its hits in one document. One that must be
called where there are none, too, reads `document` and gets its hits in place of the rows."""


class Options(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True, rename="kebab"):
    """A check's settings; each check's own are a subclass.

    Defaults, validation, documentation and JSON Schema come from the one declaration. What a check
    makes of them, a set or a pattern, is a `cached_property` beside them: made once, not for each
    post.
    """


class Edit(NamedTuple):
    """A change of the text: what replaces a span."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding; safe if readers and parsers see the same before and after."""

    edits: tuple[Edit, ...]
    safe: bool


class Related(NamedTuple):
    """A place in another post that a finding speaks of."""

    path: str
    line: int


MOST_RELATED = 20
"""Other posts that a finding names: of a thousand that are alike each would name all others."""


class Finding(msgspec.Struct, frozen=True):
    """What a check found in one post."""

    span: Span
    facts: Mapping[str, object] = msgspec.field(default_factory=dict)
    """What the rule's message may name: texts, numbers, or words that the rule has sentences for."""
    places: tuple[Span, ...] = ()
    """Every place of an offence, the first included; may be empty for a single one."""
    variant: str = ""
    """Which of the rule's variants this is; '' for the rule itself."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    told_at: str = ""
    """Of posts that repeat each other, the path of the one at which people are told of all of them;
    '' for here."""
    budget: int = 0
    """How many places are allowed: where no more are left, the rest is no offence."""
    of_site: bool = False
    """True where it is about the site as a whole, and told once at one of its posts."""

    @property
    def count(self) -> int:
        """How often it was found."""
        return max(1, len(self.places))


class Lesson(NamedTuple):
    """What a site teaches a check through its posts."""

    what: str
    share: float
    """Of `of`, from 0 to 1."""
    of: int


class Check(msgspec.Struct, frozen=True):
    """A registered mechanism."""

    name: str
    reads: str
    """The table whose rows it gets, or `index`, `change`, `outside`."""
    run: Callable[..., Iterator[Any]]
    """(rows, document, options) -> findings; of the index: (index, options) -> (path, finding)."""
    options: type[Options]
    facts: frozenset[str]
    """The facts that every finding brings, beside `count`."""
    variants: frozenset[str]
    phrases: Callable[[Any], Iterable[Phrase]] | None
    """What the scanner shall look for, given the options."""
    learns: Callable[[Any, Any], Iterable[Lesson]] | None = None
    """Of a check that reads the index: tells what it has learned, given index and options."""
    relation: Relation | None = None
    """Of a check that reads the index: what findings depend on; None where that is not told, and it
    cannot be asked over parts of a site."""


_READABLE = TABLES | {INDEX, CHANGE, OUTSIDE, PHRASES}

CHECKS: dict[str, Check] = {}
"""The checks that have been imported, by name."""

_Run = Callable[..., Iterator[Any]]


def check(  # noqa: PLR0913  # each is a word of one declaration
    name: str,
    *,
    reads: str,
    options: type[Options] = Options,
    facts: Iterable[str] = (),
    variants: Iterable[str] = (),
    phrases: Callable[[Any], Iterable[Phrase]] | None = None,
    learns: Callable[[Any, Any], Iterable[Lesson]] | None = None,
    relation: Relation | None = None,
) -> Callable[[_Run], _Run]:
    """Register a generator as a check."""
    if reads not in _READABLE:
        raise ValueError(f"check `{name}` reads `{reads}`, which is no table")

    def register(run: _Run) -> _Run:
        known = CHECKS.get(name)
        if known and known.run.__module__ != run.__module__:
            raise ValueError(f"check `{name}` is {known.run.__module__}'s already")
        told = (frozenset(facts), frozenset(variants), phrases, learns, relation)
        CHECKS[name] = Check(name, reads, run, options, *told)
        return run

    return register


def together(
    spans: Iterable[Span],
    facts: Mapping[str, object] | None = None,
    variant: str = "",
    fix: Fix | None = None,
    budget: int = 0,
) -> Iterator[Finding]:
    """Yield one finding for an offence in one place or in many; none where they are in budget."""
    places = tuple(spans)
    if len(places) > budget:
        yield Finding(places[0], facts or {}, places, variant, fix=fix, budget=budget)
