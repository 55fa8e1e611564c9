"""The reduce in parts finds what the reduce over a whole site finds, however it is parted."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace
from planted_posts import planted

from newslint import candidates
from newslint.catalog import ActiveRule, shipped
from newslint.check import INDEX, Check, Finding, Options
from newslint.index import Index
from newslint.lint import lint_file
from newslint.plan import Plan
from newslint.publishing import LinksTold
from newslint.relation import EACH
from newslint.relations import Filed, Found, Rows, Setting, Task, pairs, reduce, summing, unrelated
from newslint.relations.plain import PlainEngine
from newslint.request import Request
from newslint.sending import sent
from newslint.site_index import whole_index
from newslint.site_run import SiteRun, site_run_at
from newslint.told import Failure

Write = Callable[[Mapping[str, str | bytes]], Path]
Work = Callable[[Callable[[], object]], int]
EXAMPLE = Path(__file__).parent.parent / "examples/site"

Told = list[tuple[str, str, str]]
"""What is found: the file, the rule, the finding."""


class Archive:
    """A site, mapped."""

    def __init__(self, root: Path) -> None:
        self.run: SiteRun = site_run_at(root, shipped(), Request(preview=True))
        self.index: Index = replace(whole_index(self.run), asked=None, _memo={}, _kept={})
        self.files: list[Filed] = []
        self.plans: dict[str, Plan] = {}
        for path, facts in self.index.facts.items():
            source = self.run.source(path)
            mapped = lint_file(source, facts.kind, self.run.site, self.run.plans.of, report=False)
            self.plans[path] = mapped.plan
            plan = (mapped.plan.kind, mapped.plan.overrides)
            self.files.append(Filed(path, sent(mapped, report=False).facts, *plan))

    def whole(self) -> Told:
        """Return what is found with all Facts at hand."""
        rules = {rule.key: rule for plan in self.plans.values() for rule in plan.across}
        return sorted(
            (path, active.rule.id, repr(finding))
            for key, active in rules.items()
            for path, finding in active.check.run(self.index, active.options)
            if key in {rule.key for rule in self.plans[path].across}
            and (active.rule.pages or self.index.facts[path].kind == "post")
        )

    def reduced(
        self, parts: int, seed: int, gone: str = ""
    ) -> tuple[Task, list[tuple[str, Found]]]:
        """Return what is found in so many parts, and what was asked.

        `gone` is a file whose content cannot be read again.
        """
        engine = PlainEngine(parts, seed)
        index = self.index
        links = self.run.sources(index.facts, index.files).links_told()
        # Of a site without generator not even the names of all files are held.
        files = index.files if links else None
        names = None if links else engine.rows(sorted(index.files))
        told = (index.site, files, index.today, links)
        setting = Setting(*told, lambda: self.run.plans, parts)

        def read(paths: Rows[str]) -> Rows[tuple[str, bytes]]:
            return paths.flat(
                lambda rows: ((path, self.run.source(path).data) for path in rows if path != gone)
            )

        task, found = reduce(engine, engine.rows(self.files), setting, read, names)
        return task, found.all()

    def parted(self, parts: int, seed: int = 1, gone: str = "") -> Told:
        """Return what is found in so many parts, as from the whole."""
        task, found = self.reduced(parts, seed, gone)
        return sorted(
            (path, task.rules[row.rule].active.rule.id, repr(row.what)) for path, row in found
        )


@pytest.mark.parametrize("parts", [1, 3, 20])
def test_the_example_site_in_parts(parts: int) -> None:
    archive = Archive(EXAMPLE)
    assert archive.parted(parts, seed=parts) == archive.whole() != []


CONFIG = """
extends: strict
kinds:
  english:
    match: {path: "en/**"}
    rules:
      duplicate-title: {days: 10}
      repeated-block: {posts: 9}
"""
FOUND = """
    duplicates/clashing-url duplicates/contained-body duplicates/duplicate-body
    duplicates/duplicate-excerpt duplicates/duplicate-title duplicates/repeated-block
    duplicates/repeated-source duplicates/shared-image duplicates/similar-body
    duplicates/similar-excerpt duplicates/similar-title front-matter/misnamed-post
    front-matter/missing-field front-matter/missing-front-matter
    front-matter/stale-breaking-label front-matter/unknown-field links/broken-anchor
    links/broken-image links/broken-link links/broken-tag links/hotlinked-image
    links/insecure-link links/unpublished-target links/wrong-case-link markup/generic-alt
    residue/brand-mismatch residue/promo-footer site/pipeline-fault sources/sister-source
""".split()
"""Rules that look across posts and find something in what is planted."""


@pytest.mark.parametrize("seed", range(3))
def test_planted_posts_in_parts(write: Write, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # no secret
    archive = Archive(write({"newslint.yaml": CONFIG, **dict(planted(dice, 150))}))
    whole = archive.whole()
    assert sorted({rule for _, rule, _ in whole} & {*FOUND}) == sorted(FOUND)
    for parts in (1, 13):
        assert archive.parted(parts, seed) == whole


def test_of_a_crowd_each_is_compared_with_its_neighbours(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (candidates, pairs):
        monkeypatch.setattr(module, "CROWD", 2)
    archive = Archive(write(dict(planted(random.Random(5), 150))))  # noqa: S311  # no secret
    whole = archive.whole()
    assert "duplicates/similar-body" in {rule for _, rule, _ in whole}
    assert archive.parted(3) == whole


def test_what_is_summed_up_is_sent_on_before_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = Archive(EXAMPLE)
    monkeypatch.setattr(summing, "_HELD", 3)
    assert archive.parted(2) == archive.whole()


def test_of_a_post_that_is_gone_no_block_is_told(write: Write) -> None:
    footer = "더 많은 소식은 해담소리 누리집에서 볼 수 있습니다. 구독해 주세요.\n"
    posts = {
        f"_posts/2026-03-{day:02}-tide.md": f"---\ntitle: 밀물 {day}\n---\n{day}일.\n\n{footer}"
        for day in range(1, 7)
    }
    archive, newest = Archive(write({"_config.yml": "", **posts})), max(posts)
    whole = archive.whole()
    told = [row for row in whole if row[1] == "duplicates/repeated-block"]
    assert [path for path, _, _ in told] == [newest]
    assert archive.parted(2, gone=newest) == [row for row in whole if row not in told]


def test_links_are_judged_the_same_in_another_process(write: Write) -> None:
    archive = Archive(write(dict(planted(random.Random(1), 200))))  # noqa: S311  # no secret
    index = archive.index
    told = archive.run.sources(index.facts, index.files).links_told()
    sent: LinksTold = pickle.loads(pickle.dumps(told))  # noqa: S301  # our own
    other = replace(index, links_of=lambda: sent.links(index.site, [*index.files]), _standing={})
    rows = [(facts.path, target) for facts in index.facts.values() for target in facts.targets]
    assert len(rows) > 80
    assert [other.way(*row) for row in rows] == [index.way(*row) for row in rows]


PLAIN = {
    "newslint.yaml": "extends: strict\n",
    "a/tide.md": "---\ntitle: 밀물\nauthor: 가\n---\n[썰물](ebb.md) [없는 글](none.md)\n",
    "a/ebb.md": "---\ntitle: 밀물\nauthor: 나\n---\n![그림](../img/Pier.png)\n",
    "img/pier.png": "",
}


def test_a_site_without_generator_in_parts(write: Write) -> None:
    archive = Archive(write(PLAIN))
    assert {rule for _, rule, _ in archive.whole()} >= {"links/broken-link", "links/broken-image"}
    assert archive.parted(2) == archive.whole()


def test_planted_posts_without_generator_in_parts(write: Write) -> None:
    dice = random.Random(4)  # noqa: S311  # no secret
    config = f"{CONFIG}site: {{generator: plain, hosts: [haedam.example]}}\n"
    archive = Archive(write({"newslint.yaml": config, **dict(planted(dice, 150))}))
    whole = archive.whole()
    assert {"duplicates/shared-image", "links/broken-image"} <= {rule for _, rule, _ in whole}
    assert any("'nearest': '/assets/img/pier.png'" in finding for _, _, finding in whole)
    for parts in (1, 13):
        assert archive.parted(parts, parts) == whole


def test_what_all_posts_have_costs_no_step_for_each_two_of_them(write: Write, work: Work) -> None:
    footer = "더 많은 소식은 해담소리 누리집에서 볼 수 있습니다. 구독해 주세요."
    head = (
        "title: 다시 문을 여는 어시장과 부두 소식\nexcerpt: 부두 앞에서 주민들이 모여 이야기를 나눈다\n"
        "image: /pier.png\n---\n"
    )

    def calls(posts: int) -> tuple[int, int]:
        texts = {
            f"_posts/2026-01-01-{number:03}.md": f"---\nlang: {language}\n{head}{number} {footer}\n"
            for number, language in enumerate(["en"] * posts + ["ko"] * posts)
        }
        archive = Archive(write({"_config.yml": "title: 해담\n", **texts}))
        return work(archive.whole), work(lambda: archive.reduced(4, seed=1))

    whole, parted = calls(100)
    more, more_parted = calls(200)
    assert more < 2.2 * whole
    assert more_parted < 2.2 * parted


def test_what_two_languages_say_alike_is_not_compared_each_with_each(
    write: Write, work: Work
) -> None:
    def calls(posts: int) -> int:
        texts = {
            f"_posts/2026-01-01-{number:03}.md": (
                f"---\nlang: {language}\nexcerpt: 부두 앞에서 주민들이 모여 이야기를 나눈다\n---\n"
            )
            for number, language in enumerate(["en"] * posts + ["ko"] * posts)
        }
        archive = Archive(write({"_config.yml": "title: 해담\n", **texts}))
        rules = next(iter(archive.plans.values())).across
        rule = next(row for row in rules if row.rule.name == "duplicate-excerpt")
        return work(lambda: list(rule.check.run(archive.index, rule.options)))

    few = calls(100)
    assert calls(200) < 2.3 * few


def test_every_check_that_looks_across_posts_can_be_asked_in_parts(write: Write) -> None:
    archive = Archive(write(PLAIN))
    assert len(archive.plans) == 2
    assert unrelated(archive.plans.values()) == []


def _failing(index: Index, _: Options) -> Iterator[tuple[str, Finding]]:
    yield from ()
    raise ValueError(f"{len(index.posts)} posts")


FAILING = Check("failing", INDEX, _failing, Options, frozenset(), frozenset(), None)


def planned(archive: Archive, check: Check, rule: ActiveRule | None = None) -> None:
    """Let the only rule of an archive's plans be one with some check."""
    plan = next(iter(archive.plans.values()))
    rules = (replace(rule or plan.across[0], check=check),)
    own = archive.run.plans._plans  # noqa: SLF001
    own.update({key: replace(plan, rules=rules) for key, plan in own.items()})
    archive.plans = {path: replace(plan, rules=rules) for path, plan in archive.plans.items()}


def test_a_check_that_raises_has_looked_at_no_file_of_its_part(write: Write) -> None:
    archive = Archive(write(PLAIN))
    planned(archive, replace(FAILING, relation=EACH))
    _, found = archive.reduced(1, seed=1)
    reasons = {path: row.what.reason for path, row in found if isinstance(row.what, Failure)}
    assert reasons == dict.fromkeys(["a/ebb.md", "a/tide.md"], "ValueError: 2 posts")


def test_a_page_cannot_be_called_faulty_by_a_rule_about_posts(write: Write) -> None:
    files = {"_posts/2026-03-02-tide.md": "---\ntitle: 밀물\n---\n", "about.md": "# 해담\n"}
    archive = Archive(write({"_config.yml": "", **files}))
    assert {facts.kind for facts in archive.index.facts.values()} == {"post", "page"}
    about_posts = next(row for row in archive.plans["about.md"].across if not row.rule.pages)
    planned(archive, replace(FAILING, relation=EACH), about_posts)
    found = archive.reduced(1, seed=1)[1]
    assert [path for path, _ in found] == ["_posts/2026-03-02-tide.md"]


def test_a_check_without_a_relation_is_named_and_not_asked(write: Write) -> None:
    archive = Archive(write(PLAIN))
    planned(archive, FAILING)
    assert len(unrelated(archive.plans.values())) == 1
    assert archive.reduced(2, seed=1)[1] == []
