"""The page about the rent roll: what goes in, what is asked, what comes out, and how far to trust it.

``python -m benefitcalc.portfolio.described`` prints the page, which is kept in ``docs/rent-roll.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from benefitcalc.portfolio.tables import Column, tables_of_the_roll

_KINDS = {
    "text": "text",
    "money": "pounds and pence",
    "whole": "whole number",
    "hours": "hours a week",
    "flag": "yes or no",
    "date": "date",
    "code": "one of",
    "codes": "any of",
}


def page() -> str:
    """The page as Markdown."""
    words = files(__package__).joinpath("described.md").read_text(encoding="utf-8")
    tables = tables_of_the_roll()
    incomes = {name for name, column in tables["people"].items() if _is_income(name, column)}
    people = [column for name, column in tables["people"].items() if name not in incomes]
    kinds = ", ".join(f"`{name}`" for name in sorted(incomes) if not name.endswith("_per"))
    of_incomes = (
        f"Besides, a column for each kind of income, with its amount: {kinds}. Its period is in the column of the same "
        "name with `_per` behind it, or in `incomes_per` for all."
    )
    homes = tables["tenancies"].values()
    lines = [words.rstrip(), *_table("Tenancies", homes), *_table("People", people), "", of_incomes]
    return "\n".join(lines) + "\n"


def _is_income(name: str, column: Column) -> bool:
    return column.means.startswith("Income: ") or (
        name.endswith("_per") and "incomes_per where left out" in column.means
    )


def _table(heading: str, columns: Iterable[Column]) -> Iterator[str]:
    yield from (
        "",
        f"### {heading}",
        "",
        "| Column | What it says | How a cell reads | Also called |",
        "|---|---|---|---|",
    )
    for column in columns:
        cells = (f"`{column.name}`", column.means, _how(column), ", ".join(column.aliases))
        yield f"| {' | '.join(cells)} |"


def _how(column: Column) -> str:
    """How a cell of the column reads."""
    said = _KINDS[column.kind]
    if column.of:
        said += " " + ", ".join(f"`{code}`" for code in column.of)
    if column.between and column.kind == "whole":
        said += f", {column.between[0]} to {column.between[1]}"
    return f"{said}; its period is in `{column.needs}`" if column.needs else said


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201  this is a command
