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
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from newslint.document import parse
from newslint.facts.matter import packed, unpacked
from newslint.site import Site
from newslint.site.generators import follower, has_front_matter, published
from newslint.site.javascript_values import Computed, Program
from newslint.site.links import Links
from newslint.site.published import Entry, Publication
from newslint.source import Source

HERE = Path(__file__).parent / "programs"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
GENERATORS = ("eleventy", "docusaurus", "astro")
NAMES = {
    "astro.config.txt": "astro.config.mjs",
    "docusaurus.config.txt": "docusaurus.config.js",
    "eleventy.config.txt": "eleventy.config.js",
    "ignores.txt": ".eleventyignore",
    "gitignore.txt": ".gitignore",
}
"""What files of the fixtures are called on a site."""
TEXTS = (".md", ".mdx", ".html", ".njk", ".liquid")
TABLES = sorted(
    path.relative_to(HERE) for name in GENERATORS for path in HERE.glob(f"{name}/golden/*.tsv")
)


def sources_of(generator: str, site: str) -> dict[str, Path]:
    """Return the files of a site by path: the fixture's, and over it what the site adds."""
    found: dict[str, Path] = {}
    for layer in (HERE / generator / "site", HERE / generator / "sites" / site):
        for path in layer.rglob("*"):
            if path.is_file():
                inside = path.relative_to(layer)
                found[inside.with_name(NAMES.get(path.name, path.name)).as_posix()] = path
    return found


def publication_of(generator: str, texts: Mapping[str, bytes]) -> Publication:
    """Return what is told of a site of some files."""
    entries = [
        entry_of(generator, path, raw) for path, raw in texts.items() if path.endswith(TEXTS)
    ]
    publication = published(generator, texts.get, entries, list(texts), NOW)
    assert publication is not None
    return publication


def entry_of(generator: str, path: str, raw: bytes) -> Entry:
    """Read a source as the index does."""
    matter = parse(Source.read(path, raw), "post", Site("")).front_matter
    has = matter is not None and has_front_matter(generator, matter.format)
    readable = matter is None or matter.failure is None
    return Entry(path, unpacked(packed(matter)), has, readable)


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


def eleventy(configuration: str, **files: str) -> Publication:
    """Return what is told of an Eleventy site; `__` in a name is a slash, `_dot_` a dot."""
    texts = {
        name.replace("_dot_", ".").replace("__", "/"): text.encode() for name, text in files.items()
    }
    return publication_of("eleventy", {"eleventy.config.js": configuration.encode(), **texts})


EVERYTHING = [
    ("config.addPlugin(lightbox)", "import lightbox from 'eleventy-plugin-lightbox';", "plugin"),
    ("config.addPlugin(require('./own.js'))", "", ""),
    ("config.addPlugin(navigation)", "import navigation from '@11ty/eleventy-navigation';", ""),
    ("config.addGlobalData('permalink', () => '/x/')", "", "data that"),
    ("config.addGlobalData('year', () => 2024)", "", ""),
    ("config.addPassthroughCopy(folders)", "", "copies that"),
    ("config.addPassthroughCopy(folder)", "const folder = 'img';", ""),
    ("config.addPassthroughCopy('img')", "", ""),
    ("for (const one of all) { config.addPassthroughCopy({ [one]: '/' }) }", "", "copies that"),
    ("config.addTemplate('a.md', '# A')", "", "addTemplate"),
    ("config.addUrlTransform(({ url }) => url + 'x')", "", "addUrlTransform"),
    ("config.addTransform('x', (page) => page.replace(/href/g, 'src'))", "", "links that"),
    ("config.addTransform('x', (page) => page.trim())", "", ""),
    ("config.on('eleventy.after', () => write())", "", "what eleventy.config.js does"),
    ("config.on('eleventy.after', () => pagefind())", "", ""),
    ("return { dir: { input: process.env.INPUT } }", "", "folders that"),
    ("return { dir: { output: 'public' } }", "", ""),
    ("return { pathPrefix: process.env.PREFIX || '/' }", "", "pathPrefix"),
    ("helpers.forEach(config.addTemplate)", "", "addTemplate"),
    ("config.addPlugin(own)", "import own from './gone.js';", "the module ./gone.js"),
    ("config.on('eleventy.contentMap', () => write())", "", ""),
    ("config.addPlugin(img)", "import img from '@11ty/eleventy-img';", ""),
    ("config.addPlugin(feed)", "import feed from '@11ty/eleventy-plugin-rss';", ""),
    (
        "config.addPlugin(EleventyServerlessBundlerPlugin)",
        "import { EleventyServerlessBundlerPlugin } from '@11ty/eleventy';",
        "plugin EleventyServerless",
    ),
    ("config.addPlugin(unheard)", "", "plugin unheard"),
    ("config.addPlugin(own)", "function own(config) {}", ""),
    ("return { dir: folders }", "", "folders that"),
    ("return { templateFormats: formats }", "", "template formats"),
    ("// config.addTemplate('a.md', '# A')\n/* config.addUrlTransform(x) */", "", ""),
    ("config.addFilter('x', (text) => `config.addTemplate(${text})`)", "", ""),
]


@pytest.mark.parametrize(("statement", "imports", "cause"), EVERYTHING, ids=lambda text: text[:40])
def test_what_a_program_may_publish_besides(statement: str, imports: str, cause: str) -> None:
    publication = eleventy(
        f"{imports}\nexport default function (config) {{\n  {statement}\n}}\n",
        about_dot_md="Text.\n",
        img__pier_dot_png="x",
        own_dot_js="export default function (config) {}\n",
    )
    found = publication.unknown("/nothing/here/")
    assert found.startswith(cause) if cause else found == ""


@pytest.mark.parametrize(
    ("data", "url"),
    [
        ("export default { tags: 'news' };", "/news/pier/"),
        ("module.exports = { permalink: '/n/{{ page.fileSlug }}/' };", "/n/pier/"),
        ("export default { permalink: false };", None),
        ("export default { permalink: (data) => `/x/${data.page.fileSlug}/` };", ""),
        ("export default { eleventyComputed: { permalink: (data) => '/y/' } };", ""),
        ("module.exports = () => ({ tags: 'news' });", "/news/pier/"),
        ("module.exports = () => ({ permalink: '/z/' });", ""),
        ("const more = require('../more.js');\nmodule.exports = { ...more };", ""),
    ],
)
def test_a_data_file_that_is_a_program_is_read_for_values(data: str, url: str | None) -> None:
    publication = eleventy(
        "export default function (config) {}\n",
        news__pier_dot_md="Text.\n",
        news__news_dot_11tydata_dot_js=data,
    )
    page = publication.pages["news/pier.md"]
    assert (page.url if page.published else None) == url
    # Where a program decides, no link is told to be broken.
    assert bool(publication.unknown("/any/url/")) == (url == "")


@pytest.mark.parametrize(
    ("package", "url", "base"),
    [
        ('{"scripts": {"build": "eleventy"}}', "/src/pier/", ""),
        ('{"scripts": {"build": "npx @11ty/eleventy --input=src"}}', "/pier/", ""),
        ('{"scripts": {"build": "eleventy --pathprefix=/gazette/"}}', "/src/pier/", "/gazette"),
        ('{"scripts": {"start": "eleventy --serve", "a": "eleventy --input src"}}', "/pier/", ""),
        (
            '{"scripts": {"a": "eleventy", "b": "eleventy --config=b.js --input=b"}}',
            "/src/pier/",
            "",
        ),
        ("this is no JSON", "/src/pier/", ""),
    ],
)
def test_options_of_the_command_line_win(package: str, url: str, base: str) -> None:
    publication = eleventy("", src__pier_dot_md="Text.\n", package_dot_json=package)
    assert (publication.pages["src/pier.md"].url, publication.base) == (url, base)


def test_the_same_template_of_many_posts_is_one_unknown() -> None:
    posts = {
        f"blog__{number}_dot_md": f"---\ndate: 2024-01-0{number}\n---\n" for number in (1, 2, 3)
    }
    publication = eleventy(
        "export default function (config) { config.addFilter('day', (date) => date); }\n",
        blog__blog_dot_json='{"permalink": "/blog/{{ page.date | day }}/{{ page.fileSlug }}/"}',
        **posts,
    )
    (cause,) = {publication.unknown(f"/blog/2024/01/{number}/") for number in (1, 2, 3)}
    assert cause == "the permalink of blog/1.md and 2 more, a template"
    assert publication.unknown("/blog/2024/01/4/") == ""
    assert {page.url for page in publication.pages.values()} == {""}


def test_what_is_made_or_copied_from_elsewhere_is_not_known() -> None:
    publication = eleventy(
        "export default function (config) {\n"
        "  config.addPassthroughCopy('assets');\n"
        "  config.addPassthroughCopy({ 'node_modules/lamp/dist': 'lamp' });\n"
        "  config.addShortcode('image', (src) => make(src, { outputDir: './_site/pictures/' }));\n"
        "}\n",
        assets__pier_dot_png="x",
        _dot_gitignore="_site\nassets/css/**\n",
        package_dot_json='{"scripts": {"css": "sass scss:_site/style"}}',
    )
    causes = {
        url: publication.unknown(url)
        for url in ("/lamp/a.js", "/pictures/a.png", "/style/a.css", "/assets/css/a.css")
    }
    assert causes == {
        "/lamp/a.js": "node_modules/lamp/dist, which is copied from elsewhere",
        "/pictures/a.png": "what is written to _site/pictures",
        "/style/a.css": "what is written to _site/style",
        "/assets/css/a.css": "assets/css, which another program makes",
    }
    assert publication.unknown("/assets/quay.png") == ""


def test_redirects_that_a_template_makes_are_the_hosts() -> None:
    text = "---\npermalink: _redirects\n---\n/old/* /new/:splat 301\n"
    publication = eleventy("", redirects_dot_njk=text)
    assert publication.unknown("/old/pier/") == "the host redirects it"
    assert publication.unknown("/new/pier/") == ""
    more = eleventy("", redirects_dot_njk=f"{text}{{{{ row.from }}}} {{{{ row.to }}}}\n")
    assert more.unknown("/new/pier/") == "redirects that redirects.njk makes"


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


@pytest.mark.parametrize(("day", "why"), [("2026-11-24", ""), ("2026-11-27", "future date")])
def test_hexo_holds_back_what_is_later_than_now(day: str, why: str) -> None:
    post = "source/_posts/ferry.md"
    matter = f"---\ntitle: 배\ndate: {day}\n---\n".encode()
    page = publication_of("hexo", {"_config.yml": b"future: false\n", post: matter}).pages[post]
    assert (page.published, page.why if why else "") == (not why, why)


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


def astro(configuration: str, **texts: bytes) -> Publication:
    """Return what is told of the plain fixture of Astro with another configuration."""
    files = {path: file.read_bytes() for path, file in sources_of("astro", "plain").items()}
    files |= {"astro.config.mjs": configuration.encode(), **texts}
    return publication_of("astro", files)


MDX = "import mdx from '@astrojs/mdx';\n"


@pytest.mark.parametrize(
    ("imports", "settings", "cause"),
    [
        ("", "", ""),
        (MDX, "integrations: [mdx()]", ""),
        (MDX, "integrations: [mdx({ gfm: true }), own()]", "integration own"),
        (
            "import s from '@astrojs/starlight';\n",
            "integrations: [s({ title: 'x' })]",
            "integration @",
        ),
        ("", "base: process.env.BASE", "base that"),
        ("", "redirects: { '/old/[...slug]': '/posts/[...slug]' }", ""),
        ("", "redirects", "redirects that"),
        ("", "...shared", "settings that"),
        ("", "markdown: { remarkPlugins: [linked] }", "links that linked"),
        (
            "import toc from 'remark-toc';\n",
            "markdown: { remarkPlugins: [[toc, { depth: 2 }]] }",
            "",
        ),
    ],
)
def test_what_an_astro_configuration_may_publish_besides(
    imports: str, settings: str, cause: str
) -> None:
    found = astro(f"{imports}export default defineConfig({{ {settings} }});").unknown("/nothing")
    assert found.startswith(cause) if cause else found == ""


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("/about", "exists"),
        ("/about/", "exists"),
        ("/posts/Upper%20Case/", "exists"),
        ("/posts/upper%20case/", "miscased"),
        ("/posts/nowhere/", "missing"),
        ("/posts/_hidden/", "missing"),
        ("/tags/anything/", "undecidable"),
        ("/blog/one/", "undecidable"),
        ("/tags/any/thing/", "missing"),
        ("/list/2", "undecidable"),
        ("/img/logo%20one.png", "exists"),
        ("/img/logo.png", "missing"),
        ("./cover.png", "exists"),
        ("./absent.png", "missing"),
        ("../pictures/absent.png", "undecidable"),
        ("./CNAME", "undecidable"),
        ("../index", "undecidable"),
        ("../dots.in.name/", "exists"),
        ("/feed.xml", "exists"),
    ],
)
def test_links_lead_where_astro_puts_pages(written: str, verdict: str) -> None:
    files = {path: file.read_bytes() for path, file in sources_of("astro", "plain").items()}
    publication = publication_of("astro", files)
    led = follower("astro", publication, files.get, list(files))
    way = Links(publication, by_source=led).way("src/pages/posts/first.md", written)
    assert way.verdict == verdict


def test_a_post_of_a_collection_has_no_url_that_is_certain() -> None:
    publication = astro("export default defineConfig({});")
    assert "src/content/blog/one.md" not in publication.pages
    assert publication.unknown("/blog/one/") == "the program src/pages/blog/[...slug].astro"
    assert publication.unknown("/blog") == "the program src/pages/blog/[...slug].astro"


@pytest.mark.parametrize(
    "text",
    [
        "module.exports = { dir: [",
        "module.exports = {",
        "export default",
        "config.add(" * 5000,
        "{dir:" * 5000,
        "=/[" * 5000,
        "`${" * 5000,
        "".join(f"const a{n} = [a{n + 1}, a{n + 1}, a{n + 1}];" for n in range(40))
        + "export default a0;",
    ],
    ids=lambda text: text[:20],
)
def test_a_program_that_ends_too_early_or_never_is_read_all_the_same(text: str) -> None:
    program = Program(text)
    list(program.keyed("dir"))
    list(program.calls("add"))
    assert isinstance(program.exported(), Computed | dict | list)
    assert len(program.tokens) > 1


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
