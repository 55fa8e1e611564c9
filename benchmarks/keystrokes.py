"""What a keystroke costs in an editor: from the change to the diagnostics, over a real connection.

    python benchmarks/keystrokes.py SITE [POST] [--keys 50] [--seed 1]

A client starts `newslint server`, opens a post of the site, waits until the site is read, and types.
Told are the medians of what the client waits, and of the server's time on a processor for each key.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("post", type=Path, nargs="?", help="by default one from the middle")
    parser.add_argument("--keys", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    posts = sorted(args.site.rglob("_posts/**/*.md"))
    post = (args.post or posts[len(posts) // 2]).absolute()
    dice = random.Random(args.seed)  # noqa: S311  # no secret
    text = post.read_text(encoding="utf-8")
    asyncio.run(_measure(args.site.absolute(), post.as_uri(), text, args.keys, dice))


async def _measure(site: Path, uri: str, text: str, keys: int, dice: random.Random) -> None:
    client = LanguageClient("keystrokes", "1")
    told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def hear(params: types.PublishDiagnosticsParams) -> None:
        told.put_nowait(params)

    await client.start_io(sys.executable, "-m", "newslint", "server")
    folders = [types.WorkspaceFolder(site.as_uri(), site.name)]
    can = types.ClientCapabilities()
    await client.initialize_async(
        types.InitializeParams(can, workspace_folders=folders, root_uri=site.as_uri())
    )
    client.initialized(types.InitializedParams())
    opened = time.perf_counter()
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri, types.LanguageKind.Markdown, 1, text)
        )
    )
    found = await told.get()
    print(
        f"first diagnostics: {_since(opened):7.0f} ms after it is opened: {len(found.diagnostics)}"
    )
    waits, costs = [], []
    at = types.Position(text.count("\n") - 1, 0)
    process = client._server  # noqa: SLF001  # pygls tells its process nowhere else
    if process is None:
        raise RuntimeError("the server has not started")
    for version in range(2, keys + 3):
        spent, started = _spent(process.pid), time.perf_counter()
        change = types.TextDocumentContentChangePartial(
            types.Range(at, at), dice.choice("가나다라마 ")
        )
        text_now = types.VersionedTextDocumentIdentifier(version, uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(text_now, [change]))
        while (found := await told.get()).version != version:
            pass
        if version == 2:  # noqa: PLR2004  # the first change
            print(f"the site is read:  {_since(opened):7.0f} ms after it: {len(found.diagnostics)}")
            await asyncio.sleep(2)
            continue
        waits.append(_since(started))
        costs.append((_spent(process.pid) - spent) / 1e6)
        await asyncio.sleep(0.15)
    for name, rows in (("client waits", waits), ("server's processor", costs)):
        worst = sorted(rows)[int(0.95 * len(rows))]
        print(
            f"{name + ':':<20}{statistics.median(rows):6.1f} ms (median), 95 % within {worst:.1f} ms"
        )
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]


def _since(started: float) -> float:
    return 1000 * (time.perf_counter() - started)


def _spent(pid: int) -> int:
    """Return the nanoseconds that all threads of a process have been on a processor (Linux)."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)


if __name__ == "__main__":
    main()
