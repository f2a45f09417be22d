"""Results as a pandas frame: a row for each household, typed columns, exact money."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from benefitcalc.assessment.blocks import (
    BenefitCapResult,
    HousingBenefitResult,
    HousingResult,
    PensionCreditResult,
    UniversalCreditResult,
)
from benefitcalc.assessment.from_columns import Found
from benefitcalc.assessment.result import Assessment, NotAssessed
from benefitcalc.assessment.shortfall import CAUSES
from benefitcalc.columns import Ints
from benefitcalc.money import Flag

if TYPE_CHECKING:
    import pandas as pd

MONEY, COUNT, FLAG = "money", "count", "flag"
_KINDS = {"Decimal": MONEY, "int": COUNT, "bool": FLAG}
_BLOCKS = {
    "universal_credit": UniversalCreditResult,
    "housing_benefit": HousingBenefitResult,
    "housing": HousingResult,
    "benefit_cap": BenefitCapResult,
    "pension_credit": PensionCreditResult,
}
COLUMNS: dict[str, str] = {
    **{
        f"{name}.{part.name}": _KINDS[str(part.type)]
        for name, block in _BLOCKS.items()
        for part in fields(block)
        if str(part.type) in _KINDS
    },
    "child_benefit": MONEY,
    "council_tax_reduction": MONEY,
    "help_with_rent": MONEY,
    "rent_to_pay": MONEY,
    "left_after_rent": MONEY,
    "benefit_cap_reduction_pw": MONEY,
    "weeks_basis": COUNT,
    **{f"shortfall.{cause}": MONEY for cause in CAUSES},
}
"""Each figure under the path that the contract gives it, and what kind of figure it is."""


def to_frame(
    results: Sequence[Assessment | NotAssessed], *, money: Literal["pence", "decimal"] = "pence"
) -> pd.DataFrame:
    """The figures of ``results`` in their order, a row each, by the paths of the contract (``universal_credit.award``).

    Money is in whole pence (``Int64``), or with ``money="decimal"`` in pounds as Arrow's ``decimal128(12, 2)``, which
    needs pyarrow; never a float. It is for the period of its group: Universal Credit by the month, the rest as
    :class:`~benefitcalc.Assessment` says. A cell is missing where its scheme is not the one for the household, or the
    case was not assessed: then ``problems`` says why. ``warnings``, ``exemptions`` and ``reasons`` are codes with a
    space between them; ``projected`` marks rows that rest on rates which are not set yet.
    """
    import pandas as pd

    if money not in {"pence", "decimal"}:
        raise ValueError(f'money is {money!r}; give "pence" or "decimal"')
    there = np.array([isinstance(result, Assessment) for result in results], dtype=np.bool_)
    assessed = [result for result in results if isinstance(result, Assessment)]
    batches = _batches(assessed)
    cells: dict[str, Any] = {
        "id": pd.array([r.id if isinstance(r, NotAssessed) else r.case.id for r in results], dtype="string"),
        "date": np.array(
            [None if isinstance(r, NotAssessed) else r.case.date for r in results], dtype="datetime64[D]"
        ).astype("datetime64[s]"),
        "rates": _texts(results, lambda result: result.rates),
        "projected": pd.array([r.projected if isinstance(r, Assessment) else None for r in results], dtype="boolean"),
    }
    for path, kind in COLUMNS.items():
        values, missing = np.zeros(len(results), dtype=np.int64), np.ones(len(results), dtype=np.bool_)
        values[there], missing[there] = _column(path, assessed, batches)
        cells[path] = figure_array(values, missing, kind, decimal=money == "decimal")
    cells["reasons"] = _texts(results, lambda result: " ".join(_reasons(result)))
    cells["exemptions"] = _texts(results, lambda result: " ".join(_exemptions(result)))
    cells["warnings"] = _texts(results, lambda result: " ".join(warning.code for warning in result.warnings))
    cells["problems"] = pd.array(
        ["; ".join(map(str, r.problems)) if isinstance(r, NotAssessed) else None for r in results], dtype="string"
    )
    return pd.DataFrame(cells)


def _batches(assessed: Sequence[Assessment]) -> list[tuple[Found, Ints, Ints]]:
    """The batches from which the results come, each with the places of its results here and of their rows in it."""
    by_batch: dict[int, tuple[Found, list[int], list[int]]] = {}
    for place, result in enumerate(assessed):
        found = result.row.found
        _, here, rows = by_batch.setdefault(id(found), (found, [], []))
        here.append(place)
        rows.append(result.row.place)
    return [(found, np.array(here), np.array(rows)) for found, here, rows in by_batch.values()]


def _column(
    path: str, assessed: Sequence[Assessment], batches: Sequence[tuple[Found, Ints, Ints]]
) -> tuple[Ints, Flag]:
    """The figure of each result, and which results have none."""
    values, missing = np.zeros(len(assessed), dtype=np.int64), np.zeros(len(assessed), dtype=np.bool_)
    applies = f"applies.{path.partition('.')[0]}"
    for found, here, rows in batches:
        values[here] = found.columns[path][rows]
        if applies in found.columns:
            missing[here] = ~found.columns[applies][rows]
    if path == "council_tax_reduction":  # the one figure that a council's own scheme gives, which no column holds
        for place, result in enumerate(assessed):
            if result.council_tax_reduction is not None:
                values[place], missing[place] = int(result.council_tax_reduction * 100), False
    return values, missing


def figure_array(values: Ints, missing: Flag, kind: str, *, decimal: bool) -> Any:
    """A column of a frame: flags, whole numbers, or money in whole pence or in pounds (:func:`to_frame`)."""
    import pandas as pd

    if kind == FLAG:
        return pd.arrays.BooleanArray(values != 0, missing)
    if kind == MONEY and decimal:
        import pyarrow as pa

        digits = np.stack((values, values >> 63), axis=1)  # the whole of 128 bits, with the sign
        known = pa.array(~missing).buffers()[1]
        pounds = pa.Array.from_buffers(pa.decimal128(12, 2), len(values), [known, pa.py_buffer(digits)])
        return pd.arrays.ArrowExtensionArray(pounds)
    return pd.arrays.IntegerArray(values, missing)


def texts_array(numbers: Ints, texts: Sequence[str]) -> Any:
    """A column of texts: of each row the text with that number, and nothing for a number below 0."""
    import pandas as pd

    return pd.array([*texts], dtype="string").take(numbers, allow_fill=True)


def _texts(results: Sequence[Assessment | NotAssessed], text: Callable[[Assessment], str]) -> Any:
    import pandas as pd

    return pd.array([text(r) if isinstance(r, Assessment) else None for r in results], dtype="string")


def _reasons(result: Assessment) -> tuple[str, ...]:
    blocks = (result.universal_credit, result.housing_benefit)
    return tuple(reason for block in blocks if block is not None for reason in block.reasons)


def _exemptions(result: Assessment) -> tuple[str, ...]:
    return () if result.benefit_cap is None else result.benefit_cap.exemptions
