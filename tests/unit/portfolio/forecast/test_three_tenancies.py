"""Three tenancies worked by hand, from the Monday before April 2026 on: rents rise by 3.8%, pay by 3.4%.

The standard allowance of a single person of 25 or over is £400.14 in 2025-26 and £424.90 in 2026-27, from assessment
periods that begin on 13 April 2026 or later: April, whose period begins on the 1st, has the old one. The taper is 55%.
"""

from __future__ import annotations

import numpy as np
import pytest

from benefitcalc.portfolio.forecast import Forecast, forecast
from benefitcalc.portfolio.scenario import Scenario
from tests.unit.portfolio.forecast.stocks import DAY, rented, small_stock, three_tenancies

# Mondays from April 2026 to March 2027; without those of 21 and 28 December and of 22 and 29 March.
WEEKS = [4, 4, 5, 4, 5, 4, 4, 5, 4, 4, 4, 5]
CHARGED_OF_48 = [4, 4, 5, 4, 5, 4, 4, 5, 2, 4, 4, 3]


@pytest.fixture(scope="module")
def made() -> Forecast:
    return forecast(small_stock(three_tenancies()), rent="3.8%", pay="3.4%")


def test_a_rent_that_universal_credit_covers(made: Forecast) -> None:
    # 100.00 -> 103.80 a week, from Monday 6 April; 103.80 x 52 / 12 = 449.80 a month.
    assert made.cube("rent")[0, :, 0].tolist() == [weeks * 103_80 for weeks in WEEKS]
    assert made.cube("help_with_rent")[0, :, 0].tolist() == [449_80] * 12
    assert made.cube("calendar")[0, :, 0].tolist() == [weeks * 103_80 - 449_80 for weeks in WEEKS]
    assert made.cube("rent_to_pay")[0, :, 0].sum() == 0
    assert not made.cube("shortfall")[0, :, 0].any()


def test_a_rent_of_48_weeks_that_housing_benefit_covers(made: Forecast) -> None:
    # 90.00 -> 93.42 a week; guarantee credit passports to the whole of it, in weeks with a charge.
    assert made.cube("rent")[0, :, 1].tolist() == [weeks * 93_42 for weeks in CHARGED_OF_48]
    assert sum(CHARGED_OF_48) == 48
    assert np.array_equal(made.cube("help_with_rent")[0, :, 1], made.cube("rent")[0, :, 1])


def test_a_rent_that_a_job_covers_in_part(made: Forecast) -> None:
    # 120.00 -> 124.56, 539.76 a month; pay 1,600.00 -> 1,654.40, of which 55% is 909.92.
    april, later = 400_14 + 539_76 - 909_92, 424_90 + 539_76 - 909_92
    assert made.cube("help_with_rent")[0, :, 2].tolist() == [april] + [later] * 11
    assert made.cube("income")[0, :, 2].tolist() == [539_76 - april] + [539_76 - later] * 11


def test_a_years_rent_is_what_the_ledger_is_charged(made: Forecast) -> None:
    assert made.total["rent"].item() == 52 * 103_80 + 48 * 93_42 + 52 * 124_56
    assert made.months["rent"].sum() == made.total["rent"].item()


def test_the_bridge_takes_one_change_at_a_time(made: Forecast) -> None:
    bridge = made.bridge()
    covered, pensioner, working = 12 * 433_33, 48 * 90_00, 12 * (400_14 + 520_00 - 880_00)
    assert bridge["help_with_rent"].to_dict() == {
        "As on 30 March 2026": covered + pensioner + working,
        "Rents rise": 12 * (449_80 - 433_33) + 48 * 3_42 + 12 * (539_76 - 520_00),
        "Benefit rates and pensions are uprated": 11 * (424_90 - 400_14),
        "Pay rises": -12 * (909_92 - 880_00),
        "Households change (ages)": 0,
        "Forecast": made.total["help_with_rent"].item(),
    }
    assert (bridge.iloc[:-1].sum() == bridge.iloc[-1])[["rent", "help_with_rent", "rent_to_pay", "shortfall"]].all()


def test_a_lower_taper_leaves_more_help(made: Forecast) -> None:
    # 50% of 1,654.40 is 827.20.
    lower = made.under(Scenario(name="Taper of 50%", rates={"uc.taper": "50%"}))
    assert lower.cube("help_with_rent")[0, 1:, 2].tolist() == [424_90 + 539_76 - 827_20] * 11
    assert lower.bridge()["help_with_rent"]["The scenario's rates and facts"] == 12 * (909_92 - 827_20)


def test_a_scenario_can_begin_later(made: Forecast) -> None:
    later = made.under(Scenario(name="Taper of 50%", rates={"uc.taper": "50%"}, begins="2026-10-15"))
    assert later.cube("help_with_rent")[0, :7].tolist() == made.cube("help_with_rent")[0, :7].tolist()
    assert later.cube("help_with_rent")[0, 7:, 2].tolist() == [424_90 + 539_76 - 827_20] * 5


def test_rates_of_one_year_in_every_month(made: Forecast) -> None:
    old = made.under(Scenario(name="Rates of 2025-26", rate_year="2025-26"))
    assert old.cube("help_with_rent")[0, :, 2].tolist() == [400_14 + 539_76 - 909_92] * 12


def test_help_that_nobody_claims_is_left_to_pay() -> None:
    made = forecast(small_stock(three_tenancies(), claims=((False, True, True),)))
    assert not made.cube("help_with_rent")[0, :, 0].any()
    assert made.cube("not_claimed")[0, :, 0].tolist() == [433_33] * 12
    assert made.by("scheme").loc["no help", "tenancies"] == 1


def test_tenants_move_to_universal_credit() -> None:
    before = rented(DAY, "100.00", universal_credit={"claimed": False})
    stock = small_stock([before])
    moved = Scenario(name="Moved", facts={"universal_credit.claimed": True}, begins="2026-06-01")
    made = forecast(stock, scenario=moved)
    schemes = made.draws[0].scheme()[:, 0].tolist()
    assert schemes == [2, 2] + [1] * 10
    assert made.cube("help_with_rent")[0, :4, 0].tolist() == [400_00, 400_00, 433_33, 433_33]


def test_a_row_whose_rent_rises_on_its_own_day_to_a_rent_that_is_known() -> None:
    pensioner = three_tenancies()[1]
    stock = small_stock(
        [pensioner, rented(DAY, "100.00")],
        rent_increase_on=np.array(["2026-05-18", "2026-10-01"], dtype="datetime64[s]"),
        new_rent=[95_00, None],
    )
    made = forecast(stock, rent="10%")
    # May 2026 has the Mondays 4, 11, 18 and 25.
    assert made.cube("rent")[0, :3, 0].tolist() == [4 * 90_00, 2 * 90_00 + 2 * 95_00, 5 * 95_00]
    assert np.array_equal(made.cube("help_with_rent")[0, :, 0], made.cube("rent")[0, :, 0])
    # Universal Credit takes October's new rent for the whole month; the ledger is charged it from Monday 5 October.
    assert made.cube("rent")[0, 5:8, 1].tolist() == [4 * 100_00, 4 * 110_00, 5 * 110_00]
    assert made.cube("help_with_rent")[0, 5:8, 1].tolist() == [433_33, 476_67, 476_67]


def test_rent_by_the_month_is_charged_on_the_first() -> None:
    made = forecast(small_stock([rented(DAY, "500.00", per="month")]), rent="4%")
    assert made.cube("rent")[0, :, 0].tolist() == [520_00] * 12
    assert not made.cube("calendar").any()


def test_rent_by_the_fortnight_is_spread_over_its_weeks() -> None:
    made = forecast(small_stock([rented(DAY, "199.99", per="fortnight")]))
    assert made.total["rent"].item() == 26 * 199_99


def test_a_year_of_53_weeks_leaves_a_week_to_pay() -> None:
    made = forecast(small_stock([rented("2024-04-01", "100.00")]))
    assert made.months["weeks"].sum() == 53
    assert made.total["rent"].item() == 53 * 100_00
    # The help is 12 x 433.33, 4p less than 52 weeks.
    assert made.total["calendar"].item() == 100_00 + 4


def test_an_allowance_that_is_not_known_gives_no_help_and_is_told() -> None:
    home = {"tenure": "private_rent", "bedrooms": 1, "brma": "Belfast", "rent": {"amount": "100.00", "per": "week"}}
    tenant = {"claimant": {"born": "1940-01-15"}, "country": "northern_ireland"}
    made = forecast(small_stock([rented("2014-06-02", "100.00", tenancy=home, **tenant)]), months=2)
    assert not made.cube("help_with_rent").any()
    assumed = dict(made.assumptions().itertuples(index=False))
    assert assumed["Tenancies whose Local Housing Allowance is not known"] == "1; no help is counted for them"
