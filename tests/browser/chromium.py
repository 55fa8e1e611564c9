"""Chromium without a window: the DevTools protocol through two pipes, as far as tests need it."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
    " --disable-component-update --disable-dev-shm-usage --remote-debugging-pipe"
).split()
_PATIENCE = 120
"""Seconds after which a browser that says nothing is given up."""
_READY = """new Promise((done) => {
  const look = () => "ready" in document.documentElement.dataset ? done(true) : setTimeout(look, 20);
  look();
})"""


def program() -> str | None:
    """Return where Chromium is; None where it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    """A running browser."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str = "", **params: object) -> dict[str, Any]:
        """Ask for something and return the answer; events that come meanwhile are kept."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": params}
        told = asked | ({"sessionId": session} if session else {})
        os.write(self._writing, json.dumps(told).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reading], [], [], _PATIENCE)
            assert ready, "Chromium does not answer"
            piece = os.read(self._reading, 1 << 16)
            assert piece, "Chromium is gone"
            self._buffer += piece
        raw, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        return message


class Page:
    """A page in a tab of its own."""

    def __init__(self, browser: Chromium, file: Path, *, scripts: bool = True) -> None:
        self._browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        browser.events.clear()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Page.navigate", url=file.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in browser.events):
            self.call("Page.getFrameTree")
        if scripts:
            self.see(_READY)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Ask for something about this page."""
        return self._browser.call(method, self._session, **params)

    def see(self, expression: str) -> Any:
        """Return what an expression is in the page."""
        asked = {"returnByValue": True, "awaitPromise": True}
        told = self.call("Runtime.evaluate", expression=expression, **asked)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode={"Tab": 9, "Enter": 13}[key])  # fmt: skip

    def look(self, width: int = 1440, **features: str) -> None:
        """Set the width of the window, in CSS pixels, and features of the medium."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        media = features.pop("media", "")
        listed = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()
        ]
        self.call("Emulation.setEmulatedMedia", media=media, features=listed)

    @property
    def requests(self) -> list[str]:
        """What it has asked for, itself included."""
        rows = (row for row in self._browser.events if row["method"] == "Network.requestWillBeSent")
        return [row["params"]["request"]["url"] for row in rows]

    @property
    def complaints(self) -> list[dict[str, Any]]:
        """What the console was told, by the page or of it."""
        methods = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [row for row in self._browser.events if row["method"] in methods]


@contextmanager
def running(profile: Path) -> Iterator[Chromium]:
    """Run Chromium with an empty profile of its own."""
    own_end, its_end = os.pipe(), os.pipe()
    # It reads from descriptor 3 and writes to descriptor 4.
    script = f'exec "$@" 3<&{own_end[0]} 4>&{its_end[1]}'
    command = [program() or NAMES[0], *_QUIET, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(
        ["/bin/bash", "-c", script, "bash", *command],
        pass_fds=(own_end[0], its_end[1]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(own_end[0])
    os.close(its_end[1])
    try:
        yield Chromium(its_end[0], own_end[1])
    finally:
        os.close(own_end[1])
        process.terminate()
        process.wait(20)
        os.close(its_end[0])
