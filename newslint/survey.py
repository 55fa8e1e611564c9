"""What the posts that are there have in common: the ground of a first configuration."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from newslint.checks.field_value import is_value, nearest, values_of
from newslint.document import Document
from newslint.facts.fields import DATE_FIELDS, IMAGE_FIELDS, LINK_FIELDS
from newslint.site.model import host_of

FEWEST = 20
"""Posts from which on something is learned of them."""
_LACKING = 0.02
"""The share of posts that may lack one of the required fields, all fields together."""
_FEW = 3
_SLIPS = 0.1
"""The share of a section that lacks a field, from which on it does so on purpose; of three posts."""
_SECTION_SHARE = 0.1
"""The share of the site's posts that make a section, or a field's values, worth wishes."""
_MOST_VALUES = 12
_EACH = 10
"""Posts to a value, on average, of a field that has few values."""
_NEW = 0.01
"""The share of posts whose value no other has: about as likely is the next one to bring a new one
(Good and Turing's estimate)."""
_RARE = 0.005
"""The share of posts up to which a value may be a misspelt one."""
_LONGEST = 30
"""Code points of a value; what is longer is a text."""
_OPEN = (
    {"title", "slug", "permalink", "url", "path", "id", "name", "translator", "description"}
    | {"author", "authors", "excerpt", "summary", "subtitle", "teaser"}
    | {*DATE_FIELDS, *IMAGE_FIELDS, *LINK_FIELDS}
)
"""Fields whose values are many by nature, however few there are so far."""
_SAID = re.compile(r"[^\W_][\w &+-]*")
"""A value that is a name: neither a path nor an address nor a sentence."""
_SPECIAL = re.compile(r"[\\*?\[\]!#]")
"""What means more than itself in a pattern of .gitignore's."""
_TAG = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
"""A folder of one language."""
_DATE_SHAPES = (
    (re.compile(r"\b\d{4}([-/.])\d\d\1\d\d(?!\d)"), r"YYYY\1MM\1DD"),
    (re.compile(r"(?<![\d:+-])\d?\d:\d\d:\d\d"), "hh:mm:ss"),
    (re.compile(r"(?<![\d:+-])\d?\d:\d\d(?![\d:])"), "hh:mm"),
    (re.compile(r"(?<=ss)\.\d+"), ".fff"),
    (re.compile(r"(?<=[msf])( ?)[+-]\d\d:\d\d"), r"\1±hh:mm"),
    (re.compile(r"(?<=[msf])( ?)[+-]\d{4}"), r"\1±hhmm"),
)
_SHAPE = re.compile(r"YYYY[-/.]MM[-/.]DD(?:[T ]+hh:mm(?::ss(?:\.fff)?)?(?: ?(?:Z|±hh:?mm))?)?")
_OTHER = "other"
_ENGLISH = re.compile(r"\b(?:the|and|of|to|is)\b", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_ENGLISH_SHARE = 0.08
"""The share of words that are English ones of the commonest, from which on a text is English."""


@dataclass(frozen=True)
class Seen:
    """What is looked at of one post."""

    path: str
    section: str
    """A pattern of the paths that it belongs to; '' where its folder tells nothing."""
    generator: str
    language: str
    readable: bool
    """Whether it has front matter that can be read."""
    judged: bool
    """Whether it has a body, too: others lack fields for a reason."""
    written: dict[str, str]
    """Its outermost fields as they are written, by lower-case name."""
    values: dict[str, tuple[str, ...]]
    """The texts of its fields, each item of a list by itself."""
    dates: dict[str, str]
    """The forms of its dates."""
    hosts: frozenset[str]
    """The hosts that it links."""


@dataclass(frozen=True)
class Common:
    """A field that nearly all of some posts have."""

    name: str
    posts: int
    lacking: tuple[str, ...]
    """The paths of those that have it not."""


@dataclass(frozen=True)
class Vocabulary:
    """A field that has few values."""

    name: str
    counts: dict[str, int]
    """How many posts have each, the commonest first."""
    odd: dict[str, str]
    """Values that are probably misspelt, with what was meant."""


@dataclass(frozen=True)
class Section:
    """Posts of one kind of folder, which have more fields in common than the rest."""

    pattern: str
    posts: int
    fields: tuple[Common, ...]
    """Those that are not asked of every post already."""


@dataclass(frozen=True)
class Survey:
    """What the posts of a site have in common."""

    posts: int
    judged: int
    """Those of them with front matter that can be read, and a body."""
    generators: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    fields: tuple[Common, ...] = ()
    sections: tuple[Section, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    dates: dict[str, dict[str, int]] = field(default_factory=dict)
    """By field: how many posts have a date of each form."""
    linked: dict[str, int] = field(default_factory=dict)
    """How many posts link each host that is not the site's own, the commonest first."""


def seen(document: Document, lead: str) -> Seen:
    """Return what is looked at of a post; `lead` is the folder that all posts of its site lie in."""
    matter = document.front_matter
    top = matter.top if matter and not matter.failure else {}
    values: dict[str, tuple[str, ...]] = {}
    for row in document.fields:
        if is_value(row) and (isinstance(row.value, str) or row.path[1:]):
            name = row.name.lower()
            values[name] = (*values.get(name, ()), *values_of(row, document))
    targets = (row.target for row in document.links if not row.templated and row.kind != "media")
    return Seen(
        document.source.path,
        section_of(document.source.path, document.site.base, lead),
        document.site.settings.generator,
        document.language or _english(document),
        readable=bool(top),
        judged=bool(top) and bool(document.texts or document.images),
        written={name: entry.name for name, entry in top.items()},
        values=values,
        dates={
            name: shape
            for name in DATE_FIELDS
            if name in top and isinstance(top[name].value, str | date)
            if (shape := date_shape(document.source.slice(top[name].span)))
        },
        hosts=frozenset(map(host_of, targets)) - document.site.hosts - {""},
    )


def _english(document: Document) -> str:
    text = " ".join(run.text for run in document.texts[:200])
    words = len(_WORDS.findall(text))
    return "en" if words and len(_ENGLISH.findall(text)) >= _ENGLISH_SHARE * words else ""


def section_of(path: str, base: str, lead: str) -> str:
    """Return a pattern of the paths that belong together with a post's; '' if none does.

    Jekyll's and Hexo's collections are folders that begin with an underscore, wherever they lie;
    elsewhere the outermost folders below the one that holds all are sections, a language's aside.
    `base` ends with a slash, `lead` with none.
    """
    path, base, lead = (_SPECIAL.sub(r"\\\g<0>", part) for part in (path, base, lead))
    *folders, _ = path.removeprefix(base).split("/")
    for at, folder in enumerate(folders):
        if folder.startswith("_"):
            return f"{base}{folder}/**" if at == 0 else f"**/{folder}/**"
    *inside, _ = path.removeprefix(lead).lstrip("/").split("/")
    lead += "/" * bool(lead)
    if len(inside) > 1 and _TAG.fullmatch(inside[0]):
        return f"{lead}*/{inside[1]}/**"
    return f"{lead}{inside[0]}/**" if inside else ""


def date_shape(text: str) -> str:
    """Return the form of a date, as `YYYY-MM-DD hh:mm`; `other` for what is in no usual one.

    '' of none.
    """
    shape = text.strip().strip("\"'")
    if not shape:
        return ""
    for pattern, letters in _DATE_SHAPES:
        shape = pattern.sub(letters, shape)
    return shape if _SHAPE.fullmatch(shape) else _OTHER


def survey(posts: Sequence[Seen]) -> Survey:
    """Return what posts have in common."""
    judged = [post for post in posts if post.judged]
    fields = tuple(row for row in common(judged) if _is_everywhere(row, judged))
    return Survey(
        len(posts),
        len(judged),
        _counted(post.generator for post in posts),
        _counted(post.language for post in posts),
        fields,
        tuple(_sections(judged, {row.name.lower() for row in fields})),
        tuple(_vocabularies([post for post in posts if post.readable])),
        {
            name: shapes
            for name in DATE_FIELDS
            if (shapes := _counted(post.dates[name] for post in posts if name in post.dates))
        },
        _counted(host for post in posts for host in post.hosts),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    """Return how often each value comes, the commonest first."""
    return dict(sorted(Counter(values).items(), key=lambda row: (-row[1], row[0])))


def common(posts: Sequence[Seen]) -> tuple[Common, ...]:
    """Return the fields that nearly all of some posts have, in the order in which they stand there.

    All together no more than two posts of a hundred lack one; of fewer than twenty nothing is said.
    """
    if len(posts) < FEWEST:
        return ()
    counts = Counter(name for post in posts for name in post.written)
    # In an order of their own: what is counted first must not hang on which post comes first.
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    found: dict[str, Common] = {}
    out: set[str] = set()
    for name in ranked:
        lacking = [post.path for post in posts if name not in post.written]
        if len(out | {*lacking}) > _LACKING * len(posts):
            continue
        out |= {*lacking}
        spelt = _counted(post.written[name] for post in posts if name in post.written)
        found[name] = Common(next(iter(spelt)), counts[name], tuple(sorted(lacking)))
    fullest = max(posts, key=lambda post: (len(post.written.keys() & found), post.path))
    order = [*fullest.written]
    return tuple(sorted(found.values(), key=lambda row: _place(row.name.lower(), order)))


def _place(name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)


def _is_everywhere(row: Common, posts: Sequence[Seen]) -> bool:
    """Tell whether a field is one of all sections: where most of a section lack it none slipped."""
    lacking = Counter(post.section for post in posts if post.path in row.lacking)
    whole = Counter(post.section for post in posts)
    return not any(
        count >= _FEW and count > _SLIPS * whole[section] for section, count in lacking.items()
    )


def _sections(posts: Sequence[Seen], everywhere: set[str]) -> Iterable[Section]:
    """Yield the sections whose posts have more fields in common than those of the whole site."""
    counts = _counted(post.section for post in posts if post.section)
    for pattern, count in counts.items():
        if len(posts) * _SECTION_SHARE > count:
            continue
        fields = common([post for post in posts if post.section == pattern])
        own = tuple(row for row in fields if row.name.lower() not in everywhere)
        if own:
            yield Section(pattern, count, own)


def _vocabularies(posts: Sequence[Seen]) -> Iterable[Vocabulary]:
    names = sorted({name for post in posts for name in post.values} - _OPEN)
    for name in names:
        having = [post for post in posts if post.values.get(name)]
        counts = _counted(value for post in having for value in {*post.values[name]})
        often = len(having) >= _SECTION_SHARE * len(posts)
        found = _vocabulary(counts, len(having)) if often else None
        if found:
            spelt = _counted(post.written[name] for post in having if name in post.written)
            yield Vocabulary(next(iter(spelt), name), *found)


def _vocabulary(counts: dict[str, int], posts: int) -> tuple[dict[str, int], dict[str, str]] | None:
    """Return the few values of a field with their counts, and the odd ones; None if it has many."""
    if posts < FEWEST or len(counts) > 2 * _MOST_VALUES:
        return None
    usual = tuple(value for value, count in counts.items() if count > max(1, _RARE * posts))
    odd = {
        value: meant for value in counts if value not in usual and (meant := nearest(value, usual))
    }
    kept = {value: count for value, count in counts.items() if value not in odd}
    alone = sum(count == 1 for count in kept.values())
    if not 1 < len(kept) <= _MOST_VALUES or alone > _NEW * posts or posts < _EACH * len(kept):
        return None
    if any(len(value) > _LONGEST or not _SAID.fullmatch(value) for value in kept):
        return None
    return None if all(value.isdigit() for value in kept) else (kept, odd)
