"""The index: what a check is told of a site as a whole, of a part of it, and after a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

import pytest
from msgspec.structs import replace

from newslint.check import CHECKS
from newslint.checks.internal_target import InternalTarget
from newslint.document import parse
from newslint.facts import Facts
from newslint.facts.remembered import facts_of
from newslint.index import Before, Index, alike_keys, folder_of
from newslint.names import Ask, KnownNames
from newslint.site import Settings, Site
from newslint.site.links import Links
from newslint.site.published import Publication
from newslint.source import Source
from newslint.sums import First, Spread, Sums, Tally

SITE = Site("/site", Settings(generator="jekyll"))
TODAY = date(2026, 3, 2)
FIELDS = ("subtitle", "title")


def facts(path: str, kind: Literal["post", "page"] = "post", **fields: str) -> Facts:
    matter = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return facts_of(parse(Source.read(path, f"---\n{matter}---\n글\n".encode()), kind, SITE))


PIER, FERRY = facts("a.md", title="부두"), facts("b.md", title="여객선", subtitle="부두")
LIGHT, ABOUT = facts("c.md", title="등대"), facts("d.md", "page", title="부두")
ALL = {row.path: row for row in (PIER, FERRY, LIGHT, ABOUT)}
PUBLISHED, EARLIER = Links(Publication({}, {"a": "a"})), Links(Publication({}, {"b": "b"}))


def titles(found: Facts) -> list[str]:
    return [found.fields["title"].text]


def index(asked: Iterable[str] | None = None, *, stays: bool = False) -> Index:
    wanted = None if asked is None else tuple(asked)
    return Index(SITE, ALL, frozenset(ALL), TODAY, wanted, lambda: PUBLISHED, stays=stays)


TITLES, FIRST, PAIRS = (
    Tally("titles", titles),
    First("titled", titles),
    Spread("fields", lambda found: [(told.text, name) for name, told in found.fields.items()]),
)


@pytest.mark.parametrize(
    ("asked", "files", "posts"),
    [
        (None, "a.md b.md c.md d.md", "a.md b.md c.md"),
        (["d.md", "b.md", "none.md"], "b.md d.md", "b.md"),
        ([], "", ""),
    ],
)
def test_the_files_that_findings_are_wanted_of(
    asked: list[str] | None, files: str, posts: str
) -> None:
    found = index(asked)
    assert [row.path for row in found.asked_files] == files.split()
    assert [row.path for row in found.asked_posts] == posts.split()
    assert [path for path in (*ALL, "none.md") if found.asks(path)] == files.split()
    assert found.posts == (PIER, FERRY, LIGHT)


def test_what_is_summed_up_of_a_whole_site() -> None:
    found = index(["a.md"])
    assert found.tally(TITLES) == Counter(부두=1, 여객선=1, 등대=1)
    assert found.tally(Tally("all", titles, pages=True)) == Counter(부두=2, 여객선=1, 등대=1)
    assert found.total(Tally("all", titles, pages=True)) == 4
    assert (found.first(FIRST, "등대"), found.first(FIRST, "없다")) == ("c.md", None)
    assert found.spread(PAIRS) == Counter(부두=2, 여객선=1, 등대=1)
    assert found.spread(PAIRS) is found.spread(PAIRS)
    assert found.post_count == 3
    assert found.key_counts == Counter(title=3, subtitle=1)


def test_a_part_is_told_the_sums_of_the_whole() -> None:
    sums = Sums(
        totals={"titles": 9, "posts": 7},
        tallies={"titles": Counter(부두=5)},
        firsts={"titled": {"부두": "z.md"}},
        spreads={"fields": {"부두": 4}},
    )
    whole = index()
    names = whole.names
    assert whole.memo("x", lambda: 1) == whole.memo("x", lambda: 2) == 1
    part = whole.part({"c.md": LIGHT}, ["c.md"], sums, only=["부두"])
    assert (part.facts, part.asked, part.only) == ({"c.md": LIGHT}, ["c.md"], ["부두"])
    assert part.tally(TITLES) == Counter(부두=5)
    assert part.total(TITLES) == 9
    assert (part.first(FIRST, "부두"), part.first(FIRST, "등대")) == ("z.md", None)
    assert part.spread(PAIRS) == {"부두": 4}
    assert part.post_count == 7
    assert part.parsed("c.md") is None
    # What hangs on the names of the files alone is made once for all parts.
    assert part.names is names
    assert part.memo("x", lambda: 2) == 2
    assert list(part.each("titles", titles)) == ["c.md"]
    known = KnownNames({})
    assert part.knowing(known).names is known
    assert part.knowing(known).memo("x", lambda: 3) == 3


def test_a_part_reads_files_once_more() -> None:
    document = parse(Source.read("c.md", b"Text.\n"), "post", SITE)
    part = index().part({}, [], Sums(), parsed=lambda _: document)
    assert part.parsed("c.md") is document


@pytest.mark.parametrize("stays", [True, False])
def test_what_is_made_of_each_post(*, stays: bool) -> None:
    made: list[str] = []

    def make(found: Facts) -> str:
        made.append(found.path)
        return found.path.upper()

    found = index(stays=stays)
    for _ in range(2):
        assert found.each("upper", make) == {"a.md": "A.MD", "b.md": "B.MD", "c.md": "C.MD"}
    assert made == ["a.md", "b.md", "c.md"] * (1 if stays else 2)


CHANGED = facts("b.md", title="등대")


@pytest.mark.parametrize(
    ("after", "counts", "each"),
    [
        (FERRY, {"부두": 1, "여객선": 1, "등대": 1}, ["부두", "여객선", "등대"]),
        (CHANGED, {"부두": 1, "등대": 2}, ["부두", "등대", "등대"]),
        (facts("b.md", "page", title="등대"), {"부두": 1, "등대": 1}, ["부두", "등대"]),
        (
            facts("d.md", "page", title="글"),
            {"부두": 1, "여객선": 1, "등대": 1},
            ["부두", "여객선", "등대"],
        ),
        (
            facts("d.md", title="글"),
            dict.fromkeys("부두 여객선 등대 글".split(), 1),
            "부두 여객선 등대 글".split(),
        ),
    ],
)
def test_after_a_change_of_one_file(after: Facts, counts: dict[str, int], each: list[str]) -> None:
    before = index(stays=True)
    before.tally(TITLES), before.tally(Tally("all", titles, pages=True))
    before.each("title", lambda found: found.fields["title"].text)
    before.memo("x", lambda: 1)
    before.standing("y", lambda: 1)
    found = before.turned(after)
    assert (found.asked, found.facts) == ((after.path,), {**ALL, after.path: after})
    assert +found.tally(TITLES) == Counter(counts)
    files = [found.fields["title"].text for found in {**ALL, after.path: after}.values()]
    assert +found.tally(Tally("all", titles, pages=True)) == Counter(files)
    assert [*found.each("title", lambda found: found.fields["title"].text).values()] == each
    assert (found.memo("x", lambda: 2), found.standing("y", lambda: 2)) == (2, 2)


def test_a_file_more() -> None:
    new = facts("e.md", title="등대")
    before = index(stays=True)
    before.tally(TITLES)
    before.memo("x", lambda: 1)
    found = before.beside(new)
    assert (found.asked, [*found.facts]) == (("e.md",), [*ALL, "e.md"])
    assert found.tally(TITLES) == Counter(부두=1, 여객선=1, 등대=2)
    assert found.memo("x", lambda: 2) == 2
    assert before.tally(TITLES) == Counter(부두=1, 여객선=1, 등대=1)


def test_links_as_they_were_before_a_change() -> None:
    before = Before({}, lambda: EARLIER, lambda path: Source.read(path, b""))
    found = replace(index(), before=before)
    assert found.links is PUBLISHED
    found.memo("x", lambda: 1)
    earlier = found.earlier(before)
    assert (earlier.links, earlier.before) == (EARLIER, None)
    assert earlier.memo("x", lambda: 2) == 2
    assert found.links is PUBLISHED


@pytest.mark.parametrize(
    ("asked", "names", "paths"),
    [
        (None, ["title"], []),
        (None, FIELDS, ["a.md b.md"]),
        (["b.md"], FIELDS, ["a.md b.md"]),
        (["c.md"], FIELDS, []),
        (None, ["none"], []),
    ],
)
def test_posts_that_may_say_the_same(
    asked: list[str] | None, names: Iterable[str], paths: list[str]
) -> None:
    found = [*index(asked).alike(names)]
    assert [" ".join(row.path for row, _ in posts) for posts in found] == paths
    assert {told.text for posts in found for _, told in posts} <= {"부두"}


def test_the_key_of_what_a_post_says() -> None:
    assert alike_keys(PIER, FIELDS) == alike_keys(FERRY, FIELDS) == (PIER.fields["title"].key,)
    assert alike_keys(PIER, ["none"]) == ()


@pytest.mark.parametrize(("of", "asked"), [("link", "/img/none.png"), ("image", "/img/gone.png")])
def test_what_missing_targets_may_mean_is_asked_for_by_their_kind(
    of: Literal["link", "image"], asked: str
) -> None:
    text = b"[a](/img/none.png) ![a](/img/gone.png) ![a](/made/gone.png)\n"
    found = facts_of(parse(Source.read("a.md", text), "post", SITE))
    known = KnownNames([(Ask("folder", "img"), True)])
    part = Index(SITE, {"a.md": found}, frozenset(), TODAY).knowing(known)
    check = CHECKS["internal-target"]
    assert check.relation is not None
    assert check.relation.names is not None
    check.relation.names(part, found, InternalTarget(of=of))
    assert [ask.key for ask in known.asked if ask.kind == "target"] == [asked]


@pytest.mark.parametrize(("path", "folder"), [("a/b/c.md", "a/b"), ("a.md", "")])
def test_the_folder_of_a_path(path: str, folder: str) -> None:
    assert folder_of(path) == folder
