"""What a Jekyll site publishes and at which URL, from its sources alone."""

from newslint.site.jekyll_urls.publish import publish

__all__ = ["publish"]
