"""The pages of a Hugo site with the files they are written to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import NamedTuple

from newslint.site.hugo_urls.behaviour import Behaviour
from newslint.site.hugo_urls.dates import ZERO
from newslint.site.hugo_urls.nodes import Node, rendered
from newslint.site.hugo_urls.outputs import Format, Outputs, outputs_of
from newslint.site.hugo_urls.paths import Style
from newslint.site.hugo_urls.permalinks import Rule, Subject, expanded, rule_for, rules_of
from newslint.site.hugo_urls.targets import Target, Wanted, target_of
from newslint.site.hugo_urls.tree import Tree, disabled_kinds, plain_name


class Written(NamedTuple):
    """A page and where its outputs go, the main one first."""

    node: Node
    section: str
    """Its top section, in lower case."""
    targets: tuple[tuple[Format, Target], ...]
    why: str
    """Why it is not written; '' where it is."""
    how: str
    """How its URL came about."""
    is_built: bool
    """False where it is left out altogether, the files of its bundle too."""


class _Site(NamedTuple):
    tree: Tree
    outputs: Outputs
    rules: tuple[Rule, ...]
    style: Style
    behaviour: Behaviour


def written(tree: Tree, style: Style, behaviour: Behaviour) -> Iterator[Written]:
    """Yield the pages of one language, those that are not written too."""
    configuration = tree.language.configuration
    outputs = outputs_of(configuration, disabled_kinds(configuration))
    site = _Site(
        tree, outputs, rules_of(configuration.get("permalinks"), behaviour), style, behaviour
    )
    for node in tree.nodes:
        yield _one(site, node, rendered(node, behaviour), is_built=True)
    for node, why in tree.left_out:
        yield _one(site, node, why, is_built=False)


def _one(site: _Site, node: Node, why: str, *, is_built: bool) -> Written:
    wanted, how = _wanted(site, node)
    formats = site.outputs.of(node.kind, node.fields.get("outputs"))
    main = next((form for form in formats if form.permalinkable), None)
    if main:
        formats = (main, *(form for form in formats if form is not main))
    targets = tuple((form, target_of(wanted, form, site.style, site.behaviour)) for form in formats)
    sections = site.tree.sections(node)
    top = sections[0].place[0].lower() if sections else ""
    return Written(node, top, targets, why, how, is_built)


def _wanted(site: _Site, node: Node) -> tuple[Wanted, str]:
    tree, behaviour = site.tree, site.behaviour
    name = node.place[-1] if node.place else ""
    url, how = _own_url(site, node)
    rule = None if url else rule_for(site.rules, node.kind, node.path)
    permalink = ""
    if rule:
        permalink = expanded(rule.pattern, _subject(site, node), site.style)
        if permalink and behaviour.cleans_permalinks:
            permalink = normpath(permalink)
        how = rule.name
    wanted = Wanted(
        is_list=node.is_list,
        is_home=node.kind == "home",
        folder=tree.folder(node, site.style, behaviour),
        name=node.slug or plain_name(name, site.style, behaviour),
        url=url,
        permalink=permalink,
        is_bundle=node.is_bundle,
        is_term=node.kind == "term",
        prefix=tree.language.prefix,
        lead=tree.language.lead,
        has_host=bool(tree.language.host),
        is_ugly=_is_ugly(tree, node),
    )
    return wanted, how or ("slug" if node.slug else "path")


def _own_url(site: _Site, node: Node) -> tuple[str, str]:
    value = node.fields.get("url")
    url = value if isinstance(value, str) else ""
    if url and ":" in url and site.behaviour.url_tokens and "://" not in url:
        made = expanded(url, _subject(site, node), site.style)
        return made or url, "front matter url with tokens"
    return url, "front matter url" if url else ""


def _subject(site: _Site, node: Node) -> Subject:
    sections = site.tree.sections(node)
    current = sections[-1].place if sections else ()
    is_joined = bool(node.source) and not site.behaviour.slashes_in_titles
    is_leaf = node.is_bundle and not node.is_list
    name = node.place[-1] if node.place else ""
    return Subject(
        date=node.dates.date if node.dates else ZERO,
        title=node.title.replace("/", "-") if is_joined else node.title,
        slug=node.slug,
        filename="" if node.is_list else name if is_leaf else node.stem,
        base=name,
        sections=current,
        section_names=tuple(section.slug or section.title for section in sections),
    )


def _is_ugly(tree: Tree, node: Node) -> bool:
    """Tell whether `uglyURLs` holds for a page: everywhere, or in its section."""
    ugly = tree.language.configuration.get("uglyurls")
    if isinstance(ugly, Mapping):
        sections = tree.sections(node)
        return bool(sections) and bool(ugly.get(sections[0].place[0].lower()))
    return bool(ugly)
