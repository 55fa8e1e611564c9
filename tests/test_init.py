"""`newslint init`: what a site's posts have in common, as a configuration that fits them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from newslint import surveying
from newslint.catalog import shipped
from newslint.config_schema import config_schema
from newslint.survey import date_shape, section_of

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]


def post(number: int, *lines: str) -> str:
    head = "".join(f"{line}\n" for line in lines)
    return f"---\ntitle: 부두 소식 {number}\n{head}---\n부두는 오늘 저녁부터 문을 연다.\n"


def site(count: int = 40) -> dict[str, str]:
    """Return a site of Jekyll's whose news have a desk and, but for one, an author."""
    desks = ("항구", "시장", "학교")
    posts = {
        f"_posts/2026-03-{n % 28 + 1:02}-{n}.md": post(
            n,
            f"desk: {desks[n % 3]}",
            f"date: 2026-03-{n % 28 + 1:02} 09:00:00 +0900",
            *(["author: 한바다"] if n != 7 else []),
        )
        for n in range(count)
    }
    return {"_config.yml": "url: https://haedam.example\nlang: ko\n", **posts}


EXPECTED = """\
# yaml-language-server: $schema=.newslint.schema.json
# What newslint checks here: written by `newslint init` from 60 posts.
# Yours to change. `newslint rules` lists the rules, `newslint rule NAME` explains one.
extends: recommended  # or news: missing sources are errors

site:
  generator: jekyll  # recognised by its configuration
  hosts: [haedam.example]  # the generator's configuration; links to it stay inside
  lang: ko  # the generator's configuration

rules:
  missing-field:
    # not in each of 60 posts: author in 59
    fields: [title, desk, date, author]
  disallowed-value:
    values:
      desk: [시장, 학교, 항구]

# date in 60 posts: YYYY-MM-DD hh:mm:ss ±hhmm (100 %)
"""


def test_the_file(write: Write, run: Run) -> None:
    root = write(site(60))
    code, out, err = run("init")
    assert (code, out) == (0, "")
    assert (root / "newslint.yaml").read_text() == EXPECTED
    assert err.splitlines() == [
        "newslint: newslint.yaml: written; `newslint` lints with it",
        "newslint: .newslint.schema.json: written; editors that know YAML complete and check by it",
        "newslint: 60 posts: jekyll 60",
        "newslint: title, desk, date: in each of 60 posts",
        "newslint: author: in 59 of 60 posts; not in _posts/2026-03-08-7.md",
        "newslint: desk: 시장 20, 학교 20, 항구 20",
    ]


def test_editors_find_the_schema_that_the_first_line_names(write: Write, run: Run) -> None:
    root = write(site(4))
    run("init")
    first = (root / "newslint.yaml").read_text().splitlines()[0]
    named = root / first.partition("$schema=")[2]
    assert named.read_text() == run("schema")[1] == run("config", "schema")[1]
    assert json.loads(named.read_text()) == json.loads(json.dumps(config_schema(shipped())))
    assert run("--quiet", ".")[0] == 0


def test_what_another_has_written_meanwhile_is_left(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, known = write(site()), surveying.starter_of

    def meanwhile(*args: Any) -> object:
        (root / "newslint.yaml").write_text("extends: strict\n")
        return known(*args)

    monkeypatch.setattr(surveying, "starter_of", meanwhile)
    told = "newslint: newslint.yaml: changed meanwhile, so left alone; run it again\n"
    assert run("init") == (2, "", told)
    assert (root / "newslint.yaml").read_text() == "extends: strict\n"


def test_what_is_not_asked_is_counted(write: Write, run: Run) -> None:
    write(
        {
            **site(),
            "_posts/2026-03-29-none.md": "부두가 쉰다.\n",
            "_posts/2026-03-30-torn.md": "---\na: [\n---\n",
        }
    )
    told = (
        "42 posts: jekyll 42",
        "2 of them not asked: no front matter that can be read, or no text below it",
    )
    assert run("init")[2].splitlines()[2:4] == [f"newslint: {line}" for line in told]


def test_one_that_is_there_is_left_alone(write: Write, run: Run) -> None:
    for name in ("newslint.yaml", ".newslint.yaml"):
        root = write({**site(), name: "extends: strict\n"})
        code, _, err = run("init")
        assert code == 2
        assert err == f"newslint: {name} is there already; --force replaces it\n"
        assert (root / name).read_text() == "extends: strict\n"
        assert run("init", "--force")[0] == 0
        assert (root / name).read_text().startswith("# yaml-language-server: ")
        (root / name).unlink()


def test_a_project_file_keeps_its_other_tables(write: Write, run: Run) -> None:
    project = '[project]\nname = "haedam"\n[tool.newslint]\nextends = "strict"\n'
    root = write({**site(), "pyproject.toml": project})
    assert run("init")[0] == 2
    code, _, err = run("init", "--force")
    assert code == 0
    assert "pyproject.toml: its [tool.newslint] is not read any more" in err
    assert (root / "pyproject.toml").read_text() == project
    assert (root / "newslint.yaml").exists()


def test_a_dry_run_prints_what_would_be_written(write: Write, run: Run) -> None:
    root = write({**site(), "newslint.yaml": "extends: strict\n"})
    code, out, _ = run("init", "--dry-run")
    assert code == 0
    assert (root / "newslint.yaml").read_text() == "extends: strict\n"
    run("init", "--force")
    assert (root / "newslint.yaml").read_text() == out


HUGO = {
    "hugo.toml": 'baseURL = "https://haedam.example/"\nlanguageCode = "ko"\n',
    **{f"content/news/{n}.md": post(n, "source: 해담군청") for n in range(30)},
    **{f"content/page/{n}.md": post(n, "weight: 1") for n in range(25)},
    **{f"content/odd/{n}.md": post(n, 'a b: "x: y"') for n in range(3)},
}
LANGUAGES = {
    "hugo.toml": 'baseURL = "https://haedam.example/"\n',
    **{f"content/ko/post/{n}.md": post(n, "summary: 부두") for n in range(15)},
    **{f"content/en/post/{n}.md": post(n, "summary: pier") for n in range(15)},
    **{f"content/en/docs/{n}.md": post(n) for n in range(15)},
}
NESTED = {
    "README.md": "# 해담\n",
    **{f"web/{name}": text for name, text in site(60).items()},
}
FEW = {"_config.yml": "url: https://haedam.example\n", "_posts/2026-03-02-a.md": post(1)}
SLIP = {
    **site(),
    "_posts/2026-03-02-slip.md": post(99, "desk: 항 구", "date: 2026-03-02", "author: 한바다"),
}
CAMEL = {
    "hugo.toml": 'baseURL = "https://haedam.example/"\n',
    **{f"content/news/{n}.md": post(n, "fixVersions: [1]") for n in range(30)},
}
BARE = {
    "hugo.toml": 'baseURL = "https://haedam.example/"\n',
    **{
        f"content/news/{n}.md": f"---\nfield{n}: a\n---\n부두 {n}번이 문을 열었다.\n"
        for n in range(30)
    },
}
MANY_FIELDS = {
    "hugo.toml": 'baseURL = "https://haedam.example/"\n',
    **{
        f"content/news/{n}.md": post(n, *(f"a_name_of_field_number_{at}: 값" for at in range(9)))
        for n in range(30)
    },
}
ENGLISH = {
    f"_posts/2026-03-02-{n}.md": f"---\ntitle: Pier {n}\n---\n"
    "The new pier is open to all of the boats from this morning on, and it is free.\n"
    for n in range(30)
}
UNLIKE = {
    "_config.yml": "url: https://haedam.example\n",
    **{
        f"_posts/2026-03-02-{n}.md": f"---\nfield{n}: a\n---\n부두 {n}번이 문을 열었다.\n"
        for n in range(30)
    },
}
LINKED = {
    name: f"{text}\n[글](https://blog.haedam.example/{number})\n" if name.endswith(".md") else text
    for number, (name, text) in enumerate(site().items())
}


@pytest.mark.parametrize(
    ("files", "told", "untold"),
    [
        pytest.param(
            HUGO,
            ["fields: [title]", 'path: "content/news/**"', "fields+: [source]", "  pages:\n"],
            ["  page:\n", "odd", "a b"],
            id="sections",
        ),
        pytest.param(LANGUAGES, ['path: "content/*/post/**"', "  posts:\n"], ["lang:"], id="lang"),
        pytest.param(NESTED, ["generator: jekyll", "[title, desk, date, author]"], [], id="nested"),
        pytest.param(FEW, ["# 1 post with front matter: too few"], ["rules:"], id="few"),
        pytest.param(SLIP, ["# 항 구 is told as a slip for 항구"], ["항구, 항 구"], id="slip"),
        pytest.param(CAMEL, ["fields: [title, fixVersions]"], [], id="capitals"),
        pytest.param(BARE, ["  missing-field: {fields: []}"], ["fields: [title"], id="no-field"),
        pytest.param(
            MANY_FIELDS,
            ["    fields:\n      - title\n", "      - a_name_of_field_number_8\n"],
            ["fields: [title"],
            id="long-list",
        ),
        pytest.param(
            LINKED,
            ["# sisters: [blog.haedam.example]", "link to it: is it yours, too?"],
            [],
            id="sister",
        ),
        pytest.param(
            ENGLISH, ["lang: en  # all 30 posts whose language can be told"], [], id="english"
        ),
        pytest.param(
            {**site(), "_config.yml": "lang: en\n"},
            ["lang: ko  # all 40 posts whose language can be told"],
            ["lang: en"],
            id="declared-otherwise",
        ),
        pytest.param(UNLIKE, ["generator: jekyll"], ["rules:", "too few"], id="nothing-alike"),
        pytest.param(
            {name: text.replace("desk: ", "desk: ./") for name, text in site().items()},
            ["missing-field"],
            ["disallowed-value"],
            id="values-that-are-no-words",
        ),
        pytest.param({}, ["# 0 posts with front matter"], ["site:", "rules:"], id="nothing"),
        pytest.param(
            {
                **{k: v for k, v in site().items() if k != "_config.yml"},
                "CNAME": "haedam.example\n",
            },
            ["hosts: [haedam.example]  # CNAME", "lang: ko  # all 40 posts"],
            ["generator"],
            id="no-generator",
        ),
    ],
)
def test_what_is_written(
    write: Write, run: Run, files: dict[str, str], told: list[str], untold: list[str]
) -> None:
    root = write({**files, ".git/HEAD": ""})
    assert run("init")[0] == 0
    text = (root / "newslint.yaml").read_text()
    assert [part for part in told if part not in text] == []
    assert [part for part in untold if part in text] == []
    jsonschema.validate(yaml.safe_load(text), config_schema(shipped()))
    again = run("init", "--dry-run")[1]
    assert again == text
    # A fault of the configuration would be a 2.
    code, out, _ = run("check", "--select", "missing-field", "--no-cache", ".")
    assert (code in (0, 1), out.count("is missing") <= len(files) * 0.05) == (True, True)


def test_sites_that_have_their_own_are_left_out(write: Write, run: Run) -> None:
    apart = {f"other/_posts/2026-03-02-{n}.md": post(n, "mood: calm") for n in range(40)}
    root = write({**site(), "other/newslint.yaml": "", **apart})
    run("init")
    text = (root / "newslint.yaml").read_text()
    assert "from 40 posts" in text
    assert "mood" not in text


@pytest.mark.usefixtures("heeding_rights")
def test_a_post_that_may_not_be_read_is_left_out(write: Write, run: Run) -> None:
    root = write(site())
    (root / "_posts/2026-03-08-7.md").chmod(0)
    assert run("init")[0] == 0
    text = (root / "newslint.yaml").read_text()
    assert "from 39 posts" in text
    assert "# each of 39 posts has them\n    fields: [title, desk, date, author]" in text


def test_a_subfolder_means_its_site(write: Write, run: Run) -> None:
    root = write(site())
    assert run("init", str(Path("_posts")))[0] == 0
    assert (root / "newslint.yaml").exists()


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("2026-03-02", "YYYY-MM-DD"),
        ("'2026-03-02'", "YYYY-MM-DD"),
        ("2026/03/02 09:30", "YYYY/MM/DD hh:mm"),
        ("2026-03-02 9:30:00", "YYYY-MM-DD hh:mm:ss"),
        ("2026-03-02T09:30:00.123Z", "YYYY-MM-DDThh:mm:ss.fffZ"),
        ("2026-03-02 09:30:00 +0900", "YYYY-MM-DD hh:mm:ss ±hhmm"),
        ("2026-03-02T09:30:00-09:00", "YYYY-MM-DDThh:mm:ss±hh:mm"),
        ("Mon, 02 Mar 2026", "other"),
        ("2026-03-02\n# lang: en", "other"),
        ("", ""),
    ],
)
def test_date_shapes(written: str, shape: str) -> None:
    assert date_shape(written) == shape


@pytest.mark.parametrize(
    ("path", "base", "lead", "section"),
    [
        ("_posts/a.md", "", "", "_posts/**"),
        ("en/news/_posts/a.md", "", "", "**/_posts/**"),
        ("docs/_posts/2019/a.md", "docs/", "docs", "docs/_posts/**"),
        ("content/news/a.md", "", "content", "content/news/**"),
        ("content/ko/news/a.md", "", "content", "content/*/news/**"),
        ("content/ko/a.md", "", "content", "content/ko/**"),
        ("content/a.md", "", "content", ""),
        ("content/[2026]/a.md", "", "content", r"content/\[2026\]/**"),
        ("a.md", "", "", ""),
    ],
)
def test_sections(path: str, base: str, lead: str, section: str) -> None:
    assert section_of(path, base, lead) == section


def test_with_a_baseline_only_what_is_new_is_told_then(write: Write, run: Run) -> None:
    files = site()
    first = min(name for name in files if name.startswith("_posts"))
    link = '<a href="https://ferry.example/{}" rel="dofollow">여객선</a>\n'
    folder = write({**files, first: files[first] + link.format(1)})
    assert run("init", "--baseline", "--dry-run")[0] == 0
    assert not folder.joinpath(".newslint-baseline").exists()
    code, out, err = run("init", "--baseline")
    assert (code, out) == (0, "")
    assert "newslint: .newslint-baseline: places listed: 1, of files: 1;" in err
    assert "nothing to say" in run("--lang", "en")[1]
    folder.joinpath(first).write_text(files[first] + link.format(1) + link.format(2), "utf-8")
    assert "1 warning" in run("--lang", "en")[1]
    assert run("init", "--force", "--baseline")[0] == 0
    assert "nothing to say" in run("--lang", "en")[1]
