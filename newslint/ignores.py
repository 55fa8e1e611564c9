"""What .gitignore files, and generators' excludes and output folders, keep from a walk."""

from __future__ import annotations

from newslint.folders import Folders, above
from newslint.patterns import Verdict, verdict_of


class Ignores:
    """What .gitignore files, and generators' excludes and output folders, keep from a walk."""

    def __init__(self, folders: Folders) -> None:
        """Begin with no pattern read."""
        self.folders = folders
        self._specs: dict[str, Verdict | None] = {}
        self._holding: dict[str, tuple[tuple[str, Verdict], ...]] = {}

    def match(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether a path is kept from the walk."""
        shown = f"{path}/" if is_folder else path
        for folder, spec in self._specs_above(path.rpartition("/")[0]):
            verdict = spec(shown[len(folder) + 1 :])
            if verdict is not None:
                # The nearest .gitignore that names a path decides (gitignore(5)).
                return verdict
        return False

    def _specs_above(self, folder: str) -> tuple[tuple[str, Verdict], ...]:
        """Return the patterns that hold in a folder, the nearest first, with where they stand."""
        if folder not in self._holding:
            specs = ((at, self._spec(at)) for at in self._guards(folder))
            self._holding[folder] = tuple((at, spec) for at, spec in specs if spec is not None)
        return self._holding[folder]

    def _guards(self, folder: str) -> tuple[str, ...]:
        """Return a folder and those above it, nearest first, up to its worktree's top.

        Outside a worktree they end at the site's root.
        """
        ancestry = list(above(folder))
        tops = [at for at in ancestry if ".git" in self.folders.entries(at)]
        top = tops[0] if tops else self.folders.site_of(folder)[0]
        return tuple(at for at in ancestry if len(at) >= len(top))

    def _spec(self, folder: str) -> Verdict | None:
        if folder not in self._specs:
            self._specs[folder] = self._compile(folder)
        return self._specs[folder]

    def _compile(self, folder: str) -> Verdict | None:
        lines: list[str] = []
        if ".gitignore" in self.folders.entries(folder):
            raw = self.folders.read(f"{folder}/.gitignore") or b""
            lines += raw.decode(errors="replace").splitlines()
        settings = self.folders.settings(folder)
        if settings:
            lines += [f"/{output}/" for output in settings.output if output]
            lines += settings.excludes
        lines = [line for line in lines if line.strip() and not line.startswith("#")]
        if not lines:
            return None
        try:
            return verdict_of(lines)
        except ValueError:
            # git passes over a line that is no pattern.
            return verdict_of([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    try:
        verdict_of([line])
    except ValueError:
        return False
    return True
