"""The portfolio app: a rent roll is read, put right and forecast, step after step on one page."""

from benefitcalc.ui.portfolio.view import portfolio_app

__all__ = ["portfolio_app"]
