"""The open texts: what stands in the editor's windows, which counts before what is on disk."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslint.server.positions import Text

if TYPE_CHECKING:
    from newslint.server.desk import Judgement


@dataclass
class Draft:
    """One open text."""

    uri: str
    path: str
    """Where it lies on disk, absolute; of a text that is no file yet its name."""
    text: Text
    version: int
    judgement: Judgement | None = None
    """What was said last of it, of whichever version; None for nothing."""
    judged: Text | None = None
    """The text that it was said of."""
    shown: list[object] | None = None
    """The diagnostics that the client was told last."""
    number: int = 0
    """How often they have changed."""
    told: tuple[int, int] = (-1, -1)
    """The version and that number as the client was told them last."""
    news: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    """Set whenever something is said of it."""
    timer: asyncio.TimerHandle | None = None
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_current(self) -> bool:
        """Whether what was said last is said of the text as it is."""
        return self.judged is self.text
