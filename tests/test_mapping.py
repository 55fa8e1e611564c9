"""What is kept of a site's files is not worked out again, and what is not kept always is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from newslint.digest import digest_of
from newslint.mapping import Item, Keeper, map_files
from newslint.marks import mark
from newslint.sending import Seen, Sent
from newslint.store import Store, open_store
from newslint.tables import summary

PATHS = ("a.md", "b.md", "c.md", "d.md")
POSTS = tuple(Item(path, "post", is_target=True) for path in PATHS[:3])
ITEMS = (*POSTS, Item("d.md", "page", is_target=False))


@pytest.fixture(autouse=True)
def all_is_old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is noted be believed, however new it is."""
    monkeypatch.setattr("newslint.store.RACY", -(10**15))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in PATHS:
        (tmp_path / path).write_text(f"Text of {path}", "utf-8")
    return tmp_path


class Mapper:
    """Maps files, and tells which it has read and worked out."""

    def __init__(self, root: Path, texts: Mapping[str, bytes]) -> None:
        self.root, self.texts = root, texts
        self.read_files: list[str] = []
        self.worked: list[str] = []
        self.keeps = True
        self.seen: dict[str, bytes] = {}

    def read(self, path: str) -> bytes:
        self.read_files.append(path)
        return self.texts[path] if path in self.texts else (self.root / path).read_bytes()

    def work(self, item: Item) -> Sent:
        """Give what a file holds, in place of its Facts and findings."""
        self.worked.append(item.path)
        looks, noted = mark(str(self.root / item.path)), time.time_ns()
        try:
            content = self.texts.get(item.path) or (self.root / item.path).read_bytes()
        except OSError:
            return Sent(keeps=False)
        facts = b"Facts, %s: %s" % (item.kind.encode(), content)
        findings = b"findings: %s" % content if item.is_target else b""
        seen = Seen(looks.text if looks else "", noted, digest_of(content))
        return Sent(facts, findings, self.keeps, seen=seen)


def mapped(
    root: Path,
    items: tuple[Item, ...] = ITEMS,
    site: bytes = b"site",
    plans: bytes = b"plans",
    texts: Mapping[str, bytes] = {},
    *,
    keeps: bool = True,
) -> Mapper:
    """Map files with the index, and see that each gives what it gives without."""
    mapper = Mapper(root, texts)
    mapper.keeps = keeps
    store = opened(root, site)
    piped = frozenset(f"{root}/{path}" for path in texts)
    keeper = Keeper(store, site, plans, str(root), mapper.read, piped)
    found = [
        (item, sent.facts, sent.findings) for item, sent in map_files(items, mapper.work, keeper, 1)
    ]
    store.close([item.path for item in items])
    cold = map_files(items, Mapper(root, texts).work, None, 1)
    assert found == [(item, sent.facts, sent.findings) for item, sent in cold]
    mapper.seen = keeper.seen
    return mapper


def opened(root: Path, site: bytes = b"site") -> Store:
    notices: list[str] = []
    store = open_store(str(root), notices, b"program", site)
    assert store is not None
    assert notices == []
    return store


def edit(root: Path) -> None:
    (root / "b.md").write_text("Another text", "utf-8")


def touch(root: Path) -> None:
    (root / "b.md").touch()


def remove(root: Path) -> None:
    (root / "b.md").unlink()


ALL = list(PATHS)


@pytest.mark.parametrize(
    ("change", "more", "read", "worked"),
    [
        pytest.param(None, {}, [], [], id="nothing"),
        pytest.param(edit, {}, ["b.md"], ["b.md"], id="a file is edited"),
        pytest.param(touch, {}, ["b.md"], [], id="a file is as it was, at another time"),
        pytest.param(remove, {}, ["b.md"], ["b.md"], id="a file is gone"),
        pytest.param(None, {"site": b"other"}, [], ALL, id="another site"),
        pytest.param(None, {"plans": b"other"}, [], ALL[:3], id="another configuration"),
        pytest.param(
            None,
            {"items": (*POSTS[:2], Item("c.md", "page", is_target=True), ITEMS[3])},
            [],
            ["c.md"],
            id="a post has become a page",
        ),
        pytest.param(
            None,
            {"items": (*POSTS, Item("d.md", "page", is_target=True))},
            [],
            ["d.md"],
            id="findings are wanted of one more",
        ),
        pytest.param(
            None,
            {"items": (*POSTS, Item("d.md", "post", is_target=False))},
            [],
            ["d.md"],
            id="a page has become a post",
        ),
        pytest.param(
            None, {"texts": {"b.md": b"Not saved"}}, ["b.md"], ["b.md"], id="an editor has a text"
        ),
        pytest.param(
            None, {"texts": {"d.md": b"Not saved"}}, ["d.md"], ["d.md"], id="an editor has a page"
        ),
        pytest.param(
            None, {"texts": {"b.md": b"Text of b.md"}}, ["b.md"], [], id="an editor has the same"
        ),
    ],
)
def test_what_is_worked_out_again(
    site: Path,
    change: Callable[[Path], None] | None,
    more: dict[str, object],
    read: list[str],
    worked: list[str],
) -> None:
    first = mapped(site)
    assert first.worked == ALL
    if change:
        change(site)
    found = mapped(site, **more)  # type: ignore[arg-type]  # a row of the table
    assert (found.read_files, found.worked) == (read, worked)
    # All that Facts depend on is seen, be they known or not.
    unseen = {"b.md"} if change is remove else set()
    assert found.seen.keys() == {*PATHS} - unseen
    if change is None and not more:
        assert found.seen == first.seen
    again = mapped(site, **more)  # type: ignore[arg-type]
    assert again.worked == (["b.md"] if change is remove else [])


def test_what_was_so_before_is_kept(site: Path) -> None:
    for wanted in ({"site": b"other"}, {"plans": b"other"}, {}):
        mapped(site, **wanted)  # type: ignore[arg-type]
    for wanted in ({"site": b"other"}, {"plans": b"other"}, {}):
        found = mapped(site, **wanted)  # type: ignore[arg-type]
        assert (found.read_files, found.worked) == ([], [])


def test_what_another_try_may_tell_otherwise_is_not_kept(site: Path) -> None:
    assert mapped(site, keeps=False).worked == ALL
    assert mapped(site, keeps=False).worked == ALL
    assert mapped(site).worked == ALL
    assert mapped(site).worked == []


def test_what_is_taken_away_meanwhile_is_worked_out_here(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapped(site)
    edit(site)
    whole = Store.get

    def some(self: Store, table: str, keys: list[bytes]) -> dict[bytes, bytes]:
        found = whole(self, table, keys)
        for key in [key for key, value in found.items() if value == b"findings: Text of a.md"]:
            del found[key]
        return found

    monkeypatch.setattr(Store, "get", some)
    assert mapped(site).worked == ["a.md", "b.md"]


def test_of_what_is_gone_nothing_is_noted(site: Path) -> None:
    mapped(site)
    store = opened(site)
    assert sorted(store.notes) == ALL
    store.close(["a.md"])
    store = opened(site)
    assert sorted(store.notes) == ["a.md"]
    store.close(["a.md"])


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    store = opened(tmp_path)
    yield Keeper(store, b"site", b"plans", str(tmp_path), lambda _: b"")
    store.close([])


def test_what_is_kept_of_the_whole_site_is_of_a_state(keeper: Keeper) -> None:
    keeper.keep_whole("links", b"state", b"given")
    keeper.keep_whole("sums", b"state", b"other")
    keeper.store.close([])
    again = Keeper(opened(Path(keeper.root)), b"site", b"plans", keeper.root, keeper.read)
    asked = [("links", b"state"), ("sums", b"state"), ("links", b"other"), ("none", b"state")]
    assert [again.look_whole(*row) for row in asked] == [b"given", b"other", b"", b""]
    other = Keeper(again.store, b"site", b"other", keeper.root, keeper.read)
    assert other.look_whole("links", b"state") == b""
    again.store.close([])


@pytest.mark.parametrize(("days", "kept"), [(30, (4, 5, 4)), (31, (4, 4, 3))])
def test_what_nobody_has_asked_for_in_thirty_days_is_let_go(
    site: Path, monkeypatch: pytest.MonkeyPatch, days: int, kept: tuple[int, int, int]
) -> None:
    monkeypatch.setattr("newslint.store._today", lambda: 20_000)
    mapped(site)
    edit(site)
    monkeypatch.setattr("newslint.store._today", lambda: 20_000 + days)
    assert mapped(site).worked == ["b.md"]
    found = summary(str(site))
    # Facts stay as long as their file is noted, though they are read with its note.
    assert found is not None
    assert (found.files, found.facts, found.findings) == kept
    assert mapped(site).worked == []
