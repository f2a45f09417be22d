"""benefitcalc beside the peers: how often they agree, and what explains each difference.

    python docs/validation/compare.py FOLDER

reads FOLDER/households.json and the peers' figures, and prints a table for each peer. A cause with a reading is strict:
the case is read as the peer reads it (a home with no spare bedroom, say), assessed again, and has to come out within a
penny or two of what the peer said. A cause with a rule is looser: what the peer's own parts make, or a bound on the
difference. README.md says which is which. The rest is unexplained.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from benefitcalc import Assessment, assess, assess_many

Case = dict[str, Any]
Figures = dict[str, float]
CLOSE = 0.0151  # a penny, and what the peers' 32-bit and yearly amounts lose
CARE = ("pip_daily_living", "dla_care", "attendance_allowance")


@dataclass(frozen=True)
class Cause:
    """Why a peer differs: its provision, and the peer's reading of the case or of the figures."""

    name: str
    provision: str
    right: str
    figures: tuple[str, ...]
    reading: Callable[[Case], None] | None = None
    rule: Callable[[Case, Figures, Figures], bool] | None = None


@dataclass
class Tally:
    """What was found for one figure."""

    same: int = 0
    close: int = 0
    causes: Counter[tuple[str, ...]] = field(default_factory=Counter)
    examples: dict[tuple[str, ...], tuple[str, float, float]] = field(default_factory=dict)
    unexplained: list[tuple[str, float, float]] = field(default_factory=list)


def adults(case: Case) -> list[Case]:
    """The claimant and the partner."""
    return [case[who] for who in ("claimant", "partner") if case.get(who)]


def no_spare_bedroom(case: Case) -> None:
    """A home that nobody under-occupies."""
    case["tenancy"]["bedrooms"] = 1


def no_exempt_renter(case: Case) -> None:
    """A renter with no benefit that exempts from deductions for others."""
    for person in adults(case):
        person["disability_benefits"] = [
            code for code in person.get("disability_benefits", []) if not code.startswith(CARE)
        ]
        person.pop("severely_sight_impaired", None)


def no_saved_element(case: Case) -> None:
    """No LCW element from before April 2017."""
    for person in adults(case):
        if person.get("work_capability") == "lcw":
            person["work_capability"] = "lcw_without_element"


def nothing_from_the_penniless(case: Case) -> None:
    """A non-dependant with no income at all is left out."""
    for person in case["non_dependants"]:
        if "gross_income" not in person:
            person["benefits"] = ["pension_credit"]


def each_of_a_couple(case: Case) -> None:
    """A deduction for each of a couple."""
    for person in case["non_dependants"]:
        if person.pop("couple_with", None) is not None and "gross_income" not in person:
            person.setdefault("benefits", ["universal_credit_no_earnings"])


def charged_under_25(case: Case) -> None:
    """A deduction for those under 25 on Universal Credit without earnings."""
    for person in case["non_dependants"]:
        if person.get("benefits") == ["universal_credit_no_earnings"]:
            person["benefits"] = []


def continuous_savings_credit(case: Case) -> None:
    """Savings credit for a couple of whom one reached pension age by 5 April 2016."""
    case["pension_credit"]["savings_credit_since_2016"] = True


def two_lcwra_one_carer(case: Case, ours: Figures, theirs: Figures) -> bool:
    """The LCWRA element at the higher rate for one, the carer element for the other."""
    both = [person["work_capability"].startswith("lcwra") for person in adults(case)]
    return len(both) == 2 and all(both) and theirs["carer_element"] > ours["carer_element"] == 0


def whole_pounds(case: Case, ours: Figures, theirs: Figures) -> bool:
    """A floor worked out from a threshold with its pence."""
    floors = [1 for person in adults(case) if person.get("self_employment", {}).get("minimum_income_floor")]
    return bool(floors) and 0 < theirs["earned_income"] - ours["earned_income"] < 0.75 * len(adults(case))


def pay_period(case: Case, ours: Figures, theirs: Figures) -> bool:
    """Less than a penny a pound of the half pound between 1,048 and 12,570 / 12, and of tax, for each worker."""
    workers = [1 for person in adults(case) if "gross" in person.get("employment", {})]
    return bool(workers) and abs(theirs["earned_income"] - ours["earned_income"]) < 0.06 * len(workers)


def savings_credit_pennies(_: Case, ours: Figures, theirs: Figures) -> bool:
    """One part of savings credit not rounded up, the other not rounded down."""
    return 0 < ours["savings_credit"] - theirs["savings_credit"] < 0.0201


def of_the_savings_credit(_: Case, ours: Figures, theirs: Figures) -> bool:
    """Income that differs by the savings credit in it."""
    return near(theirs["hb_income"] - ours["hb_income"], theirs["savings_credit"] - ours["savings_credit"])


def award_from_their_parts(_: Case, ours: Figures, theirs: Figures) -> bool:
    """The award that the peer's own parts give."""
    earnings = max(0.0, theirs["earned_income"] - theirs["work_allowance"]) * 0.55
    award = max(0.0, theirs["maximum_amount"] - earnings - theirs["unearned_income"])
    return near(award, theirs["award_before_cap"]) and not near(ours["award_before_cap"], theirs["award_before_cap"])


def cap_of_their_award(_: Case, ours: Figures, theirs: Figures) -> bool:
    """The cap on the peer's own award."""
    counted = ours["cap_counted"] - ours["award_before_cap"] + theirs["award_before_cap"]
    excess = max(0.0, max(0.0, counted - ours["cap_limit"]) - theirs["childcare_element"])
    return near(0.0 if ours["cap_exempt"] else excess, theirs["benefit_cap_reduction"])


def cap_without_maternity_allowance(case: Case, ours: Figures, theirs: Figures) -> bool:
    """The cap with Maternity Allowance left out."""
    allowance = sum(float(one["amount"]) for one in case["incomes"] if one["kind"] == "maternity_allowance")
    return allowance > 0 and cap_of_their_award(
        case, ours | {"cap_counted": ours["cap_counted"] - allowance * 52 / 12}, theirs
    )


def maximum_of_their_parts(_: Case, __: Figures, theirs: Figures) -> bool:
    """The sum of the peer's own elements."""
    return near(theirs["maximum_amount"], sum(theirs[name] for name in PARTS if name in theirs))


def pennies_of_parts(_: Case, ours: Figures, theirs: Figures) -> bool:
    """A penny or two, from parts that the peer does not round."""
    return abs(ours["award_before_cap"] - theirs["award_before_cap"]) < 0.03


def award_after_their_cap(_: Case, __: Figures, theirs: Figures) -> bool:
    """The peer's award less its own reduction."""
    return near(theirs["award"], max(0.0, theirs["award_before_cap"] - theirs["benefit_cap_reduction"]))


def below_the_minimum(_: Case, ours: Figures, theirs: Figures) -> bool:
    """Less than 50p a week."""
    return 0 < theirs["hb_award"] < 0.5 and ours["hb_award"] == 0


def housing_benefit_of_their_parts(_: Case, ours: Figures, theirs: Figures) -> bool:
    """The Housing Benefit that the peer's own parts give."""
    maximum = ours["hb_eligible_rent"] - theirs["hb_non_dependants"]
    award = max(0.0, maximum - 0.65 * max(0.0, theirs["hb_income"] - ours["hb_applicable_amount"]))
    return near(theirs["hb_award"], 0.0 if award < 0.5 else award)


def near(one: float, other: float) -> bool:
    """The same but for what floats lose."""
    return abs(one - other) <= CLOSE + 0.005


PARTS = [
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "work_capability_element",
    "carer_element",
    "childcare_element",
    "housing_costs_element",
]
FOLLOWS = "(follows from the figures above)"
CAUSES = [
    Cause(
        "no under-occupation", "UC Regs 2013 Sch 4 para 36", "benefitcalc", ("housing_costs_element",), no_spare_bedroom
    ),
    Cause(
        "renter's own exemption",
        "UC Regs 2013 Sch 4 para 15",
        "benefitcalc",
        ("housing_costs_element",),
        no_exempt_renter,
    ),
    Cause("saved LCW element", "SI 2017/204 Sch 2", "benefitcalc", ("work_capability_element",), no_saved_element),
    Cause(
        "two with LCWRA, one of them the carer",
        "UC Regs 2013 regs 27(4), 29(4)",
        "a reading",
        ("carer_element",),
        rule=two_lcwra_one_carer,
    ),
    Cause(
        "floor's threshold in whole pounds",
        "UC Regs 2013 reg 6(1A)(a)",
        "the text: benefitcalc",
        ("earned_income",),
        rule=whole_pounds,
    ),
    Cause("NI by the pay period", "SI 2001/1004 regs 10, 11", "benefitcalc", ("earned_income",), rule=pay_period),
    Cause(FOLLOWS, "", "", ("maximum_amount",), rule=maximum_of_their_parts),
    Cause(
        "pennies, by rounding each part",
        "UC Regs 2013 reg 6(1)",
        "benefitcalc",
        ("award_before_cap",),
        rule=pennies_of_parts,
    ),
    Cause(FOLLOWS, "", "", ("award_before_cap",), rule=award_from_their_parts),
    Cause(
        "Maternity Allowance in the cap",
        "WRA 2012 s 96(10)",
        "benefitcalc",
        ("benefit_cap_reduction",),
        rule=cap_without_maternity_allowance,
    ),
    Cause(FOLLOWS, "", "", ("benefit_cap_reduction",), rule=cap_of_their_award),
    Cause(FOLLOWS, "", "", ("award",), rule=award_after_their_cap),
    Cause(
        "pennies of savings credit",
        "SI 2002/1792 reg 7(4)",
        "benefitcalc",
        ("savings_credit",),
        rule=savings_credit_pennies,
    ),
    Cause(
        "one of a couple over pension age by 2016",
        "SPCA 2002 s 3(1); Pensions Act 2014 Sch 12",
        "benefitcalc",
        ("savings_credit",),
        continuous_savings_credit,
    ),
    Cause(FOLLOWS, "", "", ("hb_income",), rule=of_the_savings_credit),
    Cause("claimant's own exemption", "SI 2006/214 reg 55(6)", "benefitcalc", ("hb_non_dependants",), no_exempt_renter),
    Cause(
        "non-dependant with no income",
        "SI 2006/214 reg 55(1)(b)",
        "benefitcalc",
        ("hb_non_dependants",),
        nothing_from_the_penniless,
    ),
    Cause(
        "one deduction for a couple", "SI 2006/214 reg 55(3)", "benefitcalc", ("hb_non_dependants",), each_of_a_couple
    ),
    Cause("under 25 on UC", "SI 2006/214 reg 55(8)", "benefitcalc", ("hb_non_dependants",), charged_under_25),
    Cause("less than 50p paid", "SI 2006/214 reg 56", "benefitcalc", ("hb_award",), rule=below_the_minimum),
    Cause(FOLLOWS, "", "", ("hb_award",), rule=housing_benefit_of_their_parts),
]


def ours_of(result: Assessment) -> Figures:
    """The figures of benefitcalc, by the names of this comparison."""
    figures: Figures = {"child_benefit": float(result.child_benefit)}
    if result.universal_credit is not None:
        award = result.universal_credit
        names = [*PARTS, "maximum_amount", "work_allowance", "earned_income", "tariff_income"]
        names += ["award_before_cap", "benefit_cap_reduction", "award"]
        figures |= {name: float(getattr(award, name)) for name in names}
        figures["eligible_rent"] = float(result.housing.eligible_rent)
        figures["over_capital"] = float("capital" in award.reasons)
        figures["unearned_income"] = float(award.unearned_income + award.tariff_income)
    if result.benefit_cap is not None:
        figures |= {
            "cap_counted": float(result.benefit_cap.counted_income),
            "cap_limit": float(result.benefit_cap.limit),
            "cap_exempt": float(bool(result.benefit_cap.exemptions)),
        }
    if result.pension_credit is not None and result.housing_benefit is not None:
        credit, rent = result.pension_credit, result.housing_benefit
        figures |= {
            "minimum_guarantee": float(credit.appropriate_minimum_guarantee),
            "pension_credit_income": float(credit.income),
            "guarantee_credit": float(credit.guarantee_credit),
            "savings_credit": float(credit.savings_credit),
            "hb_eligible_rent": float(rent.eligible_rent),
            "hb_applicable_amount": float(rent.applicable_amount),
            "hb_income": float(rent.income),
            "hb_non_dependants": float(rent.non_dependant_deductions),
            "hb_award": float(rent.award),
            "over_capital": float("capital" in rent.reasons),
        }
    return figures


MONTHLY = {
    "standard_allowance": "uc_standard_allowance",
    "child_element": "uc_child_element",
    "work_capability_element": "uc_LCWRA_element",
    "carer_element": "uc_carer_element",
    "childcare_element": "uc_childcare_element",
    "housing_costs_element": "uc_housing_costs_element",
    "maximum_amount": "uc_maximum_amount",
    "work_allowance": "uc_work_allowance",
    "earned_income": "uc_earned_income_before_work_allowance",
    "unearned_income": "uc_unearned_income",
    "tariff_income": "uc_tariff_income",
    "award_before_cap": "universal_credit_pre_benefit_cap",
    "benefit_cap_reduction": "uc_benefit_cap_reduction_after_floor",
    "award": "universal_credit",
}
WEEKLY = {
    "child_benefit": "child_benefit",
    "minimum_guarantee": "minimum_guarantee",
    "pension_credit_income": "pension_credit_income",
    "guarantee_credit": "guarantee_credit",
    "savings_credit": "savings_credit",
    "hb_applicable_amount": "housing_benefit_applicable_amount",
    "hb_income": "housing_benefit_applicable_income",
    "hb_non_dependants": "housing_benefit_non_dep_deductions",
    "hb_award": "housing_benefit",
}


def theirs_of(figures: Figures) -> Figures:
    """policyengine-uk's yearly figures by the month, or the week."""
    found = {name: figures[one] / 12 for name, one in MONTHLY.items() if one in figures}
    found |= {name: figures[one] / 52 for name, one in WEEKLY.items() if one in figures}
    if "uc_disability_elements" in figures:
        found["disabled_child_addition"] = (figures["uc_disability_elements"] - figures["uc_LCWRA_element"]) / 12
    return found


COMPILED = {
    "standard_allowance": "uc_standard_allowance",
    "child_element": "uc_child_element",
    "disabled_child_addition": "uc_disabled_child_element",
    "work_capability_element": "uc_lcwra_element",
    "carer_element": "uc_carer_element",
    "housing_costs_element": "uc_housing_element",
    "award_before_cap": "universal_credit",
    "benefit_cap_reduction": "benefit_cap_reduction",
}


def compiled_of(figures: Figures) -> Figures:
    """policyengine-uk-compiled's figures; its Universal Credit is the award before the cap."""
    found = {name: figures[one] / 12 for name, one in COMPILED.items()}
    return found | {
        "child_benefit": figures["child_benefit"] / 52,
        "award": max(0.0, found["award_before_cap"] - found["benefit_cap_reduction"]),
    }


def own_children(case: Case) -> list[Case]:
    """The claimants' own children and young people."""
    return [child for child in case["children"] if not child.get("of_non_dependant")]


def an_adult_child(case: Case, _: Figures, __: Figures) -> bool:
    """A young person of 18 or more in the family."""
    year = int(case["date"][:4])
    return any(child["born"] < f"{year - 18}-06-01" for child in own_children(case))


def steps_of(difference: float, steps: tuple[float, ...]) -> bool:
    """A difference made of whole steps of two amounts."""
    return any(near(difference, one * steps[0] + other * steps[1]) for one in range(-4, 5) for other in range(-1, 2))


def child_rates(_: Case, ours: Figures, theirs: Figures) -> bool:
    """Some children more or fewer, and the first child's rate (2025-26: 292.81, and 46.19 more)."""
    return steps_of(ours["child_element"] - theirs["child_element"], (292.81, 46.19))


def first_child_rate(_: Case, ours: Figures, theirs: Figures) -> bool:
    """The first child's rate in place of the other (2025-26: 46.19 more)."""
    return near(theirs["child_element"] - ours["child_element"], 46.19)


def one_carer(_: Case, ours: Figures, theirs: Figures) -> bool:
    """One carer element where two people care."""
    return near(ours["carer_element"], 2 * theirs["carer_element"])


def carer_with_lcwra(_: Case, ours: Figures, theirs: Figures) -> bool:
    """Both elements for one person."""
    return theirs["carer_element"] > ours["carer_element"] == 0 < theirs["work_capability_element"]


def other_rooms(_: Case, ours: Figures, theirs: Figures) -> bool:
    """Its own count of rooms, no contributions: the whole eligible rent, or 86 or 75 per cent of it."""
    return any(near(theirs["housing_costs_element"], ours["eligible_rent"] * share) for share in (1.0, 0.86, 0.75))


def no_contributions(case: Case, ours: Figures, theirs: Figures) -> bool:
    """The rent without housing cost contributions."""
    return bool(case["non_dependants"]) and near(theirs["housing_costs_element"], ours["eligible_rent"])


def award_without_tests(case: Case, _: Figures, theirs: Figures) -> bool:
    """Its own parts less 55 per cent of pay over one of the work allowances.

    Nothing comes off for capital or Carer's Allowance; a couple's pay has the Marriage Allowance (21.00 a month), and
    pension contributions no relief from tax.
    """
    other = copy.deepcopy(case)
    for person in adults(other):
        person.get("self_employment", {}).pop("minimum_income_floor", None)
    earned = ours_of(assess(other))["earned_income"]
    whole = sum(theirs[name] for name in PARTS if name in theirs)
    paid_in = [person.get("employment", {}).get("pension_contribution") for person in adults(case)]
    relief = 0.2 * sum(float(one["amount"]) for one in paid_in if one)
    for allowance in (0.0, 411.0, 684.0):
        most = whole - 0.55 * max(0.0, earned - relief - allowance)
        least = whole - 0.55 * max(0.0, earned + 21.0 - allowance)
        if max(0.0, least) - 0.12 < theirs["award_before_cap"] < max(0.0, most) + 0.12:
            return True
    return False


def cap_of_its_own(_: Case, __: Figures, theirs: Figures) -> bool:
    """Its own award and Child Benefit over the limit, with carers and LCWRA capped and childcare not set off.

    It counts Carer's Allowance that it awards itself (354.90 a month) and the Scottish Child Payment (115.70 a child).
    """
    counted = theirs["award_before_cap"] + theirs["child_benefit"] * 52 / 12
    others = [354.90 * carers + 115.70 * children for carers in range(3) for children in range(6)]
    limits = [1835.00, 1229.42, 2110.25, 1413.92]
    return theirs["benefit_cap_reduction"] == 0 or any(
        near(theirs["benefit_cap_reduction"], counted + other - limit) for other in others for limit in limits
    )


COMPILED_CAUSES = [
    Cause(
        "18 or 19 year old taken for an adult",
        "UC Regs 2013 reg 5",
        "benefitcalc",
        ("child_benefit", "standard_allowance", "disabled_child_addition"),
        rule=an_adult_child,
    ),
    Cause(
        "first child's rate for any eldest",
        "UC (TP) Regs 2014 reg 43",
        "benefitcalc",
        ("child_element",),
        rule=first_child_rate,
    ),
    Cause(
        "two-child limit by age, no exceptions",
        "UC Regs 2013 regs 24A, 24B, Sch 12",
        "benefitcalc",
        ("child_element",),
        rule=child_rates,
    ),
    Cause("no saved LCW element", "SI 2017/204 Sch 2", "benefitcalc", ("work_capability_element",), no_saved_element),
    Cause("one carer element at most", "UC Regs 2013 reg 29(1)", "benefitcalc", ("carer_element",), rule=one_carer),
    Cause(
        "carer element beside LCWRA", "UC Regs 2013 reg 29(4)", "benefitcalc", ("carer_element",), rule=carer_with_lcwra
    ),
    Cause(
        "no housing cost contributions",
        "UC Regs 2013 Sch 4 para 13",
        "benefitcalc",
        ("housing_costs_element",),
        rule=no_contributions,
    ),
    Cause(
        "other count of rooms",
        "UC Regs 2013 Sch 4 para 10",
        "benefitcalc",
        ("housing_costs_element",),
        rule=other_rooms,
    ),
    Cause(
        "no capital, childcare, Carer's Allowance, floor",
        "UC Regs 2013 regs 18, 72, 31, 66, 62",
        "benefitcalc",
        ("award_before_cap",),
        rule=award_without_tests,
    ),
    Cause(
        "carers and LCWRA capped, no childcare set off",
        "UC Regs 2013 regs 81, 83(1)",
        "benefitcalc",
        ("benefit_cap_reduction",),
        rule=cap_of_its_own,
    ),
    Cause(FOLLOWS, "", "", ("award",), rule=award_after_their_cap),
]


def explained(causes: list[Cause], case: Case, name: str, ours: Figures, theirs: Figures) -> tuple[str, ...] | None:
    """The fewest causes that give the peer's figure."""
    causes = [cause for cause in causes if name in cause.figures]
    for cause in causes:
        if cause.rule is not None and cause.rule(case, ours, theirs):
            return (cause.name,)
    readings = [cause for cause in causes if cause.reading is not None]
    for number in range(1, len(readings) + 1):
        for chosen in combinations(readings, number):
            other = copy.deepcopy(case)
            for cause in chosen:
                assert cause.reading is not None  # noqa: S101 - those chosen have one
                cause.reading(other)
            if other != case and near(ours_of(assess(other))[name], theirs[name]):
                return tuple(cause.name for cause in chosen)
    return None


def compared(homes: list[dict[str, Any]], theirs: dict[str, Figures], causes: list[Cause]) -> dict[str, Tally]:
    """Every figure of every household."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for home, result in zip(homes, assess_many([home["case"] for home in homes]), strict=True):
        case, ours, peer = home["case"], ours_of(result), theirs[home["case"]["id"]]
        for name in asked(ours, peer):
            tally, difference = tallies[name], abs(ours[name] - peer[name])
            if f"{ours[name]:.2f}" == f"{peer[name]:.2f}":
                tally.same += 1
            elif difference <= CLOSE:
                tally.close += 1
            else:
                found = explained(causes, case, name, ours, peer)
                if found is None:
                    tally.unexplained.append((case["id"], ours[name], peer[name]))
                else:
                    tally.causes[found] += 1
                    tally.examples.setdefault(found, (case["id"], ours[name], peer[name]))
    return tallies


def asked(ours: Figures, peer: Figures) -> Iterator[str]:
    """The figures that both have. policyengine-uk works these parts out only up to the capital limit."""
    parts = {"hb_applicable_amount", "hb_income", "housing_costs_element", "maximum_amount"}
    for name in ours:
        if name in peer and not (ours.get("over_capital") and name in parts):
            yield name


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """The findings of one run as Markdown."""
    yield "| Figure | Compared | To the penny | Within 1p | Otherwise | Unexplained |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, tally in tallies.items():
        other = sum(tally.causes.values()) + len(tally.unexplained)
        whole = tally.same + tally.close + other
        rates = f"{tally.same / whole:.1%} | {(tally.same + tally.close) / whole:.1%}"
        yield f"| {name} | {whole} | {rates} | {other} | {len(tally.unexplained)} |"
    yield ""
    for name, tally in tallies.items():
        for causes, count in tally.causes.most_common():
            one, ours, peer = tally.examples[causes]
            yield f"- {name}: {' + '.join(causes)}: {count}, such as {one} (benefitcalc {ours:.2f}, peer {peer:.2f})"
        for one, ours, peer in tally.unexplained[:5]:
            yield f"- {name}: no cause worked out: {one} (benefitcalc {ours:.2f}, peer {peer:.2f})"
    yield ""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    homes = json.loads((folder / "households.json").read_text())
    theirs = json.loads((folder / "policyengine-uk.json").read_text())
    peer = {one: theirs_of(figures) for one, figures in theirs.items()}
    lines = []
    for title, kinds in {"working age": ("gross", "net"), "pension age": ("pension_age",)}.items():
        chosen = [home for home in homes if home["kind"] in kinds]
        lines += [f"### policyengine-uk, {title}: {len(chosen)} households", ""]
        lines += table(compared(chosen, peer, CAUSES))
    path = folder / "policyengine-uk-compiled.json"
    compiled = {one: compiled_of(figures) for one, figures in json.loads(path.read_text()).items()}
    for year in (2025, 2026):
        chosen = [home for home in homes if home["case"]["id"] in compiled and home["year"] == year]
        lines += [f"### policyengine-uk-compiled, {year}-{year - 1999}: {len(chosen)} households", ""]
        lines += table(compared(chosen, compiled, COMPILED_CAUSES if year == 2025 else []))
    print("\n".join(lines))  # noqa: T201 - the findings


if __name__ == "__main__":
    main()
