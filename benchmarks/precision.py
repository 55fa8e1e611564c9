"""How often each rule speaks, by site: the net under every change.

    python benchmarks/precision.py SITES [--write docs/precision.md] [--sample RULE] [--seed N]

SITES is a folder of sites. The table counts findings (a repeated offence is one) and the share of
the site's posts that have one. With --write the table in the document is replaced, the judged
samples beside it are kept. With --sample some findings of a rule are printed, to be judged.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newslint.catalog import shipped
from newslint.diagnostic import Diagnostic
from newslint.outcome import Report
from newslint.report.concise import concise_line
from newslint.request import Request
from newslint.rule import SEVERITIES
from newslint.run import run

_BEGIN, _END = "<!-- table: begin -->", "<!-- table: end -->"
_EDITED = (
    "eslint-org",
    "haiku",
    "hexo-site",
    "letsencrypt",
    "pytorch-kr",
    "rails-website",
    "ruby-lang",
)
"""Sites edited by hand, on which a default rule that speaks of more than 1 % of posts is suspect."""
_SUSPECT = 0.01
_JUDGED = 20


def main() -> int:
    """Run newslint on every site and print what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--write", type=Path)
    parser.add_argument("--sample")
    parser.add_argument("--edited", action="store_true", help="sample hand-edited sites only")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    reports = {}
    for site in sorted(path for path in args.sites.iterdir() if path.is_dir()):
        if args.only and site.name not in args.only:
            continue
        started = time.perf_counter()
        reports[site.name] = run([str(site)], shipped(), Request(language="en"))
        seconds = time.perf_counter() - started
        counts = reports[site.name].counts
        files = len(reports[site.name].files)
        code = reports[site.name].exit_code
        print(
            f"{site.name}: {files} files, {dict(counts)}, exit {code}, {seconds:.1f} s", flush=True
        )
    if args.sample:
        _print_sample(reports, args.sample, args.seed, edited=args.edited)
        return 0
    table = "\n".join(_table(reports))
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        before, _, rest = text.partition(_BEGIN)
        after = rest.partition(_END)[2]
        args.write.write_text(f"{before}{_BEGIN}\n\n{table}\n\n{_END}{after}", encoding="utf-8")
    else:
        print(table)
    return 0


def _findings(report: Report, *, posts_only: bool = False) -> Iterator[tuple[str, Diagnostic]]:
    for file in report.files:
        if file.kind == "post" or not posts_only:
            for row in file.diagnostics:
                yield file.path, row


def _table(reports: dict[str, Report]) -> Iterator[str]:
    posts = {
        site: sum(file.kind == "post" for file in report.files) for site, report in reports.items()
    }
    yield f"| rule | {' | '.join(reports)} |"
    yield f"|---|{'---:|' * len(reports)}"
    yield f"| posts | {' | '.join(str(posts[site]) for site in reports)} |"
    counted = {site: Counter(_keys(report)) for site, report in reports.items()}
    having = {site: _posts_with(report) for site, report in reports.items()}
    told = {key for counts in counted.values() for key in counts}
    silent = {rule.id for rule in shipped().rules.values()} - {name for name, _ in told}
    rules = sorted(
        told | {(name, shipped().rules[name.partition("/")[2]].severity) for name in silent}
    )
    for key in rules:
        cells = [_cell(counted[s][key], having[s][key], posts[s], s, key[1]) for s in reports]
        yield f"| {key[0]} ({key[1]}) | {' | '.join(cells)} |"


def _keys(report: Report) -> Iterator[tuple[str, str]]:
    return ((row.rule, row.severity) for _, row in _findings(report))


def _posts_with(report: Report) -> Counter[tuple[str, str]]:
    having: Counter[tuple[str, str]] = Counter()
    for file in report.files:
        if file.kind == "post":
            having.update({(row.rule, row.severity) for row in file.diagnostics})
    return having


def _cell(count: int, having: int, posts: int, site: str, severity: str) -> str:
    if not count:
        return ""
    share = having / posts if posts else 0
    text = f"{count} ({100 * share:.1f} %)"
    suspect = site in _EDITED and share > _SUSPECT and severity != SEVERITIES[0]
    return f"**{text}**" if suspect else text


def _print_sample(reports: dict[str, Report], rule: str, seed: int, *, edited: bool) -> None:
    rows = [
        (site, path, row)
        for site, report in reports.items()
        if not edited or site in _EDITED
        for path, row in _findings(report)
        if rule in (row.rule, row.rule.rpartition("/")[2])
    ]
    chosen = random.Random(seed).sample(rows, min(_JUDGED, len(rows)))  # noqa: S311  # a sample
    print(f"{len(rows)} findings of {rule}, {len(chosen)} of them:")
    for site, path, row in sorted(chosen, key=lambda entry: entry[:2]):
        print(f"[{site}] {concise_line(row, path)}")
        print(f"    {row.line.strip()[:160]}")


if __name__ == "__main__":
    raise SystemExit(main())
