"""A value of a configuration that knows where it stands, so that an error about it has a place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import msgspec

from newslint.config import ConfigError, Mention
from newslint.front_matter.field import Field, Parsed
from newslint.source import Source
from newslint.suggestion import suggestion


def outermost(source: Source, parsed: Parsed, table: tuple[str, ...]) -> Node:
    """Return the outermost mapping, or a table in it, its paths counted from there."""
    depth = len(table)
    rows = {row.path[depth:]: row for row in parsed.fields if row.path[:depth] == table}
    if not table:
        return Node(source, rows, (), parsed.values)
    # A TOML table that only its own tables name is no row.
    import tomllib

    value: Any = tomllib.loads(source.text.lstrip("\ufeff"))
    for key in table:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    if not isinstance(value, dict):
        raise ConfigError(f"{source.path}: `{'.'.join(table)}` must be a table")
    return Node(source, rows, (), value)


class Node(msgspec.Struct, frozen=True, dict=True):
    """A value of the configuration that knows where it stands."""

    source: Source
    rows: Mapping[tuple[str | int, ...], Field]
    path: tuple[str | int, ...]
    value: Any

    @cached_property
    def place(self) -> str:
        """Where it is written: `file:line`. What YAML takes from elsewhere has the place of that."""
        path = self.path
        while path and path not in self.rows:
            path = path[:-1]
        line = self.source.position(self.rows[path].key_span.start).line if path else 1
        return f"{self.source.path}:{line}"

    @property
    def name(self) -> str:
        """Its dotted name."""
        return ".".join(str(part) for part in self.path)

    @property
    def written(self) -> str:
        """Its value as the file has it."""
        row = self.rows.get(self.path)
        return self.source.slice(row.span) if row else str(self.value)

    def fail(self, text: str) -> ConfigError:
        """Return the error that something is wrong here."""
        return ConfigError(f"{self.place}: {text}")

    def entry(self, key: str | int) -> Node | None:
        """Return the value of a key; None where there is none."""
        if not isinstance(self.value, dict) or key not in self.value:
            return None
        return self.child(key, self.value[key])

    def child(self, key: str | int, value: object) -> Node:
        """Return a value inside, by its key or index."""
        return Node(self.source, self.rows, (*self.path, key), value)

    def entries(self) -> dict[str, Node]:
        """Return the values by key."""
        inside = self.value.items() if isinstance(self.value, dict) else ()
        return {str(key): self.child(key, value) for key, value in inside}

    def mapping(self, key: str) -> Node:
        """Return the mapping of a key, empty where there is none."""
        node = self.entry(key)
        if node is None:
            return self.child(key, {})
        if not isinstance(node.value, dict):
            raise node.fail(f"`{node.name}` must be a mapping")
        return node

    def mappings(self, key: str) -> list[Node]:
        """Return the mappings that a key lists."""
        node = self.entry(key)
        if node is None:
            return []
        if not isinstance(node.value, list) or not all(isinstance(v, dict) for v in node.value):
            raise node.fail(f"`{node.name}` must be a list of mappings")
        return [node.child(index, value) for index, value in enumerate(node.value)]

    def refuse_unknown(self, known: tuple[str, ...]) -> None:
        """Refuse keys that mean nothing."""
        for key, node in self.entries().items():
            if key not in known:
                hint = suggestion(key, known, f"known: {', '.join(known)}")
                raise node.fail(f"unknown key `{node.name}`; {hint}")

    def text(self, key: str) -> str:
        """Return a text, '' where there is none."""
        node = self.entry(key)
        if node is None:
            return ""
        if not isinstance(node.value, str):
            raise node.fail(f"`{node.name}` must be a text")
        return node.value

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where there is none."""
        node = self.entry(key)
        if node is None:
            return ()
        if not isinstance(node.value, list) or not all(isinstance(v, str) for v in node.value):
            raise node.fail(f"`{node.name}` must be a list of texts")
        return tuple(node.value)

    def mentions(self, key: str) -> tuple[Mention, ...]:
        """Return a list of texts, each with its place."""
        texts = self.strings(key)
        node = self.child(key, texts)
        return tuple(Mention(text, node.child(n, text).place) for n, text in enumerate(texts))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a text or a list of texts."""
        node = self.entry(key)
        return (node.value,) if node and isinstance(node.value, str) else self.strings(key)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        node = self.entry(key)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            raise node.fail(f"`{node.name}` must be true or false")
        return node.value

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of a few words."""
        node = self.entry(key)
        if node is None:
            return default
        if node.value not in allowed:
            hint = suggestion(str(node.value), allowed, f"one of {', '.join(allowed)}")
            raise node.fail(f"`{node.name}: {node.written}` is not known; {hint}")
        return str(node.value)
