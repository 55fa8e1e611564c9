"""Blocks of HTML as Markdown: headings, paragraphs, lists, tables, quotations, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeGuard

from newslint import html
from newslint.rewrite.escapes import Escapes
from newslint.rewrite.inline import Inline
from newslint.rewrite.meaning import Meaning, Reader
from newslint.rewrite.tree import Comment, Element, Node, Words

_HEADING = re.compile(r"h[1-6]\Z")
_EMPTY = re.compile(r"(?:\s|&nbsp;|&#160;|&#xa0;)*\Z", re.IGNORECASE)
_ONE_TAG = re.compile(r"<[^<>]*>")
"""A paragraph of nothing but an image that stays HTML: no paragraph without its tags."""
_BREAK = re.compile(r"(?:(?<![ \t])[ \t]+)?<br>[ \t]*")
_ID = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_MARKED = frozenset({"kramdown", "goldmark"})
"""Dialects with ids on headings."""
_TABLED = frozenset({"kramdown", "goldmark", "gfm"})
_ALIGNED = {"left": ":--", "center": ":-:", "right": "--:"}
_PARTS = frozenset({"thead", "tbody"})


class Written(NamedTuple):
    """A block as Markdown."""

    text: str
    lossy: bool


@dataclass
class Blocks:
    """Writes blocks of HTML as Markdown."""

    reader: Reader
    escapes: Escapes
    data: bytes
    plain_colours: bool = False
    _lossy: bool = False

    def write(self, node: Element) -> Written | None:
        """Return an element as Markdown, '' for an empty paragraph; None where that cannot be.

        Lines end with a newline alone; the last one has none.
        """
        self._lossy = False
        lines = self._block(node)
        return None if lines is None else Written("\n".join(lines), self._lossy)

    def paragraph(self, nodes: Sequence[Node]) -> Written | None:
        """Return text that is in no element as a paragraph."""
        self._lossy = False
        lines = self._lines(nodes)
        return Written("\n".join(lines), self._lossy) if lines else None

    def _block(self, node: Element) -> list[str] | None:
        name, meaning = node.tag.name, self._meaning(node)
        self._lossy = self._lossy or meaning.lossy
        if _HEADING.match(name):
            return self._heading(node, int(name[1]))
        if meaning.kept or meaning.strong or meaning.em:
            return None
        if name == "p":
            return self._lines(node.children)
        if name in ("ul", "ol"):
            return self._list(node)
        if name == "table":
            return self._table(node)
        if name == "blockquote":
            return self._quotation(node)
        return ["---"] if name == "hr" else None

    def _meaning(self, node: Element) -> Meaning:
        return self.reader.read(
            node.tag.name, ((row.name, row.value) for row in node.tag.attributes)
        )

    def _inline(
        self, nodes: Sequence[Node], *, plain: bool = False, cell: bool = False
    ) -> str | None:
        if any(isinstance(node, Element) and node.tag.name in html.BLOCK for node in nodes):
            return None
        writer = Inline(
            self.reader,
            self.escapes,
            self.data,
            plain_colours=self.plain_colours,
            in_cell=cell,
        )
        text = writer.write(nodes, plain=plain)
        self._lossy = self._lossy or writer.lossy
        return None if text is None else text.strip(" ")

    def _lines(self, nodes: Sequence[Node]) -> list[str] | None:
        """Return inline nodes as lines; none where they are empty."""
        if all(_is_blank(node) for node in nodes):
            return []
        text = self._inline(nodes)
        if text is None or _ONE_TAG.fullmatch(text):
            return None
        lines = [line.strip(" ") for line in _BREAK.split(text)]
        while lines and not lines[-1]:
            lines.pop()
        if not lines or not lines[0]:
            return None
        lines = [self.escapes.line(line) for line in lines]
        # Hexo breaks lines where they end.
        breaks = "<br>".join(lines) if self.escapes.dialect == "gfm" else "<br>\n".join(lines)
        return breaks.split("\n")

    def _heading(self, node: Element, level: int) -> list[str] | None:
        given = node.tag.get("id")
        rows = [(row.name, row.value) for row in node.tag.attributes if row.name != "id"]
        meaning = self.reader.read(node.tag.name, rows)
        self._lossy = self._lossy or meaning.lossy
        if given and not (self.escapes.dialect in _MARKED and _ID.fullmatch(given)):
            return None
        text = self._inline(node.children, plain=True)
        if meaning.kept or not text or "<br>" in text or _EMPTY.match(text):
            return None
        if text.endswith("#"):
            text = f"{text[:-1]}\\#"
        if not self.escapes.is_typographic:
            text = text.replace("{", r"\{")
        mark = f" {{#{given}}}" if given else ""
        return [f"{'#' * level} {text}{mark}"]

    def _list(self, node: Element) -> list[str] | None:
        found: list[str] = []
        number = 0
        for child in node.children:
            if not isinstance(child, Element):
                if isinstance(child, Comment) or child.raw.strip():
                    return None
                continue
            number += 1
            mark = "- " if node.tag.name == "ul" else f"{number}. "
            lines = self._item(child)
            if not lines:
                return None
            found.append(mark + lines[0])
            found += [" " * len(mark) + line for line in lines[1:]]
        return found or None

    def _item(self, node: Element) -> list[str] | None:
        meaning = self._meaning(node)
        self._lossy = self._lossy or meaning.lossy
        if node.tag.name != "li" or meaning.kept or meaning.strong or meaning.em:
            return None
        own = [*node.children]
        while own and _is_only_blank(own[-1]):
            own.pop()
        last = own[-1] if own else None
        if not isinstance(last, Element) or last.tag.name not in ("ul", "ol"):
            return self._lines(own)
        lines, nested = self._lines(own[:-1]), self._block(last)
        return lines + nested if lines and nested else None

    def _quotation(self, node: Element) -> list[str] | None:
        parts: list[list[str]] = []
        for group in grouped(node.children):
            first = group[0]
            lines = self._block(first) if _is_block(first) else self._lines(group)
            if lines is None:
                return None
            if lines:
                parts.append(lines)
        lines = [line for part in parts for line in (*part, "")][:-1]
        return [f"> {line}".rstrip(" ") for line in lines] or None

    def _table(self, node: Element) -> list[str] | None:
        """Return a table that has one row of headers, the first, and no cell over several."""
        if self.escapes.dialect not in _TABLED:
            return None
        rows = [*_rows(node)]
        cells = [[*_elements(row)] for row in rows]
        if len(rows) < 2 or any(len(row) != len(cells[0]) for row in cells):  # noqa: PLR2004
            return None
        if any(row.tag.name != "tr" for row in rows) or not all(
            map(_holds_only_elements, (node, *rows))
        ):
            return None
        names = {"th": cells[0], "td": [cell for row in cells[1:] for cell in row]}
        if any(cell.tag.name != name for name, group in names.items() for cell in group):
            return None
        meanings = [self._meaning(part) for part in (*rows, *(c for row in cells for c in row))]
        inside = [part for part in node.children if isinstance(part, Element)]
        meanings += [self._meaning(part) for part in inside if part.tag.name in _PARTS]
        if any(m.kept or m.strong or m.em for m in meanings):
            return None
        self._lossy = self._lossy or any(m.lossy for m in meanings)
        lines: list[str] = []
        for row in cells:
            texts = [self._inline(cell.children, plain=row is cells[0], cell=True) for cell in row]
            if any(text is None for text in texts):
                return None
            lines.append(f"| {' | '.join(text or '' for text in texts)} |".replace("|  |", "| |"))
        lines.insert(
            1, f"|{'|'.join(self._alignment(column) for column in zip(*cells, strict=True))}|"
        )
        return lines

    def _alignment(self, column: Sequence[Element]) -> str:
        aligned = {self._meaning(cell).align for cell in column}
        return _ALIGNED.get(aligned.pop(), "---") if len(aligned) == 1 else "---"


def grouped(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield each block or comment alone, and what stands between them together; no blanks."""
    loose: list[Node] = []
    for node in nodes:
        if _is_block(node) or isinstance(node, Comment):
            if any(not _is_only_blank(part) for part in loose):
                yield loose
            loose = []
            yield [node]
        else:
            loose.append(node)
    if any(not _is_only_blank(part) for part in loose):
        yield loose


def _holds_only_elements(node: Element) -> bool:
    """Tell whether nothing but blanks stands between the parts of a table."""
    return all(isinstance(child, Element) or _is_only_blank(child) for child in node.children)


def _is_block(node: Node) -> TypeGuard[Element]:
    return isinstance(node, Element) and (
        node.tag.block or node.tag.name in ("hr", "script", "style")
    )


def _is_only_blank(node: Node) -> bool:
    return isinstance(node, Words) and not node.raw.strip()


def _is_blank(node: Node) -> bool:
    """Tell whether nothing is seen of a node: blanks and line breaks."""
    if isinstance(node, Words):
        return _EMPTY.match(node.raw) is not None
    return isinstance(node, Element) and node.tag.name == "br"


def _elements(node: Element) -> Iterator[Element]:
    return (child for child in node.children if isinstance(child, Element))


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table; what is none, too, so that its cells are looked at."""
    for part in _elements(table):
        if part.tag.name in _PARTS:
            yield from _elements(part)
        else:
            yield part
