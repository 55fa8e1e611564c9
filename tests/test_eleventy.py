"""What the program that configures an Eleventy site tells of its URLs, and what it leaves open."""

from __future__ import annotations

import pytest
from program_sites import publication_of

from newslint.site.published import Publication


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
    ("return { dir: { output: '.' } }", "", ""),
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
    ("['img', 'css'].forEach(config.addPassthroughCopy)", "", "addPassthroughCopy, which"),
    ("config.addPassthroughCopy('*/*.png', { mode: 'html-relative' })", "", ""),
    ("config.addDataExtension(endings, (text) => parse(text))", "", "addDataExtension that"),
    ("config.addDataExtension('yaml', (text) => parse(text))", "", ""),
    ("config.addTransform('x', (page) => bundle(page, { toFileDirectory: 'made' }))", "", ""),
    (
        "config.addPlugin(InputPathToUrlTransformPlugin)",
        "import { InputPathToUrlTransformPlugin } from '@11ty/eleventy';",
        "",
    ),
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
        ("module.exports = { layout: layouts.post };", "/news/pier/"),
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
        ('["neither a package"]', "/src/pier/", ""),
    ],
)
def test_options_of_the_command_line_win(package: str, url: str, base: str) -> None:
    publication = eleventy("", src__pier_dot_md="Text.\n", package_dot_json=package)
    assert (publication.pages["src/pier.md"].url, publication.base) == (url, base)


@pytest.mark.parametrize(
    ("others", "url", "cause"),
    [
        ("--input=a", "/any/url/", "--input that eleventy.config.js computes"),
        ("--pathprefix=/gazette/", "/gazette/pier/", "--pathprefix=gazette"),
        ("--pathprefix=/gazette/", "/pier/", ""),
    ],
)
def test_what_is_called_in_two_ways_is_not_known(others: str, url: str, cause: str) -> None:
    scripts = f'{{"scripts": {{"build": "eleventy", "other": "eleventy {others}"}}}}'
    assert eleventy("", package_dot_json=scripts).unknown(url) == cause


def test_a_workflow_tells_how_the_site_is_built() -> None:
    workflow = "jobs:\n  site:\n    steps:\n      - run: npx @11ty/eleventy --input=src\n"
    told = eleventy("", src__pier_dot_md="Text.\n", _dot_github__workflows__site_dot_yml=workflow)
    assert told.pages["src/pier.md"].url == "/pier/"


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


ELSEWHERE = [
    ("/lamp/a.js", "node_modules/lamp/dist, which is copied from elsewhere"),
    ("/pictures/a.png", "what is written to _site/pictures"),
    ("/style/a.css", "what is written to _site/style"),
    ("/js/a.js", "what is written to _site/js"),
    ("/assets/css/a.css", "assets/css, which another program makes"),
    # Eleventy 3.1.8 makes a file `icons` where no folder of an earlier build is.
    ("/icons/pier.png", "assets/pier.png, which goes into a folder if there is one"),
    ("/bundles/a.css", "toFileDirectory"),
    ("/anywhere/", ""),
]


@pytest.mark.parametrize(("url", "cause"), ELSEWHERE)
def test_what_is_made_or_copied_from_elsewhere_is_not_known(url: str, cause: str) -> None:
    publication = eleventy(
        "export default function (config) {\n"
        "  config.addPassthroughCopy('assets');\n"
        "  config.addPassthroughCopy({ 'node_modules/lamp/dist': 'lamp' });\n"
        "  config.addPassthroughCopy({ 'assets/pier.png': 'icons/' });\n"
        "  config.addBundle('css', { toFileDirectory: 'bundles' });\n"
        "  config.addShortcode('image', (src) => make(src, { outputDir: './_site/pictures/' }));\n"
        "}\n",
        assets__pier_dot_png="x",
        _dot_gitignore="_site\nassets/css/**\n",
        package_dot_json='{"scripts": {"css": "sass scss:_site/style"}}',
        webpack_dot_config_dot_js="module.exports = { output: { path: '_site/js' } };",
    )
    assert publication.unknown(url) == cause


@pytest.mark.parametrize(
    ("statement", "url", "cause"),
    [
        ("config.addPassthroughCopy('*.png', { mode: 'html-relative' })", "/a/pier.png", "files"),
        ("config.addPassthroughCopy('*.png', { mode: 'html-relative' })", "/a/pier/", ""),
        ("config.addFilter('photo', (src) => make(src, { urlPath }))", "/a/b-300.webp", "urlPath"),
        ("config.addFilter('photo', (src) => make(src, { urlPath: '/' }))", "/b.webp", "urlPath"),
        ("config.addPlugin(InputPathToUrlTransformPlugin)", "/news/pier.md", "links to sources"),
        ("config.addPlugin(InputPathToUrlTransformPlugin)", "/news/pier/", ""),
    ],
)
def test_what_files_and_links_a_program_makes_is_not_known(
    statement: str, url: str, cause: str
) -> None:
    imports = "import { InputPathToUrlTransformPlugin } from '@11ty/eleventy';"
    told = eleventy(f"{imports}\nexport default function (config) {{ {statement} }}\n")
    found = told.unknown(url)
    assert found.startswith(cause) if cause else found == ""


def test_what_a_script_copies_to_the_site_may_be_anything() -> None:
    package = '{"scripts": {"more": "cp -r harbour/ _site"}}'
    told = eleventy("", package_dot_json=package)
    assert told.unknown("/pier/") == "what `cp -r harbour/ _site` copies"


def test_redirects_that_a_template_makes_are_the_hosts() -> None:
    text = "---\npermalink: _redirects\n---\n/old/* /new/:splat 301\n"
    publication = eleventy("", redirects_dot_njk=text)
    assert publication.unknown("/old/pier/") == "the host redirects it"
    assert publication.unknown("/new/pier/") == ""
    more = eleventy("", redirects_dot_njk=f"{text}{{{{ row.from }}}} {{{{ row.to }}}}\n")
    assert more.unknown("/new/pier/") == "redirects that redirects.njk makes"
