"""Planted links: which of the broken ones newslint finds in a generated Jekyll site.

    python benchmarks/links.py [FOLDER] [--posts 5000] [--style default custom] [--seed 1]
                               [--build] [--time]

In each style of permalinks a site is written, with 170 broken links among thousands of right ones,
and what was planted as `planted.tsv` beside it. newslint then judges the sources, and what it
finds, misses and wrongly tells is printed by sort. With --build the site is built by Jekyll, every
planted link is looked up in what came out, and html-proofer and lychee are asked as well, where
they are installed. With --time the run is measured with and without the rules of links.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from built import Built, build, lychee, proofed
from linked import STYLES, Planted, write_linked

_RULES = "broken-link,broken-image,broken-anchor"
_EXAMPLES = 10


def main() -> int:
    """Write, judge, compare; return 1 if newslint missed a link or told a right one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--style", choices=STYLES, nargs="+", default=list(STYLES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--time", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = (args.folder or Path(folder)).resolve()
        wrong = [_prove(top / style, style, args) for style in args.style]
    return int(any(wrong))


def _prove(folder: Path, style: str, args: argparse.Namespace) -> bool:
    site = folder / "site"
    site.mkdir(parents=True)
    planted = write_linked(site, args.posts, style, args.seed)
    _write_truth(folder / "planted.tsv", planted)
    broken = {link.mark for link in planted if link.broken}
    print(f"\n{style}: {args.posts:,} posts, {len(planted):,} links planted, {len(broken)} broken")
    report = _judged(site)
    told, strange = _marks(report, planted)
    _print_sorts(planted, told)
    print(f"links, as newslint counts: {report['summary']['links']}")
    for place in strange[:_EXAMPLES]:
        print(f"    told where nothing was planted: {place}")
    if args.build:
        _compare(folder / "built", site, STYLES[style].base, planted, told)
    if args.time:
        _print_times(site)
    return told != broken or bool(strange)


def _write_truth(path: Path, planted: Sequence[Planted]) -> None:
    rows = (
        (link.mark, link.path, str(link.line), link.kind, link.sort, link.target, _word(link))
        for link in planted
    )
    head = ("mark", "path", "line", "kind", "sort", "target", "verdict")
    text = "".join("\t".join(row) + "\n" for row in (head, *rows))
    path.write_text(text, encoding="utf-8")


def _word(link: Planted) -> str:
    return "broken" if link.broken else "right"


def _judged(site: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "newslint", "check", "--no-cache", "--select", _RULES]
    command += ["--output-format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _marks(report: dict[str, Any], planted: Sequence[Planted]) -> tuple[set[str], list[str]]:
    """Return the marks of what was told, and the findings where nothing was planted."""
    on_line = {(link.path, link.line): link for link in planted}
    marks: set[str] = set()
    strange = []
    for file in report["files"]:
        path = file["path"][file["path"].index("_posts/") :] if "_posts/" in file["path"] else ""
        for finding in file["findings"]:
            for place in finding["places"] or [finding]:
                link = on_line.get((path, place["line"]))
                if link and finding["rule"] == f"links/broken-{link.kind}":
                    marks.add(link.mark)
                else:
                    strange.append(f"{path}:{place['line']}: {finding['message']}")
    return marks, strange


def _print_sorts(planted: Sequence[Planted], told: Collection[str]) -> None:
    counts = Counter((link.sort, link.broken, link.mark in told) for link in planted)
    print(f"{'sort':<22} {'broken':>7} {'found':>6} {'missed':>7}   {'right':>7} {'told':>5}")
    for sort in sorted({link.sort for link in planted}):
        found, missed = counts[sort, True, True], counts[sort, True, False]
        wrong, quiet = counts[sort, False, True], counts[sort, False, False]
        print(
            f"{sort:<22} {found + missed:>7} {found:>6} {missed:>7}   {wrong + quiet:>7} {wrong:>5}"
        )
    every = Counter((link.broken, link.mark in told) for link in planted)
    print(
        f"found {every[True, True]}, missed {every[True, False]}, wrongly told {every[False, True]}"
    )
    _print_examples("missed", (k for k in planted if k.broken and k.mark not in told))
    _print_examples("wrongly told", (k for k in planted if not k.broken and k.mark in told))


def _print_examples(word: str, links: Iterator[Planted]) -> None:
    for link in list(links)[:_EXAMPLES]:
        print(f"    {word}: {link.path}:{link.line}: {link.sort}: {link.target}")


def _compare(
    root: Path, site: Path, base: str, planted: Sequence[Planted], told: Collection[str]
) -> None:
    """Build the site, and print who tells what of the planted links."""
    begun = time.perf_counter()
    build(site, root, base)
    print(f"built by Jekyll in {time.perf_counter() - begun:.0f} s")
    built = Built.read(root)
    leads = built.broken()
    shown = {link.mark for link in planted if link.kind != "none"}
    for word, marks in (("not in", shown - set(leads)), ("only in", set(leads) - shown)):
        _print_examples(f"{word} the built site", (k for k in planted if k.mark in marks))
    truth = {mark for mark, broken in leads.items() if broken}
    _print_difference("planted", {link.mark for link in planted if link.broken}, truth, planted)
    _print_difference("newslint", told, truth, planted)
    for name, ask in (("html-proofer", proofed), ("lychee", lychee)):
        begun = time.perf_counter()
        found = ask(built)
        if found is None:
            print(f"{name} is not here, left out")
            continue
        print(f"{name} took {time.perf_counter() - begun:.1f} s")
        _print_difference(name, found, truth, planted)


def _print_difference(
    name: str, told: Collection[str], truth: Collection[str], planted: Sequence[Planted]
) -> None:
    more, less = set(told) - set(truth), set(truth) - set(told)
    print(f"{name}: {len(told)} broken, {len(more)} of them whole when built, {len(less)} left out")
    for word, marks in (("whole", more), ("left out", less)):
        sorts = Counter(link.sort for link in planted if link.mark in marks)
        if sorts:
            print(f"    {word}: {', '.join(f'{sort} {n}' for sort, n in sorts.most_common())}")
        _print_examples(word, (link for link in planted if link.mark in marks))


def _print_times(site: Path) -> None:
    """Measure a run without a cache by all rules, without those of links, and by those alone."""
    command = [sys.executable, "-m", "newslint", "check", "-q", "--fail-on", "never", "--no-cache"]
    command += ["--output-format", "concise", str(site)]
    for word, more in (
        ("all rules", []),
        ("without links", ["--ignore", "links"]),
        ("broken links alone", ["--select", _RULES]),
        ("one rule of the text alone", ["--select", "extra-h1"]),
    ):
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run([*command, *more], stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - begun)
        print(f"newslint, {word}: {sorted(times)[1]:.2f} s")


if __name__ == "__main__":
    raise SystemExit(main())
