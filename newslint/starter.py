"""A first configuration, written from what the posts have in common: short, and told why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from newslint.config_reader import GENERATORS, is_language
from newslint.front_matter import parse_yaml
from newslint.site import Site
from newslint.survey import FEWEST, Common, Section, Survey, Vocabulary

SCHEMA = ".newslint.schema.json"
"""The file that editors check the configuration by; generators pass over one whose name begins so."""
_TOLD_SHARE = 0.3
"""The share of posts whose language is told, from which on they speak for the rest."""
_LANGUAGE_SHARE = 0.95
"""The share of those in one language that make it the site's."""
_LINKED_SHARE = 0.5
"""The share of posts that link a host which is told as one that may be the publisher's own."""
_PLATFORMS = frozenset(
    "github.com youtube.com youtu.be twitter.com x.com facebook.com instagram.com wikipedia.org"
    " google.com linkedin.com t.co discord.gg discord.com reddit.com".split()
)
"""Hosts that everybody links."""
_DECLARED = "the generator's configuration"
_PLAIN = re.compile(r"[^\W\d_][\w -]*(?:\.[\w-]+)*")
_WIDTH = 100
_SHAPES = 3
"""How many forms of a field's dates are told."""


@dataclass(frozen=True)
class Starter:
    """What is known of a site whose configuration is to be written."""

    survey: Survey
    sites: Sequence[Site]
    """The site, or those that lie in one folder: what has neither post nor page is none."""
    named: str = ""
    """The host that the file `CNAME` names; '' without it."""

    @property
    def hosts(self) -> tuple[list[str], str]:
        """The site's own hosts, and who says so."""
        own = sorted({host for site in self.sites for host in site.hosts})
        if not own and self.named:
            return [self.named], "CNAME"
        return own, _DECLARED

    @property
    def language(self) -> tuple[str, str]:
        """The site's language, and how that is known; '' if it has none of its own."""
        declared = {site.settings.language for site in self.sites}
        declared = {name for name in declared if is_language(name)}
        told = {name: n for name, n in self.survey.languages.items() if is_language(name)}
        first, count = next(iter(told.items()), ("", 0))
        whole = sum(told.values())
        few = whole < max(FEWEST, _TOLD_SHARE * self.survey.posts)
        few = few or count < _LANGUAGE_SHARE * whole
        if len(declared) == 1:
            own = next(iter(declared))
            if few or _primary(first) == _primary(own):
                return own, _DECLARED
        return ("", "") if few else (first, f"{_share(count, whole)} whose language can be told")

    @property
    def generator(self) -> str:
        """The site's generator; '' where there are several sites, or one that cannot be declared."""
        names = [site.settings.generator for site in self.sites]
        # Declared for several sites it would hold for those, too, that have another or none.
        only = names[0] if len(names) == 1 else ""
        return only if only in GENERATORS and only != "plain" else ""


def starter_text(starter: Starter, say: Callable[[str], str]) -> str:
    """Return a configuration that ends with a newline.

    Its comments are in the reader's language, into which `say` puts English.
    """
    survey = starter.survey
    blocks = [
        [
            f"# yaml-language-server: $schema={SCHEMA}",
            f"# What newslint checks here: written by `newslint init` from {_count(survey.posts)}.",
            "# Yours to change. `newslint rules` lists the rules, `newslint rule NAME` explains one.",
            "extends: recommended  # or news: missing sources are errors",
        ],
        _site(starter),
        ["rules:", *rules] if (rules := [*_rules(survey)]) else [*_silence(survey)],
        [*_kinds(survey.sections)],
        [*_dates(survey)],
    ]
    lines = ("\n".join(_commented(line, say) for line in block) for block in blocks if block)
    return "\n\n".join(lines) + "\n"


def _commented(line: str, say: Callable[[str], str]) -> str:
    before, mark, comment = line.rpartition("# ")
    return f"{before}{mark}{say(comment) if mark else comment}"


def _site(starter: Starter) -> list[str]:
    lines = []
    if starter.generator:
        lines.append(f"  generator: {starter.generator}  # recognised by its configuration")
    hosts, why = starter.hosts
    if hosts:
        lines.append(f"  hosts: {_listed(hosts)}  # {why}; links to it stay inside")
    lines += [*_guessed_hosts(starter)]
    language, why = starter.language
    if language:
        lines.append(f"  lang: {_scalar(language)}  # {why}")
    if all(line.lstrip().startswith("#") for line in lines):
        # Nothing is certain: the whole is a comment.
        return [f"# {line.replace('# ', '', 1)}" for line in ("site:", *lines)] if lines else []
    return ["site:", *lines]


def _guessed_hosts(starter: Starter) -> Iterator[str]:
    """Yield, as a comment, the host that may be the publisher's: that is for people to say."""
    posts = starter.survey.posts
    often = [
        (host, count)
        for host, count in starter.survey.linked.items()
        if posts >= FEWEST and count >= _LINKED_SHARE * posts and host not in _PLATFORMS
    ]
    # Of a site whose own host is not known the one that all link may be just that.
    if len(often) == 1 and starter.hosts[0]:
        host, count = often[0]
        yield f"  # sisters: [{_scalar(host)}]  # {_share(count, posts)} link to it: is it yours, too?"


def _rules(survey: Survey) -> Iterator[str]:
    if survey.fields:
        yield "  missing-field:"
        yield from _fields(survey.fields, "    ", survey.judged, "fields")
    elif survey.judged >= FEWEST and survey.generators.keys() != {"jekyll"}:
        # The rule asks for a title by itself, of posts of Jekyll it does not.
        yield "  missing-field: {fields: []}  # no field is in nearly all posts"
    if survey.vocabularies:
        yield "  disallowed-value:"
        yield "    values:"
        for row in survey.vocabularies:
            yield from _values(row)


def _silence(survey: Survey) -> Iterator[str]:
    if survey.judged < FEWEST:
        yield f"# {_count(survey.judged)} with front matter: too few to tell which fields they need."


def _fields(fields: Sequence[Common], indent: str, posts: int, key: str) -> Iterator[str]:
    names = [row.name for row in fields]
    rare = [row for row in fields if row.lacking]
    each = f"each of {posts:,} posts has {'it' if len(names) == 1 else 'them'}"
    yield f"{indent}# {_lacking(rare, posts) if rare else each}"
    yield from _wrapped(f"{indent}{key}: ", names)


def _lacking(rare: Sequence[Common], posts: int) -> str:
    counts = ", ".join(f"{_scalar(row.name)} in {row.posts:,}" for row in rare)
    return f"not in each of {posts:,} posts: {counts}"


def _values(row: Vocabulary) -> Iterator[str]:
    for value, meant in row.odd.items():
        yield f"      # {_scalar(value)} is told as a slip for {_scalar(meant)}"
    yield from _wrapped(f"      {_scalar(row.name)}: ", list(row.counts))


def _kinds(sections: Sequence[Section]) -> Iterator[str]:
    if sections:
        yield "kinds:"
    taken: set[str] = set()
    for section in sections:
        name = _name(section.pattern, taken)
        taken.add(name)
        yield f"  {_scalar(name)}:"
        yield f"    match: {{path: {_quoted(section.pattern)}}}"
        yield "    rules:"
        yield "      missing-field:"
        yield from _fields(section.fields, "        ", section.posts, "fields+")


def _name(pattern: str, taken: set[str]) -> str:
    """Return a name for a kind of posts: its folder's."""
    folder = pattern.removesuffix("/**").rpartition("/")[2].strip("_") or "section"
    # `post` and `page` are what newslint calls every one.
    name = f"{folder}s" if folder in ("post", "page") else folder
    return name if name not in taken else f"{name}-{len(taken) + 1}"


def _dates(survey: Survey) -> Iterator[str]:
    for name, shapes in survey.dates.items():
        total = sum(shapes.values())
        if total >= FEWEST:
            told = [f"{shape} ({_percent(n, total)})" for shape, n in [*shapes.items()][:_SHAPES]]
            more = ", …" if len(shapes) > _SHAPES else ""
            yield f"# {name} in {total:,} posts: {', '.join(told)}{more}"


def _percent(count: int, of: int) -> str:
    """Return a share: never rounded to all or none."""
    share = 100.0 if count == of else min(max(100 * count / of, 0.1), 99.9)
    return f"{share:.1f}".removesuffix(".0") + " %"


def _share(count: int, of: int) -> str:
    return f"all {of:,} posts" if count == of else f"{_percent(count, of)} of {of:,} posts"


def _count(posts: int) -> str:
    return f"{posts:,} post{'' if posts == 1 else 's'}"


def _primary(language: str) -> str:
    return re.split("[-_]", language.lower())[0]


def _wrapped(lead: str, values: Sequence[str]) -> Iterator[str]:
    """Yield a list on one line, or an entry a line where that is too long to read."""
    line = lead + _listed(values)
    if len(line) <= _WIDTH:
        yield line
        return
    yield lead.rstrip()
    indent = " " * (len(lead) - len(lead.lstrip()) + 2)
    yield from (f"{indent}- {_scalar(value)}" for value in values)


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_scalar, values))}]"


def _scalar(text: str) -> str:
    """Return a text as YAML has it, without quotation marks where it is one without them."""
    plain = _PLAIN.fullmatch(text) and parse_yaml(f"k: [{text}]\n", 0).values["k"] == [text]
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    # A text in JSON is one in YAML (YAML 1.2, 1.3).
    return msgspec.json.encode(text).decode()
