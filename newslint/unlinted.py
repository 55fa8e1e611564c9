"""What is said of a file that is not linted: it cannot be read, or is larger than is read."""

from __future__ import annotations

from newslint.check import Finding
from newslint.diagnostic import Diagnostic, make
from newslint.plan import Plan
from newslint.regular import TooLargeError
from newslint.source import Source, Span


def unread(path: str, error: OSError, plan: Plan) -> Diagnostic:
    """Return the finding that a file becomes which cannot be read, or is not."""
    if isinstance(error, TooLargeError):
        name, facts = "limit-exceeded", {"rule": "", "bytes": error.size}
    else:
        reason = error.strerror or type(error).__name__
        name, facts = "unreadable-file", {"rule": "", "path": path, "reason": reason}
    finding = Finding(Span(0, 0), facts)
    return make(finding, plan.spoken[name], Source.read(path, b""), plan.language)
