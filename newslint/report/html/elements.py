"""Elements of HTML: whatever is not made by them is text, and is escaped.

So no title, path or message can become markup: there is one way for a text into the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from newslint.diagnostic import safe


class Html(str):
    """Markup that stands as it is."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Html] | None"
_SPECIAL = re.compile("[&<>\"']")
_VOID = frozenset({"meta", "link", "input"})


def escaped(text: str) -> Html:
    """Return a text as markup that shows it: for contents and for attributes in quotation marks.

    Control characters are left out, as are those that turn the direction of what follows.
    """
    text = safe(text)
    return Html(html.escape(text) if _SPECIAL.search(text) else text)


def element(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """Return an element; texts among its children are escaped, None is nothing.

    Attributes that are None or False are left out, True stands without a value; `class_` is
    `class`, and `data_rule` is `data-rule`.
    """
    told = "".join([_attribute(key, value) for key, value in attributes.items()])
    opening = f"<{name}{told}>"
    return Html(opening if name in _VOID else f"{opening}{joined(*children)}</{name}>")


def joined(*children: Child) -> Html:
    """Return children one after another, without an element around them."""
    return Html("".join([_child(child) for child in children if child is not None]))


def _child(child: str | Iterable[Html]) -> str:
    if isinstance(child, Html):
        return child
    return escaped(child) if isinstance(child, str) else "".join(map(_child, child))


@lru_cache(maxsize=4096, typed=True)
def _attribute(key: str, value: str | int | bool | None) -> str:  # noqa: FBT001  # as HTML has them
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'


def in_script(json: str) -> Html:
    """Return JSON as it may stand in a `script` element that holds data.

    Nothing in it can end the element, nor open a comment in which its end is not seen (HTML,
    4.12.1.3 Restrictions for contents of script elements).
    """
    for letter in "<>&\u2028\u2029":
        json = json.replace(letter, f"\\u{ord(letter):04x}")
    return Html(json)
