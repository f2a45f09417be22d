"""What an invented caller says on the telephone: every fact of a case, in words, in the order of a call.

``facts_told`` leaves no fact out, so a case can be worked out from its dialogue alone. The words stand in
``dialogue.toml``; all amounts come from the case.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from benefitcalc.account.days import in_words
from benefitcalc.case import Case
from benefitcalc.case.parts import (
    Child,
    Employment,
    Income,
    Money,
    NonDependant,
    Person,
    SelfEmployment,
    Someone,
    Tenancy,
)
from benefitcalc.money import in_pounds
from benefitcalc.training.scenario import Said

INVENTED = "Invented dialogue: no real caller, no real household."
CALLER: Literal["Caller"] = "Caller"
OFFICER: Literal["Officer"] = "Officer"
_PENSION_AGE = 66
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@cache
def words() -> dict[str, Any]:
    """What stands in ``dialogue.toml``."""
    return tomllib.loads(files(__package__).joinpath("dialogue.toml").read_text(encoding="utf-8"))


def facts_told(case: Case) -> tuple[Said, ...]:
    """The officer's questions and the caller's answers, which together hold every fact of the case."""
    asked = words()["questions"]
    home = " ".join(_home(case))
    told = [Said(OFFICER, asked["home"].format(home=home)), Said(CALLER, words()["yes"]["home"])]
    for question, sentences in (
        (asked["household"], _household(case)),
        (asked["other_adults"], _other_adults(case)),
        (asked["work"], _work(case)),
        (asked["health"], _health(case)),
        (asked["money"], _money(case)),
        (asked["claim"], _claim(case)),
    ):
        if said := " ".join(sentences):
            told += [Said(OFFICER, question), Said(CALLER, said)]
    return tuple(told)


def facts_line(case: Case) -> str:
    """The day that the figures are for."""
    return f"Figures for {in_words(case.date)}."


def amount(money: Money) -> str:
    """``£112.45 a week``."""
    return f"{in_pounds(money.amount)} {words()['per'][money.per]}"


# --- The home ---------------------------------------------------------------------------------------------------------


def _home(case: Case) -> Iterator[str]:
    tenancy, country = case.tenancy, words()["country"][case.country]
    rooms = "" if tenancy.bedrooms is None else f", with {_several(tenancy.bedrooms, 'bedroom')}"
    place = "Greater London" if case.greater_london else country
    yield f"It is {words()['tenure'][tenancy.tenure]}{rooms}, in {place}."
    if tenancy.rent.amount:
        yield f"The rent is {amount(tenancy.rent)}{_free(tenancy.rent.rent_free_weeks)}."
    for charge in tenancy.service_charges:
        label = charge.label or "services"
        help_ = "help with rent can cover it" if charge.eligible else "help with rent never covers it"
        yield f"The charge for {label} is {amount(charge)}{_free(charge.rent_free_weeks)}; {help_}."
    if tenancy.ineligible_in_rent is not None:
        yield f"{amount(tenancy.ineligible_in_rent)} of the rent is for water or fuel, which help never covers."
    yield from _liable(tenancy)
    yield from (said for flag, said in words()["tenancy"].items() if getattr(tenancy, flag))
    yield words()["period"]["pension_age" if _at_pension_age(case) else "working_age"].format(day=in_words(case.date))


def _free(weeks: int) -> str:
    return f", with {_several(weeks, 'week')} of the year free" if weeks else ""


def _liable(tenancy: Tenancy) -> Iterator[str]:
    if tenancy.brma is not None:
        yield f"It is in the broad rental market area {tenancy.brma}."
    if tenancy.local_housing_allowance is not None:
        yield f"The Local Housing Allowance for it is {amount(tenancy.local_housing_allowance)}."
    if tenancy.people_liable > 1:
        inside = _several(tenancy.people_liable_in_claim, "person", "people")
        verb = "is" if tenancy.people_liable_in_claim == 1 else "are"
        everybody = _several(tenancy.people_liable, "person", "people").capitalize()
        yield f"{everybody} are on the tenancy; {inside} of them {verb} in your claim."
    if tenancy.rent_share is not None:
        yield f"The share of the rent for your claim was decided as {tenancy.rent_share}."


# --- The people -------------------------------------------------------------------------------------------------------


def _household(case: Case) -> Iterator[str]:
    yield f"I am {_age(case.claimant, case.date)}."
    if case.partner is not None:
        yield f"My partner is {_age(case.partner, case.date)}."
    for person, whose in zip(case.adults, (0, 1), strict=False):
        if person.over_pension_age is not None:
            yield words()["person"]["over_pension_age" if person.over_pension_age else "under_pension_age"][whose]
    if case.children:
        yield f"There is {_listed(_child(child, case.date) for child in case.children)}."
        yield from _of_children(case)
    if case.non_dependants:
        yield f"Also here: {_listed(f'another adult of {_years(adult, case.date)}' for adult in case.non_dependants)}."
    elif not case.children and case.partner is None:
        yield "Nobody else lives here."


def _age(person: Person, on: dt.date) -> str:
    if person.born is None:
        return str(person.age)
    return f"{_years(person, on)} (born {_day(person.born)})"


def _child(child: Child, on: dt.date) -> str:
    age = _years(child, on)
    noun = {"male": "boy", "female": "girl"}.get(str(child.sex), "child")
    born = "" if child.born is None else f" (born {_day(child.born)})"
    return f"a {noun} of {age}{born}" if age else f"a baby {noun}{born}"


def _of_children(case: Case) -> Iterator[str]:
    said = words()["child"]
    for place, child in enumerate(case.children):
        who = _which(case, place)
        flags = [flag for flag in ("severely_sight_impaired", "cannot_share_bedroom") if getattr(child, flag)]
        flags += [flag for flag in ("two_child_limit_exception", "of_non_dependant") if getattr(child, flag)]
        if _years(child, case.date) >= 16:
            flags.append("in_education" if child.in_education else "not_in_education")
        for flag in flags:
            yield said[flag].format(who=who[:1].upper() + who[1:], who_in=who)
        if child.childcare is not None:
            yield f"Childcare for {who} costs {amount(child.childcare)}, with a registered provider."


def _which(case: Case, place: int) -> str:
    """``the girl of 7``; with the birth date where another child is alike."""
    child = case.children[place]
    noun = {"male": "boy", "female": "girl"}.get(str(child.sex), "child")
    alike = [
        one for one in case.children if one.sex == child.sex and _years(one, case.date) == _years(child, case.date)
    ]
    place_of = f" ({_day(child.born)})" if len(alike) > 1 and child.born is not None else ""
    return f"the {noun} of {_years(child, case.date)}{place_of}"


def _other_adults(case: Case) -> Iterator[str]:
    said, ways = words()["other_adult"], words()["other_adult_benefits"]
    for place, adult in enumerate(case.non_dependants):
        parts = [
            "works 16 hours a week or more" if adult.works_16_hours else "works less than 16 hours a week or not at all"
        ]
        if adult.gross_income is None:
            parts.append("has shown me nothing about income")
        elif adult.gross_income.amount:
            parts.append(f"has {amount(adult.gross_income)} before tax")
        else:
            parts.append("has no income at all")
        parts += [words for flag, words in said.items() if getattr(adult, flag)]
        parts += [ways[code] for code in adult.benefits]
        parts += [f"gets {words()['disability_benefits'][code]}" for code in adult.disability_benefits]
        if adult.couple_with is not None and adult.couple_with < place:
            parts.append(f"is the partner of the adult of {_years(case.non_dependants[adult.couple_with], case.date)}")
        yield f"The adult of {_born(adult, case.date)} {_listed(parts)}."


def _born(adult: NonDependant, on: dt.date) -> str:
    return str(adult.age) if adult.born is None else f"{_years(adult, on)} (born {_day(adult.born)})"


# --- Work, health, money and claims -----------------------------------------------------------------------------------


def _work(case: Case) -> Iterator[str]:
    for person, who in zip(case.adults, ("I", "My partner"), strict=False):
        verb = lambda word, me=who == "I": word if me else f"{word}s"  # noqa: E731
        if person.employment is not None:
            yield from _job(person.employment, who, verb)
        if person.self_employment is not None:
            yield from _trade(person.self_employment, who)
        if person.employment is None and person.self_employment is None:
            yield "I am not working." if who == "I" else "My partner is not working."


def _job(job: Employment, who: str, verb: Any) -> Iterator[str]:
    yield f"{who} {verb('work')} {job.hours_per_week.normalize():f} hours a week."
    if job.net is not None:
        yield f"Pay after tax, National Insurance and pension is {amount(job.net)}."
    if job.gross is not None:
        yield f"Pay before tax and National Insurance is {amount(job.gross)}."
    if job.pension_contribution is not None:
        yield f"Of that {amount(job.pension_contribution)} goes into a pension."
    if job.paid_on is not None:
        yield f"One of the paydays is {in_words(job.paid_on)}."


def _trade(trade: SelfEmployment, who: str) -> Iterator[str]:
    work = "I am" if who == "I" else "My partner is"
    hours = f"{trade.hours_per_week.normalize():f} hours a week"
    yield f"{work} self-employed for {hours}, with {amount(trade.net_profit)} left after expenses, tax and pension."
    if trade.minimum_income_floor:
        said = words()["person"]["self_employed_floor"][who != "I"]
        yield said.format(hours=f"{trade.expected_hours.normalize():f}")


def _health(case: Case) -> Iterator[str]:
    for whose, person in enumerate(case.adults):
        yield from _of_person(person, whose)
    for place, child in enumerate(case.children):
        if child.disability_benefits:
            who = _which(case, place)
            yield f"{who[:1].upper()}{who[1:]} gets {_benefits(child.disability_benefits)}."


def _of_person(person: Person, whose: int) -> Iterator[str]:
    if person.disability_benefits:
        yield f"{('I get', 'My partner gets')[whose]} {_benefits(person.disability_benefits)}."
    if person.work_capability != "none":
        yield words()["work_capability"][person.work_capability][whose]
    if person.esa is not None:
        yield words()["esa"][person.esa][whose]
    flags = ("carer", "severely_sight_impaired", "has_paid_carer", "student")
    yield from (words()["person"][flag][whose] for flag in flags if getattr(person, flag))


def _benefits(codes: Iterable[str]) -> str:
    return _listed(words()["disability_benefits"][code] for code in codes)


def _money(case: Case) -> Iterator[str]:
    for income in case.incomes:
        yield f"{('I get', 'My partner gets')[income.of == 'partner']} {_income(income)}."
    have = "We have" if case.partner else "I have"
    yield f"{have} {in_pounds(case.capital)} in savings." if case.capital else "There are no savings to speak of."


def _income(income: Income) -> str:
    return f"{words()['incomes'][income.kind]} of {amount(income)}"


def _claim(case: Case) -> Iterator[str]:
    said, award, housing, credit = words()["claim"], case.universal_credit, case.housing_benefit, case.pension_credit
    if not award.claimed:
        yield said["not_claimed"]
    else:
        yield said["at_pension_age" if _at_pension_age(case) else "on_universal_credit"]
    if award.transitional_element is not None:
        yield said["transitional_element"].format(amount=in_pounds(award.transitional_element))
    for block in (award, housing, credit):
        yield from (said[flag] for flag in type(block).model_fields if flag in said and getattr(block, flag) is True)
    if credit.reached_pension_age_before_6_april_2016 is False:
        yield said["reached_pension_age_after_6_april_2016"]
    if case.council_tax is not None:
        yield said["council_tax"].format(amount=in_pounds(case.council_tax.annual_liability))


# --- Words ------------------------------------------------------------------------------------------------------------


def _several(number: int, one: str, more: str | None = None) -> str:
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said} {one if number == 1 else more or one + 's'}"


def _listed(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _at_pension_age(case: Case) -> bool:
    """Whether everybody of the claim is old enough for the pension-age benefits; words alone depend on it."""
    return min(_years(person, case.date) for person in case.adults) >= _PENSION_AGE


def _years(someone: Someone, on: dt.date) -> int:
    return someone.age_on(on, on)


def _day(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"
