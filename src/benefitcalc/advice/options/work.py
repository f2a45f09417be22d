"""Options about work: a first job, more hours, the earnings that end the benefit cap, and help with childcare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from benefitcalc.advice.options.altering import money, with_child, with_person
from benefitcalc.advice.options.household import LCWRA, WHO, Found, Household, in_work
from benefitcalc.advice.options.pay import first_job, gross_of, minimum_wage, pay_of, with_more_hours
from benefitcalc.case import Employment, IncomeKind, Member, Period, Person
from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.rates import Basis

FULL_TIME = 35
"""Hours a week up to which more hours are offered."""
WEEKS_AT_LEAST = 4
"""An assessment period has at least so many whole weeks, and so at least so many weeks' pay by the week."""


def _can_take_work(h: Household) -> Iterator[tuple[Member, Person]]:
    """Who can take up work or more hours on Universal Credit: under pension age, no student, not found unable to
    prepare for work, and without Carer's Allowance, which ends above an earnings limit.
    """
    for of, person in h.members:
        barred = h.over_pension_age(person) or person.student or person.work_capability in LCWRA
        if h.universal_credit and not barred and not h.gets(IncomeKind.CARERS_ALLOWANCE, of):
            yield of, person


def _wage(h: Household, person: Person) -> int:
    """Pence an hour: what was asked for, or the minimum wage."""
    wage = h.assumed.hourly_wage
    return minimum_wage(h.rates, h.age(person)) if wage is None else parse_pounds(str(wage))


def _words(of: Member, hours: int, wage: int) -> dict[str, str]:
    return {"who": WHO[of], "hours": str(hours), "wage": f"£{format_pounds(wage)}"}


def work(h: Household) -> Iterator[Found]:
    """A first job for somebody without work. Where the benefit cap takes something, the hours that end it stand in
    its place.
    """
    for of, person in _can_take_work(h):
        if not in_work(person) and not _cap_ends_by_earnings(h):
            wage = _wage(h, person)
            after = with_person(h.case, of, employment=first_job(h.assumed.hours, wage))
            yield Found("work", after, _words(of, h.assumed.hours, wage))


def more_hours(h: Household) -> Iterator[Found]:
    """More hours in a job of fewer than 35 a week; hours that were not given may be fewer."""
    for of, person in _can_take_work(h):
        job = person.employment
        if job is not None and job.hours_per_week < FULL_TIME:
            wage = _wage(h, person)
            after = with_person(h.case, of, employment=_longer(h, job, h.assumed.more_hours, wage))
            yield Found("more_hours", after, _words(of, h.assumed.more_hours, wage))


def _longer(h: Household, job: Employment, hours: int, wage: int) -> Employment:
    gross = None if job.net is None else gross_of(job.net, h.case.country, h.rates)
    return with_more_hours(job, hours, wage, net_as_gross=gross)


def earn_over_the_cap(h: Household) -> Iterator[Found]:
    """The hours with which the earnings of the couple reach the threshold of the benefit cap in every assessment
    period, for the first of them who can take work.
    """
    if not _cap_ends_by_earnings(h):
        return
    rates = h.book.on(h.case.date, Basis.ASSESSMENT_PERIOD)
    threshold = int(rates.money("benefit_cap.uc_earnings_threshold"))
    missing = threshold - h.pence("universal_credit.earned_income")
    for of, person in _can_take_work(h):
        if person.self_employment is not None:
            continue
        wage = _wage(h, person)
        by_month = -(-12 * missing // (52 * wage))
        by_weeks = -(-missing // (WEEKS_AT_LEAST * wage))
        job = person.employment
        if job is None:
            monthly = (2 * 52 * by_month * wage + 12) // 24
            after = Employment(gross=money(monthly, Period.MONTH), hours_per_week=Decimal(by_month))
        else:
            weekly = pay_of(job).per.weeks is not None
            after = _longer(h, job, by_weeks if weekly else by_month, wage)
        words = _words(of, by_month, wage) | {"by_weeks": str(by_weeks), "more": "" if job is None else " more"}
        words["threshold"] = f"£{format_pounds(threshold)}"
        yield Found("earn_over_the_cap", with_person(h.case, of, employment=after), words)
        return


def _cap_ends_by_earnings(h: Household) -> bool:
    """Whether the cap takes something of Universal Credit and what counts as earned is what was earned: nobody has a
    minimum income floor.
    """
    trades = (person.self_employment for _, person in h.members)
    floor = any(trade is not None and trade.minimum_income_floor for trade in trades)
    return h.universal_credit and h.pence("universal_credit.benefit_cap_reduction") > 0 and not floor


def childcare(h: Household) -> Iterator[Found]:
    """Help with childcare: everybody in the claim works, and a child under 16 of the family has none entered."""
    if not h.universal_credit or not all(in_work(person) for _, person in h.members):
        return
    young = [place for place, child in enumerate(h.case.children) if not child.of_non_dependant and h.age(child) < 16]
    if not young or any(child.childcare is not None and child.childcare.amount for child in h.case.children):
        return
    paid = h.assumed.childcare_a_month
    if paid is None:
        yield Found("childcare", None, {"paid": "childcare"})
        return
    after = with_child(h.case, young[-1], childcare=money(parse_pounds(str(paid)), Period.MONTH))
    yield Found("childcare", after, {"paid": f"£{paid:,.2f} a month for childcare"})


FINDERS = (work, more_hours, earn_over_the_cap, childcare)
