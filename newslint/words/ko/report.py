"""What a report for people says beside its findings."""

WORDS = {
    "{count:d} post": "글 {count}편",
    "{count:d} posts": "글 {count}편",
    "{count:d} page": "페이지 {count}쪽",
    "{count:d} pages": "페이지 {count}쪽",
    " and {count:d} page": ", 페이지 {count}쪽",
    " and {count:d} pages": ", 페이지 {count}쪽",
    "{count:d} posts ({share:d} %)": "글 {count}편({share}%)",
    "{count:d} error": "오류 {count}건",
    "{count:d} errors": "오류 {count}건",
    "{count:d} warning": "경고 {count}건",
    "{count:d} warnings": "경고 {count}건",
    "{count:d} info": "참고 {count}건",
    "error": "오류",
    "warning": "경고",
    "info": "참고",
    "said of {paths} as well": "{paths}에도 해당합니다",
    "said of {paths} and {count:d} more as well": "{paths} 등 {count}곳 더 해당합니다",
    "said of many posts and so told once": "여러 글에 해당하여 한 번만 알립니다",
    "{count:d} times on this line": "이 줄에 {count}번",
    "also on {lines}": "{lines}번째 줄에도 있음",
    "also on {lines} and {more:d} more": "{lines}번째 줄과 그 밖의 {more}줄에도 있음",
    "nothing to say": "지적할 것이 없습니다",
    "({count:d} more with --min-severity {severity})": "(--min-severity {severity}로 보면 {count}건 더)",
    "nothing was linted": "아무것도 검사하지 않았습니다",
    "{count:d} internal link checked, {broken:d} broken, {undecidable:d} not decidable": (
        "내부 링크 {count}개 확인, 끊긴 것 {broken}개, 확인할 수 없는 것 {undecidable}개"
    ),
    "{count:d} internal links checked, {broken:d} broken, {undecidable:d} not decidable": (
        "내부 링크 {count}개 확인, 끊긴 것 {broken}개, 확인할 수 없는 것 {undecidable}개"
    ),
    "{count:d} can be mended with --fix": "--fix로 고칠 수 있는 것 {count}건",
    "not decidable: {cause}": "확인할 수 없음: {cause}",
    "{count:d} more {} of this log: GitHub takes {most:d} of a kind": (
        "{count}건은 로그에만 적습니다. GitHub는 등급마다 {most}건까지 받습니다"
    ),
    "Too many to be told here: {count:d} more, which the log and the other formats tell.": (
        "여기에 다 적을 수 없습니다. 나머지 {count}건은 로그와 다른 형식에 있습니다."
    ),
    "rule": "규칙",
    "findings": "건수",
    "line": "줄",
    "finding": "지적",
    # --statistics.
    "{count:d} finding in {files:d} of {whole}": "{whole} 가운데 {files}개에 {count}건",
    "{count:d} findings in {files:d} of {whole}": "{whole} 가운데 {files}개에 {count}건",
    "{count:d} file": "파일 {count}개",
    "{count:d} files": "파일 {count}개",
    "and {count:d} more, which -v shows": "외 {count}개는 -v로 볼 수 있습니다",
    "errors": "오류",
    "warnings": "경고",
    "in files": "파일",
    "posts": "글",
    "a post": "글당",
    "by rule": "규칙별",
    "by family": "갈래별",
    "by file": "파일별",
    "by author": "글쓴이별",
    "by category": "분류별",
    "by month": "월별",
    "no author": "글쓴이 없음",
    "no category": "분류 없음",
    "no date": "날짜 없음",
    "no cause": "까닭을 알 수 없음",
}
