"""A rent account as data: its lines, and where it stands at the end of each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benefitcalc.account.alerts import Alert, alerts_of
from benefitcalc.account.book_arrears import PARTS
from benefitcalc.account.days import DAY, in_words, rent_year_start
from benefitcalc.account.lines import Line, Position, Year
from benefitcalc.case import Case
from benefitcalc.money import in_pounds
from benefitcalc.periods import Day, as_date

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class RentAccount:
    """A rent account from its first day to its last. Money is in pence; ``notes`` say what was taken for granted.

    ``weekly_rent`` has the rent of a week with its service charges from each day on which it changes.
    """

    case: Case = field(repr=False)
    opening_balance: int
    first_day: dt.date
    last_day: dt.date
    lines: tuple[Line, ...]
    positions: tuple[Position, ...]
    """The eve of the first day, and every day."""
    weekly_rent: tuple[tuple[dt.date, int], ...]
    notes: tuple[str, ...]

    @property
    def closing_balance(self) -> int:
        """The balance at the end, in pence."""
        return self.positions[-1].balance

    def on(self, day: Day) -> Position:
        """Where the account stands at the end of a day. Raises ``ValueError`` for a day that it does not have."""
        wanted = as_date(day)
        place = (wanted - self.positions[0].day).days
        if not 0 <= place < len(self.positions):
            raise ValueError(f"{wanted} is not in the account; give {self.positions[0].day} to {self.last_day}")
        return self.positions[place]

    def rent_of_week(self, day: dt.date) -> int:
        """The rent of a week with its service charges, in pence, as it is on that day."""
        begun = [amount for begins, amount in self.weekly_rent if begins <= day]
        return begun[-1] if begun else self.weekly_rent[0][1]

    def alerts(self, rules: Path | Mapping[str, Any] | None = None) -> tuple[Alert, ...]:
        """What the landlord's rules say of the account, and when: a TOML file or its content; without it the example
        that comes with the package. See :mod:`benefitcalc.account.alerts`.
        """
        return alerts_of(self.positions, self.rent_of_week, rules)

    def years(self) -> tuple[Year, ...]:
        """Rent year by rent year: opening + debits − credits = closing, and what each part went up by."""
        return tuple(self._years())

    def _years(self) -> Iterator[Year]:
        first = self.first_day
        while first <= self.last_day:
            last = min(rent_year_start(rent_year_start(first) + 378 * DAY) - DAY, self.last_day)
            before, after = self.on(first - DAY), self.on(last)
            lines = [line for line in self.lines if first <= line.day <= last]
            yield Year(
                first,
                last,
                before.balance,
                sum(line.debit for line in lines),
                sum(line.credit for line in lines),
                after.balance,
                after.book_arrears - before.book_arrears,
                after.parts - before.parts,
            )
            first = last + DAY

    def to_frame(self, *, money: str = "pence") -> pd.DataFrame:
        """A row a line: ``day``, ``kind``, ``what``, ``debit``, ``credit``, ``balance``, ``cause``; ``book_arrears``
        and ``real_arrears`` are those at the end of the day. Money is ``Int64`` pence, or with ``money="decimal"``
        exact pounds.
        """
        from benefitcalc.account.frames import frame_of

        ends = [self.on(line.day) for line in self.lines]
        return frame_of(
            {
                "day": [line.day for line in self.lines],
                "kind": [line.kind for line in self.lines],
                "what": [line.what for line in self.lines],
                "debit": [line.debit for line in self.lines],
                "credit": [line.credit for line in self.lines],
                "balance": [line.balance for line in self.lines],
                "cause": [line.cause for line in self.lines],
                "book_arrears": [end.book_arrears for end in ends],
                "real_arrears": [end.real_arrears for end in ends],
            },
            money=money,
        )

    def daily(self, *, money: str = "pence") -> pd.DataFrame:
        """A row a day, the eve of the first day before them: ``day``, ``balance``, ``book_arrears``, ``real_arrears``
        and the parts of the real arrears, at the end of the day.
        """
        from benefitcalc.account.frames import frame_of

        return frame_of(
            {
                "day": [each.day for each in self.positions],
                "balance": [each.balance for each in self.positions],
                "book_arrears": [each.book_arrears for each in self.positions],
                "real_arrears": [each.real_arrears for each in self.positions],
                **{name: [getattr(each.parts, name) for each in self.positions] for name in PARTS},
            },
            money=money,
        )

    def __repr__(self) -> str:
        last = self.positions[-1]
        return (
            f"<RentAccount {self.first_day} to {self.last_day}: {len(self.lines)} lines, "
            f"{in_pounds(self.opening_balance)} → {in_pounds(last.balance)}, of which book arrears "
            f"{in_pounds(last.book_arrears)}, real arrears {in_pounds(last.real_arrears)}>"
        )

    @property
    def headline(self) -> str:
        """One sentence: where the account stands at the end."""
        last = self.positions[-1]
        return (
            f"{in_words(self.last_day)}: balance {in_pounds(last.balance)}, of which book arrears "
            f"{in_pounds(last.book_arrears)} and real arrears {in_pounds(last.real_arrears)}."
        )

    @property
    def _shown(self) -> dict[str, Any]:
        opening = (self.first_day, self.opening_balance)
        last, alerts = self.positions[-1], list(map(str, self.alerts()))
        return {
            "headline": self.headline, "opening": opening, "lines": self.lines, "last": last, "alerts": alerts,
            "notes": self.notes,
        }  # fmt: skip

    def __str__(self) -> str:
        from benefitcalc.account.show import as_text

        return "\n".join(as_text(**self._shown))

    def _repr_html_(self) -> str:
        from benefitcalc.account.show import as_html

        return as_html(**self._shown)
