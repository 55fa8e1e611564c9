"""What a Jekyll site publishes and at which URL, from its sources alone."""

from newslint.site.jekyll_tags import JekyllPublication
from newslint.site.jekyll_urls.plugins import gems, may_publish
from newslint.site.jekyll_urls.publish import has_redirects, publish
from newslint.site.jekyll_urls.reading import entry_of

__all__ = ["JekyllPublication", "entry_of", "gems", "has_redirects", "may_publish", "publish"]
