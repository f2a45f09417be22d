"""The questions themselves: labels, choices, and every value of the contract."""

from typing import Any

import pytest

from benefitcalc.case import (
    Child,
    Country,
    DisabilityBenefit,
    Employment,
    IncomeKind,
    NonDependant,
    NonDependantBenefit,
    Period,
    Person,
    SelfEmployment,
    Tenancy,
    Tenure,
    WorkCapability,
)
from benefitcalc.ui.call import choices
from benefitcalc.ui.call.form import read_form
from benefitcalc.ui.call.schema import PERIODS, Field, Group, More, as_json, groups
from tests.ui.forms import FORM, SMALLEST, award


def all_fields() -> list[tuple[Group | None, Field]]:
    def inside(items: tuple[Any, ...], group: Group | None) -> list[tuple[Group | None, Field]]:
        found: list[tuple[Group | None, Field]] = []
        for item in items:
            if isinstance(item, Field):
                found.append((group, item))
            elif isinstance(item, More):
                found += inside(item.items, group)
            elif isinstance(item, Group):
                found += inside(item.items, item)
        return found

    return [pair for stage in FORM for pair in inside(stage.items, None)]


def test_every_question_has_a_label_and_every_choice_a_default_that_is_offered() -> None:
    for _, field in all_fields():
        assert field.label, field.id
        if field.kind in {"radio", "select", "yesno"} and field.default:
            assert field.default in [option.value for option in field.choices], field.id
        assert bool(field.per_id) == bool(field.per), field.id


def test_ids_are_told_apart() -> None:
    ids = [f"{group.id if group else ''} {field.id}" for group, field in all_fields()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("options", "values"),
    [
        (choices.COUNTRIES, Country),
        (choices.TENURES, Tenure),
        (choices.WORK_CAPABILITY, WorkCapability),
        (choices.DISABILITY_BENEFITS, DisabilityBenefit),
        (choices.NON_DEPENDANT_BENEFITS, NonDependantBenefit),
        (choices.INCOMES, IncomeKind),
        (PERIODS, Period),
    ],
)
def test_every_value_of_the_contract_can_be_chosen(options: Any, values: Any) -> None:
    assert sorted(option.value for option in options) == sorted(values)


@pytest.mark.parametrize(
    ("prefix", "group", "model"),
    [
        ("claimant.", None, Person),
        ("partner.", None, Person),
        ("", "children", Child),
        ("", "non_dependants", NonDependant),
        ("tenancy.", None, Tenancy),
        ("", "claimant.employment", Employment),
        ("", "partner.self_employment", SelfEmployment),
    ],
)
def test_every_fact_of_the_contract_can_be_given(prefix: str, group: str | None, model: Any) -> None:
    ids = {field.id for of, field in all_fields() if (of.id if of else None) == group}
    ids |= {one.id for one in groups(FORM)} if group is None else set()
    given = {name.removeprefix(prefix).partition(".")[0] for name in ids if name.startswith(prefix)}
    assert set(model.model_fields) - {"born"} <= given


def test_the_schema_is_plain_data() -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
        return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str | int | bool)

    assert plain(as_json(FORM))


def test_housing_benefit_of_working_age_waits_until_it_is_said_to_be_in_payment() -> None:
    form = read_form(FORM, SMALLEST | award(claimed="no"))
    assert form.case is None
    assert [one.message for one in form.needed] == ["Existing award, Housing Benefit not moved"]
    told = read_form(FORM, SMALLEST | award(claimed="no", not_moved="yes"))
    assert told.case is not None
    assert told.case["universal_credit"] == {"claimed": False}
