"""The form, and answers to it."""

import datetime as dt
from typing import Any

from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.questions import form_for

FORM = form_for(dt.date(2026, 11, 24))
SMALLEST = {"claimant.age": "34", "tenancy.bedrooms": "3", "tenancy.rent.amount": "112.45"}
MIXED = "housing_benefit.mixed_age_protection"
BEFORE_2016 = "pension_credit.reached_pension_age_before_6_april_2016"


def case_of(**answers: Any) -> dict[str, Any]:
    """The case of the smallest answers and these, whose names have double underscores for dots."""
    form = read_form(FORM, SMALLEST | {name.replace("__", "."): answer for name, answer in answers.items()})
    assert form.case is not None, (form.needed, form.wrong)
    return form.case


CHARGES = [{"label": "lift", "amount": "20", "eligible": "yes"}]
OWNER: dict[str, Any] = {"tenancy.tenure": "owner_occupier", "tenancy.service_charges": CHARGES}
PARTNER = {"couple": "yes", "partner.age": "33"}
FLOOR = {"partner.self_employment": [{"net_profit.amount": "700", "minimum_income_floor": "yes"}]}
ESA = {"kind": "new_style_esa", "amount": "92.05"}
DEFERRED = {"age": "30", "changed": "1 10 2026", "deduction_before": "£20.40"}


def award(**answers: str) -> dict[str, Any]:
    return {"universal_credit": [answers]}
