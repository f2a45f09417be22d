"""What may be held differently of money beside pay: incomes, savings, childcare, the benefit cap, what was kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from benefitcalc.advice.why_different.alteration import (
    Alteration,
    Alterations,
    Known,
    a_week,
    in_words,
    replaced,
    said,
    with_pence,
    without,
)
from benefitcalc.advice.why_different.of_pay import SWAPPED, a_year_before
from benefitcalc.advice.why_different.of_people import adults
from benefitcalc.assessment.household import assess_columns
from benefitcalc.case import Case, Country, IncomeKind, Member, Period, Person, WorkCapability
from benefitcalc.case.ages import may_be_over_pension_age
from benefitcalc.columns import from_cases
from benefitcalc.explain.words import AWARDS
from benefitcalc.rates import Basis, rate_year
from benefitcalc.rates.starts import first_day_of

_DISREGARDED = {
    IncomeKind.CHILD_MAINTENANCE,
    IncomeKind.GUARDIANS_ALLOWANCE,
    IncomeKind.BEREAVEMENT_SUPPORT_PAYMENT,
    IncomeKind.WAR_PENSION,
    IncomeKind.SCOTTISH_CHILD_PAYMENT,
    IncomeKind.FOSTERING_ALLOWANCE,
    IncomeKind.LODGER,
    IncomeKind.BOARDER,
    IncomeKind.DISCRETIONARY_HOUSING_PAYMENT,
    IncomeKind.OTHER_DISREGARDED,
}
_RATES_OF_BENEFITS = {
    IncomeKind.NEW_STYLE_JSA: ("jsa.new_style.25_or_over", "jsa.new_style.under_25"),
    IncomeKind.NEW_STYLE_ESA: ("esa.new_style.25_or_over", "esa.main_phase"),
    IncomeKind.MATERNITY_ALLOWANCE: ("maternity_allowance.standard",),
    IncomeKind.CARERS_ALLOWANCE: ("carers_allowance.rate",),
    IncomeKind.STATE_PENSION: ("state_pension.new_full",),
    IncomeKind.STATUTORY_SICK_PAY: ("ssp.weekly",),
}


def incomes(case: Case, _: Known) -> Iterator[Alteration]:
    """An income missing, counted although the law leaves it out, or for another period."""
    for place, income in enumerate(case.incomes):
        words = {"income": _named(income.kind), "amount": in_words(income)}
        yield Alteration("income_missing", {"incomes": without(case.incomes, place)}, words)
        if income.kind in _DISREGARDED:
            counted = replaced(case.incomes, place, kind=IncomeKind.OTHER_TAXABLE)
            yield Alteration("income_counted", {"incomes": counted}, words)
        for per in SWAPPED[income.per]:
            other = income.model_copy(update={"per": per})
            turned = replaced(case.incomes, place, per=per)
            yield Alteration("income_period", {"incomes": turned}, words | {"other": in_words(other)}, among=2)


def incomes_before_april(case: Case, known: Known) -> Iterator[Alteration]:
    """A benefit or State Pension as it was before April."""
    then, now = (known.book.on(day, Basis.DAY) for day in (a_year_before(case.date), case.date))
    for place, income in enumerate(case.incomes):
        for key in _RATES_OF_BENEFITS.get(income.kind, ())[:1]:
            old, new = then.get(key), now.get(key)
            if old is None or new is None or int(old) >= int(new):
                continue
            before = (2 * income.amount * int(old) + int(new)) // (2 * int(new))
            for amount in {before, (before + 2) // 5 * 5} - {income.amount, 0}:
                earlier = with_pence(income, amount)
                words = {"income": _named(income.kind), "amount": in_words(income), "other": in_words(earlier)}
                yield Alteration(
                    "income_before_april", {"incomes": replaced(case.incomes, place, amount=amount)}, words
                )


def _named(kind: IncomeKind) -> str:
    names = {
        "new_style_jsa": "New Style JSA",
        "new_style_esa": "New Style ESA",
        "carers_allowance": "Carer's Allowance",
    }
    return names.get(kind.value) or AWARDS.get(kind.value) or kind.value.replace("_", " ")


def benefits_not_in_case(case: Case, known: Known) -> Iterator[Alteration]:
    """A benefit at its full rate that the case does not have."""
    rates = known.book.on(case.date, Basis.DAY)
    for who, person in adults(case):
        has = {income.kind for income in case.incomes if income.of == who}
        for kind, keys in _RATES_OF_BENEFITS.items():
            for key in keys:
                rate = rates.get(key)
                if rate is None or kind in has or not _open_to(kind, person, case):
                    continue
                income = a_week(kind, int(rate), Member(who))
                words = {"who": who, "income": _named(kind), "amount": in_words(income)}
                yield Alteration("income_extra", {"incomes": (*case.incomes, income)}, words, among=4)


def _open_to(kind: IncomeKind, person: Person, case: Case) -> bool:
    old = may_be_over_pension_age(person, case.date)
    return old if kind is IncomeKind.STATE_PENSION else not old


def savings(case: Case, known: Known) -> Iterator[Alteration]:
    """Savings not counted, counted in each step of the tariff, or above the limit."""
    limits = _limits(known)
    if limits is None:
        return
    lower, step, upper = limits
    if case.capital > lower:
        yield Alteration("savings_missing", {"capital": 0}, {"savings": said(case.capital)})
    steps = range(lower + 1, upper + 1, step)
    for capital in steps:
        if (capital - lower + step - 1) // step == max(0, case.capital - lower + step - 1) // step:
            continue
        words = {"above": said(capital - 1), "to": said(min(capital + step - 1, upper)), "savings": said(case.capital)}
        yield Alteration("savings", {"capital": capital}, words, among=len(steps) // 4)
    if case.capital <= upper:
        yield Alteration(
            "savings_over_limit", {"capital": upper + 1}, {"limit": said(upper), "savings": said(case.capital)}
        )
    else:
        yield Alteration("savings_missing", {"capital": lower}, {"savings": said(case.capital)}, among=2)


def _limits(known: Known) -> tuple[int, int, int] | None:
    """The lower limit, the step and the upper limit of savings, in pence."""
    begin = "uc.capital" if known["applies.universal_credit"] else "hb.capital.working_age"
    if not known["applies.universal_credit"] and known["applies.pension_credit"]:
        begin = "hb.capital.pension_age"
    found = [known.rates.get(f"{begin}.{name}") for name in ("lower_limit", "tariff_step", "upper_limit")]
    if any(amount is None for amount in found):
        return None
    lower, step, upper = map(int, found)
    return lower, step, upper


def childcare(case: Case, _: Known) -> Iterator[Alteration]:
    """Childcare costs missing, for one child or all, or for another period."""
    paid = [place for place, child in enumerate(case.children) if child.childcare is not None]
    for place in paid:
        cost = case.children[place].childcare
        if cost is None:
            continue
        words = {"cost": in_words(cost)}
        yield Alteration("childcare_missing", {"children": replaced(case.children, place, childcare=None)}, words)
        for per in SWAPPED[cost.per]:
            other = cost.model_copy(update={"per": per})
            turned = replaced(case.children, place, childcare=other)
            yield Alteration("childcare_period", {"children": turned}, words | {"other": in_words(other)}, among=2)
    costs = [case.children[place].childcare for place in paid]
    if len({cost.per for cost in costs if cost is not None}) == 1 and len(paid) > 1:
        together = sum(cost.amount for cost in costs if cost is not None)
        for own in paid:
            first = case.children[own].childcare
            children = tuple(
                child.model_copy(update={"childcare": first and with_pence(first, together) if place == own else None})
                for place, child in enumerate(case.children)
            )
            words = {"cost": "" if first is None else said(together, first.per)}
            yield Alteration("childcare_one_limit", {"children": children}, words, among=2)
    if len(paid) > 1:
        none = tuple(child.model_copy(update={"childcare": None}) for child in case.children)
        yield Alteration("childcare_missing", {"children": none}, {"cost": "all of them"})


def benefit_cap(case: Case, known: Known) -> Iterator[Alteration]:
    """The grace period, Greater London, the earnings test, and Child Benefit inside the cap."""
    has = case.universal_credit.benefit_cap_grace_period
    code = "grace_period_missing" if has else "grace_period_given"
    yield Alteration(code, {"universal_credit.benefit_cap_grace_period": not has})
    if case.country is Country.ENGLAND:
        words = {"not": "not " if case.greater_london else ""}
        yield Alteration("greater_london", {"greater_london": not case.greater_london}, words)
    if known["applies.benefit_cap"] and known.rates.get("benefit_cap.uc_earnings_threshold") is not None:
        threshold = known.rates.money("benefit_cap.uc_earnings_threshold").text
        for other, code in (("0.00", "cap_earnings_met"), ("99999.00", "cap_earnings_not_met")):
            yield Alteration(code, rates={"benefit_cap.uc_earnings_threshold": other}, words={"threshold": threshold})
    if any(not child.of_non_dependant for child in case.children) and not any(
        income.kind is IncomeKind.CHILD_BENEFIT for income in case.incomes
    ):
        none = a_week(IncomeKind.CHILD_BENEFIT, 0, Member.CLAIMANT)
        yield Alteration("child_benefit_not_claimed", {"incomes": (*case.incomes, none)})


_LCWRA = (WorkCapability.LCWRA_STANDARD, WorkCapability.LCWRA_PROTECTED)
_ELEMENTS = ("child_element", "disabled_child_addition", "work_capability_element", "carer_element")


def transitional_element(case: Case, known: Known) -> Iterator[Alteration]:
    """A transitional element that ended, or that an element included now has eroded or would have eroded."""
    has = case.universal_credit.transitional_element
    path = "universal_credit.transitional_element"
    if has:
        yield Alteration("transitional_element_missing", {path: None}, {"has": said(has, Period.MONTH)})
        risen = {known[f"universal_credit.{element}"] for element in _ELEMENTS} | {_uprating(case, known)}
        for amount in sorted(risen - {0}):
            for code, other in (
                ("transitional_element_eroded", has - amount),
                ("transitional_element_kept", has + amount),
            ):
                words = {"has": said(has, Period.MONTH), "other": said(max(0, other), Period.MONTH)}
                yield Alteration(code, {path: max(0, other)}, words, among=2)
    disregard = case.universal_credit.transitional_capital_disregard
    path = "universal_credit.transitional_capital_disregard"
    yield Alteration("capital_disregard", {path: not disregard}, {"not": "not " if disregard else ""})


def both_elements(case: Case, known: Known) -> Iterator[Alteration]:
    """The health element and the carer element for one person, who can have one of them only (UC Regs 2013 reg 29(4)).
    The case can hold it as a transitional element of that much more.
    """
    element = known.rates.get("uc.carer_element")
    if not known["applies.universal_credit"] or element is None:
        return
    for who, person in adults(case):
        if person.carer and person.work_capability in _LCWRA:
            has = case.universal_credit.transitional_element or 0
            changes = {"universal_credit.transitional_element": has + int(element)}
            yield Alteration("both_elements", changes, {"who": who, "amount": said(int(element), Period.MONTH)})


def _uprating(case: Case, known: Known) -> int:
    """By how much the elements rose with the rates of the year."""
    before = case.model_copy(update={"date": _eve(case, known)[1]})
    columns = assess_columns(from_cases([before]), known.book, only=[f"universal_credit.{one}" for one in _RISING])
    return sum(known[f"universal_credit.{one}"] - int(columns[f"universal_credit.{one}"][0]) for one in _RISING)


_RISING = ("standard_allowance", "housing_costs_element", *_ELEMENTS)


def _eve(case: Case, known: Known) -> tuple[str, dt.date]:
    """The year of the rates, and the last day with those of the year before."""
    year = rate_year(case.date, known.rates.basis)
    return year, first_day_of(year, known.rates.basis) - dt.timedelta(days=1)


def rates_of_another_year(case: Case, known: Known) -> Iterator[Alteration]:
    """The rates of the year before."""
    year, eve = _eve(case, known)
    soon = 3 if (case.date - eve).days < 100 else 1
    changes: dict[str, Any] = {"date": eve}
    yield Alteration("rates_of_last_year", changes, {"year": year}, times=soon)


def protections(case: Case, _: Known) -> Iterator[Alteration]:
    """What is kept from before, in Housing Benefit and Pension Credit; and whether Universal Credit is claimed."""
    for field in type(case.housing_benefit).model_fields:
        has = getattr(case.housing_benefit, field)
        words = {"kept": field.replace("_", " "), "not": "not " if has else ""}
        yield Alteration("protection", {f"housing_benefit.{field}": not has}, words)
    before = case.pension_credit.reached_pension_age_before_6_april_2016
    for other in {True, False} - {before}:
        path = "pension_credit.reached_pension_age_before_6_april_2016"
        yield Alteration("savings_credit", {path: other, "pension_credit.savings_credit_since_2016": other})
    for who, person in adults(case):
        for over in {True, False} - {person.over_pension_age}:
            yield Alteration(
                "pension_age", {f"{who}.over_pension_age": over}, {"who": who, "not": "" if over else "not "}
            )


OF_MONEY: tuple[Alterations, ...] = (
    incomes,
    incomes_before_april,
    benefits_not_in_case,
    savings,
    childcare,
    benefit_cap,
    transitional_element,
    both_elements,
    rates_of_another_year,
    protections,
)
