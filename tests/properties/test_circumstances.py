"""Any household with any facts of other periods that fit it: the sums still hold, and a batch is its households."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given

from benefitcalc import Assessment, Case, Circumstances, InvalidCase, RatesNotKnown, assess, assess_columns, rate_book
from benefitcalc.circumstances import columns_of
from benefitcalc.columns import from_cases
from benefitcalc.periods import assessment_period_end
from tests.properties.households import households, portfolios, quick, seeds, unlike

ELEMENTS = (
    "standard_allowance", "child_element", "disabled_child_addition", "work_capability_element", "carer_element",
    "childcare_element", "housing_costs_element", "transitional_element",
)  # fmt: skip


def some_facts(case: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Each kind of fact now and then, about what is in the case."""
    date = dt.date.fromisoformat(case["date"])
    end = assessment_period_end(date)

    def day(first: dt.date = date, last: dt.date = end) -> str:
        return (first + dt.timedelta(days=rng.randrange((last - first).days + 1))).isoformat()

    def pounds(most: int) -> str:
        return f"{Decimal(rng.randrange(most * 100)) / 100:.2f}"

    earlier = date - dt.timedelta(days=250)
    facts: dict[str, Any] = {
        "surplus_earnings": {"amount": pounds(1500)},
        "incomes_for_part_of_period": [
            {"income": place, "first_day": day()} for place in range(len(case.get("incomes", []))) if rng.random() < 0.7
        ],
        "course_years": [
            {
                "amount": pounds(12000),
                "first_period": date.isoformat(),
                "year_begins": day(),
                "year_ends": day(end, end + dt.timedelta(days=400)),
            }
        ],
        "late_reclaim": {"claimed": end.isoformat() if rng.random() < 0.2 else day(), "job_ended": day(earlier, date)},
        "move_from_legacy_benefits": {"total_legacy_amount": pounds(2500)},
        "transitional_sdp": {"higher_rate": rng.random() < 0.3, "disabled_children": rng.randrange(3)},
        "service_charges_qualifying_period_served": True,
        "rent_could_be_afforded": {"award_began": day(earlier, date)},
        "tenant_on_housing_benefit_since_before_1996": True,
        "deferred_deductions": [
            {"non_dependant": place, "changed": day(earlier, date), "deduction_before": pounds(60)}
            for place in range(len(case.get("non_dependants", [])))
        ],
        "extended_payment": {"qualifying_benefit_ended": day(earlier, date), "award_before": pounds(150)},
    }
    return {name: fact for name, fact in facts.items() if rng.random() < 0.4}


def fitting(case: dict[str, Any], facts: dict[str, Any]) -> tuple[Assessment, dict[str, Any]] | None:
    """The result with those of the facts that fit; None where a rate of the day is not known."""
    while True:
        try:
            return assess(case, facts), facts
        except InvalidCase as error:
            wrong = {problem.path.split(".")[1].split("[")[0] for problem in error.problems}
            facts = {name: fact for name, fact in facts.items() if name not in wrong}
        except RatesNotKnown:
            return None


@quick
@given(households(), seeds)
def test_the_sums_hold_with_any_facts(case: dict[str, Any], seed: int) -> None:
    found = fitting(case, some_facts(case, Random(seed)))  # noqa: S311 - facts, not secrets
    if found is None:
        return
    result, facts = found
    assert sum((part.amount for part in result.shortfall), Decimal(0)) == result.rent_to_pay
    assert all(part.amount >= 0 for part in result.shortfall), (result.shortfall, facts)
    assert 0 <= result.help_with_rent <= result.help_with_rent + result.rent_to_pay
    uc, hb = result.universal_credit, result.housing_benefit
    if uc is not None:
        assert sum(getattr(uc, name) for name in ELEMENTS) == uc.maximum_amount
        off = uc.earnings_deduction + uc.unearned_income + uc.tariff_income
        assert uc.award_before_cap == (max(uc.maximum_amount - off, Decimal(0)) if uc.award_before_cap else 0)
        assert uc.award == uc.award_before_cap - uc.benefit_cap_reduction >= 0
    if hb is not None:
        assert hb.award == hb.award_before_cap - hb.benefit_cap_reduction >= 0
        assert hb.entitled == (not hb.reasons)
    assert result.explanation.lines


@quick
@given(portfolios(), seeds)
def test_a_row_of_a_batch_with_facts_is_the_single_household(cases: list[dict[str, Any]], seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - facts, not secrets
    pairs: list[tuple[Case, Circumstances | None]] = []
    for case in cases:
        found = fitting(case, some_facts(case, rng)) if rng.random() < 0.7 else None
        pairs.append((Case.model_validate(case), None if found is None else Circumstances.model_validate(found[1])))
    together = assess_columns(
        replace(from_cases([case for case, _ in pairs]), across_periods=columns_of(pairs, rate_book()))
    )
    for row, pair in enumerate(pairs):
        alone = assess_columns(replace(from_cases([pair[0]]), across_periods=columns_of([pair], rate_book())))
        assert not unlike({name: column[row : row + 1] for name, column in together.items()}, alone), pair
