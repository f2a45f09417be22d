"""What every account of a rate must say: where it is from, and that it is not the law's or rests on little."""

from benefitcalc import Assessment, Assumptions, Case, assess, rate_book
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
