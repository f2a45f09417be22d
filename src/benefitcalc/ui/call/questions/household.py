"""The date and nation, and who lives there."""

from __future__ import annotations

from benefitcalc.ui.call.choices import COUNTRIES, YES_NO_NOT_KNOWN
from benefitcalc.ui.call.conditions import couple, may_be_over, mixed_age
from benefitcalc.ui.call.questions.people import CHILD, NON_DEPENDANT
from benefitcalc.ui.call.schema import Field, Group, More, Option, Stage

DATE = Field(
    id="date",
    label="First day of the month worked out (assessment period), or for Housing Benefit the Monday of the week",
    short="Date",
    kind="date",
    hint="Left empty: this month, or this week for Housing Benefit alone. Such as 1 12 2026",
    required=True,
)
WHEN = More(
    id="when",
    title="Date and nation",
    items=(
        Field(id="country", label="Nation", kind="radio", options=COUNTRIES, default="england"),
        Field(
            id="greater_london",
            label="In Greater London?",
            short="Greater London",
            kind="yesno",
            default="no",
            asked=lambda facts: facts.any("country", "england"),
        ),
    ),
)


def _over_pension_age(who: str, name: str) -> Field:
    return Field(
        id=f"{who}.over_pension_age",
        label=f"{name} over State Pension age?",
        kind="yesno",
        hint="The age alone does not tell; a month of birth would.",
        options=YES_NO_NOT_KNOWN,
        asked=lambda facts: may_be_over(who, facts),
    )


HOUSEHOLD = Stage(
    id="household",
    title="Household",
    items=(
        Field(
            id="claimant.age",
            label="Tenant’s age, or month of birth",
            short="Tenant’s age",
            kind="age",
            hint="Such as 34, or 3 1992",
            required=True,
        ),
        Field(
            id="couple",
            label="Lives with a partner?",
            short="Partner",
            kind="radio",
            options=(Option("no", "Single"), Option("yes", "Couple")),
            default="no",
            in_case=False,
        ),
        Field(
            id="partner.age",
            label="Partner’s age, or month of birth",
            short="Partner’s age",
            kind="age",
            hint="Such as 31, or 7 1995",
            required=True,
            asked=couple,
        ),
        _over_pension_age("claimant", "Tenant"),
        _over_pension_age("partner", "Partner"),
        Field(
            id="housing_benefit.mixed_age_protection",
            label="Pension-age help kept since before 15 May 2019 (mixed-age couple)",
            short="Pension-age help kept",
            kind="flag",
            asked=mixed_age,
        ),
        Group(id="children", add="Add a child", row="Child", items=CHILD),
        Group(
            id="non_dependants",
            add="Add another adult who lives there (non-dependant)",
            row="Other adult",
            items=NON_DEPENDANT,
        ),
    ),
)
