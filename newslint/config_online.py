"""The key `online` of a configuration: how links that lead out of the site are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from newslint.config import ConfigError
from newslint.config_node import Node
from newslint.remote.settings import HostSettings, Settings, duration

KEYS = (
    *("concurrency", "host-concurrency", "host-interval", "timeout", "retries", "budget"),
    *("allow-private", "include", "exclude", "hosts"),
)
HOST_KEYS = (
    *("headers", "interval", "concurrency", "method", "accept", "untold", "fragments", "off"),
)
METHODS = ("head", "get")
_HOST = re.compile(r"[^\s/:?#@]+")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a field of HTTP (RFC 9110, 5.6.2)."""


def online_of(node: Node, base: Settings | None) -> Settings:
    """Return how to ask, what is not said as in `base`; raise ConfigError."""
    node.refuse_unknown(KEYS)
    was = base or Settings()
    hosts = {name.lower().removeprefix("www."): _host(entry) for name, entry in _hosts(node)}
    return Settings(
        concurrency=_count(node, "concurrency", was.concurrency, least=1),
        host_concurrency=_count(node, "host-concurrency", was.host_concurrency, least=1),
        host_interval=_seconds(node, "host-interval", was.host_interval),
        timeout=_seconds(node, "timeout", was.timeout),
        retries=_count(node, "retries", was.retries, least=0),
        budget=_budget(node, was.budget),
        allow_private=node.flag("allow-private", default=was.allow_private),
        include=_patterns(node, "include") or was.include,
        exclude=(*was.exclude, *_patterns(node, "exclude")),
        hosts={**was.hosts, **hosts},
    )


def _count(node: Node, key: str, default: int, *, least: int) -> int:
    entry = node.entry(key)
    if entry is None:
        return default
    if not isinstance(entry.value, int) or isinstance(entry.value, bool) or entry.value < least:
        raise entry.fail(f"`{entry.name}` must be a number, {least} at least")
    return entry.value


def _seconds(node: Node, key: str, default: float) -> float:
    entry = node.entry(key)
    if entry is None:
        return default
    try:
        return duration(entry.value)
    except ValueError:
        raise entry.fail(
            f"`{entry.name}: {entry.written}` is no duration; write 50ms, 20s or 2m"
        ) from None


def _budget(node: Node, default: float | None) -> float | None:
    entry = node.entry("budget")
    if entry is None:
        return default
    return None if entry.value is None else _seconds(node, "budget", 0.0)


def _patterns(node: Node, key: str) -> tuple[str, ...]:
    from newslint.growth.compiling import EndlessError, compiled

    for mention in node.mentions(key):
        try:
            compiled(mention.name)
        except EndlessError as error:
            raise ConfigError(f"{mention.place}: {error}") from None
        except re.error as error:
            where = f"{node.name}.{key}"
            raise ConfigError(
                f"{mention.place}: `{mention.name}` in `{where}` is no pattern: {error}"
            ) from None
    return node.strings(key)


def _hosts(node: Node) -> Iterable[tuple[str, Node]]:
    for name, entry in node.mapping("hosts").entries().items():
        if not _HOST.fullmatch(name):
            raise entry.fail(f"`{name}` is no host; write its name alone, as press.example.kr")
        yield name, entry


def _host(node: Node) -> HostSettings:
    # YAML 1.1 reads a bare `off` as false.
    if node.value is False or node.value == "off":
        return HostSettings(off=True)
    if not isinstance(node.value, dict):
        raise node.fail(f"`{node.name}` must be a mapping, or off")
    node.refuse_unknown(HOST_KEYS)
    found = HostSettings(
        headers=_headers(node.mapping("headers")),
        method="get" if node.choice("method", METHODS, "head") == "get" else "head",
        accept=_statuses(node, "accept"),
        untold=_statuses(node, "untold"),
        fragments=node.flag("fragments", default=True),
        off=node.flag("off", default=False),
    )
    if node.entry("interval"):
        found = replace(found, interval=_seconds(node, "interval", 0.0))
    if node.entry("concurrency"):
        found = replace(found, concurrency=_count(node, "concurrency", 1, least=1))
    return found


def _headers(node: Node) -> dict[str, str]:
    found = {}
    for name, entry in node.entries().items():
        value = entry.value
        if not _HEADER.fullmatch(name):
            raise entry.fail(f"`{name}` is no name of a header")
        if not isinstance(value, str) or not value.isprintable():
            raise entry.fail(f"`{entry.name}` must be a text on one line")
        found[name] = value
    return found


def _statuses(node: Node, key: str) -> tuple[int, ...]:
    entry = node.entry(key)
    if entry is None:
        return ()
    values = entry.value if isinstance(entry.value, list) else [entry.value]
    if not all(type(value) is int and 100 <= value <= 999 for value in values):  # noqa: PLR2004
        raise entry.fail(f"`{entry.name}` must be a status, as 403, or a list of them")
    return tuple(values)
