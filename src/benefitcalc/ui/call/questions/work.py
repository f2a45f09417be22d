"""Work, other income and childcare."""

from __future__ import annotations

from benefitcalc.ui.call.choices import INCOMES, OF, PAY_IS
from benefitcalc.ui.call.conditions import (
    couple,
    gross,
    minimum_income_floor,
    paid_by_weeks,
    part_of_month,
    working_age,
)
from benefitcalc.ui.call.questions.people import of_whom
from benefitcalc.ui.call.schema import Field, Group, More, Option, Place, Stage


def _job(who: str, name: str) -> Group:
    return Group(
        id=f"{who}.employment",
        add=f"Add {name} pay from a job",
        row=f"{name[0].upper()}{name[1:]} pay",
        most=1,
        asked=of_whom(who),
        items=(
            Field(id="pay_is", label="Which pay is known?", kind="radio", options=PAY_IS, default="net", in_case=False),
            Field(
                id="net.amount",
                label="Take-home pay",
                kind="money",
                per_id="net.per",
                per="month",
                required=True,
                asked=lambda facts: not gross(facts),
            ),
            Field(
                id="gross.amount",
                label="Pay before tax",
                kind="money",
                per_id="gross.per",
                per="month",
                required=True,
                asked=gross,
            ),
            Field(
                id="pension_contribution.amount",
                label="Pension contribution",
                kind="money",
                hint="For the same period as the pay",
                per_like="gross.per",
                asked=gross,
            ),
            Field(
                id="paid_on",
                label="A payday, any one",
                short="Payday",
                kind="date",
                hint="Universal Credit counts the paydays of the month. Such as 4 12 2026",
                asked=paid_by_weeks,
            ),
            Field(id="hours_per_week", label="Hours a week", kind="hours"),
        ),
    )


def _self_employment(who: str, name: str) -> Group:
    return Group(
        id=f"{who}.self_employment",
        add=f"Add {name} self-employment",
        row=f"{name[0].upper()}{name[1:]} self-employment",
        most=1,
        asked=of_whom(who),
        items=(
            Field(
                id="net_profit.amount",
                label="Profit after expenses, tax, NI and pension",
                short="Profit",
                kind="money",
                per_id="net_profit.per",
                per="month",
                required=True,
            ),
            Field(id="hours_per_week", label="Hours a week", kind="hours"),
            Field(
                id="minimum_income_floor",
                label="Treated as earning a minimum (minimum income floor)?",
                short="Minimum income floor",
                kind="yesno",
                hint="Yes: main job, running over a year, expected to look for more work",
                default="no",
                asked=working_age,
            ),
            Field(
                id="expected_hours",
                label="Hours expected a week",
                kind="hours",
                hint="35 if left empty",
                asked=minimum_income_floor,
            ),
        ),
    )


_INCOME = (
    Field(id="kind", label="Kind of income", kind="select", options=(Option("", "Choose"), *INCOMES), required=True),
    Field(id="amount", label="Amount", kind="money", per_id="per", per="week", required=True),
    Field(id="of", label="Whose", kind="radio", options=OF, default="claimant", asked=couple),
    More(
        id="part",
        title="Starts or ends in this month?",
        items=(
            Field(
                id="first_day",
                label="First day it is paid for, if in this month",
                short="Starts",
                kind="date",
                hint="Universal Credit then counts it for its days alone.",
                in_month=True,
                path="circumstances.incomes_for_part_of_period.*.first_day",
                asked=part_of_month,
            ),
            Field(
                id="last_day",
                label="Last day it is paid for, if in this month",
                short="Ends",
                kind="date",
                in_month=True,
                path="circumstances.incomes_for_part_of_period.*.last_day",
                asked=part_of_month,
            ),
        ),
    ),
)

WORK = Stage(
    id="work",
    title="Work and money",
    items=(
        _job("claimant", "the tenant’s"),
        _self_employment("claimant", "the tenant’s"),
        _job("partner", "the partner’s"),
        _self_employment("partner", "the partner’s"),
        Group(id="incomes", add="Add a benefit, pension or other income", row="Income", items=_INCOME, most=20),
        Place(
            id="childcare",
            title="Childcare paid",
            group="children",
            hint="To a registered childminder, nursery or club. Leave empty if none.",
        ),
    ),
)
