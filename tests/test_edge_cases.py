"""What real sites hold that a linter must survive; each case's number is the research's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from newslint.api import Options, lint_text
from newslint.catalog import shipped
from newslint.document import parse
from newslint.facts.remembered import facts_of
from newslint.fix import apply
from newslint.request import Request
from newslint.run import run
from newslint.site import Settings, Site
from newslint.source import Source

Write = Callable[[Mapping[str, str | bytes]], Path]


def rules_of(root: Path) -> dict[str, list[str]]:
    """Return the rules that speak, by file."""
    report = run([str(root)], shipped(), Request(language="en"))
    assert report.crashes == ()
    prefix = f"{root.as_posix()}/"
    return {
        file.path.removeprefix(prefix): [row.rule for row in file.diagnostics]
        for file in report.files
    }


def post(text: str, dialect: str = "kramdown") -> Mapping[str, object]:
    document = parse(
        Source.read("p.md", text.encode()), "post", Site("/", Settings(dialect=dialect))
    )
    matter = document.front_matter
    return {field.name: field.value for field in (matter.top.values() if matter else ())}


def test_1_broken_front_matter_and_a_linted_body(write: Write) -> None:
    text = "---\ntitle: '갯벌' 다시 열린다\n---\n[자료](https://https://a.example/1)\n"
    assert rules_of(write({"_config.yml": "", "_posts/2026-03-02-a.md": text})) == {
        "_posts/2026-03-02-a.md": ["front-matter/unparsable-front-matter", "links/malformed-link"]
    }


def test_2_a_key_that_is_a_sentence() -> None:
    text = "---\ntitle: 가\n군은 새 다리를 놓는다고 밝혔다 그 길이: 삼백 미터\n---\n글\n"
    assert post(text) == {"title": "가", "군은 새 다리를 놓는다고 밝혔다 그 길이": "삼백 미터"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-02 00:10::00 -03:00", str),
        ("'{{ page.date }}'", str),
        ("2026-03-02 09:00:00 +0900", str),
        ("2026-03-02T09:00:00Z", datetime),
    ],
)
def test_4_dates_as_they_come(value: str, expected: type) -> None:
    assert isinstance(post(f"---\ndate: {value}\n---\n글\n")["date"], expected)


def test_5_a_quoted_date_in_toml() -> None:
    text = '+++\ndate = "2026-03-02T09:00:00.000Z"\nupdated = 2026-03-02T09:00:00Z\n+++\n글\n'
    assert post(text, "goldmark")["date"] == "2026-03-02T09:00:00.000Z"
    assert isinstance(post(text, "goldmark")["updated"], datetime)


def test_12_a_fence_around_real_content() -> None:
    text = "```html\n<p>출처: <a href='/x'>여기</a></p>\n```\n글 [b](/b)\n"
    document = parse(Source.read("p.md", text.encode()), "post", Site("/"))
    assert [link.target for link in document.links] == ["/b"]
    assert [code.language for code in document.codes] == ["html"]


def test_13_a_folded_excerpt_with_a_heading_and_a_blank_line() -> None:
    text = "---\nfeature_text: >\n  ## 속보입니다.\n\n  군은 다리를 놓…\n---\n글\n"
    assert post(text) == {"feature_text": "## 속보입니다.\n군은 다리를 놓…\n"}


def test_14_whole_pages_beside_fragments(write: Write) -> None:
    whole = "<!DOCTYPE html><html><head><title>축제</title></head><body><p>글</p></body></html>"
    fragment = '<div style="color: red"><p>글</p></div>'
    root = write({"a/1.html": whole, "a/2.html": fragment, "a/3.html": fragment})
    report = run([str(root)], shipped(), Request(language="en"))
    assert [file.kind for file in report.files] == ["post", "page", "page"]


def test_17_translations_are_no_duplicates(write: Write) -> None:
    text = "---\ntitle: Ferry {}\nexcerpt: The ferry sails twice a day from April on.\n---\nText.\n"
    files = {f"{lang}/_posts/2026-03-02-a.md": text.format(lang) for lang in ("en", "fr")}
    found = rules_of(write({"_config.yml": "", **files}))
    assert found == {name: [] for name in files}


def test_18_a_series_of_one_title(write: Write) -> None:
    text = "---\ntitle: This week in the harbour\n---\nText {}.\n"
    files = {f"_posts/2026-03-0{day}-week.md": text.format(day) for day in range(1, 6)}
    found = rules_of(write({"_config.yml": "", **files}))
    newest = "_posts/2026-03-05-week.md"
    assert found == {**{name: [] for name in files}, newest: ["duplicates/duplicate-title"]}


def test_20_hosts_that_only_look_misspelt(write: Write) -> None:
    links = "https://https.cio.gov/ https://httpd.apache.org/ https://httpie.io/".split()
    text = "---\ntitle: Links\n---\n" + "".join(
        f"[a guide {n}]({u})\n" for n, u in enumerate(links)
    )
    name = "_posts/2026-03-02-a.md"
    assert rules_of(write({"_config.yml": "", name: text})) == {name: []}


@pytest.mark.parametrize(
    ("post", "rules"),
    [
        (f"---\ntitle: 부두\n? {'a' * 100_000}\n: b\n---\n글\n", []),
        (
            f"---\ntitle: 부두\npermalink: /{'a/' * 30_000}\n---\n[가](/none/b.html)\n",
            ["links/broken-link"],
        ),
        (f"---\ntitle: 부두\n---\n[가](/{'a/' * 50_000}{'../' * 50_000})\n", []),
        (
            "---\ntitle: 부두\nlayout: post\n---\n"
            + "".join(f"[가](#a{number})\n\n## b{number}\n\n" for number in range(3000)),
            ["links/broken-anchor"] * 3000,
        ),
    ],
    ids=["a long key", "a deep URL", "a long way up", "many fragments"],
)
def test_a_post_without_measure(write: Write, post: str, rules: list[str]) -> None:
    root = write({"_config.yml": "", "_layouts/post.html": "", "_posts/2026-03-02-a.md": post})
    found = rules_of(root)["_posts/2026-03-02-a.md"]
    assert [rule for rule in found if rule in ("links/broken-link", "links/broken-anchor")] == rules


def fixed(text: str, rule: str) -> str:
    """Return a post with the fixes of one rule applied, once."""
    path = "_posts/2026-03-02-a.md"
    report = lint_text(text, path, Options(select=[rule]))
    assert "engine/internal-error" not in [row.rule for row in report.diagnostics]
    return apply(Source.read(path, text.encode()), report.diagnostics, unsafe=True).decode()


_MATTER = "---\ntitle: 수달, 서해로 돌아오다\n---\n서해에 수달이 돌아왔다.{}\n\n"
_TAKEN = (
    "출처: [해양수산부 보도자료](https://www.korea.kr/briefing/pressReleaseView.do?newsId=118)\n"
)


@pytest.mark.parametrize(
    ("rule", "text", "added"),
    [
        ("malformed-link", f"[가]({'https://' * 12}a.example/1)\n", ""),
        ("missing-licence-notice", _MATTER.format("") + _TAKEN, "본 저작물은"),
        ("missing-licence-notice", _MATTER.format(" 공공누리 제1유형.") + _TAKEN, "제1유형으로"),
        ("unused-reference", "[글][a]이다.\n\n" + "[a]: /b\n" * 200, ""),
        ("bare-url", '글 <a href="https://a.example/1" rel="nofollow">가</a\n', ""),
        ("needless-html", '<p data-ke-size="size16"><b>부두</b></p>\n\n<p>글 <![가] 글</p>\n', ""),
    ],
)
def test_a_fix_is_the_last_one(rule: str, text: str, added: str) -> None:
    """Posts of the kinds that `benchmarks/mutants.py` has found, each of which had no end."""
    once = fixed(text, rule)
    assert fixed(once, rule) == once
    assert once.count(added) == 1 or not added


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xef\xbb\xbf\xff"])
def test_a_place_of_next_to_nothing_lies_in_the_file(raw: bytes) -> None:
    source = Source.read("a.md", raw)
    for row in lint_text(raw, "a.md", Options(preview=True)).diagnostics:
        assert 0 <= row.span.start <= row.span.end <= len(source.data)


def test_the_lines_of_fields_that_stand_twice() -> None:
    text = "---\ntitle: 가\nauthor: 나\ntitle: 다\nlead: |\n  라\nlayout: post\n---\n글\n"
    document = parse(Source.read("p.md", text.encode()), "post", Site("/"))
    lines = {name: told.line for name, told in facts_of(document).fields.items()}
    assert lines == {"title": 4, "author": 3, "lead": 5, "layout": 7}
