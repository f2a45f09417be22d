"""The transactions of a made-up ledger while they are drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence
from benefitcalc.portfolio.synthetic.facts import Texts

NO_SOURCE = -1


class Lines:
    """Transactions of numbered accounts, in any order; what raises the debt is positive."""

    def __init__(self) -> None:
        columns = tables_of_the_ledger()["transactions"]
        self.kinds, self.sources = columns["kind"].of, columns["source"].of
        self._parts: list[Ints] = []

    def add(
        self,
        account: Ints,
        day: Ints | int,
        amount: Pence,
        *,
        kind: str,
        source: str | None = None,
        where: Flag | bool = True,
    ) -> None:
        """Transactions of one kind. All columns have one shape or spread to it; an amount of nil adds nothing."""
        source_code = NO_SOURCE if source is None else self.sources.index(source)
        columns = np.broadcast_arrays(account, day, self.kinds.index(kind), source_code, amount, where)
        there = columns[-1] & (columns[-2] != 0)
        self._parts.append(np.stack([column[there] for column in columns[:-1]]))

    def rows(self) -> Ints:
        """Account, day, kind, source and amount, shape ``(5, n)``, by day and then by account."""
        rows = np.concatenate(self._parts, axis=1)
        return rows[:, np.lexsort((rows[2], rows[0], rows[1]))]

    def moved(self, accounts: int, *, before: Ints | None = None) -> Pence:
        """What all transactions add to each account's debt; those alone ``before`` a day of the account, if given."""
        account, day, _, _, amount = np.concatenate(self._parts, axis=1)
        wanted = slice(None) if before is None else day < before[account]
        total: Pence = np.zeros(accounts, dtype=np.int64)
        np.add.at(total, account[wanted], amount[wanted])
        return total

    def frame(self, references: Texts) -> pd.DataFrame:
        """The typed table; ``references`` are the accounts' in the order of their numbers."""
        account, day, kind, source, amount = self.rows()
        return pd.DataFrame(
            {
                "account_ref": references.take(account),
                "date": day.astype("datetime64[D]").astype("datetime64[s]"),
                "kind": _codes(kind, self.kinds),
                "source": _codes(source, self.sources),
                "amount": pd.array(amount, dtype="Int64"),
            }
        )


def _codes(places: Ints, words: tuple[str, ...]) -> pd.Categorical:
    return pd.Categorical.from_codes(places, categories=pd.Index(pd.array(list(words), dtype="string")))
