"""Posts made out of others: bytes flipped, texts cut, spliced, repeated and nested.

The same seed and number give the same bytes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

FRAGMENTS = tuple(
    fragment.encode("utf-8", "surrogatepass")
    for fragment in (
        # front matter
        *("---\n", "\n---\n", "---json\n", "+++\n", "\n;;;\n", "...\n", "title:"),
        *("\ntitle: [", "? ", "\ndate: 2026-99-99", "\nlang: ko", "\ntags: [a, {b: "),
        *("&a [*a, *a]", "*a", "<<: *a", "!!python/object:os.system ", "!!binary "),
        *("!!timestamp ", "|-\n", ">+9\n", '"\\x', "\t- ", "date = 1979-05-27T07:32:00Z\n"),
        *("[[a.b]]\n", '"""', '{"a": ', "0x_1", "1e999", ".nan", "~"),
        # Markdown
        *("[", "](", "![", "]", "[a]: ", "[^1]", "[^1]: ", "<", ">", "> ", "- ", "1. "),
        *("* ", "    ", "*", "**", "_", "__", "~~", "`", "```\n", "~~~ html\n", "# "),
        *("\n===\n", "\n---", "|", "|-|\n", "\\", "  \n", "{: .a #b}", "{::nomarkdown}"),
        *("{:/}", "* * *\n", "<http://", "http://", "www."),
        # HTML
        *("<p>", "</p>", "<div markdown=1>\n", "</div>", '<a href="', "<img src="),
        *("<script>", "</script", "<style>", "<!--", "-->", "--!>", "<![CDATA[", "]]>"),
        *("<?php ", "<!DOCTYPE", "<table><tr><td>", "<title>", "<textarea>"),
        *("<svg/onload=", "<a b=c d='", "<br/", "</", "<font color=#", "<pre>", "&amp"),
        *("&#0;", "&#x110000;", "&#xD800;", "&nbsp;", "&lt;", "&", "&#"),
        *("&CounterClockwise",),
        # templates
        *("{{", "}}", "{%", "%}", "{% raw %}", "{% endraw %}", "{% highlight x %}"),
        *("{% include a b='", "{{< ref ", ">}}", "{{% a %}}", "{{% /a %}}", "<%= ", "%>"),
        *("{/* ", "import a from '", "{{/*"),
        # what newslint reads itself
        *("<!-- newslint-ignore -->", "<!-- newslint-ignore-end -->", "# newslint-ignore "),
        *("<!-- newslint-ignore-start self-source: a -->", "<!-- newslint-ignore-next-line "),
        *("{/* newslint-ignore-file */}", "<!-- newslint-ignore-line"),
        # characters
        *("\ufeff", "\0", "\ud800", "\udc00\ud800", "\u202e", "\u2066", "\u200b", "\u00ad"),
        *("\x1b[31m", "\r", "\r\n", "\x85", "\u2028", "\x0c", "\x7f", "\ufffd"),
        *(
            "\U0010ffff",
            "\u0301\u0301\u0301",
            "\u1112\u1161",
            "ㅋㅋ",
            "이(가)",
            "가나다",
            "👩‍👩‍👧",
            "ß",
            "İ",
        ),
        *("ſ", "ﬃ", "١٢", "𝟘", "“", "”", "'", '"', "::error::", "##[a]"),
        # addresses
        *("https://https://", "http://[::1", "//", "/../", "%", "%zz", "%00", "#", "?"),
        *("mailto:", "\\\\a\\", "javascript:", "data:text/html,", "http://a:99999/"),
        *("http://xn--a/", "/2026/03/02/", "file:///dev/"),
    )
)
"""What posts and their parts begin and end with, and what programs trip over."""
_ENCODINGS = ("cp949 cp932 euc_jp gb18030 big5 utf-16 utf-16-le utf-32 cp1252 utf-7").split()
_MOST = 20_000
"""Bytes of a post that has been made, at most."""
_DEEPEST = 400


def mutant(seed: int, number: int, posts: Sequence[bytes]) -> tuple[bytes, int, str]:
    """Return a post made of one of some, the number of that, and the names of what was done to it."""
    dice = random.Random(f"{seed} {number}")  # noqa: S311  # no secret
    base = dice.randrange(len(posts))
    data = posts[base]
    done = []
    for _ in range(dice.choice((1, 1, 2, 3, 5))):
        change = dice.choice(_CHANGES)
        data = change(dice, data, posts)[:_MOST]
        done.append(change.__name__.strip("_"))
    return data, base, " ".join(done)


def _flipped(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _turn in range(dice.choice((1, 1, 3, 20)) if data else 0):
        changed[dice.randrange(len(data))] = dice.choice(
            (dice.randrange(256), *b"\n\0\x80\xff<[&{")
        )
    return bytes(changed)


def _cut(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _part(dice, data)
    return dice.choice((data[:start], data[start:], data[:start] + data[end:]))


def _spliced(dice: random.Random, data: bytes, posts: Sequence[bytes]) -> bytes:
    other = dice.choice(posts)
    return data[: _place(dice, data)] + other[_place(dice, other) :]


def _repeated(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _part(dice, data)
    return data[:end] + data[start:end] * dice.choice((1, 2, 10, 100)) + data[end:]


def _nested(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    times = dice.choice((2, 10, 50, _DEEPEST))
    opening, closing = dice.choice(FRAGMENTS), dice.choice((b"", dice.choice(FRAGMENTS)))
    start, end = _part(dice, data)
    return data[:start] + opening * times + data[start:end] + closing * times + data[end:]


def _inserted(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    for _turn in range(dice.choice((1, 2, 5, 20))):
        at = _place(dice, data)
        data = data[:at] + dice.choice(FRAGMENTS) + data[at:]
    return data


def _swapped(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Change the order of lines, and so what is inside of what."""
    lines = data.splitlines(keepends=True)
    for _turn in range(dice.choice((1, 3)) if lines else 0):
        lines.insert(dice.randrange(len(lines)), lines.pop(dice.randrange(len(lines))))
    return b"".join(lines)


def _ended(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data.replace(
        b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\\\n", b"\n> ", b"\n  "))
    )


def _recoded(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    text = data.decode(errors="replace")
    return text.encode(dice.choice(_ENCODINGS), errors="replace")


def _marked(dice: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return (
        dice.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0", b"\n \n", b"\xef\xbb"))
        + data
    )


_CHANGES: tuple[Callable[[random.Random, bytes, Sequence[bytes]], bytes], ...] = (
    *(_flipped, _cut, _spliced, _repeated, _nested, _nested, _inserted, _inserted),
    *(_swapped, _ended, _recoded, _marked),
)
_EDGES = re.compile(rb"[\n\[\](){}<>\"'|:&*_`#-]")


def _place(dice: random.Random, data: bytes) -> int:
    """Return an offset: any at all, or one where something begins or ends."""
    at = dice.randrange(len(data) + 1)
    edge = _EDGES.search(data, at) if dice.randrange(2) else None
    return edge.start() + dice.randrange(2) if edge else at


def _part(dice: random.Random, data: bytes) -> tuple[int, int]:
    start = _place(dice, data)
    length = dice.choice((1, 5, 30, 200, len(data)))
    return start, min(start + length, len(data))
