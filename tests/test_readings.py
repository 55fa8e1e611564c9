"""What YAML readers make of plain scalars, as the readers themselves have said."""

import pytest
import yaml

from newslint.front_matter.readings import reading

# Of Psych 4.0.3 and SafeYAML's source, Hugo 0.111 and 0.168, js-yaml 3.14 (gray-matter) and 4.3.
# A blank cell: the text stays what it is, is printed as it is written, or the two readers differ.
READ = """
| written    | jekyll     | hugo   | eleventy   | hexo       |
| yes        | true       |        |            |            |
| NO         | false      |        |            |            |
| On         | true       |        |            |            |
| y          |            |        |            |            |
| 18:30      | 1110       |        | 1110       |            |
| 09:30      | 570        |        |            |            |
| 1:30:00    | 5400       |        | 5400       |            |
| 18:65      |            |        |            |            |
| 1.10       | 1.1        | 1.1    | 1.1        | 1.1        |
| 1.0        |            | 1      | 1          | 1          |
| 1.00       | 1.0        | 1      | 1          | 1          |
| 1.2        |            |        |            |            |
| 1.2.0      |            |        |            |            |
| 0777       | 511        | 511    | 511        | 777        |
| 0899       |            |        |            | 899        |
| 010-1234   |            |        |            |            |
| 1_000      | 1000       | 1000   | 1000       |            |
| 1,000      |            |        |            |            |
| 12e4       |            |        | 120000     | 120000     |
| 2024-05-01 | 2024-05-01 |        | 2024-05-01 | 2024-05-01 |
| 2024-5-1   |            |        |            |            |
| 2024-05-31 | 2024-05-31 |        | 2024-05-31 | 2024-05-31 |
| 2024       |            |        |            |            |
| true       |            |        |            |            |
"""


def _cells() -> list[tuple[str, str, str]]:
    head, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in READ.strip().splitlines()
    ]
    return [
        (row[0], generator, told)
        for row in rows
        for generator, told in zip(head[1:], row[1:], strict=True)
    ]


@pytest.mark.parametrize(("written", "generator", "told"), _cells())
def test_reading(written: str, generator: str, told: str) -> None:
    found = reading(written, generator)
    assert (found.value if found else "") == told


@pytest.mark.parametrize("written", sorted({written for written, _, _ in _cells()}))
def test_a_site_without_a_generator_is_read_as_pyyaml_reads(written: str) -> None:
    value = yaml.safe_load(written)
    found = reading(written, "plain")
    expected = str(value).lower() if isinstance(value, bool) else str(value)
    changed = expected != written or not isinstance(value, str | int | float)
    if written == "true":
        changed = False
    assert (found.value if found else "") == (expected if changed else "")


def test_nothing_is_told_of_a_reader_that_is_not_known() -> None:
    assert reading("yes", "zola") is None
