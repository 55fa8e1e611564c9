"""What is remembered and sent as bytes: MessagePack, in which nothing can run."""

from __future__ import annotations

from datetime import date

import msgspec

_encode = msgspec.msgpack.Encoder().encode


def bytes_packed(value: object) -> bytes:
    """Return a value as bytes; what is no UTF-8 in it, as in the name of a file, as question marks."""
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _encode(_legible(value))


def _legible(value: object) -> object:
    match value:
        case str():
            return value.encode(errors="replace").decode()
        case bytes() | date() | msgspec.Raw():
            return value
        case dict():
            return {_legible(key): _legible(inner) for key, inner in value.items()}
        case list() | tuple() | frozenset():
            return [_legible(inner) for inner in value]
        case msgspec.Struct():
            return _legible(msgspec.to_builtins(value, builtin_types=(bytes, date)))
    return value
