"""The questions of a call in their order: the everyday word first, the official term in brackets.

Ids are paths of the case file, so that no table is needed to find the place of an answer there, or the question of a
problem.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from benefitcalc.periods import benefit_week_start
from benefitcalc.ui.call.choices import (
    AREAS,
    CHILD_DISABILITY_BENEFITS,
    COUNTRIES,
    DISABILITY_BENEFITS,
    ESA,
    INCOMES,
    NON_DEPENDANT_BENEFITS,
    OF,
    PAY_IS,
    SEXES,
    TENURES,
    WORK_CAPABILITY,
    YES_NO_NOT_KNOWN,
)
from benefitcalc.ui.call.conditions import (
    afforded,
    area_decides,
    award_not_moved,
    bedroom_needs,
    bedrooms,
    capability,
    charged,
    childcare,
    council,
    council_tax,
    couple,
    deferred,
    deferred_from,
    education_decides,
    gross,
    higher_allowance,
    jointly_liable,
    may_be_over,
    may_have_been_afforded,
    minimum_income_floor,
    mixed_age,
    move_possible,
    other_adult_couples,
    other_adults,
    owner_charges,
    paid_by_weeks,
    part_of_month,
    premium_of_couple,
    premium_possible,
    private,
    rent_free,
    rent_free_possible,
    rented,
    savings_credit_cohort,
    savings_credit_kept,
    sexes_matter,
    shared_home,
    shared_rate,
    surplus_of_either,
    surplus_possible,
    two_child_limit,
    weekly,
    with_children,
    working_age,
)
from benefitcalc.ui.call.reading import written
from benefitcalc.ui.call.schema import Asked, Facts, Field, Group, More, Option, Place, Schema, Stage, always

__all__ = ["form_for"]


def form_for(today: dt.date) -> Schema:
    """The form as it opens on that day: England, a single social tenant, and the day on which the household's schemes
    depend while none is given. The officer can change all of it.
    """
    first, monday = written(today.replace(day=1)), written(benefit_week_start(today))

    def usual(facts: Facts) -> str:
        """The day that is taken while none is given: the first of this month for Universal Credit, or the Monday of
        this benefit week where everything is by the week.
        """
        return monday if weekly(facts.at(first)) and weekly(facts.at(monday)) else first

    when = replace(_WHEN, items=(replace(_DATE, assumed=usual), *_WHEN.items))
    household = replace(_HOUSEHOLD, items=(when, *_HOUSEHOLD.items))
    return (household, _HOME, _WORK, _HEALTH, _SAVINGS)


_DATE = Field(
    id="date",
    label="First day of the month worked out (assessment period), or for Housing Benefit the Monday of the week",
    short="Date",
    kind="date",
    hint="Left empty: this month, or this week for Housing Benefit alone. Such as 1 12 2026",
    required=True,
)
_WHEN = More(
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

_CHILD = (
    Field(id="age", label="Age, or month of birth", short="Age", kind="age", required=True),
    Field(id="sex", label="Sex", kind="radio", options=SEXES, required=True, asked=sexes_matter),
    Field(
        id="in_education",
        label="At school, college or in training (not university)?",
        short="In education",
        kind="yesno",
        default="yes",
        asked=education_decides,
    ),
    More(
        id="more",
        title="Disability, bedroom or other parent",
        items=(
            Field(
                id="disability_benefits",
                label="Disability benefits received for this child",
                short="Gets",
                kind="checks",
                options=CHILD_DISABILITY_BENEFITS,
            ),
            Field(id="severely_sight_impaired", label="Registered blind (severely sight impaired)", kind="flag"),
            Field(
                id="cannot_share_bedroom",
                label="Cannot share a bedroom because of disability",
                kind="flag",
                asked=bedroom_needs,
            ),
            Field(
                id="two_child_limit_exception",
                label="An exception to the two-child limit applies",
                kind="flag",
                asked=two_child_limit,
            ),
            Field(
                id="of_non_dependant",
                label="Child of another adult who lives there, not of the tenant or partner",
                kind="flag",
                asked=other_adults,
            ),
        ),
    ),
    Field(
        id="childcare.amount",
        label="Childcare",
        kind="money",
        per_id="childcare.per",
        per="month",
        place="childcare",
        asked=childcare,
    ),
)

_NON_DEPENDANT = (
    Field(id="age", label="Age, or month of birth", short="Age", kind="age", required=True),
    Field(
        id="works_16_hours",
        label="Works 16 hours a week or more?",
        short="Works 16 hours",
        kind="yesno",
        default="no",
        asked=council,
    ),
    Field(
        id="gross_income.amount",
        label="Their income before tax",
        hint="Leave empty if not known",
        kind="money",
        per_id="gross_income.per",
        per="week",
        asked=lambda facts: council(facts) and facts.any(".works_16_hours", "yes"),
    ),
    More(
        id="more",
        title="Benefits, caring, away from home",
        items=(
            Field(id="benefits", label="Gets", kind="checks", options=NON_DEPENDANT_BENEFITS),
            Field(
                id="disability_benefits",
                label="Disability benefits received",
                short="Gets",
                kind="checks",
                options=DISABILITY_BENEFITS,
            ),
            Field(id="severely_sight_impaired", label="Registered blind (severely sight impaired)", kind="flag"),
            Field(id="responsible_for_child_under_5", label="Responsible for a child under 5", kind="flag"),
            Field(id="armed_forces_away", label="Child of the tenant, away with the armed forces", kind="flag"),
            Field(id="prisoner", label="In prison", kind="flag"),
            Field(id="student", label="Full-time student", kind="flag", asked=council),
            Field(
                id="couple_with",
                label="Partner among the other adults",
                kind="which",
                of="non_dependants",
                asked=other_adult_couples,
            ),
        ),
    ),
    More(
        id="lately",
        title="Moved in, or income changed, less than 26 weeks ago?",
        items=(
            Field(
                id="changed",
                label="Day they moved in, or their income changed",
                short="Moved in or changed",
                kind="date",
                hint="The deduction for them waits 26 weeks (deferred deduction). Such as 1 12 2026",
                path="circumstances.deferred_deductions.*.changed",
                asked=deferred,
            ),
            Field(
                id="deduction_before",
                label="Deduction for them before that day, a week",
                short="Deduction before",
                kind="money",
                hint="Of the whole home, before any share. Nothing if left empty, as for someone who moved in.",
                path="circumstances.deferred_deductions.*.deduction_before",
                asked=deferred_from,
            ),
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


_HOUSEHOLD = Stage(
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
        Group(id="children", add="Add a child", row="Child", items=_CHILD),
        Group(
            id="non_dependants",
            add="Add another adult who lives there (non-dependant)",
            row="Other adult",
            items=_NON_DEPENDANT,
        ),
    ),
)

_SERVICE_CHARGE = (
    Field(id="label", label="What it is for", kind="text", hint="Such as communal cleaning"),
    Field(id="amount", label="Charge", kind="money", per_id="per", per="week", required=True),
    Field(
        id="eligible",
        label="Can benefit help with it (eligible)?",
        short="Eligible",
        kind="yesno",
        hint="Yes: communal cleaning, lifts, grounds. No: own heating, water, support.",
        required=True,
    ),
    Field(id="rent_free_weeks", label="Weeks a year without this charge", kind="whole", asked=rent_free),
)

_HOME = Stage(
    id="home",
    title="Rent and home",
    items=(
        Field(
            id="tenancy.tenure",
            label="Kind of home",
            kind="select",
            options=TENURES,
            default="social_rent",
        ),
        Field(id="tenancy.bedrooms", label="Bedrooms", kind="whole", required=True, asked=bedrooms),
        Field(
            id="tenancy.rent.amount",
            label="Rent, without service charges",
            short="Rent",
            kind="money",
            per_id="tenancy.rent.per",
            per="week",
            required=True,
            asked=rented,
        ),
        Field(
            id="tenancy.brma",
            label="Rental area (broad rental market area)",
            short="Rental area",
            kind="select",
            hint="Or give the allowance itself",
            options=(Option("", "Choose"), *AREAS),
            required=True,
            asked=area_decides,
        ),
        Field(
            id="tenancy.local_housing_allowance.amount",
            label="Local Housing Allowance, if known",
            kind="money",
            per_id="tenancy.local_housing_allowance.per",
            per="week",
            asked=private,
        ),
        Field(
            id="tenancy.shares_home",
            label="Shares the home with others",
            kind="flag",
            hint="No two rooms of their own, nor one with its own kitchen and bathroom",
            asked=shared_home,
        ),
        Field(
            id="tenancy.shared_accommodation_rate_exempt",
            label="Exempt from the shared accommodation rate",
            kind="flag",
            asked=shared_rate,
        ),
        Group(
            id="tenancy.service_charges",
            add="Add a service charge",
            row="Service charge",
            items=_SERVICE_CHARGE,
            asked=charged,
        ),
        More(
            id="owner_more",
            title="Own home: help with service charges",
            items=(
                Field(
                    id="service_charges_qualifying_period_served",
                    label="On Universal Credit for nine months in a row without earnings (qualifying period)?",
                    short="Nine months without earnings",
                    kind="yesno",
                    hint="Only then does it help with an owner’s service charges.",
                    options=YES_NO_NOT_KNOWN,
                    path="circumstances.service_charges_qualifying_period_served",
                    asked=owner_charges,
                ),
            ),
        ),
        Field(
            id="council_tax.annual_liability",
            label="Council tax for the year, after discounts",
            short="Council tax",
            kind="money",
            hint="For Council Tax Reduction. Leave empty if not asked about.",
            also=(("council_tax.scheme", "pension_age_england"),),
            asked=council_tax,
        ),
        More(
            id="rent_more",
            title="Rent-free weeks, joint tenants, charges in the rent",
            items=(
                Field(
                    id="tenancy.rent.rent_free_weeks",
                    label="Rent-free weeks a year",
                    kind="whole",
                    asked=rent_free_possible,
                ),
                Field(
                    id="tenancy.ineligible_in_rent.amount",
                    label="Water, fuel or support included in the rent",
                    short="Ineligible charges in the rent",
                    kind="money",
                    hint="For the same period as the rent",
                    per_like="tenancy.rent.per",
                    asked=rented,
                ),
                Field(
                    id="tenancy.people_liable",
                    label="People liable for the rent (joint tenants)",
                    short="People liable",
                    kind="whole",
                    hint="1 if left empty",
                    asked=rented,
                ),
                Field(
                    id="tenancy.people_liable_in_claim",
                    label="How many of them are in this household’s claim",
                    short="Of them in this claim",
                    kind="whole",
                    hint="Tenant, partner and their children; 1 if left empty",
                    asked=jointly_liable,
                ),
                Field(
                    id="tenancy.rent_share",
                    label="Share of the rent decided for this claim, if another",
                    short="Rent share",
                    kind="share",
                    hint="Such as 2/3",
                    asked=jointly_liable,
                ),
            ),
        ),
        More(
            id="bedroom_more",
            title="Reasons for a further bedroom",
            items=(
                Field(
                    id="tenancy.overnight_carer_bedroom",
                    label="A carer from outside regularly stays overnight",
                    kind="flag",
                    asked=bedroom_needs,
                ),
                Field(
                    id="tenancy.foster_bedroom",
                    label="Foster carer, or about to be",
                    kind="flag",
                    asked=bedroom_needs,
                ),
                Field(
                    id="tenancy.couple_cannot_share_bedroom",
                    label="The couple cannot share a bedroom because of disability",
                    kind="flag",
                    asked=lambda facts: couple(facts) and bedroom_needs(facts),
                ),
                Field(
                    id="tenancy.sanctuary_scheme",
                    label="Home adapted after domestic abuse (sanctuary scheme)",
                    kind="flag",
                    asked=bedrooms,
                ),
                Field(
                    id="tenancy.bereavement_protection",
                    label="Someone in the household died within 12 months",
                    kind="flag",
                    asked=lambda facts: council(facts) and bedroom_needs(facts),
                ),
            ),
        ),
        More(
            id="afforded_more",
            title="Could the tenant afford this rent when they took it on?",
            items=(
                Field(
                    id="rent_could_be_afforded",
                    label="Could afford it then, and had no Housing Benefit in the 52 weeks before",
                    short="Rent could be afforded",
                    kind="flag",
                    hint="No bedroom charge for the first 13 weeks of the award (13-week protection).",
                    makes="circumstances.rent_could_be_afforded",
                    asked=may_have_been_afforded,
                ),
                Field(
                    id="award_began",
                    label="Day the Housing Benefit award began",
                    short="Housing Benefit began",
                    kind="date",
                    hint="Such as 1 12 2026",
                    required=True,
                    path="circumstances.rent_could_be_afforded.award_began",
                    asked=afforded,
                ),
            ),
        ),
    ),
)


def _of(who: str) -> Asked:
    return couple if who == "partner" else always


def _job(who: str, name: str) -> Group:
    return Group(
        id=f"{who}.employment",
        add=f"Add {name} pay from a job",
        row=f"{name[0].upper()}{name[1:]} pay",
        most=1,
        asked=_of(who),
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
        asked=_of(who),
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

_WORK = Stage(
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


def _health(who: str, title: str) -> More:
    asked = _of(who)
    return More(
        id=f"{who}_health",
        title=title,
        items=(
            Field(
                id=f"{who}.work_capability",
                label="Decision about fitness for work (work capability)",
                short="Fitness for work",
                kind="select",
                options=WORK_CAPABILITY,
                default="none",
                asked=lambda facts: asked(facts) and capability(facts),
            ),
            Field(
                id=f"{who}.disability_benefits",
                label="Disability benefits received",
                short="Gets",
                kind="checks",
                options=DISABILITY_BENEFITS,
                asked=asked,
            ),
            Field(
                id=f"{who}.carer",
                label="Cares for a disabled person 35 hours a week or more (carer)",
                short="Carer",
                kind="flag",
                asked=asked,
            ),
            Field(
                id=f"{who}.severely_sight_impaired",
                label="Registered blind (severely sight impaired)",
                short="Registered blind",
                kind="flag",
                asked=asked,
            ),
            Field(
                id=f"{who}.has_paid_carer",
                label="Someone is paid a benefit to care for them",
                short="Has a paid carer",
                kind="flag",
                asked=lambda facts: asked(facts) and council(facts),
            ),
            Field(
                id=f"{who}.esa",
                label="Contributory or new style ESA group",
                short="ESA group",
                kind="select",
                options=ESA,
                asked=lambda facts: asked(facts) and capability(facts),
            ),
            Field(
                id=f"{who}.student",
                label="Full-time student",
                kind="flag",
                asked=lambda facts: asked(facts) and working_age(facts),
            ),
        ),
    )


_HEALTH = Stage(
    id="health",
    title="Health and caring",
    intro="Only the benefit received or the decision made; never the condition.",
    items=(
        _health("claimant", "Tenant: health, caring, study"),
        _health("partner", "Partner: health, caring, study"),
    ),
)

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

_SAVINGS = Stage(
    id="savings",
    title="Savings and existing award",
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
