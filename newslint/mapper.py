"""What lints the files of one site by themselves, in whatever process and on whatever machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import msgspec

from newslint.catalog import Catalog
from newslint.config import Config
from newslint.discover import EXTENSIONS
from newslint.limits import Guard
from newslint.lint import Mapped, lint_file
from newslint.mapping import Item
from newslint.plan import PlanOf, Plans, Wanted
from newslint.sending import Sent, sent
from newslint.site import Site
from newslint.source import Source
from newslint.unlinted import unread

Lint = Callable[..., Mapped]
"""(source, kind, report=) -> what one file gives by itself."""
_TEXT = tuple(f".{extension}" for extension in EXTENSIONS)
_HEAD = 8192
"""Bytes in which what is no text has a zero."""


class Mapper(msgspec.Struct, frozen=True, dict=True):
    """One site as a worker has to know it: what is sent to it is data, and small."""

    site: Site
    config: Config
    catalog: Catalog
    wanted: Wanted

    @cached_property
    def plans(self) -> Plans:
        """The plans of the site, made once in each process; raise ConfigError."""
        if self.config.plugins:
            from newslint.plugins import load_plugins

            load_plugins(self.config)
        return Plans(self.config, self.catalog, self.wanted)

    def lint(self, guard: Guard) -> Lint:
        """Return what lints a file of the site, for no longer than it may take."""

        def lint(source: Source, kind: str, *, report: bool) -> Mapped:
            guard.begin(self.plans.limits_of(source.path).of_file())
            return lint_file(source, kind, self.site, self.plans.of, report=report, guard=guard)

        return lint


def map_file(item: Item, raw: bytes, name: str, lint: Lint) -> Sent:
    """Return what a file of some bytes gives; `name` is what people are told it is called."""
    source = Source.read(item.path, raw)
    if b"\0" in source.data[:_HEAD] and not item.path.lower().endswith(_TEXT):
        return Sent(notice=f"{name}: not a text, not linted")
    return sent(lint(source, item.kind, report=item.is_target), report=item.is_target)


def map_unreadable(item: Item, error: OSError, plan_of: PlanOf) -> Sent:
    """Return what a file gives that is not read: a finding, where findings are wanted of it."""
    if not item.is_target:
        return Sent()
    plan = plan_of(item.path, item.kind, None)
    return sent(Mapped(plan, None, (unread(item.path, error, plan),)), report=True)
