"""The JSON Schema of a configuration, made of the declarations that read it."""

from __future__ import annotations

from typing import Any

import msgspec

from newslint.catalog import Catalog
from newslint.check import Check
from newslint.config_reader import GENERATORS
from newslint.documented import documented
from newslint.rule import ENGINE, PRESETS, SEVERITIES, Rule
from newslint.rule_check import check_of
from newslint.wish import FIXES, MORE
from newslint.words import LANGUAGES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_TEXT_OR_TEXTS = {"anyOf": [_TEXT, _TEXTS]}
# YAML 1.1 reads a bare `off` as false.
_SEVERITY = {"enum": [*SEVERITIES, "off", False]}
_RULES = {"$ref": "#/$defs/rules"}


def config_schema(catalog: Catalog) -> dict[str, Any]:
    """Return the JSON Schema of `newslint.yaml` for the rules of a catalogue."""
    rules = list(catalog.rules.values())
    checks = {rule.check: check_of(rule) for rule in rules}
    options, components = _options(checks)
    wishes: dict[str, Any] = dict.fromkeys(sorted(catalog.families - {ENGINE}), _SEVERITY)
    for rule in rules:
        components[rule.id] = _wish(rule, options[rule.check])
        # In a JSON Pointer `~1` is a slash (RFC 6901, 3).
        wish = {"$ref": f"#/$defs/{rule.id.replace('/', '~1')}"}
        wishes |= dict.fromkeys((rule.name, rule.id, *rule.was), wish)
    return {
        "$schema": _DIALECT,
        "title": "newslint's configuration",
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(),
        "$defs": {
            **components,
            "rules": {"type": "object", "additionalProperties": False, "properties": wishes},
        },
    }


_ABOUT = {
    "extends": "A preset, or the path of another configuration.",
    "site": "What the generator's configuration does not tell, or tells otherwise.",
    "messages": "The language of the messages.",
    "packs": "Folders of rules of the site's own.",
    "plugins": "Python packages that may bring checks and rules.",
    "preview": "Whether rules in preview are used.",
    "rules": "By rule or family: a severity, off, or options.",
    "kinds": "Posts told apart by path or front matter, each kind with rules of its own.",
    "overrides": "Rules by path.",
    "exclude": "What is left out: patterns in .gitignore's language, from the site's root.",
    "fail-on": "The severity from which a run ends with 1.",
}
"""What an editor shows of a key."""


def _properties() -> dict[str, Any]:
    return {name: {**schema, **_about(name)} for name, schema in _keys().items()}


def _about(name: str) -> dict[str, str]:
    return {"description": _ABOUT[name]} if name in _ABOUT else {}


def schema_text(catalog: Catalog) -> str:
    """Return the JSON Schema of `newslint.yaml` as a file has it."""
    return (
        msgspec.json.format(msgspec.json.encode(config_schema(catalog)), indent=1).decode() + "\n"
    )


def _keys() -> dict[str, Any]:
    return {
        "extends": {"anyOf": [{"enum": list(PRESETS)}, _TEXT]},
        "site": _object(
            generator={"enum": list(GENERATORS)},
            hosts=_TEXTS,
            sisters=_TEXTS,
            urls=_TEXTS,
            lang=_TEXT,
            name=_TEXT,
        ),
        "messages": {"enum": list(LANGUAGES)},
        "packs": _TEXTS,
        "plugins": _TEXTS,
        "preview": {"type": "boolean"},
        "rules": _RULES,
        "kinds": {"type": "object", "additionalProperties": _kind()},
        "overrides": {
            "type": "array",
            "items": {**_object(paths=_TEXT_OR_TEXTS, rules=_RULES), "required": ["paths"]},
        },
        "exclude": _TEXTS,
        "fail-on": {"enum": [*SEVERITIES, "never"]},
        "baseline": _TEXT,
        "online": _online(),
    }


_DURATION = {"type": ["string", "number"]}


def _online() -> dict[str, Any]:
    from newslint.config_online import METHODS

    count = {"type": "integer", "minimum": 1}
    statuses = {"type": ["integer", "array"], "items": {"type": "integer"}}
    host = _object(
        headers={"type": "object", "additionalProperties": _TEXT},
        interval=_DURATION,
        concurrency=count,
        method={"enum": list(METHODS)},
        accept=statuses,
        untold=statuses,
        fragments={"type": "boolean"},
        off={"type": "boolean"},
    )
    # As of a bare `off` above.
    host = {"anyOf": [{"enum": ["off", False]}, host]}
    return _object(
        **{
            "concurrency": count,
            "host-concurrency": count,
            "host-interval": _DURATION,
            "timeout": _DURATION,
            "retries": {"type": "integer", "minimum": 0},
            "budget": {"type": ["string", "number", "null"]},
            "allow-private": {"type": "boolean"},
            "include": _TEXTS,
            "exclude": _TEXTS,
            "hosts": {"type": "object", "additionalProperties": host},
        }
    )


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _kind() -> dict[str, Any]:
    match = {"type": "object", "minProperties": 1, "properties": {"path": _TEXT_OR_TEXTS}}
    schema = {"type": ["string", "object"]}
    return {**_object(match=match, rules=_RULES, schema=schema), "required": ["match"]}


def _options(checks: dict[str, Check]) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Return the schema of each check's options, and what they refer to."""
    types = {check.options for check in checks.values()}
    _, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    schemas, _ = msgspec.json.schema_components(
        [check.options for check in checks.values()], ref_template="{name}"
    )
    found = {}
    names = [schema["$ref"] for schema in schemas]
    for check, name in zip(checks.values(), names, strict=True):
        options = components[name]
        about = documented(check.options)
        for field in msgspec.structs.fields(check.options):
            options["properties"][field.encode_name]["description"] = about[field.name]
        found[check.name] = options
    # They stand with their rules; what is left is what they are made of.
    return found, {name: schema for name, schema in components.items() if name not in names}


def _wish(rule: Rule, options: dict[str, Any]) -> dict[str, Any]:
    own = options.get("properties", {})
    added = {
        name + MORE: schema
        for name, schema in own.items()
        if schema.get("type") in ("array", "object")
    }
    described = {
        **options,
        "title": rule.id,
        "properties": {
            **own,
            **added,
            "severity": {"enum": list(SEVERITIES)},
            # As of a bare `off` above.
            "fix": {"enum": [*FIXES, False]},
        },
    }
    if rule.always_on:
        return described
    return {"description": rule.summary, "anyOf": [_SEVERITY, described]}
