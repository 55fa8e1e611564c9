"""Every URL of a Jekyll site, told from its sources as Jekyll itself tells it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from jekyll_golden import build, has_jekyll, table, tag_table
from jekyll_reading import published, rows
from jekyll_site import CONFIGURATIONS, FILES, NOW, REFUSED, TAGGED, TAGS

from newslint.site.jekyll_urls import JekyllPublication

SITE = {
    path: content if isinstance(content, bytes) else content.encode()
    for path, content in FILES.items()
}
MOMENT = datetime.strptime(NOW, "%Y-%m-%d %H:%M:%S %z")


def model(name: str) -> JekyllPublication:
    zone, config = CONFIGURATIONS[name]
    return published(SITE, config, MOMENT.astimezone(ZoneInfo(zone)))


def compared(rows: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the rows of a table; static files have no URL apart from where they are."""
    return {(*row[:2], "" if row[0] == "static" else row[2], row[3]) for row in rows}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_url_is_jekylls(name: str) -> None:
    assert rows(model(name)) ^ compared(table(name)) == set()


@pytest.mark.parametrize("name", TAGGED)
def test_every_tag_leads_where_jekyll_says(name: str) -> None:
    site, said = model(name), tag_table(name)
    wrong = {tag: leads_to(site, tag, said[tag]) for tag in TAGS}
    assert wrong == said


def leads_to(site: JekyllPublication, tag: str, expected: str) -> str:
    """Return the URL that a tag gives; '' where it ends the build."""
    kind, _, argument = tag.partition(" ")
    path = site.post_url(argument) if kind == "post_url" else site.link(argument)
    if path is None:
        return ""
    url = f"/{site.static[path]}" if path in site.static else ""
    url = site.pages[path].url if path in site.pages else url
    return quote(f"{site.base}{url}", safe="/%()&',!~") if url else expected or "a page"


@pytest.mark.skipif(not has_jekyll(), reason="Jekyll 4.3 is not installed: the tables stand alone")
@pytest.mark.parametrize("name", ["date", "seoul", "shown"])
def test_the_tables_are_what_jekyll_says(name: str, tmp_path: Path) -> None:
    zone, config = CONFIGURATIONS[name]
    tags = TAGS if name in TAGGED else ()
    said, wrong = build(tmp_path, FILES, f"time: {NOW}\n{config}", zone, tags)
    assert wrong == ""
    assert {row for row in said if row[0] != "tag"} ^ table(name) == set()
    assert {row[1]: row[2] for row in said if row[0] == "tag"} == tag_table(name)


@pytest.mark.parametrize("name", REFUSED)
def test_what_ends_the_build_is_not_published(name: str) -> None:
    path, content = REFUSED[name]
    page = published({path: content.encode()}, "", MOMENT).pages[path]
    assert (page.published, page.url) == (False, "")
    assert "the build" in page.why
