"""What an editor's settings may ask of newslint, beyond the site's own configuration."""

from __future__ import annotations

from typing import Literal

import msgspec

from newslint.request import Request
from newslint.wish import Selection


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The section `newslint` of an editor's settings; also what it is started with."""

    lang: Literal["", "en", "ko"] = ""
    """The language of messages; '' for the site's, else the editor's own."""
    select: tuple[str, ...] = ()
    """Only these rules or families."""
    ignore: tuple[str, ...] = ()
    """Not these rules or families."""
    preview: bool = False
    """Whether rules in preview are on."""
    command: str = ""
    """Where the editor finds newslint, for which its own part may use this section, too."""

    def request(self, locale: str) -> Request:
        """Return what a run is asked for; `locale` is the editor's language."""
        return Request(
            language=self.lang,
            locale=locale,
            selection=Selection(frozenset(self.select), frozenset(self.ignore)),
            preview=self.preview,
            cache=True,
        )


def settings_of(told: object) -> Settings:
    """Read settings, whether the section itself or what holds it; raise ValueError.

    Nothing at all means the defaults.
    """
    if isinstance(told, dict) and "newslint" in told:
        told = told["newslint"]
    try:
        return msgspec.convert(told or {}, Settings)
    except msgspec.ValidationError as error:
        raise ValueError(f"the setting `newslint`: {error}") from None
