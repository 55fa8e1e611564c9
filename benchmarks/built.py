"""What the links of a built site really lead to: looked up in the files, and asked of two other programs.

Jekyll, html-proofer and lychee are found on the PATH. A link is known by the mark in its text.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from linked import HOST

_MARK = re.compile(r"\bk\d+x\d+\b")
_PROOFED = re.compile(r"^- (?P<file>.*)|internal image (?P<url>.*) does not exist")


class _Page(HTMLParser):
    """The ids of a page, and the links and images on it by their marks."""

    def __init__(self) -> None:
        super().__init__()
        self.ids = {"", "top"}
        self.targets: dict[str, str] = {}
        self._href: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "a":
            self.ids.add(given.get("name", ""))
            self._href = given.get("href")
        if tag == "img":
            self._note(given.get("alt", ""), given.get("src", ""))

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            self._note(data, self._href)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = None

    def _note(self, text: str, target: str) -> None:
        for mark in _MARK.findall(text):
            self.targets[mark] = target


@dataclass
class Built:
    """The files below a web server's root."""

    root: Path
    files: set[str] = field(default_factory=set)
    pages: dict[str, _Page] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Path) -> Built:
        """Read every page."""
        built = cls(root)
        for path in root.rglob("*"):
            name = path.relative_to(root).as_posix()
            if path.is_file():
                built.files.add(name)
            if path.suffix == ".html":
                built.pages[name] = page = _Page()
                page.feed(path.read_text(encoding="utf-8"))
        return built

    def broken(self) -> dict[str, bool]:
        """Tell of every marked link whether it leads nowhere."""
        return {
            mark: self._leads_nowhere(name, target)
            for name, page in self.pages.items()
            for mark, target in page.targets.items()
        }

    def marks_of(self, name: str, url: str) -> Iterator[str]:
        """Yield the marks of the links on a page that a program tells by a URL, slashes aside."""
        told = _plain(self._absolute(name, url))
        for mark, target in self.pages[name].targets.items():
            if _plain(self._absolute(name, target)) == told:
                yield mark

    def _absolute(self, name: str, target: str) -> str:
        """Return a link as a path below the root, with its fragment."""
        path, hash_, fragment = target.partition("#")
        path = re.sub(rf"^(?:https?:)?//{HOST}", "", path.partition("?")[0])
        whole = f"/{name}" if not path else normpath(join("/", dirname(name), path))
        slash = "/" if path.endswith("/") and whole != "/" else ""
        return f"{whole}{slash}{hash_}{fragment}"

    def _leads_nowhere(self, name: str, target: str) -> bool:
        parts = urlsplit(target)
        if parts.netloc not in ("", HOST):
            return False
        path, _, fragment = self._absolute(name, target).partition("#")
        found = unquote(path).lstrip("/")
        if f"{found.rstrip('/')}/index.html".lstrip("/") in self.files:
            found = f"{found.rstrip('/')}/index.html".lstrip("/")
        if found not in self.files:
            return True
        page = self.pages.get(found)
        return page is not None and unquote(fragment) not in page.ids


def _plain(url: str) -> str:
    path, _, fragment = url.partition("#")
    return unquote(f"{path.rstrip('/')}#{fragment}")


def build(site: Path, root: Path, base: str) -> None:
    """Build a site with Jekyll, so that a web server would serve the folder `root`."""
    command = ["jekyll", "build", "-q", "-s", str(site), "-d", f"{root}{base}"]
    subprocess.run([*command, "--disable-disk-cache"], check=True, cwd=site)


def proofed(built: Built) -> set[str] | None:
    """Return the marks of what html-proofer tells; None where it is not installed."""
    if shutil.which("htmlproofer") is None:
        return None
    own = rf"^(https?\:)?//{re.escape(HOST)}:"
    command = ["htmlproofer", "--disable-external", "--allow-hash-href", "--url-swap", own]
    done = subprocess.run(
        [*command, str(built.root)], capture_output=True, text=True, check=False, cwd=built.root
    )
    marks: set[str] = set()
    name = ""
    for line in (done.stdout + done.stderr).splitlines():
        told = _PROOFED.search(line)
        if told and told["file"]:
            name = Path(told["file"]).relative_to(built.root).as_posix()
        elif told:
            marks.update(built.marks_of(name, told["url"]))
        marks.update(_MARK.findall(line))
    return marks


def lychee(built: Built) -> set[str] | None:
    """Return the marks of what lychee tells; None where it is not installed."""
    if shutil.which("lychee") is None:
        return None
    options = ["--offline", "--include-fragments", "--index-files", "index.html,.", "--no-progress"]
    options += ["--format", "json", "--root-dir", str(built.root)]
    options += ["--remap", f"https?://{HOST}(/.*)? file://{built.root}$1"]
    done = subprocess.run(
        ["lychee", *options, f"{built.root}/**/*.html"], capture_output=True, text=True, check=False
    )
    marks: set[str] = set()
    for file, errors in json.loads(done.stdout)["error_map"].items():
        name = Path(file).relative_to(built.root).as_posix()
        for error in errors:
            url = error["url"].removeprefix(f"file://{built.root}")
            marks.update(built.marks_of(name, url))
    return marks
