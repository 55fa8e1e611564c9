"""The run as a whole: whose turn it is, how long a host is left alone, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Iterator
from email.utils import formatdate
from itertools import pairwise

import pytest
from outside import NOW, OPEN, Reply, asked, is_open, page, to

from newslint.remote.asking import ask
from newslint.remote.settings import HostSettings, Settings
from newslint.remote.surroundings import Surroundings
from newslint.remote.verdict import Wanted

HERE = "http://gazette.test/"
HASTY = Settings(host_interval=0.0)


def pages(host: str, count: int, **reply: float) -> dict[str, Reply]:
    return {f"http://{host}/{at}": Reply(**reply) for at in range(count)}  # type: ignore[arg-type]


def test_a_host_is_asked_at_its_interval_redirects_included() -> None:
    replies: dict[str, Reply] = {f"{HERE}{at}": to(f"/to/{at}", 302) for at in range(3)}
    replies |= {f"{HERE}to/{at}": page() for at in range(3)}
    run = asked(replies, *(f"{HERE}{at}" for at in range(3)), settings=Settings(host_interval=0.5))
    begins = [request.at for request in run.requests]
    gaps = [later - sooner for sooner, later in pairwise(begins)]
    # HEAD, HEAD after the redirect, and GET where it led elsewhere.
    assert len(gaps) == 8
    assert min(gaps) >= 0.5 - 1e-6
    assert run.asked.bound == pytest.approx(4.0)


def test_an_interval_of_a_hosts_own_holds_for_all_below_it() -> None:
    replies = pages("a.gazette.test", 2) | pages("b.gazette.test", 2)
    settings = Settings(hosts={"gazette.test": HostSettings(interval=2.0)})
    run = asked(replies, *replies, settings=settings)
    begins = [request.at for request in run.requests]
    assert begins == pytest.approx([0.0, 2.0, 4.0, 6.0], abs=0.01)


@pytest.mark.parametrize(
    ("settings", "hosts", "most"),
    [
        (Settings(concurrency=5, host_interval=0.0), 20, 5),
        (Settings(host_concurrency=3, host_interval=0.0), 1, 3),
        (Settings(host_concurrency=3, host_interval=0.0), 2, 6),
        (
            Settings(host_interval=0.0, hosts={"h0.test": HostSettings(concurrency=2)}),
            1,
            2,
        ),
    ],
)
def test_no_more_than_so_many_at_once(settings: Settings, hosts: int, most: int) -> None:
    replies: dict[str, Reply] = {}
    for host in range(hosts):
        replies |= pages(f"h{host}.test", 20, before=1.0)
    run = asked(replies, *replies, settings=settings)
    assert run.most == most
    assert {verdict.outcome for verdict in run.asked.verdicts.values()} == {"alive"}


def test_the_longest_queue_is_begun_first() -> None:
    replies = pages("short.test", 1) | pages("long.test", 4) | pages("middle.test", 2)
    run = asked(replies, *replies, settings=Settings(concurrency=1))
    hosts = [request.url.split("/")[2] for request in run.requests]
    assert hosts[:3] == ["long.test", "middle.test", "short.test"]


def test_one_host_of_many_links_is_the_only_one_waited_for() -> None:
    replies = pages("long.test", 100, before=0.1)
    for host in range(20):
        replies |= pages(f"h{host}.test", 4, before=0.1)
    run = asked(replies, *replies, settings=Settings(concurrency=8))
    assert run.asked.bound == pytest.approx(99 * 0.05)
    assert run.asked.seconds == pytest.approx(99 * 0.05 + 0.1, abs=0.06)


@pytest.mark.parametrize(
    ("first", "wait"),
    [
        (Reply(429, headers={"Retry-After": "30"}), 30),
        (Reply(429, headers={"Retry-After": formatdate(NOW + 40, usegmt=True)}), 40),
        (
            Reply(
                429,
                headers={
                    "Retry-After": formatdate(NOW + 3640, usegmt=True),
                    "Date": formatdate(NOW + 3600, usegmt=True),
                },
            ),
            40,
        ),
        (Reply(503, headers={"Retry-After": "7"}), 7),
        (Reply(429, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(NOW + 9)}), 9),
        (Reply(429, headers={"RateLimit-Remaining": "0", "RateLimit-Reset": "11"}), 11),
        (Reply(429, headers={"RateLimit": '"day";r=0;t=12'}), 12),
        (Reply(429, headers={"RateLimit": '"day";r=5;t=12'}), 1),
        (Reply(429, headers={"Retry-After": "soon"}), 1),
        (Reply(429), 1),
        (Reply(500), 1),
    ],
)
def test_a_host_is_left_alone_for_as_long_as_it_asks(first: Reply, wait: float) -> None:
    run = asked({HERE: [first, page()]}, HERE, settings=Settings(hosts={"gazette.test": GET}))
    assert run[HERE].outcome == "alive"
    assert run[HERE].attempts == 2
    assert [request.at for request in run.requests] == pytest.approx([0.0, wait], abs=0.01)


GET = HostSettings(method="get")


def test_meanwhile_others_are_asked_and_what_failed_comes_last() -> None:
    busy = Reply(429, headers={"Retry-After": "20"})
    replies = {"http://busy.test/a": [busy, page()], "http://busy.test/b": [page()]}
    run = asked({**replies, HERE: [page()]}, *replies, HERE, settings=Settings(concurrency=1))
    assert [request.url for request in run.requests] == [
        "http://busy.test/a",
        HERE,
        "http://busy.test/b",
        "http://busy.test/a",
    ]
    assert run.told == [HERE, "http://busy.test/b", "http://busy.test/a"]


def test_an_allowance_that_is_used_up_is_waited_for_though_the_answer_was_good() -> None:
    spent = Reply(headers={"RateLimit-Remaining": "0", "RateLimit-Reset": "15"})
    urls = [f"{HERE}{at}" for at in range(2)]
    run = asked(dict.fromkeys(urls, spent), *urls, settings=Settings(host_concurrency=1))
    assert [request.at for request in run.requests] == pytest.approx([0.0, 15.0], abs=0.01)


def test_a_host_that_wants_to_be_left_alone_for_long_is_left_alone() -> None:
    replies = {
        f"{HERE}0": Reply(429, headers={"Retry-After": "3600"}),
        f"{HERE}1": page(),
        "http://herald.test/": to(f"{HERE}1", 302),
    }
    settings = Settings(host_concurrency=1, hosts={"herald.test": HostSettings(interval=0.0)})
    run = asked(replies, *replies, settings=settings)
    told = {url: (verdict.cause, verdict.attempts) for url, verdict in run.asked.verdicts.items()}
    assert told == {
        f"{HERE}0": ("rate-limited", 1),
        f"{HERE}1": ("rate-limited", 0),
        "http://herald.test/": ("rate-limited", 0),
    }
    assert run[f"{HERE}1"].evidence == "asks to be left alone for 3600 s"
    assert run[f"{HERE}1"].in_the_end == "unknown"
    assert [request.url for request in run.requests].count(f"{HERE}1") == 0


def test_what_does_not_answer_is_asked_again_and_each_time_later() -> None:
    run = asked({HERE: Reply(500)}, HERE, settings=Settings(retries=3, hosts={"gazette.test": GET}))
    assert [request.at for request in run.requests] == pytest.approx([0, 1, 3, 7], abs=0.02)
    assert (run[HERE].cause, run[HERE].attempts) == ("server-fault", 4)


def test_chance_spreads_what_is_asked_again() -> None:
    run = asked(
        {HERE: [Reply(500), page()]},
        HERE,
        settings=Settings(hosts={"gazette.test": GET}),
        chance=0.5,
    )
    assert run.requests[1].at == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 999])
def test_what_is_an_answer_is_not_asked_again(status: int) -> None:
    run = asked({HERE: Reply(status)}, HERE, settings=Settings(hosts={"gazette.test": GET}))
    assert len(run.requests) == 1


def test_a_host_that_never_answers_is_given_up() -> None:
    urls = [f"http://nowhere.test/{at}" for at in range(50)]
    run = asked({HERE: page()}, *urls, HERE, settings=Settings(host_concurrency=1))
    assert {run[url].cause for url in urls} == {"no-such-host"}
    assert {run[url].in_the_end for url in urls} == {"broken"}
    assert sum(run[url].attempts > 0 for url in urls) < 10
    slow = [f"http://slow.test/{at}" for at in range(50)]
    run = asked(dict.fromkeys(slow, Reply(before=99)), *slow, settings=Settings(host_concurrency=1))
    assert {run[url].cause for url in slow} == {"timeout"}
    assert len(run.requests) < 10


@pytest.mark.parametrize(
    ("failing", "cause", "asked_for"),
    [(Reply(before=99), "timeout", 10), (Reply(500), "server-fault", 5)],
)
def test_a_host_that_has_answered_is_given_up_later(
    failing: Reply, cause: str, asked_for: int
) -> None:
    urls = [f"{HERE}{at}" for at in range(30)]
    replies = dict.fromkeys(urls, failing) | {urls[0]: Reply()}
    run = asked(replies, *urls, settings=Settings(host_concurrency=1, retries=0))
    assert {run[url].cause for url in urls[1:]} == {cause}
    # To a fault of the server both HEAD and GET are sent.
    assert [run[url].attempts for url in urls] == [1] * (1 + asked_for) + [0] * (29 - asked_for)


def test_a_host_that_recovers_is_asked_for_everything() -> None:
    urls = [f"{HERE}{at}" for at in range(30)]
    replies = {urls[0]: [*[Reply(500)] * 12, Reply()]} | {url: Reply() for url in urls[1:]}
    settings = Settings(host_concurrency=1, retries=9, hosts={"gazette.test": GET})
    run = asked(replies, *urls, settings=settings)
    assert {run[url].outcome for url in urls[1:]} == {"alive"}


def test_one_that_always_says_that_it_is_busy_is_not_waited_for_all_day() -> None:
    urls = [f"{HERE}{at}" for at in range(500)]
    run = asked(dict.fromkeys(urls, Reply(429)), *urls, settings=Settings(host_concurrency=1))
    assert {run[url].cause for url in urls} == {"rate-limited"}
    gaps = [b.at - a.at for a, b in pairwise(run.requests)]
    assert gaps[:4] == pytest.approx([1, 2, 4, 8], abs=0.01)
    assert run.asked.seconds < 600


@pytest.mark.parametrize(
    ("absent", "has_route", "cause"),
    [
        (1, True, "no-such-host"),
        (2, True, "no-such-host"),
        (3, True, "no-network"),
        (1, False, "no-network"),
    ],
)
def test_names_are_not_blamed_for_a_missing_network(
    absent: int,
    has_route: bool,  # noqa: FBT001 - a column of the table
    cause: str,
) -> None:
    urls = [f"http://nowhere-{at}.test/" for at in range(absent)]
    run = asked({}, *urls, surroundings=Surroundings(has_route=lambda: has_route))
    assert {verdict.cause for verdict in run.asked.verdicts.values()} == {cause}
    assert {verdict.outcome for verdict in run.asked.verdicts.values()} == {
        "dead" if cause == "no-such-host" else "unreachable"
    }


def test_a_name_that_is_found_at_last() -> None:
    run = asked({HERE: page()}, HERE, known={"gazette.test": [socket.EAI_NONAME, (OPEN,)]})
    assert (run[HERE].outcome, run[HERE].attempts) == ("alive", 2)


def test_a_budget_asks_the_new_first_and_lists_the_rest() -> None:
    urls = [f"{HERE}{at}" for at in range(10)]
    wanted = [Wanted(url, new=at > 6) for at, url in enumerate(urls)]
    settings = Settings(host_interval=1.0, budget=4.5)
    run = asked(dict.fromkeys(urls, Reply()), *wanted, settings=settings)
    assert list(run.asked.verdicts) == [urls[0], urls[1], *urls[7:]]
    assert run.asked.unasked == tuple(urls[2:7])
    assert not run.asked.interrupted
    assert run.asked.seconds == pytest.approx(4.5, abs=0.01)


def test_new_links_of_one_host_come_before_old_ones_of_a_longer_queue() -> None:
    old = [Wanted(url) for url in pages("long.test", 5)]
    run = asked({}, *old, Wanted(HERE, new=True), settings=Settings(concurrency=1, budget=99.0))
    assert run.requests[0].url == HERE


def test_at_the_end_of_the_budget_what_failed_is_told_as_it_is_known() -> None:
    settings = Settings(budget=0.5)
    run = asked({HERE: Reply(500)}, HERE, "http://gazette.test/b", settings=settings)
    assert run[HERE].cause == "server-fault"
    assert run["http://gazette.test/b"].cause == "not-found"
    run = asked(
        {HERE: [Reply(500), Reply(before=99)]},
        HERE,
        settings=Settings(budget=5.0, hosts={"gazette.test": GET}),
    )
    assert run[HERE].cause == "server-fault"


def test_an_interruption_keeps_what_is_known() -> None:
    urls = [f"{HERE}{at}" for at in range(10)]
    run = asked(
        dict.fromkeys(urls, Reply()), *urls, settings=Settings(host_interval=1.0), stop_after=3.5
    )
    assert list(run.asked.verdicts) == urls[:4]
    assert run.told == urls[:4]
    assert run.asked.unasked == tuple(urls[4:])
    assert run.asked.interrupted


@pytest.fixture
def listening() -> Iterator[None]:
    """Heed SIGINT, which a job in a shell's background is told to ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listening")
def test_control_c_ends_the_run_and_is_not_raised() -> None:
    async def forever(_: str) -> tuple[str, ...]:
        await asyncio.sleep(3600)
        return ()

    told: list[str] = []

    def interrupt(verdict: object) -> None:
        told.append(str(verdict))
        signal.raise_signal(signal.SIGINT)

    run = ask(
        [Wanted("http://"), Wanted("http://gazette.test/")],
        Settings(),
        surroundings=Surroundings(look_up=forever, is_public=is_open),
        on_verdict=interrupt,
    )
    assert run.interrupted
    assert list(run.verdicts) == ["http://"]
    assert run.unasked == ("http://gazette.test/",)
    assert len(told) == 1


def test_what_is_done_with_a_verdict_may_fail_and_is_heard_of() -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the disk is full")

    for url in ("http://", "http://10.0.0.1/"):
        with pytest.raises(RuntimeError, match="the disk is full"):
            ask([Wanted(url)], Settings(), on_verdict=fail)


def test_nothing_is_asked_where_nothing_is_wanted() -> None:
    run = ask([], Settings())
    assert (run.verdicts, run.unasked, run.requests) == ({}, (), 0)
