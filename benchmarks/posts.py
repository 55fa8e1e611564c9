"""A site of generated posts to measure on: machine-written ones, clean ones, or half and half.

    python benchmarks/posts.py FOLDER [--posts 5000] [--seed 1] [--shape both]

Every post is about 5 KB, Korean for the most part, with the front matter, residue, links and tables
that such posts have. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

NOUNS = (
    "등대 부두 어시장 여객선 보건지소 도서관 방파제 해안도로 미역 축제 군청 항만사무소 어촌계 학교 버스"
    " 정류장 공원 산책로 전시관 체육관 우체국 시장 주차장 하천 다리 저수지 마을회관 소방서 파출소 농협"
).split()
VERBS = (
    "새로 문을 연다|보수를 마쳤다|운영 시간을 늘린다|이용료를 낮춘다|자리를 옮긴다|주민에게 공개된다"
    "|시범 운영에 들어간다|예산을 확보했다|일정을 확정했다|참가자를 모집한다"
).split("|")
_TAILS = (
    "이번 조치로 주민 불편이 줄어들 것으로 보인다|담당 부서는 다음 달까지 준비를 마칠 예정이다"
    "|지난해보다 이용객이 열에 둘 늘었다|공사는 두 단계로 나누어 진행된다|신청은 군청 누리집에서 받는다"
    "|비가 오면 일정이 하루 미뤄진다|자세한 내용은 읍면 사무소에 물으면 된다|주차장은 무료로 쓸 수 있다"
).split("|")
_SPEAKERS = "김하늘 이바다 박새봄 최누리 정다운 한가람".split()
_FIRST = date(2015, 1, 1)
SHAPES = ("both", "scraped", "clean")
"""What posts are like: as from an editor's program and full of its residue, or written by hand."""


def main() -> None:
    """Write the posts of a site into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=SHAPES, default="both")
    args = parser.parse_args()
    write(args.folder, args.posts, args.seed, args.shape)


def write(folder: Path, posts: int, seed: int = 1, shape: str = "both") -> None:
    """Write a Jekyll site of so many posts, of a shape of `SHAPES`."""
    (folder / "_posts").mkdir(parents=True, exist_ok=True)
    (folder / "assets/img").mkdir(parents=True, exist_ok=True)
    (folder / "assets/img/pier.png").write_bytes(b"")
    (folder / "_config.yml").write_text(
        "title: 해담소리\nurl: https://haedam-sori.example\n", encoding="utf-8"
    )
    for name, text in _posts(posts, seed, shape):
        (folder / "_posts" / name).write_text(text, encoding="utf-8")


def _posts(count: int, seed: int, shape: str) -> Iterator[tuple[str, str]]:
    makers = {"scraped": (_scraped, _scraped), "clean": (_clean, _clean)}
    for number in range(count):
        dice = random.Random(f"{seed} {number}")  # noqa: S311  # no secret
        day = _FIRST + timedelta(days=number % 4000)
        make = makers.get(shape, (_clean, _scraped))[number % 2]
        yield f"{day.isoformat()}-{number}.md", make(dice, number)


def _sentence(dice: random.Random) -> str:
    where, what = dice.sample(NOUNS, 2)
    return f"해담 {where} 옆 {what} {dice.choice(VERBS)}. {dice.choice(_TAILS)}."


def paragraph(dice: random.Random, sentences: int) -> str:
    """Return so many sentences, and now and then a quotation."""
    words = [_sentence(dice) for _ in range(sentences)]
    if dice.random() < 0.5:  # noqa: PLR2004
        speaker = dice.choice(_SPEAKERS)
        words.append(f"{speaker} 과장은 “{_sentence(dice)[:-1]}”라고 말했다.")
    return " ".join(words)


def title_of(dice: random.Random, number: int) -> str:
    """Return the title of a post, which no other number has."""
    return f"{dice.choice(NOUNS)} {dice.choice(NOUNS)} {dice.choice(VERBS)} {number}"


def _clean(dice: random.Random, number: int) -> str:
    head = (
        f"---\ntitle: {title_of(dice, number)}\ncategories: [News]\nauthor: {dice.choice(_SPEAKERS)}\n"
        f"excerpt: {_sentence(dice)} ({number})\nimage: /assets/img/pier.png\n---\n"
    )
    body = [head]
    for part in range(4):
        body += [f"## {dice.choice(NOUNS)} {dice.choice(VERBS)}\n"]
        body += [f"{paragraph(dice, 4)}\n" for _ in range(2)]
        if part == 1:
            body.append(f"![부두에 선 주민들 {number}](/assets/img/pier.png)\n")
        if part == 2:  # noqa: PLR2004
            body.append("| 구간 | 시간 |\n|---|---|\n| 북쪽 | 9시 |\n| 남쪽 | 10시 |\n")
    body.append(
        f"출처: [안내문 {number}](https://port.haedam.example/notice/{number}) 항만사무소\n"
    )
    return "\n".join(body)


def _scraped(dice: random.Random, number: int) -> str:
    excerpt = _sentence(dice)[:60]
    title = title_of(dice, number)
    head = (
        f"---\ntitle: '{title}!'\ncategories:\n  - News\nfeature_text: >\n  ## 해담소리\n  {excerpt}…\n"
        f"excerpt: >\n  {excerpt}…\nimage: '/assets/img/pier.png'\n---\n\n"
        f"![해담소리 속보](/assets/img/pier.png)\n\n"
        f'<p>출처: <a href="https://haedam-sori.example/{number}" rel="dofollow">{title}</a></p>\n'
    )
    parts = [head]
    for _ in range(5):
        parts.append(f'<h2 data-ke-size="size26">{dice.choice(NOUNS)}</h2>')
        for _ in range(3):
            text = paragraph(dice, 2)
            parts.append(
                f'<p data-ke-size="size16"><b><span style="color: #0593d3;">{text[:30]}</span></b>'
                f"{text[30:]}</p>"
            )
            parts.append('<p data-ke-size="size16">&nbsp;</p>')
    parts.append(
        '<p><a href="https://haedam-sori.example" target="_blank">haedam-sori.example</a></p>\n'
    )
    return "\n".join(parts)


if __name__ == "__main__":
    main()
