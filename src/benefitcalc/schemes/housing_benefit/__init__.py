"""Housing Benefit, under the regulations for working age (HB Regs 2006) and for pension age (HB (SPC) Regs 2006).

Not covered:

- full-time students of working age, most of whom have none: the result says so (HB Regs 2006 reg 56)
- two homes, absence and backdating (HB Regs 2006 regs 7, 83)
- recovery of overpayments from the award; the most that is taken of a week is among the rates (HB Regs 2006 Pt 13)
- 13 weeks' protection, and protection after a death, from the Local Housing Allowance (HB Regs 2006 reg 12D; HB (SPC)
  Regs 2006 reg 12D)
- which charges are eligible, and rents that are unreasonably high: they are entered (HB Regs 2006 reg 12B, Sch 1)
- rent officers' determinations outside the Local Housing Allowance (HB Regs 2006 reg 13)
- fuel whose cost the tenant can show to be less, or that is charged by the amount: enter it as ineligible (HB Regs 2006
  Sch 1 paras 5, 6(4))
- hot water or lighting without heating where the household lives in one room: refused (HB Regs 2006 Sch 1 para 6(3))
- meals for part of a week (HB Regs 2006 Sch 1 para 2)
- the transitional addition after a conversion to Employment and Support Allowance, and the lone parent's protected rate
  of family premium from 1998 (HB Regs 2006 Sch 3 paras 3, 27)
- a disability premium for incapacity for work without a benefit that shows it (HB Regs 2006 Sch 3 para 13)
- run-ons of the carer premium, and of premiums in hospital (HB Regs 2006 Sch 3 para 17)
- polygamous marriages (HB Regs 2006 reg 23)
- the £20 of special employments: part-time fire-fighters, coastguards, lifeboats, reserve forces (HB Regs 2006 Sch 4
  para 8; HB (SPC) Regs 2006 Sch 4 para 3)
- under the regulations for pension age, the £20 kept from an award before pension age (HB (SPC) Regs 2006 Sch 4 para
  5(2))
- the £20, or a disability premium, for a war pensioner's mobility supplement or the disability element of Working Tax
  Credit, which have no code of their own (HB (SPC) Regs 2006 Sch 4 para 5(1)(a)(v), (vi); HB Regs 2006 Sch 3 para 13)
- under the regulations for pension age, the additional disregard for disabled workers, which the result warns of, and
  permitted work of a partner under pension age (HB (SPC) Regs 2006 Sch 4 paras 5A, 9(2)(b)(iv))
- childcare left over after earnings, which came off tax credits (HB Regs 2006 reg 27(2))
- averaging of earnings, notional income and notional capital (HB Regs 2006 regs 29-32, 42, 49)
- the overall limit of £20 on disregards of war pensions, student income and bereavement benefits (HB Regs 2006 Sch 5
  para 34)
- a council's own scheme that disregards more of a war pension (HB Regs 2006 Sch 5 para 15)
"""

from benefitcalc.schemes.housing_benefit.award import HousingBenefit, assess_housing_benefit

__all__ = ["HousingBenefit", "assess_housing_benefit"]
