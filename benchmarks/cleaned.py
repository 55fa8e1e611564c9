"""Does a post that is cleaned whole read the same? Posts of real sites are cleaned and held up.

    python benchmarks/cleaned.py SITES [--more FOLDER] [--posts 500] [--seed N] [--show N] [--safe]

Of each site the settings and the posts drawn at random are copied; a part of the posts gets
Windows's newlines or a byte order mark. `newslint check --fix-only --unsafe-fixes` works on the copy
with the rule needless-html and those that clear the way for it. Of each post, rendered by
markdown-it-py and by kramdown (Ruby's, as Jekyll sets it up), as its site does:

- the text is the same, blanks aside: to the site's own engine, and to the other where both read the
  post alike before;
- so are links with their text, images, headings with their levels, cells of tables, and what is bold outside of headings;
- front matter, newlines and byte order mark are, byte for byte;
- a second run finds nothing that is fixable, and changes nothing.

Ends with 1 if one of these does not hold. With --show some are printed, before and after.
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
from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt

RULES = "needless-html,editor-residue,spacer-paragraph,invalid-rel"
_BOM = b"\xef\xbb\xbf"
_MATTER = re.compile(rb"---[^\n]*\n.*?^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f]+")
_ID = re.compile(r" +\{#[\w-]+\}(?=\r?$)", re.MULTILINE)
_KRAMDOWN = """
require 'kramdown'; require 'kramdown-parser-gfm'; require 'json'
STDOUT.puts JSON.generate(JSON.parse(STDIN.read).map { |text|
  Kramdown::Document.new(text, input: 'GFM', hard_wrap: false).to_html })
"""
_NO_CONTENT = re.compile(r"/(?:[._](?!posts|drafts)[^/]*|node_modules|themes|README[^/]*)(?:/|$)")


def main() -> int:
    """Clean posts of every site, and print what was held up and what did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--posts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--safe", action="store_true", help="only the safe fixes")
    args = parser.parse_args()
    draw = random.Random(args.seed)  # noqa: S311  # a sample
    options = [] if args.safe else ["--unsafe-fixes"]
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    shown: list[tuple[str, bytes, bytes]] = []
    with tempfile.TemporaryDirectory() as folder:
        for site, posts in _copied(args.sites, args.more, Path(folder), args.posts, draw):
            before = {path: path.read_bytes() for path in posts}
            _run(site, posts, *options)
            after = {path: path.read_bytes() for path in posts}
            _run(site, posts, *options)
            wrong += [f"{path}: fixable after it" for path in _fixable(site, posts, safe=args.safe)]
            changed = [path for path in posts if before[path] != after[path]]
            counts["posts"] += len(posts)
            counts[f"changed: {site.name}"] += len(changed)
            counts["changed"] += len(changed)
            wrong += [
                f"{path}: a second run changes it"
                for path in posts
                if path.read_bytes() != after[path]
            ]
            own = _engines(site)
            wrong += _compared(changed, before, after, own, counts)
            shown += [(path.name, before[path], after[path]) for path in changed]
    for name, old, new in draw.sample(shown, min(args.show, len(shown))):
        print(f"===== {name}\n{_body(old)}\n----- {name}\n{_body(new)}")
    for name, count in counts.items():
        print(f"{count:6}  {name}")
    print(f"{len(wrong)} wrong", *wrong, sep="\n    ")
    return bool(wrong)


def _copied(
    sites: Path, more: Path | None, folder: Path, count: int, draw: random.Random
) -> list[tuple[Path, list[Path]]]:
    found: list[tuple[Path, list[Path]]] = []
    listed = {site: _posts(site) for site in sorted(sites.iterdir()) if site.is_dir()}
    listed = {site: posts for site, posts in listed.items() if posts}
    share = -(-count // max(1, len(listed)))
    for site, posts in listed.items():
        target = folder / site.name
        for path in site.iterdir():
            if path.is_file() and not path.is_symlink():
                target.mkdir(exist_ok=True)
                shutil.copy2(path, target / path.name)
        drawn = draw.sample(posts, min(share, len(posts)))
        found.append(
            (target, [_mangled(path, target / path.relative_to(site), draw) for path in drawn])
        )
    if more:
        target = folder / "more"
        (target / "_posts").mkdir(parents=True)
        (target / "_config.yml").write_text("title: more\n", encoding="utf-8")
        found.append(
            (
                target,
                [
                    _mangled(path, target / "_posts" / f"2026-03-02-{number}.md", None)
                    for number, path in enumerate(sorted(more.glob("*.txt")))
                ],
            )
        )
    return found


def _posts(site: Path) -> list[Path]:
    """Return the Markdown posts of a site that have HTML."""
    found = (path for path in sorted(site.rglob("*")) if path.suffix in (".md", ".markdown"))
    paths = [path for path in found if path.is_file() and not path.is_symlink()]
    posts = [path for path in paths if not _NO_CONTENT.search(f"/{path.relative_to(site)}")]
    return [path for path in posts if _is_post(path.read_bytes())]


def _is_post(data: bytes) -> bool:
    return data.removeprefix(_BOM).startswith((b"---", b"+++")) and b"</" in data


def _mangled(path: Path, target: Path, draw: random.Random | None) -> Path:
    data = path.read_bytes()
    if draw and draw.random() < 1 / 5 and b"\r" not in data:
        data = data.replace(b"\n", b"\r\n")
    if draw and draw.random() < 1 / 8 and not data.startswith(_BOM):
        data = _BOM + data
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


_NEWSLINT = [sys.executable, "-m", "newslint", "check", "--no-cache", "-q", "--select", RULES]


def _run(site: Path, posts: Sequence[Path], *options: str) -> None:
    names = [str(path.relative_to(site)) for path in posts]
    command = [*_NEWSLINT, "--fix-only", *options, "--", *names]
    done = subprocess.run(command, cwd=site, capture_output=True, check=False)
    if done.returncode or done.stderr:
        raise SystemExit(f"{site}: {done.stderr.decode()}")


def _fixable(site: Path, posts: Sequence[Path], *, safe: bool) -> list[str]:
    """Return the posts of which newslint says that a fix of the kind asked for can mend them."""
    names = [str(path.relative_to(site)) for path in posts]
    command = [*_NEWSLINT, "--output-format", "json", "--", *names]
    done = subprocess.run(command, cwd=site, capture_output=True, check=False)
    files = json.loads(done.stdout)["files"] if posts else []
    rows = ((file["path"], row["fix"]) for file in files for row in file["findings"])
    return [path for path, fix in rows if fix and (fix["safe"] or not safe)]


def _engines(site: Path) -> Sequence[str]:
    """Return what may render the posts of a site."""
    names = {path.name for path in site.iterdir() if path.is_file()}
    if "_config.yml" in names:
        return ("CommonMark",) if (site / "source").is_dir() else ("kramdown",)
    known = {"hugo.toml", "config.toml", "package.json", ".eleventy.js", "eleventy.config.js"}
    return ("CommonMark",) if names & known or (site / "config").is_dir() else [*ENGINES]


def _compared(
    paths: Sequence[Path],
    before: dict[Path, bytes],
    after: dict[Path, bytes],
    own: Sequence[str],
    counts: Counter[str],
) -> list[str]:
    wrong: list[str] = []
    bodies = [_body(before[path]) for path in paths], [_body(after[path]) for path in paths]
    pages = {name: (render(bodies[0]), render(bodies[1])) for name, render in ENGINES.items()}
    for number, path in enumerate(paths):
        alike = not differences(*(pages[name][0][number] for name in pages))
        counts["read alike by both engines"] += alike
        for name, (page, cleaned) in pages.items():
            if name in own or alike:
                faults = differences(page[number], cleaned[number])
                wrong += [f"{path}: {name}: {fault}" for fault in faults]
        old, new = before[path], after[path]
        counts["tags before"] += len(re.findall(r"<[a-z]", bodies[0][number]))
        counts["tags after"] += len(re.findall(r"<[a-z]", bodies[1][number]))
        matter = [_MATTER.match(data.removeprefix(_BOM)) for data in (old, new)]
        if len({found[0] if found else b"" for found in matter}) > 1:
            wrong.append(f"{path}: front matter")
        if old.startswith(_BOM) != new.startswith(_BOM):
            wrong.append(f"{path}: byte order mark")
        if b"\r\n" in old and not re.search(rb"[^\r]\n", old) and re.search(rb"[^\r]\n", new):
            wrong.append(f"{path}: newlines")
    return wrong


def _body(data: bytes) -> str:
    data = data.removeprefix(_BOM)
    found = _MATTER.match(data)
    return data[found.end() if found else 0 :].decode(errors="replace")


def commonmark(texts: Sequence[str]) -> list[str]:
    """Render texts with markdown-it-py."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Ids of headings are goldmark's.
    return [reader.render(_ID.sub("", text)) for text in texts]


def kramdown(texts: Sequence[str]) -> list[str]:
    """Render texts with kramdown, as Jekyll does."""
    command = ["ruby", "-e", _KRAMDOWN]
    data = json.dumps([*texts]).encode()
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    pages: list[str] = json.loads(done.stdout)
    return pages


ENGINES = {"CommonMark": commonmark, "kramdown": kramdown}


class Page(HTMLParser):
    """What readers and links find on a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {
            name: [] for name in ("text", "links", "images", "headings", "cells", "bold")
        }
        self._inside: Counter[str] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag, and keep where it leads."""
        values = dict(attrs)
        self._inside[tag] += 1
        if tag == "a":
            self.found["links"].append(f"{unquote((values.get('href') or '').strip())} ")
        elif tag == "img":
            self.found["images"].append(f"{unquote(values.get('src') or '')} {values.get('alt')}")
        elif re.fullmatch("h[1-6]", tag):
            self.found["headings"].append(f"{tag} ")
        elif tag in ("td", "th"):
            self.found["cells"].append(f"{tag} ")

    def handle_endtag(self, tag: str) -> None:
        """Count it off."""
        self._inside[tag] -= 1

    def handle_data(self, data: str) -> None:
        """Keep text with what it stands in."""
        text = _UNSEEN.sub("", data)
        heading = any(self._inside[f"h{level}"] > 0 for level in range(1, 7))
        cell = self._inside["td"] > 0 or self._inside["th"] > 0
        self.found["text"].append(text)
        for name, inside in (
            ("links", self._inside["a"] > 0),
            ("headings", heading),
            ("cells", cell),
        ):
            if inside and self.found[name]:
                self.found[name][-1] += text
        if (
            (self._inside["b"] > 0 or self._inside["strong"] > 0)
            and not heading
            and not self._inside["th"]
        ):
            self.found["bold"].append(text)


def differences(old: str, new: str) -> list[str]:
    """Return what differs between two pages, in a few words each."""
    before, after = Page(old).found, Page(new).found
    found = []
    for name in before:
        joined = name in ("text", "bold")
        one = "".join(before[name]) if joined else "\n".join(before[name])
        two = "".join(after[name]) if joined else "\n".join(after[name])
        if one != two:
            at = next(
                (n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
                min(len(one), len(two)),
            )
            found.append(
                f"{name}: {one[max(0, at - 30) : at + 30]!r} -> {two[max(0, at - 30) : at + 30]!r}"
            )
    return found


if __name__ == "__main__":
    sys.exit(main())
