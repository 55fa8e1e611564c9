"""A site in memory says of a post what a run over the site says, whatever has changed before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint import warm_site
from newslint.catalog import shipped
from newslint.cli import main
from newslint.corpus import Group
from newslint.diagnostic import Diagnostic
from newslint.facts import Facts
from newslint.folders import Folders
from newslint.index import Index
from newslint.request import Request
from newslint.run import run
from newslint.site_run import SiteRun
from newslint.sums import Tally
from newslint.warm_site import WarmSite

Write = Callable[[Mapping[str, str | bytes]], Path]
EXAMPLE = Path(__file__).parent.parent / "examples/site"


def warm(root: Path, texts: dict[str, bytes]) -> WarmSite:
    folders = Folders()
    group = Group(*folders.site_of(root.as_posix()))
    site = WarmSite(SiteRun(group, folders, shipped(), Request(), texts))
    site.read()
    return site


def said(path: Path, texts: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    (file,) = run([path.as_posix()], shipped(), Request(), texts).files
    return file.diagnostics


WORDS = [
    "북쪽 부두 앞 어시장이 일요일에 다시 문을 연다. ",
    "[일정](/none.html) ",
    "![해담소리](/assets/img/pier.png) ",
    "출처: [안내문](https://port.example/notice/7) ",
    "<b style='color:red'>속보</b> ",
    "\n\n## 속보\n\n",
]


@pytest.mark.parametrize("seed", range(3))
def test_it_says_what_a_run_says(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "site"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".newslint_cache"))
    texts: dict[str, bytes] = {}
    site = warm(root, texts)
    dice = random.Random(seed)  # noqa: S311  # no secret
    posts = sorted((root / "_posts").glob("*.md"))
    assert posts
    for _ in range(12):
        post = dice.choice(posts)
        path = post.as_posix()
        before = texts.get(path, post.read_bytes()).decode()
        lines = before.split("\n")
        at = dice.randrange(1, len(lines))
        other = dice.choice(posts).read_text(encoding="utf-8").split("\n")
        put = dice.choice([dice.choice(WORDS), dice.choice(other), lines[at] + "!", ""])
        lines[at : at + dice.randrange(2)] = [put]
        texts[path] = "\n".join(lines).encode()
        inside = site.run.path_of(post)
        site.lint(inside, "post")
        site.settle()
        assert site.lint(inside, "post").report.diagnostics == said(post, texts)


def test_what_a_baseline_lists_is_silent(write: Write) -> None:
    text = "---\ntitle: 북쪽 부두, 일요일에 다시 연다!\n---\n글.\n"
    post = write({"_config.yml": "title: 해담\n", "_posts/2026-03-02-pier.md": text}).joinpath(
        "_posts/2026-03-02-pier.md"
    )
    texts: dict[str, bytes] = {}
    site = warm(post.parents[1], texts)
    inside, name = "_posts/2026-03-02-pier.md", "front-matter/exclaiming-title"
    assert name in {row.rule for row in site.lint(inside, "post").report.diagnostics}
    assert main(["baseline", "create", str(post.parents[1])]) == 0
    found = site.lint(inside, "post").report
    assert name not in {row.rule for row in found.diagnostics}
    assert name in {row.rule for row in found.suppressed}
    texts[post.as_posix()] = f"{text}\n출처: [부두](https://haedam.example)\n".encode()
    assert site.lint(inside, "post").report.diagnostics == said(post, texts)


def test_a_file_that_the_site_does_not_hold_is_judged_beside_it(write: Write) -> None:
    text = "---\ntitle: 북쪽 부두, 일요일에 다시 연다\n---\n글.\n"
    root = write({"_config.yml": "title: 해담\n", "_posts/2026-03-02-pier.md": text})
    new = root / "_posts/2026-03-03-new.md"
    texts = {new.as_posix(): text.encode()}
    site = warm(root, texts)
    found = site.lint("_posts/2026-03-03-new.md", "post").report.diagnostics
    assert "duplicates/duplicate-title" in {row.rule for row in found}
    assert not site.knows("_posts/2026-03-03-new.md")
    assert site.lint("_posts/2026-03-02-pier.md", "post").report.diagnostics == said(
        root / "_posts/2026-03-02-pier.md", {}
    )


def test_what_is_derived_of_each_post_is_made_once_and_of_a_changed_one_again(
    write: Write,
) -> None:
    names = [f"_posts/2026-03-0{day}-post.md" for day in range(1, 6)]
    root = write(
        {"_config.yml": "title: 해담\n", **dict.fromkeys(names, "---\ntitle: 가\n---\n나\n")}
    )
    texts: dict[str, bytes] = {}
    site = warm(root, texts)
    made: list[str] = []

    def title(facts: Facts) -> str:
        made.append(facts.path)
        return facts.fields["title"].text

    def titles(index: Index) -> dict[str, str]:
        return dict(index.each("t", title))

    counted: list[str] = []

    def counts(facts: Facts) -> list[str]:
        counted.append(facts.path)
        return [facts.fields["title"].text]

    def count(index: Index) -> int:
        return index.tally(Tally("t", counts))["가"]

    index = site.index
    assert (set(titles(index).values()), count(index), made) == ({"가"}, 5, names)
    texts[(root / names[2]).as_posix()] = "---\ntitle: 다\n---\n나\n".encode()
    assert site.renew(names[2])
    assert made == [*names, names[2]]
    assert count(site.index) == 4
    # What it was, and what it is.
    assert counted == [*names, names[2], names[2]]
    assert list(titles(site.index).values()) == ["가", "가", "다", "가", "가"]
    assert made == [*names, names[2]]
    assert not site.renew(names[2])


def test_some_documents_are_kept_and_what_is_gone_is_none(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_site, "_PARSED", 2)
    names = [f"_posts/2026-03-0{day}-post.md" for day in range(1, 4)]
    text = "---\ntitle: 가\n---\n나\n"
    root = write({"_config.yml": "title: 해담\n", **dict.fromkeys(names, text)})
    site = warm(root, {})
    parsed = site.index.parsed
    first, second = (parsed(name) for name in names[:2])
    assert (parsed(names[0]) is first, parsed(names[1]) is second) == (True, True)
    parsed(names[2])
    assert (parsed(names[0]) is first, parsed(names[2]) is parsed(names[2])) == (False, True)
    (root / names[1]).unlink()
    assert parsed(names[1]) is None
    assert site.run.parsed(names[1]) is None


def test_a_fault_in_what_is_derived_is_met_by_who_asks_next(write: Write) -> None:
    names = [f"_posts/2026-03-0{day}-post.md" for day in range(1, 4)]
    text = "---\ntitle: 가\n---\n나\n"
    root = write({"_config.yml": "title: 해담\n", **dict.fromkeys([*names, "about.md"], text)})
    texts: dict[str, bytes] = {}
    site = warm(root, texts)

    def title(facts: Facts) -> list[str]:
        told = facts.fields["title"].text
        if told == "ODD":
            raise LookupError(told)
        return [told]

    def count() -> int:
        return site.index.tally(Tally("t", title))["가"]

    def change(name: str, title: str) -> None:
        texts[(root / name).as_posix()] = text.replace("가", title).encode()
        assert site.renew(name)

    assert count() == 3
    change("about.md", "ODD")
    assert count() == 3
    change(names[0], "ODD")
    with pytest.raises(LookupError, match="ODD"):
        count()
    change(names[0], "다")
    assert count() == 2
