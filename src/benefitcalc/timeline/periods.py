"""A timeline: periods in order, and what happens in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benefitcalc.case import Case
from benefitcalc.timeline.figures import Event, TimelinePeriod


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods in order. ``notes`` say what the timeline did not follow, what it assumed, and why it ends
    where it does.
    """

    case: Case
    periods: tuple[TimelinePeriod, ...]
    notes: tuple[str, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event, in order."""
        return tuple(event for period in self.periods for event in period.events)

    @property
    def projected_from(self) -> dt.date | None:
        """The first day of the first period whose rates are projected; None when all are checked."""
        return next((period.start for period in self.periods if period.projected), None)

    @property
    def projection(self) -> str:
        """The assumptions behind the periods from ``projected_from`` on; empty when all rates are checked."""
        return self.periods[-1].projection

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; money as text."""
        return {
            "schema": "benefitcalc.timeline/1",
            **({"id": self.case.id} if self.case.id is not None else {}),
            "date": self.case.date.isoformat(),
            "projection": self.projection,
            "periods": [period.to_dict() for period in self.periods],
            "notes": list(self.notes),
        }

    def __len__(self) -> int:
        return len(self.periods)

    def __iter__(self) -> Iterator[TimelinePeriod]:
        return iter(self.periods)

    def __getitem__(self, index: int) -> TimelinePeriod:
        return self.periods[index]

    def __repr__(self) -> str:
        first, last = self.periods[0], self.periods[-1]
        projection = f"; from {self.projected_from} {self.projection}" if self.projection else ""
        return (
            f"<Timeline {first.start} to {last.end}: {len(self.periods)} periods, {len(self.events)} events, "
            f"rent to pay £{first.figures.rent_to_pay} → £{last.figures.rent_to_pay} a week{projection}>"
        )

    def __str__(self) -> str:
        from benefitcalc.timeline.show import as_text

        return "\n".join(as_text(self.periods, self.notes))

    def _repr_html_(self) -> str:
        from benefitcalc.timeline.show import as_html

        return as_html(self.periods, self.notes)
