"""The questions of a call in their order: the everyday word first, the official term in brackets. A module a stage.

Ids are paths of the case file, so that no table is needed to find the place of an answer there, or the question of a
problem.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from benefitcalc.periods import benefit_week_start
from benefitcalc.ui.call.conditions import weekly
from benefitcalc.ui.call.questions.health import HEALTH
from benefitcalc.ui.call.questions.home import HOME
from benefitcalc.ui.call.questions.household import DATE, HOUSEHOLD, WHEN
from benefitcalc.ui.call.questions.savings import SAVINGS
from benefitcalc.ui.call.questions.work import WORK
from benefitcalc.ui.call.reading import written
from benefitcalc.ui.call.schema import Facts, Schema

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

    when = replace(WHEN, items=(replace(DATE, assumed=usual), *WHEN.items))
    household = replace(HOUSEHOLD, items=(when, *HOUSEHOLD.items))
    return (household, HOME, WORK, HEALTH, SAVINGS)
