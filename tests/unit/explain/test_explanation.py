"""What an account must say: where a rate is from and how far to trust it, and why a figure is nothing."""

import pytest

from benefitcalc import Assessment, Assumptions, Case, assess, rate_book
from benefitcalc.assessment.household import assess_working_age_reduction
from benefitcalc.rules import RULES
from benefitcalc.schemes.council_tax.local_scheme_file import example_scheme
from benefitcalc.timeline import timeline

WEEKLY = {"amount": "100.00", "per": "week"}
TENANT = {
    "date": "2026-06-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": WEEKLY},
}


def texts(result: Assessment) -> list[str]:
    return [str(result), result._repr_html_()]


def test_a_rate_of_weak_confidence_is_marked_wherever_it_is_told() -> None:
    """The deduction for another adult in Council Tax Reduction rests on a council's page."""
    pensioner = {
        **TENANT,
        "claimant": {"age": 75},
        "incomes": [{"kind": "state_pension", "amount": "300.00", "per": "week"}],
        "non_dependants": [{"age": 30, "works_16_hours": True, "gross_income": {"amount": "250.00", "per": "week"}}],
        "council_tax": {"annual_liability": "1500.00", "scheme": "pension_age_england"},
    }
    result = assess(Case.model_validate(pensioner))
    rates = [rate for line in result.explanation.lines for rate in line.rates if rate.confidence != "high"]
    assert {rate.confidence for rate in rates} == {"medium"}
    assert all(rate.provenance == f"{rate.source}, medium confidence" for rate in rates)
    assert all("medium confidence" in text for text in texts(result))


def test_a_rate_of_high_confidence_needs_no_mark() -> None:
    assert not any("confidence" in text for text in texts(assess(Case.model_validate(TENANT))))


def test_a_replaced_rate_is_marked_wherever_it_is_told() -> None:
    result = assess(TENANT, book=rate_book().replace({"uc.standard_allowance.single_25_or_over": "500.00"}))
    assert all("replaced for this calculation, overridden" in text for text in texts(result))


def test_a_projected_rate_is_marked_wherever_it_is_told() -> None:
    assumed = Assumptions(cpi="2.0%", earnings="3.0%")
    later = timeline(TENANT, 12, project=assumed)[-1].case
    result = assess(later, book=rate_book().project(assumed))
    assert all(", projected)" in text for text in texts(result))


# --- Why a figure is nil ----------------------------------------------------------------------------------------------

PENSIONER = {
    "date": "2026-06-01",
    "claimant": {"age": 75},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": WEEKLY},
    "council_tax": {"annual_liability": "1500.00", "scheme": "pension_age_england"},
}
COUPLE = {**PENSIONER, "partner": {"age": 76}}
RICH = {"capital": "20000.00"}
LODGER = {"kind": "lodger", "amount": "50.00", "per": "week"}
CARE = "pip_daily_living_standard"
BLIND = {"severely_sight_impaired": True}
HELPED_BY_HB = {"universal_credit": {"claimed": False}}


def pension(amount: str, kind: str = "state_pension") -> dict[str, object]:
    return {"incomes": [{"kind": kind, "amount": amount, "per": "week"}]}


def working(wage: str) -> dict[str, object]:
    return {"works_16_hours": True, "gross_income": {"amount": wage, "per": "week"}}


def reasons(case: dict[str, object], name: str) -> list[str | None]:
    """Of every line of that name, the reason for nothing; None where there is something."""
    lines = assess(Case.model_validate(case)).explanation.lines
    return [line.nil_reason for line in lines if line.name == name]


@pytest.mark.parametrize(
    ("person", "in_housing_benefit", "in_council_tax"),
    [
        ({"age": 17}, "this person is under 18", "this person is under 18"),
        (
            {"age": 70, "benefits": ["pension_credit"]},
            "this person is on Pension Credit",
            "this person is on Pension Credit",
        ),
        (
            {"age": 24, "benefits": ["income_related_legacy"]},
            "this person is under 25 and on an income-related benefit",
            "this person is on an income-related benefit",
        ),
        (
            {"age": 24, "benefits": ["universal_credit_no_earnings"]},
            "this person is under 25 and on Universal Credit without earnings",
            "this person is on Universal Credit without earnings",
        ),
        (
            {"age": 25, "benefits": ["universal_credit_no_earnings"]},
            None,
            "this person is on Universal Credit without earnings",
        ),
        ({"age": 20, "student": True}, "this person is a student", "this person is a student"),
        ({"age": 30, "prisoner": True}, "this person is in prison", "this person is in prison"),
        (
            {"age": 30, "armed_forces_away": True},
            "this person is away in the armed forces",
            "this person is away in the armed forces",
        ),
    ],
)
def test_why_there_is_no_deduction_for_a_person(person, in_housing_benefit, in_council_tax):
    """Each person has a reason of their own: the one beside them is charged."""
    case = {**PENSIONER, "non_dependants": [person, {"age": 40, **working("300.00")}]}
    assert reasons(case, "non_dependant_deduction") == [in_housing_benefit, None]
    assert reasons(case, "council_tax_deduction") == [in_council_tax, None]


@pytest.mark.parametrize(
    ("household", "reason"),
    [
        ({"claimant": {"age": 75, **BLIND}}, "the claimant is severely sight impaired"),
        ({"partner": {"age": 75, **BLIND}}, "the partner is severely sight impaired"),
        ({"claimant": {"age": 75, "disability_benefits": [CARE]}}, "the claimant gets a care benefit"),
        ({"partner": {"age": 75, "disability_benefits": [CARE]}}, "the partner gets a care benefit"),
    ],
)
def test_why_no_deduction_is_made_in_a_household(household, reason):
    case = {**COUPLE, **household, "non_dependants": [{"age": 40}, {"age": 17}]}
    assert reasons(case, "non_dependant_deduction") == [reason, reason]
    assert reasons(case, "council_tax_deduction") == [reason, reason]


def test_a_home_that_is_not_helped_brings_no_deduction():
    owner = {**PENSIONER, "tenancy": {"tenure": "owner_occupier"}, "non_dependants": [{"age": 40}]}
    reason = "Housing Benefit does not help with this home"
    assert reasons(owner, "non_dependant_deduction") == [reason]
    assert reasons(owner, "maximum_housing_benefit") == [reason]


def test_the_deduction_of_a_couple_is_taken_once():
    couple = [{"age": 40, "couple_with": 1}, {"age": 41, "couple_with": 0}]
    case = {**PENSIONER, "non_dependants": [*couple, {"age": 20, "student": True}]}
    assert reasons(case, "share_of_deduction") == [
        None,
        "a couple has one deduction, and it stands with the other person",
        "there is no deduction for this person",
    ]


@pytest.mark.parametrize(
    ("household", "name", "reason"),
    [
        ({"claimant": {"age": 34, **BLIND}}, "housing_cost_contributions", "a claimant who is severely sight impaired"),
        ({"partner": {"age": 34, **BLIND}}, "housing_cost_contributions", "a partner who is severely sight impaired"),
        (
            {"claimant": {"age": 34, "disability_benefits": [CARE]}},
            "housing_cost_contributions",
            "a claimant who gets a care benefit",
        ),
        (
            {"partner": {"age": 34, "disability_benefits": [CARE]}},
            "housing_cost_contributions",
            "a partner who gets a care benefit",
        ),
        (
            {"tenancy": {"tenure": "owner_occupier"}},
            "housing_cost_contributions",
            "Universal Credit does not help with this rent",
        ),
        (
            {"tenancy": {"tenure": "owner_occupier"}},
            "housing_costs_element",
            "Universal Credit does not help with this rent",
        ),
        (
            {"tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "10.00", "per": "week"}}},
            "housing_costs_element",
            "the contributions of other adults take away the rent that counts",
        ),
        (
            {"tenancy": {"tenure": "social_rent", "bedrooms": 2}},
            "housing_costs_element",
            "nothing is charged that help can cover",
        ),
    ],
)
def test_why_universal_credit_has_nothing_for_the_home(household, name, reason):
    [told] = reasons({**TENANT, **household, "non_dependants": [{"age": 40}]}, name)
    assert told is not None
    assert told.endswith(reason)


@pytest.mark.parametrize(
    ("home", "reason"),
    [
        ({"bedrooms": 1}, "no bedroom is spare"),
        ({"tenure": "private_rent", "brma": "Cambridge"}, "the charge is not made in this kind of home"),
        ({"people_liable": 2}, "only a share of the rent falls to this claim"),
        ({"sanctuary_scheme": True}, "a sanctuary scheme has made the home safe"),
    ],
)
def test_why_there_is_no_bedroom_charge(home, reason):
    case = {**TENANT, "tenancy": {**TENANT["tenancy"], **home}}
    assert reasons(case, "under_occupation_percent") == [reason]


@pytest.mark.parametrize(
    ("household", "reason"),
    [
        ({"claimant": {"age": 70}}, "somebody over pension age lives here as claimant or partner"),
        (
            {"tenancy": {**TENANT["tenancy"], "bereavement_protection": True}},
            "for a time after a death the rent counts as it did before",
        ),
        (
            {"tenancy": {**TENANT["tenancy"], "tenure": "exempt_accommodation"}},
            "the charge is not made in this kind of home",
        ),
    ],
)
def test_why_housing_benefit_has_no_bedroom_charge(household, reason):
    assert reasons({**TENANT, **HELPED_BY_HB, **household}, "under_occupation_percent") == [reason]


@pytest.mark.parametrize(
    ("household", "name", "reason"),
    [
        (pension("100.00"), "taper_reduction", "a benefit brings full help"),
        (
            {"claimant": {"age": 34}, **HELPED_BY_HB, **pension("50.00", "occupational_pension")},
            "taper_reduction",
            "income is no more than the applicable amount",
        ),
        (pension("900.00"), "housing_benefit_before_cap", "income takes away the whole amount"),
        (pension("900.00"), "housing_benefit", "nothing is left before the benefit cap"),
        (pension("409.30"), "housing_benefit_before_cap", "income leaves less than the smallest amount that is paid"),
        (RICH | pension("250.00"), "housing_benefit_before_cap", "savings are above the limit"),
        (RICH | pension("250.00"), "housing_benefit_tariff_income", "savings are above the limit"),
        (pension("250.00"), "housing_benefit_tariff_income", "savings are no more than is ignored"),
        (
            {"tenancy": {"tenure": "owner_occupier"}},
            "housing_benefit_before_cap",
            "the most that can be paid is nothing",
        ),
        (RICH | pension("250.00"), "reduction_by_income", "savings are above the limit"),
        (pension("900.00"), "reduction_by_income", "the deduction for income takes away the whole amount"),
        (pension("900.00"), "second_adult_rebate", "no other adult in the home is a second adult"),
        ({"non_dependants": [{"age": 40}]}, "second_adult_rebate", "the income of a second adult is not shown"),
        (
            {"non_dependants": [{"age": 40, **working("900.00")}], "date": "2025-06-02"},
            "second_adult_rebate",
            "the income of second adults is too high",
        ),
        (
            {"non_dependants": [{"age": 40}], "incomes": [LODGER]},
            "second_adult_rebate",
            "a lodger or boarder pays rent",
        ),
        (
            {"non_dependants": [{"age": 40}], "partner": {"age": 70}},
            "second_adult_rebate",
            "neither of the couple is disregarded for discounts",
        ),
    ],
)
def test_why_a_pensioner_has_nothing(household, name, reason):
    assert reasons({**PENSIONER, **household}, name) == [reason]


def test_each_income_has_a_reason_of_its_own():
    amounts = {"state_pension": "400.00", "war_pension": "9.00", "scottish_child_payment": "20.00"}
    incomes = [{"kind": kind, "amount": amount, "per": "week"} for kind, amount in amounts.items()]
    expected = [None, "it is no more than its disregard", "this kind of income does not count"]
    assert reasons({**PENSIONER, "incomes": incomes}, "counted_income") == expected
    assert reasons({**PENSIONER, "incomes": incomes}, "pension_credit_counted_income") == expected


def test_a_reason_that_is_told_is_no_list_of_them():
    """A text that stands whatever the inputs gives no choice: "no A or B" is one reason, "A, or B" is two."""
    whatever = {name: rule.nil for name, rule in RULES.items() if isinstance(rule.nil, str)}
    assert not [name for name, text in whatever.items() if ", or " in text]


def reason_of_the_council(kind: str, capital: str = "0.00", tax: str = "1460.00", **changed: str) -> str | None:
    case = {
        "date": "2026-06-01",
        "claimant": {"age": 40, "employment": {"net": {"amount": "500.00", "per": "month"}}},
        "tenancy": {"tenure": "no_housing_costs"},
        "council_tax": {"annual_liability": tax, "scheme": "pension_age_england"},
        "capital": capital,
    }
    scheme = example_scheme(kind).model_copy(update=changed)
    return assess_working_age_reduction(case, scheme).explanation.lines[-1].nil_reason


@pytest.mark.parametrize("kind", ["means_tested", "banded"])
def test_why_a_councils_scheme_gives_nothing(kind):
    assert reason_of_the_council(kind) is None
    assert reason_of_the_council(kind, capital="10000.01") == "savings are above the scheme's limit"
    least = "what is left is less than the scheme's minimum"
    assert reason_of_the_council(kind, minimum_weekly_award="1000.00") == least
    assert reason_of_the_council(kind, tax="0.00") == "there is no council tax to reduce"
