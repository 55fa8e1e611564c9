"""`newslint archive` on this machine's cores: what `check` finds, and nothing mapped twice."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO

import pytest
from planted_posts import planted

import newslint
from newslint.cli import main

duckdb = pytest.importorskip("duckdb", reason="needs newslint[spark]")
pyarrow = pytest.importorskip("pyarrow", reason="needs newslint[spark]")
parquet = pytest.importorskip("pyarrow.parquet", reason="needs newslint[spark]")
pandas = pytest.importorskip("pandas", reason="needs newslint[spark]")
pyspark = pytest.importorskip("pyspark", reason="needs newslint[spark]")
pytestmark = pytest.mark.skipif(
    not (os.environ.get("JAVA_HOME") or shutil.which("java")), reason="needs Java 17 for Spark"
)

HERE = Path(__file__).parent
JUDGED = ("--now", "2026-03-02", "--lang", "en")
SETTINGS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    # Little is asked of the machine code that Java would make with much work.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=200m",
}
MASTER = (
    "--master",
    "local[2]",
    *JUDGED,
    *(f"--conf={name}={value}" for name, value in SETTINGS.items()),
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(str(newslint.__file__)).parent.parent)}
"""Spark's workers see the package that the tests see."""


class Archive:
    """Runs `newslint archive` in a process of its own, for Spark's threads stay."""

    def __init__(self, asked: IO[str], told: IO[str]) -> None:
        self._asked, self._told = asked, told
        self.said = ""
        """What it said the last time."""

    def __call__(self, source: Path | str, output: Path, *more: str) -> int:
        """Run it; return its exit code."""
        args = ["archive", str(source), str(output), *MASTER, *more]
        self._asked.write(json.dumps(args) + "\n")
        self._asked.flush()
        # Java, too, says something there when it is short of room.
        answer = next(line for line in self._told if line.startswith("["))
        code, self.said = json.loads(answer)
        return int(code)


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """Return what runs `newslint archive`."""
    served = subprocess.Popen(
        [sys.executable, HERE / "served.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert served.stdin is not None
    assert served.stdout is not None
    try:
        yield Archive(served.stdin, served.stdout)
    finally:
        served.stdin.close()
        served.wait()
        served.stdout.close()


POST = """---
title: The pier reopens, part {number}!
date: 2026-02-{day:02}
---
<p style="color: #0593d3">The pier that a storm had closed in autumn is open again.</p>

Click [here](https://www.harbour.example/{number}) for the notice number {number}.
"""


def posts(count: int) -> dict[str, str]:
    return {
        f"_posts/2026-02-{1 + number % 28:02}-pier-{number}.md": POST.format(
            number=number, day=1 + number % 28
        )
        for number in range(count)
    }


def site(folder: Path, files: dict[str, str]) -> Path:
    for name, text in {"_config.yml": "title: Harbour Light\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def asked(output: Path, query: str) -> list[tuple[object, ...]]:
    """Return what a query of the tables of an archive gives; each is called by its folder."""
    with duckdb.connect() as connection:
        for table in ("facts", "findings", "map"):
            files = output / table / ("*/*.parquet" if table == "map" else "*.parquet")
            if (output / table).exists():
                connection.execute(f"CREATE VIEW {table} AS FROM read_parquet('{files}')")
        rows: list[tuple[object, ...]] = connection.execute(query).fetchall()
        return rows


def of_archive(output: Path) -> list[tuple[object, ...]]:
    columns = 'SELECT path, rule, line, "column", message FROM findings'
    return asked(output, f"{columns} WHERE suppressed IS NULL ORDER BY ALL")


def of_check(
    root: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> list[tuple[object, ...]]:
    """Return what `newslint check` tells of the same files."""
    main(["check", str(root), "--output-format", "json", "--no-cache", *JUDGED, *more])
    report = json.loads(capsys.readouterr().out)
    return sorted(
        (
            str(Path(file["path"]).relative_to(root)),
            *(row[name] for name in ("rule", "line", "column", "message")),
        )
        for file in report["files"]
        for row in file["findings"]
        if not row["suppressed"]
    )


def count(output: Path) -> int:
    """Return how many files were mapped, old states of them included."""
    return len(asked(output, "FROM map"))


def test_it_finds_what_check_finds(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, output = site(tmp_path / "site", posts(60)), tmp_path / "out"
    assert archive(root, output) == 0
    assert of_archive(output) == of_check(root, capsys) != []
    assert asked(output, "SELECT count(*), min(title), max(published) FROM facts") == [
        (60, "The pier reopens, part 0!", date(2026, 2, 28))
    ]


IGNORED = "<!-- newslint-ignore-file similar-body: two desks wrote it -->\n"


def test_it_finds_what_check_finds_by_looking_across_posts(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = dict(planted(random.Random(7), 240))  # noqa: S311  # no secret
    names = [name for name in files if "_posts/" in name]
    files |= {name: files[name] + IGNORED for name in names[::9]}
    root, output = site(tmp_path / "site", files), tmp_path / "out"
    assert archive(root, output, "--preview") == 0
    found = of_archive(output)
    assert found == of_check(root, capsys, "--preview")
    assert {row[1] for row in found} >= {*ACROSS.split()}
    columns, *rows = shown(output, capsys, "clusters", "--most", "3").splitlines()
    assert columns.split() == ["rule", "site", "posts", "examples"]
    sizes = [int(row.split()[2]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert (len(sizes), sizes[0] > 3) == (3, True)


ACROSS = """
    duplicates/clashing-url duplicates/contained-body duplicates/duplicate-body
    duplicates/duplicate-title duplicates/repeated-block duplicates/repeated-source
    duplicates/shared-image duplicates/similar-body duplicates/duplicate-excerpt links/broken-link
    residue/promo-footer site/pipeline-fault engine/unused-suppression
"""
"""Rules that look across posts and find something in what is planted."""


def test_only_what_has_changed_is_mapped_again(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, output = site(tmp_path / "site", posts(40)), tmp_path / "out"
    assert archive(root, output) == 0
    site(root, {"_posts/2026-02-01-pier-0.md": POST.format(number="none", day=1)})
    (root / "_posts/2026-02-02-pier-1.md").unlink()
    assert archive(root, output) == 0
    assert count(output) == 41
    assert asked(output, "SELECT count(*) FROM facts") == [(39,)]
    assert of_archive(output) == of_check(root, capsys) != []


def test_parquet_and_urls_are_read_as_the_files_are(archive: Archive, tmp_path: Path) -> None:
    root = site(tmp_path / "site", {**posts(30), "about.md": "# About us\n", "notes/a.txt": "-"})
    stored = tmp_path / "posts.parquet"
    files = [path for path in root.rglob("*") if path.is_file()]
    rows = {
        "path": [path.relative_to(root).as_posix() for path in files],
        "content": [path.read_bytes() for path in files],
    }
    parquet.write_table(pyarrow.table(rows), stored)
    assert archive(root, tmp_path / "of files") == 0
    assert archive(stored, tmp_path / "of rows", "--site", str(root)) == 0
    assert of_archive(tmp_path / "of rows") == of_archive(tmp_path / "of files") != []
    assert archive(root.as_uri(), tmp_path / "of url", "--site", str(root)) == 0
    assert of_archive(tmp_path / "of url") == of_archive(tmp_path / "of files")
    query = "SELECT * FROM facts ORDER BY path"
    assert asked(tmp_path / "of rows", query) == asked(tmp_path / "of files", query)


def test_a_run_that_is_killed_goes_on_where_it_was(archive: Archive, tmp_path: Path) -> None:
    root, output = site(tmp_path / "site", posts(2000)), tmp_path / "out"
    args = [sys.executable, "-m", "newslint", "archive", str(root), str(output), *MASTER]
    running = subprocess.Popen(
        [*args, "--master", "local[1]"], stderr=subprocess.DEVNULL, env=ENVIRONMENT
    )
    while running.poll() is None and not [*output.glob("map/*/*.parquet")]:
        time.sleep(0.02)
    running.kill()
    assert running.wait() != 0
    before = count(output)
    assert archive(root, output) == 0
    assert 0 < before < count(output) == 2000
    assert asked(output, "SELECT count(DISTINCT run) FROM map") == [(2,)]
    assert archive(root, tmp_path / "anew") == 0
    assert of_archive(output) == of_archive(tmp_path / "anew") != []


def test_a_file_that_cannot_be_read_is_a_finding_and_its_neighbours_are_linted(
    archive: Archive, tmp_path: Path
) -> None:
    root, output = site(tmp_path / "site", posts(20)), tmp_path / "out"
    (root / "_posts/2026-02-28-gone.md").symlink_to(tmp_path / "nowhere")
    assert archive(root, output) == 0
    query = "SELECT path FROM findings WHERE rule = 'engine/unreadable-file'"
    assert asked(output, query) == [("_posts/2026-02-28-gone.md",)]
    assert asked(output, "SELECT count(*) FROM facts") == [(20,)]


def shown(output: Path, capsys: pytest.CaptureFixture[str], *question: str) -> str:
    assert main(["archive", "show", str(output), *question]) == 0
    return capsys.readouterr().out


def test_questions_are_answered(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, output = site(tmp_path / "site", posts(10)), tmp_path / "out"
    assert archive(root, output) == 0
    told = [line.split() for line in shown(output, capsys).splitlines()]
    assert ["markup/low-contrast", "warning", "10", "10"] in told
    assert "_posts/2026-02-10-pier-9.md" in shown(output, capsys, "worst", "--most", "1")
    named = shown(output, capsys, "file", "_posts/2026-02-01-pier-0.md")
    assert "`#0593d3` on white" in named
    query = "SELECT count(*) AS posts FROM facts"
    answer = shown(output, capsys, "sql", query, "--output-format", "json")
    assert json.loads(answer) == [{"posts": 10}]
    assert main(["archive", "show", str(output), "sql", "SELECT nothing"]) == 2
    assert "the query cannot be asked" in capsys.readouterr().err


def test_the_page_counts_all_and_shows_the_worst(archive: Archive, tmp_path: Path) -> None:
    root, output = site(tmp_path / "harbour", posts(230)), tmp_path / "out"
    assert archive(root, output, "--select", "low-contrast,generic-link-text") == 0
    page = (output / "summary.html").read_text(encoding="utf-8")
    assert (
        "Looked at: 230 posts. In 230 of them there is something to mend, 460 things in all."
        in page
    )
    assert "The 200 worst are shown below." in page
    assert '<p class="site">harbour</p>' in page
    assert page.count('class="page"') == 2
    assert page.count("<article") == 20
    assert "markup/low-contrast" in page


def test_what_is_there_twice_counts_once_and_another_program_s_rows_go(
    archive: Archive, tmp_path: Path
) -> None:
    root, output = site(tmp_path / "site", posts(10)), tmp_path / "out"
    assert archive(root, output) == 0
    before = of_archive(output)
    # As a task leaves it that was thought dead, and a program that is no more.
    rows = next(output.glob("map/*/*.parquet"))
    shutil.copy(rows, rows.with_name("again.parquet"))
    shutil.copytree(rows.parent, output / "map" / "feed")
    assert archive(root, output) == 0
    assert "10 posts and pages, 0 of them mapped now" in archive.said
    assert of_archive(output) == before != []
    assert [folder.name for folder in (output / "map").iterdir()] == [rows.parent.name]


def test_sites_without_generator_and_a_list_of_them(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No process holds the names of their files: what their links ask for is joined with them."""
    post = "---\ntitle: The {} tide\ndate: 2026-02-{:02}\n---\n[ebb](ebb-3.md) [none](none.md) ![pier](Pier.png)\n"
    files = {f"news/ebb-{day}.md": post.format(day, day) for day in range(1, 20)}
    roots = [tmp_path / name for name in ("north", "south")]
    for root in roots:
        site(root, {"newslint.yaml": "site: {generator: plain}\n", "news/pier.png": "", **files})
    listed, output = tmp_path / "list.txt", tmp_path / "out"
    listed.write_text("".join(f"{root}\n\n" for root in roots))
    assert archive(f"@{listed}", output, "--quiet") == 0
    assert archive.said == ""
    found = of_archive(output)
    assert found == sorted(row for root in roots for row in of_check(root, capsys))
    assert {row[1] for row in found} >= {"links/broken-link", "links/broken-image"}


def test_stored_posts_need_no_folder(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their links are held to the names that are stored."""
    plain = {"newslint.yaml": "site: {generator: plain}\n"}
    texts = {f"news/{name.partition('/')[2]}": text for name, text in posts(20).items()}
    texts["news/links.md"] = (
        POST.format(number=0, day=1) + "[a](2026-02-02-pier-1.md) [b](none.md)\n"
    )
    stored = tmp_path / "stored"
    stored.mkdir()
    rows = {"path": [*texts], "content": [text.encode() for text in texts.values()]}
    parquet.write_table(pyarrow.table(rows), stored / "part.parquet")
    assert archive(stored, tmp_path / "out") == 0
    root = site(tmp_path / "site", {**plain, **texts})
    found = of_archive(tmp_path / "out")
    assert found == of_check(root, capsys)
    assert [row[0] for row in found if row[1] == "links/broken-link"] == ["news/links.md"]


def test_files_that_are_not_linted_are_told(archive: Archive, tmp_path: Path) -> None:
    names = {"_includes/a.md": "neither a post nor a page", "notes.txt": "not a text"}
    root = site(tmp_path / "site", {**posts(3), **dict.fromkeys(names, "\0" * 99)})
    (tmp_path / "list.txt").write_text("".join(f"{root / name}\n" for name in names))
    assert archive(f"@{tmp_path / 'list.txt'}", tmp_path / "out") == 0
    told = [line for line in archive.said.splitlines() if line.startswith("newslint: ")]
    assert len(told) == 2
    for (name, why), line in zip(names.items(), told, strict=True):
        assert f"{name}: {why}" in line


def test_a_session_is_begun_where_its_cluster_is_not_known_yet(tmp_path: Path) -> None:
    """What `spark-submit` begins has a master of its own."""
    script = tmp_path / "master.py"
    script.write_text(
        "from newslint.archive.session import session\nprint(session('').sparkContext.master)\n"
    )
    submit = Path(str(pyspark.__file__)).parent / "bin" / "spark-submit"
    done = subprocess.run(
        [submit, "--master", "local[1]", "--conf", "spark.ui.enabled=false", script],
        env={**ENVIRONMENT, "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "local[1]"


def test_without_java_there_is_no_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["archive", str(site(tmp_path / "site", posts(1))), str(tmp_path / "out")]) == 2
    assert "Spark needs Java 17 or later, and there is none" in capsys.readouterr().err


def test_what_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "show", str(tmp_path)]) == 2
    assert "no archive; `newslint archive INPUT OUTPUT` makes one" in capsys.readouterr().err
