"""What the commands say."""

WORDS = {
    "{path}: {count:d} posts, {share:d} % of their text repeated from post to post": (
        "{path}: 글 {count}편, 본문의 {share}%가 다른 글에도 있습니다"
    ),
    "{path}: removed": "{path}: 지웠습니다",
    "{path}: there is none": "{path}: 색인이 없습니다",
    "{path}: no index; sites of fifty files and more get one": (
        "{path}: 색인이 없습니다. 파일이 쉰 개가 넘는 사이트에 만듭니다"
    ),
    "{path}: {size:d} MB, {files:d} files, what is remembered of {facts:d}, findings of {findings:d}": (
        "{path}: {size} MB, 파일 {files}개, 기억해 둔 글 {facts}편, 검사 결과 {findings}편"
    ),
    "{path}: {reason}; `newslint clean` removes it": (
        "{path}: {reason}. `newslint clean`으로 지울 수 있습니다"
    ),
    "{path}: written; `newslint` lints with it": "{path} 파일을 만들었습니다. 이제 `newslint`가 씁니다",
    "{path} is there already; --force replaces it": "{path} 파일이 이미 있습니다. --force로 바꿔 쓰세요",
    "{path}: its [tool.newslint] is not read any more": (
        "{path} 파일의 [tool.newslint]는 이제 읽지 않습니다"
    ),
    "{path}: fill it in, then run `newslint test {pack} --update`": (
        "{path} 파일을 채운 다음 `newslint test {pack} --update`를 실행하세요"
    ),
    "newslint.yaml: add `packs: [{pack}]` for the rule to be used": (
        "규칙을 쓰려면 newslint.yaml에 `packs: [{pack}]`을 적으세요"
    ),
    "no rule `{name}`; {hint}": "`{name}` 규칙은 없습니다. {hint}",
    "the name `{name}` is {file}'s; choose another": (
        "`{name}` 이름은 {file} 규칙이 쓰고 있습니다. 다른 이름을 고르세요"
    ),
    "{path} exists": "{path} 파일이 이미 있습니다",
    "no check `{name}`; {hint}": "`{name}` 검사 방식은 없습니다. {hint}",
    "there are {names}": "쓸 수 있는 것: {names}",
    "did you mean {word}?": "{word} 아닌가요?",
    "see `newslint rules`": "`newslint rules`로 볼 수 있습니다",
    "no generator's configuration is here; name the folder that has it": (
        "여기에는 생성기의 설정이 없습니다. 설정이 있는 폴더를 쓰세요"
    ),
    "the sources of a site of {generator} do not tell its URLs": (
        "{generator} 사이트는 파일만 보고 주소를 알 수 없습니다"
    ),
    "{root}: the URLs of {generator} follow its documentation, not a real build": (
        "{root}: {generator} 주소는 실제 빌드가 아니라 문서를 따른 것입니다"
    ),
    "not published": "공개되지 않음",
    "URL not known": "주소를 알 수 없음",
    "copied as it is": "그대로 복사됨",
    "neither a page nor a file that is published": "공개되는 페이지나 파일이 아님",
    "found": "있음",
    "missing": "없음",
    "undecidable": "확인할 수 없음",
    "unpublished": "공개되지 않음",
    "external": "사이트 밖",
    # A rule's page.
    "finds": "찾는 것",
    "says": "메시지",
    "severity": "등급",
    "preset": "프리셋",
    "fix": "수정",
    "status": "상태",
    "norm": "근거",
    "none": "없음",
    "a list of {count:d}": "{count}개 목록",
    "a mapping of {count:d}": "{count}개 `키: 값`",
    "a list": "목록",
    "It takes none.": "옵션이 없습니다.",
    "| option | default | |": "| 옵션 | 기본값 | |",
    # What holds for a file.
    "site": "사이트",
    "configuration": "설정",
    "kind": "종류",
    "hosts": "호스트",
    "sisters": "자매 사이트",
    "language": "언어",
    "fails on": "실패 등급",
    "unknown": "알 수 없음",
    "neither a post nor a page": "글도 페이지도 아님",
    "{language}; messages in {messages}": "{language}, 메시지는 {messages}",
    "excluded": "검사에서 뺌",
    "learned from the site": "사이트에서 배운 것",
    "always": "늘 켜짐",
    "preset {name}": "프리셋 {name}",
    "it is for posts only": "글에만 쓰는 규칙",
    "it is in preview": "시험 중인 규칙",
    "it is deprecated": "곧 없어질 규칙",
    # The tests of rules.
    "{place}: a good post has findings:": "{place}: 좋은 글에서 지적이 나왔습니다.",
    "{place}: a bad post has no finding": "{place}: 나쁜 글에서 지적이 나오지 않았습니다",
    "{place}: no report; run `newslint test --update`": (
        "{place}: report 블록이 없습니다. `newslint test --update`를 실행하세요"
    ),
    "{place}: the report is": "{place}: 지금 결과는",
    "{place}: fixed, it is": "{place}: 고치면",
    "{path}: updated": "{path}: 다시 적었습니다",
    "{path}: no bad post": "{path}: 나쁜 글의 예가 없습니다",
    "{path}: no good post": "{path}: 좋은 글의 예가 없습니다",
    "{path}: in preview, so off without --preview": "{path}: 시험 중이어서 --preview 없이는 꺼져 있습니다",
    "{path}: no bad post shows the variant `{name}`": (
        "{path}: `{name}` 변형을 보여 주는 나쁜 글이 없습니다"
    ),
    "{path}: no bad post shows the rule itself": "{path}: 규칙 자체를 보여 주는 나쁜 글이 없습니다",
    "{rules:d} rule, {examples}, {failed:d} failed": "규칙 {rules}개, {examples}, 실패 {failed}개",
    "{rules:d} rules, {examples}, {failed:d} failed": "규칙 {rules}개, {examples}, 실패 {failed}개",
    "{count:d} example": "예 {count}개",
    "{count:d} examples": "예 {count}개",
}
