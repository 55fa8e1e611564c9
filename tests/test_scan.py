"""Phrases are found where their scope says: in the text, in headings, in front-matter fields."""

from __future__ import annotations

import pytest

from newslint.document import Document, parse
from newslint.scan import IN_FIELD, Phrase, Scanner
from newslint.site import Site
from newslint.source import Source

POST = """---
title: "해담항 소식 (단어 수: 12)"
tags: [소식, 배]
excerpt: >
  소식은 소식이다.
place: port, airport
---
# 소식

오늘의 소식, 내일의 소식.
"""


def document(text: str) -> Document:
    return parse(Source.read("post.md", text.encode()), "post", Site("/site"))


@pytest.mark.parametrize(
    ("phrase", "lines"),
    [
        (Phrase("x", "소식"), [8, 10, 10]),
        (Phrase("x", "소식", scope="heading"), [8]),
        (Phrase("x", "소식", scope="field"), [2, 3, 5, 5]),
        (Phrase("x", "소식", "소식이", scope="field"), [5]),
        (Phrase("x", "단어 수", r"\(단어 수: \d+\)", scope="field"), [2]),
        (Phrase("x", "단어 수", r"\(단어 수: \d+\)"), []),
        (Phrase("x", "title", scope="field"), []),
        (Phrase("x", "port", scope="field"), [6]),
        (Phrase("x", "단어", r"(?:단어)?", scope="field"), [2]),
        (Phrase("x", "단어", r"(?:소식|단어)", scope="field"), [2]),
    ],
)
def test_scope(phrase: Phrase, lines: list[int]) -> None:
    post = document(POST)
    hits = Scanner([("rule", phrase)]).hits(post).get("rule", [])
    assert [post.source.position(hit.span.start).line for hit in hits] == lines
    assert all((hit.line == IN_FIELD) is (phrase.scope == "field") for hit in hits)
    assert all(post.source.slice(hit.span) == hit.text for hit in hits)


def test_a_phrase_without_a_literal_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\+"):
        Scanner([("rule", Phrase("x", "", "a+"))])


def test_each_phrase_is_tried_though_another_has_its_pattern() -> None:
    phrases = [Phrase(name, name, r"(?:one|two) \d") for name in ("one", "two")]
    hits = Scanner([("rule", phrase) for phrase in phrases]).hits(document("one 1 and two 2\n"))
    assert [(hit.label, hit.text) for hit in hits["rule"]] == [("one", "one 1"), ("two", "two 2")]


def test_a_field_with_thousands_of_literals_is_searched_once() -> None:
    words = "word " * 5000
    phrase = Phrase("x", "word", r"word\Z", "field")
    hits = Scanner([("rule", phrase)]).hits(document(f"---\ntitle: {words.strip()}\n---\nText.\n"))
    assert len(hits["rule"]) == 1
