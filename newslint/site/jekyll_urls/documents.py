"""Posts and documents: their URL and the file they become, or why they are not published."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newslint.site.jekyll_urls import matter, permalink
from newslint.site.jekyll_urls.configuration import Collection, Configuration, ending_of, holds
from newslint.site.jekyll_urls.dates import DateError
from newslint.site.jekyll_urls.defaults import Defaults
from newslint.site.jekyll_urls.matter import Matter
from newslint.site.jekyll_urls.permalink import PermalinkError
from newslint.site.jekyll_urls.selection import Source
from newslint.site.published import Entry, Page


@dataclass(frozen=True)
class Document:
    """A post or document with the page that it becomes."""

    page: Page
    matter: Matter | None
    """None where Jekyll does not read it, or ends the build because of it."""
    is_post: bool


def document(config: Configuration, defaults: Defaults, source: Source, entry: Entry) -> Document:
    """Return what a post, a draft or a document is published as."""
    collection = config.collections[source.label]
    inside = f"{config.collections_folder}/" if config.collections_folder else ""
    path = source.path.removeprefix(inside)
    name = path.rpartition("/")[2]
    if source.role == "post" and not matter.is_dated(path):
        return _refused(entry.path, "no date in the file's name")
    if source.role == "draft" and not matter.is_named(path):
        return _refused(entry.path, "a draft without extension")
    if source.role != "document" and matter.is_data(name):
        return _refused(entry.path, "a file of data is no post")
    if source.role != "document" and not entry.is_text:
        return _refused(entry.path, "not UTF-8")
    special = "_drafts" if source.role == "draft" else f"_{source.label}"
    folders = () if path.startswith(special) else _folders_above(path, special, name)
    try:
        known = matter.gather(entry, path, folders, defaults.of(path, source.label), config.now)
    except DateError:
        return _refused(entry.path, "a date that is none ends the build")
    given = known.values.get("permalink")
    own = given if holds(given) else None
    try:
        url, ending = _document_url(config, collection, path, known, own)
    except PermalinkError as error:
        return _refused(entry.path, f"{error}: the build ends")
    why = _why_not(config, collection, source, known)
    reason = why or _why(entry, collection, known, own)
    output = permalink.output_of(url, ending)
    page = Page(entry.path, url, output, (), not why, reason)
    return Document(page, known, collection.label == "posts")


def _refused(path: str, why: str) -> Document:
    return Document(Page(path, "", "", published=False, why=why), None, is_post=False)


def _folders_above(path: str, special: str, name: str) -> tuple[str, ...]:
    """Return the categories that the folders above `_posts` are."""
    above = re.sub(f"{re.escape(special)}.*", "", path, count=1)
    return tuple(part for part in above.split("/") if part not in ("", special, name))


def _why_not(config: Configuration, collection: Collection, source: Source, known: Matter) -> str:
    """Return why a document is not published; '' if it is."""
    published = known.values.get("published", True)
    if source.role == "draft" and not config.flag("show_drafts"):
        return "draft"
    if not collection.written:
        return f"the collection {collection.label} has no output"
    if not holds(published) and not config.flag("unpublished"):
        return "published: false"
    if known.date > config.now and not config.flag("future"):
        return "future date"
    return ""


def _why(entry: Entry, collection: Collection, known: Matter, own: object) -> str:
    if not known.read:
        return "unreadable front matter: dated by the build" if not known.timed else "unreadable"
    if own is None:
        return collection.why
    return "front matter permalink" if entry.fields.get("permalink") else "default permalink"


def _document_url(
    config: Configuration, collection: Collection, path: str, known: Matter, own: object
) -> tuple[str, str]:
    name = path.rpartition("/")[2]
    ending = ending_of(config, own, permalink.extension(name))
    base = name.removesuffix(permalink.extension(name))
    stem = path[: len(path) - len(permalink.extension(name))].replace(f"_{collection.label}", "", 1)
    slug = base if known.slug is None else known.slug

    def value(placeholder: str) -> str | None:
        match placeholder:
            case "collection":
                return collection.label
            case "path":
                return stem.rstrip(".")
            case "name":
                return permalink.slugify(base)
            case "title":
                return permalink.slugify(slug, pretty=True)
            case "slug":
                return permalink.slugify(slug)
            case "categories":
                return permalink.categories_of(known.categories, str.lower)
            case "slugified_categories":
                return permalink.categories_of(known.categories, permalink.slugify)
            case "output_ext":
                return ending
        return permalink.dated(placeholder, known.date)

    template = collection.template if own is None else own
    assert isinstance(template, str)  # noqa: S101 - `ending_of` has seen to it
    return permalink.clean(permalink.filled(template, value)), ending
