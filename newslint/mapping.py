"""Map: each file of a site by itself, from the index where it has it, else by those who work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from newslint.digest import digest_of
from newslint.sending import Sent
from newslint.workers import in_order

if TYPE_CHECKING:
    from newslint.store import Store
    from newslint.tables import Note

FEWEST = 50
"""Files of a site from which on an index is kept: below, it is not worth a folder in the site."""

_Rows = TypeVar("_Rows", frozenset[bytes], dict[bytes, bytes])
_TOGETHER = 500
"""Files of which what is kept is looked at together."""


class Item(NamedTuple):
    """A file to be mapped."""

    path: str
    """From the site's root."""
    kind: str
    is_target: bool
    """True where its findings are wanted, not its Facts alone."""


class Keys(NamedTuple):
    """What the Facts and the findings of a file are kept under."""

    facts: bytes
    findings: bytes
    """Empty where findings are not wanted."""
    known: bytes | None = None
    """The Facts themselves, if they are known already."""


class Keeper(msgspec.Struct, frozen=True, dict=True):
    """The index of a site as one run asks it."""

    store: Store
    site: bytes
    """What Facts depend on besides a file's path, kind and content."""
    plans: bytes
    """What findings depend on besides."""
    root: str
    read: Callable[[str], bytes]
    """Returns a file's bytes, by its path from the root; raises OSError."""
    piped: frozenset[str] = frozenset()
    """Absolute paths of files whose bytes are not those on disk."""
    seen: dict[str, bytes] = msgspec.field(default_factory=dict)
    """Of each file that was asked for, what its Facts are kept under: all that they depend on."""

    def keys(self, item: Item) -> Keys | None:
        """Return what a file's Facts and findings are kept under; None if it cannot be read."""
        if not item.is_target and not self.piped:
            # Thousands of files are as they were: no digest has to be taken again.
            known = self.store.known(item.path, item.kind, self._inside + item.path)
            if known is not None:
                self.seen[item.path] = known.key
                return Keys(known.key, b"", self.store.facts.pop(item.path))
        note = self._note(item.path)
        return self.keys_of(item, note) if note else None

    def keys_of(self, item: Item, note: Note) -> Keys:
        """Return what a file's Facts and findings are kept under, given what is noted of it."""
        told = (item.path.encode(errors="surrogateescape"), item.kind.encode(), note.digest)
        key = digest_of(self.site, *told)
        if key != note.key and note.mark:
            self.store.keep_note(note._replace(kind=item.kind, key=key))
        self.seen[item.path] = key
        findings = digest_of(self.plans, *told) if item.is_target else b""
        known = self.store.facts.pop(item.path, None)
        return Keys(key, findings, known if key == note.key else None)

    def _note(self, path: str) -> Note | None:
        file = f"{self._inside}{path}"
        if file in self.piped:
            return self.store.piped_note(self.read(path))
        return self.store.note(path, self.read, file)

    @cached_property
    def _inside(self) -> str:
        return f"{self.root.rstrip('/')}/"

    def look_whole(self, name: str, state: bytes) -> bytes:
        """Return what is kept of the whole site under a name, if the site was in this very state."""
        key = self._whole(name)
        kept = self.store.get("across", [key]).get(key, b"")
        return kept[len(state) :] if kept.startswith(state) else b""

    def keep_whole(self, name: str, state: bytes, given: bytes) -> None:
        """Keep something of the whole site in a state, in place of what was kept before."""
        self.store.put("across", self._whole(name), state + given)

    def _whole(self, name: str) -> bytes:
        return digest_of(self.plans, name.encode())

    def held(self, items: Iterable[Item], keys: Mapping[str, Keys | None]) -> frozenset[str]:
        """Return the paths of the files of which all that is wanted seems to be kept."""
        whole, _, _ = _kept(items, keys, self.store.held)
        return frozenset(item.path for item, _ in whole)

    def look(self, items: Iterable[Item], keys: Mapping[str, Keys | None]) -> dict[str, Sent]:
        """Return what is kept of files, by path; those of which less is kept than wanted are left out."""
        whole, facts, findings = _kept(items, keys, self.store.get)
        return {
            item.path: Sent(
                facts[own.facts] if own.known is None else own.known,
                findings.get(own.findings, b""),
            )
            for item, own in whole
        }

    def keep(self, keys: Keys, sent: Sent) -> None:
        """Keep what a file gives, if another try would give the same."""
        if sent.keeps and sent.facts:
            self.store.put("facts", keys.facts, sent.facts)
            if sent.findings:
                self.store.put("findings", keys.findings, sent.findings)


def _kept(
    items: Iterable[Item],
    keys: Mapping[str, Keys | None],
    ask: Callable[[str, list[bytes]], _Rows],
) -> tuple[list[tuple[Item, Keys]], _Rows, _Rows]:
    """Return the files of which all that is wanted is kept, and what a store has of Facts and findings.

    `ask` returns, of a table and keys, what it holds of them.
    """
    asked = [(item, own) for item in items if (own := keys[item.path]) is not None]
    facts = ask("facts", [own.facts for _, own in asked if own.known is None])
    findings = ask("findings", [own.findings for _, own in asked if own.findings])
    whole = [
        (item, own)
        for item, own in asked
        if (own.known is not None or own.facts in facts)
        and (own.findings in findings or not item.is_target)
    ]
    return whole, facts, findings


def map_files(
    items: Sequence[Item], work: Callable[[Item], Sent], keeper: Keeper | None, workers: int
) -> Iterator[tuple[Item, Sent]]:
    """Yield what each file gives, in the order of the items."""
    if keeper is None:
        yield from zip(items, in_order(work, items, workers), strict=True)
        return
    if keeper.store.fresh:
        for item, sent in zip(items, in_order(work, items, workers), strict=True):
            if sent.seen is not None:
                note = keeper.store.new_note(item.path, *sent.seen)
                keeper.keep(keeper.keys_of(item, note), sent)
            yield item, sent
        return
    keys = {item.path: keeper.keys(item) for item in items}
    held = keeper.held(items, keys)
    made = in_order(work, [item for item in items if item.path not in held], workers)
    for at in range(0, len(items), _TOGETHER):
        # Looked at by and by: what is kept of all files takes as much room as the site.
        some = items[at : at + _TOGETHER]
        kept = keeper.look((item for item in some if item.path in held), keys)
        for item in some:
            own, given = keys.pop(item.path), kept.get(item.path)
            if given is None:
                # What another process has taken away meanwhile is worked out here.
                given = work(item) if item.path in held else next(made)
                if own:
                    keeper.keep(own, given)
            yield item, given
