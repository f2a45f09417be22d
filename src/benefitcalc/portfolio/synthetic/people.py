"""The people of made-up households: who they are, their work, their health and their pensions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from benefitcalc.money import Flag
from benefitcalc.periods import day_number
from benefitcalc.portfolio.synthetic.draws import Chances, Draws, Ints, in_pence, shares
from benefitcalc.portfolio.synthetic.facts import Facts
from benefitcalc.portfolio.tables import tables_of_the_roll
from benefitcalc.rates.pension_age import pension_age_days, pension_age_days_of_men

CLAIMANT, PARTNER = 0, 1
CHILDREN = range(2, 8)
OTHERS = range(8, 10)
SLOTS = 10
"""Places for people in each household while they are drawn; most stay empty."""
ADULT = 18
YOUNG_PERSON = 16
_WEEKS_A_YEAR, _MONTHS_A_YEAR = 52, 12
_MIDDLE_OF_THE_LAST_WEEK_OF_A_MONTH = 28


@dataclass(frozen=True)
class Drawn:
    """The people of a block of households, with what the home depends on. All but ``facts`` have a row a household."""

    facts: Facts
    present: Flag
    """Shape ``(households, SLOTS)``."""
    kind: Ints
    couple: Flag
    pensioners: Flag
    """Whether the claimant is over pension age."""
    children: Ints
    others: Ints
    limited: Flag
    """Whether claimant or partner has limited capability for work."""
    disabled: Flag
    """Whether claimant or partner has a daily-living benefit."""
    pension_age_before_2016: Flag


def people_of(draws: Draws, households: int, day: dt.date) -> Drawn:
    """The people of so many households on a day."""
    kinds = list(shares()["households"].values())
    kind = draws.pick([each["weight"] for each in kinds])
    facts = Facts(tables_of_the_roll()["people"], (households, SLOTS))
    of_kind = {
        name: np.array([each.get(name, 0) for each in kinds])[kind] for name in ("works", "partner_works", "part_time")
    }
    ages = np.array([each["ages"] for each in kinds])[kind]
    partner_ages = np.array([each.get("partner_ages", (20, 21)) for each in kinds])[kind]
    couple = np.array(["partner_ages" in each for each in kinds])[kind]
    everyone = np.ones(households, dtype=np.bool_)
    _role(facts, "claimant", everyone, CLAIMANT)
    _role(facts, "partner", couple, PARTNER)
    works = []
    limited = np.zeros(households, dtype=np.bool_)
    disabled = np.zeros(households, dtype=np.bool_)
    before_2016 = np.zeros(households, dtype=np.bool_)
    claimant_age = np.zeros(households, dtype=np.int64)
    for slot, who, limits, share in (
        (CLAIMANT, everyone, ages, of_kind["works"]),
        (PARTNER, couple, partner_ages, of_kind["partner_works"]),
    ):
        age, born = _born(draws, limits.T, day)
        facts.put("born", born, who, slot=slot)
        old = who & (age >= shares()["pensioners"]["from_age"])
        at_work = draws.chance(share) & who & ~old
        _work(draws, facts, at_work, of_kind["part_time"], slot, day)
        unwell, with_benefit = _health(draws, facts, who & ~old & ~at_work, slot)
        limited |= unwell
        disabled |= with_benefit
        before_2016 |= _pensions(draws, facts, old, born, slot)
        works.append(at_work | ~who)
        claimant_age = age if slot == CLAIMANT else claimant_age
    number = draws.pick_by([each.get("children", (1,)) for each in kinds], kind)
    _children(draws, facts, number, claimant_age, works[0] & works[1], day)
    others = draws.pick_by([each["others"] for each in kinds], kind)
    _others(draws, facts, others, day)
    return Drawn(
        facts=facts,
        present=facts.known["role"],
        kind=kind,
        couple=couple,
        pensioners=ages[:, 0] >= shares()["pensioners"]["from_age"],
        children=number,
        others=others,
        limited=limited,
        disabled=disabled,
        pension_age_before_2016=before_2016,
    )


def _role(facts: Facts, role: str, who: Flag, slot: int) -> None:
    facts.put("role", facts.code("role", role), who, slot=slot)


def _born(draws: Draws, ages: Ints, day: dt.date) -> tuple[Ints, Ints]:
    """Ages in completed years between limits, and birth dates that give them."""
    age = draws.whole((ages[0], ages[1]))
    months = np.datetime64(day, "M") - 12 * age
    birthday = months.astype("datetime64[D]").astype(np.int64) + min(day.day, _MIDDLE_OF_THE_LAST_WEEK_OF_A_MONTH) - 1
    return age, birthday - draws.whole((0, 361))


def _work(draws: Draws, facts: Facts, who: Flag, part_time_share: Chances, slot: int, day: dt.date) -> None:
    """A job, or a trade of one's own."""
    work = shares()["work"]
    part_time = draws.chance(part_time_share)
    hours = np.where(part_time, draws.whole(work["part_time_hours"]), draws.whole(work["full_time_hours"]))
    weekly = hours * draws.between(work["hourly"], skew=2)
    per = draws.pick(work["pay_per"].values())
    own_trade = who & draws.chance(work["self_employed"])
    employed = who & ~own_trade
    weeks = np.array(
        [{"month": _WEEKS_A_YEAR / _MONTHS_A_YEAR, "four_weeks": 4, "week": 1}[p] for p in work["pay_per"]]
    )
    codes = np.array([facts.code("pay_per", each) for each in work["pay_per"]])
    gross = weekly * weeks[per]
    net_known = draws.chance(work["net_known"])
    taxed = np.maximum(weekly - work["taxed_from_week"], 0) * weeks[per]
    net = gross - taxed * work["tax_percent"] / 100
    facts.put("gross_pay", in_pence(gross), employed & ~net_known, slot=slot)
    facts.put("net_pay", in_pence(net), employed & net_known, slot=slot)
    facts.put("pay_per", codes[per], employed, slot=slot)
    facts.put("hours", hours * 100, employed, slot=slot)
    facts.put("paid_on", day_number(day) - draws.whole((0, 27)), employed & (weeks[per] % 1 == 0), slot=slot)
    pension = employed & ~net_known & draws.chance(work["pension"])
    facts.put("pension_contribution", in_pence(gross * work["pension_percent"] / 100), pension, slot=slot)
    facts.put("net_profit", draws.pence(work["profit"]), own_trade, slot=slot)
    facts.put("profit_per", facts.code("profit_per", "month"), own_trade, slot=slot)
    facts.put("self_employed_hours", hours * 100, own_trade, slot=slot)
    facts.put("minimum_income_floor", draws.chance(work["minimum_income_floor"]), own_trade, slot=slot)
    facts.put("expected_hours", 35_00, own_trade, slot=slot)


def _health(draws: Draws, facts: Facts, who: Flag, slot: int) -> tuple[Flag, Flag]:
    """Limited capability for work, disability benefits, and caring: who has the first, and who the second."""
    health = shares()["health"]
    unwell = who & draws.chance(health["limited_capability"])
    found = draws.pick(health["found"].values())
    codes = np.array([facts.code("work_capability", each) for each in health["found"]])
    facts.put("work_capability", facts.code("work_capability", "none"), who, slot=slot)
    facts.put("work_capability", codes[found], unwell, slot=slot)
    with_benefit = unwell & draws.chance(health["disability_benefit"])
    _disability(draws, facts, "working_age", with_benefit, slot)
    facts.put("severely_sight_impaired", 1, unwell & draws.chance(health["severely_sight_impaired"]), slot=slot)
    carer = who & ~unwell & draws.chance(health["carer"])
    facts.put("carer", 1, carer, slot=slot)
    paid = carer & draws.chance(health["carers_allowance"])
    facts.put("carers_allowance", in_pence(health["carers_allowance_week"]), paid, slot=slot)
    facts.put("incomes_per", facts.code("incomes_per", "week"), paid, slot=slot)
    return unwell, with_benefit


def _disability(draws: Draws, facts: Facts, whose: str, who: Flag, slot: int) -> None:
    benefits = shares()["disability_benefits"]
    words = tuple(dict.fromkeys(each for group in benefits.values() for each in group))
    places = np.array([words.index(each) for each in benefits[whose]])
    facts.put("disability_benefits", places[draws.pick(benefits[whose].values())], who, slot=slot, words=words)


def _pensions(draws: Draws, facts: Facts, who: Flag, born: Ints, slot: int) -> Flag:
    """Pensions and Attendance Allowance: who reached pension age before 6 April 2016."""
    of = shares()["pensioners"]
    woman = draws.chance(of["women"])
    reached = np.where(woman, pension_age_days(born), pension_age_days_of_men(born))
    before_2016 = reached < day_number(dt.date(2016, 4, 6))
    old, new = draws.pence(of["old_pension"]), draws.pence(of["new_pension"])
    facts.put("state_pension", np.where(before_2016, old, new), who, slot=slot)
    works_pension = who & draws.chance(of["works_pension"])
    facts.put("occupational_pension", draws.pence(of["works_pension_week"], skew=2), works_pension, slot=slot)
    facts.put("incomes_per", facts.code("incomes_per", "week"), who, slot=slot)
    _disability(draws, facts, "pension_age", who & draws.chance(of["attendance_allowance"]), slot)
    return who & before_2016


def _children(draws: Draws, facts: Facts, number: Ints, parent: Ints, parents_work: Flag, day: dt.date) -> None:
    of = shares()["children"]
    youngest, oldest = of["ages"]
    oldest = np.clip(parent - YOUNG_PERSON, youngest, oldest)
    for place, slot in enumerate(CHILDREN):
        who = number > place
        age, born = _born(draws, np.stack([np.full(len(oldest), youngest), oldest]), day)
        young_person = age >= YOUNG_PERSON
        _role(facts, "child", who, slot)
        facts.put("born", born, who, slot=slot)
        sex = np.where(draws.chance(of["female"]), facts.code("sex", "female"), facts.code("sex", "male"))
        facts.put("sex", sex, who, slot=slot)
        facts.put("in_education", draws.chance(of["in_education"]), who & young_person, slot=slot)
        disabled = who & draws.chance(of["disabled"])
        _disability(draws, facts, "child", disabled & ~young_person, slot)
        _disability(draws, facts, "young_person", disabled & young_person, slot)
        cared_for = who & parents_work & (age < 12) & draws.chance(of["childcare"])
        facts.put("childcare", draws.pence(of["childcare_month"], skew=2), cared_for, slot=slot)
        facts.put("childcare_per", facts.code("childcare_per", "month"), cared_for, slot=slot)


def _others(draws: Draws, facts: Facts, number: Ints, day: dt.date) -> None:
    """Other adults in the home."""
    of = shares()["other_adults"]
    couple = (number == 2) & draws.chance(of["couple"])
    words = tuple(of["benefits"])
    for place, slot in enumerate(OTHERS):
        who = number > place
        age, born = _born(draws, np.tile(np.array(of["ages"])[:, None], len(number)), day)
        _role(facts, "non_dependant", who, slot)
        facts.put("born", born, who, slot=slot)
        works = draws.chance(of["works"])
        student = ~works & (age < of["student_under"]) & draws.chance(of["student"])
        shown = ~draws.chance(of["not_shown"])
        out_of_work = np.where(student, 0, in_pence(of["out_of_work_income"]))
        income = np.where(works, draws.pence(of["weekly_income"], skew=2), out_of_work)
        facts.put("works_16_hours", works, who, slot=slot)
        facts.put("gross_income", income, who & (shown | ~works), slot=slot)
        facts.put("gross_income_per", facts.code("gross_income_per", "week"), who & (shown | ~works), slot=slot)
        facts.put("student", 1, who & student, slot=slot)
        facts.put("benefits", 0, who & ~works & ~student, slot=slot, words=words)
        _disability(draws, facts, "working_age", who & ~works & draws.chance(of["disabled"]), slot)
        facts.put("couple_with", 1 - place, couple, slot=slot)
