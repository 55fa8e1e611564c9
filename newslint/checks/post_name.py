"""A file among a Jekyll site's posts whose name keeps it from being one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.check import INDEX, Finding, Options, check
from newslint.dates import day_of
from newslint.facts import Facts
from newslint.index import Index
from newslint.relation import EACH

_NAME = re.compile(r"[0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2}-[^/]*\.[^./]+")
"""Jekyll's `DATE_FILENAME_MATCHER`, of the last part of a path."""
_HIDDEN = (".", "_", "#", "~")
"""How names begin that Jekyll's `EntryFilter` leaves out: somebody wanted that."""
_DATE = re.compile(r"(?:[0-9]{8}|[0-9]{1,4}([-._ ])[0-9]{1,2}\1[0-9]{1,4})(?![0-9])[-._ ]*")
"""A date in front of a name, in whatever order."""
_UNREAD = re.compile(r"[_ ]")
_BLANKS = re.compile(r"\s+")


@check("post-name", reads=INDEX, facts=("wanted",), relation=EACH)
def post_name(index: Index, options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield the files, each with the name that it should have."""
    if index.site.settings.generator != "jekyll":
        return
    for facts in index.asked_posts:
        *folders, name = facts.path.removeprefix(index.site.base).split("/")
        if "_posts" not in folders or _NAME.fullmatch(name):
            continue
        below = "/".join((*folders, name)).partition("_posts/")[2]
        # What has no front matter is a part that posts include; missing-front-matter asks for it.
        hidden = below.startswith(_HIDDEN) or name.startswith(_HIDDEN)
        if not hidden and facts.has_front_matter and not facts.withheld:
            yield facts.path, Finding(facts.head, {"wanted": _wanted(name, facts)})


def _wanted(name: str, facts: Facts) -> str:
    """Return the name as it should be: with the date that it or the post tells before it."""
    stem, _, extension = name.rpartition(".")
    date = _DATE.match(stem)
    told = _UNREAD.sub("-", date[0].strip("-._ ")) if date and stem[:4].isdigit() else ""
    day = day_of(told) or (facts.published.day if facts.published else None)
    slug = _BLANKS.sub("-", stem[date.end() :] if date else stem)
    return f"{day or 'YYYY-MM-DD'}-{slug or 'title'}.{extension}"
