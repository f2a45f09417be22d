"""The note and the tenant's page tell nothing of health, whatever is answered, told or not known.

The words that are looked for stand here and not in the package, so that a word which its list lacks is found.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from benefitcalc.advice.health import without_health
from benefitcalc.advice.options.words import _names as names
from benefitcalc.advice.options.words import codes, said
from benefitcalc.case import Country
from benefitcalc.ui.call.parts import part, saved
from benefitcalc.ui.call.schema import Field, Group, More, Place, case_path, may_be_unknown
from tests.ui.results import FORM

TELLS = re.compile(
    r"\b(PIP|DLA|CDP|ADP|AFIP|PADP|AA|ESA|LCW(RA)?|blind|sight\w*|carers?|caring|cares|care|disab\w*"
    r"|health\w*|attendance|sick\w*|ill|illness|incapacity|injur\w*|war|maternity|pregnan\w*|medical|impair\w*|mobility"
    r"|fit|fitness|limited capability|work capability|mental\w*|sever\w*|overnight|cannot share|nurs\w*|doctor"
    r"|condition)\b",
    re.IGNORECASE,
)
INSTEAD = "relevant benefit component"
FAMILY: dict[str, Any] = {
    "claimant.age": "45",
    "couple": "yes",
    "partner.age": "43",
    "children": [{"age": "6", "sex": "female"}],
    "non_dependants": [{"age": "24"}],
    "tenancy.bedrooms": "4",
    "tenancy.rent.amount": "140",
}
PENSIONERS = FAMILY | {"claimant.age": "75", "partner.age": "70"}
CALL = {
    "plan.balance": "500",
    "plan.amount": "10",
    "plan.first": "4 1 2027",
    "budget.food": "60",
    "call.next_action": "Send the forms",
    **{f"referred.{code}": "yes" for code in ("vulnerability", "welfare_benefits", "tenancy_support")},
}
TYPED = {"money": "50", "whole": "1", "hours": "10", "age": "20", "date": "1 5 2026", "share": "1/2", "text": "1"}


def fields(items: tuple[Any, ...], group: str = "") -> Iterator[tuple[str, Field]]:
    """Every question of the form, with the group of the row in which it stands."""
    for item in items:
        match item:
            case Field():
                yield group, item
            case More():
                yield from fields(item.items, group)
            case Group():
                yield from fields(item.items, item.id)
            case Place():
                pass


def given_to(group: str, field: Field) -> Iterator[str]:
    """Each answer that a question takes, and that nobody knows."""
    match field.kind:
        case "flag" | "yesno":
            yield "yes"
        case "select" | "radio" | "checks":
            yield from (one.value for one in field.options if one.value)
        case kind:
            yield TYPED.get(kind, "1")
    if (
        field.in_case
        and field.kind != "checks"
        and may_be_unknown(case_path(f"{group}.0.{field.id}" if group else field.id))
    ):
        yield "?"


def told_of_health() -> Iterator[tuple[str, str, Field, str]]:
    """Each answer to a question whose words, place or answers tell of health."""
    for stage in FORM:
        for group, field in fields(stage.items):
            for answer in given_to(group, field):
                words = [field.id, field.label, field.hint, answer]
                words += [one.label for one in field.options if one.value == answer]
                if stage.id == "health" or TELLS.search(" ".join(words).replace("_", " ")):
                    yield f"{group or stage.id}.{field.id}={answer}", group, field, answer


ASKED = list(told_of_health())


def answers_with(base: dict[str, Any], group: str, field: Field, answer: str) -> dict[str, Any]:
    if not group:
        return base | {field.id: answer}
    rows = [dict(row) for row in base.get(group, [{}])]
    rows[0] |= {field.id: answer}
    if group == "children" and answer.startswith("pip"):
        rows[0] |= {"age": "17"}
    if group == "incomes":
        rows[0] |= {"amount": "50"}
    return base | {group: rows}


def written(answers: dict[str, Any]) -> Iterator[str]:
    """The note and the page, every option told; nothing where these answers have no figures."""
    shown = part(FORM, "options", answers, {})
    if "blocks" not in shown:
        return
    ticks = set(re.findall(r"told\.[a-z_]+\.[0-9]+", str(shown)))
    given = CALL | dict.fromkeys(ticks, "yes")
    for name in ("note", "page"):
        _, _, text = saved(FORM, name, answers, given)
        yield re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_the_form_has_many_facts_of_health() -> None:
    assert len(ASKED) > 40
    named = " ".join(name for name, *_ in ASKED)
    for wanted in ("work_capability", "disability_benefits", "carer", "severely_sight_impaired", "esa", "overnight"):
        assert wanted in named


@pytest.mark.parametrize(("group", "field", "answer"), [pytest.param(*one[1:], id=one[0]) for one in ASKED])
def test_no_answer_about_health_is_told(group: str, field: Field, answer: str) -> None:
    base = PENSIONERS if len(field.id + answer) % 3 == 0 else FAMILY  # each once, a third of them over pension age
    for text in written(answers_with(base, group, field, answer)):
        found = [match[0] for match in TELLS.finditer(text.replace(INSTEAD, ""))]
        assert not found, text


@pytest.mark.parametrize("nation", Country)
@pytest.mark.parametrize("code", codes())
def test_no_option_tells_of_health_by_its_title(code: str, nation: Country) -> None:
    words = dict.fromkeys(re.findall(r"{(\w+)}", said(code).texts["title"]), "something")
    title = said(code).title(nation, {name: word for name, word in words.items() if name not in names(nation)})
    assert not TELLS.search(without_health(title).replace(INSTEAD, "")), title


@pytest.mark.parametrize("text", ["Ask about her depression", "PIP review", "Carer coming on Monday", "ring the GP"])
def test_no_note_is_written_with_a_next_action_about_health(text: str) -> None:
    shown = part(FORM, "wrap", FAMILY, CALL | {"call.next_action": text})["blocks"]
    assert [one["title"] for one in shown if one["block"] == "message"] == ["The note cannot be written"]
