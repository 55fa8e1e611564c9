"""Posts and documents: their URL and the file they become, or why they are not published."""

from __future__ import annotations

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
    path = config.inside(source.path)
    unfit = _unfit(source, path, entry)
    if unfit:
        return _refused(entry.path, unfit)
    special = "_drafts" if source.role == "draft" else f"_{source.label}"
    folders = () if path.startswith(special) else _folders_above(path, special)
    try:
        known = matter.gather(entry, path, folders, defaults.of(path, source.label), config.now)
        given = known.values.get("permalink")
        own = given if holds(given) else None
        url, ending = _url(config, collection, path, known, own)
    except (DateError, PermalinkError) as error:
        return _refused(entry.path, f"{error}: the build ends")
    why = _why_not(config, collection, source, known)
    reason = why or _why(source, entry, collection, known)
    output = permalink.output_of(url, ending)
    page = Page(entry.path, url, output, (), not why, reason)
    return Document(page, known, collection.label == "posts")


def _unfit(source: Source, path: str, entry: Entry) -> str:
    """Return why Jekyll reads no post in a file; '' where it does."""
    if source.role == "document":
        return ""
    if source.role == "post" and not matter.is_dated(path):
        return "no date in the file's name"
    if source.role == "draft" and not matter.is_named(path):
        return "a draft without extension"
    if matter.is_data(path):
        return "a file of data is no post"
    return "" if entry.is_text else "not UTF-8"


def _refused(path: str, why: str) -> Document:
    return Document(Page(path, "", "", published=False, why=why), None, is_post=False)


def _folders_above(path: str, special: str) -> tuple[str, ...]:
    """Return the categories that the folders above `_posts` are."""
    name = path.rpartition("/")[2]
    above = path[: path.find(special)] if special in path else path
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


def _why(source: Source, entry: Entry, collection: Collection, known: Matter) -> str:
    """Return how a document's URL came about."""
    if not known.read:
        return "unreadable front matter" + ("" if known.timed else ": dated by the build")
    if source.role == "draft" and not known.timed:
        return "a draft, dated by the time of its file"
    if not holds(known.values.get("permalink")):
        return collection.why
    return "front matter permalink" if entry.fields.get("permalink") else "default permalink"


def _url(
    config: Configuration, collection: Collection, path: str, known: Matter, own: object
) -> tuple[str, str]:
    """Return a document's URL, and the extension of the file that it is written to."""
    extension = permalink.extension(path)
    ending = ending_of(config, own, extension)
    stem = path.removesuffix(extension)
    name = stem.rpartition("/")[2]
    slug = name if known.slug is None else known.slug

    def value(placeholder: str) -> str | None:
        match placeholder:
            case "collection":
                return collection.label
            case "path":
                return stem.replace(f"_{collection.label}", "", 1).rstrip(".")
            case "name":
                return permalink.slugify(name)
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

    template = own if isinstance(own, str) else collection.template
    return permalink.clean(permalink.filled(template, value)), ending
