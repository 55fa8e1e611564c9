"""Whose turn it is."""

from __future__ import annotations

import pytest

from newslint.remote.schedule import Schedule


def test_a_queue_keeps_its_interval_and_its_limit() -> None:
    schedule: Schedule[str] = Schedule()
    line = schedule.line("gazette.test", interval=1.0, limit=2)
    for job in "abc":
        schedule.add(job, line)
    assert schedule.take(10.0) == ("a", line)
    assert schedule.take(10.9) is None
    assert schedule.next_at() == 11.0
    assert schedule.take(11.0) == ("b", line)
    assert schedule.take(20.0) is None  # two are under way
    assert schedule.next_at() is None  # and time does not help
    schedule.done(line)
    assert schedule.take(20.0) == ("c", line)
    assert (schedule.waiting, line.under_way, line.begun) == (0, 2, 3)


@pytest.mark.parametrize(
    ("late", "following"), [(0.0, 11.0), (0.2, 11.0), (0.5, 11.0), (0.7, 11.2), (5.0, 15.5)]
)
def test_a_little_lateness_is_made_up_for(late: float, following: float) -> None:
    schedule: Schedule[str] = Schedule()
    line = schedule.line("gazette.test", interval=1.0, limit=9)
    for job in "abc":
        schedule.add(job, line)
    schedule.take(9.0)
    schedule.take(10.0 + late)
    assert line.free_at == pytest.approx(following)


@pytest.mark.parametrize(("later", "following"), [(0.3, 10.0), (1.0, 11.0), (1.3, 11.3)])
def test_idleness_is_not(later: float, following: float) -> None:
    schedule: Schedule[str] = Schedule()
    line = schedule.line("gazette.test", interval=1.0, limit=9)
    schedule.add("a", line)
    schedule.take(9.0)
    schedule.add("b", line)
    assert (schedule.take(9.0 + later) is None) is (later < 1.0)
    assert line.free_at == pytest.approx(following)


def test_new_jobs_come_first_and_then_the_longest_queue() -> None:
    schedule: Schedule[str] = Schedule()
    long, short = (schedule.line(name, interval=0.0, limit=9) for name in ("long", "short"))
    for job in ("l1", "l2", "l3"):
        schedule.add(job, long)
    schedule.add("s1", short)
    schedule.add("s2", short, new=True)
    schedule.add("l0", long, ahead=True)
    taken = [schedule.take(1.0) for _ in range(7)]
    assert [job[0] for job in taken if job] == ["s2", "l0", "l1", "l2", "l3", "s1"]
    assert taken[-1] is None


def test_a_queue_that_is_held_waits_and_others_do_not() -> None:
    schedule: Schedule[str] = Schedule()
    held, other = (schedule.line(name, interval=0.0, limit=9) for name in ("held", "other"))
    for job, line in (("h1", held), ("h2", held), ("o1", other)):
        schedule.add(job, line)
    held.hold(5.0)
    assert schedule.take(1.0) == ("o1", other)
    assert schedule.take(1.0) is None
    assert schedule.next_at() == 5.0
    assert schedule.take(5.0) == ("h1", held)


def test_jobs_are_withdrawn_and_the_rest_keep_their_order() -> None:
    schedule: Schedule[str] = Schedule()
    line = schedule.line("gazette.test", interval=0.0, limit=9)
    for job in ("a", "b", "a2", "c"):
        schedule.add(job, line, new=job == "c")
    assert schedule.withdraw(line, lambda job: job.startswith("a")) == ["a", "a2"]
    assert [schedule.take(1.0), schedule.take(1.0)] == [("c", line), ("b", line)]
    assert schedule.take(1.0) is None
    assert schedule.waiting == 0


def test_the_longest_queue_is_the_one_that_takes_the_longest() -> None:
    schedule: Schedule[str] = Schedule()
    many, slow = schedule.line("many", 0.1, 9), schedule.line("slow", 5.0, 9)
    for at in range(20):
        schedule.add(f"m{at}", many)
    schedule.add("s1", slow)
    assert schedule.longest() is slow
    while schedule.take(100.0):
        pass
    assert schedule.longest() is many
