"""Forecasts of a stock: what is charged, what help covers, and what is left to pay and why, month by month."""

from benefitcalc.portfolio.forecast.comparison import Comparison, compare
from benefitcalc.portfolio.forecast.names import CAUSE_NAMES
from benefitcalc.portfolio.forecast.plan import CHANGES
from benefitcalc.portfolio.forecast.result import Forecast, forecast

__all__ = ["CAUSE_NAMES", "CHANGES", "Comparison", "Forecast", "compare", "forecast"]
