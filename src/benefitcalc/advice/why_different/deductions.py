"""What comes off an award after it is worked out: debts, sanctions and recovery, by the percentages of the law.

UC (C&P) Regs 2013 Sch 6; UC Regs 2013 regs 110, 111; HB Regs 2006 reg 102. How much comes off for a debt is known only
to the payer, within limits. So what is taken at a percentage of the law explains a difference, and any other amount
within the limit only could be.

Not covered: deductions that may go beyond the limit (the least for rent arrears as a last resort, fuel).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benefitcalc.advice.why_different.alteration import Known, said
from benefitcalc.case import Period
from benefitcalc.money import share_of
from benefitcalc.periods import assessment_period_end
from benefitcalc.rates import ShareRate


@dataclass(frozen=True, slots=True)
class Deduction:
    """An amount in pence that comes off an award."""

    code: str
    amount: int
    words: dict[str, str]
    certain: bool = True


def fixed_deductions(known: Known, standard_allowance: int) -> Iterator[Deduction]:
    """The deductions of a percentage of the standard allowance, or the most that is taken for an overpayment."""
    if not known["applies.universal_credit"]:
        most = known.rates.get("hb.overpayment.weekly_maximum")
        if most is not None:
            yield Deduction("overpayment_at_limit", int(most), {"amount": said(int(most))})
        return
    maintenance = known.rates.get("uc.deductions.child_maintenance")
    if maintenance is not None:
        yield Deduction("child_maintenance_deduction", int(maintenance), {"amount": said(int(maintenance))})
    limit = known.rates.share("uc.deductions.overall_cap")
    for code, key in (
        ("third_party_deduction", "uc.deductions.third_party_rate"),
        ("rent_arrears_deduction", "uc.deductions.rent_arrears_min"),
        ("deductions_at_limit", "uc.deductions.overall_cap"),
    ):
        percent = known.rates.share(key)
        if percent <= limit:
            amount = _part(standard_allowance, percent)
            yield Deduction(code, amount, {"percent": percent.text.split(" ")[0], "amount": said(amount)})


def sanctions(known: Known, standard_allowance: int, first: dt.date, *, couple: bool) -> Iterator[Deduction]:
    """A sanction of each number of days, for both or for one of a couple, at the full rate or at the lower one.

    The rate is the year's standard allowance by the day, or 40% of it for those who need not look for work, down to ten
    pence; one of a couple has half of it, and loses at most half of the allowance (UC Regs 2013 regs 110, 111).
    Only a sanction of the whole period explains a difference by itself.
    """
    if not known["applies.universal_credit"]:
        return
    whole = (assessment_period_end(first) - first).days + 1
    yearly = standard_allowance * 12
    for rate in (yearly // 365 // 10 * 10, yearly * 40 // 36_500 // 10 * 10):
        for share in (1, 2) if couple else (1,):
            for days in range(1, whole + 1):
                amount = min(rate // share * days, (standard_allowance + share - 1) // share)
                words = {"days": str(days), "daily": said(rate // share), "amount": said(amount)}
                yield Deduction("sanction", amount, words, certain=days == whole)


def benefit_cap_though_exempt(known: Known) -> Iterator[Deduction]:
    """What the benefit cap would take from a household that it does not apply to (UC Regs 2013 reg 81)."""
    if known["applies.universal_credit"] and known["applies.benefit_cap"] and not known["benefit_cap.applies"]:
        over = known["benefit_cap.counted_income"] - known["benefit_cap.limit"]
        amount = min(over - known["universal_credit.childcare_element"], known["universal_credit.award"])
        if amount > 0:
            yield Deduction("cap_though_exempt", amount, {"amount": said(amount)})


def any_deduction(known: Known, standard_allowance: int, amount: int) -> Iterator[Deduction]:
    """A deduction of exactly this amount, where it is within the limit."""
    uc = bool(known["applies.universal_credit"])
    if uc:
        percent = known.rates.share("uc.deductions.overall_cap")
        limit = _part(standard_allowance, percent)
        words = {"limit": f"{percent.text.split(' ')[0]} of the standard allowance, {said(limit, Period.MONTH)}"}
    else:
        limit = int(known.rates.get("hb.overpayment.weekly_maximum") or 0)
        words = {"limit": said(limit)}
    if 0 < amount <= limit:
        yield Deduction("deduction" if uc else "overpayment", amount, words | {"amount": said(amount)}, certain=False)


def arrears_on_top(known: Known, standard_allowance: int, more: int) -> Iterator[Deduction]:
    """A payment to the landlord with the deduction for rent arrears on top of the rent: from the least to the most that
    the law allows.
    """
    ends = [known.rates.get(f"uc.deductions.rent_arrears_{end}") for end in ("min", "policy_max", "max")]
    usual = [_part(standard_allowance, percent) for percent in ends if percent is not None]
    if len(usual) > 1 and usual[0] <= more <= usual[-1]:
        yield Deduction("arrears_paid_too", -more, {"amount": said(more)}, certain=more in usual)


def _part(amount: int, percent: ShareRate) -> int:
    return int(share_of(np.array([amount]), percent)[0])
