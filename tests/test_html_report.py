"""The HTML report: what it counts, what it shows, and that no text of a post becomes markup."""

from __future__ import annotations

import ast
import base64
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import newslint
from newslint.about import About, about_of
from newslint.catalog import shipped
from newslint.check import Edit, Finding, Fix, Related
from newslint.diagnostic import Diagnostic, make
from newslint.document import parse
from newslint.facts.remembered import facts_of
from newslint.outcome import FileReport, LinkCounts, Report
from newslint.report import REPORTERS, Look
from newslint.report.census import UNTOLD, Count
from newslint.report.html.charts import by_time, timeline, worst
from newslint.report.html.elements import Html, element, escaped, in_script
from newslint.report.html.excerpt import changes, excerpt, marked
from newslint.report.html.guide import page
from newslint.report.html.packs import packed
from newslint.report.html.posts import Piece, Post, message
from newslint.report.html.texts import Texts
from newslint.reread import reread
from newslint.rule import SEVERITIES
from newslint.site import Settings, Site
from newslint.source import Source, Span
from newslint.told import Crash
from newslint.words.ko.page import WORDS

RULES = {row.rule.name: row for row in shipped().active("strict", ())}
HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror='alert(1)'>\"&amp;\u202e\x00"
VISIBLE = HOSTILE.replace("\u202e", "").replace("\x00", "")
LOOK = Look(min_severity="info")


def diagnostic(  # the parts of a finding
    text: str,
    needle: str,
    rule: str = "invalid-rel",
    *,
    edits: Any = (),
    path: str = "post.md",
    **facts: object,
) -> Diagnostic:
    source = Source.read(path, text.encode())

    def span(wanted: str) -> Span:
        start = source.data.index(wanted.encode())
        return Span(start, start + len(wanted.encode()))

    fix = Fix(tuple(Edit(span(old), new) for old, new in edits), safe=True) if edits else None
    found = Finding(span(needle), {"tokens": "dofollow", **facts}, fix=fix)
    return make(found, RULES[rule], source, "en")


def fix_of(row: Diagnostic) -> Fix:
    assert row.fix is not None
    return row.fix


def file(path: str = "post.md", *rows: Diagnostic, about: About | None = None) -> FileReport:
    return FileReport(path, "post", rows, about=about or About(), root="")


def report(*files: FileReport, **more: Any) -> Report:
    facts = {"rules": tuple(RULES.values()), "today": date(2026, 3, 2), **more}
    return Report(tuple(sorted(files, key=lambda each: each.path)), **facts)


def rendered(whole: Report, look: Look = LOOK) -> str:
    return "".join(REPORTERS["html"](whole, look))


class Reader(HTMLParser):
    """Reads a page as a browser does, and holds it to what the page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def read(text: str) -> Reader:
    reader = Reader(text)
    assert reader.open == []
    return reader


def packs(text: str) -> list[dict[str, Any]]:
    """Return the posts that a page's packs hold."""
    found = re.findall(r'<script type="application/gzip">([A-Za-z0-9+/=]+)</script>', text)
    return [post for pack in found for post in json.loads(gzip.decompress(base64.b64decode(pack)))]


# -- Safe ------------------------------------------------------------------------------------


def hostile() -> Report:
    row = diagnostic(f"a {HOSTILE} rel b", f"{HOSTILE} rel", path=HOSTILE, tokens=HOSTILE)
    fixed = diagnostic(f"b {HOSTILE} rel b", "rel", edits=[("rel", HOSTILE)], path=HOSTILE)
    about = About(HOSTILE, date(2026, 3, 1), (HOSTILE,), (HOSTILE,))
    crash = Crash("links/broken-link", HOSTILE, HOSTILE)
    whole = report(file(HOSTILE, row, fixed, about=about), crashes=(crash,))
    source = Source.read(HOSTILE, f"b {HOSTILE} rel b".encode())
    return replace(whole, reread=lambda _: source)


def test_no_text_of_a_post_becomes_markup() -> None:
    text = rendered(hostile())
    plain = rendered(report(file("a.md", diagnostic("rel", "rel"), about=About("Title"))))
    page, usual = read(text), read(plain)
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in usual.tags} | {
        *("dl", "dt", "dd", "del", "ins", "i", "time", "option", "optgroup", "select", "ul", "div"),
    }
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")]
    assert page.comments == []
    assert len([1 for tag, attrs in page.tags if tag == "script" and not attrs]) == 1
    assert VISIBLE in "".join(page.text)
    assert "\u202e" not in text
    assert "\x00" not in text


def test_what_the_script_reads_is_safe_as_well() -> None:
    (post,) = packs(rendered(hostile()))
    inside = read(post["head"] + "".join(piece[3] for piece in post["pieces"]))
    assert {tag for tag, _ in inside.tags} == {
        *(
            "h3",
            "p",
            "code",
            "time",
            "span",
            "li",
            "b",
            "pre",
            "mark",
            "a",
            "dl",
            "dt",
            "dd",
            "del",
            "ins",
        ),
    }
    assert VISIBLE in "".join(inside.text)


def test_data_for_the_script_ends_no_script() -> None:
    told = in_script(json.dumps({"a": f"{HOSTILE}\u2028"}))
    assert not re.search("[<>&\u2028]", told)
    assert json.loads(told) == {"a": f"{HOSTILE}\u2028"}


def test_the_page_asks_for_nothing_and_runs_its_own_script_alone() -> None:
    text = rendered(report(file("a.md", diagnostic("rel", "rel"))))
    page = read(text)
    policy = next(
        str(attrs["content"])
        for _, attrs in page.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    for name in ("style", "script"):
        (inside,) = re.findall(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    links = [str(attrs["href"]) for _, attrs in page.tags if "href" in attrs]
    assert all(link.startswith(("#", "data:", "https://")) for link in links)
    asking = [
        attrs
        for tag, attrs in page.tags
        if tag == "link" and not str(attrs["href"]).startswith("data:")
    ]
    assert asking == []
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(
    ("made", "markup"),
    [
        (element("p", "a < b"), "<p>a &lt; b</p>"),
        (element("p", Html("<b>a</b>"), None, "&"), "<p><b>a</b>&amp;</p>"),
        (element("p", [element("i", "'"), element("i", '"')]), "<p><i>&#x27;</i><i>&quot;</i></p>"),
        (element("a", "b", href='"><c>'), '<a href="&quot;&gt;&lt;c&gt;">b</a>'),
        (element("input", name="q", hidden=True, checked=False), '<input name="q" hidden>'),
        (element("b", class_="c", data_pick="rule=a/b"), '<b class="c" data-pick="rule=a/b"></b>'),
        (escaped("a\x00\u202eb"), "ab"),
        (message("`rel` has <b>"), "<code>rel</code> has &lt;b&gt;"),
        (message("one ` alone"), "one ` alone"),
    ],
)
def test_elements(made: str, markup: str) -> None:
    assert made == markup


# -- Counted ---------------------------------------------------------------------------------


def site(count: int) -> Report:
    """Posts of which all have one finding, and some an error besides."""
    files = []
    for number in range(count):
        rows = [diagnostic("rel", "rel", path=f"{number:04}.md")]
        if number % 10 == 3:
            rows.append(diagnostic("rel", "rel", "broken-link", path=f"{number:04}.md", target="x"))
        about = About(f"Post {number}", date(2026, 1 + number % 3, 1), (f"A{number % 2}",), ())
        files.append(file(f"{number:04}.md", *rows, about=about))
    return report(*files)


def test_all_findings_are_there_the_worst_first() -> None:
    found = packs(rendered(site(130)))
    assert sum(len(post["pieces"]) for post in found) == 143
    errors = [any(piece[1] == 0 for piece in post["pieces"]) for post in found]
    assert errors == sorted(errors, reverse=True)
    assert errors.count(True) == 13


def test_a_rule_without_a_page_is_told_by_what_it_says_most_often() -> None:
    """Of what it says two hundred texts are told apart."""
    texts = [*(f"mend {number}" for number in range(250)), "mend 7", "mend 249", "mend 249"]
    rows = [replace(diagnostic("rel", "rel"), message=text) for text in texts]
    files = (file(f"{number:04}.md", row) for number, row in enumerate(rows))
    text = rendered(report(*files, rules=()))
    assert '<span class="says">mend 7</span>' in text


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "see b0.md:1"), (3, "see b0.md:1, b1.md:2, b2.md:3"), (5, "b2.md:3 and 2 more")],
)
def test_the_posts_that_a_finding_speaks_of_are_named(count: int, told: str) -> None:
    related = tuple(Related(f"b{number}.md", 1 + number) for number in range(count))
    row = replace(diagnostic("rel", "rel"), related=related)
    assert f"{told}</span>" in rendered(report(file("a.md", row)))


def test_two_pages_of_one_run_are_the_same() -> None:
    assert rendered(site(40)) == rendered(site(40))


def test_what_many_posts_have_is_told_once_and_folded_away() -> None:
    text = rendered(site(40))
    shared = text[text.index('id="shared"') : text.index('id="charts"')]
    assert "40 posts" in shared
    (first, *_) = packs(text)
    assert [piece[2] for piece in first["pieces"]] == [0, 1]
    assert "What many posts have: 1" in text


def test_the_figures() -> None:
    text = rendered(site(130))
    words = " ".join("".join(f"{piece} " for piece in read(text).text).split())
    assert (
        "Looked at: 130 posts. In 130 of them there is something to mend, 143 things in all."
        in words
    )
    for row in ("errors 13", "warnings 130", "2026-01 49 44 1.1", "A1 78 65 1.2"):
        assert row in words
    assert "No post tells its category." in words


def test_nothing_is_left_out_in_silence() -> None:
    suppressed = diagnostic("rel", "rel")
    listed = replace(suppressed, baselined=True)
    one = file("a.md", diagnostic("rel", "rel", "bare-url", url="x"))
    one = replace(one, suppressed=(suppressed, listed))
    look = Look(min_severity="warning")
    whole = report(one, judged=LinkCounts(7, 2, 3), crashes=(Crash("a/b-c", "x.md", "OSError: y"),))
    words = " ".join(read(rendered(whole, look)).text)
    for told in (
        "Lesser findings that are not in this report: 1.",
        "Findings that comments in the posts silence: 1.",
        "Findings that are known from the baseline: 1.",
        "broken, of 7 links inside the site",
        "Links of which the sources do not tell where they lead: 3.",
        "What could not be looked at",
        "a/b-c: OSError: y",
    ):
        assert told in words


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_report_of_nothing(language: str) -> None:
    words = " ".join(read(rendered(report(language=language))).text)
    assert {"en": "Nothing was looked at.", "ko": "살펴본 글이 없습니다."}[language] in words
    words = " ".join(read(rendered(report(file("a.md"), language=language))).text)
    assert {"en": "There is nothing to mend.", "ko": "손볼 곳이 없습니다"}[language] in words


def test_of_a_post_with_very_many_a_hundred_stand_in_the_page_itself() -> None:
    rows = [diagnostic("rel", "rel", path="a.md") for _ in range(130)]
    text = rendered(report(file("a.md", *rows)))
    assert text.count('<li class="warning">') == 100
    assert "and 30 more" in text
    assert [len(post["pieces"]) for post in packs(text)] == [130]


def test_several_sites_are_told_apart() -> None:
    files = [
        replace(row, path=f"sites/{name}/{row.path}", root=f"sites/{name}")
        for name in ("harbour", "town", "a", "b", "c", "d", "e")
        for row in site(30 if name in ("harbour", "town") else 1).files
    ]
    text = rendered(report(*files))
    words = " ".join(read(text).text)
    assert "a, b, c, d, e and 2 others" in words
    assert re.findall("<h3>(harbour|town)</h3>", text) == ["harbour", "town"]
    assert "<code>sites/harbour/0003.md</code>" in text
    assert "<code>0003.md</code>" in rendered(site(40))


def posts(count: int, size: int) -> Iterator[Post]:
    for number in range(count):
        # What does not repeat itself cannot be packed.
        noise = hashlib.shake_128(str(number).encode()).hexdigest(size // 2)
        piece = Piece(0, 0, is_loud=False, markup=Html(noise))
        yield Post(Html(str(number)), "", (), (), "", (piece,))


@pytest.mark.parametrize(("room", "held"), [(10_000_000, 250), (300_000, 166), (1000, 0)])
def test_a_page_has_room_for_so_much(room: int, held: int) -> None:
    found = packed(posts(250, 2000), room)
    assert found.posts == held
    assert sum(map(len, found.packs)) <= room
    assert [post["head"] for post in packs("".join(found.packs))] == [str(n) for n in range(held)]


def test_what_there_was_no_room_for_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("newslint.report.html.sections"), "_FINDINGS", 50)
    text = rendered(site(130))
    words = " ".join(read(text).text)
    assert "There was room for the 37 worst posts. 93 more, with 93 findings, are counted" in words
    assert "The worst of them: errors 0, warnings 1." in words
    assert len(packs(text)) == 37


def test_columns_stand_in_the_order_of_time_the_worst_at_the_foot() -> None:
    months = ("2025-08", "2025-11", "2026-02", UNTOLD)
    counts = {
        month: Count(posts=1, found=Counter(error=2, info=at)) for at, month in enumerate(months)
    }
    text = str(timeline(counts, Texts("en")))
    bars = re.findall(
        r'<rect class="(\w+)" x="([\d.]+)" y="([\d.]+)" width="0.84" height="([\d.]+)"', text
    )
    assert bars == [
        ("error", "0.08", "50.00", "50.00"),
        ("error", "3.08", "50.00", "50.00"),
        ("info", "3.08", "25.00", "25.00"),
        ("error", "6.08", "50.00", "50.00"),
        ("info", "6.08", "0.00", "50.00"),
    ]
    assert "<span>2025-08</span><span>2026-02</span>" in text
    assert "not told" in text


def test_the_worst_stand_first_and_the_others_together() -> None:
    counts = {f"author {at:02}": Count(posts=2, found=Counter(error=at)) for at in range(15)}
    rows = worst({**counts, UNTOLD: Count(posts=3)}, "author", {"author 14": 7}, Texts("en"))
    assert [row.label for row in rows] == [
        *(f"author {at:02}" for at in range(14, 2, -1)),
        "3 others",
        "not told",
    ]
    assert (rows[0].pick, rows[-2].found.posts, rows[-2].found.total) == ("author=7", 6, 3)


@pytest.mark.parametrize(
    ("months", "rows"),
    [
        ("", ""),
        ("2026-03", "2026-03"),
        ("2025-12 2026-02", "2025-12 2026-01 2026-02"),
        ("2025-08 2026-02", "2025-08 2025-09 2025-10 2025-11 2025-12 2026-01 2026-02"),
        ("2021-05 2026-02 2026-03", "2021 2022 2023 2024 2025 2026"),
    ],
)  # fmt: skip
def test_months_between_are_shown_and_many_are_years(months: str, rows: str) -> None:
    counts = {month: Count(posts=1) for month in months.split()}
    found = by_time({**counts, "": Count(posts=5)})
    assert " ".join(found) == rows
    assert sum(count.posts for count in found.values()) == len(counts)


# -- Shown -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "needle", "shown"),
    [
        ("가 나 다", "나", "가 <mark>나</mark> 다"),
        ("<b>x</b>", "x", "&lt;b&gt;<mark>x</mark>&lt;/b&gt;"),
        ("x" * 60 + "here", "here", "…" + "x" * 43 + "<mark>here</mark>"),
        ("here" + "가" * 100, "here", "<mark>here</mark>" + "가" * 89 + "…"),
        ("y" * 400, "y" * 400, "<mark>" + "y" * 75 + " … " + "y" * 75 + "</mark>"),
        ("글 <b>가\n나</b> 끝", "<b>가\n나</b>", "글 <mark>&lt;b&gt;가\n나&lt;/b&gt;</mark>"),
        ("---\ntitle: a\n---\n", "---", None),
    ],
)
def test_excerpts(text: str, needle: str, shown: str | None) -> None:
    assert excerpt(diagnostic(text, needle), Source.read("post.md", text.encode())) == shown


def test_without_its_source_a_line_is_shown() -> None:
    assert excerpt(diagnostic("글 <b>가\n나</b>", "<b>가\n나</b>")) == "글 <mark>&lt;b&gt;가</mark>"


@pytest.mark.parametrize(
    ("text", "edits", "was", "will"),
    [
        ("a rel b", [("rel ", "")], "a <del>rel </del>b", "a b"),
        ("가 Harbour.png 나", [("Harbour", "harbour")],
         "가 <del>H</del>arbour.png 나", "가 <ins>h</ins>arbour.png 나"),
        ("one\ntwo\nthree", [("two\n", "")], "<del>two\n</del>three", "three"),
        ("<b> & c", [("<b>", "<i>")], "&lt;<del>b</del>&gt; &amp; c", "&lt;<ins>i</ins>&gt; &amp; c"),
        ("a 1 b 2 c", [("1", "x"), ("2", "y")],
         "a <del>1 b 2</del> c", "a <ins>x b y</ins> c"),
        ("end", [("d", "d.")], "end", "end<ins>.</ins>"),
        ("\ufeff가", [("가", "나")], "<del>가</del>", "<ins>나</ins>"),
    ],
)  # fmt: skip
def test_before_and_after(text: str, edits: list[tuple[str, str]], was: str, will: str) -> None:
    fix = fix_of(diagnostic(text, edits[0][0], edits=edits))
    (change,), more = changes(fix, Source.read("post.md", text.encode()))
    assert marked(change) == (was, will)
    assert more == 0


def test_of_many_changes_three_are_shown() -> None:
    text = "".join(f"line {number}\n" for number in range(9))
    edits = [(f"line {number}", "row") for number in range(9)]
    fix = fix_of(diagnostic(text, "line 0", edits=edits))
    found, more = changes(fix, Source.read("a", text.encode()))
    assert len(found) == 3
    assert more == 6


def test_a_long_line_is_not_looked_at_whole(work: Callable[..., int]) -> None:
    """A file of one line may have thousands of findings: each costs as much as in a short line."""
    found = []
    for size in (1_000, 100_000):
        text = "가" * size + "rel" + "가" * size
        fix = fix_of(diagnostic(text, "rel", edits=[("rel", "x")]))
        source = Source.read("a", text.encode())
        _ = source.line_starts
        found.append(work(lambda fix=fix, source=source: changes(fix, source)))
    assert found[1] == found[0]


RULE = RULES["invalid-rel"].rule


@pytest.mark.parametrize(
    ("doc", "markup"),
    [
        ("# name\n\nA *b* `c<d>`.\n", "<p>A <em>b</em> <code>c&lt;d&gt;</code>.</p>"),
        ("a <script>b</script>\n\n<div onclick=c>\n", "<p>a &lt;script&gt;b&lt;/script&gt;</p>&lt;div onclick=c&gt;\n"),
        ("[a](b.md) [c](javascript:d) <https://e.example/>",
         '<p>a c <a href="https://e.example/" rel="noreferrer">https://e.example/</a></p>'),
        ("- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
        ("```md bad\n<b>\n```\n```report\nx\n```\n",
         '<figure><figcaption lang="en">What it finds</figcaption><pre><code>&lt;b&gt;\n</code></pre></figure>'),
        ("> " * 400 + "deep", "<blockquote>" * 400 + "<p>deep</p>" + "</blockquote>" * 400),
    ],
)  # fmt: skip
def test_a_rule_s_page(doc: str, markup: str) -> None:
    assert page(replace(RULE, doc=doc), Texts("en")) == markup


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_rule_is_told_by_what_it_finds(language: str) -> None:
    told = re.split(r"(?<=\.)\s", RULE.summary_in(language), maxsplit=1)[0]
    text = rendered(report(file("a.md", diagnostic("rel", "rel")), language=language))
    assert text.count(f'class="says">{message(told)}</span>') == 2


def test_every_rule_s_page_can_be_shown() -> None:
    for rule in shipped().rules.values():
        read(page(rule, Texts("ko")))


# -- What posts tell of themselves -----------------------------------------------------------


def about(matter: str, path: str = "post.md", generator: str = "plain") -> About:
    source = Source.read(path, f"---\n{matter}\n---\nText.\n".encode())
    place = Site(root="/", settings=Settings(generator=generator))
    return about_of(facts_of(parse(source, "post", place)), generator)


@pytest.mark.parametrize(
    ("matter", "path", "told"),
    [
        ("title: ' A  b '", "post.md", About("A b")),
        ("date: 2026-03-02", "post.md", About("", date(2026, 3, 2))),
        ("x: 1", "2026-03-02-pier.md", About("", date(2026, 3, 2))),
        ("author: 문하늘", "post.md", About(authors=("문하늘",))),
        ("authors: [a, b, a]", "post.md", About(authors=("a", "b"))),
        ("authors: [{name: a, tags: [x]}, {name: b}]", "post.md", About(authors=("a", "b"))),
        ("author: {name: a, email: x@y.example}", "post.md", About(authors=("a",))),
        ("author: ''", "post.md", About()),
        ("category: Town", "post.md", About(categories=("Town",))),
        ("categories: [News, 3]", "post.md", About(categories=("News", "3"))),
        ("categories: a, b", "post.md", About(categories=("a", "b"))),
        ("categories: 바다 마을", "post.md", About(categories=("바다 마을",))),
        ("title: [a", "post.md", About()),
    ],
)
def test_what_a_post_tells_of_itself(matter: str, path: str, told: About) -> None:
    assert about(matter, path) == told


def test_jekyll_s_categories() -> None:
    told = about("categories: sea town", "harbour/_posts/2026-03-02-pier.md", "jekyll")
    assert told.categories == ("harbour", "sea", "town")


def test_a_file_is_read_again_only_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    (linted,) = newslint.lint_site(tmp_path / "a.md").files
    source = reread({}, linted)
    assert source
    assert source.data == b"one"
    assert reread({(tmp_path / "a.md").as_posix(): b"two"}, linted) is None
    (tmp_path / "a.md").unlink()
    assert reread({}, linted) is None


# -- Words -----------------------------------------------------------------------------------


def spoken() -> set[str]:
    """The texts that the reporter's modules say, as they stand in them."""
    found: set[str] = set()
    for path in (Path(str(newslint.__file__)).parent / "report" / "html").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if isinstance(node, ast.Call) and name in ("texts", "counted"):
                found |= {
                    each.value
                    for argument in node.args
                    for each in ast.walk(argument)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                    if not isinstance(argument, ast.JoinedStr)
                }
    return found


def test_all_is_said_in_korean_too() -> None:
    named = {*SEVERITIES, *(f"{name}s" for name in SEVERITIES), *shipped().families}
    assert (spoken() | named) - WORDS.keys() == set()
    plural = {"in {n} posts", *(f"{name} fix" for name in ("safe", "unsafe"))}
    assert WORDS.keys() - spoken() - named - plural == set()
    for english, korean in WORDS.items():
        assert set(re.findall(r"{\w+}", korean)) <= set(re.findall(r"{\w+}", english)), english
        assert re.search("[가-힣]", korean), korean


def test_the_page_is_in_the_language_of_the_run() -> None:
    text = rendered(report(file("a.md", diagnostic("rel", "rel")), language="ko"))
    assert '<html lang="ko">' in text
    assert "2026년 3월 2일" in text
    assert "2 March 2026" in rendered(report(file("a.md", diagnostic("rel", "rel"))))
