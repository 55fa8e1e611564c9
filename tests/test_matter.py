"""Front matter as generators read it for URLs: what is kept of it comes back as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newslint.document import parse
from newslint.facts.matter import packed, unpacked
from newslint.site import Site
from newslint.source import Source


def kept(front_matter: str) -> dict[str, object]:
    source = Source.read("a.md", f"---\n{front_matter}\n---\n글\n".encode())
    return dict(unpacked(packed(parse(source, "post", Site("/")).front_matter)))


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("date: 2026-03-02", date(2026, 3, 2)),
        ("date: 2026-03-02 23:00:00", datetime(2026, 3, 2, 23)),  # noqa: DTZ001  # as it is written
        ("date: 2026-03-02T23:00:00Z", datetime(2026, 3, 2, 23, tzinfo=UTC)),
        ('date: "2026-03-02 23:00"', "2026-03-02 23:00"),
        ("categories: [News, 2026, true, null]", ["News", 2026, True, None]),
        ("redirect_from:\n  - /a/\n  - /b", ["/a/", "/b"]),
        ("slug: 부두-소식", "부두-소식"),
        ("published: false", False),
        ("weight: 123456789012345678901234567890", "123456789012345678901234567890"),
        ("sitemap: {lastmod: 2026-03-02}", {"lastmod": date(2026, 3, 2)}),
        ("permalink: 1.5", 1.5),
    ],
)
def test_what_decides_a_url_is_kept(line: str, value: object) -> None:
    assert kept(line) == {line.partition(":")[0]: value}


def test_a_time_of_day_is_kept_as_it_is_written() -> None:
    source = Source.read("a.md", "+++\nweight = 07:32:00\n+++\n글\n".encode())
    assert unpacked(packed(parse(source, "post", Site("/")).front_matter)) == {"weight": "07:32:00"}


def test_keys_stay_as_they_are_written() -> None:
    assert kept("translationKey: a\nPermalink: /b/") == {"translationKey": "a", "Permalink": "/b/"}


def test_the_rest_is_not_kept() -> None:
    assert kept("excerpt: long\nmood: calm") == {}


def test_no_front_matter() -> None:
    source = Source.read("a.md", b"text\n")
    assert packed(parse(source, "post", Site("/")).front_matter) == b""
    assert unpacked(b"") == {}


@pytest.mark.parametrize("raw", [b"\xc1", b"\xd6\x01abcd", b"\x91"])
def test_bytes_that_are_something_else(raw: bytes) -> None:
    assert unpacked(raw) == {}


def test_aliases_upon_aliases_end() -> None:
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "tags" in kept("\n".join([*bomb, "tags: *a11"]))
