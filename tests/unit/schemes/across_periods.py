"""What is worked out across periods: the law's examples, with their days and amounts."""

import datetime as dt

from benefitcalc.schemes.universal_credit.surplus_earnings import surplus_earnings
from benefitcalc.schemes.universal_credit.transitional_protection import (
    transitional_element_left,
    two_week_run_on,
)

D = dt.date.fromisoformat
SPECIFICATION = "Project law specification, Universal Credit"
HOUSING_BENEFIT = "Project law specification, Housing Benefit"

W19 = {
    "month": D("2026-06-10"),
    "award_ended": D("2026-07-10"),
    "claimed": D("2026-07-10"),
    "maximum_amount": "900.00",
    "earned_income": "5180.00",
}
W15 = {
    "elements_before": {"standard_allowance": "400.14", "housing_costs_element": "433.16"},
    "elements_now": {"standard_allowance": "424.90", "housing_costs_element": "453.96"},
    "period": D("2026-04-10"),
}


# Each a source, a figure as it is worked out here, and the figure that is printed there.
WORKED = [
    (f"{SPECIFICATION}, W19", lambda: surplus_earnings(**W19).nil_award_threshold, "1636.36"),
    (f"{SPECIFICATION}, W19", lambda: surplus_earnings(**W19).relevant_threshold, "4136.36"),
    (f"{SPECIFICATION}, W19", lambda: surplus_earnings(**W19).surplus, "1043.64"),
    (f"{SPECIFICATION}, W15", lambda: transitional_element_left("218.25", **W15), "172.69"),
    (
        f"{HOUSING_BENEFIT}, section 13, two weeks of 96.40 by hand",
        lambda: two_week_run_on(universal_credit_began=D("2026-06-03"), award_before="96.40").total,
        "192.80",
    ),
]
