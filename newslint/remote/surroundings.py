"""What a run of asking finds around it: clocks, chance, names and certificates."""

from __future__ import annotations

import random
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from newslint.remote.guard import is_public
from newslint.remote.names import Judge, LookUp, look_up

_ANYWHERE = ("192.0.2.1", 9)
"""An address of no host (RFC 5737)."""


def has_route() -> bool:
    """Tell whether there is a way out of this machine; nothing is sent."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(_ANYWHERE)
        except OSError:
            return False
    return True


@dataclass(frozen=True)
class Surroundings:
    """The defaults are the machine's own."""

    now: Callable[[], float] = time.time
    """Returns the time in seconds since 1970."""
    chance: Callable[[], float] = random.random
    """Returns a number from 0 to 1, which spreads what is asked again."""
    look_up: LookUp = look_up
    is_public: Judge = is_public
    has_route: Callable[[], bool] = has_route
    tls: ssl.SSLContext | None = None
    """Whom to trust; None for the system's authorities."""
