"""The command line: what is asked, what is said where, and what code it ends with."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newslint import __version__
from newslint.check import CHECKS

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

CLEAN = """\
---
title: 시청 앞 광장이 새로 단장했다
date: 2024-01-02
author: 김하나
---
시는 2일 광장을 다시 열었다.
"""
FAULTY = """\
---
title: 시립 도서관이 문을 열었다
date: 2024-01-03
author: 이둘
---
시는 3일 도서관을 열었다.

![열람실에 앉은 시민들](/img/none.png)
"""
MENDABLE = (
    CLEAN + '\n<a href="https://haedam.example/a" rel="nofollow bogus">시의 발표문</a> 참고.\n'
)
SITE: Mapping[str, str | bytes] = {
    "_config.yml": "title: 동네\n",
    "img/a.png": b"",
    "_posts/2024-01-02-clean.md": CLEAN,
    "_posts/2024-01-03-faulty.md": FAULTY,
}
CLEAN_PATH, FAULTY_PATH = "_posts/2024-01-02-clean.md", "_posts/2024-01-03-faulty.md"


def report(run: Run, *argv: str) -> dict[str, Any]:
    _, out, _ = run("check", "--output-format", "json", *argv)
    document: dict[str, Any] = json.loads(out)
    return document


def rules_of(document: Mapping[str, Any]) -> dict[str, list[str]]:
    return {file["path"]: [row["rule"] for row in file["findings"]] for file in document["files"]}


# -- Exit codes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["check", CLEAN_PATH], 0),
        ([CLEAN_PATH], 0),
        (["check", FAULTY_PATH], 1),
        ([FAULTY_PATH], 1),
        (["."], 1),
        ([], 1),
        (["check"], 1),
        ([".", "--fail-on", "never"], 0),
        (["--output-format", "json", FAULTY_PATH], 1),
        (["--quiet", FAULTY_PATH], 1),
        (["--help"], 0),
        (["check", "--help"], 0),
        (["--version"], 0),
        (["rules"], 0),
        (["rule", "broken-link"], 0),
        (["none.md"], 2),
        ([CLEAN_PATH, "none.md"], 2),
        (["--nonsense", "."], 2),
        (["check", "--nonsense"], 2),
        ([".", "--output-format", "nonsense"], 2),
        ([".", "--fail-on", "nonsense"], 2),
        ([".", "--config", "none.yaml"], 2),
        (["rule", "nonsense"], 2),
        (["rule"], 2),
    ],
)
def test_exit_code(write: Write, run: Run, argv: list[str], code: int) -> None:
    write(SITE)
    found, out, err = run(*argv)
    assert found == code
    assert (code == 2) is (out == "")
    assert err.startswith("newslint: ") is (code == 2)
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("rules: {broken-imag: off}\n", ["newslint.yaml:1: ", "did you mean `broken-image`?"]),
        ("\nfail_on: error\n", ["newslint.yaml:2: ", "did you mean `fail-on`?"]),
        ("a: [\n", ["newslint.yaml:", "not a configuration: "]),
    ],
)
def test_a_bad_configuration(write: Write, run: Run, config: str, words: list[str]) -> None:
    write({**SITE, "newslint.yaml": config})
    code, out, err = run(".")
    assert (code, out) == (2, "")
    assert [word for word in words if word not in err] == []


def test_an_unknown_option_is_explained(write: Write, run: Run) -> None:
    write(SITE)
    _, _, err = run("check", "--fial-on", "error")
    assert "--fial-on" in err
    assert "newslint check --help" in err


@pytest.mark.parametrize(
    ("config", "argv", "code"),
    [
        ("fail-on: never\n", [], 0),
        ("fail-on: never\n", ["--fail-on", "error"], 1),
        ("rules: {broken-image: warning}\n", [], 0),
        ("rules: {broken-image: warning}\n", ["--fail-on", "warning"], 1),
        ("rules: {broken-image: off}\n", ["--fail-on", "info"], 0),
        ("rules: {links: off}\n", [], 0),
    ],
)
def test_what_fails(write: Write, run: Run, config: str, argv: list[str], code: int) -> None:
    write({**SITE, "newslint.yaml": config})
    assert run(*argv, FAULTY_PATH)[0] == code


# -- What could not be looked at -------------------------------------------------------------


@pytest.fixture
def raising() -> Iterator[None]:
    """Make the check of missing-alt raise on every post that has an image."""

    def fail(*_: object) -> Iterator[Any]:
        raise ZeroDivisionError("a fault \x07\u202e")
        yield

    import newslint.checks.missing_alt  # noqa: F401  # so that it is registered

    before = CHECKS["missing-alt"]
    # As a check of newslint's own: another's is not what its rules ask for.
    fail.__module__ = before.run.__module__
    CHECKS["missing-alt"] = replace(before, run=fail)
    yield
    CHECKS["missing-alt"] = before


@pytest.mark.usefixtures("raising")
def test_a_check_that_raises_is_a_finding_and_the_rest_goes_on(write: Write, run: Run) -> None:
    write(SITE)
    code, out, err = run("--output-format", "json", ".")
    assert code == 2
    found = rules_of(json.loads(out))
    assert found[CLEAN_PATH] == []
    assert sorted(found[FAULTY_PATH]) == ["engine/internal-error", "links/broken-image"]
    assert err.count("missing-alt") == 1
    assert "ZeroDivisionError" in err


@pytest.mark.usefixtures("raising")
def test_a_fault_is_not_echoed_raw(write: Write, run: Run) -> None:
    write(SITE)
    _, out, err = run(FAULTY_PATH)
    assert [mark for mark in "\x07\u202e" if mark in out + err] == []


def test_a_path_in_a_notice_is_not_echoed_raw(write: Write, run: Run) -> None:
    write({**SITE, "_includes/a\x07\u202e.md": "x"})
    _, out, err = run("_includes/a\x07\u202e.md")
    assert "neither a post nor a page" in err
    assert [mark for mark in "\x07\u202e" if mark in out + err] == []


def test_front_matter_that_breaks_the_reader_stops_no_one_else(write: Write, run: Run) -> None:
    write({**SITE, "_posts/2024-01-04-bad.md": "---\ntitle: 가\ndraft: !!bool maybe\n---\n글\n"})
    found = rules_of(report(run, "."))
    assert found[FAULTY_PATH] == ["links/broken-image"]


def test_a_file_that_cannot_be_read_is_a_finding(write: Write, run: Run) -> None:
    root = write(SITE)
    (root / "_posts" / "2024-01-05-gone.md").symlink_to(root / "none.md")
    code, out, _ = run("--output-format", "json", "_posts/2024-01-05-gone.md", CLEAN_PATH)
    assert code == 1
    assert rules_of(json.loads(out)) == {
        CLEAN_PATH: [],
        "_posts/2024-01-05-gone.md": ["engine/unreadable-file"],
    }


def test_what_could_not_be_read_is_told_whatever_is_off(write: Write, run: Run) -> None:
    root = write({**SITE, "newslint.yaml": "rules: {engine: off}\n"})
    (root / "_posts" / "2024-01-05-gone.md").symlink_to(root / "none.md")
    assert run("_posts/2024-01-05-gone.md")[0] != 0


# -- Nothing to do ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "argv", "word"),
    [
        ({}, ["."], "no post or page to lint"),
        ({**SITE, "newslint.yaml": "exclude: ['*.md']\n"}, ["."], "excluded"),
        ({**SITE, "newslint.yaml": "exclude: ['*.md']\n"}, [FAULTY_PATH], "1 file excluded"),
        ({**SITE, "README.md": "# 글\n"}, ["README.md"], "README.md: neither a post nor a page"),
    ],
    ids=["empty", "all-excluded", "named-excluded", "manual"],
)
def test_a_word_on_stderr(
    write: Write, run: Run, files: dict[str, str | bytes], argv: list[str], word: str
) -> None:
    write(files)
    code, _, err = run(*argv)
    assert code == 0
    assert err.startswith("newslint: ")
    assert word in err


def test_quiet_says_findings_only(write: Write, run: Run) -> None:
    write(SITE)
    assert run("--quiet", CLEAN_PATH) == (0, "", "")


# -- Formats and looks -----------------------------------------------------------------------


def test_json(write: Write, run: Run) -> None:
    write(SITE)
    document = report(run, ".")
    assert document["version"] == 1
    assert rules_of(document) == {CLEAN_PATH: [], FAULTY_PATH: ["links/broken-image"]}
    (finding,) = document["files"][1]["findings"]
    assert (finding["severity"], finding["line"], finding["column"]) == ("error", 8, 16)
    assert (finding["end_line"], finding["end_column"]) == (8, 29)
    assert document["summary"] == {
        "files": 2,
        "posts": 2,
        "error": 1,
        "warning": 0,
        "info": 0,
        "baselined": 0,
        "links": {"checked": 1, "broken": 1, "undecidable": 0},
    }


@pytest.mark.parametrize(
    ("argv", "silencer", "broken"),
    [
        ((), "", 3),
        ((), "<!-- newslint-ignore-file links: an archive -->\n", 3),
        (("--ignore", "broken-link"), "", 3),
        # What is not looked for is not known.
        (("--ignore", "broken-anchor"), "", 1),
    ],
)
def test_links_to_ids_that_are_not_there_count_as_broken(
    write: Write, run: Run, argv: tuple[str, ...], silencer: str, broken: int
) -> None:
    links = "[a](#none) [b](#none) [c](#pier) [d](/news/none/)"
    post = f"---\ntitle: Pier\n---\n{silencer}\n## Pier\n\n{links}\n"
    write({"_config.yml": "permalink: /news/:title/\n", "_posts/2026-03-02-pier.md": post})
    found = report(run, *argv, ".")["summary"]["links"]
    assert found == {"checked": 4, "broken": broken, "undecidable": 0}


def test_concise(write: Write, run: Run) -> None:
    write(SITE)
    _, out, _ = run("--output-format", "concise", ".")
    (line,) = out.splitlines()
    assert line.startswith(f"{FAULTY_PATH}:8:16: error: links/broken-image: ")


def test_min_severity_hides_and_does_not_forgive(write: Write, run: Run) -> None:
    write({**SITE, "newslint.yaml": "rules: {broken-image: info}\nfail-on: info\n"})
    shown = [
        run("--output-format", "concise", *argv, FAULTY_PATH)[:2]
        for argv in (
            [],
            ["--min-severity", "info"],
            ["--min-severity", "error"],
        )
    ]
    assert [(code, len(out.splitlines())) for code, out in shown] == [(1, 0), (1, 1), (1, 0)]


@pytest.mark.parametrize(
    ("env", "argv", "coloured"),
    [
        ({}, [], False),
        pytest.param({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, ["--color", "auto"], False),
        pytest.param({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)
def test_colour(
    write: Write,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    argv: list[str],
    coloured: bool,  # noqa: FBT001
) -> None:
    write(SITE)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run(*argv, FAULTY_PATH)[1]) is coloured


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_post_cannot_speak_to_the_terminal(write: Write, run: Run, form: str) -> None:
    evil = "\x1b[31m\x07\u202e\x9b"
    write({**SITE, FAULTY_PATH: FAULTY.replace("/img/none.png", f"</img/{evil}none.png>")})
    code, out, err = run("--output-format", form, FAULTY_PATH)
    assert code == 1
    assert "none.png" in out
    assert [mark for mark in evil if mark in out + err and mark not in "[31m"] == []


@pytest.mark.parametrize(
    ("argv", "config", "korean"),
    [
        ([], "", False),
        (["--lang", "ko"], "", True),
        ([], "messages: ko\n", True),
        (["--lang", "en"], "messages: ko\n", False),
        ([], "site: {lang: ko}\n", True),
    ],
)
def test_the_language_of_messages(
    write: Write,
    run: Run,
    argv: list[str],
    config: str,
    korean: bool,  # noqa: FBT001
) -> None:
    write({**SITE, "newslint.yaml": config})
    (line,) = run("--output-format", "concise", *argv, FAULTY_PATH)[1].splitlines()
    message = line.partition("links/broken-image: ")[2].replace("none.png", "")
    assert any("가" <= letter <= "힣" for letter in message) is korean


# -- Other commands --------------------------------------------------------------------------


def test_help_lists_the_commands_as_they_describe_themselves(run: Run) -> None:
    import click

    from newslint.commands import COMMANDS, newslint

    _, out, _ = run("--help")
    for name, (_, about) in COMMANDS.items():
        command = newslint.get_command(click.Context(newslint), name)
        assert command is not None
        assert command.name == name
        assert about.partition(",")[0].partition(".")[0] in (command.help or "").replace("\n", " ")
        assert name in out


HEAVY = "bs4 numpy rich jsonschema referencing tinycss2 frontmatter aiohttp importlib.metadata"


@pytest.mark.parametrize(
    ("argv", "absent"),
    [
        (
            ["--help"],
            f"{HEAVY} yaml msgspec pyromark pathspec sqlite3 newslint.run newslint.document",
        ),
        (
            ["check", "--help"],
            "bs4 numpy rich jsonschema referencing tinycss2 aiohttp sqlite3 multiprocessing",
        ),
        (
            ["-q", "a.md"],
            "bs4 numpy rich jsonschema referencing tinycss2 aiohttp sqlite3 multiprocessing subprocess",
        ),
    ],
)
def test_what_is_not_imported(write: Write, argv: list[str], absent: str, tmp_path: Path) -> None:
    write({"newslint.yaml": "", "a.md": CLEAN})
    code = (
        "import sys; from newslint.cli import main; main(sys.argv[1:]);"
        " print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *argv],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stderr.split()
    assert [name for name in absent.split() if name in loaded] == []


ALLOWED = """
    __main__ answer attribution attribution.hosts attribution.licences attribution.organisations
    attribution.promotion attribution.reporting attribution.sentences attribution.statements
    attribution.wording bundles byline candidates catalog check checks cli colour commands
    commands.asked commands.check commands.formats commands.group commands.help
    commands.language commands.mending commands.offers commands.online commands.output
    commands.progress commands.ratchet commands.selection commands.terminal compiled config
    config_node config_reader corpus dates derived diagnostic digest discover document editors
    elements enclosed encoding evidence facts facts.anchors facts.barred facts.cited
    facts.closing facts.compared facts.days facts.fields facts.hosts facts.images facts.matter
    facts.packing facts.remembered facts.shingles facts.targets facts.values folders
    front_matter front_matter.field front_matter.json front_matter.places front_matter.readings
    front_matter.repeated front_matter.toml front_matter.yaml gather growth growth.compiling
    hangul html html_head ignores index korean korean_words kramdown led likeness limits lint
    mapper mapping marks markup misspelling names outcome overrun patterns place plan plugins
    program publishing raw_html recognition references regular relation report report.overview
    report.text request reread rows rule rule_check rule_folder run scan scripted sending shown
    site site.configuration site.detect site.eleventy site.generators site.hexo site.hugo
    site.hugo_html site.hugo_release site.javascript site.jekyll site.layouts site.links
    site.model site.pelican site.published site.resolve site.zola site_index site_loading
    site_report site_run source suggestion sums suppress suppression suppression.body
    suppression.matter suppression.nesting suppression.words tally template timing told unlinted
    urls width wish words workers
"""
"""The modules of newslint, checks aside, that a run over one file may import."""
LIBRARIES = "ahocorasick_rs click msgspec pyromark typing_extensions yaml"
"""The libraries that it may."""
NEVER = """
    asyncio concurrent csv email http importlib.metadata logging multiprocessing random socket sqlite3
    subprocess urllib.request xml zipfile
"""
"""Of Python's own what it may not: each takes as long as ten small modules."""


def test_what_a_run_over_one_file_imports(write: Write, tmp_path: Path) -> None:
    write({"newslint.yaml": "", "a.md": CLEAN})
    code = "import sys; from newslint.cli import main; main(['-q', 'a.md']); print(*sys.modules)"
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    # The first run compiles the rules, which takes a library more.
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
        )
    loaded = {*done.stdout.split()}
    begun = {
        *subprocess.check_output(
            [sys.executable, "-c", "import sys; print(*sys.modules)"], text=True
        ).split()
    }
    own = {name.removeprefix("newslint.") for name in loaded if name.startswith("newslint.")}
    assert {name for name in own if not name.startswith("checks.")} - {*ALLOWED.split()} == set()
    others = {name.partition(".")[0] for name in loaded - begun} - {*sys.stdlib_module_names}
    compiled_parts = {name for name in others if name.startswith(("_cython", "cython"))}
    assert others - compiled_parts - {"newslint", *LIBRARIES.split()} == set()
    assert (loaded - begun) & {*NEVER.split()} == set()


@pytest.mark.parametrize(
    ("argv", "code"), [([FAULTY_PATH], 1), ([CLEAN_PATH], 0), (["none.md"], 2), (["rules"], 0)]
)
def test_the_process_ends_with_all_said(
    write: Write, argv: list[str], code: int, tmp_path: Path
) -> None:
    write(SITE)
    command = [sys.executable, "-m", "newslint", *argv]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert (done.stdout + done.stderr).endswith("\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
@pytest.mark.parametrize("argument", ["a.md", "rules", "--help", "--version"])
def test_a_report_that_could_not_be_written_is_told(
    write: Write, tmp_path: Path, argument: str
) -> None:
    write({"newslint.yaml": "", "a.md": CLEAN})
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device
        done = subprocess.run(
            [sys.executable, "-m", "newslint", argument],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("newslint: ")
    assert done.stderr.endswith(": No space left on device\n")
    assert done.stderr.count("No space left") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
@pytest.mark.parametrize(
    ("argv", "code"), [([CLEAN_PATH], 0), ([FAULTY_PATH], 1), (["none.md"], 2), (["--none"], 2)]
)
def test_the_exit_code_is_right_where_stderr_is_full(
    write: Write, tmp_path: Path, argv: list[str], code: int
) -> None:
    write(SITE)
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device
        done = subprocess.run(
            [sys.executable, "-m", "newslint", *argv],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert done.returncode == code


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_is_closed_is_no_fault(write: Write, tmp_path: Path, closed: str) -> None:
    write({"newslint.yaml": "", "a.md": CLEAN})
    command = f'"{sys.executable}" -m newslint a.md {closed}'
    done = subprocess.run(command, cwd=tmp_path, shell=True, capture_output=True, check=False)  # noqa: S602  # own words
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0)


def test_version_is_told_before_anything_heavy_is_imported() -> None:
    code = (
        "import sys\nfrom newslint.cli import main\nassert main(['--version']) == 0\n"
        "heavy = {'click', 'yaml', 'msgspec', 'bs4', 'pyromark', 'pathspec', 'ahocorasick_rs'}\n"
        "sys.exit(','.join(sorted(heavy & sys.modules.keys())) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"newslint {__version__}\n", "")


def test_rules(run: Run) -> None:
    _, out, _ = run("rules")
    names = [line.split()[0] for line in out.splitlines()]
    assert names == sorted(names)
    assert {"links/broken-image", "markup/inline-style", "engine/internal-error"} <= set(names)
    _, out, _ = run("rules", "--output-format", "json")
    assert [row["rule"] for row in json.loads(out)] == names


@pytest.mark.parametrize("name", ["broken-image", "links/broken-image"])
def test_rule(run: Run, name: str) -> None:
    code, out, _ = run("rule", name)
    assert code == 0
    assert out.startswith("rule      links/broken-image\n")


def test_a_rule_for_programs(run: Run) -> None:
    told = json.loads(run("rule", "bare-url", "--output-format", "json")[1])
    assert told["rule"] == "links/bare-url"
    assert told["doc"].startswith("# bare-url\n")
    options = json.loads(run("rule", "extra-h1", "--output-format", "json")[1])["options"]
    assert options["max"].keys() == {"default", "about"}


def test_the_rules_of_a_family(run: Run) -> None:
    whole = run("rules")[1].splitlines()
    listed = run("rule", "links")[1].splitlines()
    assert listed == [line for line in whole if line.startswith("links/")]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["links/bare-url"], "the name `bare-url` is rules/links/bare-url.md's; choose another"),
        (["links/odd-url"], "rules/links/odd-url.md exists"),
        (["links/new-url", "--check", "phras"], "no check `phras`; did you mean `phrase`?"),
        (["links/url"], "two or more words in kebab-case"),
    ],
)
def test_a_new_rule_that_cannot_be(write: Write, run: Run, argv: list[str], told: str) -> None:
    root = write({"rules/links/odd-url.md": "mine\n"})
    code, _, err = run("new-rule", *argv)
    assert code == 2
    assert told in err
    assert [path.name for path in (root / "rules").rglob("*.md")] == ["odd-url.md"]


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (
            ["baseline", "show"],
            2,
            ".newslint-baseline: not there; `newslint baseline create` makes it",
        ),
        (["baseline", "create"], 0, "no post or page to list"),
        (["schema", "report"], 0, '"title"'),
        # What is to be mended is told before Spark is begun.
        (["archive", ".", "out"], 2, ".: no post or page to lint"),
        (["archive", "none", "out"], 2, "none: no such file or folder"),
        (["archive", "@none", "out"], 2, "none: No such file or directory"),
        (["archive", ".", "out", "--conf", "a"], 2, "--conf a: write NAME=VALUE"),
        (["archive", ".", "out", "--site", "."], 2, "--site is for posts that Spark reads"),
        (["archive", "show", ".", "file"], 2, "name a PATH for `file`, a QUERY for `sql`"),
        (["archive", "show", ".", "rules", "a"], 2, "name a PATH for `file`, a QUERY for `sql`"),
    ],
)
def test_commands_in_an_empty_folder(run: Run, argv: list[str], code: int, told: str) -> None:
    ended, out, err = run(*argv, "--lang", "en")
    assert ended == code
    assert told in out + err


@pytest.mark.parametrize(
    ("argv", "library", "extra"),
    [
        (["check", "--online"], "aiohttp", "online"),
        (["lock"], "aiohttp", "online"),
        (["check", "--watch"], "watchfiles", "watch"),
        (["server"], "pygls", "lsp"),
        (["archive", ".", "out"], "pandas", "spark"),
        (["archive", "show", "."], "duckdb", "spark"),
    ],
)
def test_a_missing_extra_is_named(
    write: Write, tmp_path: Path, argv: list[str], library: str, extra: str
) -> None:
    write(SITE)
    code = (
        f"import sys; sys.modules['{library}'] = None; from newslint.cli import main\n"
        f"raise SystemExit(main({argv}))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    told = rf"newslint: .* {library}[.\w]*[:;] pip install 'newslint\[{extra}\]'\n"
    assert re.fullmatch(told, done.stderr)


def test_an_unknown_rule_is_guessed(run: Run) -> None:
    code, out, err = run("rule", "broken-imag")
    assert (code, out) == (2, "")
    assert "did you mean `broken-image`?" in err


# -- Fixes -----------------------------------------------------------------------------------

POST = "_posts/2024-01-02-clean.md"


def test_fix_then_report_what_is_left(write: Write, run: Run) -> None:
    root = write({**SITE, POST: MENDABLE})
    code, out, err = run("--fix", ".")
    assert code == 1
    assert FAULTY_PATH in out
    assert "1 file changed" in err
    assert (root / POST).read_text(encoding="utf-8") == MENDABLE.replace(
        'rel="nofollow bogus"', 'rel="nofollow"'
    )
    assert (root / FAULTY_PATH).read_text(encoding="utf-8") == FAULTY
    assert sorted(path.name for path in (root / "_posts").iterdir()) == [
        Path(POST).name,
        Path(FAULTY_PATH).name,
    ]


def test_fix_twice_changes_nothing_more(write: Write, run: Run) -> None:
    root = write({**SITE, POST: MENDABLE})
    run("--fix", ".")
    once = (root / POST).read_bytes()
    assert "0 files changed" in run("--fix", ".")[2]
    assert (root / POST).read_bytes() == once


def test_fix_keeps_mark_endings_and_mode(write: Write, run: Run) -> None:
    text = "\ufeff" + MENDABLE.replace("\n", "\r\n")
    root = write({**SITE, POST: text})
    (root / POST).chmod(0o640)
    run("--fix", POST)
    assert (root / POST).read_bytes() == text.replace(" bogus", "").encode()
    assert (root / POST).stat().st_mode & 0o777 == 0o640


def test_fix_leaves_other_encodings_alone(write: Write, run: Run) -> None:
    raw = MENDABLE.encode("cp949")
    root = write({**SITE, POST: raw})
    run("--fix", POST)
    assert (root / POST).read_bytes() == raw


def test_diff_shows_and_changes_nothing(write: Write, run: Run) -> None:
    root = write({**SITE, POST: MENDABLE})
    _, out, _ = run("--diff", ".")
    assert out.splitlines()[:2] == [f"--- a/{POST}", f"+++ b/{POST}"]
    changed = [line for line in out.splitlines()[2:] if line[:1] in "+-"]
    assert changed == [
        '-<a href="https://haedam.example/a" rel="nofollow bogus">시의 발표문</a> 참고.',
        '+<a href="https://haedam.example/a" rel="nofollow">시의 발표문</a> 참고.',
    ]
    assert (root / POST).read_text(encoding="utf-8") == MENDABLE


@pytest.mark.parametrize("mark", ["\x0c", "\u2028", "\x85"], ids=["ff", "ls", "nel"])
def test_a_line_of_a_diff_ends_where_the_post_s_line_does(
    write: Write, run: Run, mark: str
) -> None:
    write({**SITE, POST: MENDABLE + f"앞{mark}뒤\n"})
    assert f" 앞{mark}뒤\n" in run("--diff", POST)[1]


def test_a_diff_tells_of_a_missing_newline_at_the_end(write: Write, run: Run) -> None:
    write({**SITE, POST: MENDABLE.rstrip("\n")})
    assert "\\ No newline at end of file" in run("--diff", POST)[1]


SPACER = '---\ntitle: 부두\n---\n글.\n\n<p data-ke-size="size16">&nbsp;</p>\n\n글.\n'


def test_a_diff_is_what_a_fix_does(write: Write, run: Run) -> None:
    """Residue and spacer overlap: the second is mended in a later round, on disk and in a diff."""
    root = write({"_config.yml": "", "_posts/2026-03-02-a.md": SPACER})
    _, diff, _ = run("--diff")
    assert (root / "_posts/2026-03-02-a.md").read_text(encoding="utf-8") == SPACER
    removed = [line for line in diff.splitlines() if line.startswith(("-", "+"))][2:]
    assert removed == ['-<p data-ke-size="size16">&nbsp;</p>', "-"]
    assert run("--fix", "-q")[2] == ""
    fixed = (root / "_posts/2026-03-02-a.md").read_text(encoding="utf-8")
    assert fixed == "---\ntitle: 부두\n---\n글.\n\n글.\n"
    assert run("--diff") == (0, "", "newslint: nothing to change\n")
    assert run("--diff", "-q") == (0, "", "")


def test_fixes_that_were_not_asked_for_are_counted(write: Write, run: Run) -> None:
    write({"_config.yml": "", "_posts/2026-03-02-a.md": CLEAN + "\n기술를 알렸다.\n"})
    found = report(run, "_posts")["files"][0]["findings"]
    unsafe = sum(row["fix"] is not None and not row["fix"]["safe"] for row in found)
    assert unsafe
    told = f"newslint: unsafe fixes left out: {unsafe}; --diff --unsafe-fixes shows them\n"
    assert run("--diff")[2] == f"{told}newslint: nothing to change\n"
    assert run("--fix")[2] == f"{told}newslint: 0 files changed\n"
    assert run("--diff", "--unsafe-fixes")[2] == ""


def test_an_error_of_the_disk_is_told_in_a_line(write: Write, run: Run) -> None:
    write({"_posts/2026-03-02-a.md": SPACER, "newslint.yaml/x": ""})
    code, _, err = run(".")
    assert (code, err.count("\n")) == (2, 1)
    assert "newslint.yaml" in err


@pytest.mark.parametrize(
    "wish",
    ["missing-source: {speech: [[a, '(']]}", "missing-source: {speech: [['', a]]}"],
    ids=["pattern", "literal"],
)
def test_a_pattern_is_refused_before_it_is_needed(write: Write, run: Run, wish: str) -> None:
    write({"_posts/2026-03-02-a.md": SPACER, "newslint.yaml": f"rules:\n  {wish}\n"})
    code, out, err = run(".")
    assert (code, out) == (2, "")
    assert err.startswith("newslint: newslint.yaml:2: rule `missing-source`: ")


# -- Several reports, and a post on stdin ----------------------------------------------------


def test_several_reports_in_one_run(write: Write, run: Run, tmp_path: Path) -> None:
    write(SITE)
    code, out, _ = run("--output", "json=out.json", "--output", "sarif=out.sarif", FAULTY_PATH)
    assert code == 1
    assert out.startswith(f"{FAULTY_PATH}\n")
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert rules_of(document) == {FAULTY_PATH: ["links/broken-image"]}
    log = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == 1


@pytest.mark.parametrize(
    ("argv", "start"),
    [
        (["--output", "concise"], f"{FAULTY_PATH}:8:"),
        (["--output", "concise", "--output", "json=o.json"], f"{FAULTY_PATH}:8:"),
        (["--output", "json=o.json", "--output-format", "github"], "::error "),
        (["--output", "jsonl"], '{"path": '),
    ],
)
def test_what_stdout_gets(write: Write, run: Run, argv: list[str], start: str) -> None:
    write(SITE)
    assert run(*argv, FAULTY_PATH)[1].startswith(start)


def test_two_reports_to_one_place_are_refused(write: Write, run: Run) -> None:
    write(SITE)
    assert run("--output", "json=a", "--output", "sarif=a", FAULTY_PATH)[0] == 2
    assert run("--output", "json", "--output-format", "text", FAULTY_PATH)[0] == 2


def test_a_diff_writes_the_other_reports(write: Write, run: Run, tmp_path: Path) -> None:
    write({**SITE, CLEAN_PATH: MENDABLE})
    code, out, _ = run("--diff", "--output", "json=a.json", CLEAN_PATH)
    assert (code, out.startswith("--- a/")) == (1, True)
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert rules_of(document) == {CLEAN_PATH: ["links/invalid-rel"]}


def test_half_a_surrogate_pair_stops_nobody(write: Write, run: Run) -> None:
    write({"a.md": '{"title":"x\\ud800","auther\\ud800": "2026"}\n\n가\n'})
    for form in ("text", "concise", "json", "jsonl", "github", "sarif"):
        code, _, err = run("--output-format", form, "a.md")
        assert (code, err) == (0, "")


def test_what_newslint_itself_does_wrong_ends_in_2(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TypeError("gone")

    write(SITE)
    monkeypatch.setattr("newslint.site_index.site_files", fail)
    code, _, err = run(".")
    assert code == 2
    assert err.endswith("newslint: TypeError: gone; please report it\n")


@pytest.mark.parametrize(
    ("written", "code"),
    [("nonsense", 2), ("json=", 2), ("nonsense=a", 2), ("json=none/a.json", 2), ("json=a.json", 1)],
)
def test_what_is_no_output(write: Write, run: Run, written: str, code: int) -> None:
    write(SITE)
    assert run("--output", written, FAULTY_PATH)[0] == code


@pytest.mark.parametrize(
    ("asked", "start"), [([], "::error "), (["--output-format", "text"], f"{FAULTY_PATH}\n")]
)
def test_github_is_the_default_there(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch, asked: list[str], start: str
) -> None:
    write(SITE)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(*asked, FAULTY_PATH)[1].startswith(start)


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(text.encode()))


def test_a_post_on_stdin_is_judged_where_it_would_be(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(SITE)
    pipe(monkeypatch, FAULTY.replace("문을 열었다", "책을 빌려준다"))
    new = "_posts/2024-01-03-new.md"
    assert rules_of(report(run, "-", "--stdin-filename", new)) == {new: ["links/broken-image"]}
    pipe(monkeypatch, FAULTY.replace("none.png", "a.png"))
    assert rules_of(report(run, "-", "--stdin-filename", FAULTY_PATH)) == {FAULTY_PATH: []}


def test_a_post_on_stdin_tells_itself_what_it_is(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({})
    for name in ("new.md", "none/such/new.md", "/none/such/new.md"):
        pipe(monkeypatch, "---\ntitle:\n---\n본문이다.\n")
        (rules,) = rules_of(report(run, "-", "--stdin-filename", name)).values()
        assert rules == ["front-matter/empty-field"]


def test_a_post_on_stdin_without_a_name(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({})
    pipe(monkeypatch, MENDABLE)
    assert rules_of(report(run, "-")) == {"stdin.md": ["links/invalid-rel"]}


def test_a_fix_of_stdin_is_a_filter(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(SITE)
    for text in (MENDABLE, CLEAN):
        pipe(monkeypatch, text)
        code, out, err = run("-", "--fix", "--stdin-filename", CLEAN_PATH)
        assert (code, out) == (0, text.replace(" bogus", ""))
        assert "1 post: nothing to say" in err
    assert Path(CLEAN_PATH).read_text(encoding="utf-8") == CLEAN


def test_a_diff_of_stdin(write: Write, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SITE)
    pipe(monkeypatch, MENDABLE)
    code, out, _ = run("-", "--diff", "--stdin-filename", CLEAN_PATH)
    assert code == 1
    assert out.count("\n-<a") == out.count("\n+<a") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["-", CLEAN_PATH],
        ["--stdin-filename", "a.md"],
        ["--stdin-filename", "a.md", "."],
        ["-", "--stdin-filename", "_posts"],
    ],
)
def test_stdin_stands_alone(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    write(SITE)
    pipe(monkeypatch, "")
    assert run(*argv)[0] == 2


def test_an_excluded_post_on_stdin_is_let_be(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({**SITE, "newslint.yaml": "exclude: ['*.md']\n"})
    pipe(monkeypatch, FAULTY)
    code, out, err = run("-", "--fix", "--stdin-filename", FAULTY_PATH)
    assert (code, out) == (0, FAULTY)
    assert "excluded" in err


# -- The day of the run ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "epoch", "code"),
    [
        (["--now", "2024-01-01"], "", 1),
        (["--now", "2024-01-03"], "", 0),
        ([], "1704067200", 1),
        ([], "1704240000", 0),
        (["--now", "2024-01-03"], "0", 0),
        (["--now", "soon"], "", 2),
        ([], "soon", 2),
        ([], "99999999999999999999", 2),
    ],
)
def test_the_day_of_the_run(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str], epoch: str, code: int
) -> None:
    write({"_posts/2024-01-04-a.md": CLEAN.replace("2024-01-02", "2024-01-04")})
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run(*argv, "--fail-on", "warning")[0] == code
