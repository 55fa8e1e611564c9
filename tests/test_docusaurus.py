"""What the configuration of a Docusaurus site tells of its URLs, and where its links lead."""

from __future__ import annotations

import pytest
from program_sites import publication_of, sources_of

from newslint.site.generators import follower
from newslint.site.links import Links
from newslint.site.published import Publication


def docusaurus(configuration: str, **texts: bytes) -> Publication:
    """Return what is told of the plain fixture with another configuration."""
    files = {path: file.read_bytes() for path, file in sources_of("docusaurus", "plain").items()}
    files |= {"docusaurus.config.js": configuration.encode(), **texts}
    return publication_of("docusaurus", files)


CLASSIC = "presets: [['classic', {}]]"


@pytest.mark.parametrize(
    ("settings", "cause"),
    [
        (CLASSIC, ""),
        (f"{CLASSIC}, plugins: ['@docusaurus/plugin-ideal-image', 'docusaurus-plugin-sass']", ""),
        (f"{CLASSIC}, plugins: ['redocusaurus']", "plugin redocusaurus"),
        (f"{CLASSIC}, plugins: [function own() {{ return {{ name: 'own' }}; }}]", ""),
        (
            f"{CLASSIC}, plugins: [() => ({{ contentLoaded: ({{ actions }}) => actions.addRoute() }})]",
            "a plugin in",
        ),
        ("presets: [['openapi', {}]]", "preset openapi"),
        ("presets: [['classic', options]]", "options in presets"),
        ("presets: [['classic', { docs: { routeBasePath: path } }]]", "routeBasePath of docs"),
        ("presets: [['classic', { docs: { remarkPlugins: [linked] } }]]", "links that linked"),
        ("presets: [['classic', { docs: { remarkPlugins: [require('remark-math')] } }]]", ""),
        (f"{CLASSIC}, baseUrl: process.env.BASE", "baseUrl"),
        (f"{CLASSIC}, ...shared", "settings"),
        (f"{CLASSIC}, i18n: {{ defaultLocale: 'en', locales: ['en', 'ko'] }}", ""),
        (f"{CLASSIC}, i18n: {{ defaultLocale: 'en', locales }}", "languages"),
        (f"{CLASSIC}, markdown: {{ preprocessor: ({{ text }}) => text }}", "Markdown"),
        (f"{CLASSIC}, staticDirectories: folders", "folders that"),
        ("presets: [['classic', { docs: options }]]", "options of docs"),
        ("presets: [['classic', { docs: { include: ['[ab].md'] } }]]", "include of docs"),
        ("presets: [['classic', { docs: { numberPrefixParser: own } }]]", "numberPrefixParser of"),
        ("presets: own", "presets that"),
        (f"{CLASSIC}, plugins: [false, null]", ""),
        ("presets: [['classic', { docs: { sidebarPath: false } }]]", ""),
        (f"{CLASSIC}, plugins: ['./own.js']", "plugin ./own.js"),
        (f"{CLASSIC}, plugins: ['./quiet.js']", ""),
        (f"{CLASSIC}, plugins: [[redirects, {{ redirects: rows }}]]", "plugin redirects"),
        (
            f"{CLASSIC}, plugins: [['@docusaurus/plugin-client-redirects', {{ redirects: rows }}]]",
            "redirects",
        ),
        (
            f"{CLASSIC}, plugins: [['@docusaurus/plugin-client-redirects', {{ toExtensions: ['html'] }}]]",
            "redirects to extensions",
        ),
        (f"{CLASSIC}, i18n: {{ defaultLocale: 'ko', locales: ['ko'] }}", "translations into"),
    ],
)
def test_what_a_docusaurus_configuration_may_publish_besides(settings: str, cause: str) -> None:
    told = docusaurus(
        f"export default {{ {settings} }};",
        **{
            "quiet.js": b"module.exports = () => ({ name: 'quiet' });",
            "i18n/ko/docusaurus-plugin-content-docs/current/a.md": b"Text.",
        },
    )
    found = told.unknown("/nothing/here")
    assert found.startswith(cause) if cause else found == ""


@pytest.mark.parametrize(
    ("module", "cause"),
    [("redocusaurus", "plugin redocusaurus"), ("@docusaurus/plugin-ideal-image", "")],
)
def test_a_plugin_is_known_by_the_module_that_it_is_loaded_from(module: str, cause: str) -> None:
    told = docusaurus(f"import own from '{module}';\nexport default {{ plugins: [own] }};")
    assert told.unknown("/nothing/here") == cause


RELEASED = {
    "versions.json": b'["2.0", "1.0"]',
    "versioned_docs/version-2.0/pier.md": b"Text.",
    "versioned_docs/version-1.0/pier.md": b"Text.",
    "docs/pier.md": b"Text.",
}


@pytest.mark.parametrize(
    ("options", "urls"),
    [
        # Where Docusaurus 3.10.2 puts 1.0, 2.0 and the current version.
        ("", ["/docs/1.0/pier", "/docs/pier", "/docs/next/pier"]),
        ("disableVersioning: true", ["/docs/pier"]),
        ("lastVersion: 'current'", ["/docs/1.0/pier", "/docs/2.0/pier", "/docs/pier"]),
        ("includeCurrentVersion: false", ["/docs/1.0/pier", "/docs/pier"]),
        ("onlyIncludeVersions: ['current', '2.0']", ["/docs/pier", "/docs/next/pier"]),
        ("onlyIncludeVersions: ['1.0']", ["/docs/pier"]),
        ("onlyIncludeVersions: ['current']", ["/docs/pier"]),
    ],
)
def test_docs_go_where_their_version_goes(options: str, urls: list[str]) -> None:
    told = docusaurus(
        f"export default {{ presets: [['classic', {{ docs: {{ {options} }} }}]] }};", **RELEASED
    )
    pages = [told.pages.get(path) for path in sorted(RELEASED) if path.endswith("/pier.md")]
    assert [page.url for page in (*pages[1:], pages[0]) if page] == urls


def test_lists_of_a_sidebar_that_is_computed_may_be_anywhere_in_docs() -> None:
    told = docusaurus(
        "export default { presets: [['classic', { docs: { sidebarPath: own } }]] };",
        **{"docs/in/_category_.yml": b"label: Harbour\n"},
    )
    assert told.unknown("/docs/any/list") == "lists of docs"
    assert told.unknown("/any/list") == ""


def test_what_docusaurus_and_other_programs_make_beside_the_pages() -> None:
    told = docusaurus(
        "export default { plugins: ["
        " ['@docusaurus/plugin-client-redirects', {"
        "   redirects: [{ to: '/docs/a', from: ['/old', '/older'] }], fromExtensions: ['html'] }],"
        " 'docusaurus-lunr-search' ],"
        " presets: [['classic', { docs: { sidebarPath: './sidebars.js' } }]] };",
        **{
            "docs/made/_category_.json": b'{"link": {"slug": "/by-hand"}}',
            "docs/made/a.md": b"Text.",
            "sidebars.js": b"module.exports = { a: [{ link: { slug: 'listed' } }] };",
            ".gitignore": b"/docs/reference/*\n# none\nnode_modules\n/static/api\n",
            "versions.json": b"no list",
        },
    )
    assert [page.url for page in told.generated] == ["/old", "/older"]
    assert told.unknown("/docs/by-hand") == "lists of docs"
    assert told.unknown("/docs/listed") == "lists of docs"
    assert told.unknown("/docs/reference/a") == "docs/reference, which a program makes"
    assert told.unknown("/api/a") == "static/api, which a program makes"
    assert told.unknown("/a.html") == "redirects of extensions"
    assert told.unknown("/docs/none") == ""


@pytest.mark.parametrize(
    "export",
    [
        "export default {{ {} }};",
        "module.exports = {{ {} }};",
        "const config = {{ {} }};\nexport default config;",
        "const config: Config = {{ {} }};\nexport default config satisfies Config;",
        "module.exports = async function build() {{\n  return {{ {} }};\n}};",
    ],
)
def test_a_configuration_is_read_however_it_is_handed_out(export: str) -> None:
    settings = "baseUrl: '/paper/', presets: [['classic', { blog: { routeBasePath: 'news' } }]]"
    publication = docusaurus(export.format(settings))
    assert publication.base == "/paper"
    assert publication.pages["blog/plain.md"].url == "/news/plain"


BY_HOST = "the host decides on the slash at the end of its page"
LINKS = [
    # What Docusaurus 3.10.2 made of them on a page at /docs/guide/links is beside them.
    ("start.md", "missing", ""),  # /docs/guide/start.md
    ("./01-start.md", "exists", "docs/guide/01-start.md"),  # /docs/guide/start
    ("01-start.md", "exists", "docs/guide/01-start.md"),  # /docs/guide/start
    ("../01-first.md", "exists", "docs/01-first.md"),  # /docs/first
    ("/01-first.md", "exists", "docs/01-first.md"),  # /docs/first
    ("/docs/01-first.md", "exists", "docs/01-first.md"),  # /docs/first
    ("docs/01-first.md", "exists", "docs/01-first.md"),  # /docs/first
    ("2024-03-01-first.md", "missing", "/blog/2024/03/01/first"),  # /docs/guide/2024-03-01-first.md
    ("/blog/2024-03-01-first.md", "missing", "/blog/2024/03/01/first"),  # /blog/2024-03-01-first.md
    ("@site/docs/01-first.md", "exists", "docs/01-first.md"),  # /docs/first
    ("@site/blog/2024-03-01-first.md", "exists", "blog/2024-03-01-first.md"),  # /assets/
    ("../_partial.md", "missing", ""),  # /docs/_partial.md
    ("../draft.md", "unpublished", "docs/draft.md"),  # /docs/draft.md
    ("../한글%20문서.md", "exists", "docs/한글 문서.md"),  # /docs/한글 문서
    ("../intro.md?x=1#top", "exists", "docs/intro.md"),  # /docs/?x=1#top
    ("%FF.md", "missing", ""),
    ("/src/pages/about.md", "missing", "/about"),  # /src/pages/about.md
    ("./beside.pdf", "exists", "docs/guide/beside.pdf"),  # /assets/files/beside-….pdf
    ("missing.pdf", "missing", ""),  # /docs/guide/missing.pdf
    ("in/missing.pdf", "undecidable", "a folder that is not there"),
    ("/CNAME", "exists", "static/CNAME"),  # /CNAME
    ("/b.pdf", "missing", ""),  # /b.pdf
    ("@site/static/CNAME", "undecidable", BY_HOST),
    ("@site/static/img/logo%20one.png", "exists", "static/img/logo one.png"),  # /assets/images/
    ("../../static/img/logo%20one.png", "exists", "static/img/logo one.png"),  # /assets/images/
    ("/docs/first", "exists", "docs/01-first.md"),  # /docs/first
    ("/docs/first/", "exists", "docs/01-first.md"),  # /docs/first/
    ("/docs/01-first", "missing", ""),  # /docs/01-first
    ("/docs/first.html", "missing", ""),  # /docs/first.html
    ("first", "undecidable", BY_HOST),  # /docs/guide/first
    ("../first", "exists", "docs/01-first.md"),  # /docs/first
    ("start", "exists", "docs/guide/01-start.md"),  # /docs/guide/start
    ("/docs/guide", "exists", "docs/guide/index.md"),  # /docs/guide
    ("/blog", "undecidable", "a folder without a page of its own"),  # /blog
    ("/blog/given", "exists", "blog/2024-03-05-slug.md"),  # /blog/given
    ("/nowhere", "missing", ""),  # /nowhere
    ("/about", "exists", "src/pages/about.md"),  # /about
    ("pathname:///nowhere", "undecidable", "it leads elsewhere"),  # /nowhere
]


@pytest.mark.parametrize(("written", "verdict", "told"), LINKS)
def test_links_lead_where_docusaurus_leads_them(written: str, verdict: str, told: str) -> None:
    """`told` is the source that is led to, why it cannot be told, or what was meant."""
    files = {path: file.read_bytes() for path, file in sources_of("docusaurus", "plain").items()}
    files |= {"docs/guide/links.md": b"", "docs/guide/beside.pdf": b"x"}
    publication = publication_of("docusaurus", files)
    led = follower("docusaurus", publication, files.get, list(files))
    way = Links(publication, by_source=led).way("docs/guide/links.md", written)
    assert (way.verdict, way.source or way.cause or way.nearest) == (verdict, told)
    assert way.cause == {"undecidable": told, "unpublished": "draft"}.get(verdict, "")


def test_a_link_in_what_is_no_page_leads_nowhere_that_is_known() -> None:
    files = {path: file.read_bytes() for path, file in sources_of("docusaurus", "plain").items()}
    publication = publication_of("docusaurus", files)
    way = follower("docusaurus", publication, files.get, list(files))("README.md", "docs/intro.md")
    assert way is not None
    assert (way.verdict, way.cause) == ("undecidable", "its page has no URL")
