"""What the configuration of an Astro site tells of its URLs, and where its links lead."""

from __future__ import annotations

import pytest
from program_sites import publication_of, sources_of

from newslint.site.generators import follower
from newslint.site.links import Links
from newslint.site.published import Publication


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
        ("", "build: { format }", "build.format that"),
        ("", "i18n: { locales, defaultLocale: 'en', fallback: { ko: 'en' } }", "i18n that"),
        ("", "i18n: { locales: ['en', 'ko'], defaultLocale: 'en' }", ""),
        ("", "integrations: made", "integrations that"),
        ("", "srcDir: './site'", "site/pages/, which is not there"),
        ("import s from '@astrojs/sitemap';\n", "integrations: [s()]", ""),
        ("import p from 'astro-pagefind';\n", "integrations: [p()]", ""),
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
    ("url", "cause"),
    [
        ("/sitemap-0.xml", "@astrojs/sitemap"),
        ("/pagefind/pagefind.js", "astro-pagefind"),
        ("/made/a.json", "public/made, which a program makes"),
        ("/any.json", "the program src/pages/[name].json.js"),
        ("/any/note.txt", ""),
    ],
)
def test_what_other_programs_add_to_an_astro_site(url: str, cause: str) -> None:
    told = astro(
        "import sitemap from '@astrojs/sitemap';\n"
        "import pagefind from 'astro-pagefind';\n"
        "export default defineConfig({ integrations: [sitemap(), pagefind()] });\n",
        **{
            ".gitignore": b"dist\n/public/made/*\n",
            "src/pages/[name].json.js": b"export function GET() {}",
            "src/pages/[name]/note.txt": b"Astro makes nothing of it.",
        },
    )
    assert told.unknown(url) == cause


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
    files = {path: file.read_bytes() for path, file in sources_of("astro", "plain").items()}
    way = follower("astro", publication, files.get, list(files))("src/content/blog/one.md", "two/")
    assert way is not None
    assert (way.verdict, way.cause) == ("undecidable", "its page has no URL")
