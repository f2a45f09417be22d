"""``python -m bench.questions [CALLS] [SEED]``: answers that a call needs until the rent to pay lies within £25.00.

Each call is a made-up tenancy of a landlord's roll (``portfolio.synthetic``) of whom the landlord knows the home, its
rent, and how many people live there; all else is asked. One officer asks the form's questions in its order, another
what the range says to ask next. Questions that could not move the rent at that moment are skipped in both.
"""

from __future__ import annotations

import copy
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from benefitcalc import Case, InvalidCase, assess
from benefitcalc.advice.ranges import UNKNOWN, Partial, Ranges, work_out
from benefitcalc.advice.ranges.facts import BLANK, TOPICS, pattern_of
from benefitcalc.advice.ranges.paths import opened, put
from benefitcalc.portfolio.engine import written_cases
from benefitcalc.portfolio.synthetic import synthetic_roll

Written = dict[str, Any]
ON = "2026-06-01"
ENOUGH = 8
FORM = list(BLANK)
OF_ADULT = ("age", "employment", "work_capability", "disability_benefits", "carer")
OF_CHILD = ("age", "sex", "in_education", "disability_benefits")
OF_OTHER = ("age", "works_16_hours", "gross_income.amount")
NOTHING: Written = {
    "in_education": False,
    "sex": "female",
    "work_capability": "none",
    "disability_benefits": [],
    "carer": False,
    "works_16_hours": False,
}


class Call:
    """One tenancy, and what has been answered of it. What nobody asks of most (see ``OF_ADULT`` …) is known."""

    def __init__(self, truth: Written) -> None:
        self.truth = truth
        self.known: Written = {key: value for key, value in truth.items() if key != "capital"}
        self.unknown = ["capital"]
        for who in ("claimant", "partner"):
            if truth.get(who):
                self.known[who] = not_asked(truth[who], OF_ADULT)
                self.unknown += [f"{who}.{name}" for name in OF_ADULT]
        for group, names in (("children", OF_CHILD), ("non_dependants", OF_OTHER)):
            self.known[group] = [not_asked(person, names) for person in truth.get(group, ())]
            self.unknown += [f"{group}[{place}].{name}" for place in range(len(self.known[group])) for name in names]
        self.known["incomes"] = [not_asked(income, ("amount",)) for income in truth["incomes"]]
        self.unknown += [f"incomes[{place}].amount" for place in range(len(truth["incomes"]))]

    def ranges(self, topic: str | None = None) -> Ranges:
        """What is known of it now."""
        return work_out(Partial(self.known, dict.fromkeys(self.unknown, UNKNOWN)), topic=topic)

    def answer(self, path: str) -> None:
        """The tenant answers that question."""
        self.unknown.remove(path)
        value = opened(self.truth, path)
        name = path.rpartition(".")[2]
        if name == "age":
            person = opened(self.known, path.rpartition(".")[0])
            told = opened(self.truth, path.rpartition(".")[0])
            person |= {key: told[key] for key in ("age", "born") if key in told}
        elif name == "amount" and value is not None:
            put(self.known, path, value)
            put(
                self.known, path.removesuffix("amount") + "per", opened(self.truth, path.removesuffix("amount") + "per")
            )
        elif path == "capital":
            self.known["capital"] = value or "0.00"
        elif value is not None or name in NOTHING:
            put(self.known, path, NOTHING[name] if value is None else value)


def not_asked(person: Written, names: Sequence[str]) -> Written:
    """What is known of a person before anything is asked."""
    asked = {name.partition(".")[0] for name in names} | ({"born"} if "age" in names else set())
    return copy.deepcopy({key: value for key, value in person.items() if key not in asked})


def in_form_order(found: Ranges) -> str | None:
    """The first question of the form that could still move the rent to pay."""
    moves = {one.path for one in found.prevents}
    useful = [
        one for one in found.questions if any(path == one.path or path.startswith(f"{one.path}.") for path in moves)
    ]
    first = min(
        useful, key=lambda one: (TOPICS.index(one.topic), FORM.index(pattern_of(one.path)), one.path), default=None
    )
    return None if first is None else first.path


def asked_next(found: Ranges) -> str | None:
    """What the range says to ask next."""
    return found.ask_next.path if found.ask_next else None


def answers_needed(
    truth: Written, choose: Callable[[Ranges], str | None], took: list[float], wide: Counter[str]
) -> int:
    """How many questions are asked until the range is narrow; a call of which it never is asks all of them."""
    call, topic, asked = Call(truth), None, 0
    true_rent = assess(truth).rent_to_pay
    while True:
        began = time.process_time()
        found = call.ranges(topic)
        took.append(time.process_time() - began)
        if not found.rent_to_pay.lowest <= true_rent <= found.rent_to_pay.highest:
            raise AssertionError((truth, call.known, call.unknown, found.rent_to_pay))
        wide["guessed"] += bool(found.guessed)
        wide["all"] += 1
        if found.is_narrow:
            return asked
        path = choose(found)
        if path is None:
            raise AssertionError((truth, call.known, call.unknown, found.rent_to_pay))
        topic = next(one.topic for one in found.questions if one.path == path)
        call.answer(path)
        asked += 1


def truths(count: int, seed: int) -> list[Written]:
    """So many made-up tenancies, as case files, with take-home pay."""
    homes, people = synthetic_roll(count * 2, seed=seed, on=ON)
    found = []
    for written in written_cases(homes, people, ON):
        case = Case.model_validate(written.data).to_dict()
        case.pop("council_tax", None)
        case.setdefault("incomes", [])
        case["country"] = case.get("country", "england")
        for who in ("claimant", "partner"):
            job = (case.get(who) or {}).get("employment")
            if job and "gross" in job:
                net = (Decimal(job["gross"]["amount"]) * 4 / 5).quantize(Decimal("0.01"))
                case[who]["employment"] = {
                    "net": {"amount": str(min(net, Decimal("3999.00"))), "per": job["gross"]["per"]},
                    "hours_per_week": job.get("hours_per_week", 0),
                }
        try:
            Case.model_validate(case)
            Call(case).ranges()
        except InvalidCase:
            continue
        found.append(case)
        if len(found) == count:
            break
    return found


def main(count: int = 100, seed: int = 1) -> None:
    """Print how many answers each way needs."""
    cases = truths(count, seed)
    needed: dict[str, list[int]] = {}
    took: list[float] = []
    for name, choose in (("the form's order", in_form_order), ("ask this next", asked_next)):
        wide: Counter[str] = Counter()
        needed[name] = [answers_needed(case, choose, took, wide) for case in cases]
        print(
            f"{name}: {statistics.mean(needed[name]):.2f} answers on average, "
            f"{statistics.median(needed[name])} median, most {max(needed[name])}; "
            f"within {ENOUGH}: {sum(one <= ENOUGH for one in needed[name])} of {len(cases)}; "
            f"{wide['guessed']} of {wide['all']} ranges with guessed facts"
        )
    fewer = [form - ask for form, ask in zip(*needed.values(), strict=True)]
    print(f"fewer: {statistics.mean(fewer):.2f} on average; more in {sum(each < 0 for each in fewer)} calls")
    took.sort()
    middle, nearly_all = (took[len(took) * share // 100] * 1000 for share in (50, 95))
    print(f"{len(took)} ranges: {middle:.0f} ms of the processor (median), {nearly_all:.0f} ms (95 of 100)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
