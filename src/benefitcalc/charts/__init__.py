"""Pictures of results. Each has the table that it was drawn from beside it, and words for people who do not see it.

A :class:`Chart` shows itself in a notebook; ``chart.figure.savefig("…")`` writes it to a file. A chart calculates no
amount: amounts come from assessments and from :mod:`benefitcalc.what_if`, and become floats only to be drawn. Where
colour tells things apart, a label, a line style or a hatch does so too. This package loads matplotlib; ``import
benefitcalc`` does not load it.

The title of a chart says what the picture shows. A title that the caller writes may name facts in braces, and the
chart fills them in from its figures: ``steps_chart(…, title="At {gone} the charge is gone")``. Each function lists the
facts that it knows. A fact that does not hold raises ``ValueError``, so that no title says what the picture does not.
"""

from benefitcalc.charts.account import account_chart
from benefitcalc.charts.drawing import Chart
from benefitcalc.charts.forecast import by_patch_chart, months_chart, waterfall_chart
from benefitcalc.charts.household import award_chart, rent_chart
from benefitcalc.charts.portfolio import bars_chart, changes_chart, spread_chart
from benefitcalc.charts.timeline import timeline_chart
from benefitcalc.charts.what_if import earnings_chart, lines_chart, steps_chart

__all__ = [
    "Chart",
    "account_chart",
    "award_chart",
    "bars_chart",
    "by_patch_chart",
    "changes_chart",
    "earnings_chart",
    "lines_chart",
    "months_chart",
    "rent_chart",
    "spread_chart",
    "steps_chart",
    "timeline_chart",
    "waterfall_chart",
]
