"""The HTML report in a browser: it shows, filters, asks nobody for anything, and runs no post."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from chromium import NAMES, Chromium, Page, program, running

from newslint.cli import main

pytestmark = pytest.mark.skipif(
    program() is None,
    reason=f"no Chromium is installed ({', '.join(NAMES)}): the page is not tried in a browser",
)

HOSTILE = "</script><script>window.owned=1</script><!--<img src=x onerror='window.owned=1'>\"&amp;"
FILES = {
    "_config.yml": "title: Pier\nurl: https://pier.example\nlang: en\n",
    **{
        f"_posts/2026-{number % 3 + 1:02}-{number % 28 + 1:02}-post-{number:02}.md": (
            f"---\ntitle: {'Lighthouse' if number == 17 else f'Ferry number {number}'}\nauthor: {('Ines Calder', 'Moon Haneul')[number % 2]}\n"
            f"categories: [{('Harbour', 'Town')[number % 2]}]\n---\n\n"
            f"## Heading\n\n[here](/missing-{number}/)\n\n"
            + ('<a href="https://tide.example/" rel="dofollow">Tide table</a>\n' if number < 3 else "")
        )
        for number in range(45)
    },
    "_posts/2026-03-30-hostile.md": (
        f"---\ntitle: |\n  {HOSTILE}\nauthor: |\n  {HOSTILE}\ncategories: ['{HOSTILE.replace(chr(39), chr(96))}']\n---\n\n"
        '<a href="https://tide.example/" rel="<script>window.owned=1</script>">Tide table</a>\n\n'
        f'[{HOSTILE}](/nowhere/{HOSTILE})\n\n<p rel="x" onclick="window.owned=1">{HOSTILE}</p>\n'
    ),
    "_posts/2026-03-31-<img src=x onerror=owned=1>.md": "---\ntitle: Path\n---\n[here](/x/)\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with running(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on a site of 47 posts, in Korean, as most of its readers are."""
    site = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        path = site / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = site.parent / "report.html"
    asked = ("--no-cache", "--fail-on", "never", "--now", "2026-11-26", "-q", "--lang", "ko")
    assert main(["check", *asked, "--output", f"html={report}", str(site)]) == 0
    return report


@pytest.fixture
def page(browser: Chromium, file: Path) -> Page:
    return Page(browser, file)


def choose(page: Page, **wishes: str) -> str:
    """Fill in the form, and return what the page says of it."""
    for name, value in wishes.items():
        page.see(f"document.getElementById('filters').elements[{name!r}].value = {value!r}")
    page.see(
        "document.getElementById('filters').dispatchEvent("
        "new Event('submit', {cancelable: true, bubbles: true}))"
    )
    said: str = page.see("document.getElementById('status').textContent")
    return said


def titles(page: Page) -> list[str]:
    found: list[str] = page.see(
        "[...document.querySelectorAll('#list > article h3')].map((each) => each.textContent)"
    )
    return found


def test_it_asks_nobody_for_anything_and_nothing_goes_wrong(page: Page, file: Path) -> None:
    page.see("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    choose(page, q="tide")
    assert page.requests == [file.as_uri()]
    assert page.complaints == []


def test_the_worst_posts_stand_open_and_the_others_follow(page: Page) -> None:
    assert len(titles(page)) == 20
    for shown in (40, 47):
        page.see("document.getElementById('more').click()")
        assert len(titles(page)) == shown
    assert page.see("document.getElementById('more').hidden")
    assert page.see("document.activeElement.matches('article')")
    assert len(set(titles(page))) == 47


@pytest.mark.parametrize(
    ("wishes", "posts"),
    [
        ({"rule": "links/invalid-rel"}, 4),
        ({"family": "links"}, 47),
        ({"q": "lightHOUSE"}, 1),
        ({"q": "TIDE table"}, 4),
        ({"q": "/missing-31/"}, 1),
        ({"q": "nothing has this"}, 0),
        ({"month": "2026-02"}, 15),
        ({"month": "2026", "rule": "links/invalid-rel"}, 4),
        ({"author": "Moon Haneul"}, 22),
        ({"author": "Ines Calder", "category": "Town"}, 0),
        ({"category": "Harbour", "rule": "links/invalid-rel"}, 2),
    ],
)
def test_filters(page: Page, wishes: dict[str, str], posts: int) -> None:
    named = {
        name: page.see(
            f"[...document.querySelectorAll('#{name} option')]"
            f".find((each) => each.textContent === {value!r}).value"
        )
        if name in ("author", "category")
        else value
        for name, value in wishes.items()
    }
    said = choose(page, **named)
    assert (f"글 {posts}편에" in said) if posts else (said == "조건에 맞는 것이 없습니다."), said
    assert len(titles(page)) == min(posts, 20)


def test_a_filter_shows_the_findings_that_it_asks_for_alone(page: Page) -> None:
    choose(page, rule="links/invalid-rel")
    rules = "[...document.querySelectorAll('#list .where a')].map((each) => each.textContent)"
    assert set(page.see(rules)) == {"links/invalid-rel"}
    assert page.see("document.querySelector('#list article > .note').textContent")


def test_severities_can_be_left_out_and_all_be_shown_again(page: Page) -> None:
    before = page.see("document.getElementById('status').textContent")
    page.see("document.querySelector('[name=severity][value=\"0\"]').click()")
    page.see("new Promise((done) => setTimeout(done, 50))")
    assert not page.see("document.querySelector('#list li.error')")
    page.see("document.querySelector('#filters button[type=reset]').click()")
    page.see("new Promise((done) => setTimeout(done, 50))")
    assert page.see("document.getElementById('status').textContent") == before
    assert page.see("document.querySelector('#list li.error') !== null")


def test_what_a_chart_names_can_be_chosen(page: Page) -> None:
    page.see(
        "[...document.querySelectorAll('.chart button.pick')]"
        ".find((each) => each.textContent === 'Moon Haneul').click()"
    )
    assert len(titles(page)) == 20
    assert "글 22편에" in page.see("document.getElementById('status').textContent")
    assert page.see("document.activeElement.id") == "posts"


def test_a_rule_s_page_opens_where_a_finding_leads_to_it(page: Page) -> None:
    page.see("document.querySelector('#list a[href=\"#rule-links-invalid-rel\"]')?.click()")
    choose(page, rule="links/invalid-rel")
    page.see("document.querySelector('#list .where a').click()")
    assert page.see("document.getElementById('rule-links-invalid-rel').parentElement.open")


# -- Hostile posts -----------------------------------------------------------------------------


def test_a_post_s_text_stays_text(page: Page) -> None:
    page.see("document.getElementById('more').click()")
    page.see("document.getElementById('more').click()")
    page.see("new Promise((done) => setTimeout(done, 100))")
    assert page.see("'owned' in window") is False
    assert page.see("document.querySelectorAll('img, iframe, [onclick], [onerror]').length") == 0
    scripts = "[...document.scripts].filter((each) => !each.type).length"
    assert page.see(scripts) == 1
    shown = page.see("document.getElementById('list').textContent")
    assert HOSTILE in shown
    assert "<img src=x onerror=owned=1>.md" in shown
    options = page.see("document.getElementById('author').textContent")
    assert "</script><script>window.owned=1" in options
    assert page.complaints == []


def test_what_is_typed_stays_text(page: Page) -> None:
    choose(page, q="<img src=x onerror=window.owned=1>")
    assert page.see("'owned' in window") is False
    assert page.see("document.querySelectorAll('img').length") == 0


def test_no_script_but_its_own_would_run(page: Page) -> None:
    page.see("document.body.append(Object.assign(document.createElement('script'),"
             " {textContent: 'window.owned = 1'}))")  # fmt: skip
    page.see("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=owned=1>')")
    page.see("new Promise((done) => setTimeout(done, 100))")
    assert page.see("'owned' in window") is False
    assert all("Content Security Policy" in str(row) for row in page.complaints)
    assert page.complaints


# -- Everybody ---------------------------------------------------------------------------------

_CONTRASTS = """(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.checkVisibility() || element.closest("script")) continue;
    const pair = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + .05) / (pair[1] + .05);
    if (ratio < 4.5) found.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...found];
})()"""
"""Texts whose contrast is below 4.5 (WCAG 2.2, 1.4.3, formula of its note)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(page: Page, scheme: str) -> None:
    page.look(prefers_color_scheme=scheme)
    page.see("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.see(_CONTRASTS) == []
    dark = page.see("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 128")
    assert dark is (scheme == "dark")


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    page.look(width)
    assert page.see("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("what", "selector"),
    [
        ("labels", "input, select"),
        ("buttons", "button"),
        ("captions", "table"),
        ("headings", "section"),
    ],
)
def test_everything_has_a_name(page: Page, what: str, selector: str) -> None:
    named = {
        "labels": "each.labels.length && each.labels[0].textContent.trim()",
        "buttons": "each.hidden || each.textContent.trim()",
        "captions": "each.caption || each.closest('.page')",
        "headings": "each.querySelector('h2, h3') || each.querySelector('.lead')",
    }
    unnamed = (
        f"[...document.querySelectorAll({selector!r})].filter((each) => !({named[what]})).length"
    )
    assert page.see(f"document.querySelectorAll({selector!r}).length") > 0
    assert page.see(unnamed) == 0


def test_the_outline_skips_nothing_and_ids_are_unique(page: Page) -> None:
    levels: list[int] = page.see(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5')].map((each) => Number(each.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    ids: list[str] = page.see("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    landmarks = ("header", "main", "footer", "form[role=search]", "main > section[aria-labelledby]")
    for landmark in landmarks:
        assert page.see(f"document.querySelectorAll('{landmark}').length") >= 1
    lost = (
        "[...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter((each) => !document.getElementById(each.hash.slice(1))).length"
    )
    assert page.see(lost) == 0


def test_a_keyboard_is_enough(page: Page) -> None:
    page.press("Tab")
    assert page.see("document.activeElement.className") == "skip"
    page.press("Enter")
    page.press("Tab")
    assert page.see("document.activeElement.name") == "q"
    page.call("Input.insertText", text="lighthouse")
    page.see("new Promise((done) => setTimeout(done, 300))")
    assert titles(page) == ["Lighthouse"]
    seen: list[Any] = []
    for _ in range(12):
        page.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        seen.append(
            page.see(f"{style}.outlineStyle !== 'none' && parseFloat({style}.outlineWidth) > 0")
        )
    assert all(seen)


def test_without_a_script_the_worst_can_be_read(browser: Chromium, file: Path) -> None:
    page = Page(browser, file, scripts=False)
    tree = str(page.call("Accessibility.getFullAXTree")["nodes"])
    assert "Ferry number 0" in tree
    assert "스크립트를 꺼 두면 손볼 것이 가장 많은 글 20편만 보입니다." in tree
    assert "links/invalid-rel" in tree
    assert "searchbox" not in tree
    assert page.complaints == []


def test_paper_has_no_form_and_nothing_folded(page: Page) -> None:
    page.look(media="print")
    assert page.see("getComputedStyle(document.getElementById('filters')).display") == "none"
    page.look()
    opened = "document.querySelectorAll('details:not([open])').length"
    page.see("dispatchEvent(new Event('beforeprint'))")
    assert page.see(opened) == 0
    page.see("dispatchEvent(new Event('afterprint'))")
    assert page.see(opened) > 0
    assert len(page.call("Page.printToPDF")["data"]) > 10_000
