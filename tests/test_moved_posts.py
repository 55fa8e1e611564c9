"""What a change does to URLs that were there before it: told in runs that know the change, fixed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.front_matter.listed import listed
from newslint.source import Source

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
Git = Callable[..., str]

CONFIG = "title: 해담소리\nurl: https://haedam.example\npermalink: /:year/:month/:day/:title/\n"
PLUGIN = "plugins: [jekyll-redirect-from]\n"
OLD, NEW, FERRY = (f"_posts/2026-03-0{name}.md" for name in ("2-peir", "2-pier", "5-ferry"))
URL = "/2026/03/02/peir/"


def post(body: str = "부두가 문을 연다.\n", **fields: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in {"title": "새 부두", **fields}.items())
    return f"---\n{lines}---\n{body}"


LINKING = post(f"배는 [부두]({URL})에 닿는다.\n\n[지도]({URL}#map)도 있다.\n", title="여객선")


@pytest.fixture
def git(write: Write, tmp_path: Path) -> Git:
    """A repository with one commit: a post, and another that links to it twice."""

    def run(*args: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *args]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout

    write({"_config.yml": CONFIG + PLUGIN, OLD: post(), FERRY: LINKING})
    run("init", "-q", "-b", "main")
    run("add", "-A")
    run("commit", "-qm", "one")
    return run


def told(run: Run, *argv: str) -> dict[str, list[tuple[str, int, list[tuple[str, int]]]]]:
    """Severity, line and other places of what is said of URLs that were left, by file."""
    _, out, _ = run(*argv, "--output-format", "json")
    return {
        file["path"]: [
            (
                row["severity"],
                row["line"],
                [(other["path"], other["line"]) for other in row["related"]],
            )
            for row in file["findings"]
            if row["rule"] == "links/abandoned-url"
        ]
        for file in json.loads(out)["files"]
    }


LINKED = [("error", 1, [(FERRY, 4), (FERRY, 6)])]


# -- What is a move ----------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [("--staged",), ("--changed",), ("--since", "main")])
def test_a_file_is_renamed(git: Git, run: Run, asked: tuple[str, ...]) -> None:
    git("mv", OLD, NEW)
    assert told(run, *asked) == {NEW: LINKED}
    assert told(run, *asked, "--diff-lines") == {NEW: LINKED}


def test_a_file_is_renamed_without_git(git: Git, run: Run, tmp_path: Path) -> None:
    before = git("status", "--porcelain")
    (tmp_path / OLD).rename(tmp_path / NEW)
    assert told(run, "--changed") == {NEW: LINKED}
    assert told(run, "--since", "HEAD") == {NEW: LINKED}
    assert told(run, "--staged") == {}
    (tmp_path / NEW).rename(tmp_path / OLD)
    assert git("status", "--porcelain") == before


def test_links_to_elsewhere_are_not_told(git: Git, run: Run, write: Write) -> None:
    write({"_posts/2026-03-06-fair.md": post("[여객선](/2026/03/05/ferry/)도 온다.\n")})
    git("add", "-A")
    git("commit", "-qm", "two")
    git("mv", OLD, NEW)
    assert told(run, "--staged") == {NEW: LINKED}


def test_a_branch_renames(git: Git, run: Run) -> None:
    git("checkout", "-qb", "topic")
    git("mv", OLD, "_posts/2026-03-02-between.md")
    git("commit", "-qm", "two")
    git("mv", "_posts/2026-03-02-between.md", NEW)
    git("commit", "-qm", "three")
    assert told(run, "--since", "main") == {NEW: LINKED}
    assert told(run, "--since", "HEAD") == {}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"slug": "pier"}, 3),
        ({"permalink": "/pier/"}, 3),
        ({"date": "2026-03-03"}, 3),
        ({"layout": "post", "permalink": "/pier/"}, 4),
    ],
)
def test_front_matter_moves_a_post(
    git: Git, run: Run, write: Write, fields: dict[str, str], line: int
) -> None:
    write({OLD: post(**fields)})
    found = {OLD: [("error", line, [(FERRY, 4), (FERRY, 6)])]}
    assert told(run, "--changed") == found
    assert told(run, "--changed", "--diff-lines") == found


def test_without_front_matter_a_post_stays_where_it_is(git: Git, run: Run, write: Write) -> None:
    write({OLD: "부두가 문을 연다.\n"})
    assert told(run, "--changed") == {OLD: []}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "부두"},
        {"slug": "peir"},
        {"permalink": URL},
        {"slug": "pier", "redirect_from": URL},
        {"slug": "pier", "redirect_from": f"[{URL}]"},
    ],
)
def test_what_leaves_nothing_behind(
    git: Git, run: Run, write: Write, fields: dict[str, str]
) -> None:
    write({OLD: post("새로 쓴 글이다.\n", **fields)})
    assert told(run, "--changed") == {OLD: []}


def test_another_post_takes_the_url(git: Git, run: Run, write: Write) -> None:
    git("mv", OLD, NEW)
    write({"_posts/2026-03-09-other.md": post("다른 글이다.\n", permalink=URL)})
    assert told(run, "--changed")[NEW] == []


def test_the_site_says_that_it_is_there(git: Git, run: Run, write: Write) -> None:
    git("mv", OLD, NEW)
    write({"newslint.yaml": f"site: {{urls: ['{URL}']}}\n"})
    assert told(run, "--changed") == {NEW: []}
    write({"newslint.yaml": "", "_redirects": f"{URL} /2026/03/02/pier/\n"})
    assert told(run, "--changed") == {NEW: []}


def test_nobody_links_there(git: Git, run: Run, write: Write) -> None:
    git("mv", OLD, NEW)
    write({FERRY: post("배가 다시 뜬다.\n")})
    assert told(run, "--changed")[NEW] == [("warning", 1, [])]


@pytest.mark.parametrize("hidden", [{"published": "false"}, {"date": "2999-01-01"}])
def test_what_was_not_published_has_left_nothing(
    git: Git, run: Run, write: Write, hidden: dict[str, str]
) -> None:
    write({OLD: post(**hidden)})
    git("commit", "-qam", "hidden")
    git("mv", OLD, NEW)
    assert told(run, "--changed") == {NEW: []}
    write({NEW: post()})
    assert told(run, "--changed") == {NEW: []}


def test_a_post_is_withdrawn(git: Git, run: Run, write: Write) -> None:
    write({OLD: post(published="false")})
    assert told(run, "--changed") == {OLD: [("error", 3, [(FERRY, 4), (FERRY, 6)])]}
    write({FERRY: LINKING.replace("---\n배", "published: false\n---\n배")})
    assert told(run, "--changed")[OLD] == []


def test_a_tag_names_the_file(git: Git, run: Run, write: Write) -> None:
    write({FERRY: post("[부두]({% post_url 2026-03-02-peir %})에 닿는다.\n")})
    git("commit", "-qam", "tag")
    git("mv", OLD, NEW)
    write({NEW: post(permalink=URL)})
    assert told(run, "--changed") == {NEW: [("error", 1, [(FERRY, 4)])]}


def test_posts_change_places(git: Git, run: Run, write: Write) -> None:
    write({OLD: LINKING, FERRY: post()})
    assert told(run, "--changed") == {OLD: [], FERRY: []}


def test_a_permalink_of_the_whole_site_is_no_post_s_doing(git: Git, run: Run, write: Write) -> None:
    write({"_config.yml": "permalink: /news/:title/\n", OLD: post("새로 쓴 글이다.\n")})
    assert told(run, "--changed") == {OLD: []}
    write({OLD: post(slug="pier")})
    # The old URL is told by the configuration that held then.
    assert told(run, "--changed") == {OLD: [("error", 3, [(FERRY, 4), (FERRY, 6)])]}


def test_a_plugin_may_redirect(git: Git, run: Run, write: Write) -> None:
    write({"_config.yml": f"{CONFIG}plugins: [jekyll-haedam]\n"})
    git("commit", "-qam", "plugin")
    write({OLD: post(slug="pier")})
    assert told(run, "--changed") == {OLD: [("error", 3, [(FERRY, 4), (FERRY, 6)])]}
    write({OLD: post(slug="pier", moved_from=URL)})
    assert told(run, "--changed") == {OLD: []}


def test_a_deleted_post_is_no_file_to_report_on(git: Git, run: Run) -> None:
    git("rm", "-q", OLD)
    assert told(run, "--staged") == {}
    _, out, _ = run("--output-format", "concise")
    assert out.count("links/broken-link") == 2


def test_a_site_in_a_folder_of_the_repository(
    git: Git, run: Run, write: Write, tmp_path: Path
) -> None:
    write({f"docs/{name}": (tmp_path / name).read_bytes() for name in ("_config.yml", OLD, FERRY)})
    git("add", "-A")
    git("commit", "-qm", "two")
    git("mv", f"docs/{OLD}", f"docs/{NEW}")
    _, out, _ = run("--staged", "docs", "--output-format", "concise")
    assert out.startswith(f"docs/{NEW}:1:1: error: links/abandoned-url: ")


# -- Only where the change is known --------------------------------------------------------------


def test_a_run_about_no_change_does_not_speak_of_it(git: Git, run: Run) -> None:
    git("mv", OLD, NEW)
    assert told(run) == {NEW: [], FERRY: []}
    assert told(run, NEW) == {NEW: []}


def test_before_the_first_commit_nothing_was_there(write: Write, run: Run, tmp_path: Path) -> None:
    write({"_config.yml": CONFIG, OLD: post()})
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert told(run, "--changed") == {OLD: []}
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    assert told(run, "--staged") == {OLD: []}


def test_its_suppression_is_never_called_unused(git: Git, run: Run, write: Write) -> None:
    git("mv", OLD, NEW)
    reason = "<!-- newslint-ignore-file abandoned-url: the host redirects -->\n"
    write({NEW: post(f"{reason}부두가 문을 연다.\n")})
    for asked in ((), ("--changed",), ("--since", "main")):
        _, out, _ = run(*asked, "--output-format", "concise", "--min-severity", "info", NEW)
        assert "suppress" not in out
        assert "abandoned-url" not in out


def test_the_index_knows_nothing_of_changes(
    git: Git, run: Run, write: Write, tmp_path: Path
) -> None:
    """A run about a change, where all files are new to it, keeps nothing for those about none."""
    write({f"_posts/2026-01-01-{number}.md": post(f"{number}\n") for number in range(60)})
    git("add", "-A")
    git("commit", "-qm", "many")
    for file in sorted((tmp_path / "_posts").iterdir()):
        file.write_text(file.read_text(encoding="utf-8").replace("---\n", "---\nslug: x\n", 1))
    cold = {argv: run(*argv, "--no-cache") for argv in ((), ("--changed",))}
    for argv in ((), ("--changed",), (), ("--changed",), ()):
        assert run(*argv) == cold[argv]
    assert "abandoned-url" in cold["--changed",][1]
    assert "abandoned-url" not in cold[()][1]


# -- The redirect --------------------------------------------------------------------------------


def test_the_redirect_is_written(git: Git, run: Run, tmp_path: Path) -> None:
    git("mv", OLD, NEW)
    run("--staged", "--fix")
    assert (tmp_path / NEW).read_text(encoding="utf-8") == post()
    code, out, _ = run("--changed", "--fix", "--unsafe-fixes")
    assert (code, "nothing to say" in out) == (0, True)
    wanted = post().replace("---\n부", f"redirect_from:\n  - {URL}\n---\n부")
    assert (tmp_path / NEW).read_text(encoding="utf-8") == wanted


def test_no_redirect_without_the_plugin(git: Git, run: Run, write: Write, tmp_path: Path) -> None:
    write({"_config.yml": CONFIG})
    git("mv", OLD, NEW)
    run("--changed", "--fix", "--unsafe-fixes")
    assert (tmp_path / NEW).read_text(encoding="utf-8") == post()
    write({"Gemfile": 'gem "jekyll-redirect-from", group: :jekyll_plugins\n'})
    run("--changed", "--fix", "--unsafe-fixes")
    assert URL in (tmp_path / NEW).read_text(encoding="utf-8")


HUGO = """\
baseURL = "https://haedam.example/site/"
defaultContentLanguage = "ko"
languages.ko.contentDir = "content/ko"
languages.en.contentDir = "content/en"
"""


@pytest.mark.parametrize(
    ("release", "language", "alias"),
    [
        ("0.111.3", "ko", "/news/peir/"),
        ("0.111.3", "en", "/en/news/peir/"),
        ("0.160.0", "en", "/news/peir/"),
        ("", "ko", "/news/peir/"),
        ("", "en", ""),
    ],
)
def test_the_alias_of_a_language(  # noqa: PLR0917  # as parameters are given
    git: Git, run: Run, write: Write, tmp_path: Path, release: str, language: str, alias: str
) -> None:
    git("rm", "-q", "_config.yml", OLD, FERRY)
    old, new = (f"content/{language}/news/{name}.md" for name in ("peir", "pier"))
    text = '+++\ntitle = "부두"\n[params]\na = 1\n+++\n부두가 문을 연다.\n'
    write({"hugo.toml": HUGO, old: text})
    if release:
        write({".tool-versions": f"hugo {release}\n"})
    git("add", "-A")
    git("commit", "-qm", "hugo")
    git("mv", old, new)
    assert told(run, "--staged") == {new: [("warning", 1, [])]}
    run("--staged", "--fix", "--unsafe-fixes")
    wanted = text.replace("+++\n", f'+++\naliases = ["{alias}"]\n', 1) if alias else text
    assert (tmp_path / new).read_text(encoding="utf-8") == wanted
    assert told(run, "--changed")[new] == ([] if alias else [("warning", 1, [])])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\na: 1\n---\n", "---\na: 1\nx:\n  - /o/\n---\n"),
        ("---\r\na: 1\r\n---\r\n", "---\r\na: 1\r\nx:\r\n  - /o/\r\n---\r\n"),
        ("---\na: |\n  1\n\n---\n", "---\na: |\n  1\n\nx:\n  - /o/\n---\n"),
        ("---\n  a: 1\n---\n", None),
        ("---\n{a: 1}\n---\n", None),
        ("---\nx: /a/ # here\n---\n", '---\nx: [/a/, "/o/"] # here\n---\n'),
        ("---\nx: '/a/'\n---\n", "---\nx: ['/a/', \"/o/\"]\n---\n"),
        ("---\nx: ''\na: 1\n---\n", '---\nx: ["/o/"]\na: 1\n---\n'),
        ("---\nx: []\n---\n", '---\nx: ["/o/"]\n---\n'),
        ("---\nx: [/a/]\n---\n", '---\nx: [/a/, "/o/"]\n---\n'),
        ("---\nx: [/a/, ]\n---\n", '---\nx: [/a/, "/o/", ]\n---\n'),
        ("---\nx:\n- /a/\n- /b/\na: 1\n---\n", "---\nx:\n- /a/\n- /b/\n- /o/\na: 1\n---\n"),
        ("---\nx:\n  - /a/ # b\n---\n", "---\nx:\n  - /a/ # b\n  - /o/\n---\n"),
        ("---\nx:\n  - >\n    /a/\n---\n", "---\nx:\n  - >\n    /a/\n  - /o/\n---\n"),
        ("---\nx: {a: 1}\n---\n", None),
        ("---\nx: 1\n---\n", None),
        ("---\nx: &b [/a/]\na: *b\n---\n", None),
        ("---\nx: /a/\nx: /b/\n---\n", None),
        ("---\na: [\n---\n", None),
        ("+++\na = 1\n[b]\nc = 2\n+++\n", '+++\nx = ["/o/"]\na = 1\n[b]\nc = 2\n+++\n'),
        ("+++\nx = '/a/'\n+++\n", "+++\nx = ['/a/', \"/o/\"]\n+++\n"),
        ("+++\nx = [\n  '/a/',\n]\n+++\n", "+++\nx = [\n  '/a/', \"/o/\",\n]\n+++\n"),
        ('{"a": 1}\n', None),
        ("No front matter.\n", None),
    ],
)
def test_a_list_in_front_matter_gets_an_entry(before: str, after: str | None) -> None:
    body = "Text.\n"
    source = Source.read("a.md", (before + body).encode())
    found = listed(source, "x", "/o/")
    made = None
    if found:
        data = source.data
        made = data[: found.span.start] + found.text.encode() + data[found.span.end :]
    assert made == (None if after is None else (after + body).encode())


def test_a_url_that_yaml_would_read_otherwise() -> None:
    source = Source.read("a.md", b"---\nx:\n  - /a/\n---\n")
    found = listed(source, "x", '/부두 "새": 것/')
    assert found
    assert found.text == '  - "/부두 \\"새\\": 것/"\n'
