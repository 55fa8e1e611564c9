"""The posts on a rule's page: what `newslint test` says of them, and what it writes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.catalog import shipped
from newslint.check import CHECKS, INDEX, Check, Options
from newslint.rule import RuleError
from newslint.rule_check import check_of
from newslint.rule_folder import load_folder
from newslint.trial import run_tests

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]

PAGE = """\
---
check: {check}
severity: error
status: stable
message: {{en: "mend it", ko: "고치세요"}}
fix: safe
---
# a-rule

It finds it.

{body}
```md good
Text.
```
"""
BAD = "```md bad\nText.\n\n<p>&nbsp;</p>\n\nMore.\n```\n"
REPORT = "```report\npost.md:3:1: error: house/a-rule: mend it\n```\n"
FIXED = "```md fixed\nText.\n\nMore.\n```\n"


def site(body: str, check: str = "spacer-paragraph") -> dict[str, str | bytes]:
    return {"newslint.yaml": "", "_house/a-rule.md": PAGE.format(check=check, body=body)}


# -- What it writes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            BAD, BAD + REPORT, "no report; run `newslint test --update`", id="there is no report"
        ),
        pytest.param(
            BAD + "```report\nold\n```\n",
            BAD + REPORT,
            "the report is\npost.md",
            id="another report",
        ),
        pytest.param(
            BAD + REPORT + "```md fixed\n```\n",
            BAD + REPORT + FIXED,
            "fixed, it is\nText.",
            id="not as it is fixed",
        ),
    ],
)
def test_what_is_not_as_it_is_now_fails_and_is_written_anew(
    write: Write, run: Run, old: str, new: str, told: str
) -> None:
    root = write(site(old))
    code, out, _ = run("test", "_house")
    assert (code, f"_house/a-rule.md:12: {told}" in out) == (1, True)
    assert run("test", "_house", "--update")[:2] == (
        0,
        "_house/a-rule.md: updated\n1 rule, 2 examples, 0 failed\n",
    )
    assert (root / "_house/a-rule.md").read_text("utf-8") == site(new)["_house/a-rule.md"]
    assert run("test", "_house", "--update")[:2] == (0, "1 rule, 2 examples, 0 failed\n")


def test_of_a_bad_post_without_a_finding_nothing_is_written(write: Write, run: Run) -> None:
    files = site("```md bad\nText.\n```\n```report\n```\n")
    root = write(files)
    code, out, _ = run("test", "_house", "--update")
    assert (code, "_house/a-rule.md:12: a bad post has no finding" in out) == (1, True)
    assert (root / "_house/a-rule.md").read_text("utf-8") == files["_house/a-rule.md"]


# -- What it cannot read ---------------------------------------------------------------------

ASKED = "```yaml answers\n{}\n```\n```md bad\n[a](https://a.example/)\n```\n"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("```md worse\nText.\n```\n", "12: a fence `md worse` means nothing here"),
        ("```yaml options\na: [\n```\n" + BAD, "12: cannot be read: "),
        ("```yaml options\n- a\n```\n" + BAD, "12: cannot be read: it holds no keys"),
        ("```yaml options\nmost: 3\n```\n" + BAD, "15: unknown option `most`; it takes `breaks`"),
        (
            ASKED.format("https://a.example/: {outcome: soon}"),
            "15: the answer of https://a.example/: Invalid enum value 'soon'",
        ),
        (ASKED.format("https://a.example/: dead"), "15: the answer of https://a.example/: "),
    ],
)
def test_a_page_that_cannot_be_read_is_told(write: Write, run: Run, body: str, told: str) -> None:
    write(site(body))
    code, out, err = run("test", "_house")
    assert (code, out) == (2, "")
    assert err.startswith("newslint: _house/a-rule.md:")
    assert told in err


@pytest.mark.parametrize("reads", ["document", INDEX])
def test_a_check_that_raises_ends_the_test(
    write: Write, monkeypatch: pytest.MonkeyPatch, reads: str
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("gone")

    row = Check("house-check", reads, fail, Options, frozenset(), frozenset(), None)  # type: ignore[arg-type]  # nothing is yielded
    monkeypatch.setitem(CHECKS, row.name, row)
    root = write(site(BAD, "house-check"))
    rules = load_folder(root / "_house", name="house")
    with pytest.raises(RuleError, match=r"a-rule\.md:12: LookupError: gone"):
        run_tests(rules, update=False)


def test_what_newslint_says_itself_has_a_check_that_finds_nothing() -> None:
    rules = [rule for rule in shipped().rules.values() if rule.always_on]
    assert [[*check_of(rule).run((), None, Options())] for rule in rules] == [[]] * len(rules)
