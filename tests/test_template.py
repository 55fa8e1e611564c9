"""Template syntax: recognised, masked byte for byte, never executed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.source import Span
from newslint.template import Masked, mask


def masked(text: str, *, kramdown: bool = False, mdx: bool = False) -> Masked:
    return mask(text.encode(), 0, kramdown=kramdown, mdx=mdx)


def pieces(text: str, found: Masked) -> list[tuple[str, str, str]]:
    data = text.encode()
    return [(data[start:end].decode(), kind, name) for (start, end), kind, name in found.templates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "글 {{ page.title }} 끝",
            [("{{ page.title }}", "output", "page.title", "x")],
            id="output",
        ),
        pytest.param(
            "{{ content }}\n글", [("{{ content }}", "output", "content", " ")], id="output-alone"
        ),
        pytest.param(
            "{% include a.html %}\n글",
            [("{% include a.html %}", "statement", "include", " ")],
            id="statement",
        ),
        pytest.param(
            "가 {%- if x -%}나{% endif %}",
            [("{%- if x -%}", "statement", "if", " "), ("{% endif %}", "statement", "endif", " ")],
            id="statements-in-text",
        ),
        pytest.param(
            '![]({{"/a.png" | absolute_url}})',
            [('{{"/a.png" | absolute_url}}', "output", "", "x")],
            id="nested-quotes-in-target",
        ),
        pytest.param(
            "[글]({% post_url 2024-01-02-a %})",
            [("{% post_url 2024-01-02-a %}", "statement", "post_url", "x")],
            id="statement-as-target",
        ),
        pytest.param(
            "[글]({{ site.url }}{% post_url 2024-01-02-a %})",
            [
                ("{{ site.url }}", "output", "site.url", "x"),
                ("{% post_url 2024-01-02-a %}", "statement", "post_url", "x"),
            ],
            id="statement-in-target",
        ),
        pytest.param(
            '[글]({{< ref "/a b.md" >}})',
            [('{{< ref "/a b.md" >}}', "shortcode", "ref", "x")],
            id="shortcode-with-blanks-in-target",
        ),
        pytest.param(
            "{{% notice %}}\n글\n{{% /notice %}}",
            [
                ("{{% notice %}}", "shortcode", "notice", " "),
                ("{{% /notice %}}", "shortcode", "/notice", " "),
            ],
            id="shortcode-pair",
        ),
        pytest.param(
            "가{% comment %}[a](/b)\n나{% endcomment %}다",
            [("{% comment %}[a](/b)\n나{% endcomment %}", "comment", "comment", " ")],
            id="comment",
        ),
        pytest.param(
            "{{/* 메모 */}}\n", [("{{/* 메모 */}}", "comment", "", " ")], id="hugo-comment"
        ),
        pytest.param(
            "글\n{{/* 메모 */}} 글\n",
            [("{{/* 메모 */}}", "comment", "", "x")],
            id="hugo-comment-that-leads",
        ),
        pytest.param(
            "글 {{/* 메모 */}} 글\n",
            [("{{/* 메모 */}}", "comment", "", " ")],
            id="hugo-comment-inside",
        ),
        pytest.param(
            "{% highlight py %}\n[a](/b)\n{% endhighlight %}\n글",
            [("{% highlight py %}\n[a](/b)\n{% endhighlight %}", "code", "highlight", " ")],
            id="highlight",
        ),
        pytest.param("a { b } {c}", [], id="single-braces"),
        pytest.param("글 {{ 열린 채", [], id="unclosed"),
        pytest.param("글\n{: .x}\n", [], id="attributes-elsewhere"),
    ],
)
def test_mask(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = masked(text)
    assert pieces(text, found) == [row[:3] for row in expected]
    visible = text
    for piece, _, _, filler in expected:
        blanks = "\n".join(filler * len(line.encode()) for line in piece.split("\n"))
        visible = visible.replace(piece, blanks)
    assert found.data.decode() == visible


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("글\n{: .x}\n", "글\n      \n"),
        ('# 제목 {: #a title="b"}', f"# 제목 {' ' * 16}"),
        ('[a](/b){:target="_blank"}', f"[a](/b){' ' * 18}"),
        ("{: 닫지 않음\n", "{: 닫지 않음\n"),
    ],
    ids=["block", "heading", "span", "unclosed"],
)
def test_attribute_lists_of_kramdown(text: str, visible: str) -> None:
    assert masked(text, kramdown=True).data.decode() == visible


@pytest.mark.parametrize(
    ("text", "visible", "kinds"),
    [
        pytest.param("import A from 'a'\n\n글", f"{' ' * 17}\n\n글", ["module"], id="import"),
        pytest.param(
            "export const a = {\n  b: 1\n}\n\n글",
            f"{' ' * 18}\n      \n \n\n글",
            ["module"],
            id="export",
        ),
        pytest.param("{이름} 님", "xxxxxxxx 님", ["expression"], id="leading"),
        pytest.param("> - {a} 님", "> - xxx 님", ["expression"], id="leading-in-item"),
        pytest.param("글 {가\n\n나} 끝", "글 xxxx\n\nxxxx 끝", ["expression"], id="lines"),
        pytest.param("글 {a + {b: 1}.b} 끝", f"글 {' ' * 14} 끝", ["expression"], id="nested"),
        pytest.param("<A b={1} />", "<A b=xxx />", ["expression"], id="attribute"),
        pytest.param("글\n{/* 메모 */}\n", f"글\n{' ' * 14}\n", ["comment"], id="comment"),
        pytest.param(
            "{/* 메모 */}\n",
            f"{' ' * 14}\n",
            ["comment"],
            id="comment-first",
        ),
        pytest.param("`{a}` 글", "`{a}` 글", [], id="inline-code"),
        pytest.param("```\nimport a\n{b}\n```\n", "```\nimport a\n{b}\n```\n", [], id="fence"),
        pytest.param("글 { 열림", "글 { 열림", [], id="unclosed"),
        pytest.param("important 글", "important 글", [], id="no-import"),
    ],
)
def test_mdx(text: str, visible: str, kinds: list[str]) -> None:
    found = masked(text, mdx=True)
    assert found.data.decode() == visible
    assert [row.kind for row in found.templates] == kinds


def test_what_is_before_the_start_is_left_alone() -> None:
    data = b"---\na: '{{ x }}'\n---\n{{ y }}"
    found = mask(data, 21, kramdown=False, mdx=False)
    assert found.data == b"---\na: '{{ x }}'\n---\n       "
    assert [row.span for row in found.templates] == [Span(21, 28)]


@pytest.mark.parametrize(
    "text",
    ["{% raw %}{{ 그대로 }}{% endraw %}", "{% raw %}{{ 열림{% endraw %}\n\n글 [a](/b) 글 }} 끝"],
    ids=["shown", "opened"],
)
def test_raw_text_is_shown_as_it_is(text: str) -> None:
    inside = text.partition("%}")[2].partition("{% endraw")[0]
    after = text.partition("endraw %}")[2]
    assert masked(text).data.decode().strip(" x") == f"{inside}{' ' * 12}{after}".strip(" x")


@pytest.mark.parametrize("text", ["{{", "{%", "{% x {{ "])
def test_many_unclosed_templates_are_searched_once(
    text: str, work: Callable[[Callable[[], object]], int]
) -> None:
    def run(times: int) -> int:
        return work(lambda: masked(text * times, kramdown=True))

    assert masked(text * 50_000).templates == ()
    assert run(50_000) <= 2.5 * run(25_000)


@pytest.mark.parametrize("text", ["{{ a }} ", "{% a %}\n", "{: .a}", "{% highlight a %} "])
def test_many_closed_templates_are_all_found(text: str) -> None:
    assert len(masked(text * 1_000, kramdown=True).templates) == 1_000


def test_many_expressions_and_fences_take_work_in_proportion(
    work: Callable[[Callable[[], object]], int],
) -> None:
    def run(times: int) -> int:
        return work(lambda: masked("{a}\n```\n```\n" * times, mdx=True))

    assert run(800) <= 2.5 * run(400)


@given(
    st.text(alphabet="{}%:<>/*-`\n\r가a ().\"'"),
    st.booleans(),
    st.booleans(),
)
def test_offsets_are_kept(text: str, kramdown: bool, mdx: bool) -> None:  # noqa: FBT001
    data = text.encode()
    found = mask(data, 0, kramdown=kramdown, mdx=mdx)
    assert len(found.data) == len(data)
    assert [at for at, byte in enumerate(found.data) if byte in b"\r\n"] == [
        at for at, byte in enumerate(data) if byte in b"\r\n"
    ]
    changed = {at for at in range(len(data)) if data[at] != found.data[at]}
    covered = {at for row in found.templates for at in range(*row.span)}
    assert changed <= covered
    assert list(found.templates) == sorted(found.templates)
