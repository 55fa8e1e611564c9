"""The command line: argv in, exit code out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from newslint import __version__

if TYPE_CHECKING:
    import click


def main(argv: Sequence[str] | None = None) -> int:
    """Run newslint; return 0 (nothing to fail on), 1 (findings) or 2 (could not do its job)."""
    args = list(sys.argv[1:] if argv is None else argv)
    # Answered before anything is imported: this is what hooks and editors ask first.
    version = f"newslint {__version__}\n" if args in (["--version"], ["-V"]) else ""
    if argv is not None:
        return _write(version) if version else _invoke(args)
    _open_what_is_closed()
    if version:
        return _leave(_write(version))
    try:
        _end_in_order()
        code = _again(args)
        if code is None:
            _collect_rarely()
            code = _invoke(args)
    except KeyboardInterrupt:
        _complain("interrupted")
        code = 2
    return _leave(code)


def _again(args: list[str]) -> int | None:
    """Say what was said of the same things before; None where there is no such answer."""
    from newslint import answer

    found = answer.find(args)
    if found is None:
        return None
    try:
        answer.tell([found.out], found.err, sys.stdout)
    except OSError as error:
        _explain(error)
        return 2
    return found.code


def _open_what_is_closed() -> None:
    """Let a stream that the caller has closed (`>&-`), which Python has as None, lead nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Open as long as the process lives; and pathlib is not imported for `--version`.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _end_in_order() -> None:
    """Let SIGTERM end the process as Ctrl-C does: what is being written leaves nothing behind."""
    import signal

    def end(_number: int, _frame: object) -> None:
        # Who asks twice has no patience.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)


def _write(text: str = "") -> int:
    """Write a text, and what has been said before, to stdout; return the exit code."""
    try:
        if text:
            sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from newslint.answer import stop_telling

        stop_telling()
        if isinstance(error, BrokenPipeError):
            # The reader of our output has seen enough.
            return 0
        _complain(f"the report could not be written: {error.strerror or error}")
        return 2
    return 0


def _leave(code: int) -> int:
    """End the process at once, with all that was said written.

    To take millions of objects apart one by one takes as long as a warm run; the end of a process
    does it in no time. Where a debugger or a profiler has its say first, return the exit code.
    """
    code = max(code, _write())
    with suppress(OSError):
        # Else nobody is left to be told; the exit code tells.
        sys.stderr.flush()
    if sys.gettrace() is None and sys.getprofile() is None:
        os._exit(code)
    return code


def _collect_rarely() -> None:
    """Let the collector of cycles look seldom at what lives as long as the process does.

    A run makes millions of objects and hardly a cycle: with the usual thresholds a quarter of its
    time goes into looking at them again and again.
    """
    import gc

    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


def _invoke(args: list[str]) -> int:
    import click

    from newslint.commands import newslint
    from newslint.commands.language import meet

    meet(args)
    if "_NEWSLINT_COMPLETE" in os.environ:
        from newslint.commands.completion import adapt

        adapt()
    try:
        code = newslint.main(args, prog_name="newslint", standalone_mode=False, obj=args)
    except click.ClickException as error:
        _complain(error.format_message(), error if isinstance(error, click.UsageError) else None)
    except click.Abort:
        _complain("interrupted")
    except Exception as error:  # noqa: BLE001  # exit code 1 would say that it could do its job
        _explain(error)
    else:
        return code if isinstance(code, int) else 0
    return 2


def _explain(error: Exception) -> None:
    """Tell what kept newslint from doing its job."""
    from newslint.config import ConfigError
    from newslint.discover import MissingPathError
    from newslint.rule import RuleError

    if isinstance(error, ConfigError | RuleError):
        _complain(str(error))
    elif isinstance(error, MissingPathError):
        told, hint = f"{error}: no such file or folder", _hint(str(error))
        _complain(f"{told}; {hint}" if hint else told)
    elif isinstance(error, OSError):
        if error.filename is None:
            from newslint.answer import stop_telling

            stop_telling()
        _complain(f"{error.filename or 'output'}: {error.strerror or error}")
    elif isinstance(error, MemoryError):
        _complain("there is not enough memory")
    elif isinstance(error, RecursionError):
        _complain("something is nested too deeply; please report it")
    else:
        import traceback

        traceback.print_exception(error, file=sys.stderr)
        _complain(f"{type(error).__name__}: {error}; please report it")


def _hint(word: str) -> str:
    from difflib import get_close_matches

    from newslint.commands import COMMANDS

    close = get_close_matches(word, COMMANDS, n=1)
    return f"did you mean `newslint {close[0]}`?" if close else ""


def _complain(text: str, usage: click.UsageError | None = None) -> None:
    from newslint.commands.language import reader
    from newslint.words import spoken

    with suppress(OSError):
        print(f"newslint: {spoken(text, reader())}", file=sys.stderr)
        if usage is not None and usage.ctx is not None:
            see = f"see `{usage.ctx.command_path} --help`"
            print(spoken(see, reader()), file=sys.stderr)
