"""Why is it different? The facts or deductions that make an award, or a payment, other than the case says.

``why_different(case, award="512.30")`` gives :class:`Differences`: every cause that makes the amount to the penny, the
most likely first, or nothing where nothing does. ``causes.toml`` has each cause with how likely it is and its words;
``of_home``, ``of_people`` and ``of_money`` say how each alters a case. All altered cases are worked out in one batch,
pairs only where no single cause fits.

What is known of the payer's mistakes is not in it, only what is open by the rules: an amount of pay, rent or savings
that nobody knows would fit everything, so it explains nothing here. Where nothing else explains a difference,
``would_fit`` tells the rent or the pay to compare.
"""

from benefitcalc.advice.why_different.finder import why_different
from benefitcalc.advice.why_different.result import Difference, Differences
from benefitcalc.advice.why_different.would_fit import WouldFit

__all__ = ["Difference", "Differences", "WouldFit", "why_different"]
