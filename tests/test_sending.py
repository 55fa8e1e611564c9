"""What one file gives, as it is sent and kept: read again it is what it was."""

from __future__ import annotations

import errno
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from newslint.catalog import shipped
from newslint.config_reader import parse
from newslint.limits import Guard
from newslint.lint import Mapped, lint_file
from newslint.mapper import Mapper, map_file, map_unreadable
from newslint.mapping import Item
from newslint.plan import Plans, Wanted
from newslint.sending import Sent, diagnostics_of, facts_in, received, sent
from newslint.site import Site
from newslint.source import Source
from newslint.told import Crash

CONFIG = b"""\
kinds: {press: {match: {categories: [News]}}}
overrides: [{paths: "*.md", rules: {extra-h1: off}}]
"""
PLANS = Plans(parse(CONFIG, "newslint.yaml"), shipped(), Wanted())
TEXT = """\
---
title: 부두
categories: News
---
<a href="https://a.example/" rel="dofollow">부두</a> <!-- newslint-ignore-line invalid-rel: 옛 글 -->

<a href="https://a.example/" rel="dofollow">부두</a>
"""
CRASH = (Crash("links/broken-link", "post.md", "KeyError", "a.py:3"),)
CUT = frozenset({"links/broken-link"})


def mapped(path: str = "post.md", *, report: bool = True, **more: Any) -> Mapped:
    source = Source.read(path, TEXT.encode())
    found = lint_file(source, "post", Site("/site"), PLANS.of, report=report)
    return replace(found, **more)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"crashes": CRASH},
        {"cut": CUT},
        {"facts": None},
        {"diagnostics": ()},
        {"used": frozenset()},
    ],
)
def test_what_is_sent_is_received(more: dict[str, Any]) -> None:
    whole = mapped(**more)
    found = received("post.md", sent(whole, report=True), PLANS)
    assert found.facts == whole.facts
    assert found.mapped == replace(whole, diagnostics=())
    assert diagnostics_of(found.packed) == whole.diagnostics


def test_there_is_something_of_each_kind_to_be_sent() -> None:
    whole = mapped()
    assert (whole.plan.kind, whole.plan.overrides) == ("press", (0,))
    assert [row.suppressed for row in whole.diagnostics if row.rule == "links/invalid-rel"] == [
        None,
        "옛 글",
    ]
    assert whole.suppressions
    assert whole.used
    assert whole.digest


@pytest.mark.parametrize(
    ("report", "more", "has_findings", "keeps"),
    [
        (True, {}, True, True),
        (True, {"crashes": CRASH}, True, False),
        (True, {"cut": CUT}, True, False),
        (True, {"facts": None}, True, False),
        (False, {}, False, True),
        # Whatever went wrong is told, though nothing else of the file is wanted.
        (False, {"crashes": CRASH}, True, False),
        (False, {"cut": CUT}, True, False),
    ],
)
def test_what_is_sent_and_whether_it_is_kept(
    *, report: bool, more: dict[str, Any], has_findings: bool, keeps: bool
) -> None:
    found = sent(mapped(report=report, **more), report=report)
    assert (bool(found.findings), found.keeps) == (has_findings, keeps)


def test_what_was_not_linted_has_facts_only() -> None:
    found = received("post.md", sent(mapped(report=False), report=False), PLANS)
    assert found.facts == mapped().facts
    assert found.mapped is None
    assert diagnostics_of(found.packed) == ()


@pytest.mark.parametrize("path", ["post.md", "a\udcff.md"])
def test_facts_have_the_path_of_their_file(path: str) -> None:
    whole = mapped(path)
    assert facts_in(path, sent(whole, report=True).facts) == whole.facts


@pytest.mark.parametrize("kept", [Sent(b"\x00"), Sent(b"", b"\x00"), Sent(b"\x90")])
def test_what_is_no_facts_and_no_findings_is_refused(kept: Sent) -> None:
    with pytest.raises(msgspec.MsgspecError):
        received("post.md", kept, PLANS)
    assert diagnostics_of(b"\x00") == ()


# -- What a worker does -----------------------------------------------------------------------

MAPPER = Mapper(Site("/site"), parse(CONFIG, "newslint.yaml"), shipped(), Wanted())
POST, OTHER = Item("post.md", "post", is_target=True), Item("post.md", "post", is_target=False)


def test_what_a_worker_gives_is_what_is_found() -> None:
    found = map_file(POST, TEXT.encode(), "post.md", MAPPER.lint(Guard()))
    assert found == sent(mapped(), report=True)


def test_of_what_is_no_target_a_worker_tells_what_is_remembered() -> None:
    found = map_file(OTHER, TEXT.encode(), "post.md", MAPPER.lint(Guard()))
    assert (found.facts, found.findings) == (sent(mapped(), report=True).facts, b"")


@pytest.mark.parametrize(
    ("path", "raw", "told"),
    [
        ("pier.png", b"\x89PNG\r\n\0", "보 pier.png: not a text, not linted"),
        ("pier.txt", b"a\0b", "보 pier.txt: not a text, not linted"),
        ("pier.md", b"a\0b", ""),
        ("pier.txt", b"a" * 8192 + b"\0", ""),
    ],
)
def test_what_is_no_text_is_told_and_not_linted(path: str, raw: bytes, told: str) -> None:
    found = map_file(POST._replace(path=path), raw, f"보 {path}", MAPPER.lint(Guard()))
    assert (found.notice, bool(found.facts)) == (told, not told)


def test_a_file_that_cannot_be_read_is_a_finding_where_it_is_a_target() -> None:
    error = OSError(errno.EIO, "Input/output error")
    found = received("post.md", map_unreadable(POST, error, PLANS.of), PLANS)
    assert [row.rule for row in diagnostics_of(found.packed)] == ["engine/unreadable-file"]
    assert map_unreadable(OTHER, error, PLANS.of) == Sent()
