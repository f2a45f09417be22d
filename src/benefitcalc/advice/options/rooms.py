"""Options about the home: rooms that the law counts, a smaller home, a lodger."""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc.advice.options.altering import with_child, with_home, with_income, with_rent
from benefitcalc.advice.options.household import CARE, CHILD_CARE, Assumed, Found, Household
from benefitcalc.case import Case, IncomeKind, Period
from benefitcalc.money import parse_pounds


def overnight_carer(h: Household) -> Iterator[Found]:
    """A room for carers who stay overnight, where somebody has a benefit for care."""
    case = h.case
    if not h.room_matters or case.tenancy.overnight_carer_bedroom:
        return
    if any(h.looked_after()):
        yield Found("overnight_carer_room", with_home(case, overnight_carer_bedroom=True))


def disabled_child(h: Household) -> Iterator[Found]:
    """A room of their own for a disabled child who cannot share."""
    for place, child in enumerate(h.case.children):
        disabled = h.age(child) < 16 and CHILD_CARE & set(child.disability_benefits)
        if h.room_matters and disabled and not child.cannot_share_bedroom:
            after = with_child(h.case, place, cannot_share_bedroom=True)
            yield Found("disabled_childs_room", after, {"age": str(h.age(child))})


def couple_apart(h: Household) -> Iterator[Found]:
    """A room each for a couple who cannot share because of disability."""
    case = h.case
    asked = h.room_matters and case.partner is not None and not case.tenancy.couple_cannot_share_bedroom
    if asked and any(CARE & set(person.disability_benefits) for person in case.adults):
        yield Found("couples_rooms", with_home(case, couple_cannot_share_bedroom=True))


def foster_room(h: Household) -> Iterator[Found]:
    """A room for fostering, where a fostering allowance is paid."""
    if h.room_matters and h.gets(IncomeKind.FOSTERING_ALLOWANCE) and not h.case.tenancy.foster_bedroom:
        yield Found("foster_room", with_home(h.case, foster_bedroom=True))


def bereavement(h: Household) -> Iterator[Found]:
    """Housing Benefit's protection in the 12 months after a death."""
    if h.charged and h.housing_benefit and not h.case.tenancy.bereavement_protection:
        yield Found("bereavement_protection", with_home(h.case, bereavement_protection=True))


def downsizing(h: Household) -> Iterator[Found]:
    """A home with no spare bedroom."""
    needed = h.pence("housing.bedrooms_needed")
    if not h.charged or not needed:
        return
    after = with_home(h.case, bedrooms=needed)
    rent = h.assumed.rent_of_smaller_home
    if rent is not None:
        after = with_rent(after, amount=parse_pounds(str(rent)))
    per = h.case.tenancy.rent.per.replace("_", " ")
    at = "at the same rent" if rent is None else f"at a rent of £{rent:,.2f} a {per}"
    yield Found("downsizing", after, {"bedrooms": _bedrooms(needed), "at": at})


def _bedrooms(number: int) -> str:
    return f"{number} bedroom{'' if number == 1 else 's'}"


def lodger(h: Household) -> Iterator[Found]:
    """A lodger in a spare room of a social landlord's home."""
    has_one = h.gets(IncomeKind.LODGER) or h.gets(IncomeKind.BOARDER)
    if h.social_rent and h.pence("housing.bedrooms_spare") and not has_one:
        yield Found("lodger", _with_lodger(h.case, h.assumed), {"pays": f"£{h.assumed.lodger_pays:,.2f}"})


def _with_lodger(case: Case, assumed: Assumed) -> Case:
    return with_income(case, IncomeKind.LODGER, parse_pounds(str(assumed.lodger_pays)), Period.WEEK)


FINDERS = (overnight_carer, disabled_child, couple_apart, foster_room, bereavement, downsizing, lodger)
