"""What newslint says of itself is said in Korean, too: help, notices, errors, summaries, rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

import click
import pytest

import newslint
from newslint.catalog import shipped
from newslint.commands import COMMANDS
from newslint.commands import newslint as program
from newslint.commands.language import locale
from newslint.report import REPORTERS
from newslint.rule import Rule
from newslint.words import language_of, phrase, spoken
from newslint.words.ko import WORDS, borrowed

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., tuple[int, str, str]]
PACKAGE = Path(str(newslint.__file__)).parent
RULES = list(shipped().rules.values())
HANGUL = re.compile("[가-힣]")
FACT = re.compile(r"\{[^{}]*\}")


SAYS = {
    *("notice", "say", "words", "_complain", "fail", "suggestion"),
    *("ClickException", "UsageError", "BadParameter"),
    *("ConfigError", "RuleError", "GitError", "OptionsError", "OSError"),
}
"""Functions whose texts people read."""
SAYS_WITH = {"help", "cause", "why", "notice"}
"""Arguments that are such texts, by name."""
SAYS_AS = {"hint", "reason", "told", "wanted", "why", "cause"}
"""Names that such texts are given first."""


def templates(node: ast.expr) -> list[str]:
    """Return the texts that an expression may be, with `{}` for what is not known."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return templates(node.body) + templates(node.orelse)
        case ast.BoolOp():
            return [text for value in node.values for text in templates(value)]
        case ast.BinOp(op=ast.Add()):
            sides = (templates(node.left) or ["{}"], templates(node.right) or ["{}"])
            return ["".join(pair) for pair in product(*sides)]
        case ast.JoinedStr():
            parts = [
                templates(part.value) or ["{}"]
                if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.IfExp)
                else templates(part) or ["{}"]
                for part in node.values
            ]
            return ["".join(row) for row in product(*parts)]
    return []


def texts_of(node: ast.AST) -> Iterator[str]:
    """Yield the texts for people that a call or an assignment holds."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        told = (
            [*node.args]
            if name in SAYS or ast.unparse(node.func).endswith("notices.append")
            else []
        )
        told += [row.value for row in node.keywords if row.arg in SAYS_WITH]
        for argument in told:
            yield from templates(argument)
    elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in SAYS_AS:
        yield from templates(node.value)


def said() -> list[tuple[str, str]]:
    """Return what the modules say, with their names."""
    found = {
        (path.relative_to(PACKAGE).as_posix(), text)
        for path in PACKAGE.rglob("*.py")
        if not {"words", "checks"} & {*path.parts}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for text in texts_of(node)
        # One word is a name: of an option, a file, a field.
        if re.search(r"[A-Za-z]", FACT.sub("", text)) and " " in text.strip()
    }
    return sorted(found)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its path."""
    yield "newslint", program
    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inside}", row) for inside, row in command.commands.items())


@pytest.mark.parametrize(("module", "text"), said())
def test_whatever_is_said_is_said_in_korean(module: str, text: str) -> None:
    assert HANGUL.search(spoken(FACT.sub("7", text), "ko")), f"add it to words/ko: {text}"


@pytest.mark.parametrize(("name", "command"), [*commands()])
def test_help_is_in_korean(name: str, command: click.Command) -> None:
    assert name
    paragraphs = (" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    options = [row.help for row in command.params if isinstance(row, click.Option)]
    told = [*paragraphs, *options, *(about for _, about in COMMANDS.values())]
    assert [text for text in told if not HANGUL.search(spoken(text or "", "ko"))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_in_korean(rule: Rule) -> None:
    told = [variant.message.texts for variant in rule.variants.values()]
    for forms in told:
        assert HANGUL.search("".join(forms.get("ko", {}).values())), "message.ko"
    for fact, words in rule.words.items():
        assert [word for word, forms in words.items() if "ko" not in forms] == [], fact
    assert HANGUL.search(rule.summaries.get("ko", "")), "summary.ko"


@pytest.mark.parametrize(("english", "korean"), WORDS.items())
def test_the_table(english: str, korean: str) -> None:
    row = phrase(english, korean)
    named = {name.removesuffix(":d") for name in row.facts} - {""}
    assert {*FACT.findall(korean)} == {f"{{{name}}}" for name in named}
    # Structure alone has no words of its own.
    assert (
        english in borrowed.WORDS
        or HANGUL.search(korean)
        or not re.search(r"[a-z]{3}", "".join(row.words))
    )
    # It is recognised as what it is, and as nothing else that the table has.
    sample = english
    for name in row.facts:
        sample = sample.replace(f"{{{name}}}", "7", 1)
    assert spoken(sample, "ko") == FACT.sub("7", korean)


def test_the_table_holds_nothing_that_nobody_says() -> None:
    whole = "\n".join(
        FACT.sub("{}", text)
        for path in PACKAGE.rglob("*.py")
        if "words" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.expr)
        for text in templates(node)
    )
    whole = " ".join(whole.split())
    own = WORDS.keys() - borrowed.WORDS.keys()
    longest = {text: max(phrase(text, "").words, key=len).strip(" .:;,`()") for text in own}
    assert [text for text, words in longest.items() if words not in whole] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "no rule `self-sorce`; did you mean `self-source`?",
            "`self-sorce` 규칙은 없습니다. `self-source` 아닌가요?",
        ),
        (
            "newslint.yaml:3: unknown key `rule`; did you mean `rules`?",
            "newslint.yaml:3: `rule` 키는 없습니다. `rules` 아닌가요?",
        ),
        ("a.md: Permission denied", "a.md: 권한이 없습니다"),
        ("a post here: b.md: Permission denied", "a post here: b.md: 권한이 없습니다"),
        ("1 post", "글 1편"),
        ("something else", "something else"),
    ],
)
def test_facts_are_kept_and_what_is_said_through_others_is_recognised(text: str, told: str) -> None:
    assert spoken(text, "ko") == told
    assert spoken(text, "en") == text


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (["ko"], "ko"),
        (["", "ko_KR.UTF-8"], "ko"),
        (["fr", "ko-KR"], "ko"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_the_first_that_newslint_speaks(wishes: list[str], language: str) -> None:
    assert language_of(*wishes) == language


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, ""),
        ({"LANG": "C"}, "c"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "ko"}, "ko"),
    ],
)
def test_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert locale() == language


# -- What is read ----------------------------------------------------------------------------

SITE: Mapping[str, str | bytes] = {
    "_config.yml": "title: 동네\n",
    "_posts/2024-01-02-a.md": (
        "---\ntitle: 도서관\ndate: 2024-01-02\nauthor: 김하나\n---\n도서관이 문을 열었다.\n\n"
        '![](/img/none.png) <b style="color:red">a</b> <b style="color:red">b</b>\n\n'
        '<a href="https://a.example" rel="bogus">자료</a>\n'
    ),
    "_posts/README.txt": "",
    "about.md": "# 소개\n",
}


def said_in(text: str) -> str:
    """Return the words of a report that are its own: no names, quotations and lines of posts."""
    lines = (line for line in text.splitlines() if not re.match(r" *\d* *\|", line))
    return "\n".join(
        re.sub(r"`[^`]*`|\S*[/.=_-]\S*|newslint|<\w+>|[A-Z]{3,}", "", line) for line in lines
    )


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["-v", "--min-severity", "info"],
        ["--timings", "--no-cache"],
        ["--fix-only"],
        ["about.md"],
        ["_posts/README.txt"],
        ["nowhere.md"],
        ["--now", "then"],
        ["--staged", "--changed"],
        ["--diff-lines"],
        ["--since"],
        ["--nothing"],
        ["--max-warnings", "many"],
        ["--max-warnings", "-1"],
        ["--output", "nothing"],
        ["--output-format", "nothing"],
        ["--config", "nowhere"],
        ["--select", "no-rule"],
        ["--stdin-filename", "a.md"],
        ["check", "-", "a.md"],
        ["rule"],
        ["rule", "no-rule"],
        ["rule", "self-source", "more"],
        ["config"],
        ["config", "nothing"],
        ["config", "show", "nowhere"],
        ["duplicates"],
        ["index"],
        ["clean"],
        ["init"],
        ["url"],
        ["url", "--link", "/nowhere", "about.md"],
        ["new-rule", "words/empty-promise"],
        ["new-rule", "empty"],
        ["test", "no-rule"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("how", ["option", "locale"])
def test_nothing_is_left_in_english(
    write: Write, run: Run, argv: list[str], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(SITE)
    if how == "locale":
        monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    else:
        argv = ["--lang", "ko", *argv]
    _, out, err = run(*argv)
    assert HANGUL.search(out + err)
    # What is written in files and on command lines has no other name.
    names = {*"bogus white red jekyll recommended alt date permalink front matter".split()}
    names |= {*"config schema show nowhere nothing info warning error text".split(), *REPORTERS}
    left = {*re.findall(r"[A-Za-z]{3,}", said_in(out + err))} - names
    assert left == set()
