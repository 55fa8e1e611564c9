"""What fails around newslint: full disks, closed pipes, signals, memory, permissions.

Others stand where what they are about does: `test_store.py` (a damaged or a future index, another
process that writes it, a worker and a run that are killed, names that are no UTF-8), `test_cli.py`
(full and closed streams, files that cannot be read), `test_mend.py` (fixes that fail, are killed or
meet a file that changed meanwhile).
"""

from __future__ import annotations

import errno
import fcntl
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from newslint import workers
from newslint.commands import output
from newslint.marks import FOLDER
from newslint.tables import make_folder
from newslint.whole import is_part, write_whole
from newslint.workers import in_order

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

POST = "_posts/2026-03-02-a.md"
FAULTY = '---\ntitle: 등대\n---\n<a href="https://a.example/" rel="dofollow">부두</a> 글이다.\n'


def full(*_: object) -> Iterable[bytes]:
    yield b"half of "
    raise OSError(errno.ENOSPC, "No space left on device")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- The disk --------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [None, b"of yesterday"])
def test_a_report_is_written_whole_or_not_at_all(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    root = write({"newslint.yaml": "", POST: FAULTY})
    if before is not None:
        (root / "r.json").write_bytes(before)
    there = names(root)
    monkeypatch.setattr(output, "_pieces", full)
    code, out, err = run("--no-cache", "--output", "json=r.json", ".")
    assert (code, out, err) == (2, "", f"newslint: {root / 'r.json'}: No space left on device\n")
    assert names(root) == there
    assert before is None or (root / "r.json").read_bytes() == before


@pytest.mark.parametrize("command", [["baseline", "create"], ["init"]])
def test_a_full_disk_leaves_no_half_of_what_a_command_writes(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    root = write({"_config.yml": "title: 부두\n", POST: FAULTY})
    there = names(root)

    def fail(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    code, _, err = run(*command)
    assert (code, "No space left on device" in err) == (2, True)
    assert [name for name in names(root) if name != FOLDER] == there


@pytest.mark.parametrize("mode", [0o644, 0o600])
def test_what_is_written_whole_keeps_its_mode_and_its_link(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(b"old")
    file.chmod(mode)
    (tmp_path / "link").symlink_to(file)
    assert write_whole(tmp_path / "link", [b"n", b"ew"])
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", mode)
    assert names(tmp_path) == ["link", "r.json"]


@pytest.mark.parametrize("name", ["r.json", "보" * 80, "a\nb"])
def test_what_is_being_written_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    seen: list[str] = []

    def look() -> bool:
        seen.extend(names(tmp_path))
        return True

    assert write_whole(tmp_path / name, [b"new"], look)
    assert [is_part(there) for there in seen] == [True]
    assert not is_part(name)


@pytest.mark.parametrize(("before", "while_written"), [(0o600, 0o600), (0o640, 0o600)])
def test_what_is_private_is_so_while_it_is_written(
    tmp_path: Path, before: int, while_written: int
) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(b"old")
    file.chmod(before)
    modes: list[int] = []

    def pieces() -> Iterator[bytes]:
        modes.extend(path.stat().st_mode & 0o777 for path in tmp_path.iterdir() if path != file)
        yield b"new"

    assert write_whole(file, pieces())
    assert modes == [while_written]
    assert file.stat().st_mode & 0o777 == before


def test_a_new_file_is_what_others_may_read_and_no_program(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_whole(tmp_path / "r.json", [b"new"])
    finally:
        os.umask(mask)
    assert (tmp_path / "r.json").stat().st_mode & 0o777 == 0o644


def test_what_cannot_be_written_is_told_by_the_name_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "none" / "r.json"
    with pytest.raises(OSError, match="No such file") as failed:
        write_whole(file, [b"new"])
    assert (failed.value.errno, failed.value.filename) == (errno.ENOENT, file.as_posix())


def test_what_another_has_written_meanwhile_is_left(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"theirs")
    assert not write_whole(tmp_path / "a", [b"ours"], lambda: False)
    assert (tmp_path / "a").read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told: list[bytes] = []
    reader = threading.Thread(target=lambda: told.append(pipe.read_bytes()))
    reader.start()
    assert write_whole(pipe, [b"rep", b"ort"])
    reader.join()
    assert (told, pipe.is_fifo()) == ([b"report"], True)


@pytest.mark.skipif(sys.platform != "linux", reason="pipes have no size that can be set")
def test_a_pipe_whose_reader_goes_is_told(write: Write, run: Run) -> None:
    root = write({POST: FAULTY})
    pipe = root / "pipe"
    os.mkfifo(pipe)
    # A page holds more than such a pipe does: who writes it waits for more to be read.
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, 4096)

    def read_a_little() -> None:
        select.select([end], [], [])
        os.read(end, 1)
        os.close(end)

    reader = threading.Thread(target=read_a_little)
    reader.start()
    told = f"newslint: {pipe.as_posix()}: Broken pipe\n"
    assert run("--output", "html=pipe", POST)[::2] == (2, told)
    reader.join()


def test_what_keeps_the_index_from_git_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / ".gitignore").write_bytes(b"")
    make_folder(folder)
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


# -- Permission ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "path", "told"),
    [
        pytest.param(
            "_config.yml",
            ".",
            "_config.yml: engine/unreadable-file: Permission denied",
            id="a configuration",
        ),
        pytest.param(
            "_posts",
            ".",
            "_posts: engine/unreadable-file: Permission denied\nnewslint: no post or page to lint",
            id="a folder that is to be looked through",
        ),
        pytest.param(
            "_posts",
            POST,
            f"{POST}: Permission denied",
            id="a post in such a folder is not called missing",
        ),
    ],
)
@pytest.mark.usefixtures("heeding_rights")
def test_what_may_not_be_read_is_told(
    write: Write, run: Run, closed: str, path: str, told: str
) -> None:
    root = write({"_config.yml": "title: 부두\n", POST: FAULTY})
    (root / closed).chmod(0)
    code, _, err = run("--no-cache", path)
    (root / closed).chmod(0o755)
    assert (code, err) == (2, f"newslint: {told}\n")


# -- Pipes and signals -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["check", "--no-cache", "."], 0),
        (["check", "--no-cache", "--fail-on", "warning", "."], 1),
        (["check", "--no-cache", "--fail-on", "warning", "--diff", "."], 1),
        (["rules"], 0),
        (["--help"], 0),
        (["--version"], 0),
    ],
)
def test_a_reader_that_has_seen_enough_changes_no_exit_code(
    write: Write, tmp_path: Path, argv: list[str], code: int
) -> None:
    write({"newslint.yaml": "", POST: FAULTY})
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *argv],
        cwd=tmp_path,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)


STOPPED = """
import os, signal, sys
from newslint import whole
from newslint.cli import main
signal.signal(signal.SIGTERM, signal.SIG_DFL)
known = os.fsync
def stop(handle):
    os.kill(os.getpid(), getattr(signal, name))
    known(handle)
name = sys.argv.pop(1)
whole.os.fsync = stop
main()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are others elsewhere")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_who_is_stopped_leaves_nothing_half_done(write: Write, tmp_path: Path, name: str) -> None:
    root = write({"newslint.yaml": "", POST: FAULTY})
    command = [sys.executable, "-c", STOPPED, name, "--no-cache", "--output", "json=r.json", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (2, b"newslint: interrupted")
    assert names(root) == ["_posts", "newslint.yaml"]


INTERRUPTED = """
from newslint import answer, cli
def interrupt(args):
    raise KeyboardInterrupt
answer.find = interrupt
raise SystemExit(cli.main())
"""


def test_who_is_stopped_before_anything_is_done_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (2, b"newslint: interrupted")


def test_a_profiler_has_its_say_before_the_process_ends(write: Write, tmp_path: Path) -> None:
    write({"newslint.yaml": "", POST: FAULTY})
    profiled = (
        "import sys\nfrom newslint.cli import main\nsys.setprofile(lambda *_: None)\n"
        "code = main()\nsys.setprofile(None)\nprint('profiled')\nraise SystemExit(code)\n"
    )
    command = [sys.executable, "-c", profiled, "--no-cache", "--fail-on", "warning", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, b"profiled")


# -- Memory ----------------------------------------------------------------------------------


def _without_memory(item: int) -> int:
    if item == 70 and os.getpid() != _PARENT:
        raise MemoryError
    return item


_PARENT = os.getpid()


def test_a_worker_without_memory_leaves_its_work_to_us() -> None:
    items = list(range(300))
    assert list(in_order(_without_memory, items, 2, fewest=2)) == items


def test_work_that_takes_longer_than_one_waits_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0)
    items = list(range(300))
    assert list(in_order(abs, items, 2, fewest=2)) == items


@pytest.mark.parametrize("fewest_threads", [0, 1])
def test_threads_that_cannot_begin_hang_nobody(
    monkeypatch: pytest.MonkeyPatch, fewest_threads: int
) -> None:
    """No memory for a thread: of the pool's two, which hand work on, none or only one begins."""
    known = threading.Thread.start
    begun: list[str] = []

    def start(thread: threading.Thread) -> None:
        if os.getpid() == _PARENT:
            if len(begun) == fewest_threads:
                raise RuntimeError("can't start new thread")
            begun.append(thread.name)
        known(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    # The thread that ends without having done its work says so.
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    items = list(range(300))
    assert list(in_order(abs, items, 2, fewest=2)) == items
    assert len(begun) == fewest_threads


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (MemoryError, "there is not enough memory"),
        (RecursionError, "something is nested too deeply; please report it"),
    ],
)
def test_too_little_memory_is_told_in_a_line(
    write: Write,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    fault: type[Exception],
    told: str,
) -> None:
    write({"newslint.yaml": "", POST: FAULTY})

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr("newslint.commands.check.run", fail)
    code, out, err = run("--no-cache", ".")
    assert (code, out, err) == (2, "", f"newslint: {told}\n")


# -- Many and odd paths ----------------------------------------------------------------------


def test_ten_thousand_paths(write: Write, run: Run) -> None:
    write({"newslint.yaml": "", POST: FAULTY})
    code, out, _ = run("--no-cache", "--output-format", "concise", *[POST, f"./{POST}"] * 5000)
    assert (code, out.count("links/invalid-rel")) == (0, 1)


def test_a_clock_that_jumps_loses_nothing(write: Write, run: Run) -> None:
    posts = {f"_posts/2026-03-02-{number}.md": FAULTY for number in range(60)}
    root = write({"newslint.yaml": "", **posts})
    _, cold, _ = run("--no-cache", "--output-format", "concise", ".")
    for number, year in enumerate((0, 4_000_000_000)):
        os.utime(root / f"_posts/2026-03-02-{number}.md", (year, year))
    for _ in range(2):
        assert run("--output-format", "concise", ".") == (0, cold, "")
    # Changed within what the clock has as the past.
    (root / "_posts/2026-03-02-1.md").write_text("---\ntitle: 새 글\n---\n글이다.\n", "utf-8")
    os.utime(root / "_posts/2026-03-02-1.md", (4_000_000_000, 4_000_000_000))
    _, anew, _ = run("--no-cache", "--output-format", "concise", ".")
    assert run("--output-format", "concise", ".")[1] == anew != cold
