"""The steps of the page, each drawn from what is there: files, questions, problems, the run and what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benefitcalc.ui.design.blocks import Block, Button, Field, Form, Message, More, Step, Text, Upload
from benefitcalc.ui.portfolio.plan import DRAWS, MONTHS, Plan
from benefitcalc.ui.portfolio.problems import problems_blocks
from benefitcalc.ui.portfolio.questions import questions_blocks
from benefitcalc.ui.portfolio.who_to_phone import who_to_phone_blocks

if TYPE_CHECKING:
    from benefitcalc.ui.portfolio.state import State

TABLES = ".csv,.xlsx,.parquet,.txt"


def steps_of(state: State) -> list[Step]:
    """Every step, the ones that are not reached yet with what they wait for."""
    roll, forecast = state.roll, state.forecast
    no_roll = "" if roll is not None else "This comes once the rent roll is read."
    no_run = "" if forecast is not None else "This comes once the forecast is worked out."
    return [
        Step("files", "Your files", tuple(_files(state))),
        Step(
            "match",
            "Questions about the file",
            tuple(questions_blocks(state)),
            "" if state.questions or roll else no_roll,
        ),
        Step("problems", "Problems first", () if roll is None else tuple(problems_blocks(roll, state.totals)), no_roll),
        Step("who", "Who to phone first", () if roll is None else tuple(who_to_phone_blocks(state)), no_roll),
        Step("run", "What to work out", () if roll is None else tuple(_run(state)), no_roll),
        Step("result", "What the forecast shows", state.shown, no_run),
        Step("tenancy", "One tenancy", tuple(_tenancy(state)), no_run),
    ]


def _failure(state: State, step: str) -> Iterator[Block]:
    """What went wrong in that step, if it was there."""
    where, sentence = state.failed
    if where == step:
        yield Message("There is a problem", sentence.splitlines())


def _tenancy(state: State) -> Iterator[Block]:
    if state.forecast is not None and state.roll is not None:
        from benefitcalc.ui.portfolio.results import tenancy_blocks  # loads matplotlib

        yield from tenancy_blocks(state.looked_up, state.forecast, state.roll)


# --- Files -----------------------------------------------------------------------------------------------------------


def _files(state: State) -> Iterator[Block]:
    yield from _failure(state, "files")
    if state.example:
        yield Text("The example is read: made-up tenancies. Nobody in it exists.", strong=True)
    held = {kind: f"{file.name} is read." for kind, file in state.files.items()}
    yield Upload(
        "roll",
        "Rent roll",
        "The export of your housing system, a row a tenancy: CSV, Excel or Parquet, up to 64 MB.",
        TABLES,
        held.get("roll", ""),
    )
    yield Upload(
        "people",
        "People (if they stand in a file of their own)",
        "A row a person, with the reference of the tenancy.",
        TABLES,
        held.get("people", ""),
    )
    more: list[Block] = [
        Upload(
            "mapping",
            "Mapping from last time",
            "The small file that you saved after answering the questions (TOML).",
            ".toml",
            held.get("mapping", ""),
        ),
        Button("template", "Save an empty template", "An Excel file with every column, its meaning and an example."),
        Button(
            "template-wide",
            "Save an empty template with one sheet",
            "The same columns, with the people of a tenancy in numbered columns of its row.",
        ),
        Button("example", "Try it with an example", "1,000 made-up tenancies. Nobody in them exists."),
    ]
    yield More("No file at hand, or a mapping from last time?", more)


# --- The run ---------------------------------------------------------------------------------------------------------


def _run(state: State) -> Iterator[Block]:
    plan = state.plan
    links = [(name, f"{_LABELS[name]}: {error}") for name, error in plan.errors.items()]
    if links:
        yield Message("There is a problem", links=links)
    yield from _failure(state, "run")
    yield Text(
        "Facts that the rent roll does not hold are drawn from stated distributions, many times, and kept to what the "
        "roll does know. Every total then has the range in which it lies in 8 of 10 draws."
    )
    yield Form("run", [_field(plan, name) for name in _LABELS], "Work it out")


_LABELS = {
    "on": "From which day",
    "months": "For how many months",
    "rent": "Rents rise in April by (percent)",
    "pay": "Pay rises in a year by (percent)",
    "draws": "How many draws of what is not known",
}
_HINTS = {
    "on": "For example 6 4 2026.",
    "rent": "For example 3.8.",
    "pay": "For example 3.4.",
    "draws": "More draws take longer and tell the range more surely.",
}
_CHOICES = {"months": MONTHS, "draws": DRAWS}


def _field(plan: Plan, name: str) -> Field:
    options = [(str(choice), str(choice)) for choice in _CHOICES.get(name, ())]
    return Field(name, _LABELS[name], _HINTS.get(name, ""), plan.value(name), options, error=plan.errors.get(name, ""))
