"""Every rate is read by a rule, or says why none does; and what no rule reads cannot be replaced."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from benefitcalc import Circumstances, assess, rate_book, timeline
from benefitcalc.rates import Basis, RateBook, Rates
from tests.unit.circumstances.worked import WORKED as WORKED_WITH_CIRCUMSTANCES
from tests.unit.schemes.across_periods import WORKED as WORKED_ACROSS_PERIODS
from tests.worked import WORKED_FILES, worked_cases

HOME = {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}}
SMALLEST: dict[str, Any] = {"date": "2026-06-01", "claimant": {"age": 40}, "tenancy": HOME}
SELF_EMPLOYED = {
    "age": 23,
    "self_employment": {"net_profit": {"amount": "10.00", "per": "month"}, "minimum_income_floor": True},
}
PAID = {"age": 40, "employment": {"gross": {"amount": "90000.00", "per": "year"}, "hours_per_week": 37}}
MORE: list[dict[str, Any]] = [
    {"country": "scotland", "claimant": PAID},  # income tax of Scotland
    *({"date": f"{year}-06-01", "claimant": SELF_EMPLOYED} for year in (2015, 2018, 2022, 2026)),  # the minimum wages
    {"claimant": SELF_EMPLOYED, "children": [{"age": 2}]},  # a floor for a lone parent of a young child
    {"country": "northern_ireland", "date": "2017-06-01"},
    {"date": "2014-06-02", "tenancy": {**HOME, "tenure": "refuge"}},
    {"claimant": {"born": "1960-05-10"}, "date": "2026-06-20"},  # pension age on 10 July, inside the period
]
"""Households that the worked cases have none of."""


@cache
def read() -> frozenset[str]:
    """The rates that assessments, their words and timelines read."""
    found: set[str] = set()

    def spy(of: type, name: str) -> Any:
        plain = getattr(of, name)

        def call(self: Any, key: str, *rest: Any, **more: Any) -> Any:
            found.add(key)
            return plain(self, key, *rest, **more)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("get", "money", "share", "count", "date"):  # these take what was looked up before without `get`
            patch.setattr(Rates, name, spy(Rates, name))
        for name in ("amounts_on", "begins"):
            patch.setattr(RateBook, name, spy(RateBook, name))
        # A book of its own: nothing that a cache has kept of another one is taken as read.
        _work_everything_out(rate_book().replace({}))
    return frozenset(found)


def _work_everything_out(book: RateBook) -> None:
    for worked in worked_cases(*WORKED_FILES):
        str(assess(worked.case, book=book).warnings)
    for more in MORE:
        str(assess({**SMALLEST, **more}, book=book))
    for _, case, facts, _ in WORKED_WITH_CIRCUMSTANCES:
        str(assess(case, Circumstances.model_validate(facts), book=book).warnings)
    for _, work_out, _ in WORKED_ACROSS_PERIODS:
        work_out()
    with_another = {**SMALLEST, "non_dependants": [{"age": 40}]}
    timeline(with_another, months=4, deaths={"non_dependants[0]": dt.date(2026, 6, 20)}, book=book)


def parameters() -> Iterator[Any]:
    return (parameter for table in rate_book().tables() for parameter in table.parameters.values())


def test_every_rate_is_read_by_a_rule_or_says_why_none_does() -> None:
    for_reference = {parameter.key for parameter in parameters() if parameter.reference}
    assert {parameter.key for parameter in parameters()} - read() == for_reference


@pytest.mark.parametrize("parameter", [each for each in parameters() if each.reference], ids=lambda each: each.key)
def test_what_no_rule_reads_cannot_be_replaced(parameter: Any) -> None:
    assert parameter.reference.endswith(".")
    with pytest.raises(ValueError, match=f"^{parameter.key} is for reference: no rule reads it") as caught:
        rate_book().replace({parameter.key: parameter.values[-1].text})
    assert str(caught.value).endswith(parameter.reference)


def test_a_replaced_rate_is_read_from_the_book_of_the_assessment() -> None:
    """Those that are asked for in words and days, where the law's own book is at hand too."""
    for key, text, facts in (
        ("hb.rent_could_be_afforded.weeks", "0", {"rent_could_be_afforded": {"award_began": "2026-05-25"}}),
        (
            "hb.extended_payment.weeks",
            "0",
            {"extended_payment": {"qualifying_benefit_ended": "2026-05-25", "award_before": "50.00"}},
        ),
    ):
        case = {**SMALLEST, "universal_credit": {"claimed": False}}
        codes = {warning.code for warning in assess(case, facts, book=rate_book().replace({key: text})).warnings}
        before = {warning.code for warning in assess(case, facts).warnings}
        assert {code for code in codes if code.endswith("_over")} - before


def test_rates_that_print_one_amount_twice_agree() -> None:
    """Two entries of the law with one amount: each household reads its own."""
    pairs = (
        ("hb.premium.severe_disability_couple_one", "hb.premium.severe_disability_single"),
        (
            "hb.working_age.personal_allowance.single_main_phase_esa",
            "hb.working_age.personal_allowance.single_25_or_over",
        ),
    )
    for day in rate_book().change_days(Basis.HB_OTHER_RENT, ("hb.",)).tolist():
        date = dt.date(1970, 1, 1) + dt.timedelta(days=day)
        rates = rate_book().on(date, Basis.HB_OTHER_RENT, allow_unchecked=True)
        assert [int(rates.get(one, 0)) for one, _ in pairs] == [int(rates.get(other, 0)) for _, other in pairs]
