"""Running the specimens on rules' pages, as `newslint test` and the test suite do."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from newslint.rule import Rule
from newslint.specimen import Outcome, Specimen, run, specimens, updated


@dataclass(frozen=True)
class Result:
    """What a test run has to tell."""

    text: str
    passed: bool


def failures(specimen: Specimen) -> list[str]:
    """Return what is wrong with a specimen; nothing if it holds."""
    where = f"{specimen.rule.file}:{specimen.line}"
    return _failures(specimen, run(specimen), where)


def _failures(specimen: Specimen, outcome: Outcome, where: str) -> list[str]:
    if not specimen.bad:
        return [f"{where}: a good post has findings:\n{outcome.report}"] if outcome.count else []
    if not outcome.count:
        return [f"{where}: a bad post has no finding"]
    found = []
    if specimen.report is None:
        found.append(f"{where}: no report; run `newslint test --update`")
    elif specimen.report.text != outcome.report:
        found.append(f"{where}: the report is\n{outcome.report}not\n{specimen.report.text}")
    if specimen.fixed is not None and specimen.fixed.text != outcome.fixed:
        found.append(f"{where}: fixed, it is\n{outcome.fixed}not\n{specimen.fixed.text}")
    return found


def run_tests(rules: Iterable[Rule], *, update: bool) -> Result:
    """Run the specimens of rules; with `update`, rewrite what newslint says of them first."""
    lines: list[str] = []
    rules = list(rules)
    count = failed = 0
    for rule in rules:
        if update and _rewrite(rule):
            lines.append(f"{rule.file}: updated")
            rule = replace(rule, doc=updated(rule))  # noqa: PLW2901  # as it now stands on disk
        found = specimens(rule)
        missing = {True, False} - {specimen.bad for specimen in found}
        if missing and not rule.always_on:
            lines.append(f"{rule.file}: no {'bad' if True in missing else 'good'} post")
            failed += 1
        shown: set[str] = set()
        for specimen in found:
            count += 1
            outcome = run(specimen)
            shown |= outcome.variants
            problems = _failures(specimen, outcome, f"{rule.file}:{specimen.line}")
            lines += problems
            failed += bool(problems)
        if rule.status == "preview":
            lines.append(f"{rule.file}: in preview, so off without --preview")
        unseen = unshown(rule, shown) if found else []
        lines += unseen
        failed += len(unseen)
    lines.append(f"{_number(len(rules), 'rule')}, {_number(count, 'example')}, {failed} failed")
    return Result("\n".join(lines) + "\n", failed == 0)


def unshown(rule: Rule, shown: AbstractSet[str]) -> list[str]:
    """Return a word on each variant of a rule that is not among those that its posts show."""
    return [
        f"{rule.file}: no bad post shows "
        + (f"the variant `{name}`" if name else "the rule itself")
        for name in sorted(rule.variants.keys() - shown)
    ]


def _rewrite(rule: Rule) -> bool:
    path = Path(rule.origin)
    doc = updated(rule)
    if doc == rule.doc:
        return False
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: len(text) - len(rule.doc)] + doc, encoding="utf-8")
    return True


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
