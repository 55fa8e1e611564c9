"""Specimens: the fences of a rule post, each a little site that the rule is run on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from newslint.baseline import Baseline
from newslint.catalog import ActiveRule, shipped
from newslint.config import BASELINE, Config
from newslint.covering import Covering
from newslint.diagnostic import Diagnostic
from newslint.document import Document, parse
from newslint.earlier import Earlier
from newslint.facts import Facts
from newslint.fix import apply
from newslint.front_matter import UnparsableError, parse_yaml
from newslint.index import Before, Index
from newslint.lint import Mapped, lint_file, lint_site
from newslint.outgoing import Answered, outgoing
from newslint.plan import Plan
from newslint.publishing import Sources
from newslint.report.concise import concise_line
from newslint.rule import STALE, SUPPRESSIONS, Rule, RuleError
from newslint.rule_check import OptionsError, check_of, options_of
from newslint.site import Settings, Site, detect
from newslint.site.model import host_of
from newslint.source import Source

_FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
SPECIMEN_DAY = date(2026, 6, 1)
"""The day on which specimens are linted."""
_ASKED = 1_780_272_000
"""When the URLs of specimens were asked for: on that day, in seconds since 1970."""
_ALIVE = {"outcome": "alive", "cause": "answered", "status": 200}
"""What a URL answers of which a page tells nothing."""
_ROOT = "/site"
_DEFAULT_PATH = {"md": "post.md", "html": "post.html", "mdx": "post.mdx"}


@dataclass(frozen=True)
class Fence:
    """A fence of a rule post, by its place in the post's body."""

    info: tuple[str, ...]
    text: str
    start: int
    end: int
    """Of the text: what an update replaces."""
    line: int


@dataclass(frozen=True)
class Specimen:
    """A post that a rule is run on, with what must come of it."""

    rule: Rule
    bad: bool
    path: str
    text: str
    line: int
    """The line of the rule post on which its fence begins."""
    beside: Mapping[str, str]
    """Other files of the little site, by path."""
    options: Mapping[str, Any]
    answers: Mapping[str, Mapping[str, Any]] | None = None
    """What came of asking for the URLs that the post leads out of the site to; None for no asking."""
    before: Mapping[str, str] = field(default_factory=dict)
    """What the post was before the change that the rule speaks of, by its path then; or nothing."""
    report: Fence | None = None
    fixed: Fence | None = None

    @property
    def name(self) -> str:
        """What a test calls it."""
        return f"{self.rule.name}:{self.line}:{'bad' if self.bad else 'good'}"


@dataclass(frozen=True)
class Outcome:
    """What newslint says about a specimen."""

    report: str
    fixed: str
    """The text after the fixes; as it was where there are none."""
    count: int
    variants: frozenset[str]
    """Which of the rule's variants are among the findings; '' is the rule itself."""


@dataclass
class _Section:
    """What the fences under one heading share."""

    beside: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] | None = None
    before: dict[str, str] = field(default_factory=dict)

    def takes(self, fence: Fence, language: str, word: str, where: str) -> bool:
        """Take a fence in, if it is one for all specimens under a heading."""
        if "beside" in fence.info[2:]:
            self.beside[word] = fence.text
        elif "before" in fence.info[2:]:
            self.before = {word: fence.text}
        elif (language, word) == ("yaml", "options"):
            self.options.update(_mapping(fence, where))
        elif (language, word) == ("yaml", "answers"):
            self.answers = {**(self.answers or {}), **_mapping(fence, where)}
        else:
            return False
        return True


def _mapping(fence: Fence, where: str) -> dict[str, Any]:
    """Return the mapping that a fence holds; raise RuleError."""
    try:
        return parse_yaml(fence.text, 0).values
    except UnparsableError as error:
        raise RuleError(f"{where}: cannot be read: {error.reason}") from None


def fences(rule: Rule) -> Iterator[Fence]:
    """Yield the fences of a rule post."""
    for match in _FENCE.finditer(rule.doc):
        line = rule.doc_line + rule.doc.count("\n", 0, match.start())
        info = tuple(match[2].split())
        yield Fence(info, match[3], match.start(3), match.end(3), line)


def specimens(rule: Rule) -> list[Specimen]:
    """Return the specimens of a rule post; raise RuleError for a fence that says nothing."""
    found: list[dict[str, Any]] = []
    section = _Section()
    sections: list[_Section] = []
    last = 0
    for fence in fences(rule):
        if _HEADING.search(rule.doc, last, fence.start):
            section = _Section()
        last = fence.end
        language, word, *rest = (*fence.info, "", "")[: max(2, len(fence.info))]
        where = f"{rule.file}:{fence.line}"
        if word in ("bad", "good"):
            path = rest[0] if rest else _DEFAULT_PATH.get(language, "post.md")
            found.append({"bad": word == "bad", "path": path, "text": fence.text})
            found[-1]["line"] = fence.line
            sections.append(section)
        elif section.takes(fence, language, word, where):
            continue
        elif language == "report" and found:
            found[-1]["report"] = fence
        elif word == "fixed" and found:
            found[-1]["fixed"] = fence
        elif word:
            raise RuleError(f"{where}: a fence `{' '.join(fence.info)}` means nothing here")
    return [
        Specimen(
            rule=rule,
            beside=part.beside,
            options=part.options,
            answers=part.answers,
            before=part.before,
            **spec,
        )
        for spec, part in zip(found, sections, strict=True)
    ]


def run(specimen: Specimen) -> Outcome:
    """Run a specimen's rule on it, and fix what it finds."""
    diagnostics = _lint(specimen, specimen.text)
    report = "".join(f"{concise_line(row)}\n" for row in diagnostics)
    source = _source(specimen.path, {specimen.path: specimen.text})
    fixed = apply(source, diagnostics, unsafe=True).decode()
    variants = frozenset(row.variant for row in diagnostics)
    return Outcome(report, fixed, len(diagnostics), variants)


def _lint(specimen: Specimen, text: str) -> list[Diagnostic]:
    rule = specimen.rule
    settings = dict(specimen.options)
    texts = {**specimen.beside, specimen.path: text}
    site = _site(settings, texts)
    plan = _plan(specimen, settings)
    mapped: dict[str, Mapped] = {}
    for path, kind in _kinds(specimen, texts, site).items():
        mapped[path] = lint_file(_source(path, texts), kind, site, lambda *_: plan)
        for crash in mapped[path].crashes:
            raise RuleError(f"{rule.file}:{specimen.line}: {crash.reason}")
    facts = {path: row.facts for path, row in mapped.items() if row.facts is not None}
    files = frozenset(texts)
    sources = Sources(site, _Texts(texts), facts, files, SPECIMEN_DAY)
    before = _before(specimen, sources, texts, plan)

    def parsed(path: str) -> Document:
        return parse(_source(path, texts), facts[path].kind, site)

    index = Index(
        site,
        facts,
        files,
        SPECIMEN_DAY,
        links_of=sources.links,
        before=before,
        outside=_outside(specimen, parsed, facts),
        parsed=parsed,
    )
    target = {specimen.path: mapped[specimen.path]}
    _, found = next(lint_site(index, target, lambda path: _source(path, texts), shipped()))
    for crash in found.crashes:
        raise RuleError(f"{rule.file}:{specimen.line}: {crash.reason}")
    rows = found.diagnostics
    if BASELINE in texts:
        covering = Covering(Baseline(_source(BASELINE, texts).data), shipped(), SPECIMEN_DAY)
        rows = covering.told(specimen.path, rows, found, lambda: _source(specimen.path, texts))
    told = [row for row in rows if row.rule == rule.id and row.suppressed is None]
    return sorted(told, key=lambda row: row.order)


def _outside(
    specimen: Specimen, parsed: Callable[[str], Document], facts: Mapping[str, Facts]
) -> tuple[Answered, ...] | None:
    """Return what came of asking for a post's links, as its page tells it."""
    if specimen.answers is None:
        return None
    from newslint.remote.verdict import Verdict

    rows = []
    for link in outgoing(parsed(specimen.path)):
        try:
            told = {"asked_at": _ASKED, **specimen.answers.get(link.url, _ALIVE)}
            own = {name: told.pop(name) for name in ("is_new", "strikes") if name in told}
            verdict = msgspec.convert({"url": link.url, **told}, Verdict)
            rows.append(Answered(facts[specimen.path], link, verdict, **own))
        except (msgspec.ValidationError, TypeError) as error:
            where = f"{specimen.rule.file}:{specimen.line}"
            raise RuleError(f"{where}: the answer of {link.url}: {error}") from None
    return tuple(rows)


def _before(
    specimen: Specimen, sources: Sources, texts: Mapping[str, str], plan: Plan
) -> Before | None:
    """Return what the little site was before the change of a specimen's post, if that is told."""
    if not specimen.before:
        return None

    def facts_of(source: Source) -> Facts | None:
        return lint_file(source, "post", sources.site, lambda *_: plan, report=False).facts

    change = _Change(specimen.path, specimen.before)
    return Earlier(sources, change, facts_of, lambda path: _source(path, texts)).before()


class _Change:
    """What a specimen's post was, in place of git."""

    def __init__(self, path: str, before: Mapping[str, str]) -> None:
        self.texts = before
        was, now = f"{_ROOT}/{next(iter(before))}", f"{_ROOT}/{path}"
        self.names = {now: was}
        self.gone = frozenset({was} - {now})
        self.touched = frozenset({was, now})

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        inside = ((path, path.removeprefix(f"{_ROOT}/")) for path in paths)
        return {path: _source(name, self.texts).data for path, name in inside if name in self.texts}


def _plan(specimen: Specimen, settings: Mapping[str, Any]) -> Plan:
    """Return the plan of a rule alone; of one about what is silenced, together with all others."""
    rule = specimen.rule
    if rule.check in (STALE, *SUPPRESSIONS):
        return Plan(tuple(Config().active(shipped())), "en")
    try:
        options = options_of(rule, {**rule.options, **settings})
    except OptionsError as error:
        raise RuleError(f"{rule.file}:{specimen.line}: {error.reason}") from None
    engine = (row for row in Config().active(shipped()) if row.rule.always_on)
    active = ActiveRule(rule, check_of(rule), rule.severity, options)
    return Plan((*engine, active), "en")


@dataclass(frozen=True)
class _Texts:
    """The files of a specimen's site, in place of a disk."""

    texts: Mapping[str, str]

    def read(self, path: str) -> bytes | None:
        inside = path.removeprefix(f"{_ROOT}/")
        return _source(inside, self.texts).data if inside in self.texts else None

    def read_begun(self, path: str, marks: tuple[bytes, ...]) -> bytes | None:
        raw = self.read(path)
        return raw if raw is not None and raw.startswith(marks) else None


def _site(settings: dict[str, Any], texts: Mapping[str, str]) -> Site:
    """Return the site that a specimen's options describe under `site`, or that its files tell."""
    wanted = settings.pop("site", {}) or {}
    names = {path.partition("/")[0] for path in texts}
    told = detect(names, lambda name: _Texts(texts).read(f"{_ROOT}/{name}"))
    url_host = host_of(told.url) if told else ""
    return Site(
        root=_ROOT,
        settings=told
        or Settings(
            generator=wanted.get("generator", "plain"),
            language=wanted.get("lang", ""),
            dialect=wanted.get("dialect", "commonmark"),
            titles_from_names=wanted.get("generator") == "jekyll",
        ),
        hosts=frozenset({*wanted.get("hosts", ()), url_host} - {""}),
        sisters=frozenset(wanted.get("sisters", ())),
        names=tuple(wanted.get("names", ())),
        titled=frozenset(wanted.get("titled", ())),
    )


def _kinds(specimen: Specimen, texts: Mapping[str, str], site: Site) -> dict[str, str]:
    """Return the posts and pages of a specimen's site; what only itself decides on is a post."""
    kinds = {
        path: site.kind_of(path)
        for path in sorted(texts)
        if path.endswith((".md", ".html", ".mdx"))
    }
    kinds[specimen.path] = kinds[specimen.path] or "post"
    return {path: "page" if kind == "page" else "post" for path, kind in kinds.items() if kind}


def _source(path: str, texts: Mapping[str, str]) -> Source:
    text = texts[path]
    # A specimen is UTF-8 like its rule post; `\xNN` stands for a byte that is not.
    raw = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())
    return Source.read(path, raw)


def updated(rule: Rule) -> str:
    """Return a rule post's body with its `report` and `fixed` fences as newslint has them now."""
    replaced: list[tuple[Fence, str]] = []
    added: list[tuple[int, str]] = []
    ends = {fence.line: fence.end for fence in fences(rule)}
    for specimen in specimens(rule):
        if not specimen.bad:
            continue
        outcome = run(specimen)
        if not outcome.count:
            continue
        if specimen.report:
            replaced.append((specimen.report, outcome.report))
        else:
            close = rule.doc.index("\n", ends[specimen.line]) + 1
            added.append((close, f"```report\n{outcome.report}```\n"))
        if specimen.fixed:
            replaced.append((specimen.fixed, outcome.fixed))
    edits = [(fence.start, fence.end, text) for fence, text in replaced]
    edits += [(at, at, text) for at, text in added]
    doc = rule.doc
    for start, end, text in sorted(edits, reverse=True):
        doc = doc[:start] + text + doc[end:]
    return doc
