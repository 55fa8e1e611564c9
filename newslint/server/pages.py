"""A rule's page for an editor: as text below the pointer, and as a place to go to."""

from __future__ import annotations

import re
from pathlib import Path

from newslint.rule import Rule

_TITLE = re.compile(r"\A\s*# [^\n]*\n+")
_INFO = re.compile(r"^(`{3,}[a-z]+)[^\S\n][^\n]*$", re.MULTILINE)
_REPORT = re.compile(r"^(`{3,})report$", re.MULTILINE)


def address(rule: Rule) -> str | None:
    """Return where a rule's page lies, as a URI; None where it lies in no folder."""
    return Path(rule.origin).as_uri() if rule.origin else None


def page(rule: Rule) -> str:
    """Return a rule's page as Markdown for people; its fences name a language and no more."""
    where = address(rule)
    name = f"[{rule.id}]({where})" if where else rule.id
    about = [f"**{name}**", rule.severity, *([f"fix: {rule.fixable}"] if rule.fixable else [])]
    doc = _TITLE.sub("", rule.doc)
    doc = _INFO.sub(r"\1", _REPORT.sub(r"\1text", doc)).strip()
    norm = f"\n\n{rule.norm}" if rule.norm else ""
    return f"{' · '.join(about)}\n\n{doc}{norm}\n"
