"""What is worked out across periods, held to the law's examples and to what the rules of one case are held to."""

import re
from decimal import Decimal

import numpy as np
import pytest

from benefitcalc.law import citations
from benefitcalc.rules import RULES
from benefitcalc.schemes.universal_credit.surplus_earnings import surplus_earnings_pm
from tests.unit.schemes.across_periods import WORKED


@pytest.mark.parametrize(("source", "work_out", "printed"), WORKED, ids=[f"{w[0]}: {w[2]}" for w in WORKED])
def test_worked_examples(source, work_out, printed):
    assert source
    assert work_out() == Decimal(printed)


# --- The rules, held to what those of one case are held to ------------------------------------------------------------


OWN = [
    rule
    for rule in RULES.values()
    if rule.module.rpartition(".")[2] in {"late_reclaim", "surplus_earnings", "transitional_protection"}
]


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_is_and_cites_a_provision(rule):
    assert rule.label[0].isupper()
    assert not rule.label.endswith(".")
    assert rule.sentence[0].isupper()
    assert rule.sentence.endswith(".")
    assert re.search(r"/[0-9]{4}/[0-9]+/[a-z]+/[0-9A-Z]+", citations(rule.law)[0].url)
    assert not {"float", "Any"} & set(rule.kinds.values())
    suffix = {"week": "_pw", "month": "_pm"}.get(rule.unit.per or "", "")
    assert rule.name.endswith(suffix)


def test_rules_take_whole_columns():
    surplus = surplus_earnings_pm(
        surplus_before_pm=np.array([0, 104364, 0]),
        earned_income_pm=np.array([518000, 120000, 413637]),
        relevant_threshold_pm=np.array([413636, 413636, 413636]),
    )
    assert surplus.tolist() == [104364, 0, 1]
    assert surplus.dtype == np.int64
