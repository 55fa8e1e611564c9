"""A Jekyll site of generated posts, full of links of which it is known where they lead.

Every link has a mark in its text (`k12x3`), by which it is found again in what Jekyll writes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from posixpath import dirname, relpath
from typing import NamedTuple
from urllib.parse import quote

from posts import NOUNS, VERBS, paragraph, title_of

HOST = "haedam-sori.example"
_FIRST = date(2015, 1, 1)
_SPREAD = 3500
_RIGHT = 10
"""Right links of a post."""
EACH = 10
"""Broken links of each sort."""
_TAGGED = 300
"""Posts with `link` tags: for each of them Jekyll gathers all files of the site anew."""


class Style(NamedTuple):
    """How a site forms its URLs."""

    base: str
    permalink: str
    """The line of the configuration; '' for Jekyll's own style."""
    ending: str
    """What the URLs of posts and pages end in."""


STYLES = {
    "default": Style("", "", ".html"),
    "custom": Style("/sori", "permalink: /news/:year/:month/:day/:title/\n", "/"),
}


class Planted(NamedTuple):
    """A link of which it is known whether it is broken."""

    mark: str
    path: str
    line: int
    kind: str
    """`link`, `image`, `anchor`, or `none` for what only looks like a link."""
    sort: str
    target: str
    """As it is written."""
    broken: bool


class Post(NamedTuple):
    """What is known of a post before it is written."""

    number: int
    name: str
    """Of its file, without `.md`."""
    head: str
    url: str
    """Below the site's path, decoded."""
    old: str
    """The URL that redirects to it; '' if none does."""
    headings: tuple[str, ...]
    ids: tuple[str, ...]


class Link(NamedTuple):
    """A link to be written."""

    kind: str
    form: str
    target: str


@dataclass
class Site:
    """What the makers of links choose from."""

    style: Style
    posts: list[Post]
    urls: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Note which URLs there are."""
        self.urls = frozenset(post.url for post in self.posts)

    def pages(self) -> list[str]:
        """Return the URLs that are no post's."""
        end = self.style.ending
        return ["/", f"/about{end}", f"/guides/pier{end}", "/feed.xml", "/sitemap.xml"]


class Choice(NamedTuple):
    """What one link is made of."""

    dice: random.Random
    site: Site
    own: Post
    other: Post

    def url(self, path: str = "") -> str:
        """Return a path of the site as a link has it; that of the other post by default."""
        return quote(self.site.style.base + (path or self.other.url))

    def missing(self) -> str:
        """Return a path like that of a post, at which there is nothing."""
        end = self.site.style.ending
        return f"{self.other.url.removesuffix(end)}-{self.dice.choice(NOUNS)}{end}"

    def relative(self, path: str) -> str:
        """Return a path as counted from the page of the own post."""
        found = relpath(path, dirname(self.own.url))
        return quote(found + ("/" if path.endswith("/") else ""))

    def dead(self, post: Post) -> str:
        """Return an id that a post does not have."""
        phrase = f"{self.dice.choice(NOUNS)}-{self.dice.choice(VERBS).replace(' ', '-')}-옛글"
        return phrase if self.dice.random() < 0.5 else f"{post.ids[0]}-옛"  # noqa: PLR2004


_IMAGES = ("/assets/img/pier.png", "/assets/img/부두.png", "/assets/img/ferry boat.png")
_FILES = ("/files/timetable.pdf", "/files/요금표.pdf")
Maker = Callable[[Choice], Link]
RIGHT: dict[str, Maker] = {
    "permalink": lambda c: Link("link", "md", c.url()),
    "permalink, bare": lambda c: Link("link", "angled", c.site.style.base + c.other.url),
    "permalink, query": lambda c: Link("link", "md", f"{c.url()}?from={c.own.number}"),
    "html": lambda c: Link("link", "html", c.url()),
    "reference": lambda c: Link("link", "reference", c.url()),
    "baseurl": lambda c: Link("link", "md", "{{ site.baseurl }}" + quote(c.other.url)),
    "baseurl, html": lambda c: Link("link", "html", "{{ site.baseurl }}" + quote(c.other.url)),
    "relative_url": lambda c: Link("link", "md", f"{{{{ '{c.other.url}' | relative_url }}}}"),
    "absolute_url": lambda c: Link("link", "md", f"{{{{ '{c.other.url}' | absolute_url }}}}"),
    "site.url": lambda c: Link(
        "link", "md", "{{ site.url }}{{ site.baseurl }}" + quote(c.other.url)
    ),
    "post_url": lambda c: Link("link", "md", f"{{% post_url {c.other.name} %}}"),
    "post_url, anchor": lambda c: Link(
        "anchor", "md", f"{{% post_url {c.other.name} %}}#{quote(c.dice.choice(c.other.ids))}"
    ),
    "link tag": lambda c: Link("link", "md", f"{{% link _posts/{c.other.name}.md %}}"),
    "link tag, page": lambda c: Link(
        "link", "reference", f"{{% link {c.dice.choice(('about.md', '_guides/pier.md'))} %}}"
    ),
    "own host": lambda c: Link(
        "link", "md", f"{c.dice.choice(('https:', 'http:', ''))}//{HOST}{c.url()}"
    ),
    "relative": lambda c: Link("link", "md", c.relative(c.other.url)),
    "redirect": lambda c: Link("link", "md", c.url(c.other.old)),
    "page": lambda c: Link("link", "md", c.url(c.dice.choice(c.site.pages()))),
    "file": lambda c: Link("link", "md", c.url(c.dice.choice(_FILES))),
    "anchor": lambda c: Link("anchor", "md", f"{c.url()}#{c.dice.choice(c.other.ids)}"),
    "anchor, encoded": lambda c: Link("anchor", "html", f"{c.url()}#{quote(c.other.ids[-1])}"),
    "own anchor": lambda c: Link("anchor", "md", f"#{c.dice.choice(c.own.ids)}"),
    "image": lambda c: Link("image", "image", c.url(c.dice.choice(_IMAGES))),
    "image, html": lambda c: Link("image", "html image", c.url(c.dice.choice(_IMAGES))),
    "image, relative": lambda c: Link("image", "image", c.relative(c.dice.choice(_IMAGES))),
    "image, relative_url": lambda c: Link(
        "image", "image", f"{{{{ '{c.dice.choice(_IMAGES)}' | relative_url }}}}"
    ),
    "other host": lambda c: Link(
        "link", "md", f"https://port.haedam.example/notice/{c.own.number}"
    ),
    "no link": lambda c: Link(
        "none", c.dice.choice(("code", "fence", "comment", "liquid comment")), c.url(c.missing())
    ),
}
"""Links that lead somewhere, by sort."""

BROKEN: dict[str, Maker] = {
    "no such post": lambda c: Link("link", "md", c.url(c.missing())),
    "another date": lambda c: Link(
        "link", "md", c.url(re.sub(r"/20(\d\d)/", r"/19\1/", c.other.url))
    ),
    "another style": lambda c: Link(
        "link", "md", c.url(f"/sports{c.other.url.removesuffix(c.site.style.ending)}.html")
    ),
    "html": lambda c: Link("link", "html", c.url(c.missing())),
    "reference": lambda c: Link("link", "reference", c.url(c.missing())),
    "baseurl": lambda c: Link("link", "md", "{{ site.baseurl }}" + quote(c.missing())),
    "relative_url": lambda c: Link("link", "md", f"{{{{ '{c.missing()}' | relative_url }}}}"),
    "own host": lambda c: Link("link", "md", f"https://{HOST}{c.url(c.missing())}"),
    "relative": lambda c: Link("link", "md", c.relative(c.missing())),
    "file": lambda c: Link(
        "link", "md", c.url(f"/files/{c.dice.choice(NOUNS)}-{c.own.number}.pdf")
    ),
    "anchor": lambda c: Link("anchor", "md", f"{c.url()}#{c.dead(c.other)}"),
    "own anchor": lambda c: Link("anchor", "md", f"#{c.dead(c.own)}"),
    "anchor, number": lambda c: Link("anchor", "html", f"{c.url()}#{quote(c.other.ids[0])}-7"),
    "post_url, anchor": lambda c: Link(
        "anchor", "md", f"{{% post_url {c.other.name} %}}#{c.dead(c.other)}"
    ),
    "image": lambda c: Link("image", "image", c.url(f"/assets/img/{c.own.number}-사진.png")),
    "image, html": lambda c: Link("image", "html image", c.url(f"/img/{c.own.number}.png")),
    "image, reference": lambda c: Link(
        "image", "reference image", c.url(f"/assets/img/pier-{c.own.number}.jpg")
    ),
}
"""Links that lead nowhere, by sort; one that names no post in a tag would end the build."""


def write_linked(folder: Path, count: int, style: str, seed: int = 1) -> list[Planted]:
    """Write a site of so many posts, and return the links that were planted in it."""
    form = STYLES[style]
    site = Site(form, [_post(number, form, seed) for number in range(count)])
    _write_rest(folder, form)
    dice = random.Random(f"{seed} broken")  # noqa: S311  # no secret
    faults: dict[int, list[str]] = {}
    for sort in BROKEN:
        for _ in range(EACH):
            faults.setdefault(dice.randrange(count), []).append(sort)
    planted: list[Planted] = []
    for post in site.posts:
        text, links = _written(site, post, faults.get(post.number, ()), seed)
        (folder / "_posts" / f"{post.name}.md").write_text(text, encoding="utf-8")
        planted += links
    return planted


def _write_rest(folder: Path, style: Style) -> None:
    texts = {
        "_config.yml": f"title: 해담소리\nurl: https://{HOST}\nbaseurl: '{style.base}'\n"
        f"timezone: Asia/Seoul\n{style.permalink}collections:\n  guides: {{output: true}}\n"
        "plugins: [jekyll-redirect-from, jekyll-feed, jekyll-sitemap]\n"
        "defaults:\n  - scope: {path: ''}\n    values: {layout: bare}\n",
        "_layouts/bare.html": "<!doctype html><title>{{ page.title }}</title>{{ content }}\n",
        "index.md": "---\ntitle: 해담소리\n---\n항구 소식.\n",
        "about.md": "---\ntitle: 알림\n---\n해담소리는 항구 소식을 전한다.\n",
        "_guides/pier.md": "---\ntitle: 부두 안내\n---\n배는 부두에 닿는다.\n",
    }
    for name in (*texts, *(path.lstrip("/") for path in (*_IMAGES, *_FILES))):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(texts.get(name, ""), encoding="utf-8")
    (folder / "_posts").mkdir(exist_ok=True)


def _post(number: int, style: Style, seed: int) -> Post:
    dice = random.Random(f"{seed} {number} post")  # noqa: S311  # no secret
    named = _FIRST + timedelta(days=number % _SPREAD)
    slug = dice.choice((f"ferry-{number}", f"{dice.choice(NOUNS)}-소식-{number}", f"{number}"))
    category = dice.choice(("News", "소식", "Port News"))
    old = f"/old/{number}{dice.choice(('/', '.html'))}" if dice.random() < 0.5 else ""  # noqa: PLR2004
    head = [f"title: {title_of(dice, number)}", f"categories: ['{category}']"]
    day, title = named, slug
    chance = dice.randrange(10)
    if chance == 0:
        day = named + timedelta(days=40)
        head.append(f"date: {day.isoformat()} 23:30:00 +0900")
    elif chance == 1:
        title = f"slug-{number}"
        head.append(f"slug: {title}")
    folder = category.lower() if not style.permalink else "news"
    url = f"/{folder}/{day:%Y/%m/%d}/{title}{style.ending}"
    if chance == 2:  # noqa: PLR2004
        url = f"/특집/{number}/"
        head.append(f"permalink: {url}")
    if old:
        head.append(f"redirect_from: [{old}]")
    headings, ids = _headings(dice, number)
    return Post(number, f"{named}-{slug}", "\n".join(head), url, old, headings, ids)


def _headings(dice: random.Random, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the headings of a post and the ids that kramdown gives them."""
    one, two, three = dice.sample(NOUNS, 3)
    verb = dice.choice(VERBS)
    made = verb.replace(" ", "-")
    every = [
        (f"## {one} {verb}", f"{one}-{made}"),
        (f"## {number}. {two} & Port, “{three}”?", f"{number}-{two}--port-{three}"),
        (f"### {three} `tide -n` **{two}**", f"{three}-tide--n-{two}"),
        (f"## {two} -- {three} 2/3", f"{two}--{three}-23"),
        (f"## 요금 {{#fares-{number}}}", f"fares-{number}"),
        (f"{one}의 [하루](https://port.haedam.example/)\n---", f"{one}의-하루"),
        (f'<h2 id="표-{number}">{two}</h2>', f"표-{number}"),
        (f'<a name="spot{number}"></a>', f"spot{number}"),
        (f"## _Where_ to Park {number}!", f"where-to-park-{number}"),
    ]
    chosen = [every[0], *dice.sample(every[1:], 4)]
    if dice.random() < 0.5:  # noqa: PLR2004
        chosen.append((f"### {one} {verb}", f"{one}-{made}-1"))
    return tuple(text for text, _ in chosen), tuple(name for _, name in chosen)


def _written(site: Site, post: Post, faults: Sequence[str], seed: int) -> tuple[str, list[Planted]]:
    """Return a post's text, and the links in it."""
    dice = random.Random(f"{seed} {post.number} text")  # noqa: S311  # no secret
    sorts = [name for name in RIGHT if post.number < _TAGGED or "link tag" not in name]
    wanted = [(sort, False) for sort in dice.sample(sorted(sorts), _RIGHT)]
    wanted += [(sort, True) for sort in faults]
    dice.shuffle(wanted)
    lines = ["---", *post.head.split("\n"), "---", "", paragraph(dice, 3), ""]
    notes: list[str] = []
    planted: list[Planted] = []
    rest = list(post.headings)
    for at, (sort, broken) in enumerate(wanted):
        if at % 2 == 0 and rest:
            lines += [*rest.pop(0).split("\n"), "", paragraph(dice, 3), ""]
        choice = Choice(dice, site, post, _other(dice, site, sort, post))
        link = (BROKEN if broken else RIGHT)[sort](choice)
        mark = f"k{post.number}x{at}"
        line = len(lines) + 1
        if "reference" in link.form:
            notes.append(f"[{mark}]: {link.target}")
        before, text = _shown(dice, link, mark)
        lines += [*before, *text, ""]
        line += len(before)
        planted.append(
            Planted(mark, f"_posts/{post.name}.md", line, link.kind, sort, link.target, broken)
        )
    for heading in rest:
        lines += [*heading.split("\n"), "", paragraph(dice, 2), ""]
    return "\n".join([*lines, *notes, ""]), planted


def _other(dice: random.Random, site: Site, sort: str, own: Post) -> Post:
    """Return a post to link to, of which a sort of links can be made."""
    while True:
        post = dice.choice(site.posts)
        dated = "/20" in post.url
        if (sort != "redirect" or post.old) and (dated or sort != "another date") and post != own:
            return post


def _shown(dice: random.Random, link: Link, mark: str) -> tuple[list[str], list[str]]:
    """Return how a link stands in its post: lines before the one that it is on, and from that on."""
    noun, target = dice.choice(NOUNS), link.target
    forms = {
        "md": f"[{noun} {mark}]({target})",
        "angled": f"[{noun} {mark}](<{target}>)",
        "reference": f"[{noun} {mark}][{mark}]",
        "image": f"![{noun} {mark}]({target})",
        "reference image": f"![{noun} {mark}][{mark}]",
        "html": f'<a class="more" href="{target}">{noun} {mark}</a>',
        "html image": f'<img alt="{noun} {mark}" src="{target}" width="640">',
        "code": f"`[{noun} {mark}]({target})`",
        "fence": f"[{noun} {mark}]({target})",
        "comment": f"<!-- [{noun} {mark}]({target}) -->",
        "liquid comment": f"{{% comment %}}[{noun} {mark}]({target}){{% endcomment %}}",
    }
    text = forms[link.form]
    if link.form == "fence":
        return ["```md"], [text, "```"]
    if link.form.endswith("comment"):
        return [], [text]
    ways: list[tuple[list[str], list[str]]] = [
        ([], [f"{paragraph(dice, 1)} {text}에서 본다."]),
        ([f"- {paragraph(dice, 1)}"], [f"- {text}"]),
        ([f"> {paragraph(dice, 1)}"], [f"> **{text}**"]),
        ([paragraph(dice, 1)], [f"{text}, {noun}.", paragraph(dice, 1)]),
    ]
    if "|" not in target:
        ways.append((["| 곳 | 안내 |", "|---|---|"], [f"| {noun} | {text} |"]))
    if link.form.startswith("html"):
        ways.append((["<div>"], [f"<p>{text}</p>", "</div>"]))
    return dice.choice(ways)
