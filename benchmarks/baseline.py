"""What a baseline still knows after posts were edited, and what it catches.

    python benchmarks/baseline.py SITES [--only NAME ...] [--most 200] [--seed N]

Each site is copied and its baseline made. Posts drawn at random are edited one way at a time; told
is how many places that were listed, and are found still, stay listed. Last, a line with an offence
is replaced by one of another post with an offence of the same rule, which must be told.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from newslint.catalog import shipped
from newslint.cli import main as newslint
from newslint.config import BASELINE
from newslint.diagnostic import Diagnostic
from newslint.outcome import FileReport
from newslint.request import Request
from newslint.run import run

Edit = Callable[[bytes], bytes]
_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(?s:.*?)^\1[ \t]*\r?\n", re.MULTILINE
)
_HEADING = re.compile(rb"^(?:#{1,6} .*|<h[1-6][ >].*</h[1-6]>.*)$", re.MULTILINE)
_FOLDED = re.compile(rb"(?<=\S)\r?\n[ ]+(?=\S)")
_DATED = re.compile(r"\d{4}-\d\d-\d\d-")


def main() -> int:
    """Edit posts of every site and print what stays known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--most", type=int, default=200, help="posts of a site that are edited")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for site in sorted(path for path in args.sites.iterdir() if path.is_dir()):
        if not args.only or site.name in args.only:
            with tempfile.TemporaryDirectory() as folder:
                top = Path(folder).resolve() / site.name
                left_out = shutil.ignore_patterns(".git", ".newslint_cache", BASELINE)
                shutil.copytree(site, top, symlinks=True, ignore=left_out)
                with contextlib.chdir(top):
                    print(f"{site.name}:", flush=True)
                    for line in _lines(args.most, random.Random(args.seed)):  # noqa: S311
                        print(f"  {line}", flush=True)
    return 0


def _lines(most: int, chance: random.Random) -> Iterator[str]:
    """Make the baseline of the site in the current folder, edit its posts, and tell what comes."""
    _reports(["."], None)
    begun = time.process_time()
    newslint(["baseline", "create", "."])
    spent = time.process_time() - begun
    before = [file for file in _reports(["."], None) if file.diagnostics]
    found = sum(len(file.diagnostics) for file in before)
    size = sum(path.stat().st_size for path in Path().rglob(BASELINE))
    yield f"{found:,} findings listed in {size:,} bytes, {spent:.1f} s of CPU"
    posts = [
        file for file in before if file.is_post and file.path.endswith(("md", "markdown", "html"))
    ]
    drawn = chance.sample(posts, min(most, len(posts)))
    for name, edit in EDITS.items():
        yield f"{name:<36} {_survivals(drawn, edit)}"
    yield f"{'another name':<36} {_renamed(drawn)}"
    yield f"{'an offence for another':<36} {_caught(drawn, chance)}"


def _reports(paths: list[str], baseline: str | None = "") -> list[FileReport]:
    return [*run(paths, shipped(), Request(cache=True, baseline=baseline)).files]


# -- Edits -----------------------------------------------------------------------------------


def _body(text: bytes) -> int:
    matter = _MATTER.match(text)
    return matter.end() if matter else 0


def _paragraph(text: bytes) -> bytes:
    at = _body(text)
    return text[:at] + "\n편집자가 처음에 덧붙인 문단이다.\n\n".encode() + text[at:]


def _field(text: bytes) -> bytes:
    matter = _MATTER.match(text)
    line = b"edited = true\n" if matter and matter[1] == b"+++" else b"edited: true\n"
    at = text.find(b"\n") + 1
    return text[:at] + line + text[at:] if matter else text


def _wrapped(text: bytes) -> bytes:
    at = _body(text)
    return _FOLDED.sub(lambda row: b" " if row.start() % 2 else row[0], text[:at]) + text[at:]


def _moved(text: bytes) -> bytes:
    """Put the last section before the first, or the last paragraph where there are no two."""
    at = _body(text)
    cuts = [row.start() for row in _HEADING.finditer(text, at)]
    if len(cuts) > 1:
        return text[: cuts[0]] + text[cuts[-1] :].rstrip() + b"\n\n" + text[cuts[0] : cuts[-1]]
    first, gap, last = text[at:].rstrip().rpartition(b"\n\n")
    return text[:at] + last + gap + first + b"\n"


def _reworded(text: bytes) -> bytes:
    return _HEADING.sub(
        lambda row: re.sub(rb"(?=</h|\s*\Z)", " 그리고 더".encode(), row[0], count=1), text
    )


def _divided(text: bytes) -> bytes:
    """Put a heading into the middle of the body."""
    at = text.find(b"\n\n", (_body(text) + len(text)) // 2)
    return text[:at] + "\n\n## 덧붙인 제목".encode() + text[at:] if at != -1 else text


EDITS: dict[str, Edit] = {
    "a paragraph at the top": _paragraph,
    "a field at the top": _field,
    "front matter wrapped anew": _wrapped,
    "a section moved": _moved,
    "headings worded anew": _reworded,
    "a heading in the middle": _divided,
    "other line ends": lambda text: text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
}


# -- What comes of them ----------------------------------------------------------------------


def _survivals(drawn: list[FileReport], edit: Edit) -> str:
    texts = {file.path: Path(file.path).read_bytes() for file in drawn}
    edited = {path: edit(text) for path, text in texts.items()}
    changed = [path for path, text in edited.items() if text != texts[path]]
    for path in changed:
        Path(path).write_bytes(edited[path])
    told = _told([file for file in drawn if file.path in changed], {path: path for path in changed})
    for path in changed:
        Path(path).write_bytes(texts[path])
    return told


def _renamed(drawn: list[FileReport]) -> str:
    names = {
        file.path: Path(file.path).with_name(
            (_DATED.match(Path(file.path).name) or [""])[0]
            + f"renamed-{number}{Path(file.path).suffix}"
        )
        for number, file in enumerate(drawn)
        if not Path(file.path).stem.endswith("index")
    }
    for old, new in names.items():
        Path(old).rename(new)
    told = _told(
        [file for file in drawn if file.path in names],
        {old: str(new) for old, new in names.items()},
    )
    for old, new in names.items():
        new.rename(old)
    return told


def _told(before: list[FileReport], names: dict[str, str]) -> str:
    """Tell how many places that were there and are there still stay listed."""
    if not before:
        return "no post to edit"
    now = {file.path: file for file in _reports(sorted(names.values()))}
    there, listed, lost = 0, 0, Counter[str]()
    for file in before:
        report = now.get(names[file.path])
        old, known, new = _places(file.diagnostics), Counter[str](), Counter[str]()
        if report is not None:
            known = _places(row for row in report.suppressed if row.baselined)
            new = _places(report.diagnostics)
        for rule, count in old.items():
            still = min(count, known[rule] + new[rule])
            there += still
            listed += min(known[rule], still)
            lost[rule] += still - min(known[rule], still)
    worst = ", ".join(f"{rule} {count}" for rule, count in lost.most_common(3) if count)
    share = 100 * listed / there if there else 100.0
    return f"{listed:>6,} of {there:>6,} ({share:.1f} %) in {len(before)} posts; {worst or 'none lost'}"


def _places(rows: Iterator[Diagnostic] | tuple[Diagnostic, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.rule] += row.count
    return found


def _caught(drawn: list[FileReport], chance: random.Random) -> str:
    """Replace lines with an offence by lines of other posts with one of the same rule."""
    pool: dict[str, list[tuple[str, Diagnostic]]] = {}
    for file in drawn:
        for row in file.diagnostics:
            if row.place.line == row.place.end_line and row.line.strip() not in ("", "---"):
                pool.setdefault(row.rule, []).append((file.path, row))
    texts = {file.path: Path(file.path).read_bytes() for file in drawn}
    swaps: dict[str, Diagnostic] = {}
    for path, row in chance.sample(all_ := [r for rows in pool.values() for r in rows], len(all_)):
        others = [
            other for where, other in pool[row.rule] if other.line != row.line and where != path
        ]
        lines = texts[path].decode(errors="surrogateescape").split("\n")
        if path in swaps or not others or lines[row.place.line - 1].rstrip("\r") != row.line:
            continue
        lines[row.place.line - 1] = chance.choice(others).line
        Path(path).write_bytes("\n".join(lines).encode(errors="surrogateescape"))
        swaps[path] = row
    now = {file.path: file for file in _reports(sorted(swaps))}
    tried, caught, missed = 0, 0, Counter[str]()
    for path, row in swaps.items():
        Path(path).write_bytes(texts[path])
        here = [
            (other, place.line == row.place.line)
            for other in (*now[path].diagnostics, *now[path].suppressed)
            if other.rule == row.rule
            for place in other.places
        ]
        if any(at for _, at in here):
            tried += 1
            told = any(at and not other.baselined for other, at in here)
            caught += told
            missed[row.rule] += not told
    worst = ", ".join(f"{rule} {count}" for rule, count in missed.most_common(6) if count)
    return f"{caught:>6,} of {tried:>6,} told; {worst or 'none missed'}"


if __name__ == "__main__":
    raise SystemExit(main())
