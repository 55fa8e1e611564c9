"""A front-matter field that a post must have: required by the rule, or taught by the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from newslint.check import INDEX, Finding, Lesson, Options, check
from newslint.facts import Facts
from newslint.facts.fields import DATE_FIELDS
from newslint.index import Index
from newslint.relation import Relation
from newslint.sums import KEYS, Tally


class RequiredField(Options, frozen=True):
    """Which fields are required."""

    fields: tuple[str, ...] = ()
    """Fields that every post must have."""
    learn: bool = True
    """Whether fields that nearly all posts of the site have are required of the rest."""
    share: Annotated[float, Meta(ge=0, le=1)] = 0.98
    """The share of posts with a field, from which on it is learned."""
    posts: Annotated[int, Meta(ge=1)] = 30
    """How many posts a site must have to teach."""


_TELLING = Tally(
    "readable front matter",
    lambda facts: ("",) if facts.has_front_matter and facts.readable else (),
)


def _lessons(index: Index, options: RequiredField) -> Iterator[Lesson]:
    count = index.total(_TELLING)
    for name in _learned(index, options) if options.learn else ():
        yield Lesson(name, index.key_counts[name] / count, count)


@check(
    "required-field",
    reads=INDEX,
    options=RequiredField,
    facts=("field", "share"),
    variants=("learned",),
    learns=_lessons,
    relation=Relation(sums=lambda _index, _options: (_TELLING, KEYS)),
)
def required_field(index: Index, options: RequiredField) -> Iterator[tuple[str, Finding]]:
    """Yield the fields that posts lack."""
    learned = _learned(index, options) if options.learn else {}
    for facts in index.asked_posts:
        if not facts.has_front_matter or not facts.readable or facts.empty:
            continue
        for name in options.fields:
            key = name.lower()
            if key not in facts.keys and not (key == "title" and _is_named(index, facts)):
                yield facts.path, Finding(facts.head, {"field": name, "share": ""})
        lacking = [name for name in learned if _lacks(facts, name)]
        if lacking:
            told = {"field": "`, `".join(lacking), "share": learned[lacking[0]]}
            yield facts.path, Finding(facts.head, told, variant="learned")


def _is_named(index: Index, facts: Facts) -> bool:
    """Tell whether the generator makes a post's title of its name, as Jekyll does.

    Folders like `_posts` are Jekyll's, even where its configuration is not to be seen.
    """
    folders = facts.path.split("/")[:-1]
    return index.site.settings.titles_from_names or any(name.startswith("_") for name in folders)


def _learned(index: Index, options: RequiredField) -> dict[str, str]:
    posts = index.total(_TELLING)
    if posts < options.posts:
        return {}
    learned = {}
    asked = {name.lower() for name in options.fields}
    for name, count in index.key_counts.items():
        share = count / posts
        if options.share <= share < 1 and name not in asked:
            # Never rounded up to a share that would leave nobody to speak to.
            learned[name] = f"{min(share * 100, 99.9):.1f}".removesuffix(".0")
    return dict(sorted(learned.items()))


def _lacks(facts: Facts, name: str) -> bool:
    return name not in facts.keys and not (name in DATE_FIELDS and facts.dated)
