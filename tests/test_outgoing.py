"""Which URLs of a post lead out of its site, and where each stands."""

from __future__ import annotations

import pytest

from newslint.document import parse
from newslint.outgoing import outgoing
from newslint.site import Site
from newslint.source import Source

SITE = Site(root="/site", hosts=frozenset({"haedam.example"}))
HEAD = "---\ntitle: 새 부두\n{fields}---\n"


def found(body: str, fields: str = "") -> list[tuple[str, list[tuple[str, bool]]]]:
    """The URLs, with how each is spelt at its places and whether readers see it there."""
    text = HEAD.format(fields=fields) + body
    document = parse(Source.read("post.md", text.encode()), "post", SITE)
    rows = []
    for link in outgoing(document):
        for place in link.places:
            written = document.source.slice(place.span)
            assert not place.spelling or written == place.spelling
        rows.append((link.url, [(place.spelling, place.shows) for place in link.places]))
    return rows


A = "https://port.kr/a"


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("[부두](https://port.kr/a)", [(A, [(A, False)])]),
        ('[부두](<https://port.kr/a> "부두")', [(A, [(A, False)])]),
        ('<a href="https://port.kr/a">부두</a>', [(A, [(A, False)])]),
        ("<https://port.kr/a>", [(A, [(A, True)])]),
        ("[https://port.kr/a](https://port.kr/a)", [(A, [(A, True)])]),
        ("[port.kr/a](https://port.kr/a)", [(A, [(A, True)])]),
        ("![부두](https://port.kr/a)", [(A, [(A, False)])]),
        ("[부두][1], [다시][1]\n\n[1]: https://port.kr/a", [(A, [(A, False)])]),
        ("[다시][1], [port.kr/a][1]\n\n[1]: https://port.kr/a", [(A, [(A, True)])]),
        ("[부두][1]\n\n[1]: https://port.kr/a\n[2]: https://port.kr/b", [(A, [(A, False)])]),
        ("[하나](https://port.kr/a), [둘](https://port.kr/a)", [(A, [(A, False), (A, False)])]),
        ("[부두](//port.kr/a)", [(A, [("//port.kr/a", False)])]),
        (
            '<a href="https://port.kr/?no=1&amp;page=2">부두</a>',
            [("https://port.kr/?no=1&page=2", [("https://port.kr/?no=1&amp;page=2", False)])],
        ),
        ("[부두](https://port.kr/a\\_b)", [("https://port.kr/a_b", [("", False)])]),
        (
            "[부두](https://port.kr/부두?q=새%20길#표)",
            [("https://port.kr/부두?q=새%20길#표", None)],
        ),
        ("부두는 https://port.kr/a를 보라", []),
        ("`[부두](https://port.kr/a)`", []),
        ("[부두](https://www.haedam.example/a)", []),
        ("[부두]({{ site.port }}/a), [둘](https://{{ site.port }}/a)", []),
        ("[부두](/a), [둘](mailto:a@port.kr), [셋](ftp://port.kr/a), [넷](www.port.kr)", []),
    ],
)
def test_what_leads_out(body: str, rows: list[tuple[str, list[tuple[str, bool]] | None]]) -> None:
    assert [(url, places) for url, places in found(body)] == [
        (url, [(url, False)] if places is None else places) for url, places in rows
    ]


def test_fields_lead_out_too() -> None:
    fields = 'image: "https://port.kr/a.jpg"\nlink: https://port.kr/a\nsource: https://port.kr/b\n'
    assert found("", fields) == [
        ("https://port.kr/a.jpg", [("https://port.kr/a.jpg", True)]),
        (A, [(A, True)]),
    ]


def test_where_a_field_leads_that_a_template_makes_nobody_knows() -> None:
    assert found("", "link: https://port.kr/{{ page.slug }}\n") == []


def test_places_are_in_the_order_of_the_file() -> None:
    rows = found(f"[부두]({A}) ![부두]({A}) <a href='{A}'>부두</a>", f"link: {A}\n")
    assert [shows for _, shows in rows[0][1]] == [True, False, False, False]
