"""Which fields of front matter mean what, in all that newslint reads."""

from __future__ import annotations

IMAGE_FIELDS = frozenset(
    "image feature_image featured_image cover thumbnail hero banner og_image header_image".split()
)
"""Front-matter fields whose value is an image of the post."""
LINK_FIELDS = frozenset("link url_link redirect_to canonical_url next_post prev_post".split())
"""Front-matter fields whose value leads somewhere."""
DATE_FIELDS = (
    *("date", "pubdate", "published", "publishdate", "published_at", "eventdate"),
    *("lastmod", "updated", "modified", "last_modified_at"),
)
"""Front-matter fields that tell when a post was published or last changed."""
