"""Every specimen of every rule's page: what the page shows is what newslint says."""

from __future__ import annotations

import pytest

from newslint.catalog import shipped
from newslint.rule import Rule
from newslint.specimen import Specimen, run, specimens
from newslint.trial import failures, unshown

SPECIMENS = [specimen for rule in shipped().rules.values() for specimen in specimens(rule)]


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.name)
def test_specimen(specimen: Specimen) -> None:
    assert failures(specimen) == []


@pytest.mark.parametrize("rule", shipped().rules.values(), ids=lambda rule: rule.name)
def test_every_variant_is_shown(rule: Rule) -> None:
    found = [run(specimen) for specimen in specimens(rule) if specimen.bad]
    shown = {variant for outcome in found for variant in outcome.variants}
    assert unshown(rule, shown) == [] or rule.always_on
