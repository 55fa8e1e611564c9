"""What is never asked, never sent, and never believed."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import aiohttp
import pytest
from outside import NOW, OPEN, Reply, asked, authority, page, running, serving, to

from newslint.remote import surroundings
from newslint.remote.faults import fault_of
from newslint.remote.guard import is_public, is_service
from newslint.remote.names import look_up
from newslint.remote.settings import HostSettings, Settings

HERE = "http://gazette.test/"
PRIVATE = {"router.test": ("10.0.0.1",), "both.test": ("127.0.0.1", OPEN)}


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound
        ("10.0.0.1", False),
        ("100.100.100.200", False),
        ("127.0.0.1", False),
        ("168.63.129.16", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.0.0.192", False),
        ("192.168.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("2606:4700::1111", True),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b::a00:1", False),
        ("2002:808:808::", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    ("address", "service"),
    [
        ("169.254.169.254", True),
        ("169.254.0.1", True),
        ("fe80::1", True),
        ("fd00:ec2::254", True),
        ("100.100.100.200", True),
        ("168.63.129.16", True),
        ("::ffff:169.254.169.254", True),
        ("64:ff9b::a9fe:a9fe", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("fd00::1", False),
        ("8.8.8.8", False),
    ],
)
def test_which_addresses_are_of_services(address: str, service: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_service(ip_address(address)) is service


def test_a_service_is_not_asked_even_where_private_addresses_may_be() -> None:
    # Of the services the one that is nowhere but at home.
    url = "http://[fd00:ec2::254]/latest/meta-data/"
    run = asked({HERE: to(url)}, HERE, settings=Settings(allow_private=True))
    assert (run[HERE].cause, run[HERE].hops[-1].status) == ("private-address", 0)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0x7F000001",
        "017700000001",
        "0177.1",
        "127.0.0.1.",
        "１２７.0.0.1",
        "127。0。0。1",
        "127%2e0%2e0%2e1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "router.test",
        "ROUTER.test",
    ],
)
def test_a_private_address_is_not_asked_in_any_spelling(host: str) -> None:
    for replies in ({}, {HERE: to(f"http://{host}/")}):
        url = HERE if replies else f"http://{host}/"
        run = asked(replies, url, known=PRIVATE)
        verdict = next(iter(run.asked.verdicts.values()))
        assert (verdict.outcome, verdict.cause) == ("unreachable", "private-address")
        assert len(run.requests) == len(replies)


def test_of_a_name_with_a_private_and_a_public_address_the_public_one_is_asked() -> None:
    run = asked({"http://both.test/": page()}, "http://both.test/", known=PRIVATE)
    assert run["http://both.test/"].outcome == "alive"


def test_private_addresses_may_be_allowed() -> None:
    known = {"desk.test": (OPEN,)}
    run = asked(
        {"http://desk.test/": page()},
        "http://desk.test/",
        known=known,
        settings=Settings(allow_private=True),
    )
    assert run["http://desk.test/"].outcome == "alive"


def test_what_is_a_hosts_own_is_sent_to_it_alone() -> None:
    settings = Settings(
        hosts={"gazette.test": HostSettings(headers={"Authorization": "Bearer a", "X-Desk": "b"})}
    )
    replies = {
        HERE: to("http://press.gazette.test/"),
        "http://press.gazette.test/": to("http://mygazette.test/"),
        "http://mygazette.test/": to("http://gazette.test/end"),
        "http://gazette.test/end": page(),
    }
    run = asked(replies, HERE, settings=settings)
    sent = {request.url: request.headers.get("Authorization") for request in run.requests}
    assert sent == {
        HERE: "Bearer a",
        "http://press.gazette.test/": "Bearer a",
        "http://mygazette.test/": None,
        "http://gazette.test/end": "Bearer a",
    }


def test_what_is_a_hosts_own_is_not_sent_in_the_open_by_a_redirect() -> None:
    own = Settings(hosts={"gazette.test": HostSettings(headers={"Authorization": "Bearer a"})})
    replies = {"https://gazette.test/": to(HERE), HERE: page()}
    run = asked(replies, "https://gazette.test/", tls=_dated(30), settings=own)
    sent = [request.headers.get("Authorization") for request in run.requests]
    assert sent == ["Bearer a", None]


def test_no_password_no_cookie_and_no_telling_name_is_sent() -> None:
    replies = {
        "http://gazette.test/a": Reply(200, headers={"Set-Cookie": "id=1; Path=/"}),
        "http://gazette.test/b": page(),
    }
    run = asked(replies, "http://desk:secret@gazette.test/a", "http://gazette.test/b")
    for request in run.requests:
        assert not request.headers.keys() & {"Authorization", "Cookie", "Referer"}
        agent = request.headers["User-Agent"].lower()
        assert not [word for word in ("link", "bot", "check", "crawl", "spider") if word in agent]
    assert len(run.requests) == 2


def test_evidence_is_one_short_line_without_control_characters() -> None:
    title = "404 Not Found | \x1b[31m\x9d\u2028line\n" + "x" * 999
    run = asked({HERE: to("/b", 302), "http://gazette.test/b": page(title)}, HERE)
    evidence = run[HERE].evidence
    assert evidence.startswith("404 Not Found | [31m line x")
    assert len(evidence) == 200
    assert evidence.isprintable()


def _dated(days: int) -> ssl.SSLContext:
    end = datetime.now(UTC) + timedelta(days=days)
    begin = end - timedelta(days=90)
    return serving(
        authority().issue_cert("*.test", "gazette.test", not_after=end, not_before=begin)
    )


def _self_signed() -> ssl.SSLContext:
    import trustme

    return serving(trustme.CA().issue_cert("gazette.test"))


@pytest.mark.parametrize(
    ("serve", "told"),
    [
        (lambda: _dated(30), "alive answered"),
        (lambda: _dated(-1), "unreachable tls-expired"),
        (lambda: _dated(100), "unreachable tls-expired"),
        (lambda: serving(authority().issue_cert("herald.test")), "unreachable tls-host"),
        (_self_signed, "unreachable tls-untrusted"),
        # An alert (RFC 8446, 6.2): the server knows no protocol as new as ours.
        (lambda: b"\x15\x03\x01\x00\x02\x02\x46", "unreachable tls-policy"),
        (lambda: b"HTTP/1.1 400 Bad Request\r\n\r\n", "unreachable tls-policy"),
    ],
)
def test_certificates(serve: Callable[[], ssl.SSLContext | bytes], told: str) -> None:
    run = asked({"https://gazette.test/": page()}, "https://gazette.test/", tls=serve())
    verdict = run["https://gazette.test/"]
    assert f"{verdict.outcome} {verdict.cause}" == told
    assert bool(verdict.evidence) is (told != "alive answered")


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        # A renegotiation that OpenSSL refuses is no broken link.
        (
            ssl.SSLError(1, "[SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] (_ssl.c:1006)"),
            "tls-policy",
        ),
        (aiohttp.ClientPayloadError("Response payload is not completed"), "bad-answer"),
        (ValueError("a header that a library of ours cannot read"), "bad-answer"),
        (aiohttp.ServerDisconnectedError(), "cut-off"),
    ],
)
def test_what_an_error_means(error: Exception, cause: str) -> None:
    assert fault_of(error).cause == cause


def test_http_that_moved_to_https() -> None:
    replies = {HERE: to("https://gazette.test/"), "https://gazette.test/": page()}
    run = asked(replies, HERE, tls=_dated(30))
    assert (run[HERE].outcome, run[HERE].moved_to) == ("moved", "https://gazette.test/")
    assert run[HERE].asked_at == NOW


def test_the_systems_own_resolver_is_asked_in_a_thread() -> None:
    assert "127.0.0.1" in asyncio.run(look_up("localhost"))
    with pytest.raises(socket.gaierror):
        asyncio.run(look_up("no name"))


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Return what lets the system's resolver find a name at last; nothing may go wrong then."""
    may_end, wrong = threading.Event(), list[object]()

    def find(*_: object, **__: object) -> list[object]:
        may_end.wait()
        return []

    def end() -> None:
        may_end.set()
        for thread in threading.enumerate():
            if thread.name == "look up late.test":
                thread.join()

    monkeypatch.setattr(socket, "getaddrinfo", find)
    monkeypatch.setattr(threading, "excepthook", wrong.append)
    yield end
    assert wrong == []


def test_a_name_that_is_found_after_the_run_is_nobody_s_affair(late: Callable[[], None]) -> None:
    with pytest.raises(TimeoutError):
        running(asyncio.wait_for(look_up("late.test"), 1))
    late()


def test_a_name_that_nobody_waits_for_any_more_is_nobody_s_affair(late: Callable[[], None]) -> None:
    wrong = list[object]()

    async def given_up() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, about: wrong.append(about))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(look_up("late.test"), 1)
        late()
        await asyncio.sleep(0)

    running(given_up())
    assert wrong == []


@pytest.mark.parametrize(("address", "routed"), [("127.0.0.1", True), ("255.255.255.255", False)])
def test_whether_there_is_a_way_out_is_asked_without_a_packet(
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    routed: bool,  # noqa: FBT001 - a column of the table
) -> None:
    monkeypatch.setattr(surroundings, "_ANYWHERE", (address, 9))
    assert surroundings.has_route() is routed
