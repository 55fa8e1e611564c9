"""What a shell is offered for a word that is being typed: rules and families."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.commands.language import reader

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def complete_rules(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the rules and families that a word may become, the last of several with commas."""
    from click.shell_completion import CompletionItem

    lead, comma, begun = incomplete.rpartition(",")
    return [
        CompletionItem(f"{lead}{comma}{name}", help=about)
        for name, about in _names()
        if name.startswith(begun)
    ]


def _names() -> Iterator[tuple[str, str]]:
    """Yield the names of the rules here, with what each finds; then those of the families."""
    from newslint.catalog import shipped
    from newslint.commands.here import catalog_here
    from newslint.config import ConfigError
    from newslint.rule import RuleError

    try:
        catalog = catalog_here()
    except (ConfigError, RuleError, OSError):
        # Whoever is typing is told nothing of it now.
        catalog = shipped()
    yield from ((rule.name, rule.summary_in(reader())) for rule in catalog.rules.values())
    yield from ((family, "") for family in sorted(catalog.families))
