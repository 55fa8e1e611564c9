"""Posts that are made to do harm: a row for each kind, and what newslint makes of it.

Others stand where what they are about does: `test_limits.py` (size, depth, time), `test_patterns.py`
(patterns of rules and sites), `test_consumers.py` and `test_formats.py` (workflow commands, terminal
escapes, markup in reports), `test_discover.py` (links of the disk), `test_packs.py` (paths in packs).
"""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from newslint import front_matter
from newslint.catalog import shipped
from newslint.facts.matter import packed
from newslint.fix import apply
from newslint.lone_text import Judged, LoneText
from newslint.outcome import Report
from newslint.report import FOR_PEOPLE, REPORTERS, Look
from newslint.request import Request
from newslint.source import Source, Span
from newslint.wish import Selection

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
Work = Callable[[Callable[[], object]], int]

HEAD = "---\ntitle: 부두가 열린다\n---\n"
FEW, MANY = 60, 240
"""Pieces that a post is made of, to see how work grows with them."""
ROOM = 1.5
"""How much more than in proportion: sorting and looking up take a little."""


@cache
def lone() -> LoneText:
    every = Selection(frozenset({"all"}), frozenset())
    return LoneText(shipped(), Request(selection=every, preview=True, today=date(2026, 6, 1)))


def linted(post: str | bytes, path: str = "_posts/2026-03-02-a.md") -> Judged:
    """Lint a post by all rules."""
    raw = post if isinstance(post, bytes) else post.encode(errors="surrogatepass")
    judged = lone().lint(path, raw)
    assert judged.crashes == ()
    return judged


def body(piece: Callable[[int], str]) -> Callable[[int], str]:
    return lambda times: HEAD + "".join(map(piece, range(times))) + "\n"


def matter(piece: Callable[[int], str], before: str = "", after: str = "") -> Callable[[int], str]:
    def made(times: int) -> str:
        return (
            f"---\ntitle: 부두\n{before}{''.join(map(piece, range(times)))}{after}\n---\n글이다.\n"
        )

    return made


def around(left: str, right: str, inside: str = "글") -> Callable[[int], str]:
    return lambda times: f"{HEAD}{left * times}{inside}{right * times}\n"


KINDS: dict[str, Callable[[int], str]] = {
    # Front matter.
    "keys": matter(lambda n: f"tite{n}: v\n"),
    "one key": matter(lambda _: "k: v\n"),
    "long list": matter(lambda n: f"- t{n}\n", "tags:\n"),
    "anchors": matter(lambda n: f"a{n}: &a{n} v\nb{n}: *a{n}\n"),
    "laughs": matter(lambda n: f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}, *a{n}]\n", "a0: &a0 [x]\n"),
    "merges": matter(lambda n: f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}\n", "a0: &a0 {x: 1}\n"),
    "comments": matter(lambda _: "# newslint-ignore-line inline-style\na: b\n"),
    "toml": lambda times: (
        f"+++\n{''.join(f'k{n} = 1 # 가{chr(10)}' for n in range(times))}+++\n글\n"
    ),
    "tables": lambda times: "+++\n" + "[[a]]\nb = '가'\n" * times + "+++\n글\n",
    "json": lambda times: "{" + "".join(f'"가{n}": 1,\n' for n in range(times)) + '"z": 1}\n글\n',
    "headers": lambda times: "title: 부두\ndate: 2026-03-02\n" + "k: 가\n" * times + "\n글\n",
    # Markdown.
    "quotes in quotes": around("> ", ""),
    "lists in lists": around("- ", ""),
    "emphasis": body(lambda _: "*a_ **b "),
    "stars": around("*", ""),
    "brackets": around("[", "](b)"),
    "images in images": around("![", "](b)"),
    "open brackets": body(lambda _: "[a]("),
    "references": body(lambda n: f"[a{n}]\n\n[a{n}]: /x{n}\n"),
    "one label": body(lambda _: "[a]: /x\n"),
    "footnotes": body(lambda n: f"글[^a{n}]\n\n[^a{n}]: 글\n\n"),
    "code": body(lambda n: "`" * (n % 9) + " a "),
    "a long line": body(lambda _: "부두에서 배가 떠난다. "),
    "a long word": body(lambda _: "a" * 40),
    "links": body(lambda _: "[여기](http://a.example) "),
    "table": body(lambda _: "| a | b |\n|---|---|\n"),
    "attribute lists": body(lambda _: "글\n{: .a}\n\n"),
    "definitions": body(lambda _: "글\n: 뜻\n\n"),
    # HTML.
    "divs": around("<div>", "</div>"),
    "open divs": around("<div>", ""),
    "spans": around("<span>", "</span>"),
    "open spans": around("<span>", ""),
    "bold": around("<b>", "</b>"),
    "anchors of HTML": around("<a href=x>", ""),
    "tables in tables": around("<table><tr><td>", ""),
    "attributes": lambda times: f"{HEAD}<p {'a=b ' * times}>글</p>\n",
    "styles": body(lambda _: "<p style='color:red;font-size:9px'>글</p>\n"),
    "comments of HTML": body(lambda _: "<!-- "),
    "declarations": body(lambda _: "<![x <!x <?x "),
    "entities": body(lambda _: "&amp;&#xac00;&eacute;&none "),
    "lone signs": body(lambda _: "< & <a \" ' ( "),
    # Templates, which nobody executes.
    "templates": body(
        lambda _: "{{ site.pages | map: 'x' }}{% include a %}<%= system('x') %>${7*7}"
    ),
    "open templates": body(lambda _: "{{ a {% raw %} {< {: "),
    # Suppressions.
    "ignores": body(lambda _: "<!-- newslint-ignore inline-style -->\n글이다.\n\n"),
    "ignored lines": body(lambda _: "<p style='a:b'>글</p> <!-- newslint-ignore-line all -->\n\n"),
    "starts": body(lambda _: "<!-- newslint-ignore-start inline-style -->\n"),
    "names": lambda times: f"{HEAD}<!-- newslint-ignore {'inline-style ' * times}-->\n글\n",
    "ignores in elements": lambda times: (
        f"{HEAD}{'<div>' * times}{'<p>글<!-- newslint-ignore all --></p>' * times}{'</div>' * times}"
    ),
    # Characters.
    "bidi": body(lambda _: "\u202e글\u2066 "),
    "invisible": body(lambda _: "글\u200b\u00ad\ufeff"),
    "controls": body(lambda _: "\x1b[31m글\x07\x9b\x00"),
    "combining": body(lambda _: "ㄱㅏ\u0301\u0302"),
    "carriage returns": body(lambda _: "글\r"),
    "lone surrogates": body(lambda _: "글\ud800"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_with_the_post_and_no_faster(kind: str, work: Work) -> None:
    made = KINDS[kind]
    nothing = work(lambda: linted(made(1)))
    few = work(lambda: linted(made(FEW))) - nothing
    many = work(lambda: linted(made(MANY))) - nothing
    # What is refused takes the same however long it is.
    assert many <= ROOM * MANY / FEW * max(few, nothing)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("extension", ["md", "html", "mdx"])
def test_places_lie_in_the_post_and_reports_are_well_formed(kind: str, extension: str) -> None:
    judged = linted(KINDS[kind](12), f"_posts/2026-03-02-a.{extension}")
    data = judged.source.data
    for row in judged.report.diagnostics:
        edits = row.fix.edits if row.fix else ()
        assert all(fits(span, data) for span in (row.span, *(edit.span for edit in edits)))
    apply(judged.source, judged.report.diagnostics, unsafe=True).decode()
    hold(Report((judged.report,)))


def fits(span: Span, data: bytes) -> bool:
    """Tell whether a span lies in a text and cuts no character of it."""
    ends = [at for at in span if at < len(data) and 0x80 <= data[at] < 0xC0]
    return 0 <= span.start <= span.end <= len(data) and not ends


def hold(report: Report) -> None:
    """Look at what is told in every format."""
    for name, reporter in REPORTERS.items():
        text = "".join(reporter(report, Look(verbose=True, min_severity="info")))
        text.encode()
        if name in FOR_PEOPLE:
            assert not [mark for mark in "\x00\x07\x1b\x9b\u202e\u2066" if mark in text]
        if name in ("json", "sarif", "gitlab", "rdjson"):
            json.loads(text)
        elif name in ("jsonl", "rdjsonl"):
            for line in text.split("\n")[:-1]:
                json.loads(line)
        elif name in ("junit", "checkstyle"):
            ET.fromstring(text)  # noqa: S314  # newslint's own


# -- Encodings -------------------------------------------------------------------------------

KOREAN = "---\ntitle: 시청 앞 광장\n---\n시는 광장을 다시 열었다고 밝혔습니다.\n"


@pytest.mark.parametrize(
    "codec",
    "utf-8 utf-8-sig utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-be cp949 euc_kr johab iso2022_kr"
    " shift_jis euc_jp iso2022_jp gb18030 gbk hz big5 cp1252 latin-1 koi8-r cp1251 mac_roman cp037"
    " utf-8-cut utf-8-twice".split(),
)
def test_every_encoding_gives_a_report(codec: str) -> None:
    if codec == "utf-8-cut":
        raw = KOREAN.encode()[:-4]
    elif codec == "utf-8-twice":
        raw = KOREAN.encode().decode("latin-1").encode()
    else:
        raw = KOREAN.encode(codec, errors="ignore")
    hold(Report((linted(raw).report,)))


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [touch owned]", "!ruby/object:X {}"]
)
def test_a_tag_of_yaml_makes_no_object(tmp_path: Path, tag: str) -> None:
    linted(f"---\ntitle: {tag}\n---\n글\n")
    assert not (tmp_path / "owned").exists()
    assert not Path("owned").exists()


# -- The disk --------------------------------------------------------------------------------

POST = "_posts/2026-03-02-a.md"


def test_a_link_leads_to_nothing_outside_of_the_site(write: Write, run: Run) -> None:
    outside = (
        "[가](../../out/b.md) [나](/../out/b.md) [다](/%2e%2e/out/b.md) [라](..\\..\\out\\b.md)"
    )
    write(
        {
            "out/b.md": "---\ntitle: 밖\n---\n글\n",
            "site/_config.yml": "",
            f"site/{POST}": f"---\ntitle: 안\n---\n{outside}\n",
        }
    )
    _, out, _ = run("--no-cache", "--select", "broken-link", "--output-format", "jsonl", "site")
    told = [json.loads(line) for line in out.splitlines()]
    assert len([row for row in told if row.get("rule") == "links/broken-link"]) == 4


LAUGHS = "a0: &a0 [x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("_config.yml", "defaults collections exclude permalink title"),
        ("hugo.yaml", "permalinks menu taxonomies params outputs cascade module mediaTypes"),
        ("_config.yml", "new_post_name skip_render category_map permalink root"),
    ],
    ids=["jekyll", "hugo", "hexo"],
)
def test_a_bomb_in_a_generator_s_configuration_is_no_configuration(
    write: Write, run: Run, name: str, keys: str
) -> None:
    config = LAUGHS + "".join(f"{key}: *a9\n" for key in keys.split())
    posts = {f"source/_posts/{number}.md": HEAD for number in range(60)}
    write({name: config, "package.json": '{"dependencies": {"hexo": "7.0.0"}}', **posts})
    # With an index, into which goes what the configuration says.
    assert run(".")[0] == 0


def test_a_long_text_that_is_repeated_is_not_kept_as_often() -> None:
    text = f"---\ntitle: &a {'가' * 100_000}\ntags: [{'*a, ' * 900}]\n---\n글\n"
    matter = front_matter.parse(Source.read("a.md", text.encode()))
    assert len(packed(matter)) < 4_000_000


def test_a_bomb_in_newslint_s_configuration_is_told(write: Write, run: Run) -> None:
    kinds = "kinds: {press: {match: {path: _posts}, schema: {enum: *a9}}}\n"
    write({"newslint.yaml": LAUGHS + kinds, "_posts/2026-03-02-a.md": HEAD})
    code, _, err = run("--no-cache", ".")
    told = "newslint: newslint.yaml:1: not a configuration: its aliases repeat too much\n"
    assert (code, err) == (2, told)


@pytest.mark.parametrize("listed", ["../../../etc/passwd", "/etc/passwd", "..", "links/../x.yaml"])
def test_a_rule_of_a_pack_has_no_list_from_elsewhere(write: Write, run: Run, listed: str) -> None:
    rule = (
        "---\ncheck: phrase\nseverity: warning\nstatus: stable\nmessage: {en: '`{text}`'}\n"
        f"data: {{phrases: {listed}}}\n---\n# stray-list\n\nA list.\n"
    )
    write({"newslint.yaml": "packs: [_own]\n", "_own/stray-list.md": rule, "a.md": HEAD})
    code, out, err = run("--no-cache", ".")
    assert (code, out) == (2, "")
    assert "_own/stray-list.md" in err


pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")


@pipes
@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        (POST, 1, "engine/unreadable-file: the file cannot be read: it is no regular file"),
        ("_config.yml", 2, "_config.yml: engine/unreadable-file: it is no regular file"),
        ("newslint.yaml", 2, "newslint.yaml: it is no regular file"),
        ("pyproject.toml", 2, "pyproject.toml: engine/unreadable-file: it is no regular file"),
        (".gitignore", 0, ""),
        (".newslint-baseline", 0, ""),
        ("_layouts/post.html", 0, ""),
        ("_data/a.yml", 0, ""),
    ],
)
@pytest.mark.parametrize("is_pipe", [True, False])
def test_a_pipe_or_a_device_hangs_nobody(
    write: Write, run: Run, name: str, code: int, told: str, *, is_pipe: bool
) -> None:
    root = write({"_posts/2026-03-03-b.md": "---\ntitle: 글\nlayout: post\n---\n글이다.\n"})
    path = root / name
    path.parent.mkdir(exist_ok=True)
    if is_pipe:
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    found = run("--no-cache", "--output-format", "concise", ".", *([name] if name == POST else []))
    assert (found[0], told in found[1] + found[2]) == (code, True)


def test_what_is_too_large_beside_the_posts_is_not_read(write: Write, run: Run) -> None:
    root = write({"_posts/2026-03-03-b.md": "---\ntitle: 글\n---\n글이다.\n"})
    with (root / "_config.yml").open("wb") as file:
        file.truncate(10**13)
    code, _, err = run("--no-cache", ".")
    assert (code, err) == (2, "newslint: _config.yml: engine/unreadable-file: File too large\n")
