"""What may be held differently of the home: rent, charges, bedrooms, and who is liable."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, TypeVar

from benefitcalc.advice.why_different.alteration import (
    Alteration,
    Alterations,
    Known,
    in_words,
    of_pence,
    replaced,
    said,
    with_pence,
)
from benefitcalc.advice.why_different.words import rent_increases
from benefitcalc.case import Case, Period, Rent, ServiceCharge, Tenure
from benefitcalc.case.kinds import NOT_RENTED
from benefitcalc.errors import RatesNotKnown
from benefitcalc.money import ten_thousandths
from benefitcalc.rates import Basis
from benefitcalc.rates.lha import categories, lha_rate

_R = TypeVar("_R", bound=Rent)
_OFTEN = (Period.WEEK, Period.FORTNIGHT, Period.FOUR_WEEKS, Period.MONTH)


def _is_rented(case: Case) -> bool:
    return case.tenancy.tenure not in NOT_RENTED and case.tenancy.rent.amount > 0


def rent_of_another_period(case: Case, _: Known) -> Iterator[Alteration]:
    """The same amount for another period, alone or with the charges of the same period; or a month of four weeks."""
    home = case.tenancy
    rent = home.rent
    if not _is_rented(case):
        return
    for per in _OFTEN:
        if per is rent.per:
            continue
        changes: dict[str, Any] = {"tenancy.rent": rent.model_copy(update={"per": per, "rent_free_weeks": 0})}
        if home.ineligible_in_rent is not None:
            changes["tenancy.ineligible_in_rent"] = home.ineligible_in_rent.model_copy(update={"per": per})
        words = {"rent": in_words(rent), "other": said(rent.amount, per)}
        yield Alteration("rent_period", changes, words)
        alike = [charge.per is rent.per for charge in home.service_charges]
        if any(alike):
            charges = tuple(
                charge.model_copy(update={"per": per, "rent_free_weeks": 0}) if same else charge
                for charge, same in zip(home.service_charges, alike, strict=True)
            )
            more = {**changes, "tenancy.service_charges": charges}
            yield Alteration("rent_period", more, {**words, "other": f"{words['other']}, charges likewise"})
    if rent.per is Period.WEEK and home.ineligible_in_rent is None:
        month = with_pence(rent, rent.amount * 4, per=Period.MONTH, rent_free_weeks=0)
        yield Alteration("rent_month_of_four_weeks", {"tenancy.rent": month}, {"other": in_words(month)})
        charges = tuple(
            with_pence(charge, charge.amount * 4, per=Period.MONTH, rent_free_weeks=0)
            if charge.per is Period.WEEK
            else charge
            for charge in home.service_charges
        )
        if charges != home.service_charges:
            yield Alteration(
                "rent_month_of_four_weeks",
                {"tenancy.rent": month, "tenancy.service_charges": charges},
                {"other": f"{in_words(month)}, charges likewise"},
            )
    if rent.per is Period.MONTH and home.ineligible_in_rent is None:
        week = with_pence(rent, (rent.amount + 2) // 4, per=Period.WEEK)
        yield Alteration("rent_month_of_four_weeks", {"tenancy.rent": week}, {"other": in_words(week)})


_WEEKS_OF_A_MONTH = {"4.33": (433, 100), "4.35": (435, 100), "5": (5, 1), "53 ÷ 12": (53, 12)}
"""Weeks that a month is taken to have, in words and as a fraction; it has 52 ÷ 12, which is 4.3333…."""


def rent_of_other_weeks_a_month(case: Case, _: Known) -> Iterator[Alteration]:
    """A month's rent made with 4.33 or 4.35 weeks, five rents in a month, or a year of 53 weeks."""
    home = case.tenancy
    if not _is_rented(case) or home.rent.per is not Period.WEEK or home.ineligible_in_rent is not None:
        return
    for weeks, of in _WEEKS_OF_A_MONTH.items():
        month = _a_month(home.rent, *of)
        words = {"weeks": weeks, "other": in_words(month)}
        yield Alteration("rent_month_of_weeks", {"tenancy.rent": month}, words, among=2)
        charges = tuple(
            _a_month(charge, *of) if charge.per is Period.WEEK else charge for charge in home.service_charges
        )
        if charges != home.service_charges:
            changes = {"tenancy.rent": month, "tenancy.service_charges": charges}
            words = {**words, "other": f"{words['other']}, charges likewise"}
            yield Alteration("rent_month_of_weeks", changes, words, among=2)


def _a_month(part: _R, times: int, parts: int) -> _R:
    return with_pence(part, _share(part.amount, times, parts), per=Period.MONTH, rent_free_weeks=0)


def _share(amount: int, times: int, parts: int) -> int:
    """That share of an amount, to the nearest penny."""
    return (2 * amount * times + parts) // (2 * parts)


def rent_of_another_number_of_weeks(case: Case, _: Known) -> Iterator[Alteration]:
    """Rent charged for 52, 50 or 48 weeks."""
    rent, charges = case.tenancy.rent, case.tenancy.service_charges
    weeks = rent.per.weeks
    if not _is_rented(case) or weeks is None:
        return
    for free in (0, 2, 4):
        if free % weeks:
            continue
        changes: dict[str, Any] = {}
        if free != rent.rent_free_weeks:
            changes = {"tenancy.rent": rent.model_copy(update={"rent_free_weeks": free})}
            yield Alteration("rent_weeks", changes, {"weeks": str(52 - free)})
        alike = tuple(
            charge.model_copy(update={"rent_free_weeks": free})
            if charge.per.weeks and not free % charge.per.weeks
            else charge
            for charge in charges
        )
        if alike != charges:
            yield Alteration("rent_weeks", {**changes, "tenancy.service_charges": alike}, {"weeks": str(52 - free)})


def old_rent(case: Case, known: Known) -> Iterator[Alteration]:
    """The rent before the last rise: as the caller gives it, or as the most that the rules let a rent rise by makes
    it.
    """
    rent = case.tenancy.rent
    if not _is_rented(case):
        return
    found = {} if known.rent_before is None else {known.rent_before: 5}
    for rise in rent_increases(case.date):
        of_ten_thousand = 10_000 + ten_thousandths(rise)
        nearest = rent.amount * 10_000 // of_ten_thousand
        for before in (nearest, nearest + 1):
            risen = before * of_ten_thousand
            if rent.amount in {risen // 10_000, (risen + 5_000) // 10_000}:
                found.setdefault(before, 1)
    for before, times in found.items():
        if before != rent.amount:
            words = {"old": said(before, rent.per), "rent": in_words(rent)}
            soon = 3 if case.date.month in {4, 5, 6, 7} else 1
            yield Alteration("old_rent", {"tenancy.rent": with_pence(rent, before)}, words, times=times * soon)


def rent_misread(case: Case, _: Known) -> Iterator[Alteration]:
    """Two digits of the rent exchanged, its pence left out, or charges in it that are counted again."""
    rent = case.tenancy.rent
    if not _is_rented(case):
        return
    digits = str(rent.amount)
    for place in range(len(digits) - 1):
        other = int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])
        if other != rent.amount:
            words = {"other": said(other, rent.per), "rent": in_words(rent)}
            yield Alteration("rent_digits", {"tenancy.rent": with_pence(rent, other)}, words, among=2)
    for times, parts in ((10, 1), (1, 10), (100, 1), (1, 100)):
        slipped = _share(rent.amount, times, parts)
        if slipped and case.tenancy.ineligible_in_rent is None:
            words = {"other": said(slipped, rent.per), "rent": in_words(rent)}
            yield Alteration("rent_decimal_point", {"tenancy.rent": with_pence(rent, slipped)}, words, among=2)
    for other in {rent.amount // 100 * 100, (rent.amount + 99) // 100 * 100} - {rent.amount, 0}:
        words = {"other": said(other, rent.per), "rent": in_words(rent)}
        yield Alteration("rent_whole_pounds", {"tenancy.rent": with_pence(rent, other)}, words)
    alike = [charge for charge in case.tenancy.service_charges if charge.per is rent.per]
    for charges, code in (([one for one in alike if one.eligible], "charges_twice"), (alike, "all_charges_twice")):
        if charges:
            whole = rent.amount + sum(charge.amount for charge in charges)
            yield Alteration(code, {"tenancy.rent": with_pence(rent, whole)}, {"other": said(whole, rent.per)})


def service_charges(case: Case, _: Known) -> Iterator[Alteration]:
    """Eligible charges left out, ineligible ones counted: each alone, and all together."""
    charges = case.tenancy.service_charges
    if case.tenancy.tenure in NOT_RENTED or not charges:
        return
    for place, charge in enumerate(charges):
        words = {"charge": _named(charge), "amount": in_words(charge)}
        code = "service_charge_left_out" if charge.eligible else "ineligible_charge_counted"
        turned = replaced(charges, place, eligible=not charge.eligible)
        yield Alteration(code, {"tenancy.service_charges": turned}, words)
    eligible = [charge for charge in charges if charge.eligible]
    if len(eligible) > 1:
        others = tuple(charge for charge in charges if not charge.eligible)
        yield Alteration("service_charges_left_out", {"tenancy.service_charges": others})
    if len(charges) - len(eligible) > 1:
        all_of_them = tuple(charge.model_copy(update={"eligible": True}) for charge in charges)
        yield Alteration("ineligible_charges_counted", {"tenancy.service_charges": all_of_them})


def _named(charge: ServiceCharge) -> str:
    return f"service charge “{charge.label}”" if charge.label else "service charge"


def charges_of_another_period(case: Case, _: Known) -> Iterator[Alteration]:
    """One charge with its amount for another period."""
    charges = case.tenancy.service_charges
    for place, charge in enumerate(charges):
        for per in (Period.WEEK, Period.MONTH):
            if charge.eligible and per is not charge.per:
                turned = replaced(charges, place, per=per, rent_free_weeks=0)
                words = {"charge": _named(charge), "other": said(charge.amount, per)}
                yield Alteration("service_charge_period", {"tenancy.service_charges": turned}, words, among=2)


def charges_in_rent(case: Case, _: Known) -> Iterator[Alteration]:
    """Water, fuel or support in the rent, counted with it."""
    part = case.tenancy.ineligible_in_rent
    if part is not None and part.amount:
        yield Alteration("ineligible_in_rent_counted", {"tenancy.ineligible_in_rent": None}, {"amount": in_words(part)})


def bedrooms(case: Case, known: Known) -> Iterator[Alteration]:
    """A bedroom more or fewer, or no bedroom charge at all."""
    rooms, needed = case.tenancy.bedrooms, known["housing.bedrooms_needed"]
    if rooms is None or case.tenancy.tenure is not Tenure.SOCIAL_RENT:
        return
    for other in {rooms - 1, rooms + 1} - {needed}:
        if 0 <= other <= 20:
            words = {"rooms": str(rooms), "other": str(other)}
            yield Alteration("bedroom_count", {"tenancy.bedrooms": other}, words)
    if rooms != needed:
        yield Alteration("bedroom_charge_not_made", {"tenancy.bedrooms": needed})
    for spare in {1, 2} - {rooms - needed}:
        if needed + spare <= 20:
            percent = known.rates.share(_CHARGES[known.rates.basis is Basis.ASSESSMENT_PERIOD][spare - 1]).text
            words = {
                "spare": f"{spare} spare {'bedroom' if spare == 1 else 'bedrooms'}",
                "percent": percent.split(" ")[0],
            }
            yield Alteration("bedroom_charge_made", {"tenancy.bedrooms": needed + spare}, words)


_CHARGES = {
    True: ("uc.under_occupancy.reduction_one_bedroom", "uc.under_occupancy.reduction_two_or_more"),
    False: ("hb.under_occupancy.reduction_one_bedroom", "hb.under_occupancy.reduction_two_or_more"),
}


def rooms_for_needs(case: Case, _: Known) -> Iterator[Alteration]:
    """A room for carers, foster children or people who cannot share, counted or not; the other rooms' exceptions."""
    home = case.tenancy
    for flag in ("overnight_carer_bedroom", "foster_bedroom", "couple_cannot_share_bedroom"):
        has = getattr(home, flag)
        code = "room_not_counted" if has else "room_counted"
        yield Alteration(code, {f"tenancy.{flag}": not has}, {"room": _ROOMS[flag]})
    for flag in ("sanctuary_scheme", "bereavement_protection"):
        has = getattr(home, flag)
        yield Alteration("protection_not_counted" if has else "protection_counted", {f"tenancy.{flag}": not has})
    for place, child in enumerate(case.children):
        if child.disability_benefits:
            has = child.cannot_share_bedroom
            children = replaced(case.children, place, cannot_share_bedroom=not has)
            code = "room_not_counted" if has else "room_counted"
            yield Alteration(code, {"children": children}, {"room": "a disabled child who cannot share"})


_ROOMS = {
    "overnight_carer_bedroom": "carers who stay overnight",
    "foster_bedroom": "fostering",
    "couple_cannot_share_bedroom": "a couple who cannot share",
}


def joint_tenancy(case: Case, _: Known) -> Iterator[Alteration]:
    """Another share of the rent, by heads."""
    home = case.tenancy
    if not _is_rented(case):
        return
    in_claim = (1, 2) if case.partner is not None else (1,)
    for own, others in product(in_claim, (0, 1, 2)):
        if (own, own + others) == (home.people_liable_in_claim, home.people_liable) and home.rent_share is None:
            continue
        changes = {
            "tenancy.people_liable_in_claim": own,
            "tenancy.people_liable": own + others,
            "tenancy.rent_share": None,
        }
        yield Alteration("rent_share", changes, {"own": str(own), "all": str(own + others)}, among=2)


def joint_tenants_charged(case: Case, _: Known) -> Iterator[Alteration]:
    """Joint tenants have no bedroom charge; their share may be held as a whole home, which has one."""
    home = case.tenancy
    own, everybody = home.people_liable_in_claim, home.people_liable
    if home.tenure is not Tenure.SOCIAL_RENT or everybody <= own or home.rent_share is not None:
        return
    inside = home.ineligible_in_rent
    changes = {
        "tenancy.people_liable": own,
        "tenancy.rent": with_pence(home.rent, _share(home.rent.amount, own, everybody)),
        "tenancy.service_charges": tuple(
            with_pence(charge, _share(charge.amount, own, everybody)) for charge in home.service_charges
        ),
        "tenancy.ineligible_in_rent": inside and with_pence(inside, _share(inside.amount, own, everybody)),
    }
    yield Alteration("joint_tenants_charged", changes, {"own": str(own), "all": str(everybody)})


def tenures(case: Case, known: Known) -> Iterator[Alteration]:
    """A home without rent in the claim, or of another kind."""
    home = case.tenancy
    if not _is_rented(case):
        return
    yield Alteration("no_rent_on_claim", {"tenancy.tenure": Tenure.NO_HOUSING_COSTS, **_NO_RENT})
    kinds = {Tenure.SOCIAL_RENT, Tenure.SHARED_OWNERSHIP, Tenure.EXEMPT_ACCOMMODATION, Tenure.TEMPORARY_ACCOMMODATION}
    for kind in sorted(kinds - {home.tenure}):
        changes: dict[str, Any] = {
            "tenancy.tenure": kind,
            "tenancy.brma": None,
            "tenancy.local_housing_allowance": None,
        }
        if kind is Tenure.SOCIAL_RENT:
            changes["tenancy.bedrooms"] = home.bedrooms or known["housing.bedrooms_needed"]
        yield Alteration("tenure", changes, {"kind": kind.value.replace("_", " ")})


_NO_RENT: dict[str, Any] = {
    "tenancy.rent": Rent.model_construct(amount=0, per=Period.WEEK, rent_free_weeks=0),
    "tenancy.service_charges": (),
    "tenancy.ineligible_in_rent": None,
    "tenancy.brma": None,
    "tenancy.local_housing_allowance": None,
}


def local_housing_allowance(case: Case, known: Known) -> Iterator[Alteration]:
    """The allowance of another number of bedrooms, none at all, or the one that was entered for another period."""
    home = case.tenancy
    if home.tenure is not Tenure.PRIVATE_RENT:
        return
    for flag in ("shared_accommodation_rate_exempt", "shares_home"):
        has = getattr(home, flag)
        yield Alteration("shared_accommodation_rate", {f"tenancy.{flag}": not has})
    entered = home.local_housing_allowance
    if entered is not None:
        other = Period.MONTH if entered.per is Period.WEEK else Period.WEEK
        turned = entered.model_copy(update={"per": other})
        yield Alteration("allowance_period", {"tenancy.local_housing_allowance": turned}, {"other": in_words(turned)})
    elif home.brma is not None:
        monthly = known.rates.basis is Basis.ASSESSMENT_PERIOD
        for category, name in categories().items():
            try:
                rate = int(lha_rate(home.brma, category, case.date, known.rates.basis))
            except RatesNotKnown:
                continue
            amount = of_pence(rate, Period.MONTH if monthly else Period.WEEK)
            yield Alteration("allowance_category", {"tenancy.local_housing_allowance": amount}, {"category": name})
    most = of_pence(9_999_999, Period.MONTH)
    yield Alteration("allowance_not_applied", {"tenancy.local_housing_allowance": most})


OF_HOME: tuple[Alterations, ...] = (
    rent_of_another_period,
    rent_of_other_weeks_a_month,
    rent_of_another_number_of_weeks,
    old_rent,
    rent_misread,
    service_charges,
    charges_of_another_period,
    charges_in_rent,
    bedrooms,
    rooms_for_needs,
    joint_tenancy,
    joint_tenants_charged,
    tenures,
    local_housing_allowance,
)
