"""`newslint config show`: what holds for one file, and who says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
Files = Mapping[str, str | bytes]

POST, PAGE = "_posts/2026-03-02-a.md", "about.md"
TEXT = "---\ntitle: 가\ncategories: News\n---\n본문이다.\n"
CONFIG = """\
extends: news
fail-on: warning
site: {sisters: [sister.example, b.example], hosts: [old.haedam.example]}
exclude: [about.md]
rules: {inline-style: {max: 9}, links: error}
kinds:
  press:
    match: {categories: [News, Notice]}
    rules: {inline-style: {max: 1}, links: off}
overrides:
  - {paths: "_posts/2019-*", rules: {markup: off}}
  - {paths: "_posts/2026-*", rules: {extra-h1: {max: 7, fix: false}}}
"""
SITE: Files = {
    "_config.yml": "title: 해담소리\nurl: https://haedam.example\nlang: ko\n",
    "newslint.yaml": CONFIG,
    POST: TEXT,
    PAGE: TEXT,
}
PLAIN: Files = {"README.md": "# 부두\n"}

CONFIGURED = """\
_posts/2026-03-02-a.md
  site           . (jekyll, kramdown)
  configuration  newslint.yaml
  kind           press
  hosts          haedam.example, old.haedam.example
  sisters        b.example, sister.example
  language       ko; messages in ko
  preset         news
  fails on       warning
"""
EXCLUDED = """\
about.md: 검사에서 뺌
  사이트         . (jekyll, kramdown)
  설정           newslint.yaml
  종류           page
  호스트         haedam.example, old.haedam.example
  자매 사이트    b.example, sister.example
  언어           ko, 메시지는 ko
  프리셋         news
  실패 등급      warning
"""
UNKNOWN = """\
README.md
  site           . (plain, commonmark)
  configuration  none
  kind           neither a post nor a page
  hosts          unknown
  sisters        none
  language       unknown; messages in en
  preset         recommended
  fails on       error
"""
UNKNOWN_IN_KOREAN = """\
README.md
  사이트         . (plain, commonmark)
  설정           없음
  종류           글도 페이지도 아님
  호스트         알 수 없음
  자매 사이트    없음
  언어           알 수 없음, 메시지는 en
  프리셋         recommended
  실패 등급      error
"""


@pytest.mark.parametrize(
    ("files", "argv", "head"),
    [
        (SITE, [POST], CONFIGURED),
        (SITE, [PAGE, "--lang", "ko"], EXCLUDED),
        (PLAIN, ["README.md"], UNKNOWN),
        (PLAIN, ["README.md", "--lang", "ko"], UNKNOWN_IN_KOREAN),
    ],
    ids="configured excluded unknown unknown-in-korean".split(),
)
def test_the_site_for_people(
    write: Write, run: Run, files: Files, argv: list[str], head: str
) -> None:
    write(files)
    code, out, _ = run("config", "show", *argv)
    assert code == 0
    assert out.partition("\n\n")[0] == head.rstrip()


def test_the_site_for_programs(write: Write, run: Run) -> None:
    write(SITE)
    _, out, _ = run("config", "show", POST, "--output-format", "json")
    found = json.loads(out)
    del found["rules"]
    assert found == {
        "path": POST,
        "site": {
            "root": ".",
            "configuration": "newslint.yaml",
            "generator": "jekyll",
            "dialect": "kramdown",
            "hosts": ["haedam.example", "old.haedam.example"],
            "sisters": ["b.example", "sister.example"],
            "names": ["해담소리"],
            "language": "ko",
        },
        "kind": "press",
        "excluded": False,
        "messages": "ko",
        "preset": "news",
        "fail_on": "warning",
        "learned": [],
    }


RULES = [
    ("engine/internal-error", ("error", "always", {})),
    ("markup/inline-style", ("warning", "newslint.yaml:9", {"max": (1, "newslint.yaml:9")})),
    ("links/broken-link", ("off", "newslint.yaml:9", {})),
    (
        "markup/extra-h1",
        (
            "warning",
            "newslint.yaml:12",
            {"max": (7, "newslint.yaml:12"), "fix": ("off", "newslint.yaml:12")},
        ),
    ),
    ("markup/empty-heading", ("warning", "preset news", {})),
    (
        "front-matter/exclaiming-title",
        ("warning", "preset news", {"languages": ([], "preset news")}),
    ),
]


def rules_of(out: str) -> dict[str, Any]:
    return {
        row["rule"]: (
            row["severity"],
            row["why"],
            {name: (told["value"], told["where"]) for name, told in row["options"].items()},
        )
        for row in json.loads(out)["rules"]
    }


@pytest.mark.parametrize(("rule", "held"), RULES, ids=[rule for rule, _ in RULES])
def test_what_holds_of_a_rule_and_who_says_so(
    write: Write, run: Run, rule: str, held: tuple[str, str, Any]
) -> None:
    write(SITE)
    _, out, _ = run("config", "show", POST, "--output-format", "json")
    assert rules_of(out)[rule] == held


def test_its_rules_for_people(write: Write, run: Run) -> None:
    write({**SITE, "newslint.yaml": LONG})
    lines = run("config", "show", POST)[1].splitlines()
    at = lines.index("  warning  markup/inline-style                    newslint.yaml:1")
    assert lines[at + 1] == "           max: 9  (newslint.yaml:1)"
    at = lines.index("  error    front-matter/missing-field             newslint.yaml:2")
    shown = json.dumps(FIELDS, separators=(",", ":"))[:60]
    assert lines[at + 1] == f"           fields: {shown}…  (newslint.yaml:2)"
    written = run("config", "show", POST, "--lang", "ko")[1]
    assert "\n  error    engine/internal-error                  늘 켜짐\n" in written


FIELDS = [f"field{number}" for number in range(9)]
LONG = f"""\
rules: {{inline-style: {{max: 9}},
  missing-field: {{severity: error, fields: {FIELDS}}}}}
"""


def test_a_page_has_no_rules_that_are_for_posts_only(write: Write, run: Run) -> None:
    write(SITE)
    rules = rules_of(run("config", "show", PAGE, "--output-format", "json")[1])
    assert rules["sources/missing-source"][:2] == ("off", "it is for posts only")
    assert rules["markup/empty-heading"][:2] == ("warning", "preset news")


@pytest.mark.parametrize(
    ("status", "rules", "held"),
    [
        ("stable", "{}", ("warning", "preset recommended", {})),
        ("preview", "{}", ("off", "it is in preview", {})),
        ("deprecated", "{}", ("off", "it is deprecated", {})),
        ("preview", "{vague-number: info}", ("off", "it is in preview", {})),
        ("preview", "{vague-number: info}\npreview: true", ("info", "newslint.yaml:2", {})),
        ("stable", "{old-number: off}", ("off", "newslint.yaml:2", {})),
        ("stable", "{house: info}", ("info", "newslint.yaml:2", {})),
        (
            "stable",
            "{old-number: {phrases: [몇]}}",
            ("warning", "newslint.yaml:2", {"phrases": (["몇"], "newslint.yaml:2")}),
        ),
    ],
)
def test_a_pack_s_rule(write: Write, run: Run, status: str, rules: str, held: object) -> None:
    write(
        {
            **SITE,
            "newslint.yaml": f"packs: [_house]\nrules: {rules}\n",
            "_house/vague-number.md": VAGUE.replace("stable", status),
        }
    )
    _, out, err = run("config", "show", POST, "--output-format", "json")
    assert (rules_of(out)["house/vague-number"], err) == (held, "")


VAGUE = """---
check: phrase
status: stable
was: [old-number]
message: {en: "`{text}`: say how many"}
options: {phrases: [수많은]}
---
# vague-number

A number that is none.
"""


def test_a_preset_s_options_and_who_sets_them_otherwise(write: Write, run: Run) -> None:
    config = "extends: strict\nrules:\n  inline-style: {max: 1}\n  exclaiming-title: {fix: false}\n"
    write({**SITE, "newslint.yaml": config})
    rules = rules_of(run("config", "show", POST, "--output-format", "json")[1])
    assert rules["markup/inline-style"][2] == {"max": (1, "newslint.yaml:3")}
    assert rules["front-matter/exclaiming-title"][2] == {
        "languages": ([], "preset news"),
        "fix": ("off", "newslint.yaml:4"),
    }


def test_what_was_learned(write: Write, run: Run) -> None:
    text = (
        "---\ntitle: 글 {n}\ntidetable: 가\n{byline}---\n"
        "![배](https://img.store.example/{n}.png) ![길](https://haedam.example/{n}.png)\n\n"
        "출처: [글](https://port.example/{n})\n\n더 보기 [port.example](https://port.example)\n"
    )
    posts = {
        f"_posts/2026-03-{n:02}-a.md": text.format(n=n, byline="byline: 가\n" if n else "")
        for n in range(60)
    }
    write({"newslint.yaml": "site: {hosts: [haedam.example]}", **posts})
    _, out, _ = run("config", "show", "_posts/2026-03-01-a.md")
    assert out.partition("\n\nlearned from the site\n")[2].splitlines() == [
        "  front-matter/missing-field             byline (98.3 % of 60)",
        "  front-matter/unknown-field             tidetable (100.0 % of 60)",
        "  links/hotlinked-image                  img.store.example (100.0 % of 60)",
        "  sources/sister-source                  port.example (100.0 % of 60)",
    ]
    _, out, _ = run("config", "show", "_posts/2026-03-01-a.md", "--output-format", "json")
    assert json.loads(out)["learned"][0] == {
        "rule": "front-matter/missing-field",
        "what": "byline",
        "share": 0.9833,
        "of": 60,
    }
