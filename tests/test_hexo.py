"""When Hexo takes a post to be written, and what it may publish besides."""

from __future__ import annotations

import pytest
from program_sites import publication_of

CONFIGURATION = """\
new_post_name: :year-:month-:day-:title.md
permalink: :year/:month/:day/:hour:minute/
timezone: {}
"""


@pytest.mark.parametrize(
    ("name", "date", "zone", "url"),
    [
        # What Hexo 8.1.2 made of them on a machine in the site's zone.
        ("2024-02-03-ferry", "", "UTC", "/2024/02/03/0000/"),
        ("2024-02-33-ferry", "", "UTC", "/2024/03/04/0000/"),
        ("2024-13-01-ferry", "", "UTC", "/2025/01/01/0000/"),
        ("2024-00-10-ferry", "", "UTC", "/2023/12/10/0000/"),
        ("2024-02-03-ferry", "2024-05-01", "UTC", "/2024/05/01/0000/"),
        ("ferry", "2024-05-01T23:30:00+02:00", "Asia/Seoul", "/2024/05/01/2130/"),
        ("ferry", "'2024-05-01T23:30:00+02:00'", "Asia/Seoul", "/2024/05/02/0630/"),
        ("ferry", "'2024-05-01 23:30'", "Asia/Seoul", "/2024/05/01/2330/"),
        ("ferry", "'2024-05-01'", "Asia/Seoul", "/2024/05/01/0900/"),
        ("ferry", "2024/05/01 23:30", "Asia/Seoul", "/2024/05/01/2330/"),
        # When the file was made; the years of the others are in other centuries.
        ("ferry", "soon", "UTC", ""),
        ("0000-02-03-ferry", "", "UTC", ""),
        ("ferry", "0001-01-01", "Asia/Seoul", ""),
        ("ferry", "0001-01-01T00:00:00+09:00", "Asia/Seoul", ""),
        ("ferry", "'0001-01-01'", "America/New_York", ""),
        ("ferry", "'20240501'", "UTC", ""),
    ],
)
def test_a_post_is_dated_as_javascript_reads_it(name: str, date: str, zone: str, url: str) -> None:
    path = f"source/_posts/{name}.md"
    matter = f"---\ntitle: Ferry\n{date and f'date: {date}'}\n---\n".encode()
    files = {"_config.yml": CONFIGURATION.format(zone).encode(), path: matter}
    assert publication_of("hexo", files).pages[path].url == url


@pytest.mark.parametrize(
    ("date", "url"),
    [
        ("2024-05-01T23:30:00+02:00", "/2024/05/01/1230/"),
        ("'2024-05-01T23:30:00+02:00'", "/2024/05/01/1230/"),
        ("'2024-05-01'", "/2024/04/30/1500/"),
        ("2024/05/01 00:00", "/2024/04/30/1500/"),
    ],
)
def test_a_machine_in_utc_may_print_another_day(date: str, url: str) -> None:
    matter = f"---\ntitle: Ferry\ndate: {date}\n---\n".encode()
    files = {
        "_config.yml": CONFIGURATION.format("Asia/Seoul").encode(),
        "source/_posts/ferry.md": matter,
    }
    told = publication_of("hexo", files)
    assert told.unknown(url) == "the time zone of the machine that builds"


@pytest.mark.parametrize(("day", "why"), [("2026-11-24", ""), ("2026-11-27", "future date")])
def test_hexo_holds_back_what_is_later_than_now(day: str, why: str) -> None:
    post = "source/_posts/ferry.md"
    matter = f"---\ntitle: 배\ndate: {day}\n---\n".encode()
    page = publication_of("hexo", {"_config.yml": b"future: false\n", post: matter}).pages[post]
    assert (page.published, page.why if why else "") == (not why, why)


@pytest.mark.parametrize(("path", "cause"), [("scripts/more.js", "scripts"), ("tools/more.js", "")])
def test_scripts_of_a_site_may_publish_anything(path: str, cause: str) -> None:
    told = publication_of("hexo", {"_config.yml": b"title: Gazette\n", path: b"hexo.extend"})
    assert told.unknown("/any/page/") == cause
