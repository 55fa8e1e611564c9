"""Runs newslint's commands in one process, which begins Spark once: a line of JSON each, args to `exit CODE`."""

from __future__ import annotations

import contextlib
import json
import sys

import click

from newslint.commands import newslint


def answered(args: list[str]) -> int:
    """Run a command; return its exit code."""
    try:
        code = newslint.main(args, standalone_mode=False, obj=args)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    for line in sys.stdin:
        with contextlib.redirect_stdout(sys.stderr):
            code = answered(json.loads(line))
        print(f"exit {code}", flush=True)  # noqa: T201  # what is asked for
