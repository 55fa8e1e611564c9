"""The shipped rules, compiled: kept beside Python's bytecode, and made anew when a file changes.

To read fifty rule posts and hold them against their checks takes a fifth of a run over one file.
As with bytecode, PYTHONPYCACHEPREFIX says where it is kept and PYTHONDONTWRITEBYTECODE that it is not,
and a folder that cannot be written is no fault.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import msgspec

from newslint.digest import digest_of
from newslint.marks import mark
from newslint.program import own_files
from newslint.rule import Rule


def read() -> list[Rule] | None:
    """Return the rules as they were compiled; None where they were not, or not as they are now."""
    with suppress(OSError, msgspec.MsgspecError):
        whole = _file().read_bytes()
        if whole.startswith(_state()):
            return _decode(whole[_DIGEST:])
    return None


def write(rules: list[Rule]) -> None:
    """Keep rules that have been held against their checks."""
    if sys.dont_write_bytecode:
        return
    body = msgspec.msgpack.encode(rules)
    if _decode(body) != rules:
        # A value that this form cannot hold, such as a date.
        return
    file = _file()
    part = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(_state() + body)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


_decode = msgspec.msgpack.Decoder(list[Rule]).decode
_DIGEST = 16


def _file() -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name("rules.py")))).with_suffix(".rules")


def _state() -> bytes:
    """Return what tells the rules, and the code that reads them, from any others."""
    files = map(str, own_files())
    marks = (f"{file} {found.text if (found := mark(file)) else ''}" for file in files)
    return digest_of(sys.version.encode(), *(line.encode(errors="replace") for line in marks))
