"""The landlord's own totals, typed beside the rent roll's, and whether they tie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benefitcalc.money import in_pounds, parse_pounds, pounds
from benefitcalc.portfolio.reading.control import BALANCE, CHARGES
from benefitcalc.ui.design.blocks import Block, Field, Form, Message, Text
from benefitcalc.ui.portfolio.show import plain

if TYPE_CHECKING:
    from benefitcalc.portfolio import RentRoll
    from benefitcalc.portfolio.reading.control import ControlTotal

LABELS = {"ledger_total": "Your total of the year’s charges", "ledger_balance": "Your total of the balances"}
"""The two fields, named as :meth:`benefitcalc.portfolio.RentRoll.control_total` names them."""
_HINTS = {
    "ledger_total": "Rent and service charges, in pounds; for example 1,234,567.89.",
    "ledger_balance": "What is owed less what is in credit, in pounds; with a minus where tenants are in credit.",
}
_LINES = {"ledger_total": CHARGES, "ledger_balance": BALANCE}
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Totals:
    """What was typed in each field, the amounts in pounds of those that can be read, and what is wrong with others."""

    typed: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def beside(self, roll: RentRoll) -> ControlTotal:
        """The control total of the roll, which says whether these tie."""
        return roll.control_total(
            ledger_total=self.amounts.get("ledger_total"), ledger_balance=self.amounts.get("ledger_balance")
        )


def read_totals(values: Mapping[str, Any]) -> Totals:
    """The totals of the form. An empty field is no total."""
    typed = {name: str(values.get(name, "")).strip()[:40] for name in LABELS}
    amounts: dict[str, Decimal] = {}
    errors: dict[str, str] = {}
    for name, text in typed.items():
        try:
            if text:
                amounts[name] = _amount(text)
        except ValueError:
            errors[name] = f"“{text}” is no amount in pounds; write it like 1,234,567.89"
    return Totals(typed, amounts, errors)


def _amount(text: str) -> Decimal:
    """Pounds with at most two decimals; a sign, a pound sign and commas between thousands are allowed."""
    below = text.startswith(("-", "−"))
    number = text[below:].strip().removeprefix("£").strip()
    pence = parse_pounds(number.replace(",", "") if _GROUPED.fullmatch(number) else number)
    return pounds(-pence if below else pence)


def totals_blocks(totals: Totals, found: ControlTotal) -> Iterator[Block]:
    """Whether each total that was typed ties to what came in, and the fields. ``found`` is what :meth:`Totals.beside`
    gives.
    """
    names = [name for name in LABELS if (found.lines["what"] == BALANCE).any() or name != "ledger_balance"]
    if totals.errors:
        links = [(name, f"{LABELS[name]}: {error}") for name, error in totals.errors.items()]
        yield Message("There is a problem", links=links)
    for name in names:
        if name in totals.amounts:
            yield Text(said(_LINES[name], totals.amounts[name], found), strong=True)
    fields = [
        Field(name, LABELS[name], _HINTS[name], totals.typed.get(name, ""), error=totals.errors.get(name, ""))
        for name in names
    ]
    hint = "If you know them from your ledger. What came in is compared with them, before anything is set aside."
    yield Form("tie", fields, "Compare with my totals", hint)


def said(line: str, total: Decimal, found: ControlTotal) -> str:
    """Whether a total ties, and if not, by how much it differs."""
    gap, whole = found.differences[line], in_pounds(int(total * 100))
    if gap == 0:
        return f"{plain(line)}: ties to your total of {whole}."
    unknown = found.unknown.get(line, 0)
    of_them = f" In {unknown:,} rows the amount is not known." if unknown else ""
    return (
        f"{plain(line)}: does not tie. Your total of {whole} is {in_pounds(abs(gap))} "
        f"{'more' if gap > 0 else 'less'} than what came in.{of_them}"
    )
