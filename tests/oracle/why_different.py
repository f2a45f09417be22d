"""``python -m tests.oracle.why_different [ERRORS] [GAPS] [SEED]``: errors that the oracle plants, looked for.

It prints how many planted errors are named, how many of them first, how many gaps by chance are answered "not
explained", and on how many right awards an error is named.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass
from random import Random
from statistics import median

from benefitcalc import Case, InvalidCase
from benefitcalc.advice.why_different import Differences, why_different

from .planted import Planted, planted, planted_twice, unexplained

NAMES: dict[str, set[str]] = {
    "rent_as_weekly": {"rent_period"},
    "rent_as_four_weekly": {"rent_period"},
    "rent_as_monthly": {"rent_period"},
    "month_of_four_weeks": {"rent_month_of_four_weeks"},
    "number_of_weeks": {"rent_weeks"},
    "old_rent": {"old_rent"},
    "charge_left_out": {"service_charge_left_out"},
    "ineligible_charge_counted": {"ineligible_charge_counted"},
    "water_counted": {"ineligible_in_rent_counted"},
    "bedroom": {"bedroom_count", "bedroom_charge_not_made", "bedroom_charge_made"},
    "carers_room": {"room_not_counted"},
    "heads": {"rent_share"},
    "digits": {"rent_digits"},
    "charges_twice": {"charges_twice"},
    "sex": {"child_sex"},
    "no_rent": {"no_rent_on_claim"},
    "child_missing": {"child_missing"},
    "baby": {"child_more"},
    "exception": {"exception_missing", "exception_given"},
    "education": {"in_education", "not_in_education"},
    "disabled_child": {"disabled_child_missing", "disabled_child_extra"},
    "childcare": {"childcare_missing"},
    "other_adult_more": {"other_adult_extra"},
    "other_adult_left": {"other_adult_missing"},
    "other_adult_exempt": {"other_adult_exempt", "other_adult_not_exempt"},
    "carer": {"carer_missing", "carer_extra"},
    "health": {"health_missing", "health_extra", "health_rate", "health_work_allowance"},
    "disability": {"disability_benefit_missing", "disability_benefit_extra"},
    "single": {"partner_missing"},
    "couple": {"partner_extra"},
    "birthday_25": {"age"},
    "no_pay": {"pay_missing"},
    "gross_as_net": {"gross_for_net"},
    "two_paydays": {"pay_twice"},
    "payday": {"paydays"},
    "averaged": {"pay_averaged"},
    "income_missing": {"income_missing"},
    "income_counted": {"income_counted"},
    "savings_unknown": {"savings_missing"},
    "savings_wrong": {"savings", "savings_missing", "savings_over_limit"},
    "floor": {"floor_missing", "floor_extra"},
    "grace": {"grace_period_given", "grace_period_missing"},
    "london": {"greater_london"},
    "transition": {"transitional_element_missing"},
    "last_years_rates": {"rates_of_last_year"},
    "weeks_433": {"rent_month_of_weeks"},
    "weeks_53": {"rent_month_of_weeks"},
    "month_of_five_weeks": {"rent_month_of_weeks"},
    "decimal_point": {"rent_decimal_point"},
    "joint_tenants_charged": {"joint_tenants_charged"},
    "no_room_for_young_person": {"bedroom_charge_made", "bedroom_count"},
    "one_childs_limit": {"childcare_one_limit"},
    "old_carers_allowance": {"income_before_april"},
    "wage_before_april": {"pay_before_april"},
    "both_elements": {"both_elements"},
}
"""The causes that name each kind of planted error."""


@dataclass(frozen=True)
class Look:
    """A planted error, what was found, and at which place the error itself is named among the certain answers (from 0);
    None where it is not.
    """

    error: Planted
    found: Differences
    place: int | None
    seconds: float


def look(error: Planted) -> Look:
    """Look for an error with the right case and the amount alone."""
    begin = time.perf_counter()
    found = why_different(Case.model_validate(error.right), **{error.amount: error.wrong_amount})
    seconds = time.perf_counter() - begin
    certain = [one for one in found if one.certain]
    place = next((n for n, one in enumerate(certain) if set(one.codes) <= NAMES[error.kind]), None)
    return Look(error, found, place, seconds)


def errors(count: int, seed: int) -> list[Look]:
    """That many planted errors, looked for. An error that makes no valid case is drawn again."""
    rng = Random(seed)  # noqa: S311 - households, not secrets
    found: list[Look] = []
    while len(found) < count:
        error = planted(rng)
        if _valid(error.right) and _valid(error.wrong):
            found.append(look(error))
    return found


def two_errors(count: int, seed: int) -> list[tuple[tuple[str, str], Differences]]:
    """That many households with two errors at once, of which neither alone makes the amount, looked for."""
    rng = Random(seed)  # noqa: S311
    found = []
    while len(found) < count:
        error = planted_twice(rng)
        if _valid(error.right) and _valid(error.wrong):
            answer = why_different(Case.model_validate(error.right), **{error.amount: error.wrong_amount})
            found.append((error.kinds, answer))
    return found


def both_named(kinds: tuple[str, ...], found: Differences, *, certain: bool) -> bool:
    """Whether one answer has both errors."""
    return any(
        len(one.codes) == 2
        and (one.certain or not certain)
        and all(any(code in NAMES[kind] for code in one.codes) for kind in kinds)
        for one in found
    )


def gaps(count: int, seed: int) -> list[tuple[dict, str, Differences]]:
    """That many gaps by chance, looked for."""
    rng = Random(seed)  # noqa: S311
    found = []
    while len(found) < count:
        case, name, amount = unexplained(rng)
        if _valid(case):
            found.append((case, amount, why_different(case, **{name: amount})))
    return found


def right_awards(count: int, seed: int) -> int:
    """On how many of that many right awards of the oracle a cause is named."""
    rng = Random(seed)  # noqa: S311
    named = asked = 0
    while asked < count:
        error = planted(rng)
        if _valid(error.right):
            asked += 1
            named += len(why_different(error.right, **{error.amount: error.right_amount})) > 0
    return named


def _valid(case: dict) -> bool:
    try:
        Case.model_validate(case)
    except InvalidCase:
        return False
    return True


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.why_different", description=__doc__)
    parser.add_argument("errors", type=int, nargs="?", default=1000)
    parser.add_argument("gaps", type=int, nargs="?", default=200)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    given = parser.parse_args()
    looks = errors(given.errors, given.seed)
    named = [one for one in looks if one.place is not None]
    first = sum(one.place == 0 for one in named)
    three = sum(one.place < 3 for one in named if one.place is not None)
    print(f"{len(looks)} planted errors: {len(named)} named, {first} first, {three} among the first three")  # noqa: T201
    print(f"certain answers: median {median(sum(d.certain for d in one.found) for one in looks)}")  # noqa: T201
    times = sorted(one.seconds for one in looks)
    print(f"seconds: median {median(times):.3f}, 95% below {times[len(times) * 95 // 100]:.3f}")  # noqa: T201
    for kind, missed in Counter(one.error.kind for one in looks if one.place is None).most_common():
        of_kind = sum(one.error.kind == kind for one in looks)
        print(f"    missed {missed} of {of_kind}: {kind}")  # noqa: T201
    pairs = two_errors(given.gaps, given.seed)
    both = [sum(both_named(kinds, found, certain=certain) for kinds, found in pairs) for certain in (True, False)]
    other = sum(found.explained and not both_named(kinds, found, certain=True) for kinds, found in pairs)
    print(  # noqa: T201
        f"{len(pairs)} times two errors: both named in one answer that explains {both[0]} times, {both[1]} with "
        f"answers that may be chance; something else explains {other}"
    )
    by_chance = gaps(given.gaps, given.seed)
    explained = [(case, amount, found) for case, amount, found in by_chance if found.explained]
    print(f"{len(by_chance)} gaps by chance: {len(by_chance) - len(explained)} not explained")  # noqa: T201
    for _, _, found in explained:
        print(f"    {found.verdict}")  # noqa: T201
    print(f"{given.gaps} right awards: an error named on {right_awards(given.gaps, given.seed)}")  # noqa: T201


if __name__ == "__main__":
    main()
