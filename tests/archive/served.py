"""Runs newslint's commands in one process, which begins Spark once: a line of JSON each, args to code and words."""

from __future__ import annotations

import contextlib
import io
import json
import sys

import click

from newslint.commands import newslint


def answered(args: list[str]) -> int:
    """Run a command; return its exit code."""
    try:
        code = newslint.main(args, standalone_mode=False, obj=args)
    except click.ClickException as error:
        print(error.format_message(), file=sys.stderr)  # noqa: T201  # as people are told
        return error.exit_code
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    for line in sys.stdin:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = answered(json.loads(line))
        print(json.dumps([code, said.getvalue()]), flush=True)  # noqa: T201  # what is asked for
