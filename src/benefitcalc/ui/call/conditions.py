"""When the form asks each question. It asks only what can change this household's figures. Each condition looks at the
answers given so far.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from benefitcalc.case import NOT_RENTED, SOCIAL_LANDLORD
from benefitcalc.case.ages import child_or_young_person, child_or_young_person_to_19
from benefitcalc.columns import INCOME_KINDS
from benefitcalc.periods import assessment_period_end
from benefitcalc.rates import Basis, Rates, rate_book
from benefitcalc.rates.pension_age import pension_age_day, pension_age_day_of_a_man
from benefitcalc.schemes.universal_credit.income import COUNTED_IN_FULL
from benefitcalc.ui.call.reading import Unreadable, is_unknown, read_date
from benefitcalc.ui.call.schema import FIRST_DAY, Facts

HELPED_BY_COUNCIL = {
    "exempt_accommodation": "supported housing",
    "managed_property": "supported housing",
    "refuge": "a refuge",
    "local_authority_hostel": "a council hostel",
    "temporary_accommodation": "temporary accommodation",
}
"""Homes whose rent Housing Benefit helps with at any age, and the words for them in a sentence."""
GENERAL_NEEDS = ("social_rent", "private_rent", "shared_ownership")
"""Rented homes for which people of working age have Housing Benefit only if it was not moved to Universal Credit."""
NEW_CLAIMS = "law.housing_benefit.new_claims_at_working_age"
BEDROOM_NEEDS = (*SOCIAL_LANDLORD, "private_rent")
SAVINGS_CREDIT_CLOSED = "pension_credit.savings_credit.reached_spa_before"
HIGHER_ALLOWANCE_CLOSED = "hb.pension_age.personal_allowance.reached_before"
"""Days before which someone had to reach pension age: for savings credit, and for the higher allowance."""
SDP_ELEMENT = "uc.transitional_sdp_element.single_lcwra"
COUNTED_BY_DAYS = tuple(kind for kind, code in INCOME_KINDS.items() if COUNTED_IN_FULL[code])
"""Kinds of income that Universal Credit counts by the days for which they are paid."""


def couple(facts: Facts) -> bool:
    """There is a partner."""
    return facts.any("couple", "yes")


# Pension age, as far as the answers say ------------------------------------------------------------------------------


def _adults(facts: Facts) -> tuple[str, ...]:
    return ("claimant", "partner") if couple(facts) else ("claimant",)


def _reached(facts: Facts, who: str, day: dt.date) -> bool | None:
    """Whether that adult had reached pension age by that day; None where an age alone leaves it open, or no age is
    given.

    An answer to the question itself decides for the day of the calculation; if it is no, it decides for earlier days
    too.
    """
    born = facts.births(f"{who}.age")
    if born is None:
        return None
    earliest, latest = (pension_age_day(date) <= day for date in born)
    if earliest == latest:
        return earliest
    told = facts.text(f"{who}.over_pension_age")
    if told == "no" or (told == "yes" and day == facts.on()):
        return told == "yes"
    return None


def _over(facts: Facts) -> list[bool | None]:
    return [_reached(facts, who, facts.on()) for who in _adults(facts)]


def _ages_known(facts: Facts) -> bool:
    return all(facts.births(f"{who}.age") for who in _adults(facts))


def _on_the_line(facts: Facts, day: dt.date) -> bool:
    """The day has passed, and somebody's age alone leaves open whether they had reached pension age before it."""
    before = day - dt.timedelta(days=1)
    given = [who for who in _adults(facts) if facts.births(f"{who}.age")]
    return day <= facts.on() and any(_reached(facts, who, before) is None for who in given)


def may_be_over(who: str, facts: Facts) -> bool:
    """That adult's age alone does not say whether they have reached pension age, so the form has to ask."""
    born = facts.births(f"{who}.age") if who in _adults(facts) else None
    return born is not None and pension_age_day(born[0]) <= facts.on() < pension_age_day(born[1])


def mixed_age(facts: Facts) -> bool:
    """One of a couple may be over pension age, and the other under it."""
    over = _over(facts)
    return couple(facts) and not all(over) and any(one is not False for one in over) and _ages_known(facts)


def pension_age(facts: Facts) -> bool:
    """The household may be under the pension-age rules: both of a couple are over pension age, or they
    are protected.
    """
    over = _over(facts)
    protected = any(one is not False for one in over) and facts.any("housing_benefit.mixed_age_protection", "yes")
    return _ages_known(facts) and (all(one is not False for one in over) or protected)


def working_age(facts: Facts) -> bool:
    """The household may be under the working-age rules, so the form asks everything for Universal Credit."""
    over = _over(facts)
    protected = any(over) and mixed_age(facts) and facts.any("housing_benefit.mixed_age_protection", "yes")
    return not (all(over) or protected)


def _reached_before_2016(facts: Facts, who: str) -> bool | None:
    """Whether that adult had reached pension age before 6 April 2016; None where only a woman had, or where the age
    alone leaves it open.
    """
    born = facts.births(f"{who}.age")
    if born is None:
        return None
    first, last = born
    closed = _law(facts).date(SAVINGS_CREDIT_CLOSED)
    if facts.text(f"{who}.over_pension_age") == "no" or pension_age_day(first) >= closed:
        return False
    return True if pension_age_day_of_a_man(last) < closed else None


def savings_credit_cohort(facts: Facts) -> bool:
    """Nobody is known to have reached pension age before 6 April 2016, but somebody may have."""
    had = [_reached_before_2016(facts, who) for who in _adults(facts)]
    closed = _law(facts).date(SAVINGS_CREDIT_CLOSED)
    return pension_age(facts) and facts.on() >= closed and None in had and True not in had


def capability(facts: Facts) -> bool:
    """A decision about fitness for work, or an ESA group, of somebody under pension age may change an amount."""
    return working_age(facts) or mixed_age(facts)


def savings_credit_kept(facts: Facts) -> bool:
    """One of a couple reached pension age before 6 April 2016 and the other perhaps did not; savings credit then
    depends on the years since.
    """
    had = [_reached_before_2016(facts, who) for who in _adults(facts)]
    told = facts.any("pension_credit.reached_pension_age_before_6_april_2016", "yes")
    return couple(facts) and pension_age(facts) and (any(had) or told) and not all(had)


def higher_allowance(facts: Facts) -> bool:
    """An age alone leaves open whether anyone had reached pension age before 1 April 2021."""
    return pension_age(facts) and _on_the_line(facts, _law(facts).date(HIGHER_ALLOWANCE_CLOSED))


def council_tax(facts: Facts) -> bool:
    """Council Tax Reduction is worked out: England's scheme for pensioners."""
    return facts.any("country", "england") and pension_age(facts)


def unclaimed(facts: Facts) -> bool:
    """A household of working age that does not claim Universal Credit."""
    return any(row.get("claimed") == "no" for row in facts.rows("universal_credit"))


def award_not_moved(facts: Facts) -> bool:
    """Housing Benefit at working age, for a home for which nobody can claim it any more: it is paid only if it was not
    moved to Universal Credit.
    """
    general_needs = facts.any("tenancy.tenure", *GENERAL_NEEDS)
    return facts.any(".claimed", "no") and general_needs and not pension_age(facts) and not _law(facts)[NEW_CLAIMS]


def _law(facts: Facts) -> Rates:
    """The rates on the day of the calculation, or on the nearest one that has any."""
    book = rate_book()
    return book.on(max(FIRST_DAY, min(facts.on(), book.last_day)), Basis.HB_OTHER_RENT)


def weekly(facts: Facts) -> bool:
    """As far as the answers say, the household has only Housing Benefit and Pension Credit, which are by the week."""
    return unclaimed(facts) or not working_age(facts)


def council(facts: Facts) -> bool:
    """Housing Benefit might help with the rent."""
    return unclaimed(facts) or facts.any("tenancy.tenure", *HELPED_BY_COUNCIL) or pension_age(facts)


# Facts beside the case. The library refuses one of a scheme that is not in question, so that these wait until the
# answers leave no doubt about it.


def on_universal_credit(facts: Facts) -> bool:
    """Universal Credit is worked out."""
    return not pension_age(facts) and not unclaimed(facts)


def deferred(facts: Facts) -> bool:
    """Housing Benefit at pension age, so that a new or higher deduction for another adult might wait."""
    return pension_age(facts) and not working_age(facts) and rented(facts)


def deferred_from(facts: Facts) -> bool:
    """The deduction waits from a day that the form asks for."""
    try:
        return deferred(facts) and bool(read_date(facts.text(".changed")))
    except Unreadable:
        return False


def may_have_been_afforded(facts: Facts) -> bool:
    """Housing Benefit helps with the rent, and there might be a bedroom charge because nobody is over pension age."""
    helps = unclaimed(facts) or facts.any("tenancy.tenure", *HELPED_BY_COUNCIL)
    young = all(one is False for one in _over(facts))
    return helps and young and bedrooms(facts) and facts.text("tenancy.bedrooms") not in {"0", "1"}


def afforded(facts: Facts) -> bool:
    """The tenant could afford the rent when they took it on."""
    return may_have_been_afforded(facts) and facts.any("rent_could_be_afforded", "yes")


def owner_charges(facts: Facts) -> bool:
    """Universal Credit might help an owner with service charges."""
    owner = facts.any("tenancy.tenure", "owner_occupier")
    return owner and bool(facts.rows("tenancy.service_charges")) and on_universal_credit(facts)


def surplus_possible(facts: Facts) -> bool:
    """On that day a claim could take over surplus earnings."""
    return on_universal_credit(facts) and facts.on() >= rate_book().begins("uc.surplus_earnings.de_minimis")


def surplus_of_either(facts: Facts) -> bool:
    """It matters to whom the surplus earnings belong: beside a couple's minimum income floor."""
    trades = [row for who in _adults(facts) for row in facts.rows(f"{who}.self_employment")]
    floor = any(row.get("minimum_income_floor") == "yes" for row in trades)
    return surplus_possible(facts) and bool(facts.text(".surplus_earnings")) and couple(facts) and floor


def move_possible(facts: Facts) -> bool:
    """On that day a move after a migration notice would bring a transitional element."""
    return on_universal_credit(facts) and facts.on() >= rate_book().begins("law.managed_migration")


def premium_possible(facts: Facts) -> bool:
    """On that day an earlier severe disability premium would bring an element."""
    return on_universal_credit(facts) and facts.on() >= rate_book().begins(SDP_ELEMENT)


def premium_of_couple(facts: Facts) -> bool:
    """There was a severe disability premium, perhaps at the rate of a couple."""
    return premium_possible(facts) and couple(facts) and facts.any(".severe_disability_premium", "yes")


def part_of_month(facts: Facts) -> bool:
    """Universal Credit counts this income by the days for which it is paid."""
    return on_universal_credit(facts) and facts.any(".kind", *COUNTED_BY_DAYS)


# The household and the home ------------------------------------------------------------------------------------------


def with_children(facts: Facts) -> bool:
    """A child lives there."""
    return bool(facts.rows("children"))


def rented(facts: Facts) -> bool:
    """Rent is paid."""
    return not facts.any("tenancy.tenure", *NOT_RENTED)


def charged(facts: Facts) -> bool:
    """There are housing costs."""
    return not facts.any("tenancy.tenure", "no_housing_costs")


def bedrooms(facts: Facts) -> bool:
    """The number of bedrooms may change the help with the rent."""
    return facts.any("tenancy.tenure", *SOCIAL_LANDLORD)


def bedroom_needs(facts: Facts) -> bool:
    """A reason for a further bedroom may change the help with the rent."""
    return facts.any("tenancy.tenure", *BEDROOM_NEEDS)


def private(facts: Facts) -> bool:
    """The landlord is private."""
    return facts.any("tenancy.tenure", "private_rent")


def area_decides(facts: Facts) -> bool:
    """The landlord is private, and no allowance was given in place of the area's."""
    allowance = facts.text("tenancy.local_housing_allowance.amount")
    return private(facts) and (not allowance or is_unknown(allowance))


def shared_rate(facts: Facts) -> bool:
    """The shared accommodation rate might apply."""
    age = facts.age("claimant.age")
    return private(facts) and not couple(facts) and not with_children(facts) and (age is None or age < 35)


def shared_home(facts: Facts) -> bool:
    """A home that is shared with others may have a lower allowance: private rent that Housing Benefit helps with."""
    return private(facts) and council(facts)


def jointly_liable(facts: Facts) -> bool:
    """More than one person is liable for the rent."""
    return rented(facts) and facts.text("tenancy.people_liable") not in {"", "1"}


def rent_free_possible(facts: Facts) -> bool:
    """The rent is charged by weeks."""
    return rented(facts) and facts.any("tenancy.rent.per", "week", "fortnight", "four_weeks")


def rent_free(facts: Facts) -> bool:
    """This charge is made by weeks, and the rent has weeks without a charge."""
    charged_weekly = facts.any(".per", "week", "fortnight", "four_weeks")
    free = rent_free_possible(facts) and facts.text("tenancy.rent.rent_free_weeks") not in {"", "0"}
    return charged_weekly and free


def sexes_matter(facts: Facts) -> bool:
    """This child and another are under 16, and one of them is 10 by the end of the month, so sex decides who shares."""
    rows = [facts.of_row(row) for row in facts.rows("children")]
    young = [row for row in rows if (row.age(".age") or 0) < 16]
    age = facts.age(".age")
    return len(young) > 1 and any((row.age(".age", by_end=True) or 0) >= 10 for row in young) and (age or 0) < 16


def education_decides(facts: Facts) -> bool:
    """It matters whether this child is in education: for Universal Credit by the end of the month, for Child Benefit
    and Housing Benefit on the day. An age alone is taken as a birthday on the day, as the library takes it.
    """
    born = facts.births(".age")
    if born is None:
        return False
    on = facts.on()
    decides = _depends_on_education(child_or_young_person, born[1], on)
    end = assessment_period_end(on)
    return decides or (not weekly(facts) and _depends_on_education(child_or_young_person_to_19, born[1], end))


def _depends_on_education(counts: Callable[..., bool], born: dt.date, day: dt.date) -> bool:
    return counts(born, day, in_education=True) is not counts(born, day, in_education=False)


def two_child_limit(facts: Facts) -> bool:
    """The two-child limit was law on the day, and there are more than two children."""
    return len(facts.rows("children")) > 2 and _law(facts).get("uc.child_limit.max_children") is not None


def other_adults(facts: Facts) -> bool:
    """Another adult lives there."""
    return bool(facts.rows("non_dependants"))


def other_adult_couples(facts: Facts) -> bool:
    """The council's deduction might be one deduction for two adults."""
    return council(facts) and len(facts.rows("non_dependants")) > 1


def gross(facts: Facts) -> bool:
    """Pay is given before tax."""
    return facts.any(".pay_is", "gross")


def paid_by_weeks(facts: Facts) -> bool:
    """Pay comes by the week, fortnight or four weeks, so Universal Credit counts the paydays of the month."""
    per = ".gross.per" if gross(facts) else ".net.per"
    return working_age(facts) and not unclaimed(facts) and facts.any(per, "week", "fortnight", "four_weeks")


def minimum_income_floor(facts: Facts) -> bool:
    """The answer is that the minimum income floor applies."""
    return working_age(facts) and facts.any(".minimum_income_floor", "yes")


JOBS = ("employment", "self_employment")
WORK_INCOMES = ("statutory_sick_pay", "statutory_maternity_pay", "maternity_allowance")


def childcare(facts: Facts) -> bool:
    """Someone is in paid work, or is treated as being in it, and this child is young enough for childcare."""
    jobs = any(facts.rows(f"{who}.{job}") for who in _adults(facts) for job in JOBS)
    paid = any(row.get("kind") in WORK_INCOMES for row in facts.rows("incomes"))
    age = facts.age(".age")
    return (jobs or paid) and (age is None or age <= 16)
