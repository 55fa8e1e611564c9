"""The guide: of each rule that speaks, what it wants and why, from its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pyromark

from newslint.report.html.elements import Html, element, escaped, joined
from newslint.report.html.posts import anchor, message
from newslint.report.html.texts import Texts
from newslint.rule import Rule

if TYPE_CHECKING:
    from newslint.report.census import Census

_INLINE = {"Emphasis": "em", "Strong": "strong"}
_BLOCKS = {"Paragraph": "p", "Item": "li", "BlockQuote": "blockquote", "TableHead": "tr",
           "TableRow": "tr", "TableCell": "td", "Table": "table"}  # fmt: skip
_FIRST = re.compile(r"(?<=[.。])\s")
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")


def _titles(texts: Texts) -> Mapping[str, str]:
    """Return what the specimens of a page are called that are shown: the others are for tests."""
    return {
        "bad": texts("What it finds"),
        "good": texts("What is well"),
        "fixed": texts("Mended"),
    }


def entry(name: str, rule: Rule | None, census: Census, texts: Texts) -> Html:
    """Return a rule's entry in the guide, closed: what it says, its page, and what it refers to.

    `rule` is None where it is not known any more what it was.
    """
    severity = census.severity(name)
    summary = element(
        "summary",
        element("h4", element("code", name.partition("/")[2])),
        " ",
        element("b", texts(severity), class_="severity"),
        " ",
        element("span", finds(rule, texts) if rule else census.message(name), class_="says"),
    )
    body = element(
        "div",
        element("p", [element("span", each) for each in _about(name, rule, census, texts)]),
        element("div", page(rule, texts), lang="en", class_="page") if rule else None,
        _norm(rule.norm, texts) if rule and rule.norm else None,
        element(
            "p", element("span", texts("Show its findings"), data_pick=f"rule={name}", hidden=True)
        ),
        id=anchor(name),
        tabindex="-1",
    )
    return element("details", summary, body, class_=severity)


def finds(rule: Rule, texts: Texts) -> Html:
    """Return what a rule finds, in a sentence: in the page's language where it says so itself."""
    return message(_FIRST.split(rule.summary_in(texts.language), maxsplit=1)[0])


def _about(name: str, rule: Rule | None, census: Census, texts: Texts) -> Iterator[str]:
    count = census.rules[name]
    yield texts.counted(count.total, "{n} finding", "{n} findings")
    yield texts.counted(count.posts, "in {n} post", "in {n} posts")
    if rule and rule.fixable:
        yield texts(f"{rule.fixable} fix")


def _norm(norm: str, texts: Texts) -> Html:
    """Return what a rule refers to, its addresses as links."""
    parts = _ADDRESS.split(norm)
    told = (_link(part, escaped(part)) if n % 2 else escaped(part) for n, part in enumerate(parts))
    return element("p", f"{texts('Written down in')}: ", told, class_="norm")


def _link(target: str, content: Html) -> Html:
    return element("a", content, href=target, rel="noreferrer")


def page(rule: Rule, texts: Texts) -> Html:
    """Return a rule's page without its title, its Markdown as HTML; HTML in it is shown as text."""
    open_: list[tuple[str, object, list[Html]]] = [("", None, [])]
    for event in pyromark.events(rule.doc, options=pyromark.Options.ENABLE_TABLES):
        match event:
            case {"Start": str(name)}:
                open_.append((name, None, []))
            case {"Start": dict(tag)}:
                open_.extend((name, details, []) for name, details in tag.items())
            case {"End": _}:
                name, details, parts = open_.pop()
                open_[-1][2].append(_element(name, details, joined(parts), texts))
            case _:
                open_[-1][2].append(_inline(event))
    return joined(open_[0][2])


def _inline(event: object) -> Html:
    match event:
        case {"Text": str(text)} | {"Html": str(text)} | {"InlineHtml": str(text)}:
            return escaped(text)
        case {"Code": str(text)}:
            return element("code", text)
    return Html("\n")


def _element(name: str, details: object, inner: Html, texts: Texts) -> Html:
    match name, details:
        case ("CodeBlock", {"Fenced": str(info)}):
            titles = _titles(texts)
            shown = [titles[word] for word in info.split() if word in titles]
            return _specimen(shown[0], inner, texts.language) if shown else Html("")
        case ("Link", {"dest_url": str(target)}) if target.startswith(("https://", "http://")):
            return _link(target, inner)
        case ("Heading", {"level": level}):
            return Html("") if level == "H1" else element("h5", inner)
        case ("List", _):
            return element("ul" if details is None else "ol", inner)
    if name in _INLINE or name in _BLOCKS:
        return element(_INLINE.get(name) or _BLOCKS[name], inner)
    return inner


def _specimen(title: str, inner: Html, language: str) -> Html:
    caption = element("figcaption", title, lang=language)
    return element("figure", caption, element("pre", element("code", inner)))
