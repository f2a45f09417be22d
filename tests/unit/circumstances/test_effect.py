"""Facts of other periods beside a case: what the guidance and the law's examples print, and what stays as it was."""

import random
from dataclasses import replace
from decimal import Decimal
from functools import partial

import numpy as np

from benefitcalc import (
    Assessment,
    Case,
    Circumstances,
    assess,
    assess_columns,
    explain,
    rate_book,
)
from benefitcalc.assessment.from_columns import Found
from benefitcalc.circumstances import columns_of
from benefitcalc.columns import AcrossPeriods, from_cases
from benefitcalc.explain.words import WARNINGS
from tests.unit.circumstances.worked import WORKED, codes, each_worked
from tests.worked import at


def path_of(name):
    whole = "." in name or name in {"rent_to_pay", "council_tax_reduction"}
    return name if whole else f"universal_credit.{name}"


@each_worked
def test_worked_examples(source, case, facts, figures):
    assert source
    result = assess(case, facts).to_dict()
    assert {name: at(result, path_of(name)) for name in figures} == figures


@each_worked
def test_the_causes_still_sum_to_the_rent_to_pay_and_the_elements_to_the_maximum(source, case, facts, figures):
    assert source
    assert figures
    result = assess(case, facts)
    assert sum((part.amount for part in result.shortfall), Decimal(0)) == result.rent_to_pay
    assert all(part.amount > 0 for part in result.shortfall)
    uc = result.universal_credit
    if uc is not None:
        names = [name for name in type(uc).__slots__ if name.endswith(("_element", "_addition", "allowance"))]
        elements = sum(getattr(uc, name) for name in names if name != "work_allowance")
        assert elements == uc.maximum_amount
        off = uc.earnings_deduction + uc.unearned_income + uc.tariff_income
        assert uc.award_before_cap == max(uc.maximum_amount - off, 0)
        assert uc.award == uc.award_before_cap - uc.benefit_cap_reduction


@each_worked
def test_each_fact_is_labelled_in_a_sentence(source, case, facts, figures):
    assert source
    assert figures
    result = assess(case, facts)
    assert len(codes(result)) == len(facts)
    assert all(warning.message == WARNINGS[warning.code].full for warning in result.warnings)
    assert result.circumstances == Circumstances.model_validate(facts)


# --- Nothing changes without them -------------------------------------------------------------------------------------


@each_worked
def test_no_facts_change_nothing(source, case, facts, figures):
    assert source
    assert facts
    assert figures
    plain = assess(case)
    assert plain.to_json() == assess(case, {}).to_json() == assess(case, None).to_json()
    assert str(plain) == str(assess(case, Circumstances()))


def results(batch, pairs):
    rows = Found(assess_columns(batch), batch, rate_book()).rows()
    return [
        Assessment(case, row, rate_book(), partial(explain, circumstances=facts), facts)
        for row, (case, facts) in zip(rows, pairs, strict=True)
    ]


def test_many_households_run_as_one():
    """Each household, with its facts and without, alone and as a row of one shuffled batch of all."""
    pairs = [(Case.model_validate(case), Circumstances.model_validate(facts)) for _, case, facts, _ in WORKED]
    pairs += [(case, None) for case, _ in pairs]
    random.Random(20260610).shuffle(pairs)  # noqa: S311 - an order, not a secret
    batch = replace(from_cases([case for case, _ in pairs]), across_periods=columns_of(pairs, rate_book()))
    together = results(batch, pairs)
    for row, (case, facts) in enumerate(pairs):
        alone = replace(from_cases([case]), across_periods=columns_of([(case, facts)], rate_book()))
        assert results(alone, [(case, facts)])[0].to_dict() == together[row].to_dict()
        if facts is None:
            assert together[row].to_dict() == assess(case).to_dict()


def test_a_batch_keeps_its_facts_however_it_is_taken():
    pairs = [(Case.model_validate(case), Circumstances.model_validate(facts)) for _, case, facts, _ in WORKED]
    batch = replace(from_cases([case for case, _ in pairs]), across_periods=columns_of(pairs, rate_book()))

    def same(one: AcrossPeriods, other: AcrossPeriods) -> bool:
        tables = ("households", "adults", "incomes", "non_dependants")
        return all(
            np.array_equal(getattr(getattr(one, table), name), getattr(getattr(other, table), name))
            for table in tables
            for name in (*getattr(one, table).numbers_of, *getattr(one, table).flags_of)
        )

    for which in (slice(3, 15), np.array([7, 4, 18, 3, 19])):
        expected = [pairs[place] for place in (range(3, 15) if isinstance(which, slice) else which)]
        assert same(batch.take(which).across_periods, columns_of(expected, rate_book()))


def test_no_households_have_no_facts():
    nobody = columns_of([], rate_book())
    assert not len(nobody.households)
    assert not len(nobody.incomes)
