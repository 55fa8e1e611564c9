"""What holds for any text: places, fixes, front matter, suppressions, and what the index keeps.

Others stand where what they are about does: `test_source.py`, `test_document.py`, `test_template.py`,
`test_positions.py` (places), `test_mend.py` (what fixes leave), `test_patterns.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newslint import front_matter
from newslint.catalog import shipped
from newslint.check import Edit, Finding, Fix
from newslint.config import Config
from newslint.diagnostic import Diagnostic, make
from newslint.document import parse
from newslint.fix import apply, chosen
from newslint.front_matter.places import Places
from newslint.index import Index
from newslint.lint import lint_file, lint_site
from newslint.markup import Block
from newslint.plan import Plans, Wanted
from newslint.sending import diagnostics_of, received, sent
from newslint.site import Site
from newslint.source import Source, Span
from newslint.store import open_store
from newslint.suppress import Silences, split
from newslint.suppression import Name, Suppression, suppressions
from newslint.suppression.nesting import Nesting

SITE = Site("/site")
PLANS = Plans(Config(preset="strict"), shipped(), Wanted(preview=True))
ACTIVE = {row.rule.name: row for row in Config().active(shipped())}

PIECES = (
    *("---\n", "title: 부두\n", "date: 2026-03-02\n", "+++\n", "a = 1\n", "{", '"a": 1', "}\n"),
    *("글이다. ", "\n", "\n\n", "# ", "- ", "> ", "*", "**", "_", "`", "```\n", "|a|b|\n|-|-|\n"),
    *("[가](/b)", "![](c.png)", "[a]: /b\n", "[a]", "<p>", "</p>", "<b style='color:red'>", "</b>"),
    *("<a href=x rel=dofollow>", "</a>", "<!--", "-->", "<table><tr><td>", "</table>", "&nbsp;"),
    *(
        "{{ a }}",
        "{% b %}",
        "{: .c}",
        "https://a.example/",
        "\u200b",
        "\u202e",
        "\r",
        "\t",
        "\ufeff",
    ),
    *(
        "<!-- newslint-ignore all -->",
        "<!-- newslint-ignore-start links -->",
        "# newslint-ignore-line all\n",
    ),
    *("<!-- newslint-ignore-end links -->", "<!-- newslint-ignore-file invalid-rel: 까닭 -->"),
)
posts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)
paths = st.sampled_from(["_posts/2026-03-02-a.md", "a.html", "a.mdx"])


def source_of(post: str, path: str = "a.md") -> Source:
    return Source.read(path, post.encode(errors="surrogatepass"))


# -- Places and fixes ------------------------------------------------------------------------


@given(posts, paths)
@settings(max_examples=150, deadline=None)
def test_findings_and_edits_have_places(post: str, path: str) -> None:
    source = source_of(post, path)
    mapped = lint_file(source, "post", SITE, PLANS.of)
    assert mapped.crashes == ()
    for row in mapped.diagnostics:
        for start, end in (row.span, *(edit.span for edit in (row.fix.edits if row.fix else ()))):
            assert 0 <= start <= end <= len(source.data)
            # No character is cut.
            source.data[start:end].decode()


ranges = st.tuples(st.integers(0, 30), st.integers(0, 5)).map(lambda row: Span(row[0], sum(row)))


def disjoint(spans: Sequence[Span]) -> bool:
    ordered = sorted(spans)
    return all(one.end <= other.start for one, other in pairwise(ordered))


def finding(fix: Fix | None = None) -> Diagnostic:
    row = Finding(Span(0, 0), {"entries": 1}, fix=fix)
    return make(row, ACTIVE["stale-baseline"], Source.read("a.md", b""), "en")


@given(st.lists(st.lists(ranges, min_size=1, max_size=3).filter(disjoint), max_size=6))
def test_fixes_are_made_whole_and_never_over_each_other(fixes: list[list[Span]]) -> None:
    rows = [
        finding(Fix(tuple(Edit(span, str(number)) for span in spans), safe=True))
        for number, spans in enumerate(fixes)
    ]
    edits = chosen(rows)
    made = {edit.text for edit in edits}
    taken: list[Span] = []
    for number, spans in enumerate(fixes):
        meets = any(one.start < old.end and old.start < one.end for one in spans for old in taken)
        assert (str(number) in made) is not meets
        taken += [] if meets else spans
    assert {edit.span for edit in edits} == {*taken}


@given(posts)
@settings(max_examples=100, deadline=None)
def test_what_fixes_leave_is_utf_8_and_no_fix_touches_bytes_that_are_none(post: str) -> None:
    source = source_of(post)
    mapped = lint_file(source, "post", SITE, PLANS.of)
    after = apply(source, mapped.diagnostics, unsafe=True)
    after.decode()
    broken = Source.read("a.md", source.data + b"\xff\xfe\xff")
    assert apply(broken, mapped.diagnostics, unsafe=True) == broken.data


# -- Front matter ----------------------------------------------------------------------------

keys = st.text("abcdefgh가나_", min_size=1, max_size=8)
scalars = (
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20) | st.dates()
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
)


@given(st.dictionaries(keys, values, min_size=1, max_size=5), st.booleans())
def test_what_yaml_writes_is_read_as_pyyaml_reads_it_and_has_its_places(
    fields: dict[str, object],
    flow: bool,  # noqa: FBT001
) -> None:
    text = yaml.safe_dump(fields, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    # What PyYAML itself makes of it: a line break of Unicode comes back as a blank.
    read = yaml.safe_load(text)
    source = Source.read("a.md", f"---\n{text}---\n글\n".encode())
    matter = front_matter.parse(source)
    assert matter is not None
    assert (matter.failure, matter.body) == (None, len(source.data) - 4)
    assert {row.name: row.value for row in matter.fields if len(row.path) == 1} == read
    for row in matter.fields:
        assert matter.span.start <= row.span.start <= row.span.end <= matter.span.end
        if len(row.path) == 1 and row.name.isascii():
            assert source.slice(row.key_span).strip("'\"") == row.name


@given(st.text(), st.integers(0, 50), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9))))
def test_bytes_are_counted_from_wherever_one_was(
    text: str, base: int, asked: list[tuple[int, int]]
) -> None:
    text = text.encode(errors="replace").decode()
    places = Places(text, base)
    for start, length in asked:
        first, last = min(start, len(text)), min(start + length, len(text))
        ends = (base + len(text[:first].encode()), base + len(text[:last].encode()))
        assert places.span(first, last) == ends


# -- Suppressions ----------------------------------------------------------------------------

names = st.sampled_from(["invalid-rel", "links", "links/invalid-rel", "all", "inline-style"])


@given(
    st.lists(st.tuples(st.lists(names, max_size=3), ranges), max_size=6),
    st.lists(ranges, min_size=1, max_size=6),
)
def test_what_is_silent_is_what_a_suppression_reaches(
    told: list[tuple[list[str], Span]], places: list[Span]
) -> None:
    rows = [
        Suppression(
            "block", tuple(Name(name, Span(0, 0)) for name in row), Span(n, n), reach, "", None
        )
        for n, (row, reach) in enumerate(told)
    ]
    rule = ACTIVE["invalid-rel"].rule
    found = split(Finding(places[0], places=tuple(places)), rule, Silences(rows))
    meant = {"invalid-rel", "links", "links/invalid-rel", "all"}
    reaches = [(n, row.reach) for n, row in enumerate(rows) if meant & {x.text for x in row.names}]
    silent = [at for at in places if any(a <= at.start < b for _, (a, b) in reaches)]
    assert list(found.silenced.places if found.silenced else ()) == silent
    assert list(found.kept.places if found.kept else ()) == [
        at for at in places if at not in silent
    ]
    used = {n for n, (a, b) in reaches if any(a <= at.start < b for at in places)}
    assert {number for number, _ in found.used} == used


@given(posts, paths)
@settings(max_examples=200, deadline=None)
@example("<!-- newslint-ignore-start a -->\n<!-- newslint-ignore-end -->", "a.md")
def test_suppressions_stand_in_the_post_and_reach_within_it(post: str, path: str) -> None:
    source = source_of(post, path)
    for row in suppressions(parse(source, "post", SITE)):
        assert 0 <= row.span.start <= row.span.end <= len(source.data)
        # What lies at the very end belongs to the file, too.
        assert 0 <= row.reach.start <= row.reach.end <= len(source.data) + 1
        assert all(name.text in source.slice(name.span) for name in row.names)


@given(st.lists(ranges, max_size=8), st.integers(0, 36))
def test_the_innermost_of_what_is_around_a_place_comes_first(spans: list[Span], at: int) -> None:
    nested = [
        Block(span, str(n))
        for n, span in enumerate(spans)
        if not any(_cross(span, other) for other in spans)
    ]
    found = [*Nesting(nested).around(at)]
    assert {*found} == {row for row in nested if row.span.start <= at < row.span.end}
    sizes = [row.span.end - row.span.start for row in found]
    assert sizes == sorted(sizes)


def _cross(one: Span, other: Span) -> bool:
    return (
        one.start < other.start < one.end < other.end
        or other.start < one.start < other.end < one.end
    )


# -- The index -------------------------------------------------------------------------------


@given(posts, paths)
@settings(max_examples=100, deadline=None)
def test_what_the_index_keeps_of_a_post_is_what_it_gave(post: str, path: str) -> None:
    mapped = lint_file(source_of(post, path), "post", SITE, PLANS.of)
    facts, again, packed = received(path, sent(mapped, report=True), PLANS)
    assert facts == mapped.facts
    assert diagnostics_of(packed) == mapped.diagnostics
    assert again is not None
    assert (again.suppressions, again.used, again.digest) == (
        *(mapped.suppressions, mapped.used, mapped.digest),
    )


@given(posts)
@settings(max_examples=60, deadline=None)
def test_what_looks_across_posts_bears_what_the_index_gives(post: str) -> None:
    path = "_posts/2026-03-02-a.md"
    mapped = lint_file(source_of(post, path), "post", SITE, PLANS.of)
    facts, again, _ = received(path, sent(mapped, report=True), PLANS)
    assert facts is not None
    assert again is not None
    index = Index(SITE, {path: facts}, frozenset({path}), date(2026, 6, 1))
    _, found = next(lint_site(index, {path: again}, lambda _: source_of(post, path), shipped()))
    assert found.crashes == ()


@given(st.binary(max_size=300), st.integers(0, 20_000))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_an_index_that_was_damaged_anywhere_can_be_asked(
    tmp_path: Path, noise: bytes, at: int
) -> None:
    notices: list[str] = []
    store = open_store(str(tmp_path), notices, b"program", b"site")
    assert store is not None
    kept = {bytes([n]): bytes([n]) * 200 for n in range(20)}
    for key, value in kept.items():
        store.put("facts", key, value)
    store.close(())
    file = store.path
    raw = bytearray(file.read_bytes())
    at %= len(raw)
    raw[at : at + len(noise)] = noise[: len(raw) - at]
    file.write_bytes(raw)
    again = open_store(str(tmp_path), notices, b"program", b"site")
    if again is not None:
        assert again.get("facts", [*kept]).keys() <= kept.keys()
        again.close(())
    file.unlink(missing_ok=True)
