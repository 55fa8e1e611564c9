"""A rule's page: printed for readers, scaffolded for authors."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from newslint.documented import documented
from newslint.rule import Rule, RuleError
from newslint.rule_check import check_of
from newslint.width import padded
from newslint.words import spoken

_NAME = re.compile(r"(?:([a-z0-9-]+)/)?([a-z0-9]+(?:-[a-z0-9]+)+)")


def page(rule: Rule, language: str = "en") -> str:
    """Return a rule's page for a terminal: its declaration, its text and its options.

    The text is in English whatever the language: what the rule finds and says stands above it.
    """
    about = {
        "rule": rule.id,
        "finds": "" if language == "en" else rule.summary_in(language),
        "says": messages(rule, language)[0],
        "severity": rule.severity,
        "preset": rule.preset or "off",
        "fix": rule.fixable or spoken("none", language),
        "status": "" if rule.status == "stable" else rule.status,
        "norm": rule.norm,
    }
    head = [f"{padded(spoken(key, language), 9)} {told}" for key, told in about.items() if told]
    return "\n".join([*head, "", rule.doc.strip(), "", *options_table(rule, language), ""])


def messages(rule: Rule, language: str) -> list[str]:
    """Return what a rule says, facts aside: of many, and each of its variants'."""
    told = (variant.message.text(language, 2) for variant in rule.variants.values())
    return list(dict.fromkeys(told))


class OptionEntry(NamedTuple):
    """An option of a rule, as its page shows it."""

    name: str
    default: object
    about: str
    """What the check says of it."""


def options_of_page(rule: Rule) -> list[OptionEntry]:
    """Return a rule's options with what they are by default and what they mean."""
    options = check_of(rule).options
    about = documented(options)
    found = []
    for item in msgspec.structs.fields(options):
        made = item.default_factory
        default = item.default if made is msgspec.NODEFAULT else made()
        value = rule.options.get(item.encode_name, default)
        found.append(OptionEntry(item.encode_name, value, about[item.name]))
    return found


def options_table(rule: Rule, language: str = "en") -> list[str]:
    """Return the lines of a Markdown table of a rule's options."""
    entries = options_of_page(rule)
    heading = f"## {spoken('Options', language)}"
    if not entries:
        return [heading, "", spoken("It takes none.", language)]
    lines = [heading, "", spoken("| option | default | |", language), "|---|---|---|"]
    lines += [
        f"| `{name}` | {spoken(_shown(value), language)} | {about} |"
        for name, value, about in entries
    ]
    return lines


_SHOWN_ITEMS = 6


def _shown(value: object) -> str:
    if isinstance(value, list | tuple | dict) and len(value) > _SHOWN_ITEMS:
        return f"a {'mapping' if isinstance(value, dict) else 'list'} of {len(value)}"
    text = msgspec.json.encode(value).decode()
    return f"`{text}`" if len(text) <= 80 else "a list"  # noqa: PLR2004  # columns of a table


def scaffold(name: str, check: str, status: str) -> str:
    """Return the page of a new rule; raise RuleError for a name that is none."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise RuleError(f"`{name}` is no name: two or more words in kebab-case, as `stale-source`")
    return _SCAFFOLD.format(check=check, name=match[2], status=status)


_SCAFFOLD = """\
---
check: {check}
severity: warning
status: {status}
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
