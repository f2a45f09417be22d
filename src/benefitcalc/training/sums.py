"""The sum behind a figure, as somebody would write it on paper: ``£549.90 × 14%``.

A sum is given where it can be written in one line; the tests work every one of them out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from benefitcalc.explain.data import Line
from benefitcalc.rules import Unit

_ALL = "*"
_SIGNED = {
    "bedrooms_needed": _ALL,
    "bedrooms_spare": "bedrooms - bedrooms_needed",
    "contractual_rent": "rent + all_service_charges",
    "weekly_rent": "rent + all_service_charges",
    "eligible_rent": "core_rent + eligible_service_charges",
    "tenants_share": "eligible_rent - under_occupation_charge",
    "housing_costs_element": "rent_within_allowance - housing_cost_contributions",
    "maximum_housing_benefit": "rent_within_allowance - non_dependant_deductions",
    "maximum_amount": _ALL,
    "award_before_cap": "maximum_amount - earnings_deduction - unearned_income - tariff_income",
    "award": "award_before_cap - benefit_cap_reduction",
    "capped_income": "award_before_cap + child_benefit_for_the_cap + other_capped_benefits",
    "benefit_cap_reduction": "capped_income - benefit_cap_limit - childcare_element",
    "appropriate_minimum_guarantee": _ALL,
    "pension_credit_income": "all_counted_income + deemed_income",
    "guarantee_credit": "appropriate_minimum_guarantee - pension_credit_income",
    "savings_credit": "savings_credit_amount_a - savings_credit_amount_b",
    "applicable_amount": _ALL,
    "net_earnings": "household_earnings - earnings_disregard - childcare_disregard",
    "other_income": "all_counted_income + savings_credit",
    "income": "net_earnings + other_income + housing_benefit_tariff_income",
    "housing_benefit_before_cap": "maximum_housing_benefit - taper_reduction",
    "housing_benefit": "housing_benefit_before_cap - housing_benefit_cap_reduction",
    "rent_to_pay": "contractual_rent - help_with_rent",
    "net_pay": "pay - income_tax - national_insurance - pension_contribution",
    "expected_earnings": "individual_threshold - notional_income_tax - notional_class_4",
    "actual_earnings": "employed_earnings + self_employed_earnings + statutory_pay",
}
"""Figures that are other figures added up and taken off, by the names of the inputs. ``*`` is every line among them."""
_MOST_ROOMS = 4
_PERIODS = (" a week", " a month", " a year")


class _Known:
    """What a sum can be written with: the inputs that count, and the rates, as texts without their periods."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.parts = {part.name: _bare(part.text) for part in line.inputs if not part.idle}
        self.rates = {rate.key: _bare(rate.text) for rate in line.rates}

    @property
    def only_rate(self) -> str:
        [rate] = self.rates.values()
        return rate


def sum_of(line: Line) -> str | None:
    """The sum of a figure. None where it has none: it is a rate, an answer of the case, or needs more than a line."""
    if not line.value:
        return None
    known = _Known(line)
    if line.name in _SIGNED:
        return _signed(known)
    write = _OWN.get(line.name)
    return None if write is None else write(known)


def _bare(text: str) -> str:
    for period in _PERIODS:
        text = text.removesuffix(period)
    return text.removesuffix(" bedrooms").removesuffix(" bedroom")


# --- Added up and taken off -------------------------------------------------------------------------------------------


def _signed(known: _Known) -> str | None:
    terms = list(_terms(known))
    as_it_is = known.line.name == "net_pay" and "pay_is_gross" not in known.parts
    # In private rent four bedrooms count at most, and fewer are the sum.
    most = "private_rent" in known.parts and known.line.name == "bedrooms_needed" and known.line.value == _MOST_ROOMS
    return None if len(terms) < 2 or as_it_is or most or _scaled(known.parts) else " ".join(terms)


def _scaled(parts: Mapping[str, str]) -> bool:
    """Whether a week without rent, or a share, changes the figure besides."""
    weeks = parts.get("weeks_with_rent_to_pay"), parts.get("weeks_in_the_rent_year")
    return weeks[0] != weeks[1] or any(name.startswith("share_") for name in parts)


def _terms(known: _Known) -> Iterator[str]:
    signed = _SIGNED[known.line.name]
    if signed == _ALL:
        signed = " + ".join(part.name for part in known.line.inputs if part.line is not None)
    sign, first = "", True
    for token in signed.split():
        if token in {"+", "-"}:
            sign = {"+": "+", "-": "−"}[token]
        elif token in known.parts and known.parts[token] not in {"yes", "no"}:
            yield known.parts[token] if first else f"{sign} {known.parts[token]}"
            first = False


# --- Sums of their own ------------------------------------------------------------------------------------------------

_Write: TypeAlias = Callable[[_Known], str | None]


def _under_occupation(known: _Known) -> str:
    return f"{known.parts['eligible_rent']} × {known.parts['under_occupation_percent']}"


def _taper(whole: str, less: str, rate: str) -> _Write:
    def write(known: _Known) -> str:
        over = f"({known.parts[whole]} − {known.parts[less]})" if less in known.parts else known.parts[whole]
        return f"{over} × {known.rates[rate]}"

    return write


def _charged(*names: str) -> _Write:
    def write(known: _Known) -> str | None:
        amount = next(known.parts[name] for name in names if name in known.parts)
        if "ineligible_in_rent" in known.parts:
            amount = f"({amount} − {known.parts['ineligible_in_rent']})"
        return _over_the_year(amount, known)

    return write


def _over_the_year(amount: str, known: _Known) -> str | None:
    payments, parts = known.parts["payments_a_year"], {Unit.PENCE_PM: "12", Unit.PENCE_PW: "52"}[known.line.unit]
    return None if payments == parts and "(" not in amount else f"{amount} × {payments} ÷ {parts}"


def _pay(known: _Known) -> str | None:
    if "paydays_in_period" in known.parts:
        return f"{known.parts['net_pay']} × {known.parts['paydays_in_period'].split(' ')[0]}"
    return _over_the_year(known.parts["net_pay"], known)


def _cap_a_month(known: _Known) -> str:
    return f"{known.parts['benefit_cap_limit_of_the_year']} ÷ 12"


def _contributions(known: _Known) -> str:
    return f"{known.parts['adults_who_would_contribute']} × {known.only_rate}"


def _help(known: _Known) -> str | None:
    amounts = [known.parts[name] for name in ("housing_costs_element", "award") if name in known.parts]
    return f"{min(amounts, key=_pence)} × 12 ÷ 52" if len(amounts) == 2 else None


def _pence(text: str) -> int:
    return int(text.replace("£", "").replace(",", "").replace(".", ""))


def _child_benefit_a_month(known: _Known) -> str | None:
    return f"{known.parts['child_benefit']} × 52 ÷ 12" if "child_benefit" in known.parts else None


def _child_element(known: _Known) -> str | None:
    number = int(known.parts["children_counted"])
    other = known.rates.get("uc.child_element.standard")
    if number < 2 or other is None:
        return None
    if known.parts.get("eldest_born_before_6_april_2017") == "yes":
        return f"{known.rates['uc.child_element.first_child_higher']} + {number - 1} × {other}"
    return f"{number} × {other}"


def _child_benefit(known: _Known) -> str | None:
    if "child_benefit.other" not in known.rates or "children_and_young_people" not in known.parts:
        return None
    more = int(known.parts["children_and_young_people"]) - 1
    return f"{known.rates['child_benefit.eldest']} + {more} × {known.rates['child_benefit.other']}" if more else None


def _childcare(known: _Known) -> str | None:
    percent = known.rates.get("uc.childcare.percent")
    return None if percent is None else f"{known.parts['childcare_charges']} × {percent}"


def _tariff(lower: str, step: str, amount: str) -> _Write:
    def write(known: _Known) -> str | None:
        rates = known.rates
        if not {lower, step, amount} <= rates.keys():  # one step: the figure is the rate itself
            return None
        return f"({known.parts['capital']} − {rates[lower]}) ÷ {rates[step]}, rounded up, × {rates[amount]}"

    return write


_OWN: Mapping[str, _Write] = {
    "under_occupation_charge": _under_occupation,
    "earnings_deduction": _taper("earned_income", "work_allowance", "uc.taper"),
    "taper_reduction": _taper("income", "applicable_amount", "hb.taper"),
    "rent": _charged("rent_charged", "rent"),
    "core_rent": _charged("rent_charged", "rent"),
    "service_charge": _charged("service_charge"),
    "employed_earnings": _pay,
    "benefit_cap_limit": _cap_a_month,
    "housing_cost_contributions": _contributions,
    "help_with_rent": _help,
    "child_benefit_for_the_cap": _child_benefit_a_month,
    "child_element": _child_element,
    "child_benefit": _child_benefit,
    "childcare_element": _childcare,
    "tariff_income": _tariff("uc.capital.lower_limit", "uc.capital.tariff_step", "uc.capital.tariff_amount"),
    "housing_benefit_tariff_income": _tariff(
        "hb.capital.pension_age.lower_limit",
        "hb.capital.pension_age.tariff_step",
        "hb.capital.pension_age.tariff_amount",
    ),
    "deemed_income": _tariff(
        "pension_credit.capital.disregard", "pension_credit.capital.tariff_step", "pension_credit.capital.tariff_amount"
    ),
}


# --- What goes into a figure ------------------------------------------------------------------------------------------


def behind(name: str, lines: Mapping[str, Line], shown: Iterable[str]) -> tuple[Line, ...]:
    """The lines that go into a figure and are not shown already, the first of the working first."""
    found: dict[str, Line] = {}
    seen = set(shown)

    def follow(line: Line) -> None:
        for part in line.inputs:
            before = lines.get(part.line or part.name)
            if part.idle or before is None or before.name in seen:
                continue
            seen.add(before.name)
            follow(before)
            if before.value and (before.unit.is_money or before.unit is Unit.BEDROOMS):
                found[before.name] = before

    if name in lines:
        follow(lines[name])
    return tuple(found.values())
