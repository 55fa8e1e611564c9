"""The ids of headings, as the programs that make pages of posts give them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from newslint.document import parse
from newslint.facts.anchors import Anchors, anchors_of
from newslint.site import Settings, Site
from newslint.source import Source


def anchors(text: str, dialect: str, path: str = "a.md", heading_ids: str = "") -> Anchors:
    site = Site("/", Settings(dialect=dialect, heading_ids=heading_ids))
    return anchors_of(parse(Source.read(path, text.encode()), "post", site))


HEADINGS = """\
# [부두](https://port.example/a) 소식

## **굵은** 글자 -- 그리고 *기울임*

## `--fix` 그리고 `a -- b`

### 한-베트남 경제 협력 강화!

## 다시

## 다시

## 다시-1

## 다시

## a_b "따옴표" it's... 1.2

## <b>굵게</b> 쓴 글

Setext 제목
-----------

## ![등대](light.png) 그림

## 제 이름 {#own-name}

## 각주[^1]가 있다

## https://port.example/a

## 😀 이모지 :smile:

## ~~지운~~ 글 ##

## a &amp; b

## Ünï हिन्दी ①²

## 2026년 3월

## ÀÉ ß İ

[^1]: 각주
"""

KRAMDOWN = """\
부두-소식 굵은-글자--그리고-기울임 --fix-그리고-a----b 한-베트남-경제-협력-강화 다시 다시-1 다시-1 다시-2 a_b-따옴표-its-12
굵게-쓴-글 setext-제목 -그림 own-name 각주가-있다 httpsportexamplea -이모지-smile 지운-글 a--b ünï-हिन्दी- 2026년-3월
àé-ß-i̇
""".split()

GOLDMARK = """\
부두httpsportexamplea-소식 굵은-글자----그리고-기울임 --fix-그리고-a----b 한-베트남-경제-협력-강화 다시 다시-1
다시-1-1 다시-2 a_b-따옴표-its-12 b굵게b-쓴-글 setext-제목 등대lightpng-그림 own-name 각주1가-있다 httpsportexamplea
-이모지-smile 지운-글 a-amp-b ünï-हनद- 2026년-3월 àé-ß-i
""".split()


BLACKFRIDAY = """\
부두-https-port-example-a-소식 굵은-글자-그리고-기울임 fix-그리고-a-b 한-베트남-경제-협력-강화 다시 다시-1 다시-1-1 다시-2
a-b-따옴표-it-s-1-2 b-굵게-b-쓴-글 setext-제목 등대-light-png-그림 own-name 각주-1-가-있다 https-port-example-a 이모지-smile
지운-글 a-amp-b ünï-ह-न-द-①² 2026년-3월 àé-ß-i
""".split()


@pytest.mark.parametrize(
    ("dialect", "heading_ids", "ids"),
    [
        ("kramdown", "", KRAMDOWN),
        ("goldmark", "", GOLDMARK),
        ("goldmark", "blackfriday", BLACKFRIDAY),
    ],
)
def test_headings(dialect: str, heading_ids: str, ids: list[str]) -> None:
    found = anchors(HEADINGS, dialect, heading_ids=heading_ids)
    assert found.certain
    assert sorted(found.ids) == sorted({*ids})


@pytest.mark.skipif(shutil.which("ruby") is None, reason="needs Ruby with kramdown-parser-gfm")
def test_kramdown_itself() -> None:
    program = "puts Kramdown::Document.new($stdin.read, input: 'GFM').to_html"
    command = ["ruby", "-Eutf-8", "-rkramdown", "-rkramdown-parser-gfm", "-e", program]
    done = subprocess.run(command, input=HEADINGS, capture_output=True, text=True, check=False)
    if "cannot load such file" in done.stderr:
        pytest.skip("kramdown-parser-gfm is not installed")
    assert re.findall(r'<h\d id="([^"]*)"', done.stdout) == KRAMDOWN


@pytest.mark.skipif(shutil.which("hugo") is None, reason="needs Hugo")
@pytest.mark.parametrize(("kind", "ids"), [("github", GOLDMARK), ("blackfriday", BLACKFRIDAY)])
def test_hugo_itself(tmp_path: Path, kind: str, ids: list[str]) -> None:
    for name, text in {
        "hugo.yaml": 'baseURL: "http://x.example/"\ndisableKinds: [taxonomy, term, RSS, sitemap]\n'
        f"markup: {{goldmark: {{parser: {{autoHeadingIDType: {kind}}}}}}}\n",
        "layouts/_default/single.html": "{{ .Content }}",
        "layouts/_default/list.html": "",
        "content/a.md": f"---\ntitle: a\n---\n{HEADINGS}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["hugo", "--quiet"], cwd=tmp_path, check=True, capture_output=True)
    page = (tmp_path / "public/a/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h\d id="([^"]*)"', page) == ids


@pytest.mark.parametrize(
    ("text", "dialect", "ids", "certain"),
    [
        (
            "# Foo `Bar` *baz*\n\n# Foo Bar baz\n\n# Foo Bar baz 1\n",
            "gfm",
            "foo-bar-baz foo-bar-baz-1 foo-bar-baz-1-1",
            True,
        ),
        ("# Über Straße ½\n", "mdx", "über-straße-½", True),
        ("# Ⅷ ②\n", "gfm", "ⅷ-②", True),
        ("# Wer? (Das)\t*Amt* — 50 %!\n", "gfm", "wer-dasamt--50-", True),
        ("두 줄\n제목\n====\n", "gfm", "두-줄제목", True),
        ("`두` 줄\n`제목`\n====\n", "gfm", "두-줄제목", True),
        ("# 제목 {#own}\n\n# 제목\n", "gfm", "own 제목", True),
        ("# 제목\n", "commonmark", "", False),
        ("글만 있다.\n", "commonmark", "", True),
        ('<h2>raw</h2><p id="p1">글 <a name="n1"></a></p>\n', "kramdown", "p1 n1", True),
        ("문단\n{: #list-id .note}\n", "kramdown", "list-id", True),
        ("# {{ page.title }}\n", "kramdown", "", False),
        ("# 제목\n\n{% include more.html %}\n", "kramdown", "제목", False),
        ("# 제목\n\n{{ page.more }}\n", "kramdown", "제목", False),
        ("# 제목\n\n[{{ page.more }}](/a)\n", "kramdown", "제목", False),
        (
            "# 제목\n\n[a]({{ site.baseurl }}/a) {% post_url 2026-03-02-a %}\n",
            "kramdown",
            "제목",
            True,
        ),
        ("# 제목\n\n[a]({% include url.html %}) ![b]({{ page.b }})\n", "kramdown", "제목", True),
        ("# 제목\n\n[a](/a) [b]({{ page.b }})\n{{ page.c }}\n", "kramdown", "제목", False),
        ("# 제목\n\n[a][b]\n\n[b]: {% link a.md %}\n", "kramdown", "제목", True),
        ("# 제목\n\n<a href='{{ site.url }}/a'>a</a>\n", "kramdown", "제목", True),
        ("# 제목\n\n<p>{{ page.id }}</p>\n", "kramdown", "제목", False),
        ("# 제목\n\n{{< notes >}}\n", "goldmark", "제목", False),
        ('# 제목\n\n[a]({{< ref "a.md" >}})\n', "goldmark", "제목", True),
        ("두 줄\n제목\n====\n", "goldmark", "제목", True),
        ("# !!!\n\n# ?\n", "goldmark", "heading heading-1", True),
        ("# a\n\n# a-1\n\n# a\n\n# a\n", "goldmark", "a a-1 a-2 a-3", True),
        ("## a ##\n\n## b#\n\n## c {.x} ## \n\n## d {{x}\n", "goldmark", "a b c-x d-", True),
        pytest.param(
            f"## a{' ' * 100_000}b\n", "goldmark", f"a{'-' * 100_000}b", True, id="many blanks"
        ),
    ],
)
def test_what_else_is_an_anchor(text: str, dialect: str, ids: str, certain: object) -> None:
    assert anchors(text, dialect) == Anchors(tuple(ids.split()), certain=bool(certain))


@pytest.mark.parametrize("dialect", ["kramdown", "goldmark", "gfm"])
def test_thousands_of_headings_that_are_alike(dialect: str) -> None:
    found = anchors("# a\n\n" * 20_000, dialect)
    assert (found.ids[0], found.ids[-1], len(found.ids)) == ("a", "a-19999", 20_000)


def test_headings_that_are_named_otherwise() -> None:
    assert anchors("# 제목\n", "kramdown", heading_ids="?") == Anchors(("제목",), certain=False)
    assert anchors("글\n", "kramdown", heading_ids="?").certain


def test_a_page_of_html_has_what_it_says() -> None:
    found = anchors('<h1 id="top-story">a</h1><h2>b</h2>', "html", "a.html")
    assert found == Anchors(("top-story",), certain=True)
