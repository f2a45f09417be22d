"""What a scenario supposes, from Python and from TOML."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from benefitcalc import default_assumptions
from benefitcalc.portfolio.forecast import forecast
from benefitcalc.portfolio.rents import RentIncrease
from benefitcalc.portfolio.scenario import Scenario
from tests.conftest import REPOSITORY
from tests.unit.portfolio.forecast.stocks import DAY, rented, small_stock

WRITTEN = """
name = "Settlement, taper of 50%"
begins = 2026-10-01
pay = ["3.4%", "2.5%"]

[rates]
"uc.taper" = "50%"
"benefit_cap.annual.*" = "999999.00"

[rent]
percent = "CPI+1%"
cpi = "3.8%"
convergence = true

[facts]
"universal_credit.claimed" = true

[assumptions]
cpi = "2.0%"
earnings = "3.0%"
years = 5
"""


def test_a_file_says_what_python_says(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    read = Scenario.read(path)
    assert read.name == "Settlement, taper of 50%"
    assert read.begins == date(2026, 10, 1)
    assert read.pay == ("3.4%", "2.5%")
    assert read.rent == RentIncrease(percent="CPI+1%", cpi="3.8%", convergence=True)
    assert read.columns == {"universal_credit_claimed": True}
    assert read.project is not None
    assert read.project.years == 5
    book = read.book()
    assert dict(book.replaced)["uc.taper"] == "50%"
    assert book.replaced["benefit_cap.annual.rest.single"] == "999999.00"


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(
        'rents = "3%"\npay = "3.4"\n[rates]\n"uc.tapper" = "50%"\n[rent]\npercent = "RPI+1%"\n'
        '[facts]\n"tenancy.colour" = true\n[assumptions]\ncpi = "two"\nearnings = "3.0%"\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=r"wrong\.toml") as told:
        Scenario.read(path)
    problems = str(told.value).splitlines()
    for name in ("rents", "pay", "uc.tapper", "RPI", "tenancy.colour", "cpi"):
        assert any(name in line for line in problems), name
    assert all(line.startswith("wrong.toml: ") for line in problems)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rates": {"uc.taper": "half"}}, "uc.taper"),
        ({"rates": {"nothing.*": "1.00"}}, r"nothing\.\*"),
        ({"begins": "October"}, "begins"),
        ({"rate_year": "2026"}, "rate_year"),
        ({"name": " "}, "name"),
        ({"facts": {"universal_credit.claimed": "yes"}}, "neither true nor false"),
        ({"rent": "3.8"}, "rent.percent"),
    ],
)
def test_a_scenario_says_what_is_wrong(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Scenario(**given)  # type: ignore[arg-type]


def test_months_after_the_last_rates_are_refused() -> None:
    with pytest.raises(ValueError, match=r"13 of them reach to 2027-04-30.*project=default_assumptions\(\)"):
        forecast(small_stock([rented(DAY, "100.00")]), months=13)
    with pytest.raises(ValueError, match="61 is not a whole number from 1 to 60"):
        forecast(small_stock([rented(DAY, "100.00")]), months=61)


# --- Rents -----------------------------------------------------------------------------------------------------------


def _rents(increase: RentIncrease, *, months: int = 36, **labels: object) -> list[int]:
    """What a week costs in each month of the forecast; rents of £100.00 on 29 March 2027."""
    stock = small_stock([rented("2027-03-29", "100.00")], **labels)
    made = forecast(stock, months=months, rent=increase, project=default_assumptions())
    weeks = [len(mondays) for mondays in made.plan.months.mondays]
    return [int(rent) // number for rent, number in zip(made.cube("rent")[0, :, 0], weeks, strict=True)]


def test_a_percentage_for_each_april() -> None:
    rents = _rents(RentIncrease(percent=("3.8%", "-1%")))
    # 103.80, 102.762, 101.7344: each rounded, and the next from it.
    assert [rents[0], rents[12], rents[24]] == [103_80, 102_76, 101_73]


def test_a_settlement_of_cpi_and_one_percent() -> None:
    stated = _rents(RentIncrease(percent="CPI+1%", cpi=("3.1%", "2.0%")))
    assert [stated[0], stated[12], stated[24]] == [104_10, 107_22, 110_44]
    assert _rents(RentIncrease(percent="CPI+1%")) == stated  # the assumptions say the same of prices


def test_convergence_stops_at_the_formula_rent() -> None:
    """Up to £1.00 a week from April 2027 and £2.00 from April 2028 above CPI+1%, until the formula rent is reached."""
    increase = RentIncrease(percent="CPI+1%", cpi="2%", convergence=True)
    far = _rents(increase, formula_rent=[120_00])
    # 100.00 x 1.03 + 1.00; 104.00 x 1.03 + 2.00; 109.12 x 1.03 + 2.00
    assert [far[0], far[12], far[24]] == [104_00, 109_12, 114_39]
    near = _rents(increase, formula_rent=[100_50])
    # The formula rents of the three years are 103.515, 106.6266 and 109.8285, each rounded.
    assert [near[0], near[12], near[24]] == [103_52, 106_63, 109_83]
    above = _rents(increase, formula_rent=[95_00])
    assert [above[0], above[12]] == [103_00, 106_09]


def test_convergence_needs_a_formula_rent() -> None:
    with pytest.raises(ValueError, match="formula_rent"):
        _rents(RentIncrease(percent="CPI+1%", convergence=True))


def test_a_rent_year_from_the_same_monday_of_the_month() -> None:
    stock = small_stock([rented("2026-03-30", "100.00")], rent_increase_on=["2026-10-05"])
    stock.labels["rent_increase_on"] = stock.labels["rent_increase_on"].astype("datetime64[s]")
    made = forecast(stock, months=24, rent="10%", project=default_assumptions())
    # The first Mondays in October: 5 October 2026 and 4 October 2027.
    rent = made.cube("rent")[0, :, 0]
    assert rent[5:7].tolist() == [4 * 100_00, 4 * 110_00]
    assert rent[17:19].tolist() == [4 * 110_00, 4 * 121_00]


def test_the_example_of_the_documents_can_be_read() -> None:
    text = (REPOSITORY / "docs" / "forecast.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL)
    scenario = Scenario.from_mapping(tomllib.loads(example))
    assert set(scenario.book().replaced) >= {
        "uc.under_occupancy.reduction_one_bedroom",
        "benefit_cap.annual.rest.single",
    }
    assert scenario.columns == {"universal_credit_claimed": True}


def test_what_is_no_part_of_a_table_is_named_with_the_parts_that_there_are() -> None:
    with pytest.raises(ValueError, match="is not known") as raised:
        Scenario.from_mapping({"rent": {"by": "4%"}, "assumptions": {"cpi": "2%", "wages": "3%"}})
    assert str(raised.value).splitlines() == [
        "rent: by: is not known; there are percent, cpi, convergence",
        "rent: percent: is missing",
        "assumptions: wages: is not known; there are cpi, earnings, triple_lock, living_wage, years",
        "assumptions: earnings: is missing",
    ]
