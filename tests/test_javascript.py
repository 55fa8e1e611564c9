"""Programs in JavaScript are read for their plain values, whatever else stands in them."""

from __future__ import annotations

import pytest

from newslint.site.javascript_values import Computed, Program


@pytest.mark.parametrize(
    "text",
    [
        "module.exports = { dir: [",
        "module.exports = {",
        "export default",
        "config.add(" * 5000,
        "{dir:" * 5000,
        "=/[" * 5000,
        "`${" * 5000,
        "".join(f"const a{n} = [a{n + 1}, a{n + 1}, a{n + 1}];" for n in range(40))
        + "export default a0;",
    ],
    ids=lambda text: text[:20],
)
def test_a_program_that_ends_too_early_or_never_is_read_all_the_same(text: str) -> None:
    program = Program(text)
    list(program.keyed("dir"))
    list(program.calls("add"))
    assert isinstance(program.exported(), Computed | dict | list)
    assert len(program.tokens) > 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r"'it\'s'", "it's"),
        (r"'a\tb\q'", "a\tbq"),
        (r"'\u00e9\x41'", "éA"),
        ("'one \\\nline'", "one line"),
        (r"`a \` b`", "a ` b"),
        ("['a', ...more, 7]", ["a", Computed("..."), 7]),
        ("[1 2]", [Computed()]),
        ("require(name)", Computed("require")),
        ("require.resolve('x')", Computed("require", "x")),
    ],
)
def test_a_value_is_what_is_written_down(written: str, value: object) -> None:
    assert Program(f"export default {written};").exported() == value


@pytest.mark.parametrize(
    ("program", "value"),
    [
        ("const dir = 'a'; run({ dir });", ["a"]),
        ("let dir; run({ dir });", [Computed("dir")]),
        ("let dir = 'a'; let other; run({ 'dir': 'b' });", ["b"]),
        ("run(dir, other);", []),
    ],
)
def test_the_values_of_a_key_are_those_in_objects(program: str, value: list[object]) -> None:
    assert list(Program(program).keyed("dir")) == value


def test_a_method_is_called_of_the_object_that_is_asked_for() -> None:
    program = Program("function add(x) {} add('a'); list.add('b'); ignores.add('c');")
    assert [call.first for call in program.calls("add")] == ["a", "b", "c"]
    assert [call.first for call in program.calls("add", of="ignores")] == ["c"]
