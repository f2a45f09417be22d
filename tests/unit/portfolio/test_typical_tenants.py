"""The dozen typical tenants, and a household with its rent or its income raised."""

import datetime as dt
from decimal import Decimal

from benefitcalc import assess
from benefitcalc.portfolio.synthetic import raise_income, raise_rent, typical_tenants


def test_rent_rises_to_the_nearest_penny_with_its_charges():
    case = typical_tenants()["Single, 22, looking for work"]
    charges = [{"amount": "10.00", "per": "week", "eligible": True}]
    extras = {"service_charges": charges, "ineligible_in_rent": {"amount": "3.10", "per": "week"}}
    higher = raise_rent(case.replace(tenancy={**case.to_dict()["tenancy"], **extras}), "4.8").tenancy
    assert higher.rent.amount == 92_43  # £88.20 + £4.2336
    assert higher.service_charges[0].amount == 10_48
    assert higher.ineligible_in_rent.amount == 3_25  # £3.2488


def test_pay_and_pensions_rise_and_nothing_else():
    tenants = typical_tenants()
    worker = raise_income(tenants["Couple in their fifties, one part-time job"], "4.8")
    assert worker.claimant.employment.net.amount == 754_56
    assert worker.partner.employment is None
    pensioners = raise_income(tenants["Pensioner couple, small works pension"], Decimal(10))
    assert [income.amount for income in pensioners.incomes] == [343_42, 78_65]
    assert pensioners.capital == 11_200_00
    assert raise_income(tenants["Single, 22, looking for work"], "4.8") == tenants["Single, 22, looking for work"]


def test_a_dozen_typical_tenants_are_as_they_are_called():
    tenants = typical_tenants(dt.date(2026, 3, 30))
    assert len(tenants) == 12
    for name, case in tenants.items():
        years = next(
            (int(word) for word in name.replace(",", "").split() if word.isdigit() and "hours" not in name), None
        )
        if years is not None:
            assert case.claimant.age_on(case.date, case.date) == years
    assert assess(tenants["Couple, four children, no work, capped"]).universal_credit.benefit_cap_reduction > 0
    assert assess(tenants["Pensioner, 79, State Pension only"]).housing_benefit.passported
    assert assess(tenants["Single, 41, too ill to work, a spare room"]).housing.bedrooms_spare == 1
