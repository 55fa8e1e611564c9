"""Which faults, put into the core of newslint, do its tests not see?

    python benchmarks/survivors.py [AREA ...] [--mutants 400] [--seed 1] [--seconds 5]
    python benchmarks/survivors.py --only newslint.fix.x_chosen__mutmut_3

mutmut makes the mutants: all of a module's stand in one file, and a name chooses one while it runs.
They are drawn by the seed, from each area for itself. Run they are from here: a parser is reached by
thousands of tests, and to have pytest look for those, for each mutant, takes longer than to run
them. They are collected once, and which of them execute a line is measured once. A mutant is a fork
in which the tests of the first line that it changes run until one fails, or all that take `--seconds`
together have passed: first those that have noticed another mutant of its function, then those in the
file that is named after its module, then those that execute little else, the quickest of each
function before others.

A test that fails has to pass without the mutant, in a fork of its own, or it is asked no more.

Printed are those that survive, with their change, and each area's score.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import hashlib
import math
import os
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from planted import AREAS, Mutant, plant
from reached import Tests, named, passing, silence

UNASKED = (
    *("tests/archive", "tests/remote", "tests/test_package.py", "tests/test_layers.py"),
    *("tests/test_docs.py", "tests/test_words.py", "tests/test_ci.py", "tests/test_consumers.py"),
    *("tests/test_watch.py", "tests/test_html_in_browser.py", "tests/test_completion.py"),
    "tests/test_server.py",
    "tests/test_store.py::test_killed_at_any_moment",
    "tests/test_store.py::test_any_sequence_of_changes_to_what_links_hang_on",
    "tests/test_mend.py::test_safe_fixes_keep_what",
)
"""Tests of the sources' form, of what lies outside of the core or of other programs, and the
slowest."""


def main() -> None:
    """Plant the mutants, and run the tests of those drawn."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"of {', '.join(AREAS)}")
    parser.add_argument("--mutants", type=int, default=400, help="drawn from each area")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--seconds", type=float, default=5, help="of tests, for each mutant")
    parser.add_argument("--only", nargs="+", default=(), help="mutants, by name")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "survivors")
    args = parser.parse_args()
    work = args.work.absolute()
    mutants = plant(work)
    drawn = [mutant for mutant in mutants if mutant.name in args.only]
    if not args.only:
        drawn = draw(mutants, args.areas or list(AREAS), args.mutants, args.seed)
    os.chdir(work / "newslint")
    sys.path.insert(0, str(work / "newslint"))
    os.environ["PYTHONPATH"] = str(work / "newslint")
    trial = Trial(drawn, args.seconds, work)
    options = ["-q", "-s", "-p", "no:cacheprovider", f"--basetemp={work / 'temp'}"]
    # The same examples each time, and no deadline for them.
    options += ["--hypothesis-profile=ci"]
    pytest.main([*options, "tests", *(f"--deselect={name}" for name in UNASKED)], plugins=[trial])
    for area in AREAS:
        ends = [
            trial.ends[one.name] for one in drawn if one.area == area and one.name in trial.ends
        ]
        if ends:
            print(area, summary(ends), "of", sum(one.area == area for one in mutants))


def draw(mutants: Sequence[Mutant], areas: Sequence[str], most: int, seed: str) -> list[Mutant]:
    """Return mutants drawn by a seed, those of all areas in turn."""
    ranks = []
    for area in areas:
        mine = [mutant for mutant in mutants if mutant.area == area]
        mine.sort(key=lambda one: hashlib.sha256(f"{seed} {one.name}".encode()).digest())
        ranks += list(enumerate(mine[:most]))
    return [mutant for _, mutant in sorted(ranks, key=lambda row: row[0])]


class Trial:
    """The plugin of pytest that tries mutants where tests would be run."""

    def __init__(self, mutants: Sequence[Mutant], seconds: float, work: Path) -> None:
        self.mutants = mutants
        self.most = seconds
        self.tests = Tests(work)
        self.items: dict[str, pytest.Item] = {}
        self.ends: dict[str, str] = {}
        self.proven: set[str] = set()
        """Tests that pass without a mutant, alone in a fork."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure what is not known of the tests, then try each mutant."""
        from newslint.catalog import shipped  # the planted one

        # Read once, and not by each fork.
        shipped()
        self.items = {named(item): item for item in session.items}
        self.tests.measure(self.items)
        gc.freeze()
        for number, mutant in enumerate(self.mutants):
            if number % 20 == 0:
                print(f"{number} of {len(self.mutants)} are tried", flush=True)
            end, _, test = self.end_of(mutant).partition(" by ")
            self.ends[mutant.name] = end
            if test:
                print(f"{end}: {mutant.name} by {test}", flush=True)
            else:
                print(f"\n{end}: {mutant.name}\n{mutant.change}\n", flush=True)
            if number % 20 == 0:
                self.tests.save()
        return True

    def end_of(self, mutant: Mutant) -> str:
        """Try a mutant; return what becomes of it."""
        while chosen := self.tests.asked(mutant, self.most):
            end, failed = self.tried(mutant.name, chosen)
            if failed is None:
                return end
            if failed in self.proven or self.tried("", [failed])[0] == "survived":
                self.proven.add(failed)
                self.tests.noticing[mutant.function].add(failed)
                return f"{end} by {failed}"
            del self.tests.seconds[failed]
        return "not reached"

    def tried(self, mutant: str, names: Sequence[str]) -> tuple[str, str | None]:
        """Run tests with a mutant, in a fork, until one fails.

        Return what becomes of the mutant, and the test that failed.
        """
        told, tell = os.pipe()
        child = os.fork()
        if not child:
            os.setsid()
            silence()
            set_mutant_under_test(mutant)
            resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
            passed = passing([self.items[name] for name in names])
            for name in names:
                began = time.process_time()
                allow(self.tests.seconds[name])
                if not next(passed):
                    os.write(tell, b"failed\n")
                    os._exit(1)
                os.write(tell, b"%.3f\n" % (time.process_time() - began))
            os._exit(0)
        os.close(tell)
        _, status = os.waitpid(child, 0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        rows = os.read(told, 1 << 16).decode().split()
        os.close(told)
        failed = None
        for name, row in zip(names, rows, strict=False):
            if row == "failed":
                failed = name
            else:
                self.tests.seconds[name] = float(row)
        return _ENDS.get(os.waitstatus_to_exitcode(status), "killed"), failed


_ROOM = 6 << 30
"""Bytes of memory for a mutant."""
_ENDS = {0: "survived", -signal.SIGXCPU: "out of time", -signal.SIGALRM: "out of time"}


def allow(seconds: float) -> None:
    """Let the test that is next take ten times what it took before, and then end all."""
    more = math.ceil(10 * seconds + 3)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + more, hard))
    # For one that waits.
    signal.alarm(20 * more)


def summary(ends: Sequence[str]) -> str:
    """Return what has become of mutants, and the score with Wilson's interval of 95 %."""
    counts = Counter(ends)
    n = len(ends)
    score = (counts["killed"] + counts["out of time"]) / n
    z = 1.96
    middle = (score + z * z / (2 * n)) / (1 + z * z / n)
    spread = z * math.sqrt(score * (1 - score) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    told = ", ".join(f"{count} {end}" for end, count in counts.most_common())
    return f"{n}: {told}; {score:.1%} ({middle - spread:.1%} to {middle + spread:.1%})"


if __name__ == "__main__":
    main()
