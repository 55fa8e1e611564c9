"""What an element's attributes mean: what has to be kept, and what only says how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from newslint.editors import Residue

Attributes = tuple[tuple[str, str], ...]
"""An element's attributes, by name and value."""


class Meaning(NamedTuple):
    """What there is to an element besides its name."""

    kept: bool = False
    """Whether Markdown has no way to say one of its attributes."""
    lossy: bool = False
    """Whether something that only says how it looks, or how a link opens, is dropped."""
    coloured: bool = False
    strong: bool | None = None
    """Whether its style makes its text bold; None where it says nothing of that."""
    em: bool | None = None
    """Whether it makes it slanted."""
    align: str = ""
    """Where its text is aligned to: left, center or right."""


_OWN = {"a": ("href",), "img": ("src", "alt")}
"""What Markdown can say."""
STRONG = frozenset({"b", "strong"})
SLANTED = frozenset({"i", "em"})
_BOLD = ("bold", "bolder", "600", "700", "800", "900")
_LIST_TYPES = ("disc", "decimal")
"""What lists look like anyway."""


@dataclass(frozen=True)
class Reader:
    """Reads the meaning of elements, as a site sees it."""

    dropped: frozenset[str]
    """Attributes that mean nothing."""
    styles: tuple[str, ...]
    """Properties that only say how something looks, those of their sides included."""
    rels: frozenset[str]
    """Words of `rel` that mean nothing."""
    left_by: Callable[[str, str], Residue | None]
    """Tells whether an editor has left an attribute for itself."""
    _known: dict[tuple[str, Attributes], Meaning] = field(default_factory=dict)

    def read(self, name: str, attributes: Iterable[tuple[str, str | None]]) -> Meaning:
        """Return what an element's attributes mean."""
        key = (name, tuple((attribute, value or "") for attribute, value in attributes))
        if key not in self._known:
            meaning = Meaning()
            for attribute, value in key[1]:
                if attribute not in _OWN.get(name, ()):
                    meaning = self._with(meaning, name, attribute, value.strip())
            self._known[key] = meaning
        return self._known[key]

    def _with(self, found: Meaning, name: str, attribute: str, value: str) -> Meaning:
        if attribute == "style" and name != "img":
            for prop, said in _properties(value):
                found = self._styled(found, prop, said)
            return found
        if not value and attribute in ("class", "style", "rel", "title"):
            return found
        if attribute == "class":
            is_residue = all(self.left_by("class", word) for word in value.split())
            return found._replace(lossy=True) if is_residue else found._replace(kept=True)
        residue = self.left_by(attribute, value)
        if residue:
            return found if residue.own else found._replace(lossy=True)
        if attribute == "rel" and self.rels.issuperset(value.lower().split()):
            return found._replace(lossy=found.lossy or value.lower() != "dofollow")
        if name == "th" and (attribute, value) == ("scope", "col"):
            return found
        if name == "img" or attribute not in self.dropped:
            return found._replace(kept=True)
        if attribute == "align":
            found = found._replace(align=value.lower())
        return found._replace(lossy=True, coloured=found.coloured or attribute == "color")

    def _styled(self, found: Meaning, prop: str, value: str) -> Meaning:
        if prop == "font-weight":
            return found._replace(strong=value in _BOLD)
        if prop == "font-style" and value in ("italic", "oblique", "normal"):
            return found._replace(em=value != "normal")
        if prop == "list-style-type" and value in _LIST_TYPES:
            return found
        if prop == "text-decoration" and value == "none":
            return found._replace(lossy=True)
        if not any(prop == style or prop.startswith(f"{style}-") for style in self.styles):
            return found._replace(kept=True)
        if prop == "text-align":
            found = found._replace(align=value)
        coloured = prop in ("color", "background", "background-color")
        return found._replace(lossy=True, coloured=found.coloured or coloured)


class Look(NamedTuple):
    """How text looks inside of elements."""

    strong: str = ""
    """The element that makes it bold; '' where none does."""
    em: str = ""
    coloured: bool = False

    def within(self, name: str, meaning: Meaning) -> Look:
        """Return how text looks inside of one more element."""
        strong = name if name in STRONG else self.strong
        em = name if name in SLANTED else self.em
        if meaning.strong is not None:
            strong = "strong" if meaning.strong else ""
        if meaning.em is not None:
            em = "em" if meaning.em else ""
        return Look(strong, em, self.coloured or meaning.coloured)


def _properties(style: str) -> Iterator[tuple[str, str]]:
    """Yield what a style declares; what is no declaration as a property of that name."""
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if name.strip():
            yield name.strip().lower(), value.replace("!important", "").strip().lower()
