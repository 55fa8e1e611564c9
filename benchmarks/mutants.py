"""Does newslint bear any post? Posts are made out of its own fixtures, and linted by all its rules.

    python benchmarks/mutants.py [--posts 100000] [--first 0] [--seed 1] [--minutes N]
    python benchmarks/mutants.py --seed 1 --only 4711      # one of them, and what it does

Each post (see `mutations.py`) is linted in process, below a site of each generator in turn, beside
the post that it was made of, with answers for its links; what can be fixed is fixed until nothing
changes; and it is reported in three formats in turn. Of each:

- nothing raises, and no rule fails;
- linting takes no more than a second of CPU;
- places and edits lie inside the file, and on the boundaries of characters;
- fixes come to an end, and leave UTF-8;
- JSON, SARIF, JUnit and all other formats of machines are well-formed, and nothing for
  people holds a control character.

Prints how many failed in which way, with the numbers of some, and ends with 1 if one did.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import traceback
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from mutations import mutant

from newslint.catalog import shipped
from newslint.config import Config
from newslint.diagnostic import Diagnostic
from newslint.document import Document, parse
from newslint.fix import apply
from newslint.index import Index
from newslint.lint import Mapped, lint_file, lint_site
from newslint.outcome import Report, file_report
from newslint.outgoing import Answered, outgoing
from newslint.plan import Plans, Wanted
from newslint.publishing import Sources
from newslint.remote.verdict import Verdict
from newslint.report import FOR_PEOPLE, REPORTERS, Look
from newslint.site import Settings, Site, declared
from newslint.source import Source, Span
from newslint.specimen import fences
from newslint.wish import Selection

ROOT = Path(__file__).resolve().parent.parent
_DAY = date(2026, 6, 1)
_SECOND = 1.0
_ROUNDS = 10
"""As often as `--fix` fixes."""
_SHOWN = 5
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CONTINUATION = re.compile(rb"[\x80-\xbf]")
"""A byte of UTF-8 that begins no character."""
_PATHS = {
    "plain": "posts/pier",
    "jekyll": "_posts/2026-03-02-pier",
    "hexo": "source/_posts/pier",
    "hugo": "content/posts/pier",
    "zola": "content/posts/pier",
    "pelican": "content/pier",
    "eleventy": "posts/pier",
    "docusaurus": "blog/2026-03-02-pier",
    "astro": "src/content/blog/pier",
}
"""Where a post lies, without its extension, by generator."""


def main() -> int:
    """Make posts, lint them, and print what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--only", type=int)
    args = parser.parse_args()
    seeds = fixtures()
    names, posts = [name for name, _ in seeds], [data for _, data in seeds]
    end = time.monotonic() + 60 * args.minutes
    tally = Tally()
    numbers = range(args.first, args.first + args.posts)
    for number in numbers if args.only is None else [args.only]:
        data, base, done = mutant(args.seed, number, posts)
        if args.only is not None:
            print(f"{names[base]}: {done}\n{data!r}")
        generator = [*_PATHS][number % len(_PATHS)]
        Trial(number, generator, names[base], data, posts[base], tally).run()
        if time.monotonic() > end:
            break
    tally.show(args.seed)
    return bool(tally.failures)


def fixtures() -> list[tuple[str, bytes]]:
    """Return the project's own posts, each with the name of where it is from."""
    found = [
        (f"{rule.id}:{fence.line}.{fence.info[0]}", fence.text.encode())
        for rule in shipped().rules.values()
        for fence in fences(rule)
        if fence.info and fence.info[0] in ("md", "html", "mdx")
    ]
    found += [
        (path.relative_to(ROOT).as_posix(), path.read_bytes())
        for path in sorted((ROOT / "examples").rglob("*.md"))
    ]
    editors = (ROOT / "tests/data/editor-posts.yaml").read_bytes()
    found += [
        (f"editor-posts.{n}.md", text) for n, text in enumerate(re.split(rb"\n(?=- )", editors))
    ]
    return found


@dataclass
class Tally:
    """What was counted."""

    posts: int = 0
    findings: int = 0
    fixed: int = 0
    rules: set[str] = field(default_factory=set)
    cpu: float = 0.0
    slowest: list[tuple[float, int, int]] = field(default_factory=list)
    failures: dict[str, list[int]] = field(default_factory=dict)

    def fail(self, kind: str, number: int) -> None:
        """Take a failure in; the first of its kind is told at once."""
        if kind not in self.failures:
            print(f"{number}: {kind}", file=sys.stderr, flush=True)
        self.failures.setdefault(kind, []).append(number)

    def took(self, seconds: float, number: int, size: int) -> None:
        """Take the time of a post in."""
        self.cpu += seconds
        self.slowest = sorted([*self.slowest, (seconds, number, size)], reverse=True)[:_SHOWN]
        if seconds > _SECOND:
            self.fail("more than a second", number)

    def show(self, seed: int) -> None:
        """Print it."""
        print(
            f"seed {seed}: {self.posts} posts, {self.findings} findings of {len(self.rules)} rules"
        )
        print(
            f"{self.fixed} posts fixed; {1000 * self.cpu / max(self.posts, 1):.1f} ms of CPU a post"
        )
        for seconds, number, size in self.slowest:
            print(f"  slowest: {1000 * seconds:6.0f} ms  number {number}, {size} bytes")
        for kind, numbers in sorted(self.failures.items(), key=lambda row: -len(row[1])):
            print(f"{len(numbers):6}  {kind}: {', '.join(map(str, numbers[:_SHOWN]))}")


@dataclass(frozen=True)
class _Texts:
    """The files of a site, in place of a disk."""

    files: Mapping[str, bytes]

    def read(self, path: str) -> bytes | None:
        return self.files.get(path.removeprefix("/site/"))

    def read_begun(self, path: str, marks: tuple[bytes, ...]) -> bytes | None:
        raw = self.read(path)
        return raw if raw is not None and raw.startswith(marks) else None


@cache
def _site(generator: str) -> Site:
    settings = declared(generator, set(), lambda _: None) or Settings()
    return Site("/site", settings, hosts=frozenset({"haedam.example"}), names=("해담소리",))


@cache
def _plans(language: str) -> Plans:
    selection = Selection(frozenset({"all"}), frozenset())
    return Plans(Config(preset="strict"), shipped(), Wanted(language, selection, preview=True))


@cache
def _beside(generator: str, path: str, data: bytes) -> Mapped:
    return lint_file(
        Source.read(path, data), "post", _site(generator), _plans("en").of, report=False
    )


@dataclass(frozen=True)
class Trial:
    """A post and what newslint makes of it."""

    number: int
    generator: str
    name: str
    data: bytes
    base: bytes
    tally: Tally

    @property
    def path(self) -> str:
        """Where it lies."""
        return f"{_PATHS[self.generator]}.{self.name.rpartition('.')[2]}"

    @property
    def plans(self) -> Plans:
        """The rules that are asked, and in which language they answer."""
        return _plans(("en", "ko")[self.number // len(_PATHS) % 2])

    def run(self) -> None:
        """Lint it, fix it, report it."""
        self.tally.posts += 1
        try:
            source = Source.read(self.path, self.data)
            started = time.process_time()
            mapped = self.lint(source)
            self.tally.took(time.process_time() - started, self.number, len(self.data))
            for fault in (*self._placed(source, mapped), *self._fixed(source, mapped)):
                self.tally.fail(fault, self.number)
            for fault in self._reported(mapped):
                self.tally.fail(fault, self.number)
        except Exception as error:  # noqa: BLE001  # what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            self.tally.fail(f"raised {type(error).__name__} at {where}", self.number)

    def lint(self, source: Source) -> Mapped:
        """Return what is said of it, the rules that look across posts included."""
        site = _site(self.generator)
        mapped = lint_file(source, "post", site, self.plans.of)
        if mapped.facts is None:
            return mapped
        other = self.path.replace("pier", "quay")
        beside = _beside(self.generator, other, self.base)
        facts = {self.path: mapped.facts} | ({other: beside.facts} if beside.facts else {})
        files = {self.path: source.data, other: self.base}
        sources = Sources(site, _Texts(files), facts, frozenset(files), _DAY)

        def parsed(path: str) -> Document:
            return parse(Source.read(path, files[path]), "post", site)

        outside = tuple(
            Answered(
                mapped.facts,
                link,
                Verdict(link.url, "dead", "not-found", 404, asked_at=1_780_272_000),
            )
            for link in outgoing(parsed(self.path))
        )
        index = Index(
            site,
            facts,
            frozenset(files),
            _DAY,
            links_of=sources.links,
            outside=outside,
            parsed=parsed,
        )
        _, found = next(lint_site(index, {self.path: mapped}, lambda _: source, shipped()))
        return found

    def _placed(self, source: Source, mapped: Mapped) -> Iterator[str]:
        for crash in mapped.crashes:
            yield f"{crash.rule} fails: {crash.reason[:60]} ({crash.where})"
        for row in mapped.diagnostics:
            self.tally.findings += 1
            self.tally.rules.add(row.rule)
            if not _inside(row.span, source.data):
                yield f"{row.rule}: a place that is none"
            if row.fix and not all(_inside(edit.span, source.data) for edit in row.fix.edits):
                yield f"{row.rule}: an edit of a place that is none"

    def _fixed(self, source: Source, mapped: Mapped) -> Iterator[str]:
        rules: set[str] = set()
        for turn in range(_ROUNDS + 1):
            said = [row for row in mapped.diagnostics if row.suppressed is None]
            after = apply(source, sorted(said, key=_order), unsafe=self.number % 2 == 0)
            if after == source.data:
                return
            self.tally.fixed += not turn
            rules = {row.rule for row in said if row.fix}
            try:
                after.decode()
            except UnicodeDecodeError:
                yield f"fixes leave no UTF-8: {', '.join(sorted(rules))}"
                return
            source = Source.read(self.path, after)
            mapped = self.lint(source)
            yield from (f"after fixes: {fault}" for fault in self._placed(source, mapped))
        yield f"fixes come to no end: {', '.join(sorted(rules))}"

    def _reported(self, mapped: Mapped) -> Iterator[str]:
        file = file_report(self.path, "post", "", mapped, "error")
        rules = self.plans.of(self.path, "post").rules
        report = Report((file,), crashes=mapped.crashes, rules=rules, today=_DAY)
        names = [*REPORTERS]
        for turn in range(3):
            name = names[(3 * self.number + turn) % len(names)]
            text = "".join(REPORTERS[name](report, Look(verbose=True, min_severity="info")))
            try:
                _hold(name, text)
            except (ValueError, ET.ParseError) as error:
                yield f"{name}: {type(error).__name__}: {str(error)[:60]}"


def _order(row: Diagnostic) -> tuple[object, ...]:
    return row.order


def _inside(span: Span, data: bytes) -> bool:
    """Tell whether a span lies in a text and cuts no character of it."""
    if not 0 <= span.start <= span.end <= len(data):
        return False
    return not any(_CONTINUATION.match(data, at) for at in span)


def _hold(name: str, text: str) -> None:
    """Raise ValueError or ParseError for a report that is not well-formed."""
    text.encode()
    if name in FOR_PEOPLE and (control := _CONTROL.search(text)):
        raise ValueError(f"{control[0]!a}")
    if name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(text)
    elif name in ("jsonl", "rdjsonl"):
        for line in text.split("\n")[:-1]:
            json.loads(line)
    elif name in ("junit", "checkstyle"):
        ET.fromstring(text)  # noqa: S314  # newslint's own
    elif name == "github":
        for line in text.split("\n"):
            if line.lstrip().startswith("::") and not re.match("::(error|warning|notice) ", line):
                raise ValueError(f"command {line[:20]!a}")


if __name__ == "__main__":
    sys.exit(main())
