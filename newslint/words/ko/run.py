"""What a run says beside its report."""

WORDS = {
    "{place}: {reason}": "{place}: {reason}",
    "--{option}: {reason}": "--{option}: {reason}",
    "see `{command} --help`": "`{command} --help`를 보세요",
    "interrupted": "중단했습니다",
    "the report could not be written: {reason}": "결과를 쓸 수 없습니다. {reason}",
    "{path}: no such file or folder": "{path}: 그런 파일이나 폴더가 없습니다",
    "{path}: no such file or folder; {hint}": "{path}: 그런 파일이나 폴더가 없습니다. {hint}",
    "there is not enough memory": "메모리가 모자랍니다",
    "something is nested too deeply; please report it": "너무 깊이 겹친 것이 있습니다. 알려 주세요",
    "{kind}: {reason}; please report it": "{kind}: {reason}. 알려 주세요",
    "nothing to change": "바꿀 것이 없습니다",
    "unsafe fixes left out: {count:d}; --diff --unsafe-fixes shows them": (
        "확인이 필요한 수정 {count}건은 빼 두었습니다. --diff --unsafe-fixes로 볼 수 있습니다"
    ),
    "--add-ignore writes into files; fixes and `-` go without it": (
        "--add-ignore는 파일에 씁니다. 수정이나 `-`와 함께 쓸 수 없습니다"
    ),
    "--statistics takes stdout, as text or json": (
        "--statistics는 text나 json으로 표준 출력에 나옵니다"
    ),
    "`{name}` is no format; choose from {names}": (
        "`{name}` 형식은 없습니다. {names} 가운데 고르세요"
    ),
    "the format `{name}` is of {plugin}: name that under `plugins`": (
        "`{name}` 형식은 {plugin} 플러그인의 것입니다. `plugins`에 적으세요"
    ),
    "{count:d} file changed": "파일 {count}개를 고쳤습니다",
    "{count:d} files changed": "파일 {count}개를 고쳤습니다",
    "{path}: changed meanwhile, so left alone; run it again": (
        "{path}: 그사이 바뀌어 그대로 두었습니다. 다시 실행하세요"
    ),
    "`-` stands alone: it is the one post to lint": "`-`는 따로 씁니다. 검사할 글이 그 하나입니다",
    "--stdin-filename {path} is a folder; name a file": (
        "--stdin-filename {path} 경로는 폴더입니다. 파일 이름을 쓰세요"
    ),
    "--stdin-filename is for `-`, which reads a post from stdin": (
        "--stdin-filename은 표준 입력에서 글을 읽는 `-`와 함께 씁니다"
    ),
    "--{one} and --{other} ask two things; choose one": (
        "--{one} 옵션과 --{other} 옵션은 함께 쓸 수 없습니다. 하나만 고르세요"
    ),
    "`{written}` is no day; write it as 2026-03-02": (
        "`{written}` 값은 날짜가 아닙니다. 2026-03-02처럼 적으세요"
    ),
    "--diff-lines is for --staged, --changed and --since": (
        "--diff-lines는 --staged, --changed, --since와 함께 씁니다"
    ),
    "--output: two reports would go to one place": "--output: 결과 두 개가 한곳으로 갑니다",
    "`{text}`: write FORMAT or FORMAT=FILE, of {formats}": (
        "`{text}` 대신 FORMAT이나 FORMAT=FILE을 쓰세요. 형식은 {formats} 가운데 하나입니다"
    ),
    "--output {output}: no folder {folder}": "--output {output}: {folder} 폴더가 없습니다",
    "git {command} failed": "git {command} 명령이 실패했습니다",
    "git cannot be run: {reason}": "git을 실행할 수 없습니다. {reason}",
    "no post or page to lint": "검사할 글이나 페이지가 없습니다",
    "{count:d} file excluded": "파일 {count}개를 뺐습니다",
    "{count:d} files excluded": "파일 {count}개를 뺐습니다",
    "{path}: neither a post nor a page, not linted": (
        "{path}: 글도 페이지도 아니어서 검사하지 않았습니다"
    ),
    "{path}: not a text, not linted": "{path}: 텍스트가 아니어서 검사하지 않았습니다",
    "{path} is not read; call it newslint.yaml": (
        "{path} 파일은 읽지 않습니다. 이름을 newslint.yaml로 바꾸세요"
    ),
    "{path}: cannot be read; mend `urls` of `site`, which names it": (
        "{path}: 읽을 수 없습니다. 이 파일을 적은 `site`의 `urls`를 고치세요"
    ),
    "it is no regular file": "보통 파일이 아닙니다",
    "it is a link": "링크입니다",
    "the index could not be written: {reason}": "색인을 쓰지 못했습니다. {reason}",
    "{folder}: no index is kept ({reason}); all is worked out anew": (
        "{folder}: 색인을 두지 못해({reason}) 모두 새로 검사합니다"
    ),
    "{path}: the index was damaged and is made anew": "{path}: 색인이 깨져 있어 새로 만듭니다",
    "its schema is no text": "표를 적어 둔 곳이 깨져 있습니다",
    "parsing, phrases and places": "글 읽기와 문구 찾기",
    "places across the site": "사이트 전체에서 자리 찾기",
    "everything else": "그 밖의 일",
    "in all": "모두",
}
