"""Front matter in every form: its fields, where they stand, and what keeps it from being read."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import date, datetime

import pytest
import yaml
from frontmatter import default_handlers
from frontmatter import parse as reference
from hypothesis import given
from hypothesis import strategies as st

from newslint.front_matter import FrontMatter, parse
from newslint.source import Source, Span

BOM = "\ufeff"


def read(text: str) -> tuple[FrontMatter | None, Source]:
    source = Source.read("post.md", text.encode())
    return parse(source), source


def matter_of(text: str) -> FrontMatter:
    matter, _ = read(text)
    assert matter is not None
    return matter


def rows(text: str) -> list[tuple[tuple[str | int, ...], object, str, str]]:
    """Every field: its path, its value, and what stands where its key and its value are."""
    matter, source = read(text)
    assert matter is not None
    assert matter.failure is None
    return [
        (row.path, row.value, source.slice(row.key_span), source.slice(row.span))
        for row in matter.fields
    ]


# -- Forms -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form", "span", "body"),
    [
        pytest.param("---\nt: 가\n---\nbody", "yaml", "---\nt: 가\n---", "body", id="yaml"),
        pytest.param("---\nt: 가\n...\nbody", "yaml", "---\nt: 가\n...", "body", id="yaml-dots"),
        pytest.param(
            "--- \t\nt: 가\n---\nb", "yaml", "--- \t\nt: 가\n---", "b", id="opener-blanks"
        ),
        pytest.param("---\nt: 가\n--- \nb", "yaml", "---\nt: 가\n---", "b", id="closer-blanks"),
        pytest.param("---\nt: 가\n-----\nb", "yaml", "---\nt: 가\n-----", "b", id="dash-line"),
        pytest.param("---yaml\nt: 가\n---\nb", "yaml", "---yaml\nt: 가\n---", "b", id="named-yaml"),
        pytest.param("\n\n---\nt: 가\n---\nb", "yaml", "---\nt: 가\n---", "b", id="blank-before"),
        pytest.param("---\nt: 가\n---", "yaml", "---\nt: 가\n---", "", id="no-body"),
        pytest.param(
            f"{BOM}---\r\nt: 가\r\n---\r\nb", "yaml", "---\r\nt: 가\r\n---\r", "b", id="bom-crlf"
        ),
        pytest.param('+++\nt = "가"\n+++\nb', "toml", '+++\nt = "가"\n+++', "b", id="toml"),
        pytest.param(
            '\n \n+++\nt = "가"\n+++\nb', "toml", '+++\nt = "가"\n+++', "b", id="toml-low"
        ),
        pytest.param(
            '---json\n{"t": "가"}\n---\nb',
            "json",
            '---json\n{"t": "가"}\n---',
            "b",
            id="json-named",
        ),
        pytest.param(';;;\n"t": "가"\n;;;\nb', "json", ';;;\n"t": "가"\n;;;', "b", id="json-hexo"),
        pytest.param('{\n"t": "가"\n}\nb', "json", '{\n"t": "가"\n}', "b", id="json-bare"),
        pytest.param('{"t": "가"}\n\nb', "json", '{"t": "가"}', "\nb", id="json-one-line"),
        pytest.param(
            "title: 가\nt: 가\ndate: 2024-01-02\n---\nb",
            "yaml",
            "title: 가\nt: 가\ndate: 2024-01-02\n---",
            "b",
            id="hexo-closing-fence-only",
        ),
        pytest.param(
            "Title: 가\nT: 가\nDate: 2024-01-02\n\nb",
            "headers",
            "Title: 가\nT: 가\nDate: 2024-01-02\n",
            "\nb",
            id="pelican",
        ),
    ],
)
def test_form(text: str, form: str, span: str, body: str) -> None:
    matter, source = read(text)
    assert matter is not None
    assert matter.failure is None
    assert matter.format == form
    assert source.slice(matter.span).rstrip() == span.rstrip()
    assert source.data[matter.body :].decode() == body
    assert matter.text("t") == "가"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "본문뿐인 글입니다.\n",
        "# 제목\n\n본문\n",
        "---\n",
        "---\n\n첫 문단입니다.\n",
        "---\n- 하나\n- 둘\n",
        "----\n그저 줄입니다\n",
        "+++\n\n더하기 세 개\n",
        "--- ruby\nputs 1\n---\n",
        "{{ page.title }}\n\n본문\n",
        "{% include head.html %}\n",
        "Note: 알림 한 줄\n\n본문\n",
        "Title: 제목뿐\n\n본문\n",
        "https://example.kr: 주소\nTitle: x\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert read(text)[0] is None


@pytest.mark.parametrize(
    ("text", "form", "body"),
    [
        ("---\n---\nb", "yaml", "b"),
        ("---\n\n---\nb", "yaml", "b"),
        ("---\n# a comment alone\n---\nb", "yaml", "b"),
        ("+++\n+++\nb", "toml", "b"),
        (";;;\n;;;\nb", "json", "b"),
        ("{}\nb", "json", "b"),
    ],
)
def test_empty_front_matter(text: str, form: str, body: str) -> None:
    matter, source = read(text)
    assert matter is not None
    assert (matter.format, matter.fields, matter.failure) == (form, (), None)
    assert source.data[matter.body :].decode() == body


# -- Fields and places -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        pytest.param(
            "title: 새 도서관", [(("title",), "새 도서관", "title", "새 도서관")], id="plain"
        ),
        pytest.param(
            "title: '그가 ''예''라고'",
            [(("title",), "그가 '예'라고", "title", "'그가 ''예''라고'")],
            id="single-quotes",
        ),
        pytest.param(
            '"제목": "속보: \\"가\\""',
            [(("제목",), '속보: "가"', '"제목"', '"속보: \\"가\\""')],
            id="double-quotes",
        ),
        pytest.param("draft: true  # 초고", [(("draft",), True, "draft", "true")], id="comment"),
        pytest.param("title:", [(("title",), None, "title", "")], id="empty"),
        pytest.param(
            "n: 3\nf: 0.5", [(("n",), 3, "n", "3"), (("f",), 0.5, "f", "0.5")], id="numbers"
        ),
        pytest.param(
            "date: 2024-03-05", [(("date",), date(2024, 3, 5), "date", "2024-03-05")], id="date"
        ),
        pytest.param(
            "date: 2024-13-45", [(("date",), "2024-13-45", "date", "2024-13-45")], id="no-date"
        ),
        pytest.param(
            "date: 2024-01-02 25:61:00",
            [(("date",), "2024-01-02 25:61:00", "date", "2024-01-02 25:61:00")],
            id="no-time",
        ),
        pytest.param(
            "excerpt: >-\n  첫 줄과\n  둘째 줄\n\n  새 문단\nx: 1",
            [
                (
                    ("excerpt",),
                    "첫 줄과 둘째 줄\n새 문단",
                    "excerpt",
                    ">-\n  첫 줄과\n  둘째 줄\n\n  새 문단",
                ),
                (("x",), 1, "x", "1"),
            ],
            id="folded",
        ),
        pytest.param(
            "body: |\n  ## 제목\n  글\nx: 1",
            [(("body",), "## 제목\n글\n", "body", "|\n  ## 제목\n  글"), (("x",), 1, "x", "1")],
            id="literal",
        ),
        pytest.param(
            "tags: [경제, '사회']",
            [
                (("tags",), ["경제", "사회"], "tags", "[경제, '사회']"),
                (("tags", 0), "경제", "경제", "경제"),
                (("tags", 1), "사회", "'사회'", "'사회'"),
            ],
            id="flow-list",
        ),
        pytest.param(
            "tags:\n  - 경제\n  - 사회",
            [
                (("tags",), ["경제", "사회"], "tags", "- 경제\n  - 사회"),
                (("tags", 0), "경제", "경제", "경제"),
                (("tags", 1), "사회", "사회", "사회"),
            ],
            id="block-list",
        ),
        pytest.param(
            "extra:\n  source:\n    name: 한겨레\n",
            [
                (("extra",), {"source": {"name": "한겨레"}}, "extra", "source:\n    name: 한겨레"),
                (("extra", "source"), {"name": "한겨레"}, "source", "name: 한겨레"),
                (("extra", "source", "name"), "한겨레", "name", "한겨레"),
            ],
            id="nested",
        ),
        pytest.param(
            "a: &x 하나\nb: *x",
            [(("a",), "하나", "a", "&x 하나"), (("b",), "하나", "b", None)],
            id="alias",
        ),
    ],
)
def test_yaml_fields(
    yaml: str, expected: list[tuple[tuple[str | int, ...], object, str, str | None]]
) -> None:
    found = rows(f"---\n{yaml}\n---\n본문\n")
    assert [row[:3] for row in found] == [row[:3] for row in expected]
    for row, wanted in zip(found, expected, strict=True):
        # An alias has no text of its own: libyaml gives the place of what it repeats.
        assert wanted[3] in (None, row[3])


def test_yaml_places_with_bom_and_crlf() -> None:
    text = f"{BOM}---\r\ntitle: '한글 🎉'\r\ndate: 2024-01-02\r\n---\r\n본문\r\n"
    assert [row[1:] for row in rows(text)] == [
        ("한글 🎉", "title", "'한글 🎉'"),
        (date(2024, 1, 2), "date", "2024-01-02"),
    ]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        pytest.param(
            'title = "새 소식"', [(("title",), "새 소식", "title", '"새 소식"')], id="basic"
        ),
        pytest.param(
            "title = '가=나'  # 주", [(("title",), "가=나", "title", "'가=나'")], id="comment"
        ),
        pytest.param(
            "date = 2024-01-02T03:04:05Z\nn = 1",
            [
                (
                    ("date",),
                    datetime.fromisoformat("2024-01-02T03:04:05+00:00"),
                    "date",
                    "2024-01-02T03:04:05Z",
                ),
                (("n",), 1, "n", "1"),
            ],
            id="datetime",
        ),
        pytest.param(
            'text = """\n한 줄 = 1\n[no.table]\n"""\nn = 1',
            [
                (("text",), "한 줄 = 1\n[no.table]\n", "text", '"""\n한 줄 = 1\n[no.table]\n"""'),
                (("n",), 1, "n", "1"),
            ],
            id="multi-line-string",
        ),
        pytest.param(
            "tags = [\n  '경제', # 하나\n  '사회',\n]\nn = 1",
            [
                (("tags",), ["경제", "사회"], "tags", "[\n  '경제', # 하나\n  '사회',\n]"),
                (("tags", 0), "경제", "'경제'", "'경제'"),
                (("tags", 1), "사회", "'사회'", "'사회'"),
                (("n",), 1, "n", "1"),
            ],
            id="list-over-lines",
        ),
        pytest.param(
            'at = {port = 80, name = "부, 두", tags = ["a", ["b"]]}',
            [
                (
                    ("at",),
                    {"port": 80, "name": "부, 두", "tags": ["a", ["b"]]},
                    "at",
                    '{port = 80, name = "부, 두", tags = ["a", ["b"]]}',
                ),
                (("at", "port"), 80, "port", "80"),
                (("at", "name"), "부, 두", "name", '"부, 두"'),
                (("at", "tags"), ["a", ["b"]], "tags", '["a", ["b"]]'),
                (("at", "tags", 0), "a", '"a"', '"a"'),
                (("at", "tags", 1), ["b"], '["b"]', '["b"]'),
                (("at", "tags", 1, 0), "b", '"b"', '"b"'),
            ],
            id="inline-table",
        ),
        pytest.param(
            "[extra]\nsource = '가'\n[extra.deep]\nx = 1",
            [
                (("extra",), {"source": "가", "deep": {"x": 1}}, "extra", "extra"),
                (("extra", "source"), "가", "source", "'가'"),
                (("extra", "deep"), {"x": 1}, "extra.deep", "extra.deep"),
                (("extra", "deep", "x"), 1, "x", "1"),
            ],
            id="tables",
        ),
        pytest.param(
            "[[link]]\nurl = 'a'\n[[link]]\nurl = 'b'",
            [
                (("link",), [{"url": "a"}, {"url": "b"}], "link", "link"),
                (("link", 0), {"url": "a"}, "link", "link"),
                (("link", 0, "url"), "a", "url", "'a'"),
                (("link", 1), {"url": "b"}, "link", "link"),
                (("link", 1, "url"), "b", "url", "'b'"),
            ],
            id="arrays-of-tables",
        ),
        pytest.param(
            "[[link]]\n[link.to]\nurl = 'a'\n[[link]]\n[[link.by]]\n",
            [
                (("link",), [{"to": {"url": "a"}}, {"by": [{}]}], "link", "link"),
                (("link", 0), {"to": {"url": "a"}}, "link", "link"),
                (("link", 0, "to"), {"url": "a"}, "link.to", "link.to"),
                (("link", 0, "to", "url"), "a", "url", "'a'"),
                (("link", 1), {"by": [{}]}, "link", "link"),
                (("link", 1, "by"), [{}], "by", "link.by"),
                (("link", 1, "by", 0), {}, "link.by", "link.by"),
            ],
            id="tables-in-arrays-of-tables",
        ),
        pytest.param(
            "a.b = 1\na.c = 2",
            [
                (("a",), {"b": 1, "c": 2}, "a", "a.b"),
                (("a", "b"), 1, "a.b", "1"),
                (("a", "c"), 2, "a.c", "2"),
            ],
            id="dotted",
        ),
        pytest.param(
            "[ a.'b c'.d ]\n[a]\nx = 1",
            [
                (("a",), {"b c": {"d": {}}, "x": 1}, "a", " a.'b c'.d "),
                (("a", "b c"), {"d": {}}, "'b c'", " a.'b c'.d "),
                (("a", "b c", "d"), {}, " a.'b c'.d ", " a.'b c'.d "),
                (("a",), {"b c": {"d": {}}, "x": 1}, "a", "a"),
                (("a", "x"), 1, "x", "1"),
            ],
            id="tables-above",
        ),
        pytest.param('"제목" = 1', [(("제목",), 1, '"제목"', "1")], id="quoted-key"),
        pytest.param(
            '"\\uC81C\\"목" = 1', [(('제"목',), 1, '"\\uC81C\\"목"', "1")], id="escaped-key"
        ),
        pytest.param(
            '["a]b"]\nx = {"c\\td" = 1}',
            [
                (("a]b",), {"x": {"c\td": 1}}, '"a]b"', '"a]b"'),
                (("a]b", "x"), {"c\td": 1}, "x", '{"c\\td" = 1}'),
                (("a]b", "x", "c\td"), 1, '"c\\td"', "1"),
            ],
            id="bracket-in-a-key",
        ),
    ],
)
def test_toml_fields(
    toml: str, expected: list[tuple[tuple[str | int, ...], object, str, str]]
) -> None:
    assert rows(f"+++\n{toml}\n+++\n") == expected


@pytest.mark.parametrize(
    "frame",
    ["---json\n{%s}\n---\n", ";;;\n%s\n;;;\n", "{%s}\n"],
    ids=["named", "hexo", "bare"],
)
def test_json_fields(frame: str) -> None:
    inside = '"title": "가 \\"나\\"",\n "tags": ["하나", {"x": null}], "n": 1.5'
    assert rows(frame % inside) == [
        (("title",), '가 "나"', '"title"', '"가 \\"나\\""'),
        (("tags",), ["하나", {"x": None}], '"tags"', '["하나", {"x": null}]'),
        (("tags", 0), "하나", '"하나"', '"하나"'),
        (("tags", 1), {"x": None}, '{"x": null}', '{"x": null}'),
        (("tags", 1, "x"), None, '"x"', "null"),
        (("n",), 1.5, '"n"', "1.5"),
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"첫 줄\n둘째 줄"', "첫 줄\n둘째 줄"),
        ('"가\\ud800나"', "가\ufffd나"),
        ('"가\\n나"', "가\n나"),
        ("-1e3", -1000.0),
        ("true", True),
    ],
    ids="over-lines half-a-pair escape number true".split(),
)
def test_json_values(written: str, value: object) -> None:
    assert rows(f'{{"a": {written}}}\n') == [(("a",), value, '"a"', written)]


def test_pelican_headers() -> None:
    text = "Title: 새 도서관\nDate: 2015/06/23 19:00:00\nSummary: 첫 줄\n    둘째 줄\n\n본문\n"
    assert rows(text) == [
        (("title",), "새 도서관", "Title", "새 도서관"),
        (("date",), "2015/06/23 19:00:00", "Date", "2015/06/23 19:00:00"),
        (("summary",), "첫 줄\n둘째 줄", "Summary", "첫 줄\n    둘째 줄"),
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85"], ids=["ls", "ff", "nel"])
def test_only_a_newline_ends_a_header(mark: str) -> None:
    text = f"Title: 새{mark}도서관\nDate: 2024-01-02\n\n본문\n"
    assert [row[0] for row in rows(text)] == [("title",), ("date",)]


@pytest.mark.parametrize(
    ("text", "key", "lines"),
    [
        ("---\na: 1\ntitle: x\na: 2\n---\n", "a", (2, 4)),
        ("---\nextra:\n  a: 1\n  a: 2\n---\n", "a", (3, 4)),
        ('{\n"a": 1,\n"a": 2\n}\n', "a", (2, 3)),
        ('---json\n{"x": {\n"a": 1,\n"a": 2}}\n---\n', "a", (3, 4)),
        ("Title: x\nDate: y\ntitle: z\n\nb", "title", (1, 3)),
        ("---\n제목: 1\n제목: 2\n---\n", "제목", (2, 3)),
    ],
    ids=["yaml", "yaml-nested", "json", "json-nested", "headers", "korean"],
)
def test_duplicate_keys(text: str, key: str, lines: tuple[int, int]) -> None:
    matter, source = read(text)
    assert matter is not None
    (duplicate,) = matter.duplicates
    first, again = (source.position(span.start).line for span in duplicate[1:])
    assert duplicate.key == key
    assert (first, again) == lines


def test_of_a_key_that_stands_twice_the_last_counts() -> None:
    assert matter_of("---\ntitle: 하나\ntitle: 둘\n---\n").text("title") == "둘"


def test_get_by_case_and_by_dots() -> None:
    matter = matter_of("---\nTitle: 가\nextra: {source: 나}\n---\n")
    assert matter.text("title") == "가"
    assert matter.text("extra.source") == "나"
    assert matter.get("extra.none") is None


def test_merge_keys() -> None:
    matter = matter_of("---\nbase: &b {x: 1, y: 2}\npost:\n  <<: *b\n  y: 3\n---\n")
    post = matter.get("post")
    assert post is not None
    assert post.value == {"x": 1, "y": 3}


# -- What cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cause", "position"),
    [
        pytest.param("---\nextra:\n\tname: 가\n---\n", "tab", (3, 1), id="tab"),
        pytest.param('---\ntitle: "속보" 대통령\n---\n', "quote", (2, 13), id="quote"),
        pytest.param("---\ntitle: '속보' 대통령\n---\n", "quote", (2, 13), id="single-quote"),
        pytest.param("---\ntitle: [속보] 대통령\n---\n", "bracket", (2, 13), id="bracket"),
        pytest.param("---\ntitle: {가} 나\n---\n", "bracket", (2, 12), id="brace"),
        pytest.param("---\ntitle: 속보: 대통령\n---\n", "colon", (2, 10), id="colon"),
        pytest.param("---\na: 속보: 가\nb: '나'\n---\n", "colon", (2, 6), id="colon-above-a-quote"),
        pytest.param("---\ntitle: @이름\n---\n", "indicator", (2, 8), id="indicator"),
        pytest.param("---\ntitle: 가\n본문이 섞인 줄\n---\n", "no-colon", None, id="no-colon"),
        pytest.param(
            "---\nexcerpt: >\n  첫 줄\r둘째 줄\ntitle: 가\n---\n", "carriage-return", None, id="cr"
        ),
        pytest.param("---\ntitle: 가\n\n본문\n", "unclosed", (1, 1), id="unclosed"),
        pytest.param("+++\ntitle = '가'\n\n본문\n", "unclosed", (1, 1), id="unclosed-toml"),
        pytest.param("---\n그저 글\n---\n", "no-mapping", (2, 1), id="text"),
        pytest.param("---\n- 하나\n- 둘\n---\n", "no-mapping", (2, 1), id="list"),
        pytest.param("+++\ntitle = 'a'\ntitle = 'b'\n+++\n", "duplicate", None, id="toml-twice"),
        pytest.param('+++\nt = "a"\ntitle = """가\n+++\n', "open-quote", None, id="toml-quotes"),
        pytest.param(
            "+++\ntitle = 'a\n+++\n",
            "open-quote",
            None,
            id="toml-quote",
        ),
        pytest.param(
            "+++\ntitle 가\n+++\n",
            "no-equals",
            None,
            id="toml-no-equals",
        ),
        pytest.param('{\n"a": 1\n"b": 2\n}\n', "no-comma", (3, 1), id="json-comma"),
        pytest.param('{\n"a": 1,\n}\n', "extra-comma", (2, 7), id="json-extra-comma"),
        pytest.param("---\na: [b\n---\n", "open-bracket", None, id="yaml-open-bracket"),
        pytest.param("---\na: [\r\n\t?|\n---\n", "bracket", (3, 3), id="a-tab-that-may-be"),
        pytest.param("---\na: b\nno colon\nc: d\n---\n", "no-colon", (3, 1), id="yaml-no-colon"),
        pytest.param('{\n"a" 1\n}\n', "no-colon", (2, 5), id="json-colon"),
        pytest.param('{"a": [1', "unclosed", (1, 9), id="json-bare-unclosed"),
        pytest.param('{\n"a": 1,\nb: 2\n}\n', "no-quote", (3, 1), id="json-quote"),
        pytest.param("---json\n[1]\n---\n", "no-mapping", (2, 1), id="json-list"),
        pytest.param('---json\n{"a": 1} 2\n---\n', "other", (2, 10), id="json-more"),
        pytest.param('---json\n{"a": word}\n---\n', "other", (2, 7), id="json-word"),
        pytest.param('---json\n{"a": 1\n---\n', "unclosed", None, id="json-unclosed"),
        pytest.param(f"+++\na = {'9' * 5000}\n+++\n", "other", None, id="toml-long-number"),
    ],
)
def test_failure(text: str, cause: str, position: tuple[int, int] | None) -> None:
    matter, source = read(text)
    assert matter is not None
    assert matter.fields == ()
    assert matter.failure is not None
    assert matter.failure.cause == cause
    assert matter.format == {"---": "yaml", "+++": "toml"}.get(text.partition("\n")[0], "json")
    if position is not None:
        assert source.position(matter.failure.span.start) == position


@pytest.mark.parametrize("fence", ["---", "----", "+++"])
def test_the_fence_that_is_not_closed_is_named(fence: str) -> None:
    failure = matter_of(f"{fence}\ntitle: 가\n\n본문\n").failure
    assert failure is not None
    assert (failure.cause, failure.detail) == ("unclosed", fence)


def test_what_is_no_value_of_json_is_told() -> None:
    failure = matter_of('---json\n{"a": words of no kind}\n---\n').failure
    assert failure is not None
    assert (failure.cause, failure.detail) == ("other", "words of no kind}\n")


def test_a_header_may_be_empty() -> None:
    matter = matter_of("Title: 부두\nTags:\nDate: 2026-03-02\n\n글\n")
    assert matter.format == "headers"
    assert [row.name for row in matter.fields] == ["title", "tags", "date"]


def test_the_body_begins_after_front_matter_that_cannot_be_read() -> None:
    text = "---\ntitle: [속보] 대통령\n---\n본문\n"
    assert text.encode()[matter_of(text).body :].decode() == "본문\n"


def test_a_control_character_has_its_place() -> None:
    matter = matter_of("---\ntitle: 가나\x01다\n---\n")
    assert matter.failure is not None
    assert (matter.failure.cause, matter.failure.detail) == ("control", "U+0001")


@pytest.mark.parametrize("pure", [False, True], ids=["as it is", "without libyaml"])
def test_a_control_character_after_hangul_has_its_place(
    monkeypatch: pytest.MonkeyPatch, *, pure: bool
) -> None:
    if pure:
        # It counts code points, where libyaml counts bytes.
        monkeypatch.setattr("newslint.front_matter.yaml._Loader", yaml.SafeLoader)
    matter, source = read("---\ntitle: 가나\x01다\n---\n")
    assert matter is not None
    assert matter.failure is not None
    assert source.position(matter.failure.span.start) == (2, 10)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\na: " + "[" * 100_000 + "\n---\n", id="yaml-brackets"),
        pytest.param("---\na: " + "{" * 100_000 + "\n---\n", id="yaml-braces"),
        pytest.param("---\na: " + "[" * 101 + "]" * 101 + "\n---\n", id="yaml-101"),
        pytest.param("---\n" + "- " * 100_000 + "\n---\n", id="yaml-dashes"),
        pytest.param("---\n" + "? " * 100_000 + "\n---\n", id="yaml-questions"),
        pytest.param("+++\na = " + "[" * 100_000 + "\n+++\n", id="toml"),
        pytest.param('{"a": ' + "[" * 100_000, id="json-bare"),
        pytest.param('---json\n{"a": ' + '{"a": ' * 100_000 + "\n---\n", id="json-named"),
        pytest.param(';;;\n"a": ' + "[" * 100_000 + "\n;;;\n", id="json-hexo"),
        pytest.param(
            "---\n" + "".join(f"{' ' * depth}k:\n" for depth in range(600)) + "---\n",
            id="yaml-indents",
        ),
    ],
)
def test_nesting_is_refused(text: str) -> None:
    failure = matter_of(text).failure
    assert failure is not None
    assert failure.cause == "too-deep"
    assert failure.detail in ("", "100")


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [('{"a": ', "", 106), (';;;\n"a": ', "\n;;;\n", 109), ("---\na: ", "\n---\n", 107)],
)
def test_the_place_of_the_bracket_that_is_too_deep(before: str, after: str, at: int) -> None:
    failure = matter_of(f"{before}{'[' * 150}{after}").failure
    assert failure is not None
    assert failure.span == Span(at, at)


def test_brackets_in_texts_are_no_nesting() -> None:
    text = "---\nlist:\n" + "  - '[속보] 하나'\n" * 300 + "---\n"
    assert matter_of(text).failure is None


@pytest.mark.parametrize(
    "value",
    ["!!bool maybe", "!!int ''", "!!float ''", "!!int 하나", "!!timestamp 어제", "!!custom 가"],
)
def test_a_tag_that_does_not_fit_leaves_the_text(value: str) -> None:
    (row,) = matter_of(f"---\ndraft: {value}\n---\n").fields
    assert row.value == value.partition(" ")[2].strip("'")


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [크, 다]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_alias_bombs_end() -> None:
    matter = matter_of(f"---\n{bomb(90)}\ntitle: 가\n---\n")
    assert matter.failure is None
    assert matter.text("title") == "가"
    assert len(matter.fields) < 90 * 4


def test_what_a_merge_cannot_take_is_passed_over() -> None:
    matter = matter_of("---\nbase: &b {x: 1}\npost: {<<: [*b, 3], y: 2}\nnone: {<<: 3}\n---\n")
    assert [(row.path, row.value) for row in matter.fields if len(row.path) == 1] == [
        (("base",), {"x": 1}),
        (("post",), {"x": 1, "y": 2}),
        (("none",), {"<<": 3}),
    ]


def test_lines_that_are_far_in_are_no_depth() -> None:
    art = "".join(f"{' ' * width}*\n" for width in (130, 120, 125, 110, 140) * 40)
    matter = matter_of(f"---\nexcerpt: |2\n{art}---\n")
    assert matter.failure is None
    assert matter.fields[0].value == art.replace("\n  ", "\n").removeprefix("  ")


@pytest.mark.parametrize("text", ["a: &a [*a]\nb: *a", "a: &a {b: *a}", "a: &a\n  <<: *a"])
def test_an_alias_of_itself_ends(text: str) -> None:
    matter = matter_of(f"---\n{text}\n---\n")
    assert matter.failure is None
    assert "a" in matter.top


def test_an_alias_bomb_in_a_date_ends() -> None:
    program = f"""
        import resource
        resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        from newslint.document import parse
        from newslint.facts.remembered import facts_of
        from newslint.site import Site
        from newslint.source import Source
        text = "---\\n" + {bomb(60)!r} + "\\ndate: *a59\\n---\\n"
        print(facts_of(parse(Source.read("p.md", text.encode()), "post", Site("/"))).dated)
    """
    code = textwrap.dedent(program)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "False\n")


@given(st.text(alphabet="ab:-[]{}\"'\n \t#|>&*!?%@`,가\r"), st.sampled_from("-+;"))
def test_no_text_raises(inside: str, mark: str) -> None:
    matter, source = read(f"{mark * 3}\n{inside}\n{mark * 3}\n")
    assert matter is not None
    for row in matter.fields:
        assert 4 <= row.span.start <= row.span.end <= matter.span.end
        assert 4 <= row.key_span.start <= row.key_span.end <= matter.span.end
    assert matter.span.end <= matter.body <= len(source.data)


# -- The reference ---------------------------------------------------------------------------

YAML_POSTS = [
    "---\ntitle: 새 도서관\ndate: 2024-03-05\ntags: [경제, 사회]\ndraft: false\n---\n본문\n",
    "---\ntitle: '속보: 가'\ndate: 2024-03-05 10:00:00 +0900\nextra:\n  a: [1, 2.5, ~]\n---\n\n본문",
    "---\nexcerpt: >\n  접힌\n  글\nbody: |\n  그대로\n  둔 글\n---\n본문\n",
    "---\nbase: &b {x: 1}\npost:\n  <<: *b\n  y: on\n---\n본문\n",
    "---\ntime: 12:30:45\nzip: 010\nyes: no\n---\n본문\n",
    "---\nbase: &b {x: 1}\npost:\n  <<: [*b]\n---\n본문\n",
]


@pytest.mark.parametrize("text", YAML_POSTS)
def test_yaml_as_python_frontmatter_reads_it(text: str) -> None:
    expected, _ = reference(text, handler=default_handlers.YAMLHandler())
    # YAML 1.1 reads a bare `yes` as true: here a key is the word that the author wrote.
    wanted = {{"True": "yes"}.get(str(key), key): value for key, value in expected.items()}
    assert {row.name: row.value for row in matter_of(text).top.values()} == wanted


def test_json_as_python_frontmatter_reads_it() -> None:
    text = '{\n"title": "새 \\u0041",\n"n": [1, 2.0, null, true],\n"x": {"y": {}}\n}\n본문\n'
    expected, _ = reference(text, handler=default_handlers.JSONHandler())
    assert {row.name: row.value for row in matter_of(text).top.values()} == expected


def test_toml_as_python_frontmatter_reads_it() -> None:
    pytest.importorskip("toml")
    text = '+++\ntitle = "새 소식"\ntags = ["가"]\n[extra]\nn = 1\n+++\n본문\n'
    expected, _ = reference(text, handler=default_handlers.TOMLHandler())
    assert {row.name: row.value for row in matter_of(text).top.values()} == expected
