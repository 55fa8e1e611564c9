"""Every pattern that newslint ships, as it is compiled, and how each is used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_KEY = tuple[Any, int]
_AT_ONE_PLACE = {"match", "fullmatch"}


class Caught(NamedTuple):
    """A pattern, the module that compiled it, and whether it is looked for all over a text."""

    module: str
    pattern: re.Pattern[Any]
    everywhere: bool
    whole: bool
    """Whether it is anywhere asked for the whole of a text."""


def caught() -> list[Caught]:
    """Return every pattern that newslint compiles while it is imported and its rules are loaded.

    Those that stand in functions, as texts, are among them.
    """
    found: dict[tuple[_KEY, str], re.Pattern[Any]] = {}
    compile_one = re.compile

    def catch(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        made = compile_one(pattern, flags)
        frame = sys._getframe(1)  # noqa: SLF001  # who asked
        while frame.f_back and frame.f_globals.get("__name__") in {__name__, "re", "functools"}:
            frame = frame.f_back
        name = frame.f_globals.get("__name__", "")
        if name.startswith("newslint"):
            found.setdefault((_key(made), name), made)
        return made

    re.compile = catch
    try:
        import newslint

        for module in pkgutil.walk_packages(newslint.__path__, "newslint."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        _compile_rules()
    finally:
        re.compile = compile_one
    trees = dict(_trees())
    for name, tree in trees.items():
        for made in _written(tree):
            found.setdefault((_key(made), name), made)
    used = _used(trees)
    rows = [
        Caught(
            name,
            made,
            everywhere=not used.get(key, {"?"}) <= _AT_ONE_PLACE,
            whole="fullmatch" in used.get(key, ()),
        )
        for (key, name), made in found.items()
    ]
    return sorted(rows, key=lambda row: (row.module, str(row.pattern.pattern)))


def _key(pattern: re.Pattern[Any]) -> _KEY:
    return pattern.pattern, pattern.flags


def _compile_rules() -> None:
    """Let every rule, whatever its preset, compile what its options and its phrases say."""
    from newslint.catalog import shipped
    from newslint.request import Request
    from newslint.rule_check import validate
    from newslint.site_run import site_run_at
    from newslint.wish import Selection

    catalog = shipped()
    for rule in catalog.rules.values():
        # The rules may have been compiled before, and their patterns tried then.
        validate(rule)
    every = Selection(frozenset(rule.id for rule in catalog.rules.values()), frozenset())
    with tempfile.TemporaryDirectory() as folder:
        run = site_run_at(Path(folder), catalog, Request(selection=every, preview=True))
        _ = run.plans.of("_posts/2026-03-02-a.md", "post").scanner


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for name, module in list(sys.modules.items()):
        if name.startswith("newslint") and (file := getattr(module, "__file__", None)):
            yield name, ast.parse(Path(file).read_text(encoding="utf-8"))


def _written(tree: ast.Module) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns that a module hands to `re` as texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, (str, bytes)):
                flags = [*node.args[1:], *(word.value for word in node.keywords)]
                told = [ast.unparse(flag) for flag in flags if "re." in ast.unparse(flag)]
                names = re.findall(r"re\.([A-Z]+)", " ".join(told))
                chosen = 0
                for name in names:
                    chosen |= int(getattr(re, name))
                yield re.compile(first.value, chosen)


def _used(trees: dict[str, ast.Module]) -> dict[_KEY, set[str]]:
    """Return the methods by which each pattern that has a name is used; `?` where that is not seen."""
    used: dict[_KEY, set[str]] = {}
    for name, tree in trees.items():
        module = sys.modules[name]
        methods = {
            id(node.func.value): node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                pattern = getattr(module, node.id, None)
                if isinstance(pattern, re.Pattern):
                    used.setdefault(_key(pattern), set()).add(methods.get(id(node), "?"))
    return used
