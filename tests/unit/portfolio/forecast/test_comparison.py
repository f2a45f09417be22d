"""Scenarios beside each other."""

from __future__ import annotations

import pytest

from benefitcalc.portfolio.forecast import Comparison, Forecast, compare, forecast
from benefitcalc.portfolio.scenario import Scenario
from tests.unit.portfolio.forecast.stocks import DAY, rented, small_stock, three_tenancies


@pytest.fixture(scope="module")
def stock_of_three() -> Forecast:
    return forecast(small_stock(three_tenancies(), patch=["North", "North", "South"]), rent="3.8%", pay="3.4%")


@pytest.fixture(scope="module")
def made(stock_of_three: Forecast) -> Comparison:
    lower = Scenario(name="Taper of 50%", rates={"uc.taper": "50%"})
    higher = Scenario(name="Taper of 65%", rates={"uc.taper": "65%"})
    return compare(stock_of_three, stock_of_three.under(lower), stock_of_three.under(higher))


# The third tenant's pay is 1,654.40: 55% of it is 909.92, 50% is 827.20 and 65% is 1,075.36. At 65% nothing is left of
# the award: 424.90 + 539.76 is 964.66, in April 400.14 + 539.76.
MORE = 12 * (909_92 - 827_20)
LESS = (400_14 + 539_76 - 909_92) + 11 * (424_90 + 539_76 - 909_92)


def test_totals_of_the_time_of_a_week_and_of_a_year(made: Comparison) -> None:
    totals = made.totals()["change"].unstack()
    assert totals["help_with_rent"].to_dict() == {
        "The law as it stands": 0, "Taper of 50%": MORE, "Taper of 65%": -LESS,
    }  # fmt: skip
    assert (totals["rent"] == 0).all()
    row = made.totals().loc[("Taper of 50%", "help_with_rent")]
    assert row["a_year"] == row["total"]
    assert row["change_a_week"] == 19_09  # 992.64 / 52 is 19.0892


def test_who_wins_and_who_loses(made: Comparison) -> None:
    winners = made.winners()
    assert winners.loc[("Taper of 50%", "whole stock"), ["more", "less", "same", "gained", "lost"]].tolist() == [
        1, 0, 2, MORE, 0,
    ]  # fmt: skip
    by_patch = made.winners("patch")
    assert by_patch.loc[("Taper of 65%", "South"), "lost"] == LESS
    assert by_patch.loc[("Taper of 65%", "North"), ["more", "less", "same"]].tolist() == [0, 0, 2]


def test_changes_by_group_and_by_cause(made: Comparison) -> None:
    by_patch = made.by("patch")
    assert by_patch.loc[("Taper of 50%", "South"), "help_with_rent"] == MORE
    assert by_patch.loc[("Taper of 50%", "North"), "help_with_rent"] == 0
    by_cause = made.by("cause")["rent_to_pay"]
    assert by_cause["Taper of 50%"].to_dict() == {"income": -MORE}
    assert by_cause["Taper of 65%"].to_dict() == {"income": LESS}
    # Whoever loses all help leaves the group that Universal Credit helps.
    by_scheme = made.by("scheme")["rent"]["Taper of 65%"]
    assert by_scheme["no help"] == -by_scheme["Universal Credit"] == 52 * 124_56


def test_only_forecasts_of_one_stock_compare(stock_of_three: Forecast) -> None:
    with pytest.raises(ValueError, match="two or more"):
        compare(stock_of_three)
    with pytest.raises(ValueError, match="two scenarios have one name"):
        compare(stock_of_three, stock_of_three)
    other = Scenario(name="Other")
    with pytest.raises(ValueError, match="other tenancies"):
        compare(stock_of_three, forecast(small_stock([rented(DAY, "90.00")] * 4), scenario=other))
    with pytest.raises(ValueError, match="other months"):
        compare(stock_of_three, forecast(small_stock(three_tenancies()), months=6, scenario=other))
