"""What runs newslint for others: the action, the recipes and the hooks, by their own shell lines."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from newslint.commands import COMMANDS

ROOT = Path(__file__).parent.parent
RECIPES = sorted((ROOT / "examples" / "ci").iterdir())
Run = Callable[..., tuple[int, str, str]]
Write = Callable[[Mapping[str, str | bytes]], Path]

SITE = {
    "_config.yml": "title: 해담\n",
    "_posts/2026-03-01-pier.md": "---\ntitle: 부두가 열린다!\n---\n\n[시간표](timetable.md)\n",
    "about.md": "---\ntitle: 소개\n---\n",
}
"""One error, which breaks a link, and a warning."""


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# -- The action ----------------------------------------------------------------------------------

ACTION = loaded(ROOT / "action.yml")


@pytest.fixture
def act(write: Write, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the action's steps on a site, with the newslint that is tested."""
    own = tmp_path / "bin" / "newslint"
    own.parent.mkdir()
    own.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newslint "$@"\n', encoding="utf-8")
    own.chmod(0o755)
    write({f"site/{name}": text for name, text in SITE.items()})

    def run(**inputs: str) -> subprocess.CompletedProcess[str]:
        given = [f"{name.replace('_', '-')}={value}" for name, value in inputs.items()]
        command = [
            sys.executable,
            f"{ROOT}/.ci/action.py",
            str(tmp_path),
            f"bin={own.parent}",
            *given,
        ]
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")},
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def test_the_action_annotates_and_reports_and_fails(
    act: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = act(working_directory="site")
    assert done.returncode == 1, done.stderr
    assert "::error file=_posts/2026-03-01-pier.md,line=5," in done.stdout
    log = json.loads((tmp_path / "site" / "newslint.sarif").read_bytes())
    assert {row["ruleId"] for row in log["runs"][0]["results"]} >= {"links/broken-link"}
    assert "`links/broken-link`" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("inputs", "code", "outputs"),
    [
        ({"args": "--fail-on never"}, 0, "exit-code=0 sarif=./newslint.sarif"),
        ({"paths": "site/about.md", "sarif": ""}, 0, "exit-code=0 sarif="),
        ({"args": "--select no-such-rule"}, 2, None),
        ({"paths": "site/about.md site/_posts"}, 1, None),
    ],
)
def test_inputs(
    act: Callable[..., subprocess.CompletedProcess[str]],
    inputs: dict[str, str],
    code: int,
    outputs: str | None,
) -> None:
    done = act(**inputs)
    assert done.returncode == code, done.stderr
    assert outputs is None or done.stdout.splitlines()[-1] == outputs


def test_no_shell_reads_an_input(
    act: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])
    act(paths="site; touch stolen", args="$(touch stolen) `touch stolen` --lang=*")
    assert not list(tmp_path.rglob("stolen"))


def test_the_action_says_what_it_takes() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert [name for name in ACTION["inputs"] | ACTION["outputs"] if f"`{name}`" not in page] == []


# -- Recipes ---------------------------------------------------------------------------------------


def commands(recipe: Path) -> Iterator[list[str]]:
    """Yield the calls of newslint in a recipe, as a shell would make them."""
    if recipe.name == "Jenkinsfile":
        lines = re.findall(r"^ *sh '(.*)'$", recipe.read_text(encoding="utf-8"), re.MULTILINE)
    else:
        lines = [line for text in texts(loaded(recipe)) for line in text.splitlines()]
    for line in lines:
        words = shlex.split(line)
        if words[1:] and Path(words[0]).name == "newslint" and words[1] in COMMANDS:
            yield words[1:]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.name)
def test_what_a_recipe_runs(recipe: Path, write: Write, run: Run) -> None:
    root = write(SITE)
    called = list(commands(recipe))
    assert bool(called) is (recipe.name not in HOOKED | {"github-action.yml"})
    for args in called:
        code, _, err = run(*args)
        # What is wrong with the site is a link inside it.
        assert code == (0 if {"never", "lock", "--replay"} & {*args} else 1), err
        for file in re.findall(r"=([\w.-]+\.(?:xml|json|md|sarif|html))", " ".join(args)):
            assert (root / file).stat().st_size
            # Whatever it is handed to afterwards has that name, too.
            assert recipe.read_text(encoding="utf-8").count(file) > 1


HOOKED = {"pre-commit-config.yaml", "pre-commit-ci.yaml"}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.name)
def test_recipes_ask_for_this_version(recipe: Path) -> None:
    from newslint import __version__

    found = re.findall(
        r"(?:newslint(?:\[\w+\])?==|newslint@v|rev: v)([\d.]+)", recipe.read_text(encoding="utf-8")
    )
    assert set(found) == {__version__}


def test_the_action_recipe_gives_inputs_that_there_are() -> None:
    recipe = loaded(ROOT / "examples" / "ci" / "github-action.yml")
    (step,) = (row for row in recipe["jobs"]["newslint"]["steps"] if "newslint/" in row["uses"])
    assert set(step["with"]) <= set(ACTION["inputs"])


def test_every_recipe_is_told_of() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert [path.name for path in RECIPES if f"examples/ci/{path.name}" not in page] == []


# -- Hooks -----------------------------------------------------------------------------------------

HOOKS = {row["id"]: row for row in loaded(ROOT / ".pre-commit-hooks.yaml")}


@pytest.mark.parametrize("recipe", sorted(HOOKED))
def test_recipes_name_hooks_that_there_are(recipe: str) -> None:
    hooks = loaded(ROOT / "examples" / "ci" / recipe)["repos"][0]["hooks"]
    assert {row["id"] for row in hooks} <= set(HOOKS)


@pytest.mark.parametrize("name", sorted(HOOKS))
def test_a_hook_is_documented_and_runs(name: str, write: Write, run: Run) -> None:
    hook = HOOKS[name]
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in page
    root = write(SITE)
    given: list[str] = hook.get("args", [])
    program, *args = [*shlex.split(hook["entry"]), *given]
    assert program == "newslint"
    assert hook["require_serial"]
    files = [] if hook.get("pass_filenames") is False else ["_posts/2026-03-01-pier.md", "about.md"]
    code, _, err = run(*args, *files)
    assert code == (0 if {"--fix-only", "--online"} & {*args} else 1), err
    assert (root / "about.md").read_text(encoding="utf-8") == SITE["about.md"]


def test_only_the_site_hook_waits_for_a_push() -> None:
    pushed = {name for name, row in HOOKS.items() if "pre-push" in row.get("stages", [])}
    assert "newslint-site" in pushed
    assert not pushed & {"newslint", "newslint-fix"}
    # Stages have these names since pre-commit 3.2.0.
    assert all(HOOKS[name]["minimum_pre_commit_version"] >= "3.2.0" for name in pushed)
