"""A rule is a Markdown post: front matter declares it, the body explains it, fences prove it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter
from typing import Any

import msgspec

from newslint.suggestion import suggestion

SEVERITIES = ("info", "warning", "error")
"""From the mildest to the worst."""
PRESETS = ("recommended", "news", "strict")
"""Each includes the ones before it."""
STATUSES = ("preview", "stable", "deprecated")
ENGINE = "engine"
"""The check of the rules that newslint itself speaks, about what it could not do."""
SUPPRESSIONS = frozenset({"unused-suppression", "unknown-suppression", "unclosed-suppression"})
"""The checks of the rules about comments that silence others."""
LIMIT = "limit"
"""The check of the rule that newslint itself speaks, about what would have taken too much."""
STALE = "stale-baseline"
"""The rule, and its check, about what a baseline lists that is not there any more."""
_KEYS = frozenset(
    "check severity preset presets status was message summary detail options borrows variants words data norm"
    " applies-to fix".split()
)
_PAGE_FAMILIES = frozenset({"links", "markup", "engine"})
_FAMILY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


class RuleError(Exception):
    """A rule post that cannot be used; the text says which, where and why."""


class Message(msgspec.Struct, frozen=True):
    """What a rule tells, by language; `en` is always there."""

    texts: Mapping[str, Mapping[str, str]]

    def text(self, language: str, count: int) -> str:
        """Return the template for a language, in the form for a count."""
        forms = self.texts.get(language.partition("-")[0]) or self.texts["en"]
        return forms["one"] if count == 1 and "one" in forms else forms["other"]

    def templates(self) -> list[str]:
        """Return every template of every language."""
        return [text for forms in self.texts.values() for text in forms.values()]


class Variant(msgspec.Struct, frozen=True):
    """A kind of finding of a rule that has a severity or words of its own."""

    severity: str
    message: Message


class Rule(msgspec.Struct, frozen=True):
    """A rule post, loaded and validated as far as it can be without its check."""

    family: str
    name: str
    check: str
    severity: str
    preset: str | None
    """The first preset that switches it on; None for a rule that only a site asks for."""
    status: str
    variants: Mapping[str, Variant]
    """By name; '' is the rule itself."""
    options: Mapping[str, Any]
    presets: Mapping[str, Mapping[str, Any]]
    """What a preset changes: `severity`, `options`."""
    words: Mapping[str, Mapping[str, Mapping[str, str]]]
    """For facts that are words of a check: their texts, by fact, word and language."""
    norm: str
    pages: bool
    """True where it holds for pages too, not for posts alone."""
    fixable: str
    """safe, unsafe, or '' where it offers no fix."""
    doc: str
    """The post's body."""
    doc_line: int
    """The line of the file on which the body begins."""
    file: str
    """Its path from its pack's folder, for people."""
    was: tuple[str, ...] = ()
    """Names that it had before, under which it is found still."""
    borrows: Mapping[str, tuple[str, str]] = msgspec.field(default_factory=dict)
    """Options that another rule's are added to: the other rule and its option."""
    summaries: Mapping[str, str] = msgspec.field(default_factory=dict)
    """What it finds, in a sentence, in the languages that its page is not written in."""
    detail: Message | None = None
    """What shows a finding, told below it; None for a rule whose message says it all."""
    origin: str = ""
    """Its absolute path; '' where it does not lie in a folder."""

    @property
    def id(self) -> str:
        """The full name, `family/name`."""
        return f"{self.family}/{self.name}"

    @property
    def always_on(self) -> bool:
        """True where it tells what newslint could not do: nobody can switch it off."""
        return self.check in (ENGINE, LIMIT)

    @property
    def summary(self) -> str:
        """What it finds: the first sentence below the title."""
        paragraph = self.doc.strip().split("\n\n")[1] if "\n\n" in self.doc.strip() else ""
        return re.split(r"(?<=\.)\s", " ".join(paragraph.split()), maxsplit=1)[0]

    def summary_in(self, language: str) -> str:
        """Return what it finds in a language; in English where the page has no other."""
        return self.summaries.get(language) or self.summary

    def template(self, variant: str, count: int, language: str) -> str:
        """Return the message of a finding as it is before its facts are put in."""
        return self.variants[variant].message.text(language, count)

    def says(self, template: str, facts: Mapping[str, object], count: int, language: str) -> str:
        """Return a message with the facts that it names."""
        values = {name: self._word(name, value, language) for name, value in facts.items()}
        return template.format(**{**values, "count": count}).rstrip()

    def _word(self, name: str, value: object, language: str) -> object:
        texts = self.words.get(name, {}).get(str(value))
        if texts is None:
            return value
        return texts.get(language.partition("-")[0]) or texts["en"]


def load(family: str, name: str, raw: bytes, file: str, lists: Mapping[str, Any]) -> Rule:
    """Make a rule of a rule post's bytes; raise RuleError.

    `lists` are the word and host lists, by file name; other families' by `family/name`.
    """
    import frontmatter
    from yaml import YAMLError

    text = raw.decode().replace("\r\n", "\n")
    try:
        data = frontmatter.parse(text)[0]
    except YAMLError as error:
        raise RuleError(f"{file}: its front matter is not YAML: {error}") from None
    head, fence, doc = text.partition("\n---\n")
    if not data or not fence:
        raise RuleError(f"{file}: a rule post begins with YAML front matter")
    reader = _Reader(file, data)
    reader.refuse_unknown()
    if not _NAME.fullmatch(name):
        raise RuleError(f"{file}: a rule's name is two or more words in kebab-case, not '{name}'")
    if not _FAMILY.fullmatch(family):
        raise RuleError(f"{file}: a family's name is in kebab-case, not `{family}`")
    severity = reader.one_of("severity", SEVERITIES, "warning")
    main = Variant(severity, reader.message(data.get("message"), "message"))
    detail = reader.message(data["detail"], "detail") if "detail" in data else None
    options = {**reader.mapping("options"), **reader.listed(lists)}
    return Rule(
        family=family,
        name=name,
        check=reader.text("check"),
        severity=severity,
        preset=reader.one_of("preset", (*PRESETS, "off"), "recommended").replace("off", "") or None,
        status=reader.one_of("status", STATUSES, "preview"),
        was=reader.names("was"),
        variants={"": main, **reader.variants(main)},
        options=options,
        borrows=reader.borrows(),
        summaries=reader.summaries(),
        presets=reader.presets(),
        words=reader.words(),
        norm=str(data.get("norm") or ""),
        pages=reader.one_of("applies-to", ("posts", "all"), _scope(family)) == "all",
        fixable=reader.one_of("fix", ("safe", "unsafe", "none"), "none").replace("none", ""),
        doc=doc,
        doc_line=(head + fence).count("\n") + 1,
        file=file,
        detail=detail,
    )


def _scope(family: str) -> str:
    return "all" if family in _PAGE_FAMILIES else "posts"


@dataclass(frozen=True)
class _Reader:
    """Reads a rule post's front matter, and refuses what it does not know."""

    file: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def fail(self, key: str, wanted: str) -> RuleError:
        return RuleError(f"{self.file}: `{key}` must be {wanted}")

    def refuse_unknown(self) -> None:
        for key in (str(key) for key in self.data if key not in _KEYS):
            hint = suggestion(key, sorted(_KEYS), f"known: {', '.join(sorted(_KEYS))}")
            raise RuleError(f"{self.file}: unknown key `{key}`; {hint}")

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str):
            raise self.fail(key, "a text")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.data.get(key, default)
        # YAML 1.1 reads a bare `off` as false.
        value = "off" if value is False else value
        if value not in allowed:
            raise self.fail(key, f"one of {', '.join(allowed)}")
        return str(value)

    def mapping(self, key: str) -> dict[str, Any]:
        value = self.data.get(key) or {}
        if not isinstance(value, dict):
            raise self.fail(key, "a mapping")
        return dict(value)

    def message(self, value: object, key: str) -> Message:
        if not isinstance(value, dict) or "en" not in value:
            raise self.fail(key, "a mapping from language to text, `en` at least")
        texts: dict[str, dict[str, str]] = {}
        for language, forms in value.items():
            found = {"other": forms} if isinstance(forms, str) else forms
            if not isinstance(found, dict) or "other" not in found:
                raise self.fail(f"{key}.{language}", "a text, or `one` and `other`")
            for text in found.values():
                self._template(text, f"{key}.{language}")
            texts[str(language)] = found
        return Message(texts)

    def _template(self, text: object, key: str) -> None:
        """Refuse what is no template: `{{` stands for a brace that opens nothing."""
        try:
            placeholders(str(text))
        except ValueError as error:
            raise self.fail(key, f"a text whose braces close ({error})") from None
        if not isinstance(text, str):
            raise self.fail(key, "a text")

    def _mappings(self, key: str) -> dict[str, dict[str, Any]]:
        """Return a mapping to mappings; an entry that stands empty is an empty one."""
        found = {
            str(name): {} if spec is None else spec for name, spec in self.mapping(key).items()
        }
        for name, spec in found.items():
            if not isinstance(spec, dict):
                raise self.fail(f"{key}.{name}", "a mapping")
        return found

    def variants(self, main: Variant) -> dict[str, Variant]:
        found = {}
        for name, spec in self._mappings("variants").items():
            severity = spec.get("severity", main.severity)
            if severity not in SEVERITIES:
                raise self.fail(f"variants.{name}.severity", f"one of {', '.join(SEVERITIES)}")
            message = main.message
            if "message" in spec:
                message = self.message(spec["message"], f"variants.{name}.message")
            found[name] = Variant(severity, message)
        return found

    def names(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key) or []
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            raise self.fail(key, "a name, or a list of names")
        return tuple(found)

    def summaries(self) -> dict[str, str]:
        found = self.mapping("summary")
        if not all(isinstance(text, str) for text in found.values()):
            raise self.fail("summary", "a mapping from language to text; the page's own is English")
        return {str(language): text for language, text in found.items()}

    def borrows(self) -> dict[str, tuple[str, str]]:
        found = {}
        for option, lender in self.mapping("borrows").items():
            rule, dot, theirs = str(lender).partition(".")
            if not dot:
                raise self.fail(f"borrows.{option}", "another rule and its option, `rule.option`")
            found[option] = (rule, theirs)
        return found

    def presets(self) -> dict[str, dict[str, Any]]:
        presets = self._mappings("presets")
        for name, spec in presets.items():
            if name not in PRESETS:
                raise self.fail(f"presets.{name}", f"for one of {', '.join(PRESETS)}")
            if spec.keys() - {"severity", "options"}:
                raise self.fail(f"presets.{name}", "`severity` and `options`")
            if spec.get("severity", SEVERITIES[0]) not in SEVERITIES:
                raise self.fail(f"presets.{name}.severity", f"one of {', '.join(SEVERITIES)}")
            if not isinstance(spec.get("options", {}), dict):
                raise self.fail(f"presets.{name}.options", "a mapping")
        return presets

    def words(self) -> dict[str, dict[str, dict[str, str]]]:
        words = self._mappings("words")
        for fact, texts in words.items():
            for word, forms in texts.items():
                if not isinstance(forms, dict) or "en" not in forms:
                    raise self.fail(f"words.{fact}.{word}", "a mapping with `en`")
        return words

    def listed(self, lists: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for option, name in self.mapping("data").items():
            if not isinstance(name, str) or name not in lists:
                raise RuleError(f"{self.file}: no list `{name}` beside the rule")
            found[option] = lists[name]
        return found


@lru_cache(maxsize=1024)
def placeholders(template: str) -> frozenset[str]:
    """Return the names of the facts that a message names."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
