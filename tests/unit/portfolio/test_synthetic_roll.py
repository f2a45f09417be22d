"""The made-up rent roll: typed, seeded, of any size, every household a valid case, and known payments the engine's."""

import pandas as pd
import pytest

from benefitcalc import assess_many
from benefitcalc.money import pounds
from benefitcalc.portfolio.engine import cases_of
from benefitcalc.portfolio.synthetic import roll as module
from benefitcalc.portfolio.synthetic import synthetic_roll
from benefitcalc.portfolio.tables import tables_of_the_roll

DAY = "2026-03-30"
DTYPES = {
    "text": "string", "code": "string", "codes": "string", "money": "Int64", "whole": "Int64", "hours": "Int64",
    "flag": "boolean", "date": "datetime64[s]",
}  # fmt: skip


@pytest.fixture(scope="module")
def tables():
    return synthetic_roll(3000, seed=5, on=DAY)


@pytest.fixture(scope="module")
def sample(tables):
    """The first tenancies with what the engine gives each of them alone."""
    tenancies, people = (table[table["tenancy_ref"] <= "T0000400"] for table in tables)
    return tenancies, assess_many(cases_of(tenancies, people, DAY))


def test_a_smaller_roll_is_the_beginning_of_a_larger_one(tables):
    for whole, part in zip(tables, synthetic_roll(70, seed=5, on=DAY), strict=True):
        pd.testing.assert_frame_equal(part, whole.head(len(part)))


def test_how_many_are_drawn_together_changes_nothing(tables, monkeypatch):
    monkeypatch.setattr(module, "_BLOCK", 32)
    for whole, part in zip(tables, synthetic_roll(70, seed=5, on=DAY), strict=True):
        pd.testing.assert_frame_equal(part, whole.head(len(part)))


def test_another_seed_gives_another_roll(tables):
    assert not synthetic_roll(70, seed=6, on=DAY)[0].equals(tables[0].head(70))


def test_columns_have_the_names_and_types_of_the_tables(tables):
    for name, frame in zip(("tenancies", "people"), tables, strict=True):
        columns = tables_of_the_roll()[name]
        assert list(frame) == [column for column in columns if column in frame]
        for column in frame:
            dtype = frame[column].dtype
            if isinstance(dtype, pd.CategoricalDtype):
                dtype = dtype.categories.dtype
            assert dtype == DTYPES[columns[column].kind], column


def test_tenancies_stand_once_and_people_stand_beside_them_in_order(tables):
    tenancies, people = tables
    assert tenancies["tenancy_ref"].is_unique
    assert tenancies["tenancy_ref"].is_monotonic_increasing
    assert people["tenancy_ref"].is_monotonic_increasing
    assert people.loc[people["role"] == "claimant", "tenancy_ref"].tolist() == tenancies["tenancy_ref"].tolist()


@pytest.mark.parametrize("day", [DAY, "2024-02-29", "2016-04-04"])
def test_every_household_is_a_valid_case(day):
    assert len(list(cases_of(*synthetic_roll(300, seed=11, on=day), day))) == 300


def test_the_landlord_knows_what_the_engine_gives(sample):
    tenancies, results = sample
    for row, result in zip(tenancies.to_dict("records"), results, strict=True):
        uc, hb = result.universal_credit, result.housing_benefit
        if row["uc_flag"]:
            assert pounds(row["uc_award"]) == uc.award
        if row["hb_flag"]:
            assert pounds(row["hb_weekly"]) == hb.award
        if row["managed_payment_flag"]:
            assert hb is None
            assert pounds(row["managed_payment"]) == min(uc.housing_costs_element, uc.award) > 0
        if row["bedroom_charge_flag"]:
            assert "under_occupation" in {part.cause for part in result.shortfall}
        assert not row["cap_flag"] or result.benefit_cap_reduction_pw > 0


def test_some_who_could_claim_do_not(sample):
    tenancies, results = sample
    claims = tenancies["uc_flag"] | tenancies["hb_flag"]
    could = pd.Series([result.help_with_rent > 0 for result in results])
    assert (~claims & could).any()
    assert not tenancies.loc[~claims, ["uc_award", "hb_weekly", "managed_payment", "dhp_weekly"]].notna().any(axis=None)


def test_there_are_all_kinds_of_households(tables):
    tenancies, people = tables
    assert set(tenancies["tenure"].dropna()) == {
        "social_rent", "private_rent", "shared_ownership", "exempt_accommodation", "managed_property",
        "temporary_accommodation", "refuge",
    }  # fmt: skip
    assert tenancies["region"].nunique() == 9
    for flag in ("uc_flag", "hb_flag", "managed_payment_flag", "bedroom_charge_flag", "cap_flag"):
        assert 0 < tenancies[flag].sum() < 3000, flag
    assert {48, 52} == set(tenancies["chargeable_weeks"].dropna())
    for fact in ("net_pay", "gross_pay", "net_profit", "carer", "childcare", "state_pension", "student", "couple_with"):
        assert people[fact].notna().any(), fact


def test_heads_are_those_of_the_people(tables):
    tenancies, people = tables
    counted = people.groupby("tenancy_ref").size().to_numpy()
    outside = (tenancies["people_liable"] - tenancies["people_liable_in_claim"]).to_numpy()
    assert (tenancies["occupants"].to_numpy() == counted + outside).all()
    assert (tenancies["occupants"] == tenancies["adults"] + tenancies["children"]).all()


def test_rents_go_by_region_and_by_bedrooms(tables):
    general = tables[0].query("housing_scheme == 'General needs'")
    by_bedrooms = general.groupby("bedrooms")["rent"].median()
    assert by_bedrooms[1] < by_bedrooms[2] < by_bedrooms[3] < by_bedrooms[4]
    by_region = general.groupby("region", observed=True)["rent"].median()
    assert by_region.idxmax() == "London"


def test_a_roll_has_a_tenancy():
    with pytest.raises(ValueError, match="tenancies is 0; a rent roll has at least one"):
        synthetic_roll(0, seed=1)
