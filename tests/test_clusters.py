"""`newslint duplicates`: what repeats on a site, group by group."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

Write = Callable[[Mapping[str, str]], Path]
Run = Callable[..., tuple[int, str, str]]

TEXT = (
    "해담항만공사는 2일 새 부두를 열고 여객선을 하루 네 번에서 여덟 번으로 늘린다고 밝혔다."
    " 대합실은 3월 말까지 북쪽으로 옮기고, 옛 대합실은 주민 쉼터로 고친다."
)
FOOTER = "해담소리는 날마다 해담항의 소식을 가장 먼저 전합니다."


def post(title: str, body: str) -> str:
    return f"---\ntitle: {title}\nimage: /a.png\n---\n{body}\n\n{FOOTER}\n"


SITE = {
    "newslint.yaml": "",
    "_posts/2026-03-01-a.md": post("부두 열린다", TEXT),
    "_posts/2026-03-02-b.md": post("새 부두", TEXT.replace(" ", "")),
    "_posts/2026-03-03-c.md": post("부두 소식", f"{TEXT}!"),
    "_posts/2026-03-04-d.md": post("예인선", "예인선이 한 척 더 들어와 큰 배를 민다."),
    "_posts/2026-03-05-e.md": post("어시장", "어시장이 부두 옆으로 옮겨 아침에 연다."),
}


def test_clusters_as_json(write: Write, run: Run) -> None:
    write(SITE)
    code, out, _ = run("duplicates", "--output-format", "json")
    assert code == 0
    (site,) = json.loads(out)
    assert site["posts"] == 5
    assert 0.2 < site["repeated"] < 0.6
    told = {
        row["rule"]: (row["severity"], [(p["path"], p["line"]) for p in row["posts"]])
        for row in site["clusters"]
    }
    same = [(f"_posts/2026-03-0{n}-{name}.md", 2) for n, name in ((1, "a"), (2, "b"), (3, "c"))]
    assert told["duplicates/duplicate-body"] == ("error", same)
    severity, named = told["duplicates/repeated-block"]
    assert severity == "info"
    assert named[0] == ("_posts/2026-03-05-e.md", 7)
    assert told["duplicates/shared-image"][1][0] == ("_posts/2026-03-05-e.md", 3)
    facts = {row["rule"]: row["facts"] for row in site["clusters"]}
    assert facts["duplicates/repeated-block"] == {"text": FOOTER, "posts": 5, "share": 100}


def test_clusters_as_a_table(write: Write, run: Run) -> None:
    write(SITE)
    code, out, _ = run("duplicates", "_posts")
    assert code == 0
    head, *blocks = out.rstrip("\n").split("\n\n")
    assert "5 posts" in head
    assert [block.split()[:3] for block in blocks] == [
        ["error", "duplicates/duplicate-body", "3"],
        ["info", "duplicates/repeated-block", "5"],
        ["info", "duplicates/shared-image", "5"],
    ]


def test_a_site_without_posts(write: Write, run: Run) -> None:
    write({"newslint.yaml": ""})
    assert run("duplicates")[0] == 0


SELECT = ("check", "--select", "duplicate-body", "--lang", "en", "--fail-on", "never")
NEWEST = "_posts/2026-03-03-c.md"


def test_text_tells_a_story_once_at_its_newest_post(write: Write, run: Run) -> None:
    write(SITE)
    _, out, _ = run(*SELECT)
    assert out.count("duplicate-body") == 1
    assert out.splitlines()[0] == NEWEST
    assert "said of _posts/2026-03-01-a.md:2, _posts/2026-03-02-b.md:2 as well" in out
    assert "3 errors" in out


def test_text_tells_it_where_the_newest_was_not_linted(write: Write, run: Run) -> None:
    write(SITE)
    _, out, _ = run(*SELECT, "_posts/2026-03-02-b.md")
    assert out.count("duplicate-body") == 1
    assert "as well" not in out


def test_text_tells_it_where_the_newest_is_silent(write: Write, run: Run) -> None:
    silent = SITE[NEWEST].replace("title:", "newslint: {ignore: [duplicate-body]}\ntitle:")
    write({**SITE, NEWEST: silent})
    _, out, _ = run(*SELECT)
    assert out.count("duplicate-body") == 2


def test_json_tells_it_of_each(write: Write, run: Run) -> None:
    write(SITE)
    _, out, _ = run(*SELECT, "--output-format", "json")
    told = {file["path"]: len(file["findings"]) for file in json.loads(out)["files"]}
    assert sum(told.values()) == 3
    assert max(told.values()) == 1


CLASHING = """\
---
check: clashing-url
severity: error
status: stable
message: {en: "`{path}` is at `{url}`, too"}
---
# clashing-page

Two sources at one URL.
"""
UNNAMED = """\
---
check: post-name
severity: warning
status: stable
message: {en: "call it `{wanted}`"}
---
# odd-name

A post whose name tells no day.
"""


def test_what_repeats_no_other_post_is_in_no_cluster(write: Write, run: Run) -> None:
    """A site's own rules of the family, of which one tells of posts by themselves."""
    page = "---\ntitle: 부두\npermalink: /pier/\n---\n부두다.\n"
    write(
        {
            "_config.yml": "title: 해담\n",
            "newslint.yaml": "packs: [_duplicates]\nrules: {clashing-url: off}\n",
            "_duplicates/clashing-page.md": CLASHING,
            "_duplicates/odd-name.md": UNNAMED,
            "pier.md": page,
            "ferry.md": page,
            "_posts/notes.md": post("글", TEXT),
        }
    )
    _, out, _ = run("duplicates", "--output-format", "json")
    (site,) = json.loads(out)
    assert site["clusters"] == []
    _, out, _ = run("check", "--no-cache", "--output-format", "concise", "--select", "odd-name")
    assert out.startswith("_posts/notes.md:")
