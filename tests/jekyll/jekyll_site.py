"""A little site of edge cases, and the configurations that it is built under.

Files are kept as text, since some of their names cannot be checked out everywhere.
"""

from __future__ import annotations

import unicodedata

NOW = "2026-11-20 12:00:00 +0000"
"""The moment of every build."""

_NFD = unicodedata.normalize("NFD", "부산항")


def post(**fields: str) -> str:
    """Return a post; a value is written as YAML has it."""
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{lines}---\n부두가 다시 열린다. The pier reopens.\n"


FILES: dict[str, str | bytes] = {
    # Names.
    "_posts/2024-03-01-pier-reopens.md": post(title="The pier reopens"),
    "_posts/2024-03-02-부산항-재개장.md": post(title="부산항 재개장"),
    f"_posts/2024-03-03-{_NFD}-속보.md": post(title="속보"),
    "_posts/2024-03-04-Ferry-Names-KEPT.md": post(title="Case"),
    "_posts/2024-03-05-a b & c's (draft), v1.2~x!.md": post(title="Marks"),
    "_posts/2024-03-06-100%-sure?-#1-hit: yes.md": post(title="More marks"),
    "_posts/2024-03-07-what_is_under_score.md": post(title="Underscores"),
    "_posts/2024-03-08-trailing-dots...md": post(title="Dots"),
    "_posts/2024-03-09--leading-and-trailing-.md": post(title="Hyphens"),
    "_posts/2024-03-10-.md": post(title="Nothing after the date"),
    "_posts/2024-03-11-①②③-½-Ⅷ-№5.md": post(title="Numbers that are no digits"),
    "_posts/2024-03-12-हिन्दी-ไทย-café-İstanbul.md": post(title="Marks that combine"),
    "_posts/2024-03-13-emoji-🚢-ship.md": post(title="Emoji"),
    "_posts/24-01-07-two-digit-year.md": post(title="Two digits"),
    "_posts/99-1-2-two-digit-year.md": post(title="Two digits of another century"),
    "_posts/2024-1-5-single-digits.md": post(title="Single digits"),
    "_posts/2024-02-30-no-such-day.md": post(title="The 30th of February"),
    "_posts/2021-01-03-iso-week.md": post(title="The last week of the year before"),
    "_posts/2024-12-30-iso-week.md": post(title="The first week of the year after"),
    "_posts/nodate.md": post(title="No date"),
    "_posts/2024-03-14-no-extension": post(title="No extension"),
    "_posts/2024-03-14-text.txt": post(title="Text"),
    "_posts/2024-03-14-page.html": post(title="HTML"),
    "_posts/2024-03-14-loud.MD": post(title="Loud"),
    "_posts/2024-03-14-other.markdown": post(title="Other"),
    "_posts/2024-03-14-plain.textile": post(title="Textile"),
    "_posts/2024-03-14-data.yml": post(title="Data"),
    "_posts/2024-03-14-archive.tar.gz": post(title="Two extensions"),
    "_posts/2024-03-15-no-front-matter.md": "Only text.\n",
    "_posts/2024-03-15-no-end.md": "---\ntitle: no end\n\nText.\n",
    "_posts/2024-03-15-dots-end.md": "---\ntitle: dots\nslug: ended-by-dots\n...\nText.\n",
    "_posts/2024-03-15-empty.md": "---\n---\n",
    "_posts/2024-03-15-bom.md": b"\xef\xbb\xbf---\nslug: behind-a-mark\n---\nText.\n",
    "_posts/2024-03-15-crlf.md": "---\r\nslug: windows\r\ncategories: win dows\r\n---\r\nText.\r\n",
    "_posts/2024-03-15-latin.md": b"---\ntitle: caf\xe9\n---\nCaf\xe9.\n",
    "_posts/#hidden/2024-03-15-a.md": post(title="Hidden"),
    "_posts/_under/2024-03-15-b.md": post(title="Under"),
    "_posts/.dot/2024-03-15-c.md": post(title="Dot"),
    "_posts/deep/_under/2024-03-15-d.md": post(title="Deep under"),
    "_posts/2024-03-15-backup.md~": post(title="Backup"),
    # Folders.
    "_posts/sub/2024-03-16-below.md": post(title="Below"),
    "_posts/2024/03/2024-03-16-far-below.md": post(title="Far below"),
    "ko/_posts/2024-03-16-above.md": post(title="Above"),
    "ko/Deep News/_posts/2024-03-16-far-above.md": post(title="Far above", category="ko"),
    "ko/Deep News/_posts/x/2024-03-16-both.md": post(categories="[Deep News, Extra]"),
    "_hidden/_posts/2024-03-16-never.md": post(title="Never"),
    "node_modules/_posts/2024-03-16-never.md": post(title="Never"),
    "out/_posts/2024-03-16-excluded.md": post(title="Excluded"),
    "outer/_posts/2024-03-16-prefixed.md": post(title="Excluded as it begins so"),
    # Categories.
    "_posts/2024-03-17-list.md": post(categories="[News, Big News, news]"),
    "_posts/2024-03-17-words.md": post(categories="Big  News today"),
    "_posts/2024-03-17-one.md": post(category="Big News", tags="ferry 부산항 x-y"),
    "_posts/2024-03-17-both.md": post(categories="[a, B]", category="C d", tag="Big Tag"),
    "_posts/2024-03-17-single-list.md": post(category="[한국, [b, c]]"),
    "_posts/2024-03-17-odd.md": post(categories="[2024, true, ~, 1.5, 010, 2024-01-02]"),
    "_posts/2024-03-17-nested.md": post(categories="[a, [b, 1], {c: d}]"),
    "_posts/2024-03-17-null.md": post(categories="", category=""),
    "_posts/2024-03-17-empty-text.md": post(categories='""', category='""'),
    "_posts/2024-03-17-number.md": post(categories="2024", slug="never-read"),
    "_posts/2024-03-17-flag.md": post(categories="false"),
    "_posts/2024-03-17-mapping.md": post(categories="{a: b}"),
    "_posts/2024-03-17-punctuation.md": post(categories="[C#, R&D, a/b, q?a, 50%, x.y, 한 글]"),
    "_posts/2024-03-17-dots.md": post(categories="[.., ., a..b, './c']"),
    # Slugs.
    "_posts/2024-03-18-slug.md": post(slug="Other Slug", tags="[ferry, C++, Ferry]"),
    "_posts/2024-03-18-slug-hangul.md": post(slug="한글 슬러그!"),
    "_posts/2024-03-18-slug-marks.md": post(slug='"a/b?c#d.e~f"'),
    "_posts/2024-03-18-slug-empty.md": post(slug='""'),
    "_posts/2024-03-18-slug-null.md": post(slug=""),
    "_posts/2024-03-18-slug-off.md": post(slug="no"),
    "_posts/2024-03-18-slug-quoted.md": post(slug='"123"'),
    "_posts/2024-03-18-slug-dots.md": post(slug="ends..."),
    "_posts/2024-03-18-slug-nothing.md": post(slug='"!?"'),
    # Dates.
    "_posts/2024-03-19-day.md": post(date="2024-03-01"),
    "_posts/2024-03-19-naive.md": post(date="2024-03-01 23:00:00"),
    "_posts/2024-03-19-naive-t.md": post(date="2024-03-01T16:30:00"),
    "_posts/2024-03-19-minutes.md": post(date="2024-03-01 23:00"),
    "_posts/2024-03-19-quoted.md": post(date='"2024-03-01 23:00:00"'),
    "_posts/2024-03-19-seoul.md": post(date="2024-03-01 23:00:00 +0900"),
    "_posts/2024-03-19-colon.md": post(date="2024-03-01 02:00:00 +09:00"),
    "_posts/2024-03-19-short-offset.md": post(date="2024-03-01 02:00:00 +9"),
    "_posts/2024-03-19-zulu.md": post(date="2024-03-01T23:59:59.999Z"),
    "_posts/2024-03-19-minutes-zone.md": post(date="2024-03-01 23:00 -0800"),
    "_posts/2024-03-19-named-zone.md": post(date="2024-03-01 23:00:00 KST"),
    "_posts/2024-03-19-est.md": post(date="2024-03-01 23:00:00 EST"),
    "_posts/2024-03-19-words.md": post(date="March 5, 2024 10:20 PM"),
    "_posts/2024-03-19-slashes.md": post(date="2024/03/06"),
    "_posts/2024-03-19-european.md": post(date="7 March 2024"),
    "_posts/2024-03-19-points.md": post(date="2024.03.08"),
    "_posts/2024-03-19-digits.md": post(date="20240309"),
    "_posts/2024-03-19-single.md": post(date="2024-3-9"),
    "_posts/2024-03-19-overflow.md": post(date="2023-02-31 10:00:00 +0000"),
    "_posts/2024-03-19-summer.md": post(date="2024-07-01 23:30:00 -0400"),
    "_posts/2024-03-19-mail.md": post(date="Fri, 01 Mar 2024 23:30:00 GMT"),
    "_posts/2024-03-19-korean.md": post(date="2024-03-01 오후 3:00"),
    # Not published.
    "_posts/2024-03-20-off.md": post(published="false"),
    "_posts/2024-03-20-no.md": post(published="no"),
    "_posts/2024-03-20-text-off.md": post(published='"false"'),
    "_posts/2024-03-20-null.md": post(published=""),
    "_posts/2024-03-20-zero.md": post(published="0"),
    "_posts/2024-03-20-draft-field.md": post(draft="true"),
    "_posts/2026-11-20-today.md": post(title="Today"),
    "_posts/2026-11-21-tomorrow.md": post(title="Tomorrow"),
    "_posts/2024-03-20-later.md": post(date="2026-11-20 12:00:01 +0000"),
    "_posts/2030-01-01-earlier.md": post(date="2024-03-21"),
    "_drafts/undated.md": post(title="Undated draft"),
    "_drafts/2024-03-21-dated.md": post(title="Dated draft"),
    "_drafts/sub/dated-within.md": post(date="2024-03-22", categories="[d]"),
    "ko/_drafts/above.md": post(title="Draft above"),
    "_drafts/bare": "No extension.\n",
    # Permalinks.
    "_posts/2024-03-23-own.md": post(permalink="/own/url.html"),
    "_posts/2024-03-23-folder.md": post(permalink="/own/folder/"),
    "_posts/2024-03-23-bare.md": post(permalink="/own/bare"),
    "_posts/2024-03-23-version.md": post(permalink="/own/v1.2"),
    "_posts/2024-03-23-other-ext.md": post(permalink="/own/feed.json"),
    "_posts/2024-03-23-relative.md": post(permalink="own/relative/"),
    "_posts/2024-03-23-style.md": post(permalink="pretty"),
    "_posts/2024-03-23-template.md": post(permalink="/:year/:title/", categories="[t]"),
    "_posts/2024-03-23-template-ext.md": post(permalink="/:slug:output_ext"),
    "_posts/2024-03-23-underscore.md": post(permalink="/:year_:month_:day/x"),
    "_posts/2024-03-23-hangul.md": post(permalink="/소식/부산항 소식/"),
    "_posts/2024-03-23-encoded.md": post(permalink="/own/%EB%B6%80/"),
    "_posts/2024-03-23-dots.md": post(permalink="/a/../b/./c//d/"),
    "_posts/2024-03-23-empty.md": post(permalink='""'),
    "_posts/2024-03-23-null.md": post(permalink=""),
    "_posts/2024-03-23-off.md": post(permalink="false"),
    "_posts/2024-03-23-hidden-file.md": post(permalink="/.well-known/x"),
    "_posts/2024-03-23-dot-end.md": post(permalink="/own/end."),
    # Further URLs.
    "_posts/2024-03-24-once.md": post(redirect_from="/old/once"),
    "_posts/2024-03-24-often.md": post(redirect_from="[/old/a, old/b/, /old/c.html, '/옛 글/', ~]"),
    "_posts/2024-03-24-dotted.md": post(redirect_from="/old/mes.aides"),
    "_posts/2024-03-24-elsewhere.md": post(redirect_to="https://example.kr/"),
    "_posts/2024-03-24-off.md": post(redirect_from="/old/off/", published="false"),
    # Front matter that cannot be read.
    "_posts/2024-03-25-broken.md": "---\ntitle: a: b\npermalink: /never/\n---\nText.\n",
    "ko/_posts/2024-03-25-broken-above.md": '---\ntitle: "open\ncategories: x\n---\nText.\n',
    "_posts/2024-03-25-no-mapping.md": "---\njust words\n---\nText.\n",
    # Values that Ruby's YAML reads in its own way.
    "_posts/2024-03-26-symbol.md": post(title=":) smile", slug="never-read"),
    "_posts/2024-03-26-symbol-within.md": "---\ntags:\n- :a\nslug: never-read\n---\nText.\n",
    "_posts/2024-03-26-symbol-key.md": "---\n:title: a\nslug: never-read\n---\nText.\n",
    "_posts/2024-03-26-symbol-quoted.md": post(title="':) smile'", slug="read"),
    "_posts/2024-03-26-ruby.md": post(title="!ruby/object:Object {}", slug="never-read"),
    "_posts/2024-03-26-tagged.md": post(slug="!!str 123", title="!other x"),
    "_posts/2024-03-26-anchor.md": "---\ntitle: &a b c\nslug: *a\n---\nText.\n",
    "_posts/2024-03-26-merged.md": "---\n<<: {slug: merged-in}\n---\nText.\n",
    "_posts/2024-03-26-twice.md": "---\nslug: first\nslug: second\n---\nText.\n",
    "_posts/2024-03-26-numbers.md": post(categories="[08, 0o17, 0x1F, 0b11, +1, -0, 1_000]"),
    "_posts/2024-03-26-commas.md": post(category="1,000"),
    "_posts/2024-03-26-fractions.md": post(categories="[1.0, 1e3, 1.5e+3, .5, 1.10, .inf, .nan]"),
    "_posts/2024-03-26-minutes.md": post(categories="[1:30, 12:30:45]"),
    "_posts/2024-03-26-flags.md": post(categories="[Yes, ON, fALSE, y, n, tRUE]"),
    "_posts/2024-03-26-nulls.md": post(categories="[Null, nULL, 'null', ~, x]"),
    "_posts/2024-03-26-days.md": post(categories="[2024-1-2, 2024-01-02, 2024-13-01]"),
    "_posts/2024-03-26-no-case.md": post(published="nO"),
    "_posts/2024-03-26-offset.md": post(date="2024-01-02 23:02:03 -500"),
    "_posts/2024-03-26-offset-minutes.md": post(date="2024-01-02 23:45:00 -0030"),
    "_posts/2024-03-26-small-t.md": post(date="2024-01-02t23:02:03 z"),
    "_posts/2024-03-26-fraction.md": post(date="2024-01-02 23:59:59.999"),
    "_posts/2024-03-26-null-matter.md": "---\nnull\n---\nText.\n",
    "_posts/2024-03-26-comment.md": "---\n# nothing\n---\nText.\n",
    "_posts/2024-03-26-folded.md": "---\nslug: >-\n  two\n  lines\n---\nText.\n",
    "_posts/2024-03-26-control.md": "---\nslug: a\x01b\n---\nText.\n",
    "_posts/2024-03-26-invisible.md": post(slug="a\u00a0b\u200bc\u0085d"),
    # Pages.
    "index.html": post(layout="none"),
    "404.md": post(title="Not found"),
    "about.md": post(title="About"),
    "소개.md": post(title="소개"),
    f"{_NFD}.md": post(title="부산항"),
    "guide/index.md": post(title="Guide"),
    "guide/First Steps.md": post(title="First steps"),
    "guide/dots..md": post(title="Dots"),
    "guide/a:b.md": post(title="Colon"),
    "guide/q?a#1%.md": post(title="Marks"),
    "guide/own.md": post(permalink="/guide/own/"),
    "guide/bare.md": post(permalink="/guide/bare-page"),
    "guide/template.md": post(permalink="/:path/x/:basename:output_ext"),
    "guide/wrong.md": post(permalink="/:year/:title/"),
    "guide/null.md": post(permalink=""),
    "guide/off.md": post(published="false"),
    "guide/future.md": post(date="2030-01-01"),
    "guide/old.md": post(redirect_from="[/guide-old/, /guide-old.html]"),
    "guide/broken.md": "---\ntitle: a: b\npermalink: /never/\n---\nText.\n",
    "guide/page.htm": post(title="htm"),
    "guide/page.xhtml": post(title="xhtml"),
    "guide/script.js": post(title="js"),
    "guide/noext": post(title="No extension"),
    "news.xml": post(layout="none"),
    "feed/index.xml": post(layout="none"),
    "data.json": post(permalink="/api/data/"),
    "assets/site.scss": "---\n---\nbody { color: black }\n",
    "robots.txt": post(layout="none"),
    "bom.md": b"\xef\xbb\xbf---\ntitle: bom\n---\nText.\n",
    "spaced.md": " ---\ntitle: spaced\n---\nText.\n",
    "rule.md": "---\n",
    "four.md": "----\ntitle: four\n----\nText.\n",
    "_page.md": post(title="Underscore"),
    ".hidden.md": post(title="Hidden"),
    "#hash.md": post(title="Hash"),
    "~tilde.md": post(title="Tilde"),
    "backup.md~": post(title="Backup"),
    "_pages/extra.md": post(title="Extra"),
    "blog/index.html": post(layout="none"),
    # Static files.
    "assets/부두 사진.png": b"",
    "assets/a%20b.png": b"",
    "assets/two..png": b"",
    "assets/.hidden/x.png": b"",
    "assets/_under/x.png": b"",
    "assets/draft.png": b"",
    "README.md": "No front matter.\n",
    ".htaccess": "",
    "Gemfile.txt": "",
    "vendor/lib.js": "",
    "vendor/bundle/x.js": "",
    "out/x.html": "<p>Excluded.</p>\n",
    "outline.html": "<p>Excluded as it begins so.</p>\n",
    "out2/keep.md": post(title="Excluded as it begins so"),
    "tools/x.rb": "",
    "a.gem": "",
    "lib/b.gem": "",
    "CNAME": "example.kr\n",
    "license": "",
    # Collections.
    "_guides/intro.md": post(title="Intro"),
    "_guides/소개 글.md": post(title="소개"),
    "_guides/deep/Second Step.md": post(title="Second step", slug="other"),
    "_guides/deep/2024-03-26-dated.md": post(title="Dated"),
    "_guides/dots...md": post(title="Dots"),
    "_guides/own.md": post(permalink="/handbook/:title/"),
    "_guides/off.md": post(published="false"),
    "_guides/later.md": post(date="2027-01-01"),
    "_guides/plain.md": "No front matter.\n",
    "_guides/pic ture.png": b"",
    "_guides/deep/pic.2x.png": b"",
    "_guides/_under.md": post(title="Underscore"),
    "_guides/.hid/x.md": post(title="Hidden"),
    "_guides/deep/.hid/x.md": post(title="Hidden below"),
    "_guides/list.yml": "---\npermalink: /list-of-guides/\n",
    "_guides/style.scss": "---\n---\nbody { color: black }\n",
    "_guides/noext": post(title="No extension"),
    "_guides/categories.md": post(categories="[x, y]", date="2024-03-01 23:00:00"),
    "_guides/broken.md": "---\ntitle: a: b\n---\nText.\n",
    "_guides/redirected.md": post(redirect_from="/old-guide/"),
    "_people/kim.md": post(title="Kim"),
    "_people/kim.png": b"",
    "_other/x.md": post(title="Of no collection"),
}

_COMMON = """\
plugins: [jekyll-redirect-from]
exclude: [out, "*.gem", "tools/*.rb"]
collections:
  guides: {output: true}
  people: {}
"""
_TEMPLATES = {
    "custom-slash": "/news/:year/:i_month/:i_day/:title/",
    "custom-html": "/:categories/:title.html",
    "custom-bare": "/:year/:month/:slug",
    "custom-ext": "/x/:short_year-:y_day/:slug:output_ext",
    "custom-week": "/:w_year/W:week/:w_day/:short_day-:long_day/:title/",
    "custom-names": "/:short_month/:long_month/:day/:slugified_categories/:name/",
    "custom-path": "/:collection/:path/",
    "custom-time": "/:year:month:day_:hour:minute:second/:title",
    "custom-words": "blog/:title",
}
CONFIGURATIONS: dict[str, tuple[str, str]] = {
    **{
        style: ("UTC", f"{_COMMON}permalink: {style}\n")
        for style in ("date", "pretty", "ordinal", "weekdate", "none")
    },
    **{name: ("UTC", f'{_COMMON}permalink: "{text}"\n') for name, text in _TEMPLATES.items()},
    "seoul": ("UTC", f"{_COMMON}timezone: Asia/Seoul\n"),
    "los-angeles": ("Asia/Seoul", f"{_COMMON}timezone: America/Los_Angeles\npermalink: pretty\n"),
    "kolkata-of-the-machine": ("Asia/Kolkata", _COMMON),
    "posix-zone": ("UTC", f"{_COMMON}timezone: XYZ-12:30\n"),
    "shown": (
        "Europe/London",
        f"{_COMMON}show_drafts: true\nfuture: true\nunpublished: true\npermalink: pretty\n",
    ),
    "limited": ("UTC", f"{_COMMON}limit_posts: 7\n"),
    "collections": (
        "UTC",
        """\
permalink: pretty
include: [_pages, .htaccess, _other/x.md, "*.gem"]
exclude: [guide/, "**/x.png", assets/draft.png, ko/D*, README.md]
collections:
  posts: {permalink: "/:collection/:slug.html"}
  guides: {output: true, permalink: "/handbook/:path:output_ext"}
  people: {output: true, permalink: /team/:name}
""",
    ),
    "defaults": (
        "UTC",
        """\
collections:
  guides: {output: true}
  people: {output: true}
plugins: [jekyll-redirect-from, jekyll-feed, jekyll-sitemap]
feed: {categories: [news, Big News], tags: true}
baseurl: /base
defaults:
  - {scope: {path: ""}, values: {categories: [all], permalink: /any/:title/}}
  - {scope: {path: "", type: posts}, values: {permalink: /p/:categories/:title/}}
  - {scope: {path: _posts/sub}, values: {permalink: "/below/:title.html", category: under}}
  - {scope: {path: _posts/2024, type: post}, values: {slug: by-default, date: '2020-02-02'}}
  - {scope: {path: ko, type: posts}, values: {categories: korean letters}}
  - {scope: {path: "", type: pages}, values: {permalink: "/pages/:basename/"}}
  - {scope: {path: "guide/*.md"}, values: {permalink: "/guides/:basename.html"}}
  - {scope: {path: /guide/own}, values: {permalink: "/never/"}}
  - {scope: {path: guide/page, type: pages}, values: {permalink: null}}
  - {scope: {path: "_guides/**/*.md"}, values: {permalink: "/g/:path/"}}
  - {scope: {path: _people, type: people}, values: {published: false}}
  - {scope: {path: assets/draft.png}, values: {published: false}}
  - {scope: {}, values: {redirect_from: []}}
""",
    ),
    "globs": (
        "UTC",
        """\
defaults:
  - {scope: {path: "g?ide/*.md"}, values: {permalink: "/one/:basename/"}}
  - {scope: {path: "{ko,assets}/**/*"}, values: {permalink: "/two/:title/"}}
  - {scope: {path: "_posts/[!0-9]*"}, values: {permalink: "/three/:title/"}}
""",
    ),
    "plugins": (
        "Asia/Seoul",
        """\
permalink: /:title/
exclude: [_posts/2024-03-17-nested.md]
plugins: [jekyll-archives, jekyll-paginate, jekyll-feed, jekyll-sitemap]
paginate: 30
collections: [guides]
feed: {path: news.atom, tags: {except: [Ferry], path: by/}, collections: {guides: {categories: [x]}}}
jekyll-archives:
  enabled: all
  permalinks: {tag: "/tags/:name", category: "/:type/:name/"}
sass: {sourcemap: never}
""",
    ),
    "archives-by-month": (
        "UTC",
        """\
plugins: [jekyll-archives, jekyll-redirect-from]
jekyll-archives: {enabled: [month, tags]}
redirect_from: {json: false}
""",
    ),
    "moved": (
        "UTC",
        """\
collections_dir: ko
collections:
  guides: {output: true}
markdown_ext: "md,textile"
plugins: [jekyll-paginate]
paginate: 2
paginate_path: /blog/page/:num
""",
    ),
}

TAGGED = ("seoul", "moved", "defaults")
"""The configurations under which the tags are looked up."""
TAGS = (
    *("post_url 2024-03-01-pier-reopens", "post_url /2024-03-01-pier-reopens"),
    *("post_url 2024-03-01-pier-reopens.md", "post_url 2024-03-01-pier", "post_url pier-reopens"),
    *("post_url 2024-03-02-부산항-재개장", "post_url 2024-03-05-a b & c's (draft), v1.2~x!"),
    *(
        "post_url 2024-03-14-archive",
        "post_url 2024-03-14-archive.tar",
        "post_url 2024-3-1-pier-reopens",
    ),
    *(
        "post_url 2024-03-14-page",
        "post_url 24-01-07-two-digit-year",
        "post_url 2024-01-07-two-digit-year",
    ),
    *(
        "post_url 2024-03-16-below",
        "post_url sub/2024-03-16-below",
        "post_url other/2024-03-16-below",
    ),
    *("post_url 2024-03-16-far-below", "post_url 2024/03/2024-03-16-far-below"),
    *(
        "post_url 03/2024-03-16-far-below",
        "post_url ko/2024-03-16-above",
        "post_url 2024-03-16-above",
    ),
    *("post_url ko/Deep News/2024-03-16-far-above", "post_url Deep News/2024-03-16-far-above"),
    *(
        "post_url ko/Deep News/x/2024-03-16-both",
        "post_url 2024-03-16-both",
        "post_url x/2024-03-16-both",
    ),
    *(
        "post_url 2024-03-18-slug",
        "post_url 2024-03-18-Other Slug",
        "post_url 2024-03-18-slug-quoted",
    ),
    *("post_url 2024-03-19-naive", "post_url 2024-03-01-naive", "post_url 2024-03-02-naive"),
    *("post_url 2024-03-20-off", "post_url 2026-11-21-tomorrow", "post_url 2024-03-25-broken"),
    *("post_url _posts/2024-03-01-pier-reopens", "post_url 2024-03-08-trailing-dots.."),
    *(
        "post_url 2024-03-08-trailing-dots",
        "post_url 2024-13-01-x",
        "post_url 2024-02-30-no-such-day",
    ),
    *("post_url undated", "post_url 2024-03-21-dated", "post_url nodate"),
    *("link about.md", "link /about.md", "link _posts/2024-03-01-pier-reopens.md", "link about"),
    *(
        "link /_posts/2024-03-01-pier-reopens.md",
        "link assets/부두 사진.png",
        "link /assets/부두 사진.png",
    ),
    *(
        "link assets/a%20b.png",
        "link guide/index.md",
        "link guide/",
        "link 소개.md",
        "link index.html",
    ),
    *("link _guides/intro.md", "link _guides/pic ture.png", "link /_guides/pic ture.png"),
    *(
        "link _people/kim.md",
        "link ko/_posts/2024-03-16-above.md",
        "link _posts/2024-03-16-above.md",
    ),
    *("link _posts/2024-03-20-off.md", "link README.md", "link news.xml", "link sitemap.xml"),
    *("link redirects.json", "link assets/site.scss", "link assets/site.css", "link about.md#top"),
)

REFUSED: dict[str, tuple[str, str]] = {
    "integer slug": ("_posts/2024-03-01-a.md", post(slug="123")),
    "list slug": ("_posts/2024-03-01-a.md", post(slug="[a]")),
    "null date": ("_posts/2024-03-01-a.md", post(date="")),
    "date of words": ("_posts/2024-03-01-a.md", post(date="yesterday")),
    "year alone": ("_posts/2024-03-01-a.md", post(date="2024")),
    "month 13": ("_posts/2024-03-01-a.md", post(date="2024-13-01")),
    "name of month 13": ("_posts/2024-13-01-a.md", post(title="a")),
    "flag for a date": ("_posts/2024-03-01-a.md", post(date="true")),
    "number for a permalink": ("_posts/2024-03-01-a.md", post(permalink="123")),
    "unknown placeholder": ("_posts/2024-03-01-a.md", post(permalink="/:nope/")),
    "category with a colon": ("_posts/2024-03-01-a.md", post(category="'속보: 부산'")),
    "moment for a category": ("_posts/2024-03-01-a.md", post(categories="[2024-01-02 03:04:05]")),
    "empty permalink of a page": ("a.md", post(permalink='""')),
    "hour 25": ("_posts/2024-03-01-a.md", post(date="2024-03-01 25:00")),
}
"""Files each of which ends the build on its own."""
