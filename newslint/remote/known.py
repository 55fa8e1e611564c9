"""What newslint knows of hosts and of pages: `hosts.yaml` and `pages.yaml` beside this file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from newslint.remote.settings import HostSettings, duration


class Pages(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What pages say that are not the page that was linked; see `pages.yaml`."""

    titles: tuple[str, ...]
    absent: tuple[str, ...]
    errors: str
    signs_in: str
    sales: tuple[str, ...]
    parking: frozenset[str]


def known_hosts() -> dict[str, HostSettings]:
    """Return the hosts of which newslint knows how they are asked and understood."""
    return {name: _host(entry) for name, entry in _read("hosts.yaml").items()}


@cache
def known_pages() -> Pages:
    """Return the patterns of what such pages say."""
    return msgspec.convert(_read("pages.yaml"), Pages)


def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds what one of several does, in any case."""
    joined = "|".join(f"(?:{' '.join(pattern.split())})" for pattern in patterns)
    return re.compile(joined, re.IGNORECASE)


def _read(name: str) -> dict[str, Any]:
    text = files("newslint.remote").joinpath(name).read_text(encoding="utf-8")
    # A PyYAML that was built without libyaml reads it too.
    return dict(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506  # both are safe


def _host(entry: Mapping[str, Any]) -> HostSettings:
    facts = {key: value for key, value in entry.items() if key != "why"}
    if "interval" in facts:
        facts["interval"] = duration(facts["interval"])
    return msgspec.convert(facts, HostSettings)
