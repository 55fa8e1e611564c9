"""Bodies that are alike: which pairs are found, and that one post is told what all are told."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from operator import eq

import pytest
from msgspec.structs import replace

from newslint import candidates
from newslint.checks.repeated_block import RepeatedBlock, repeated_block
from newslint.document import Document, parse
from newslint.facts.remembered import facts_of
from newslint.facts.shingles import BAND, SLOTS
from newslint.index import Index
from newslint.likeness import are_editions, are_issues, likenesses, may_repeat
from newslint.site import Site
from newslint.source import Source

SITE = Site("/site")
WORDS = [f"{a}{b}" for a in "부두등대도서관시장학교" for b in "가를에서의로는도만"]


def index_of(texts: Mapping[str, str]) -> Index:
    def parsed(path: str) -> Document:
        return parse(Source.read(path, texts[path].encode()), "post", SITE)

    facts = {path: facts_of(parsed(path)) for path in sorted(texts)}
    return Index(SITE, facts, frozenset(facts), date(2026, 6, 1), parsed=parsed)


def titled(title: str, path: str = "a.md") -> Index:
    return index_of({path: f'---\ntitle: "{title}"\n---\n'})


def a_site(dice: random.Random) -> dict[str, str]:
    """Posts some of which are others with words changed, or inside others."""
    texts: dict[str, str] = {}
    bodies: list[list[str]] = []
    for number in range(40):
        body = [" ".join(dice.choices(WORDS, k=30)) for _ in range(4)]
        what = dice.randrange(4)
        if bodies and what == 0:
            share = dice.choice((0.02, 0.05, 0.1, 0.2))
            body = [
                " ".join(dice.choice(WORDS) if dice.random() < share else w for w in part.split())
                for part in dice.choice(bodies)
            ]
        elif bodies and what == 1:
            body = [*dice.choice(bodies), *body]
        bodies.append(body)
        text = "\n\n".join(body)
        texts[f"{chr(97 + number % 26)}{dice.random()}.md"] = (
            f"---\ntitle: {body[0][:20]}\n---\n{text}\n"
        )
    return texts


@pytest.mark.parametrize("crowd", [2, 24])
@pytest.mark.parametrize("seed", range(3))
def test_one_post_is_told_what_all_are_told(
    seed: int, crowd: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "CROWD", crowd)
    whole = index_of(a_site(random.Random(seed)))  # noqa: S311  # a site to be repeated
    told = likenesses(whole)
    assert sum(map(len, told.values())) > 10
    for path in whole.facts:
        alone = replace(whole, asked=(path,), _memo={})
        assert likenesses(alone).get(path) == told.get(path)
        others = {other: facts for other, facts in whole.facts.items() if other != path}
        beside = replace(whole, facts=others, _memo={}).beside(whole.facts[path])
        assert likenesses(beside).get(path) == told.get(path)


def test_what_is_told_is_exact() -> None:
    one = " ".join(WORDS[:40])
    index = index_of({"a.md": one, "b.md": one.replace(WORDS[20], "방파제")})
    (row,) = likenesses(index)["a.md"]
    letters = [text.replace(" ", "") for text in (one, one.replace(WORDS[20], "방파제"))]
    first, second = ({text[at : at + 5] for at in range(len(text) - 4)} for text in letters)
    assert row.similarity == len(first & second) / len(first | second)
    assert row.inside == len(first & second) / len(first)
    (other,) = likenesses(index)["b.md"]
    assert other == row.turned("a.md")


def test_what_the_site_repeats_makes_no_two_posts_alike() -> None:
    footer = "해담소리는 해담항의 소식을 날마다 전합니다 구독은 부두 앞 가게에서 받습니다 " * 4
    dice = random.Random(5)  # noqa: S311  # as above
    texts = {
        f"{'abcdef'[n]}.md": f"{' '.join(dice.choices(WORDS, k=40))}\n\n{footer}\n"
        for n in range(6)
    }
    assert all(
        row.similarity < 0.3 for rows in likenesses(index_of(texts)).values() for row in rows
    )


@pytest.mark.parametrize(
    ("gone", "told"),
    [("", [7, 7, 7]), ("e.md", [1, 7, 7]), ("f.md", [])],
)
def test_a_post_that_is_gone_when_it_is_read_again(gone: str, told: list[int]) -> None:
    """Its block stands on the first line; where it is the newest, nobody can tell of the block."""
    footer = "해담소리는 해담항의 소식을 날마다 전합니다. 구독은 부두 앞 가게에서 받습니다."
    index = index_of({f"{name}.md": f"{name}\n\n\n\n\n\n{footer}\n" for name in "abcdef"})
    later = replace(index, parsed=lambda path: None if path == gone else index.parsed(path))
    found = [*repeated_block(later, RepeatedBlock())]
    assert [row.line for _, finding in found for row in finding.related] == told


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("en/news/pier.md", "welsh/news/pier.md", False),
        ("en/news/pier/index.md", "welsh/news/pier/index.md", False),
        ("news/pier/index.md", "news/ferry/index.md", True),
        ("news/2025/pier.md", "news/2026/pier.md", True),
        ("en/news/pier.md", "fr/news/pier.md", False),
        ("news/pier.md", "news/ferry.md", True),
        ("a/x/pier.md", "b/y/pier.md", True),
    ],
)
def test_translations(one: str, other: str, *, expected: bool) -> None:
    facts = index_of({one: "", other: ""}).facts
    assert may_repeat(facts[one], facts[other]) is expected
    assert may_repeat(facts[other], facts[one]) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("해담항 물때 9호", "해담항 물때 10호", True),
        ("Ruby 2.7.0-preview2 released", "Ruby 2.7.0-rc2 released", True),
        ("Haedam 3.2 preview 1 is out", "Haedam 3.2 rc 1 is out", True),
        ("[ANN] Haedam 3.1.1.rc3", "Haedam 3.1.1 has been released!", True),
        ("Report, January to June 2015", "Report, July to December 2015", True),
        ("Haedam 5.2 beta: new piers", "Haedam 5.2 final: new piers", True),
        ("새 부두 문 연다", "여객선 늘어난다", False),
        ("새 부두 3월에 문 연다", "새 부두 3월에 연다", False),
        ("여객선 8번 뜬다", "새 부두 열린다", False),
        ("2026-03-01", "2026-03-02", True),
    ],
)
def test_issues_of_a_series(one: str, other: str, *, expected: bool) -> None:
    first, second = titled(one).facts["a.md"], titled(other, "b.md").facts["b.md"]
    assert are_issues(first, second) is expected
    assert are_issues(second, first) is expected


@pytest.mark.parametrize(
    ("one", "other", "issues", "editions"),
    [
        ("fair/2025/kim.md", "fair/2026/kim.md", True, True),
        ("2025-03-01-kim.md", "2026-03-01-kim.md", True, False),
        ("fair/2025/kim.md", "fair/2026/lee.md", False, False),
    ],
)
def test_paths_that_numbers_tell_apart(
    one: str, other: str, *, issues: bool, editions: bool
) -> None:
    head = "---\ntitle: Kim\n---\n"
    facts = index_of({one: head, other: head}).facts
    assert are_issues(facts[one], facts[other]) is issues
    assert are_editions(facts[one], facts[other]) is editions


def test_a_band_is_found_where_it_stands_and_nowhere_else() -> None:
    """Of one post its bands are searched for as bytes, which stand between two of them as well."""
    dice = random.Random(3)  # noqa: S311  # as above
    facts = next(iter(index_of({"a.md": "글"}).facts.values()))
    signatures = [bytes(dice.choices(b"ab", k=SLOTS)) for _ in range(12)]
    posts = [facts._replace(body=replace(facts.body, signature=row)) for row in signatures]
    bands = [[row[at : at + BAND] for at in range(0, SLOTS, BAND)] for row in signatures]
    alike = {
        (one, two)
        for one, two in combinations(range(12), 2)
        if any(map(eq, bands[one], bands[two]))
        and candidates.agree(posts[one].body.signature, posts[two].body.signature)
    }
    assert 0 < len(alike) < 60
    for number in range(12):
        found = {*candidates.near(posts, frozenset({number}))}
        assert found == {pair for pair in alike if number in pair}
