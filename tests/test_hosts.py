"""The hosts that a post links by `http:` and by `https:`."""

from __future__ import annotations

import pytest

from newslint.document import parse
from newslint.facts.hosts import Hosts, hosts_of, sum_of
from newslint.site import Settings, Site
from newslint.source import Source


def hosts(text: str) -> Hosts:
    site = Site("/", Settings(generator="jekyll", dialect="kramdown"))
    return hosts_of(parse(Source.read("a.md", text.encode()), "post", site))


@pytest.mark.parametrize(
    ("text", "insecure"),
    [
        ("[a](http://Port.example/x)", {"port.example": (4,)}),
        ("[a](HTTP://www.port.example)", {"www.port.example": (4,)}),
        ("<http://port.example?x>", {"port.example": (1,)}),
        ('<a href="http://port.example#x">a</a>', {"port.example": (9,)}),
        ("[a](http://b.example) [a](http://b.example/c)", {"b.example": (4, 26)}),
        ("[a][b] [c][b]\n\n[b]: http://port.example", {"port.example": (20,)}),
        ("[http://b.example]\n\n[http://b.example]: http://b.example", {"b.example": (40,)}),
        # What nobody uses is no link, and what readers see as text has no `href`.
        ("[b]: http://port.example", {}),
        ("http://port.example `http://port.example`", {}),
        # Where it is not spelt so, there is nothing to mend.
        ('<a href="http&#58;//port.example">a</a>', {}),
        ("[a](http://{{ site.host }}.example/)", {}),
        ("[a][b]\n\n[b]: http://b.example/{{ page.id }}", {}),
        # No name, or not by its name alone.
        ("[a](http://port.example:80/)", {}),
        ("[a](http://me@port.example/)", {}),
        ("[a](http://127.0.0.1/)", {}),
        ("[a](http://localhost/)", {}),
        ("[a](http://부두.example/)", {}),
        (f"[a](http://{'a.' * 5000}example/)", {}),
        ("[a](ftp://port.example/)", {}),
    ],
)
def test_hosts_by_http(text: str, insecure: dict[str, tuple[int, ...]]) -> None:
    assert dict(hosts(text).insecure) == insecure


def test_hosts_by_https_once_each() -> None:
    told = hosts("[a](https://B.example/1) <https://b.example/2> [c](https://www.b.example)")
    assert told == Hosts((sum_of("b.example"), sum_of("www.b.example")), ())
