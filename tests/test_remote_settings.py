"""How outside links are asked for, as the settings say it, and which are asked at all."""

from __future__ import annotations

import pytest

from newslint.remote.settings import HostSettings, Settings, duration
from newslint.remote.verdict import CAUSES, OUTCOMES, Verdict


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("50ms", 0.05),
        ("20s", 20.0),
        (" 1.5 s ", 1.5),
        ("2m", 120.0),
        ("2min", 120.0),
        ("1h", 3600.0),
        (50, 0.05),
        (0, 0.0),
        ("250", 0.25),
    ],
)
def test_durations(written: object, seconds: float) -> None:
    assert duration(written) == pytest.approx(seconds)


@pytest.mark.parametrize("written", ["", "soon", "-1s", "1d", True, None, -5, "1s2"])
def test_what_is_no_duration(written: object) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        duration(written)


@pytest.mark.parametrize(
    ("settings", "url", "selected"),
    [
        (Settings(), "https://gazette.test/a", True),
        (Settings(), "//gazette.test/a", True),
        (Settings(), "mailto:desk@gazette.test", False),
        (Settings(), "/news/a", False),
        (Settings(exclude=("/live/",)), "https://gazette.test/live/1", False),
        (Settings(exclude=("/live/",)), "https://gazette.test/news/1", True),
        (Settings(include=("gazette",)), "https://gazette.test/news/1", True),
        (Settings(include=("gazette",)), "https://herald.test/news/1", False),
        (Settings(include=("gazette",), exclude=("live",)), "https://gazette.test/live", False),
        (Settings(hosts={"gazette.test": HostSettings(off=True)}), "https://gazette.test/", False),
        (
            Settings(hosts={"gazette.test": HostSettings(off=True)}),
            "http://www.gazette.test/",
            False,
        ),
        (
            Settings(hosts={"gazette.test": HostSettings(off=True)}),
            "http://a.gazette.test/",
            False,
        ),
        (
            Settings(hosts={"gazette.test": HostSettings(off=True)}),
            "http://mygazette.test/",
            True,
        ),
    ],
)
def test_which_urls_are_asked(settings: Settings, url: str, selected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert settings.selects(url) is selected


def test_the_nearest_entry_holds_for_a_host() -> None:
    near, far = HostSettings(interval=1.0), HostSettings(interval=2.0)
    settings = Settings(hosts={"press.gazette.test": near, "gazette.test": far})
    assert settings.host("www.press.gazette.test") is near
    assert settings.host("a.press.gazette.test") is near
    assert settings.host("gazette.test") is far
    assert settings.host("herald.test").interval is None


def test_every_outcome_is_one_of_three_in_the_end() -> None:
    ends = {outcome: Verdict("u", outcome, "answered").in_the_end for outcome in OUTCOMES}
    assert ends == {
        "alive": "works",
        "moved": "works",
        "dead": "broken",
        "missing-fragment": "broken",
        "suspicious": "unknown",
        "unreachable": "unknown",
    }
    assert len(set(CAUSES)) == len(CAUSES)
