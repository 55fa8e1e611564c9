"""The pages about newslint: their links lead somewhere, and they name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from newslint.archive.tables import TABLES
from newslint.catalog import shipped
from newslint.commands import COMMANDS
from newslint.config import Config
from newslint.document import parse
from newslint.site import Site
from newslint.source import Source

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    document = parse(Source.read(page.name, page.read_bytes()), "page", Site("/"))
    targets = [row.target.partition("#")[0] for row in document.links if row.kind == "inline"]
    local = [target for target in targets if target and "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_index_names_every_command() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"newslint {name}" not in index] == []


def test_the_page_of_archives_lists_every_column() -> None:
    page = (ROOT / "docs" / "archives.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert f"`{table.folder}/`" in page
        for name, kind, about in table.columns:
            assert f"| `{name}` | {kind} | {about} |" in page


def test_configuration_names_every_key_and_preset() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for key in ("extends", "site", "messages", "rules", "exclude", "fail-on"):
        assert re.search(rf"`{key}[`.]|^{key}:", page, re.MULTILINE), key
    for word in ("recommended", "news", "strict", Config().fail_on):
        assert word in page


def test_precision_has_figures_for_every_stable_rule() -> None:
    page = (ROOT / "docs" / "precision.md").read_text(encoding="utf-8")
    for rule in shipped().rules.values():
        assert rule.status != "stable" or f"| {rule.id} " in page


def test_options_on_a_rule_s_page_are_options() -> None:
    for rule in shipped().rules.values():
        for name in re.findall(r"`([a-z-]+): (?:true|false|\d|always)", rule.doc):
            from newslint.rule_check import check_of  # one use

            fields = msgspec.structs.fields(check_of(rule).options)
            known = {field.encode_name for field in fields} | {"original"}
            assert name in known, f"{rule.name}: {name}"
