"""What the landlord of made-up tenancies knows of their benefits, and what is owed."""

from __future__ import annotations

import datetime as dt

import numpy as np

from benefitcalc.assessment.household import assess_columns
from benefitcalc.columns import Batch
from benefitcalc.columns.dates import completed_years
from benefitcalc.money import Pence
from benefitcalc.periods import PAYMENTS_A_YEAR, day_number, per_week
from benefitcalc.portfolio.synthetic.draws import Chances, Draws, in_pence, shares
from benefitcalc.portfolio.synthetic.facts import Facts
from benefitcalc.portfolio.synthetic.people import ADULT, Drawn

_WANTED = (
    "applies.housing_benefit",
    "applies.universal_credit",
    "benefit_cap_reduction_pw",
    "help_with_rent",
    "housing_benefit.award",
    "rent_to_pay",
    "shortfall.under_occupation",
    "universal_credit.award",
    "universal_credit.housing_costs_element",
    "universal_credit.standard_allowance",
)
_UNIVERSAL_CREDIT, _MANAGED, _HOUSING_BENEFIT, _NO_HELP = range(4)
_OWING, _EVEN, _IN_CREDIT = range(3)


def put_what_is_known(draws: Draws, homes: Facts, drawn: Drawn, batch: Batch, day: dt.date) -> None:
    """Add to ``homes`` what the landlord knows: the awards that the engine works out for those who claim, as many as
    the stated take-up says, who is paid, the marks on the account, and the balance.
    """
    results = assess_columns(batch, only=_WANTED)
    of, take_up = shares()["payments"], shares()["take_up"]
    claims_uc, claims_hb = draws.chance(take_up["universal_credit"]), draws.chance(take_up["housing_benefit"])
    claims_hb = np.where(results["universal_credit.award"] > 0, claims_uc, claims_hb)  # who claims one claims both
    on_uc = claims_uc & (results["universal_credit.award"] > 0)
    on_hb = claims_hb & (results["housing_benefit.award"] > 0)
    helped = np.where(results["applies.housing_benefit"], on_hb, on_uc)
    element, award = results["universal_credit.housing_costs_element"], results["universal_credit.award"]
    pays_rent = on_uc & ~results["applies.housing_benefit"] & (element > 0)
    managed = pays_rent & draws.chance(of["managed"])
    homes.put("uc_flag", on_uc)
    homes.put("uc_start", day_number(day) - draws.whole(of["uc_days"]), on_uc)
    homes.put("uc_award", award, on_uc)
    homes.put("managed_payment", np.where(managed, np.minimum(element, award), 0), on_uc)
    homes.put("managed_payment_flag", managed)
    homes.put("hb_flag", on_hb)
    homes.put("hb_weekly", results["housing_benefit.award"], on_hb)
    charged, capped = results["shortfall.under_occupation"] > 0, results["benefit_cap_reduction_pw"] > 0
    homes.put("bedroom_charge_flag", helped & charged)
    homes.put("cap_flag", helped & capped)
    to_pay = np.where(helped, results["rent_to_pay"], results["rent_to_pay"] + results["help_with_rent"])
    discretionary = helped & (charged | capped) & (to_pay > 0) & draws.chance(of["discretionary"])
    homes.put("dhp_weekly", _part(to_pay, draws.between(of["discretionary_part"])), discretionary)
    how = np.where(
        managed, _MANAGED, np.where(pays_rent, _UNIVERSAL_CREDIT, np.where(on_hb, _HOUSING_BENEFIT, _NO_HELP))
    )
    balance, weeks = _balance(draws, how, _charge_of_a_week(batch), to_pay)
    homes.put("balance", balance)
    deducted = on_uc & (weeks >= of["deduction_from_weeks"]) & draws.chance(of["deduction"])
    percent = draws.between(of["deduction_percent"])
    homes.put("deduction", _part(results["universal_credit.standard_allowance"], percent / 100), deducted)
    _heads(homes, drawn, day)


def _part(amount: Pence, share: Chances) -> Pence:
    """A drawn share of an amount, in whole pence."""
    return in_pence(amount / 100 * share)


def _charge_of_a_week(batch: Batch) -> Pence:
    """Rent and service charges of a charged week."""
    home, charges = batch.households, batch.service_charges
    rent = per_week(home.rent, PAYMENTS_A_YEAR[home.rent_per])
    more: Pence = batch.group(charges).sum(per_week(charges.amount, PAYMENTS_A_YEAR[charges.amount_per]))
    return rent + more


def _balance(draws: Draws, how: Pence, charge: Pence, to_pay: Pence) -> tuple[Pence, Chances]:
    """What is owed, a credit negative, and how many weeks of rent that is."""
    of = shares()["balances"]
    weights = [of[name] for name in ("universal_credit", "managed", "housing_benefit", "no_help")]
    stands = draws.pick_by(weights, how)
    owes_too = (to_pay >= of["more_owing_from"]) & draws.chance(of["more_owing"])
    owing = draws.between(of["owing_weeks"], skew=3)
    credit = draws.between(of["credit_weeks"])
    weeks = np.where((stands == _OWING) | owes_too, owing, np.where(stands == _IN_CREDIT, -credit, 0 * credit))
    return np.sign(weeks).astype(np.int64) * _part(charge, np.abs(weeks)), weeks


def _heads(homes: Facts, drawn: Drawn, day: dt.date) -> None:
    """How many people live there."""
    ages = completed_years(drawn.facts.values["born"], np.array(day_number(day)))
    grown = drawn.present & (ages >= ADULT)
    young = drawn.present & (ages < ADULT)
    outside = homes.values["people_liable"] - homes.values["people_liable_in_claim"]
    adults = grown.sum(axis=1) + outside
    homes.put("adults", adults)
    homes.put("children", young.sum(axis=1))
    homes.put("occupants", adults + young.sum(axis=1))
