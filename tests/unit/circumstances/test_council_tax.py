"""A council's own scheme of Council Tax Reduction beside a case."""

import json

import pytest

from benefitcalc import (
    assess,
)
from benefitcalc.assessment.household import assess_working_age_reduction
from benefitcalc.schemes.council_tax.local_scheme_file import example_scheme
from tests.unit.circumstances.worked import TAXED, codes, earning, household, of_pension_age, problems, surplus


def as_json(kind, **facts):
    return {"scheme": json.loads(example_scheme(kind).model_dump_json(by_alias=True)), **facts}


@pytest.mark.parametrize("kind", ["means_tested", "banded"])
def test_the_councils_scheme_takes_the_place_of_the_warning(kind):
    case = household(claimant={"age": 40, **earning("500.00")}, **TAXED)
    assert [w.code for w in assess(case).warnings] == ["council_tax_working_age_not_modelled"]
    result = assess(case, {"working_age_council_tax": as_json(kind)})
    assert [w.code for w in result.warnings] == ["circumstances_working_age_council_tax"]
    assert result.council_tax_reduction == assess_working_age_reduction(case, example_scheme(kind)).reduction
    assert result.universal_credit == assess(case).universal_credit


def test_a_protected_household_has_its_rows():
    case = household(claimant={"age": 40, **earning("600.00")}, **TAXED)
    plain = assess(case, {"working_age_council_tax": as_json("banded")}).council_tax_reduction
    protected = assess(case, {"working_age_council_tax": as_json("banded", protected=True)}).council_tax_reduction
    assert protected > plain


def test_the_reduction_follows_the_other_facts():
    case = household(claimant={"age": 40, **earning("300.00")}, **TAXED)
    council = {"working_age_council_tax": as_json("means_tested")}
    assert assess(case, council | surplus("200.00")).council_tax_reduction < assess(case, council).council_tax_reduction


def test_no_income_known_is_said():
    rich = household(capital="20000.00", **TAXED)
    result = assess(rich, {"working_age_council_tax": as_json("banded")})
    assert result.council_tax_reduction is None
    assert codes(result) == ["circumstances_council_tax_no_income"]


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (household(), "no_council_tax"),
        (household(country="wales", **TAXED), "other_nation"),
        (household("2025-06-10", **TAXED), "scheme_not_in_force"),
        (of_pension_age([], **TAXED), "pension_age"),
    ],
)
def test_a_scheme_that_does_not_apply_is_refused(case, code):
    council = {"working_age_council_tax": as_json("means_tested")}
    assert problems(case, council) == {"circumstances.working_age_council_tax": code}
