"""What the model says that a Hugo site publishes, against what Hugo wrote.

The tables `tests/hugo/golden/<minor version>/<site>.tsv` have a row for every file that a build
of the fixture wrote: the file, what it is, the source behind it, the URL that Hugo prints for it.
`tests/hugo/references/` has what `relref` makes of a list of arguments on some of its pages.
`python tests/test_hugo_urls.py hugo…` rewrites those of the Hugo binaries that it is given.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from newslint import front_matter
from newslint.site.hugo_urls import behaviour_of, merged, publish, references
from newslint.site.published import Entry, Publication
from newslint.source import Source

HERE = Path(__file__).parent / "hugo"
NOW = "2026-11-25T00:00:00Z"
OLDER, NEWER = "older", "newer"
"""How the names of sites begin that only releases before 0.123 build, or only those since."""
REWRITE = (0, 123)
UNFOLLOWED = {("0.152", "multihost"), ("0.152", "newer-formats"), ("0.152", "newer-mounts")}
"""What the model does not follow: files that each host has a copy of, redirects of own formats."""
OVER = {"odd-permalinks": "odd"}
"""Sites that have the content of another one."""
_REFRESH = re.compile(r'<meta http-equiv="refresh"')


def version(hugo: str) -> str:
    """Return the minor version of a Hugo binary: `0.111`."""
    told = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"v(\d+\.\d+)\.", told)[1]  # type: ignore[index] # every Hugo tells it


def builds(own: str, site: str) -> bool:
    """Tell whether a minor version builds a site."""
    if (own, site) in UNFOLLOWED:
        return False
    is_newer = tuple(map(int, own.split("."))) >= REWRITE
    return not site.startswith(OLDER if is_newer else NEWER)


def sources_of(site: str) -> dict[str, Path]:
    """Return the files of a site by path: the fixture's, and over it what the site adds."""
    layers = [HERE / "site", *([HERE / "sites" / OVER[site]] if site in OVER else [])]
    found: dict[str, Path] = {}
    for layer in (*layers, HERE / "sites" / site):
        found |= files_below(layer)
    return found


def files_below(folder: Path) -> dict[str, Path]:
    """Return the files of a folder by their path from it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}


def build(hugo: str, site: str) -> tuple[list[str], list[str]]:
    """Return the tables of a site as Hugo builds it: its files, and what its references find."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "site"
        for path, source in sources_of(site).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / path)
        # Releases since 0.160 read HTML content only where the site allows it.
        environment = {**os.environ, "HUGO_SECURITY_ALLOWCONTENT": ".*", "TZ": "UTC"}
        command = [hugo, "--clock", NOW, "--destination", "../public", "--quiet"]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{site}: {done.stdout}{done.stderr}")
        public = folder.parent / "public"
        files = sorted(path for path in public.rglob("*") if path.is_file())
        rows = [_row(path, path.relative_to(public).as_posix(), folder) for path in files]
        return rows, [row for path in files for row in _references(path, folder)]


def _row(path: Path, output: str, folder: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace")
    marker = re.match(r"(PAGE|OTHER) (\{.*\})", text)
    if marker:
        told = json.loads(marker[2])
        source = told["source"].removeprefix(f"{folder}/")
        is_main = marker[1] == "PAGE"
        row = (output, told["kind"], source, told["url"] if is_main else "")
        return "\t".join(row)
    if _REFRESH.search(text):
        return f"{output}\talias\t\t"
    if text.startswith("FILE "):
        return f"{output}\tfile\t{text[5:].strip()}\t"
    return f"{output}\tother\t\t"


def _references(path: Path, folder: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    page = re.match(r"PAGE (\{.*\})", text)
    for found in re.findall(r"^REF (\{.*\})$", text, re.MULTILINE) if page else ():
        told, source = json.loads(found), json.loads(page[1])["source"]  # type: ignore[index]
        yield f"{source.removeprefix(f'{folder}/')}\t{told['argument']}\t{told['url']}"


CONTENT = (".md", ".markdown", ".html")
TABLES = sorted(path.relative_to(HERE / "golden") for path in HERE.glob("golden/*/*.tsv"))


def read_entry(path: str, file: Path) -> Entry:
    """Read a source as the index does."""
    matter = front_matter.parse(Source.read(path, file.read_bytes()))
    if matter is None:
        return Entry(path, {}, has_front_matter=False)
    fields = {field.name: field.value for field in matter.fields if len(field.path) == 1}
    return Entry(path, fields, has_front_matter=True, readable=matter.failure is None)


def publication_of(sources: Mapping[str, Path], own: str) -> Publication:
    """Return what the model says of a site's files."""

    def read(path: str) -> bytes | None:
        return sources[path].read_bytes() if path in sources else None

    entries = [
        read_entry(path, file)
        for path, file in sources.items()
        if path.lower().endswith(CONTENT) and not path.startswith("layouts/")
    ]
    now = datetime.fromisoformat(NOW)
    return publish(merged(read, sources), entries, sources, now, behaviour_of(own))


def outputs_of(publication: Publication) -> dict[str, str]:
    """Return the source by the file that is written; '' for what none is behind."""
    rows: dict[str, str] = {}
    for page in publication.pages.values():
        for alias in page.aliases:
            path = unquote(alias).removeprefix("/")
            rows.setdefault(f"{path}index.html" if alias.endswith("/") else path, "")
    for source, output in publication.static.items():
        rows[output] = "" if source.startswith("<") else source
    for page in publication.pages.values():
        if page.published:
            rows[page.output] = page.path
    return rows


def differences(golden: list[str], publication: Publication) -> list[str]:
    """Return what the model has and Hugo has not, and the other way round."""
    rows = outputs_of(publication)
    found: list[str] = []
    outputs = set()
    urls = {f"{publication.base}{page.url}" for page in publication.pages.values()}
    for line in golden:
        output, kind, source, url = line.split("\t")
        outputs.add(output)
        if output not in rows:
            found.append(f"missing: {line}")
        elif rows[output] and rows[output] != source and kind not in ("alias", "other"):
            found.append(f"source {rows[output]}: {line}")
        elif url:
            page = publication.pages.get(source or f"<{output}>")
            own = f"{publication.base}{page.url}" if page else None
            is_other = page and page.output != output and f"<{output}>" in publication.pages
            # An output beyond the main one prints the URL of that.
            is_other = is_other or (not source and url in urls)
            if own != url and not is_other:
                found.append(f"url {own}: {line}")
    found += (f"too many: {output} {rows[output]}" for output in sorted(rows.keys() - outputs))
    return found


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_file_is_that_of_the_build(table: Path) -> None:
    publication = publication_of(sources_of(table.stem), table.parent.name)
    golden = (HERE / "golden" / table).read_text(encoding="utf-8").splitlines()
    assert differences(golden, publication) == []


@pytest.mark.parametrize("own", ["0.111", "0.152", "0.168"])
def test_references_find_what_hugo_finds(own: str) -> None:
    sources = sources_of("refs")
    publication = publication_of(sources, own)
    configuration = merged(lambda path: sources[path].read_bytes(), sources)
    found = references(configuration, publication, sources, behaviour_of(own))
    wrong: list[str] = []
    for line in (HERE / "references" / f"{own}.tsv").read_text(encoding="utf-8").splitlines():
        source, argument, url = line.split("\t")
        key = found.find(source, argument)
        page = publication.pages[key] if key else None
        _, hash_sign, fragment = argument.partition("#")
        own_url = "/none/"
        if page is not None:
            bare = "" if argument.startswith("#") or not page.published else page.url
            own_url = f"{bare}{hash_sign}{fragment}"
        if own_url != url:
            wrong.append(f"{key}: {line}")
    assert wrong == []


@pytest.mark.parametrize("site", ["languages", "odd", "permalinks", "plain"])
def test_the_tables_are_what_hugo_writes(site: str) -> None:
    hugo = shutil.which("hugo")
    own = version(hugo) if hugo else ""
    if hugo is None or not (HERE / "golden" / own).is_dir():
        pytest.skip("no hugo is installed whose tables are here: 0.111, 0.152 or 0.168")
    golden = (HERE / "golden" / own / f"{site}.tsv").read_text(encoding="utf-8")
    assert build(hugo, site)[0] == golden.splitlines()


def main(binaries: list[str]) -> None:
    """Rewrite the golden tables of some Hugo binaries."""
    for hugo in binaries:
        own = version(hugo)
        for site in sorted(path.name for path in (HERE / "sites").iterdir()):
            if not builds(own, site):
                continue
            table = HERE / "golden" / own / f"{site}.tsv"
            table.parent.mkdir(parents=True, exist_ok=True)
            rows, found = build(hugo, site)
            table.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
            if found:
                references_table = HERE / "references" / f"{own}.tsv"
                references_table.parent.mkdir(exist_ok=True)
                references_table.write_text("".join(f"{row}\n" for row in found), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
