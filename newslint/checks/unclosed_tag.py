"""Elements that never end, and end tags of what nothing opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newslint.check import Finding, Options, check, together
from newslint.document import Document
from newslint.rows import Tag

_ENDED = frozenset(
    "a abbr address article aside audio b bdi bdo big blockquote button canvas caption center cite"
    " code data datalist del details dfn dialog div dl em fieldset figcaption figure font footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label legend main map mark menu meter nav"
    " object ol output picture pre progress q s samp section select small span strike strong sub"
    " summary sup svg table tt u ul var video".split()
)
"""Elements that need an end tag (HTML, 13.1.2.4 tells those that do not)."""
_OPTIONAL = frozenset("p li dt dd tr td th thead tbody tfoot colgroup option optgroup".split())
"""Elements that end without one."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
"""Each of them is ended by the end tag of any other (HTML, 13.2.6.4.7)."""
_WRITING = frozenset({"statement", "shortcode", "expression", "module"})
"""Kinds of template that may write a tag, or choose between two."""


@check("unclosed-tag", reads="tags", facts=("names",), variants=("stray",))
def unclosed_tag(rows: Sequence[Tag], document: Document, options: Options) -> Iterator[Finding]:
    """Yield what is not closed as one finding, and what was never open as another.

    Elements are counted by name: what overlaps (`<b><i></b></i>`) has all its tags. Of a heading that
    the end tag of another ends (`<h3>…</h4>`), only that it is not closed is told.
    """
    if document.dialect == "mdx" or any(row.kind in _WRITING for row in document.templates):
        return
    opened: defaultdict[str, list[Tag]] = defaultdict(list)
    stray: list[Tag] = []
    for tag in rows:
        if tag.empty or (tag.name not in _ENDED and tag.name not in _OPTIONAL):
            continue
        if not tag.closing:
            opened[tag.name].append(tag)
        elif opened[tag.name]:
            opened[tag.name].pop()
        elif tag.name not in _HEADINGS or not any(opened[name] for name in _HEADINGS):
            stray.append(tag)
    left = sorted(tag for name in opened if name in _ENDED for tag in opened[name])
    for variant, tags, form in (("", left, "<{}>"), ("stray", stray, "</{}>")):
        names = ", ".join(form.format(name) for name in dict.fromkeys(tag.name for tag in tags))
        yield from together((tag.span for tag in tags), {"names": names}, variant)
