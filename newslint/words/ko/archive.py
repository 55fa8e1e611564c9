"""What `newslint archive` says."""

WORDS = {
    "Lint an archive of posts on Apache Spark; `newslint archive INPUT OUTPUT` runs it.": (
        "글 보관소를 Apache Spark로 검사합니다. `newslint archive INPUT OUTPUT`으로 실행합니다."
    ),
    "Lint the posts of INPUT, and write what is found into the folder OUTPUT as Parquet.": (
        "INPUT에 있는 글을 검사하고, 찾은 것을 OUTPUT 폴더에 Parquet로 씁니다."
    ),
    "INPUT is a folder, @FILE with a path on each line, Parquet with the columns path and content, or a"
    " URL that Spark reads. What an earlier run has mapped, ended or not, is not mapped again.": (
        "INPUT은 폴더, 줄마다 경로가 적힌 @FILE, path와 content 열이 있는 Parquet, Spark가 읽는 URL 가운데"
        " 하나입니다. 앞선 실행이 끝났든 멈췄든, 이미 검사한 글은 다시 검사하지 않습니다."
    ),
    "Answer a question about an archive: rules, worst, file PATH, clusters, sql QUERY.": (
        "검사한 보관소에 묻습니다. rules, worst, file PATH, clusters, sql QUERY를 쓸 수 있습니다."
    ),
    "The tables that a query may ask are `findings` and `facts`; DuckDB answers, on this machine.": (
        "QUERY는 `findings`와 `facts` 표에 물을 수 있고, 이 컴퓨터에서 DuckDB가 답합니다."
    ),
    "Of posts that Spark reads: the folder with their site's configuration.": (
        "Spark가 읽는 글일 때, 그 사이트의 설정이 있는 폴더."
    ),
    "Spark's master; without it this machine's cores.": (
        "Spark의 master 주소. 없으면 이 컴퓨터의 코어를 씁니다."
    ),
    "A setting of Spark; may be given several times.": "Spark 설정. 여러 번 쓸 수 있습니다.",
    "Tell nothing of what was done.": "무엇을 했는지 알리지 않습니다.",
    "How many rows are shown.": "보여 줄 줄의 수.",
    "--conf {text}: write NAME=VALUE": "--conf {text}: NAME=VALUE 꼴로 쓰세요",
    "--site is for posts that Spark reads; others lie in their site": (
        "--site는 Spark가 읽는 글에 씁니다. 폴더에 있는 글은 제 사이트 안에 있습니다"
    ),
    "name a PATH for `file`, a QUERY for `sql`, and nothing else": (
        "`file`에는 PATH를, `sql`에는 QUERY를 쓰고, 나머지에는 아무것도 쓰지 마세요"
    ),
    "{path}: {files:d} posts and pages, {mapped:d} of them mapped now, {findings:d} findings": (
        "{path}: 글과 페이지 {files}개, 이번에 검사한 것 {mapped}개, 지적 {findings}건"
    ),
    "{path}: no post or page to lint": "{path}: 검사할 글이나 페이지가 없습니다",
    "{path}: no archive; `newslint archive INPUT OUTPUT` makes one": (
        "{path}: 검사한 보관소가 없습니다. `newslint archive INPUT OUTPUT`으로 만듭니다"
    ),
    "1 file left out whose name is no UTF-8": "이름이 UTF-8이 아닌 파일 하나는 빼고 검사했습니다",
    "{count:d} files left out whose names are no UTF-8": (
        "이름이 UTF-8이 아닌 파일 {count}개는 빼고 검사했습니다"
    ),
    "`{name}` looks across posts: an archive cannot ask it": (
        "`{name}` 규칙은 여러 글을 함께 봅니다. 보관소에서는 쓸 수 없습니다"
    ),
    "archives need {name}: pip install 'newslint[spark]'": (
        "보관소를 검사하려면 {name} 패키지가 있어야 합니다. pip install 'newslint[spark]'"
    ),
    "Spark needs Java 17 or later, and there is none; JAVA_HOME names it": (
        "Spark에는 Java 17 이상이 필요한데 찾지 못했습니다. JAVA_HOME으로 알려 주세요"
    ),
    "the query cannot be asked: {reason}": "물을 수 없는 질의입니다: {reason}",
}
