"""Run the shell lines of action.yml as GitHub runs them; what only GitHub has is passed over.

    python .ci/action.py WORKSPACE [NAME=VALUE]...

NAME is an input. `bin=FOLDER` names a newslint that is installed already: nothing is then installed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


def run(workspace: Path, wanted: dict[str, str]) -> int:
    """Run the steps in a folder; return the exit code of the action."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    known = {f"inputs.{name}": row["default"] for name, row in action["inputs"].items()}
    known |= {f"inputs.{name}": value for name, value in wanted.items() if name != "bin"}
    with tempfile.TemporaryDirectory() as room:
        known |= {"runner.temp": room, "github.action_path": str(ROOT)}
        known["steps.python.outputs.python-path"] = sys.executable
        for number, step in enumerate(action["runs"]["steps"]):
            name = step.get("id") or step.get("uses")
            if "run" not in step:
                print(f"-- {name}: GitHub's own")
            elif name == "install" and "bin" in wanted:
                known["steps.install.outputs.bin"] = wanted["bin"]
            else:
                output = Path(room, f"output-{number}")
                code = _shell(step, known, workspace, output)
                if code:
                    return code
                known |= _told(name, output)
    print(*(f"{name}={_filled(row['value'], known)}" for name, row in action["outputs"].items()))
    return 0


def _shell(step: dict[str, Any], known: dict[str, str], workspace: Path, output: Path) -> int:
    """Run a step by GitHub's `bash`: --noprofile --norc -eo pipefail."""
    output.touch()
    own = {name: _filled(value, known) for name, value in step.get("env", {}).items()}
    place = workspace / _filled(step.get("working-directory", "."), known)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    environment = {**os.environ, **own, "GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "true"}
    return subprocess.run(command, cwd=place, env=environment, check=False).returncode


def _filled(text: str, known: dict[str, str]) -> str:
    # An output that no step has set is empty.
    return _EXPRESSION.sub(lambda found: known.get(found[1], ""), text)


def _told(name: str, output: Path) -> dict[str, str]:
    """Return the outputs of a step; their names are those by which others ask for them."""
    lines = output.read_text(encoding="utf-8").splitlines()
    return {
        f"steps.{name}.outputs.{line.partition('=')[0]}": line.partition("=")[2] for line in lines
    }


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), dict(pair.split("=", 1) for pair in sys.argv[2:])))
