"""`newslint duplicates`: what repeats on a site, for an editor who cleans up an archive."""

from __future__ import annotations

import json as stdlib
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec.structs import replace

from newslint.candidates import published
from newslint.catalog import shipped
from newslint.clusters import Cluster, clusters, repeated_share
from newslint.commands.help import text_or_json
from newslint.commands.language import locale, say, words
from newslint.diagnostic import quoted, safe_path
from newslint.request import Request
from newslint.shown import shown
from newslint.site_index import whole_index
from newslint.site_run import site_run_at


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True))
@text_or_json
@click.option("--no-cache", is_flag=True, help="Work all out anew; touch no index.")
def duplicates(path: str, output_format: str, *, no_cache: bool) -> None:
    """Tell which posts of a whole site repeat each other."""
    place = Path(path).absolute()
    folder = place if place.is_dir() else place.parent
    run = site_run_at(folder, shipped(), Request(locale=locale(), cache=not no_cache))
    # Asked of all its posts, whatever the path.
    index = replace(whole_index(run), asked=None, _memo={})
    found = clusters(index, run.plans.rules)
    root, posts, share = run.site.root, len(published(index)), repeated_share(index)
    if output_format == "json":
        rows = [_row(cluster, root) for cluster in found]
        told = {"root": run.root, "posts": posts, "repeated": round(share, 4), "clusters": rows}
        click.echo(stdlib.dumps([told], ensure_ascii=False, indent=2))
    else:
        where, repeated = safe_path(run.root), f"{100 * share:.1f}"
        say(f"{where}: {posts:,} posts, {repeated} % of their text repeated from post to post")
        for cluster in found:
            click.echo("\n".join(_lines(cluster, root)))


_LONGEST = 60
"""Code points of what repeats that the table shows."""


def _row(cluster: Cluster, root: str) -> dict[str, object]:
    return {
        "rule": cluster.rule,
        "severity": cluster.severity,
        "facts": cluster.facts,
        "posts": [
            {"path": shown(f"{root}/{post.path}"), "line": post.line} for post in cluster.posts
        ],
    }


def _lines(cluster: Cluster, root: str) -> Iterator[str]:
    """Yield a row of the table, and the posts of the cluster below it."""
    count = cluster.facts.get("posts", len(cluster.posts))
    what = cluster.facts.get("text") if "posts" in cluster.facts else None
    what = quoted(what or cluster.facts.get("image") or "", _LONGEST)
    posts = words(f"{count:>6} posts")
    yield f"\n{cluster.severity:<8} {cluster.rule:<28} {posts}  {what}".rstrip()
    yield from (
        f"         {safe_path(shown(f'{root}/{post.path}'))}:{post.line}" for post in cluster.posts
    )
