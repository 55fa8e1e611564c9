"""Imports run one way, along the line from a file's bytes to the command line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newslint

LAYERS = """
    encoding width dates misspelling hangul shown workers whole digest suggestion colour words
    words.ko.online
    words.ko.archive words.ko.baseline words.ko.borrowed words.ko.commands words.ko.config words.ko.editing words.ko.usage words.ko.init words.ko.report
    words.ko.rules words.ko.run words.ko.site words.ko.page
    words.ko
    growth.symbols growth.ways
    growth.automaton
    growth.ambiguity
    growth.compiling
    growth
    marks program regular
    tables answer
    store
    source
    html
    editors
    rows
    front_matter.field front_matter.places front_matter.repeated
    front_matter.yaml front_matter.toml front_matter.json front_matter.headers
    front_matter
    front_matter.listed
    template kramdown
    references
    gather
    elements
    markup
    html_head raw_html
    site.model site.configuration site.layouts site.published
    site.hugo_release
    site.hugo_html
    site.jekyll_urls.dates site.jekyll_urls.permalink site.jekyll_urls.reading
    site.jekyll_tags
    site.jekyll_urls.configuration
    site.jekyll_urls.defaults site.jekyll_urls.selection site.jekyll_urls.plugins
    site.jekyll_urls.matter
    site.jekyll_urls.documents site.jekyll_urls.pages
    site.jekyll_urls.generated
    site.jekyll_urls.publish
    site.jekyll_urls
    site.hexo_permalinks site.pelican_settings
    site.zola_urls
    site.hexo_urls site.pelican_texts
    site.pelican_urls
    site.hugo_urls.behaviour site.hugo_urls.configuration site.hugo_urls.paths
    site.hugo_urls.dates site.hugo_urls.globs site.hugo_urls.outputs
    site.hugo_urls.permalinks site.hugo_urls.targets site.hugo_urls.sources
    site.hugo_urls.nodes site.hugo_urls.unknown site.hugo_urls.layouts
    site.hugo_urls.tree
    site.hugo_urls.written site.hugo_urls.extras site.hugo_urls.references
    site.hugo_urls.aliases site.hugo_urls.copied
    site.hugo_urls.publish
    site.hugo_urls.release
    site.hugo_urls
    site.javascript_tokens
    site.javascript_values site.globs
    site.redirects
    site.eleventy_permalinks site.eleventy_calls site.eleventy_makers
    site.eleventy_program
    site.eleventy_data site.docusaurus_settings site.astro_settings
    site.docusaurus_urls
    site.jekyll site.hugo site.hexo site.zola site.pelican site.eleventy site.javascript
    site.detect
    site
    site.resolve
    site.links
    site.eleventy_urls site.docusaurus_links site.astro_urls
    site.liquid site.shortcodes
    site.generators
    document
    urls
    remote.verdict remote.settings remote.address remote.guard remote.pace
    remote.schedule remote.known remote.page remote.faults
    remote.names remote.body
    remote.client
    remote.manners remote.patience remote.judge remote.surroundings
    remote.trail
    remote.job
    remote.asking
    remote
    facts.fields facts.values facts.compared facts.matter facts.packing facts.shingles
    facts.anchors facts.hosts facts.closing facts.cited facts.barred
    facts.days facts.targets
    facts.images
    facts
    facts.remembered
    about
    outgoing sums names derived
    led overrun
    index
    scan relation
    check
    limits
    candidates
    likeness evidence
    attribution.hosts attribution.wording attribution.sentences attribution.reporting
    attribution.statements attribution.promotion
    attribution.organisations attribution.licences
    byline attribution scripted enclosed moved
    korean
    korean_words
    rewrite.tree rewrite.meaning rewrite.escapes
    rewrite.inline rewrite.bared
    rewrite.blocks rewrite.unit
    rewrite.html_block
    rewrite.units
    rewrite.proof
    rewrite
    checks
    suppression.nesting
    suppression.words
    suppression.body suppression.matter
    suppression
    suppression.writing
    rule
    wish
    rule_check rule_folder compiled
    catalog
    timing
    suppress
    place recognition
    diagnostic
    fix
    patterns
    config
    config_node
    config_online
    plan config_reader plugins
    unlinted told
    lint
    sending
    bundles mapping fingerprint
    tally
    outcome reread
    baseline
    covered
    covering
    remote.record remote.added
    remote.kept remote.lock
    remote.refresh
    remote.desk
    folders
    ignores
    discover
    mapper
    site_loading corpus request
    publishing
    relations.engine
    relations.task
    relations.plain relations.gathering relations.naming relations.near relations.summing
    relations.pairs
    relations.reduce
    relations
    earlier
    site_run
    site_index
    site_report
    relisting
    lone_text
    warm_site
    run clusters
    git
    report.overview
    report.concise report.json report.text report.xml
    report.azure report.checkstyle report.github report.gitlab report.jsonl report.junit
    report.markdown report.rdjson
    report.rdjsonl report.sarif
    report.census
    report.statistics
    report.html.elements
    report.html.texts report.html.excerpt
    report.html.posts
    report.html.charts report.html.guide report.html.packs report.html.filters
    report.html.front report.html.sections
    report.html
    report
    archive.tables archive.session archive.sites
    archive.mapping archive.show archive.engine
    archive.inputs archive.store
    archive.reducing
    archive.stored archive.telling archive.page
    archive.driver
    archive
    specimen mend
    silence
    documented
    rule_page trial holding config_schema survey
    starter
    surveying
    api
    server.settings server.positions server.pages server.client
    server.desk
    server.drafts server.diagnostics
    server.actions server.schedule
    server.session
    server.language_server
    server
    commands.language
    commands.terminal commands.help
    commands.group commands.here commands.asked
    commands.formats
    commands.offers
    commands.selection commands.completion
    commands.output commands.progress commands.ratchet commands.online
    commands.baseline commands.watch commands.mending
    commands.check commands.rules commands.config commands.index commands.url commands.duplicates
    commands.archive commands.init commands.server commands.lock
    commands
    cli
    __main__
"""
"""From what knows nothing of the others to what knows them all; those on a line may not meet."""

ORDER = {name: depth for depth, line in enumerate(LAYERS.split("\n")) for name in line.split()}


def layer_of(module: str) -> str:
    """Return the layer of a module: its own name, or its package's where that is listed alone."""
    parts = module.split(".")
    while parts and ".".join(parts) not in ORDER:
        parts.pop()
    return ".".join(parts)


def modules() -> Iterator[tuple[str, Path]]:
    root = Path(str(newslint.__file__)).parent
    for path in sorted(root.rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        yield name.removesuffix("__init__").rstrip("."), path


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield what a module imports of newslint, wherever, but not for its types alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "newslint":
            inside = (node.module or "").partition(".")[2]
            for alias in node.names:
                full = f"{inside}.{alias.name}".strip(".")
                yield full if full in KNOWN else inside
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("newslint.")
                for alias in node.names
                if alias.name.startswith("newslint.")
            )
        yield from imports(node)


KNOWN = {name for name, _ in modules()}


def test_every_module_has_its_layer() -> None:
    assert sorted(name for name in KNOWN - {""} if not layer_of(name)) == []
    assert sorted(name for name in ORDER if name not in KNOWN) == []


def test_imports_run_one_way() -> None:
    wrong = []
    for name, path in modules():
        own = layer_of(name)
        for imported in imports(ast.parse(path.read_text(encoding="utf-8"))):
            other = layer_of(imported)
            if not name or not other:
                continue
            if ORDER[other] >= ORDER[own]:
                wrong.append(f"{name} imports {imported}")
    assert wrong == []


def test_the_core_touches_neither_disk_nor_terminal() -> None:
    rim = {
        "catalog",
        "answer",
        "archive.driver",
        "archive.inputs",
        "archive.page",
        "archive.session",
        "archive.show",
        "archive.stored",
        "cli",
        "commands.archive",
        "commands.asked",
        "commands.baseline",
        "commands.check",
        "commands.config",
        "commands.duplicates",
        "commands.formats",
        "commands.here",
        "commands.init",
        "commands.language",
        "commands.lock",
        "commands.mending",
        "commands.index",
        "commands.output",
        "commands.progress",
        "commands.ratchet",
        "commands.rules",
        "commands.server",
        "commands.terminal",
        "commands.watch",
        "commands.url",
        "discover",
        "folders",
        "ignores",
        "git",
        "fingerprint",
        "holding",
        "remote.kept",
        "remote.lock",
        "store",
        "tables",
        "compiled",
        "marks",
        "program",
        "plugins",
        "remote.known",
        "remote.names",
        "remote.surroundings",
        "publishing",
        "rule_folder",
        "shown",
        "site_loading",
        "corpus",
        "run",
        "site_run",
        "surveying",
        "mend",
        "whole",
        "regular",
        "reread",
        "silence",
        "server.desk",
        "server.diagnostics",
        "server.pages",
        "server.session",
        "trial",
        "__main__",
        "api",
    }
    forbidden = {
        "os",
        "pathlib",
        "sys",
        "subprocess",
        "socket",
        "urllib.request",
        "shutil",
        "tempfile",
    }
    wrong = []
    for name, path in modules():
        if layer_of(name) in rim:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{name} imports {found}" for found in named if found in forbidden]
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "open"):
                wrong.append(f"{name} calls {ast.unparse(node.func)}")
    assert wrong == []


def test_only_remote_touches_the_network() -> None:
    network = {"aiohttp", "http", "idna", "requests", "socket", "ssl", "urllib.request"}
    found = {
        (name, imported)
        for name, path in modules()
        if not name.startswith("remote")
        for imported in foreign(ast.parse(path.read_text(encoding="utf-8")))
        if {imported, imported.partition(".")[0]} & network
    }
    assert found == set()


def foreign(tree: ast.AST) -> Iterator[str]:
    """Yield what a module imports of others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_nothing_of_a_post_is_executed() -> None:
    calls = [
        f"{name}: {ast.unparse(node)}"
        for name, path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("eval", "exec", "compile")
    ]
    assert calls == []
