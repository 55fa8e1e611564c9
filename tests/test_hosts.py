"""The hosts that a post links by `http:` and by `https:`."""

from __future__ import annotations

import pytest

from newslint.document import parse
from newslint.facts.hosts import Hosts, hosts_of, sum_of
from newslint.site import Settings, Site
from newslint.source import Source
from newslint.urls import host_in, is_home, meant_host


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


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://port.example/a", "port.example"),
        ("http://www.port.example.", "port.example"),
        ("http://www.port.example.?a", "port.example"),
        (" HTTPS://Port.example:443 ", "port.example"),
        ("https://me@port.example#a", "port.example"),
        ("//port.example/a", "port.example"),
        ("www.port.example/a", "port.example"),
        ("WWW.port.example", "port.example"),
        ("http:/port.example", "port.example"),
        ("https:///port.example", "port.example"),
        ("http://https://port.example/", "port.example"),
        ("httphttps://port.example/", "port.example"),
        ("ftp://port.example/", "port.example"),
        ("protocol-of-ours://port.example/", ""),
        ("/www.port.example", ""),
        ("port.example", ""),
        ("https:port.example", ""),
        ("", ""),
    ],
)
def test_the_host_that_a_url_means(url: str, host: str) -> None:
    assert meant_host(url) == host


@pytest.mark.parametrize(
    ("host", "is_in"),
    [
        ("a.kr", True),
        ("b.a.kr", True),
        ("c.b.a.kr", True),
        ("ba.kr", False),
        ("kr", False),
        ("", False),
    ],
)
def test_a_host_lies_below_others(host: str, *, is_in: bool) -> None:
    assert host_in(host, {"a.kr"}) is is_in


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://a.kr", True),
        ("https://a.kr/index.html", True),
        ("https://a.kr/ko/", True),
        ("https://a.kr/zh-CN", True),
        ("www.a.kr", True),
        (" https://a.kr/ ", True),
        ("https://a.kr/?a=b", False),
        ("https://a.kr/news", False),
        ("www.a.kr/news", False),
        ("https://[a", False),
    ],
)
def test_the_home_page_of_a_host(url: str, *, home: bool) -> None:
    assert is_home(url) is home


def test_hosts_by_https_once_each() -> None:
    told = hosts("[a](https://B.example/1) <https://b.example/2> [c](https://www.b.example)")
    assert told == Hosts((sum_of("b.example"), sum_of("www.b.example")), ())
