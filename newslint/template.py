"""Template syntax in a post: recognised and masked, never executed.

Liquid (Jekyll, Eleventy, Hexo's Nunjucks), Hugo's shortcodes, kramdown's attribute lists and
MDX's imports and expressions are not the post's text. Each is replaced, byte for byte, by blanks
or by the letter x, so that the Markdown around it is read as it will be, at the offsets of the
original. Blanks where the template stands on lines of its own or in a tag; x where it stands
for a word, a link's target or an attribute's value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from newslint.source import Span


class Template(NamedTuple):
    """One piece of template syntax."""

    span: Span
    kind: str
    """output, statement, shortcode, attributes, comment, raw, code, module or expression."""
    name: str
    """The tag's or shortcode's name; empty for the rest."""


class Masked(NamedTuple):
    """A file's bytes without its template syntax, and what that was."""

    data: bytes
    templates: tuple[Template, ...]


_OPENERS = re.compile(rb"\{[{%:#]")
_CLOSERS = {b"{%": b"%}", b"{{": b"}}", b"{:": b"}", b"{#": b"#}"}
_NAME = re.compile(rb"\{[{%][<%-]?\s*(?:/\*)?\s*(/?[\w.-]*)")
_ENDS = {
    b"raw": re.compile(rb"\{%-?\s*endraw\s*-?%\}"),
    b"comment": re.compile(rb"\{%-?\s*endcomment\s*-?%\}"),
    b"highlight": re.compile(rb"\{[%{][-<%]?\s*(?:endhighlight|/\s*highlight)\s*[->%]?[%}]\}?"),
    b"codeblock": re.compile(rb"\{%-?\s*endcodeblock\s*-?%\}"),
}
_HIDDEN = {b"comment": "comment", b"highlight": "code", b"codeblock": "code"}
_TARGET_BEFORE = (b"(", b"<", b'"', b"'", b"=", b"/", b"]: ", b"]:", b"}}")
_LONGEST_LIST = 1000
"""Bytes of an attribute list; kramdown's are a line at most."""
_FILLED = {
    letter: bytes(byte if byte in b"\r\n" else letter[0] for byte in range(256))
    for letter in (b" ", b"x")
}
"""What becomes of each byte of a template: line ends stay where they are."""


def is_filled_in(text: str) -> bool:
    """Tell whether a generator or an editor's template fills in a text: nobody can judge it."""
    # Asked of every text of a post: one expression takes a third of the time of a loop.
    return "{{" in text or "{%" in text or "<%" in text or "${" in text


def mask(data: bytes, start: int, *, kramdown: bool, mdx: bool) -> Masked:
    """Mask the templates of `data` from the offset `start` on."""
    templates: list[Template] = []
    if mdx:
        data = _mask_modules(data, start, templates)
    if b"{" not in data:
        return Masked(data, tuple(templates))
    output = bytearray(data)
    at = start
    # What nothing closes from here on; nothing closes a later one either.
    dead: set[bytes] = set()
    while opener := _OPENERS.search(data, at):
        at = opener.end()
        if opener[0] in dead or (opener[0] == b"{:" and not kramdown):
            continue
        if opener[0] == b"{#" and data[at : at + 1] not in (b" ", b"-", b"\n"):
            # `{#id}` is an attribute list; Nunjucks' and Tera's comments have a blank.
            continue
        template = _read(data, opener, dead)
        if template is not None:
            _blank(output, template, data)
            templates.append(template)
            at = max(at, template.span.end)
            if template.name == "raw" and template.kind == "statement":
                # What stands inside is text, whatever it looks like.
                at = _end_of(b"raw", data, at, dead) or at
    if mdx:
        _mask_expressions(output, start, templates)
    return Masked(bytes(output), tuple(sorted(templates)))


def _read(data: bytes, opener: re.Match[bytes], dead: set[bytes]) -> Template | None:
    start, mark = opener.start(), opener[0]
    if mark == b"{:":
        newline = data.find(b"\n", start)
        stop = newline if newline != -1 else len(data)
        brace = data.find(b"}", start, min(stop, start + _LONGEST_LIST))
        return Template(Span(start, brace + 1), "attributes", "") if brace != -1 else None
    end = data.find(_CLOSERS[mark], opener.end())
    if end == -1:
        dead.add(mark)
        return None
    end += 2
    name_match = _NAME.match(data, start)
    name = name_match[1] if name_match else b""
    if data.startswith((b"{{/*", b"{{</*", b"{{%/*", b"{#"), start):
        kind = "comment"
    elif mark == b"{%":
        kind = "statement"
    else:
        kind = "shortcode" if data[start + 2 : start + 3] in b"<%" else "output"
    if name in _HIDDEN and kind in ("statement", "shortcode"):
        closing = _end_of(name, data, end, dead)
        if closing:
            stop = data.find(b"}", closing) + 1
            stop += data[stop : stop + 1] == b"}"
            return Template(Span(start, stop), _HIDDEN[name], name.decode())
    return Template(Span(start, end), kind, name.decode())


def _end_of(name: bytes, data: bytes, at: int, dead: set[bytes]) -> int | None:
    """Return where the tag that ends a block begins; None if none does."""
    if name in dead:
        return None
    closing = _ENDS[name].search(data, at)
    if closing is None:
        dead.add(name)
        return None
    return closing.start()


def _blank(output: bytearray, template: Template, data: bytes) -> None:
    start, end = template.span
    filler = b" "
    if template.kind in ("output", "shortcode", "statement") and not _alone(data, template):
        filler = b"x" if template.kind != "statement" or _is_word(data, start) else b" "
    elif template.kind == "comment" and not _alone(data, template) and _leads(data, start):
        filler = b"x"
    output[start:end] = output[start:end].translate(_FILLED[filler])


def _is_word(data: bytes, start: int) -> bool:
    """Tell whether a statement stands where blanks would break what is around it.

    In a link's target blanks would end it, and at the start of a line four are code.
    """
    return data[max(0, start - 3) : start].endswith(_TARGET_BEFORE) or _leads(data, start)


def _leads(data: bytes, start: int) -> bool:
    return not data[data.rfind(b"\n", 0, start) + 1 : start].strip()


def _alone(data: bytes, template: Template) -> bool:
    """Tell whether nothing but blanks shares the template's lines."""
    start, end = template.span
    before = data[data.rfind(b"\n", 0, start) + 1 : start]
    newline = data.find(b"\n", end)
    after = data[end : newline if newline != -1 else len(data)]
    return not before.strip() and not after.strip()


_MODULE = re.compile(rb"^(?:import|export)\b[^\n]*(?:\n(?![ \t]*\r?$)[^\n]*)*", re.MULTILINE)
_FENCE = re.compile(rb"^[ \t]*(```+|~~~+)", re.MULTILINE)


def _mask_modules(data: bytes, start: int, templates: list[Template]) -> bytes:
    """Mask MDX's import and export paragraphs (ESM blocks end at a blank line)."""
    output = bytearray(data)
    fences = _fences(data, start)
    for match in _MODULE.finditer(data, start):
        if not bisect_right(fences, match.start()) % 2:
            output[match.start() : match.end()] = match[0].translate(_FILLED[b" "])
            templates.append(Template(Span(*match.span()), "module", ""))
    return bytes(output)


_CONTAINERS = b" \t>*+-.)0123456789"
"""What begins quotations and items of lists."""
_NEAR = 100
"""Bytes within which such beginnings stand."""


def _mask_expressions(output: bytearray, start: int, templates: list[Template]) -> None:
    """Mask MDX's `{…}` expressions, outermost braces matched, outside code."""
    data = bytes(output)
    fences = _fences(data, start)
    depth = opened = 0
    for brace in re.finditer(rb"[{}]|`[^`\n]*`", data[start:]):
        at = brace.start() + start
        if len(brace[0]) > 1 or bisect_right(fences, at) % 2:
            continue
        if brace[0] == b"{":
            opened = opened if depth else at
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                span = Span(opened, at + 1)
                comment = data.startswith(b"{/*", opened)
                template = Template(span, "comment" if comment else "expression", "")
                templates.append(template)
                in_tag = data[max(0, opened - 1) : opened] in (b"=", b"(")
                # Blanks where a line or an item begins would be code, of which MDX has none.
                before = data[max(0, opened - _NEAR) : opened].rpartition(b"\n")[2]
                begins = len(before) < _NEAR and not before.strip(_CONTAINERS)
                leads = begins or b"\n" in data[opened:at]
                filler = b"x" if in_tag or (leads and not _alone(data, template)) else b" "
                output[opened : at + 1] = data[opened : at + 1].translate(_FILLED[filler])


def _fences(data: bytes, start: int) -> list[int]:
    """Return where code fences stand: at an odd number of them a place is in code."""
    return [match.start() for match in _FENCE.finditer(data, start)]
