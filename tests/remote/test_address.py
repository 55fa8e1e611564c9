"""What a browser makes of a URL; the cases are the URL Standard's (WHATWG)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.remote.address import address_of


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://gazette.test", "http://gazette.test/"),
        ("HTTP://GAZETTE.Test/Path", "http://gazette.test/Path"),
        ("  https://gazette.test/a\tb\nc  ", "https://gazette.test/abc"),
        ("https:gazette.test/a", "https://gazette.test/a"),
        ("https:\\\\gazette.test\\a\\b", "https://gazette.test/a/b"),
        ("//gazette.test/a", "https://gazette.test/a"),
        ("http://gazette.test:80/", "http://gazette.test/"),
        ("https://gazette.test:80/", "https://gazette.test:80/"),
        ("https://gazette.test:/", "https://gazette.test/"),
        ("http://desk:secret@gazette.test/", "http://gazette.test/"),
        ("http://a@b@gazette.test/", "http://gazette.test/"),
        ("http://gazette.test/a/./b/../c/..", "http://gazette.test/a/"),
        ("http://gazette.test/a/%2e%2E/b", "http://gazette.test/b"),
        ("http://gazette.test/../../a", "http://gazette.test/a"),
        ("http://gazette.test//a//b", "http://gazette.test//a//b"),
        ("http://gazette.test/a b\"<>`{}^|'", "http://gazette.test/a%20b%22%3C%3E%60%7B%7D%5E|'"),
        ("http://gazette.test/?a b\"<>`{}^|'", "http://gazette.test/?a%20b%22%3C%3E`{}^|%27"),
        ("http://gazette.test/%7e%zz?%7e&b=%&c", "http://gazette.test/%7e%zz?%7e&b=%&c"),
        ("http://gazette.test/?", "http://gazette.test/?"),
        ("http://gazette.test?a=1?b", "http://gazette.test/?a=1?b"),
        ("http://gazette.test/가", "http://gazette.test/%EA%B0%80"),
        # Decomposed Hangul is another path: only the server may say that it is the same.
        ("http://gazette.test/\u1100\u1161", "http://gazette.test/%E1%84%80%E1%85%A1"),
        ("http://한국.kr/", "http://xn--3e0b707e.kr/"),
        ("http://한국。ＫＲ/", "http://xn--3e0b707e.kr/"),
        ("http://%ED%95%9C%EA%B5%AD.kr/", "http://xn--3e0b707e.kr/"),
        ("http://a_b.gazette.test/", "http://a_b.gazette.test/"),
        ("http://[2001:DB8::0:1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://256/", "http://0.0.1.0/"),
        ("http://gazette.test./", "http://gazette.test./"),
    ],
)
def test_what_is_sent(written: str, sent: str) -> None:
    address = address_of(written)
    assert address.url == sent
    assert address.url.isascii()
    assert address_of(sent) == address


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "it has no scheme"),
        ("gazette.test/a", "it has no scheme"),
        ("/a", "it has no scheme"),
        ("mailto:desk@gazette.test", "its scheme is mailto"),
        ("http://", "it has no host"),
        ("http:///", "it has no host"),
        ("http://?a", "it has no host"),
        ("http://ga zette.test/", "its host has a character that no host has"),
        ("http://gazette.test%00/", "its host has a character that no host has"),
        ("http://gazette<b>.test/", "its host has a character that no host has"),
        ("http://\udcff.test/", "its host has a character that no host has"),
        ("http://\u0378.test/", "its host has a character that no host has"),
        ("http://gazette.test:80a/", "its port is 80a"),
        ("http://gazette.test:65536/", "its port is 65536"),
        ("http://gazette..test/", "its host is no name"),
        ("http://.test/", "its host is no name"),
        (f"http://{'a' * 64}.test/", "its host is no name"),
        (f"http://{'a.' * 130}test/", "its host is no name"),
        ("http://1.2.3.4.5/", "its address is no IPv4 address"),
        ("http://1.2.3.256/", "its address is no IPv4 address"),
        ("http://256.1.1.1/", "its address is no IPv4 address"),
        ("http://4294967296/", "its address is no IPv4 address"),
        ("http://09.1/", "its address is no IPv4 address"),
        ("http://a.1/", "its address is no IPv4 address"),
        ("http://[::1/", "its address is no IPv6 address"),
        ("http://[fe80::1%25eth0]/", "its address is no IPv6 address"),
    ],
)
def test_what_is_no_url(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        address_of(written)


@pytest.mark.parametrize(
    ("written", "ip"),
    [
        ("http://gazette.test/", None),
        ("http://news1/", None),
        ("http://news.1news/", None),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://[::1]/", "::1"),
    ],
)
def test_hosts_that_are_addresses(written: str, ip: str | None) -> None:
    found = address_of(written).ip
    assert (str(found) if found else None) == ip


@pytest.mark.parametrize(
    ("location", "following"),
    [
        ("", "https://gazette.test/a/b?c"),
        ("?q=1", "https://gazette.test/a/b?q=1"),
        ("#d", "https://gazette.test/a/b?c"),
        ("e", "https://gazette.test/a/e"),
        ("../e", "https://gazette.test/e"),
        ("./", "https://gazette.test/a/"),
        ("/e?f", "https://gazette.test/e?f"),
        ("//herald.test/e", "https://herald.test/e"),
        ("\\\\herald.test\\e", "https://herald.test/e"),
        ("/\\herald.test/e", "https://herald.test/e"),
        ("http://herald.test", "http://herald.test/"),
        ("https:e", "https://gazette.test/a/e"),
        ("/\udced\udc95\udc9c", "https://gazette.test/%ED%95%9C"),
        ("/\udcff", "https://gazette.test/%FF"),
        ("/\ud800", "https://gazette.test/%EF%BF%BD"),
    ],
)
def test_where_a_redirect_leads(location: str, following: str) -> None:
    assert address_of(location, address_of("https://gazette.test/a/b?c#old")).url == following


@pytest.mark.parametrize(
    ("written", "fragment"),
    [("http://a.test/", None), ("http://a.test/#", ""), ("http://a.test/#b#c d", "b#c d")],
)
def test_fragments_stay_as_they_are_written(written: str, fragment: str | None) -> None:
    assert address_of(written).fragment == fragment


@given(
    st.text(
        alphabet="htps:/\\.?#%@[]1270xa가 \t\udcff" + "".join(map(chr, range(0x20))), max_size=30
    )
)
def test_whatever_is_written_is_a_url_or_is_none(written: str) -> None:
    try:
        address = address_of(f"http://{written}")
    except ValueError:
        return
    assert address.url.isascii()
    assert address.url.isprintable()
    assert " " not in address.url
    assert address_of(address.url)._replace(fragment=address.fragment) == address
