"""What `init` writes and says."""

WORDS = {
    "What newslint checks here: written by `newslint init` from {posts}.": (
        "newslint가 여기서 검사하는 것: {posts}을 보고 `newslint init`이 만들었습니다."
    ),
    "Yours to change. `newslint rules` lists the rules, `newslint rule NAME` explains one.": (
        "자유롭게 고치세요. 규칙은 `newslint rules`로 모두, `newslint rule NAME`으로 하나씩 볼 수 있습니다."
    ),
    "{path}: written; editors that know YAML complete and check by it": (
        "{path} 파일을 만들었습니다. YAML을 아는 편집기가 이것으로 자동 완성하고 검사합니다"
    ),
    "or news: missing sources are errors": "news로 바꾸면 출처 없는 글이 오류가 됩니다",
    "recognised by its configuration": "생성기의 설정을 보고 알았습니다",
    "{why}; links to it stay inside": "근거: {why}. 이곳으로 가는 링크는 내부 링크입니다",
    "the generator's configuration": "생성기의 설정",
    "{posts} whose language can be told": "언어를 알 수 있는 {posts}",
    "all {count:d} posts": "글 {count}편 모두",
    "{share:d} % of {count:d} posts": "글 {count}편 가운데 {share}%",
    "{name}: {host}  # {share:d} link to it: is it yours, too?": (
        "{name}: {host}  # {share}에 이곳 링크가 있습니다. 여기도 자기 사이트인가요?"
    ),
    "no field is in nearly all posts": "거의 모든 글에 있는 필드가 없습니다",
    "{posts} with front matter: too few to tell which fields they need.": (
        "머리말이 있는 {posts}으로는 어떤 필드가 필요한지 알 수 없습니다."
    ),
    "each of {posts:d} posts has it": "글 {posts}편에 모두 있습니다",
    "each of {posts:d} posts has them": "글 {posts}편에 모두 있습니다",
    "not in each of {posts:d} posts: {fields}": "글 {posts}편에 다 있지는 않습니다: {fields}",
    "{value} is told as a slip for {meant}": "{value} 값은 {meant} 값의 오타로 봅니다",
    "{field} in {posts:d} posts: {shapes}": "글 {posts}편의 {field}: {shapes}",
    "{posts:d} posts: {generators}": "글 {posts}편: {generators}",
    "{count:d} of them not asked: no front matter that can be read, or no text below it": (
        "그 가운데 {count}편은 보지 않았습니다. 머리말을 읽을 수 없거나 본문이 없습니다"
    ),
    "{fields}: in each of {posts}": "{fields}: {posts}에 모두 있음",
    "{posts:d} posts in {pattern}": "{pattern} 글 {posts}편",
    "{field}: in {count:d} of {posts}; not in {examples}": (
        "{field}: {posts} 가운데 {count}편에 있음. 없는 글: {examples}"
    ),
    "{paths} and {count:d} more": "{paths} 외 {count}편",
}
