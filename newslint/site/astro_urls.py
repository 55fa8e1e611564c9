"""Which pages an Astro site has, and at which URLs, as far as no program decides.

After Astro 5's routing reference and builds. Files in `src/pages` are routes, those with brackets
in their names as many as a program makes of them; what lies in `src/content` has a URL only where
such a program gives it one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from posixpath import basename, dirname, join, normpath
from urllib.parse import quote, unquote

from newslint.site.astro_settings import Told, told_by
from newslint.site.links import Way
from newslint.site.published import Entry, Page, Publication, Unknown

_TEXTS = ("markdown", "mdown", "mdwn", "mkdn", "mkd", "md")
_PAGE = re.compile(rf"(.+)\.(?:astro|html|mdx|{'|'.join(_TEXTS)})")
_ENDPOINT = re.compile(r"(.+)\.(?:js|ts)")
_PARAMETER = re.compile(r"(/?)\[(\.\.\.)?[^\[\]]+\]")
_ASIDE = re.compile(r"(?:^|/)(?:_|\.(?!well-known/))")
"""What `src/pages` holds and no page is made of."""
_ALONE = ("404", "500")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|tiff?)$", re.IGNORECASE)
_URL_SAFE = "/!$&'()*+,:;=@-_.~%"
_Read = Callable[[str], bytes | None]


def publish(
    read: _Read, entries: Iterable[Entry], files: Collection[str], now: datetime
) -> Publication:
    """Return what a site publishes; `read` gives a file of the site."""
    told = told_by(read, files)
    root = f"{told.source}/pages/".lstrip("/")
    pages: dict[str, Page] = {}
    unknown = list(told.unknown)
    for path in sorted(files):
        within = path[len(root) :]
        if not path.startswith(root) or _ASIDE.search(within):
            continue
        if "[" in within:
            unknown += _dynamic(path, within)
        else:
            pages.update((page.path, page) for page in _page(path, within, told))
    if not any(path.startswith(root) for path in files):
        unknown.append(Unknown("/.*", f"{root}, which is not there"))
    public = f"{told.public}/"
    static = {path: path[len(public) :] for path in files if path.startswith(public)}
    plain = [row for row in told.redirects if "[" not in row]
    redirects = [Page("", row, _output(row.strip("/"), told), why="a redirect") for row in plain]
    for row in told.redirects:
        if "[" in row:
            unknown.append(Unknown(_pattern(row.strip("/")), "redirects"))
    unknown += [
        Unknown("/_astro/.*", "the bundler"),
        Unknown(r"/404(?:\.html)?", "every site has a page for what is not there"),
        *_unwritten(told, read),
    ]
    return Publication(
        pages, static, told.base, tuple(redirects), open_ended=tuple(dict.fromkeys(unknown))
    )


def _page(path: str, within: str, told: Told) -> Iterator[Page]:
    found = _PAGE.fullmatch(within)
    if found and (told.has_mdx or not within.endswith(".mdx")):
        route = found[1]
        output = _output(route, told, is_source=True)
        yield Page(path, _url(output, told), output, why="path")
        return
    endpoint = _ENDPOINT.fullmatch(within)
    if endpoint and not found:
        output = endpoint[1]
        yield Page(path, quote(f"/{output}", safe=_URL_SAFE), output, why="path")


def _output(route: str, told: Told, *, is_source: bool = False) -> str:
    """Return the file that a route is written to."""
    if route in _ALONE:
        return f"{route}.html"
    is_index = is_source and (route == "index" or route.endswith("/index"))
    bare = route[: -len("index")].rstrip("/") if is_index else route
    if told.form == "file" or (told.form == "preserve" and not is_index):
        return f"{bare or 'index'}.html"
    return f"{bare}/index.html".lstrip("/")


def _url(output: str, told: Told) -> str:
    if output == "index.html":
        return "/"
    bare = output.removesuffix("/index.html").removesuffix(".html")
    has_slash = told.trailing == "always"
    has_slash = has_slash or (told.form == "directory" and told.trailing != "never")
    return quote(f"/{bare}/" if has_slash else f"/{bare}", safe=_URL_SAFE)


def _dynamic(path: str, within: str) -> Iterator[Unknown]:
    """Yield what a program makes of a file with brackets in its name."""
    found = _PAGE.fullmatch(within)
    endpoint = _ENDPOINT.fullmatch(within)
    if found or endpoint:
        route = (found or endpoint)[1]  # type: ignore[index]
        stem = re.sub(r"(?:^|/)index$", "", route) if found else route
        yield Unknown(_pattern(stem), f"the program {path}")


def _pattern(route: str) -> str:
    """Return the pattern of the URLs of a route with parameters."""
    parts: list[str] = []
    end = 0
    whole = f"/{route}"
    for found in _PARAMETER.finditer(whole):
        parts.append(re.escape(whole[end : found.start()]))
        slash, rest = found[1], found[2]
        # `[...slug]` may be nothing, and its slash with it.
        parts.append("(?:/.*)?" if slash and rest else f"{slash}.*" if rest else f"{slash}[^/]+")
        end = found.end()
    return f"{''.join(parts)}{re.escape(whole[end:])}(?:/|/index\\.html|\\.html)?"


def _unwritten(told: Told, read: _Read) -> Iterator[Unknown]:
    """Yield what other programs put into the public folder: what version control leaves out."""
    for line in (read(".gitignore") or b"").decode(errors="replace").split("\n"):
        written = line.strip().lstrip("/").partition("*")[0].rstrip("/")
        if written == told.public or written.startswith(f"{told.public}/"):
            inside = re.escape(written[len(told.public) :])
            yield Unknown(f"{inside}.*", f"{written}, which a program makes")


def follower(
    publication: Publication, read: _Read, files: Collection[str]
) -> Callable[[str, str], Way | None]:
    """Return what tells where a relative path on a source leads; None for other URLs.

    Pictures of Markdown count from the file; of other relative URLs the slash at the end of the
    page's decides, which is the host's affair.
    """
    known = frozenset(files)
    folders = frozenset(dirname(path) for path in files)
    names = frozenset(basename(path) for path in files)
    outputs = frozenset(page.output for page in publication.pages.values()) | frozenset(
        publication.static.values()
    )

    def led(page: str, written: str) -> Way | None:
        path = unquote(written, errors="replace")
        if path.startswith("/"):
            return None
        file = normpath(join(dirname(page), path))
        if _PICTURE.search(path):
            if file in known:
                return Way("exists", file)
            # A picture in raw HTML counts from the URL: none of that name must be anywhere.
            cause = publication.unknown(f"/{file}")
            if not cause and dirname(file) in folders and basename(file) not in names:
                return Way("missing")
            return Way("undecidable", cause=cause or "it may count from the URL of its page")
        own = publication.pages.get(page)
        if own is None:
            return Way("undecidable", cause="its page has no URL")
        target = normpath(join(f"{unquote(own.url)}.".rpartition("/")[0] or "/", path)).strip("/")
        ends = (target, f"{target}.html", f"{target}/index.html".lstrip("/"))
        if any(end in outputs for end in ends):
            return None
        return Way("undecidable", cause="the host decides on the slash at the end of its page")

    return led
