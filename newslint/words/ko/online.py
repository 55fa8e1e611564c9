"""What is said of links to other sites: asking for them, what is kept, `links.lock`."""

WORDS = {
    # The summary.
    "{links:d} outside link ({asked:d} asked now), {broken:d} broken, {undecidable:d} not decidable": (
        "외부 링크 {links}개(이번에 확인 {asked}개), 끊긴 것 {broken}개, 확인할 수 없는 것 {undecidable}개"
    ),
    "{links:d} outside links ({asked:d} asked now), {broken:d} broken, {undecidable:d} not decidable": (
        "외부 링크 {links}개(이번에 확인 {asked}개), 끊긴 것 {broken}개, 확인할 수 없는 것 {undecidable}개"
    ),
    "{count:d} not asked": "확인하지 않은 것 {count}개",
    "not asked: {url}": "확인하지 않음: {url}",
    "{links:d} links ({new:d} new, {other:d} changed, {gone:d} gone, {unasked:d} not asked)": (
        "링크 {links}개(새 링크 {new}개, 달라진 것 {other}개, 없어진 것 {gone}개, 확인하지 않은 것 {unasked}개)"
    ),
    # Notices.
    "nothing at all could be reached: is there a network?": (
        "아무 곳에도 연결되지 않았습니다. 네트워크를 확인하세요"
    ),
    "{path}: there is none; `newslint lock` makes it": (
        "{path}: 파일이 없습니다. `newslint lock`으로 만드세요"
    ),
    "{path}: {count:d} line cannot be read; `newslint lock` mends it": (
        "{path}: {count}줄을 읽을 수 없습니다. `newslint lock`으로 고치세요"
    ),
    "{path}: {count:d} lines cannot be read; `newslint lock` mends it": (
        "{path}: {count}줄을 읽을 수 없습니다. `newslint lock`으로 고치세요"
    ),
    "{path}: no verdicts are kept ({reason}); all links are asked for again": (
        "{path}: 확인한 것을 남길 수 없어({reason}) 링크를 모두 다시 확인합니다"
    ),
    "{path}: the store of verdicts was damaged and is made anew": (
        "{path}: 저장 파일이 깨져 새로 만듭니다"
    ),
    "{path}: not all verdicts could be stored: {reason}": (
        "{path}: 확인한 것을 모두 남기지는 못했습니다. {reason}"
    ),
    "`{rule}` tells what other sites answer: add --online or --replay": (
        "`{rule}` 규칙은 다른 사이트의 응답을 봅니다. --online이나 --replay를 더하세요"
    ),
    "`{rule}` tells of a change: add --since, --staged or --changed": (
        "`{rule}` 규칙은 바뀐 것을 봅니다. --since, --staged, --changed 가운데 하나를 더하세요"
    ),
    # Errors.
    "to ask the network takes {library}; pip install 'newslint[online]'": (
        "네트워크에 물으려면 {library} 패키지가 있어야 합니다. pip install 'newslint[online]'으로 설치하세요"
    ),
    "--online asks the network, --replay does not; choose one": (
        "--online은 네트워크에 묻고 --replay는 묻지 않습니다. 하나만 고르세요"
    ),
    "--budget is for --online": "--budget은 --online과 함께 씁니다",
    "{value} is no duration: write 50ms, 20s or 2m": (
        "{value} 값은 시간이 아닙니다. 50ms, 20s, 2m처럼 적으세요"
    ),
    "`{name}: {value}` is no duration; write 50ms, 20s or 2m": (
        "`{name}: {value}` 값은 시간이 아닙니다. 50ms, 20s, 2m처럼 적으세요"
    ),
    "`{name}` must be a number, {least:d} at least": "`{name}` 자리에는 {least} 이상의 수를 쓰세요",
    "`{pattern}` in `{name}` is no pattern: {reason}": (
        "`{name}`의 `{pattern}`은 정규식이 아닙니다. {reason}"
    ),
    "`{name}` is no host; write its name alone, as press.example.kr": (
        "`{name}` 값은 호스트가 아닙니다. press.example.kr처럼 이름만 적으세요"
    ),
    "`{name}` must be a mapping, or off": "`{name}` 자리에는 `키: 값` 꼴이나 off를 쓰세요",
    "`{name}` is no name of a header": "`{name}` 값은 헤더 이름이 아닙니다",
    "`{name}` must be a text on one line": "`{name}` 자리에는 한 줄짜리 글자를 쓰세요",
    "`{name}` must be a status, as 403, or a list of them": (
        "`{name}` 자리에는 403 같은 상태 코드나 그 목록을 쓰세요"
    ),
    # Help.
    "Ask for the links that lead out of the site, too.": "다른 사이트로 가는 링크도 확인합니다.",
    "With it: for so long, as 20s.": "--online으로 확인할 시간. 20s처럼 적습니다.",
    "Let links.lock tell of them; ask no network.": (
        "외부 링크를 links.lock으로 판단하고 네트워크에 묻지 않습니다."
    ),
    "Write what the links out of a site lead to into its links.lock.": (
        "사이트의 외부 링크가 어디로 가는지 links.lock에 적습니다."
    ),
    "Ask for so long, 20s or 5m.": "확인할 시간. 20s, 5m처럼 적습니다.",
    "Tell nothing of what has changed.": "무엇이 달라졌는지 알리지 않습니다.",
}
