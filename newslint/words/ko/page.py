"""What the page of the HTML report says of itself; it puts the facts in by itself."""

from __future__ import annotations

WORDS = {
    # The front.
    "Report on the posts": "글 점검 보고서",
    "To the posts": "글 목록으로 건너뛰기",
    "Nothing was looked at.": "살펴본 글이 없습니다.",
    " and {n} others": " 외 {n}곳",
    "{n} post": "글 {n}편",
    "{n} posts": "글 {n}편",
    "{n} page": "페이지 {n}쪽",
    "{n} pages": "페이지 {n}쪽",
    "{posts} and {pages}": "{posts}과 {pages}",
    "Looked at: {looked}. There is nothing to mend.": "{looked}을 살펴보았습니다. 손볼 곳이 없습니다.",
    "Looked at: {looked}. In {bad} of them there is something to mend, {found} things in all.": (
        "{looked}을 살펴보았습니다. 그 가운데 {bad}편에 손볼 곳이 모두 {found}건 있습니다."
    ),
    "The {n} worst are shown below.": "그 가운데 가장 급한 {n}편을 아래에 보입니다.",
    "error": "오류",
    "warning": "경고",
    "info": "참고",
    "errors": "오류",
    "warnings": "경고",
    "infos": "참고",
    "that newslint can mend": "자동으로 고칠 수 있음",
    "broken, of {n} links inside the site": "사이트 안 링크 {n}개 중 끊긴 것",
    "Lesser findings that are not in this report: {n}.": "이보다 가벼운 {n}건은 이 보고서에 싣지 않았습니다.",
    "Findings that comments in the posts silence: {n}.": "글에 적어 둔 주석으로 꺼 둔 것이 {n}건 더 있습니다.",
    "Findings that the baseline lists: {n}.": "기준선에 적어 둔 것이 {n}건 더 있습니다.",
    "Findings that are known from the baseline: {n}.": (
        "기준선에 이미 적혀 있는 것이 {n}건 더 있습니다."
    ),
    "Links of which the sources do not tell where they lead: {n}.": (
        "링크 {n}개는 원고만 보아서는 어디로 가는지 확인할 수 없습니다."
    ),
    "What could not be looked at": "살펴보지 못한 것",
    "and {n} more": "그 밖에 {n}건",
    "What many posts have": "여러 글에 되풀이되는 것",
    "What many posts have: {n}": "여러 글에 되풀이되는 것 {n}건",
    "Where the posts are made from one template, one change there mends all of these. Below they are"
    " folded away. Each is told by its commonest case.": (
        "글을 찍어 내는 틀이 있다면, 틀 한 곳만 고쳐도 앞으로는 생기지 않습니다. 아래 글 목록에서는 접어 두었습니다."
        " 문구는 저마다 가장 흔한 경우를 옮긴 것입니다."
    ),
    # The charts.
    "Where there is most to do": "어디에 많은가",
    "By rule": "규칙별",
    "By family of rules": "갈래별",
    "By month": "월별",
    "By author": "글쓴이별",
    "By category": "분류별",
    "By year": "연도별",
    "Year": "연도",
    "Findings": "건수",
    "Posts": "글",
    "Per post": "글당",
    "{n} others": "그 밖의 {n}가지",
    "not told": "적혀 있지 않음",
    "In numbers": "숫자로 보기",
    "No post names its author.": "글쓴이를 밝힌 글이 없습니다.",
    "No post tells its category.": "분류를 적은 글이 없습니다.",
    "No post tells its day.": "날짜를 적은 글이 없습니다.",
    "A post of two authors or categories counts with each.": (
        "글쓴이나 분류가 둘 이상인 글은 각각에 한 번씩 셉니다."
    ),
    # The posts.
    "The posts, the worst first": "글마다 보기: 손볼 것이 많은 글부터",
    "Filter the posts": "글 거르기",
    "Search": "찾기",
    "Severity": "등급",
    "Family": "갈래",
    "Rule": "규칙",
    "Author": "글쓴이",
    "Category": "분류",
    "Month": "월",
    "all": "모두",
    "Show all": "모두 보기",
    "Without a script the page shows the {n} worst.": (
        "스크립트를 꺼 두면 손볼 것이 가장 많은 글 {n}편만 보입니다."
    ),
    "line {n}": "{n}번째 줄",
    "{n} times in this post": "이 글에 {n}번",
    "also on {lines}": "{lines}번째 줄에도",
    "see {posts}": "{posts} 참조",
    " and {n} more": " 외 {n}편",
    "Now": "지금",
    "Mended": "고치면",
    "the text goes": "이 부분을 지웁니다",
    "newslint can mend it": "자동으로 고칠 수 있음",
    "a proposal: look at it first": "고칠 말 제안: 확인하고 쓰세요",
    "and in {n} more places": "같은 곳이 {n}군데 더 있습니다",
    "There was room for the {held} worst posts. {n} more, with {found} findings, are counted above"
    " and not shown. The worst of them: errors {errors}, warnings {warnings}.": (
        "손볼 것이 많은 글 {held}편을 실었습니다. 나머지 {n}편의 {found}건은 위의 수에만 들어 있고 아래에는 없습니다."
        " 싣지 못한 글 가운데 손볼 것이 가장 많은 글은 오류 {errors}건, 경고 {warnings}건입니다."
    ),
    "To see them, make a report of one folder, or of one rule:": (
        "그 글들은 폴더 하나나 규칙 하나만 골라 보고서를 만들면 볼 수 있습니다:"
    ),
    "Findings {n} · posts {m}": "글 {m}편에 {n}건",
    "Show {n} more posts": "글 {n}편 더 보기",
    "Nothing fits these filters.": "조건에 맞는 것이 없습니다.",
    "{n} of its {m} findings": "이 글의 {m}건 가운데 {n}건",
    "This browser is too old to show more than these posts.": (
        "브라우저가 오래되어 더 많은 글을 보여 드리지 못합니다."
    ),
    # The guide.
    "What the rules want, and why": "규칙이 바라는 것과 그 까닭",
    "{n} finding": "{n}건",
    "{n} findings": "{n}건",
    "in {n} post": "글 {n}편에서",
    "in {n} posts": "글 {n}편에서",
    "safe fix": "자동으로 고칠 수 있음",
    "unsafe fix": "고칠 말을 제안함",
    "Written down in": "근거",
    "Show its findings": "이 규칙에 걸린 글 보기",
    "What it finds": "이런 것을 찾습니다",
    "What is well": "이렇게 쓰면 됩니다",
    # The families.
    "duplicates": "중복",
    "engine": "점검 자체",
    "front-matter": "머리말",
    "korean": "한국어",
    "links": "링크",
    "markup": "마크업",
    "residue": "찌꺼기",
    "site": "사이트",
    "sources": "출처",
}
