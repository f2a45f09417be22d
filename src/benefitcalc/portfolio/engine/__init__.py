"""A rent roll worked out: from its two tables to columns, and from columns to a table of results.

Nothing here reads a file: the frames are typed and have the names of :mod:`benefitcalc.portfolio.tables`.
"""

from benefitcalc.columns.moved import moved
from benefitcalc.portfolio.engine.batches import batch_of
from benefitcalc.portfolio.engine.cases import cases_of, written_cases
from benefitcalc.portfolio.engine.check import Checked, check
from benefitcalc.portfolio.engine.frames import frames_of
from benefitcalc.portfolio.engine.results import Options, assess_tables

__all__ = [
    "Checked",
    "Options",
    "assess_tables",
    "batch_of",
    "cases_of",
    "check",
    "frames_of",
    "moved",
    "written_cases",
]
