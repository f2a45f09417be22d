"""The limits of the benefit cap: a year's amount by the month and by the week, and the monthly ones as made."""

import pytest

from benefitcalc import assess, rate_book

PRINTED = [
    # The day, in Greater London, with a child; the limit a month of Universal Credit and a week of Housing Benefit.
    # SI 2013/376 reg 79 as made (whole pounds a month); SI 2012/2994 (500.00 and 350.00 a week)
    ("2016-11-06", False, True, "2167.00", "500.00"),
    ("2016-11-06", True, True, "2167.00", "500.00"),
    ("2016-11-06", False, False, "1517.00", "350.00"),
    ("2016-11-06", True, False, "1517.00", "350.00"),
    # WRWA 2016 s 8: 20,000, 23,000, 13,400, 15,410
    ("2016-11-07", False, True, "1666.67", "384.62"),
    ("2016-11-07", True, True, "1916.67", "442.31"),
    ("2016-11-07", False, False, "1116.67", "257.69"),
    ("2016-11-07", True, False, "1284.17", "296.35"),
    # SI 2023/335: 22,020, 25,323, 14,753, 16,967; GOV.UK prints the same by the month and the week
    ("2023-04-10", False, True, "1835.00", "423.46"),
    ("2023-04-10", True, True, "2110.25", "486.98"),
    ("2023-04-10", False, False, "1229.42", "283.71"),
    ("2023-04-10", True, False, "1413.92", "326.29"),
]


def household(day, *, in_london, with_child, claimed):
    return {
        "date": day,
        "greater_london": in_london,
        "claimant": {"age": 40},
        "children": [{"age": 5}] if with_child else [],
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}},
        "universal_credit": {"claimed": claimed},
    }


@pytest.mark.parametrize(("day", "in_london", "with_child", "a_month", "a_week"), PRINTED)
def test_the_limit_is_the_printed_one(day, in_london, with_child, a_month, a_week):
    for claimed, limit, per in ((True, a_month, "month"), (False, a_week, "week")):
        cap = assess(household(day, in_london=in_london, with_child=with_child, claimed=claimed)).benefit_cap
        assert (str(cap.limit), cap.per) == (limit, per)


def test_a_replaced_limit_changes_a_month_and_a_week():
    book = rate_book().replace({"benefit_cap.annual.greater_london.single": "30000.00"})
    for claimed, limit in ((True, "2500.00"), (False, "576.92")):
        result = assess(household("2026-06-01", in_london=True, with_child=False, claimed=claimed), book=book)
        assert str(result.benefit_cap.limit) == limit
        (of_the_year,) = result.explanation.line("benefit_cap_limit" if claimed else "housing_benefit_cap_limit").inputs
        assert of_the_year.text == "£30,000.00"
        assert of_the_year.line is not None
        (rate,) = result.explanation.line(of_the_year.line).rates
        assert rate.overridden
