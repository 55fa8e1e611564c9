"""A site's wishes, and what is said of those that cannot be met: file, line, key, suggestion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newslint.catalog import ActiveRule, shipped
from newslint.config import Config, ConfigError
from newslint.config_reader import parse
from newslint.folders import Folders
from newslint.site_loading import read_config

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]


def active(text: str) -> dict[str, ActiveRule]:
    rules = parse(text.encode(), "newslint.yaml").active(shipped())
    return {rule.rule.name: rule for rule in rules}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("extend: news\n", 1, ["`extend`", "did you mean `extends`?"], id="key"),
        pytest.param("# c\n\nzzz: 1\n", 3, ["`zzz`", "known: extends"], id="key-far-off"),
        pytest.param("site:\n  host: [a.kr]\n", 2, ["`site.host`", "`hosts`"], id="site-key"),
        pytest.param(
            "rules:\n  inline-styl: off\n", 2, ["`inline-styl`", "`inline-style`"], id="rule"
        ),
        pytest.param(
            "rules:\n  qqqqqqqq: off\n", 2, ["`qqqqqqqq`", "newslint rules"], id="rule-far-off"
        ),
        pytest.param("rules:\n  linkz: off\n", 2, ["`linkz`", "`links`"], id="family"),
        pytest.param(
            "rules:\n  extra-h1:\n    maxx: 1\n", 3, ["`extra-h1`", "`maxx`", "`max`"], id="option"
        ),
        pytest.param(
            "rules:\n  generic-alt:\n    max+: 3\n", 3, ["`max+`", "a list or a mapping"], id="more"
        ),
        pytest.param("rules:\n  extra-h1: {maxx+: [a]}\n", 2, ["`maxx`"], id="more-of-nothing"),
        pytest.param("rules:\n  extra-h1: {max: viel}\n", 2, ["extra-h1", "int"], id="option-type"),
        pytest.param(
            "rules:\n  extra-h1: eror\n", 2, ["extra-h1: eror", "error or off"], id="severity"
        ),
        pytest.param("site:\n  lang: ko\n  <<: {hosts: a.kr}\n", 1, ["`site.hosts`"], id="merged"),
        pytest.param("rules:\n  extra-h1: 3\n", 2, ["extra-h1: 3"], id="wish-type"),
        pytest.param(
            "rules:\n  extra-h1: {severity: bad}\n",
            2,
            ["`severity`", "info, warning, error"],
            id="severity-option",
        ),
        pytest.param("rules:\n  extra-h1:\n", 2, ["`extra-h1` stands empty"], id="empty-wish"),
        pytest.param(
            "rules:\n  extra-h1: off\n  markup/extra-h1: error\n",
            3,
            ["`extra-h1` and `markup/extra-h1` are one rule"],
            id="one-rule-twice",
        ),
        pytest.param("rules: [extra-h1]\n", 1, ["`rules`", "mapping"], id="rules-type"),
        pytest.param("rules: off\n", 1, ["`rules`", "mapping"], id="rules-off"),
        pytest.param("extends: newz\n", 1, ["newz", "`news`"], id="preset"),
        pytest.param("extends: 3\n", 1, ["extends: 3"], id="preset-type"),
        pytest.param("extends: none/such.yaml\n", 1, ["none/such.yaml"], id="extends-file"),
        pytest.param("fail-on: eror\n", 1, ["`fail-on: eror`", "`error`"], id="fail-on"),
        pytest.param("messages: de\n", 1, ["`messages: de`", "en, ko"], id="messages"),
        pytest.param("site: {generator: hugi}\n", 1, ["hugi", "`hugo`"], id="generator"),
        pytest.param("site:\n  hosts: a.kr\n", 2, ["`site.hosts`", "list of texts"], id="list"),
        pytest.param("exclude: {a: 1}\n", 1, ["`exclude`", "list of texts"], id="exclude"),
        pytest.param("site:\n  lang: [ko]\n", 2, ["`site.lang`", "text"], id="text"),
        pytest.param("rules: {\n  a: [\n", None, ["not a configuration: "], id="not-yaml"),
        pytest.param("a: 1\n\tb: 2\n", 2, ["not a configuration: "], id="tab"),
        pytest.param("\ufeffextends: newz\n", 1, ["`news`"], id="bom"),
    ],
)
def test_errors(text: str, line: int | None, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        active(text)
    message = str(caught.value)
    assert message.startswith("newslint.yaml:" + (f"{line}: " if line else ""))
    assert [word for word in words if word not in message] == []


def test_a_site_that_is_a_text_is_refused() -> None:
    with pytest.raises(ConfigError):
        active("site: a.kr\n")


def test_a_site_that_is_a_list_is_refused() -> None:
    with pytest.raises(ConfigError):
        active("site: [a.kr]\n")


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(ConfigError):
        active("rules: {extra-h1: off}\nrules: {inline-style: off}\n")


@pytest.mark.parametrize("text", ["", "# nothing\n", "rules: {}\n"])
def test_an_empty_configuration_is_that_of_none(text: str) -> None:
    assert {name: row.severity for name, row in active(text).items()} == {
        row.rule.name: row.severity for row in Config().active(shipped())
    }


def test_a_configuration_that_is_a_list_is_told_so() -> None:
    with pytest.raises(ConfigError, match=r"newslint\.yaml:1: .*keys"):
        active("- extra-h1\n")


@pytest.mark.parametrize(
    ("text", "severity", "limit"),
    [
        ("extra-h1: error", "error", None),
        ("extra-h1: info", "info", None),
        ("extra-h1: off", None, None),
        ("extra-h1: 'off'", None, None),
        ("extra-h1: {max: 7}", "warning", 7),
        ("extra-h1: {max: 7, severity: error}", "error", 7),
        ("markup: off", None, None),
        ("markup: error", "error", None),
        ("{markup: off, extra-h1: info}", "info", None),
        ("{extra-h1: info, markup: off}", "info", None),
        ("{markup: off, extra-h1: {max: 7}}", "warning", 7),
    ],
)
def test_wishes(text: str, severity: str | None, limit: int | None) -> None:
    body = text if text.startswith("{") else f"{{{text}}}"
    row = active(f"rules: {body}\n").get("extra-h1")
    assert (row.severity if row else None) == severity
    if limit is not None:
        assert row is not None
        assert getattr(row.options, "max") == limit  # noqa: B009  # the type is the check's own


def test_a_family_that_is_off_takes_its_rules_along() -> None:
    families = {row.rule.family for row in active("rules: {links: off}\n").values()}
    assert "links" not in families
    assert "markup" in families


def test_each_preset_includes_the_one_before() -> None:
    rules = [set(active(f"extends: {name}\n")) for name in ("recommended", "news", "strict")]
    assert rules[0] <= rules[1] <= rules[2]


def test_values() -> None:
    config = parse(
        "extends: news\nmessages: ko\nfail-on: warning\nexclude: ['_drafts/**']\n"
        "site: {generator: jekyll, hosts: [a.kr], sisters: [b.kr], lang: ko, name: 동네}\n".encode(),
        "newslint.yaml",
    )
    assert (config.preset, config.messages, config.fail_on) == ("news", "ko", "warning")
    assert (config.exclude, config.hosts, config.sisters) == (("_drafts/**",), ("a.kr",), ("b.kr",))
    assert (config.generator, config.language, config.name) == ("jekyll", "ko", "동네")


# -- Extending -------------------------------------------------------------------------------


def test_a_configuration_extends_a_file(write: Write) -> None:
    root = write(
        {
            "house/base.yaml": "extends: news\nfail-on: never\nexclude: [a]\n"
            "rules: {extra-h1: {max: 5}, inline-style: off}\n",
            "newslint.yaml": "extends: house/base.yaml\nexclude: [b]\nrules: {extra-h1: error}\n",
        }
    )
    config = read_config(root / "newslint.yaml", Folders())
    assert (config.preset, config.fail_on, config.exclude) == ("news", "never", ("a", "b"))
    wishes = {name: (wish.severity, wish.options) for name, wish in config.rules.items()}
    assert wishes == {"extra-h1": ("error", {"max": 5}), "inline-style": ("off", {})}


@pytest.mark.parametrize(
    "files", [["newslint.yaml"], ["newslint.yaml", "b.yaml"]], ids=["self", "two"]
)
def test_extending_in_a_circle(write: Write, files: list[str]) -> None:
    following = [*files[1:], files[0]]
    root = write(
        {name: f"extends: {other}\n" for name, other in zip(files, following, strict=True)}
    )
    with pytest.raises(ConfigError, match="circle"):
        read_config(root / "newslint.yaml", Folders())


def test_an_error_in_what_is_extended_names_that_file(write: Write) -> None:
    root = write({"base.yaml": "fail-on: eror\n", "newslint.yaml": "extends: base.yaml\n"})
    with pytest.raises(ConfigError, match=r"base\.yaml:1: "):
        read_config(root / "newslint.yaml", Folders())


def test_an_unknown_rule_in_what_is_extended_names_that_file(write: Write) -> None:
    root = write(
        {"base.yaml": "\n\nrules: {inline-styl: off}\n", "newslint.yaml": "extends: base.yaml\n"}
    )
    with pytest.raises(ConfigError, match=r"base\.yaml:3: "):
        read_config(root / "newslint.yaml", Folders()).active(shipped())


@pytest.mark.parametrize("named", ["none.yaml", "house"], ids=["nothing", "a folder"])
def test_what_is_extended_must_be_a_file(write: Write, named: str) -> None:
    root = write({"newslint.yaml": f"\nextends: {named}\n", "house/base.yaml": ""})
    with pytest.raises(ConfigError, match=rf"newslint\.yaml:2: `extends: {named}` is no preset"):
        read_config(root / "newslint.yaml", Folders())


@pytest.mark.parametrize("name", ["newslint.yml", ".newslint.toml"])
def test_a_file_that_looks_like_a_configuration_and_is_none_is_told(
    write: Write, run: Run, name: str
) -> None:
    write({"newslint.yaml": "", name: "", "a.md": "---\ntitle: 부두\n---\n부두다.\n"})
    told = f"newslint: {name} is not read; call it newslint.yaml\n"
    assert run("--no-cache", ".")[::2] == (0, told)


def test_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        read_config(tmp_path / "none.yaml", Folders())


def test_a_plus_adds_to_what_the_rule_has() -> None:
    known = shipped().rules["homepage-source"].options["labels"]
    plain = active("rules: {homepage-source: {labels: [Via]}}").pop("homepage-source")
    added = active("rules: {homepage-source: {labels+: [Via]}}").pop("homepage-source")
    assert plain.options.labels == ("Via",)  # type: ignore[attr-defined]
    assert added.options.labels == (*known, "Via")  # type: ignore[attr-defined]


def test_a_plus_adds_to_a_mapping() -> None:
    known = shipped().rules["misspelt-word"].options["words"]
    found = active("rules: {misspelt-word: {words+: {해당항: 해담항}}}").pop("misspelt-word")
    assert found.options.words == {**known, "해당항": "해담항"}  # type: ignore[attr-defined]


def test_a_plus_adds_to_what_the_check_has_of_itself() -> None:
    found = active("rules: {self-source: {exempt+: [own]}}").pop("self-source")
    assert found.options.exempt == ("original", "own")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("house", "own", "labels"),
    [
        ("labels: [A]", "labels+: [B]", ("A", "B")),
        ("labels+: [A]", "labels: [B]", ("B",)),
        ("labels: [], labels+: [A]", "labels+: [B]", ("A", "B")),
    ],
)
def test_a_plus_in_several_files(
    write: Write, house: str, own: str, labels: tuple[str, ...]
) -> None:
    root = write(
        {
            "house.yaml": f"rules: {{homepage-source: {{{house}}}}}",
            "newslint.yaml": f"extends: house.yaml\nrules: {{homepage-source: {{{own}}}}}",
        }
    )
    rules = read_config(root / "newslint.yaml", Folders()).active(shipped())
    found = {rule.rule.name: rule.options for rule in rules}["homepage-source"]
    assert found.labels == labels  # type: ignore[attr-defined]
