"""The example site says exactly what its committed reports say, and the README shows one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
SITE = ROOT / "examples" / "site"
SCHEMA = json.loads(
    (ROOT / "newslint" / "report" / "newslint-report.schema.json").read_text(encoding="utf-8")
)


def newslint(*args: str, columns: str = "100") -> str:
    command = [sys.executable, "-m", "newslint", "check", "--lang", "en", "--color", "never", *args]
    environment = {"COLUMNS": columns, "PATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=SITE, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("snapshot", "args"),
    [("site.report", ()), ("site.json", ("--output-format", "json"))],
)
def test_snapshot(snapshot: str, args: tuple[str, ...], request: pytest.FixtureRequest) -> None:
    path = ROOT / "examples" / snapshot
    said = newslint(*args)
    if request.config.getoption("--update-snapshots"):
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


def test_json_is_as_the_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(newslint("--output-format", "json")), SCHEMA)


def test_readme_shows_a_real_report() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n(.*?)\n```", readme, re.DOTALL)
    assert shown
    said = newslint("_posts/2026-03-04-seaweed-festival.md", columns="92")
    assert shown[1] == said.rstrip("\n")


def test_readme_names_every_hook() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert hooks
    assert all(f"- id: {hook['id']}" in readme for hook in hooks)
