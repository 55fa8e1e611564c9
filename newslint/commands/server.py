"""`newslint server`: findings and fixes in an editor, by the Language Server Protocol."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

import click

from newslint.commands.language import locale


@click.command()
def server() -> int:
    """Serve an editor over stdin and stdout, by the Language Server Protocol."""
    try:
        from newslint.server.language_server import Server
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"the server needs {error.name}: pip install 'newslint[lsp]'"
        ) from None
    return Server(locale()).serve(*_own_streams())


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return stdin and stdout, which nobody else reads or writes from now on.

    What a plugin, or a program that it starts, prints goes to stderr.
    """
    sys.stdout.flush()
    stdin, stdout = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return os.fdopen(stdin, "rb"), os.fdopen(stdout, "wb")
