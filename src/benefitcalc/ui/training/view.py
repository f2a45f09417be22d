"""The training app's page."""

from __future__ import annotations

from benefitcalc.ui.design.steps_page import StepsPage
from benefitcalc.ui.training.session import Session

__all__ = ["training_app"]


def training_app() -> StepsPage:
    """The training app, ready to show."""
    return StepsPage(lambda _: Session())
