"""The tokens of a program in JavaScript or TypeScript: ECMAScript's (ECMA-262, 12), less their values.

A slash begins a pattern where no value can end before it; what stands in a template literal's
holes is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A token; comments and blanks are none."""

    kind: str
    """string, template, number, name, regex or mark."""
    text: str
    """As written; of a string what it holds."""
    begins_line: bool


_LARGEST = 1_000_000
"""Characters of a program that is read."""
_TOKEN = re.compile(
    r"(?P<blank>[\s\ufeff]+|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<name>[A-Za-z_$][\w$]*)|(?P<number>\d[\w.]*)|(?P<mark>=>|\.\.\.|\?\.|.)",
    re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,500}\]){1,500}/[a-z]*")
"""A pattern, of a length that does not make a line of slashes a long search."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\n)|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_BEFORE_REGEX = frozenset("(,=:[!&|?{};+-*%<>~^") | {"=>", "return", "typeof", "case", "in"}


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a program, an end mark without text last."""
    return (*_tokens(text[:_LARGEST]), Token("mark", "", begins_line=True))


def _tokens(text: str) -> Iterator[Token]:
    at, begins_line, before = 0, True, ""
    while at < len(text):
        if text[at] == "`":
            end, is_plain = _template(text, at)
            body = text[at + 1 : end - 1]
            kind, held = ("string", _unescaped(body)) if is_plain else ("template", body)
            yield Token(kind, held, begins_line)
            at, begins_line, before = end, False, "`"
            continue
        if text[at] == "/" and text[at + 1 : at + 2] not in ("/", "*"):
            regex = _REGEX.match(text, at) if not before or before in _BEFORE_REGEX else None
            if regex:
                yield Token("regex", regex[0], begins_line)
                at, begins_line, before = regex.end(), False, "/"
                continue
        found = _TOKEN.match(text, at)
        assert found is not None  # noqa: S101  # any character is at least a mark
        at, kind = found.end(), found.lastgroup or "mark"
        if kind == "blank":
            begins_line = begins_line or "\n" in found[0]
            continue
        held = _unescaped(found[0][1:-1]) if kind == "string" else found[0]
        yield Token(kind, held, begins_line)
        begins_line, before = False, "" if kind == "string" else found[0]
        if kind == "string":
            before = '"'


def _template(text: str, at: int) -> tuple[int, bool]:
    """Return where a template literal ends, and whether nothing is filled into it."""
    at += 1
    is_plain, depth = True, 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif text.startswith("${", at):
            is_plain, depth, at = False, depth + 1, at + 1
        elif depth and char in "{}":
            depth += 1 if char == "{" else -1
        elif not depth and char == "`":
            return at + 1, is_plain
        at += 1
    return at, False


def _unescaped(text: str) -> str:
    def held(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if code:
            return chr(int(code, 16))
        return "" if match[3] else _CONTROLS.get(match[4], match[4])

    return _ESCAPE.sub(held, text) if "\\" in text else text
