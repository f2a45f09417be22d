"""The rent account of one household, projected: a dated ledger in pence, with book arrears apart from real arrears."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal

from benefitcalc.account.book_arrears import Parts, accrued, cover_of, parts_by_charge
from benefitcalc.account.charges import Charge, Charging, charges, payments_a_year, problems_with_charges
from benefitcalc.account.credits import Credit, Payer
from benefitcalc.account.days import DAY, WEEK, in_words, rent_year_start
from benefitcalc.account.help_periods import RUN_ON, UNIVERSAL_CREDIT, HelpPeriod, help_from_benefits
from benefitcalc.account.how_paid import Practice, practice
from benefitcalc.account.lines import Line, Position
from benefitcalc.account.rent_account import RentAccount
from benefitcalc.account.terms import Deduction, PaidTo, Plan, Share, problems_with_terms, signed_pounds
from benefitcalc.case import Case
from benefitcalc.money import in_pounds, parse_pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.rates import Assumptions, RateBook
from benefitcalc.timeline.working import book_until

_MOST_DAYS = 3660


def project_account(
    case: Case | Mapping[str, Any],
    *,
    opening_balance: str = "0.00",
    first_day: Day | None = None,
    last_day: Day | None = None,
    weeks: int = 52,
    charging: Charging | None = None,
    new_rent: str | Mapping[Day, str] | None = None,
    rent_increase_on: Day | None = None,
    claimed: Day | None = None,
    moves_from_housing_benefit: bool = False,
    pays_to: PaidTo = "landlord",
    schedule_day: Day | None = None,
    housing_benefit_day: Day | None = None,
    deduction: Deduction | None = None,
    plan: Plan | None = None,
    share: Share | None = None,
    bank_holidays: Collection[Day] = (),
    book: RateBook | None = None,
    project: Assumptions | Literal["default"] | None = "default",
    how_paid: Practice | None = None,
) -> RentAccount:
    """The rent account of the household of ``case`` from ``first_day`` (the case's date) for so many ``weeks``, or to
    ``last_day``: every charge and every payment with its day and its cause.

    ``opening_balance`` is in pounds before the first day: what is owed is positive, ``"-12.50"`` is a credit. Rent and
    service charges are those of the case, on the days of ``charging`` (Mondays); ``new_rent`` is the rent of one charge
    from ``rent_increase_on`` (the first Monday in April after the first day), or several by day.

    The engine works out the help of each assessment period or benefit week, with birthdays and new rates. Universal
    Credit runs from ``claimed``; without it the award goes on since before the account, in the periods of the case's
    date. ``moves_from_housing_benefit`` says that Housing Benefit came before the claim, and its run-on after it.
    ``pays_to`` says who gets the help for the rent: the ``landlord`` on the tenant's payday, the ``tenant``, who passes
    it on that day, or the landlord by the four-weekly ``schedule`` of before August 2020, of which ``schedule_day`` is
    any one day. Housing Benefit comes to the landlord every four weeks; ``housing_benefit_day`` is any one day of it.
    Without these days the schedules run from the first Monday of the account.

    The tenant's own share counts as paid only as ``share`` says, and beside it ``plan`` and ``deduction``; the
    account's ``notes`` say what was taken for granted. Rates after the checked ones are projected as in
    :func:`~benefitcalc.timeline.timeline`.

    Raises ``InvalidCase`` for the case, and ``ValueError`` with every problem of the rest at once.
    """
    valid = case if isinstance(case, Case) else Case.model_validate(case)
    first = valid.date if first_day is None else as_date(first_day)
    last = first + WEEK * weeks - DAY if last_day is None else as_date(last_day)
    problems = list(problems_with_charges(valid.tenancy))
    problems += problems_with_terms(pays_to=pays_to, plan=plan, share=share, deduction=deduction, case=valid)
    problems += _problems_with_days(first, last, opening_balance, claimed, moves_from_housing_benefit)
    if problems:
        raise ValueError("\n".join(problems))
    book = book_until(last, project=project, book=book)
    rents = _rents(new_rent, rent_increase_on, first)
    periods = help_from_benefits(
        valid,
        first=first,
        last=last,
        claimed=None if claimed is None else as_date(claimed),
        moves=moves_from_housing_benefit,
        rents=rents,
        book=book,
    )
    slots = charges(valid.tenancy, rents, charging or Charging(), first - DAY, last)
    periods = [period for period in periods if not _in_free_week(period, slots)]
    payer = Payer(
        first=first,
        last=last,
        pays_to=pays_to,
        schedule_day=as_date(schedule_day or _monday(first)),
        housing_benefit_day=as_date(housing_benefit_day or _monday(first)),
        holidays=frozenset(map(as_date, bank_holidays)),
        practice=how_paid or practice(),
        book=book,
    )
    rent = valid.tenancy.rent
    covers = [cover_of(slot, periods, charges_a_year=payments_a_year(rent), weeks=rent.per.weeks) for slot in slots]
    paid = payer.help(periods, deduction)
    own = [(slot.day, slot.amount - cover.rent_change - cover.help) for slot, cover in zip(slots, covers, strict=True)]
    payments = [*paid.credits, *payer.plan(plan, valid), *payer.share(share, own[1:])]
    parts = list(parts_by_charge(slots, covers, paid.periods))
    opening = signed_pounds(opening_balance)
    lines = tuple(_lines(opening, slots[1:], payments, first, last))
    positions = tuple(_positions(opening, lines, slots, parts, paid.periods, paid.payable_on, first, last))
    notes = _notes(valid, periods, payer, share=share, deduction=deduction, own=own[1:], book=book)
    return RentAccount(
        case=valid,
        opening_balance=opening,
        first_day=first,
        last_day=last,
        lines=lines,
        positions=positions,
        weekly_rent=_weekly_rents(valid, slots),
        notes=(*_note_of_the_opening(positions[0]), *notes),
    )


def _note_of_the_opening(eve: Position) -> Iterator[str]:
    """A note where the opening balance is less than the help that waits to be paid, as when none was given."""
    if eve.balance < eve.book_arrears:
        yield (
            f"The opening balance is {in_pounds(eve.balance)}, and {in_pounds(eve.book_arrears)} of help had accrued "
            f"by then: so the account begins {in_pounds(-eve.real_arrears)} in credit. Is it the balance of that day?"
        )


def _problems_with_days(first: dt.date, last: dt.date, opening: str, claimed: Day | None, moves: bool) -> Iterator[str]:
    if not first <= last <= first + DAY * _MOST_DAYS:
        yield f"the account runs from {first} to {last}; give a last day from the first on, at most ten years after it"
    try:
        signed_pounds(opening)
    except ValueError as error:
        yield f"opening_balance: {error}; a credit is -12.50"
    if moves and claimed is None:
        yield "moves_from_housing_benefit needs claimed, the day of the claim for Universal Credit"


def _rents(new_rent: str | Mapping[Day, str] | None, increase_on: Day | None, first: dt.date) -> dict[dt.date, int]:
    """The new rents in pence by the day from which they are charged, in order."""
    if new_rent is None:
        return {}
    if isinstance(new_rent, str):
        after = rent_year_start(rent_year_start(first) + 54 * WEEK)
        new_rent = {after if increase_on is None else increase_on: new_rent}
    return dict(sorted((as_date(day), parse_pounds(amount)) for day, amount in new_rent.items()))


def _in_free_week(period: HelpPeriod, slots: list[Charge]) -> bool:
    """Whether it is a week without a charge, for which Housing Benefit pays nothing."""
    return period.scheme not in {UNIVERSAL_CREDIT, RUN_ON} and any(
        slot.free and slot.day <= period.first <= slot.through for slot in slots
    )


def _monday(day: dt.date) -> dt.date:
    return day + DAY * (-day.weekday() % 7)


def _weekly_rents(case: Case, slots: list[Charge]) -> tuple[tuple[dt.date, int], ...]:
    """The weekly rent with its service charges from each day on which it changes, in whole pence."""
    found: list[tuple[dt.date, int]] = []
    weeks = case.tenancy.rent.per.weeks
    for slot in slots:
        if slot.free:
            continue
        weekly = slot.amount // weeks if weeks else (2 * slot.amount * 12 + 52) // 104
        if not found or found[-1][1] != weekly:
            found.append((slot.day, weekly))
    return tuple(found)


def _lines(opening: int, slots: list[Charge], payments: list[Credit], first: dt.date, last: dt.date) -> Iterator[Line]:
    """The ledger in order of days: charges before payments of the same day."""
    entries: list[tuple[dt.date, int, str, str, int, int, str]] = []
    for slot in slots:
        days = f"{in_words(slot.day)} to {in_words(slot.through)}"
        week_53 = "; the 53rd week of the rent year" if slot.week_53 else ""
        entries.append((slot.day, 0, "rent", "Rent", slot.rent, 0, f"in advance for {days}{week_53}"))
        if slot.free:
            entries[-1] = (slot.day, 0, "rent", "Rent-free week", 0, 0, f"no charge for {days}")
        elif slot.services:
            entries.append((slot.day, 0, "service_charge", "Service charges", slot.services, 0, f"for {days}"))
    entries += [(one.day, 1, one.kind, one.what, 0, one.amount, one.cause) for one in payments]
    balance = opening
    for day, _, kind, what, debit, credit, cause in sorted(entries, key=lambda entry: entry[:2]):
        if first <= day <= last:
            balance += debit - credit
            yield Line(day, kind, what, debit, credit, balance, cause)


def _positions(
    opening: int,
    lines: tuple[Line, ...],
    slots: list[Charge],
    parts: list[Parts],
    periods: list[HelpPeriod],
    payable_on: Mapping[int, dt.date],
    first: dt.date,
    last: dt.date,
) -> Iterator[Position]:
    """The balance, the book arrears and the parts of the real arrears at the end of the eve and of each day."""
    by_day: dict[dt.date, int] = {line.day: line.balance for line in lines}
    falls: dict[dt.date, int] = {}
    payable = 0
    for place, period in enumerate(periods):
        day = payable_on[place]
        if day < first:
            payable += period.amount
        else:
            falls[day] = falls.get(day, 0) + period.amount
    balance, place = opening, 0
    total = accrued(periods, slots[0].through)
    day = first - DAY
    while day <= last:
        balance = by_day.get(day, balance)
        payable += falls.get(day, 0) if day >= first else 0
        while place + 1 < len(slots) and slots[place + 1].day <= day:
            place += 1
            total = accrued(periods, slots[place].through)
        book = total - payable
        known = parts[place]
        yield Position(day, balance, book, known.with_owed(balance - book))
        day += DAY


def _notes(
    case: Case,
    periods: list[HelpPeriod],
    payer: Payer,
    *,
    share: Share | None,
    deduction: Deduction | None,
    own: list[tuple[dt.date, int]],
    book: RateBook,
) -> Iterator[str]:
    """What was taken for granted."""
    if share is None and any(amount > 0 for _, amount in own):
        yield "No payment of the tenant's own share is counted: give share to say how it is paid."
    if payer.pays_to == "tenant" and any(period.scheme == UNIVERSAL_CREDIT for period in periods):
        yield "The tenant is taken to pass on all help for the rent on the payday."
    if payer.pays_to == "schedule" and payer.last >= payer.practice.managed_payment_on_payday_from:
        yield (
            f"Since {in_words(payer.practice.managed_payment_on_payday_from)} social landlords are paid on the "
            "tenant's payday; the four-weekly schedule was asked for."
        )
    if not payer.holidays:
        yield "Bank holidays were not given, so a payday on one is not moved; those on weekends are."
    if case.tenancy.service_charges:
        yield "Service charges stay as they were entered."
    if deduction is not None:
        yield (
            "Before a deduction or a managed payment begins, DWP must ask the tenant what they say to it "
            "(Roberts v SSWP [2025] EWHC 51 (Admin)): it may come later or not at all."
        )
        yield from payer.above_policy(periods, deduction)
    if book.assumptions is not None and payer.last > book.checked_until:
        yield f"After {in_words(book.checked_until)} rates are projected, {book.assumptions.words()}."
    if book.replaced:
        yield "A what-if, not the law: rates were replaced."
