"""The exports of a made-up ledger, in the styles of those of a made-up roll: a CSV file for each table."""

from __future__ import annotations

from pathlib import Path

from benefitcalc.account.synthetic.ledger import SyntheticLedger
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.portfolio.synthetic.exports import style, written


def write_ledger_export(folder: Path, ledger: SyntheticLedger, *, style_name: str) -> list[Path]:
    """Write the four tables of the ledger into a folder, and the mapping that reads them; the paths, in that order."""
    mapping = style(style_name).with_answers({"opening_on": str(ledger.opening_on)})
    paths = []
    for name, columns in tables_of_the_ledger().items():
        path = folder / f"{name}.csv"
        written(getattr(ledger, name), columns, mapping, name).to_csv(path, index=False, lineterminator="\r\n")
        paths.append(path)
    kept = folder / "mapping.toml"
    mapping.save(kept)
    return [*paths, kept]
