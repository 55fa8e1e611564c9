"""Which generator a folder's configuration belongs to, and what it says."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from newslint.site import eleventy, hexo, hugo, javascript, jekyll, pelican, zola
from newslint.site.model import Settings

# Hexo and Jekyll share `_config.yml`, Hugo and Zola `config.toml`: the more particular first.
_Reader = Callable[[set[str], Callable[[str], bytes | None]], Settings | None]
_GENERATORS: tuple[tuple[frozenset[str], _Reader], ...] = tuple(
    (generator.CONFIG_NAMES, generator.read_settings)
    for generator in (hexo, jekyll, zola, hugo, pelican, eleventy, javascript)
)

CONFIG_NAMES = frozenset(name for names, _ in _GENERATORS for name in names)


# What makes each generator's reader take a site that has no configuration of its own.
_STUBS = {
    "jekyll": ("_config.yml", b""),
    "hexo": ("_config.yml", b"source_dir: source"),
    "zola": ("config.toml", b'base_url = ""'),
    "hugo": ("hugo.toml", b'baseURL = ""'),
    "pelican": ("pelicanconf.py", b""),
    "eleventy": (".eleventy.js", b""),
    "docusaurus": ("docusaurus.config.js", b""),
    "astro": ("astro.config.mjs", b""),
}
_READERS: dict[str, _Reader] = {
    "jekyll": jekyll.read_settings,
    "hexo": hexo.read_settings,
    "zola": zola.read_settings,
    "hugo": hugo.read_settings,
    "pelican": pelican.read_settings,
    "eleventy": eleventy.read_settings,
    "docusaurus": javascript.read_settings,
    "astro": javascript.read_settings,
}


def declared(
    generator: str, names: set[str], read: Callable[[str], bytes | None]
) -> Settings | None:
    """Return the settings of a site whose configuration says which generator it has."""
    if generator not in _READERS:
        return None
    stub, content = _STUBS[generator]

    def read_or_stub(name: str) -> bytes | None:
        raw = read(name)
        return content if raw is None and name == stub else raw

    settings = _READERS[generator](names | {stub}, read_or_stub)
    if settings is not None and stub not in names:
        # Nobody knows what a configuration says that lies elsewhere.
        return replace(settings, drops_html=False)
    return settings


def detect(names: set[str], read: Callable[[str], bytes | None]) -> Settings | None:
    """Return the settings of the site that a folder configures; None if it configures none.

    `names` are the folder's entries; `read` returns the bytes of a file below it, or None.
    """
    if not names & CONFIG_NAMES:
        return None
    for own, read_settings in _GENERATORS:
        if names & own:
            settings = read_settings(names, read)
            if settings is not None:
                return settings
    return None
