"""The JSON Schemas of a case and of a result, and the page that describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from benefitcalc import Assessment, Case, InvalidCase, assess_many
from benefitcalc.schemas import files
from tests.conftest import REPOSITORY
from tests.properties.households import portfolios, quick
from tests.worked import WORKED_FILES, worked_cases

SCHEMAS = {"case": Case.json_schema(), "result": Assessment.json_schema()}
each_schema = pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
SPARE = {"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": {"tenure": "no_housing_costs"}}
RENTED = {"tenure": "social_rent", "bedrooms": 2}


@cache
def checker(name: str) -> Validator:
    return Draft202012Validator(SCHEMAS[name])


def faults(name: str, document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in checker(name).iter_errors(document)]


def objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The whole and each object among the definitions, by name."""
    yield "", schema
    yield from schema["$defs"].items()


@each_schema
def test_a_schema_is_one_of_the_2020_12_dialect(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@each_schema
def test_every_object_and_every_field_is_described(schema: dict[str, Any]) -> None:
    for name, part in objects(schema):
        assert part["description"].endswith("."), name
        for field, value in part.get("properties", {}).items():
            assert value["description"][0].isupper() or value["description"][0] == "`", f"{name}.{field}"
            assert value["description"].endswith("."), f"{name}.{field}"


@each_schema
def test_every_object_is_closed_to_other_fields(schema: dict[str, Any]) -> None:
    assert all(part["additionalProperties"] is False for _, part in objects(schema) if "properties" in part)


@pytest.mark.parametrize("name", list(files()))
def test_the_published_file_is_what_the_code_gives(name: str) -> None:
    """``python -m benefitcalc.schemas docs`` writes it again."""
    assert (REPOSITORY / "docs" / name).read_text(encoding="utf-8") == files()[name]


@each_schema
def test_the_page_has_every_field_and_every_code(schema: dict[str, Any]) -> None:
    page = files()["case-and-result.md"]
    for _, part in objects(schema):
        for field, value in part.get("properties", {}).items():
            assert any(line.startswith(f"| `{field}` |") and value["description"] in line for line in page.splitlines())
            assert all(f"\n- `{code}`" in page for code in value.get("items", value).get("enum", ()))
        assert all(f"\n- `{code}`" in page for code in part.get("enum", ()))


@pytest.mark.parametrize("name", WORKED_FILES)
def test_worked_cases_and_their_results_validate(name: str) -> None:
    cases = [worked.case for worked in worked_cases(name)]
    for case, result in zip(cases, assess_many(cases), strict=True):
        assert faults("case", case) == []
        assert faults("case", result.case.to_dict()) == []
        assert faults("result", result.to_dict(steps=False)) == []
    assert faults("result", result.to_dict()) == []


@quick
@given(portfolios())
def test_random_households_and_their_results_validate(cases: list[dict[str, Any]]) -> None:
    for case, result in zip(cases, assess_many(cases), strict=True):
        assert faults("case", case) == []
        assert faults("result", result.to_dict(steps=False)) == []


@pytest.mark.parametrize(
    "name", ["id", "partner", "universal_credit", "housing_benefit", "pension_credit", "council_tax"]
)
def test_null_stands_for_a_field_that_is_left_out(name: str) -> None:
    assert Case.model_validate({**SPARE, name: None}) == Case.model_validate(SPARE)
    assert faults("case", {**SPARE, name: None}) == []


@pytest.mark.parametrize("capital", ["0", "0.5", "112.45", "007.00", "9999999.99", 0, 112, 112.45, 9999999.99])
def test_amounts_that_are_read_validate(capital: Any) -> None:
    assert Case.model_validate({**SPARE, "capital": capital})
    assert faults("case", {**SPARE, "capital": capital}) == []


def person(**fields: Any) -> dict[str, Any]:
    return {**SPARE, "claimant": {"age": 34, **fields}}


def home(**fields: Any) -> dict[str, Any]:
    return {**SPARE, "tenancy": {**RENTED, **fields}}


REFUSED = {
    "an unknown key": {**SPARE, "savings": "10.00"},
    "an unknown key of a part": person(surname="-"),
    "another format": {**SPARE, "schema": "benefitcalc.case/2"},
    "no date": {name: SPARE[name] for name in ("claimant", "tenancy")},
    "a date in another form": {**SPARE, "date": "1 June 2026"},
    "a date that is a number": {**SPARE, "date": 20260601},
    "a nation that is none": {**SPARE, "country": "france"},
    "a nation in capitals": {**SPARE, "country": "England"},
    "yes in words": {**SPARE, "greater_london": "yes"},
    "one for yes": {**SPARE, "greater_london": 1},
    "a claimant that is no object": {**SPARE, "claimant": 34},
    "no age and no birth date": {**SPARE, "claimant": {}},
    "an age below zero": person(age=-1),
    "an age over 120": person(age=121),
    "half a year": person(age=34.5),
    "an age as text": person(age="34"),
    "a month of birth that is a number": person(born=1992),
    "a disability benefit that is none": person(disability_benefits=["pip"]),
    "a benefit twice": person(disability_benefits=["afip", "afip"]),
    "a list that is text": person(disability_benefits="afip"),
    "null for yes or no": person(carer=None),
    "a job without pay": person(employment={"hours_per_week": 16}),
    "169 hours": person(employment={"net": {"amount": "1.00", "per": "week"}, "hours_per_week": 169}),
    "hours as text": person(employment={"net": {"amount": "1.00", "per": "week"}, "hours_per_week": "16"}),
    "capital below zero": {**SPARE, "capital": "-1.00"},
    "capital below zero as a number": {**SPARE, "capital": -1},
    "three decimals": {**SPARE, "capital": "1.005"},
    "a pound sign": {**SPARE, "capital": "£1.00"},
    "a comma": {**SPARE, "capital": "1,000.00"},
    "too much": {**SPARE, "capital": "10000000.00"},
    "too much as a number": {**SPARE, "capital": 10000000},
    "money that is true": {**SPARE, "capital": True},
    "no capital": {**SPARE, "capital": None},
    "no period": home(rent={"amount": "100.00"}),
    "a period that is none": home(rent={"amount": "100.00", "per": "day"}),
    "52 weeks without rent": home(rent={"amount": "100.00", "per": "week", "rent_free_weeks": 52}),
    "rent that is a number": home(rent=100),
    "a tenure that is none": home(tenure="social"),
    "21 bedrooms": home(bedrooms=21),
    "nobody liable": home(people_liable=0),
    "a share that is a number": home(rent_share=0.5),
    "a charge that is not said to be eligible": home(service_charges=[{"amount": "1.00", "per": "week"}]),
    "an income of nobody": {**SPARE, "incomes": [{"kind": "lodger", "amount": "1", "per": "week", "of": "child"}]},
    "an income that is none": {**SPARE, "incomes": [{"kind": "wages", "amount": "1.00", "per": "week"}]},
    "101 children": {**SPARE, "children": [{"age": 1}] * 101},
    "null for a list": {**SPARE, "children": None},
    "a scheme that is none": {**SPARE, "council_tax": {"annual_liability": "1.00", "scheme": "default"}},
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=list(REFUSED))
def test_what_is_refused_for_its_form_is_refused_by_the_schema(case: dict[str, Any]) -> None:
    with pytest.raises(InvalidCase):
        Case.model_validate(case)
    assert faults("case", case)


def test_a_result_of_another_form_is_refused() -> None:
    (result,) = assess_many([SPARE])
    assert faults("result", {**result.to_dict(), "rent_to_pay": 0.0})
    assert faults("result", {**result.to_dict(), "more": "0.00"})
    assert faults("result", {name: value for name, value in result.to_dict().items() if name != "housing"})
