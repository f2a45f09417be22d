"""The catalogue of what is not modelled, and what is said of each nation."""

from pathlib import Path

import pytest

from benefitcalc import assess
from benefitcalc import not_modelled as module
from benefitcalc.not_modelled import HEAD, PACKAGE, catalogue, not_modelled

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


def test_every_list_of_the_package_is_in_it():
    lists = {path: path.read_text(encoding="utf-8").count(f"\n{HEAD}\n") for path in PACKAGE.rglob("*.py")}
    with_one = sorted(path.stem if path.stem != "__init__" else path.parent.name for path, n in lists.items() if n)
    assert {"timeline", "nations", "circumstances", "universal_credit", "home", "net_pay"} <= set(with_one)
    assert len({item.left_out_of for item in not_modelled()}) == len(with_one)


def test_what_the_timeline_leaves_out_is_in_it():
    left_out = [item.what for item in not_modelled() if item.left_out_of == "Timeline"]
    for words in ("changes of rent", "26 weeks", "what a death ends", "transitional element or capital disregard ends"):
        assert [words in what for what in left_out].count(True) == 1, words


def test_a_new_module_needs_no_entry_anywhere(tmp_path, monkeypatch):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "new_scheme.py").write_text(
        '''"""A new scheme: so much a week (Act 2027).

Not covered:

- one thing, told in two
  lines (reg 1)
"""

import what_is_not_installed


def rule():
    """An amount.

    Not covered:

    - the other thing (reg 2)
    """
'''
    )
    monkeypatch.setattr(module, "PACKAGE", tmp_path)
    assert [(item.left_out_of, item.what) for item in not_modelled()] == [
        ("A new scheme", "one thing, told in two lines (reg 1)"),
        ("A new scheme", "the other thing (reg 2)"),
    ]


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
