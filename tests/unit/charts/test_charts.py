"""Pictures: drawn from the figures that stand beside them, with words for those who do not see them."""

import datetime as dt
import subprocess
import sys
from decimal import Decimal

import pytest

from benefitcalc import assess, explain
from benefitcalc.charts import (
    award_chart,
    bars_chart,
    changes_chart,
    earnings_chart,
    lines_chart,
    rent_chart,
    spread_chart,
    steps_chart,
    timeline_chart,
)
from benefitcalc.portfolio.synthetic import typical_tenants
from benefitcalc.rates import Assumptions
from benefitcalc.timeline import timeline
from benefitcalc.what_if import earnings_curve, side_by_side, vary

TENANTS = typical_tenants()
PARENT = TENANTS["Lone parent, two children, part-time job"]
CAPPED = TENANTS["Couple, four children, no work, capped"]
PENSIONER = TENANTS["Pensioner, 79, State Pension only"]


CHARTS = {
    "earnings": lambda: earnings_chart(earnings_curve(PARENT, step=50, up_to=3000)),
    "lines": lambda: lines_chart(
        {"this home": earnings_curve(PARENT, step=50)}, "rent_to_pay", title="Rent to pay", y="Pounds a week"
    ),
    "steps": lambda: steps_chart(
        vary(PARENT, "tenancy.bedrooms", [2, 3, 4]), "rent_to_pay", title="Rent to pay", y="Pounds a week"
    ),
    "rent": lambda: rent_chart(assess(PARENT)),
    "award": lambda: award_chart(assess(CAPPED)),
    "changes": lambda: changes_chart(
        side_by_side(TENANTS),
        side_by_side(typical_tenants("2026-04-06")),
        "benefits",
        title="April",
        unit="Pounds a week",
        names=("2025-26", "2026-27"),
    ),
    "bars": lambda: bars_chart(
        {"a": {"Income": Decimal("1.20")}, "b": {"Income": Decimal(2)}}, title="Income", unit="Pounds a week"
    ),
    "spread": lambda: spread_chart([0, 150, -300], [-2, 0, 2], title="Changes", unit="Pounds a week"),
    "timeline": lambda: timeline_chart(timeline(PARENT.on(dt.date(2026, 1, 20)), months=12)),
}


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_each_chart_has_words_axes_and_a_table(make):
    chart = make()
    html = chart._repr_html_()
    assert html.count("<img ") == html.count("<table>") == 1
    assert 'src="data:image/png;base64,' in html
    assert chart.title in chart.alt
    assert len(chart.alt) > 40
    assert chart.rows
    assert all(len(row) == len(chart.headers) for row in chart.rows)
    labels = [axes.get_xlabel() or axes.get_ylabel() for axes in chart.figure.axes]
    assert all(labels)
    assert "http" not in chart.alt


def test_a_waterfall_has_the_figures_of_the_result():
    result = assess(CAPPED)
    award = result.universal_credit
    rows = dict(award_chart(result).rows)
    assert rows["Maximum amount"] == award.maximum_amount
    assert rows["Off for the benefit cap"] == -award.benefit_cap_reduction
    assert rows["Universal Credit"] == award.award
    where = dict(rent_chart(result).rows)
    assert where["Rent and service charges"] == result.help_with_rent + result.rent_to_pay
    assert where["Bedroom charge (under-occupation)"] == -result.shortfall[0].amount


def test_a_title_says_what_the_picture_shows():
    result = assess(PARENT)
    whole = result.help_with_rent + result.rent_to_pay
    assert rent_chart(result).title == (
        f"Of the rent of £{whole} a week £{result.help_with_rent} is covered and £{result.rent_to_pay} is to pay"
    )
    award = assess(CAPPED).universal_credit
    assert award_chart(assess(CAPPED)).title == (
        f"Universal Credit is £{award.award:,} a month, after £{award.benefit_cap_reduction} off for the benefit cap"
    )


def test_a_title_names_facts_of_its_figures():
    homes = vary(PARENT, "tenancy.bedrooms", [2, 3, 4])
    charge = "housing.under_occupation_charge"
    chart = steps_chart(homes, charge, title="The charge begins at {begins} bedrooms: {highest}", y="Pounds a month")
    assert chart.title == f"The charge begins at 3 bedrooms: £{max(homes[charge])}"
    assert chart.title in chart.alt
    birthdays = vary(PARENT.replace(children=[{"age": 8, "sex": "female"}, {"age": 5, "sex": "male"}]),
                     "children[0].age", range(8, 12))  # fmt: skip
    assert steps_chart(birthdays, charge, title="At {gone} it is gone", y="").title == "At 10 it is gone"


def test_titles_of_a_stock_count_who_has_more_and_who_has_less():
    april = side_by_side(typical_tenants("2026-04-06"))
    title = "{most} gain most: {most_change}; {more} more, {less} less, {same} the same"
    chart = changes_chart(
        side_by_side(TENANTS), april, "benefits", title=title, unit="Pounds a week", names=("2025-26", "2026-27")
    )
    changes = {name: change for name, _, _, change in chart.rows}
    most = max(changes, key=changes.__getitem__)
    more, less = (sum(sign * change > 0 for change in changes.values()) for sign in (1, -1))
    same = len(TENANTS) - more - less
    assert chart.title == f"{most} gain most: +£{changes[most]}; {more} more, {less} less, {same} the same"
    spread = spread_chart([0, 0, 150, -300], [-2, 0, 2], title="{same} stay, {more} rise, {less} falls", unit="")
    assert spread.title == "2 stay, 1 rise, 1 falls"
    causes = {"a": {"Income": Decimal(9)}, "b": {"Income": Decimal(1200), "Other adults": Decimal(2)}}
    bars = bars_chart(causes, title="{most}: {most_amount}; least: {least}", unit="Pounds a week")
    assert bars.title == "Income: £1,200.00; least: Other adults"


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("The charge is gone at {gone}", "is gone, but it comes to something at the last value"),
        ("{nothing}", "a fact that this chart does not know; it knows {first}, {last}"),
    ],
)
def test_a_title_that_says_what_is_not_so_is_refused(title, why):
    homes = vary(PARENT, "tenancy.bedrooms", [2, 3, 4])
    with pytest.raises(ValueError, match=why):
        steps_chart(homes, "housing.under_occupation_charge", title=title, y="Pounds a month")


def test_a_curve_without_a_jump_tells_of_none():
    curve = earnings_curve(PARENT, step=50, up_to=3000)
    assert earnings_chart(curve).title == "Of each added pound of pay at least 45p stays in hand"
    with pytest.raises(ValueError, match="nowhere does far more come or go"):
        earnings_chart(curve, title="At {at} it jumps")


def test_a_timeline_says_from_when_it_is_projected_and_on_what():
    assumed = Assumptions(cpi="2.0%", earnings="2.5%")
    chart = timeline_chart(timeline(PARENT.on(dt.date(2026, 5, 20)), project=assumed))
    said = "projected, if prices rise by 2.0% and earnings by 2.5% a year"
    assert chart.alt.endswith(f" From 20 April 2027 {said}.")
    assert chart.figure.axes[0].get_title(loc="left") == f"From 20 April 2027 {said}."
    april = [what for _, _, what, *_ in chart.rows if what.startswith("Projected rates")]
    assert april
    assert all(what.endswith(f"({said})") for what in april)
    checked = timeline_chart(timeline(PARENT.on(dt.date(2026, 5, 20)), project=None))
    assert "projected" not in checked.alt


def test_no_award_no_award_chart():
    with pytest.raises(ValueError, match="not on Universal Credit"):
        award_chart(assess(PENSIONER))


def test_the_alternative_text_says_where_the_cap_is_lifted():
    chart = earnings_chart(earnings_curve(CAPPED, step=10, up_to=1200))
    assert "Between £840.00 and £850.00 of pay it jumps by" in chart.alt  # the threshold is £846 in 2025-26
    assert chart.title.startswith("Between £840 and £850 of pay a month the household gains £")


def test_the_law_stands_under_a_chart_with_its_address():
    chart = rent_chart(assess(PARENT)).citing(explain(PARENT), "under_occupation_charge")
    html = chart._repr_html_()
    assert "<figcaption" in html
    assert 'href="https://www.legislation.gov.uk/uksi/2013/376/schedule/4/paragraph/36"' in html
    with pytest.raises(KeyError):
        chart.citing(explain(PARENT), "bedroom_tax")


def test_of_two_schemes_the_one_that_came_to_something_is_cited():
    supported = PARENT.replace(children=[], tenancy={**PARENT.to_dict()["tenancy"], "tenure": "managed_property"})
    chart = rent_chart(assess(supported)).citing(explain(supported), "under_occupation_charge")
    assert [line.unit.per for line in chart.law] == ["week"]


def test_what_people_write_is_escaped():
    chart = bars_chart({"<i>": {"<b>": Decimal(1)}}, title='"<u>"', unit="Pounds")
    html = chart._repr_html_()
    assert not any(tag in html for tag in ("<i>", "<b>", "<u>"))


def test_the_same_figures_make_the_same_picture():
    assert rent_chart(assess(PARENT)).png() == rent_chart(assess(PARENT)).png()


def test_only_like_is_compared():
    with pytest.raises(ValueError, match="same values"):
        lines_chart(
            {"a": earnings_curve(PARENT, up_to=20), "b": earnings_curve(PARENT, up_to=30)},
            "rent_to_pay",
            title="T",
            y="Pounds a week",
        )
    with pytest.raises(ValueError, match="same households"):
        changes_chart(
            side_by_side({"a": PARENT}), side_by_side({"b": PARENT}), "benefits", title="T", unit="U", names=("a", "b")
        )


def test_bands_hold_every_amount_once():
    chart = spread_chart([-201, -200, -1, 0, 0, 1, 200, 201], [-2, 0, 2], title="T", unit="U")
    assert chart.rows == (
        ("less than −£2", 1),
        ("−£2 to £0", 2),
        ("no change", 2),
        ("£0 to £2", 2),
        ("more than £2", 1),
    )


def test_curves_need_neither_pandas_nor_matplotlib():
    code = "import sys, benefitcalc.what_if; print(sorted({'pandas', 'matplotlib'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
