"""Texts of posts in XML: what XML 1.0 cannot hold left out, what it would read escaped."""

from __future__ import annotations

import re

from newslint.diagnostic import safe, unread

_NO_CHARACTER = re.compile("[\ufffe\uffff]")
"""What is no character of XML 1.0 (production 2, Char), besides what no report shows."""
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPACES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_CONTENT = str.maketrans(_NAMED)
_VALUE = str.maketrans(_NAMED | _SPACES)


def content(text: str) -> str:
    """Return a text as it stands between tags."""
    return unread(_clean(text).translate(_CONTENT), "&#35;")


def attributes(**values: object) -> str:
    """Return attributes with a blank before each, their values in quotation marks.

    Line ends and tabs are kept, which a reader would take for blanks (XML 1.0, 3.3.3).
    """
    told = {name: _clean(str(value)).translate(_VALUE) for name, value in values.items()}
    return "".join(f' {name}="{unread(value, "&#35;")}"' for name, value in told.items())


def _clean(text: str) -> str:
    return _NO_CHARACTER.sub("\ufffd", safe(text))
