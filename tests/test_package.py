"""What the package promises: its dependencies, its rules, its version."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from newslint import __version__

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _names(requirements: list[str]) -> set[str]:
    return {name.split(">")[0].split("[")[0].strip() for name in requirements}


def test_dependencies() -> None:
    project = PROJECT["project"]
    assert {"beautifulsoup4", "python-frontmatter", "pyyaml"} <= _names(project["dependencies"])
    assert "pytest" in _names(project["optional-dependencies"]["test"])
    assert "pytest" not in _names(project["dependencies"])


def test_the_wheel_is_told_to_carry_the_rules() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {"rules": "newslint/rules"}


def test_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newslint", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"newslint {__version__}\n"
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog


def test_top_level() -> None:
    wanted = "pyproject.toml newslint rules examples tests .pre-commit-hooks.yaml .ci/run LICENSE"
    assert all((ROOT / name).exists() for name in wanted.split())
