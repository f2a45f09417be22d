"""Welfare benefits of UK social tenants, to the penny, with the law beside every figure.

Work out
    assess(case)            what one household gets, and what is left of its rent to pay: an Assessment
    assess_many(cases)      the same for any number; errors="collect" puts a NotAssessed in a bad case's place
    assess_columns(batch)   the same from columns to columns
    explain(case)           how every figure came about, with the law: an Explanation
    timeline(case)          the months to come, and what each event does: a Timeline
    vary(case, path, ...)   the household with one fact at many values
    to_frame(results)       results as a pandas frame, money exact

What goes in
    Case                    one household on one date; a mapping in the form of the case file serves as well
    Circumstances           facts of other periods beside a case

The rates
    rates_on(day)           the rates of a day, each with its source
    rate_book()             all of them: a RateBook, which replaces rates for a what-if and projects years to come
    default_assumptions()   what a projection assumes where nobody says otherwise: Assumptions

What can go wrong
    BenefitcalcError        the root: InvalidCase (with each Problem), RatesNotKnown, RatesNotChecked

    >>> from benefitcalc import assess
    >>> print(assess({"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": {"tenure": "no_housing_costs"}}))

``help(benefitcalc.assess)`` tells more of each; docs/ has the case file and the result, field by field.
"""

# Each name is handed on under its own name, which says to type checkers that it is public. There is no __all__:
# with one, help(benefitcalc) would print every class whole.
from benefitcalc.assessment.frames import to_frame as to_frame
from benefitcalc.assessment.household import assess as assess
from benefitcalc.assessment.household import assess_columns as assess_columns
from benefitcalc.assessment.household import assess_many as assess_many
from benefitcalc.assessment.household import explain as explain
from benefitcalc.assessment.result import Assessment as Assessment
from benefitcalc.assessment.result import NotAssessed as NotAssessed
from benefitcalc.case import Case as Case
from benefitcalc.circumstances import Circumstances as Circumstances
from benefitcalc.errors import BenefitcalcError as BenefitcalcError
from benefitcalc.errors import InvalidCase as InvalidCase
from benefitcalc.errors import Problem as Problem
from benefitcalc.errors import RatesNotChecked as RatesNotChecked
from benefitcalc.errors import RatesNotKnown as RatesNotKnown
from benefitcalc.explain.explanation import Explanation as Explanation
from benefitcalc.rates import Assumptions as Assumptions
from benefitcalc.rates import RateBook as RateBook
from benefitcalc.rates import default_assumptions as default_assumptions
from benefitcalc.rates import rate_book as rate_book
from benefitcalc.rates import rates_on as rates_on
from benefitcalc.timeline import Timeline as Timeline
from benefitcalc.timeline import timeline as timeline
from benefitcalc.version import __version__ as __version__
from benefitcalc.what_if import vary as vary
