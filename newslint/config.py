"""A site's wishes: `newslint.yaml`, read with the place of every key, so that an error has one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from newslint.catalog import ActiveRule, Catalog, OptionsError
from newslint.front_matter import UnparsableError, parse_yaml
from newslint.front_matter.field import Field
from newslint.rule import ENGINE, PRESETS, SEVERITIES
from newslint.source import Source, Span

NAMES = ("newslint.yaml", ".newslint.yaml")
_KEYS = ("extends", "site", "messages", "rules", "exclude", "fail-on")
_SITE_KEYS = ("generator", "hosts", "sisters", "lang", "name")
_GENERATORS = ("jekyll", "hugo", "hexo", "zola", "pelican", "eleventy", "plain")
_LANGUAGES = ("en", "ko")


class ConfigError(Exception):
    """A configuration that cannot be used: the text tells file, line, key and what to do."""


@dataclass(frozen=True)
class Config:
    """What a site wishes; the defaults are those of a site without configuration."""

    file: str = ""
    """Where it was read, for people; empty for the defaults."""
    preset: str = "recommended"
    rules: Mapping[str, tuple[str | None, Mapping[str, Any]]] = field(default_factory=dict)
    """By rule or family: a severity, `off` or None, and options."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each wish, and each of its options, is written: `file:line`."""
    families: Mapping[str, str] = field(default_factory=dict)
    """The family that each rule's wish names, where it is written with one."""
    exclude: tuple[str, ...] = ()
    fail_on: str = "error"
    messages: str = ""
    generator: str = ""
    hosts: tuple[str, ...] = ()
    sisters: tuple[str, ...] = ()
    language: str = ""
    name: str = ""

    def active(self, catalog: Catalog, *, preview: bool = False) -> list[ActiveRule]:
        """Return the rules that are on, those in preview too if asked; raise ConfigError."""
        for name in self.rules:
            self._refuse_unknown(name, catalog)
        try:
            return catalog.active(self.preset, self.rules, preview=preview)
        except OptionsError as error:
            key = f"{error.rule}.{error.key}"
            name = key if key in self.places else error.rule
            raise self._error(name, f"rule `{error.rule}`: {error.reason}") from None

    def _refuse_unknown(self, name: str, catalog: Catalog) -> None:
        """Refuse a wish for what is no rule or family, or for what cannot be wished."""
        severity, options = self.rules[name]
        if name in catalog.families:
            if options:
                raise self._error(name, f"`{name}` is a family: it takes a severity or off")
            if name == ENGINE:
                raise self._error(name, f"`{name}` tells what newslint could not do; keep it on")
            return
        rule = catalog.rules.get(name)
        if rule is None or self.families.get(name, rule.family) != rule.family:
            family = self.families.get(name)
            written = f"{family}/{name}" if family else name
            close = rule.id if rule else catalog.suggestion(name)
            hint = f"did you mean `{close}`?" if close else "see `newslint rules`"
            raise self._error(name, f"unknown rule `{written}`; {hint}")
        if rule.check == ENGINE and severity is not None:
            raise self._error(name, f"`{name}` tells what newslint could not do; keep it on")

    def _error(self, name: str, text: str) -> ConfigError:
        return ConfigError(f"{self.places.get(name, self.file)}: {text}")


def parse(raw: bytes, file: str, bases: Mapping[str, Config] | None = None) -> Config:
    """Read a configuration; raise ConfigError.

    `bases` are the configurations that a path in `extends` may name, already read.
    """
    source = Source.read(file, raw)
    try:
        parsed = parse_yaml(source.text.lstrip("\ufeff"), source.start)
    except UnparsableError as error:
        line = source.position(error.failure(source.text, 0).span.start).line
        reason = error.detail or "it holds no keys"
        raise ConfigError(f"{file}:{line}: not a configuration: {reason}") from None
    reader = _Reader(source, parsed.fields, bases or {})
    for key, _, again in parsed.duplicates:
        raise reader.fail(again, f"key `{key}` stands twice; merge the two")
    return reader.config()


def extended(raw: bytes) -> str:
    """Return the path that a configuration extends; '' if it is a preset or unreadable."""
    try:
        fields = parse_yaml(raw.decode(errors="replace").lstrip("\ufeff"), 0).fields
    except UnparsableError:
        return ""
    value = next((row.value for row in fields if row.path == ("extends",)), "")
    return value if isinstance(value, str) and value not in PRESETS else ""


class _Reader:
    def __init__(
        self, source: Source, fields: Iterable[Field], bases: Mapping[str, Config]
    ) -> None:
        self.source = source
        self.fields = tuple(fields)
        self.bases = bases
        self.families: dict[str, str] = {}
        self._paths = {row.path for row in self.fields}
        self.top = {str(row.path[0]): row for row in self.fields if len(row.path) == 1}

    def config(self) -> Config:
        self._refuse_unknown((), _KEYS)
        self._refuse_unknown(("site",), _SITE_KEYS)
        for key in ("site", "rules"):
            row = self.top.get(key)
            if row and not isinstance(row.value, dict):
                raise self.fail(row.span, f"`{key}` must be a mapping")
        base = self._base()
        rules, places = self._rules()
        merged = {**base.rules}
        for name, (wish, options) in rules.items():
            old_wish, old_options = merged.get(name, (None, {}))
            merged[name] = (wish if wish is not None else old_wish, {**old_options, **options})
        return Config(
            file=self.source.path,
            preset=base.preset,
            rules=merged,
            places={**base.places, **places},
            families={**base.families, **self.families},
            exclude=(*base.exclude, *self._strings(("exclude",))),
            fail_on=self._choice(("fail-on",), (*SEVERITIES, "never"), base.fail_on),
            messages=self._choice(("messages",), _LANGUAGES, base.messages),
            generator=self._choice(("site", "generator"), _GENERATORS, base.generator),
            hosts=self._strings(("site", "hosts")) or base.hosts,
            sisters=self._strings(("site", "sisters")) or base.sisters,
            language=self._text(("site", "lang")) or base.language,
            name=self._text(("site", "name")) or base.name,
        )

    def fail(self, span: Span, text: str) -> ConfigError:
        line = self.source.position(span.start).line
        return ConfigError(f"{self.source.path}:{line}: {text}")

    def _base(self) -> Config:
        row = self.top.get("extends")
        if row is None:
            return Config()
        if row.value in PRESETS:
            return Config(preset=str(row.value))
        if isinstance(row.value, str) and row.value in self.bases:
            return self.bases[row.value]
        close = difflib.get_close_matches(str(row.value), PRESETS, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"one of {', '.join(PRESETS)}, or a path"
        raise self.fail(row.span, f"`extends: {row.value}` is no preset and no file; {hint}")

    def _refuse_unknown(self, path: tuple[str, ...], known: tuple[str, ...]) -> None:
        depth = len(path)
        for row in self.fields:
            if len(row.path) != depth + 1 or row.path[:depth] != path:
                continue
            key = str(row.path[-1])
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                hint = f"did you mean `{close[0]}`?" if close else f"known: {', '.join(known)}"
                dotted = ".".join((*path, key))
                raise self.fail(row.key_span, f"unknown key `{dotted}`; {hint}")

    def _row(self, path: tuple[str, ...]) -> Field | None:
        return next((row for row in self.fields if row.path == path), None)

    def _text(self, path: tuple[str, ...]) -> str:
        row = self._row(path)
        if row is None:
            return ""
        if not isinstance(row.value, str):
            raise self.fail(row.span, f"`{'.'.join(path)}` must be a text")
        return row.value

    def _strings(self, path: tuple[str, ...]) -> tuple[str, ...]:
        row = self._row(path)
        if row is None:
            return ()
        if not isinstance(row.value, list) or not all(isinstance(v, str) for v in row.value):
            raise self.fail(row.span, f"`{'.'.join(path)}` must be a list of texts")
        return tuple(row.value)

    def _choice(self, path: tuple[str, ...], allowed: tuple[str, ...], default: str) -> str:
        row = self._row(path)
        if row is None:
            return default
        if row.value not in allowed:
            close = difflib.get_close_matches(str(row.value), allowed, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"one of {', '.join(allowed)}"
            raise self.fail(row.span, f"`{'.'.join(path)}: {row.value}` is not known; {hint}")
        return str(row.value)

    def _rules(self) -> tuple[dict[str, tuple[str | None, dict[str, Any]]], dict[str, str]]:
        found: dict[str, tuple[str | None, dict[str, Any]]] = {}
        places: dict[str, str] = {}
        for row in self.fields:
            head, *rest = row.path
            if head != "rules" or not rest:
                continue
            # A rule's full id and its name are one wish.
            rest[0] = self._spelt(str(rest[0]), row)
            name = ".".join(str(part) for part in rest)
            line = self.source.position(row.key_span.start).line
            places[name] = f"{self.source.path}:{line}"
            if len(rest) == 1:
                found[name] = self._wish(row)
        return found, places

    def _spelt(self, written: str, row: Field) -> str:
        family, slash, name = written.rpartition("/")
        if slash:
            self.families[name] = family
        twins = (name, written) if slash else ()
        if len([key for key in twins if ("rules", key) in self._paths]) > 1:
            raise self.fail(row.key_span, f"`{name}` and `{written}` are one rule; merge the two")
        return name

    def _wish(self, row: Field) -> tuple[str | None, dict[str, Any]]:
        # YAML 1.1 reads a bare `off` as false.
        if row.value is False or row.value == "off":
            return "off", {}
        if row.value in SEVERITIES:
            return str(row.value), {}
        if isinstance(row.value, dict):
            options = dict(row.value)
            severity = options.pop("severity", None)
            if severity is not None and severity not in SEVERITIES:
                allowed = ", ".join(SEVERITIES)
                raise self.fail(row.span, f"`severity` is one of {allowed}; off stands alone")
            return severity, options
        wanted = f"options, {', '.join(SEVERITIES)} or off"
        if row.value is None:
            raise self.fail(row.span, f"`{row.path[1]}` stands empty; write {wanted}")
        written = self.source.slice(row.span)
        raise self.fail(row.span, f"`{row.path[1]}: {written}` is not known; write {wanted}")
