"""The seven calls of the call app, as the range sees them: within eight answers the rent to pay lies within £25.00 a
week, or what prevents it is named.

An answer is one box. Nation, tenure, rent and how many people live there are known when a call begins; all else that
the form asks is not known.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.advice.ranges import UNKNOWN, Partial, Ranges, work_out
from benefitcalc.advice.ranges.paths import opened, put
from benefitcalc.advice.ranges.result import NARROW

Written = dict[str, Any]
MOST = 8
OF_ADULT = ("age", "employment", "work_capability", "disability_benefits", "carer")
OF_CHILD = ("age", "sex", "in_education", "disability_benefits")
OF_OTHER = ("age", "works_16_hours", "gross_income.amount")
NOTHING: Written = {
    "capital": "0.00",
    "employment": None,
    "in_education": False,
    "disability_benefits": [],
    "work_capability": "none",
    "carer": False,
}


@dataclass(frozen=True)
class Journey:
    """A household, the answers in the order of an officer's call, and what the caller does not know."""

    name: str
    truth: Written
    answers: tuple[str, ...]
    not_known: tuple[str, ...] = ()


def household(rent: str, tenure: str = "social_rent", bedrooms: int | None = None, **people: Any) -> Written:
    home: Written = {"tenure": tenure, "rent": {"amount": rent, "per": "week"}}
    if bedrooms is not None:
        home["bedrooms"] = bedrooms
    return {"date": "2026-06-01", "country": "england", "tenancy": home, **people}


JOURNEYS = (
    Journey(
        "a lone parent who is capped",
        household(
            "180.00",
            bedrooms=3,
            claimant={"age": 28},
            children=[{"age": age, "sex": sex} for age, sex in zip((2, 4, 6, 8), ("male", "female") * 2, strict=True)],
        ),
        (
            "claimant.age", "children[0].age", "children[1].age", "children[2].age", "children[3].age",
            "tenancy.bedrooms", "claimant.employment", "capital",
        ),
    ),
    Journey(
        "a couple with a spare bedroom and another adult",
        household(
            "120.00",
            bedrooms=3,
            claimant={"age": 45},
            partner={"age": 43},
            non_dependants=[{"age": 24, "works_16_hours": True, "gross_income": {"amount": "400.00", "per": "week"}}],
        ),
        (
            "claimant.age", "partner.age", "non_dependants[0].age", "tenancy.bedrooms", "claimant.employment",
            "partner.employment", "capital",
        ),
    ),
    Journey(
        "a pensioner couple",
        household(
            "112.45",
            bedrooms=2,
            claimant={"age": 75},
            partner={"age": 73},
            incomes=[
                {"kind": "state_pension", "amount": "241.30", "per": "week"},
                {"kind": "state_pension", "amount": "90.00", "per": "week", "of": "partner"},
            ],
        ),
        (
            "claimant.age", "partner.age", "claimant.employment", "partner.employment", "incomes[0].amount",
            "incomes[1].amount", "capital",
        ),
    ),
    Journey(
        "supported accommodation",
        household("300.00", "exempt_accommodation", claimant={"age": 34}),
        ("claimant.age", "claimant.employment", "capital"),
    ),
    Journey(
        "part-time work paid every four weeks, with childcare",
        household(
            "112.45",
            bedrooms=2,
            claimant={
                "age": 31,
                "employment": {
                    "net": {"amount": "840.00", "per": "four_weeks"}, "hours_per_week": 20, "paid_on": "2026-06-05",
                },
            },
            children=[{"age": 3, "sex": "male", "childcare": {"amount": "400.00", "per": "month"}}],
        ),
        (
            "claimant.age", "children[0].age", "tenancy.bedrooms", "claimant.employment.net.amount",
            "claimant.employment.hours_per_week", "claimant.employment.paid_on", "children[0].childcare.amount",
            "capital",
        ),
    ),
    Journey(
        "a caller who knows neither wage nor savings",
        household("105.00", bedrooms=2, claimant={"age": 38}, children=[{"age": 9, "sex": "male"}]),
        ("claimant.age", "children[0].age", "tenancy.bedrooms"),
        ("claimant.employment.net.amount", "capital"),
    ),
    Journey(
        "wrong input, put right",
        household("112.45", bedrooms=3, claimant={"age": 34}),
        ("claimant.age", "tenancy.bedrooms", "claimant.employment", "capital"),
    ),
)  # fmt: skip
each = pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)


class Call:
    """What is known so far; everything else that the form asks of these people is not."""

    def __init__(self, journey: Journey) -> None:
        self.truth = journey.truth
        self.known = copy.deepcopy(journey.truth)
        self.known["tenancy"].pop("bedrooms", None)
        self.unknown = {"capital"} | ({"tenancy.bedrooms"} if "bedrooms" in journey.truth["tenancy"] else set())
        for who in ("claimant", "partner"):
            if who in self.known:
                self.known[who] = {}
                self.unknown |= {f"{who}.{name}" for name in OF_ADULT}
        for group, names in (("children", OF_CHILD), ("non_dependants", OF_OTHER)):
            for place, person in enumerate(self.known.get(group, ())):
                self.known[group][place] = {}
                self.unknown |= {f"{group}[{place}].{name}" for name in names}
                if "childcare" in person:
                    self.unknown.add(f"{group}[{place}].childcare.amount")
        for place, income in enumerate(self.known.get("incomes", ())):
            del income["amount"]
            self.unknown.add(f"incomes[{place}].amount")

    def ranges(self, topic: str | None = None, *, quick: bool = False) -> Ranges:
        found = work_out(Partial(self.known, dict.fromkeys(self.unknown, UNKNOWN)), topic=topic, quick=quick)
        assert found.rent_to_pay.lowest <= assess(self.truth).rent_to_pay <= found.rent_to_pay.highest
        assert found.rent_to_pay.lowest >= 0
        return found

    def answer(self, path: str) -> int:
        """The caller answers, and the answer counts; a job is answered box by box."""
        value = opened(self.truth, path)
        if path.endswith(".employment") and value is not None:
            boxes = [name for name in ("net.amount", "hours_per_week", "paid_on") if opened(value, name) is not None]
            return sum(self.answer(f"{path}.{name}") for name in boxes)
        self.unknown.discard(path)
        if ".employment." in path:
            self.unknown.discard(path[: path.index(".employment.") + len(".employment")])
        name = path.rpartition(".")[2]
        if name == "amount":
            put(
                self.known, path.removesuffix("amount") + "per", opened(self.truth, path.removesuffix("amount") + "per")
            )
        put(self.known, path, copy.deepcopy(NOTHING.get(name, value) if value is None else value))
        return 1


@each
def test_the_answers_of_each_call_suffice(journey: Journey) -> None:
    call = Call(journey)
    assert sum(call.answer(path) for path in journey.answers) <= MOST
    found = call.ranges()
    if not journey.not_known:
        assert found.is_narrow, (found.rent_to_pay.lowest, found.rent_to_pay.highest, found.prevents)
        return
    first = found.prevents[: len(journey.not_known)]
    assert {one.path for one in first} == set(journey.not_known)
    assert all(one.width > NARROW for one in first)


@each
@pytest.mark.parametrize("quick", [False, True])
def test_what_to_ask_next_comes_to_an_end_within_eight_answers(journey: Journey, quick: bool) -> None:
    call, topic, answers = Call(journey), None, 0
    while not (found := call.ranges(topic, quick=quick)).is_narrow:
        asked = found.ask_next
        assert asked is not None, "a wide range says what to ask"
        topic = asked.topic
        answers += call.answer(asked.path)
    assert answers <= MOST


def test_a_wide_range_of_much_that_is_not_known_stays_between_nothing_and_the_rent() -> None:
    """Age, bedrooms, savings, job and two sexes are not known: no rent below nothing, and none above the rent."""
    family = household("112.45", claimant={}, children=[{"age": 7}, {"age": 12}])
    unknown = (
        "claimant.age",
        "tenancy.bedrooms",
        "capital",
        "claimant.employment",
        "children[0].sex",
        "children[1].sex",
    )
    for quick in (False, True):
        found = work_out(Partial(family, dict.fromkeys(unknown, UNKNOWN)), quick=quick)
        assert (str(found.rent_to_pay.lowest), str(found.rent_to_pay.highest)) == ("0.00", "112.45")
        assert {one.path for one in found.prevents if one.width > NARROW} >= {
            "capital",
            "claimant.employment.net.amount",
        }
        assert found.ask_next is not None
