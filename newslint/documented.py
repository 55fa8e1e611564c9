"""What a check's options mean: said below each in its source, and read from there."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise

from newslint.check import Options


@cache
def documented(options: type) -> dict[str, str]:
    """Return what stands below each field of an options' class, in its source; '' for nothing."""
    found: dict[str, str] = {}
    for declared in reversed(options.__mro__):
        if not issubclass(declared, Options):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(declared))).body[0]
        for row, text in pairwise([*body.body, None] if isinstance(body, ast.ClassDef) else ()):
            if isinstance(row, ast.AnnAssign) and isinstance(row.target, ast.Name):
                value = text.value if isinstance(text, ast.Expr) else None
                said = str(value.value) if isinstance(value, ast.Constant) else ""
                found[row.target.id] = " ".join(said.split())
    return found
