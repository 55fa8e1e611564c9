"""Reports: columns, carets and what a terminal makes of wide letters."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec
import pytest

from newslint.catalog import shipped
from newslint.check import Edit, Finding, Fix
from newslint.diagnostic import Diagnostic, make, quoted, safe, safe_path
from newslint.outcome import FileReport, LinkCounts, Report
from newslint.report import REPORTERS, Look
from newslint.report.text import printable
from newslint.source import Source, Span
from newslint.width import cut, tail, width

RULES = {row.rule.name: row for row in shipped().active("strict", ())}
RULE = RULES["inline-style"]


def diagnostic(
    text: str,
    needle: str,
    *,
    others: Iterable[str] = (),
    edit: str | None = None,
    path: str = "post.md",
) -> Diagnostic:
    source = Source.read(path, text.encode())

    def span(wanted: str) -> Span:
        start = source.data.index(wanted.encode())
        return Span(start, start + len(wanted.encode()))

    places = tuple(span(other) for other in (needle, *others)) if others else ()
    facts = dict.fromkeys(("max", *RULE.check.facts), 1)
    fix = Fix((Edit(span(needle), edit),), safe=True) if edit is not None else None
    return make(Finding(span(needle), facts, places, fix=fix), RULE, source, "en")


def report(*rows: Diagnostic, kind: str = "post") -> Report:
    return Report((FileReport("post.md", kind, rows, is_post=kind == "post"),), LinkCounts(3, 1, 2))


def rendered(name: str, whole: Report, look: Look) -> str:
    return "".join(REPORTERS[name](whole, look))


def excerpt(text: str, needle: str, columns: int = 100) -> tuple[str, str]:
    """The line that is shown and the one with the carets, after the gutter."""
    out = rendered("text", report(diagnostic(text, needle)), Look(width=columns, quiet=True))
    _, _, line, carets, *_ = out.split("\n")
    return line.partition(" | ")[2], carets.partition(" | ")[2]


# -- Text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "needle", "line", "carets"),
    [
        pytest.param("plain text here", "text", "plain text here", "      ^^^^", id="ascii"),
        pytest.param("시청 앞 광장", "광장", "시청 앞 광장", "        ^^^^", id="hangul"),
        pytest.param("🎉 축하 x", "x", "🎉 축하 x", "        ^", id="emoji"),
        pytest.param("cafe\u0301 x", "x", "cafe\u0301 x", "     ^", id="combining"),
        pytest.param("가\t나 x", "x", "가 나 x", "      ^", id="tab"),
        pytest.param("ｆｕｌｌ x", "x", "ｆｕｌｌ x", "         ^", id="full-width"),
        pytest.param("\ufeff가 x", "x", "가 x", "   ^", id="bom"),
        pytest.param("a\u200bb\u202e x", "x", "ab x", "   ^", id="invisible"),
        pytest.param("글 x\r\n다음", "x", "글 x", "   ^", id="crlf"),
        pytest.param("처음\n글 x", "x", "글 x", "   ^", id="second-line"),
        pytest.param("가 <b>나\n다</b>", "<b>나\n다</b>", "가 <b>나", "   ^^^^^", id="over-lines"),
    ],
)
def test_the_caret_stands_under_the_place(text: str, needle: str, line: str, carets: str) -> None:
    assert excerpt(text, needle) == (line, carets)


@pytest.mark.parametrize(
    "filler", ["a", "가", "🎉", "e\u0301"], ids=["a", "hangul", "emoji", "accent"]
)
@pytest.mark.parametrize("columns", [40, 60, 100])
def test_long_lines_are_cut_to_the_width(filler: str, columns: int) -> None:
    line, _ = excerpt(f"{filler * 500}X{filler * 500}", "X", columns)
    assert line.startswith("…")
    assert line.endswith("…")
    assert width(line) <= columns - 12


@pytest.mark.parametrize("filler", ["a", "가", "🎉"], ids=["a", "hangul", "emoji"])
def test_the_place_is_inside_a_cut_line(filler: str) -> None:
    line, carets = excerpt(f"{filler * 500}X{filler * 500}", "X", 120)
    assert width(line[: line.index("X")]) == len(carets) - 1


@pytest.mark.parametrize(("filler", "columns"), [("가", 80), ("🎉", 80), ("a", 40)])
def test_the_place_is_inside_a_cut_line_on_a_narrow_terminal(filler: str, columns: int) -> None:
    line, carets = excerpt(f"{filler * 500}X", "X", columns)
    assert "X" in line
    assert len(carets) <= columns - 12


@pytest.mark.parametrize("text", ["e" + "\u0301" * 9, "\u200d" * 9])
def test_marks_that_take_no_column_are_not_cut(text: str) -> None:
    assert (cut(text, 5), tail(text, 5)) == (text, text)


def test_a_short_line_is_not_cut() -> None:
    assert excerpt("가" * 40 + "x", "x", 100)[0] == "가" * 40 + "x"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("가나", 4),
        ("🎉", 2),
        ("e\u0301", 1),
        ("ﾊﾛｰ", 3),
        ("ａ", 2),
        ("漢字", 4),
        ("…", 1),
        ("👩\u200d", 2),
        ("\u1100\u1161\u11a8", 2),
        ("❤\ufe0f", 1),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_text_has_a_summary() -> None:
    out = rendered("text", report(diagnostic("글 x", "x")), Look())
    assert out.splitlines()[-1].startswith("1 post: 1 warning; 3 ")
    assert out.endswith(" checked, 1 broken, 2 not decidable\n")
    assert rendered("text", report(kind="page"), Look()).startswith("0 posts and 1 page: nothing")


def test_text_tells_where_else() -> None:
    row = diagnostic("가\n나\n다\n", "가", others=["나", "다"])
    assert "also on 2, 3\n" in rendered("text", report(row), Look())


# -- The first screen ------------------------------------------------------------------------


def large(posts: int = 600, *, brand: bool = True) -> Report:
    """A report with a warning in each post, an error in some, and a remark about the site."""
    row = diagnostic("글 x", "x", edit="가")
    unsafe = msgspec.structs.replace(row, fix=Fix(row.fix.edits if row.fix else (), safe=False))
    files = []
    for number in range(posts):
        rows = [row]
        rows += [msgspec.structs.replace(unsafe, rule="links/broken-link", severity="error")] * (
            number % 10 == 0
        )
        rows += [
            msgspec.structs.replace(
                row, rule="site/pipeline-fault", of_site=True, message="제목이 모두 느낌표로 끝난다"
            )
        ] * (brand and number == 7)
        files.append(FileReport(f"_posts/{number:04}.md", "post", tuple(rows), root="."))
    return Report(tuple(files), LinkCounts(3, 1, 2))


def test_of_many_findings_one_screen_is_shown() -> None:
    out = rendered("text", large(), Look())
    lines = out.splitlines()
    assert lines[0].startswith("661 findings, ")
    assert "      60      10 %  error     links/broken-link    _posts/0000.md:1" in lines
    assert "     600     100 %  warning   markup/inline-style  _posts/0000.md:1" in lines
    assert "  what nearly every post has: markup/inline-style" in lines
    assert "  제목이 모두 느낌표로 끝난다  site/pipeline-fault" in lines
    assert "newslint --fix                 mends 601 safely; --diff shows it first" in lines
    assert "newslint --fix --unsafe-fixes  mends 60 more; read what they change" in lines
    assert any(line.startswith("newslint baseline create ") for line in lines)
    assert lines[-1].startswith("600 posts: 60 errors, 601 warnings; ")


def test_a_screen_is_no_longer_than_a_screen() -> None:
    row = diagnostic("글 x", "x")
    rows = [
        msgspec.structs.replace(
            row,
            rule=f"family/rule-{number}",
            severity=severity,
            message="가나다 " * 40,
            of_site=True,
        )
        for severity in ("error", "warning", "info")
        for number in range(300)
    ]
    for columns in (80, 100, 120):
        look = Look(width=columns, min_severity="info")
        out = rendered("text", report(*rows), look).splitlines()
        assert len(out) <= 40
        assert max(map(width, out[:-1])) <= columns


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("columns", [60, 80, 100])
def test_the_screen_fits_the_terminal(columns: int, language: str) -> None:
    look = Look(width=columns, language=language)
    *lines, _ = rendered("text", large(), look).splitlines()
    assert max(map(width, lines)) <= max(columns, 80)
    assert ("건수" in lines[2]) is (language == "ko")


def test_what_nearly_every_post_has_is_wrapped() -> None:
    row = diagnostic("글 x", "x")
    names = [f"markup/a-rule-with-a-name-{number}" for number in range(9)]
    rows = [msgspec.structs.replace(row, rule=name) for name in names]
    files = (FileReport(f"{n}.md", "post", tuple(rows), root=".") for n in range(60))
    lines = rendered("text", Report(tuple(files)), Look(width=80)).splitlines()
    first = lines.index("  what nearly every post has: markup/a-rule-with-a-name-0,")
    told = lines[first : lines.index("", first)]
    assert max(map(width, told)) <= 80
    assert " ".join(" ".join(told).split()).endswith(", ".join(names))
    assert all(line.startswith("    markup/") for line in told[1:])


@pytest.mark.parametrize("look", [Look(verbose=True), Look(quiet=True), Look(whole=True)])
def test_all_is_told_where_all_is_asked_for(look: Look) -> None:
    out = rendered("text", large(), look)
    assert out.count("links/broken-link\n") == 60
    assert "newslint baseline create" not in out


def test_few_findings_are_told_one_by_one() -> None:
    row = diagnostic("글 x", "x")
    assert rendered("text", report(*[row] * 500), Look()).startswith("post.md\n")
    assert rendered("text", report(*[row] * 501), Look()).startswith("501 findings, ")


def test_what_is_not_shown_is_not_on_the_screen() -> None:
    out = rendered("text", large(6000), Look(min_severity="error"))
    assert out.startswith("600 findings, ")
    assert "inline-style" not in out
    assert "To be mended once" not in out


def test_with_a_baseline_the_screen_tells_to_update_it() -> None:
    whole = large(brand=False)
    listed = msgspec.structs.replace(diagnostic("글 x", "x"), suppressed="", baselined=True)
    more = FileReport("_posts/9999.md", "post", (), (listed,), root=".")
    out = rendered("text", msgspec.structs.replace(whole, files=(*whole.files, more)), Look())
    assert "newslint baseline update " in out
    assert "; 1 finding known from the baseline; " in out


def test_colours_change_nothing_but_colours() -> None:
    import re

    rows = report(diagnostic("글 x", "x"))
    plain = rendered("text", rows, Look())
    coloured = rendered("text", rows, Look(colour=True))
    assert coloured != plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


# -- Concise and JSON ------------------------------------------------------------------------


def test_concise() -> None:
    out = rendered("concise", report(diagnostic("앞\n글 x", "x")), Look())
    assert out.startswith("post.md:2:3: warning: markup/inline-style: ")
    assert out.count("\n") == 1


def test_json() -> None:
    row = diagnostic("앞\n글 x\n뒤\n", "x", others=["뒤"], edit="가")
    document = json.loads(rendered("json", report(row), Look(min_severity="info")))
    (file,) = document["files"]
    assert (file["path"], file["kind"]) == ("post.md", "post")
    (finding,) = file["findings"]
    place = {"line": 2, "column": 3, "end_line": 2, "end_column": 4}
    other = {"line": 3, "column": 1, "end_line": 3, "end_column": 2}
    assert {name: finding[name] for name in place} == place
    assert finding["places"] == [place, other]
    assert finding["fix"] == {"safe": True, "edits": [{**place, "text": "가"}]}
    assert (finding["rule"], finding["severity"]) == ("markup/inline-style", "warning")
    assert (finding["count"], finding["related"], finding["suppressed"]) == (2, [], False)
    assert len(finding["fingerprint"]) == 16
    assert document["summary"] == {
        "files": 1,
        "posts": 1,
        "error": 0,
        "warning": 1,
        "info": 0,
        "baselined": 0,
        "links": {"checked": 3, "broken": 1, "undecidable": 2},
    }


def test_a_fingerprint_outlives_moved_lines() -> None:
    first, moved, other = (
        diagnostic(text, needle).fingerprint
        for text, needle in [("글 x", "글 x"), ("앞\n\n  글  x", "글  x"), ("글 y", "글 y")]
    )
    assert first == moved != other


def test_a_report_of_nothing() -> None:
    outs = {form: rendered(form, Report(), Look()) for form in REPORTERS}
    assert outs["concise"] == ""
    assert outs["text"].count("\n") == 1
    assert json.loads(outs["json"])["files"] == []


# -- What a post may not do to a terminal ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m빨강", "[31m빨강"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("a\x9bb\x7fc\x00d", "abcd"),
        ("\ufeffa\u200bb", "ab"),
        ("가\tb\nc", "가\tb\nc"),
        ("👩\u200d💻 e\u0301", "👩\u200d💻 e\u0301"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_quoted_is_one_short_line() -> None:
    assert quoted("가\n  나\x1b", 48) == "가 나"
    assert quoted("가" * 49, 48) == "가" * 47 + "…"
    assert quoted("/files/" + "a" * 49 + ".png", 12) == "…aaaaaaa.png"
    assert quoted(3, 1) == 3


def test_a_path_is_shown_on_one_line() -> None:
    assert safe_path("a\nb.md:1:1: error: x") == "a\ufffdb.md:1:1: error: x"
    assert safe_path("a\udcff.md") == "a\ufffd.md"
    assert printable("a\tb\r") == "a b"
