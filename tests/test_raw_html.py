"""Raw HTML that Hugo leaves out: when it does, and which links and images go with it.

What Hugo does was read off what 0.111, 0.147 and 0.168 wrote of the same texts and configurations.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from newslint.document import parse
from newslint.site import Settings, Site, declared, detect
from newslint.site.hugo_html import drops_html
from newslint.source import Source

URL = 'baseURL = "https://haedam.example/"\n'
UNSAFE = "[goldmark.renderer]\nunsafe = true\n"


def drops(files: Mapping[str, str]) -> bool:
    names = {path.partition("/")[0] for path in files}
    settings = detect(names, lambda path: files[path].encode() if path in files else None)
    assert settings is not None
    assert settings.generator == "hugo"
    return settings.drops_html


@pytest.mark.parametrize(
    ("files", "is_left_out"),
    [
        ({"hugo.toml": URL}, True),
        ({"config.yaml": "baseURL: https://haedam.example/\n"}, True),
        ({"hugo.toml": f"{URL}[markup.goldmark.renderer]\nunsafe = false\n"}, True),
        ({"hugo.toml": f"{URL}[markup.goldmark.renderer]\nunsafe = true\n"}, False),
        ({"hugo.toml": f"{URL}[Markup.Goldmark.Renderer]\nUnSafe = true\n"}, False),
        ({"hugo.toml": f'{URL}[markup.goldmark.renderer]\nunsafe = "true"\n'}, False),
        ({"hugo.toml": f"{URL}[languages.ko.markup.goldmark.renderer]\nunsafe = true\n"}, False),
        ({"hugo.toml": URL, "config/_default/markup.toml": UNSAFE}, False),
        ({"hugo.toml": URL, "config/production/hugo.toml": f"[markup.{UNSAFE[1:]}"}, False),
        ({"hugo.toml": URL, "config/production/markup.yaml": "unsafe: true\n"}, False),
        ({"config/_default/hugo.toml": URL}, True),
        # A theme's word counts where the site asks for it.
        ({"hugo.toml": f'{URL}theme = "a"', "themes/a/hugo.toml": f"[markup.{UNSAFE[1:]}"}, True),
        ({"hugo.toml": f'{URL}theme = "a"\n[markup]\n_merge = "deep"\n'}, False),
        ({"hugo.toml": f'theme = "a"\n_merge = "deep"\n{URL}'}, False),
        # Another program reads the Markdown.
        ({"hugo.toml": f'{URL}[markup]\ndefaultMarkdownHandler = "asciidocExt"\n'}, False),
        ({"hugo.toml": f"{URL}[blackfriday]\nfractions = false\n"}, False),
        ({"hugo.toml": URL, "netlify.toml": 'HUGO_VERSION = "0.55.6"\n'}, False),
        ({"hugo.toml": URL, "netlify.toml": 'HUGO_VERSION = "0.111.3"\n'}, True),
        ({"hugo.toml": "baseURL = \n"}, False),
    ],
)
def test_configurations(files: Mapping[str, str], *, is_left_out: bool) -> None:
    assert drops(files) == is_left_out


def test_without_a_configuration_nothing_is_known() -> None:
    assert not drops_html(set(), lambda _: None)
    assert not drops_html({"config"}, lambda _: None)


def test_of_a_configuration_that_lies_elsewhere_nothing_is_known() -> None:
    settings = declared("hugo", {"content"}, lambda _: None)
    assert settings is not None
    assert not settings.drops_html


@pytest.mark.parametrize(
    ("text", "left_out", "kept"),
    [
        ('A <a href="/a">b</a> and <img src="/c.png">', ["/a", "/c.png"], []),
        ('<p>a <a href="/a">b</a></p>', ["/a"], []),
        ('<div>\n\n[a](/a) <a href="/b">b</a>\n\n</div>', ["/b"], ["/a"]),
        ('| A |\n|---|\n| <a href="/a">b</a> |', ["/a"], []),
        ('- <a href="/a">b</a>\n\n> <a href="/c">d</a>', ["/a", "/c"], []),
        ('[ <a href="/a">b</a> ](/c) ![d](/e.png)', ["/a"], ["/c", "/e.png"]),
        ('a <iframe src="/a"></iframe> <https://b.example/>', ["/a"], ["https://b.example/"]),
        ('{{< box >}}<a href="/a">b</a>{{< /box >}} <a href="/c">d</a>', ["/c"], ["/a"]),
        ('{{< box >}}{{< box >}}{{< /box >}}<a href="/a">b</a>{{< /box >}}', [], ["/a"]),
        ('{{% box %}}\n<a href="/a">b</a>\n{{% /box %}}', ["/a"], []),
        ('{{< one >}} <a href="/a">b</a>', ["/a"], []),
        ('`<a href="/a">b</a>`', [], []),
    ],
)
def test_links_and_images(text: str, left_out: list[str], kept: list[str]) -> None:
    site = Site("/", Settings(generator="hugo", dialect="goldmark", drops_html=True))
    document = parse(Source.read("a.md", text.encode()), "post", site)
    assert [row.target for row in document.left_out] == left_out
    shown = {row.target for row in document.links} | {row.target for row in document.images}
    assert shown == {*kept}


@pytest.mark.parametrize(
    ("path", "head"), [("a.md", "---\nmarkup: pandoc\n---\n"), ("a.html", "---\ntitle: a\n---\n")]
)
def test_what_another_program_reads_is_left_as_it_is(path: str, head: str) -> None:
    site = Site("/", Settings(generator="hugo", dialect="goldmark", drops_html=True))
    text = f'{head}<p><a href="/a">b</a></p>'
    document = parse(Source.read(path, text.encode()), "post", site)
    assert (document.left_out, [row.target for row in document.links]) == ([], ["/a"])
