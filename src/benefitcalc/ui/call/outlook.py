"""The months to come: what the screen shows of a timeline, as plain data. It is a pure function, and every figure is
the library's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benefitcalc.explain.words import AFTER_RENT, AWARDS, CAUSES, money
from benefitcalc.timeline import Event, Figures, Timeline, TimelinePeriod
from benefitcalc.ui.call.amounts import day, signed
from benefitcalc.ui.call.form import Complaint

__all__ = ["outlook"]

Data = dict[str, Any]

COLUMNS = {
    **{name: AWARDS[name] for name in ("universal_credit", "housing_benefit", "pension_credit")},
    "rent_to_pay": AFTER_RENT["rent_to_pay"].short,
    "benefit_cap": CAUSES["benefit_cap"].short,
    "bedroom_charge": "Bedroom charge",
}
"""The figures that have a column if they are not nil in every period. The last two have one only where an event changes
nothing else.
"""
ASIDE = ("benefit_cap", "bedroom_charge")
UNFOLLOWED = "only an age was given"
"""Words in the library's note on birthdays; the app says this itself, with a link to each question."""
ASSUMED = "That is an assumption, not a forecast"
"""Words in the library's note on projected rates; the app says this itself above the table, in fewer words."""
SOURCE = "Source: "
OF_THIS_MONTH = ("surplus_earnings", "incomes_for_part_of_period")
"""Facts beside the case on which later months do not depend."""
MONTHS_WITHOUT = "The first month is left out: its figures are above."
DAYS_ALONE = "So no amounts are shown, only what changes and when. For a later month, give its first day as the date."


def outlook(
    case: Mapping[str, Any],
    found: Timeline,
    circumstances: Mapping[str, Any] | None = None,
    beside: Sequence[Complaint] = (),
) -> Data:
    """The periods in which something changes, and what changes them; projected periods say so.

    A timeline is of the case alone. Facts ``beside`` it change the figures of the first period, so that period is left
    out. Where the facts reach beyond it, every amount is left out.
    """
    lasting = _lasting(circumstances or {})
    columns = [] if lasting else _columns(found)
    until = day(found[-1].end)
    without = [{"field": one.field, "message": one.message} for one in beside]
    rows = [one for place, one in enumerate(found) if one.events or not (place or without)]
    return {
        "next": None if lasting else _next(found),
        "columns": [[COLUMNS[name], _per(name)] for name in columns],
        "rows": [_row(one, columns, amounts=not lasting) for one in rows],
        "without": without,
        "left_out": "" if not without else DAYS_ALONE if lasting else MONTHS_WITHOUT,
        "nothing": "" if found.events else f"Nothing {'else ' if without else ''}is known to change",
        "until": until,
        "projected": _assumption(found),
        "spoken": f"{_counted(found, beside)} up to {until}.{_projected(found)}{_said_without(beside)}",
        "missing": [{"field": field, "message": name} for field, name in _ages_alone(case)],
        "notes": [_for_officers(note) for note in found.notes if UNFOLLOWED not in note and ASSUMED not in note],
    }


def _next(found: Timeline) -> Data | None:
    """The next day on which a figure changes: what changes it, and by how much. None where no change is known."""
    for period in found.periods[1:]:
        changing = [event for event in period.events if event.effect]
        if changing:
            effect = changing[0].effect
            for event in changing[1:]:
                effect += event.effect
            more = len(changing) - 1
            others = f" and {more} other {'change' if more == 1 else 'changes'}" if more else ""
            label = _without_its_day(_for_officers(changing[0].label), changing[0].day)
            return {
                "day": day(changing[0].day),
                "label": label + others,
                "effect": _effect(effect) or "the changes cancel each other out",
                "projected": period.projected and not label.startswith("Projected"),
            }
    return None


def _columns(found: Timeline) -> list[str]:
    columns = [name for name in COLUMNS if name not in ASIDE and any(getattr(one.figures, name) for one in found)]
    if "rent_to_pay" not in columns and any(one.figures.help_with_rent for one in found):
        columns.append("rent_to_pay")
    return columns


def _lasting(circumstances: Mapping[str, Any]) -> bool:
    """Whether some fact matters for later months too: any fact but those of this month, and an income
    that ends in it.
    """
    ends = any("last_day" in part for part in circumstances.get("incomes_for_part_of_period", ()))
    given = {name for name, fact in circumstances.items() if fact is not False}  # "no" changes no later month
    return ends or not given <= set(OF_THIS_MONTH)


def _said_without(beside: Sequence[Complaint]) -> str:
    return f" Without {'; '.join(one.message for one in beside)}." if beside else ""


def _assumption(found: Timeline) -> str:
    """From when the figures are projected, on what assumption, and whose it is; nothing where all rates are checked."""
    if found.projected_from is None:
        return ""
    note = next((note for note in found.notes if ASSUMED in note), "")
    source = f" {SOURCE}{note.partition(SOURCE)[2]}" if SOURCE in note else ""
    terms = found.projection.removeprefix("projected, ")
    return f"Projected from {_long(found.projected_from)}, {terms}. An assumption, not a forecast.{source}"


def _projected(found: Timeline) -> str:
    """From when the figures are projected, and on what assumption; nothing where the rates of all
    periods are checked.
    """
    if found.projected_from is None:
        return ""
    return f" Figures from {day(found.projected_from)} are {found.projection}."


def _counted(found: Timeline, beside: Sequence[Complaint]) -> str:
    changes = len({event.day for event in found.events})
    return (
        f"Changes on {changes} {'day' if changes == 1 else 'days'}"
        if changes
        else f"No {'other ' if beside else ''}change is known"
    )


def _per(name: str) -> str:
    return "a month" if name == "universal_credit" else "a week"


def _row(period: TimelinePeriod, columns: list[str], *, amounts: bool) -> Data:
    return {
        "from": day(period.start),
        "projected": period.projection,
        "amounts": [money(getattr(period.figures, name)) for name in columns],
        "events": [_event(event, amounts=amounts) for event in period.events],
    }


def _event(event: Event, *, amounts: bool) -> Data:
    effect = _effect(event.effect) if amounts else ""
    return {"label": _for_officers(event.label), "day": _when(event), "effect": effect}


def _without_its_day(label: str, date: dt.date) -> str:
    return label.replace(f", from {_long(date)}", "").replace(f" from {_long(date)}", "")


def _when(event: Event) -> str:
    """The day of an event, where its label does not say it."""
    return "" if _long(event.day) in event.label else day(event.day)


def _effect(effect: Figures) -> str:
    changed = [name for name in COLUMNS if getattr(effect, name)]
    told = [name for name in changed if name not in ASIDE] or changed
    return "; ".join(f"{COLUMNS[name]} {signed(getattr(effect, name))} {_per(name)}" for name in told)


def _long(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _for_officers(sentence: str) -> str:
    """The library's sentence in the words that officers use."""
    return sentence.replace("Claimant", "Tenant")


def _ages_alone(case: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The question and the name of everyone whose age is known and whose birth date is not."""
    for who, name in (("claimant", "Tenant"), ("partner", "Partner")):
        if "age" in case.get(who, {}):
            yield f"{who}.age", name
    for group, name in (("children", "Child"), ("non_dependants", "Other adult")):
        for index, person in enumerate(case.get(group, ())):
            if "age" in person:
                yield f"{group}.{index}.age", f"{name} {index + 1}"
