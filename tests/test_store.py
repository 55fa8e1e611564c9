"""The index on disk and the workers: an answer is the same with and without them."""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from newslint import fingerprint, publishing
from newslint.catalog import shipped
from newslint.digest import digest_of
from newslint.marks import FOLDER
from newslint.outcome import Report
from newslint.report import REPORTERS, Look
from newslint.request import Request
from newslint.run import run
from newslint.store import open_store
from newslint.tables import Note, remove, summary
from newslint.wish import Selection
from newslint.workers import in_order

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

EXCERPT = "excerpt: 해담항의 새 등대가 오늘 저녁부터 불을 밝힌다.\n"


def post(number: int, *, fault: bool = True) -> str:
    link = f'<a href="https://a.example/{number}" rel="dofollow">부두</a>' if fault else "부두"
    excerpt = EXCERPT if number % 9 == 0 else ""
    return f"---\ntitle: 글 {number}\ndate: 2026-03-02\n{excerpt}---\n{link} 글이다.\n"


@pytest.fixture
def site(write: Write) -> Path:
    """A site of sixty posts, with an index once it has been linted."""
    posts = {f"_posts/2026-03-02-{number}.md": post(number) for number in range(60)}
    return write({"newslint.yaml": "", **posts})


def lint(root: Path, *paths: str, cache: bool = True, **more: Any) -> Report:
    named = [str(root / path) for path in paths] or [str(root)]
    return run(named, shipped(), Request(language="en", cache=cache, **more))


def said(report: Report) -> str:
    return "".join(REPORTERS["json"](report, Look(min_severity="info")))


def rewind(root: Path) -> None:
    """Let what is noted be old enough to be believed."""
    with sqlite3.connect(root / FOLDER / "index.sqlite") as connection:
        connection.execute("UPDATE files SET noted = noted + 10000000000")
    connection.close()


# -- The same answer -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [
        {"selection": Selection.of(["front-matter"], [])},
        {"selection": Selection.of([], ["links"])},
        {"preview": True},
    ],
)
def test_what_is_wanted_of_the_rules_is_no_other_run_s(site: Path, wanted: dict[str, Any]) -> None:
    usual = said(lint(site))
    assert said(lint(site, **wanted)) == said(lint(site, cache=False, **wanted))
    assert said(lint(site)) == usual


def test_warm_as_cold(site: Path) -> None:
    cold = said(lint(site, cache=False))
    assert not (site / FOLDER).exists()
    for _ in range(3):
        assert said(lint(site)) == cold
        rewind(site)
    assert (site / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_text_that_is_not_the_one_on_disk_is_judged_by_itself(site: Path) -> None:
    usual = said(lint(site))
    rewind(site)
    path = site / "_posts/2026-03-02-7.md"
    for fault in (False, True, False):
        texts = {path.as_posix(): post(7, fault=fault).encode()}
        report = run([str(path)], shipped(), Request(language="en", cache=True), texts)
        assert ("invalid-rel" in said(report)) is fault
    assert said(lint(site)) == usual


def test_what_is_published_is_not_worked_out_again(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = {f"_posts/2026-03-02-{number}.md": post(number) for number in range(60)}
    site = write({"_config.yml": "title: 부두\n", **posts})
    lint(site)
    edited = site / "_posts/2026-03-02-7.md"
    edited.write_text(f"{post(7)}[부두](/none/)\n", encoding="utf-8")
    cold = said(lint(site, cache=False))
    monkeypatch.setattr(publishing, "published", lambda *_: pytest.fail("worked out"))
    assert said(lint(site)) == cold
    assert "/none/" in cold


def test_what_is_known_is_not_worked_out_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = said(lint(site))
    rewind(site)
    read: list[str] = []
    monkeypatch.setattr("newslint.site_run.lint_file", lambda *_, **__: pytest.fail("worked out"))
    whole = Path.read_bytes

    def noted(self: Path) -> bytes:
        read.append(self.name)
        return whole(self)

    monkeypatch.setattr(Path, "read_bytes", noted)
    one = "_posts/2026-03-02-7.md"
    assert len(lint(site, one).files) == 1
    monkeypatch.setattr(
        "newslint.site_run.lint_site", lambda *_, **__: pytest.fail("looked across")
    )
    assert [name for name in read if name.endswith(".md")] in ([], ["2026-03-02-7.md"])
    assert said(lint(site)) == cold


def test_one_post_as_in_a_full_run(site: Path) -> None:
    whole = json.loads(said(lint(site)))["files"]
    for number in (0, 9, 33):
        (one,) = json.loads(said(lint(site, f"_posts/2026-03-02-{number}.md")))["files"]
        assert one in whole


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_changes(site: Path, seed: int) -> None:
    """Edits, additions, deletions, renames, touches, configurations: warm is as cold."""
    dice = random.Random(seed)  # noqa: S311  # a sequence to be repeated
    configs = [
        "",
        "rules: {invalid-rel: error}\n",
        "rules: {links: off}\n",
        "kinds: {a: {match: {title: 글 5}, rules: {invalid-rel: info}}}\n",
        "overrides: [{paths: '*-1*.md', rules: {invalid-rel: off}}]\n",
        "messages: ko\nsite: {hosts: [a.example], lang: ko}\n",
    ]
    for step in range(12):
        files = sorted((site / "_posts").iterdir())
        chosen = dice.choice(files)
        what = dice.randrange(7)
        if what == 0:
            chosen.write_text(post(step, fault=dice.random() < 0.5), encoding="utf-8")
        elif what == 1:
            (site / "_posts" / f"2026-04-01-{seed}-{step}.md").write_text(post(step), "utf-8")
        elif what == 2:
            chosen.unlink()
        elif what == 3:
            chosen.rename(chosen.with_name(f"2026-05-01-{step}.md"))
        elif what == 4:
            os.utime(chosen)
        elif what == 5:
            (site / "newslint.yaml").write_text(dice.choice(configs), encoding="utf-8")
        else:
            # The same size and the same time, but other bytes.
            told = chosen.stat()
            chosen.write_bytes(chosen.read_bytes().replace(b"dofollow", b"nofollow"))
            os.utime(chosen, ns=(told.st_atime_ns, told.st_mtime_ns))
        if dice.random() < 0.5:
            rewind(site) if (site / FOLDER).exists() else None
        target = () if dice.random() < 0.6 else (f"_posts/{files[0].name}",)
        target = target if all((site / path).exists() for path in target) else ()
        assert said(lint(site, *target)) == said(lint(site, *target, cache=False)), (step, what)


PUBLISHES = "class A < Jekyll::Generator\n  def generate(site)\n  end\nend\n"
UPCASES = "module A\n  def up(text)\n    text.upcase\n  end\nend\n"


def linking(number: int, dice: random.Random) -> str:
    """A post that links to others, by URLs, tags and anchors, right ones and wrong ones."""
    to = dice.randrange(60)
    links = [
        f"[가](/p{to}/)",
        f"[나](/P{to}/)",
        f"[다](/news/p{to}.html#부두-{dice.randrange(3)})",
        f"[라]({{% post_url 2026-03-02-p{to} %}}#부두-{dice.randrange(3)})",
        f"[마]({{{{ '/p{to}/' | relative_url }}}})",
        f"![바](/img/{dice.randrange(4)}.png)",
        f"[사](https://haedam.example/p{to}/)",
        f"https://haedam.example/p{to}를",
    ]
    head = dice.choice(["", f"permalink: /p{to}/\n", "published: false\n", "layout: bare\n"])
    heading = f"## 부두 {dice.randrange(3)}"
    body = " ".join(dice.sample(links, 4))
    return f"---\ntitle: 글 {number}\n{head}---\n{heading}\n\n{body}\n"


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_changes_to_what_links_hang_on(write: Write, seed: int) -> None:
    """Edits, renames, images, layouts, plugins and permalinks of a Jekyll site: warm is as cold."""
    dice = random.Random(seed)  # noqa: S311  # a sequence to be repeated
    beside: Mapping[str, Sequence[str | None]] = {
        "_config.yml": [
            f"url: https://haedam.example\nbaseurl: '{base}'\npermalink: {style}\n{more}"
            for base in ("", "/news")
            for style in ("/:title/", "/:title.html", "pretty")
            for more in ("", "future: true\n", "plugins: [jekyll-redirect-from]\n")
        ],
        "_layouts/bare.html": ["{{ content }}", "<p id='부두-1'>{{ content }}", "<p>"],
        "_plugins/below/a.rb": [PUBLISHES, UPCASES, ""],
        "img/0.png": ["", None],
        "img/A.PNG": ["", None],
        "_redirects": ["/p1/ /p2/ 301\n", "/p* /x 301\n", None],
    }
    posts = {f"_posts/2026-03-02-p{number}.md": linking(number, dice) for number in range(60)}
    now = {name: texts[0] for name, texts in beside.items()}
    site = write({**posts, **{name: text or "" for name, text in now.items()}, "img/1.png": ""})
    for step in range(16):
        files = sorted((site / "_posts").iterdir())
        chosen = dice.choice(files)
        what = dice.randrange(8)
        if what == 0:
            chosen.write_text(linking(step, dice), encoding="utf-8")
        elif what == 1:
            chosen.rename(chosen.with_name(f"2026-03-02-p{dice.randrange(80)}.md"))
        elif what == 2:
            chosen.unlink()
        else:
            name = dice.choice(sorted(beside))
            now[name] = text = dice.choice([text for text in beside[name] if text != now[name]])
            if text is None:
                (site / name).unlink()
            else:
                (site / name).write_text(text, encoding="utf-8")
        if dice.random() < 0.5 and (site / FOLDER).exists():
            rewind(site)
        target = dice.choice(sorted((site / "_posts").iterdir())).relative_to(site).as_posix()
        for paths in ((), (target,)):
            assert said(lint(site, *paths)) == said(lint(site, *paths, cache=False)), (step, what)


JEKYLL = {"_config.yml": "permalink: /:title/\n"}
HUGO = {"hugo.toml": 'baseURL = "https://haedam.example/"\n'}


@pytest.mark.parametrize(
    ("config", "folder", "file", "before", "after"),
    [
        (JEKYLL, "_posts", "_plugins/a.rb", PUBLISHES, UPCASES),
        (JEKYLL, "_posts", "_plugins/below/a.rb", PUBLISHES, UPCASES),
        (JEKYLL, "_posts", "_redirects", "/none/* /some 301\n", "/some /none 301\n"),
        (JEKYLL, "_posts", "Gemfile", "gem 'jekyll-archives'\n", "gem 'jekyll-seo-tag'\n"),
        (HUGO, "content", ".gitlab-ci.yml", "HUGO_VERSION: 0.92.0\n", "HUGO_VERSION: 0.150.0\n"),
        (HUGO, "content", ".tool-versions", "hugo 0.92.0\n", "hugo 0.150.0\n"),
        (
            HUGO,
            "content",
            "netlify.toml",
            "HUGO_VERSION = '0.92.0'\n",
            "HUGO_VERSION = '0.150.0'\n",
        ),
        (JEKYLL, "_posts", "_layouts/post.html", "<p id='top'>\n", "<p id='end'>\n"),
    ],
)
def test_what_decides_where_links_lead(
    write: Write, config: Mapping[str, str], folder: str, file: str, before: str, after: str
) -> None:
    head = "---\ntitle: 글\nlayout: post\n---\n"
    body = f"{head}[a](/none/1/) [b](#top) [c](/Tags/) [d](/posts/A_b/)\n"
    posts = {f"{folder}/2026-03-02-{number}.md": body for number in range(60)}
    site = write({"newslint.yaml": "", **config, file: before, f"{folder}/A_b.md": head, **posts})
    lint(site)
    (site / file).write_text(after, encoding="utf-8")
    assert said(lint(site)) == said(lint(site, cache=False))


def test_deleted_files_leave_no_ghosts(site: Path) -> None:
    lint(site)
    for number in range(9, 60, 9):
        (site / f"_posts/2026-03-02-{number}.md").unlink()
    report = lint(site)
    assert [row.rule for file in report.files for row in file.diagnostics].count(
        "duplicates/duplicate-excerpt"
    ) == 0
    with sqlite3.connect(site / FOLDER / "index.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (54,)
    connection.close()


def test_what_is_kept_has_the_day_on_which_it_was_last_asked_for(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (20_000, 20_003):
        monkeypatch.setattr("newslint.store._today", lambda day=day: day)
        lint(site)
        with sqlite3.connect(site / FOLDER / "index.sqlite") as connection:
            # What is kept of a file that is noted stays as long as that: its day does not matter.
            for table in ("findings", "across"):
                found = connection.execute(f"SELECT DISTINCT day FROM {table}").fetchall()  # noqa: S608
                assert found == [(day,)]
        connection.close()


def test_a_small_site_keeps_none(write: Write) -> None:
    root = write({"newslint.yaml": "", "a.md": post(1)})
    lint(root)
    assert not (root / FOLDER).exists()


# -- What befalls an index -------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        b"this is no database, whatever its name says" * 100,
        b"",
        b"SQLite format 3\0" + b"\xff" * 5000,
    ],
    ids=["text", "empty", "torn"],
)
def test_a_damaged_index_is_made_anew(site: Path, damage: bytes) -> None:
    cold = said(lint(site))
    (site / FOLDER / "index.sqlite").write_bytes(damage)
    report = lint(site)
    assert said(report) == cold
    assert len([notice for notice in report.notices if "made anew" in notice]) == bool(damage)
    assert lint(site).notices == ()


def test_an_index_whose_schema_is_no_text_is_made_anew(site: Path, run: Run) -> None:
    """What SQLite says of it then holds the bytes that are none, which Python cannot read."""
    cold = said(lint(site))
    file = site / FOLDER / "index.sqlite"
    torn = file.read_bytes().replace(b"CREATE TABLE", b"CREATE \xe0\xff\xe0\xff\xe0")
    file.write_bytes(torn)
    told = f"newslint: {FOLDER}: its schema is no text; `newslint clean` removes it\n"
    assert run("index") == (2, "", told)
    report = lint(site)
    assert said(report) == cold
    assert len([notice for notice in report.notices if "made anew" in notice]) == 1
    assert lint(site).notices == ()


def test_an_index_of_another_version_is_made_anew(site: Path) -> None:
    cold = said(lint(site))
    with sqlite3.connect(site / FOLDER / "index.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("DROP TABLE facts")
    connection.close()
    assert said(lint(site)) == cold
    assert lint(site).notices == ()


def test_rows_that_are_none_of_ours_are_worked_out_again(site: Path) -> None:
    cold = said(lint(site))
    with sqlite3.connect(site / FOLDER / "index.sqlite") as connection:
        connection.execute("UPDATE findings SET value = x'81a1'")
    connection.close()
    assert said(lint(site)) == cold


@pytest.mark.parametrize("kind", ["file", "link"])
def test_where_no_index_can_be_kept(site: Path, kind: str, tmp_path: Path) -> None:
    if kind == "file":
        (site / FOLDER).write_text("", encoding="utf-8")
    else:
        (tmp_path / "elsewhere").mkdir()
        (site / FOLDER).symlink_to(tmp_path / "elsewhere")
    report = lint(site)
    assert [notice for notice in report.notices if "no index is kept" in notice] != []
    assert said(report) == said(lint(site, cache=False))
    assert list((tmp_path / "elsewhere").glob("*")) == [] or kind == "file"


@pytest.mark.parametrize(
    ("lock", "told"),
    [
        ("EXCLUSIVE", "no index is kept (database is locked); all is worked out anew"),
        ("IMMEDIATE", "the index could not be written: database is locked"),
    ],
)
def test_an_index_that_another_process_writes(
    site: Path, monkeypatch: pytest.MonkeyPatch, lock: str, told: str
) -> None:
    cold = said(lint(site))
    (site / "_posts/2026-03-02-1.md").write_text(post(1, fault=False), encoding="utf-8")
    monkeypatch.setattr("newslint.tables.WAIT", 0)
    other = sqlite3.connect(site / FOLDER / "index.sqlite", isolation_level=None)
    other.execute(f"BEGIN {lock}")
    report = lint(site)
    other.execute("ROLLBACK")
    other.close()
    (notice,) = report.notices
    assert notice.endswith(f"{FOLDER}: {told}")
    assert said(report) != cold
    assert said(report) == said(lint(site))


def test_what_is_known_of_a_large_site_is_written_as_it_gathers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newslint.store._GATHERED", 3)
    store = open_store(str(tmp_path), [], b"program", b"site")
    assert store is not None
    for number in range(4):
        store.keep_note(Note(f"{number}.md", "mark", 1, b"digest", "post", bytes([number])))
        store.put("facts", bytes([number]), b"facts")
    # As if this run were killed here: it never closes.
    found = open_store(str(tmp_path), [], b"program", b"site")
    assert found is not None
    assert sorted(found.notes) == ["0.md", "1.md", "2.md"]
    assert found.facts == {"0.md": b"facts", "1.md": b"facts", "2.md": b"facts"}
    found.close([*found.notes])
    store.close([])


def test_a_disk_that_is_full_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newslint.store._GATHERED", 2)
    monkeypatch.setattr("newslint.tables.WAIT", 0)
    notices: list[str] = []
    store = open_store(str(tmp_path), notices, b"program", b"site")
    assert store is not None
    other = sqlite3.connect(tmp_path / FOLDER / "index.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for number in range(9):
        store.put("facts", bytes([number]), b"facts")
    other.execute("ROLLBACK")
    other.close()
    store.close([])
    assert len(notices) == 1
    told = summary(str(tmp_path))
    assert told is not None
    assert told.facts == 0


def test_what_changes_while_it_is_noted_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    store = open_store(str(tmp_path), [], b"program", b"site")
    assert store is not None
    note = store.note("a.md", lambda _: file.read_bytes(), str(file))
    assert note is not None
    assert note.digest == digest_of(b"one")
    store.keep_note(note)
    store.close(["a.md"])
    told = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    again = open_store(str(tmp_path), [], b"program", b"site")
    assert again is not None
    assert again.notes["a.md"].digest == digest_of(b"one")
    note = again.note("a.md", lambda _: file.read_bytes(), str(file))
    assert note is not None
    assert note.digest == digest_of(b"two")
    again.close(["a.md"])


def test_what_cannot_be_read_of_an_index_is_not_kept_there(tmp_path: Path) -> None:
    store = open_store(str(tmp_path), [], b"program", b"site")
    assert store is not None
    store.put("facts", b"key", b"value")
    store.close(())
    store = open_store(str(tmp_path), [], b"program", b"site")
    assert store is not None
    assert store.get("facts", [b"key"]) == {b"key": b"value"}
    for damage in ("UPDATE facts SET value = 'text'", "DROP TABLE facts"):
        store.connection.execute(damage)
        assert store.get("facts", [b"key"]) == {}
    store.connection.close()


@pytest.mark.parametrize("facts", [{}, {"a.md": b"facts"}])
@pytest.mark.parametrize("kind", ["", "post"])
@pytest.mark.parametrize("noted", [True, False])
def test_a_file_is_known_where_its_note_and_its_facts_are_kept(
    tmp_path: Path, facts: dict[str, bytes], kind: str, *, noted: bool
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one")
    store = open_store(str(tmp_path), [], b"program", b"site")
    assert store is not None
    note = store.note("a.md", lambda _: file.read_bytes(), str(file))
    assert note is not None
    # Noted long after it was written, so that it is believed.
    note = note._replace(noted=note.noted + 10**10, kind="post")
    store.notes |= {"a.md": note} if noted else {}
    store.facts |= facts
    whole = noted and facts and kind == "post"
    assert store.known("a.md", kind, str(file)) == (note if whole else None)
    store.close(["a.md"])


def test_what_is_kept_under_a_key_is_found_under_it_in_its_table(tmp_path: Path) -> None:
    store = open_store(str(tmp_path), [], b"program", b"site")
    assert store is not None
    store.put("facts", b"a", b"one")
    store.put("findings", b"b", b"two")
    store.close([])
    again = open_store(str(tmp_path), [], b"program", b"site")
    assert again is not None
    assert again.get("facts", [b"a", b"b"]) == {b"a": b"one"}
    assert again.get("findings", [b"a", b"b"]) == {b"b": b"two"}
    again.close([])


@pytest.mark.parametrize(("program", "site"), [(b"P", b"S"), (b"P", b"T"), (b"Q", b"T")])
def test_notes_of_another_site_or_program_are_not_believed(
    tmp_path: Path, program: bytes, site: bytes
) -> None:
    old = open_store(str(tmp_path), [], b"P", b"S")
    mine = open_store(str(tmp_path), [], program, site)
    assert old is not None
    assert mine is not None
    mine.keep_note(Note("a.md", "mark", 1, b"digest", "post", b"mine"))
    mine.close(["a.md", "b.md"])
    old.keep_note(Note("b.md", "mark", 1, b"digest", "post", b"old"))
    old.close(["a.md", "b.md"])
    same = (program, site) == (b"P", b"S")
    found = open_store(str(tmp_path), [], program, site)
    assert found is not None
    assert {path: note.key for path, note in found.notes.items() if note.key} == (
        {"a.md": b"mine", "b.md": b"old"} if same else {}
    )
    found.close(["a.md", "b.md"])


def test_a_digest_tells_where_parts_end() -> None:
    assert digest_of(b"a", b"bc") != digest_of(b"ab", b"c")


@pytest.mark.parametrize("after", [0.15, 0.3, 0.45, 0.6, 0.9])
def test_killed_at_any_moment_the_next_run_is_right(site: Path, after: float) -> None:
    cold = said(lint(site, cache=False))
    command = [sys.executable, "-m", "newslint", "check", "-q", str(site)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    report = lint(site)
    assert (said(report), report.notices) == (cold, ())


# -- Workers ---------------------------------------------------------------------------------


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two workers share even a little."""
    monkeypatch.setattr("newslint.workers.FEWEST", 2)
    monkeypatch.setattr("newslint.workers._CHUNK", 7)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("cache", [True, False])
def test_two_workers_as_one(site: Path, *, cache: bool) -> None:
    (site / "_posts/2026-03-02-8.md").write_bytes(b"\xff\xfe bad")
    (site / "_posts/2026-03-02-9.md").unlink()
    (site / "_posts/2026-03-02-9.md").symlink_to("nowhere")
    alone = said(lint(site, cache=False, workers=1))
    assert said(lint(site, cache=cache, workers=2)) == alone


def test_the_order_is_that_of_the_items() -> None:
    items = list(range(100))
    assert list(in_order(str, items, 2, fewest=2)) == [str(item) for item in items]


def _killed(item: int) -> int:
    if item == 70 and os.getpid() != _PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


_PARENT = os.getpid()


def test_a_killed_worker_s_work_is_done_here() -> None:
    items = list(range(300))
    assert list(in_order(_killed, items, 2, fewest=2)) == items


class Given:
    """Something that a worker gives back."""


def _given(_: int) -> Given:
    return Given()


def test_what_workers_give_back_is_let_go_as_it_is_told() -> None:
    items = range(64 * 40)
    left = 0
    for number, _ in enumerate(in_order(_given, items, 2, fewest=2), 1):
        if number == len(items):
            left = sum(isinstance(row, Given) for row in gc.get_objects())
    assert 0 < left <= 2 * 64


# -- The commands ----------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["", "-journal", "-wal", "-shm"])
def test_all_that_a_database_leaves_is_removed(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"index.sqlite{ending}").write_bytes(b"")
    (tmp_path / "other.sqlite").write_bytes(b"")
    assert remove(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["other.sqlite"]
    assert not remove(tmp_path)


def test_index_and_clean(site: Path, run: Run) -> None:
    assert "no index" in run("index")[1]
    assert run("-q", "--fail-on", "never")[0] == 0
    code, out, _ = run("index", "_posts")
    assert (code, "60 files, what is remembered of 60, findings of 60" in out) == (0, True)
    assert run("index", "--rebuild")[0] == 0
    assert json.loads(run("index", "--output-format", "json")[1])["findings"] == 60
    assert run("clean")[1] == f"{FOLDER}: removed\n"
    assert not (site / FOLDER).exists()
    assert run("clean")[1] == f"{FOLDER}: there is none\n"
    assert run("-q", "--fail-on", "never", "--no-cache")[0] == 0
    assert not (site / FOLDER).exists()


def test_an_index_that_cannot_be_read_is_told(site: Path, run: Run) -> None:
    run("-q", "--fail-on", "never")
    (site / FOLDER / "index.sqlite").write_bytes(b"no database" * 100)
    told = f"newslint: {FOLDER}: file is not a database; `newslint clean` removes it\n"
    assert run("index") == (2, "", told)
    assert run("clean")[0] == 0


def test_a_library_s_release_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, none = tmp_path / "yaml.py", tmp_path / "none.py"
    library.write_text("__version__ = '6.0'\n", "utf-8")
    monkeypatch.setattr(fingerprint, "library_files", lambda: iter([none, library]))
    before = fingerprint.of_program()
    assert fingerprint.of_program() == before
    library.write_text("__version__ = '6.0.1'\n", "utf-8")
    assert fingerprint.of_program() != before


def test_names_that_are_no_utf_8(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: Pier\n", encoding="utf-8")
    text = b"---\ntitle: Pier %d\nexcerpt: The same in all of them.\n---\n[gone](/gone/)\n"
    try:
        for number in range(60):
            Path(
                os.fsdecode(b"%s/_posts/2026-03-02-\xff%d.md" % (os.fsencode(site), number))
            ).write_bytes(text % number)
    except OSError:
        pytest.skip("this file system takes no such names")
    cold = said(lint(site))
    assert cold.count("duplicates/duplicate-excerpt") == cold.count("links/broken-link") == 60
    assert said(lint(site)) == cold


ORPHANS = """
import os
from newslint.wish import Selection
from newslint.workers import in_order
def work(number):
    os.write(1, b"x")
    return number
for number in in_order(work, range(100_000), 2, fewest=2):
    if number == 500:
        # Hand nothing on, and take nothing back.
        os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no workers without fork")
def test_workers_end_with_a_parent_that_is_killed() -> None:
    # They hold the pipe open as long as they live.
    done = subprocess.run(
        [sys.executable, "-c", ORPHANS], check=False, stdout=subprocess.PIPE, timeout=60
    )
    assert done.returncode == -9
    assert done.stdout
