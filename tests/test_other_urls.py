"""What the models say that sites of other generators publish, against what those wrote.

The tables `tests/others/<generator>/golden/<site>.tsv` have a row for every file that a build of
the fixture beside them wrote: the file, the source behind it, the URL that is printed for it.
They were made with Hexo 8.1.2, in the time zone of each site, and Pelican 4.12.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newslint.document import parse
from newslint.site import Site, hexo_urls, pelican_urls
from newslint.site.configuration import values
from newslint.site.pelican_settings import settings_of
from newslint.site.pelican_texts import slugified
from newslint.site.published import Entry, Publication
from newslint.source import Source

HERE = Path(__file__).parent / "others"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
MODELS: dict[str, Any] = {
    "hexo": hexo_urls,
    "pelican": pelican_urls,
}
CONTENT = (".md", ".html", ".njk", ".mdx", ".rst")
TABLES = sorted(path.relative_to(HERE) for path in HERE.glob("*/golden/*.tsv"))


def sources_of(generator: str, site: str) -> dict[str, Path]:
    """Return the files of a site by path: the fixture's, and over it what the site adds."""
    found: dict[str, Path] = {}
    for layer in (HERE / generator / "site", HERE / generator / "sites" / site):
        files = (path for path in layer.rglob("*") if path.is_file())
        found |= {path.relative_to(layer).as_posix(): path for path in files}
    return found


def read_entry(path: str, file: Path) -> Entry:
    """Read a source as the index does."""
    matter = parse(Source.read(path, file.read_bytes()), "post", Site("")).front_matter
    if matter is None:
        return Entry(path, {}, has_front_matter=False)
    fields = {field.name: field.value for field in matter.fields if len(field.path) == 1}
    return Entry(path, fields, has_front_matter=True, readable=matter.failure is None)


def publication_of(generator: str, site: str) -> Publication:
    """Return what the model says of a site."""
    sources = sources_of(generator, site)
    entries = [read_entry(path, file) for path, file in sources.items() if path.endswith(CONTENT)]
    configuration = configuration_of(sources)
    publication: Publication = MODELS[generator].publish(configuration, entries, sources, NOW)
    return publication


def configuration_of(sources: dict[str, Path]) -> Mapping[str, Any]:
    """Read the configuration of a site, whichever it has."""
    if "pelicanconf.txt" in sources:
        return settings_of(sources["pelicanconf.txt"].read_bytes())
    name = "_config.yml" if "_config.yml" in sources else "site.yml"
    return values(sources[name].read_bytes(), "yml")


def differences(table: Path) -> list[str]:
    """Return what the model has and the build has not, and the other way round."""
    publication = publication_of(table.parts[0], table.stem)
    told = {page.output: page for page in publication.pages.values() if page.published}
    wrong: list[str] = []
    outputs: set[str] = set()
    for line in (HERE / table).read_text(encoding="utf-8").splitlines():
        output, source, url = line.split("\t")
        outputs.add(output)
        page = told.get(output)
        if url and (page is None or (page.path, publication.base + page.url) != (source, url)):
            wrong.append(f"{page}: {line}")
        elif output not in told and output not in publication.static.values():
            wrong.append(f"missing: {line}")
    known = {*told, *publication.static.values()} - {""}
    return wrong + [f"too many: {output}" for output in sorted(known - outputs)]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_file_is_that_of_the_build(table: Path) -> None:
    assert differences(table) == []


@pytest.mark.parametrize(
    ("title", "settings", "slug"),
    [
        ("Café zum Straßenhafen!", {}, "cafe-zum-strassenhafen"),
        ("핵심 광물", {}, None),
        ("핵심 광물", {"SLUGIFY_USE_UNICODE": True}, "핵심-광물"),
        ("A <em>B</em>", {"SLUGIFY_PRESERVE_CASE": True}, "A-B"),
        ("A B", {"SLUG_REGEX_SUBSTITUTIONS": [("a", "c")]}, "c b"),
        ("A B", {"SLUG_REGEX_SUBSTITUTIONS": [("(", "")]}, None),
        ("A B", {"SLUG_REGEX_SUBSTITUTIONS": [("a", r"\1")]}, None),
    ],
)
def test_what_only_unidecode_knows_is_no_slug(
    title: str, settings: dict[str, Any], slug: str | None
) -> None:
    assert slugified(title, settings) == slug


def test_a_computed_setting_is_named_and_not_executed() -> None:
    settings = settings_of(b"import os\nPATH = os.environ['X']\nARTICLE_URL = 'a/{slug}/'\n")
    assert settings == {"ARTICLE_URL": "a/{slug}/", "COMPUTED": ["PATH"]}
