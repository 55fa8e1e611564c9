"""What holds for one file, and why: the answer of `newslint config show`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from newslint.catalog import ActiveRule, Catalog
from newslint.check import INDEX
from newslint.index import Index
from newslint.plan import Plan
from newslint.request import Request
from newslint.rule import PRESETS, Rule
from newslint.site_index import looked_at
from newslint.site_run import SiteRun, site_run
from newslint.width import padded
from newslint.wish import Layer


@dataclass(frozen=True)
class Held:
    """A rule as it holds for a file."""

    rule: str
    severity: str
    """A severity, or off."""
    why: str
    """Who says so: a preset, or a place in the configuration."""
    options: dict[str, tuple[object, str]]
    """What the configuration sets, and where."""


def holding(file: Path, catalog: Catalog, request: Request) -> dict[str, Any]:
    """Return what holds for a file, as `--output-format json` prints it; raise ConfigError."""
    run = site_run(file, catalog, request)
    path = run.path_of(file)
    index, plan, kind = looked_at(run, path)
    layers = _layers(run, plan, path)
    site, config = run.site, run.config
    return {
        "path": path,
        "site": {
            "root": run.root,
            "configuration": config.file,
            "generator": site.settings.generator,
            "dialect": site.dialect,
            "hosts": sorted(site.hosts),
            "sisters": sorted(site.sisters),
            "names": list(site.names),
            "language": site.language,
        },
        "kind": plan.kind or kind,
        "excluded": run.excluded(path),
        "messages": plan.language,
        "preset": config.preset,
        "fail_on": request.fail_on or config.fail_on,
        "rules": [
            {
                "rule": held.rule,
                "severity": held.severity,
                "why": held.why,
                "options": {
                    name: {"value": value, "where": where}
                    for name, (value, where) in held.options.items()
                },
            }
            for held in _held(run.catalog, plan, layers, config.preset, kind)
        ],
        "learned": list(_learned(plan.rules, index)),
    }


def _layers(run: SiteRun, plan: Plan, path: str) -> list[Layer]:
    kind = next((kind for kind in run.config.kinds if kind.name == plan.kind), None)
    return [run.config.rules, *run.plans.layers(kind, run.plans.overrides_of(path))]


def _held(
    catalog: Catalog, plan: Plan, layers: Sequence[Layer], preset: str, kind: str
) -> Iterator[Held]:
    active = {rule.rule.name: rule for rule in plan.rules}
    for rule in catalog.rules.values():
        found = active.get(rule.name)
        severity = found.severity if found else "off"
        options = {
            name: (value, f"preset {which}")
            for which in PRESETS[: PRESETS.index(preset) + 1]
            for name, value in rule.presets.get(which, {}).get("options", {}).items()
        }
        options |= {
            name: (value, wish.places.get(name, wish.place))
            for layer in layers
            for wish in (layer[name] for name in (*rule.was, rule.name) if name in layer)
            for name, value in wish.options.items()
        }
        for layer in layers:
            for wish in (layer[name] for name in (*rule.was, rule.name) if name in layer):
                if wish.fix:
                    options["fix"] = (wish.fix, wish.places.get("fix", wish.place))
        why = _why(rule, found, layers, preset)
        if kind == "page" and not rule.pages:
            severity, why = "off", "it is for posts only"
        yield Held(rule.id, severity, why, options)


def _why(rule: Rule, active: ActiveRule | None, layers: Sequence[Layer], preset: str) -> str:
    """Return what decided last whether and how a rule is on."""
    if rule.always_on:
        return "always"
    why = f"preset {preset}"
    for layer in layers:
        for name in (rule.family, *rule.was, rule.name):
            wish = layer.get(name)
            if wish and (wish.severity is not None or name != rule.family):
                why = wish.place
    if active is None and rule.status != "stable":
        return f"it is {'in preview' if rule.status == 'preview' else 'deprecated'}"
    return why


def _learned(rules: Sequence[ActiveRule], index: Index) -> Iterator[dict[str, object]]:
    """Yield what the site has taught the rules that learn."""
    for active in rules:
        learns = active.check.learns
        if active.check.reads == INDEX and learns:
            for lesson in learns(index, active.options):
                yield {
                    "rule": active.rule.id,
                    "what": lesson.what,
                    "share": round(lesson.share, 4),
                    "of": lesson.of,
                }


def holding_text(found: dict[str, Any], say: Callable[[str], str]) -> str:
    """Return what holds for a file, for people; `say` puts English into their language."""
    site = found["site"]
    unknown, none = say("unknown"), say("none")
    about = {
        "site": f"{site['root']} ({site['generator']}, {site['dialect']})",
        "configuration": site["configuration"] or none,
        "kind": found["kind"] or say("neither a post nor a page"),
        "hosts": ", ".join(site["hosts"]) or unknown,
        "sisters": ", ".join(site["sisters"]) or none,
        "language": say(f"{site['language'] or unknown}; messages in {found['messages']}"),
        "preset": found["preset"],
        "fails on": found["fail_on"],
    }
    lines = [found["path"] + (f": {say('excluded')}" if found["excluded"] else "")]
    lines += [f"  {padded(say(name), 14)} {value}" for name, value in about.items()]
    lines += ["", *(line for row in found["rules"] for line in _rule_lines(row, say))]
    if found["learned"]:
        lines += ["", say("learned from the site")]
        lines += [
            f"  {row['rule']:<38} {row['what']} ({100 * row['share']:.1f} % of {row['of']})"
            for row in found["learned"]
        ]
    return "\n".join(lines) + "\n"


def _rule_lines(row: dict[str, Any], say: Callable[[str], str]) -> Iterator[str]:
    yield f"  {row['severity']:<8} {row['rule']:<38} {say(row['why'])}"
    for name, option in row["options"].items():
        yield f"           {name}: {_short(option['value'])}  ({say(option['where'])})"


_LONGEST = 60


def _short(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
