"""Suppressions: every form, on every form of front matter and in every dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

import newslint
from newslint.catalog import shipped
from newslint.config import Config
from newslint.config_reader import parse as parse_config
from newslint.document import parse
from newslint.fix import apply
from newslint.index import Index
from newslint.lint import Mapped, lint_file, lint_site
from newslint.plan import Plan
from newslint.request import Request
from newslint.run import run
from newslint.site import Settings, Site
from newslint.source import Source
from newslint.suppression import suppressions
from newslint.suppression.words import read

Write = Callable[[Mapping[str, str | bytes]], Path]

MATTERS = {
    "yaml": "---\ntitle: 해담 부두\ndate: 2026-03-02\n---\n",
    "toml": '+++\ntitle = "해담 부두"\ndate = 2026-03-02\n+++\n',
    "json": '{\n"title": "해담 부두",\n"date": "2026-03-02"\n}\n',
    "crlf": "---\r\ntitle: 해담 부두\r\ndate: 2026-03-02\r\n---\r\n",
    "bom": "\ufeff---\ntitle: 해담 부두\n---\n",
    "fenced-json": '---json\n{"title": "해담 부두", "date": "2026-03-02"}\n---\n',
    "hexo-json": ';;;\n"title": "해담 부두",\n"date": "2026-03-02"\n;;;\n',
    "closed-yaml": "title: 해담 부두\ndate: 2026-03-02\n---\n",
    "headers": "Title: 해담 부두\nDate: 2026-03-02\n\n",
    "none": "",
}
COMMENTS = {
    "html": "<!-- {} -->",
    "liquid": "{{% comment %}} {} {{% endcomment %}}",
    "liquid-hash": "{{% # {} %}}",
    "hugo": "{{{{/* {} */}}}}",
    "nunjucks": "{{# {} #}}",
}
DIALECTS = ("kramdown", "goldmark", "commonmark", "gfm")
LINK = '<p><a href="https://ferry.example/" rel="dofollow">여객선</a></p>'


def lint(text: str, *, path: str = "post.md", dialect: str = "commonmark") -> Mapped:
    site = Site("/site", Settings(dialect=dialect))
    plan = Plan(tuple(Config().active(shipped())), "en")
    source = Source.read(path, text.encode())
    mapped = lint_file(source, "post", site, lambda *_: plan)
    assert mapped.facts is not None
    index = Index(site, {path: mapped.facts}, frozenset({path}), Request().today)
    _, found = next(lint_site(index, {path: mapped}, lambda _: source, shipped()))
    return found


def told(mapped: Mapped, *names: str) -> list[tuple[str, int]]:
    """What is said, by rule and line, of some rules and of those about suppressions."""
    rows = [
        (row.rule, row.place.start.line) for row in mapped.diagnostics if row.suppressed is None
    ]
    return sorted(
        (rule.partition("/")[2], line)
        for rule, line in rows
        if rule.partition("/")[2] in names or rule.endswith("-suppression")
    )


def silenced(mapped: Mapped) -> list[tuple[str, str]]:
    return [
        (row.rule.partition("/")[2], row.suppressed)
        for row in mapped.diagnostics
        if row.suppressed is not None
    ]


# -- Every form, everywhere ------------------------------------------------------------------


BODIES = {
    "block": "{comment}\n\n{link}\n",
    "line": "{link} {comment}\n",
    "next-line": "{comment}\n{link}\n",
    "file": "{link}\n\n{comment}\n",
    "start": "{comment}\n\n{link}\n\n{end}\n",
}
WORDS = {
    "block": "newslint-ignore invalid-rel: partner link",
    "line": "newslint-ignore-line invalid-rel: partner link",
    "next-line": "newslint-ignore-next-line invalid-rel -- partner link",
    "file": "newslint-ignore-file invalid-rel: partner link",
    "start": "newslint-ignore-start invalid-rel: partner link",
}


def body(form: str, comment: str) -> str:
    return BODIES[form].format(
        comment=comment.format(WORDS[form]),
        link=LINK,
        end=comment.format("newslint-ignore-end invalid-rel"),
    )


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("matter", MATTERS)
@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("form", BODIES)
def test_forms(form: str, comment: str, matter: str, dialect: str) -> None:
    text = body(form, COMMENTS[comment])
    if matter == "crlf":
        text = text.replace("\n", "\r\n")
    mapped = lint(MATTERS[matter] + text, dialect=dialect)
    assert told(mapped, "invalid-rel") == []
    assert silenced(mapped) == [("invalid-rel", "partner link")]


@pytest.mark.parametrize("matter", ["yaml", "none"])
@pytest.mark.parametrize("form", BODIES)
def test_forms_in_mdx(form: str, matter: str) -> None:
    mapped = lint(MATTERS[matter] + body(form, "{{/* {} */}}"), path="post.mdx")
    assert told(mapped, "invalid-rel") == []
    assert silenced(mapped) == [("invalid-rel", "partner link")]


@pytest.mark.parametrize("comment", ["html", "liquid"])
@pytest.mark.parametrize("form", BODIES)
def test_forms_in_html(form: str, comment: str) -> None:
    mapped = lint(MATTERS["yaml"] + body(form, COMMENTS[comment]), path="post.html")
    assert told(mapped, "invalid-rel") == []
    assert silenced(mapped) == [("invalid-rel", "partner link")]


@pytest.mark.parametrize(
    ("text", "form", "names", "reason"),
    [
        ("newslint-ignore a-b", "block", ["a-b"], ""),
        (
            " newslint-ignore a,b/c d: 왜  이렇게\n했나 ",
            "block",
            ["a", "b/c", "d"],
            "왜 이렇게 했나",
        ),
        ("newslint-ignore-line: a", "line", ["a"], ""),
        ("newslint-ignore-next-line a -- b: c", "next-line", ["a"], "b: c"),
        ("newslint-ignore-file 가 : 나 -- 다", "file", ["가"], "나 -- 다"),
        ("newslint-ignore-start", "start", [], ""),
        ("newslint-ignore-end a", "end", ["a"], ""),
        ("newslint-ignored a", "newslint-ignored", ["a"], ""),
        ("newslint-off", "newslint-off", [], ""),
        ("newslint ignore a", "newslint ignore", [], ""),
        ("\n newslint off", "newslint off", [], ""),
        ("newslint: disable a", "newslint: disable", [], ""),
    ],
)
def test_what_a_comment_says(text: str, form: str, names: list[str], reason: str) -> None:
    said = read(text, 100)
    assert said is not None
    assert (said[0], [name.text for name in said[1]], said[2]) == (form, names, reason)
    data = text.encode()
    assert [data[name.span.start - 100 : name.span.end - 100].decode() for name in said[1]] == names


@pytest.mark.parametrize(
    "text",
    ["", "see newslint-ignore a", "newslint", "newslint-", "newslint ignored", "newslint-a_b"],
)
def test_what_is_no_suppression(text: str) -> None:
    assert read(text, 0) is None


@pytest.mark.parametrize(
    ("comment", "removed"),
    [
        ("title: 가 # newslint-ignore-line a", "title: 가"),
        ("title: 가\n  # newslint-ignore-file a\ndate: 나", "title: 가\ndate: 나"),
        ("title: 가\n# newslint-ignore-file a", "title: 가"),
    ],
)
def test_a_comment_in_front_matter_is_taken_out_whole(comment: str, removed: str) -> None:
    source = Source.read("a.md", f"---\n{comment}\n---\n글\n".encode())
    (row,) = suppressions(parse(source, "post", Site("/")))
    assert row.removal is not None
    assert row.removal.safe
    ((span, text),) = row.removal.edits
    data = source.data[: span.start] + text.encode() + source.data[span.end :]
    assert data.decode() == f"---\n{removed}\n---\n글\n"


@pytest.mark.parametrize(
    ("matter", "names", "reason"),
    [
        ("newslint: {ignore: [a, b/c]}", ["a", "b/c"], ""),
        ("newslint: {ignore: 'a, b/c'}", ["a", "b/c"], ""),
        ("newslint: {ignore: {a: 옛 글, b: ~, c: 둘}}", ["a", "b", "c"], "옛 글; 둘"),
        ("newslint:\n  ignore:\n    - a\n    - b/c", ["a", "b/c"], ""),
        ("newslint: {ignore: 3}", [], ""),
    ],
)
def test_what_the_key_says(matter: str, names: list[str], reason: str) -> None:
    source = Source.read("a.md", f"---\ntitle: 가\n{matter}\n---\n글\n".encode())
    (row,) = suppressions(parse(source, "post", Site("/")))
    assert (row.form, row.reason, row.removal) == ("file", reason, None)
    assert [name.text for name in row.names] == names
    assert [source.slice(name.span) for name in row.names] == names
    assert source.slice(row.span).startswith("ignore:")
    assert (row.reach.start, row.reach.end) == (0, len(source.data) + 1)


# -- In front matter -------------------------------------------------------------------------


EXCERPT = "항구의 새 등대가 문을 열었다…"


@pytest.mark.parametrize(
    "text",
    [
        f"---\nexcerpt: {EXCERPT} # newslint-ignore-line clipped-excerpt\n---\n",
        f"---\nexcerpt: '{EXCERPT}'  # newslint-ignore-line clipped-excerpt: 통신사 원문\n---\n",
        f"---\nexcerpt: > # newslint-ignore-line clipped-excerpt\n  항구의 새\n  {EXCERPT}\n---\n",
        f"---\nexcerpt: &e > # newslint-ignore-line clipped-excerpt\n  {EXCERPT}\n---\n",
        f"---\nx: &x [clipped-excerpt]\nexcerpt: {EXCERPT}\nnewslint: {{ignore: *x}}\n---\n",
        f'+++\nexcerpt = "{EXCERPT}"\nnewslint.ignore = ["clipped-excerpt"]\n+++\n',
        f'+++\nexcerpt = "{EXCERPT}"\nx = [\n"a" # newslint-ignore-file clipped-excerpt\n]\n+++\n',
        "---\n# newslint-ignore-next-line clipped-excerpt\nexcerpt: {EXCERPT}\n---\n".replace(
            "{EXCERPT}", EXCERPT
        ),
        f"---\n# newslint-ignore clipped-excerpt\nexcerpt: |\n  새\n  {EXCERPT}\n---\n",
        f"---\ntitle: 부두\n#newslint-ignore-file clipped-excerpt\nexcerpt: {EXCERPT}\n---\n",
        f"---\n# newslint-ignore-start front-matter\nexcerpt: {EXCERPT}\n# newslint-ignore-end\n---\n",
        f"---\nexcerpt: {EXCERPT}\nnewslint: {{ignore: [clipped-excerpt]}}\n---\n",
        f"---\nexcerpt: {EXCERPT}\nnewslint: {{ignore: clipped-excerpt}}\n---\n",
        f"---\nexcerpt: {EXCERPT}\nnewslint:\n  ignore:\n    clipped-excerpt: 원문\n---\n",
        f"---\nexcerpt: {EXCERPT}\n---\n<!-- newslint-ignore-file front-matter -->\n",
        f"---\nexcerpt: {EXCERPT}\n---\n<!-- newslint-ignore-file all -->\n",
        f'+++\nexcerpt = "{EXCERPT}" # newslint-ignore-line clipped-excerpt\n+++\n',
        f'+++\n# newslint-ignore-next-line clipped-excerpt\nexcerpt = """\n{EXCERPT}"""\n+++\n',
        f'+++\nexcerpt = "{EXCERPT}"\n[newslint]\nignore = ["clipped-excerpt"]\n+++\n',
        f'{{\n"excerpt": "{EXCERPT}",\n"newslint": {{"ignore": ["clipped-excerpt"]}}\n}}\n',
    ],
)
def test_front_matter(text: str) -> None:
    mapped = lint(f"{text}등대는 항구 끝에 섰다.\n")
    assert told(mapped, "clipped-excerpt") == []
    assert [name for name, _ in silenced(mapped)].count("clipped-excerpt") == 1


@pytest.mark.parametrize(
    "value",
    [
        f'"{EXCERPT} # newslint-ignore-line clipped-excerpt"',
        f'"# newslint-ignore-file clipped-excerpt {EXCERPT}"',
        f"|\n  # newslint-ignore-file clipped-excerpt\n  {EXCERPT}",
    ],
)
def test_what_is_part_of_a_value_is_no_comment(value: str) -> None:
    document = parse(
        Source.read("a.md", f"---\nexcerpt: {value}\n---\n".encode()), "post", Site("/")
    )
    assert suppressions(document) == ()


def test_unparsable_front_matter_can_be_silenced() -> None:
    mapped = lint(
        '---\n# newslint-ignore-file unparsable-front-matter: 옛 글\ntitle: "가\n---\n본문이다.\n'
    )
    assert told(mapped, "unparsable-front-matter") == []


@pytest.mark.parametrize(
    ("matter", "forms"),
    [
        ("# newslint-ignore-next-line clipped-excerpt", [("next-line", False)]),
        ("# newslint-ignore clipped-excerpt", [("block", False)]),
        ("# newslint-ignore-end", [("end", False)]),
        ("# newslint-1 is no word\n# newslint-ignore-file all", [("file", True)]),
    ],
)
def test_comments_at_the_end_of_front_matter(matter: str, forms: list[tuple[str, bool]]) -> None:
    source = Source.read("a.md", f"---\ntitle: 부두\n{matter}\n---\n본문이다.\n".encode())
    rows = suppressions(parse(source, "post", Site("/")))
    assert [(row.form, row.reach.end > row.reach.start) for row in rows] == forms


# -- How far they reach ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("<!-- newslint-ignore invalid-rel -->\nL\n\nL\n", [4], id="next-block-only"),
        pytest.param("<!-- newslint-ignore invalid-rel -->\n\nL\nL\n\nL\n", [6], id="whole-block"),
        pytest.param(
            "<!-- newslint-ignore invalid-rel -->\n<div>\n\nL\n\n</div>\nL\n", [7], id="element"
        ),
        pytest.param(
            "<!-- newslint-ignore invalid-rel -->\n<div>\nL\n\nL\n", [], id="an-element-without-end"
        ),
        pytest.param("- L\n- L <!-- newslint-ignore invalid-rel -->\n", [1], id="own-item"),
        pytest.param(
            "<p>L <!-- newslint-ignore invalid-rel --> x</p>\n<p>L</p>\n", [2], id="own-element"
        ),
        pytest.param(
            "|a|b|\n|-|-|\n|L|L <!-- newslint-ignore invalid-rel -->|\n", [3], id="own-cell"
        ),
        pytest.param(
            "<ul>\n<!-- newslint-ignore invalid-rel -->\n<li>L\n<li>L\n</ul>\nL\n",
            [4, 6],
            id="unclosed-item",
        ),
        pytest.param(
            "<div>\n<!-- newslint-ignore invalid-rel -->\n<p>L\n</div>\nL\n", [5], id="unclosed"
        ),
        *(
            pytest.param(
                f"<{outer}>\n<!-- newslint-ignore invalid-rel -->\n<{first}>L\n<{second}>L\n</{outer}>\n",
                lines,
                id=f"{first}-before-{second}",
            )
            for outer, first, second, lines in (
                ("tr", "td", "th", [4]),
                ("tr", "th", "td", [4]),
                ("dl", "dt", "dd", [4]),
                ("dl", "dd", "dt", [4]),
                ("dl", "dd", "p", []),
                ("div", "p", "div", [4]),
                ("ul", "li", "li", [4]),
                ("ul", "li", "p", []),
            )
        ),
        pytest.param(
            "<!-- newslint-ignore-start invalid-rel, extra-h1 -->\nL\n"
            "<!-- newslint-ignore-end extra-h1 -->\nL\n"
            "<!-- newslint-ignore-end links/invalid-rel -->\nL\n",
            [6, "unused"],
            id="rules-that-end-apart",
        ),
        pytest.param("<!-- newslint-ignore-line invalid-rel -->L\nL\n", [2], id="line"),
        pytest.param("L <!-- newslint-ignore-line\ninvalid-rel --> L\nL\n", [3], id="two-lines"),
        pytest.param("<!-- newslint-ignore-next-line invalid-rel -->\nL\nL\n", [3], id="next-line"),
        pytest.param("<!-- newslint-disable invalid-rel -->\nL\n", [2], id="no-such-form"),
        pytest.param(
            "L\n\n<!-- newslint-ignore-next-line invalid-rel -->", [1, "unused"], id="no-next-line"
        ),
        pytest.param(
            "L\n<!-- newslint-ignore-start invalid-rel -->\nL\n"
            "<!-- newslint-ignore-end invalid-rel -->\nL\n",
            [1, 5],
            id="range",
        ),
        pytest.param(
            "<!-- newslint-ignore invalid-rel -->\n<!-- newslint-ignore-line links -->\nL\n",
            ["unused"],
            id="two-comments",
        ),
        pytest.param("`<!-- newslint-ignore-file invalid-rel -->`\n\nL\n", [3], id="in-code"),
        pytest.param(
            "```html\n<!-- newslint-ignore-file invalid-rel -->\n```\n\nL\n", [5], id="in-fence"
        ),
        pytest.param(
            "```\n{% comment %}newslint-ignore-file invalid-rel{% endcomment %}\n```\n\nL\n",
            [5],
            id="liquid-in-fence",
        ),
        pytest.param("newslint-ignore-file invalid-rel\n\nL\n", [3], id="in-text"),
        pytest.param("<!-- see newslint-ignore-file invalid-rel -->\n\nL\n", [3], id="in-prose"),
    ],
)
def test_reach(text: str, lines: list[int | str]) -> None:
    mapped = lint(text.replace("L", LINK.removeprefix("<p>").removesuffix("</p>")))
    places = [
        place.start.line
        for row in mapped.diagnostics
        if row.rule == "links/invalid-rel" and row.suppressed is None
        for place in row.places
    ]
    leftovers = ["unused" for name, _ in told(mapped) if name == "unused-suppression"]
    assert [*places, *leftovers] == lines


def test_text_outside_of_elements_reaches_to_the_blank_line() -> None:
    link = LINK.removeprefix("<p>").removesuffix("</p>")
    text = f"글\n\n<!-- newslint-ignore invalid-rel -->\n글 {link}\n\n더 {link}\n"
    assert told(lint(text, path="post.html"), "invalid-rel") == [("invalid-rel", 6)]


def test_the_attributes_of_a_block_belong_to_it() -> None:
    text = "<!-- newslint-ignore a -->\n\n글\n{: .note}\n\n더\n"
    source = Source.read("a.md", text.encode())
    site = Site("/", Settings(dialect="kramdown"))
    (row,) = suppressions(parse(source, "post", site))
    assert source.slice(row.reach).strip() == "글\n{: .note}"


def test_what_is_left_is_counted_anew() -> None:
    mapped = lint(f"{LINK}\n\n<!-- newslint-ignore invalid-rel -->\n{LINK}\n\n{LINK}\n")
    rows = [row for row in mapped.diagnostics if row.rule == "links/invalid-rel"]
    assert [(row.suppressed, row.count) for row in rows] == [(None, 2), ("", 1)]


def test_the_reasons_of_several_are_told_together() -> None:
    text = (
        "<!-- newslint-ignore-file invalid-rel -->\n<!-- newslint-ignore-file links: 둘 -->\n"
        f"<!-- newslint-ignore invalid-rel: 하나 -->\n{LINK}\n\n"
        f"<!-- newslint-ignore invalid-rel: 둘 -->\n{LINK}\n"
    )
    assert silenced(lint(text)) == [("invalid-rel", "둘; 하나")]


def test_a_budget_counts_what_is_left() -> None:
    style = '<span style="color: red">가</span>'
    text = f"{style} {style}\n\n{style}\n\n<!-- newslint-ignore inline-style -->\n{style}\n"
    mapped = lint(text)
    assert told(mapped, "inline-style") == []
    assert silenced(mapped) == [("inline-style", "")]


def test_a_fix_leaves_alone_what_is_silenced() -> None:
    text = f"{LINK}\n\n<!-- newslint-ignore invalid-rel -->\n{LINK}\n"
    mapped = lint(text)
    source = Source.read("post.md", text.encode())
    said = [row for row in mapped.diagnostics if row.suppressed is None]
    assert apply(source, said).decode() == text
    assert [row.fix for row in mapped.diagnostics if row.suppressed is not None] == [None]


def test_engine_errors_are_never_silenced() -> None:
    def fail(*_: object) -> Iterator[object]:
        raise LookupError

    rows = Config().active(shipped())
    rows = [
        replace(row, check=replace(row.check, run=fail)) if row.rule.name == "invalid-rel" else row
        for row in rows
    ]
    plan = Plan(tuple(rows), "en")
    source = Source.read("a.md", f"<!-- newslint-ignore-file all -->\n\n{LINK}\n".encode())
    mapped = lint_file(source, "post", Site("/"), lambda *_: plan)
    assert [row.rule for row in mapped.diagnostics if row.suppressed is None] == [
        "engine/internal-error"
    ]


# -- What is wrong with them -----------------------------------------------------------------


RANGE = "<!-- newslint-ignore-start invalid-rel -->\n\n가\n\n<!-- newslint-ignore-end -->\n"


@pytest.mark.parametrize(
    ("comment", "rule", "fixed"),
    [
        ("<!-- newslint-ignore-file invalid-rel -->\n\n가\n", "unused", "가\n"),
        ("가\n\n<!-- newslint-ignore-file invalid-rel -->\n\n나\n", "unused", "가\n\n나\n"),
        ("가\n<!-- newslint-ignore-file invalid-rel -->\n나\n", "unused", "가\n\n나\n"),
        ("가 <!-- newslint-ignore invalid-rel -->\n", "unused", "가\n"),
        (
            "<div>\n<!-- newslint-ignore invalid-rel -->\n<p>가</p>\n</div>\n",
            "unused",
            "<div>\n<p>가</p>\n</div>\n",
        ),
        (
            f"<!-- newslint-ignore-file extra-h1, invalid-rel, inline-style -->\n{LINK}\n",
            "unused",
            f"<!-- newslint-ignore-file invalid-rel -->\n{LINK}\n",
        ),
        (
            f"<!-- newslint-ignore-start invalid-rel -->\n\n{LINK}\n",
            "unclosed",
            f"<!-- newslint-ignore-start invalid-rel -->\n\n{LINK}\n",
        ),
        ("가\n\n<!-- newslint-ignore-end invalid-rel -->\n", "unclosed", "가\n\n"),
        # Half of a range is no range.
        (RANGE, "unused", RANGE),
        (
            f"<!-- newslint-ignore-file invalid-rell -->\n{LINK}\n",
            "unknown",
            f"<!-- newslint-ignore-file invalid-rel -->\n{LINK}\n",
        ),
        ("C\n한글", "unused", "한글"),
        ("---\ntitle: 가\n---\nC\n글\n", "unused", "---\ntitle: 가\n---\n글\n"),
        ("---\ntitle: 가\n---\nC\n\n글\n", "unused", "---\ntitle: 가\n---\n글\n"),
        ("C\n한글\n둘", "unused", "한글\n둘"),
        ("가\nC\n나", "unused", "가\n\n나"),
        ("가\n\nC\n# 나", "unused", "가\n\n# 나"),
        ("가 C나\n", "unused", "가 나\n"),
        ("가\tC\n", "unused", "가\n"),
        ("가 C 나\n", "unused", "가 나\n"),
        ("**가** C**나**\n", "unused", "**가** **나**\n"),
        ("<!-- newslint-off -->\n\n가\n", "unknown", "<!-- newslint-off -->\n\n가\n"),
        ("<!-- newslint-ignore -->\n\n가\n", "unknown", "<!-- newslint-ignore -->\n\n가\n"),
    ],
)
def test_what_is_wrong_with_them(comment: str, rule: str, fixed: str) -> None:
    comment = comment.replace("C", "<!-- newslint-ignore invalid-rel -->")
    mapped = lint(comment)
    wrong = [row for row in mapped.diagnostics if row.rule == f"engine/{rule}-suppression"]
    assert len(wrong) == 1
    assert apply(Source.read("post.md", comment.encode()), wrong, unsafe=True).decode() == fixed


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("weather", "no rule is called `weather`"),
        ("wire copy", "`wire copy`"),
        ("extra-h1 wire copy", "`wire copy`"),
        ("", "it names no rule"),
    ],
)
def test_words_that_name_no_rule(words: str, message: str) -> None:
    found = lint(f"<!-- newslint-ignore-file {words} -->\n\n글\n").diagnostics
    (row,) = (row for row in found if row.rule == "engine/unknown-suppression")
    assert message in row.message


def test_the_key_that_silences_nothing_is_told_and_left() -> None:
    text = "---\ntitle: 부두\nnewslint: {ignore: [invalid-rel]}\n---\n본문이다.\n"
    (row,) = (row for row in lint(text).diagnostics if row.rule == "engine/unused-suppression")
    assert (row.place.line, row.fix) == (3, None)
    assert "`invalid-rel`" in row.message


def test_what_never_ends_is_told_by_all_of_its_rules() -> None:
    text = f"<!-- newslint-ignore-start invalid-rel, extra-h1 -->\n\n{LINK}\n"
    (row,) = (row for row in lint(text).diagnostics if row.rule == "engine/unclosed-suppression")
    assert "`invalid-rel, extra-h1`" in row.message


@pytest.mark.parametrize(
    "text",
    [
        "C The pier reopens.\n",
        "가\n\nC 나\n",
        "<pre>가\nC 나</pre>\n",
        "1. 가\n\nC\n\n1. 나\n",
        "- 가\n\nC\n\n    나\n",
        "- 가\n\nC\n\n\t나\n",
        "- 가\nC\n- 나\n",
        "1C. 가\n",
        "#C 가\n",
        "- C\n- 가\n",
    ],
)
def test_a_fix_that_could_change_what_is_read_is_unsafe(text: str) -> None:
    mapped = lint(text.replace("C", "<!-- newslint-ignore invalid-rel -->"))
    (row,) = [row for row in mapped.diagnostics if row.rule == "engine/unused-suppression"]
    assert row.fix is not None
    assert not row.fix.safe


@pytest.mark.parametrize(
    "text",
    [
        "The pier C reopens.\n",
        "<b>가</b> C 나\n",
        "가 C\n",
        "가\n\nC\n\n나\n",
        "C\n\n나\n",
        "<div>\nC\n<p>가</p>\n</div>\n",
        f"<!-- newslint-ignore-file extra-h1, invalid-rel -->\n\n{LINK}\n",
    ],
)
def test_a_fix_that_changes_nothing_that_is_read_is_safe(text: str) -> None:
    mapped = lint(text.replace("C", "<!-- newslint-ignore invalid-rel -->"))
    (row,) = [row for row in mapped.diagnostics if row.rule == "engine/unused-suppression"]
    assert row.fix is not None
    assert row.fix.safe


@pytest.mark.parametrize(
    ("matter", "name"),
    [
        ("newslint: [extra-h1]", "newslint"),
        ("newslint: extra-h1", "newslint"),
        ("newslint: {ignor: [extra-h1]}", "newslint.ignor"),
    ],
)
def test_a_key_that_says_nothing_is_told(matter: str, name: str) -> None:
    (row,) = [
        row
        for row in lint(f"---\ntitle: 가\n{matter}\n---\n가\n").diagnostics
        if row.rule == "engine/unknown-suppression"
    ]
    assert row.message.startswith(f"`{name}` is no suppression")


def test_one_for_a_rule_that_could_not_look_is_not_judged() -> None:
    text = '---\ntitle: "가\n---\n<!-- newslint-ignore-file clipped-excerpt: 원문 -->\n'
    assert told(lint(text)) == []
    options = newslint.Options(select=["duplicate-excerpt", "engine"])
    alone = newslint.lint_text(
        "가\n\n<!-- newslint-ignore-file duplicate-excerpt -->\n", "a.md", options
    )
    assert alone.diagnostics == ()


def test_one_for_a_rule_that_is_off_is_not_judged(write: Write) -> None:
    root = write(
        {
            "newslint.yaml": "rules: {invalid-rel: off}\n",
            "a.md": "---\ntitle: 가\n---\n<!-- newslint-ignore-file invalid-rel -->\n본문이다.\n",
        }
    )
    report = run([str(root)], shipped(), Request())
    assert [row.rule for file in report.files for row in file.diagnostics] == []


def test_an_old_name_is_good_for_ever() -> None:
    catalog = shipped()
    rule = catalog.rules["invalid-rel"]
    renamed = type(catalog)(
        [*(r for r in catalog.rules.values() if r is not rule), replace(rule, was=("bad-rel",))]
    )
    config = parse_config(b"rules: {bad-rel: error}\n", "newslint.yaml")
    plan = Plan(tuple(config.active(renamed)), "en")
    text = f"<!-- newslint-ignore-file bad-rel -->\n\n{LINK}\n"
    mapped = lint_file(Source.read("a.md", text.encode()), "post", Site("/"), lambda *_: plan)
    assert [(row.severity, row.suppressed) for row in mapped.diagnostics] == [("error", "")]
    assert config.notices(renamed, preview=False) == [
        "newslint.yaml:1: `bad-rel` is called `invalid-rel` now"
    ]


# -- One file's suppression is its own -------------------------------------------------------


@pytest.mark.parametrize("first", [True, False])
def test_a_suppression_never_changes_another_files_answer(write: Write, *, first: bool) -> None:
    excerpt = "excerpt: 해담항의 새 등대가 오늘 저녁부터 불을 밝힌다.\n"
    ignore = "newslint: {ignore: [duplicate-excerpt]}\n"
    post = "---\ntitle: {}\ndate: 2026-03-02\n{}---\n등대는 {}.\n"
    silent, loud = ("a", "b") if first else ("b", "a")
    root = write(
        {
            f"_posts/2026-03-02-{silent}.md": post.format("가", excerpt + ignore, "섰다"),
            f"_posts/2026-03-02-{loud}.md": post.format("나", excerpt, "밝다"),
        }
    )
    report = run([str(root)], shipped(), Request())
    found = {
        file.path[-4]: [row.rule for row in file.diagnostics if row.severity == "error"]
        for file in report.files
    }
    assert found == {silent: [], loud: ["duplicates/duplicate-excerpt"]}
