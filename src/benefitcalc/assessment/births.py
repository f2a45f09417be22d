"""Whether another birth date of the same age would change an amount (contract, reading 2)."""

from __future__ import annotations

import numpy as np

from benefitcalc.assessment.outcome import Outcome, anybody
from benefitcalc.columns import Ints
from benefitcalc.columns.dates import standings
from benefitcalc.money import Flag
from benefitcalc.rates import Rates


def birth_date_matters(seen: Outcome) -> Flag:
    """Whether someone with an age and no birth date could stand on either side of a line, so that an amount would
    change.
    """
    everybody = (seen.adults.birth_date_known | ~seen.adults.present).all()
    adults = np.zeros(len(seen.batch), dtype=np.bool_) if everybody else _adult_on_a_line(seen)
    if seen.children.birth_date_known.all():
        return adults
    return adults | _first_child_on_the_line(seen) | _two_child_limit(seen) | _young_person_on_a_line(seen)


def _adult_on_a_line(seen: Outcome) -> Flag:
    """The age of an adult leaves open pension age, or one of the two cohorts, where a scheme in question needs it and
    the case does not state it.
    """
    adults, homes, date = seen.adults, seen.homes, seen.homes.date
    first, last = seen.pension_age
    of_today = ~adults.over_pension_age_said & (first <= date) & (date < last)
    may_be_over = ~(adults.over_pension_age_said & ~adults.over_pension_age) & (first <= date)
    for_savings_credit = seen.has("applies.pension_credit") & ~homes.says_who_reached_pension_age_before_6_april_2016
    for_allowance = ~homes.pension_age_before_april_2021 & (
        seen.has("applies.housing_benefit") | seen.has("applies.council_tax_reduction")
    )
    by_2016 = seen.day("pension_credit.savings_credit.reached_spa_before")
    by_2021 = seen.day("hb.pension_age.personal_allowance.reached_before")
    of_men = _on(by_2016, *seen.pension_age_of_men)
    cohorts = (for_savings_credit & (of_men | (_on(by_2016, first, last) & (by_2016 <= date + 1)))) | (
        for_allowance & _on(by_2021, first, last) & (by_2021 <= date + 1)
    )
    return anybody(adults.present & (of_today | (may_be_over & cohorts)))


def _on(line: Ints, first: Ints, last: Ints) -> Flag:
    return (first < line) & (line <= last)


def _counted(seen: Outcome) -> Flag:
    """The claimant's own children and young people, as the scheme in question counts them."""
    children = seen.children
    by_the_week = np.where(
        seen.spread(seen.has("applies.pension_credit"), children),
        children.counts_in_pension_credit,
        children.counts_on_date,
    )
    return seen.own_children & np.where(seen.spread(seen.by_month, children), children.counts, by_the_week)


def _first_child_on_the_line(seen: Outcome) -> Flag:
    """The ages leave open whether the eldest child has the first child's rate."""
    counted, (first, last) = _counted(seen), seen.births_of_children
    line = seen.spread(seen.day("law.children_born_before"), seen.children)
    has_the_rate = seen.by_month | seen.has("applies.pension_credit")
    return has_the_rate & seen.any_child(counted & (first < line)) & ~seen.any_child(counted & (last < line))


def _two_child_limit(seen: Outcome) -> Flag:
    """The ages leave open whether the two-child limit leaves a child out."""
    most = seen.by_date(_most_children)
    children, (first, last) = seen.children, seen.births_of_children
    counted = _counted(seen)
    line = seen.spread(seen.day("law.children_born_before"), children)
    limited = seen.spread(most >= 0, children)
    doubtful = np.flatnonzero(limited & counted & ~children.two_child_limit_exception & _on(line, first, last))
    # Each doubtful child beside every child of its household: who may be born by its last possible day?
    starts = seen.batch.group(children).starts
    home = children.household[doubtful]
    sizes = starts[home + 1] - starts[home]
    which = np.repeat(np.arange(len(doubtful)), sizes)
    other = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(starts[home], sizes)
    before = counted[other] & (first[other] <= last[doubtful][which])
    beyond = np.bincount(which[before], minlength=len(doubtful)) > most[home]
    found = np.zeros(len(seen.batch), dtype=np.bool_)
    found[home[beyond]] = True
    return found


def _most_children(rates: Rates) -> int:
    """How many children the limit allows; -1 where there is no limit."""
    most = rates.get("uc.child_limit.max_children")
    return -1 if most is None else int(most)


def _young_person_on_a_line(seen: Outcome) -> Flag:
    """The age leaves open on which side of a 1 September someone is, and so whether they are a child (reading 22)."""
    children = seen.children
    date, last_day = (seen.spread(day, children) for day in (seen.homes.date, seen.homes.last_day))
    first, last = (
        standings(born, date, last_day, in_education=children.in_education) for born in seen.births_of_children
    )
    differs = (
        (first.on_date != last.on_date)
        | (seen.spread(seen.by_month, children) & (first.in_universal_credit != last.in_universal_credit))
        | (
            seen.spread(seen.has("applies.pension_credit"), children)
            & (first.in_pension_credit != last.in_pension_credit)
        )
    )
    return seen.any_child(seen.own_children & differs)
