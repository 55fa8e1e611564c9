"""What the tags `post_url` and `link` lead to (Jekyll 4.3's tags/post_url.rb, tags/link.rb)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from newslint.site.published import Publication

_NAMED = re.compile(r"(?:(.+)/)?(\d+-\d+-\d+)-(.*)", re.DOTALL)


class Post(NamedTuple):
    """A post that is published, as `post_url` looks for it."""

    path: str
    """The source, from the folder of the configuration."""
    inside: str
    """The source, from the folder of the collections."""
    date: datetime
    slug: object


@dataclass(frozen=True)
class JekyllPublication(Publication):
    """What a Jekyll site publishes, with what its tags ask for."""

    posts: tuple[Post, ...] = ()
    """The posts that are published, the oldest first."""
    linked: Mapping[str, str] = field(default_factory=dict)
    """The sources by the paths that `link` may name; '' for what plugins make."""

    @cached_property
    def _named(self) -> Mapping[str, list[Post]]:
        """The posts by their file's name up to each of its dots."""
        found: dict[str, list[Post]] = {}
        for post in self.posts:
            name = post.inside.rpartition("/")[2]
            for dot in re.finditer(r"\.(?=[^.])", name):
                found.setdefault(name[: dot.start()], []).append(post)
        return found

    @cached_property
    def _dated(self) -> Mapping[tuple[object, int, int, int], Post]:
        """The first of the posts of a slug and a day."""
        found: dict[tuple[object, int, int, int], Post] = {}
        for post in self.posts:
            day = (post.date.year, post.date.month, post.date.day)
            found.setdefault((str(post.slug), *day), post)
        return found

    def post_url(self, argument: str) -> str | None:
        """Return the source of the post that `{% post_url %}` names; None where the build ends."""
        named = _NAMED.match(argument.strip().removeprefix("/"))
        if named is None:
            return None
        folder, day, slug = named[1], named[2], named[3]
        prefix = f"{folder}/" if folder else ""
        homes = (f"_posts/{prefix}", f"{prefix}_posts/", f"{prefix}_posts")
        for post in self._named.get(f"{day}-{slug}", ()):
            name = post.inside.rpartition("/")[2]
            if post.inside.removesuffix(name) in homes:
                return post.path
        return self._by_day(day, slug)

    def _by_day(self, day: str, slug: str) -> str | None:
        """Return the source of a post in any folder, as older versions of Jekyll found it."""
        from newslint.site.jekyll_urls import dates

        with suppress(dates.DateError):
            # What the text of a date lacks, nothing but the moment of the build could tell.
            moment = dates.instant(day, self.posts[0].date) if self.posts else None
            if moment is not None:
                post = self._dated.get((slug, moment.year, moment.month, moment.day))
                return post.path if post else None
        return None

    def link(self, argument: str) -> str | None:
        """Return the source that `{% link %}` names; '' for a plugin's page.

        None where the build ends. An argument that holds Liquid itself cannot be told.
        """
        return self.linked.get(argument.strip())
