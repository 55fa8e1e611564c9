"""Packs are data, plugins are named before they are imported."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from newslint.catalog import shipped
from newslint.check import CHECKS
from newslint.folders import Folders
from newslint.limits import Guard
from newslint.mapper import Mapper
from newslint.plan import Wanted
from newslint.plugins import catalog_of
from newslint.site import Site
from newslint.site_loading import read_config
from newslint.source import Source

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

POST = "---\ntitle: 새 부두\n---\n## 이제 문을 연다.\n\n만전을 기할 계획이다. 출처: 군청\n"
RULE = """\
---
check: {check}
severity: error
status: stable
message: {{en: "mend it", ko: "고치세요"}}
{more}
---
# a-rule

It finds it.
"""
WORDS = "data: {phrases: promises.yaml}"
LIST = "- 만전을 기할\n"


def rule(check: str = "phrase", more: str = WORDS) -> str:
    return RULE.format(check=check, more=more)


def site(config: str = "packs: [_house]\n") -> dict[str, str | bytes]:
    return {"newslint.yaml": config, "_posts/2026-03-02-pier.md": POST}


def told(run: Run, *argv: str) -> list[tuple[str, int]]:
    _, out, err = run("--output-format", "json", *argv)
    assert "newslint: " not in err
    return [
        (row["rule"], row["line"]) for file in json.loads(out)["files"] for row in file["findings"]
    ]


# -- Packs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"_house/empty-promise.md": rule(), "_house/promises.yaml": LIST}, "house/empty-promise"),
        (
            {"_house/words/empty-promise.md": rule(), "_house/words/promises.yaml": LIST},
            "words/empty-promise",
        ),
        (
            {
                "_house/empty-promise.md": rule(more="data: {phrases: words/promises.yaml}"),
                "_house/words/promises.yaml": LIST,
                "_house/README.md": "# Our rules\n",
            },
            "house/empty-promise",
        ),
    ],
    ids=["flat", "families", "another-family-s-list"],
)
def test_a_pack(write: Write, run: Run, files: dict[str, str | bytes], name: str) -> None:
    write({**site(), **files})
    assert told(run) == [(name, 6)]
    assert told(run, "--select", "empty-promise") == [(name, 6)]
    assert told(run, "--ignore", name.partition("/")[0]) == []
    assert f"{name} " in run("rules")[1]
    assert f"rule      {name}" in run("rule", "empty-promise")[1]


def test_a_pack_may_use_newslint_s_lists(write: Write, run: Run) -> None:
    more = "data: {phrases: sources/source-labels.yaml}"
    write({**site(), "_house/named-source.md": rule(more=more)})
    assert ("house/named-source", 6) in told(run)


def test_a_pack_is_no_part_of_the_site(write: Write, run: Run) -> None:
    write(
        {
            **site("packs: [house]\n"),
            "_config.yml": "title: 동네\n",
            "house/empty-promise.md": rule(),
            "house/promises.yaml": LIST,
        }
    )
    document = json.loads(run("--output-format", "json")[1])
    assert [file["path"] for file in document["files"]] == ["_posts/2026-03-02-pier.md"]


RUNS = "import pathlib\n\npathlib.Path('ran').touch()\n"
TAG = "!!python/object/apply:pathlib.Path.touch [ran]"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (
            {
                "_house/promises.yaml": LIST,
                **dict.fromkeys(
                    [
                        "_house/__init__.py",
                        "_house/phrase.py",
                        "_house/checks/phrase.py",
                        "_house/conftest.py",
                        "_house/setup.py",
                        "sitecustomize.py",
                        "newslint.py",
                        "phrase.py",
                    ],
                    RUNS,
                ),
            },
            1,
        ),
        ({"_house/promises.yaml": f"- {TAG}\n"}, 2),
        (
            {
                "_house/promises.yaml": LIST,
                "_house/other.md": rule(more=f"options: {{max: {TAG}}}"),
            },
            2,
        ),
        ({"_house/promises.yaml": LIST, "_house/other.md": rule("os.path", "")}, 2),
        ({"_house/promises.yaml": LIST, "_house/other.md": rule("../phrase", "")}, 2),
    ],
    ids=["modules", "a-tag-in-a-list", "a-tag-in-a-page", "a-module-s-name", "a-path"],
)
def test_a_pack_is_data(
    write: Write, run: Run, tmp_path: Path, files: dict[str, str | bytes], code: int
) -> None:
    write({**site(), "_house/empty-promise.md": rule(), **files})
    assert run()[0] == code
    assert run("test", "_house")[0] == code
    assert not (tmp_path / "ran").exists()


def test_two_sites_have_each_their_own(write: Write, run: Run) -> None:
    files = {f"{folder}/{name}": text for folder in "ab" for name, text in site().items()}
    write(
        {
            **files,
            "b/newslint.yaml": "",
            "a/_house/empty-promise.md": rule(),
            "a/_house/promises.yaml": LIST,
        }
    )
    document = json.loads(run("--output-format", "json", "a", "b")[1])
    assert [len(file["findings"]) for file in document["files"]] == [1, 0]


@pytest.mark.parametrize(
    ("config", "files", "words"),
    [
        ("packs: [none]\n", {}, ["newslint.yaml:1: ", "none is no folder"]),
        ("packs: [_house]\n", {"_house/x.txt": ""}, ["the pack holds no rules"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule("nonsense", "")},
         ["house/a-rule.md", "no check `nonsense`", "names the plugin"]),
        ("packs: [_house]\n", {"_house/inline-style.md": rule(more="options: {phrases: [a]}")},
         ["`inline-style` is taken"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="options: {phrases: [a]}\nwas: extra-h1")},
         ["`was: extra-h1`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="borrows: {phrases: none.a}")},
         ["`none`, which is no rule"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="borrows: {phrases: none}")},
         ["borrows.phrases"]),
        ("packs: [House Rules]\n", {"House Rules/a-rule.md": rule(more="options: {phrases: [a]}")},
         ["kebab-case"]),
        ("packs: [_house]\nrules: {a-rule: {max: -1}}\n",
         {"_house/a-rule.md": rule(more="options: {phrases: [a]}")}, ["newslint.yaml:2: ", "a-rule"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="was: 3")}, ["`was`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="1: a")}, ["unknown key `1`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="variants: {a: 3}")}, ["`variants.a`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="words: {a: 3}")}, ["`words.a`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="data: {phrases: [a]}")}, ["no list"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="presets: {news: {severity: x}}")},
         ["`presets.news.severity`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="presets: {news: {options: 3}}")},
         ["`presets.news.options`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule("../phrase", "")}, ["no check `../phrase`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule().replace('"mend it"', '"mend {it"')},
         ["`message.en`", "braces"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule().replace('"mend it"', "{other: 3}")},
         ["`message.en`"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(more="variants: {a: {severity: x}}")},
         ["`variants.a.severity`", "one of info, warning, error"]),
        ("packs: [_house]\n", {"_house/a/b/a-rule.md": rule()}, ["no folders of rules"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(), "_house/promises.yaml": "- [a\n"},
         ["_house/promises.yaml: cannot be read: "]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(), "_house/promises.yaml": "[" * 200},
         ["_house/promises.yaml: cannot be read: it is nested too deeply"]),
        ("packs: [_house]\n", {"_house/a-rule.md": rule(), "_house/promises.yaml": b"\xff"},
         ["_house: cannot be read: "]),
        ("plugins: [newslint-none]\n", {}, ["newslint.yaml:1: ", "is not installed"]),
        ("plugins: [pytest]\n", {}, ["brings no checks, packs or formats"]),
    ],
)  # fmt: skip
def test_what_cannot_be_used(
    write: Write, run: Run, config: str, files: dict[str, str | bytes], words: list[str]
) -> None:
    write({**site(config), **files})
    code, _, err = run()
    assert code == 2
    assert [word for word in words if word not in err] == []


def test_what_leads_nowhere_in_a_pack_is_told(write: Write, run: Run, tmp_path: Path) -> None:
    write({**site(), "_house/words/empty-promise.md": rule(more="options: {phrases: [a]}")})
    (tmp_path / "_house/words/a-rule.md").symlink_to("nowhere.md")
    code, _, err = run()
    assert (code, err) == (2, "newslint: _house/words/a-rule.md: it is no regular file\n")


def test_a_family_s_folder_may_hold_folders_of_other_things(write: Write, run: Run) -> None:
    files = {"_house/words/empty-promise.md": rule(), "_house/words/promises.yaml": LIST}
    write({**site(), **files, "_house/words/drafts/notes.txt": "later"})
    assert told(run) == [("words/empty-promise", 6)]


# -- What becomes of rules -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "argv", "count"),
    [
        ("preview", [], 0),
        ("preview", ["--preview"], 1),
        ("preview", ["--preview", "--select", "a-rule"], 1),
        ("deprecated", [], 0),
        ("deprecated", ["--select", "a-rule"], 1),
        ("deprecated", ["--select", "house"], 0),
        ("stable", [], 1),
    ],
)
def test_status(write: Write, run: Run, status: str, argv: list[str], count: int) -> None:
    page = rule(more="options: {phrases: [만전]}").replace("status: stable", f"status: {status}")
    write({**site(), "_house/a-rule.md": page})
    assert len(told(run, *argv)) == count


def test_a_rule_in_preview_is_not_selected_in_silence(write: Write, run: Run) -> None:
    page = rule(more="options: {phrases: [만전]}").replace("status: stable", "status: preview")
    write({**site(), "_house/a-rule.md": page})
    code, _, err = run("--select", "a-rule")
    assert (code, "add --preview" in err) == (2, True)
    write({"newslint.yaml": "packs: [_house]\npreview: true\n"})
    assert len(told(run, "--select", "a-rule")) == 1


def test_an_old_name_still_works_and_is_told(write: Write, run: Run) -> None:
    page = rule(more="options: {phrases: [만전]}\nwas: [old-rule, older-rule]")
    write({**site("packs: [_house]\nrules: {old-rule: info}\n"), "_house/a-rule.md": page})
    code, out, err = run("--output-format", "json", "--select", "older-rule")
    (row,) = json.loads(out)["files"][0]["findings"]
    assert (code, row["severity"]) == (0, "info")
    assert err == "newslint: newslint.yaml:2: `old-rule` is called `a-rule` now\n"
    assert run("rule", "old-rule")[1].startswith("rule      house/a-rule\n")


@pytest.mark.parametrize(
    ("status", "argv", "told"),
    [
        ("deprecated", [], "`a-rule` is deprecated"),
        ("preview", [], "`a-rule` is in preview, so off without --preview"),
        ("preview", ["--preview"], ""),
    ],
)
def test_what_has_become_of_a_rule_that_is_named_is_told(
    write: Write, run: Run, status: str, argv: list[str], told: str
) -> None:
    page = rule(more="options: {phrases: [만전]}").replace("status: stable", f"status: {status}")
    write({**site("packs: [_house]\nrules: {a-rule: warning}\n"), "_house/a-rule.md": page})
    code, _, err = run(*argv)
    assert (code, told in err, bool(told)) == (0, True, bool(err))


# -- Plugins ---------------------------------------------------------------------------------


CHECK = """
from newslint.check import check, together

@check("{name}", reads="headings")
def run(rows, document, options):
    yield from together(row.span for row in rows if row.text.endswith("."))
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for site-packages; what was imported from it is forgotten."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before, modules = dict(CHECKS), set(sys.modules)
    yield folder
    CHECKS.clear()
    CHECKS.update(before)
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def plugin(
    *, check: str = "heading-end", entry: str = "house_rules", code: str = CHECK
) -> dict[str, str | bytes]:
    return {
        "packages/house_rules/__init__.py": code.format(name=check),
        "packages/house_rules/ended-heading.md": rule("heading-end", ""),
        "packages/newslint_house_rules-1.0.dist-info/METADATA": (
            "Metadata-Version: 2.1\nName: newslint-house-rules\nVersion: 1.0\n"
        ),
        "packages/newslint_house_rules-1.0.dist-info/entry_points.txt": (
            f"[newslint.checks]\nheading-end = {entry}\n[newslint.packs]\nhouse = house_rules\n"
        ),
    }


@pytest.mark.usefixtures("installed")
def test_a_plugin(write: Write, run: Run) -> None:
    write({**site("plugins: [newslint-house-rules]\n"), **plugin()})
    assert told(run, "_posts") == [("house/ended-heading", 4)]


ENDING = """
from newslint.check import check, together

@check("{name}", reads="headings")
def run(rows, document, options):
    from house_rules.ending import ENDING
    yield from together(row.span for row in rows if row.text.endswith(ENDING))
"""


def test_any_module_of_a_plugin_s_package_makes_findings_anew(
    installed: Path, write: Write, run: Run
) -> None:
    posts = {
        f"_posts/2026-03-02-{number}.md": "---\ntitle: 글\n---\n## 부두.\n" for number in range(60)
    }
    ending = installed / "house_rules/ending.py"
    write({**site("plugins: [newslint-house-rules]\n"), **plugin(code=ENDING), **posts})
    ending.write_text("ENDING = '.'\n", "utf-8")
    assert told(run, "_posts").count(("house/ended-heading", 4)) == 61
    ending.write_text("ENDING = ' of nothing'\n", "utf-8")
    del sys.modules["house_rules.ending"]
    assert "house/ended-heading" not in {name for name, _ in told(run, "_posts")}


@pytest.mark.usefixtures("installed")
def test_a_worker_imports_the_plugins_that_are_named(write: Write) -> None:
    root = write({**site("plugins: [newslint-house-rules]\n"), **plugin()})
    config = read_config(root / "newslint.yaml", Folders())
    catalog = catalog_of(config, shipped())
    # As in another process, which has imported nothing yet.
    del sys.modules["house_rules"], CHECKS["heading-end"]
    lint = Mapper(Site("/"), config, catalog, Wanted()).lint(Guard())
    mapped = lint(Source.read("a.md", POST.encode()), "post", report=True)
    assert [row.rule for row in mapped.diagnostics] == ["house/ended-heading"]


@pytest.mark.usefixtures("installed")
def test_a_pack_may_use_a_plugin_s_check(write: Write, run: Run) -> None:
    config = "plugins: [newslint_House.Rules]\npacks: [_own]\n"
    write({**site(config), **plugin(), "_own/other-heading.md": rule("heading-end", "")})
    assert told(run, "_posts") == [("house/ended-heading", 4), ("own/other-heading", 4)]


@pytest.mark.usefixtures("installed")
def test_a_plugin_that_is_not_named_is_not_imported(write: Write, run: Run) -> None:
    write({**site(""), **plugin(code="raise SystemExit")})
    assert told(run, "_posts") == []
    assert "house_rules" not in sys.modules


@pytest.mark.usefixtures("installed")
def test_another_site_s_plugin_is_not_there(write: Write, run: Run) -> None:
    files = {f"{folder}/{name}": text for folder in "ab" for name, text in site().items()}
    write(
        {
            **files,
            **plugin(),
            "a/newslint.yaml": "plugins: [newslint-house-rules]\n",
            "b/_house/other-heading.md": rule("heading-end", ""),
        }
    )
    code, _, err = run("a", "b")
    assert (code, "no check `heading-end`" in err) == (2, True)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("spec", "word"),
    [
        ({"code": "1 / 0"}, "ZeroDivisionError"),
        ({"entry": "house_rulez"}, "No module named 'house_rulez'"),
        ({"check": "other-name"}, "registers no check `heading-end`"),
        ({"check": "phrase"}, "newslint.checks.phrase"),
        ({"code": "raise SystemExit(0)"}, "SystemExit"),
    ],
)
def test_a_plugin_that_does_not_keep_its_word(
    write: Write, run: Run, spec: dict[str, str], word: str
) -> None:
    from newslint.checks import phrase  # registered before the plugin tries to

    assert phrase
    write({**site("plugins: [newslint-house-rules]\n"), **plugin(**spec)})
    code, _, err = run("_posts")
    assert code == 2
    assert err.startswith("newslint: newslint.yaml:1: plugin `newslint-house-rules` does not load")
    assert word in err


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("fault", ["raise SystemExit(0)", "print('x')", "raise KeyError"])
def test_a_plugin_cannot_call_all_clean_nor_spoil_a_report(
    write: Write, run: Run, fault: str
) -> None:
    code = CHECK + f"    {fault}\n"
    write({**site("plugins: [newslint-house-rules]\n"), **plugin(code=code)})
    status, out, _ = run("_posts", "--output-format", "json")
    assert status == (1 if "print" in fault else 2)
    assert len(json.loads(out)["files"]) == 1


@pytest.mark.usefixtures("installed")
def test_a_plugin_cannot_take_the_name_of_newslint_s_check(write: Write, run: Run) -> None:
    CHECKS.pop("phrase", None)
    code = CHECK + CHECK.replace("{name}", "phrase").replace("def run", "def other")
    write({**site("plugins: [newslint-house-rules]\n"), **plugin(code=code)})
    status, _, err = run("_posts")
    assert (status, "registers `phrase`, which is newslint's" in err) == (2, True)


@pytest.mark.usefixtures("installed")
def test_a_plugin_s_check_that_raises_is_a_finding(write: Write, run: Run) -> None:
    code = CHECK + "    raise OSError('gone')\n"
    write({**site("plugins: [newslint-house-rules]\n"), **plugin(code=code)})
    status, out, err = run("_posts", "--output-format", "concise")
    assert status == 2
    assert "engine/internal-error" in out
    assert "house/ended-heading: OSError: gone" in err


# -- `newslint test` -------------------------------------------------------------------------


BAD = "\n```md bad\n---\ntitle: a\n---\n## Done.\n```\n"
GOOD = "\n```md good\n---\ntitle: a\n---\n## Done\n```\n"


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ("", 1, ["no bad post"]),
        (GOOD, 1, ["no bad post"]),
        (BAD, 1, ["no good post"]),
        (BAD + GOOD, 1, ["no report; run `newslint test --update`"]),
        (
            GOOD.replace("good", "bad") + GOOD,
            1,
            ["a bad post has no finding", "shows the rule itself"],
        ),
        (BAD.replace("bad", "good") + BAD, 1, ["a good post has findings"]),
    ],
)
def test_coverage(write: Write, run: Run, more: str, code: int, words: list[str]) -> None:
    page = rule(more="options: {phrases: [Done.]}") + more
    write(
        {
            **site(),
            "_house/a-rule.md": page.replace("phrases: [Done.]", "patterns: [[Done, 'Done\\.']]"),
        }
    )
    status, out, _ = run("test", "_house")
    assert status == code
    assert [word for word in words if word not in out] == []


@pytest.mark.usefixtures("installed")
def test_a_pack_is_tested_and_updated(write: Write, run: Run) -> None:
    config = "plugins: [newslint-house-rules]\n"
    root = write(
        {**site(config), **plugin(), "_own/other-heading.md": rule("heading-end", "") + BAD + GOOD}
    )
    code, out, _ = run("test", "_own", "--update")
    assert (code, out) == (0, "_own/other-heading.md: updated\n1 rule, 2 examples, 0 failed\n")
    assert "post.md:4:1: error: own/other-heading: mend it" in (
        root / "_own" / "other-heading.md"
    ).read_text(encoding="utf-8")
    code, out, _ = run("test", "newslint-house-rules")
    assert (code, "packages/house_rules/ended-heading.md: no bad post" in out) == (1, True)


def test_a_new_rule_of_a_pack_that_is_used_needs_no_more(write: Write, run: Run) -> None:
    pack = {"house/old-promise.md": rule(), "house/promises.yaml": LIST}
    write({"newslint.yaml": "packs: [house]\n", **pack})
    code, out, _ = run("new-rule", "house/empty-promise", "--pack", "house")
    told = "house/empty-promise.md: fill it in, then run `newslint test house --update`\n"
    assert (code, out) == (0, told)


def test_a_family_and_a_rule_are_tested(run: Run) -> None:
    code, out, _ = run("test", "links", "inline-style")
    assert (code, out.endswith(" 0 failed\n")) == (0, True)
    assert run("test", "inline-stile")[0] == 2


# -- Formats -----------------------------------------------------------------------------------

CSV = """
def csv(report, look):
    for file in report.files:
        for row in file.diagnostics:
            if look.shows(row.severity):
                yield f"{file.path};{row.place.line};{row.rule}\\n"
"""


def with_format(name: str = "csv", entry: str = "house_rules:csv") -> dict[str, str | bytes]:
    return {
        **plugin(code=""),
        "packages/house_rules/__init__.py": CSV,
        "packages/newslint_house_rules-1.0.dist-info/entry_points.txt": (
            f"[newslint.formats]\n{name} = {entry}\n"
        ),
    }


@pytest.mark.usefixtures("installed")
def test_a_format_of_a_plugin(write: Write, run: Run, tmp_path: Path) -> None:
    write({**site("plugins: [newslint-house-rules]\n"), **with_format()})
    post = "---\ntitle: 가!\n---\n\n글 [다](https://a.example/?utm_source=x) 라\n"
    write({"_posts/2026-03-09-c.md": post})
    wanted = "_posts/2026-03-09-c.md;2;front-matter/exclaiming-title\n"
    _, out, err = run("check", "--output-format", "csv", "--lang", "en", "_posts")
    assert wanted in out, err
    # A machine is told infos, too.
    assert "noisy-url" in out
    run("check", "--output", "csv=out.csv", "-q")
    assert wanted in (tmp_path / "out.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("config", "files", "name", "said"),
    [
        ("", with_format(), "csv", "the format `csv` is of newslint-house-rules: name that under"),
        ("", {}, "csv", "`csv` is no format; choose from text, concise, json"),
        (
            "plugins: [newslint-house-rules]\n",
            with_format(entry="house_rules:none"),
            "csv",
            "plugin `newslint-house-rules` does not load: AttributeError",
        ),
    ],
    ids=["not named", "not installed", "not there"],
)
def test_a_format_that_is_not_to_be_had(
    config: str, files: dict[str, str | bytes], name: str, said: str, write: Write, run: Run
) -> None:
    write({**site(config), **files})
    code, out, err = run("check", "--output-format", name)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.usefixtures("installed")
def test_a_format_is_not_imported_unless_it_is_asked_for_and_named(write: Write, run: Run) -> None:
    write({**site(""), **with_format(), "packages/house_rules/__init__.py": "raise SystemExit"})
    assert run("check", "-q", "--fail-on", "never")[0] == 0
    assert run("check", "-q", "--output-format", "csv")[0] == 2
    assert "house_rules" not in sys.modules


@pytest.mark.usefixtures("installed")
def test_no_plugin_takes_the_name_of_a_format_that_there_is(write: Write, run: Run) -> None:
    write({**site("plugins: [newslint-house-rules]\n"), **with_format("concise")})
    assert ";" not in run("check", "-q", "--output-format", "concise", "--min-severity", "info")[1]
