"""How the time of a pattern grows, told from the pattern; and that all of newslint's are linear."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.growth import ambiguity
from newslint.growth.ambiguity import growth_of
from newslint.growth.automaton import Automaton
from newslint.growth.compiling import EndlessError, compiled
from newslint.site.pelican_texts import slugified
from newslint.site.redirects import redirects_in

Run = Callable[..., tuple[int, str, str]]
Write = Callable[[Mapping[str, str]], Path]

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        # A loop that is looked for at each of its own characters.
        (r"\s+x", "polynomial"),
        (r"\s++x", "polynomial"),
        (r"(?>\s+)x", "polynomial"),
        (r"(?<!\s)\s+x", "linear"),
        (r"\b\w+x", "linear"),
        (r"\B\w+x", "polynomial"),
        (r"<[^>]*>", "polynomial"),
        (r"<[^<>]*>", "linear"),
        (r"<[^>]{0,300}>", "linear"),
        (r"(?i)HTTPS?://\S+[.]pdf", "polynomial"),
        (r"[^\W_]+(?:-[^\W_]+)*x", "polynomial"),
        (r"(?<![\w-])[^\W_]+(?:-[^\W_]+)*x", "linear"),
        (r"(?<=[^a])a+b", "linear"),
        (r"(?<=ab|cd)[a-d]+x", "polynomial"),
        (r"(?:ab)*c", "polynomial"),
        # A match that cannot fail is not tried again.
        (r"\s+", "linear"),
        (r"\s++", "linear"),
        (r"(?:ab)*", "linear"),
        (r"“[^”]*”?", "linear"),
        (r"“[^”]*(?:”|\Z)", "polynomial"),
        (r"\w(?:\w*b)?", "polynomial"),
        # Where a search begins.
        (r"\A\s*x", "linear"),
        (r"^\s*x", "linear"),
        (r"(?m)^\s*x", "polynomial"),
        (r"(?m)^[ \t]*x", "linear"),
        # One loop into another.
        (r"\A.*b.*c", "polynomial"),
        (r"\A\w*\W*x", "linear"),
        (r"\A\s*[:]?\s*x", "polynomial"),
        (r"\A\s*(?:[:]\s*)?x", "linear"),
        (r"\A\s*+[:]?\s*x", "linear"),
        (r"\A[\d,]+\W*$", "polynomial"),
        (r"\A\d[\d,]*+\W*$", "linear"),
        # Around a loop in two ways.
        (r"\A(a+)+b", "exponential"),
        (r"\A(a*)*b", "exponential"),
        (r"\A(?:a|a)*b", "exponential"),
        (r"\A(?:a|ab|b)*c", "exponential"),
        (r"\A(?:a?b?)*c", "exponential"),
        (r"\A(?:x{1,100})*y", "exponential"),
        (r"\A(?:\d{1,3},)*x", "linear"),
        (r"\A(?:\s|&nbsp;|\xa0)*x", "exponential"),
        (r"\A(?:\s|&nbsp;)*x", "linear"),
        (r"\A(?:(a)|b)*(?(1)c|d)", "linear"),
        # Assertions read on, too.
        (r"(?=\s*)x", "polynomial"),
        (r"a(?!.*b)c", "polynomial"),
        (r"a(?!.{0,90}b)c", "linear"),
        (r"(?!\d)\w*x", "polynomial"),
        (r"(?!x)", "linear"),
        (r"a(?!)", "linear"),
        # Groups that are asked for again, flags that hold for a part, bytes.
        (r"(['\"])[^'\"]*\1", "linear"),
        (r"\A(a*)\1b", "polynomial"),
        (r"(?i:a)+B", "polynomial"),
        (r"(?s:.)+\n", "polynomial"),
        (r".+\n", "polynomial"),
        (r"\n.+\n", "linear"),
        (r"[^a]+a", "polynomial"),
        (b"\\w+x", "polynomial"),
        (b"\xea\\w+x", "linear"),
        ("\xea\\w+x", "polynomial"),
        (r"가[^가]{0,20}나|다\s*라", "linear"),
    ],
)
def test_growth_of_a_search(pattern: str | bytes, kind: str) -> None:
    assert growth_of(re.compile(pattern)).kind == kind


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (r"\s+x", "linear"),
        (r"<[^>]*>", "linear"),
        (r"(?:ab)*c", "linear"),
        (r".*b.*c", "polynomial"),
        (r"(a+)+b", "exponential"),
    ],
)
def test_growth_of_a_match_at_one_place(pattern: str, kind: str) -> None:
    assert growth_of(re.compile(pattern), everywhere=False).kind == kind


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (r"\w*", "linear"),
        (r"\w*\W*", "linear"),
        (r"\w*\d*", "polynomial"),
        (r"\w*+\d*", "linear"),
        (r"(?:\w*\s*)*", "exponential"),
    ],
)
def test_growth_of_a_match_of_the_whole_text(pattern: str, kind: str) -> None:
    assert growth_of(re.compile(pattern), everywhere=False, whole=True).kind == kind


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        (r"\A(?:ab|c)+x?(?:ab|d)+y", "ba"),
        (r"<[^>]*>", "<a"),
        (r"(?:https?://)\S+[.]pdf", "http://a"),
        (r"(?:ab?c)+(?:ac)+x", "ca"),
    ],
)
def test_the_word_is_one_that_a_text_repeats(pattern: str, word: str) -> None:
    assert growth_of(re.compile(pattern)).word == word


def _words(count: int) -> str:
    return "|".join(f"{chr(0xAC00 + number)}{chr(0xB000 + number)}" for number in range(count))


@pytest.mark.parametrize(
    "pattern",
    [rf"\A(?:{_words(500)})*x", rf"\A(?:{_words(90)})*[!?]?(?:{_words(99)})*x"],
    ids=["one list", "two lists"],
)
def test_what_has_too_many_edges_is_not_proven(pattern: str) -> None:
    assert growth_of(re.compile(pattern)).kind == "unproven"


def test_what_takes_too_many_steps_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = re.compile(rf"\A(?:{_words(12)})*y(?:{_words(12)})*x")
    assert growth_of(pattern).kind == "linear"
    monkeypatch.setattr(ambiguity, "MOST", 1000)
    assert growth_of(pattern).kind == "unproven"


def test_an_automaton_takes_what_its_pattern_takes() -> None:
    automaton = Automaton(re.compile(r"[가-힣]\d{2}"))
    letters = automaton.alphabet.letters
    takes = [
        "".join(x for bit, x in enumerate(letters) if one >> bit & 1) for one in automaton.takes
    ]
    assert "가" in takes[0]
    assert set(takes[0]).isdisjoint(takes[1])
    assert takes[1] == takes[2]


def test_all_of_newslint_s_patterns_take_time_in_proportion_to_the_text() -> None:
    prove = [sys.executable, str(ROOT / "benchmarks" / "patterns.py"), "--prove"]
    ended = subprocess.run(prove, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    assert int(ended.stdout.split()[0]) > 1_000


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("(a+)+b", "a"),
        ("(?:a|a)*b", ""),
        (r"(\w+\s?)*$", "a"),
        ("(?:ab|c)*(?:(?:a?b?)*x)", "ba"),
        (r"(?=(.|가)*x)y", "가"),
        (r"(?>(?:가|.)*x)y", "가"),
        (r"(a)?(?(1)(?:b|.)*x|y)", "b"),
    ],
)
def test_what_would_not_end_is_refused(pattern: str, word: str) -> None:
    with pytest.raises(EndlessError, match=f"many `.*{word}"):
        compiled(pattern)


@pytest.mark.parametrize(
    "pattern", [r"\w+ing", "(?:a|b)*c", "(?:ab?c)*d", "a*b*c", r"(?:\w+,)*x", "(?x) (?: a | b )* c"]
)
def test_what_ends_is_taken(pattern: str) -> None:
    assert compiled(pattern).pattern == pattern


def test_a_site_s_pattern_that_would_not_end_is_told_with_its_line(write: Write, run: Run) -> None:
    wish = "rules:\n  clickbait-title:\n    patterns: [[a, '(a+)+b']]\n"
    write({"newslint.yaml": wish, "a.md": "a\n"})
    code, _, told = run("check", "--lang", "en")
    assert code == 2
    assert told == (
        "newslint: newslint.yaml:2: rule `clickbait-title`: `(a+)+b` would not end on a text of many `a`;"
        " let its repeat match them in one way\n"
    )


def test_a_pattern_of_another_program_s_configuration_that_would_not_end_is_not_used() -> None:
    (redirect,) = redirects_in("vercel.json", b'{"routes": [{"src": "/(a+)+b"}]}')
    assert redirect.pattern == ".*"
    assert slugified("aaaa", {"SLUG_REGEX_SUBSTITUTIONS": [["(a+)+b", ""]]}) is None
    assert slugified("a!", {"SLUG_REGEX_SUBSTITUTIONS": [["[^A-Z]+", ""]]}) == "a"
