"""``python -m bench intervals``: how often the 80% intervals of a stock with hidden facts hold the truth.

Each stock is made up whole; the engine works out its help with rent: the truth. Then facts are hidden, and the stock is
drawn again from what is left. Half of the stocks come from the priors, each with its own parameters, and hide facts at
random. The other half come from the generator of made-up rolls, whose shares and levels are others, each stock with a
profile and a level of pay of its own, and hide facts not at random: of those whom a landlord seldom knows.

A tenancy's help takes few values (nothing, or the whole rent), and the ends of its interval are often such values. So
for tenancies two figures are given: how often the closed interval holds the truth, and how often the truth's place
among the draws, ties broken at random, lies in the middle 80%: this one tells whether draws and truth agree.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc import assess_columns
from benefitcalc.columns import Batch, Ints
from benefitcalc.columns.codes import DISABILITY_BITS, INCOME_KINDS
from benefitcalc.columns.facts import Households
from benefitcalc.portfolio.engine import batch_of
from benefitcalc.portfolio.stock import stock_of
from benefitcalc.portfolio.synthetic import synthetic_roll
from benefitcalc.portfolio.unknown.intervals import interval
from benefitcalc.portfolio.unknown.pins import COLUMNS, payments
from benefitcalc.portfolio.unknown.priors import Priors

ON = "2026-06-01"
HELP = "help_with_rent"
PATCHES = 4
CAPABILITIES = np.array(["none", "lcw_without_element", "lcw", "lcwra_standard", "lcwra_protected"], dtype=object)
Roll = tuple[pd.DataFrame, pd.DataFrame]


@dataclass(slots=True)
class Found:
    """How many truths the intervals held, and how wide they were, by what they are of."""

    held: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)
    width: dict[str, float] = field(default_factory=dict)

    def add(self, what: str, held: Any, width: Any = 0) -> None:
        """Note some intervals."""
        flags = np.atleast_1d(held)
        self.held[what] = self.held.get(what, 0) + int(flags.sum())
        self.of[what] = self.of.get(what, 0) + len(flags)
        self.width[what] = self.width.get(what, 0) + float(np.sum(width))

    def share(self, what: str) -> float:
        """The part of the truths that were held."""
        return self.held[what] / self.of[what]


def from_priors(tenancies: int, seed: int) -> tuple[Roll, Ints]:
    """A stock of the priors with parameters of its own, everything known; and the help with rent that is claimed."""
    chance = np.random.default_rng([seed, 1])
    bedrooms = chance.choice([1, 2, 3, 4], tenancies, p=[0.29, 0.35, 0.31, 0.05])
    rents = ((60_00 + 14_00 * bedrooms) * chance.uniform(0.9, 1.3, tenancies)).astype(np.int64)
    homes = pd.DataFrame(
        {
            "tenancy_ref": pd.array([f"S{seed}-{place}" for place in range(tenancies)], dtype="string"),
            "patch": pd.array([f"Patch {place}" for place in chance.integers(PATCHES, size=tenancies)], dtype="string"),
            "country": pd.array(["england"] * tenancies, dtype="string"),
            "tenure": pd.array(["social_rent"] * tenancies, dtype="string"),
            "greater_london": pd.array(np.full(tenancies, chance.random() < 0.3), dtype="boolean"),
            "bedrooms": pd.array(bedrooms, dtype="Int64"),
            "rent": pd.array(rents, dtype="Int64"),
            "rent_per": pd.array(["week"] * tenancies, dtype="string"),
        }
    )
    nobody = pd.DataFrame({"tenancy_ref": pd.array([], dtype="string"), "role": pd.array([], dtype="string")})
    whole = stock_of(homes, nobody, ON, unknown=Priors.default(), draws=1, seed=1_000_000 + seed)
    batch, claims = whole.batch(0), whole.claims(0)
    columns = assess_columns(batch, only=(HELP, *COLUMNS))
    homes["capital"] = pd.array(batch.households.capital, dtype="Int64")
    homes["uc_claimed"] = pd.array(batch.households.universal_credit_claimed, dtype="boolean")
    known = {name: values * claims for name, values in payments(columns).items()}
    for name in ("uc_flag", "hb_flag", "bedroom_charge_flag", "cap_flag"):
        homes[name] = pd.array(known[name] > 0, dtype="boolean")
    for name in ("uc_award", "hb_weekly"):
        homes[name] = pd.array(known[name], dtype="Int64")
    homes["managed_payment"] = pd.array(known["managed_payment"] * (chance.random(tenancies) < 0.4), dtype="Int64")
    people = people_of(homes["tenancy_ref"].to_numpy(dtype=object), batch)
    grown = people["role"].ne("child").groupby(people["tenancy_ref"].astype(object), sort=False).sum()
    homes["adults"] = pd.array(grown.reindex(homes["tenancy_ref"].astype(object)).to_numpy(), dtype="Int64")
    homes["children"] = pd.array(np.bincount(batch.children.household, minlength=tenancies), dtype="Int64")
    return (homes, people), columns[HELP] * claims


def people_of(references: Any, batch: Batch) -> pd.DataFrame:
    """The people of drawn households as the roll's table has them."""
    bits = {**DISABILITY_BITS}
    names = {code: name for name, code in bits.items()} | {0: None}
    tables = []
    for place, role in enumerate(("claimant", "partner")):
        there = np.flatnonzero(batch.adults.present[place])
        of = {name: getattr(batch.adults, name)[place][there] for name in batch.adults.names()}
        incomes = {kind: np.zeros(len(batch), dtype=np.int64) for kind in ("state_pension", "occupational_pension")}
        for kind, amounts in incomes.items():
            rows = (batch.incomes.kind == INCOME_KINDS[kind]) & (batch.incomes.of == place)
            amounts[batch.incomes.household[rows]] = batch.incomes.amount[rows]
        tables.append(
            {
                "tenancy_ref": references[there],
                "role": role,
                "born": _days(of["born"]),
                "gross_pay": of["pay"],
                "pay_per": "month",
                "hours": of["work_hours"],
                "work_capability": CAPABILITIES[of["work_capability"]],
                "carer": of["carer"],
                "disability_benefits": [names[code] for code in of["disability_benefits"].tolist()],
                **{kind: amounts[there] for kind, amounts in incomes.items()},
                "incomes_per": "week",
            }
        )
    children, others = batch.children, batch.non_dependants
    tables.append(
        {
            "tenancy_ref": references[children.household],
            "role": "child",
            "born": _days(children.born),
            "sex": np.where(children.male, "male", "female"),
            "in_education": children.in_education,
            "disability_benefits": [names[code] for code in children.disability_benefits.tolist()],
        }
    )
    tables.append(
        {
            "tenancy_ref": references[others.household],
            "role": "non_dependant",
            "born": _days(others.born),
            "works_16_hours": others.works_16_hours,
            "gross_income": pd.array(others.gross_income, dtype="Int64"),
            "gross_income_per": "week",
            "benefits": np.where(others.benefits > 0, "universal_credit_no_earnings", None),
            "student": others.student,
        }
    )
    people = pd.concat([pd.DataFrame(table) for table in tables], ignore_index=True)
    whole = ("gross_pay", "hours", "state_pension", "occupational_pension", "gross_income")
    flags = ("carer", "in_education", "works_16_hours", "student")
    kinds = dict.fromkeys(whole, "Int64") | dict.fromkeys(flags, "boolean") | {"born": "datetime64[s]"}
    people = people.astype({name: kinds.get(name, "string") for name in people.columns})
    people.loc[people["works_16_hours"].eq(False).fillna(False), "gross_income"] = pd.NA
    return people


def _days(numbers: Ints) -> Any:
    return numbers.astype("datetime64[D]").astype("datetime64[s]")


def from_elsewhere(tenancies: int, seed: int) -> tuple[Roll, Ints]:
    """A stock of the generator of made-up rolls, with a profile of its own: more of some households than usual, and
    pay and rents at a level of their own.
    """
    chance = np.random.default_rng([seed, 2])
    homes, people = synthetic_roll(4 * tenancies, seed=seed, on=ON)
    households: Households = batch_of(homes, people, ON).households
    claimants = people[people["role"] == "claimant"]
    pensioner = (claimants["state_pension"].fillna(0) > 0).to_numpy(dtype=np.bool_)
    family = homes["children"].fillna(0).to_numpy(dtype=np.int64) > 0
    works = (claimants["gross_pay"].fillna(0) + claimants["net_pay"].fillna(0)).to_numpy(dtype=np.int64) > 0
    tilt = sum(chance.normal(0, 0.35) * which for which in (pensioner, family, works, households.greater_london))
    weight = np.exp(tilt)
    rows = np.sort(chance.choice(len(homes), tenancies, replace=False, p=weight / weight.sum()))
    homes = homes.iloc[rows].reset_index(drop=True)
    people = people[people["tenancy_ref"].isin(homes["tenancy_ref"])].reset_index(drop=True)
    for table, names, spread in ((people, ("gross_pay", "net_pay"), 0.06), (homes, ("rent",), 0.08)):
        level = np.exp(chance.normal(0, spread))
        for name in names:
            pence = table[name].to_numpy(dtype=np.int64, na_value=0)
            table[name] = pd.array((pence * level).astype(np.int64), dtype="Int64").copy()
            table.loc[table[name].eq(0), name] = pd.NA
    columns = assess_columns(batch_of(homes, people, ON), only=(HELP, *COLUMNS))
    claims = chance.random(tenancies) < np.where(chance.random(tenancies) < 0.5, chance.uniform(0.85, 0.97), 0.9)
    known = {name: values * claims for name, values in payments(columns).items()}
    for name in ("uc_flag", "hb_flag", "bedroom_charge_flag", "cap_flag", "managed_payment_flag"):
        homes[name] = pd.array(known[name] > 0, dtype="boolean")
    for name in ("uc_award", "hb_weekly", "managed_payment"):
        homes[name] = pd.array(known[name], dtype="Int64")
    homes["patch"] = pd.array([f"Patch {place}" for place in chance.integers(PATCHES, size=tenancies)], dtype="string")
    return (homes, people), columns[HELP] * claims


def hidden(roll: Roll, truth: Ints, seed: int, *, apart: float) -> Roll:
    """The roll without some of its facts: at random where ``apart`` is 0.

    Otherwise what is hidden decides how often it is. With ``apart`` of 1, people are missing more often where somebody
    works than where the household is retired (by odds of about 3 to 2), high pay more often than low, large savings
    more often than small, old people's ages more often than young ones', and that nothing is paid more often than
    that a benefit is (by odds of 6 to 5). With 2 these odds are squared.
    """
    chance = np.random.default_rng([seed, 3])
    homes, people = roll[0].copy(), roll[1].copy()
    reference = homes["tenancy_ref"].astype(object)

    def some(share: float, often: Any, among: int) -> Any:
        return chance.random(among) < share * np.asarray(often, dtype=np.float64) ** apart

    pay = sum(people[name].fillna(0) for name in ("gross_pay", "net_pay") if name in people)
    earned = pay.to_numpy(dtype=np.int64)
    old = (people["born"] < pd.Timestamp("1962-01-01")).to_numpy(dtype=np.bool_)
    works = reference.isin(people["tenancy_ref"][earned > 0]).to_numpy(dtype=np.bool_)
    retired = reference.isin(people["tenancy_ref"][old]).to_numpy(dtype=np.bool_)
    gone = homes["tenancy_ref"][some(0.55, np.where(works, 1.1, np.where(retired, 0.9, 1)), len(homes))]
    stay = ~people["tenancy_ref"].isin(gone).to_numpy(dtype=np.bool_)
    people, earned, old = people[stay].reset_index(drop=True), earned[stay], old[stay]
    high = earned > np.median(earned[earned > 0])
    of_adults = (
        "gross_pay", "net_pay", "pay_per", "paid_on", "pension_contribution", "hours", "net_profit", "profit_per",
        "self_employed_hours", "minimum_income_floor", "expected_hours", "work_capability", "carer", "esa",
        "disability_benefits", "state_pension", "occupational_pension", "carers_allowance",
    )  # fmt: skip
    groups: tuple[tuple[tuple[str, ...], Any], ...] = (
        (("born", "age"), np.where(old, 1.2, 0.9)),
        (of_adults, np.where(high, 1.2, 0.9)),
        (("sex",), 1),
        (("works_16_hours", "gross_income", "benefits", "student"), 1),
    )
    child = people["role"].eq("child").to_numpy(dtype=np.bool_)  # an empty cell of a child's disability means none
    for names, often in groups:
        rows = some(0.3, often, len(people))
        if names == of_adults:
            rows &= ~child
        for name in names:
            if name in people:
                people.loc[rows, name] = pd.NA
    saved = homes["capital"].fillna(0).to_numpy(dtype=np.int64) > 6_000_00
    status = np.where(truth > 0, 0.95, 1.05)
    columns: tuple[tuple[tuple[str, ...], Any], ...] = (
        (("capital",), np.where(saved, 1.25, 0.95)),
        (("uc_claimed",), 1),
        (("uc_flag", "hb_flag"), status),
        (("uc_award",), 1),
        (("hb_weekly",), 1),
        (("managed_payment", "managed_payment_flag"), 1),
        (("bedroom_charge_flag",), 1),
        (("cap_flag",), 1),
        (("adults", "children", "occupants"), 1),
    )
    for names, often in columns:
        rows = some(0.5, often, len(homes))
        for name in names:
            if name in homes:
                homes.loc[rows, name] = pd.NA
    return homes, people


def note(
    found: Found, roll: Roll, truth: Ints, *, draws: int, seed: int, pin: tuple[str, ...] | None, name: str
) -> None:
    """Draw the stock and note which truths its intervals hold, in pence a week."""
    homes, people = roll
    stock = stock_of(homes, people, ON, unknown=Priors.default(), draws=draws, pin=pin, seed=seed)
    helped = np.stack(
        [assess_columns(stock.batch(draw), only=(HELP,))[HELP] * stock.claims(draw) for draw in range(draws)]
    )
    there = homes["tenancy_ref"].isin(stock.labels["tenancy_ref"]).to_numpy(dtype=np.bool_)
    found.add(f"{name} set aside", ~there)
    homes, truth = homes[there].reset_index(drop=True), truth[there]
    patches, patch = np.unique(homes["patch"].to_numpy(dtype=object), return_inverse=True)
    for what, figures, true in (
        ("stock", helped.sum(axis=1, keepdims=True), truth.sum(keepdims=True)),
        (
            "patch",
            np.stack([helped[:, patch == place].sum(axis=1) for place in range(len(patches))], axis=1),
            np.array([truth[patch == place].sum() for place in range(len(patches))]),
        ),
        ("tenancy", helped, truth),
    ):
        unsure = (figures != figures[0]).any(axis=0)
        ends = interval(figures[:, unsure])
        found.add(f"{name} {what}", (ends.low <= true[unsure]) & (true[unsure] <= ends.high), ends.high - ends.low)
        if what == "tenancy":
            found.add(f"{name} tenancy, by place", _in_the_middle(figures[:, unsure], true[unsure], seed))
            listed = set(stock.contradictions()["tenancy_ref"])
            found.add(f"{name} listed as contradicted", homes["tenancy_ref"].isin(listed).to_numpy())
            found.add(f"{name} settled rightly", true[~unsure] == figures[0, ~unsure])


def _in_the_middle(figures: Ints, truth: Ints, seed: int) -> Any:
    """Whether the truth's place among the draws, ties broken at random, is in the middle 80%."""
    below, same = (figures < truth).sum(axis=0), (figures == truth).sum(axis=0)
    place = below + np.random.default_rng([seed, 4]).integers(same + 1)
    cut = (len(figures) + 1) // 10
    return (place >= cut) & (place <= len(figures) - cut)


def stocks(number: int, tenancies: int, first: int = 0, apart: float = 1) -> Iterator[tuple[int, str, Roll, Ints]]:
    """The stocks with their truths, in turn from the priors and from elsewhere."""
    for seed in range(first, first + number):
        at_random = seed % 2 == 0
        roll, truth = (from_priors if at_random else from_elsewhere)(tenancies, seed)
        origin = "priors" if at_random else "elsewhere"
        yield seed, origin, hidden(roll, truth, seed, apart=0 if at_random else apart), truth


def coverage(
    number: int, *, tenancies: int = 250, draws: int = 99, first: int = 0, apart: float = 1, unpinned: bool = True
) -> Found:
    """How many truths are held over so many stocks, pinned to what the rolls know and not pinned."""
    found = Found()
    for seed, origin, roll, truth in stocks(number, tenancies, first, apart):
        for pin, name in (None, "pinned"), ((), "not pinned"):
            if pin is None or unpinned:
                note(found, roll, truth, draws=draws, seed=seed, pin=pin, name=f"{origin}, {name}:")
    return found


def main(arguments: Sequence[str]) -> None:
    """Measure the coverage and print it."""
    parser = argparse.ArgumentParser(prog="python -m bench intervals", description=__doc__)
    parser.add_argument("--stocks", type=int, default=200, help="stocks, half of them from each origin")
    parser.add_argument("--tenancies", type=int, default=250, help="tenancies of each stock")
    parser.add_argument("--draws", type=int, default=49, help="draws of each stock")
    parser.add_argument("--apart", type=float, default=1, help="how far from random the other half hide facts")
    parser.add_argument("--json", action="store_true", help="end with a line of all figures as JSON")
    given = parser.parse_args(arguments)
    found = coverage(given.stocks, tenancies=given.tenancies, draws=given.draws, apart=given.apart)
    for what in sorted(found.of):
        width = found.width[what] / found.of[what] / 100
        print(f"{what:<46}{found.share(what):>8.1%} of {found.of[what]:>7,}{f'   £{width:,.2f} wide' if width else ''}")
    if given.json:
        print(json.dumps({what: round(found.share(what), 4) for what in sorted(found.of)}))
