"""Duplicates of which the truth is known: how many are found, and how many are told wrongly.

    python benchmarks/duplicates.py [--pairs 120] [--seed 1] [--posts 5000]

Stories are made of made-up words in three languages, and changed in a known way. Of every pair the
Jaccard similarity is worked out from its sets of shingles, whatever newslint says. With --posts so
many posts, a tenth of them changed from others, are compared each with each.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple

from newslint.catalog import ActiveRule, shipped
from newslint.config import Config
from newslint.document import Document, parse
from newslint.facts.remembered import facts_of
from newslint.facts.shingles import letter_blocks, shingles
from newslint.index import Index
from newslint.likeness import likenesses
from newslint.site import Site
from newslint.source import Source

_SITE = Site("/site")
_LEAST = 0.6
_SYLLABLES = {
    "ko": "가나다라마바사아자차카타파하고노도로모보소오조초거너더러머버서어저기니디리미비시이지구누두루무부수우주은을의에",
    "ja": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん港船島海町村",
    "en": "ba be bi bo da de di do fa fe ga go ha he ka ki la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se si so ta te ti to va ve".split(),
}


class Language:
    """A made-up language: words of some syllables, the commoner the earlier."""

    def __init__(self, name: str, dice: random.Random) -> None:
        """Make six thousand words."""
        self.name = name
        self.dice = dice
        sizes = (2, 3, 4) if name == "en" else (1, 2, 3, 4)
        self.words = [
            "".join(dice.choices(_SYLLABLES[name], k=dice.choice(sizes))) for _ in range(6000)
        ]

    def word(self) -> str:
        """Return a word; the tenth common word comes a tenth as often as the first."""
        return self.words[int(len(self.words) ** self.dice.random()) - 1]

    def sentence(self, topic: list[str]) -> str:
        """Return a sentence, a third of whose words are its topic's."""
        count = self.dice.randint(8, 18)
        words = [
            self.dice.choice(topic) if self.dice.random() < 0.3 else self.word()  # noqa: PLR2004
            for _ in range(count)
        ]
        return " ".join(words) + "."

    def story(self, topic: list[str], paragraphs: int = 6) -> list[list[str]]:
        """Return paragraphs of sentences."""
        return [
            [self.sentence(topic) for _ in range(self.dice.randint(2, 5))]
            for _ in range(paragraphs)
        ]

    def topic(self) -> list[str]:
        """Return the words of a topic."""
        return self.dice.sample(self.words, 40)


Story = list[list[str]]


class Pair(NamedTuple):
    """Two posts, and how the second came about."""

    sort: str
    one: Story
    other: Story


def _edited(story: Story, share: float, language: Language) -> Story:
    def changed(word: str) -> str:
        return language.word() if language.dice.random() < share else word

    return [[" ".join(map(changed, line.split(" "))) for line in part] for part in story]


def _rewritten(story: Story, share: float, language: Language, topic: list[str]) -> Story:
    """Return a story with a share of its sentences written anew."""
    return [
        [language.sentence(topic) if language.dice.random() < share else line for line in part]
        for part in story
    ]


def _respaced(story: Story, language: Language) -> Story:
    def spaced(line: str) -> str:
        return "".join(
            ("" if c == " " and language.dice.random() < 0.3 else c)  # noqa: PLR2004
            + (" " if c != " " and language.dice.random() < 0.05 else "")  # noqa: PLR2004
            for c in line
        )

    return [[spaced(line) for line in part] for part in story]


def pairs_of(language: Language, count: int) -> Iterator[Pair]:
    """Yield so many pairs of every sort."""
    dice = language.dice
    footer = [[language.sentence(language.topic()) for _ in range(3)]]
    for _ in range(count):
        topic = language.topic()

        def story(paragraphs: int = 6, topic: list[str] = topic) -> Story:
            return language.story(topic, paragraphs)

        share = dice.uniform(0.05, 0.4)
        one = story()
        yield Pair("exact", one, one)
        one = story()
        yield Pair("spacing", one, _respaced(one, language))
        one = story()
        yield Pair("words edited", one, _edited(one, share, language))
        one = story()
        yield Pair("sentences rewritten", one, _rewritten(one, share, language, topic))
        one = story(3)
        yield Pair("contained", one, [*story(3), *one, *story(3)])
        one = story(3)
        edited = _edited(one, 0.05, language)
        yield Pair("contained, 5 % of words edited", edited, [*story(3), *one, *story(3)])
        yield Pair("footer only", story(2) + footer, language.story(language.topic(), 2) + footer)
        yield Pair("topic only", story(), story())


def _text(story: Story, language: str, title: str) -> str:
    body = "\n\n".join(" ".join(part) for part in story)
    return f"---\ntitle: {title}\nlang: {language}\n---\n{body}\n"


def index_of(texts: Mapping[str, str]) -> Index:
    """Return the index of a site of posts that are held in memory."""

    def parsed(path: str) -> Document:
        return parse(Source.read(path, texts[path].encode()), "post", _SITE)

    facts = {path: facts_of(parsed(path)) for path in sorted(texts)}
    return Index(_SITE, facts, frozenset(facts), date(2026, 6, 1), parsed=parsed)


def told(index: Index) -> dict[str, set[tuple[str, str]]]:
    """Return the pairs that each rule tells, by its name."""
    rules = {row.rule.name: row for row in Config().active(shipped())}
    return {name: set(_pairs(index, rules[name])) for name in _RULES}


_RULES = ("duplicate-body", "similar-body", "contained-body")


def _pairs(index: Index, active: ActiveRule) -> Iterator[tuple[str, str]]:
    for path, finding in active.check.run(index, active.options):
        for other in finding.related:
            yield min(path, other.path), max(path, other.path)


def _shingles(index: Index, path: str) -> frozenset[str]:
    document = index.parsed(path)
    return (
        shingles("".join(block.letters for block in letter_blocks(document)))
        if document
        else frozenset()
    )


def table(count: int, seed: int) -> Iterator[str]:
    """Yield what is found of each sort, as rows of a table."""
    texts: dict[str, str] = {}
    pairs: list[tuple[str, str, str]] = []
    for name in _SYLLABLES:
        language = Language(name, random.Random(f"{seed} {name}"))  # noqa: S311  # no secret
        for pair in pairs_of(language, count):
            paths = []
            for story in (pair.one, pair.other):
                title = "-".join(language.dice.choices(language.words[-3000:], k=4))
                paths.append(f"{name}/{len(texts)}-{title}.md")
                texts[paths[-1]] = _text(story, name, title.replace("-", " "))
            pairs.append((f"{pair.sort}, {name}", min(paths), max(paths)))
    index = index_of(texts)
    found = told(index)
    yield from _rows(index, pairs, found)
    known = {(one, other) for _, one, other in pairs}
    stray = {rule: len(rows - known) for rule, rows in found.items()}
    yield f"pairs told of stories that have nothing to do with each other: {stray}"


def _rows(
    index: Index, pairs: list[tuple[str, str, str]], found: dict[str, set[tuple[str, str]]]
) -> Iterator[str]:
    yield "| sort | pairs | J ≥ 0.7: found | 0.6 ≤ J < 0.7: found | J < 0.6: told as similar | same | inside |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for sort in sorted({sort for sort, _, _ in pairs}):
        rows = [(one, other) for name, one, other in pairs if name == sort]
        exact = {row: _similarity(*(_shingles(index, path) for path in row)) for row in rows}
        cells = [
            _share([row for row in rows if test(exact[row])], found, "similar-body")
            for test in _BANDS
        ]
        same = sum(row in found["duplicate-body"] for row in rows)
        inside = sum(row in found["contained-body"] for row in rows)
        yield f"| {sort} | {len(rows)} | {' | '.join(cells)} | {same} | {inside} |"


_BANDS: tuple[Callable[[float], bool], ...] = (
    lambda value: 0.7 <= value < 1,  # noqa: PLR2004
    lambda value: _LEAST <= value < 0.7,  # noqa: PLR2004
    lambda value: value < _LEAST,
)


def _share(rows: list[tuple[str, str]], found: dict[str, set[tuple[str, str]]], rule: str) -> str:
    return f"{sum(row in found[rule] for row in rows)} of {len(rows)}" if rows else ""


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def exhaustive(posts: int, seed: int) -> str:
    """Compare so many posts each with each, and tell how many likenesses were found."""
    language = Language("ko", random.Random(f"{seed} exhaustive"))  # noqa: S311  # no secret
    dice = language.dice
    stories: list[Story] = []
    for _ in range(posts):
        topic = language.topic()
        if stories and dice.random() < 0.1:  # noqa: PLR2004
            stories.append(_edited(dice.choice(stories), dice.uniform(0, 0.3), language))
        else:
            stories.append(language.story(topic))
    # Numbers alone would make them issues of a series.
    index = index_of({f"{story[-1][-1]}.md": _text(story, "ko", story[0][0]) for story in stories})
    bits: dict[str, int] = {}
    sets: dict[str, int] = {}
    for path in index.facts:
        number = 0
        for shingle in _shingles(index, path):
            number |= 1 << bits.setdefault(shingle, len(bits))
        sets[path] = number
    sizes = {path: number.bit_count() for path, number in sets.items()}
    alike = {
        path: {row.path: row.similarity for row in rows} for path, rows in likenesses(index).items()
    }
    counts = {0.7: [0, 0], _LEAST: [0, 0]}
    for one, other in combinations(sets, 2):
        common = (sets[one] & sets[other]).bit_count()
        value = common / (sizes[one] + sizes[other] - common)
        if _LEAST <= value < 1:
            row = counts[0.7 if value >= 0.7 else _LEAST]  # noqa: PLR2004
            row[0] += 1
            row[1] += abs(alike.get(one, {}).get(other, 0) - value) < 1e-9  # noqa: PLR2004
    return f"{posts} posts, each with each: {counts}"


def main() -> None:
    """Print what is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts", type=int, default=0)
    args = parser.parse_args()
    for row in table(args.pairs, args.seed):
        print(row)
    if args.posts:
        print(exhaustive(args.posts, args.seed))


if __name__ == "__main__":
    main()
