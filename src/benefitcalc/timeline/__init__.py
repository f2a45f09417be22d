"""A household's entitlement over the coming months, and what each event does to it.

``timeline(case)`` assesses every assessment period, or benefit week, from the case's date. Between two of them the
events are applied one after another, always in the order of :data:`KINDS`, and the household is assessed after each:
an event's effect is the difference that it makes to what stood before it. So the effects add up exactly to the change
between the two periods, and where two events work on each other (a birthday and new rates), the later one is shown at
what it changes after the earlier.

The rates of years that are not set yet are projected, and every period and event that rests on them says from what.

Not covered:

- changes of rent, charges, earnings, other income and capital: they stay as they were entered
- the 26 weeks before a new deduction for an adult in the home of someone over pension age (HB (SPC) Regs 2006 reg
  59(10)-(13))
- what a death ends or changes besides who is counted: the award of a claimant who died, a carer element for someone
  outside the home, and the rent that is protected where a bedroom charge stood before (UC Regs 2013 reg 37; HB Regs
  2006 reg 12BA)
- when a transitional element or capital disregard ends for reasons of its own (UC (TP) Regs 2014 regs 51, 56, 57)
"""

from benefitcalc.timeline.figures import FIGURES, KINDS, Event, Figures, Timeline, TimelinePeriod
from benefitcalc.timeline.household import first_september_after
from benefitcalc.timeline.working import timeline

__all__ = ["FIGURES", "KINDS", "Event", "Figures", "Timeline", "TimelinePeriod", "first_september_after", "timeline"]
