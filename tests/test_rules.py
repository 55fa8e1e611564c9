"""Every specimen of every rule's page: what the page shows is what newslint says."""

from __future__ import annotations

import pytest

from newslint.catalog import shipped
from newslint.specimen import Specimen, specimens
from newslint.trial import failures

SPECIMENS = [specimen for rule in shipped().rules.values() for specimen in specimens(rule)]


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.name)
def test_specimen(specimen: Specimen) -> None:
    assert failures(specimen) == []
