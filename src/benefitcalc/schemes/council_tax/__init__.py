"""Council Tax Reduction: England's prescribed scheme at pension age, and a council's own scheme at working age.

Not covered:

- people of working age, whose scheme each council makes for itself: without the council's scheme among the
  circumstances nothing is worked out (LGFA 1992 s 13A, Sch 1A)
- the national schemes of Scotland and Wales, and rate relief in Northern Ireland (SSI 2012/319; WSI 2013/3029)
- the share of a jointly liable person, discounts and the reduction for disabilities: enter what this claim is charged
  (CTR (PR) Regs 2012 Sch 1 para 7)
- other adults who do not count for discounts besides students and prisoners: carers, apprentices, the severely mentally
  impaired (LGFA 1992 Sch 1)
- second adult rebate where others are jointly liable (CTR (PR) Regs 2012 Sch 1 para 4(3), Sch 3 para 1)
- changes in the year, absence, extended reductions and what a council may add (CTR (PR) Regs 2012 Sch 1 paras 5, 38-47;
  LGFA 1992 s 13A(1)(c))
"""

from benefitcalc.schemes.council_tax.pension_age import CouncilTaxReduction, assess_council_tax_reduction

__all__ = ["CouncilTaxReduction", "assess_council_tax_reduction"]
