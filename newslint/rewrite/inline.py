"""Inline HTML as Markdown: emphasis, links, images; what Markdown lacks stays HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from newslint.rewrite.escapes import Escapes, flanks
from newslint.rewrite.meaning import SLANTED, STRONG, Look, Meaning, Reader
from newslint.rewrite.tree import Comment, Element, Node, Words
from newslint.source import Span

_PLAIN = frozenset({"span", "font"})
"""Elements that are nothing without attributes."""
_LOOKS = STRONG | SLANTED
_STAYING = frozenset("a abbr b big cite del dfn em i ins q small span strong sub sup tt".split())
"""Elements that may stay HTML in Markdown: no block of kramdown's, and Markdown inside is read."""
_RAW = frozenset("kbd mark samp u var".split())
"""Elements in which CommonMark reads Markdown, and kramdown none."""
_TARGET = re.compile(r"(?:[^\s<>()\[\]\\`\"'|{}^&]|&(?![#\w]+;))+")
"""A link's destination that needs no brackets and no escapes in any dialect."""
_IN_ANGLES = re.compile(r"(?:[^\s<>\[\]\\`\"'|{}^&]|&(?![#\w]+;))+")
_WORDS = re.compile(r"(?:(?!--|\.\.\.)[^\[\]\\`*_<>\"'|{}&!~^$\n])+")
"""Text that no dialect reads as anything else."""
_CODE = re.compile(
    r"[^\s`&<>\\|*_\[\]{}\"'$~](?:[^`&<>\\|*_\[\]{}\"'$~\n]*[^\s`&<>\\|*_\[\]{}\"'$~])?"
)
_PIPE = re.compile(r"(?<!\\)\|")
_STARS = re.compile(r"(?<!\\)\*")
_NO_LINK = re.compile(r"\A\s*\^|\n")
"""In a link's words: a footnote to kramdown, or words on two lines."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Run(NamedTuple):
    """A piece of a line as Markdown has it, emphasis aside."""

    text: str
    strong: str = ""
    """The element that makes it bold; '' where none does."""
    em: str = ""


@dataclass
class Inline:
    """Writes inline HTML as Markdown."""

    reader: Reader
    escapes: Escapes
    data: bytes
    is_html: bool = True
    """Whether text is HTML's: that of a Markdown paragraph stays as it is."""
    plain_colours: bool = False
    """Whether what is bold and coloured becomes plain."""
    in_cell: bool = False
    lossy: bool = False
    """Whether something has been dropped that only said how it looks."""
    changed: bool = False
    _outer: frozenset[Span] = frozenset()
    """Where what stands in no element stands."""

    def write(self, nodes: Iterable[Node], *, plain: bool = False) -> str | None:
        """Return nodes as Markdown; None where Markdown cannot say what they do.

        With `plain` bold and slanted text is none: a heading is bold anyway.
        """
        nodes = [*nodes]
        self._outer = frozenset(node.span for node in nodes)
        runs = self._runs(nodes, Look(), in_link=False)
        if runs is None:
            return None
        if plain and runs and all(run.strong or not run.text.strip() for run in runs):
            self.lossy = True
            runs = [run._replace(strong="") for run in runs]
        return _joined(runs)

    def _runs(self, nodes: Iterable[Node], look: Look, *, in_link: bool) -> list[Run] | None:
        found: list[Run] = []
        for node in nodes:
            if isinstance(node, Comment):
                return None
            made = (
                self._words(node, look, in_link=in_link)
                if isinstance(node, Words)
                else self._element(node, look, in_link=in_link)
            )
            if made is None:
                return None
            found += made
        return found

    def _words(self, node: Words, look: Look, *, in_link: bool) -> list[Run] | None:
        text: str | None = node.raw
        if self.is_html:
            raw = _BLANKS.sub(" ", node.raw)
            text = self.escapes.text(raw, in_link=in_link, in_cell=self.in_cell)
            self.lossy = self.lossy or self.escapes.curls(raw)
        elif node.span not in self._outer and self.escapes.runs_on:
            # kramdown does not see what stands in an element when it looks for tables.
            text = _PIPE.sub(r"\\|", node.raw)
        return None if text is None else [self._run(text, look)]

    def _run(self, text: str, look: Look) -> Run:
        is_strong = look.strong and not (look.coloured and self.plain_colours)
        return Run(text, look.strong if is_strong else "", look.em)

    def _element(self, node: Element, look: Look, *, in_link: bool) -> list[Run] | None:
        name, meaning = node.tag.name, self._meaning(node)
        if name == "br" and not meaning.kept:
            return [Run(self._source(node) if not self.is_html else "<br>")]
        if name == "font" and not self.is_html and self.escapes.runs_on:
            # To kramdown what stands in it is no Markdown, as in anything that it does not know.
            words = self.data[node.opening.end : node.closing.start if node.closing else None]
            if not _WORDS.fullmatch(words.decode(errors="replace")):
                return [self._run(self._source(node), look)]
        if not meaning.kept and name in _PLAIN | _LOOKS:
            self._drop(meaning)
            return self._runs(node.children, look.within(name, meaning), in_link=in_link)
        make: Callable[..., str | None] | None = _MAKERS.get(name)
        if make and not meaning.kept:
            made = make(self, node, in_link=in_link)
            if made is not None:
                self._drop(meaning)
                return [self._run(made, look)]
        return self._staying(node, look, in_link=in_link)

    def _meaning(self, node: Element) -> Meaning:
        rows = ((row.name, row.value) for row in node.tag.attributes)
        return self.reader.read(node.tag.name, rows)

    def _drop(self, meaning: Meaning) -> None:
        self.changed = True
        self.lossy = self.lossy or meaning.lossy

    def _staying(self, node: Element, look: Look, *, in_link: bool) -> list[Run] | None:
        """Return an element that stays HTML, with what is in it as Markdown."""
        name = node.tag.name
        if name == "img":
            return [self._run(self._source(node), look)]
        if name not in _STAYING:
            words = "".join(
                child.raw if isinstance(child, Words) else "<" for child in node.children
            )
            stays = not self.is_html or (name in _RAW and _WORDS.fullmatch(words))
            return [self._run(self._source(node), look)] if stays else None
        runs = self._runs(node.children, Look(), in_link=in_link or name == "a")
        if runs is None or node.closing is None:
            return None
        opening = self.data[slice(*node.opening)].decode(errors="replace")
        return [self._run(f"{opening}{_joined(runs)}</{name}>", look)]

    def _source(self, node: Element) -> str:
        return self.data[slice(*node.span)].decode(errors="replace")

    def _link(self, node: Element, *, in_link: bool) -> str | None:
        target = _destination(node.tag.get("href"))
        if target is None or in_link:
            return None
        # What it holds is tried: where it cannot be said, nothing has been dropped.
        before = self.lossy, self.changed
        runs = self._runs(node.children, Look(), in_link=True)
        text = None if runs is None else _joined(runs)
        if text is None or not text.strip(" ^") or "<br" in text or _NO_LINK.search(text):
            self.lossy, self.changed = before
            return None
        core = text.strip(" ")
        lead, _, tail = text.partition(core)
        return f"{lead}[{core}]({target}){tail}"

    def _image(self, node: Element, **_: bool) -> str | None:
        target, alt = _destination(node.tag.get("src")), node.tag.get("alt")
        # An empty text is a decision, which Markdown cannot tell from a forgotten one.
        if target is None or not alt or not _WORDS.fullmatch(alt):
            return None
        return f"![{alt}]({target})"

    def _code(self, node: Element, **_: bool) -> str | None:
        words = node.children[0] if len(node.children) == 1 else None
        if not isinstance(words, Words) or not self.is_html or not _CODE.fullmatch(words.raw):
            return None
        return f"`{words.raw}`"


_MAKERS: dict[str, Callable[..., str | None]] = {
    "a": Inline._link,  # noqa: SLF001  # the class's own table
    "img": Inline._image,  # noqa: SLF001
    "code": Inline._code,  # noqa: SLF001
}


def _destination(url: str | None) -> str | None:
    """Return a URL as a link's destination; None of one that dialects read in several ways."""
    url = (url or "").strip()
    if _TARGET.fullmatch(url):
        return url
    return f"<{url}>" if _IN_ANGLES.fullmatch(url) else None


def _joined(runs: Sequence[Run]) -> str:
    """Return runs as one text, with emphasis written where CommonMark reads it as such."""
    following = [*(run.text for run in runs[1:]), ""]
    # With a link after it, it would be an image.
    runs = [
        run._replace(text=f"{run.text[:-1]}\\!")
        if run.text[-1:] == "!" and text[:1] == "["
        else run
        for run, text in zip(runs, following, strict=False)
    ]
    groups = [[*group] for _, group in groupby(runs, key=lambda run: bool(run.strong))]
    return _wrapped([(group[0].strong, _slanted(group)) for group in groups], "**")


def _slanted(runs: Sequence[Run]) -> str:
    groups = [[*group] for _, group in groupby(runs, key=lambda run: bool(run.em))]
    return _wrapped([(group[0].em, "".join(run.text for run in group)) for group in groups], "*")


def _wrapped(pieces: Sequence[tuple[str, str]], mark: str) -> str:
    output = ""
    for number, (element, text) in enumerate(pieces):
        following = pieces[number + 1][1] if number + 1 < len(pieces) else ""
        if element and text.strip():
            text = _emphasised(text, mark, element, output, following)  # noqa: PLW2901
        output += text
    return output


def _emphasised(text: str, mark: str, element: str, before: str, after: str) -> str:
    """Return a text emphasised: with stars where they open and close, else as HTML.

    It has words: breaks are runs of their own, and no text of an element's.
    """
    bare = text.strip()
    lead, _, tail = text.partition(bare)
    outer, following = before + lead, tail + after
    inside = mark in bare if len(mark) > 1 else _STARS.search(bare) is not None
    touches = inside or not {"*", "_"}.isdisjoint((bare[0], bare[-1], outer[-1:], following[:1]))
    if not touches and flanks(outer, bare, following):
        return f"{lead}{mark}{bare}{mark}{tail}"
    return f"{lead}<{element}>{bare}</{element}>{tail}"
