"""newslint: a content-quality linter for news posts.

The version is all that lives here, so that `newslint --version` loads next to nothing.
"""

__version__ = "0.1.0"
