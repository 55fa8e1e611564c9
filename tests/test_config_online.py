"""How a site says that links out of it are asked for, and what is said of what cannot be."""

from __future__ import annotations

import jsonschema
import pytest

from newslint.catalog import shipped
from newslint.config import ConfigError
from newslint.config_reader import Surroundings, parse
from newslint.config_schema import config_schema
from newslint.front_matter import parse_yaml
from newslint.remote.settings import HostSettings, Settings

EXAMPLE = """\
online:
  concurrency: 128
  host-concurrency: 8
  host-interval: 50ms
  timeout: 20s
  retries: 2
  budget: null
  allow-private: false
  include: []
  exclude: []
  hosts: {}
"""
OWN = """\
online:
  host-interval: 200
  budget: 2m
  exclude: ['^https://intra[.]']
  hosts:
    Press.kr: {headers: {Accept-Language: ko}, interval: 1s, concurrency: 2, method: get}
    www.shop.kr: {accept: 403, untold: [404, 500], fragments: false}
    ads.kr: off
    old.kr: {off: true}
"""
HOSTS = {
    "press.kr": HostSettings({"Accept-Language": "ko"}, 1.0, 2, "get"),
    "shop.kr": HostSettings(accept=(403,), untold=(404, 500), fragments=False),
    "ads.kr": HostSettings(off=True),
    "old.kr": HostSettings(off=True),
}


def online(text: str) -> Settings | None:
    return parse(text.encode(), "newslint.yaml").online


def test_nothing_is_said() -> None:
    assert online("extends: news\n") is None


def test_the_defaults_are_those_of_the_documentation() -> None:
    assert online(EXAMPLE) == Settings()


def test_everything_is_read() -> None:
    found = online(OWN)
    assert found == Settings(
        host_interval=0.2, budget=120.0, exclude=("^https://intra[.]",), hosts=HOSTS
    )


def test_what_is_extended_holds_where_nothing_else_is_said() -> None:
    base = parse(OWN.encode(), "base.yaml")
    text = "extends: base.yaml\nonline: {budget: null, exclude: [b], hosts: {old.kr: {}}}\n"
    found = parse(text.encode(), "newslint.yaml", Surroundings(base=lambda _: base)).online
    hosts = {**HOSTS, "old.kr": HostSettings()}
    exclude = ("^https://intra[.]", "b")
    assert found == Settings(host_interval=0.2, exclude=exclude, hosts=hosts)
    text = "extends: base.yaml\nfail-on: warning\n"
    around = Surroundings(base=lambda _: base)
    assert parse(text.encode(), "newslint.yaml", around).online == base.online


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("online: off\n", "1: `online` must be a mapping"),
        ("online:\n  timeot: 5s\n", "2: unknown key `online.timeot`; did you mean `timeout`?"),
        (
            "online:\n  timeout: soon\n",
            "2: `online.timeout: soon` is no duration; write 50ms, 20s or 2m",
        ),
        (
            "online:\n  budget: true\n",
            "2: `online.budget: true` is no duration; write 50ms, 20s or 2m",
        ),
        ("online: {concurrency: 0}\n", "1: `online.concurrency` must be a number, 1 at least"),
        ("online: {retries: two}\n", "1: `online.retries` must be a number, 0 at least"),
        ("online: {allow-private: 1}\n", "1: `online.allow-private` must be true or false"),
        (
            "online:\n  exclude:\n    - fine\n    - '('\n",
            "4: `(` in `online.exclude` is no pattern: missing ), unterminated subpattern at position 0",
        ),
        (
            "online:\n  include: ['(?:[a-z]+-?)+[.]kr']\n",
            "2: `(?:[a-z]+-?)+[.]kr` would not end on a text of many `a`; let its repeat match them in one way",
        ),
        ("online: {include: kr}\n", "1: `online.include` must be a list of texts"),
        (
            "online:\n  hosts:\n    https://a.kr/: off\n",
            "3: `https://a.kr/` is no host; write its name alone, as press.example.kr",
        ),
        ("online: {hosts: {a.kr: 3}}\n", "1: `online.hosts.a.kr` must be a mapping, or off"),
        (
            "online:\n  hosts:\n    a.kr:\n      methd: get\n",
            "4: unknown key `online.hosts.a.kr.methd`; did you mean `method`?",
        ),
        (
            "online: {hosts: {a.kr: {method: post}}}\n",
            "1: `online.hosts.a.kr.method: post` is not known; one of head, get",
        ),
        (
            "online: {hosts: {a.kr: {accept: [4030]}}}\n",
            "1: `online.hosts.a.kr.accept` must be a status, as 403, or a list of them",
        ),
        ("online: {hosts: {a.kr: {headers: {'X A': b}}}}\n", "1: `X A` is no name of a header"),
        (
            'online: {hosts: {a.kr: {headers: {A: "b\\r\\nC: d"}}}}\n',
            "1: `online.hosts.a.kr.headers.A` must be a text on one line",
        ),
    ],
)
def test_what_cannot_be_is_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        online(text)
    assert str(caught.value) == f"newslint.yaml:{said}"


@pytest.mark.parametrize("text", [EXAMPLE, OWN])
def test_the_schema_takes_it(text: str) -> None:
    jsonschema.validate(parse_yaml(text, 0).values, config_schema(shipped()))


def test_the_schema_refuses_what_is_not_known() -> None:
    schema = config_schema(shipped())
    for text in ("online: {timeot: 5}", "online: {hosts: {a.kr: {methd: get}}}"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(parse_yaml(text, 0).values, schema)
