"""Fixes: edits of spans, whole or not at all, in UTF-8 files alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from newslint.catalog import ActiveRule, shipped
from newslint.check import Edit, Finding, Fix
from newslint.config import Config
from newslint.diagnostic import Diagnostic, make
from newslint.document import parse
from newslint.fix import apply, chosen
from newslint.lint import lint_file
from newslint.plan import Plan
from newslint.site import Settings, Site
from newslint.source import Source, Span

BOM = "\ufeff"


def finding(
    source: Source, edits: Iterable[tuple[int, int, str]], *, safe: bool = True
) -> Diagnostic:
    rule: ActiveRule = next(
        row for row in shipped().active("strict", ()) if row.rule.name == "inline-style"
    )
    fix = Fix(tuple(Edit(Span(first, last), text) for first, last, text in edits), safe)
    facts = dict.fromkeys(("count", "max", *rule.check.facts), 1)
    return make(Finding(fix.edits[0].span, facts, fix=fix), rule, source, "en")


@pytest.mark.parametrize(
    ("text", "fixes", "expected"),
    [
        pytest.param("abcdef", [[(1, 2, "X")]], "aXcdef", id="one"),
        pytest.param("abcdef", [[(1, 2, "")], [(3, 5, "YY")]], "acYYf", id="two"),
        pytest.param("abcdef", [[(3, 5, "Y")], [(1, 2, "X")]], "aXcYf", id="two-backwards"),
        pytest.param("abcdef", [[(0, 1, ""), (5, 6, "")]], "bcde", id="two-edits"),
        pytest.param("abcdef", [[(1, 4, "X")], [(3, 5, "Y")]], "aXef", id="overlap-waits"),
        pytest.param("abcdef", [[(1, 4, "X")], [(2, 3, "Y")]], "aXef", id="inside-waits"),
        pytest.param(
            "abcdef", [[(1, 4, "X")], [(3, 5, "Y"), (0, 1, "Z")]], "aXef", id="whole-fix-waits"
        ),
        pytest.param(
            "abcdef", [[(1, 3, "X")], [(5, 6, "Y")], [(2, 4, "Z")]], "aXdeY", id="overlap-of-first"
        ),
        pytest.param("abcdef", [[(1, 3, "X")], [(3, 5, "Y")]], "aXYf", id="touching"),
        pytest.param("abcdef", [[(3, 5, "Y")], [(1, 3, "X")]], "aXYf", id="touching-backwards"),
        pytest.param("abcdef", [[(2, 2, "+")]], "ab+cdef", id="insertion"),
        pytest.param("abcdef", [[(1, 3, "X")], [(1, 3, "X")]], "aXdef", id="same-twice"),
        pytest.param("가나다", [[(3, 6, "🎉")]], "가🎉다", id="hangul"),
        pytest.param(f"{BOM}a\r\nb\r\n", [[(3, 4, "X")]], f"{BOM}X\r\nb\r\n", id="bom-crlf"),
        pytest.param("abc", [], "abc", id="none"),
    ],
)
def test_apply(text: str, fixes: list[list[tuple[int, int, str]]], expected: str) -> None:
    source = Source.read("post.md", text.encode())
    rows = [finding(source, edits) for edits in fixes]
    assert apply(source, rows).decode() == expected


def test_unsafe_fixes_are_asked_for() -> None:
    source = Source.read("post.md", b"abc")
    row = finding(source, [(0, 1, "X")], safe=False)
    assert apply(source, [row]) == b"abc"
    assert apply(source, [row], unsafe=True) == b"Xbc"
    assert (chosen([row]), len(chosen([row], unsafe=True))) == ([], 1)


@pytest.mark.parametrize("raw", ["제목".encode("cp949"), b"caf\xe9", "가".encode("utf-16")])
def test_other_encodings_are_not_changed(raw: bytes) -> None:
    source = Source.read("post.md", raw)
    assert apply(source, [finding(source, [(0, 1, "X")])]) == source.data


def test_edits_are_in_the_order_of_the_text() -> None:
    source = Source.read("post.md", b"abcdef")
    rows = [finding(source, [(4, 5, "X")]), finding(source, [(0, 1, "Y"), (2, 3, "Z")])]
    assert [edit.text for edit in chosen(rows)] == ["Y", "Z", "X"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "---\ntitle: A\n---\n#제목\n====\n\n글\n\n#둘째\n====\n", id="setext-with-a-hash"
        ),
        pytest.param("---\ntitle: A\n\nFirst\n===\n\ntext\n\nSecond\n===\n", id="unclosed"),
        pytest.param("---\n\nFirst\n===\n\ntext\n\nSecond\n===\n", id="rule-first"),
        pytest.param(
            "---\ntitle: A\n---\n글\n<p>&nbsp;</p>\n# 제목이 아니다\n", id="spacer-holds-a-block"
        ),
        pytest.param(
            "---\ntitle: A\n---\n<div>\n<p>&nbsp;</p>\n\n    글\n</div>\n", id="spacer-in-a-block"
        ),
        pytest.param(
            "---\ntitle: A\n---\n출처: <https://https://www.a.example/a>\n", id="visible-url"
        ),
        pytest.param('---\ntitle: A\n---\n<h2 data-ke-">제목\n', id="cut-off-tag"),
    ],
)
def test_what_readers_see_stays(text: str) -> None:
    """A safe fix changes no visible letter, no front matter, and is still after one round."""
    site = Site("/", Settings())
    plan = Plan(tuple(Config().active(shipped())), "en")

    def mended(text: str) -> str:
        source = Source.read("_posts/p.md", text.encode())
        found = lint_file(source, "post", site, lambda *_: plan).diagnostics
        return apply(source, found).decode()

    def seen(text: str) -> tuple[str, object]:
        document = parse(Source.read("_posts/p.md", text.encode()), "post", site)
        matter = document.front_matter
        words = "".join("".join(run.text.split()) for run in document.texts)
        return words, matter and (matter.format, matter.failure and matter.failure.cause)

    after = mended(text)
    assert seen(after) == seen(text)
    assert mended(after) == after
