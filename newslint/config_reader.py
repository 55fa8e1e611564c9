"""Reading a configuration, with the place of every key, so that an error has one."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from posixpath import join, normpath
from typing import Any

from newslint.config import PROJECT, Config, ConfigError, Kind, Mention, Override
from newslint.front_matter import UnparsableError, parse_toml, parse_yaml
from newslint.front_matter.field import Field, Parsed
from newslint.rule import PRESETS, SEVERITIES
from newslint.source import Source
from newslint.wish import Layer, Wish, merged

KEYS = (
    *("extends", "site", "messages", "packs", "plugins", "preview", "rules", "kinds"),
    *("overrides", "exclude", "fail-on"),
)
SITE_KEYS = ("generator", "hosts", "sisters", "lang", "name")
KIND_KEYS = ("match", "rules", "schema")
OVERRIDE_KEYS = ("paths", "rules")
GENERATORS = ("jekyll", "hugo", "hexo", "zola", "pelican", "eleventy", "plain")
LANGUAGES = ("en", "ko")
_TABLE = ("tool", "newslint")
_HAS_TABLE = re.compile(rb"^[ \t]*\[\[?[ \t]*tool[ \t]*\.[ \t]*newslint\b", re.MULTILINE)
_SCHEMA_RULE = "schema-violation"


@dataclass(frozen=True)
class Surroundings:
    """What lies around a configuration file: nothing, unless it is told."""

    folder: str = ""
    """The file's folder, from which paths in it count."""
    base: Callable[[str], Config | None] = lambda _: None
    """Reads the configuration at a path, for `extends`; None if there is no file."""
    read: Callable[[str], bytes | None] = lambda _: None
    """Reads the bytes of a file at a path, for `schema`; None if it cannot be read."""


def has_table(raw: bytes) -> bool:
    """Tell whether a `pyproject.toml` configures newslint."""
    return _HAS_TABLE.search(raw) is not None


def parse(raw: bytes, file: str, around: Surroundings = Surroundings()) -> Config:
    """Read a configuration; raise ConfigError. `file` is its path as people are shown it."""
    source = Source.read(file, raw)
    text = source.text.lstrip("\ufeff")
    toml = file.endswith(".toml")
    table = _TABLE if file.rpartition("/")[2] == PROJECT else ()
    try:
        parsed = (parse_toml if toml else parse_yaml)(text, source.start)
    except UnparsableError as error:
        line = source.position(error.failure(source.text, 0).span.start).line
        reason = error.detail or "it holds no keys"
        raise ConfigError(f"{file}:{line}: not a configuration: {reason}") from None
    top = _top(source, parsed, table)
    for key, _, again in parsed.duplicates:
        line = source.position(again.start).line
        raise ConfigError(f"{file}:{line}: key `{key}` stands twice; merge the two")
    return _config(top, around)


def _config(top: _Node, around: Surroundings) -> Config:
    top.refuse_unknown(KEYS)
    site = top.mapping("site")
    site.refuse_unknown(SITE_KEYS)
    base = _base(top, around)
    kinds = {kind.name: kind for kind in base.kinds}
    kinds |= {name: _kind(node, around) for name, node in top.mapping("kinds").entries().items()}
    packs = [
        row._replace(name=normpath(join(around.folder, row.name))) for row in top.mentions("packs")
    ]
    return replace(
        base,
        file=top.source.path,
        rules=merged(base.rules, _layer(top.mapping("rules"))),
        kinds=tuple(kinds.values()),
        overrides=(*base.overrides, *(_override(node) for node in top.mappings("overrides"))),
        packs=(*base.packs, *packs),
        plugins=(*base.plugins, *top.mentions("plugins")),
        preview=top.flag("preview", default=base.preview),
        exclude=(*base.exclude, *top.strings("exclude")),
        fail_on=top.choice("fail-on", (*SEVERITIES, "never"), base.fail_on),
        messages=top.choice("messages", LANGUAGES, base.messages),
        generator=site.choice("generator", GENERATORS, base.generator),
        hosts=site.strings("hosts") or base.hosts,
        sisters=site.strings("sisters") or base.sisters,
        language=site.text("lang") or base.language,
        name=site.text("name") or base.name,
    )


def _base(top: _Node, around: Surroundings) -> Config:
    node = top.entry("extends")
    if node is None:
        return Config()
    if node.value in PRESETS:
        return Config(preset=str(node.value))
    found = around.base(node.value) if isinstance(node.value, str) else None
    if found is not None:
        return found
    hint = _hint(str(node.value), PRESETS, f"one of {', '.join(PRESETS)}, or a path")
    raise node.fail(f"`extends: {node.value}` is no preset and no file; {hint}")


def _kind(node: _Node, around: Surroundings) -> Kind:
    node.refuse_unknown(KIND_KEYS)
    match = node.mapping("match")
    if not match.entries():
        raise node.fail(f"`{node.name}` needs `match`: a `path`, or a front-matter field's value")
    paths = match.texts("path")
    fields = {
        name: tuple(entry.value) if isinstance(entry.value, list) else (entry.value,)
        for name, entry in match.entries().items()
        if name != "path"
    }
    rules = _layer(node.mapping("rules"))
    schema = node.entry("schema")
    if schema is not None:
        wish = Wish(None, {"schema": _schema(schema, around)}, place=schema.place)
        rules = merged({_SCHEMA_RULE: wish}, rules)
    return Kind(str(node.path[-1]), paths, fields, rules)


def _schema(node: _Node, around: Surroundings) -> Mapping[str, Any]:
    """Return a JSON Schema that stands there, or in the file that is named there."""
    if isinstance(node.value, dict):
        return node.value
    raw = around.read(node.value) if isinstance(node.value, str) else None
    if raw is None:
        raise node.fail(f"`{node.name}` must be a JSON Schema, or the path of one")
    try:
        # JSON is YAML enough for both to be read by one reader.
        fields = parse_yaml(raw.decode(errors="replace").lstrip("\ufeff"), 0).fields
    except UnparsableError as error:
        raise node.fail(f"`{node.value}` cannot be read: {error.detail}") from None
    return {str(row.path[0]): row.value for row in fields if len(row.path) == 1}


def _override(node: _Node) -> Override:
    node.refuse_unknown(OVERRIDE_KEYS)
    paths = node.texts("paths")
    if not paths:
        raise node.fail(f"`{node.name}` needs `paths`: patterns of the files that it is for")
    return Override(paths, _layer(node.mapping("rules")))


def _layer(rules: _Node) -> Layer:
    layer: dict[str, Wish] = {}
    for written, node in rules.entries().items():
        family, slash, name = written.rpartition("/")
        if name in layer:
            both = sorted(
                (written, (layer[name].family and f"{layer[name].family}/{name}") or name)
            )
            raise node.fail(f"`{both[0]}` and `{both[1]}` are one rule; merge the two")
        severity, options = _wish(node)
        places = {key: entry.place for key, entry in node.entries().items()} if options else {}
        layer[name] = Wish(severity, options, family if slash else "", node.place, places)
    return layer


def _wish(node: _Node) -> tuple[str | None, dict[str, Any]]:
    value, name = node.value, node.path[-1]
    # YAML 1.1 reads a bare `off` as false.
    if value is False or value == "off":
        return "off", {}
    if value in SEVERITIES:
        return str(value), {}
    if isinstance(value, dict):
        options = dict(value)
        severity = options.pop("severity", None)
        if severity is not None and severity not in SEVERITIES:
            allowed = ", ".join(SEVERITIES)
            raise node.fail(f"`severity` is one of {allowed}; off stands alone")
        return severity, options
    wanted = f"options, {', '.join(SEVERITIES)} or off"
    if value is None:
        raise node.fail(f"`{name}` stands empty; write {wanted}")
    raise node.fail(f"`{name}: {node.written}` is not known; write {wanted}")


def _hint(written: str, known: tuple[str, ...], otherwise: str) -> str:
    close = difflib.get_close_matches(written, known, n=1)
    return f"did you mean `{close[0]}`?" if close else otherwise


@dataclass(frozen=True)
class _Node:
    """A value of the configuration that knows where it stands."""

    source: Source
    rows: Mapping[tuple[str | int, ...], Field]
    path: tuple[str | int, ...]
    value: Any

    @cached_property
    def place(self) -> str:
        """Where it is written: `file:line`."""
        row = self.rows.get(self.path)
        if row is None:
            # A TOML table that only its own tables name.
            inside = (r for p, r in self.rows.items() if p[: len(self.path)] == self.path)
            row = next(inside, None)
        line = self.source.position(row.key_span.start).line if row else 1
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

    def entry(self, key: str | int) -> _Node | None:
        """Return the value of a key; None where there is none."""
        if not isinstance(self.value, dict) or key not in self.value:
            return None
        return self.child(key, self.value[key])

    def child(self, key: str | int, value: object) -> _Node:
        """Return a value inside, by its key or index."""
        return _Node(self.source, self.rows, (*self.path, key), value)

    def entries(self) -> dict[str, _Node]:
        """Return the values by key."""
        inside = self.value.items() if isinstance(self.value, dict) else ()
        return {str(key): self.child(key, value) for key, value in inside}

    def mapping(self, key: str) -> _Node:
        """Return the mapping of a key, empty where there is none."""
        node = self.entry(key)
        if node is None:
            return self.child(key, {})
        if not isinstance(node.value, dict):
            raise node.fail(f"`{node.name}` must be a mapping")
        return node

    def mappings(self, key: str) -> list[_Node]:
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
                hint = _hint(key, known, f"known: {', '.join(known)}")
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
            hint = _hint(str(node.value), allowed, f"one of {', '.join(allowed)}")
            raise node.fail(f"`{node.name}: {node.value}` is not known; {hint}")
        return str(node.value)


def _top(source: Source, parsed: Parsed, table: tuple[str, ...]) -> _Node:
    """Return the outermost mapping, or a table in it, its paths counted from there."""
    depth = len(table)
    rows = {row.path[depth:]: row for row in parsed.fields if row.path[:depth] == table}
    if not table:
        return _Node(source, rows, (), {row.path[0]: row.value for row in _outermost(parsed)})
    # A TOML table that only its own tables name is no row.
    value: Any = tomllib.loads(source.text.lstrip("\ufeff"))
    for key in table:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    return _Node(source, rows, (), value)


def _outermost(parsed: Parsed) -> list[Field]:
    return [row for row in parsed.fields if len(row.path) == 1]
