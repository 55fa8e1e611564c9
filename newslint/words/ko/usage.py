"""What `--help` says."""

WORDS = {
    "The language of what newslint says.": "newslint가 쓰는 언어.",
    "Lint the content of news posts: front matter, links, sources, markup, duplicates.": (
        "뉴스 글의 내용을 검사합니다. 머리말(front matter), 링크, 출처, 마크업, 중복을 봅니다."
    ),
    # The commands.
    "Lint posts; without a path, the current folder.": (
        "글을 검사합니다. 경로가 없으면 지금 폴더를 검사합니다."
    ),
    "Lint posts; without a path, the current folder. `-` reads one post from stdin.": (
        "글을 검사합니다. 경로가 없으면 지금 폴더를 검사하고, `-`이면 표준 입력에서 글 하나를 읽습니다."
    ),
    "Remove the index of a site.": "사이트의 색인을 지웁니다.",
    "Print what makes a shell complete newslint's commands, options and rules.": (
        "셸에서 newslint의 명령, 옵션, 규칙을 자동 완성하게 하는 코드를 출력합니다."
    ),
    'For bash, in ~/.bashrc: eval "$(newslint completion bash)". For zsh the same in ~/.zshrc. For'
    " fish, in ~/.config/fish/config.fish: newslint completion fish | source": (
        'bash는 ~/.bashrc에 eval "$(newslint completion bash)"를 적습니다. zsh는 ~/.zshrc에 같은 것을'
        " zsh로 적습니다. fish는 ~/.config/fish/config.fish에 newslint completion fish | source를 적습니다."
    ),
    "Show what a configuration says, or may say.": (
        "설정에 무엇이 적혀 있는지, 무엇을 적을 수 있는지 보여 줍니다."
    ),
    "Tell what holds for a file, and why.": "파일 하나에 무엇이 왜 적용되는지 알려 줍니다.",
    "Print the JSON Schema of newslint.yaml, with the rules of the site here, or of the report.": (
        "newslint.yaml의 JSON 스키마를 이 사이트의 규칙까지 넣어 출력합니다. JSON 결과의 것도 볼 수"
        " 있습니다."
    ),
    "Tell which posts of a whole site repeat each other.": (
        "사이트 전체에서 서로 되풀이되는 글을 알려 줍니다."
    ),
    "Tell what the index of a site holds.": "사이트의 색인에 무엇이 있는지 알려 줍니다.",
    "Write a configuration that fits the posts that are there.": (
        "지금 있는 글에 맞는 설정을 만듭니다."
    ),
    "It is written at the root of the site that FOLDER belongs to, and says what it was made from:"
    " which fields the posts have, which values, which hosts and languages. The same posts give the"
    " same file. With --baseline `newslint baseline create` follows.": (
        "FOLDER가 속한 사이트의 맨 위 폴더에 쓰고, 무엇을 보고 만들었는지도 적습니다. 글에 어떤 필드와"
        " 값이 있는지, 어느 호스트와 언어를 쓰는지입니다. 글이 같으면 만들어지는 파일도 같습니다."
        " --baseline을 쓰면 이어서 `newslint baseline create`를 실행합니다."
    ),
    "Write the page of a new rule, to be filled in.": "새 규칙의 틀을 만듭니다. 내용은 직접 채웁니다.",
    "Print a rule's page, or list the rules of a family.": (
        "규칙의 설명을 출력합니다. 갈래 이름을 주면 그 규칙을 모두 늘어놓습니다."
    ),
    "Print a rule's page: what it finds, why, its options, examples. Of a family, list the rules.": (
        "규칙의 설명을 출력합니다. 무엇을 왜 찾는지, 옵션과 예는 무엇인지입니다. 갈래 이름을 주면 그"
        " 규칙을 모두 늘어놓습니다."
    ),
    "List the rules, those of the site's packs and plugins included.": (
        "규칙을 늘어놓습니다. 사이트의 규칙 묶음과 플러그인에서 온 것도 나옵니다."
    ),
    "Run the examples on the rules' pages.": "규칙 설명에 있는 예를 실제로 돌려 봅니다.",
    "Run the examples on the rules' pages; --update rewrites what newslint says of them.": (
        "규칙 설명에 있는 예를 실제로 돌려 봅니다. --update는 newslint의 말을 다시 적어 넣습니다."
    ),
    "A PACK is a folder of rules, or a plugin's name; without one, newslint's own rules are meant.": (
        "PACK은 규칙이 든 폴더나 플러그인 이름입니다. 없으면 newslint의 규칙을 돌립니다."
    ),
    "Tell the URL of each source, and how it came about; of a whole site without a FILE.": (
        "파일마다 어떤 주소로 나가는지, 왜 그런지 알려 줍니다. FILE이 없으면 사이트 전체를 봅니다."
    ),
    "Tell the URL of each source, and how it came about; of the whole site without a PATH.": (
        "파일마다 어떤 주소로 나가는지, 왜 그런지 알려 줍니다. PATH가 없으면 사이트 전체를 봅니다."
    ),
    # Their options.
    "A configuration in place of the sites' own.": "사이트의 설정 대신 쓸 설정 파일.",
    "Only these rules or families.": "이 규칙이나 갈래만 검사합니다.",
    "Not these rules or families.": "이 규칙이나 갈래는 검사하지 않습니다.",
    "Of the files only those staged, as they are staged.": (
        "git에 올린(staged) 파일만, 올린 그대로 검사합니다."
    ),
    "Of the files only those not committed yet.": "아직 커밋하지 않은 파일만 검사합니다.",
    "Of the files only those changed since REF.": "REF 뒤로 바뀐 파일만 검사합니다.",
    "With these: only what is on lines they add.": "위의 것과 함께: 새로 더한 줄만 봅니다.",
    "Use rules in preview too.": "시험 중인 규칙도 씁니다.",
    "How to report on stdout.": "표준 출력에 쓸 형식.",
    "A report of its own, to a file; may be given several times.": (
        "파일로 따로 내는 결과. 여러 번 쓸 수 있습니다."
    ),
    "What is shown.": "어느 등급부터 보여 줄지.",
    "What exits with 1.": "어느 등급부터 종료 코드 1로 끝낼지.",
    "More of them exit with 1.": "경고가 이보다 많으면 종료 코드 1로 끝냅니다.",
    "Apply the safe fixes, then report what is left.": "안전하게 고치고, 남은 것을 알립니다.",
    "Apply them, and tell nothing of what is left.": "고치기만 하고, 남은 것은 알리지 않습니다.",
    "With these or --diff: the unsafe ones too.": "위의 것이나 --diff와 함께: 덜 안전한 것까지 고칩니다.",
    "Show what --fix would change; change nothing.": (
        "--fix가 무엇을 바꿀지 보여 주기만 하고 바꾸지 않습니다."
    ),
    "The file that `-` on stdin stands for.": "표준 입력 `-`의 글이 어느 파일인지.",
    "Work all out anew; touch no index.": "모두 새로 검사하고 색인을 건드리지 않습니다.",
    "The day against which dates are judged.": "날짜를 따질 때 오늘로 볼 날.",
    "Whether the report is coloured.": "결과에 색을 입힐지.",
    "The built site: it settles which links lead to nothing.": (
        "생성기가 만들어 낸 사이트. 있으면 링크가 끊겼는지 확실히 알 수 있습니다."
    ),
    "Tell why links could not be judged.": "링크를 왜 확인하지 못했는지 알립니다.",
    "Tell how long each rule takes.": "규칙마다 얼마나 걸리는지 알립니다.",
    "Tell counts in place of findings; text or json.": "찾은 것 대신 수를 알립니다. text나 json.",
    "Write comments that silence what is found, then report what is left.": (
        "찾은 것을 무시하는 표시를 글에 적고, 남은 것을 알립니다."
    ),
    "Findings only.": "찾은 것만 보여 줍니다.",
    "For people, or for programs.": "사람이 읽을 text, 프로그램이 읽을 json.",
    "Make it anew.": "새로 만듭니다.",
    "Print it; write nothing.": "출력만 하고 파일은 쓰지 않습니다.",
    "Replace the configuration that is there.": "이미 있는 설정을 바꿔 씁니다.",
    "Rewrite the report and fixed fences.": "report와 fixed 블록을 다시 적습니다.",
    "Its mechanism.": "규칙이 쓸 검사 방식.",
    "The folder of rules that it is for.": "규칙을 넣을 폴더.",
    "Tell where this link leads from each source.": "파일마다 이 링크가 어디로 가는지 알려 줍니다.",
}
