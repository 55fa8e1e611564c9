"""The plain values in a JavaScript or TypeScript program, which is read and never executed.

Strings, numbers, lists and objects of them, names of constants that hold such, arguments of calls:
whatever else a program does is Computed, and so not known. Types of TypeScript beside a value are
passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import join, normpath
from typing import NamedTuple

from newslint.site.javascript_tokens import Token, tokens_of


class Computed(NamedTuple):
    """A value that only running the program would tell."""

    name: str = ""
    """The first name in it."""
    module: str = ""
    """The module that it loads on the spot; '' if none."""


class Call(NamedTuple):
    """A call of a method, or of a function."""

    arguments: tuple[object, ...]
    is_conditional: bool
    """True where it lies deeper than the body of the outermost function."""

    @property
    def first(self) -> object:
        """The first argument; None where there is none."""
        return self.arguments[0] if self.arguments else None


SPREAD = "..."
"""The key of an object into which another one is spread."""
_PATH = 2
"""Tokens from an object's name to its method's."""
_DEEPEST = 50
"""Values in one another that are read."""
_MOST = 200_000
"""Values that are looked at: constants made of constants can make any number of them."""
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_OPEN, _CLOSED = frozenset("([{"), frozenset(")]}")
_ENDS = frozenset(",;)]}")
_FILES = ("", ".js", ".mjs", ".cjs", ".ts", ".json", "/index.js", "/index.mjs", "/index.cjs")


@dataclass(frozen=True)
class Program:
    """A program's text, taken apart."""

    text: str
    _seen: list[None] = field(default_factory=list, repr=False, compare=False)
    """As long as values were looked at."""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, an end mark last."""
        return tokens_of(self.text)

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """What strings and templates hold, as far as it is written down."""
        return tuple(row.text for row in self.tokens if row.kind in ("string", "template"))

    def has_name(self, *names: str) -> bool:
        """Tell whether one of some names stands in the program, in code or as a key in quotes."""
        return not self._named.isdisjoint(names)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(row.text for row in self.tokens if row.kind in ("name", "string"))

    @cached_property
    def modules(self) -> Mapping[str, str]:
        """The modules that names are loaded from; modules without a name under their own."""
        found: dict[str, str] = {}
        start = 0
        for at, row in enumerate(self.tokens):
            if (
                row.text in ("const", "let", "var", "import", "export", ";")
                and row.kind != "string"
            ):
                start = at
            before = self.tokens[at - 1] if at else row
            if row.kind != "string" or before.text not in ("(", "from", "import"):
                continue
            loads = before.text != "(" or self.tokens[at - 2].text in ("require", "import")
            if loads:
                names = (own.text for own in self.tokens[start:at] if own.kind == "name")
                found.update(dict.fromkeys(names, row.text))
                found[row.text] = row.text
                start = at
        return found

    def exported(self) -> object:
        """Return what the program exports by default; Computed where that is no plain value."""
        for at, row in enumerate(self.tokens):
            words = [own.text for own in self.tokens[at : at + 4]]
            if row.kind == "name" and words[:2] == ["export", "default"]:
                return self._value(at + 2, 0)[0]
            if row.kind == "name" and words == ["module", ".", "exports", "="]:
                return self._value(at + 4, 0)[0]
        return Computed()

    def holding(self, key: str) -> object:
        """Return the first object that has a key; Computed where there is none."""
        opened: list[int] = []
        for at, row in enumerate(self.tokens[:-1]):
            if row.kind == "mark" and row.text in _OPEN:
                opened.append(at)
            elif row.kind == "mark" and row.text in _CLOSED and opened:
                opened.pop()
            elif row.text == key and self.tokens[at + 1].text == ":" and opened:
                return self._object(opened[-1], 0)[0]
        return Computed()

    def sets(self, *names: str) -> bool:
        """Tell whether something is done to a property of one of some names: `config.plugins.push`."""
        return any(
            row.text in names and at > 0 and self.tokens[at - 1].text == "."
            for at, row in enumerate(self.tokens)
        )

    def declares(self, name: str) -> bool:
        """Tell whether a function or a constant of a name is declared."""
        return any(
            row.text == name and self.tokens[at - 1].text in ("function", "const", "let", "var")
            for at, row in enumerate(self.tokens)
            if at
        )

    def keyed(self, key: str) -> Iterator[object]:
        """Yield the values that stand behind a key, in whatever object."""
        for at, row in enumerate(self.tokens[:-1]):
            if row.text == key and row.kind in ("name", "string"):
                after, before = self.tokens[at + 1].text, self.tokens[at - 1].text if at else ""
                if after == ":" and before in ("{", ","):
                    yield self._value(at + 2, 0)[0]
                elif row.kind == "name" and before in ("{", ",") and after in (",", "}"):
                    yield self._constant(key, 0)

    def uncalled(self, names: frozenset[str]) -> list[str]:
        """Return which of some names stand somewhere without being called."""
        return sorted(
            {
                row.text
                for at, row in enumerate(self.tokens[:-1])
                if row.kind == "name" and row.text in names and self.tokens[at + 1].text != "("
            }
        )

    def calls(self, name: str, of: str = "") -> Iterator[Call]:
        """Yield the calls of a function or of an object's method; of any object where `of` is ''."""
        depth = 0
        for at, row in enumerate(self.tokens[:-1]):
            depth += (row.text == "{") - (row.text == "}") if row.kind == "mark" else 0
            if row.kind != "name" or row.text != name or self.tokens[at + 1].text != "(":
                continue
            if at and self.tokens[at - 1].text == "function":
                continue
            if of and (at < _PATH or self.tokens[at - _PATH].text != of):
                continue
            arguments, _ = self._listed(at + 1, ")", 0)
            yield Call(tuple(arguments), is_conditional=depth > 1)

    def _constant(self, name: str, depth: int) -> object:
        at = self._constants.get(name, -1)
        if at < 0 or depth > _DEEPEST:
            return Computed(name)
        value = self._value(at, depth + 1)[0]
        return Computed(name, value.module) if isinstance(value, Computed) else value

    @cached_property
    def _constants(self) -> Mapping[str, int]:
        """Where the values of constants begin; below 0 for what is set more than once."""
        found: dict[str, int] = {}
        for at, row in enumerate(self.tokens[:-2]):
            if row.kind != "name" or row.text not in ("const", "let", "var"):
                continue
            name, end = self.tokens[at + 1], at + 2
            while self.tokens[end].text not in ("=", ";", "", "(", "{"):
                end += 1
            if name.kind == "name" and self.tokens[end].text == "=":
                found[name.text] = -1 if name.text in found else end + 1
        return found

    def _value(self, at: int, depth: int) -> tuple[object, int]:
        """Return the value that begins at a token, and the token after it."""
        row = self.tokens[at]
        value: object = Computed()
        after = at + 1
        self._seen.append(None)
        if depth > _DEEPEST or len(self._seen) > _MOST:
            return Computed(), self._after(at)
        if row.kind == "string":
            value = row.text
        elif row.kind == "number":
            value = int(row.text) if row.text.isdecimal() else Computed()
        elif row.text == "[" and row.kind == "mark":
            value, after = self._listed(at, "]", depth)
        elif row.text == "{" and row.kind == "mark":
            value, after = self._object(at, depth)
        elif row.text == "(" and self.tokens[after].text == "{" and row.kind == "mark":
            value, after = self._value(after, depth + 1)
            after = self._past(after)
        elif row.kind == "name":
            value = self._word(at, depth)
        else:
            # A function, an operator, a text that is filled in.
            return Computed(), self._after(at)
        if self._ends(after):
            return value, after
        end = self._after(at)
        if isinstance(value, Computed) or self.tokens[after].text in ("as", "satisfies"):
            return value, end
        return Computed(row.text if row.kind == "name" else ""), end

    def _word(self, at: int, depth: int) -> object:
        name = self.tokens[at].text
        if name in _WORDS:
            return _WORDS[name]
        # `require("x")` and `require.resolve("x")`.
        for after in (at + 2, at + 4) if name == "require" else ():
            row = self.tokens[min(after, len(self.tokens) - 1)]
            if row.kind == "string" and self.tokens[after - 1].text == "(":
                return Computed(name, row.text)
        return self._constant(name, depth)

    def _ends(self, at: int) -> bool:
        row = self.tokens[at]
        if row.kind == "mark":
            return row.text in _ENDS or not row.text
        return row.begins_line

    def _after(self, at: int) -> int:
        """Return where an expression ends: at a comma or bracket of what it stands in."""
        while at < len(self.tokens) - 1:
            row = self.tokens[at]
            if row.kind == "mark" and row.text in _ENDS:
                return at
            at = self._closing.get(at, at) + 1
        return len(self.tokens) - 1

    @cached_property
    def _closing(self) -> Mapping[int, int]:
        """Where brackets are closed, by where they are opened."""
        found: dict[int, int] = {}
        opened: list[int] = []
        for at, row in enumerate(self.tokens):
            if row.kind == "mark" and row.text in _OPEN:
                opened.append(at)
            elif row.kind == "mark" and row.text in _CLOSED and opened:
                found[opened.pop()] = at
        # What is never closed ends with the program.
        return found | dict.fromkeys(opened, len(self.tokens) - 2)

    def _listed(self, at: int, end: str, depth: int) -> tuple[list[object], int]:
        """Return the values between brackets; `at` is the opening one."""
        values: list[object] = []
        at += 1
        while self.tokens[at].text not in (end, "") or self.tokens[at].kind != "mark":
            if self.tokens[at].text == SPREAD and self.tokens[at].kind == "mark":
                value, at = Computed(SPREAD), self._after(at)
            else:
                value, at = self._value(at, depth + 1)  # type: ignore[assignment]
            values.append(value)
            if self.tokens[at].text == ",":
                at += 1
            elif self.tokens[at].text != end:
                # No list that can be read.
                return [Computed()], self._after(at)
        return values, self._past(at)

    def _past(self, at: int) -> int:
        """Return the token after a closing bracket; the end mark where there is none."""
        return min(at + 1, len(self.tokens) - 1)

    def _object(self, at: int, depth: int) -> tuple[object, int]:
        values: dict[str, object] = {}
        at += 1
        while self.tokens[at].text not in ("}", "") or self.tokens[at].kind != "mark":
            key, after = self.tokens[at], self.tokens[at + 1]
            if after.text == ":" and key.kind in ("name", "string", "number"):
                values[key.text], at = self._value(at + 2, depth + 1)
            elif key.kind == "name" and after.text in (",", "}"):
                values[key.text], at = self._constant(key.text, depth), at + 1
            else:
                named = key.kind == "name" and after.text == "("
                values[key.text if named else SPREAD] = Computed()
                at = self._after(at)
            if self.tokens[at].text == ",":
                at += 1
            elif self.tokens[at].text != "}":
                return Computed(), self._after(at)
        return values, self._past(at)


def resolved(module: str, importer: str, files: frozenset[str]) -> str:
    """Return the file that a program loads by a path; '' for packages and what is not there."""
    if not module.startswith("."):
        return ""
    path = normpath(join(importer.rpartition("/")[0], module))
    return next((path + end for end in _FILES if path + end in files), "")
