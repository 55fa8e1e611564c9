"""Generators' configuration files as plain values: YAML, TOML or JSON, never executed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from newslint.front_matter import UnparsableError, parse_text
from newslint.front_matter.repeated import outgrows


def values(raw: bytes | None, extension: str) -> Mapping[str, object]:
    """Return the outermost values of a configuration file; none if it cannot be read."""
    if raw is None:
        return {}
    text = raw.decode(errors="replace").lstrip("\ufeff")
    if extension == "toml":
        import tomllib

        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError):
            return {}
    try:
        parsed = parse_text(text, extension)
    except UnparsableError:
        return {}
    top: dict[str, object] = {}
    for field in parsed.fields:
        if len(field.path) == 1 and not isinstance(field.path[0], int):
            top[field.path[0]] = field.value
    # It would be written out where it is compared and kept.
    return {} if outgrows(top) else top


def first(
    names: Iterable[str], read: Callable[[str], bytes | None]
) -> tuple[str, Mapping[str, object]]:
    """Return the name and the values of the first configuration file that exists."""
    for name in names:
        raw = read(name)
        if raw is not None:
            return name, values(raw, name.rpartition(".")[2])
    return "", {}


def text(config: Mapping[str, object], key: str, default: str = "") -> str:
    """Return a value where it is text."""
    value = config.get(key)
    return value if isinstance(value, str) else default


def strings(value: object) -> tuple[str, ...]:
    """Return a list's texts; of a single text, that one."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(str(item) for item in value if isinstance(item, str | int))
    return ()
