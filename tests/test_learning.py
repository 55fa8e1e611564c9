"""What a site teaches through its posts, and what a phrase rule hears."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.catalog import Catalog, shipped
from newslint.diagnostic import Diagnostic
from newslint.request import Request
from newslint.rule_folder import load_folder
from newslint.run import run
from newslint.wish import Selection

Write = Callable[[Mapping[str, str | bytes]], Path]
Work = Callable[[Callable[[], object]], int]


def found(root: Path, rule: str, catalog: Catalog | None = None) -> dict[str, list[Diagnostic]]:
    report = run([str(root)], catalog or shipped(), Request(language="en"))
    told = {
        file.path.rpartition("/")[2]: [row for row in file.diagnostics if row.rule == rule]
        for file in report.files
    }
    return {name: rows for name, rows in told.items() if rows}


def posts(count: int, having: int) -> dict[str, str | bytes]:
    """Return posts of which so many have an author, all with a title and some text."""
    author = ["author: 한서윤\nplace: 부산\n" if number < having else "" for number in range(count)]
    return {
        f"_posts/2026-03-02-{number}.md": f"---\ntitle: 글 {number}\n{line}---\n글 {number}.\n"
        for number, line in enumerate(author)
    }


@pytest.mark.parametrize(
    ("count", "having", "told"),
    [(60, 59, 1), (60, 58, 0), (60, 60, 0), (29, 28, 0), (100, 98, 2)],
)
def test_a_field_that_nearly_all_posts_have(
    write: Write, count: int, having: int, told: int
) -> None:
    rows = found(write({"_config.yml": "", **posts(count, having)}), "front-matter/missing-field")
    assert len(rows) == told
    for (row,) in rows.values():
        assert row.severity == "warning"
        assert row.message.startswith("field `author`, `place` is missing: ")


def test_learning_can_be_switched_off(write: Write) -> None:
    config = "rules:\n  missing-field: {learn: false}\n"
    root = write({"_config.yml": "", "newslint.yaml": config, **posts(60, 59)})
    assert found(root, "front-matter/missing-field") == {}


PAGE = """---
check: phrase
status: stable
message: {{en: "say less: {{text}}", ko: "덜 말하세요: {{text}}"}}
options: {options}
---
# empty-promise

It finds promises.
"""


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ("{phrases: [stay tuned]}", "Stay tuned for more.", ["stay tuned"]),
        ("{phrases: [tuned]}", "Finely attuned.", []),
        ("{phrases: [기대]}", "기대를 모은다. 기대가 크다.", ["기대"]),
        ("{phrases: [기대], max: 1}", "기대를 모은다.", []),
        ("{phrases: [기대]}", "> 기대를 모은다.", []),
        ("{phrases: [기대], quotations: true}", "> 기대를 모은다.", ["기대"]),
        ("{phrases: [기대], languages: [en]}", "기대를 모은다.", []),
        ("{phrases: [stay tuned], languages: [en]}", "Stay tuned.", ["stay tuned"]),
        ("{phrases: [기대], scope: heading}", "기대를 모은다.", []),
        ("{phrases: [기대], scope: heading}", "## 기대를 모은다", ["기대"]),
        ("{phrases: [기대], scope: link-text}", "[기대](/a)를 모은다.", ["기대"]),
        ("{phrases: [기대]}", "`기대` <code>기대</code>", []),
        (
            "{patterns: [[화제, '화제[를가] (?:모은|되)']]}",
            "새 다리가 화제가 되고 있다.",
            ["화제가 되"],
        ),
        ("{patterns: [[화제, '화제[를가] (?:모은|되)']]}", "화제의 다리.", []),
    ],
)
def test_phrases(write: Write, options: str, text: str, expected: list[str]) -> None:
    root = write(
        {
            "rules/words/empty-promise.md": PAGE.format(options=options),
            "site/_config.yml": "",
            "site/_posts/2026-03-02-a.md": f"---\ntitle: 가나다\n---\n{text}\n".replace(
                "가나다", "가나다" if any("가" <= c <= "힣" for c in text) else "Abc"
            ),
        }
    )
    catalog = Catalog([*load_folder(root / "rules"), *shipped().rules.values()])
    rows = found(root / "site", "words/empty-promise", catalog)
    said = [row.message.removeprefix("say less: ") for each in rows.values() for row in each]
    assert said == expected


@pytest.mark.parametrize("rule", ["duplicate-excerpt", "duplicate-title"])
def test_a_cluster_costs_what_its_posts_cost(write: Write, work: Work, rule: str) -> None:
    def lint_alike(count: int) -> int:
        same = "---\ntitle: 부두가 문을 연다\ndate: 2026-03-02\nexcerpt: 부두가 오늘 저녁부터 문을 연다.\n---\n글\n"
        posts = {f"{count}/_posts/2026-03-02-{n}.md": same for n in range(count)}
        root = str(write({f"{count}/newslint.yaml": "", **posts}) / str(count))
        request = Request(selection=Selection(frozenset({rule}), frozenset()))
        return work(lambda: run([root], shipped(), request))

    lint_alike(20)
    assert lint_alike(400) < 2.5 * lint_alike(200)


def test_a_cluster_is_told_with_its_size_and_some_of_its_posts(write: Write) -> None:
    same = (
        "---\ntitle: 글 {n}\ndate: 2026-03-02\nexcerpt: 부두가 오늘 저녁부터 문을 연다.\n---\n글\n"
    )
    posts = {f"_posts/2026-03-02-{n:02}.md": same.replace("{n}", str(n)) for n in range(60)}
    root = write({"newslint.yaml": "", **posts})
    report = run([str(root)], shipped(), Request(language="en"))
    rows = [
        row for file in report.files for row in file.diagnostics if "duplicate-excerpt" in row.rule
    ]
    assert len(rows) == 60
    assert {len(row.related) for row in rows} == {20}
    assert {row.path for row in rows[0].related} <= {row.path for row in rows[1:]}
    assert {place.line for row in rows for place in row.related} == {4}
