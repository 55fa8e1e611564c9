"""Each answer that a host may give, and what is told of the link."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outside import OPEN, Found, Replies, Reply, asked, page, to

from newslint.remote.settings import HostSettings, Settings
from newslint.remote.verdict import Wanted

HERE = "http://gazette.test/2026/bridge"
HOME = "http://gazette.test/"
THERE = "http://gazette.test/bridge"


def judged(replies: Replies, url: str = HERE) -> str:
    """Return outcome, cause and status."""
    verdict = asked(replies, url)[url]
    return f"{verdict.outcome} {verdict.cause} {verdict.status}"


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(200), "alive answered 200"),
        (Reply(204), "alive answered 204"),
        (Reply(206), "alive answered 206"),
        (Reply(300), "unreachable bad-redirect 300"),
        (Reply(301), "unreachable bad-redirect 301"),
        (Reply(304), "unreachable bad-redirect 304"),
        (Reply(400), "unreachable refused 400"),
        (Reply(401), "unreachable sign-in 401"),
        (Reply(403), "unreachable forbidden 403"),
        (Reply(404), "dead not-found 404"),
        (Reply(405), "unreachable refused 405"),
        (Reply(410), "dead gone 410"),
        (Reply(429), "unreachable rate-limited 429"),
        (Reply(451), "unreachable legal 451"),
        (Reply(500), "unreachable server-fault 500"),
        (Reply(503), "unreachable server-fault 503"),
        (Reply(999), "unreachable bot-wall 999"),
        (Reply(403, headers={"cf-mitigated": "challenge"}), "unreachable bot-wall 403"),
        (Reply(200, headers={"cf-mitigated": "challenge"}), "unreachable bot-wall 200"),
        (Reply(before=30), "unreachable timeout 0"),
        (Reply(raw=b""), "unreachable cut-off 0"),
        (Reply(resets=True), "unreachable cut-off 0"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-"), "unreachable cut-off 0"),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), "unreachable bad-answer 0"),
        (Reply(raw=b"HTTP/1.1 2000 OK\r\n\r\n"), "unreachable bad-answer 0"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: a\r\n\r\n"), "unreachable bad-answer 0"),
        (
            Reply(raw=b"HTTP/1.1 301 OK\r\nLocation: //\xff/\r\n\r\n"),
            "unreachable bad-redirect 301",
        ),
        (Reply(headers={"X-Policy": "a" * 60_000}), "alive answered 200"),
        (Reply(headers={"X-Policy": "a" * 100 * 1024}), "unreachable bad-answer 0"),
    ],
)
def test_an_answer(reply: Reply, told: str) -> None:
    assert judged({HERE: reply}) == told


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ((301,), "moved moved 200"),
        ((308,), "moved moved 200"),
        ((301, 308), "moved moved 200"),
        ((302,), "alive answered 200"),
        ((303,), "alive answered 200"),
        ((307,), "alive answered 200"),
        ((301, 302), "alive answered 200"),
        ((302, 301), "alive answered 200"),
        ((301,) * 20, "moved moved 200"),
        ((302,) * 21, "unreachable redirect-limit 302"),
    ],
)
def test_a_chain_of_redirects(statuses: tuple[int, ...], told: str) -> None:
    urls = [HERE, *(f"http://gazette.test/story/{at}" for at in range(1, len(statuses) + 1))]
    replies: dict[str, Reply] = {urls[-1]: page()}
    for url, following, status in zip(urls, urls[1:], statuses, strict=False):
        replies[url] = to(following, status)
    assert judged(replies) == told


def test_the_way_is_kept_hop_by_hop() -> None:
    replies = {HERE: to("/bridge?id=1", 308), "http://gazette.test/bridge?id=1": page()}
    verdict = asked(replies, f"{HERE}#pier")[f"{HERE}#pier"]
    assert [(hop.url, hop.status) for hop in verdict.hops] == [
        (HERE, 308),
        ("http://gazette.test/bridge?id=1", 200),
    ]


@pytest.mark.parametrize(
    ("url", "location", "moved_to"),
    [
        (HERE, THERE, THERE),
        (HERE, "/bridge", THERE),
        (HERE, "//gazette.test/bridge", THERE),
        (f"{HERE}#top", "/bridge", f"{THERE}#top"),
        (f"{HERE}#top", "/bridge#top-2", f"{THERE}#top-2"),
        (HERE, "/다리", "http://gazette.test/%EB%8B%A4%EB%A6%AC"),
    ],
)
def test_where_it_moved_to(url: str, location: str, moved_to: str) -> None:
    shown = page(body="<i id=top-2>")
    replies = {HERE: to(location), THERE: shown, "http://gazette.test/%EB%8B%A4%EB%A6%AC": shown}
    assert asked(replies, url)[url].moved_to == moved_to


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        ({HERE: to(HERE)}, "unreachable redirect-loop 301"),
        ({HERE: to(THERE), THERE: to(HERE, 302)}, "unreachable redirect-loop 302"),
        ({HERE: to("app://open")}, "unreachable bad-redirect 301"),
        ({HERE: to("http://")}, "unreachable bad-redirect 301"),
        ({HERE: to("")}, "unreachable redirect-loop 301"),
        ({HERE: to(THERE)}, "dead not-found 404"),
        ({HERE: to(THERE), THERE: Reply(410)}, "dead gone 410"),
        ({HERE: to(THERE), THERE: Reply(503)}, "unreachable server-fault 503"),
        ({HERE: to("/a;jsessionid=1"), f"{HOME}a;jsessionid=1": page()}, "alive answered 200"),
        ({HERE: to("/a?token=1"), f"{HOME}a?token=1": page()}, "alive answered 200"),
        ({HERE: to("http://nowhere.test/")}, "dead no-such-host 0"),
        ({HERE: to("http://gazette.test/login?next=/a", 302)}, "dead not-found 404"),
        (
            {HERE: to("/member/login?next=/a"), "http://gazette.test/member/login?next=/a": page()},
            "unreachable sign-in 200",
        ),
        (
            {HERE: to("/error.html", 302), "http://gazette.test/error.html": page()},
            "suspicious error-redirect 200",
        ),
        ({HERE: to("/", 302), "http://gazette.test/": page()}, "suspicious home-redirect 200"),
        ({HERE: to("/ko/"), "http://gazette.test/ko/": page()}, "suspicious home-redirect 200"),
        (
            {HERE: to("http://www.gazette.test/"), "http://www.gazette.test/": page()},
            "suspicious home-redirect 200",
        ),
        (
            {HERE: to("http://herald.test/"), "http://herald.test/": page()},
            "moved moved 200",
        ),
        (
            {HERE: to("http://ww1.sedoparking.com/x"), "http://ww1.sedoparking.com/x": page()},
            "suspicious parked 200",
        ),
    ],
)
def test_where_redirects_lead(replies: Replies, told: str) -> None:
    assert judged(replies) == told


@pytest.mark.parametrize(
    ("following", "outcome"),
    [
        (f"{HOME}en/", "alive"),
        (f"{HOME}index.html", "alive"),
        ("http://www.gazette.test/", "moved"),
    ],
)
def test_a_home_page_in_another_language_is_no_other_address(following: str, outcome: str) -> None:
    assert asked({HOME: to(following), following: page()}, HOME)[HOME].outcome == outcome


@pytest.mark.parametrize(
    ("head", "reply", "told", "sent"),
    [
        (Reply(405), page(), "alive answered 200", 2),
        (Reply(501), page(), "alive answered 200", 2),
        (Reply(403), page(), "alive answered 200", 2),
        (Reply(404), page(), "alive answered 200", 2),
        (Reply(500), page(), "alive answered 200", 2),
        (Reply(404), Reply(404), "dead not-found 404", 2),
        (Reply(raw=b""), page(), "alive answered 200", 2),
        (Reply(raw=b"nonsense\r\n"), page(), "alive answered 200", 2),
        (Reply(before=30), page(), "alive answered 200", 2),
        (Reply(401), page(), "unreachable sign-in 401", 1),
        (Reply(999), page(), "unreachable bot-wall 999", 1),
        (Reply(200), Reply(500), "alive answered 200", 1),
    ],
)
def test_head_is_refused_or_lies(head: Reply, reply: Reply, told: str, sent: int) -> None:
    given = Reply(reply.status, reply.body, reply.headers, head=head)
    run = asked({HERE: given}, HERE)
    verdict = run[HERE]
    assert f"{verdict.outcome} {verdict.cause} {verdict.status}" == told
    # A request whose connection ended before the answer is sent once more by aiohttp.
    assert list(dict.fromkeys(run.sent)) == [f"HEAD {HERE}", f"GET {HERE}"][:sent]


def test_a_host_that_has_no_head_is_spared_it() -> None:
    replies = {f"{HERE}/{at}": Reply(200, head=Reply(405)) for at in range(9)}
    run = asked(replies, *replies, settings=Settings(host_concurrency=1))
    assert [request.method for request in run.requests] == ["HEAD"] + ["GET"] * 9


@pytest.mark.parametrize(
    ("url", "known", "told"),
    [
        ("http://nowhere.test/a", {}, "dead no-such-host"),
        ("http://gazette.test/a", {"gazette.test": -3}, "unreachable unresolved"),
        ("http://gazette.test/a", {"gazette.test": ()}, "dead no-such-host"),
        ("http://gazette.test/a", {"gazette.test": None}, "unreachable unresolved"),
        (
            "http://gazette.test/a",
            {"gazette.test": OSError("no file is left")},
            "unreachable unresolved",
        ),
        ("http://gazette.test:99999/", {}, "dead malformed"),
        ("http://", {}, "dead malformed"),
        ("http://gazette..test/", {}, "dead malformed"),
        ("http://ga zette.test/", {}, "dead malformed"),
    ],
)
def test_nobody_to_ask(url: str, known: dict[str, Found | list[Found]], told: str) -> None:
    run = asked({"http://herald.test/": page()}, url, "http://herald.test/", known=known)
    verdict = next(found for found in run.asked.verdicts.values() if "herald" not in found.url)
    assert f"{verdict.outcome} {verdict.cause}" == told
    assert run.sent == ["HEAD http://herald.test/"]


def test_nobody_listens() -> None:
    verdict = asked({}, f"http://{OPEN}:1/", "http://gazette.test/")[f"http://{OPEN}:1/"]
    assert (verdict.outcome, verdict.cause, verdict.attempts) == ("unreachable", "not-connected", 3)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://gazette.test/read.do?newsId=156611054&b=2&a", "/read.do?newsId=156611054&b=2&a"),
        ("http://gazette.test/a%7Eb%2fc~%zz?x=%7e+%20'y", "/a%7Eb%2fc~%zz?x=%7e+%20%27y"),
        ("http://gazette.test/뉴스/다리 개통?검색=다리", None),
        ("http://gazette.test?q=1", "/?q=1"),
        ("http://gazette.test/a/../b/./c", "/b/c"),
    ],
)
def test_a_url_is_sent_as_a_browser_sends_it(written: str, sent: str | None) -> None:
    sent = sent or (
        "/%EB%89%B4%EC%8A%A4/%EB%8B%A4%EB%A6%AC%20%EA%B0%9C%ED%86%B5"
        "?%EA%B2%80%EC%83%89=%EB%8B%A4%EB%A6%AC"
    )
    run = asked({f"http://gazette.test{sent}": page()}, written)
    assert run.sent == [f"HEAD http://gazette.test{sent}"]
    assert run[written].outcome == "alive"


def test_a_host_in_hangul() -> None:
    run = asked({"http://xn--3e0b707e.test/": page()}, "http://한국.test/")
    assert run["http://한국.test/"].outcome == "alive"
    assert run.requests[0].headers["Host"].startswith("xn--3e0b707e.test")


def test_urls_that_differ_in_their_queries_are_each_asked_and_fragments_are_not() -> None:
    pages = {f"http://gazette.test/read.do?newsId={at}": page(body="<p id=a>") for at in (1, 2)}
    first, second = pages
    run = asked(pages, first, second, f"{first}#a", f"{first}#b", first)
    assert sorted(run.sent) == [f"GET {first}", f"HEAD {second}"]
    assert {url: verdict.outcome for url, verdict in run.asked.verdicts.items()} == {
        first: "alive",
        second: "alive",
        f"{first}#a": "alive",
        f"{first}#b": "missing-fragment",
    }


PACKED = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
DEFLATED = {**PACKED, "Content-Encoding": "deflate"}


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (page(body="<h2 id=pier>"), "alive answered 200"),
        (page(body="<h2 id=quay>"), "missing-fragment no-fragment 200"),
        (Reply(200, gzip.compress(b"<p id=pier>"), PACKED), "alive answered 200"),
        (Reply(200, gzip.compress(b"<p id=quay>"), PACKED), "missing-fragment no-fragment 200"),
        (
            Reply(200, gzip.compress(b"<p id=quay>"), PACKED, within=1),
            "missing-fragment no-fragment 200",
        ),
        (Reply(200, gzip.compress(bytes(50_000_000)), PACKED), "unreachable bad-answer 200"),
        (Reply(200, b"no gzip", PACKED), "unreachable bad-answer 200"),
        # A coding that was not asked for tells nothing, as little as what is no page.
        (Reply(200, b"", {**PACKED, "Content-Encoding": "br"}), "alive answered 200"),
        (Reply(200, zlib.compress(b"<p id=pier>"), DEFLATED), "alive answered 200"),
        (
            Reply(200, zlib.compress(b"<p id=quay>")[2:-4], DEFLATED),
            "missing-fragment no-fragment 200",
        ),
        # What is cut off, at our end or theirs, tells nothing of the rest.
        (page(body="." * 3_000_000 + "<p id=quay>"), "alive answered 200"),
        (
            Reply(200, b"<p id=quay>" * 9, {"Content-Type": "text/html"}, within=30),
            "alive answered 200",
        ),
        (Reply(200, b"%PDF", {"Content-Type": "application/pdf"}), "alive answered 200"),
    ],
)
def test_a_fragment(reply: Reply, told: str) -> None:
    run = asked({HERE: reply}, f"{HERE}#pier")
    verdict = run[f"{HERE}#pier"]
    assert f"{verdict.outcome} {verdict.cause} {verdict.status}" == told
    assert verdict.method == "GET"


@pytest.mark.parametrize(
    ("title", "charset", "told"),
    [
        ("다리가 열렸다 | 항구신문", "euc-kr", "alive answered"),
        ("존재하지 않는 기사입니다 | 항구신문", "euc-kr", "suspicious error-title"),
        ("존재하지 않는 기사입니다", "", "suspicious error-title"),
        ("404 Not Found", "utf-8", "suspicious error-title"),
    ],
)
def test_the_title_of_a_page_is_read(title: str, charset: str, told: str) -> None:
    body = f"<title>{title}</title>".encode("cp949")
    kind = f"text/html; charset={charset}" if charset else "text/html"
    run = asked({HERE: Reply(200, body, {"Content-Type": kind})}, Wanted(HERE))
    assert f"{run[HERE].outcome} {run[HERE].cause}" == told
    assert run[HERE].evidence == (title if "error" in told else "")


def test_of_a_page_that_was_seen_before_head_is_enough() -> None:
    run = asked({HERE: page("404 Not Found")}, HERE)
    assert run[HERE].outcome == "alive"
    assert run.sent == [f"HEAD {HERE}"]


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [
        ((Wanted(HERE),), [f"GET {HERE}"]),
        ((Wanted(HERE, seen=True), Wanted(HERE)), [f"GET {HERE}"]),
        ((Wanted(f"{HERE}.pdf"),), [f"HEAD {HERE}.pdf"]),
        ((Wanted(f"{HERE}.JPG?w=1"),), [f"HEAD {HERE}.JPG?w=1"]),
    ],
)
def test_what_has_a_title_is_asked_for_by_get(wanted: tuple[Wanted, ...], sent: list[str]) -> None:
    assert asked({sent[0].partition(" ")[2]: page()}, *wanted).sent == sent


def test_after_a_redirect_elsewhere_the_title_is_read() -> None:
    run = asked({HERE: to(THERE, 302), THERE: page("404 Not Found")}, HERE)
    assert run[HERE].cause == "error-title"
    assert run.sent == [f"HEAD {HERE}", f"HEAD {THERE}", f"GET {THERE}"]


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ({}, "unreachable forbidden"),
        ({"accept": (403,)}, "alive accepted"),
        ({"accept": (404,)}, "unreachable forbidden"),
        ({"untold": (403,)}, "unreachable untold"),
    ],
)
def test_what_is_known_of_a_host(host: dict[str, tuple[int, ...]], told: str) -> None:
    own = Settings(hosts={"gazette.test": HostSettings(**host)})  # type: ignore[arg-type]
    verdict = asked({HERE: Reply(403)}, HERE, settings=own)[HERE]
    assert f"{verdict.outcome} {verdict.cause}" == told


PIECES = st.sampled_from(
    [
        *(
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 301 \r\n",
            b"HTTP/1.0 404\r\n",
            b"\r\n",
            b"\n",
            b"\x00",
        ),
        *(b"Location: /a\r\n", b"Location: //[\r\n", b"Content-Type: text/html; charset=utf-7\r\n"),
        *(
            b"Content-Encoding: gzip\r\n",
            b"Transfer-Encoding: chunked\r\n",
            b"Content-Length: 9\r\n",
        ),
        *(b"Retry-After: -1\r\n", b"Retry-After: Thu, 99 Foo 0000\r\n", b"RateLimit: r=0;t=1\r\n"),
        *(b"X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 9e99\r\n", b"Date: \xff\r\n"),
        *(
            b"3\r\n<a \r\n",
            b"0\r\n\r\n",
            b"<title>",
            b"</title><p id=",
            b"\x1f\x8b\x08",
            b"\xff\xfe",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.binary(max_size=8), max_size=12))
def test_whatever_a_host_says_there_is_a_verdict(pieces: list[bytes]) -> None:
    run = asked({HERE: Reply(raw=b"".join(pieces))}, Wanted(f"{HERE}#pier"))
    assert list(run.asked.verdicts) == [f"{HERE}#pier"]
    assert run.asked.verdicts[f"{HERE}#pier"].evidence.isprintable()
