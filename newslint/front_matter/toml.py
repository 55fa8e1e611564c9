"""TOML front matter: values by the standard library, places by a walk over the statements.

`tomllib` decides whether the text is TOML; the walk only has to find its way in a text that is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from newslint.front_matter.field import TOO_DEEP, Field, Parsed, UnparsableError
from newslint.front_matter.places import Places
from newslint.source import Span

_Path: TypeAlias = tuple[str | int, ...]

_NAME = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+)"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_TABLE = re.compile(rf"[ \t]*\[(\[)?([ \t]*{_NAMES}[ \t]*)\]")
_KEY = re.compile(rf"[ \t]*({_NAMES})[ \t]*=[ \t]*")
_PART = re.compile(r"""\"((?:[^"\\\n]|\\.)*)\"?|'([^'\n]*)'|([\w-]+)""")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{0,5}|'
    r"'''(?:[^']|'(?!''))*'{0,5}|"
    r'"(?:[^"\\\n]|\\.)*"?|'
    r"'[^'\n]*'|#[^\n]*|[\[\]{},\n]",
    re.DOTALL,
)
_BLANK = re.compile(r"\s*+")
_MAX_DEPTH = 100
_DOTTED = re.compile(r"^(?:[^\n.=#]*\.){100}", re.MULTILINE)
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def parse(text: str, base: int) -> Parsed:
    """Read TOML that starts `base` bytes into a file."""
    dotted = _DOTTED.search(text)
    if dotted:
        raise UnparsableError(TOO_DEEP, str(_MAX_DEPTH), dotted.start())
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise _explained(error, text) from None
    except RecursionError:
        raise UnparsableError(TOO_DEEP, "", 0) from None
    except ValueError as error:
        # A number of more digits than Python takes.
        raise UnparsableError("other", str(error), 0) from None
    return Parsed(tuple(_fields(text, base, data)))


def _explained(error: tomllib.TOMLDecodeError, text: str) -> UnparsableError:
    message = str(error)
    place = _PLACE.search(message)
    index = len(text)
    if place and place[1]:
        lines = text.split("\n")
        index = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1
    detail = _PLACE.sub("", message).strip()
    causes = (
        ("overwrite", "duplicate"),
        ("string", "open-quote"),
        ("Illegal character", "open-quote"),
        ('Expected "\'"', "open-quote"),
        ("after a key", "no-equals"),
    )
    cause = next((cause for word, cause in causes if word in detail), "other")
    return UnparsableError(cause, detail, min(index, len(text)))


def _fields(text: str, base: int, data: dict[str, object]) -> list[Field]:
    fields: list[Field] = []
    table: _Path = ()
    counts: dict[_Path, int] = {}
    known: set[_Path] = set()
    at = 0

    span = Places(text, base).span

    def make(written: re.Match[str], paths: list[_Path], group: int) -> None:
        """Add the tables that a header or a dotted key makes, each where it is named first."""
        place = span(*written.span(group))
        for part, path in zip(_PART.finditer(text, *written.span(group)), paths, strict=False):
            if path not in known:
                known.add(path)
                fields.append(Field(path, _look_up(data, path), span(*part.span()), place))

    while at < len(text):
        header = _TABLE.match(text, at)
        key = None if header else _KEY.match(text, at)
        if header:
            *above, table = _down((), _parts(header[2]), counts)
            make(header, [*above, table] if header[1] else above, 2)
            if header[1]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            known.add(table)
            place = span(*header.span(2))
            fields.append(Field(table, _look_up(data, table), place, place))
            at = header.end()
        elif key:
            *above, path = _down(table, _parts(key[1]), counts)
            make(key, above, 1)
            end = _value_end(text, key.end())
            raw = text[key.end() : end].rstrip()
            place = span(key.end(), key.end() + len(raw))
            fields.append(Field(path, _look_up(data, path), span(*key.span(1)), place))
            fields += _inside(text, key.end(), end, path, data, span)
            at = end
        newline = text.find("\n", at)
        at = len(text) if newline == -1 else newline + 1
    return fields


def _down(path: _Path, parts: _Path, counts: Mapping[_Path, int]) -> list[_Path]:
    """Return the paths that a dotted name leads along; of an array of tables it means the last."""
    found: list[_Path] = []
    for part in parts:
        path = (*path, part)
        found.append(path)
        if path in counts:
            path = (*path, counts[path])
    return found


def _inside(
    text: str,
    start: int,
    end: int,
    path: _Path,
    data: object,
    span: Callable[[int, int], Span],
) -> Iterator[Field]:
    """Yield the items of an array, the entries of an inline table, and theirs."""
    opener = text[start : start + 1]
    if opener not in ("[", "{") or len(path) > _MAX_DEPTH:
        return
    for number, (first, last) in enumerate(_pieces(text, start + 1, end)):
        key = _KEY.match(text, first, last) if opener == "{" else None
        here = (*path, *_parts(key[1])) if key else (*path, number)
        begin = key.end() if key else first
        place = span(begin, last)
        yield Field(here, _look_up(data, here), span(*key.span(1)) if key else place, place)
        yield from _inside(text, begin, last, here, data, span)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the comma-separated pieces of an array or a table stand, blanks aside."""
    depth = 0
    first = start
    for token in _TOKEN.finditer(
        text, start, end
    ):  # pragma: no branch - it is closed, or tomllib had refused it
        mark = token[0]
        if mark.startswith("#") and depth == 0 and _BLANK.fullmatch(text, first, token.start()):
            first = token.end()
        depth += (mark in "[{") - (mark in "]}")
        if depth < 0 or (depth == 0 and mark == ","):
            piece = text[first : token.start()]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                yield first + lead, first + len(piece.rstrip())
            first = token.end()
        if depth < 0:
            return


def _parts(key: str) -> _Path:
    return tuple(_meant(part[1] or "") or part[2] or part[3] or "" for part in _PART.finditer(key))


def _meant(quoted: str) -> str:
    """Return what a part in double quotation marks means, its escapes read."""
    return tomllib.loads(f'a = "{quoted}"')["a"] if "\\" in quoted else quoted


def _value_end(text: str, at: int) -> int:
    """Return where the value that starts at `at` ends: at its line's end or at a comment."""
    depth = 0
    for token in _TOKEN.finditer(text, at):
        mark = token[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        elif depth == 0 and (mark == "\n" or mark.startswith("#")):
            return token.start()
    return len(text)


def _look_up(data: object, path: _Path) -> object:
    for key in path:
        data = data[key]  # type: ignore[index]  # the walk only follows what tomllib read
    return data
