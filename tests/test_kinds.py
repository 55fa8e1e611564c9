"""Kinds, overrides and selections: which rules hold for which file, and what tells it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newslint.catalog import shipped
from newslint.cli import main
from newslint.config import Config, ConfigError, matcher
from newslint.config_reader import has_table, parse
from newslint.config_schema import config_schema
from newslint.folders import Folders
from newslint.front_matter import parse as parse_matter
from newslint.plan import Plans, Wanted
from newslint.site_loading import read_config
from newslint.source import Source
from newslint.wish import Selection

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

CONFIG = """\
rules: {inline-style: {max: 9}, links: error}
kinds:
  press:
    match: {path: "_posts/**", categories: [News, Notice]}
    rules: {inline-style: {max: 1}, links: off}
  column:
    match: {extra.type: column}
    rules: {inline-style: info}
overrides:
  - {paths: "_posts/2019-*", rules: {markup: off}}
  - {paths: ["*.html"], rules: {inline-style: {max: 7}}}
"""


def plans(text: str = CONFIG, **wanted: Any) -> Plans:
    return Plans(parse(text.encode(), "newslint.yaml"), shipped(), Wanted(**wanted))


def kind_of(path: str, matter: str) -> str:
    front_matter = parse_matter(Source.read(path, f"---\n{matter}\n---\n".encode()))
    return plans().of(path, "post", front_matter).kind


@pytest.mark.parametrize(
    ("path", "matter", "kind"),
    [
        ("_posts/a.md", "categories: News", "press"),
        ("_posts/a.md", "categories: news", "press"),
        ("_posts/a.md", "Categories: [Sport, NOTICE]", "press"),
        ("_posts/2026/a.md", "categories: [News]", "press"),
        ("_posts/a.md", "categories: Sport", ""),
        ("_posts/a.md", "title: News", ""),
        ("essays/a.md", "categories: News", ""),
        ("essays/a.md", "extra: {type: column}", "column"),
        ("_posts/a.md", "categories: News\nextra: {type: column}", "press"),
        ("_posts/a.md", "categories: 'News", ""),
        ("_posts/a.md", "categories: {a: News}", ""),
    ],
)
def test_the_kind_of_a_post(path: str, matter: str, kind: str) -> None:
    assert kind_of(path, matter) == kind


def test_a_page_is_of_no_kind() -> None:
    matter = parse_matter(Source.read("a.md", b"---\ncategories: News\n---\n"))
    assert plans().of("_posts/a.md", "page", matter).kind == ""


@pytest.mark.parametrize(
    ("path", "matter", "severity", "most", "links"),
    [
        ("a.md", "title: a", "warning", 9, "error"),
        ("_posts/a.md", "categories: News", "warning", 1, None),
        ("a.md", "extra: {type: column}", "info", 9, "error"),
        ("_posts/2019-1.md", "categories: News", None, None, None),
        ("_posts/2019-1.html", "categories: News", "warning", 7, None),
        ("_posts/a.html", "categories: News", "warning", 7, None),
    ],
)
def test_layers(
    path: str, matter: str, severity: str | None, most: int | None, links: str | None
) -> None:
    front_matter = parse_matter(Source.read(path, f"---\n{matter}\n---\n".encode()))
    rules = {row.rule.name: row for row in plans().of(path, "post", front_matter).rules}
    style = rules.get("inline-style")
    assert (style.severity if style else None) == severity
    assert (getattr(style.options, "max", None) if style else None) == most
    assert (rules["broken-link"].severity if "broken-link" in rules else None) == links


def test_files_of_one_kind_share_a_plan() -> None:
    found = plans()
    assert found.of("a.md", "post") is found.of("b.md", "post")
    assert found.of("a.md", "post") is not found.of("_posts/2019-a.md", "post")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("kinds:\n  a: {}\n", 2, ["`kinds.a` needs `match`"]),
        ("kinds:\n  a:\n    match: {}\n", 2, ["needs `match`"]),
        ("kinds:\n  a:\n    math: {b: c}\n", 3, ["`kinds.a.math`", "`match`"]),
        ("kinds: [a]\n", 1, ["`kinds` must be a mapping"]),
        ("kinds:\n  a:\n    match: {path: [1]}\n", 3, ["list of texts"]),
        (
            "kinds:\n  a:\n    match: {b: c}\n    rules:\n      inline-stile: off\n",
            5,
            ["`inline-stile`", "`inline-style`"],
        ),
        (
            "kinds:\n  a:\n    match: {b: c}\n    rules:\n      extra-h1:\n        maxx: 1\n",
            6,
            ["`maxx`", "`max`"],
        ),
        ("kinds:\n  a:\n    match: {b: c}\n    schema: 3\n", 4, ["JSON Schema"]),
        ("kinds:\n  a:\n    match: {b: c}\n    schema: no.json\n", 4, ["no file no.json"]),
        (
            "kinds:\n  a:\n    match: {b: c}\n    schema: {type: nonsense}\n",
            4,
            ["schema-violation", "is no JSON Schema"],
        ),
        ("overrides: {}\n", 1, ["list of mappings"]),
        ("overrides:\n  - {rules: {links: off}}\n", 2, ["`overrides.0` needs `paths`"]),
        ("overrides:\n  - paths: a\n    rules: {linkz: off}\n", 3, ["`linkz`", "`links`"]),
        ("overrides:\n  - paths: a\n", 2, ["`overrides.0` needs `rules`"]),
        ("kinds:\n  post:\n    match: {a: b}\n", 2, ["`post`", "another name"]),
        ("site:\n  lang: korean\n", 2, ["`site.lang: korean`", "ko or en-US"]),
        ("kinds:\n  a:\n    match: {path: []}\n", 3, ["`kinds.a.match.path` is empty"]),
        ("kinds:\n  a:\n    match: {b: []}\n", 3, ["`kinds.a.match.b`"]),
        ("kinds:\n  a:\n    match: {b: {c: d}}\n", 3, ["`kinds.a.match.b`"]),
        (
            "kinds:\n  a:\n    match: {b: c}\n    schema: {$ref: 'https://a.example/b'}\n",
            4,
            ["leads to nothing inside"],
        ),
        ("rules:\n  missing-field: {fields: 3}\n", 2, ["missing-field", "a list"]),
        ("plugins: a\n", 1, ["list of texts"]),
        ("preview: 1\n", 1, ["true or false"]),
    ],
)
def test_errors_have_their_place(text: str, line: int, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        plans(text)
    assert str(caught.value).startswith(f"newslint.yaml:{line}: ")
    assert [word for word in words if word not in str(caught.value)] == []


BOMB = "\n".join(
    [
        "a0: &a0 [x, x, x, x, x, x, x, x, x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)),
    ]
)
KIND = "kinds:\n  a:\n    match: {b: c}\n    schema: a.json\n"


def test_a_schema_may_stand_in_a_file(write: Write) -> None:
    root = write({"newslint.yaml": KIND, "a.json": '\ufeff{"required": ["title"]}'})
    (kind,) = read_config(root / "newslint.yaml", Folders()).kinds
    assert kind.rules["schema-violation"].options == {"schema": {"required": ["title"]}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"required": [}', "expected"),
        ("[1, 2]", "it holds no keys"),
        ('{"a": ' * 200 + "1" + "}" * 200, "it is nested too deeply"),
        (BOMB, "its aliases repeat too much"),
    ],
    ids=["no JSON", "a list", "a deep one", "a bomb"],
)
def test_what_is_no_schema_in_a_file_is_told(write: Write, text: str, words: str) -> None:
    root = write({"newslint.yaml": KIND, "a.json": text})
    with pytest.raises(ConfigError) as caught:
        read_config(root / "newslint.yaml", Folders())
    assert "newslint.yaml:4: `a.json` cannot be read: " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("pattern", ["!", "[z-a]"])
def test_what_is_no_pattern_is_told(pattern: str) -> None:
    with pytest.raises(ConfigError, match="`overrides`"):
        plans(f"overrides: [{{paths: '{pattern}', rules: {{}}}}]\n")
    assert matcher(["/a/"], "")("a/b.md")


def test_extending_adds_kinds_and_overrides(write: Write) -> None:
    root = write(
        {
            "house.yaml": "kinds:\n  a: {match: {x: 1}}\n  b: {match: {x: 2}}\n"
            "overrides: [{paths: p, rules: {}}]\npacks: [words]\n",
            "site/newslint.yaml": "extends: ../house.yaml\nkinds:\n  b: {match: {y: 3}}\n"
            "overrides: [{paths: q, rules: {}}]\npacks: [own]\n",
        }
    )
    config = read_config(root / "site" / "newslint.yaml", Folders())
    assert [(kind.name, dict(kind.fields)) for kind in config.kinds] == [
        ("a", {"x": (1,)}),
        ("b", {"y": (3,)}),
    ]
    assert [override.paths for override in config.overrides] == [("p",), ("q",)]
    folders = [Path(pack.name).relative_to(root).as_posix() for pack in config.packs]
    assert folders == ["words", "site/own"]


# -- pyproject.toml --------------------------------------------------------------------------


PROJECT = """\
[project]
name = "a-site"

[tool.newslint]
extends = "news"
exclude = ["_drafts/**"]

[tool.newslint.rules]
inline-style = {max = 3}
"markup/extra-h1" = "off"

[tool.newslint.kinds.press]
match = {categories = "News"}

[[tool.newslint.overrides]]
paths = ["a"]
rules = {links = "off"}
"""


def test_a_project_file_is_a_configuration(write: Write) -> None:
    config = read_config(write({"pyproject.toml": PROJECT}) / "pyproject.toml", Folders())
    assert (config.preset, config.exclude) == ("news", ("_drafts/**",))
    assert {name: (w.severity, dict(w.options)) for name, w in config.rules.items()} == {
        "inline-style": (None, {"max": 3}),
        "extra-h1": ("off", {}),
    }
    assert [kind.name for kind in config.kinds] == ["press"]
    assert len(config.overrides) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('extends = "news"', 'extends = "newz"', 5, "`news`"),
        ("inline-style = {max = 3}", "inline-stile = false", 9, "`inline-style`"),
        ("[tool.newslint.rules]", "[tool.newslint.rulez]", 8, "`rules`"),
        ("[tool.newslint.kinds.press]\nmatch", "[tool.newslint.kinds.post.match]\na", 12, "`post`"),
        ("[project]", "[project", 1, "not a configuration"),
    ],
)
def test_errors_in_a_project_file(old: str, new: str, line: int, word: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(PROJECT.replace(old, new).encode(), "pyproject.toml").validate(shipped())
    assert str(caught.value).startswith(f"pyproject.toml:{line}: ")
    assert word in str(caught.value)


def test_a_project_file_may_end_within_a_line() -> None:
    assert parse(b"[tool.newslint]\nextends = 'news'", "pyproject.toml").preset == "news"


def test_what_stands_for_the_table_of_a_project_file(write: Write) -> None:
    root = write({"pyproject.toml": "[tool]\nnewslint = 'news'\n"})
    with pytest.raises(ConfigError, match=r"pyproject\.toml: `tool\.newslint` must be a table"):
        read_config(root / "pyproject.toml", Folders())


@pytest.mark.parametrize(
    ("text", "has"),
    [
        (PROJECT, True),
        ("[tool.newslint.rules]\n", True),
        ("[[tool.newslint.overrides]]\n", True),
        ('[tool."newslint"]\n', True),
        ("[tool]\nnewslint = {extends = 'news'}\n", True),
        ("[tool.newslint\n", False),
        ("[tool.newslint]\na = [\n", True),
        ("[tool.newslint-x]\n", False),
        ("[tool.newslinter]\n", False),
        ('[project]\nname = "newslint"\n', False),
    ],
)
def test_whether_a_project_file_configures_newslint(text: str, *, has: bool) -> None:
    assert has_table(text.encode()) is has


def test_the_nearest_project_file_with_a_table_marks_the_root(write: Write, run: Run) -> None:
    write(
        {
            "pyproject.toml": "[tool.newslint]\nfail-on = 'never'\n",
            "site/pyproject.toml": "[project]\nname = 'x'\n",
            "site/_posts/2026-03-02-a.md": "본문\n",
        }
    )
    code, out, _ = run("--output-format", "json", "site")
    (file,) = json.loads(out)["files"]
    assert (code, [row["severity"] for row in file["findings"]]) == (0, ["error"])


def test_newslint_yaml_wins_over_a_project_file(write: Write, run: Run) -> None:
    write(
        {
            "pyproject.toml": "[tool.newslint]\nextends = 'nonsense'\n",
            "newslint.yaml": "",
            "a.md": "---\ntitle: 가\n---\n본문이다.\n",
        }
    )
    assert run()[0] == 0


# -- Selections ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "ignore", "on"),
    [
        ((), (), {"inline-style", "extra-h1", "broken-link"}),
        (("markup",), (), {"inline-style", "extra-h1"}),
        (("markup", "broken-link"), (), {"inline-style", "extra-h1", "broken-link"}),
        (("links/broken-link",), (), {"broken-link"}),
        (("markup",), ("extra-h1",), {"inline-style"}),
        (("extra-h1",), ("markup",), {"extra-h1"}),
        (("extra-h1",), ("extra-h1",), set()),
        ((), ("markup",), {"broken-link"}),
        ((), ("all",), set()),
        (("all",), ("links",), {"inline-style", "extra-h1", "missing-source"}),
        (("missing-source",), (), {"missing-source"}),
    ],
)
def test_selections(select: tuple[str, ...], ignore: tuple[str, ...], on: set[str]) -> None:
    config = parse(b"rules: {missing-source: off}\n", "newslint.yaml")
    selection = Selection(frozenset(select), frozenset(ignore))
    rules = config.active(shipped(), selection=selection)
    names = {row.rule.name for row in rules}
    watched = {"inline-style", "extra-h1", "broken-link", "missing-source"}
    assert names & watched == on
    assert {"internal-error", "unreadable-file"} <= names


def test_what_a_kind_has_off_stays_off_though_selected() -> None:
    config = Config()
    off = parse(b"rules: {extra-h1: off}\n", "newslint.yaml").rules
    rules = config.active(shipped(), off, selection=Selection(frozenset({"markup"})))
    assert "extra-h1" not in {row.rule.name for row in rules}


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--select", "inline-stile"], ["unknown rule `inline-stile`", "`inline-style`"]),
        (["--ignore", "linkz"], ["unknown rule `linkz`", "`links`"]),
        (["--select", "links,qqqqqq"], ["unknown rule `qqqqqq`", "newslint rules"]),
    ],
)
def test_a_selection_in_vain(write: Write, run: Run, argv: list[str], words: list[str]) -> None:
    write({"a.md": "---\ntitle: 가\n---\n본문이다.\n"})
    code, _, err = run(*argv)
    assert code == 2
    assert [word for word in words if word not in err] == []


# -- The command line ------------------------------------------------------------------------


SITE: Mapping[str, str | bytes] = {
    "newslint.yaml": CONFIG.replace('path: "_posts/**", ', ""),
    "_posts/2026-03-02-a.md": "---\ntitle: 가\ncategories: News\n---\n"
    '<p style="color: navy" title="a"><b style="x: y">가</b></p>\n',
    "about.md": "---\ntitle: 나\ncategories: News\n---\n본문이다.\n",
}


def test_the_report_names_the_kind(write: Write, run: Run) -> None:
    write(SITE)
    document = json.loads(run("--output-format", "json", ".")[1])
    assert {file["path"]: file["kind"] for file in document["files"]} == {
        "_posts/2026-03-02-a.md": "press",
        "about.md": "press",
    }
    assert document["summary"]["posts"] == 2
    assert [row["rule"] for file in document["files"] for row in file["findings"]] == [
        "markup/inline-style"
    ]


@pytest.mark.parametrize(("most", "code"), [("0", 1), ("1", 0), ("9", 0)])
def test_max_warnings(write: Write, run: Run, most: str, code: int) -> None:
    write(SITE)
    assert run("--max-warnings", most)[0] == code


# -- The schema of configurations ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (CONFIG, True),
        ("", True),
        ("extends: news\nrules: {links: off, markup/extra-h1: {max: 2, severity: info}}\n", True),
        ("rules: {inline-style: {maximum: 2}}\n", False),
        ("rules: {inline-style: sometimes}\n", False),
        ("rules: {internal-error: off}\n", False),
        ("rulez: {}\n", False),
        ("kinds: {a: {rules: {links: off}}}\n", False),
        ("fail-on: sometimes\n", False),
    ],
)
def test_the_schema_takes_what_the_reader_takes(text: str, *, valid: bool) -> None:
    import yaml

    schema = config_schema(shipped())
    jsonschema.Draft202012Validator.check_schema(schema)
    found = jsonschema.Draft202012Validator(schema).is_valid(yaml.safe_load(text) or {})
    assert found is valid
    try:
        plans(text)
    except ConfigError:
        assert not valid
    else:
        assert valid


def test_config_schema(run: Run) -> None:
    code, out, _ = run("config", "schema")
    assert code == 0
    assert json.loads(out) == json.loads(json.dumps(config_schema(shipped())))


def test_config_needs_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config"]) in (0, 2)
    assert "show" in "".join(capsys.readouterr())
