"""The result while facts are not known: lowest to highest, and what to ask next.

``work_out(Partial(case, {"capital": UNKNOWN, "claimant.employment.net.amount": Between("800", "1100")}))`` gives
:class:`Ranges`: the rent to pay, the help with rent, what is left after the rent, and the awards, each from the lowest
to the highest that any completion of the case gives, each end with a completion that gives it.

Nation, tenure and rent are required. ``facts.toml`` has every fact that may be not known, with its bounds and their
reason, and what an empty box of the call form means.

How an end is found, and why it holds. Every fact has a list of answers to try. Of a choice these are all that the law
tells apart; of an amount, both ends and the lines of the law. All combinations are worked out in one batch. Between two
neighbouring amounts a figure only rises or only falls, unless some condition of the law starts or ends between them
(the benefit cap, entitlement, full help); there the amounts are divided again, down to the penny, wherever that could
still move an end, and an end that is not settled is moved out as far as the rest could move it. Where the combinations
are too many and the household is on Universal Credit alone, facts of which more never means less (such as a disability
benefit, or savings the other way) are taken together at their best and at their worst. Tests hide facts of thousands of
random households, and the range always contains the truth.

``not_asked`` says what no box was filled in for, and how much of the rent to pay it could change.

Not covered: facts of other periods (``benefitcalc.circumstances``), which have to be known; how many children or other
adults there are, whose rows have to be there.
"""

from benefitcalc.advice.ranges.not_asked import NotAsked, not_asked, summary
from benefitcalc.advice.ranges.partial import UNKNOWN, Between, Partial
from benefitcalc.advice.ranges.result import Prevents, Question, Ranges, Span, Together
from benefitcalc.advice.ranges.work import work_out

__all__ = [
    "UNKNOWN",
    "Between",
    "NotAsked",
    "Partial",
    "Prevents",
    "Question",
    "Ranges",
    "Span",
    "Together",
    "not_asked",
    "summary",
    "work_out",
]
