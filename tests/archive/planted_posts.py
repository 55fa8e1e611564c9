"""Posts in which everything is planted that rules which look across posts look for."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

NOUNS = "등대 부두 어시장 여객선 보건지소 도서관 방파제 해안도로 미역 축제 군청 학교 버스 공원 전시관".split()
VERBS = "문을 연다|보수를 마쳤다|운영 시간을 늘린다|이용료를 낮춘다|자리를 옮긴다|예산을 확보했다".split(
    "|"
)
_FIRST = date(2024, 1, 1)

_RARE = 40
"""A post that lacks what all others have, and has a field that is misspelt."""
_TWINS = (45, 48)
Fields = dict[str, str]
Planting = Callable[[random.Random, Fields, list[str]], None]
"""Changes the fields of a post, or the blocks of its body."""


def sentence(dice: random.Random) -> str:
    """Return a sentence; of so many words that few are the same."""
    words = [dice.choice(NOUNS) + dice.choice("이가은는도만의") for _ in range(6)]
    return f"{' '.join(words)} {dice.choice(VERBS)}."


_TITLES = [
    f"{one} 옆 {other} 새 단장을 마치고 다시 {verb}"
    for one, other, verb in zip(NOUNS, NOUNS[1:], VERBS * 3, strict=False)
]
_EXCERPTS = [
    f"{one} 앞에서 {verb} 주민들이 모여 이야기를 나눈다" for one in NOUNS[:5] for verb in VERBS[:2]
]
_DICE = random.Random(1)  # noqa: S311  # no secret
_BODIES = [[" ".join(sentence(_DICE) for _ in range(3)) for _ in range(4)] for _ in range(18)]


def _title(dice: random.Random, fields: Fields, _: list[str]) -> None:
    title = dice.choice(_TITLES[:4])
    fields["title"] = title if dice.random() < 0.5 else title.replace("다시", "또다시")


def _excerpt(dice: random.Random, fields: Fields, _: list[str]) -> None:
    excerpt = dice.choice(_EXCERPTS)
    fields["excerpt"] = excerpt if dice.random() < 0.5 else f"{excerpt}고 한다"


def _repeated(dice: random.Random, _: Fields, body: list[str]) -> None:
    body[:] = dice.choice(_BODIES)


def _changed(dice: random.Random, _: Fields, body: list[str]) -> None:
    body[:] = dice.choice(_BODIES)
    body[0] = sentence(dice)


def _inside(dice: random.Random, _: Fields, body: list[str]) -> None:
    body[:0] = dice.choice(_BODIES)
    body += [sentence(dice) for _ in range(9)]


def _sourced(dice: random.Random, _: Fields, body: list[str]) -> None:
    body.append(f"출처: [안내문](https://port.example/notice/{dice.randrange(9)}?utm_source=a)")


def _linked(dice: random.Random, _: Fields, body: list[str]) -> None:
    day = (_FIRST + timedelta(days=dice.randrange(60))).isoformat()
    body.append(
        dice.choice(
            (
                f"[일정](/lost/{dice.randrange(9)}.html#hours)",
                f"[앞 글]({{% post_url {day}-{dice.randrange(60)} %}})",
                "[소개](/about.html#hours) [시간](/about.html#hous)",
                "[소개](/About.html) ![그림](/assets/img/piers.png) ![없는 그림](../assets/none.png)",
                "[부두](http://pier.example/a) [부두](https://pier.example/b)",
                "[미룬 글](/news/later.html)",
            )
        )
    )


def _shown(dice: random.Random, _: Fields, body: list[str]) -> None:
    host = dice.choice((*("" for _ in range(5)), "https://img.elsewhere.example"))
    alt = dice.choice(("해담소리", "속보 사진", "부두에 선 주민들"))
    body.append(f"![{alt}]({host}/assets/img/{dice.choice(('pier', 'ship'))}.png)")


def _fielded(dice: random.Random, fields: Fields, _: list[str]) -> None:
    fields[dice.choice(("Writer", "writer", "writer"))] = "가"


def _breaking(dice: random.Random, fields: Fields, _: list[str]) -> None:
    fields["title"] = f"[속보] {sentence(dice)}"


def _undated(_dice: random.Random, fields: Fields, _: list[str]) -> None:
    fields.pop("date", None)
    fields["undated"] = "true"


_PLANTINGS: tuple[tuple[float, Planting], ...] = (
    *((0.2, planting) for planting in (_repeated, _changed, _inside, _sourced)),
    *((0.3, planting) for planting in (_title, _excerpt, _linked, _shown, _fielded)),
    *((0.05, planting) for planting in (_breaking, _undated)),
)


def planted(dice: random.Random, posts: int) -> Iterator[tuple[str, str]]:
    """Yield posts of a Jekyll site, by path, and what else it has."""
    yield "_config.yml", "title: 해담소리\nurl: https://haedam.example\nbaseurl: ''\n"
    yield "about.md", "---\ntitle: 소개\n---\n## Hours\n\n열두 시에 연다.\n"
    yield "assets/img/pier.png", ""
    yield "news/later.md", "---\ntitle: 나중에\npublished: false\n---\n나중에 쓴다.\n"
    yield "news/about.md", "---\ntitle: 같은 곳\npermalink: /about.html\n---\n같은 곳에 쓴다.\n"
    footer = "더 많은 소식은 해담소리 누리집에서 볼 수 있습니다. 구독해 주세요."
    for number in range(posts):
        day = (_FIRST + timedelta(days=number)).isoformat()
        folder = dice.choice(("_posts", "_posts", "en/_posts"))
        fields = {
            "title": f"{sentence(dice)} {number}",
            "author": "가",
            "excerpt": f"{sentence(dice)[:30]}…",
        }
        body = [" ".join(sentence(dice) for _ in range(2)) for _ in range(3)]
        for chance, planting in _PLANTINGS:
            if dice.random() < chance:
                planting(dice, fields, body)
        if number in _TWINS:
            body[:] = _BODIES[0]
        if number % 7:
            body.append(footer)
            body.append("[haedam-news.example](https://haedam-news.example)")
        if number % 3:
            fields["title"] += " | 다른소리"
            fields["excerpt"] = f"다른소리 {fields['excerpt'][5:]}"
        if not any(block.startswith("출처") for block in body):
            body.append(f"출처: [소식](https://haedam-news.example/{number})")
        if number == _RARE:
            del fields["author"]
            fields["writter"] = "나"
            body.append("![부두에 선 주민들](https://img.elsewhere.example/pier.png)")
        lines = [f'{name}: "{value}"' for name, value in fields.items() if name != "undated"]
        head = "\n".join(["---", *lines, "---\n"]) if number % 31 else ""
        slug = "".join(dice.choices("abcdefghij", k=8)) if number % 2 else f"{number}"
        name = f"{slug}.md" if "undated" in fields else f"{day}-{slug}.md"
        yield f"{folder}/{name}", head + "\n\n".join(body) + "\n"
