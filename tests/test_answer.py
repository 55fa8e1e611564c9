"""An answer that is given again: only where nothing that it depends on has changed."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint import answer
from newslint.marks import FOLDER, mark

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

ARGS = ["check", "--output-format", "concise", "site"]


def post(number: int) -> str:
    return (
        f"---\ntitle: 글 {number}\ndate: 2026-03-02\n---\n"
        f'<a href="https://a.example/{number}" rel="dofollow">부두</a>\n\n'
        f"![부두에 선 배](/assets/{number}.png)\n"
    )


@pytest.fixture
def site(write: Write, monkeypatch: pytest.MonkeyPatch, plain_surroundings: None) -> Path:
    """A site of sixty posts in a folder; all that is new counts as old enough to be believed."""
    monkeypatch.setattr(answer, "RACY", -(10**15))
    posts = {f"site/_posts/2026-03-02-{number}.md": post(number) for number in range(60)}
    images = {f"site/assets/{number}.png": b"" for number in range(60)}
    return write({"site/_config.yml": "title: 해담\n", **posts, **images}) / "site"


@pytest.fixture
def kept(site: Path, run: Run) -> answer.Answer:
    """What newslint says of that site."""
    code, out, err = run(*ARGS)
    return answer.Answer(out.encode(), err.encode(), code)


def found() -> answer.Answer | None:
    """Return the answer as the next process would find it, whose output is no terminal either."""
    return answer.find(ARGS)


def test_an_answer_is_given_again(site: Path, kept: answer.Answer) -> None:
    assert kept.out.count(b"invalid-rel") == 60
    assert found() == kept
    assert len(list((site / FOLDER).glob(f"{answer.PREFIX}*"))) == 1


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{}\n", b"[]\n", b"\xff\n"),
        b'{"above": 3, "names": [], "files": []}\n',
        b'{"above": [], "names": [], "files": [], "folders": [], "state": ""}\n',
    ],
)
def test_what_is_no_answer_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(answer, "RACY", -(10**15))
    monkeypatch.chdir(tmp_path)
    (tmp_path / FOLDER).mkdir()
    told = answer.Answer(b"out", b"err", 1)
    answer.keep(["check"], answer.Basis(str(tmp_path), {}, (), (), ()), time.time_ns(), told)
    assert answer.find(["check"]) == told
    (kept,) = (tmp_path / FOLDER).iterdir()
    kept.write_bytes(content)
    assert answer.find(["check"]) is None


def test_without_a_terminal_or_anything_in_its_place(
    kept: answer.Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stdout__", None)
    assert found() == kept


def edit(site: Path) -> None:
    file = site / "_posts/2026-03-02-7.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n한 줄 더.\n", encoding="utf-8")


def swap_letters(site: Path) -> None:
    file = site / "_posts/2026-03-02-7.md"
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("글", "말"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def make_a_folder(site: Path) -> None:
    (site / "assets/7.png").unlink()
    (site / "assets/7.png").mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a post edited": edit,
    "a post edited, its size and time as before": swap_letters,
    "a post added": lambda site: (site / "_posts/2026-03-03-new.md").write_text(post(1)),
    "a post removed": lambda site: (site / "_posts/2026-03-02-7.md").unlink(),
    "a post renamed": lambda site: (site / "_posts/2026-03-02-7.md").rename(site / "_posts/a.md"),
    "an image removed": lambda site: (site / "assets/7.png").unlink(),
    "an image added": lambda site: (site / "assets/new.png").write_bytes(b""),
    "a folder added": lambda site: (site / "assets/more").mkdir(),
    "a file made a folder": make_a_folder,
    "the generator's configuration": lambda site: (site / "_config.yml").write_text("title: 항\n"),
    "a configuration": lambda site: (site / "newslint.yaml").write_text("rules: {links: off}\n"),
    "a configuration above": lambda site: (site.parent / "newslint.yaml").write_text(""),
    "a worktree above": lambda site: (site.parent / ".git").mkdir(),
    ".gitignore": lambda site: (site / ".gitignore").write_text("2026-03-02-7.md\n"),
    "the answer cut short": lambda site: [
        file.write_bytes(file.read_bytes()[:-9]) for file in (site / FOLDER).glob("answer-*")
    ],
    "the answer made of something else": lambda site: [
        file.write_bytes(b"{}\n") for file in (site / FOLDER).glob("answer-*")
    ],
    "the index cleaned": lambda site: shutil.rmtree(site / FOLDER),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_an_answer_depends_on(
    site: Path, kept: answer.Answer, change: Callable[[Path], object]
) -> None:
    assert found() == kept
    change(site)
    assert found() is None


def test_a_link_that_leads_elsewhere(site: Path, run: Run, tmp_path: Path) -> None:
    shared = tmp_path / "shared.png"
    (site / "assets/7.png").unlink()
    (site / "assets/7.png").symlink_to(shared)
    _, out, _ = run(*ARGS)
    assert "broken-image" in out
    assert found() is not None
    shared.write_bytes(b"")
    assert found() is None


@pytest.mark.parametrize("name", ["LANG", "NO_COLOR", "COLUMNS", "GITHUB_ACTIONS"])
def test_the_environment(kept: answer.Answer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "77")
    assert found() is None


def test_another_day(kept: answer.Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400)
    assert found() is None


def test_another_folder(kept: answer.Answer, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert answer.find(ARGS[:-1]) is None


def test_another_program(kept: answer.Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        answer, "mark", lambda file: None if file.endswith("cli.py") else mark(file)
    )
    assert found() is None


def test_what_changed_during_the_run_is_not_believed(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "RACY", 2_000_000_000)
    run(*ARGS)
    assert found() is None


@pytest.mark.parametrize(("later", "kept_files"), [(0, 0), (1, 1)])
def test_a_file_as_old_as_the_run_may_have_changed_during_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: int, kept_files: int
) -> None:
    monkeypatch.setattr(answer, "RACY", 0)
    file = tmp_path / "a.md"
    file.write_bytes(b"")
    (tmp_path / FOLDER).mkdir()
    looked = mark(str(file))
    assert looked is not None
    basis = answer.Basis(str(tmp_path), {}, (), (), (str(file),))
    answer.keep(ARGS, basis, looked.changed + later, answer.Answer(b"", b"", 0))
    assert len(list((tmp_path / FOLDER).iterdir())) == kept_files


@pytest.mark.parametrize(
    "args",
    [
        ["--no-cache"],
        ["--fix"],
        ["--diff"],
        ["--output", "json=out.json"],
        ["--config", "site/none.yaml"],
        ["site/_posts/2026-03-02-7.md"],
    ],
    ids=" ".join,
)
def test_what_is_not_kept(site: Path, run: Run, args: list[str]) -> None:
    (site / "none.yaml").write_text("", encoding="utf-8")
    called = [*ARGS[:-1], *args, *([] if args[0].startswith("site/_posts") else ["site"])]
    run(*called)
    assert answer.find(called) is None


PACK = """---
check: phrase
status: stable
message: {en: "`{text}`: say how many"}
options: {phrases: [수많은]}
---
# vague-number

A number that is none.
"""


def test_packs_are_not_vouched_for(site: Path, run: Run) -> None:
    (site / "newslint.yaml").write_text("packs: [_house]\n", encoding="utf-8")
    (site / "_house").mkdir()
    (site / "_house/vague-number.md").write_text(PACK, encoding="utf-8")
    code, out, _ = run(*ARGS)
    assert (code, out.count("invalid-rel")) == (0, 60)
    assert found() is None


def test_what_no_folder_can_be_called_has_no_answer(kept: answer.Answer) -> None:
    assert found() == kept
    assert answer.find([*ARGS, "a" * 5000]) is None


def test_a_folder_that_is_gone_has_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert answer.find(["check"]) is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_an_answer_that_cannot_be_written(site: Path) -> None:
    command = "from newslint import answer, cli\nanswer.find = lambda args: answer.Answer(b'a' * 9000, b'', 0)\ncli.main()"
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device
        done = subprocess.run(
            [sys.executable, "-c", command],
            cwd=site,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "RACY", -(10**15))
    basis = answer.Basis(str(tmp_path / "none"), {}, (), (), ())
    answer.keep(ARGS, basis, time.time_ns(), answer.Answer(b"", b"", 0))
    assert not (tmp_path / "none").exists()


def test_only_some_answers_are_kept(site: Path, run: Run) -> None:
    for number in range(12):
        run(*ARGS[:-1], "--max-warnings", str(number), "site")
    assert len(list((site / FOLDER).glob(f"{answer.PREFIX}*"))) == 8
    code, out, _ = run("clean", "site")
    assert (code, out) == (0, f"site/{FOLDER}: removed\n")
    assert not (site / FOLDER).exists()


class Pipe:
    """A stream, as far as an answer is told to one; its reader may go away."""

    def __init__(self, file: Path, most: int) -> None:
        self.file, self.most = file.open("wb", buffering=0), most
        self.buffer = self

    def write(self, piece: bytes) -> None:
        self.most -= len(piece)
        if self.most < 0:
            raise BrokenPipeError
        self.file.write(piece)

    def flush(self) -> None:
        self.file.flush()

    def fileno(self) -> int:
        return self.file.fileno()


@pytest.mark.parametrize(
    ("pieces", "most", "kept", "written"),
    [
        ([b"a", b"b", b"c"], 9, b"abc", b"abc"),
        ([], 9, b"", b""),
        ([b"abc", b"de"], 9, b"abcde", b"abcde"),
        ([b"abc", b"def", b"g"], 9, None, b"abcdefg"),
        ([b"abc", b"def"], 4, None, b"abc"),
    ],
    ids=["pieces", "nothing", "as much as is kept", "more than is kept", "the reader goes away"],
)
def test_what_is_told_as_it_comes(  # noqa: PLR0917  # a row of the table
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    pieces: list[bytes],
    most: int,
    kept: bytes | None,
    written: bytes,
) -> None:
    monkeypatch.setattr(answer, "_LARGEST", 5)
    pipe = Pipe(tmp_path / "out", most)
    assert answer.tell(pieces, b"err", pipe) == kept  # type: ignore[arg-type]  # the part it uses
    pipe.flush()
    assert (tmp_path / "out").read_bytes() == written
    sys.stderr.flush()
    assert capfdbinary.readouterr().err == b"err"
    # What is written after the reader has gone, by Python as it ends, hurts nobody.
    assert os.write(pipe.fileno(), b"more")
    pipe.file.close()
    assert (tmp_path / "out").read_bytes() == written + b"more" * (most == 9)


@pytest.mark.parametrize("name", [b"\xff.png", "부두.png".encode()])
def test_a_folder_may_have_any_names(site: Path, run: Run, name: bytes) -> None:
    try:
        Path(os.fsdecode(os.fsencode(site / "assets") + b"/" + name)).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes no such names")
    run(*ARGS)
    assert found() is not None
    Path(os.fsdecode(os.fsencode(site / "assets") + b"/" + name)).unlink()
    assert found() is None


def test_an_answer_that_somebody_else_removes_first_is_no_fault(
    site: Path, kept: answer.Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (there,) = (site / FOLDER).glob(f"{answer.PREFIX}*")
    monkeypatch.setattr(Path, "glob", lambda *_: [there, there])
    assert answer.forget(site / FOLDER)
    assert not there.exists()


@pytest.mark.parametrize("seed", range(3))
def test_a_process_says_the_same_with_and_without(site: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # no secret

    def say(*more: str) -> tuple[bytes, bytes, int]:
        command = [sys.executable, "-m", "newslint", *ARGS, *more]
        done = subprocess.run(command, cwd=site.parent, capture_output=True, check=False)
        return done.stdout, done.stderr, done.returncode

    safe = [change for name, change in CHANGES.items() if "answer" not in name]
    for change in dice.sample(safe[:3] + safe[7:8] + safe[9:11], 3):
        assert say() == say() == say("--no-cache")
        change(site)
