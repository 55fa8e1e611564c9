"""What Jekyll and Ruby read: gems, plugins, dates, front matter, names of drafts."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from jekyll_site import NOW

from newslint.site.jekyll_urls import dates, entry_of, gems, may_publish
from newslint.site.jekyll_urls.matter import is_named

MOMENT = datetime.strptime(NOW, "%Y-%m-%d %H:%M:%S %z")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("group :jekyll_plugins do\n  gem 'a'\n  # gem 'b'\n  gem(\"c\", '~> 1')\nend\n", "a c"),
        ("gem 'a'\ngroup :test do\n  gem 'b'\nend\n", ""),
        ("gem 'github-pages', group: :jekyll_plugins\n", "github-pages"),
        ("gem 'a', '~> 1', :group => [:jekyll_plugins]\n", "a"),
        ("spec.add_runtime_dependency 'a', '~> 1'\nspec.add_development_dependency 'b'\n", "a"),
    ],
)
def test_gems(text: str, found: str) -> None:
    assert gems(text) == tuple(found.split())


@pytest.mark.parametrize(
    ("ruby", "publishes"),
    [
        ("module A\n  def upper(text)\n    text.upcase\n  end\nend\n", False),
        ("Liquid::Template.register_filter(A)\n", False),
        (
            "Jekyll::Hooks.register :posts, :post_init do |post|\n  post.data['seen'] = 1\nend",
            False,
        ),
        ("# a Generator once\n", False),
        ("class Tags < Jekyll::Generator\nend\n", True),
        ("site.pages << Jekyll::PageWithoutAFile.new(site, '', '', 'a')\n", True),
        ("File.write(File.join(site.dest, 'a'), 'b')\n", True),
        ("post.data['slug'] = 'a'\n", True),
        ("page.data[:permalink] = '/a/'\n", True),
    ],
)
def test_may_publish(ruby: str, *, publishes: bool) -> None:
    assert may_publish(ruby) is publishes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What Ruby 3.1's Time.parse makes of it in Seoul.
        ("2024-03-01", "2024-03-01 00:00:00"),
        ("2024-03-01T23:00:00.123+09:00", "2024-03-01 23:00:00"),
        ("2024-03-01 23:00 KST", "2024-03-01 23:00:00"),
        ("2024-03-01 23:00:00 UTC", "2024-03-02 08:00:00"),
        ("2024-03-01 23:00:00 PDT", "2024-03-02 15:00:00"),
        ("2024-03-01 23:00:00 +9", "2024-03-01 23:00:00"),
        ("2024-03-01 23:00:00 Asia/Seoul", "2024-03-01 23:00:00"),
        ("2024. 3. 1.", "2024-03-01 00:00:00"),
        ("2024.3.1 9:00", "2024-03-01 09:00:00"),
        ("03/01/2024", "2024-01-03 00:00:00"),
        ("3/1/24", "2003-01-24 00:00:00"),
        ("March 1st, 2024 3pm", "2024-03-01 15:00:00"),
        ("March 2024", "2024-03-01 00:00:00"),
        ("Fri Mar  1 12:00:00 2024", "2024-03-01 12:00:00"),
        ("240301", "2024-03-01 00:00:00"),
        ("20240301123000", "2024-03-01 12:30:00"),
        ("'24-03-01", "2024-03-01 00:00:00"),
        ("99-1-2", "1999-01-02 00:00:00"),
        ("2024-060", "2024-02-29 00:00:00"),
        ("24-060", "2024-02-29 00:00:00"),
        ("2024060", "2024-02-29 00:00:00"),
        ("2024-03-01 25:10 -0500", "2024-03-02 15:10:00"),
        ("2024-04-31 20:00 -0500", "2024-05-01 10:00:00"),
        ("2024-02-30", "2024-03-01 00:00:00"),
        ("2024-03-01 24:00:00", "2024-03-02 00:00:00"),
        ("2024-03-01 12:00 am", "2024-03-01 00:00:00"),
        ("2024-03-01 10h30", "2024-03-01 10:30:00"),
        ("01-Mar-2024", "2024-03-01 00:00:00"),
        ("31 Dec 99", "1999-12-31 00:00:00"),
        ("12:30", "2026-11-20 12:30:00"),
        ("2024/03", "2024-03-01 00:00:00"),
        ("3/2024/5", "2024-05-03 00:00:00"),
        ("2024 Mar 3rd", "2024-03-03 00:00:00"),
        ("2024-01-01 05:00:00 +0900", "2024-01-01 05:00:00"),
        ("2024-03-01 05:00:00 +0900", "2024-03-01 05:00:00"),
        ("2024-366", "2024-12-31 00:00:00"),
        ("2023-366", "refused"),
        ("2024-13-01", "refused"),
        ("2024-1-32", "refused"),
        ("2024-03-01 23:60", "refused"),
        ("2024-03-01 24:00:01", "refused"),
        ("2024", "refused"),
        ("yesterday", "refused"),
        ("", "refused"),
    ],
)
def test_dates_as_ruby_reads_them(text: str, expected: str) -> None:
    now = MOMENT.astimezone(ZoneInfo("Asia/Seoul"))
    try:
        found = dates.instant(text, now).strftime("%Y-%m-%d %H:%M:%S")
    except dates.DateError:
        found = "refused"
    assert found == expected


@pytest.mark.parametrize(
    ("matter", "fields"),
    [
        # As Ruby 3.1's Psych reads it: what is merged goes over what stands before it.
        ("slug: a\n<<: {slug: b, layout: c}", {"slug": "b", "layout": "c"}),
        ("<<: {slug: b}\nslug: a", {"slug": "a"}),
        ("<<: [{slug: a}, {slug: b, layout: c}]", {"slug": "a", "layout": "c"}),
        ("<<: [{slug: a}, 2]", {"<<": [{"slug": "a"}, 2]}),
        ("<<: 1", {"<<": 1}),
        ("<<: {<<: {slug: a}}", {"slug": "a"}),
        ("x: [{<<: {a: 1}, b: 2}]", {"x": [{"a": 1, "b": 2}]}),
        ("x: {a: 1, <<: [{a: 2}, {a: 3}]}", {"x": {"a": 2}}),
    ],
)
def test_front_matter_is_merged_as_ruby_merges_it(matter: str, fields: dict[str, object]) -> None:
    assert entry_of("a.md", f"---\n{matter}\n---\n".encode()).fields == fields


@pytest.mark.parametrize(
    ("path", "named"),
    [("a.md", True), ("b/a.md", True), ("b.c/a", True), ("a", False), ("a/" * 60 + "a", False)],
)
def test_a_draft_s_name_has_an_extension(path: str, *, named: bool) -> None:
    assert is_named(path) == named
