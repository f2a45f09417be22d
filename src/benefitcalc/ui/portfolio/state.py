"""What one user has given and asked for, and what came of it: everything that the page is drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benefitcalc.errors import Question
from benefitcalc.portfolio import Mapping as Matching
from benefitcalc.portfolio import RentRoll
from benefitcalc.ui.design.blocks import Block
from benefitcalc.ui.design.files import File
from benefitcalc.ui.portfolio.plan import Plan
from benefitcalc.ui.portfolio.totals import Totals

if TYPE_CHECKING:
    import pandas as pd

    from benefitcalc.portfolio import Forecast, Stock


@dataclass(slots=True)
class State:
    """Everything that the steps are drawn from."""

    files: dict[str, File] = field(default_factory=dict)
    matching: Matching = field(default_factory=Matching)
    questions: tuple[Question, ...] = ()
    asked_again: bool = False
    """Whether some questions were left open when the others were answered."""
    roll: RentRoll | None = None
    totals: Totals = field(default_factory=Totals)
    """The landlord's own totals, kept while the files change."""
    plan: Plan = field(default_factory=Plan)
    stock: Stock | None = None
    forecast: Forecast | None = None
    shown: tuple[Block, ...] = ()
    """What the forecast shows, drawn once: its pictures take a while."""
    list_on: str = ""
    """The day for which the worklist is asked, as it was typed, and what is wrong with it."""
    list_error: str = ""
    worklist: pd.DataFrame | None = None
    looked_up: str = ""
    failed: tuple[str, str] = ("", "")
    """The step in which something went wrong, and what."""
    example: bool = False
