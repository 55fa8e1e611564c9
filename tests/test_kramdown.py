"""Where kramdown reads HTML otherwise than CommonMark, and the document follows it."""

from __future__ import annotations

import pytest

from newslint.document import Document, parse
from newslint.html import tokens
from newslint.kramdown import endless, markdown_tails, with_whole_elements
from newslint.site import Settings, Site
from newslint.source import Source


def read(text: str, dialect: str = "kramdown") -> Document:
    return parse(Source.read("p.md", text.encode()), "post", Site("/", Settings(dialect=dialect)))


@pytest.mark.parametrize(
    ("text", "kramdown", "commonmark"),
    [
        pytest.param("<h2>부두</h2>\n[a](/a)\n", ["/a"], [], id="line-after-an-element"),
        pytest.param("<h2>부두</h2> [a](/a)\n", ["/a"], [], id="same-line"),
        pytest.param("<p>가</p>\n[a](/a)\n<p>나</p>\n[b](/b)\n", ["/a", "/b"], [], id="between"),
        pytest.param("<div>\n\n[a](/a)\n\n</div>\n", [], ["/a"], id="blank-lines-inside"),
        pytest.param("<div>\n[a](/a)\n</div>\n", [], [], id="inside"),
        pytest.param(
            '<div markdown="1">\n\n[a](/a)\n\n</div>\n', ["/a"], ["/a"], id="markdown-asked-for"
        ),
        pytest.param("<div>\n\n[a](/a)\n", ["/a"], ["/a"], id="never-closed"),
        pytest.param(
            "<ul>\n<li>가\n\n[a](/a)</li>\n</ul>\n\n[b](/b)\n", ["/b"], ["/a", "/b"], id="list"
        ),
        pytest.param("<p>가</p>\n<pre>\na\n\n# b\n</pre>\n", [], [], id="pre-after-p"),
        pytest.param("```\n<div>\n```\n\n[a](/a)\n\n</div>\n", ["/a"], ["/a"], id="tag-in-a-fence"),
    ],
)
def test_links(text: str, kramdown: list[str], commonmark: list[str]) -> None:
    assert [row.target for row in read(text).links] == kramdown
    assert [row.target for row in read(text, "commonmark").links] == commonmark


def test_a_listing_has_no_headings() -> None:
    text = "<p>가</p>\n<pre>\na\n\n# b\n\n# c\n</pre>\n\n# d\n"
    assert [row.text for row in read(text).headings] == ["d"]
    assert [row.text for row in read(text, "commonmark").headings] == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("글\n\n글\n", "글\n\n글\n"),
        ("<p>가</p>\n\n<p>나</p>\n", "<p>가</p>\n\n<p>나</p>\n"),
        ("<div>\n\na\n</div>\n", "<div>\n a\n</div>\n"),
        ("<ul>\n<li>a</li>\n</ul>\n\nb\n", "<ul>\n<li>a</li>\n</ul>\n\nb\n"),
        ("<ul>\n<ul>\n</ul>\n\na\n</ul>\n", "<ul>\n<ul>\n</ul>\n a\n</ul>\n"),
        ("<p>\na\n```\n</p>\n```\n\nb\n</p>\n", "<p>\na\n```\n</p>\n```\n b\n</p>\n"),
        ("<div>\r\n\r\na\r\n</div>\r\n", "<div>\r\n  a\r\n</div>\r\n"),
        ("<DIV>\n\n<p>\n\n</DIV>\n\nb\n", "<DIV>\n <p>\n </DIV>\n\nb\n"),
        ("    <div>\n\n</div>\n", "    <div>\n\n</div>\n"),
    ],
)
def test_blank_lines_inside_an_element(text: str, expected: str) -> None:
    joined = with_whole_elements(text.encode(), 0)
    assert joined == expected.encode()
    assert len(joined) == len(text.encode())


@pytest.mark.parametrize(
    ("block", "tails"),
    [
        ("<p>가</p>\n", []),
        ("<p>가</p>\n글\n", ["글\n"]),
        ("<p>가</p> 글 <b>굵게</b>\n<p>나</p>\n", [" 글 <b>굵게</b>\n"]),
        ("<p>가<p>나</p>\n글\n", []),
        ("<p>가</P> 글 <p>나</p>\n", [" 글 "]),
        ("<p>가</p> 글 </p>\n", [" 글 "]),
        ("<b>\n글</b>\n", []),
        ("<hr>\n글\n", ["\n글\n"]),
    ],
)
def test_tails(block: str, tails: list[str]) -> None:
    data = block.encode()
    spans = markdown_tails(data, tokens(data, 0, len(data)))
    found = [data[span.start : span.end].decode() for span in spans]
    assert [text.strip() for text in found] == [text.strip() for text in tails]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<p>가</p>\n", None),
        ("<p>가 <b>나</b></p>\n", None),
        ("<p>가 <b>나</p>\n", "b"),
        ("<p>가\n", "p"),
        ("<p>가 <b>나</p> <i>다</i> <u>라\n", "b"),
        ("<p>가 <b>나</p></b></p> <i>다\n", None),
        ("<p>가 <b>나</p></b></p>\n<div><i>다\n", "i"),
        ("가 <b>나\n", None),
        ("<b>가\n<p>나\n", "p"),
        ("<p markdown='1'>가\n", None),
        ("<p>가<br>나<img src='a'></p>\n", None),
        ("<p>가 <b=c>나</p>\n", None),
    ],
)
def test_the_tag_that_never_ends(text: str, name: str | None) -> None:
    document = read(text)
    tag = endless(document.tags, document.source.data)
    assert (tag and tag.name) == name


def test_a_tag_in_capitals_is_the_same_tag() -> None:
    data = b"<DIV><Card></Card></DIV>"
    assert [
        tag.name for *_, tag in tokens(data, 0, len(data)) if tag
    ] == "div card card div".split()
    named = [tag.name for *_, tag in tokens(data, 0, len(data), components=True) if tag]
    assert named == "DIV Card Card DIV".split()
