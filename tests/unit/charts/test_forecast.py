"""Pictures of a forecast, each with the table that it was drawn from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benefitcalc.charts import by_patch_chart, months_chart, waterfall_chart
from benefitcalc.money import pounds
from benefitcalc.portfolio.forecast import Forecast, forecast
from tests.unit.portfolio.forecast.stocks import small_stock, three_tenancies


@pytest.fixture(scope="module")
def made() -> Forecast:
    stock = small_stock(three_tenancies(), three_tenancies()[::-1], patch=["North", "North", "South"])
    return forecast(stock, rent="3.8%", pay="3.4%")


def test_months_with_their_range(made: Forecast) -> None:
    chart = months_chart(made)
    assert chart.title == "Rent that no help covers: £510 in April 2026, £485 in March 2027"
    assert chart.headers == ("Month", "Expected", "Low", "High")
    assert [row[1] for row in chart.rows] == [pounds(int(pence)) for pence in made.months["shortfall"]]
    assert all(row[2] <= row[1] <= row[3] for row in chart.rows)
    assert "April 2026: £509.78" in chart.alt


def test_a_waterfall_that_sums(made: Forecast) -> None:
    chart = waterfall_chart(made.bridge(), "help_with_rent")
    assert chart.title.startswith("Help with rent goes from £10,002 to £10,514; the largest change is “Rents rise”")
    *steps, (_, end, _, _) = chart.rows
    assert sum((row[1] for row in steps), Decimal(0)) == end
    assert waterfall_chart(made.bridge(), title="{most} changes it by {change}").title.endswith("by +£359")


def test_patches_with_the_largest_first(made: Forecast) -> None:
    chart = by_patch_chart(made)
    assert [row[0] for row in chart.rows] == ["North", "South"]
    assert chart.rows[0][1:3] == (2, pounds(int(made.by("patch").loc["North", "shortfall"])))
    by_kind = by_patch_chart(made, "household", "help_with_rent", title="{name}: {most}")
    assert by_kind.headers[0] == "Household"
    assert by_kind.title == "Help with rent: single"


@pytest.mark.parametrize("draw", [months_chart, by_patch_chart])
def test_a_title_can_state_only_what_a_chart_knows(made: Forecast, draw: object) -> None:
    with pytest.raises(ValueError, match=r"it knows \{name\}"):
        draw(made, title="{colour}")  # type: ignore[operator]
