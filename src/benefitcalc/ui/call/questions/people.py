"""Whom the questions are about; a child, and another adult who lives there: the questions of each row."""

from __future__ import annotations

from benefitcalc.ui.call.choices import CHILD_DISABILITY_BENEFITS, DISABILITY_BENEFITS, NON_DEPENDANT_BENEFITS, SEXES
from benefitcalc.ui.call.conditions import (
    bedroom_needs,
    childcare,
    council,
    couple,
    deferred,
    deferred_from,
    education_decides,
    other_adult_couples,
    other_adults,
    sexes_matter,
    two_child_limit,
)
from benefitcalc.ui.call.schema import Asked, Field, More, always

CHILD = (
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

NON_DEPENDANT = (
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


def of_whom(who: str) -> Asked:
    """When a question about the tenant, or about the partner, is asked."""
    return couple if who == "partner" else always
