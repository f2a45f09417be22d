"""What the amounts of a forecast are called in tables and pictures for people."""

from __future__ import annotations

from benefitcalc.explain.words import CAUSES as CAUSE_WORDS
from benefitcalc.portfolio.forecast.draw import CALENDAR, NOT_CLAIMED

CAUSE_NAMES = {
    **{cause: words.full for cause, words in CAUSE_WORDS.items()},
    NOT_CLAIMED: "Help that nobody claims",
    CALENDAR: "Weeks charged against months paid (calendar)",
}
"""Each cause of rent to pay."""
SUM_NAMES = {
    "rent": "Rent charged",
    "help_with_rent": "Help with rent",
    "rent_to_pay": "Rent to pay",
    "shortfall": "Rent to pay, without the calendar (shortfall)",
}
"""Each sum."""
GROUP_NAMES = {
    "patch": "Patch",
    "officer": "Officer",
    "housing_scheme": "Housing scheme",
    "region": "Region",
    "household": "Household",
    "scheme": "Who helps with the rent",
    "tenancy_ref": "Tenancy",
}
"""Columns by which tenancies are told apart."""
SHORT = {
    "rent": "Rent charged",
    "help_with_rent": "Help with rent",
    "rent_to_pay": "Rent to pay",
    "shortfall": "Shortfall",
}
"""Headings of narrow columns."""
