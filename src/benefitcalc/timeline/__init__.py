"""Timeline: what a household gets over the coming months, and what each event does to it.

``timeline(case)`` assesses every assessment period, or benefit week, from the case's date. Between two periods it
applies the events one after another, always in the order of :data:`KINDS`, and assesses the household after each. The
effect of an event is the difference between the household before and after it. So the effects add up exactly to the
change between the two periods. Where two events depend on each other (a birthday and new rates), the later one shows
what it changes after the earlier one.

Someone who reaches pension age inside an assessment period has Housing Benefit and Pension Credit from that day, and
Universal Credit to the end of the period: both are shown.

The rates of years that are not set yet are projected, and every period and event that rests on them says from what.

Not covered:

- changes of rent that are not given, and of charges, earnings, other income and capital: they stay as they were
  entered, and so do benefits whose amounts go up each April (UC (D&A) Regs 2013 Sch 1 para 20; HB Regs 2006 reg
  79)
- the State Pension of someone who reaches pension age: enter it in a case of a later date (Pensions Act 2014 s 2)
- what a young person does once grown up: they are counted as an adult in the home without work, benefits or income (UC
  Regs 2013 Sch 4 para 13; HB Regs 2006 reg 74)
- how Housing Benefit and Pension Credit treat the Universal Credit of the same days, once pension age is reached inside
  an assessment period: it is taken to be no income in them (UC (TP) Regs 2014 reg 5(2)(c); SI 2020/655)
- claims: each benefit is shown from the first day of its conditions, as if it were claimed in time (HB (SPC) Regs 2006
  regs 57, 64; SPC Act 2002 s 1)
- the 26 weeks before a new deduction for an adult in the home of someone over pension age (HB (SPC) Regs 2006 reg
  59(10)-(13))
- what a death ends or changes besides who is counted: the award of a claimant who died, a carer element for someone
  outside the home, and the rent that is protected where a bedroom charge stood before (UC Regs 2013 reg 37; HB Regs
  2006 reg 12BA)
- when a transitional element or capital disregard ends for reasons of its own (UC (TP) Regs 2014 regs 51, 56, 57)
"""

from benefitcalc.periods import first_september_after
from benefitcalc.timeline.figures import FIGURES, KINDS, Event, Figures, TimelinePeriod
from benefitcalc.timeline.periods import Timeline
from benefitcalc.timeline.working import timeline

__all__ = ["FIGURES", "KINDS", "Event", "Figures", "Timeline", "TimelinePeriod", "first_september_after", "timeline"]
