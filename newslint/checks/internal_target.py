"""A link or an image that leads to nothing inside the site."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Literal

from newslint.check import INDEX, Finding, Options, check
from newslint.facts import Target
from newslint.index import Index, folder_of


class InternalTarget(Options, frozen=True):
    """What is looked at."""

    of: Literal["link", "image"] = "link"
    """Links, or images."""


@check(
    "internal-target",
    reads=INDEX,
    options=InternalTarget,
    facts=("target", "nearest"),
    variants=("near",),
)
def internal_target(index: Index, options: InternalTarget) -> Iterator[tuple[str, Finding]]:
    """Yield the targets that the sources alone show to be missing."""
    for path, facts in index.facts.items():
        places: dict[str, list[Target]] = {}
        for target in facts.targets:
            if target.kind != options.of or target.templated:
                continue
            if index.verdict(path, target.target) == "missing":
                places.setdefault(target.target, []).append(target)
        for name, targets in places.items():
            spans = tuple(dict.fromkeys(target.span for target in targets))
            nearest = _nearest(index, name)
            yield (
                path,
                Finding(
                    spans[0],
                    {"target": name, "nearest": nearest},
                    spans if len(spans) > 1 else (),
                    variant="near" if nearest else "",
                ),
            )


def _nearest(index: Index, target: str) -> str:
    """Return the file that was probably meant, as a root-relative target; '' if none is near."""
    name = target.split("?")[0].split("#")[0].rpartition("/")[2]
    names: dict[str, str] = {}
    for file in sorted(index.files):
        names.setdefault(file.rpartition("/")[2], file)
    close = difflib.get_close_matches(name, _alike(names, name), n=1, cutoff=0.85)
    if not close or not target.startswith("/"):
        return ""
    file = names[close[0]]
    folder = folder_of(target).strip("/")
    return f"/{file}" if close[0] != name or folder_of(file) != folder else ""


def _alike(names: dict[str, str], name: str) -> list[str]:
    """Return the names that are near enough in length to be compared."""
    return [other for other in names if abs(len(other) - len(name)) <= 2]  # noqa: PLR2004
