"""Many tenancies at once.

RentRoll.read(file)     the rent roll of a landlord: typed tables, problems, and a control total
Mapping                 what was said about the exports of a system, kept in a file
write_template(file)    a workbook to fill in
RentRoll.assess(day)    what each tenancy gets, a row a tenancy; RentRoll.explain(ref) says how
assess_frame(frame)     the same for a frame with a household in each row
assess_parquet(in, out)  the same from Parquet to Parquet, in constant memory and on every processor
Options                 what assess_parquet works out and writes: a scenario, money, columns
RentRoll.stock(day)     its tenancies with every fact, what is missing drawn from Priors, in several draws
Stock.forecast(...)     a Forecast: 12 to 60 months of what is charged, covered and left to pay, and why
Scenario                what a forecast supposes: other rates, rents (RentIncrease), pay and facts
compare(f, g, ...)      a Comparison of forecasts under several scenarios
interval(draws)         the 80% interval of a total of several draws
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benefitcalc.portfolio.assessing import assess_frame as assess_frame
    from benefitcalc.portfolio.engine.results import Options as Options
    from benefitcalc.portfolio.forecast.comparison import Comparison as Comparison
    from benefitcalc.portfolio.forecast.comparison import compare as compare
    from benefitcalc.portfolio.forecast.result import Forecast as Forecast
    from benefitcalc.portfolio.reading.mapping import Mapping as Mapping
    from benefitcalc.portfolio.rent_roll import RentRoll as RentRoll
    from benefitcalc.portfolio.rents import RentIncrease as RentIncrease
    from benefitcalc.portfolio.run import assess_parquet as assess_parquet
    from benefitcalc.portfolio.scenario import Scenario as Scenario
    from benefitcalc.portfolio.stock import Stock as Stock
    from benefitcalc.portfolio.template import write_template as write_template
    from benefitcalc.portfolio.unknown.intervals import interval as interval
    from benefitcalc.portfolio.unknown.priors import Priors as Priors

# Each name is loaded when it is first asked for, because its module loads pandas.
_PLACES = {
    "Comparison": "benefitcalc.portfolio.forecast.comparison",
    "Forecast": "benefitcalc.portfolio.forecast.result",
    "Mapping": "benefitcalc.portfolio.reading.mapping",
    "RentIncrease": "benefitcalc.portfolio.rents",
    "Options": "benefitcalc.portfolio.engine.results",
    "RentRoll": "benefitcalc.portfolio.rent_roll",
    "Scenario": "benefitcalc.portfolio.scenario",
    "Stock": "benefitcalc.portfolio.stock",
    "assess_frame": "benefitcalc.portfolio.assessing",
    "assess_parquet": "benefitcalc.portfolio.run",
    "compare": "benefitcalc.portfolio.forecast.comparison",
    "interval": "benefitcalc.portfolio.unknown.intervals",
    "Priors": "benefitcalc.portfolio.unknown.priors",
    "write_template": "benefitcalc.portfolio.template",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PLACES[name]), name)
