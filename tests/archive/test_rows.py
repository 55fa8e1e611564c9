"""What newslint makes of the rows that Spark hands to its workers: its functions, and no Spark."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newslint.archive.mapping import Lookup, in_rows, keyed, mapped, read_again
from newslint.archive.sites import ArchiveSite, sites_of
from newslint.archive.stored import described, stored_site
from newslint.archive.tables import FACTS, FINDINGS, MAPPED
from newslint.archive.telling import facts_rows, findings_rows
from newslint.check import Finding
from newslint.request import Request
from newslint.source import Span

pa = pytest.importorskip("pyarrow", reason="needs newslint[spark]")

Row = dict[str, Any]
REQUEST = Request(language="en", today=date(2026, 3, 2))
POST = "---\ntitle: The pier reopens\ndate: 2026-02-28\nauthor: A. Reed\n---\nIt is open.\n"
BARE = POST + "\nSee https://www.harbour.example/ for more.\n"
SILENT = BARE.replace("See", "<!-- newslint-ignore bare-url: a quotation -->\nSee")
PATH = "_posts/2026-02-28-pier.md"


@pytest.fixture
def site(tmp_path: Path) -> ArchiveSite:
    """A site of Jekyll's with one post."""
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: Harbour Light\n")
    (tmp_path / "newslint.yaml").write_text("rules: {limit-exceeded: {size: 5000}}\n")
    (tmp_path / PATH).write_text(BARE)
    (found,) = sites_of([str(tmp_path)], tmp_path.as_posix(), REQUEST)
    return found


def sent(site: ArchiveSite) -> Lookup:
    """Return the site as each worker gets it, which unpacks it."""
    return Lookup(SimpleNamespace(value=pickle.loads(pickle.dumps({site.name: site.told}))))  # noqa: S301  # our own


def batches(rows: Iterable[Row], schema: Any = None) -> Iterator[Any]:
    return iter([pa.RecordBatch.from_pylist([*rows], schema)])


def file(path: str = PATH, content: str | bytes | None = None) -> Row:
    raw = content.encode() if isinstance(content, str) else content
    return {"site": ".", "path": path, "kind": "post", "target": True, "content": raw}


def of_map(site: ArchiveSite, *files: Row) -> list[Row]:
    """Return the rows that the map gives."""
    return [row for batch in mapped(sent(site), "r1")(batches(files)) for row in batch.to_pylist()]


def rules_of(site: ArchiveSite, row: Row, **more: Any) -> list[str]:
    """Return what is told of a file, by the names of the rules; `more` is what is joined to its row."""
    asking = {**row, "content": None, "across": None, **more}
    told = findings_rows(sent(site))(batches([asking]))
    return [row["rule"].partition("/")[2] for batch in told for row in batch.to_pylist()]


@pytest.mark.parametrize(
    ("given", "rules", "keyed", "keeps", "silences"),
    [
        pytest.param(file(), ["bare-url"], True, True, False, id="on disk"),
        pytest.param(file(content=POST), [], True, True, False, id="in the row"),
        pytest.param(file(content=SILENT), ["bare-url"], True, True, True, id="silent"),
        pytest.param(file("none.md"), ["unreadable-file"], False, False, False, id="gone"),
        pytest.param(file("_posts"), ["unreadable-file"], False, False, False, id="a folder"),
        pytest.param(
            file(content=POST * 99), ["limit-exceeded"], False, False, False, id="too large"
        ),
    ],
)
def test_what_the_map_gives(
    site: ArchiveSite,
    given: Row,
    rules: list[str],
    keyed: bool,  # noqa: FBT001  # a column of the table
    keeps: bool,  # noqa: FBT001  # as above
    silences: bool,  # noqa: FBT001  # as above
) -> None:
    (row,) = of_map(site, given)
    assert rules_of(site, row) == rules
    told = (bool(row["key"]), row["keeps"], row["silences"], bool(row["facts"]))
    assert told == (keyed, keeps, silences, keyed)
    assert (row["path"], row["kind"], row["run"]) == (given["path"], "post", "r1")


def test_a_row_is_known_by_the_content_of_its_file(site: ArchiveSite) -> None:
    key = keyed(sent(site))
    (row,) = of_map(site, file())
    assert (
        key(file())
        == key(file(content=BARE))
        == {name: row[name] for name in ("site", "path", "key")}
    )
    assert key(file(content=POST))["key"] not in (b"", row["key"])
    # What cannot be read is mapped by each run.
    assert key(file("none.md"))["key"] == b""


@pytest.mark.parametrize(
    ("path", "asks", "content"),
    [(PATH, True, BARE.encode()), (PATH, False, None), ("none.md", True, None)],
)
def test_what_asks_for_it_is_read_again(
    site: ArchiveSite,
    path: str,
    asks: bool,  # noqa: FBT001  # a column of the table
    content: bytes | None,
) -> None:
    row = {"site": ".", "path": path, "asks": asks}
    assert read_again(sent(site))(row) == {**row, "content": content}


def test_batches_are_small_and_rows_of_which_nothing_is_made_go() -> None:
    schema = pa.schema([("number", pa.int64())])
    made = in_rows(lambda row: row if row["number"] % 10 else None, schema)
    told = list(made(batches({"number": number} for number in range(600))))
    assert [batch.num_rows for batch in told] == [230, 230, 80]
    assert told[2].to_pylist()[-1] == {"number": 599}


def test_facts_are_rows_for_people(site: ArchiveSite) -> None:
    text = (
        '{"title": "The pier \\ud800 reopens", "date": "2026-02-28", "author": ["A. Reed", "B. Lee"]}\n'
        "\nSee [a](/a), [b](/a) and ![c](/c.png).\n"
    )
    rows = of_map(site, file(content=text), file("none.md"))
    (batch,) = facts_rows(batches(rows, MAPPED.arrow))
    assert batch.schema == FACTS.arrow
    (row,) = batch.to_pylist()
    assert (row["path"], row["kind"], row["published"]) == (PATH, "post", date(2026, 2, 28))
    assert (row["title"], row["authors"]) == ("The pier � reopens", ["A. Reed", "B. Lee"])
    assert (row["links"], row["images"]) == (["/a"], ["/c.png"])
    assert (row["letters"], len(row["digest"])) == (len("Seeaband"), 16)


def test_findings_are_rows_in_the_order_of_check(site: ArchiveSite) -> None:
    (row,) = of_map(site, file())
    across = site.run.plans.of(PATH, "post").across
    active = next(rule for rule in across if rule.rule.name == "broken-link")
    found = Finding(Span(0, 3), {"target": "/gone", "hint": "", "cause": "file"})
    joined = {"content": BARE.encode(), "across": pickle.dumps([(active.key, found)])}
    (batch,) = findings_rows(sent(site))(batches([{**row, **joined}]))
    assert batch.schema == FINDINGS.arrow
    told = [(row["rule"], row["line"], row["suppressed"]) for row in batch.to_pylist()]
    assert told == [("links/broken-link", 1, None), ("links/bare-url", 8, None)]


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        pytest.param(SILENT, ["bare-url", "unused-suppression"], id="as it was"),
        pytest.param(SILENT + "More.\n", ["bare-url"], id="changed since it was mapped"),
        pytest.param(None, ["bare-url"], id="gone since"),
    ],
)
def test_what_is_found_across_posts_is_for_the_text_that_was_mapped(
    site: ArchiveSite, content: str | None, rules: list[str]
) -> None:
    text = SILENT + "\n<!-- newslint-ignore bare-url: none here -->\nIt is open.\n"
    (row,) = of_map(site, file(content=text))
    given = None if content is None else content.replace(SILENT, text).encode()
    assert sorted(rules_of(site, row, content=given)) == rules


@pytest.mark.parametrize(
    ("path", "content", "kind", "folder"),
    [
        ("news/a.md", POST, "post", "news"),
        ("news/a.md", "Text.\n", "page", "news"),
        ("a.html", POST, "post", ""),
        ("news/a.txt", POST, None, None),
        ("news/.md", POST, None, None),
        ("news/.hidden.md", POST, None, None),
        ("news/md", POST, None, None),
        (".git/a.md", POST, None, None),
        ("node_modules/a.md", POST, None, None),
        ("news/a.md", None, None, None),
    ],
)
def test_what_stored_files_are(
    path: str, content: str | None, kind: str | None, folder: str | None
) -> None:
    row = described(sent(stored_site("", REQUEST)))(file(path, content))
    assert (row and (row["kind"], row["folder"])) == (None if kind is None else (kind, folder))


def test_of_a_site_with_a_generator_the_path_tells_what_a_file_is(
    site: ArchiveSite, tmp_path: Path
) -> None:
    (tmp_path / "newslint.yaml").write_text("exclude: [drafts/**]\n")
    tell = described(sent(stored_site(str(tmp_path), REQUEST)))
    rows = [tell(file(path, POST)) for path in (PATH, "about.md", "drafts/a.md")]
    assert [row and (row["kind"], row["folder"]) for row in rows] == [
        ("post", None), ("page", None), None,
    ]  # fmt: skip


def test_files_whose_names_are_no_utf_8_are_counted(tmp_path: Path) -> None:
    (tmp_path / "newslint.yaml").write_text("")
    try:
        for name in (b"a\xff.md", "부두.md".encode(), b"b.md"):
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(POST)
    except OSError:
        pytest.skip("this file system takes no such names")
    (found,) = sites_of([str(tmp_path)], tmp_path.as_posix(), REQUEST)
    assert [item.path for item in found.items] == ["b.md", "부두.md"]
    assert found.notices == ["1 file left out whose name is no UTF-8"]
