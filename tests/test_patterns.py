"""Plain patterns of .gitignore's language: compared here, they say what pathspec says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from newslint.patterns import verdict_of


@pytest.mark.parametrize(
    ("pattern", "path", "means"),
    [
        ("vendor", "vendor", True),
        ("vendor", "vendor/", True),
        ("vendor", "a/vendor", True),
        ("vendor", "a/vendor/b.md", True),
        ("vendor", "vendors", None),
        ("vendor/", "vendor", None),
        ("vendor/", "vendor/", True),
        ("vendor/", "a/vendor/b/c.md", True),
        ("/vendor", "vendor/a.md", True),
        ("/vendor", "a/vendor", None),
        ("/vendor/", "vendor", None),
        ("vendor/bundle", "vendor/bundle/a.md", True),
        ("vendor/bundle", "a/vendor/bundle", None),
        ("vendor/bundle/", "vendor/bundle", None),
        ("초안", "글/초안/a.md", True),
        ("*.tmp", "a/b.tmp", True),
        ("a\\ ", "a ", True),
        ("[ab].md", "b.md", True),
        ("# vendor", "vendor", None),
        ("", "vendor", None),
    ],
)
def test_what_a_pattern_means(pattern: str, path: str, means: bool | None) -> None:  # noqa: FBT001
    assert verdict_of([pattern])(path) is means


def test_a_later_pattern_takes_a_path_out_again() -> None:
    verdict = verdict_of(["vendor", "!vendor/own.md"])
    assert verdict("vendor/a.md") is True
    assert verdict("own.md") is None


@pytest.mark.parametrize("pattern", ["[z-a]", "a/[z-a].md"])
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(ValueError, match="range"):
        verdict_of(["vendor", pattern])


_PARTS = st.sampled_from(["a", "b", "A", "a.md", ".x", "가", "a b", "*", "?", "..", "!a", "#a", ""])
_PATTERNS = st.lists(_PARTS, min_size=1, max_size=3).map("/".join)
_PATHS = st.lists(st.sampled_from(["a", "b", "A", "a.md", ".x", "가"]), min_size=1, max_size=4).map(
    "/".join
)


@given(st.lists(_PATTERNS, max_size=4), st.lists(_PATHS, min_size=1, max_size=6), st.booleans())
def test_the_same_as_pathspec(patterns: list[str], paths: list[str], folder: bool) -> None:  # noqa: FBT001
    try:
        spec = GitIgnoreSpec.from_lines(patterns)
    except ValueError:
        return
    verdict = verdict_of(patterns)
    for path in paths:
        asked = f"{path}/" if folder else path
        assert verdict(asked) is spec.check_file(asked).include
