"""What is wrong with a configuration."""

WORDS = {
    "{path}:{line:d}: not a configuration: {reason}": "{path}:{line}: 설정 파일이 아닙니다. {reason}",
    "it holds no keys": "키가 없습니다",
    "it is nested too deeply": "너무 깊이 겹쳐 있습니다",
    "its aliases repeat too much": "별칭(*)이 너무 많은 것을 되풀이합니다",
    "{path}:{line:d}: key `{key}` stands twice; merge the two": (
        "{path}:{line}: `{key}` 키가 두 번 나옵니다. 하나로 합치세요"
    ),
    "{path}: `extends` goes round in a circle": "{path}: `extends`가 돌고 돌아 제자리로 옵니다",
    "unknown key `{name}`; {hint}": "`{name}` 키는 없습니다. {hint}",
    "known: {names}": "쓸 수 있는 것: {names}",
    "limits hold before a file is read, so by no kind; set them under `overrides`": (
        "한도는 글을 읽기 전에 쓰이므로 종류별로 정할 수 없습니다. `overrides`에 적으세요"
    ),
    "one of {names}": "{names} 가운데 하나를 쓰세요",
    "one of {names}, or a path": "{names} 가운데 하나나 파일 경로를 쓰세요",
    "`{name}` must be a mapping": "`{name}` 자리에는 `키: 값` 꼴을 쓰세요",
    "`{name}` must be a list of mappings": "`{name}` 자리에는 `키: 값` 꼴의 목록을 쓰세요",
    "`{name}` must be a text": "`{name}` 자리에는 글자를 쓰세요",
    "`{name}` must be a list of texts": "`{name}` 자리에는 글자의 목록을 쓰세요",
    "`{name}` must be true or false": "`{name}` 자리에는 true나 false를 쓰세요",
    "{path}: `{name}` must be a table": "{path}: `{name}` 자리에는 표(table)를 쓰세요",
    "`{name}: {written}` is not known; {hint}": "`{name}: {written}` 값은 쓸 수 없습니다. {hint}",
    "`{name}: {written}` is not known; write {wanted}": (
        "`{name}: {written}` 값은 쓸 수 없습니다. {wanted} 가운데 하나를 쓰세요"
    ),
    "`{name}` stands empty; write {wanted}": "`{name}` 값이 비어 있습니다. {wanted} 가운데 하나를 쓰세요",
    "options, {severities} or off": "옵션, {severities}, off",
    "`site.lang: {text}` is no language tag, as ko or en-US": (
        "`site.lang: {text}` 값은 언어 코드가 아닙니다. ko나 en-US처럼 적으세요"
    ),
    "`extends: {value}` is no preset and no file; {hint}": (
        "`extends: {value}` 값은 프리셋도 파일도 아닙니다. {hint}"
    ),
    "`{name}` is what newslint calls every one; choose another name": (
        "`{name}` 이름은 newslint가 모든 글에 씁니다. 다른 이름을 고르세요"
    ),
    "`{name}` needs `match`: a `path`, or a front-matter field's value": (
        "`{name}`에 `match`를 적으세요. `path`나 머리말 필드의 값을 씁니다"
    ),
    "`{name}.path` is empty: nothing would match": "`{name}.path` 값이 비어 있어 맞는 글이 없습니다",
    "`{name}` must be a value, or a list of values: `{field}` has one": (
        "`{name}` 자리에는 값이나 값의 목록을 쓰세요. `{field}` 필드에는 값이 하나입니다"
    ),
    "`{name}` must be a JSON Schema, or the path of one": (
        "`{name}` 자리에는 JSON 스키마나 그 파일 경로를 쓰세요"
    ),
    "`{name}`: no file {path} in the configuration's folder": (
        "`{name}`: 설정이 있는 폴더에 {path} 파일이 없습니다"
    ),
    "`{path}` cannot be read: {reason}": "`{path}` 파일을 읽을 수 없습니다. {reason}",
    "`{name}` needs `paths`: patterns of the files that it is for": (
        "`{name}`에 `paths`를 적으세요. 어느 파일에 쓸지 알려 주는 패턴입니다"
    ),
    "`{name}` needs `rules`: what holds for those files": (
        "`{name}`에 `rules`를 적으세요. 그 파일에 적용할 규칙입니다"
    ),
    "`{one}` and `{other}` are one rule; merge the two": (
        "`{one}`, `{other}` 둘은 같은 규칙입니다. 하나로 합치세요"
    ),
    "`severity` is one of {names}; off stands alone": (
        "`severity`에는 {names} 가운데 하나를 쓰세요. off는 따로 적습니다"
    ),
    "`fix` is one of {names}": "`fix`에는 {names} 가운데 하나를 쓰세요",
    "`{name}` is one of {names}": "`{name}`에는 {names} 가운데 하나를 쓰세요",
    "{place}: unknown rule `{name}`; {hint}": "{place}: `{name}` 규칙은 없습니다. {hint}",
    "unknown rule `{name}`; {hint}": "`{name}` 규칙은 없습니다. {hint}",
    "`{name}` is in preview; add --preview to select it": (
        "`{name}` 규칙은 시험 중입니다. 고르려면 --preview를 함께 쓰세요"
    ),
    "{place}: `{name}` tells what newslint could not do; keep it on": (
        "{place}: `{name}` 규칙은 newslint가 하지 못한 일을 알립니다. 켜 두세요"
    ),
    "{place}: `{name}` is a family: it takes a severity or off": (
        "{place}: `{name}` 이름은 갈래입니다. 등급이나 off만 적을 수 있습니다"
    ),
    "{place}: `{name}` holds errors too; name its rules one by one": (
        "{place}: `{name}` 갈래에는 오류도 있습니다. 규칙을 하나씩 적으세요"
    ),
    "`{name}` is called `{now}` now": "`{name}` 규칙은 이제 `{now}`라고 합니다",
    "`{name}` is deprecated: its page says what takes its place": (
        "`{name}` 규칙은 곧 없어집니다. 대신 쓸 것은 규칙 설명에 있습니다"
    ),
    "`{name}` is in preview, so off without --preview": (
        "`{name}` 규칙은 시험 중이어서 --preview 없이는 꺼져 있습니다"
    ),
    "{place}: rule `{rule}`: {reason}": "{place}: `{rule}` 규칙: {reason}",
    "unknown option `{name}`; {hint}": "`{name}` 옵션은 없습니다. {hint}",
    "it takes {names}": "쓸 수 있는 것: {names}",
    "`{name}`: only a list or a mapping can be added to": (
        "`{name}`: 목록이나 `키: 값` 꼴에만 더할 수 있습니다"
    ),
    "expected {wanted}, got {found}": "{wanted} 값이 있어야 하는데 {found} 값이 있습니다",
    "a mapping": "`키: 값` 꼴",
    "`{pattern}` would not end on a text of many `{word}`; let its repeat match them in one way": (
        "`{pattern}` 정규식은 `{word}`만 이어지는 글에서 끝나지 않습니다. 반복하는 부분이 같은 글자에 한 가지로만 맞게"
        " 고치세요"
    ),
    "`{pattern}` is no pattern: {reason}": "`{pattern}` 값은 정규식이 아닙니다. {reason}",
    "a pattern needs a literal that must be there": "정규식에는 반드시 나오는 글자가 있어야 합니다",
    "{place}: `packs`: {folder} is no folder": "{place}: `packs`에 적은 {folder} 폴더가 없습니다",
    "{place}: `{name}` brings no checks, packs or formats": (
        "{place}: `{name}`에는 검사 방식도 규칙 묶음도 형식도 없습니다"
    ),
    "{place}: plugin `{name}` is not installed beside newslint": (
        "{place}: `{name}` 플러그인이 newslint와 함께 설치되어 있지 않습니다"
    ),
    "{place}: plugin `{name}` does not load: {reason}": (
        "{place}: `{name}` 플러그인을 불러오지 못했습니다. {reason}"
    ),
    "{module} registers `{name}`, which is newslint's": (
        "{module} 모듈이 newslint의 `{name}` 검사 방식을 다시 등록합니다"
    ),
    "{module} registers no check `{name}`": "{module} 모듈에는 `{name}` 검사 방식이 없습니다",
}
