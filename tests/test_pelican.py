"""What Pelican's settings say, and what it publishes by them, as far as they are written down."""

from __future__ import annotations

from typing import Any

import pytest
from program_sites import publication_of

from newslint.site.pelican import read_settings
from newslint.site.pelican_settings import COMPUTED, settings_of
from newslint.site.published import Publication

POST = "Title: Ferry\nDate: 2024-05-01\nCategory: News\n"


def pelican(settings: str, **texts: str) -> Publication:
    """Return what is told of a site; `__` in a name is a slash, and all lies in content/."""
    files = {f"content/{name.replace('__', '/')}": text.encode() for name, text in texts.items()}
    return publication_of("pelican", {"pelicanconf.py": settings.encode(), **files})


@pytest.mark.parametrize(
    ("program", "settings", "computed"),
    [
        ("PATH = 'content'\nx = 1\n", {"PATH": "content"}, []),
        ("PATH: str = 'content'\nPATH_LATER: str\n", {"PATH": "content"}, ["PATH_LATER"]),
        ("PATH = A = 'content'\n", {"PATH": "content", "A": "content"}, []),
        ("PATH, A = 'content', 1\n", {}, ["A", "PATH"]),
        ("ARTICLE_URL = '{slug}'\nARTICLE_URL += '/'\n", {}, ["ARTICLE_URL"]),
        ("ARTICLE_URL = '{slug}'\nif A:\n    ARTICLE_URL = '{slug}/'\n", {}, ["ARTICLE_URL"]),
        ("from pelicanconf import *\nfrom os import path\n", {}, []),
        ("from shared import *\n", {}, ["ARTICLE_URL"]),
        ("PATH = (", {}, ["ARTICLE_URL"]),
    ],
)
def test_settings_are_told_that_are_certain(
    program: str, settings: dict[str, Any], computed: list[str]
) -> None:
    assert settings_of(program.encode()) == {**settings, COMPUTED: computed}


@pytest.mark.parametrize(
    ("program", "published", "content", "url"),
    [
        ("PATH = 'texts'\nSITEURL = ''\n", "SITEURL = 'https://paper.example'\n", "texts", True),
        ("SITEURL = 'https://paper.example'\n", "SITEURL = ''\n", "content", True),
        ("PATH = (", "", "content", False),
    ],
)
def test_a_site_is_known_by_its_settings(
    program: str,
    published: str,
    content: str,
    url: bool,  # noqa: FBT001 - a column of the table
) -> None:
    files = {"pelicanconf.py": program.encode(), "publishconf.py": published.encode()}
    settings = read_settings(set(files), files.get)
    assert settings is not None
    assert (settings.content, settings.url) == (content, "https://paper.example" if url else "")


BY_AUTHOR = "ARTICLE_URL = ARTICLE_SAVE_AS = '{author}/{slug}.html'\n"


@pytest.mark.parametrize(
    ("settings", "path", "text", "output"),
    [
        # What Pelican 4.12.0 wrote; '' where it wrote nothing, or a file that is not known.
        ("", "a.md", POST, "ferry.html"),
        ("", "a.md", POST.replace("Ferry", "부두"), ""),  # budu.html, of Unidecode
        ("", "pages__a.md", "Title: Ferry\nStatus: published\n", "pages/ferry.html"),
        ("", "pages__a.md", "Slug: ferry\nStatus: published\n", ""),
        ("FILENAME_METADATA = r'(?P<date>\\d{4})?(?P<slug>.*)'\n", "a.md", POST, "a.html"),
        (BY_AUTHOR, "a.md", f"{POST}Author: Jin Kim; Sea Desk\n", "jin-kim-sea-desk/ferry.html"),
        (BY_AUTHOR, "a.md", f"{POST}Authors: Jin Kim; Sea Desk\n", "jin-kim/ferry.html"),
        (BY_AUTHOR, "a.md", f"{POST}Authors: Kim, Jin; Desk\n", "kim-jin/ferry.html"),
        (f"{BY_AUTHOR}AUTHOR = 'The Desk'\n", "a.md", POST, "the-desk/ferry.html"),
    ],
)
def test_a_text_is_written_to_a_file(settings: str, path: str, text: str, output: str) -> None:
    (page,) = (page for page in pelican(settings, **{path: text}).pages.values() if page.path)
    assert page.output == output


@pytest.mark.parametrize(
    ("settings", "output", "is_made"),
    [
        ("", "archives.html", True),
        ("ARCHIVES_SAVE_AS = ''\n", "archives.html", False),
        ("ARCHIVES_SAVE_AS = 'all/index.html'\n", "all/index.html", True),
        ("DIRECT_TEMPLATES = ['index']\n", "archives.html", False),
        (f"{BY_AUTHOR}AUTHOR_SAVE_AS = ''\nAUTHOR = 'Desk'\n", "author/desk.html", False),
        (f"{BY_AUTHOR}AUTHOR = 'Desk'\n", "author/desk.html", True),
    ],
)
def test_lists_are_made_that_are_asked_for(
    settings: str,
    output: str,
    is_made: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert (output in pelican(settings, **{"a.md": POST}).outputs) is is_made


@pytest.mark.parametrize(
    ("settings", "url", "cause"),
    [
        ("", "/any/page.html", ""),
        ("import os\nARTICLE_URL = os.environ['X']\n", "/any/page.html", "ARTICLE_URL, which"),
        ("import os\nSITENAME = os.environ['X']\n", "/any/page.html", ""),
        ("PLUGINS = ['sitemap']\n", "/any/page.html", "plugins"),
        ("YEAR_ARCHIVE_SAVE_AS = '{date:%Y}/index.html'\n", "/2024/index.html", "archives"),
        ("YEAR_ARCHIVE_SAVE_AS = '{date:%Y}/index.html'\n", "/2024/", "archives"),
        ("DEFAULT_PAGINATION = 5\n", "/index2.html", "pages of lists"),
        ("", "/index2.html", ""),
        ("", "/feeds/jin-kim.rss.xml", "feeds"),
        ("", "/loose.txt", "{static} and"),
        ("", "/.hidden.txt", ""),
    ],
)
def test_what_pelican_may_publish_besides(settings: str, url: str, cause: str) -> None:
    told = pelican(settings, **{"a.md": POST, "loose.txt": "x", ".hidden.txt": "x"})
    found = told.unknown(url)
    assert found.startswith(cause) if cause else found == ""


@pytest.mark.parametrize(
    ("path", "text", "url", "cause"),
    [
        ("a.rst", "Ferry\n#####\n\n:date: 2024-05-01\n", "/ferry.html", "of which nothing is read"),
        ("pages__a.md", "Title: Ferry\n\nText.\n", "/pages/ferry.html", "which may have a title"),
        ("pages__a.md", "Title: Ferry\n\nText.\n", "/ferry.html", ""),
    ],
)
def test_where_a_text_goes_that_is_not_read_is_not_known(
    path: str, text: str, url: str, cause: str
) -> None:
    found = pelican("", **{path: text}).unknown(url)
    assert found == (cause and f"content/{path.replace('__', '/')}, {cause}")
