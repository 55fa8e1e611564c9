"""Which pages a Hugo site has, and at which URLs: Hugo's rules, without Hugo."""

from newslint.site.hugo_urls.aliases import alias_at
from newslint.site.hugo_urls.behaviour import CURRENT, OLD, Behaviour, behaviour_of
from newslint.site.hugo_urls.configuration import merged
from newslint.site.hugo_urls.publish import publish
from newslint.site.hugo_urls.references import References, references
from newslint.site.hugo_urls.release import of_other_releases

__all__ = [
    "CURRENT",
    "OLD",
    "Behaviour",
    "References",
    "alias_at",
    "behaviour_of",
    "merged",
    "of_other_releases",
    "publish",
    "references",
]
