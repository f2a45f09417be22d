"""The portfolio app's page."""

from __future__ import annotations

from benefitcalc.ui.design.steps_page import StepsPage
from benefitcalc.ui.portfolio.session import Session

__all__ = ["portfolio_app"]


def portfolio_app() -> StepsPage:
    """The portfolio app, ready to show."""
    return StepsPage(lambda tell: Session(progress=tell))
