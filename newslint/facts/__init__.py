"""Facts: the little that a site remembers of a post, for the rules that look across posts."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from newslint.facts.anchors import NO_ANCHORS, Anchors
from newslint.facts.cited import Cited
from newslint.facts.closing import Closing
from newslint.facts.hosts import NO_HOSTS, Hosts
from newslint.facts.images import Shown
from newslint.facts.shingles import NO_BODY, Body
from newslint.facts.targets import Target
from newslint.facts.values import Alt, Day, Told, Value
from newslint.front_matter import Format
from newslint.source import Span


class Facts(NamedTuple):
    """What the site remembers of one post or page."""

    path: str
    kind: Literal["post", "page"]
    language: str
    has_front_matter: bool
    shifted: bool
    """True where what would be front matter has a blank before its first line."""
    readable: bool
    """False where the front matter cannot be parsed: its fields are unknown, not absent."""
    head: Span
    """Where a finding about what is absent is told."""
    keys: dict[str, int]
    """The outermost keys of the front matter, in lower case, with the offset of each (see `key`)."""
    odd_keys: tuple[tuple[str, Value], ...]
    """Those that are written otherwise: with capitals, with quotation marks."""
    empty: bool
    """True where it has no body to read: a stub, or an entry of a list."""
    dated: bool
    """True where front matter, file name or URL field tells the post's date."""
    published: Day | None
    """When it was published, as front matter or else the file's name tells; None if unknown."""
    time: str
    """When what it announces takes place, as its own fields tell; '' if none does."""
    withheld: bool
    """True for drafts and what front matter keeps from being published."""
    fields: dict[str, Told]
    """The outermost fields that are texts."""
    packed_alts: bytes
    """See `alts`. What only a few rules ask for is packed: a large site's takes much room."""
    packed_targets: bytes
    image_hosts: tuple[Shown, ...]
    """The images whose URL has a host."""
    form: Format | Literal[""] = ""
    """The form of its front matter (see FrontMatter); '' where it has none."""
    matter: bytes = b""
    """The fields that decide where its generator publishes it (see `matter.py`)."""
    anchors: Anchors = NO_ANCHORS
    """The ids that fragments of links may name."""
    packed_closings: bytes = b""
    barred: tuple[str, ...] = ()
    """What may be names behind bars, three at most."""
    opening: Value | None = None
    """The first heading of its body, if that is short; None where there is none."""
    hosts: Hosts = NO_HOSTS
    """The hosts that it links by `http:` and by `https:`."""
    packed_cited: bytes = b""
    body: Body = NO_BODY
    """Of a post, what others like it are found by."""
    authors: tuple[str, ...] = ()
    """Those that its front matter names."""

    @property
    def alts(self) -> tuple[Alt, ...]:
        """The alternative texts of the images that have one."""
        return _alts_in(self.packed_alts) if self.packed_alts else ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Where its links and images lead, as far as they lead into the site."""
        return _targets_in(self.packed_targets) if self.packed_targets else ()

    @property
    def closings(self) -> tuple[Closing, ...]:
        """The last blocks that have one link each."""
        return _closings_in(self.packed_closings) if self.packed_closings else ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The first links behind a label at its head or foot."""
        return _cited_in(self.packed_cited) if self.packed_cited else ()

    def key(self, name: str) -> Value:
        """Return a key as it is written, and where; `name` is in lower case, one of `keys`."""
        return next((value for key, value in self.odd_keys if key == name), self.plain_key(name))

    def plain_key(self, name: str) -> Value:
        """Return a key that is none of the `odd_keys`."""
        start = self.keys[name]
        return Value(name, start, start + len(name.encode()))


_alts_in = msgspec.msgpack.Decoder(tuple[Alt, ...]).decode
_targets_in = msgspec.msgpack.Decoder(tuple[Target, ...]).decode
_closings_in = msgspec.msgpack.Decoder(tuple[Closing, ...]).decode
_cited_in = msgspec.msgpack.Decoder(tuple[Cited, ...]).decode
