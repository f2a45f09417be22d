"""Health, caring and study: only the benefit received or the decision made."""

from __future__ import annotations

from benefitcalc.ui.call.choices import DISABILITY_BENEFITS, ESA, WORK_CAPABILITY
from benefitcalc.ui.call.conditions import capability, council, working_age
from benefitcalc.ui.call.questions.people import of_whom
from benefitcalc.ui.call.schema import Field, More, Stage


def _health(who: str, title: str) -> More:
    asked = of_whom(who)
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


HEALTH = Stage(
    id="health",
    title="Health and caring",
    intro="Only the benefit received or the decision made; never the condition.",
    items=(
        _health("claimant", "Tenant: health, caring, study"),
        _health("partner", "Partner: health, caring, study"),
    ),
)
