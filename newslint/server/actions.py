"""What can be done about findings: their fixes, and comments that silence them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol import types

from newslint.check import Edit, Fix
from newslint.diagnostic import Diagnostic, quoted
from newslint.document import Document
from newslint.server.client import EditOf
from newslint.server.desk import Judgement
from newslint.server.diagnostics import findings_at, range_at
from newslint.server.positions import Text
from newslint.source import Span
from newslint.suppression.words import lines_of
from newslint.suppression.writing import Reach, silencing

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.newslint"
_WORDS = {
    "en": {
        "mend": "Fix {rule}: {what}",
        "unsafe": "Fix {rule}: {what} (unsafe: read it over)",
        "all": "Fix all that newslint can mend safely",
        "line": "Silence {rule} on this line",
        "field": "Silence {rule} for this field",
        "block": "Silence {rule} in this block",
        "file": "Silence {rule} in this file",
        "many": "{count} edits",
        "delete": "delete “{old}”",
        "insert": "insert “{new}”",
    },
    "ko": {
        "mend": "{rule} 고치기: {what}",
        "unsafe": "{rule} 고치기: {what} (고친 뒤 꼭 읽어 보세요)",
        "all": "newslint가 안전하게 고칠 수 있는 것 모두 고치기",
        "line": "이 줄에서 {rule} 끄기",
        "field": "이 항목에서 {rule} 끄기",
        "block": "이 문단에서 {rule} 끄기",
        "file": "이 파일에서 {rule} 끄기",
        "many": "{count}곳",
        "delete": "“{old}” 지우기",
        "insert": "“{new}” 넣기",
    },
}
_QUOTED = 30
"""Code points of a text that a title repeats."""
_REACHES: tuple[Reach, ...] = ("line", "block", "file")


def wants(only: Sequence[str] | None, kind: str) -> bool:
    """Tell whether a client wants actions of a kind: kinds are hierarchical, parted by dots."""
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)


def quick_fixes(
    judgement: Judgement,
    text: Text,
    span: Span,
    told: Sequence[types.Diagnostic],
    edit_of: EditOf,
) -> Iterator[types.CodeAction]:
    """Yield the fixes of the findings in a span, the safe ones first, then what silences them.

    Where there is none in it, those on its lines are meant.
    `told` are the diagnostics that the client has there.
    """
    lines = lines_of(judgement.source, *span)
    # With the caret at the head of a line its findings are meant.
    found = list(findings_at(judgement, span)) or list(findings_at(judgement, lines))
    fixes = [(row, row.fix) for row, _ in found if row.fix is not None]
    for row, fix in sorted(fixes, key=lambda pair: not pair[1].safe):
        edits = [_edit(edit.span, edit.text, text) for edit in fix.edits]
        yield types.CodeAction(
            _title(row, fix, judgement),
            types.CodeActionKind.QuickFix,
            _about(row, told),
            is_preferred=fix.safe,
            edit=edit_of(edits),
        )
    if not found:
        return
    document = judgement.document
    for row, place in found:
        for title, edit in _silencing(document, judgement, row, place):
            yield types.CodeAction(
                title,
                types.CodeActionKind.QuickFix,
                _about(row, told),
                edit=edit_of([_edit(edit.span, edit.text, text)]),
            )


def _silencing(
    document: Document, judgement: Judgement, row: Diagnostic, place: Span
) -> Iterator[tuple[str, Edit]]:
    """Yield the comments that silence a finding's rule, each with its title."""
    rule = judgement.catalog.find(row.rule)
    if rule is None or rule.always_on:
        return
    matter = document.front_matter
    in_field = matter is not None and matter.span.start <= place.start < matter.body
    for reach in _REACHES:
        if in_field and reach == "block":
            # The same as the line: the whole field.
            continue
        edit = silencing(document, place.start, [rule.name], reach)
        if edit is not None:
            title = _words(judgement)["field" if in_field and reach == "line" else reach]
            yield title.format(rule=rule.name), edit


def fix_all(
    judgement: Judgement, text: Text, mended: bytes, edit_of: EditOf
) -> types.CodeAction | None:
    """Return the action that makes a text what it is after all safe fixes; None for no change."""
    if mended == text.data:
        return None
    edits = [_edit(span, new, text) for span, new in differences(text.data, mended)]
    return types.CodeAction(_words(judgement)["all"], FIX_ALL, edit=edit_of(edits))


def differences(before: bytes, after: bytes) -> Iterator[tuple[Span, str]]:
    """Yield what replaces which lines of a text, so that it becomes another one."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, first, last, begin, end in steps:
        if tag != "equal":
            yield Span(starts[first], starts[last]), b"".join(new[begin:end]).decode()


def _edit(span: Span, new: str, text: Text) -> types.TextEdit:
    return types.TextEdit(range_at(span, text), new)


def _words(judgement: Judgement) -> dict[str, str]:
    return _WORDS.get(judgement.language, _WORDS["en"])


def _title(row: Diagnostic, fix: Fix, judgement: Judgement) -> str:
    words = _words(judgement)
    name = row.rule.rpartition("/")[2]
    what = words["many"].format(count=len(fix.edits))
    if len(fix.edits) == 1:
        span, written = fix.edits[0]
        old = str(quoted(judgement.source.slice(span), _QUOTED))
        new = str(quoted(written, _QUOTED))
        what = f"“{old}” → “{new}”"
        if not old or not new:
            what = words["delete" if old else "insert"].format(old=old, new=new)
    return words["mend" if fix.safe else "unsafe"].format(rule=name, what=what)


def _about(row: Diagnostic, told: Sequence[types.Diagnostic]) -> list[types.Diagnostic]:
    return [found for found in told if found.code == row.rule and found.message == row.message]
