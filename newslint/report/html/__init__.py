"""The HTML report: one page for people who read no terminal, whole in itself.

It asks for nothing from anywhere, and its policy (`Content-Security-Policy`) lets it run its own
script, use its own stylesheet, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from newslint import __version__
from newslint.report.census import Census, Loud, census_of
from newslint.report.html import front, sections
from newslint.report.html.elements import Html, element, joined
from newslint.report.html.posts import setting_of
from newslint.report.html.texts import Texts

if TYPE_CHECKING:
    from newslint.outcome import Report
    from newslint.report.text import Look

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
    "%3Cpath d='M1 1h6v1H1zm0 2h6v1H1zm0 2h4v1H1z' fill='%23a33b20'/%3E%3C/svg%3E"
)


def html(report: Report, look: Look) -> Iterator[str]:
    """Yield the page."""
    loud: Loud = {(row.root, row.rule, row.severity): row for row in report.site}
    census = census_of(report, look, loud)
    texts = Texts(report.language)
    lead = front.lead(report.tally.posts, len(report.files), census, texts)
    yield from page(report, look, census, loud, joined(lead), front.shared(report, look, texts))


def page(
    report: Report, look: Look, census: Census, loud: Loud, lead: Html, shared: Html | None
) -> Iterator[str]:
    """Yield the page of a census: of all files of a report, or of more than it holds.

    `lead` says how it stands, `shared` what many posts have.
    """
    setting = setting_of(report, census, loud)
    texts = setting.texts
    yield "<!DOCTYPE html>\n"
    yield f'<html lang="{texts.language}">\n'
    yield _head(texts)
    yield "<body>\n"
    yield element("a", texts("To the posts"), href="#posts", class_="skip")
    yield front.masthead(census, report, texts)
    yield "<main>\n"
    yield element("section", lead, front.totals(census, report, look, texts))
    yield joined(shared)
    if census.ranks:
        yield sections.figures(census, setting)
        yield from sections.posts(report, look, census, setting)
        yield sections.guide(census, setting)
    yield "\n</main>\n"
    yield element("footer", element("p", f"newslint {__version__}"))
    yield f"\n<script>{_own('report.js')}</script>\n</body>\n</html>\n"


def _own(name: str) -> Html:
    """Return a file that lies beside this one: the stylesheet, or the script."""
    return Html(files(__name__).joinpath(name).read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _head(texts: Texts) -> Html:
    style = _own("report.css")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(_own('report.js'))};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{texts('Report on the posts')} - newslint"),
        element("link", rel="icon", href=_ICON),
        element("style", style),
    )
