"""The catalogue, linted: every rule's page says what the house wants it to say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from newslint import checks, compiled
from newslint.catalog import Catalog, shipped
from newslint.check import CHECKS, check
from newslint.program import rules_folder
from newslint.rule import Rule, RuleError, placeholders
from newslint.rule_check import check_of, is_check
from newslint.rule_folder import load_folder
from newslint.rule_page import options_of_page, page
from newslint.specimen import specimens

ROOT = Path(__file__).parent.parent
RULES = list(shipped().rules.values())
LONGEST = 100
HANGUL = re.compile("[가-힣]")
# A particle that must agree with what a message quotes cannot be written before it is known.
TORN_PARTICLE = re.compile(r"[)}`](?:은\(는\)|이\(가\)|을\(를\)|와\(과\)|은|는|을|를)(?![가-힣])")


def _rule(rule: Rule) -> str:
    return rule.name


UNPUBLISHED = {"promo-footer"}
"""Rules whose norm has no address of its own: the portals' terms are known from the press."""


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.norm and rule.name not in UNPUBLISHED], ids=_rule
)
def test_a_norm_is_cited_with_its_address(rule: Rule) -> None:
    assert re.fullmatch(r"[^<>]+ <https://[^\s<>]+>", rule.norm)


def _templates(rule: Rule, language: str) -> list[str]:
    return [
        text
        for variant in rule.variants.values()
        for text in variant.message.texts.get(language, {}).values()
    ]


@pytest.mark.parametrize("rule", RULES, ids=_rule)
def test_page(rule: Rule) -> None:
    assert rule.doc.strip().startswith(f"# {rule.name}\n"), "the page opens with the rule's name"
    paragraphs = rule.doc.strip().split("\n\n")
    assert paragraphs[1].endswith("."), "one sentence says what it finds"
    assert not paragraphs[2].startswith("```"), "one paragraph says why"
    found = {specimen.bad for specimen in specimens(rule)}
    assert rule.always_on or found == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=_rule)
def test_messages(rule: Rule) -> None:
    for language in ("en", "ko"):
        templates = _templates(rule, language)
        assert templates, f"there is a message in {language}"
        for template in templates:
            plain = re.sub(r"\{\w+\}", "", template)
            assert len(template) <= LONGEST
            assert not template.endswith(".")
            assert bool(HANGUL.search(plain)) is (language == "ko")
    for template in _templates(rule, "en"):
        assert template[0] == template[0].lower() or template.startswith("U+")
    for template in _templates(rule, "ko"):
        assert not TORN_PARTICLE.search(template), template


@pytest.mark.parametrize("rule", RULES, ids=_rule)
def test_words_are_in_both_languages(rule: Rule) -> None:
    for texts in rule.words.values():
        for forms in texts.values():
            assert {"en", "ko"} <= forms.keys()


@pytest.mark.parametrize("rule", RULES, ids=_rule)
def test_declared_fix_is_shown(rule: Rule) -> None:
    shows = any(specimen.fixed is not None for specimen in specimens(rule))
    assert shows is bool(rule.fixable)


@pytest.mark.parametrize("rule", RULES, ids=_rule)
def test_the_page_lists_the_options(rule: Rule) -> None:
    options = msgspec.structs.fields(check_of(rule).options)
    assert [
        item.encode_name for item in options if f"| `{item.encode_name}` |" not in page(rule)
    ] == []


def test_the_page_of_a_rule_without_options_says_so() -> None:
    rule = next(rule for rule in RULES if not options_of_page(rule))
    assert page(rule).endswith("\n\n## Options\n\nIt takes none.\n")


@pytest.mark.parametrize("rule", RULES, ids=_rule)
def test_every_option_says_what_it_is(rule: Rule) -> None:
    assert [entry.name for entry in options_of_page(rule) if not entry.about] == []


def test_names_are_unique_and_every_check_is_used_or_generic() -> None:
    for path in (ROOT / "newslint" / "checks").glob("[a-z]*.py"):
        if path.stem != "__init__":
            name = path.stem.replace("_", "-")
            used = any(rule.check == name for rule in RULES)
            assert used or name == "phrase", f"no rule uses {name}"


def test_every_message_names_only_facts() -> None:
    for rule in RULES:
        check = check_of(rule)
        options = {item.name for item in msgspec.structs.fields(check.options)}
        for variant in rule.variants.values():
            for template in variant.message.templates():
                assert placeholders(template) <= {*check.facts, *options, "count"}


def test_rules_folder_holds_rules_and_their_lists_only() -> None:
    for path in Path(str(rules_folder())).rglob("*"):
        assert path.is_dir() or path.suffix in {".md", ".yaml"}
    counted = sum(1 for _ in Path(str(rules_folder())).rglob("*.md"))
    assert counted == len(RULES)


def test_checks_are_named_as_their_files() -> None:
    assert all((ROOT / f"newslint/checks/{name.replace('-', '_')}.py").is_file() for name in CHECKS)


PAGE = """---
check: {check}
status: stable
message: {{en: "{message}", ko: "고치세요"}}
{more}
---
# bad-thing

It finds it.
"""


@pytest.mark.parametrize(
    ("check", "message", "more", "reason"),
    [
        ("nonsense", "mend it", "", "there is no check `nonsense`"),
        ("phrase", "mend {colour}", "", "the check gives no fact `colour`"),
        ("phrase", "mend it", "options: {phrasse: [a]}", "did you mean `phrases`?"),
        ("phrase", "mend it", "options: {max: -1}", "expected `int` >= 0"),
        ("phrase", "mend it", 'options: {patterns: [["a", "a(c"]]}', "is no pattern"),
        (
            "phrase",
            "mend it",
            'options: {patterns: [["a", "(a+)+b"]]}',
            "not end on a text of many `a`",
        ),
        (
            "korean-pattern",
            "고치세요",
            "options: {pattern: '(가|.)+나'}",
            "not end on a text of many `가가`",
        ),
        ("breaking-label", "mend it", "options: {labels: ['a', '(?:a*)*b']}", "would not end"),
        ("breaking-label", "mend it", "options: {labels: ['a(']}", "is no pattern"),
        ("phrase", "mend it", 'options: {patterns: [["", "a"]]}', "needs a literal"),
        ("phrase", "mend it", "severity: fatal", "`severity` must be one of info, warning, error"),
        ("phrase", "mend it", "colour: red", "unknown key `colour`"),
        ("phrase", "mend it", "variants: {other: {}}", "the variants of check `phrase` are none"),
        ("phrase", "mend it", "data: {phrases: words.yaml}", "no list `words.yaml`"),
        ("[phrase]", "mend it", "", "`check` must be a text"),
        ("phrase", "mend it", "data: [words.yaml]", "`data` must be a mapping"),
        ("phrase", "mend it", "options: {scope: line}", "`scope` is one of `text`, `heading`"),
        ("phrase", "mend it", "colour: [", "its front matter is not YAML"),
        ("phrase", "mend it", "detail: [a]", "`detail` must be a mapping from language to text"),
        (
            "phrase",
            "mend it",
            "detail: {en: [a]}",
            "`detail.en` must be a text, or `one` and `other`",
        ),
        (
            "phrase",
            "mend it",
            "summary: {en: [a]}",
            "`summary` must be a mapping from language to text",
        ),
        ("phrase", "mend it", "presets: {daily: {}}", "`presets.daily` must be for one of"),
        ("phrase", "mend it", "presets: {news: {max: 1}}", "must be `severity` and `options`"),
        (
            "phrase",
            "mend it",
            "words: {text: {a: b}}",
            "`words.text.a` must be a mapping with `en`",
        ),
        ("phrase", "mend it", "words: {hue: {a: {en: b}}}", "the check gives no fact `hue`"),
    ],
)
def test_faulty_page(tmp_path: Path, check: str, message: str, more: str, reason: str) -> None:
    family = tmp_path / "words"
    family.mkdir()
    text = PAGE.format(check=check, message=message, more=more)
    (family / "bad-thing.md").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=re.escape(reason)):
        Catalog(load_folder(tmp_path))


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("bad-thing", "# bad-thing\n\nIt finds it.\n", "begins with YAML front matter"),
        ("bad", PAGE.format(check="phrase", message="mend it", more=""), "two or more words"),
    ],
)
def test_what_is_no_page(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / f"{name}.md").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=re.escape(reason)):
        Catalog(load_folder(tmp_path))


def test_a_check_whose_library_is_not_there_is_not_called_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "house_thing.py").write_text("import none_such\n", encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [str(tmp_path)])
    with pytest.raises(ModuleNotFoundError, match="none_such"):
        is_check("house-thing")
    assert not is_check("house-other-thing")


def test_a_check_reads_a_table_that_there_is() -> None:
    with pytest.raises(ValueError, match="reads `nothing`, which is no table"):
        check("house-thing", reads="nothing")


def test_empty_catalogue_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rules"):
        Catalog(load_folder(tmp_path))


def test_stranger_writes_a_rule(tmp_path: Path) -> None:
    """From nothing to a tested rule of a known kind, in one Markdown file."""

    def newslint(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "newslint", *args]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert newslint("new-rule", "words/empty-promise").returncode == 0
    page = tmp_path / "rules" / "words" / "empty-promise.md"
    text = page.read_text(encoding="utf-8")
    text = text.replace("options: {}", 'options: {phrases: ["stay tuned"]}')
    text = text.replace("Its text.\n```\n\n```md good", "Stay tuned for more.\n```\n\n```md good")
    page.write_text(text, encoding="utf-8")
    assert newslint("test", "rules").returncode == 1
    updated = newslint("test", "rules", "--update")
    assert updated.returncode == 0, updated.stdout
    assert "post.md:4:1: warning: words/empty-promise: " in page.read_text(encoding="utf-8")
    assert newslint("test", "rules").stdout == (
        "rules/words/empty-promise.md: in preview, so off without --preview\n"
        "1 rule, 2 examples, 0 failed\n"
    )


@pytest.fixture
def bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps bytecode, and newslint its compiled rules."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    return tmp_path / "bytecode"


def rules() -> list[Rule]:
    return list(Catalog(load_folder(rules_folder())).rules.values())


def test_rules_are_compiled_once(bytecode: Path) -> None:
    assert compiled.read() is None
    compiled.write(rules())
    assert compiled.read() == rules()
    assert Catalog(compiled.read() or [], valid={rule.name for rule in rules()}).rules == {
        rule.name: rule for rule in rules()
    }
    assert len([file for file in bytecode.rglob("*") if file.is_file()]) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-5]),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"\0" * 400),
        lambda file: (file.unlink(), file.mkdir()),
    ],
    ids=["cut short", "empty", "another state", "a folder"],
)
def test_compiled_rules_that_cannot_be_used(
    bytecode: Path, damage: Callable[[Path], object]
) -> None:
    compiled.write(rules())
    (file,) = (file for file in bytecode.rglob("*") if file.is_file())
    damage(file)
    assert compiled.read() is None
    compiled.write(rules())


def test_a_changed_rule_is_compiled_anew(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.write(rules())
    monkeypatch.setattr(compiled, "mark", lambda _: None)
    assert compiled.read() is None


def test_what_the_form_cannot_hold_is_not_compiled(bytecode: Path) -> None:
    compiled.write([replace(rules()[0], options={"from": date(2026, 3, 2)})])
    assert compiled.read() is None


def test_no_bytecode_no_compiled_rules(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled.write(rules())
    assert not bytecode.exists()
