"""What is said of baselines, and on the screen that stands for more findings than anybody reads."""

WORDS = {
    # The command.
    "List what is there, so that only what is new is told.": (
        "지금 있는 것을 적어 두고 새로 생긴 것만 알립니다."
    ),
    "The list is `.newslint-baseline` at the site's root, or what `baseline` in the configuration"
    " names; `newslint check` takes it into account.": (
        "목록은 사이트 맨 위의 `.newslint-baseline` 파일이며, 설정의 `baseline`으로 바꿀 수 있습니다."
        " `newslint check`가 이 목록을 봅니다."
    ),
    "List all that newslint finds now; of several sites each gets a list of its own.": (
        "지금 찾은 것을 모두 적습니다. 사이트가 여럿이면 사이트마다 따로 적습니다."
    ),
    "List what is found now; keep the reasons and the days of what was listed before.": (
        "지금 찾은 것을 적고, 전에 적어 둔 이유와 기한은 그대로 둡니다."
    ),
    "Drop what is not found any more; add nothing.": "이제 없는 것을 지웁니다. 더하지는 않습니다.",
    "Tell what is listed: by rule, and what has a reason or a last day.": (
        "적어 둔 것을 규칙별로 알려 줍니다. 이유와 기한도 보여 줍니다."
    ),
    "In place of the site's own.": "사이트의 목록 대신 쓸 파일.",
    "Work all out anew.": "모두 새로 검사합니다.",
    "The last day on which what is new holds.": "새로 적는 것이 유효한 마지막 날.",
    "Why what is new is listed.": "새로 적는 이유.",
    "Replace the one that is there, reasons and all.": "있는 목록을 이유까지 모두 바꿔 씁니다.",
    "List what is there, so that only news is told.": "지금 있는 것을 적어 두고 새것만 알립니다.",
    "What it lists is known, and not told.": "여기 적힌 것은 알리지 않습니다.",
    "Tell what a baseline lists, too.": "기준선에 적힌 것도 알립니다.",
    "A baseline may only shrink.": "기준선은 줄어들 수만 있습니다.",
    # What comes of it.
    "{path}: places listed: {places:d}, of files: {files:d}; new: {new:d}, dropped: {old:d}": (
        "{path}: 파일 {files}개의 {places}곳을 적었습니다. 새로 {new}곳, 지운 것 {old}곳입니다"
    ),
    "{path}: nothing to list, so not written": "{path}: 적을 것이 없어 만들지 않았습니다",
    "{path} is there already; update keeps it, --force replaces it": (
        "{path} 파일이 이미 있습니다. update로 고쳐 쓰거나 --force로 바꿔 쓰세요"
    ),
    "no post or page to list": "적을 글이나 페이지가 없습니다",
    "{path}: not there; `newslint baseline create` makes it": (
        "{path} 파일이 없습니다. `newslint baseline create`로 만드세요"
    ),
    "{path}: {count:d} listed in vain, of files that are gone ({name}); `newslint baseline prune` drops"
    " them": (
        "{path}: 없어진 파일({name})에 적힌 {count}곳이 남아 있습니다. `newslint baseline prune`으로 지우세요"
    ),
    "{path}: {count:d} listed in vain, of the site; `newslint baseline prune` drops them": (
        "{path}: 사이트에 관해 적힌 {count}곳이 이제 없습니다. `newslint baseline prune`으로 지우세요"
    ),
    "--baseline is one site's, and these are several: {names}": (
        "--baseline은 사이트 하나의 것인데 사이트가 여럿입니다: {names}"
    ),
    "{path}: made by another version; `newslint baseline create --force` makes it anew": (
        "{path}: 다른 버전이 만든 파일입니다. `newslint baseline create --force`로 새로 만드세요"
    ),
    "{place}: a merge has left its marks here; keep the lines of both sides": (
        "{place}: 병합 표시가 남아 있습니다. 양쪽 줄을 모두 남기세요"
    ),
    "{place}: no entry; a path, a rule and a print are parted by tabs": (
        "{place}: 읽을 수 없는 줄입니다. 경로, 규칙, 지문을 탭으로 나누세요"
    ),
    "{place}: `{day}` is no day": "{place}: 날짜가 아닙니다(`{day}`)",
    "places listed: {count:d}, of files: {files:d}; by rule:": "파일 {files}개의 {count}곳, 규칙별:",
    "in {files:d} file": "파일 {files}개",
    "in {files:d} files": "파일 {files}개",
    "because: {reason}": "이유: {reason}",
    "until {day}": "{day}까지",
    "until {day}, which is over": "{day}까지(지남)",
    "until {day}, {count:d} days left": "{day}까지({count}일 남음)",
    "{count:d} finding known from the baseline": "기준선에 적힌 것 {count}건",
    "{count:d} findings known from the baseline": "기준선에 적힌 것 {count}건",
    # The screen.
    "{count:d} findings, more than anybody reads: what they are": (
        "모두 {count}건입니다. 다 읽기에는 많으니 요약해서 보여 드립니다"
    ),
    "findings": "건수",
    "of posts": "글 비율",
    "first at": "처음 나온 곳",
    "of {count:d} more rules": "그 밖의 규칙 {count}개",
    "To be mended once, in the program or the template that makes the posts:": (
        "글을 만드는 프로그램이나 템플릿에서 한 번만 고칠 것:"
    ),
    "what nearly every post has: {rules}": "거의 모든 글에 있는 것: {rules}",
    "mends {count:d} safely; --diff shows it first": "{count}건을 안전하게 고칩니다(--diff로 미리 보기)",
    "mends {count:d} more; read what they change": "{count}건을 더 고칩니다. 바뀐 곳을 읽어 보세요",
    "lists them all: only what is new is told then": "모두 적어 두고, 그다음부터 새것만 알립니다",
    "and {count:d} more": "외 {count}건",
    "tells them all, file by file": "파일별로 모두 보여 줍니다",
}
