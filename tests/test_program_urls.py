"""What is told of sites that a program configures, against what their generators wrote.

The tables `tests/programs/<generator>/golden/<site>.tsv` have a row for every file that a build of
the fixture beside them wrote: the file, the source behind it, the URL that the generator gave it.
They were made with Eleventy 3.1.8, Docusaurus 3.10.2 (of this, what its bundler makes aside) and
Astro 5.18.2. Where a generator is in PATH it is asked again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from program_sites import HERE, publication_of, sources_of

from newslint.site.links import Links

GENERATORS = ("eleventy", "docusaurus", "astro")
TABLES = sorted(
    path.relative_to(HERE) for name in GENERATORS for path in HERE.glob(f"{name}/golden/*.tsv")
)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_file_is_that_of_the_build(table: Path) -> None:
    sources = sources_of(table.parts[0], table.stem)
    publication = publication_of(
        table.parts[0], {path: file.read_bytes() for path, file in sources.items()}
    )
    told = {page.output: page for page in publication.pages.values() if page.published}
    others = {*publication.static.values(), *(page.output for page in publication.generated)}
    wrong: list[str] = []
    unknown = 0
    outputs: set[str] = set()
    for line in (HERE / table).read_text(encoding="utf-8").splitlines():
        output, source, url = line.split("\t")
        outputs.add(output)
        page = told.get(output)
        if page is not None:
            if (page.path, unquote(page.url)) != (source, url):
                wrong.append(f"{page}: {line}")
        elif output not in others:
            unknown += 1
            if not publication.unknown(url or f"/{output}"):
                wrong.append(f"missing: {line}")
    known = {*told, *others} - {""}
    assert wrong + [f"too many: {output}" for output in sorted(known - outputs)] == []
    # What cannot be told is the exception.
    assert unknown * 3 < len(outputs)


def eleventy_rows(program: str, folder: Path) -> list[str]:
    """Return the rows of a build by Eleventy."""
    configuration = (folder / "eleventy.config.js").read_text(encoding="utf-8")
    kind = "module" if "export default" in configuration else "commonjs"
    (folder / "package.json").write_text(json.dumps({"type": kind}), encoding="utf-8")
    environment = {**os.environ, "TZ": "UTC"}

    def run(*options: str) -> str:
        return subprocess.run(
            [program, "--quiet", *options],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout

    said = run("--to=json")
    run()
    told = {
        str(row["outputPath"]).removeprefix("./_site/"): row
        for row in json.loads(said[said.index("[\n") if "[\n" in said else said.index("[{") :])
    }
    rows = []
    for file in sorted(path for path in (folder / "_site").rglob("*") if path.is_file()):
        output = file.relative_to(folder / "_site").as_posix()
        row = told.get(output, {"inputPath": "", "url": ""})
        rows.append(f"{output}\t{row['inputPath'].removeprefix('./')}\t{row['url']}")
    return rows


BUILDS = {"eleventy": eleventy_rows}


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_tables_are_what_the_generator_says(table: Path, tmp_path: Path) -> None:
    program = shutil.which(table.parts[0])
    if program is None or table.parts[0] not in BUILDS:
        pytest.skip(f"needs {table.parts[0]}")
    for path, file in sources_of(table.parts[0], table.stem).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, tmp_path / path)
    expected = (HERE / table).read_text(encoding="utf-8").splitlines()
    assert BUILDS[table.parts[0]](program, tmp_path) == expected


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_no_link_to_a_file_of_the_build_is_called_broken(table: Path) -> None:
    sources = sources_of(table.parts[0], table.stem)
    publication = publication_of(
        table.parts[0], {path: file.read_bytes() for path, file in sources.items()}
    )
    links = Links(publication, adds_base=True)
    outputs = [line.split("\t")[0] for line in (HERE / table).read_text("utf-8").splitlines()]
    written = [f"/{end}" for path in outputs for end in (path, path.removesuffix("index.html"))]
    verdicts = {path: links.way("", quote(path)).verdict for path in written}
    assert {path for path in written if verdicts[path] not in ("exists", "undecidable")} == set()
