"""What a change breaks elsewhere: are all links told that led to the posts it moves?

    python benchmarks/moves.py SITES [--only NAME ...] [--most 200] [--seed N]

Each site is copied into a git repository of its own, posts drawn at random are renamed, or get
another `slug` where they have one, and abandoned-url is asked about the change. The places that it
tells in other files are held against a run over the whole site: what is broken there after the
change, and was not before it.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from newslint import git
from newslint.catalog import shipped
from newslint.checks import abandoned_url
from newslint.outcome import Report
from newslint.request import Request
from newslint.run import run
from newslint.wish import Selection

_BROKEN = frozenset({"broken-link", "broken-tag", "unpublished-target", "wrong-case-link"})
_SLUG = re.compile(rb"^(slug: *)(?=\S)", re.MULTILINE)
_Place = tuple[str, int]


def main() -> int:
    """Move posts of every site and print what was told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--most", type=int, default=200, help="posts of a site that are moved")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    # Here all links are to be seen, not the first twenty of a post.
    vars(abandoned_url)["MOST_RELATED"] = 1_000_000
    for site in sorted(path for path in args.sites.iterdir() if path.is_dir()):
        if not args.only or site.name in args.only:
            with tempfile.TemporaryDirectory() as folder:
                top = Path(folder).resolve() / site.name
                left_out = shutil.ignore_patterns(".git", ".newslint_cache")
                shutil.copytree(site, top, symlinks=True, ignore=left_out)
                with contextlib.chdir(top):
                    print(f"{site.name}: {_held(args.most, args.seed)}", flush=True)
    return 0


def _held(most: int, seed: int) -> str:
    """Move posts of the site in the current folder, and tell how what is told compares."""
    for command in (["init", "-q"], ["add", "-A", "-f"], ["commit", "-q", "-m", "before"]):
        _git(*command)
    before = _lint(_BROKEN)
    posts = [Path(file.path) for file in before.files if file.kind == "post"]
    drawn = random.Random(seed).sample(posts, min(most, len(posts)))  # noqa: S311  # a sample
    moved = {name for post in drawn if not post.stem.endswith("index") for name in _move(post)}
    changes = git.changed()
    report = _lint({"abandoned-url"}, changes)
    found = [(file.path, row) for file in report.files for row in file.diagnostics]
    told = {
        # A folder may hold several sites: places count from the root of each.
        (path.removesuffix(row.path) + other.path, other.line)
        for path, row in found
        for other in row.related
    }
    told = {place for place in told if place[0] not in moved}
    new = {place for place in _places(_lint(_BROKEN)) - _places(before) if place[0] not in moved}
    counts = Counter(row.variant or "linked" for _, row in found)
    return (
        f"{len(changes.files)} of {len(posts)} posts moved; {dict(sorted(counts.items()))};"
        f" {len(new)} lines elsewhere newly broken, {len(new & told)} of them told, {len(told - new)} others told"
    )


def _move(post: Path) -> tuple[str, ...]:
    """Give a post another URL; return the paths that it had and has."""
    text = post.read_bytes()
    if _SLUG.search(text):
        post.write_bytes(_SLUG.sub(rb"\1moved-", text, count=1))
        return (post.as_posix(),)
    new = post.rename(post.with_stem(f"{post.stem}-moved"))
    return post.as_posix(), new.as_posix()


def _lint(names: set[str] | frozenset[str], changes: git.Changes | None = None) -> Report:
    request = Request(
        language="en",
        selection=Selection(frozenset(names), frozenset()),
        only=changes.files if changes else None,
        before=changes.before if changes else None,
    )
    return run(["."], shipped(), request)


def _places(report: Report) -> set[_Place]:
    return {
        (file.path, place.start.line)
        for file in report.files
        for row in file.diagnostics
        if row.rule.partition("/")[2] in _BROKEN
        for place in row.places
    }


def _git(*args: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *args]
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    raise SystemExit(main())
