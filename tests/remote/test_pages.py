"""What a page says of itself, and what newslint knows of hosts and pages."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
import yaml

from newslint.remote.client import Answer
from newslint.remote.judge import Judgement, judged, page_of
from newslint.remote.known import any_of, known_hosts, known_pages
from newslint.remote.page import Page, is_place
from newslint.remote.settings import HostSettings, Settings
from newslint.remote.verdict import Hop

HOSTILE = (b"<a ", b"<title ", b"<title>", b"<script ", b"<iframe src", b"alert('", b"alert(  ")
LONG = "<p>" + "The bridge opens on Sunday. " * 40


def told(body: str, url: str = "http://gazette.test/a", fragment: str = "") -> Judgement:
    """Judge a page that answers 200."""
    end = Answer(200, {"Content-Type": "text/html"}, body.encode(), is_whole=True)
    return judged((Hop(url, 200),), end, page_of(end), fragment, HostSettings())


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "HTTP 404 Not Found",
        "Page not found",
        "Page not found | The Gazette",
        "The Gazette - Page Not Found",
        "The Gazette: 404 error",
        "This page could not be found.",
        "Article no longer available",
        "Error | The Gazette",
        "오류 안내 | 항구신문",
        "페이지를 찾을 수 없습니다",
        "요청하신 페이지를 찾을 수 없습니다. | 항구신문",
        "존재하지 않는 기사입니다",
        "항구신문 :: 존재하지 않는 게시물입니다.",
        "삭제되었거나 존재하지 않는 게시글입니다",
        "비공개된 글입니다",
        "잘못된 접근입니다",
        "404&nbsp;Not&#32;Found",
    ],
)
def test_titles_of_pages_that_are_not_there(title: str) -> None:
    assert told(f"<title>{title}</title>{LONG}").cause == "error-title"


@pytest.mark.parametrize(
    "title",
    [
        "",
        "The bridge opens",
        "A 404 million won bridge",
        "Route 404 reopens | The Gazette",
        "Not found guilty: the harbour trial",
        "Error in the count delays the result",
        "How to fix a 404 page",
        "존재하지 않는 다리를 팔았다",
        "찾을 수 없는 항구의 옛 지도",
        "삭제된 기록을 되살리다",
        "경찰, 삭제된 게시물 복원",
        "오류 없는 개표를 위하여",
        "The pier is for sale at last, the port says",
    ],
)
def test_titles_of_pages_that_are_there(title: str) -> None:
    assert told(f"<title>{title}</title>{LONG}").outcome == "alive"


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("<script>alert('존재하지 않는 기사입니다.'); history.back();</script>", "error-title"),
        ('<script>alert("잘못된 접근입니다");</script>', "error-title"),
        ("<script>alert('환영합니다');</script>", "answered"),
        (f"<script>alert('존재하지 않는 기사입니다.')</script>{LONG}", "answered"),
        ("<title>gazette.test is for sale</title>", "parked"),
        ("<title>This domain is for sale</title>", "parked"),
        ("<title>도메인 판매</title>", "parked"),
        ('<script src="//img.sedoparking.com/a.js"></script>', "parked"),
        ("<iframe src=https://x.parkingcrew.net/?d=1></iframe>", "parked"),
        (f'<a href="https://sedo.com/">Sedo</a>{LONG}', "answered"),
    ],
)
def test_pages_that_say_so(body: str, cause: str) -> None:
    assert told(body).cause == cause


@pytest.mark.parametrize(
    ("fragment", "has"),
    [
        ("pier", True),
        ("quay", True),
        ("Pier", False),
        ("제목", True),
        ("%EC%A0%9C%EB%AA%A9", True),
        ("readme", True),
        ("a%20b", True),
        ("dock", False),
        ("lost", False),
        ("", None),
        ("top", None),
        ("TOP", None),
        (":~:text=bridge", None),
        ("pier:~:text=bridge", True),
        ("dock:~:text=bridge", False),
        ("!/route", None),
        ("/route", None),
        ("t=10", None),
        ("page=2", None),
    ],
)
def test_places_in_a_page(fragment: str, has: bool | None) -> None:  # noqa: FBT001 - a column of the table
    body = (
        "<h2 id='pier'>Pier</h2><a name=quay></a><h2 id=제목>제목</h2><p id='a b'>"
        "<h2 id=user-content-readme></h2><p name=dock><!-- <i id=lost> -->"
        "<script>'<i id=lost>'</script>"
    )
    assert Page((body + LONG).encode()).has(fragment) is has
    assert is_place(fragment) is (has is not None)


@pytest.mark.parametrize(
    ("body", "has"),
    [
        ('<div id="root"></div><script src="/app.js"></script>', None),
        (f'<div id="__next">{LONG}</div><script src="/app.js"></script>', None),
        ('<script src="/app.js"></script><noscript>Switch on scripts</noscript>', None),
        (f'<script src="/app.js"></script>{LONG}', False),
        ("<p>Short.", False),
    ],
)
def test_places_that_a_script_may_make(body: str, has: bool | None) -> None:  # noqa: FBT001 - a column of the table
    assert Page(body.encode()).has("pier") is has


@pytest.mark.parametrize(
    ("codec", "header", "meta"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8-sig", "", ""),
        ("utf-8", "", ""),
        ("utf-8", "nonsense", ""),
        ("utf-8", "windows-9999", ""),
        ("cp949", "euc-kr", ""),
        ("cp949", "EUC-KR", ""),
        ("cp949", "ks_c_5601-1987", ""),
        ("cp949", "", '<meta charset="euc-kr">'),
        ("cp949", "", "<meta http-equiv=Content-Type content='text/html; charset=EUC-KR'>"),
        ("cp949", "", ""),
        ("cp949", "hex", ""),
        ("utf-16", "utf-16", ""),
    ],
)
def test_how_a_page_is_decoded(codec: str, header: str, meta: str) -> None:
    # 똠 and 햏 are in what Windows writes, and not in the standard's own EUC-KR.
    body = f"{meta}<title>똠방각하, 햏자 기사</title><h2 id='다리'>다리</h2>".encode(codec)
    page = Page(body, header)
    assert page.title == "똠방각하, 햏자 기사"
    assert page.has("다리") is True


def test_a_stray_byte_makes_no_other_encoding() -> None:
    body = "<title>다리가 열렸다</title><h2 id=다리>".encode() + b"\xe9"
    assert Page(body).title == "다리가 열렸다"
    assert Page(body).has("다리") is True


def test_a_hostile_page_takes_no_longer_than_its_length(
    work: Callable[[Callable[[], object]], int],
) -> None:
    def spent(times: int) -> int:
        page = Page(b"".join(piece * times for piece in HOSTILE))
        return work(lambda: (page.title, page.alert, page.sources, page.has("a")))

    assert spent(4000) < 5 * spent(1000)


def test_every_known_host_is_argued() -> None:
    text = files("newslint.remote").joinpath("hosts.yaml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)
    assert {name for name, entry in entries.items() if not entry["why"].strip()} == set()
    assert entries.keys() == known_hosts().keys()


def test_what_is_known_of_hosts() -> None:
    hosts = known_hosts()
    assert hosts["github.com"].interval == 0.25
    assert not hosts["github.com"].fragments
    assert hosts["naver.com"].method == "get"
    off = sorted(name for name, host in hosts.items() if host.off)
    settings = Settings(hosts=hosts)
    assert [name for name in off if settings.selects(f"https://www.{name}/a")] == []
    assert settings.selects("https://github.com/")
    assert settings.queue("blog.tistory.com") == "tistory.com"


def test_known_patterns_stand_in_the_one_file() -> None:
    pages = known_pages()
    assert any_of((pages.errors,)).search("/error/404.html")
    assert not any_of((pages.errors,)).search("/news/error-in-the-count")
    assert any_of((pages.signs_in,)).search("/nidlogin.login")
    assert not any_of((pages.signs_in,)).search("/news/login-fails-at-the-port")
