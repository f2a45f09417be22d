"""The scenario of the week: one page for a huddle, the same from the same seed or week of the year.

Above are the household and what to work out, for everybody. Below are, for whoever leads, the key with its sums, the
wrong figures to listen for, and what to take away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from benefitcalc.explain.data import amount_text
from benefitcalc.training.choice_papers import wrapped
from benefitcalc.training.curated import curated
from benefitcalc.training.dialogue import INVENTED, facts_line
from benefitcalc.training.exercises import Exercise
from benefitcalc.training.generating.draws import Draws
from benefitcalc.training.generating.generator import generate
from benefitcalc.training.misconceptions.register import MISCONCEPTIONS
from benefitcalc.training.paper_html import dialogue_html, law_html, page, style
from benefitcalc.training.paper_parts import KeyStep, PaperQuestion
from benefitcalc.training.paper_text import dialogue_lines
from benefitcalc.training.papers import paper_of

LISTEN_FOR = 3
"""How many wrong figures are named at most."""
_OF_TOPIC = {
    "universal_credit": ("maximum_amount", "earnings_deduction"),
    "under_occupation": ("bedrooms_needed", "under_occupation_charge"),
    "benefit_cap": ("capped_income", "benefit_cap_reduction"),
    "non_dependants": ("housing_cost_contributions", "non_dependant_deductions"),
    "children": ("bedrooms_needed", "child_element"),
    "earnings": ("earned_income", "earnings_deduction"),
    "paydays": ("earned_income", "benefit_cap_reduction", "earnings_deduction"),
    "childcare": ("childcare_element", "earnings_deduction"),
    "health_and_caring": ("work_capability_element", "carer_element", "maximum_amount"),
    "savings": ("tariff_income", "unearned_income"),
    "private_rent": ("bedrooms_needed", "local_housing_allowance"),
    "housing_benefit": ("non_dependant_deductions", "income", "taper_reduction"),
    "pension_age": ("bedrooms_spare", "under_occupation_charge", "guarantee_credit"),
    "supported_housing": ("maximum_amount", "maximum_housing_benefit"),
    "transitional": ("transitional_element", "maximum_amount", "benefit_cap_reduction"),
    "rent_charges": ("contractual_rent", "eligible_rent", "tenants_share"),
    "nations": ("under_occupation_charge", "benefit_cap_reduction"),
    "council_tax": ("savings_credit", "council_tax_reduction"),
}
"""What a huddle works out, by topic, beside the award and the rent to pay."""
_ALWAYS = ("award", "housing_benefit", "rent_to_pay")
_OF_INCOME = ("applicable_amount", "income", "taper_reduction")
"""What leads to the deduction from Housing Benefit, wherever there is one."""


@dataclass(frozen=True, slots=True, repr=False)
class Week:
    """One page for a huddle. ``listen_for`` are wrong figures: how one says them, and why they are wrong."""

    title: str
    question: PaperQuestion
    listen_for: tuple[tuple[str, str], ...]
    foot: str

    @property
    def steps(self) -> tuple[KeyStep, ...]:
        """The steps that the huddle works out."""
        wanted = {*_OF_TOPIC[self.question.scenario.topic], *_ALWAYS}
        if self.question.exercise.key.get("taper_reduction"):
            wanted |= {*_OF_INCOME}
        return tuple(one for one in self.question.steps if one.step.name in wanted)

    def worked(self, one: KeyStep) -> str:
        """The sum of a step; of the step before that it takes over, where it is the same figure."""
        alike = (other.worked for other in self.question.steps if other.step.answer == one.step.answer)
        return one.worked or next((sum_ for sum_ in alike if sum_), "")

    def text(self) -> str:
        """The page as text."""
        return "\n".join(_lines(self))

    def html(self) -> str:
        """The page to print, which loads nothing."""
        return page(self.title, _parts(self), self.foot)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Week: {self.title}>"

    def _repr_html_(self) -> str:
        return f'<div class="paper"><style>{style()}</style>{"".join(_parts(self))}</div>'


def scenario_of_the_week(seed: int) -> Week:
    """The page of a seed: a curated scenario, or a generated one of difficulty 2."""
    draws = Draws("week", seed)
    scenario = draws.one_of(curated()) if draws.chance(50) else generate(draws.below(1_000_000), difficulty=2, n=1)[0]
    made = paper_of([scenario], title=f"Scenario of the week: {scenario.title}", name=f"seed {seed}")
    [question] = made.questions
    return Week(made.title, question, tuple(_listen_for(question.exercise)), made.foot)


def seed_of_week(day: dt.date) -> int:
    """The seed of a day's week of the year (ISO 8601): ``202649`` for the 49th week of 2026."""
    year, week, _ = day.isocalendar()
    return year * 100 + week


def _listen_for(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The wrong figures of single misconceptions, at the first step where each goes wrong."""
    names = (*_OF_TOPIC[exercise.scenario.topic], *_ALWAYS)
    steps = [step for step in exercise.steps if step.name in names]
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for misconception in MISCONCEPTIONS.values():
        wrong = misconception.wrong(exercise) or {}
        step = next((step for step in steps if wrong.get(step.name, step.answer) != step.answer), None)
        if step is not None and step.name in _OF_TOPIC[exercise.scenario.topic]:
            figure = wrong[step.name]
            said = f"{step.label} {amount_text(figure, step.unit)}"
            found.setdefault((step.name, figure), (said, f"{misconception.title}. {misconception.feedback}"))
    yield from Draws("listen", exercise.scenario.code).several(list(found.values()), LISTEN_FOR)


# --- As text ----------------------------------------------------------------------------------------------------------


def _lines(week: Week) -> Iterator[str]:
    scenario = week.question.scenario
    yield week.title
    yield "=" * len(week.title)
    yield f"{INVENTED} {facts_line(scenario.case)}"
    yield ""
    yield from dialogue_lines(scenario.dialogue)
    yield ""
    yield "Work out together"
    yield from (f"  - {one.step.label}: ............ {one.blank}" for one in week.steps)
    yield "What do you advise?"
    for option in week.question.options:
        yield from wrapped(f"{option.letter}. {option.say}", "  ", "     ")
    yield ""
    yield "For whoever leads"
    for one in week.steps:
        told = " ".join(filter(None, (f"{one.answer}.", week.worked(one), f"({one.step.law})")))
        yield from wrapped(f"{one.step.label}: {told}", "  ", "      ")
    yield f"  Advice: {', '.join(option.letter for option in week.question.options if option.right)}."
    for said, why in week.listen_for:
        yield from wrapped(f"Listen for “{said}”. {why}", "  ", "      ")
    yield from wrapped(f"Take away: {scenario.teaching_point}", "  ", "      ")
    yield from wrapped(f"Law: {'; '.join(scenario.law)}", "  ", "      ")
    yield ""
    yield week.foot


# --- As HTML ----------------------------------------------------------------------------------------------------------


def _parts(week: Week) -> Iterator[str]:
    scenario = week.question.scenario
    yield f'<div class="one-page"><h1>{escape(week.title)}</h1><p>{escape(facts_line(scenario.case))}</p>'
    yield dialogue_html(scenario.dialogue)
    boxes = "".join(f"<li>{escape(one.step.label)}: {_box(one)}</li>" for one in week.steps)
    choices = "".join(f"<li>{option.letter}. {escape(option.say)}</li>" for option in week.question.options)
    yield f'<h3>Work out together</h3><ul>{boxes}</ul><h3>What do you advise?</h3><ul class="choices">{choices}</ul>'
    yield "<h2>For whoever leads</h2>"
    rows = "".join(_row(one, week.worked(one)) for one in week.steps)
    yield (
        '<table><caption>Key</caption><thead><tr><th scope="col">Figure</th><th scope="col">Sum and law</th>'
        f'<th scope="col" class="money">Key</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    right = ", ".join(option.letter for option in week.question.options if option.right)
    yield f"<p><strong>Advice:</strong> {right}.</p>"
    if week.listen_for:
        items = "".join(f"<li>“{escape(said)}”: {escape(why)}</li>" for said, why in week.listen_for)
        yield f"<h3>Wrong figures to listen for</h3><ul>{items}</ul>"
    yield f"<p><strong>Take away:</strong> {escape(scenario.teaching_point)}</p>"
    yield f"<p><strong>Law:</strong> {law_html(scenario.law)}</p></div>"


def _box(one: KeyStep) -> str:
    pounds = "£ " if one.step.unit.is_money else ""
    return f'{pounds}<span class="box"></span> {escape(one.blank.removeprefix("£").strip())}'


def _row(one: KeyStep, worked: str) -> str:
    sum_ = f'<span class="sum">{escape(worked)}</span><br>' if worked else ""
    law = f'<span class="how">{law_html([one.step.law])}</span>'
    key = f'<td class="money">{escape(one.answer)}</td>'
    return f'<tr><th scope="row">{escape(one.step.label)}</th><td>{sum_}{law}</td>{key}</tr>'
