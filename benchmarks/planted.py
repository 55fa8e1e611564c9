"""Faults, planted in a copy of the repository, that can be switched on by their names.

mutmut makes them. All mutants of a function stand below it in its module, and the variable
`MUTANT_UNDER_TEST` tells which of them is called in its place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.file_mutation import mutate_file_contents

AREAS = {
    "parsing": "front_matter/*.py markup.py document.py gather.py rows.py elements.py enclosed.py "
    "html.py html_head.py kramdown.py raw_html.py references.py source.py place.py encoding.py",
    "fixing": "fix.py mend.py whole.py suggestion.py",
    "suppression": "suppression/*.py suppress.py silence.py",
    "index": "index.py derived.py facts/*.py store.py tables.py sending.py bundles.py mapping.py answer.py fingerprint.py "
    "marks.py folders.py holding.py reread.py earlier.py",
    "links": "site/links.py site/resolve.py site/redirects.py site/published.py site/generators.py "
    "site/model.py site/detect.py site/configuration.py site/jekyll*.py site/liquid.py "
    "site/layouts.py site/hugo*.py site/shortcodes.py site/globs.py site/docusaurus_links.py urls.py "
    "publishing.py led.py checks/internal_target.py checks/target_anchor.py",
    "generators": "site/astro*.py site/docusaurus_settings.py site/docusaurus_urls.py "
    "site/eleventy*.py site/hexo*.py site/javascript*.py site/pelican*.py site/zola*.py",
}
"""The core, below `newslint/`."""
UNCHANGED = "__mutmut_orig"
"""How the name of a function ends that is as it was."""


class Mutant(NamedTuple):
    """A fault that can be switched on."""

    name: str
    area: str
    function: str
    line: int
    """The first one that it changes, counted from the function's first."""
    change: str


def plant(work: Path) -> list[Mutant]:
    """Copy the repository, with all mutants in its core; return them."""
    folder = work / "newslint"
    shutil.rmtree(folder, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], check=True, capture_output=True
    )
    # Ends in NUL, without which git would quote names that are not ASCII.
    for path in map(Path, os.fsdecode(listed.stdout).split("\0")[:-1]):
        if path.exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / path)
    found: list[Mutant] = []
    for area, patterns in AREAS.items():
        for pattern in patterns.split():
            for path in sorted(Path("newslint").glob(pattern)):
                code, spans = mutated(path, work)
                (folder / path).write_text(code, encoding="utf-8")
                found += mutants_of(area, module_of(path), code, spans)
    return found


def module_of(path: Path) -> str:
    """Return what a file is imported as."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def mutated(path: Path, work: Path) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return a module with its mutants, and the lines of each of its functions in it; kept."""
    kept = work / "modules" / f"{path.stem}.{digest(path)}.json"
    if not kept.exists():
        made = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
        spans = {name: (s.start, s.end) for name, s in made.line_span_by_function_name.items()}
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps((made.code, spans)), encoding="utf-8")
    code, spans = json.loads(kept.read_text(encoding="utf-8"))
    return code, {name: tuple(span) for name, span in spans.items()}


def mutants_of(
    area: str, module: str, code: str, spans: Mapping[str, tuple[int, int]]
) -> Iterator[Mutant]:
    """Yield a module's mutants."""
    rows = code.split("\n")
    for name, (start, end) in spans.items():
        if name.endswith(UNCHANGED):
            continue
        function = name.rpartition("__mutmut_")[0]
        first, last = spans[function + UNCHANGED]
        before = rows[first - 1 : last]
        after = [row.replace(name, function + UNCHANGED) for row in rows[start - 1 : end]]
        head = same(before, after)
        tail = same(before[head:][::-1], after[head:][::-1])
        gone = [f"- {row.strip()}" for row in before[head : len(before) - tail]]
        new = [f"+ {row.strip()}" for row in after[head : len(after) - tail]]
        change = "\n".join(gone + new)
        # Blank lines and comments above a function are taken for its own.
        head -= next(at for at, row in enumerate(before) if row.lstrip().startswith("def "))
        yield Mutant(f"{module}.{name}", area, f"{module}.{function}", head, change)


def same(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many lines are the same from the beginning."""
    pairs = zip(before, after, strict=False)
    return next(
        (at for at, (one, two) in enumerate(pairs) if one != two), min(len(before), len(after))
    )


def digest(path: Path) -> str:
    """Return what tells a file's content from another's."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
