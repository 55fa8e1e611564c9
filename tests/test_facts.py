"""What a site remembers of a post."""

from __future__ import annotations

import pytest

from newslint.document import parse
from newslint.facts import facts_of
from newslint.site import Site
from newslint.source import Source

LONG = "a." * 130 + "kr"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![글](https://www.a.kr:8080/x.png)", [("a.kr", "https://www.a.kr:8080/x.png")]),
        ("![글](//b.kr/x.png)", [("b.kr", "//b.kr/x.png")]),
        ("![글](HTTP://B.kr/x.png)", [("b.kr", "HTTP://B.kr/x.png")]),
        ("---\nimage: https://c.kr/x.png\n---\n", [("c.kr", "https://c.kr/x.png")]),
        ("---\nlink: https://c.kr/x.png\n---\n", []),
        ("---\nimage: {path: https://c.kr/x.png}\n---\n", []),
        ("![글](/x.png) ![글](data:image/png;base64,AA) ![글](x.png)", []),
        ("![글](https://{{ site.cdn }}/x.png)", []),
        ('<video src="https://d.kr/x.mp4" poster="https://d.kr/x.png"></video>', []),
        ("![글](https://a.kr) ![글](https://a.kr/)", []),
        ("![글](https://[bad/x.png)", []),
        (f"![글](https://{LONG}/x.png)", []),
    ],
    ids="port scheme-relative capitals field link-field nested inside template media home bad long".split(),
)
def test_image_hosts(text: str, expected: list[tuple[str, str]]) -> None:
    source = Source.read("post.md", text.encode())
    facts = facts_of(parse(source, "post", Site("/site")))
    assert [(row.host, source.slice(row.span)) for row in facts.image_hosts] == expected
