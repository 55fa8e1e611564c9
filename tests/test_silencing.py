"""The comment that silences a rule: for each place the form that works, and nothing else changes."""

from __future__ import annotations

from collections import Counter

import pytest

from newslint.catalog import shipped
from newslint.check import Edit
from newslint.config import Config
from newslint.diagnostic import Diagnostic
from newslint.document import Document, parse
from newslint.lint import lint_file
from newslint.plan import Plan
from newslint.site import Settings, Site
from newslint.source import Source
from newslint.specimen import specimens
from newslint.suppression.writing import Reach, silencing

MATTER = "---\ntitle: 해담 부두\nexcerpt: >\n  배가 다시\n  다닌다…\ntags:\n  - 항만\n---\n"
NAME = "self-source"


def document(text: str, path: str = "post.md", dialect: str = "commonmark") -> Document:
    site = Site("/site", Settings(dialect=dialect))
    return parse(Source.read(path, text.encode()), "post", site)


def written(text: str, word: str, reach: Reach, path: str = "post.md") -> str | None:
    """Return a text with the comment that silences a rule where a word stands."""
    found = document(text, path)
    edit = silencing(found, text.encode().index(word.encode()), [NAME], reach)
    return None if edit is None else applied(found.source, edit).decode()


def applied(source: Source, edit: Edit) -> bytes:
    return source.data[: edit.span.start] + edit.text.encode() + source.data[edit.span.end :]


BODY: list[tuple[str, Reach, str, str]] = [
    ("a paragraph's line", "line", "출처: 부두\n", "출처: 부두 <!-- newslint-ignore-line self-source -->\n"),
    ("a hard break stays", "line", "출처: 부두  \n둘\n", "출처: 부두 <!-- newslint-ignore-line self-source -->  \n둘\n"),
    ("a heading", "line", "## 출처\n", "## 출처 <!-- newslint-ignore-line self-source -->\n"),
    ("the end of a file", "line", "출처: 부두", "출처: 부두 <!-- newslint-ignore-line self-source -->"),
    ("CRLF", "block", "하나\r\n\r\n출처: 둘\r\n", "하나\r\n\r\n<!-- newslint-ignore self-source -->\r\n출처: 둘\r\n"),
    ("mixed line endings", "block", "하나\r\n\r\n출처: 둘\n", "하나\r\n\r\n<!-- newslint-ignore self-source -->\r\n출처: 둘\n"),
    ("the whole block", "block", "하나\n출처: 둘\n", "<!-- newslint-ignore self-source -->\n하나\n출처: 둘\n"),
    ("a definition", "line", "[항]: /a '출처'\n\n[항]\n", "<!-- newslint-ignore-next-line self-source -->\n[항]: /a '출처'\n\n[항]\n"),
    ("a list", "block", "- 하나\n- 출처: 둘\n", "<!-- newslint-ignore self-source -->\n- 하나\n- 출처: 둘\n"),
    ("code", "block", "```\n출처\n```\n", "<!-- newslint-ignore self-source -->\n```\n출처\n```\n"),
    ("a file without front matter", "file", "출처\n", "<!-- newslint-ignore-file self-source -->\n출처\n"),
]  # fmt: skip


@pytest.mark.parametrize(("reach", "before", "after"), [row[1:] for row in BODY], ids=[row[0] for row in BODY])  # fmt: skip
def test_in_the_body(reach: Reach, before: str, after: str) -> None:
    assert written(before, "출처", reach) == after


@pytest.mark.parametrize(
    ("before", "reach"),
    [
        pytest.param("```\n출처\n```\n", "line", id="shown as code"),
        pytest.param('{"title": "출처"}\n본문\n', "line", id="JSON has no comments"),
        pytest.param("<!-- 출처 -->\n", "block", id="nothing below is a block"),
    ],
)
def test_where_no_comment_can_stand_none_is_offered(before: str, reach: Reach) -> None:
    assert written(before, "출처", reach) is None


FIELDS = [
    ("부두", "title: 해담 부두 # newslint-ignore-line self-source\n"),
    ("배가", "excerpt: > # newslint-ignore-line self-source\n  배가 다시\n"),
    ("다닌다", "excerpt: > # newslint-ignore-line self-source\n  배가 다시\n  다닌다"),
    ("항만", "  - 항만 # newslint-ignore-line self-source\n"),
]


@pytest.mark.parametrize(("word", "after"), FIELDS)
@pytest.mark.parametrize("reach", ["line", "block"])
def test_in_front_matter_a_line_is_a_field(word: str, after: str, reach: Reach) -> None:
    found = written(f"{MATTER}\n본문\n", word, reach)
    assert found is not None
    assert after in found


def test_a_value_of_several_lines_has_its_comment_above() -> None:
    found = written("---\ntitle: 해담\n  부두\ndate: 2026-03-02\n---\n본문\n", "부두", "line")
    assert found is not None
    assert found.startswith("---\n# newslint-ignore-next-line self-source\ntitle: 해담\n  부두\n")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"{MATTER}본문\n", "---\n# newslint-ignore-file self-source\ntitle"),
        ('+++\ntitle = "본"\n+++\n본문\n', "+++\n# newslint-ignore-file self-source\ntitle"),
        ('{"title": "본"}\n본문\n', '"}\n<!-- newslint-ignore-file self-source -->\n본문'),
    ],
    ids=["yaml", "toml", "json"],
)
def test_for_the_file(text: str, after: str) -> None:
    found = written(text, "본", "file")
    assert found is not None
    assert after in found


@pytest.mark.parametrize(
    ("reach", "before", "after"),
    [
        ("block", "하나\n\n출처: 둘\n", "하나\n\n{/* newslint-ignore self-source */}\n출처: 둘\n"),
        ("file", "출처: 둘\n", "{/* newslint-ignore-file self-source */}\n출처: 둘\n"),
    ],
)
def test_mdx_has_comments_of_its_own(reach: Reach, before: str, after: str) -> None:
    assert written(before, "출처", reach, "post.mdx") == after


def test_a_reason_cannot_end_the_comment() -> None:
    edit = silencing(
        document("출처: 부두\n"), 0, [NAME, "inline-style"], "line", "우리 --> 기사\n임"
    )
    assert edit is not None
    assert edit.text == " <!-- newslint-ignore-line self-source, inline-style: 우리 기사 임 -->"


POSTS = [
    pytest.param(row.text, row.path, id=row.name)
    for rule in shipped().rules.values()
    for row in specimens(rule)
    if row.bad and "\\x" not in row.text
]


@pytest.mark.parametrize(("text", "path"), POSTS)
def test_what_is_offered_silences_that_rule_and_no_other(text: str, path: str) -> None:
    before = said(text, path)
    source = Source.read(path, text.encode())
    for row in before:
        for reach in REACHES:
            edit = silencing(document(text, path), row.span.start, [row.rule], reach)
            if edit is None or row.rule.startswith("engine/"):
                continue
            after = said(applied(source, edit).decode(), path)
            gone = Counter(names(before)) - Counter(names(after))
            assert set(gone) <= {row.rule}
            assert row.count > 1 or gone
            assert Counter(names(after)) <= Counter(names(before))


REACHES: tuple[Reach, ...] = ("line", "block", "file")


def names(rows: list[Diagnostic]) -> list[str]:
    return [row.rule for row in rows]


PLAN = Plan(tuple(Config().active(shipped())), "en")


def said(text: str, path: str) -> list[Diagnostic]:
    source = Source.read(path, text.encode())
    mapped = lint_file(source, "post", Site("/site"), lambda *_: PLAN)
    return [row for row in mapped.diagnostics if row.suppressed is None]
