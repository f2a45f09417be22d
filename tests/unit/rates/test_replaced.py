"""What-if work: rates that the caller put in place of the law's, and how a result says so."""

import datetime as dt

import pytest

from benefitcalc import Assessment, Case, RatesNotKnown, assess, assess_many, rate_book
from benefitcalc.rates import Basis, RateBook


def case(**more: object) -> Case:
    household = {
        "date": "2026-06-01",
        "claimant": {"age": 34, "employment": {"net": {"amount": "900.00", "per": "month"}}},
        "children": [{"age": 4}],
        "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}},
    }
    return Case.model_validate({**household, **more})


def award(result: Assessment) -> str:
    assert result.universal_credit is not None
    return str(result.universal_credit.award)


@pytest.fixture
def halved() -> RateBook:
    return rate_book().replace({"uc.taper": "50%"})


def test_a_replaced_rate_is_what_the_sum_uses(halved: RateBook) -> None:
    law, what_if = assess(case()), assess(case(), book=halved)
    assert law.universal_credit is not None
    assert what_if.universal_credit is not None
    assert str(law.universal_credit.earnings_deduction) == "260.15"  # (900 − 427) × 55%
    assert str(what_if.universal_credit.earnings_deduction) == "236.50"
    assert what_if.universal_credit.award - law.universal_credit.award == law.universal_credit.earnings_deduction - (
        what_if.universal_credit.earnings_deduction
    )


def test_every_result_on_it_says_so(halved: RateBook) -> None:
    results = assess_many([case(), case(claimant={"age": 20}), case(date="2024-06-03")], book=halved)
    assert all("rate_overridden" in {warning.code for warning in result.warnings} for result in results)
    assert "rate_overridden" not in {warning.code for warning in assess(case()).warnings}


def test_the_explanation_marks_the_rate(halved: RateBook) -> None:
    explained = assess(case(), book=halved).explanation
    (used,) = explained.line("earnings_deduction").rates
    assert (used.key, used.text, used.overridden) == ("uc.taper", "50%", True)
    assert used.source == "replaced for this calculation"
    assert "replaced for this calculation" in str(explained)
    assert "replaced for this calculation" in explained._repr_html_()
    others = [rate for line in explained.lines for rate in line.rates if rate.key != "uc.taper"]
    assert others
    assert not any(rate.overridden for rate in others)


def test_the_laws_book_is_untouched(halved: RateBook) -> None:
    assert award(assess(case())) != award(assess(case(), book=halved))
    assert dict(rate_book().replaced) == {}
    assert dict(halved.replaced) == {"uc.taper": "50%"}
    assert dict(halved.replace({"uc.taper": "60%", "uc.work_allowance.lower": "500.00"}).replaced) == {
        "uc.taper": "60%",
        "uc.work_allowance.lower": "500.00",
    }


def test_several_rates_and_an_element_taken_away() -> None:
    book = rate_book().replace({"uc.standard_allowance.single_25_or_over": "500.00", "uc.taper": "0%"})
    result = assess(case(), book=book)
    assert result.universal_credit is not None
    assert str(result.universal_credit.standard_allowance) == "500.00"
    assert str(result.universal_credit.earnings_deduction) == "0.00"
    with pytest.raises(RatesNotKnown, match=r"uc\.carer_element"):
        assess(case(), book=rate_book().replace({"uc.carer_element": "none"}))


def test_a_replaced_rate_needs_no_checked_file() -> None:
    rates = rate_book().replace({"uc.taper": "50%"}).on(dt.date(2030, 1, 1), Basis.ASSESSMENT_PERIOD)
    assert rates["uc.taper"].text == "50%"


def test_all_problems_of_a_replacement_at_once() -> None:
    with pytest.raises(ValueError, match=r"uc\.taper") as caught:
        rate_book().replace(
            {
                "uc.taper": "0.5",
                "uc.work_allowanse.lower": "1.00",
                "hb.non_dependant.min_age": "18.5",
                "uc.capital.lower_limit": "-1.00",
            }
        )
    assert str(caught.value).split("\n") == [
        "uc.taper: '0.5' is not written as percent",
        "There is no rate called uc.work_allowanse.lower; did you mean uc.work_allowance.lower?",
        "hb.non_dependant.min_age: '18.5' is not written as years of age",
        "uc.capital.lower_limit: '-1.00' is not written as pounds",
    ]


def test_unknown_names_alone_are_rates_not_known() -> None:
    with pytest.raises(RatesNotKnown) as caught:
        rate_book().replace({"uc.tapper": "50%", "xyz": "none"})
    assert str(caught.value).split("\n") == [
        "There is no rate called uc.tapper; did you mean uc.taper?",
        "There is no rate called xyz",
    ]


@pytest.mark.parametrize("value", [0.5, 50, None])
def test_a_value_that_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"uc\.taper: .* is not written as percent"):
        rate_book().replace({"uc.taper": value})  # type: ignore[dict-item]
