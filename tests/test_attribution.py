"""What a post says of its sources: every form in which it is said, read the same way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from newslint import lint_text
from newslint.attribution import (
    SourceOptions,
    host_in,
    is_home,
    label_phrases,
    meant_host,
    promotional_hosts,
    sources,
)
from newslint.attribution.licences import Notice, mark_phrases, notices
from newslint.attribution.organisations import Organisation, Register
from newslint.attribution.sentences import Sentences, sentence_count
from newslint.attribution.statements import Statement, statements
from newslint.document import Document, parse
from newslint.facts.cited import cited
from newslint.scan import Hit, Scanner
from newslint.site import Settings, Site
from newslint.source import Source, Span

Work = Callable[[Callable[[], object]], int]
LABELS = (
    "출처",
    "자료 출처",
    "Source",
    "Sources",
    "Press release",
    "Quelle",
    "Fuente",
    "出典",
    "来源",
)
OPTIONS = SourceOptions(labels=LABELS, fields=("source", "source_url"))
SCANNER = Scanner([("rule", phrase) for phrase in label_phrases(OPTIONS)])


def read(text: str, dialect: str = "kramdown", path: str = "post.md") -> Document:
    return parse(Source.read(path, text.encode()), "post", Site("/s", Settings(dialect=dialect)))


def hits(document: Document) -> list[Hit]:
    return SCANNER.hits(document).get("rule", [])


def told(text: str, path: str = "post.md") -> tuple[Statement, ...]:
    document = read(text, path=path)
    return sources(document, OPTIONS, hits(document))


URL = "https://press.example/118"


@pytest.mark.parametrize(
    ("text", "label", "hosts", "what"),
    [
        (f"출처: [방파제 공사]({URL})", "출처", {"press.example"}, "방파제 공사"),
        (
            f'<p>출처: <a href="{URL}">방파제</a> | 항만청</p>',
            "출처",
            {"press.example"},
            "방파제 | 항만청",
        ),
        (f"출처 : 항만청 {URL}", "출처", {"press.example"}, f"항만청 {URL}"),
        (f"<자료출처={URL}>", "자료출처", {"press.example"}, URL),
        (f"[출처]\n{URL}", "출처", {"press.example"}, URL),
        ("**출처:** 항만청", "출처", set(), "항만청"),
        (f"SOURCE: {URL}", "SOURCE", {"press.example"}, URL),
        (f"Press Release: [Pier]({URL})", "Press Release", {"press.example"}, "Pier"),
        ("> Quelle: Hafenamt", "Quelle", set(), "Hafenamt"),
        ("Fuente: Autoridad", "Fuente", set(), "Autoridad"),
        ("出典：港湾局", "出典", set(), "港湾局"),
        ("来源：港务局", "来源", set(), "港务局"),
    ],
)
def test_a_statement_in_every_form(text: str, label: str, hosts: set[str], what: str) -> None:
    (found,) = told(text)
    assert (found.label, {*filter(None, found.hosts)}, found.text) == (label, hosts, what)


@pytest.mark.parametrize(
    "text",
    [
        "공공누리 제1유형:출처표시의 조건에 따라 이용할 수 있다.",
        "출처표시 + 변경금지",
        "기사를 이용할 때에는 출처를 반드시 표기해야 한다.",
        "The source of the river lies higher.",
        "```\n출처: 항만청\n```",
        "<!-- 출처: 항만청 -->",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    ("matter", "text", "hosts"),
    [
        (f"source: {URL}", "", {"press.example"}),
        (f"source: Harbour Office\nsource_url: {URL}", "Harbour Office", {"press.example"}),
        (f"source:\n  name: Harbour Office\n  url: {URL}", "Harbour Office", {"press.example"}),
        (f"source: [{URL}, https://b.example/2]", "", {"press.example", "b.example"}),
    ],
)
def test_front_matter_is_one_statement(matter: str, text: str, hosts: set[str]) -> None:
    (found,) = told(f"---\n{matter}\n---\nText.\n")
    assert (found.place, found.text, {*filter(None, found.hosts)}) == ("field", text, hosts)


@pytest.mark.parametrize("matter", ["title: Pier", "source:", "source: true", "sources: []"])
def test_front_matter_that_says_nothing(matter: str) -> None:
    assert told(f"---\n{matter}\n---\nText.\n") == ()


def test_where_a_statement_stands() -> None:
    body = "\n\n".join(f"Line {number}." for number in range(20))
    text = f"Source: A\n\n{body}\n\nSource: B\n\n{body}\n\nSource: C\n"
    assert [row.place for row in told(text)] == ["first", "middle", "last"]


def test_a_statement_in_brackets_inside_a_sentence_is_an_aside() -> None:
    assert [row.aside for row in told("방파제를 고친다 (출처: 항만청).")] == [True]


@pytest.mark.parametrize(
    ("text", "unfilled"),
    [
        ("출처: [뉴스 기사 링크]", True),
        ("출처: {{ source }}", False),
        ("출처: 항만청", False),
        (f"출처: [기사]({URL})", False),
    ],
)
def test_placeholders_are_told_from_links(text: str, unfilled: bool) -> None:  # noqa: FBT001
    assert [row.is_unfilled for row in told(text)] == [unfilled]


def test_the_scanner_finds_what_reading_every_line_finds() -> None:
    lines = [
        "머리말",
        *(f"{label}: a" for label in LABELS),
        "자료출처 = b",
        "press release: c",
        "끝",
    ]
    text = "\n\n".join(lines)
    document = read(text)
    by_line = statements(read(text), OPTIONS.wording)
    assert statements(document, OPTIONS.wording, hits(document)) == by_line
    assert len(by_line) == len(LABELS) + 2


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (URL, "press.example"),
        ("https://https://www.press.example/1", "press.example"),
        ("ttps://press.example", "press.example"),
        ("www.press.example/1", "press.example"),
        ("/press/1", ""),
        ("https://[", ""),
    ],
)
def test_the_host_that_a_url_means(url: str, host: str) -> None:
    assert meant_host(url) == host


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://press.example", True),
        ("https://press.example/index.html", True),
        ("www.press.example", True),
        ("https://press.example/118", False),
        ("https://[press.example", False),
        ("https://press.example/?id=118", False),
    ],
)
def test_home_pages(url: str, home: bool) -> None:  # noqa: FBT001
    assert is_home(url) is home


def test_hosts_below_others() -> None:
    assert host_in("m.press.example", {"press.example"})
    assert not host_in("mypress.example", {"press.example"})


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("더 보기 [daily.example](https://daily.example)", {"daily.example"}),
        ("출처: [daily.example](https://daily.example)", set()),
        ("[daily.example](https://daily.example/about/us)", set()),
    ],
)
def test_promotional_hosts(text: str, hosts: set[str]) -> None:
    document = read(f"Text.\n\n{text}\n")
    assert promotional_hosts(document, OPTIONS.wording) == hosts


NOTICES = Scanner(
    [("rule", phrase) for phrase in mark_phrases(("공공누리", "KOGL", "CC BY", "CC-BY"))]
)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("공공누리 제1유형: 출처표시", ["KOGL 1"]),
        ("「공공누리 제4유형:출처표시+상업적 이용금지+변경금지」의 조건에 따라", ["KOGL 4"]),
        ("공공누리 제 0 유형", ["KOGL 0"]),
        ("공공누리 AI유형", ["KOGL AI"]),
        ("KOGL Type 2", ["KOGL 2"]),
        ("공공누리에 따라 쓸 수 있다", ["KOGL"]),
        ("공공누리 제1유형, 그림은 공공누리 제3유형", ["KOGL 1", "KOGL 3"]),
        ("![](/img/img_opentype04.png)", ["KOGL 4"]),
        ("![공공누리 제2유형](/img/mark.png)", ["KOGL 2"]),
        ("![공원](/img/park.png)", []),
        ("Text: CC BY-NC-ND 4.0", ["CC BY-NC-ND"]),
        ("Text: CC-BY 4.0", ["CC BY"]),
        ("CC BYE BYE", []),
        ("제4유형", []),
    ],
)
def test_notices(text: str, titles: list[str]) -> None:
    document = read(text)
    found = notices(document, NOTICES.hits(document).get("rule", []))
    assert [row.title for row in found] == titles


@pytest.mark.parametrize(
    ("type_", "commerce", "changes"),
    [
        ("0", False, False),
        ("1", False, False),
        ("2", True, False),
        ("3", False, True),
        ("4", True, True),
    ],
)
def test_what_the_types_forbid(type_: str, commerce: bool, changes: bool) -> None:  # noqa: FBT001
    notice = Notice(Span(0, 0), "KOGL", type_, "")
    assert (notice.forbids_commerce, notice.forbids_changes) == (commerce, changes)


REGISTER = Register(
    [
        Organisation("항만부", ("port.go.example",), also=("항만",), until="2025-09-30"),
        Organisation("해양항만부", ("sea.go.example",), also=("항만",), since="2025-10-01"),
        Organisation("물결통신", ("wave.example",), wire=True),
        Organisation("갈매기일보", ("gull.example",)),
    ],
    umbrellas=[("go.example", "brief.example")],
    descriptors=("보도자료",),
)


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("항만부", "", "항만부"),
        ("항만", "2025-09-30", "항만부"),
        ("항만", "2025-10-01", "해양항만부"),
        ("항만", "", "해양항만부"),
        ("항만부 보도자료", "", "항만부"),
        ("항만부, 새 부두 연다", "", None),
        ("", "", None),
    ],
)
def test_who_is_named(text: str, day: str, name: str | None) -> None:
    found = REGISTER.named(text, day)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "host", "right"),
    [
        ("항만부", "www2.port.go.example", True),
        ("항만부", "brief.example", True),
        ("항만부", "gull.example", False),
        ("물결통신", "gull.example", True),
        ("물결통신", "other.example", False),
        ("갈매기일보", "wave.example", False),
    ],
)
def test_where_an_organisation_speaks(name: str, host: str, right: bool) -> None:  # noqa: FBT001
    organisation = REGISTER.named(name)
    assert organisation is not None
    assert REGISTER.speaks_on(organisation, host) is right


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"출처: [새 부두 - 항만부]({URL})", ["항만부"]),
        (f"출처: [새 부두 연다 | 갈매기일보]({URL}) | 물결", ["갈매기일보"]),
        (f"출처: 항만부 {URL}", ["항만부"]),
        (f"출처: [항만부 www.port.go.example]({URL})", ["항만부"]),
        (f"출처: [www.port.go.example]({URL})", ["port.go.example"]),
        (f"출처: [Node.js]({URL})", []),
        (f"출처: [항만부, 새 부두 연다]({URL})", []),
    ],
)
def test_what_a_link_is_said_to_be(text: str, names: list[str]) -> None:
    (statement,) = told(text)
    assert [claim.name for claim in REGISTER.claims(statement)] == names


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (0, 0, "셋째다."),
        (1, 0, "둘째다. 셋째다."),
        (1, 1, "둘째다. 셋째다. 넷째다."),
        (9, 9, "첫째다. 둘째다. 셋째다. 넷째다."),
    ],
)
def test_sentences_around_a_place(before: int, after: int, expected: str) -> None:
    text = "첫째다. 둘째다. 셋째다. 넷째다."
    at = text.index("셋째")
    assert Sentences.of(text).around(at, at + 2, before, after).strip() == expected


def test_what_is_quoted_is_left_out() -> None:
    text = "그는 “간다. 온다.”라고 했다."
    found = Sentences.of(text)
    assert len(found.text) == len(text)
    assert (sentence_count(text), len(found.stops)) == (3, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"출처: [부두]({URL})", [("출처", URL)]),
        (f"- **Source:** [Pier]({URL})", [("Source", URL)]),
        (f"자료 출처 : <a href='{URL}'>부두</a>", [("자료 출처", URL)]),
        (f"부두를 고친다 ([출처]({URL}))", []),
        ("출처: [부두](/pier)", []),
        (f"출처: {URL}", []),
        ("\n\n".join(f"출처: [부두]({URL}/{number})" for number in range(9)), 4),
    ],
)
def test_what_a_site_remembers_of_sources(text: str, found: list[tuple[str, str]] | int) -> None:
    rows = cited(read(text))
    assert [(row.label, row.target) for row in rows] == found or len(rows) == found


@pytest.mark.parametrize(
    "piece",
    [
        "새 부두로 알려졌다. ",
        "“새 부두를 고치고 길을 넓히겠다”라고 말했다. ",
        "출처: [부두 - 항만부](https://a.example/1) ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(work: Work, piece: str) -> None:
    head = "---\ntitle: 부두\ncategories: [News]\n---\n"
    few = work(partial(lint_text, head + piece * 200))
    many = work(partial(lint_text, head + piece * 800))
    assert many < 6 * few
