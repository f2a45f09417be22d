"""What-ifs as data: the same figures as one assessment at a time, as one batch."""

from decimal import Decimal

import pytest

from benefitcalc import Case, InvalidCase, assess, rate_book
from benefitcalc.what_if import COUNTS, earnings_curve, vary

LONE_PARENT = Case.model_validate(
    {
        "date": "2026-06-01",
        "claimant": {"age": 34, "employment": {"net": {"amount": "760.00", "per": "month"}, "hours_per_week": 16}},
        "children": [{"age": 7, "sex": "female"}, {"age": 4, "sex": "male"}],
        "tenancy": {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "118.40", "per": "week"}},
    }
)
PENSIONER = Case.model_validate(
    {
        "date": "2026-06-01",
        "claimant": {"age": 75},
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "110.00", "per": "week"}},
        "incomes": [{"kind": "state_pension", "amount": "241.30", "per": "week"}],
    }
)


def test_each_point_is_the_assessment_of_its_case():
    curve = vary(LONE_PARENT, "tenancy.bedrooms", [1, 2, 3, 4])
    results = [assess(case) for case in curve.cases]
    assert curve["universal_credit.award"] == tuple(result.universal_credit.award for result in results)
    assert curve["rent_to_pay"] == tuple(result.rent_to_pay for result in results)
    assert curve["housing.bedrooms_spare"] == (0, 0, 1, 2)
    assert curve["universal_credit.entitled"] == (True,) * 4


def test_a_place_in_a_list_and_a_place_that_was_left_out():
    ages = vary(LONE_PARENT, "children[1].age", range(4, 13))
    assert [case.children[1].age for case in ages.cases] == list(range(4, 13))
    assert ages["housing.bedrooms_needed"] == (2,) * 6 + (3,) * 3
    transitional = vary(LONE_PARENT, "universal_credit.transitional_element", ["0.00", "10.00"])
    first, second = transitional["universal_credit.award"]
    assert second - first == Decimal("10.00")


def test_a_whole_item_of_a_list_can_be_varied():
    twins = vary(LONE_PARENT, "children[0]", [{"age": 4, "sex": "male"}, {"age": 16, "in_education": True}])
    assert twins["housing.bedrooms_needed"] == (2, 3)


@pytest.mark.parametrize("path", ["children[2].age", "children[2]", "partner[0].age"])
def test_a_place_that_is_not_there_is_said(path):
    with pytest.raises(LookupError, match="is not there"):
        vary(LONE_PARENT, path, [1])


def test_a_path_that_is_none_is_said():
    with pytest.raises(LookupError, match="is not a place"):
        vary(LONE_PARENT, "children[one].age", [1])


def test_a_value_that_does_not_fit_is_an_invalid_case():
    with pytest.raises(InvalidCase, match="bedrooms"):
        vary(LONE_PARENT, "tenancy.bedrooms", [2, -1])
    with pytest.raises(InvalidCase, match="bedroms"):
        vary(LONE_PARENT, "tenancy.bedroms", [2])


def test_the_household_itself_stays_as_it_was():
    before = LONE_PARENT.to_json()
    vary(LONE_PARENT, "tenancy.rent.amount", ["90.00", "100.00"])
    earnings_curve(LONE_PARENT, up_to=20)
    assert LONE_PARENT.to_json() == before


def test_an_earnings_curve_is_the_assessment_at_each_pay():
    curve = earnings_curve(LONE_PARENT, step="95.00", up_to=1900)
    assert curve.values[8] == Decimal("760.00")
    result = assess(LONE_PARENT)
    assert curve["universal_credit.award"][8] == result.universal_credit.award
    assert curve["help_with_rent"][8] == result.help_with_rent
    assert all(case.claimant.employment.hours_per_week == 16 for case in curve.cases)


def test_money_in_hand_is_pay_and_benefits_of_the_month():
    curve = earnings_curve(LONE_PARENT, step=10, up_to=1000)
    result = assess(LONE_PARENT)
    child_benefit = Decimal("194.78")  # £44.95 x 52 / 12
    assert result.child_benefit == Decimal("44.95")
    assert curve["in_hand"][76] == 760 + result.universal_credit.award + child_benefit
    assert curve["after_rent"][76] == curve["in_hand"][76] - Decimal("513.07")  # £118.40 x 52 / 12


def test_of_each_pound_all_is_kept_within_the_work_allowance_and_45p_above():
    kept = earnings_curve(LONE_PARENT, step=10, up_to=1000).kept()
    assert len(kept) == 100
    assert set(kept[:42]) == {Decimal(1)}  # £427.00 in 2026-27
    assert set(kept[43:]) == {Decimal("0.45")}


def test_by_the_week_for_housing_benefit():
    curve = earnings_curve(PENSIONER, step=5, up_to=100, per="week")
    result = assess(PENSIONER)
    assert curve["housing_benefit.award"][0] == result.housing_benefit.award
    assert curve["in_hand"][0] == result.housing_benefit.award + result.pension_credit.award
    assert curve["after_rent"][0] == curve["in_hand"][0] - Decimal("110.00")


def test_the_partner_s_pay():
    couple = LONE_PARENT.replace(partner={"age": 36})
    curve = earnings_curve(couple, step=500, up_to=1000, of="partner")
    assert [case.partner.employment.net.amount for case in curve.cases] == [0, 500_00, 1000_00]
    assert {case.claimant.employment.net.amount for case in curve.cases} == {760_00}


def test_a_replaced_rate_bends_the_curve():
    gentler = rate_book().replace({"uc.taper": "45%"})
    kept = earnings_curve(LONE_PARENT, step=10, up_to=1000, book=gentler).kept()
    assert kept[-1] == Decimal("0.55")


@pytest.mark.parametrize(("step", "per"), [(0, "month"), (-5, "week"), (10, "year")])
def test_a_curve_that_makes_no_sense_is_refused(step, per):
    with pytest.raises(ValueError, match=r"step|week or the month"):
        earnings_curve(LONE_PARENT, step=step, per=per)


def test_rows_for_reading_keep_the_last_one():
    curve = vary(LONE_PARENT, "capital", [f"{pounds}.00" for pounds in range(6000, 8001, 250)])
    assert [row[0] for row in curve.rows("universal_credit.tariff_income", every=4)] == [
        "6000.00",
        "7000.00",
        "8000.00",
    ]
    assert [row[0] for row in curve.rows(every=3)] == ["6000.00", "6750.00", "7500.00", "8000.00"]
    assert curve.headers("rent_to_pay") == ["Capital", "Rent to pay a week"]


def test_the_table_is_escaped_and_has_headers():
    curve = vary(LONE_PARENT, "tenancy.bedrooms", [2, 3], label="Rooms <b>").choosing("housing.bedrooms_spare")
    html = curve._repr_html_()
    assert "<b>" not in html
    assert html.count('scope="col"') == 2
    assert "Rooms &lt;b&gt;" in html
    assert repr(curve) == "<Curve Rooms <b>: 2 values, 2 to 3; housing.bedrooms_spare>"


def test_columns_cannot_be_changed():
    curve = vary(LONE_PARENT, "tenancy.bedrooms", [2, 3])
    with pytest.raises(ValueError, match="read-only"):
        curve.columns["rent_to_pay"][0] = 1
    with pytest.raises(KeyError):
        curve.choosing("rent_to_say")


def test_no_values_are_refused():
    with pytest.raises(ValueError, match="at least one value"):
        vary(LONE_PARENT, "tenancy.bedrooms", [])


def test_a_frame_has_every_column_in_exact_pounds():
    frame = earnings_curve(LONE_PARENT, step=500, up_to=1000).to_frame()
    assert list(frame.index) == [Decimal(0), Decimal(500), Decimal(1000)]
    assert (
        frame["universal_credit.award"].iloc[0]
        == assess(LONE_PARENT.replace(claimant={"age": 34})).universal_credit.award
    )


def test_what_counts_is_no_money():
    whole = vary(LONE_PARENT, "tenancy.bedrooms", [3])
    assert set(whole.columns) >= COUNTS
    assert whole["housing.under_occupation_percent"] == (14,)


def test_a_scheme_that_is_not_the_household_s_gives_nothing():
    supported = LONE_PARENT.replace(
        claimant={"age": 29},
        tenancy={"tenure": "exempt_accommodation", "bedrooms": 2, "rent": {"amount": "212.00", "per": "week"}},
    )
    curve = earnings_curve(supported, step=100, up_to=100, per="week")
    result = assess(supported)
    assert result.pension_credit is None
    assert curve["pension_credit.award"] == (Decimal(0), Decimal(0))
    by_week = (result.universal_credit.award * 12 / 52).quantize(Decimal("0.01"))
    assert curve["in_hand"][0] == by_week + result.housing_benefit.award + result.child_benefit
