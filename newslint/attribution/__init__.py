"""Attribution: what a post says of its sources, of its licences and of who is speaking.

The model is made once for each document and read by the rules of the family `sources`. A post that
says nothing of a source costs nothing but the scanner's pass over its text.
"""

from newslint.attribution.hosts import has_deep_link
from newslint.attribution.promotion import is_footer, promoted, promotional_hosts
from newslint.attribution.statements import ClaimOptions, Statement, linked, sources, statements
from newslint.attribution.wording import SourceOptions, Wording, label_phrases, wording
from newslint.urls import host_in, is_home, meant_host

__all__ = [
    "ClaimOptions",
    "SourceOptions",
    "Statement",
    "Wording",
    "has_deep_link",
    "host_in",
    "is_footer",
    "is_home",
    "label_phrases",
    "linked",
    "meant_host",
    "promoted",
    "promotional_hosts",
    "sources",
    "statements",
    "wording",
]
