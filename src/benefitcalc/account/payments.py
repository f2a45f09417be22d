"""What tenants pay of their own share of the rent: learned from a ledger, or a range with its source.

The own share is what has to come from the tenant: what is charged, less the help that is paid to the landlord. Where
Universal Credit goes to the tenant, the own share is the whole charge. A deduction from benefit pays arrears and no
share. What is learned is, for each way of help and each band of the own share, the part of it that is paid within the
year, with an interval that holds the part of another year and as many other accounts of the kind four times in five.
For the very same accounts it is wider than it needs to be.

Rates are estimates, and so are worked out with floating point; they are kept as whole parts of 10,000.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from benefitcalc.account.ledger import Ledger, summed
from benefitcalc.account.movements import movements, period_of
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence, in_pounds, in_whole_pounds, round_half_up
from benefitcalc.periods import Day, day_number


class Help(IntEnum):
    """How help with the rent comes: the scheme codes of :meth:`PaymentModel.rates`."""

    NO_HELP = 0
    """No help with the rent."""
    PAID_TO_TENANT = 1
    """Universal Credit that is paid to the tenant."""
    MANAGED_PAYMENT = 2
    """Universal Credit whose housing costs are paid to the landlord."""
    HOUSING_BENEFIT = 3
    """Housing Benefit, paid to the landlord."""


BANDS: Pence = np.array([0, 500, 1500, 3000, 6000, 10_000], dtype=np.int64)
"""The lowest own share of each band, in pence a week."""
LEAST_ACCOUNTS = 30
"""A band with fewer accounts takes the rate of all bands of its way of help; fewer there too, that of all accounts."""
LEAST_DAYS = 91
"""An account that ran for fewer days in the period is left out."""
ALL = 10_000
_Z80 = 1.2816
_FROM_LANDLORDS_SIDE = ("housing_benefit", "universal_credit", "discretionary")
"""The sources of help that is paid to the landlord."""

OWN, OF_SCHEME, OF_ALL, DEFAULT = "own", "all bands", "all accounts", "default"


@dataclass(frozen=True, eq=False)
class PaymentModel:
    """The part of the own share that is paid, by way of help and band; ``print`` shows it and what it rests on."""

    parts: Ints
    """Parts of 10,000, shape ``(len(Help), len(BANDS), 3)``: the low end, the middle and the high end."""
    accounts: Ints
    """How many accounts each cell was learned from, shape ``(len(Help), len(BANDS))``; 0 where none."""
    rests_on: tuple[tuple[str, ...], ...]
    """Where each cell's rate comes from: ``own`` accounts, ``all bands``, ``all accounts`` or the ``default``."""
    said: str
    """What the whole rests on, in sentences."""

    @classmethod
    def default(cls) -> PaymentModel:
        """The range where there is no ledger, from published figures (``account/payments.toml``)."""
        parts = np.repeat(_default_parts()[:, None, :], len(BANDS), axis=1)
        sources = [f"{name}: {one['source']} ({one['confidence']})." for name, one in _written().items()]
        return cls(
            parts,
            np.zeros(parts.shape[:2], dtype=np.int64),
            tuple((DEFAULT,) * len(BANDS) for _ in Help),
            "No ledger was read: these are published ranges, no rates of this landlord.\n" + "\n".join(sources),
        )

    @classmethod
    def fit(cls, ledger: Ledger, *, period: tuple[Day, Day] | None = None) -> PaymentModel:
        """Learn from the current accounts of ``period``, by default all that the ledger holds, a year or more.

        Raises ``ValueError`` where no account can be used.
        """
        first, last = period_of((ledger.complete_from, ledger.last_day) if period is None else period, ledger)
        seen = _seen(ledger, first, last)
        if not len(seen.share):
            raise ValueError(
                f"no current account from {first} to {last} ran for {LEAST_DAYS} days with an own share and a known "
                "way of help; give a longer period, or take PaymentModel.default()"
            )
        everybody = _rate(seen, np.ones(len(seen.share), dtype=np.bool_))
        parts, counts, rests_on = [], [], []
        for scheme in Help:
            of_scheme = seen.scheme == scheme
            rows = [of_scheme & (seen.band == band) for band in range(len(BANDS))]
            found = [_cell(seen, row, of_scheme, everybody, scheme) for row in rows]
            parts.append([rate for rate, _ in found])
            rests_on.append(tuple(where for _, where in found))
            counts.append([int(row.sum()) for row in rows])
        said = _of_what_was_seen(seen, first, last)
        return cls(np.array(parts, dtype=np.int64), np.array(counts, dtype=np.int64), tuple(rests_on), said)

    def rates(self, scheme: Ints, shortfall_pw: Pence) -> Ints:
        """The parts of 10,000 that are paid: low end, middle and high end, shape ``(3, n)``.

        ``scheme`` holds codes of :class:`Help` and ``shortfall_pw`` the own share in pence a week, both ``(n,)``.
        """
        codes = np.asarray(scheme, dtype=np.int64)
        if len(codes) and not 0 <= codes.min() <= codes.max() < len(Help):
            raise ValueError(f"scheme holds a code outside 0 to {len(Help) - 1}; codes are those of Help")
        return self.parts[codes, band_of(shortfall_pw)].T.copy()

    def __str__(self) -> str:
        heads = "".join(f"{f'{in_whole_pounds(low)}+':>22}" for low in BANDS)
        lines = ["What is paid of the own share, % (80% interval), by own share a week", " " * 16 + heads]
        for scheme in Help:
            rates = zip(self.parts[scheme], self.rests_on[scheme], strict=True)
            cells = "".join(f"{_said(part) + _MARK[where]:>22}" for part, where in rates)
            lines.append(f"{scheme.name.lower():16}{cells}")
        there = {where for row in self.rests_on for where in row}
        marks = [f"{_MARK[where]} {words}" for where, words in _MARKED.items() if where in there]
        return "\n".join([*lines, *marks, self.said])


_MARK = {OWN: "", OF_SCHEME: "*", OF_ALL: "**", DEFAULT: "†"}
_MARKED = {
    OF_SCHEME: f"fewer than {LEAST_ACCOUNTS} accounts in the band: the rate of all bands",
    OF_ALL: f"fewer than {LEAST_ACCOUNTS} accounts with this way of help: the rate of all accounts",
    DEFAULT: "no account with this way of help: a published range",
}


def _said(part: Ints) -> str:
    low, middle, high = (f"{int(one) // 100}.{int(one) % 100 // 10}" for one in part)
    return f"{middle} ({low}–{high})"


def band_of(shortfall_pw: Pence) -> Ints:
    """The band of each own share; below nothing is the lowest."""
    return np.maximum(np.searchsorted(BANDS, shortfall_pw, side="right") - 1, 0).astype(np.int64)


@cache
def _written() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("payments.toml").read_text(encoding="utf-8"))


def _default_parts() -> Ints:
    rows = [_written()[scheme.name.lower()] for scheme in Help]
    return np.array([[row["low"], row["mid"], row["high"]] for row in rows], dtype=np.int64)


# --- From a ledger ----------------------------------------------------------------------------------------------------


def _of_what_was_seen(seen: _Seen, first: dt.date, last: dt.date) -> str:
    share, paid = (in_pounds(int(money.sum())) for money in (seen.share, seen.paid))
    said = (
        f"Learned from {len(seen.share):,} current accounts from {first:%-d %B %Y} to {last:%-d %B %Y}, in which "
        f"{paid} of own shares of {share} was paid. {seen.left_out:,} accounts were left out: they ran for less than "
        f"{LEAST_DAYS} days, have no own share, or it is not known how their help is paid. What was paid beyond the "
        "own share is for arrears and is not counted."
    )
    if seen.quarters.shape[1] < 2:
        said += " The period is too short to see how rates change over time: the intervals are too narrow."
    return said


@dataclass(frozen=True, eq=False)
class _Seen:
    """The accounts that are learned from: shapes ``(n,)``, and ``(n, quarters)``."""

    scheme: Ints
    band: Ints
    share: Pence
    paid: Pence
    quarters: Pence
    left_out: int


def _seen(ledger: Ledger, first: dt.date, last: dt.date) -> _Seen:
    n, accounts = len(ledger.accounts), ledger.accounts
    begin, end = day_number(first), day_number(last) + 1
    moved = movements(ledger, first, last)
    current = moved[moved["group"] == "current"]
    rows, charges = current["place"].to_numpy(np.int64), current["charges"].to_numpy(np.int64)
    left = np.full(n, end, dtype=np.int64)
    former = accounts["became_former_on"].notna().to_numpy(np.bool_)
    left[former] = accounts.loc[former, "became_former_on"].to_numpy("datetime64[D]").astype(np.int64)
    within = (ledger.days >= begin) & (ledger.days < np.minimum(left, end)[ledger.place])
    cash = within & ledger.transactions["kind"].isin(["payment", "refund"]).to_numpy(np.bool_)
    source = ledger.transactions["source"].fillna("tenant")
    to_landlord = cash & source.isin(_FROM_LANDLORDS_SIDE).to_numpy(np.bool_)
    by_tenant = cash & source.isin(["tenant", "other"]).to_numpy(np.bool_)
    share = charges + ledger.summed(to_landlord)[rows]  # help is below nothing: it lowers what is owed
    paid = np.clip(-ledger.summed(by_tenant)[rows], 0, np.maximum(share, 0))
    started = np.where(accounts["opening_balance"].to_numpy(np.int64) != 0, begin, end)
    np.minimum.at(started, ledger.place[within], ledger.days[within])
    days = (np.minimum(left, end) - started)[rows]
    scheme = _help_of(ledger, to_landlord & (source == "housing_benefit").to_numpy(np.bool_))[rows]
    used = (days >= LEAST_DAYS) & (share > 0) & (scheme >= 0)
    weekly = round_half_up(np.maximum(share, 0) * 7, np.maximum(days, 1))
    return _Seen(
        scheme[used], band_of(weekly[used]), share[used], paid[used],
        _by_quarter(ledger, by_tenant, begin, end)[rows][used], int((~used).sum()),
    )  # fmt: skip


def _by_quarter(ledger: Ledger, wanted: Flag, begin: int, end: int) -> Pence:
    """What each account paid in each whole quarter (91 days) of the period: shape ``(accounts, quarters)``."""
    n, quarters = len(ledger.accounts), (end - begin) // 91
    quarter = (ledger.days - begin) // 91
    rows = wanted & (quarter < quarters)
    return -summed(ledger.place[rows] * quarters + quarter[rows], ledger.amounts[rows], n * quarters).reshape(
        n, quarters
    )


def _help_of(ledger: Ledger, housing_benefit: Flag) -> Ints:
    """The way of help of each account, from its flags and from Housing Benefit received; -1 where it is not known."""
    accounts = ledger.accounts
    universal_credit, managed = accounts["universal_credit"], accounts["managed_payment"]
    on_benefit = ledger.summed(housing_benefit) != 0
    uc, no_uc = (universal_credit.fillna(value=False), ~universal_credit.fillna(value=True))
    return np.select(
        [
            (uc & managed.fillna(value=False)).to_numpy(np.bool_),
            (uc & ~managed.fillna(value=True)).to_numpy(np.bool_),
            on_benefit & ~uc.to_numpy(np.bool_),
            no_uc.to_numpy(np.bool_),
        ],
        [Help.MANAGED_PAYMENT, Help.PAID_TO_TENANT, Help.HOUSING_BENEFIT, Help.NO_HELP],
        default=-1,
    ).astype(np.int64)


def _cell(seen: _Seen, rows: Flag, of_scheme: Flag, everybody: Ints, scheme: Help) -> tuple[Ints, str]:
    """The rate of a cell, or of the next larger group that has accounts enough, and which one it is."""
    if rows.sum() >= LEAST_ACCOUNTS:
        return _rate(seen, rows), OWN
    if of_scheme.sum() >= LEAST_ACCOUNTS:
        return _rate(seen, of_scheme), OF_SCHEME
    if of_scheme.any() and len(seen.share) >= LEAST_ACCOUNTS:
        return everybody, OF_ALL
    return _default_parts()[scheme], DEFAULT


def _rate(seen: _Seen, rows: Flag) -> Ints:
    """The part paid of all own shares of these accounts, with the ends of its interval, in parts of 10,000.

    The interval holds what differs between accounts (the rate is a ratio of sums over them) and between quarters, each
    twice: in the accounts and the year that were seen, and in those to come.
    """
    share, paid = seen.share[rows].astype(np.float64), seen.paid[rows].astype(np.float64)
    rate = paid.sum() / share.sum()
    n = len(share)
    between_accounts = 2 * n / max(n - 1, 1) * ((paid - rate * share) ** 2).sum() / share.sum() ** 2
    quarters = seen.quarters[rows].sum(axis=0).astype(np.float64)
    over_time = 0.0
    if len(quarters) > 1 and quarters.mean() > 0:
        over_time = 2 / len(quarters) * quarters.var(ddof=1) * (rate / quarters.mean()) ** 2
    reach = _Z80 * np.sqrt(between_accounts + over_time)
    ends = np.clip([rate - reach, rate, rate + reach], 0, 1)
    return np.rint(ends * ALL).astype(np.int64)
