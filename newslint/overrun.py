"""What ends a check that takes too long."""

from __future__ import annotations


class Overrun(BaseException):
    """Something has taken more time than it may. A check that catches what fails does not hold it up."""

    def __init__(self, limit: str) -> None:
        """`limit` is the one that was passed: `rule-seconds`, `file-seconds` or `site-seconds`."""
        super().__init__(limit)
        self.limit = limit
