"""`newslint url`: which URL each source of a site gets, and where a link leads."""

from __future__ import annotations

import json as stdlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from newslint.catalog import shipped
from newslint.commands.help import text_or_json
from newslint.commands.language import locale, words
from newslint.commands.terminal import notice
from newslint.diagnostic import safe_path
from newslint.request import Request
from newslint.shown import shown
from newslint.site.links import Links, Way
from newslint.site.published import Page
from newslint.site_index import whole_index
from newslint.site_run import SiteRun, site_run_at


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True))
@click.option("--link", metavar="TARGET", help="Tell where this link leads from each source.")
@text_or_json
@click.option("--no-cache", is_flag=True, help="Work all out anew; touch no index.")
def url(paths: tuple[str, ...], link: str | None, output_format: str, *, no_cache: bool) -> None:
    """Tell the URL of each source, and how it came about; of the whole site without a PATH."""
    sites = _by_site(paths, cache=not no_cache)
    rows = [row for run, places in sites for row in _rows(run, places, link)]
    if output_format == "json":
        click.echo(stdlib.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            click.echo(_line(row) if link is None else _led(row))


def _by_site(paths: Sequence[str], *, cache: bool) -> Iterator[tuple[SiteRun, list[str]]]:
    """Yield each site that is meant, with the files and folders of it that are, by path.

    Folders end with a slash; the whole site is ''.
    """
    runs: dict[str, tuple[SiteRun, list[str]]] = {}
    for written in paths or (".",):
        path = Path(written).absolute()
        is_folder = path.is_dir()
        folder = path if is_folder else path.parent
        run = site_run_at(folder, shipped(), Request(locale=locale(), cache=cache))
        is_whole = not paths or path.as_posix() == run.site.root
        place = "" if is_whole else run.path_of(path) + "/" * is_folder
        runs.setdefault(run.site.root, (run, []))[1].append(place)
    yield from runs.values()


def _rows(run: SiteRun, places: list[str], link: str | None) -> Iterator[dict[str, object]]:
    index = whole_index(run)
    links, base = index.links, run.site.base
    generator = run.site.settings.generator
    if links is None:
        told = (
            "no generator's configuration is here; name the folder that has it"
            if generator == "plain"
            else f"the sources of a site of {generator} do not tell its URLs"
        )
        raise click.ClickException(f"{run.root}: {told}")
    if not links.is_exact:
        notice(f"{run.root}: the URLs of {generator} follow its documentation, not a real build")
    pages = links.published.pages
    folders = tuple(place for place in places if not place or place.endswith("/"))
    named = [place.removeprefix(base) for place in places if place not in folders]
    published = sorted(path for path, page in pages.items() if page.published and page.path)
    below = (path for path in published if f"{base}{path}".startswith(folders))
    for path in dict.fromkeys((*named, *below)):
        where = shown(f"{run.site.root}/{base}{path}")
        if link is not None:
            yield {"path": where, "link": link, **_way(links, run, path, link)}
        elif path in pages and pages[path].path:
            yield {"path": where, **_page(pages[path], links)}
        else:
            yield {"path": where, **_file(links, path)}


def _page(page: Page, links: Links) -> dict[str, object]:
    base = links.published.base
    return {
        "url": base + page.url if page.url else "",
        "output": page.output,
        "aliases": [base + alias for alias in page.aliases],
        "published": page.published,
        "why": page.why,
    }


def _file(links: Links, path: str) -> dict[str, object]:
    """Return what becomes of a file that is no page."""
    output = links.published.static.get(path, "")
    why = "copied as it is" if output else "neither a page nor a file that is published"
    address = f"{links.published.base}/{output}" if output else ""
    return {"url": address, "output": output, "aliases": [], "published": bool(output), "why": why}


def _way(links: Links, run: SiteRun, path: str, link: str) -> dict[str, object]:
    way: Way = links.way(path, link)
    source = shown(f"{run.site.root}/{run.site.base}{way.source}") if way.source else ""
    return {
        "verdict": way.verdict,
        "source": source,
        "nearest": way.nearest,
        "fragment": way.fragment,
        "why": way.cause,
    }


def _line(row: dict[str, object]) -> str:
    told = f" ({words(str(row['why']))})" if row["why"] else ""
    where = (row["url"] or words("URL not known")) if row["published"] else words("not published")
    return safe_path(f"{row['path']}: {where}{told}")


def _led(row: dict[str, object]) -> str:
    parts = [f"{row['path']}: {row['link']}: {words(str(row['verdict']))}"]
    parts += [str(row["source"])] if row["source"] else []
    parts += [words(f"did you mean {row['nearest']}?")] if row["nearest"] else []
    return safe_path(", ".join(parts) + (f" ({words(str(row['why']))})" if row["why"] else ""))
