"""Do safe fixes leave a post as readers and programs see it? Posts of real sites are fixed and held up.

    python benchmarks/fixes.py SITES [--more FOLDER] [--posts 500] [--seed N]

Each site is copied; of the posts drawn at random a part gets Windows's newlines, a byte order mark,
a name in Hangul, or loses its last newline. `newslint check --fix` works on the copy. Of each post:

- what --fix writes is what the edits of its reports make, applied here by line and column;
- a second run finds nothing that is fixable safely, and writes nothing;
- the text that its engine renders is the same, blanks and invisible characters aside: kramdown (Ruby's,
  if it is there) of a site of Jekyll's, CommonMark (markdown-it-py) of others, both where no generator is
  known;
- the parsed front matter is the same, likewise;
- newlines, byte order mark and mode are;
- `git apply` makes of the output of --diff what --fix writes;
- killed at any moment (--kills times a site), --fix leaves what was there or what it writes.

Ends with 1 if one of these does not hold. A FOLDER given with --more holds posts as `.txt`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

NEWSLINT = [sys.executable, "-m", "newslint", "check", "--no-cache", "-q"]
_BOM = b"\xef\xbb\xbf"
_MATTER = re.compile(
    rb"\s*(---|\+\+\+)[^\n]*\n.*?^(?:\1|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
_UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f]")
_AROUND = 20
"""Letters that are told before a place."""
_FORMATS = frozenset({"Cf", "Cc"})
_KRAMDOWN = """
require 'kramdown'; require 'json'
STDOUT.puts JSON.generate(JSON.parse(STDIN.read).map { |text|
  begin; Kramdown::Document.new(text, input: 'kramdown').to_html; rescue StandardError => e; e.class.to_s; end })
"""


def main() -> int:
    """Fix posts of every site, and print what was held up and what did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--posts", type=int, default=500)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    draw = random.Random(args.seed)  # noqa: S311  # a sample
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder).resolve()
        left_out = shutil.ignore_patterns(".git", ".newslint_cache", "node_modules")
        shutil.copytree(args.sites, top / "sites", symlinks=True, ignore=left_out)
        if args.more:
            _posts_of(args.more, top / "sites/more/_posts")
        tally = Tally()
        for site in _drawn(top / "sites", args.posts, draw):
            posts = _mangled(site[0], site[1], draw, tally)
            _kill(site[0], posts, args.kills, draw, tally)
            _hold(site[0], posts, tally)
    tally.show()
    return bool(tally.wrong)


class Tally:
    """What was counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.wrong: list[str] = []

    def show(self) -> None:
        """Print it."""
        for name, count in self.counts.items():
            print(f"{count:6}  {name}")
        print("fixes:", ", ".join(f"{name} {count}" for name, count in self.rules.most_common()))
        print(f"{len(self.wrong)} wrong", *self.wrong, sep="\n    ")


def _posts_of(folder: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for number, path in enumerate(sorted(folder.glob("*.txt"))):
        (target / f"2026-03-02-{number}.md").write_bytes(path.read_bytes())


def _drawn(sites: Path, count: int, draw: random.Random) -> Iterator[tuple[Path, list[Path]]]:
    """Yield sites with the posts drawn of each: as many of each as of any other, all of `more`."""
    found = {site: _listed(site) for site in sorted(sites.iterdir()) if site.is_dir()}
    found = {site: posts for site, posts in found.items() if posts}
    own = found.pop(sites / "more", [])
    share = -(-count // max(len(found), 1))
    posts = [
        (site, path)
        for site in found
        for path in draw.sample(found[site], min(share, len(found[site])))
    ]
    rest = sorted({(s, p) for s, paths in found.items() for p in paths} - {*posts})
    posts = [*posts, *draw.sample(rest, min(max(count - len(posts), 0), len(rest)))][:count]
    for site in found:
        yield site, sorted(path for at, path in posts if at == site)
    if own:
        yield sites / "more", own


def _listed(site: Path) -> list[Path]:
    report = _report(site, [Path()], "--select", "missing-front-matter")
    return [Path(file["path"]) for file in report["files"]]


def _mangled(site: Path, posts: Sequence[Path], draw: random.Random, tally: Tally) -> list[Path]:
    """Give some posts what real ones have seldom; return the posts under their new names."""
    found = []
    for path in posts:
        data = (site / path).read_bytes()
        name = path
        if draw.random() < 1 / 4 and b"\r" not in data:
            data = data.replace(b"\n", b"\r\n")
        if draw.random() < 1 / 4:
            data = data.rstrip(b"\r\n")
        if draw.random() < 1 / 8 and not data.startswith(_BOM):
            data = _BOM + data
        if draw.random() < 1 / 4:
            name = path.with_name(f"{path.stem}-부두 소식{path.suffix}")
            (site / path).rename(site / name)
        (site / name).write_bytes(data)
        (site / name).chmod(draw.choice([0o644, 0o600, 0o755]))
        tally.counts["posts"] += 1
        tally.counts["with CRLF"] += b"\r\n" in data
        tally.counts["without a newline at the end"] += not data.endswith(b"\n")
        tally.counts["with a byte order mark"] += data.startswith(_BOM)
        tally.counts["with Hangul in their path"] += re.search("[가-힣]", str(name)) is not None
        found.append(name)
    return found


def _kill(site: Path, posts: Sequence[Path], times: int, draw: random.Random, tally: Tally) -> None:
    """Kill --fix at random moments; count the files that it leaves as they were, and as they become."""
    if not posts or not times:
        return
    before = {path: (site / path).read_bytes() for path in posts}
    started = time.monotonic()
    _run(site, posts, "--fix")
    took = time.monotonic() - started
    after = {path: (site / path).read_bytes() for path in posts}
    for _ in range(times):
        for path, data in before.items():
            (site / path).write_bytes(data)
        command = [*NEWSLINT, "--fix", "--", *map(str, posts)]
        running = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL)
        # Near the end, where files are written.
        time.sleep(took * draw.uniform(0.5, 1.05))
        running.kill()
        running.wait()
        tally.counts["kills"] += 1
        for path in posts:
            data = (site / path).read_bytes()
            if data == after[path] != before[path]:
                tally.counts["files changed before a kill"] += 1
            elif data != before[path]:
                tally.wrong.append(f"{site.name}/{path}: half written")
    for path, data in before.items():
        (site / path).write_bytes(data)


def _hold(site: Path, posts: Sequence[Path], tally: Tally) -> None:
    if not posts:
        return
    before = {path: (site / path).read_bytes() for path in posts}
    modes = {path: (site / path).stat().st_mode for path in posts}
    diff = _run(site, posts, "--diff").stdout
    applied = _applied(site, posts, diff)
    expected = _by_hand(site, posts, tally)
    for path, data in before.items():
        (site / path).write_bytes(data)
    _run(site, posts, "--fix")
    after = {path: (site / path).read_bytes() for path in posts}
    changed = [path for path in posts if after[path] != before[path]]
    tally.counts["changed by --fix"] += len(changed)
    left = _report(site, posts)
    for file in left["files"]:
        for row in file["findings"]:
            if row["fix"] and row["fix"]["safe"] and not row["suppressed"]:
                tally.wrong.append(f"{site.name}/{file['path']}: still fixable: {row['rule']}")
    _run(site, posts, "--fix")
    rendered = _rendered(
        _engines(site, posts[0]),
        [*(before[path] for path in changed), *(after[path] for path in changed)],
    )
    for number, path in enumerate(changed):
        texts = [(engine, rows[number], rows[number + len(changed)]) for engine, rows in rendered]
        faults = [
            *(f"{engine}: {_unlike(old, new)}" for engine, old, new in texts if old != new),
            *_kept(before[path], after[path]),
        ]
        tally.wrong += [f"{site.name}/{path}: {fault}" for fault in faults]
    for path in posts:
        checks = {
            "the second run writes": (site / path).read_bytes() == after[path],
            "not what the edits make": expected[path] == after[path],
            "git apply makes another": applied.get(path, before[path]) == after[path],
            "another mode": (site / path).stat().st_mode == modes[path],
        }
        tally.wrong += [
            f"{site.name}/{path}: {name}" for name, holds in checks.items() if not holds
        ]


def _kept(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what has not been kept of a file besides its text."""
    if _matter(before) != _matter(after):
        yield f"front matter: {_unlike(str(_matter(before)), str(_matter(after)))}"
    if before.startswith(_BOM) != after.startswith(_BOM):
        yield "its byte order mark"
    if (
        b"\r\n" in before
        and re.search(rb"[^\r]\n", before) is None
        and re.search(rb"[^\r]\n", after)
    ):
        yield "its newlines"


def _by_hand(site: Path, posts: Sequence[Path], tally: Tally) -> dict[Path, bytes]:
    """Return the posts with the edits of their reports applied, by line and column, round by round."""
    texts: dict[Path, bytes] = {path: (site / path).read_bytes() for path in posts}
    for turn in range(10):
        rows = {Path(file["path"]): file["findings"] for file in _report(site, posts)["files"]}
        edited = {
            path: _edited(texts[path], rows.get(path, []), tally if not turn else None)
            for path in posts
        }
        if edited == texts:
            break
        texts = edited
        for path, data in texts.items():
            (site / path).write_bytes(data)
    return texts


def _edited(data: bytes, rows: Sequence[dict[str, Any]], tally: Tally | None) -> bytes:
    # A byte order mark has no column: it is none of the text.
    bom = data[: len(_BOM) * data.startswith(_BOM)]
    text = data.removeprefix(_BOM).decode(errors="surrogateescape")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    edits: list[tuple[int, int, str]] = []
    taken: list[tuple[int, int]] = []
    for row in rows:
        if not row["fix"] or not row["fix"]["safe"] or row["suppressed"]:
            continue
        own = [
            (
                starts[e["line"] - 1] + e["column"] - 1,
                starts[e["end_line"] - 1] + e["end_column"] - 1,
                e["text"],
            )
            for e in row["fix"]["edits"]
        ]
        if any(a < end and start < b for a, b, _ in own for start, end in taken):
            continue
        if tally:
            tally.rules[row["rule"].rpartition("/")[2]] += 1
        taken += [(a, b) for a, b, _ in own]
        edits += own
    for start, end, new in sorted(set(edits), reverse=True):
        text = text[:start] + new + text[end:]
    return bom + text.encode(errors="surrogateescape")


def _applied(site: Path, posts: Sequence[Path], diff: bytes) -> dict[Path, bytes]:
    """Return what `git apply` makes of the posts."""
    with tempfile.TemporaryDirectory() as folder:
        for path in posts:
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(site / path, Path(folder) / path)
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        if diff:
            done = subprocess.run(
                ["git", "apply", "--whitespace=nowarn", "-"],
                cwd=folder,
                input=diff,
                capture_output=True,
                check=False,
            )
            if done.returncode:
                print(f"{site.name}: git apply: {done.stderr.decode()[:400]}", file=sys.stderr)
        return {path: (Path(folder) / path).read_bytes() for path in posts}


def _run(site: Path, posts: Sequence[Path], *options: str) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*NEWSLINT, *options, "--", *map(str, posts)], cwd=site, capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"{site}: {done.stderr.decode()}")
    return done


def _report(site: Path, posts: Sequence[Path], *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        _run(site, posts, "--output-format", "json", *options).stdout
    )
    return found


class _Text(HTMLParser):
    """The text of HTML that readers see, blanks and invisible characters left out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _seen(html: str) -> str:
    text = unicodedata.normalize("NFC", "".join(_Text(html).parts))
    return "".join(
        letter for letter in _UNSEEN.sub("", text) if unicodedata.category(letter) not in _FORMATS
    )


def _engines(site: Path, post: Path) -> tuple[str, ...]:
    """Return the engines that may render the posts of a site."""
    command = [
        sys.executable,
        "-m",
        "newslint",
        "config",
        "show",
        "--output-format",
        "json",
        str(post),
    ]
    done = subprocess.run(command, cwd=site, capture_output=True, check=True)
    found = json.loads(done.stdout)["site"]
    if found["generator"] == "plain":
        return ("CommonMark", "kramdown")
    return ("kramdown",) if found["dialect"] == "kramdown" else ("CommonMark",)


def _rendered(wanted: Sequence[str], files: Sequence[bytes]) -> list[tuple[str, list[str]]]:
    """Return the text that each engine shows of each file."""
    bodies = [_body(data) for data in files]
    engines = []
    if "CommonMark" in wanted:
        commonmark = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        engines.append(("CommonMark", [_seen(commonmark.render(body)) for body in bodies]))
    if "kramdown" in wanted and shutil.which("ruby") and bodies:
        done = subprocess.run(
            ["ruby", "-e", _KRAMDOWN],
            input=json.dumps(bodies).encode(),
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            engines.append(("kramdown", [_seen(html) for html in json.loads(done.stdout)]))
    return engines


def _body(data: bytes) -> str:
    data = data.removeprefix(_BOM)
    found = _MATTER.match(data)
    return data[found.end() if found else 0 :].decode(errors="replace")


def _matter(data: bytes) -> object:
    """Return the front matter as it is parsed, without blanks and invisible characters."""
    import tomllib

    data = data.removeprefix(_BOM)
    found = _MATTER.match(data)
    if not found:
        return None
    text = re.sub(r"^[^\n]*\n|\n[^\n]*\n?\Z", "", found[0].decode(errors="replace").strip() + "\n")
    try:
        value = tomllib.loads(text) if found[1] == b"+++" else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError):
        return text
    return _UNSEEN.sub("", repr(value))


def _unlike(old: str, new: str) -> str:
    """Return where two texts part."""
    at = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    return f"{old[at - _AROUND if at > _AROUND else 0 : at + 40]!r} -> {new[at - _AROUND if at > _AROUND else 0 : at + 40]!r}"


if __name__ == "__main__":
    sys.exit(main())
