"""What the server for editors and --watch say."""

WORDS = {
    "Serve an editor, by the Language Server Protocol.": (
        "편집기에서 쓰게 합니다(Language Server Protocol)."
    ),
    "Serve an editor over stdin and stdout, by the Language Server Protocol.": (
        "표준 입출력으로 편집기와 이야기합니다(Language Server Protocol)."
    ),
    "the server needs {name}: pip install 'newslint[lsp]'": (
        "서버에는 {name} 라이브러리가 있어야 합니다. pip install 'newslint[lsp]'"
    ),
    "Lint again what changes, until Ctrl-C.": "바뀌는 것을 다시 검사합니다. Ctrl-C로 끝냅니다.",
    "--watch is for files; stdin is read once": (
        "--watch는 파일에 씁니다. 표준 입력은 한 번만 읽습니다"
    ),
    "--watch lints what changes from now on; leave --{option} out": (
        "--watch는 지금부터 바뀌는 것을 검사합니다. --{option} 옵션을 빼세요"
    ),
    "--watch needs watchfiles: pip install 'newslint[watch]'": (
        "--watch에는 watchfiles 라이브러리가 있어야 합니다. pip install 'newslint[watch]'"
    ),
    "watching {what}; Ctrl-C ends it": "{what} 지켜보는 중입니다. Ctrl-C로 끝냅니다",
}
