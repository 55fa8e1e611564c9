"""Where the links of a site's files lead, and what is told of them together."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from newslint.document import parse
from newslint.facts import Facts
from newslint.facts.remembered import facts_of
from newslint.facts.targets import Target
from newslint.led import Judged, judged, way
from newslint.names import AllNames
from newslint.site import Settings, Site
from newslint.site.links import Expanded, Links, Way
from newslint.site.published import Page, Publication
from newslint.source import Source, Span

PATH = "docs/_posts/pier.md"
PAGES = {
    path: Page(path, url, f"{url.strip('/')}/index.html")
    for path, url in (("_posts/pier.md", "/news/pier/"), ("about.md", "/about/"))
}
STATIC = {"img/a.png": "img/a.png"}
SITE = Site("/site", Settings(generator="jekyll"), base="docs/")
MADE = {
    "{{ url }}": Expanded("/about/"),
    "{% link none.md %}": Expanded(None, "link none.md"),
    "{{ x }}": Expanded(None),
}
LINKS = Links(
    Publication(PAGES, STATIC),
    expanded=lambda page, written: MADE[written] if page in PAGES else Expanded("elsewhere"),
)
BELOW = Links(Publication(PAGES, STATIC, base="/blog"))
TEMPLATED = Way("undecidable", cause="a template makes it")
LAID_OUT = Way("undecidable", cause="a layout makes a link of it")


def anew(links: Links) -> Links:
    """Return links of which none has been followed yet."""
    return replace(links, _known={})


def target(written: str, **more: Any) -> Target:
    return Target("link", written, 0, 1, templated="{" in written, **more)


@pytest.mark.parametrize(
    ("links", "asked", "expected"),
    [
        (LINKS, target("/about/"), Way("exists", "docs/about.md")),
        (LINKS, target("/about/#a"), Way("exists", "docs/about.md", fragment="a")),
        (LINKS, target("/none/"), Way("missing")),
        (LINKS, target("../about/"), Way("missing", nearest="/about/")),
        (LINKS, target("{{ url }}"), Way("exists", "docs/about.md")),
        (LINKS, target("{% link none.md %}"), Way("unnamed", cause="link none.md")),
        (LINKS, target("{{ x }}"), TEMPLATED),
        # A layout may well put what a field says behind the site's own path.
        (LINKS, target("img/a.png", in_field=True), Way("exists", "docs/img/a.png")),
        (LINKS, target("img/none.png", in_field=True), LAID_OUT),
        (LINKS, target("img/a.png"), Way("missing", nearest="/img/a.png")),
        (LINKS, target("/img/none.png", in_field=True), Way("missing")),
        (BELOW, target("/about/"), Way("outside", "docs/about.md")),
        (BELOW, target("/about/", in_field=True), LAID_OUT),
        (BELOW, target("/blog/about/", in_field=True), Way("exists", "docs/about.md")),
        (None, target("{{ url }}"), TEMPLATED),
        (None, target("/img/a.png"), Way("exists")),
        (None, target("/img/none.png"), Way("missing")),
    ],
)
def test_where_a_link_leads(links: Links | None, asked: Target, expected: Way) -> None:
    names = AllNames(SITE, frozenset({"docs/img/a.png"}))
    assert way(SITE, links and anew(links), lambda: names, PATH, asked) == expected


def facts(path: str, *targets: Target) -> Facts:
    found = facts_of(parse(Source.read(path, b"Text.\n"), "post", SITE))
    return found._replace(packed_targets=msgspec.msgpack.encode(targets))


WAYS = {
    "there": Way("exists"),
    "there#a": Way("exists", fragment="a"),
    "gone": Way("missing"),
    "host": Way("undecidable", cause="the host redirects it"),
    "made": TEMPLATED,
}


def together(*files: Facts) -> Judged:
    return judged(files, lambda _, target: WAYS[target.target])


def test_what_links_come_to() -> None:
    found = together(
        facts("a.md", *(target(name) for name in ("there", "there#a", "gone", "host"))),
        facts("b.md", *(target(name) for name in ("gone", "made", "made"))),
    )
    assert found.counts == Counter(exists=2, missing=2, undecidable=3)
    assert found.causes == Counter({"the host redirects it": 1, "a template makes it": 2})
    told = {
        verdict: [(facts.path, target.target) for facts, target, _ in rows]
        for verdict, rows in found.rows.items()
    }
    assert told == {
        "exists": [("a.md", "there#a")],
        "missing": [("a.md", "gone"), ("b.md", "gone")],
    }


def test_links_of_a_file_that_are_alike_are_told_as_one() -> None:
    first, again = (replace(target("gone", is_spelt=True), start=at, end=at + 1) for at in (3, 9))
    unspelt = replace(target("gone"), start=5, end=6)
    image = replace(first, kind="image", target="made")
    found = together(
        facts("a.md", first, again, again, image), facts("b.md", first, unspelt, again)
    )
    rows = [*found.led("missing")]
    assert [(row.facts.path, [*row.spans]) for row in rows] == [
        ("a.md", [Span(3, 4), Span(9, 10)]),
        ("b.md", [Span(3, 4), Span(5, 6), Span(9, 10)]),
    ]
    # Where one is not spelt at its place, no fix can mend them all.
    assert [row.target.is_spelt for row in rows] == [True, False]
    assert [row.way for row in rows] == [WAYS["gone"]] * 2


def test_links_and_images_are_asked_for_apart() -> None:
    link, image = target("gone"), replace(target("gone#a"), kind="image", target="gone")
    found = together(facts("a.md", link), facts("b.md", image))
    assert [row.facts.path for row in found.led("missing")] == ["a.md", "b.md"]
    assert [row.facts.path for row in found.led("missing", ("image",))] == ["b.md"]
    assert [row.facts.path for row in found.led("missing", ("link",))] == ["a.md"]
    assert [*found.led("outside")] == []
