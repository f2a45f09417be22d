"""Savings, and the facts of an award that is already paid."""

from __future__ import annotations

from benefitcalc.ui.call.choices import OF, YES_NO_NOT_KNOWN
from benefitcalc.ui.call.conditions import (
    award_not_moved,
    council,
    higher_allowance,
    move_possible,
    premium_of_couple,
    premium_possible,
    savings_credit_cohort,
    savings_credit_kept,
    surplus_of_either,
    surplus_possible,
    with_children,
    working_age,
)
from benefitcalc.ui.call.schema import Field, Group, More, Option, Stage

_AWARD = Group(
    id="universal_credit",
    add="Add facts of an existing award",
    row="Existing award",
    most=1,
    asked=working_age,
    items=(
        Field(
            id="claimed",
            label="Does the household have, or will it claim, Universal Credit?",
            short="Universal Credit",
            kind="yesno",
            hint="No: it still has Housing Benefit instead",
            default="yes",
        ),
        Field(
            id="not_moved",
            label="Housing Benefit is still paid: the award has not been moved to Universal Credit",
            short="Housing Benefit not moved",
            kind="flag",
            hint="New claims are closed. If it is no longer paid, answer yes above.",
            options=(Option("yes", "Yes"),),
            required=True,
            in_case=False,
            asked=award_not_moved,
        ),
        Field(
            id="transitional_element",
            label="Transitional element, a month",
            kind="money",
            hint="The amount in payment for this month",
        ),
        Field(
            id="transitional_capital_disregard",
            label="Savings over the limit are ignored after a move from tax credits",
            short="Savings ignored",
            kind="flag",
        ),
        Field(
            id="benefit_cap_grace_period",
            label="Within nine months of leaving work (benefit cap grace period)",
            short="Grace period",
            kind="flag",
        ),
        More(
            id="first_month",
            title="First month after moving to Universal Credit (migration notice)",
            items=(
                Field(
                    id="benefits_before",
                    label="All benefits before the move together, a month (total legacy amount)",
                    short="Benefits before",
                    kind="money",
                    hint="On the day of the move. The first transitional element is worked out from it.",
                    path="circumstances.move_from_legacy_benefits.total_legacy_amount",
                    asked=move_possible,
                ),
                Field(
                    id="severe_disability_premium",
                    label="Had severe disability premium just before Universal Credit (transitional SDP element)",
                    short="Severe disability premium",
                    kind="flag",
                    hint="Instead of the amount above, not as well.",
                    makes="circumstances.transitional_sdp",
                    asked=premium_possible,
                ),
                Field(
                    id="higher_rate",
                    label="The premium was at the higher rate (couple)",
                    short="Higher rate",
                    kind="flag",
                    path="circumstances.transitional_sdp.higher_rate",
                    asked=premium_of_couple,
                ),
            ),
        ),
        More(
            id="carried_over",
            title="High pay ended an award in the last six months?",
            items=(
                Field(
                    id="surplus_earnings",
                    label="Earnings carried over into this month (surplus earnings)",
                    short="Surplus earnings",
                    kind="money",
                    hint="From the Universal Credit journal. Counts as pay of this month.",
                    path="circumstances.surplus_earnings.amount",
                    asked=surplus_possible,
                ),
                Field(
                    id="surplus_earnings_of",
                    label="Whose earnings",
                    kind="radio",
                    options=OF,
                    default="claimant",
                    path="circumstances.surplus_earnings.of",
                    asked=surplus_of_either,
                ),
            ),
        ),
    ),
)

SAVINGS = Stage(
    id="savings",
    title="Savings and award",
    items=(
        Field(
            id="capital",
            label="Savings and investments",
            short="Savings",
            kind="money",
            hint="Of both partners. Nothing if left empty.",
        ),
        _AWARD,
        More(
            id="protections",
            title="Earlier pension age and Housing Benefit",
            items=(
                Field(
                    id="pension_credit.reached_pension_age_before_6_april_2016",
                    label="Reached pension age before 6 April 2016 (either of a couple)?",
                    short="Pension age before 6 April 2016",
                    kind="yesno",
                    options=YES_NO_NOT_KNOWN,
                    asked=savings_credit_cohort,
                ),
                Field(
                    id="pension_credit.savings_credit_since_2016",
                    label="Has had savings credit without a break since 5 April 2016",
                    short="Savings credit since 2016",
                    kind="flag",
                    asked=savings_credit_kept,
                ),
                Field(
                    id="housing_benefit.pension_age_before_april_2021",
                    label="Reached pension age before 1 April 2021 (either of a couple)",
                    short="Pension age before 1 April 2021",
                    kind="flag",
                    asked=higher_allowance,
                ),
                Field(
                    id="housing_benefit.family_premium_protection",
                    label="Family premium kept since before May 2016",
                    kind="flag",
                    asked=lambda facts: council(facts) and with_children(facts),
                ),
            ),
        ),
    ),
)
