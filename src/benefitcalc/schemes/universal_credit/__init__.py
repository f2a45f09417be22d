"""Universal Credit (WRA 2012 Part 1; UC Regs 2013), in the order of its regulations.

Not covered:

- habitual residence, right to reside and immigration control (UC Regs 2013 reg 9; WRA 2012 s 4)
- prisoners, religious orders and absence abroad (UC Regs 2013 regs 11, 19)
- an under-18 without parental support, pregnant or waiting for an assessment (UC Regs 2013 reg 8)
- changes inside an assessment period: a case is the household as the whole period reads it (UC (D&A) Regs 2013 Sch 1)
- sanctions, advances and deductions for debts (UC Regs 2013 Part 8; UC (C&P) Regs 2013 Sch 6)
- payment of the rent to the landlord (managed payment): before it, as before a deduction for rent arrears, DWP has to
  ask the tenant, so that it may come late or be disputed (UC (C&P) Regs 2013 reg 58, Sch 6; Roberts
  [2025] EWHC 51 (Admin))
- the relevant period before an LCWRA element is paid: enter the element from the period in which it is included
  (UC Regs 2013 reg 28)
- childcare charges paid in advance or for another assessment period: enter what counts in this one (UC Regs 2013 reg
  34A)
- whether an owner has served the qualifying period for service charges: it is entered among the circumstances, and
  without it there is nothing (UC Regs 2013 Sch 5 paras 5-7)
- two homes, moving in, absence, liability to family, and a rent that is contrived, or of which an increase alone is
  (UC Regs 2013 Schs 2, 3; ADM F2140)
- which service charges are eligible, and rent that a rent officer reduces: both are entered (UC Regs 2013 Sch 1 para 8,
  Sch 4 para 32)
- care leavers of 16 and 17, and those of 18 to 21 between April 2017 and December 2018 (UC Regs 2013 Sch 4 para 4)
- rent before 3 November 2014 in a refuge, a council hostel or supported housing that is not exempt accommodation, which
  Universal Credit could meet: Housing Benefit is given, and the result says so (UC Regs 2013 Sch 1 para 3A)
- rent in temporary accommodation before 11 April 2018, which Universal Credit could meet: Housing Benefit is given, and
  the result says so (UC Regs 2013 Sch 1 para 3B)
- losses carried forward (UC Regs 2013 reg 57A)
- the period in which pay is counted where it is reported late or paid early, and a job that begins or ends in the
  period: enter what was received in the assessment period (UC Regs 2013 reg 61)
- paydays of statutory pay, and takings of self-employment by the week: they count by the yearly average of a month (UC
  Regs 2013 regs 54, 57)
- who is gainfully self-employed and outside a start-up period: it is entered (UC Regs 2013 regs 63, 64)
- capital that is disregarded, shared or notional: enter what counts. From 16 July 2026 what is paid after a
  reassessment of Carer's Allowance is disregarded without limit of time, and there are disregards of Scottish benefits
  (UC Regs 2013 regs 46-50, Sch 10; ADM H2071, H2172-H2175)
- when a transitional element ends for reasons of its own, such as three assessment periods of earnings below the
  administrative threshold: it is entered (UC (TP) Regs 2014 regs 50, 56, 57)
"""

from benefitcalc.schemes.universal_credit.award import UniversalCredit, assess_universal_credit

__all__ = ["UniversalCredit", "assess_universal_credit"]
