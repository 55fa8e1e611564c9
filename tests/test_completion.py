"""What a shell completes, tried with the shells that are here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

BASH = """
eval "$(newslint completion bash)"
compopt() { echo "compopt $*"; }
COMP_WORDS=({words}) COMP_CWORD={number}
_newslint_completion newslint
IFS=$'\\n'
echo "${COMPREPLY[*]}"
"""
ZSH = """
autoload -U compinit && compinit -u
compdef() { :; }
compadd() { print -rl -- ${(P)@[-1]}; }
eval "$(newslint completion zsh)"
words=({words}) CURRENT={number}
_describe() { print -rl -- ${(P)3}; }
_newslint_completion
"""
FISH = """
newslint completion fish | source
complete --do-complete "{line}"
"""


def complete(shell: str, line: str, folder: Path, **variables: str) -> list[str]:
    """Return what a shell offers for a line that has been typed so far."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    program = folder / "bin" / "newslint"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newslint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    words = [f'"{word}"' for word in line.split(" ")]
    script = {"bash": BASH, "zsh": ZSH, "fish": FISH}[shell]
    number = len(words) - (shell == "bash")
    script = script.replace("{words}", " ".join(words)).replace("{number}", str(number))
    found = os.environ["PATH"]
    done = subprocess.run(
        [shell, *(["-f"] if shell == "zsh" else []), "-c", script.replace("{line}", line)],
        cwd=folder,
        env={**os.environ, "PATH": f"{program.parent}:{found}", "LANG": "C.UTF-8", **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("shell", "line", "offered"),
    [
        ("bash", "newslint du", ["duplicates"]),
        ("bash", "newslint rule house", ["house-rule", "house-rules"]),
        ("bash", "newslint check --fix-", ["--fix-only"]),
        ("bash", "newslint --unsafe", ["--unsafe-fixes"]),
        ("bash", "newslint --select links,self", ["links,self-source"]),
        ("bash", "newslint check --output sar", ["sarif"]),
        ("bash", "newslint check --fail-on ne", ["never"]),
        ("bash", "newslint config sh", ["show"]),
        ("bash", "newslint --lang k", ["ko"]),
        ("zsh", "newslint --select links,self", ["links,self-source"]),
        ("zsh", "newslint check --output sar", ["sarif"]),
        ("fish", "newslint --select links,self", ["links,self-source"]),
        ("fish", "newslint check --fail-on ne", ["never"]),
    ],
)
def test_what_is_offered(write: Write, shell: str, line: str, offered: list[str]) -> None:
    folder = write(
        {
            "newslint.yaml": "packs: [house-rules]\n",
            "house-rules/house-rule.md": "---\ncheck: phrase\nstatus: stable\nmessage: {en: a}\n---\n# a\n",
        }
    )
    told = complete(shell, line, folder)
    assert sorted(row.split("\t")[0].split(":")[0] for row in told if row) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_what_it_is_for_is_told_in_the_reader_s_language(write: Write, shell: str) -> None:
    folder = write({})
    (row,) = complete(shell, "newslint check --fix-", folder, LC_ALL="ko_KR.UTF-8")
    assert "고치기만 하고" in row


@pytest.mark.parametrize(("shell", "typed"), [("zsh", "2"), ("fish", "--fix-")])
def test_what_a_shell_asks_for_is_answered_in_words(tmp_path: Path, shell: str, typed: str) -> None:
    asked = {
        "_NEWSLINT_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "newslint check --fix-",
        "COMP_CWORD": typed,
        "LC_ALL": "ko_KR.UTF-8",
    }
    out = subprocess.check_output(
        [sys.executable, "-m", "newslint"], cwd=tmp_path, env={**os.environ, **asked}, text=True
    )
    assert re.fullmatch("plain[\n,]--fix-only[\n\t]고치기만 하고, .*\n", out)


def test_a_path_is_offered_where_no_command_begins_so(write: Write) -> None:
    folder = write({"_posts/a.md": ""})
    assert complete("bash", "newslint _po", folder)[0] == "compopt -o"


def test_a_configuration_that_is_broken_is_no_trouble(write: Write) -> None:
    folder = write({"newslint.yaml": "rules: ["})
    assert complete("bash", "newslint rule self", folder) == ["self-source"]
