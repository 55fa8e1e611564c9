"""What a file may take: a larger one, a deeper one, a slower one is named, and the run goes on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from newslint.api import Options, lint_text
from newslint.catalog import shipped
from newslint.check import CHECKS, Finding
from newslint.config import Config
from newslint.document import Document
from newslint.index import Index
from newslint.limits import Alarm, Guard, Limits, guard
from newslint.lint import Mapped, lint_file, lint_site
from newslint.outcome import Report
from newslint.overrun import Overrun
from newslint.plan import Plans, Wanted
from newslint.regular import TooLargeError, read_regular
from newslint.request import Request
from newslint.run import run as run_over
from newslint.sending import sent
from newslint.site import Site
from newslint.source import Source, Span

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

POST = "_posts/2026-03-02-a.md"
TEXT = '---\ntitle: 등대\n---\n<a href="https://a.example/" rel="dofollow">부두</a> 글이다.\n'
DAY = date(2026, 6, 1)
UNKNOWN_REL = "`rel` has words that no registry knows (dofollow): mend or drop them"
EXCEEDED = "engine/limit-exceeded"


def said(report: Report) -> dict[str, list[tuple[str, str]]]:
    """Return the rules that speak and which of their messages, by file."""
    assert report.crashes == ()
    return {
        file.path.rpartition("/")[2]: [(row.rule, row.variant) for row in file.diagnostics]
        for file in report.files
    }


# -- Size ------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_named_and_not_read(write: Write, run: Run) -> None:
    rules = f"rules: {{limit-exceeded: {{size: {len(TEXT.encode())}}}}}\n"
    root = write({"newslint.yaml": rules, POST: TEXT, "_posts/2026-03-03-b.md": f"{TEXT}x"})
    # Nobody could read it, were it tried.
    with (root / "_posts/2026-03-04-c.md").open("wb") as file:
        file.truncate(10**13)
    code, out, err = run("--no-cache", "--output-format", "concise", ".")
    told = "not linted: {} bytes are more than the 88 of a limit; split it, or raise `size`"
    assert (code, err) == (1, "")
    assert [line.split(": ", 3)[1:] for line in out.splitlines()] == [
        ["warning", "links/invalid-rel", UNKNOWN_REL],
        ["error", EXCEEDED, told.format(89)],
        ["error", EXCEEDED, told.format(10**13)],
    ]


@pytest.mark.parametrize(
    ("config", "size", "exceeded"),
    [
        ("", 5_000_001, True),
        ("rules: {limit-exceeded: {size: 100}}", 100, False),
        ("rules: {limit-exceeded: {size: 100}}", 101, True),
        ("overrides: [{paths: _posts, rules: {limit-exceeded: {size: 50}}}]", 100, True),
        ("overrides: [{paths: pages, rules: {limit-exceeded: {size: 50}}}]", 100, False),
    ],
)
def test_limits_are_set_by_path(write: Write, config: str, size: int, *, exceeded: bool) -> None:
    root = write({"newslint.yaml": config, POST: "\n" * size})
    found = said(run_over([str(root)], shipped(), Request(language="en")))
    assert ((EXCEEDED, "") in found["2026-03-02-a.md"]) is exceeded


def test_links_to_a_file_that_is_not_read_are_not_called_broken(write: Write, run: Run) -> None:
    large = f"---\ntitle: 기록\npermalink: /record/\n---\n{'글이다. ' * 100}\n"
    other = "---\ntitle: 소식\n---\n[기록](/record/#part)을 [보라](/records/).\n"
    rules = "rules: {limit-exceeded: {size: 500}}\n"
    write(
        {
            "_config.yml": "",
            "newslint.yaml": rules,
            POST: large,
            "_posts/2026-03-03-b.md": other,
        }
    )
    _, out, _ = run("--no-cache", "--output-format", "concise", "--select", "links", ".")
    told = [line for line in out.splitlines() if "links/" in line]
    assert len(told) == 1
    assert "/records/" in told[0]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs files without a size")
def test_a_file_that_holds_more_than_it_was_said_to_is_too_large() -> None:
    assert read_regular("/proc/self/status")
    with pytest.raises(TooLargeError) as told:
        read_regular("/proc/self/status", 10)
    assert told.value.size > 10


def test_a_text_that_an_editor_has_is_held_to_the_limit_of_its_file(write: Write) -> None:
    rules = "rules: {limit-exceeded: {size: 100}}\n"
    root = write({"newslint.yaml": rules, POST: TEXT})
    for size, told in ((100, False), (101, True)):
        texts = {(root / POST).as_posix(): b"\n" * size}
        report = run_over([str(root)], shipped(), Request(language="en"), texts)
        assert ((EXCEEDED, "") in said(report)["2026-03-02-a.md"]) is told


@pytest.mark.parametrize("text", ["글" * 1_700_000, b"\xff" * 5_000_001])
def test_a_text_that_is_too_large(text: str | bytes) -> None:
    assert [row.rule for row in lint_text(text).diagnostics] == [EXCEEDED]


def test_a_kind_has_no_limits_of_its_own(write: Write, run: Run) -> None:
    kinds = "kinds:\n  press:\n    match: {path: _posts}\n    rules: {limit-exceeded: {size: 9}}\n"
    write({"newslint.yaml": kinds, POST: TEXT})
    code, _, err = run("--no-cache", ".")
    assert (code, "newslint.yaml:4: limits hold before a file is read" in err) == (2, True)


# -- Depth -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "matter",
    [
        f"---\na: {'[' * 101}{']' * 101}\n---\n글이다.\n",
        f"---\n{''.join(' ' * depth + f'a{depth}:' + chr(10) for depth in range(300))}---\n글\n",
        f'{{"a": {"[" * 200}{"]" * 200}}}\n글이다.\n',
        f"+++\na = {'[' * 100_000}{']' * 100_000}\n+++\n글이다.\n",
        f"+++\n{'a.' * 101}b = 1\n+++\n글이다.\n",
        f"---\na: &a {{{''.join(f'k{n}: 1, ' for n in range(2000))}}}\nd: [{'{<<: *a}, ' * 100}]\n---\n글\n",
    ],
    ids=["flow", "block", "json", "toml", "dotted", "merged"],
)
def test_front_matter_that_is_too_deep(matter: str) -> None:
    rows = lint_text(matter, options=Options(select=["front-matter"])).diagnostics
    assert [(row.rule, row.variant) for row in rows] == [(EXCEEDED, "depth")]


# -- Time ------------------------------------------------------------------------------------


def ticking() -> Guard:
    """Return a guard for which each look at its clock takes a second."""
    seconds = count()
    return Guard(lambda: next(seconds))


def linted(text: str, seconds: float) -> Mapped:
    """Lint a text that has so many seconds, of which each rule takes one."""
    watch, source = ticking(), Source.read("a.md", text.encode())
    watch.begin(Limits(file_seconds=seconds).of_file())
    plans = Plans(Config(), shipped(), Wanted())
    return lint_file(source, "post", Site("/"), plans.of, guard=watch)


def test_where_a_file_has_no_time_left_no_more_rules_are_asked() -> None:
    whole, cut = linted(TEXT, 1000), linted(TEXT, 5)
    assert (whole.cut, sent(whole, report=True).keeps) == (frozenset(), True)
    assert "markup/extra-h1" in cut.cut
    assert [row.variant for row in cut.diagnostics if row.rule == EXCEEDED] == ["file-seconds"]
    assert cut.facts == whole.facts
    # Nothing of it is kept, as if it were true.
    assert not sent(cut, report=True).keeps


def test_what_is_for_a_rule_that_was_stopped_is_not_called_unused() -> None:
    text = f"{TEXT}<!-- newslint-ignore-file extra-h1, missing-alt -->\n"
    for seconds, rules in ((1000, ["engine/unused-suppression"]), (5, [])):
        mapped = linted(text, seconds)
        source = Source.read("a.md", text.encode())
        index = Index(Site("/"), {"a.md": mapped.facts} if mapped.facts else {}, frozenset(), DAY)
        _, found = next(lint_site(index, {"a.md": mapped}, lambda _: source, shipped()))  # noqa: B023
        names = [row.rule for row in found.diagnostics]
        assert [name for name in names if name.endswith("suppression")] == rules


class Deep(NamedTuple):
    """A site's own check that follows something down without end."""

    def __call__(self, rows: Sequence[Document], *_: object) -> Iterator[Finding]:
        yield from self(rows)


def test_a_rule_that_goes_too_deep_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = CHECKS["front-matter-syntax"]
    monkeypatch.setitem(CHECKS, "front-matter-syntax", replace(known, run=Deep()))
    mapped = linted(TEXT, 1000)
    told = [row.message for row in mapped.diagnostics if row.variant == "depth"]
    end = "-front-matter could not look: something is nested too deeply here; take it apart"
    assert [text.endswith(end) for text in told] == [True]
    assert not mapped.crashes
    assert mapped.cut == {"front-matter/unparsable-front-matter"}


needs_timer = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="nothing can be interrupted there"
)

BAIT = """\
---
check: phrase
severity: warning
status: stable
message: {en: "`{text}` is bait"}
options: {patterns: [[aaa, "a*a*a*a*a*a*a*b"]]}
---
# slow-pattern

Bait.
"""
"""A rule of a site's own, whose pattern takes longer than anybody waits: n to the power of eight."""
BAITED = f"{TEXT}\n{'a' * 600}! 글이다.\n"
SITE = {
    "newslint.yaml": "packs: [_own]\nrules: {limit-exceeded: {rule-seconds: 0.1}}\n",
    "_own/slow-pattern.md": BAIT,
    POST: TEXT,
    "_posts/2026-03-03-b.md": BAITED,
}


@needs_timer
@pytest.mark.parametrize(("posts", "workers"), [(0, 1), (300, 2)])
def test_a_pattern_without_end_is_stopped(write: Write, posts: int, workers: int) -> None:
    more = {f"_posts/2026-03-04-{number}.md": TEXT for number in range(posts)}
    root = write({**SITE, **more})
    request = Request(language="en", workers=workers, interrupts=True, cache=True)
    # The second run finds nothing in the index of what was stopped.
    for _ in range(2):
        report = run_over([str(root)], shipped(), request)
        found = said(report)
        # The rule that has bitten is stopped, others go on.
        own = [
            row for row in found.pop("2026-03-03-b.md") if row[0] in (EXCEEDED, "links/invalid-rel")
        ]
        assert own == [(EXCEEDED, "rule-seconds"), ("links/invalid-rel", "")]
        told = [row.message for file in report.files for row in file.diagnostics]
        assert any(text.startswith("own/slow-pattern took over 0.1 s") for text in told)
        assert len(found) == posts + 1
        assert all((EXCEEDED, "rule-seconds") not in rows for rows in found.values())
        assert all(("links/invalid-rel", "") in rows for rows in found.values())
        assert report.basis is None
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def rings(alarm: Alarm, count: int) -> None:
    """Let the processor's time ring, so many ticks of a quarter of a second."""
    for _ in range(count):
        signal.raise_signal(signal.SIGPROF)


@needs_timer
@pytest.mark.parametrize(
    ("turns", "limit"),
    [
        pytest.param([4], None, id="just not too long"),
        pytest.param([5], "rule-seconds", id="one rule"),
        pytest.param([4, 4], None, id="two rules"),
        pytest.param([4, 4, 1], "file-seconds", id="a third one"),
    ],
)
def test_an_alarm_ends_what_takes_too_long(turns: list[int], limit: str | None) -> None:
    with Alarm() as alarm:
        alarm.begin(Limits(rule_seconds=1, file_seconds=2).of_file())
        told = None
        try:
            for count in turns:
                alarm.turn()
                rings(alarm, count)
        except Overrun as error:
            told = error.limit
        assert told == limit
        alarm.end()
        # Between two files nobody is at work.
        rings(alarm, 100)


# -- Across posts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posts", "seconds"), [(0, 60), (1, 60), (10_000, 60), (10_001, 120), (100_000, 600)]
)
def test_what_a_site_may_take_goes_with_its_posts(posts: int, seconds: float) -> None:
    time = Limits().of_site(posts)
    assert (time.rule, time.whole) == (seconds, 3 * seconds)


def endless(*_: object) -> Iterator[tuple[str, Finding]]:
    """Look across a site without end."""
    return (("", Finding(Span(0, 0))) for _ in iter(int, 1))


@needs_timer
def test_a_rule_across_posts_without_end_is_stopped(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped()
    known = CHECKS["unique-title"]
    monkeypatch.setitem(CHECKS, "unique-title", replace(known, run=endless))
    silent = f"{TEXT}<!-- newslint-ignore-file duplicate-title -->\n"
    posts = {f"_posts/2026-03-04-{number}.md": TEXT for number in range(60)}
    rules = "rules: {limit-exceeded: {site-seconds: 0.5}}\n"
    root = write({"newslint.yaml": rules, **posts, "_posts/2026-03-05-z.md": silent})
    request = Request(language="en", interrupts=True, cache=True)
    for _ in range(2):
        report = run_over([str(root)], shipped(), request)
        found = said(report)
        own = {name: rows for name, rows in found.items() if (EXCEEDED, "site-seconds") in rows}
        assert [*own] == ["2026-03-04-0.md"]
        (told,) = (
            row.message for file in report.files for row in file.diagnostics if row.rule == EXCEEDED
        )
        assert told.startswith("out of time across the site at duplicates/duplicate-title")
        # Other rules look all the same, and what it would have found is not known.
        others = {name: rows for name, rows in found.items() if name != "2026-03-05-z.md"}
        assert all(("residue/promo-footer", "repeated") in rows for rows in others.values())
        assert ("engine/unused-suppression", "") not in found["2026-03-05-z.md"]
        assert report.basis is None
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


@needs_timer
def test_a_glob_of_the_site_without_end_is_tried_once(write: Write) -> None:
    glob = f"posts/{'a*' * 12}b"
    mounts = (
        f'[[module.mounts]]\nsource = "content"\ntarget = "content"\nexcludeFiles = ["{glob}"]\n'
    )
    root = write(
        {
            "hugo.toml": f'baseURL = "https://haedam.example/"\n{mounts}',
            "newslint.yaml": "rules: {limit-exceeded: {site-seconds: 0.5}}\n",
            f"content/posts/{'a' * 200}.md": "---\ntitle: 등대\n---\n[부두](/b/) 글이다.\n",
        }
    )
    report = run_over([str(root)], shipped(), Request(language="en", interrupts=True))
    told = [
        row.message for file in report.files for row in file.diagnostics if row.rule == EXCEEDED
    ]
    assert any("links/broken-link" in text for text in told)
    # Who asks where links lead is told so at once: nobody else's time is up.
    assert not any("duplicates/duplicate-title" in text for text in told)
    assert report.judged.checked == 0


def test_where_a_site_has_no_time_left_no_more_rules_are_asked() -> None:
    mapped = linted(TEXT, 1000)
    assert mapped.facts is not None
    index = Index(Site("/"), {"a.md": mapped.facts}, frozenset(), DAY)
    source = Source.read("a.md", TEXT.encode())
    for seconds, stopped in ((1000, False), (2, True)):
        watch = ticking()
        watch.begin(Limits(site_seconds=seconds).of_site(1))
        looked = lint_site(index, {"a.md": mapped}, lambda _: source, shipped(), guard=watch)
        _, found = next(looked)
        assert bool(found.cut) is stopped
        told = {row.rule for row in found.diagnostics if row.variant == "site-seconds"}
        assert (told == {EXCEEDED}) is stopped


@needs_timer
def test_who_has_signals_of_their_own_keeps_them(write: Write) -> None:
    def own(*_: object) -> None:
        pass

    before = signal.signal(signal.SIGPROF, own)
    root = write({"newslint.yaml": "", POST: TEXT})
    for interrupts in (False, True):
        run_over([str(root)], shipped(), Request(interrupts=interrupts))
        assert signal.getsignal(signal.SIGPROF) is own
    signal.signal(signal.SIGPROF, before)


def test_only_who_may_is_interrupted() -> None:
    kinds: list[type[Guard]] = []
    thread = threading.Thread(target=lambda: kinds.append(type(guard(interrupts=True))))
    thread.start()
    thread.join()
    assert kinds == [Guard]
    assert type(guard(interrupts=False)) is Guard


def test_what_catches_all_that_fails_does_not_catch_an_overrun() -> None:
    assert not issubclass(Overrun, Exception)
