"""The rules' part of the site: a page each, made of the post that `newslint rule NAME` prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from newslint.catalog import shipped
from newslint.rule import PRESETS, Rule
from newslint.rule_page import messages, options_table

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_INDEX = "rules/index.md"
_FENCE = re.compile(r"^(`{3,})(\w+)(?: ([^`\n]+))?\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_TITLES = {
    "bad": "A post that breaks the rule",
    "good": "A post that does not",
    "fixed": "After --fix",
    "report": "What newslint says",
    "options": "With these options",
}
"""What the fences of a rule post are, by the word that tells."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the rules into the navigation, by family."""
    families = [
        {family: [_path(rule) for rule in rules]}
        for family, rules in groupby(shipped().rules.values(), key=lambda rule: rule.family)
    ]
    config.nav = [
        {"Rules": [_INDEX, *families]} if entry == {"Rules": _INDEX} else entry
        for entry in config.nav or ()
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the rules, and the index of them."""
    rules = list(shipped().rules.values())
    files.append(File.generated(config, _INDEX, content="\n".join(_index(rules))))
    for rule in rules:
        files.append(File.generated(config, _path(rule), content="\n".join(_page(rule))))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links that lead out of the pages' folder lead on from the site: as in the repository."""
    if "/" in page.file.src_uri:
        return markdown
    markdown = markdown.replace("](../rules)", f"]({_INDEX})").replace("](../rules/", "](rules/")
    return markdown.replace("](../", f"]({config.repo_url}/blob/main/")


def _path(rule: Rule) -> str:
    return f"rules/{rule.id}.md"


def _index(rules: list[Rule]) -> Iterator[str]:
    yield from ("# Rules", "")
    yield f"{len(rules)} rules in {len({rule.family for rule in rules})} families. " + _PRESETS
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield from ("", f"## {family}", "")
        yield from ("| rule | finds | severity | preset | fix |", "|---|---|---|---|---|")
        for rule in members:
            cells = (f"[{rule.name}]({rule.id}.md)", rule.summary, rule.severity, _preset(rule))
            yield f"| {' | '.join(map(_cell, (*cells, rule.fixable)))} |"


_PRESETS = (
    f"A preset ({', '.join(PRESETS)}) holds those before it; what has none is off until a site asks"
    " for it. A fix that is safe leaves what readers see as it was. `newslint rule NAME` prints the"
    " same pages."
)


def _page(rule: Rule) -> Iterator[str]:
    title, _, body = rule.doc.strip().partition("\n")
    yield from (title, "")
    yield from ("| severity | preset | fix | check |", "|---|---|---|---|")
    yield f"| {rule.severity} | {_preset(rule)} | {rule.fixable or 'none'} | `{rule.check}` |"
    if rule.norm:
        yield from ("", f"Norm: {rule.norm}")
    # A rule post links to the pages from where it lies, below rules/.
    yield _FENCE.sub(_titled, body).replace("](../../docs/", "](../../")
    yield from ("", "## Messages", "", "```text", *messages(rule, "en"), "```", "")
    yield from ("```text", *messages(rule, "ko"), "```", "")
    yield from ('<div lang="ko">', f"<p>{_escaped(rule.summary_in('ko'))}</p>", "</div>", "")
    yield from (*options_table(rule), "")


def _preset(rule: Rule) -> str:
    return (rule.preset or "off") if rule.status == "stable" else rule.status


def _titled(match: re.Match[str]) -> str:
    """Return a fence with its title, in place of the word that only newslint understands."""
    fence, language, words, text = match.groups()
    word, _, path = (words or language).partition(" ")
    title = _TITLES.get(word, "")
    if path:
        # Another file of the same little site, or the one whose path matters.
        title = f"{title} ({path})" if title else f"{word} ({path})"
    language = "text" if language == "report" else language
    return f"{fence}{language}{f' title={chr(34)}{title}{chr(34)}' if title else ''}\n{text}{fence}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("`", "")
