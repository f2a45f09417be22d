"""Pension Credit: guarantee credit and savings credit (SPC Act 2002; SPC Regs 2002).

Not covered:

- housing costs of owners: ground rent, service charges, shared owners' and tents (SPC Regs 2002 Sch II)
- residence, absence, prisoners, patients and religious orders (SPC Regs 2002 regs 2-4, 6(2))
- assessed income periods (SPC Regs 2002 regs 10-12)
- the transitional amounts of those who came from Income Support or tax credits (SPC Regs 2002 reg 6(6)(c))
- the £20 of special employments, and the saved one from a benefit of working age (SPC Regs 2002 Sch VI paras 2-2B,
  4(2))
- earnings from a job that ended before the first day, and earnings that vary (SPC Regs 2002 regs 17, 17ZA)
- notional income, income from an annuity or a home loan plan (SPC Regs 2002 reg 18, Sch IV)
- capital that is disregarded, shared or notional: enter what counts (SPC Regs 2002 regs 19-22, Sch V)
- the £20 for a war pensioner's mobility supplement or the disability element of Working Tax Credit, which have no code
  of their own (SPC Regs 2002 Sch VI para 4(1)(a)(v), (vi))
- run-ons of the carer addition (SPC Regs 2002 Sch I para 4)
"""

from benefitcalc.schemes.pension_credit.award import PensionCredit, assess_pension_credit

__all__ = ["PensionCredit", "assess_pension_credit"]
