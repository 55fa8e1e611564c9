"""From a permalink's template to a URL, and from a URL to the file it is written to.

Followed are Jekyll 4.3's `url.rb`, `drops/url_drop.rb`, `Utils.slugify` and
`Utils.add_permalink_suffix`, and the encoding of Addressable 2.8.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from posixpath import normpath
from urllib.parse import quote, unquote

STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""The templates that a configuration may name in one word."""
_PLACEHOLDER = re.compile(r":([a-z_]+)")
_PLAIN = re.compile(r"[a-zA-Z0-9./-]+")
_SCHEME = re.compile(r"([^:/?#]+):")
_KEPT = "!$&'()*+,;=:@/"
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class PermalinkError(ValueError):
    """A permalink that Jekyll refuses, ending the build."""


class _Kept(dict[int, str]):
    """A table for `str.translate`: a mark for every character that a slug cannot hold."""

    def __init__(self, punctuation: str) -> None:
        super().__init__()
        self.punctuation = punctuation

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        kept = kind[0] in "LM" or kind == "Nd" or character in self.punctuation
        self[code] = character if kept else "\0"
        return self[code]


_WORDS = _Kept("")
_READABLE = _Kept("._~!$&'()+,;=@")
_RUN = re.compile("\0+")


def slugify(text: object, *, pretty: bool = False) -> str:
    """Return a text as it stands in a URL: letters, marks and digits, joined by hyphens.

    A `pretty` one keeps its case and what punctuation a URL may hold.
    """
    if not isinstance(text, str):
        raise PermalinkError("slug is no text")
    slug = _RUN.sub("-", text.translate(_READABLE if pretty else _WORDS)).strip("-")
    return slug if pretty else slug.lower()


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return a text percent-encoded as a part of a URL's path; a `?` is left as it is."""
    if not text or _PLAIN.fullmatch(text):
        return text
    scheme = _SCHEME.match(text)
    if scheme and not re.fullmatch(r"[A-Za-z][A-Za-z0-9.+-]*", scheme[1]):
        raise PermalinkError("what stands before its colon is no scheme")
    head, mark, fragment = text.partition("#")
    path, question, query = head.partition("?")
    tail = f"{_quoted(query, '?')}{'%23' if mark else ''}{_quoted(fragment, '?')}"
    return f"{_quoted(path)}{question}{tail}"


def _quoted(text: str, more: str = "") -> str:
    # The name of a file need not be UTF-8.
    return quote(text, safe=_KEPT + more, errors="surrogateescape")


def clean(url: str) -> str:
    """Return a URL that begins with a slash and has neither dots for folders nor empty parts."""
    return re.sub("/+", "/", f"/{url}".replace("..", "/").replace("./", ""))


def suffixed(template: str, style: str) -> str:
    """Return the template of a page or document, ended as the site's posts are."""
    if style == "pretty" or style.endswith("/"):
        return f"{template}/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return f"{template}:output_ext"
    return template


def extension(path: str) -> str:
    """Return the extension of a path with its dot, as Ruby's `File.extname` has it."""
    name = path.rpartition("/")[2].lstrip(".")
    stem, dot, end = name.rpartition(".")
    return f".{end}" if dot and stem else ""


def stem(name: str) -> str:
    """Return a name without its extension and the dots before that."""
    ending = extension(name)
    return name[: len(name) - len(ending)].rstrip(".")


def filled(template: str, value: Callable[[str], str | None]) -> str:
    """Fill a template of a document; `value` returns None for a placeholder that there is not."""

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        rest = "_" if name.endswith("_") else ""
        text = value(name.removesuffix("_"))
        if text is None:
            raise PermalinkError(f"there is no placeholder :{name}")
        return f"{escape(text)}{rest}"

    return _PLACEHOLDER.sub(fill, template)


def replaced(template: str, values: Mapping[str, str]) -> str:
    """Fill a template of a page or static file, where any other placeholder stays as it is."""
    for name, value in values.items():
        template = template.replace(f":{name}", escape(value))
    return template


def categories_of(values: Iterable[str], change: Callable[[str], str]) -> str:
    """Return categories as the folders they make."""
    return "/".join(dict.fromkeys(change(value) for value in values))


_OF_DATE: dict[str, Callable[[datetime], str]] = {
    "year": lambda day: f"{day.year:04}",
    "month": lambda day: f"{day.month:02}",
    "day": lambda day: f"{day.day:02}",
    "hour": lambda day: f"{day.hour:02}",
    "minute": lambda day: f"{day.minute:02}",
    "second": lambda day: f"{day.second:02}",
    "i_day": lambda day: str(day.day),
    "i_month": lambda day: str(day.month),
    "short_month": lambda day: _MONTHS[day.month - 1][:3],
    "long_month": lambda day: _MONTHS[day.month - 1],
    "short_year": lambda day: f"{day.year % 100:02}",
    "w_year": lambda day: f"{day.isocalendar().year:04}",
    "week": lambda day: f"{day.isocalendar().week:02}",
    "w_day": lambda day: str(day.isoweekday()),
    "short_day": lambda day: _DAYS[day.weekday()][:3],
    "long_day": lambda day: _DAYS[day.weekday()],
    "y_day": lambda day: f"{day.timetuple().tm_yday:03}",
}


def dated(name: str, day: datetime) -> str | None:
    """Return what a placeholder makes of a date; None if it is none of a date."""
    make = _OF_DATE.get(name)
    return make(day) if make else None


def output_of(url: str, ending: str, index: str = "index.html") -> str:
    """Return the file that a page of a URL is written to, from the output folder."""
    path = normpath("/" + unquote(url)).strip("/")
    if url.endswith("/"):
        return f"{path}/{index}".lstrip("/")
    return path if path.endswith(ending) else f"{path}{ending}"
