"""Misspellings: which words are wrongly typed others, and which are words of their own."""

from __future__ import annotations

import pytest

from newslint.misspelling import slips


@pytest.mark.parametrize(
    ("word", "known", "count"),
    [
        ("titel", "title", 1),
        ("tilte", "title", 1),
        ("catagories", "categories", 1),
        ("desciption", "description", 1),
        ("dscriptoin", "description", 2),
        ("ittle", "title", 1),
        ("dtae", "date", 1),
        ("taggs", "tags", 1),
        # As near as these, and other words: by length, beginning, ending, number.
        ("date", "data", 0),
        ("imag", "image", 0),
        ("toc", "tob", 0),
        ("border", "order", 0),
        ("updates", "update", 0),
        ("listing", "list", 0),
        ("image2", "image3", 0),
        ("image2", "image", 0),
        ("gitlab", "github", 0),
        ("title", "title", 0),
        ("", "title", 0),
    ],
)
def test_slips(word: str, known: str, count: int) -> None:
    assert slips(word, known) == count
