"""Fixes on disk: what --fix writes of posts made at random, and what it leaves alone."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newslint import mend
from newslint.catalog import shipped
from newslint.mend import Mended, difference, settled, write
from newslint.outcome import Report
from newslint.request import Request
from newslint.run import run as lint

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
BOM = b"\xef\xbb\xbf"
POST = "_posts/2026-03-02-부두 소식.md"
RESIDUE = '---\ntitle: 부두\n---\n<h2 data-ke-size="size26">문을 연다</h2>\n\n<p>&nbsp;</p>\n'
MENDED = "---\ntitle: 부두\n---\n<h2>문을 연다</h2>\n\n"

BLOCKS = (
    '<h2 data-ke-size="size26">부두 소식</h2>',
    '<p data-ke-size="size16">&nbsp;</p>',
    "<p>&nbsp;</p>",
    "# 여객선이 늘어난다",
    "## 시간표",
    "여객선 시간표\n====",
    '<a href="https://www.haedam.example/a" rel="dofollow">시간표</a>',
    '<a href="https://www.haedam.example/a" target="_blank">시간표</a>',
    "출처: https://www.haedam.example/news/1",
    "출처: [군청](https://www.haedam.example/news/1?utm_source=mail&id=3)",
    "부두는\u200b 오늘 문을\u00ad 연다.",
    "부두는 10 km 앞에 있다. 값은 3 만원이다.",
    "<div>\n**굵은** 글\n</div>",
    "[시간표]: https://www.haedam.example/a",
    "```\n<p>&nbsp;</p>\n```",
    "> <p>&nbsp;</p>",
    "- 하나\n- 둘",
    "* * *\n\n* * *",
    "| 가 | 나 |\n|---|---|\n| 1 | 2 |",
    "{% include box.html %}",
    "한글 부두,시장",
    '<b>굵은</b> <span style="color: #ee2323">빨간</span> 글',
)
FIELDS = (
    "tags: [부두, 시장]",
    'excerpt: "부두\u200b가 문을 연다"',
    "image: /a.png",
    "date: 2026-03-02",
)
POSTS = st.builds(
    lambda fields, blocks, gaps, end: (
        "---\ntitle: 부두\n"
        + "".join(f"{field}\n" for field in fields)
        + "---\n"
        + "".join(block + gap for block, gap in zip(blocks, gaps, strict=False))
        + end
    ),
    st.lists(st.sampled_from(FIELDS), unique=True),
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8),
    st.lists(st.sampled_from(("\n", "\n\n", "\n\n\n")), min_size=8, max_size=8),
    st.sampled_from(("", "글", "글\n")),
)


def fixed(path: Path, data: bytes) -> tuple[bytes, Report]:
    """Return what --fix makes of a post that is not on disk, and what is said of it then."""
    texts = {path.as_posix(): data}

    def again(more: Mapping[str, bytes]) -> Report:
        return lint([path.as_posix()], shipped(), Request(), {**texts, **more})

    found = settled(again({}), again, texts, unsafe=False)
    assert found.left == ()
    own = found.files.get(path.as_posix())
    return own.after if own else data, found.report


def body(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").partition("\n---\n")[2]


def seen(html: str) -> str:
    """Return the text that readers see of a page, blanks and invisible characters aside."""
    return re.sub(r"[\s\u200b\u00ad]", "", BeautifulSoup(html, "html.parser").get_text())


def commonmark(data: bytes) -> str:
    return seen(MarkdownIt("commonmark", {"html": True}).enable("table").render(body(data)))


def kramdown(posts: Sequence[bytes]) -> list[str]:
    """Return the text that kramdown shows of each post."""
    told = json.dumps([body(data) for data in posts])
    done = subprocess.run(
        ["ruby", "-e", KRAMDOWN], input=told, check=True, capture_output=True, text=True
    )
    return [seen(html) for html in json.loads(done.stdout)]


KRAMDOWN = """
require "kramdown"; require "json"
puts JSON.generate(JSON.parse(STDIN.read).map { |text| Kramdown::Document.new(text).to_html })
"""


def has_kramdown() -> bool:
    if not shutil.which("ruby"):
        return False
    return subprocess.run(["ruby", "-rkramdown", "-e", ""], check=False).returncode == 0


def matter(data: bytes) -> object:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").partition("\n---\n")[0]
    return yaml.safe_load(text.removeprefix("---\n").replace("\u200b", ""))


def held(folder: Path, data: bytes) -> bytes:
    """Return what --fix makes of a post, which is kept but for what readers do not see."""
    after, report = fixed(folder / POST, data)
    assert [row.rule for file in report.files for row in file.diagnostics if _safe(row)] == []
    assert fixed(folder / POST, after)[0] == after
    assert matter(after) == matter(data)
    assert after.startswith(BOM) == data.startswith(BOM)
    assert re.search(rb"(?<!\r)\n" if b"\r" in data else rb"\r", after) is None
    return after


def dressed(text: str, *, crlf: bool, bom: bool) -> bytes:
    data = text.replace("\n", "\r\n") if crlf else text
    return (BOM if bom else b"") + data.encode()


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=POSTS, dress=st.fixed_dictionaries({"crlf": st.booleans(), "bom": st.booleans()}))
def test_safe_fixes_keep_what_commonmark_shows(
    tmp_path: Path, text: str, dress: dict[str, bool]
) -> None:
    (tmp_path / "newslint.yaml").touch()
    data = dressed(text, **dress)
    assert commonmark(held(tmp_path, data)) == commonmark(data)


@pytest.mark.skipif(not has_kramdown(), reason="kramdown is not installed")
def test_safe_fixes_keep_what_kramdown_shows(tmp_path: Path) -> None:
    draw = random.Random(1)  # noqa: S311  # a sample
    (tmp_path / "_config.yml").write_text("lang: ko\n")
    before = []
    for _ in range(50):
        blocks = draw.choices(BLOCKS, k=draw.randint(1, 8))
        text = "".join(block + draw.choice(("\n", "\n\n", "\n\n\n")) for block in blocks)
        fields = "".join(f"{field}\n" for field in draw.sample(FIELDS, 2))
        dress = {"crlf": draw.random() < 0.3, "bom": draw.random() < 0.3}
        before.append(dressed(f"---\ntitle: 부두\n{fields}---\n{text}", **dress))
    after = [held(tmp_path, data) for data in before]
    assert after != before
    unlike = [
        (old.decode(), new.decode())
        for old, new, was, now in zip(before, after, kramdown(before), kramdown(after), strict=True)
        if was != now
    ]
    assert unlike == []


def _safe(row: object) -> bool:
    fix = getattr(row, "fix", None)
    return bool(fix and fix.safe)


@pytest.mark.parametrize(
    "name", ["a.md", "부두 소식.md", 'quote".md', "back\\slash.md", "tab\tin.md", "line\nin.md"]
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"a\nb\nc\n", b"a\nB\nc\n", id="usual"),
        pytest.param(b"a\r\nb\r\n", b"a\r\nB\r\n", id="crlf"),
        pytest.param(b"a\nb", b"a\nB", id="no-newline"),
        pytest.param(b"a\nb\n", b"a\nB", id="newline-goes"),
        pytest.param(b"a\nb", b"a\nB\n", id="newline-comes"),
        pytest.param(b"\xef\xbb\xbfa\rb\x0cc\nd\n", b"\xef\xbb\xbfa\rb\x0cC\nd\n", id="odd-breaks"),
        pytest.param(b"a\n", b"", id="emptied"),
    ],
)
def test_git_takes_the_diff(tmp_path: Path, name: str, before: bytes, after: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(before)
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        diff = difference({path.as_posix(): Mended(before, after)})
        # Else git looks for the worktree that this folder may lie in, and takes no other file.
        surroundings = {**os.environ, "GIT_CEILING_DIRECTORIES": tmp_path.parent.as_posix()}
        command = ["git", "apply", "--whitespace=nowarn", "-"]
        subprocess.run(command, input=diff, check=True, env=surroundings)
    finally:
        os.chdir(here)
    assert path.read_bytes() == after


def test_a_difference_tells_of_all_files_in_the_order_of_their_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        name: Mended(b"1\n2", b"1\n3\n")
        for name in ("b c.md", 'a"\t.md', "\x01.md", "부두.md", "\udcff.md")
    }
    change = "@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+3\n"
    paths = {(tmp_path / name).as_posix(): file for name, file in files.items()}
    assert difference(paths).decode(errors="surrogateescape") == "".join(
        f"--- {before}\n+++ {after}\n{change}"
        for before, after in (
            (r'"a/\001.md"', r'"b/\001.md"'),
            (r'"a/a\"\t.md"', r'"b/a\"\t.md"'),
            ("a/b c.md\t", "b/b c.md\t"),
            ("a/부두.md", "b/부두.md"),
            ("a/\udcff.md", "b/\udcff.md"),
        )
    )


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o444])
def test_the_mode_stays(write: Write, run: Run, mode: int) -> None:
    path = write({POST: RESIDUE}) / POST
    path.chmod(mode)
    run("--fix", ".")
    assert path.read_text() == MENDED
    assert path.stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link(write: Write, run: Run) -> None:
    root = write({"elsewhere/a.md": RESIDUE, "_posts/x.md": "---\ntitle: X\n---\n글\n"})
    link = root / "_posts/2026-03-02-a.md"
    link.symlink_to("../elsewhere/a.md")
    run("--fix", "_posts/2026-03-02-a.md")
    assert link.is_symlink()
    assert (root / "elsewhere/a.md").read_text() == MENDED


@pytest.mark.parametrize("failing", ["fsync", "chown", "replace"])
def test_what_fails_leaves_the_file_as_it_was(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    root = write({POST: RESIDUE})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "a temporary name")

    owner = Path if failing == "replace" else os
    monkeypatch.setattr(owner, failing, fail)
    code, _, err = run("--fix", ".")
    assert (code, err) == (2, f"newslint: {root / POST}: No space left on device\n")
    assert (root / POST).read_text() == RESIDUE
    assert [path.name for path in (root / "_posts").iterdir()] == [Path(POST).name]


KILLED = """
import os, signal, sys
from newslint import mend
from newslint.cli import main
at = int(sys.argv[1])
def step(event, args):
    global at
    # What of the system is asked for while a file is written, each in turn.
    if event in ("open", "os.chmod", "os.chown", "os.rename", "tempfile.mkstemp", "os.remove"):
        at -= 1
        if at < 0:
            os.kill(os.getpid(), signal.SIGKILL)
known = mend.write
def write(files):
    sys.addaudithook(step)
    return known(files)
mend.write = write
sys.exit(main(["--fix", "--no-cache", "."]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is killed so elsewhere")
def test_a_kill_leaves_whole_files(write: Write, tmp_path: Path) -> None:
    states = set()
    for at in range(9):
        posts = [f"_posts/2026-03-0{n}-a.md" for n in range(1, 3)]
        root = write(dict.fromkeys(posts, RESIDUE))
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(at)], cwd=tmp_path, check=False, capture_output=True
        )
        assert done.returncode == -9, done.stderr.decode()
        states.add(tuple((root / post).read_text() for post in posts))
    assert states <= {(RESIDUE, RESIDUE), (MENDED, RESIDUE), (MENDED, MENDED)}
    assert len(states) > 1


def test_a_post_without_a_fix_keeps_none_from_the_next(write: Write, run: Run) -> None:
    clean = "---\ntitle: 부두\n---\n부두가 문을 연다.\n"
    posts = {f"_posts/2026-03-0{n}-a.md": text for n, text in enumerate((clean, RESIDUE, clean), 1)}
    root = write(posts)
    assert "1 file changed" in run("--fix", ".")[2]
    assert (root / "_posts/2026-03-02-a.md").read_text() == MENDED


def test_what_takes_several_rounds_is_told_as_one_change(tmp_path: Path) -> None:
    path = (tmp_path / POST).as_posix()
    text = '---\ntitle: 부두\n---\n<a href="https://a.example/a"{}>글</a>\n'
    data = text.format(' rel="dofollow" target="_blank" data-ke-a="1"').encode()
    rounds: list[bytes] = []

    def again(more: Mapping[str, bytes]) -> Report:
        rounds.append(more.get(path, data))
        return lint([path], shipped(), Request(), {path: data, **more})

    found = settled(again({}), again, {path: data}, unsafe=False)
    assert len(rounds) > 2
    assert found.files == {path: Mended(data, rounds[-1])}
    assert b"data-ke" not in rounds[-1]
    assert b"dofollow" not in rounds[-1]


def test_what_would_take_more_rounds_is_left_to_the_next_run(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mend, "_ROUNDS", 1)
    text = '---\ntitle: 부두\n---\n<a href="https://a.example/a"{}>글</a>\n'
    root = write({POST: text.format(' rel="dofollow" target="_blank" data-ke-a="1"')})

    def again(more: Mapping[str, bytes]) -> Report:
        return lint([str(root)], shipped(), Request(), more)

    found = settled(again({}), again, {}, unsafe=False)
    (file,) = found.files.values()
    assert file.before != file.after
    # What is told is what holds of the text as it is written.
    assert any(row.fix for row in found.report.files[0].diagnostics)


def test_a_file_that_is_gone_meanwhile_is_left_alone(write: Write) -> None:
    root = write({POST: RESIDUE})
    report = lint([str(root)], shipped(), Request())
    (root / POST).unlink()
    found = settled(report, lambda _: report, {}, unsafe=False)
    assert (found.files, found.left) == ({}, ((root / POST).as_posix(),))
    assert write_files({(root / POST).as_posix(): Mended(RESIDUE.encode(), b"")}) == [*found.left]
    assert not (root / POST).exists()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_file_that_changed_meanwhile_is_left_alone(write: Write, when: str) -> None:
    """The change comes between linting and applying, or between applying and writing."""
    root = write({POST: RESIDUE, "_posts/2026-03-03-b.md": RESIDUE})
    theirs, ours = (root / POST).as_posix(), (root / "_posts/2026-03-03-b.md").as_posix()

    def again(more: Mapping[str, bytes]) -> Report:
        return lint([theirs, ours], shipped(), Request(), more)

    report = again({})
    if when == "before":
        Path(theirs).write_text(RESIDUE + "부두는 쉰다.\n")
    found = settled(report, again, {}, unsafe=False)
    if when == "after":
        Path(theirs).write_text(RESIDUE + "부두는 쉰다.\n")
    assert [*found.left, *write_files(found.files)] == [theirs]
    assert Path(theirs).read_text() == RESIDUE + "부두는 쉰다.\n"
    assert Path(ours).read_text() == MENDED


write_files = write


def test_a_file_that_is_left_alone_is_told(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({POST: RESIDUE})
    known = mend.settled

    def meanwhile(*args: object, **named: object) -> object:
        (root / POST).write_text(RESIDUE + "부두는 쉰다.\n")
        return known(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(mend, "settled", meanwhile)
    told = f"newslint: {POST}: changed meanwhile, so left alone; run it again\n"
    assert run("--fix", ".")[2] == f"{told}newslint: 0 files changed\n"
    (root / POST).write_text(RESIDUE)
    assert run("--diff", ".")[1:] == ("", told)


def test_another_encoding_is_no_change(write: Write, run: Run) -> None:
    root = write({POST: RESIDUE.encode("cp949")})
    assert run("--fix", ".")[2] == "newslint: 0 files changed\n"
    assert (root / POST).read_bytes() == RESIDUE.encode("cp949")


def test_fix_only_tells_nothing_of_what_is_left(write: Write, run: Run) -> None:
    root = write({POST: RESIDUE.replace("title: 부두\n", "title: 부두\ndate: 2026-13-45\n")})
    assert run("--fix-only", ".") == (0, "", "newslint: 1 file changed\n")
    assert "data-ke" not in (root / POST).read_text()
    assert run("--fix-only", "-q", ".") == (0, "", "")
    assert run("--fix", "--fail-on", "warning", ".")[0] == 1
    assert run("--fix-only", "--fail-on", "warning", ".")[0] == 0


@pytest.mark.parametrize(
    ("wish", "safe", "unsafe"),
    [
        pytest.param("warning", 1, 1, id="as-it-is"),
        pytest.param("{fix: off}", 0, 0, id="off"),
        pytest.param('{fix: "off"}', 0, 0, id="off-in-quotes"),
        pytest.param("{fix: unsafe}", 0, 1, id="unsafe"),
        pytest.param("{fix: safe}", 1, 1, id="safe"),
        pytest.param("{severity: error, fix: off}", 0, 0, id="with-severity"),
    ],
)
@pytest.mark.parametrize("flags", [(), ("--unsafe-fixes",)])
def test_a_site_decides_on_a_rules_fixes(
    write: Write, run: Run, wish: str, safe: int, unsafe: int, flags: tuple[str, ...]
) -> None:
    root = write({"newslint.yaml": f"rules:\n  editor-residue: {wish}\n", POST: RESIDUE})
    run("--fix", *flags, ".")
    assert ("data-ke" not in (root / POST).read_text()) == bool(unsafe if flags else safe)


def test_fixes_are_decided_on_by_kind_too(write: Write, run: Run) -> None:
    config = "overrides:\n  - paths: [_posts/]\n    rules: {editor-residue: {fix: off}}\n"
    root = write({"newslint.yaml": config, POST: RESIDUE, "notes/a.md": RESIDUE})
    run("--fix", ".")
    assert "data-ke" in (root / POST).read_text()
    assert "data-ke" not in (root / "notes/a.md").read_text()
    told = run("config", "show", POST)[1]
    assert 'fix: "off"  (newslint.yaml:3)' in told


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("editor-residue: {fix: sure}", "newslint.yaml:2: `fix` is one of off, safe, unsafe"),
        ("markup: {fix: off}", "`markup` is a family: it takes a severity or off"),
    ],
)
def test_what_cannot_be_wished_of_fixes(write: Write, run: Run, rules: str, said: str) -> None:
    write({"newslint.yaml": f"rules:\n  {rules}\n", POST: RESIDUE})
    code, _, err = run(".")
    assert code == 2
    assert said in err
