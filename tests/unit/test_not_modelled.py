"""The catalogue of what is not modelled, and what is said of each nation."""

from pathlib import Path

import pytest

from benefitcalc import assess
from benefitcalc.not_modelled import catalogue, not_modelled

ROOT = Path(__file__).parents[2]
SPARE = {
    "date": "2026-06-01",
    "claimant": {"age": 50},
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}},
}


def test_the_document_is_what_the_code_says():
    assert (ROOT / "docs" / "not-modelled.md").read_text(encoding="utf-8") == catalogue()


def test_each_entry_names_its_provision():
    assert not [item.what for item in not_modelled() if "(" not in item.what]


@pytest.mark.parametrize(
    ("country", "date", "code"),
    [
        ("scotland", "2026-06-01", "scotland_bedroom_charge"),
        ("northern_ireland", "2026-06-01", "northern_ireland_supplementary_payment"),
        ("wales", "2026-06-01", "discretionary_housing_payment"),
        ("england", "2026-06-01", "crisis_and_resilience_fund"),
        ("england", "2026-03-31", "discretionary_housing_payment"),
    ],
)
def test_a_bedroom_charge_brings_the_nations_own_help(country, date, code):
    result = assess({**SPARE, "country": country, "date": date})
    assert code in [warning.code for warning in result.warnings]


def test_help_that_the_council_decides_is_in_no_figure():
    assert assess({**SPARE, "country": "scotland"}).rent_to_pay == assess(SPARE).rent_to_pay


def test_nothing_is_said_where_nothing_is_left_to_pay():
    home = {**SPARE["tenancy"], "bedrooms": 1}
    assert assess({**SPARE, "tenancy": home}).warnings == ()
