"""Options of a household, computed and not listed: each is an alteration of its case, worked out like the case itself.

options(case)        what is open to one household, ranked by what it leaves after the rent a week
options_of(cases)    the same of many, in two batches
by_hours(case)       what is left at each number of hours of work: a curve with its table
Assumed              the wage, the hours and other amounts that no case says

A trigger says to whom an option is open; each is a small function from a household and its results to altered cases
(``rooms``, ``people``, ``other_adults``, ``work``, ``help``, ``mistakes``). The words stand in ``words.toml``.

Not covered:

- what an option costs: childcare, travel to work, a move, bills shared with a lodger (UC Regs 2013 reg 31)
- the waiting times before an award, backdating and run-ons, which the notes name (UC Regs 2013 reg 28)
- help besides benefits, rent and council tax, such as free school meals or a discount on water (SSCBA 1992 s 138)
"""

from benefitcalc.advice.options.curves import by_hours as by_hours
from benefitcalc.advice.options.finding import Option as Option
from benefitcalc.advice.options.finding import Options as Options
from benefitcalc.advice.options.finding import options as options
from benefitcalc.advice.options.finding import options_of as options_of
from benefitcalc.advice.options.household import Assumed as Assumed
