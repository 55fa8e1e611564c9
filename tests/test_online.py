"""Links that lead out of a site: what is asked for, what is kept, what is said of the answers.

The network is a table here: what it answers, by URL. The engine has tests of its own.
"""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from newslint.commands import lock as lock_command
from newslint.commands import online
from newslint.commands.progress import Bar
from newslint.remote import kept, lock
from newslint.remote.kept import open_kept
from newslint.remote.record import Record
from newslint.remote.settings import Settings
from newslint.remote.verdict import Asked, Hop, Verdict, Wanted

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

DAY = 86_400
NOW = 20_000 * DAY
DEAD = Verdict("", "dead", "not-found", status=404, method="GET")
MOVED = Verdict("", "moved", "moved", status=200, moved_to="https://new.port.kr/a")
SHUT = Verdict("", "unreachable", "forbidden", status=403, evidence="a wall")
ALIVE = Verdict("", "alive", "answered", status=200)
A, B, C = "https://port.kr/a", "https://ferry.kr/b?no=1", "https://sea.kr/c"
POST = f"---\ntitle: 새 부두\ndate: 2024-05-02\n---\n[하나]({A})\n\n[둘]({B}), [셋]({C}), [다시]({A})\n"
PATH = "_posts/2024-05-02-pier.md"
SITE = {"_config.yml": "title: 동네\n", PATH: POST}


class Network:
    """A network that answers by a table, and what it was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, Verdict] = {}
        self.now = float(NOW)
        self.asked: list[str] = []
        self.new: set[str] = set()
        self.seen: set[str] = set()
        self.settings = Settings()
        self.most: int | None = None
        """How many URLs it answers before the budget is spent."""
        self.interrupted = False

    def ask(
        self, wanted: Sequence[Wanted], settings: Settings, keep: Callable[[Verdict], None]
    ) -> Asked:
        self.settings = settings
        verdicts = {}
        for number, row in enumerate(wanted):
            if self.most is not None and number >= self.most:
                break
            self.asked.append(row.url)
            self.new |= {row.url} if row.new else set()
            self.seen |= {row.url} if row.seen else set()
            told = self.answers.get(row.url, ALIVE)
            hops = told.hops or (Hop(row.url.partition("#")[0], told.status),)
            verdict = replace(told, url=row.url, asked_at=int(self.now), hops=hops)
            verdicts[row.url] = verdict
            keep(verdict)
        unasked = tuple(row.url for row in wanted if row.url not in verdicts)
        return Asked(verdicts, unasked, self.interrupted)

    def taken(self) -> list[str]:
        """Return what was asked for since this was called last."""
        asked, self.asked = self.asked, []
        return asked


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    net = Network()
    monkeypatch.setattr(online, "asker", lambda: net.ask)
    monkeypatch.setattr(lock_command, "asker", lambda: net.ask)
    monkeypatch.setattr("time.time", lambda: net.now)
    return net


def report(run: Run, *argv: str) -> dict[str, Any]:
    _, out, _ = run("check", "--output-format", "json", *argv)
    document: dict[str, Any] = json.loads(out)
    jsonschema.validate(document, SCHEMA)
    return document


SCHEMA = json.loads(
    files("newslint.report").joinpath("newslint-report.schema.json").read_text(encoding="utf-8")
)
RULES = {"dead-link", "moved-link", "missing-fragment", "suspicious-link", "unreachable-link"}


def told(document: Mapping[str, Any]) -> list[tuple[str, str, int, int]]:
    """The rules about outside links that spoke: name, severity, line, count."""
    rows = [row for file in document["files"] for row in file["findings"]]
    named = [(row["rule"].partition("/")[2], row) for row in rows]
    return [
        (name, row["severity"], row["line"], row["count"]) for name, row in named if name in RULES
    ]


# -- What is asked for -------------------------------------------------------------------------


def test_by_default_nothing_is_asked(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    document = report(run)
    assert network.taken() == []
    assert "outside" not in document["summary"]
    assert told(document) == []


def test_who_waits_sees_how_many_links_are_done(
    run: Run, write: Write, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []

    class Looker(Bar):
        def __call__(self, done: int, whole: int) -> None:
            seen.append((done, whole))

    monkeypatch.setattr("newslint.commands.check.Bar", Looker)
    monkeypatch.setattr("newslint.commands.check.wants_progress", lambda **_: True)
    write(SITE)
    run("check", "--online")
    assert seen[-3:] == [(1, 3), (2, 3), (3, 3)]


def test_a_rule_that_cannot_be_asked_does_not_pass_for_clean(
    run: Run, write: Write, network: Network
) -> None:
    write(SITE)
    said = "`dead-link` tells what other sites answer: add --online or --replay"
    assert said in run("check", "--select", "dead-link,moved-link")[2]
    assert said not in run("check", "--select", "links")[2]
    assert said not in run("check", "--online", "--select", "links/dead-link")[2]
    said = "`abandoned-url` tells of a change: add --since, --staged or --changed"
    assert said in run("check", "--select", "links/abandoned-url")[2]


def test_the_default_run_imports_nothing_of_the_network(write: Write) -> None:
    root = write({**SITE, "newslint.yaml": "extends: news\n"})
    code = (
        "import sys; from newslint.cli import main; main(['check', '.'])\n"
        "print([m for m in sys.modules if m.startswith(('newslint.remote', 'aiohttp', 'asyncio'))])"
    )
    done = alone(root, code)
    assert done.stdout.splitlines()[-1] == "[]"


def test_each_url_is_asked_once(run: Run, write: Write, network: Network) -> None:
    write({**SITE, "_posts/2024-05-03-again.md": POST})
    document = report(run, "--online")
    assert sorted(network.taken()) == [B, A, C]
    assert document["summary"]["outside"] == {
        "links": 3,
        "asked": 3,
        "broken": 0,
        "undecidable": 0,
        "unasked": [],
    }


@pytest.mark.parametrize(
    ("config", "asked"),
    [
        ("online: {exclude: ['ferry']}\n", [A, C]),
        ("online: {include: ['^https://sea[.]kr/']}\n", [C]),
        ("online: {hosts: {port.kr: off, kr: {interval: 1s}}}\n", [B, C]),
        ("site: {hosts: [sea.kr]}\n", [B, A]),
        ("rules: {links: off}\n", []),
        ("overrides: [{paths: ['_posts/'], rules: {links: off}}]\n", []),
    ],
)
def test_the_configuration_leaves_links_out(
    run: Run, write: Write, network: Network, config: str, asked: list[str]
) -> None:
    write({**SITE, "newslint.yaml": config})
    assert report(run, "--online")["summary"]["outside"]["links"] == len(asked)
    assert sorted(network.taken()) == sorted(asked)


def test_settings_reach_the_asker(run: Run, write: Write, network: Network) -> None:
    write({**SITE, "newslint.yaml": "online: {timeout: 5s, host-interval: 200, budget: 1m}\n"})
    report(run, "--online")
    settings = network.settings
    assert (settings.timeout, settings.host_interval, settings.budget) == (5.0, 0.2, 60.0)
    (Path.cwd() / ".newslint_cache" / "links.sqlite").unlink()
    report(run, "--online", "--budget", "20s")
    assert network.settings.budget == 20.0


# -- What is said ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("text", r"\n {11}"),
        ("json", '"detail": "'),
        ("sarif", r"\\n"),
        ("junit", r"\n"),
        ("markdown", "<br>"),
        ("html", '<p class="note">'),
    ],
)
def test_what_shows_a_finding_is_told(
    run: Run, write: Write, network: Network, name: str, before: str
) -> None:
    write(SITE)
    network.answers = {A: DEAD}
    _, out, _ = run("check", "--online", "--output-format", name)
    assert re.search(f"{before}[^\n<]*a copy may be at", out)


def test_only_what_is_broken_for_sure_fails_a_run(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    network.answers = {A: DEAD, B: MOVED, C: SHUT}
    for day, (severity, code) in enumerate([("warning", 0), ("warning", 0), ("error", 1)]):
        network.now = NOW + day * DAY
        assert run("check", "--online")[0] == code
        document = report(run, "--online")
        assert told(document) == [
            ("dead-link", severity, 5, 2),
            ("moved-link", "warning", 7, 1),
            ("unreachable-link", "info", 7, 1),
        ]
        counts = document["summary"]["outside"]
        assert (counts["broken"], counts["undecidable"]) == (1, 1)


def test_two_failures_on_one_day_are_one_strike(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    network.answers = {A: DEAD}
    for hour in range(5):
        network.now = NOW + hour * 3600
        assert told(report(run, "--online")) == [("dead-link", "warning", 5, 2)]


@pytest.mark.parametrize(("between", "last"), [(ALIVE, "warning"), (SHUT, "error")])
def test_an_answer_between_takes_the_strikes_back(
    run: Run, write: Write, network: Network, between: Verdict, last: str
) -> None:
    write(SITE)
    severity = ""
    for day, answer in enumerate([DEAD, DEAD, between, DEAD]):
        network.answers, network.now = {A: answer}, NOW + day * 20 * DAY
        rows = told(report(run, "--online"))
        severity = rows[0][1] if rows else ""
    assert severity == last


def test_a_rule_s_option_says_how_many_strikes(run: Run, write: Write, network: Network) -> None:
    write({**SITE, "newslint.yaml": "rules: {dead-link: {strikes: 1}}\n"})
    network.answers = {A: DEAD}
    assert told(report(run, "--online")) == [("dead-link", "error", 5, 2)]


def test_what_shows_it_stands_below(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    hops = (Hop(A, 302), Hop(f"{A}/gone", 404))
    network.answers = {A: replace(DEAD, hops=hops), C: SHUT}
    _, out, _ = run("check", "--online", "--min-severity", "info", "--lang", "en")
    shown = f"2024-10-04: GET {A} 302 → {A}/gone 404"
    assert f"{shown}; a copy may be at https://web.archive.org/web/20240502/{A}\n" in out
    assert f"2024-10-04: {C} 403 (a wall)\n" in out
    _, out, _ = run("check", "--online", "--lang", "ko")
    assert f"2024-10-04 확인: GET {A} 302 → {A}/gone 404; 보관본이 있다면 https://web" in out


def test_the_summary_counts(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    network.answers = {A: DEAD, B: SHUT}
    said = "; 3 outside links ({} asked now), 1 broken, 1 not decidable"
    assert said.format(3) in run("check", "--online")[1]
    assert said.format(2) in run("check", "--online")[1]


def test_a_suppression_that_only_an_online_run_needs_is_not_unused(
    run: Run, write: Write, network: Network
) -> None:
    note = "<!-- newslint-ignore-file dead-link: the port is being rebuilt -->\n\n"
    write({**SITE, PATH: POST.replace("[하나]", note + "[하나]")})
    network.answers = {A: DEAD}
    for argv in ((), ("--online",)):
        rules = [row["rule"] for row in report(run, *argv)["files"][0]["findings"]]
        assert "engine/unused-suppression" not in rules
    network.answers = {}
    assert "unused" not in run("check", "--online")[1]


def test_a_fix_is_settled_by_the_same_answers(run: Run, write: Write, network: Network) -> None:
    moved = replace(MOVED, moved_to="https://www.port.kr/b&c")
    root = write({**SITE, PATH: POST + f'<a href="{A}">넷</a> <{A}>\n\n[다섯][5]\n\n[5]: {A}\n'})
    network.answers = {A: moved}
    run("check", "--online", "--fix")
    assert A in (root / PATH).read_text(encoding="utf-8")
    run("check", "--online", "--fix", "--unsafe-fixes")
    text = (root / PATH).read_text(encoding="utf-8")
    assert A not in text
    assert text.count("https://www.port.kr/b&c") == 5
    assert network.taken().count(A) == 1


def test_what_a_run_has_asked_for_is_counted_after_a_fix_too(
    run: Run, write: Write, network: Network
) -> None:
    write(SITE)
    network.answers = {A: replace(MOVED, moved_to="https://www.port.kr/b")}
    document = report(run, "--online", "--fix")
    assert network.taken() == [A, B, C, "https://www.port.kr/b"]
    counts = document["summary"]["outside"]
    assert (counts["links"], counts["asked"]) == (3, 3)


# -- The store ---------------------------------------------------------------------------------


def test_a_second_run_asks_nothing_that_is_fresh(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    network.answers = {A: MOVED}
    report(run, "--online")
    assert sorted(network.taken()) == [B, A, C]
    first = told(report(run, "--online"))
    assert network.taken() == []
    assert first == [("moved-link", "warning", 5, 2)]
    network.now += 10 * DAY
    report(run, "--online")
    assert network.taken() == []
    network.now += 5 * DAY
    report(run, "--online")
    assert sorted(network.taken()) == [B, A, C]


def test_a_page_that_was_read_and_was_there_is_known(
    run: Run, write: Write, network: Network
) -> None:
    write(SITE)
    network.answers = {A: replace(ALIVE, method="GET"), B: replace(ALIVE, method="HEAD"), C: DEAD}
    report(run, "--online")
    assert network.seen == set()
    network.now += 20 * DAY
    report(run, "--online")
    assert network.seen == {A}


@pytest.mark.parametrize("failure", [DEAD, SHUT, replace(SHUT, cause="timeout", status=0)])
def test_failures_are_always_asked_for_again(
    run: Run, write: Write, network: Network, failure: Verdict
) -> None:
    write(SITE)
    network.answers = {A: failure}
    report(run, "--online")
    network.taken()
    report(run, "--online")
    assert network.taken() == [A]
    network.answers = {}
    assert told(report(run, "--online")) == []
    network.taken()
    report(run, "--online")
    assert network.taken() == []


@pytest.mark.parametrize("killed_at", [0, 1, 2, 57])
def test_a_killed_run_loses_nothing_stored(
    run: Run, write: Write, network: Network, killed_at: int
) -> None:
    urls = [f"{A}/{number}" for number in range(60)]
    links = "".join(f"[글]({url})\n" for url in urls)
    root = write({**SITE, PATH: f"---\ntitle: 새 부두\n---\n{links}"})
    done = alone(root, _KILLED.format(killed_at=killed_at, now=NOW))
    assert done.returncode == -signal.SIGKILL
    before = done.stdout.split()
    assert len(before) == killed_at
    report(run, "--online")
    assert sorted(before + network.taken()) == sorted(urls)


_KILLED = """
import os, signal
from newslint.cli import main
from newslint.commands import online
from newslint.remote.verdict import Verdict

def ask(wanted, settings, keep):
    for number, row in enumerate(wanted):
        if number == {killed_at}:
            os.kill(os.getpid(), signal.SIGKILL)
        keep(Verdict(row.url, "alive", "answered", status=200, asked_at={now}))
        os.write(1, row.url.encode() + b"\\n")

online.asker = lambda: ask
main(["check", "--online"])
"""


def test_two_runs_at_once_lose_nothing(write: Write, network: Network) -> None:
    root = write(SITE)
    several = [open_kept(str(root), []) for _ in range(3)]
    for number in range(300):
        kept = several[number % 3]
        assert kept is not None
        url = f"{A}/{number}"
        kept.keep(url, Record(replace(ALIVE, url=url, asked_at=NOW)))
    for kept in several:
        assert kept is not None
        kept.close()
    last = open_kept(str(root), [])
    assert last is not None
    assert len(last.get([f"{A}/{number}" for number in range(300)])) == 300
    last.close()


@pytest.mark.parametrize("is_let_go", [True, False])
def test_a_verdict_that_cannot_be_stored_yet_is_stored_at_the_end(
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    is_let_go: bool,  # noqa: FBT001  # a column of the table
) -> None:
    monkeypatch.setattr(kept, "_WAIT", 0)
    root, notices = write(SITE), list[str]()
    mine, theirs = open_kept(str(root), notices), open_kept(str(root), [])
    assert mine is not None
    assert theirs is not None
    theirs.connection.execute("BEGIN IMMEDIATE")
    record = Record(replace(ALIVE, url=A, asked_at=int(time.time())))
    mine.keep(A, record)
    assert theirs.get([A]) == {}
    if is_let_go:
        theirs.connection.execute("COMMIT")
    mine.close()
    stored, told = ({A: record}, "") if is_let_go else ({}, "database is locked")
    assert theirs.get([A]) == stored
    assert "".join(notices).endswith(told and f"not all verdicts could be stored: {told}")
    theirs.close()


def test_a_store_that_two_runs_begin_at_once_is_one(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, looked = write(SITE), kept._version  # noqa: SLF001  # the moment between look and begin
    record = Record(replace(ALIVE, url=A, asked_at=int(time.time())))

    def meanwhile(connection: sqlite3.Connection) -> int:
        version = looked(connection)
        monkeypatch.setattr(kept, "_version", looked)
        other = open_kept(str(root), [])
        assert other is not None
        other.keep(A, record)
        other.close()
        return version

    monkeypatch.setattr(kept, "_version", meanwhile)
    store = open_kept(str(root), [])
    assert store is not None
    assert store.get([A]) == {A: record}
    store.close()


def torn() -> bytes:
    """A database of whose schema SQLite tells in bytes that are no text."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE links (url TEXT)")
        whole: bytes = connection.serialize()
    return whole.replace(b"CREATE TABLE", b"CREATE \xe0\xff\xe0\xff\xe0")


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 5000, torn()]
)
def test_a_broken_store_is_made_anew(
    run: Run, write: Write, network: Network, content: bytes
) -> None:
    root = write(SITE)
    report(run, "--online")
    for file in (root / ".newslint_cache").glob("links.sqlite*"):
        file.unlink()
    (root / ".newslint_cache" / "links.sqlite").write_bytes(content)
    network.taken()
    assert run("check", "--online")[0] == 0
    assert len(network.taken()) == 3
    assert run("check", "--online")[0] == 0
    assert network.taken() == []


def test_a_store_that_cannot_be_written_fails_no_run(
    run: Run, write: Write, network: Network
) -> None:
    root = write({**SITE, ".newslint_cache": b"a file"})
    code, _, err = run("check", "--online")
    assert (code, len(network.taken())) == (0, 3)
    assert "no verdicts are kept" in err
    (root / ".newslint_cache").unlink()
    (root / ".newslint_cache" / "links.sqlite").mkdir(parents=True)
    code, _, err = run("check", "--online")
    assert (code, len(network.taken())) == (0, 3)
    assert "no verdicts are kept" in err


def test_without_a_network_nothing_is_learnt(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    report(run, "--online")
    network.taken()
    network.now += 30 * DAY
    network.answers = dict.fromkeys((A, B, C), replace(SHUT, cause="no-network", status=0))
    code, out, err = run("check", "--online")
    assert code == 0
    assert "nothing at all could be reached" in err
    assert "3 outside links (0 asked now), 0 broken, 0 not decidable; 3 not asked" in out
    assert told(report(run, "--online")) == []


def test_without_the_store_all_is_asked_for(run: Run, write: Write, network: Network) -> None:
    root = write(SITE)
    run("lock")
    (root / ".newslint_cache" / "links.sqlite").unlink()
    for _ in range(2):
        network.taken()
        report(run, "--online", "--no-cache")
        assert sorted(network.taken()) == [B, A, C]
    assert not (root / ".newslint_cache" / "links.sqlite").exists()


# -- Budget and interruption -------------------------------------------------------------------


def test_what_the_budget_leaves_is_listed(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    network.most = 1
    _, out, _ = run("check", "--online", "--budget", "1ms", "-v")
    first = network.taken()
    assert "3 outside links (1 asked now), 0 broken, 0 not decidable; 2 not asked" in out
    left = [line.split()[-1] for line in out.splitlines() if "not asked: " in line]
    assert sorted(left + first) == [B, A, C]
    assert len(report(run, "--online")["summary"]["outside"]["unasked"]) == 1
    report(run, "--online")
    assert sorted(first + network.taken()) == [B, A, C]


def test_the_oldest_are_asked_first(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    for url, day in ((C, 0), (A, 1), (B, 2)):
        network.now = NOW + day * DAY
        write({PATH: f"---\ntitle: 새 부두\n---\n[글]({url})\n"})
        report(run, "--online")
    network.now = NOW + 40 * DAY
    write({PATH: POST + "\n[넷](https://new.kr/d)\n"})
    network.taken()
    report(run, "--online")
    assert network.taken() == ["https://new.kr/d", C, A, B]


def test_an_interrupted_run_tells_what_is_known(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    network.most, network.interrupted = 1, True
    code, out, _ = run("check", "--online")
    assert code == 2
    assert "(1 asked now)" in out
    assert "2 not asked" in out


# -- Changes -----------------------------------------------------------------------------------


@pytest.fixture
def git(write: Write, tmp_path: Path) -> Callable[..., None]:
    def call(*args: str) -> None:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *args]
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)

    write(SITE)
    call("init", "-q", "-b", "main")
    call("add", "-A")
    call("commit", "-qm", "one")
    return call


D = "https://new.kr/d"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (POST + f"\n[넷]({D})\n", [D]),
        (POST.replace("[셋]", f"[넷]({D}), [셋]"), [D]),
        (POST.replace("하나", "첫째"), []),
        (POST.replace(A, f"{A}#map"), [f"{A}#map"]),
        (POST.replace(f"[하나]({A})", f"[하나]({D})"), [D]),
        (POST, []),
    ],
)
def test_only_the_links_that_a_change_adds_are_asked_for(
    git: Callable[..., None],
    run: Run,
    write: Write,
    network: Network,
    text: str,
    asked: list[str],
) -> None:
    write({PATH: text})
    network.answers = dict.fromkeys((A, B, C, D, f"{A}#map"), DEAD)
    document = report(run, "--online", "--since", "main")
    assert network.taken() == asked
    assert network.new == set(asked)
    assert [row[:2] for row in told(document)] == [("dead-link", "error")] * len(asked)
    assert document["summary"].get("outside", {"links": 0})["links"] == len(asked)


def test_a_renamed_file_adds_nothing(
    git: Callable[..., None], run: Run, write: Write, network: Network
) -> None:
    git("mv", PATH, "_posts/2024-05-02-quay.md")
    report(run, "--online", "--since", "main")
    assert network.taken() == []
    write({"_posts/2024-06-01-new.md": f"---\ntitle: 새 글\n---\n[글]({A})\n"})
    report(run, "--online", "--changed")
    assert network.taken() == [A]


def test_staged_links_are_asked_for(
    git: Callable[..., None], run: Run, write: Write, network: Network
) -> None:
    write({PATH: POST + f"\n[넷]({D})\n"})
    git("add", "-A")
    write({PATH: POST + f"\n[넷]({D})\n\n[다섯](https://later.kr/)\n"})
    report(run, "--online", "--staged")
    assert network.taken() == [D]


# -- links.lock --------------------------------------------------------------------------------


def test_a_replay_asks_nothing(run: Run, write: Write, network: Network) -> None:
    root = write(SITE)
    network.answers = {A: DEAD, B: MOVED, C: SHUT}
    for day in range(3):
        network.now = NOW + day * DAY
        code, out, _ = run("lock")
        assert code == 0
    assert out == "links.lock: 3 links (0 new, 0 changed, 0 gone, 0 not asked)\n"
    asked = told(report(run, "--online"))
    (root / ".newslint_cache" / "links.sqlite").unlink()
    network.taken()
    document = report(run, "--replay")
    assert network.taken() == []
    assert told(document) == asked
    assert asked[0] == ("dead-link", "error", 5, 2)
    assert document["summary"]["outside"]["asked"] == 0
    assert run("check", "--replay")[0] == 1


def test_a_replay_tells_what_it_does_not_know(run: Run, write: Write, network: Network) -> None:
    write(SITE)
    code, out, err = run("check", "--replay")
    assert code == 0
    assert "3 not asked" in out
    assert "links.lock: there is none; `newslint lock` makes it" in err
    run("lock")
    write({PATH: POST + f"\n[넷]({D})\n"})
    assert report(run, "--replay")["summary"]["outside"]["unasked"] == [D]


def test_a_lock_is_refreshed_where_it_has_to_be(run: Run, write: Write, network: Network) -> None:
    root = write(SITE)
    network.answers = {C: DEAD}
    assert run("lock")[1] == "links.lock: 3 links (3 new, 0 changed, 0 gone, 0 not asked)\n"
    first = (root / lock.NAME).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["url"] for line in first[1:]] == [B, A, C]
    (root / ".newslint_cache" / "links.sqlite").unlink()
    network.taken()
    network.now += DAY
    network.answers = {}
    write({PATH: POST.replace(f"[둘]({B})", f"[넷]({D})")})
    assert run("lock")[1] == "links.lock: 3 links (1 new, 1 changed, 1 gone, 0 not asked)\n"
    assert sorted(network.taken()) == [D, C]
    second = (root / lock.NAME).read_text(encoding="utf-8").splitlines()
    assert len(set(first) & set(second)) == 2


def test_a_site_without_links_gets_no_lock(run: Run, write: Write, network: Network) -> None:
    root = write({"_config.yml": "title: 동네\n", PATH: "---\ntitle: 새 부두\n---\n글이다.\n"})
    assert run("lock")[0] == 0
    assert not (root / lock.NAME).exists()


def test_a_lock_keeps_what_the_budget_left(run: Run, write: Write, network: Network) -> None:
    root = write(SITE)
    run("lock")
    before = (root / lock.NAME).read_bytes()
    network.now += 40 * DAY
    network.most = 0
    said = "links.lock: 3 links (0 new, 0 changed, 0 gone, 3 not asked)\n"
    assert run("lock", "--budget", "1ms")[1] == said
    assert (root / lock.NAME).read_bytes() == before
    assert run("lock", "--quiet", "--budget", "1ms") == (0, "", "")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails")
def test_a_lock_that_cannot_be_read_is_told(run: Run, write: Write, network: Network) -> None:
    (write(SITE) / lock.NAME).symlink_to("/proc/self/mem")
    code, out, err = run("check", "--replay")
    assert (code, err) == (0, "newslint: links.lock: Input/output error\n")
    assert "3 not asked" in out


def test_what_a_merge_leaves_is_read(run: Run, write: Write, network: Network) -> None:
    root = write(SITE)
    network.answers = {A: DEAD}
    run("lock")
    lines = (root / lock.NAME).read_text(encoding="utf-8").splitlines()
    later = json.dumps({**json.loads(lines[2]), "outcome": "alive", "asked": "2031-01-01"})
    merged = [*lines[:2], "<<<<<<< ours", lines[2], "=======", later, ">>>>>>> theirs", lines[3]]
    (root / lock.NAME).write_text("\n".join(merged), encoding="utf-8")
    code, _, err = run("check", "--replay")
    assert code == 0
    assert "links.lock: 3 lines cannot be read; `newslint lock` mends it" in err
    assert told(report(run, "--replay")) == []


# -- The command line --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--online", "--replay"), "--online asks the network, --replay does not; choose one"),
        (("--budget", "20s"), "--budget is for --online"),
        (("--online", "--budget", "soon"), "'soon' is no duration: write 50ms, 20s or 2m"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, write: Write, argv: tuple[str, ...], said: str
) -> None:
    write(SITE)
    code, out, err = run("check", *argv)
    assert (code, out) == (2, "")
    assert said in err


def alone(root: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, in a process of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_a_replay_takes_no_extra(write: Write) -> None:
    root = write(SITE)
    done = alone(
        root,
        "import sys; sys.modules['aiohttp'] = None; from newslint.cli import main\n"
        "raise SystemExit(main(['check', '--replay']))",
    )
    assert done.returncode == 0
    assert "3 not asked" in done.stdout


def test_answers_of_a_day_are_not_kept_as_answers_about_files(
    run: Run, write: Write, network: Network
) -> None:
    posts = {f"_posts/2024-05-02-{n}.md": POST.replace("/a", f"/{n}") for n in range(60)}
    write({**SITE, **posts})
    plain = run("check")
    network.answers = {C: DEAD}
    with_network = run("check", "--online", "--output-format", "json")
    assert "dead-link" in with_network[1]
    assert run("check") == plain
    assert "dead-link" not in plain[1]


def test_clean_removes_the_store(run: Run, write: Write, network: Network) -> None:
    root = write(SITE)
    run("check", "--online")
    assert run("clean")[1] == ".newslint_cache: removed\n"
    assert not (root / ".newslint_cache").exists()
