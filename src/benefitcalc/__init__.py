"""Welfare benefits of UK social tenants, to the penny, with the law beside every figure.

``assess(case)`` works one household out and ``assess_many(cases)`` any number; ``explain(case)`` says how every
figure came about; ``rates_on(day)`` gives the rates of a day. A case is a :class:`Case`, or a mapping in the form
of the case file; :class:`Circumstances` are facts of other periods beside it.
"""

from benefitcalc.assessment.household import assess, assess_columns, assess_many, explain
from benefitcalc.assessment.result import Assessment
from benefitcalc.case import Case
from benefitcalc.circumstances import Circumstances
from benefitcalc.errors import BenefitcalcError, InvalidCase, Problem, RatesNotChecked, RatesNotKnown
from benefitcalc.rates import Assumptions, rate_book, rates_on
from benefitcalc.timeline import Timeline, timeline

__all__ = [
    "Assessment",
    "Assumptions",
    "BenefitcalcError",
    "Case",
    "Circumstances",
    "InvalidCase",
    "Problem",
    "RatesNotChecked",
    "RatesNotKnown",
    "Timeline",
    "assess",
    "assess_columns",
    "assess_many",
    "explain",
    "rate_book",
    "rates_on",
    "timeline",
]
__version__ = "0.1.0"
