"""What a Jekyll site publishes and at which URL, from its sources alone."""

from newslint.site.jekyll_urls.plugins import gems, may_publish
from newslint.site.jekyll_urls.publish import publish
from newslint.site.jekyll_urls.reading import entry_of
from newslint.site.jekyll_urls.tags import JekyllPublication

__all__ = ["JekyllPublication", "entry_of", "gems", "may_publish", "publish"]
