"""A rule's page: printed for readers, scaffolded for authors."""

from __future__ import annotations

import re

import msgspec

from newslint.rule import Rule, RuleError
from newslint.rule_check import check_of

_NAME = re.compile(r"([a-z0-9-]+)/([a-z0-9]+(?:-[a-z0-9]+)+)")


def page(rule: Rule) -> str:
    """Return a rule's page for a terminal: its declaration, its text and its options."""
    about = [
        f"rule      {rule.id}",
        f"severity  {rule.severity}",
        f"preset    {rule.preset or 'off'}",
        f"fix       {rule.fixable or 'none'}",
    ]
    if rule.norm:
        about.append(f"norm      {rule.norm}")
    body = rule.doc.strip()
    return "\n".join([*about, "", body, "", *options_table(rule), ""])


def options_table(rule: Rule) -> list[str]:
    """Return the lines of a Markdown table of a rule's options and what they are by default."""
    fields = msgspec.structs.fields(check_of(rule).options)
    if not fields:
        return ["## Options", "", "It takes none."]
    lines = ["## Options", "", "| option | default |", "|---|---|"]
    for item in fields:
        made = item.default_factory
        default = item.default if made is msgspec.NODEFAULT else made()
        value = rule.options.get(item.encode_name, default)
        lines.append(f"| `{item.encode_name}` | {_shown(value)} |")
    return lines


_SHOWN_ITEMS = 6


def _shown(value: object) -> str:
    if isinstance(value, list | tuple | dict) and len(value) > _SHOWN_ITEMS:
        return f"a {'mapping' if isinstance(value, dict) else 'list'} of {len(value)}"
    text = msgspec.json.encode(value).decode()
    return f"`{text}`" if len(text) <= 80 else "a list"  # noqa: PLR2004  # columns of a table


def scaffold(name: str, check: str) -> str:
    """Return the page of a new rule; raise RuleError for a name that is none."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise RuleError(f"`{name}` is no FAMILY/NAME; a name is two or more words in kebab-case")
    return _SCAFFOLD.format(check=check, name=match[2])


_SCAFFOLD = """\
---
check: {check}
severity: warning
status: preview
message:
  en: "say what is wrong: then say what to do"
  ko: "무엇이 잘못인지 적고, 어떻게 고칠지 적으세요"
options: {{}}
---
# {name}

One sentence that says what it finds.

One paragraph that says why an editor should care, and when to switch the rule off.

```md bad
---
title: A post that breaks the rule
---
Its text.
```

```md good
---
title: A post that does not
---
Its text.
```
"""
