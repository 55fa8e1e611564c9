"""What one file gives, as it is sent and kept: read again it is what it was."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from newslint.catalog import shipped
from newslint.config_reader import parse
from newslint.lint import Mapped, lint_file
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
