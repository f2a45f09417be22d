"""Find what explains an amount: alter the case in every way, work all of them out in one batch, keep what fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np

from benefitcalc.advice.why_different.alteration import Alteration, Known, altered, together
from benefitcalc.advice.why_different.deductions import (
    Deduction,
    any_deduction,
    arrears_on_top,
    benefit_cap_though_exempt,
    fixed_deductions,
    sanctions,
)
from benefitcalc.advice.why_different.given import COLUMNS, NONE, Given, in_pounds, read_amounts, read_given
from benefitcalc.advice.why_different.of_home import OF_HOME
from benefitcalc.advice.why_different.of_money import OF_MONEY
from benefitcalc.advice.why_different.of_other_adults import OF_OTHER_ADULTS
from benefitcalc.advice.why_different.of_pay import OF_PAY
from benefitcalc.advice.why_different.of_people import OF_PEOPLE
from benefitcalc.advice.why_different.pairs import likeliest_pairs, not_by_chance
from benefitcalc.advice.why_different.result import Difference, Differences
from benefitcalc.advice.why_different.words import cause
from benefitcalc.advice.why_different.would_fit import would_fit
from benefitcalc.assessment.groups import net_pay_of_all
from benefitcalc.assessment.household import assess_columns, require_rates
from benefitcalc.assessment.result import Assessment
from benefitcalc.case import Case, Member
from benefitcalc.case.checks import AFTER_CHECKED_RATES, misfits
from benefitcalc.columns import Ints, from_cases
from benefitcalc.columns.table import Columns
from benefitcalc.errors import BenefitcalcError
from benefitcalc.money import Flag, pounds
from benefitcalc.periods import Per
from benefitcalc.rates import Basis, RateBook, rate_book

_SHOWN_PAIRS = 3
"""How many pairs that may be chance are told."""
_OF_ONE_CAUSE = 3
"""How many alternatives of one cause are told."""
_OF_ALL = 10_000
"""The whole of which a likelihood is a part."""


def why_different(
    what: Case | Mapping[str, Any] | Assessment,
    *,
    award: str | Decimal | int | None = None,
    paid_to_landlord: str | Decimal | int | None = None,
    housing_element: str | Decimal | int | None = None,
    hb_weekly: str | Decimal | int | None = None,
    rent_before: str | Decimal | int | None = None,
    book: RateBook | None = None,
) -> Differences:
    """Find the one or two facts, or deductions, that make the amount somebody was told from this case, to the penny.

    Give the amounts in pounds: ``award``, the Universal Credit of the journal for the month; ``paid_to_landlord``, what
    the portal or schedule says the landlord is paid for it (the lesser of housing costs element and award);
    ``housing_element``; or ``hb_weekly``, the Housing Benefit of a week. Of several, an explanation makes all.
    ``rent_before`` is the rent before its last change, for the period of the rent.

    Raises ``InvalidCase`` for a case that is not valid, and ``ValueError`` for an amount that is none, or does not go
    with the case.
    """
    if isinstance(what, Assessment):
        if what.circumstances is not None:
            raise ValueError("a result with facts of other periods cannot be compared; give its case alone")
        case, book = what.case, book or what.book
    else:
        case = what if isinstance(what, Case) else Case.model_validate(what)
    book = rate_book() if book is None else book
    require_rates(case, book)
    given = read_given(
        {
            "award": award,
            "paid_to_landlord": paid_to_landlord,
            "housing_element": housing_element,
            "hb_weekly": hb_weekly,
        }
    )
    batch = from_cases([case])
    columns = assess_columns(batch, book)
    worked_out = in_pounds(given, columns)
    amounts = {name: pounds(amount) for name, amount in given.amounts.items()}
    if amounts == worked_out:
        return Differences(amounts, worked_out, (), 1)
    before = read_amounts({"rent_before": rent_before}).get("rent_before")
    net_pay = dict(zip(Member, net_pay_of_all(batch, book)[:, 0].tolist(), strict=True))
    known = Known(columns, book, book.on(case.date, _basis(case, columns)), net_pay, before)
    search = _Search(case, given, known)
    found = search.found()
    explained = any(one.certain for one in found)
    fitting = () if explained else tuple(would_fit(case, search.compare))
    return Differences(amounts, worked_out, found, search.tried, fitting)


def _basis(case: Case, columns: Columns) -> Basis:
    if columns["applies.universal_credit"][0]:
        return Basis.ASSESSMENT_PERIOD
    weekly = case.tenancy.rent.amount and getattr(Per, case.tenancy.rent.per.name) <= Per.FOUR_WEEKS
    return Basis.HB_WEEKLY_RENT if weekly else Basis.HB_OTHER_RENT


@dataclass(frozen=True, slots=True)
class _Single:
    """One alteration with its case, and how likely it is."""

    alteration: Alteration
    case: Case
    likely: int


class _Search:
    """The search for one case and the amounts given."""

    def __init__(self, case: Case, given: Given, known: Known) -> None:
        self.case, self.given, self.known = case, given, known
        self.tried = 1
        self.amount = next(iter(given.amounts.values()))
        self.base = int(given.first(known.columns)[0])

    def found(self) -> tuple[Difference, ...]:
        """Everything that fits, in order."""
        singles, columns = self._singles()
        certain = [self._of_fact(singles[place]) for place in np.flatnonzero(self.given.agree(columns)).tolist()]
        after = list(self._deductions())
        certain += [self._of_deduction(one) for one in after if one.certain]
        could_be = [self._of_deduction(one) for one in after if not one.certain]
        if not certain:
            fitting, by_chance = self._pairs(singles, columns)
            certain += fitting
            could_be += by_chance[:_SHOWN_PAIRS]
        return (*_in_order(certain), *_in_order(could_be))

    def compare(self, cases: Sequence[Case]) -> tuple[Ints, Flag]:
        """What each case has more than the first amount that was given, and whether all amounts agree."""
        columns = self._worked_out(cases)
        return self.given.first(columns) - self.amount, self.given.agree(columns)

    # --- One fact ----------------------------------------------------------------------------------------------------

    def _singles(self) -> tuple[list[_Single], Columns]:
        """Every alteration that makes a valid case, the likeliest first, and their columns."""
        here, apart = [], []
        for of_kind in (*OF_HOME, *OF_PEOPLE, *OF_OTHER_ADULTS, *OF_PAY, *OF_MONEY):
            for alteration in of_kind(self.case, self.known):
                case = altered(self.case, alteration.changes)
                likely = max(1, cause(alteration.code).likely * alteration.times // alteration.among)
                single = _Single(alteration, case, likely)
                if alteration.rates or case.date != self.case.date:
                    apart.append(single)
                elif _is_valid(case):
                    here.append(single)
        parts = [(here, self._worked_out([one.case for one in here]))]
        for single in apart:
            columns = self._apart(single)
            if columns is not None:
                parts.append(([single], columns))
        singles = [one for ones, _ in parts for one in ones]
        columns = _joined([columns for _, columns in parts])
        order = np.argsort([-one.likely for one in singles], kind="stable")
        return [singles[place] for place in order.tolist()], {name: each[order] for name, each in columns.items()}

    def _apart(self, single: _Single) -> Columns | None:
        """The columns of a household with other rates or on another day; None where that is not possible."""
        if not _is_valid(single.case):
            return None
        try:
            return self._worked_out([single.case], _with_rates(self.known.book, **single.alteration.rates))
        except BenefitcalcError:
            return None

    def _worked_out(self, cases: Sequence[Case], book: RateBook | None = None) -> Columns:
        """The columns of cases; a household without a known allowance has none of the amounts."""
        self.tried += len(cases)
        columns = assess_columns(from_cases(cases), book or self.known.book, only=COLUMNS)
        refused = columns.pop("refused.local_housing_allowance", np.zeros(len(cases), dtype=np.bool_))
        for scheme in ("applies.universal_credit", "applies.housing_benefit"):
            columns[scheme] = columns[scheme] & ~refused
        return {name: columns[name] for name in COLUMNS if name in columns}

    def _of_fact(self, *singles: _Single) -> Difference:
        """The difference that one alteration, or two, make."""
        said = [cause(one.alteration.code).said(one.alteration.words) for one in singles]
        changes: dict[str, Any] = {}
        for one in singles:
            changes |= one.alteration.changes
        of_the_case = not any(one.alteration.rates for one in singles)
        return self._difference(
            tuple(one.alteration.code for one in singles),
            said,
            [one.likely for one in singles],
            altered_case=altered(self.case, changes) if of_the_case else None,
        )

    def _difference(
        self,
        codes: tuple[str, ...],
        said: Sequence[tuple[str, str]],
        likely: Sequence[int],
        *,
        certain: bool = True,
        altered_case: Case | None = None,
    ) -> Difference:
        likelihood = likely[0] if len(likely) == 1 else max(1, likely[0] * likely[1] // _OF_ALL)
        checks = dict.fromkeys(check for _, check in said)
        return Difference(
            codes=codes,
            sentence=f"The amount fits {', together with '.join(fits for fits, _ in said)}.",
            likelihood=likelihood,
            altered_case=altered_case,
            amount=pounds(self.amount - self.base),
            certain=certain,
            what_to_check=" ".join(checks),
        )

    # --- What comes off afterwards -----------------------------------------------------------------------------------

    def _deductions(self) -> Iterator[Deduction]:
        """The deductions that make the amount from the award as it was worked out."""
        known = self.known
        allowance = known["universal_credit.standard_allowance"]
        off = int(self.given.taken_off(known.columns)[0])
        if off:
            fixed = [one for one in fixed_deductions(known, allowance) if one.amount == off]
            couple = self.case.partner is not None
            sanction = [one for one in sanctions(known, allowance, self.case.date, couple=couple) if one.amount == off]
            yield from fixed
            yield from sanction
            yield from (one for one in benefit_cap_though_exempt(known) if one.amount == off)
            if not fixed:
                yield from any_deduction(known, allowance, off)
        if list(self.given.amounts) == ["paid_to_landlord"]:
            yield from arrears_on_top(known, allowance, self.amount - self.base)
            if self.amount == (self.base * 24 + 13) // 26:
                yield Deduction("four_weekly_schedule", self.base - self.amount, {})

    def _of_deduction(self, one: Deduction) -> Difference:
        of_it = cause(one.code)
        return self._difference((one.code,), [of_it.said(one.words)], [of_it.likely], certain=one.certain)

    # --- Two together ------------------------------------------------------------------------------------------------

    def _pairs(self, singles: Sequence[_Single], columns: Columns) -> tuple[list[Difference], list[Difference]]:
        """Pairs that fit: those that explain, and those that may be chance."""
        moving = self._moving(singles, columns)
        pairs, cases = [], []
        for one, other in likeliest_pairs([singles[place].likely for place in moving]):
            both = singles[moving[one]], singles[moving[other]]
            changes = together(both[0].alteration.changes, both[1].alteration.changes)
            if changes is not None and not any(single.alteration.rates for single in both):
                pairs.append(both)
                cases.append(altered(self.case, changes))
        if not cases:
            return [], []
        with_deduction = self._with_fixed_deduction(singles, columns, moving)
        of_pairs = self._worked_out(cases)
        amounts = np.array([amount for _, _, amount, _ in with_deduction], dtype=np.int64)
        leaves = np.array([leaves for *_, leaves in with_deduction], dtype=np.bool_)
        figures = np.concatenate((self.given.first(of_pairs), amounts))
        fits = np.concatenate((self.given.agree(of_pairs), leaves))
        likely = np.array(
            [one.likely * other.likely for one, other in pairs]
            + [one.likely * cause(off.code).likely for one, off, _, _ in with_deduction],
            dtype=np.int64,
        )
        explain = set(not_by_chance(figures, likely, self.amount, fits))
        certain: list[Difference] = []
        by_chance: list[Difference] = []
        for place in np.flatnonzero(fits).tolist():
            if place < len(pairs):
                if not _is_valid(cases[place]):
                    continue
                difference = self._of_fact(*pairs[place])
            else:
                single, off, _, _ = with_deduction[place - len(pairs)]
                difference = self._of_fact_and_deduction(single, off)
            (certain if place in explain else by_chance).append(difference)
        return certain, [_may_be_chance(one) for one in _in_order(by_chance)]

    def _moving(self, singles: Sequence[_Single], columns: Columns) -> list[int]:
        """The places of alterations that change the amount, one for each amount and part of the case."""
        figures = self.given.first(columns)
        seen: set[tuple[int, frozenset[str]]] = set()
        kept = []
        for place, figure in enumerate(figures.tolist()):
            key = (figure, frozenset(singles[place].alteration.changes))
            if figure not in {self.base, NONE} and key not in seen:
                seen.add(key)
                kept.append(place)
        return kept

    def _with_fixed_deduction(
        self, singles: Sequence[_Single], columns: Columns, moving: Sequence[int]
    ) -> list[tuple[_Single, Deduction, int, bool]]:
        """Each fact with each deduction of a percentage: the amount that they make, and whether it is the given one."""
        off = self.given.taken_off(columns).tolist()
        first = self.given.first(columns).tolist()
        allowances = columns["universal_credit.standard_allowance"].tolist()
        return [
            (singles[place], one, first[place] - one.amount, off[place] == one.amount)
            for place in moving
            for one in fixed_deductions(self.known, allowances[place])
            if one.amount
        ]

    def _of_fact_and_deduction(self, single: _Single, off: Deduction) -> Difference:
        of_it = cause(off.code)
        return self._difference(
            (single.alteration.code, off.code),
            [cause(single.alteration.code).said(single.alteration.words), of_it.said(off.words)],
            [single.likely, of_it.likely],
            altered_case=None if single.alteration.rates else single.case,
        )


@lru_cache(maxsize=64)
def _with_rates(book: RateBook, **rates: str) -> RateBook:
    """The book with those rates in place of its own; making one takes longer than working out the household."""
    return book.replace(rates) if rates else book


def _is_valid(case: Case) -> bool:
    """Whether its parts fit together. A day after the checked rates needs a book that is projected, and has it here."""
    return all(problem.code == AFTER_CHECKED_RATES for problem in misfits(case))


def _joined(parts: Sequence[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _may_be_chance(one: Difference) -> Difference:
    sentence = f"{one.sentence.removesuffix('.')}, but so many pairs make an amount like it that this may be chance."
    return Difference(one.codes, sentence, one.likelihood, one.altered_case, one.amount, False, one.what_to_check)


def _in_order(found: Sequence[Difference]) -> list[Difference]:
    """The likeliest first; each sentence once, and a few of the same causes: an award of nothing fits many."""
    once = {one.sentence: one for one in sorted(found, key=lambda one: one.likelihood)}
    of_codes: Counter[tuple[str, ...]] = Counter()
    kept = []
    for one in sorted(once.values(), key=lambda one: -one.likelihood):
        of_codes[one.codes] += 1
        if of_codes[one.codes] <= _OF_ONE_CAUSE:
            kept.append(one)
    return kept
