"""HTML in a Markdown post that says nothing which Markdown cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from newslint.check import Edit, Finding, Fix, Options, check, together
from newslint.document import Document
from newslint.editors import Signature, residue_reader
from newslint.rows import Tag

if TYPE_CHECKING:
    from newslint.rewrite.meaning import Reader
    from newslint.rewrite.unit import Unit

_VARIANTS = ("styled", "bared", "excerpt")


class NeedlessHtml(Options, frozen=True):
    """What HTML means."""

    coloured: Literal["strong", "plain"] = "strong"
    """What becomes of text that is both bold and coloured."""
    quotes: Literal["escaped", "curled"] = "escaped"
    """Whether straight quotation marks stay straight where the site's engine curls those of Markdown."""
    dropped: tuple[str, ...] = (
        *("align", "valign", "bgcolor", "color", "face", "size", "border", "cellpadding"),
        *("cellspacing", "width", "height", "target"),
    )
    """Attributes that mean nothing; of images all do but their source and text."""
    rels: tuple[str, ...] = ("dofollow", "noopener", "noreferrer", "external")
    """Words of `rel` that mean nothing."""
    styles: tuple[str, ...] = (
        *("color", "background", "background-color", "font-size", "font-family", "line-height"),
        *("letter-spacing", "word-spacing", "word-break", "overflow-wrap", "text-align"),
        *("text-indent", "vertical-align", "margin", "padding", "border", "width", "height"),
        *("min-width", "max-width", "box-sizing"),
    )
    """Properties of styles that only say how something looks, those of its sides included."""
    signatures: tuple[Signature, ...] = ()
    """What each editor leaves behind."""

    @cached_property
    def reader(self) -> Reader:
        """What reads the attributes of elements."""
        from newslint.rewrite.meaning import Reader

        residue = residue_reader(self.signatures)
        return Reader(frozenset(self.dropped), self.styles, frozenset(self.rels), residue)


@check("needless-html", reads="tags", options=NeedlessHtml, variants=_VARIANTS)
def needless_html(
    rows: Sequence[Tag], document: Document, options: NeedlessHtml
) -> Iterator[Finding]:
    """Yield what can be written as Markdown with nothing lost, and what loses its looks alone."""
    if document.dialect in ("html", "mdx") or document.drops_html:
        return
    generator = document.site.settings.generator
    if generator == "pelican":
        # Python-Markdown reads lists and HTML its own way.
        return
    # The rule is off nearly everywhere, and what rewrites HTML is much, BeautifulSoup most of it.
    from newslint.rewrite.escapes import Escapes
    from newslint.rewrite.unit import Settings
    from newslint.rewrite.units import units

    dialect = "" if generator == "plain" and document.dialect == "commonmark" else document.dialect
    escapes = Escapes(dialect, options.quotes == "curled", bool(document.references))
    settings = Settings(options.reader, escapes, options.coloured == "plain")
    found = [*units(document, settings)]
    if not found:
        return
    from newslint.rewrite.proof import proven

    given: list[Unit] = []
    for variant in ("", *_VARIANTS):
        meant = [unit for unit in found if unit.variant == variant]
        held = proven(document, meant, settings, given)
        given += held
        edits = tuple(Edit(unit.span, unit.text) for unit in held)
        fix = Fix(edits, safe=not variant)
        yield from together((unit.place for unit in held), variant=variant, fix=fix)
