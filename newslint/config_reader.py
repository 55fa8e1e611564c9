"""Reading a configuration, with the place of every key, so that an error has one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from newslint.config import PROJECT, Config, ConfigError, Kind, Override
from newslint.config_node import Node, outermost
from newslint.front_matter import UnparsableError, parse_toml, parse_yaml
from newslint.front_matter.repeated import outgrows
from newslint.rule import PRESETS, SEVERITIES
from newslint.source import Source
from newslint.suggestion import suggestion
from newslint.wish import FIXES, Layer, Wish, merged
from newslint.words import LANGUAGES

if TYPE_CHECKING:
    from newslint.remote.settings import Settings

KEYS = (
    *("extends", "site", "messages", "packs", "plugins", "preview", "rules", "kinds"),
    *("overrides", "exclude", "fail-on", "baseline", "online"),
)
SITE_KEYS = ("generator", "hosts", "sisters", "urls", "lang", "name")
KIND_KEYS = ("match", "rules", "schema")
OVERRIDE_KEYS = ("paths", "rules")
GENERATORS = (
    *("jekyll", "hugo", "hexo", "zola", "pelican", "eleventy", "docusaurus", "astro"),
    "plain",
)
_TABLE = ("tool", "newslint")
_HAS_TABLE = re.compile(rb"^[ \t]*\[\[?[ \t]*tool[ \t]*\.[ \t]*newslint[ \t]*[.\]]", re.MULTILINE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
"""The shape of a language tag (BCP 47), underscores allowed as generators do."""
_SCHEMA_RULE = "schema-violation"


class Surroundings(msgspec.Struct, frozen=True):
    """What lies around a configuration file: nothing, unless it is told."""

    folder: str = ""
    """The file's folder, from which paths in it count."""
    base: Callable[[str], Config | None] = lambda _: None
    """Reads the configuration at a path, for `extends`; None if there is no file."""
    read: Callable[[str], bytes | None] = lambda _: None
    """Reads the bytes of a file at a path, for `schema`; None if it cannot be read."""


_NOWHERE = Surroundings()


def is_language(text: str) -> bool:
    """Tell whether a text has the shape of a language tag."""
    return _TAG.fullmatch(text) is not None


def has_table(raw: bytes) -> bool:
    """Tell whether a `pyproject.toml` configures newslint, or would if it could be read."""
    if b"newslint" not in raw:
        return False
    # Its patterns take longer to compile than a small site to lint.
    import tomllib

    try:
        tool = tomllib.loads(raw.decode(errors="replace")).get("tool")
    except tomllib.TOMLDecodeError:
        return _HAS_TABLE.search(raw) is not None
    return isinstance(tool, dict) and "newslint" in tool


def parse(raw: bytes, file: str, around: Surroundings = _NOWHERE) -> Config:
    """Read a configuration; raise ConfigError. `file` is its path as people are shown it."""
    source = Source.read(file, raw)
    text = source.text.lstrip("\ufeff")
    toml = file.endswith(".toml")
    table = _TABLE if file.rpartition("/")[2] == PROJECT else ()
    try:
        parsed = (parse_toml if toml else parse_yaml)(text, source.start)
    except UnparsableError as error:
        line = source.position(error.failure(source.text, 0).span.start).line
        raise ConfigError(f"{file}:{line}: not a configuration: {error.reason}") from None
    if outgrows(parsed.values):
        raise ConfigError(f"{file}:1: not a configuration: its aliases repeat too much")
    for key, _, again in parsed.duplicates:
        line = source.position(again.start).line
        raise ConfigError(f"{file}:{line}: key `{key}` stands twice; merge the two")
    return _config(outermost(source, parsed, table), around)


def _config(top: Node, around: Surroundings) -> Config:
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
        urls=(*base.urls, *(_url(name, around.folder) for name in site.strings("urls"))),
        language=_language(site) or base.language,
        name=site.text("name") or base.name,
        baseline=_file(top.text("baseline"), around.folder) or base.baseline,
        online=_online(top, base),
    )


def _online(top: Node, base: Config) -> Settings | None:
    if top.entry("online") is None:
        return base.online
    from newslint.config_online import online_of

    return online_of(top.mapping("online"), base.online)


def _url(name: str, folder: str) -> str:
    """Return a path of the site, or the absolute path of a file that lists URLs."""
    return name if name.startswith("/") else f"file:{normpath(join(folder, name))}"


def _file(name: str, folder: str) -> str:
    return normpath(join(folder, name)) if name else ""


def _language(site: Node) -> str:
    text = site.text("lang")
    if text and not is_language(text):
        raise site.child("lang", text).fail(
            f"`site.lang: {text}` is no language tag, as ko or en-US"
        )
    return text


def _base(top: Node, around: Surroundings) -> Config:
    node = top.entry("extends")
    if node is None:
        return Config()
    if node.value in PRESETS:
        return Config(preset=str(node.value))
    found = around.base(node.value) if isinstance(node.value, str) else None
    if found is not None:
        return found
    hint = suggestion(str(node.value), PRESETS, f"one of {', '.join(PRESETS)}, or a path")
    raise node.fail(f"`extends: {node.value}` is no preset and no file; {hint}")


def _kind(node: Node, around: Surroundings) -> Kind:
    node.refuse_unknown(KIND_KEYS)
    if node.path[-1] in ("post", "page"):
        raise node.fail(f"`{node.path[-1]}` is what newslint calls every one; choose another name")
    match = node.mapping("match")
    if not match.entries():
        raise node.fail(f"`{node.name}` needs `match`: a `path`, or a front-matter field's value")
    paths = match.texts("path")
    if match.entry("path") is not None and not paths:
        raise match.child("path", ()).fail(f"`{match.name}.path` is empty: nothing would match")
    for name, entry in match.entries().items():
        values = entry.value if isinstance(entry.value, list) else [entry.value]
        if not values or any(isinstance(value, dict | list) for value in values):
            raise entry.fail(
                f"`{entry.name}` must be a value, or a list of values: `{name}` has one"
            )
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


def _schema(node: Node, around: Surroundings) -> Mapping[str, Any]:
    """Return a JSON Schema that stands there, or in the file that is named there."""
    if isinstance(node.value, dict):
        return node.value
    if not isinstance(node.value, str):
        raise node.fail(f"`{node.name}` must be a JSON Schema, or the path of one")
    raw = around.read(node.value)
    if raw is None:
        raise node.fail(f"`{node.name}`: no file {node.value} in the configuration's folder")
    try:
        # JSON is YAML enough for both to be read by one reader.
        found = parse_yaml(raw.decode(errors="replace").lstrip("\ufeff"), 0).values
    except UnparsableError as error:
        raise node.fail(f"`{node.value}` cannot be read: {error.reason}") from None
    if outgrows(found):
        raise node.fail(f"`{node.value}` cannot be read: its aliases repeat too much")
    return found


def _override(node: Node) -> Override:
    node.refuse_unknown(OVERRIDE_KEYS)
    paths = node.texts("paths")
    if not paths:
        raise node.fail(f"`{node.name}` needs `paths`: patterns of the files that it is for")
    if node.entry("rules") is None:
        raise node.fail(f"`{node.name}` needs `rules`: what holds for those files")
    return Override(paths, _layer(node.mapping("rules")))


def _layer(rules: Node) -> Layer:
    layer: dict[str, Wish] = {}
    for written, node in rules.entries().items():
        family, slash, name = written.rpartition("/")
        if name in layer:
            both = sorted(
                (written, (layer[name].family and f"{layer[name].family}/{name}") or name)
            )
            raise node.fail(f"`{both[0]}` and `{both[1]}` are one rule; merge the two")
        wish = _wish(node)
        has = wish.options or wish.fix
        places = {key: entry.place for key, entry in node.entries().items()} if has else {}
        layer[name] = replace(wish, family=family if slash else "", place=node.place, places=places)
    return layer


def _wish(node: Node) -> Wish:
    value, name = node.value, node.path[-1]
    if _is_off(value):
        return Wish("off")
    if value in SEVERITIES:
        return Wish(str(value))
    if isinstance(value, dict):
        options = dict(value)
        severity = options.pop("severity", None)
        if severity is not None and severity not in SEVERITIES:
            allowed = ", ".join(SEVERITIES)
            raise node.fail(f"`severity` is one of {allowed}; off stands alone")
        fix = options.pop("fix", None)
        fix = "off" if _is_off(fix) else fix
        if fix is not None and fix not in FIXES:
            raise node.fail(f"`fix` is one of {', '.join(FIXES)}")
        return Wish(severity, options, fix)
    wanted = f"options, {', '.join(SEVERITIES)} or off"
    if value is None:
        raise node.fail(f"`{name}` stands empty; write {wanted}")
    raise node.fail(f"`{name}: {node.written}` is not known; write {wanted}")


def _is_off(value: object) -> bool:
    # YAML 1.1 reads a bare `off` as false.
    return value is False or value == "off"
