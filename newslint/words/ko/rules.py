"""What is wrong with a rule, for whoever writes it."""

WORDS = {
    "the catalogue holds no rules": "규칙이 하나도 없습니다",
    "{file}: the name `{name}` is taken": "{file}: `{name}` 이름은 이미 쓰고 있습니다",
    "{file}: there is no check `{check}`; a plugin's is there where the configuration names the"
    " plugin": (
        "{file}: `{check}` 검사 방식은 없습니다. 플러그인의 것은 설정에 플러그인을 적어야 쓸 수 있습니다"
    ),
    "{file}: `was: {old}` is another rule's name": "{file}: `was: {old}`는 다른 규칙의 이름입니다",
    "{file}: `borrows` names `{name}`, which is no rule": (
        "{file}: `borrows`에 적은 `{name}` 규칙은 없습니다"
    ),
    "{label}: the pack holds no rules": "{label}: 규칙 묶음에 규칙이 없습니다",
    "{label}: cannot be read: {reason}": "{label}: 읽을 수 없습니다. {reason}",
    "{label}: a family's folder holds no folders of rules": (
        "{label}: 갈래 폴더 안에는 규칙 폴더를 두지 않습니다"
    ),
    "{label}: it is no regular file": "{label}: 보통 파일이 아닙니다",
    "{file}: a rule post begins with YAML front matter": "{file}: 규칙은 YAML 머리말로 시작합니다",
    "{file}: a rule's name is two or more words in kebab-case, not '{name}'": (
        "{file}: 규칙 이름은 '{name}' 대신 소문자 단어 둘 이상을 붙임표로 이어 지으세요"
    ),
    "{file}: a family's name is in kebab-case, not `{name}`": (
        "{file}: 갈래 이름은 `{name}` 대신 소문자 단어를 붙임표로 이어 지으세요"
    ),
    "`{name}` is no name: two or more words in kebab-case, as `stale-source`": (
        "`{name}` 이름은 쓸 수 없습니다. `stale-source`처럼 소문자 단어 둘 이상을 붙임표로 이으세요"
    ),
    "{file}: its front matter is not YAML: {reason}": "{file}: 머리말이 YAML이 아닙니다. {reason}",
    "{file}: `{key}` must be {wanted}": "{file}: `{key}` 자리에 쓸 것: {wanted}",
    "a text": "글자",
    "a name, or a list of names": "이름이나 이름의 목록",
    "a mapping from language to text, `en` at least": "언어마다 적은 글자(`en`은 꼭)",
    "a mapping from language to text; the page's own is English": (
        "언어마다 적은 글자(영어는 설명의 첫 문장)"
    ),
    "a text, or `one` and `other`": "글자, 또는 `one`과 `other`",
    "a text whose braces close ({reason})": "중괄호를 닫은 글자({reason})",
    "another rule and its option, `rule.option`": "다른 규칙과 그 옵션, `rule.option`",
    "for one of {names}": "{names} 가운데 하나의 것",
    "`severity` and `options`": "`severity`와 `options`",
    "a mapping with `en`": "`en`이 있는 `키: 값` 꼴",
    "{file}: no list `{name}` beside the rule": "{file}: 규칙 옆에 `{name}` 목록이 없습니다",
    "{file}: the variants of check `{name}` are {wanted}": (
        "{file}: `{name}` 검사 방식의 변형은 {wanted}입니다"
    ),
    "{file}: the check gives no fact `{name}`": "{file}: 검사 방식이 `{name}` 값을 주지 않습니다",
    "{place}: the answer of {url}: {reason}": "{place}: {url} 응답: {reason}",
    "{place}: a fence `{info}` means nothing here": "{place}: `{info}` 블록은 여기서 뜻이 없습니다",
}
