"""Which tests execute which lines of planted functions, and what each of them takes."""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import coverage
from _pytest.runner import runtestprotocol
from planted import UNCHANGED, Mutant, module_of

if TYPE_CHECKING:
    import pytest


class Tests:
    """What is known of the tests: what each takes, and which lines it executes."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.seconds: dict[str, float] = {}
        """Of those that pass."""
        self.reach: dict[str, dict[str, list[int]]] = {}
        """By function and line, the numbers of tests in the order in which they were measured."""
        self.names: list[str] = []
        self.present: AbstractSet[str] = frozenset()
        """Those that may be asked."""
        self.breadth: Counter[str] = Counter()
        """How many functions each executes."""
        self.noticing: defaultdict[str, set[str]] = defaultdict(set)
        """By function, those that have noticed a mutant of it."""

    def measure(self, items: Mapping[str, pytest.Item]) -> None:
        """Run the tests that are not known yet, until there is none."""
        kept, reach = self.work / "tests", self.work / "reach.json"
        while True:
            rows = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
            known = dict(row.split("\t") for row in rows)
            self.names = list(known)
            self.reach = json.loads(reach.read_text(encoding="utf-8")) if reach.exists() else {}
            new = {name: item for name, item in items.items() if name not in known}
            if not new:
                break
            print(f"{len(new)} of {len(items)} tests are measured", flush=True)
            if not os.fork():
                measure(new, self.work / "lines", kept)
                os._exit(0)
            os.wait()
            self.take(kept)
            reach.write_text(json.dumps(self.reach), encoding="utf-8")
            (self.work / "lines").unlink()
        # One that fails, or ends its process, has no time.
        self.seconds = {name: float(took) for name, took in known.items() if took}
        self.present = items.keys()
        for lines in self.reach.values():
            self.breadth.update(self.names[number] for number in {*chain(*lines.values())})

    def save(self) -> None:
        """Keep what tests have taken since."""
        rows = (f"{name}\t{self.seconds.get(name, '')}\n" for name in self.names)
        (self.work / "tests").write_text("".join(rows), encoding="utf-8")

    def take(self, kept: Path) -> None:
        """Take in which lines were executed: of functions, so that they may move."""
        text = kept.read_text(encoding="utf-8")
        kept.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
        numbers = {row.partition("\t")[0]: at for at, row in enumerate(text.splitlines())}
        data = coverage.CoverageData(str(self.work / "lines"))
        data.read()
        for file in data.measured_files():
            reached = data.contexts_by_lineno(file)
            for function, first, last in functions(Path(file)):
                name = f"{module_of(Path(file).relative_to(self.work / 'newslint'))}.{function}"
                for line in range(first, last + 1):
                    tests = [numbers[test] for test in reached.get(line, ()) if test in numbers]
                    if tests:
                        lines = self.reach.setdefault(name, {})
                        lines.setdefault(str(line - first), []).extend(tests)

    def asked(self, mutant: Mutant, most: float) -> list[str]:
        """Return the tests of a mutant's line, as many as may be asked, in the best order."""
        reach = {int(line): tests for line, tests in self.reach.get(mutant.function, {}).items()}
        # What is continued over lines counts where it begins.
        begun = [line for line in reach if line <= mutant.line]
        line = max(begun) if begun else min(reach, default=0)
        near = {self.names[number] for number in reach.get(line, ())}
        alike: Counter[tuple[int, str]] = Counter()
        ranks = []
        for name in sorted(
            near & self.seconds.keys() & self.present, key=lambda name: self.seconds[name]
        ):
            # First those that have noticed another mutant, then those in the file that is named
            # after the module, then the tests of little else; of those that a table makes of one
            # function, one comes before the second of any.
            own = name.partition(".py")[0].rpartition("test_")[2] in mutant.function.split(".")
            breadth = -1 if own else self.breadth[name] // 50
            breadth = -2 if name in self.noticing[mutant.function] else breadth
            function = (breadth, name.partition("[")[0])
            ranks.append((breadth, alike[function], self.seconds[name], name))
            alike[function] += 1
        chosen: list[str] = []
        for _, _, seconds, name in sorted(ranks):
            if seconds <= most or not chosen:
                most -= seconds
                chosen.append(name)
        return chosen


def named(item: pytest.Item) -> str:
    """Return the name of a test as it is written now: another text is another test."""
    text = inspect.getsource(getattr(item, "function"))  # noqa: B009  # of functions alone
    return f"{item.nodeid} {hashlib.sha256(text.encode()).hexdigest()[:12]}"


def functions(file: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the functions of a planted file, unchanged: name, first and last line."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.FunctionDef) and node.name.endswith(UNCHANGED):
            yield node.name.removesuffix(UNCHANGED), node.lineno, node.end_lineno or node.lineno


def measure(items: Mapping[str, pytest.Item], lines: Path, kept: Path) -> None:
    """Run tests, and note what they take and which lines of planted files they reach."""
    silence()
    meter = coverage.Coverage(str(lines), include=["*/newslint/newslint/*"], config_file=False)
    meter.start()
    passed = passing(list(items.values()))
    with kept.open("a", encoding="utf-8") as file:
        for name in items:
            file.write(f"{name}\t")
            file.flush()
            meter.switch_context(name)
            began = time.process_time()
            passes = next(passed)
            file.write(f"{time.process_time() - began:.3f}\n" if passes else "\n")
    meter.stop()
    meter.save()


def passing(items: Sequence[pytest.Item]) -> Iterator[bool]:
    """Run tests, and yield of each whether it has passed."""
    for item, after in zip(items, [*items[1:], None], strict=True):
        reports = runtestprotocol(item, log=False, nextitem=after)
        yield not any(report.failed for report in reports)


def silence() -> None:
    """Let what tests print go nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
