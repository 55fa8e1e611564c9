"""Builds the little site with a real Jekyll and writes down what it publishes.

Run as `python tests/jekyll/jekyll_golden.py`; it needs Jekyll 4.3 and the plugins that the
configurations name (Debian: jekyll ruby-jekyll-redirect-from ruby-jekyll-feed
ruby-jekyll-sitemap ruby-jekyll-paginate ruby-jekyll-archives).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from jekyll_site import CONFIGURATIONS, FILES, NOW, REFUSED, TAGGED, TAGS

GOLDEN = Path(__file__).parent / "golden"
_EPOCH = 1795176000
"""NOW: when every file was changed, which dates a draft that has no date."""
_DUMP = """\
Jekyll::Hooks.register :site, :post_write do |site|
  rows = []
  add = lambda do |kind, path, item|
    output = item.destination(site.dest).delete_prefix(site.dest + "/")
    rows << [kind, path, item.url, output].join("\\t")
  end
  site.pages.each do |page|
    file = page.instance_of?(Jekyll::Page) && File.file?(site.in_source_dir(page.relative_path))
    file &&= page.pager.nil? || page.pager.page == 1
    add.call(file ? "page" : "generated", file ? page.relative_path : "", page)
  end
  site.docs_to_write.each do |doc|
    add.call("page", doc.path.delete_prefix(site.source + "/"), doc) if doc.is_a?(Jekyll::Document)
  end
  site.static_files_to_write.each do |item|
    add.call("static", item.path.delete_prefix(site.source + "/"), item)
  end
  File.readlines(ENV.fetch("TAGS"), chomp: true).each do |tag|
    begin
      registers = { :registers => { :site => site } }
      url = Liquid::Template.parse("{% #{tag} %}").render!(site.site_payload, registers)
    rescue StandardError
      url = ""
    end
    rows << ["tag", tag, url, ""].join("\\t")
  end
  File.write(ENV.fetch("DUMP"), rows.sort.uniq.join("\\n") + "\\n")
end
"""


@cache
def has_jekyll() -> bool:
    """Tell whether there is the Jekyll that the golden tables are made with, and its plugin."""
    ruby, program = shutil.which("ruby"), shutil.which("jekyll")
    if ruby is None or program is None:
        return False
    script = "require 'jekyll-redirect-from'; puts Jekyll::VERSION"
    said = subprocess.run([ruby, "-e", script], capture_output=True, text=True, check=False)
    return said.stdout.startswith("4.3.")


def build(
    room: Path,
    files: Mapping[str, str | bytes],
    config: str,
    zone: str,
    tags: Iterable[str] = (),
) -> tuple[list[tuple[str, ...]], str]:
    """Build a site in an empty folder; return the rows of its table, and what went wrong."""
    source = room / "source"
    for name, content in {**files, "_config.yml": config}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (_EPOCH, _EPOCH))
    hooks = room / "hooks"
    hooks.mkdir()
    (hooks / "dump.rb").write_text(_DUMP)
    dump = room / "dump.tsv"
    command = ["jekyll", "build", "--quiet", "--source", str(source)]
    asked = room / "tags.txt"
    asked.write_text("".join(f"{tag}\n" for tag in tags), encoding="utf-8")
    paths = {"DUMP": str(dump), "TAGS": str(asked)}
    environment = {**os.environ, "TZ": zone, "LANG": "C.UTF-8", **paths}
    done = subprocess.run(
        [*command, "--destination", str(room / "_site"), "--plugins", str(hooks)],
        cwd=room,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return [], done.stderr
    lines = dump.read_text(encoding="utf-8").split("\n")[:-1]
    return [tuple(line.split("\t")) for line in lines], ""


def plain_output(url: str) -> str:
    """Return the file that a URL asks for in so many words."""
    path = unquote(url).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def shortened(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row of a table as it is kept: without an output that the URL itself tells."""
    return row[:3] if row[3] == plain_output(row[2]) else row


def table(name: str) -> set[tuple[str, ...]]:
    """Return the golden table of a configuration: kind, source, URL and output."""
    lines = (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    rows = (tuple(line.split("\t")) for line in lines)
    return {
        (*row[:3], row[3] if row[3:] else plain_output(row[2])) for row in rows if row[0] != "tag"
    }


def tag_table(name: str) -> dict[str, str]:
    """Return the URLs that tags give under a configuration; '' for one that ends the build."""
    lines = (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    rows = (line.split("\t") for line in lines)
    return {row[1]: row[2] for row in rows if row[0] == "tag"}


def main() -> None:
    """Write every golden table anew."""
    for name, (zone, config) in CONFIGURATIONS.items():
        with tempfile.TemporaryDirectory() as room:
            tags = TAGS if name in TAGGED else ()
            rows, wrong = build(Path(room), FILES, f"time: {NOW}\n{config}", zone, tags)
        if wrong:
            sys.exit(f"{name}: {wrong}")
        text = "".join("\t".join(shortened(row)) + "\n" for row in rows)
        (GOLDEN / f"{name}.tsv").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(rows)}\n")
    for name, (path, content) in REFUSED.items():
        with tempfile.TemporaryDirectory() as room:
            _, wrong = build(Path(room), {path: content}, f"time: {NOW}\n", "UTC")
        if not wrong:
            sys.exit(f"{name}: was built")


if __name__ == "__main__":
    main()
