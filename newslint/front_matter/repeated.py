"""What aliases of YAML make of a text: nine of nine, nine levels deep, are 387 million values."""

from __future__ import annotations

_MOST = 1_000_000
"""Values, and letters of those that are texts, beyond which nobody has written them."""


def outgrows(value: object) -> bool:
    """Tell whether a value that was read is more than anybody has written.

    What it repeats is one object, and is looked at once.
    """
    return _size(value, {}) > _MOST


def _size(value: object, known: dict[int, int]) -> int:
    if isinstance(value, str):
        return 1 + len(value)
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        known[id(value)] = 1 + sum(
            _size(inner, known) + (len(key) if isinstance(key, str) else 0) for key, inner in inside
        )
    return known[id(value)]
