"""Made-up exports: what is written is read again, and of what is spoilt nothing is lost in silence."""

import datetime as dt

import pandas as pd
import pytest

from benefitcalc.account.ledger import Ledger
from benefitcalc.account.synthetic import synthetic_ledger
from benefitcalc.account.synthetic.exports import write_ledger_export
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.portfolio.reading.tables import read_table
from benefitcalc.portfolio.rent_roll import RentRoll
from benefitcalc.portfolio.synthetic import roll as module
from benefitcalc.portfolio.synthetic import synthetic_roll
from benefitcalc.portfolio.synthetic.exports import STYLES, WIDE_SHEET, by_the_month, style, write_export
from benefitcalc.portfolio.synthetic.messy import NOT_KNOWN, READ, SET_ASIDE, write_messy_export

TODAY = dt.date(2026, 3, 30)
SIZE = 1500


@pytest.fixture(scope="module")
def tables():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", 700)  # a roll in several parts, as a large one is
        return synthetic_roll(SIZE, seed=21, on=TODAY)


@pytest.fixture(scope="module")
def messy(tables, tmp_path_factory):
    return write_messy_export(tmp_path_factory.mktemp("messy"), *tables, seed=2, to_row=5000)


@pytest.fixture(scope="module")
def roll(messy):
    return RentRoll.read(messy.tenancies, messy.people, mapping=messy.mapping, today=TODAY)


def plain(frame):
    """The frame with texts in place of categories."""
    return frame.astype({name: "string" for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)})


@pytest.mark.parametrize("name", STYLES)
def test_an_export_is_read_again_as_it_was(tables, name, tmp_path):
    tenancies, people = (table[table["tenancy_ref"] <= "T0000300"] for table in tables)
    *files, mapping = write_export(tmp_path, tenancies, people, style_name=name)
    roll = RentRoll.read(*files, mapping=mapping, today=TODAY)
    assert roll.problems().empty
    charged = by_the_month(tenancies) if name == WIDE_SHEET else tenancies
    pd.testing.assert_frame_equal(roll.tenancies, plain(charged), check_like=True)
    there = people.dropna(axis="columns", how="all")
    pd.testing.assert_frame_equal(roll.people[list(there)], plain(there))
    assert not roll.people.drop(columns=list(there)).notna().any(axis=None)


@pytest.mark.parametrize("name", STYLES)
def test_a_ledger_s_export_is_read_again_as_it_was(tables, name, tmp_path):
    ledger = synthetic_ledger(tables[0].head(60), seed=3, on=TODAY)
    *files, mapping = write_ledger_export(tmp_path, ledger, style_name=name)
    for path, (table, columns) in zip(files, tables_of_the_ledger().items(), strict=True):
        read = read_table(path, columns, table=table, mapping=mapping, today=TODAY)
        assert read.problems.empty, table
        pd.testing.assert_frame_equal(read.frame, plain(getattr(ledger, table)))
    assert Ledger.read(*files, mapping=mapping).opening_on == ledger.opening_on


def test_an_export_by_the_month_charges_a_twelfth_of_the_year(tables):
    tenancies, _ = tables
    weekly = tenancies["chargeable_weeks"] == 48
    monthly = by_the_month(tenancies)
    assert (monthly.loc[weekly, "rent"] == 4 * tenancies.loc[weekly, "rent"]).all()  # 48 weeks / 12 months
    assert set(monthly["rent_per"]) == {"month"}


def test_a_style_that_is_none_is_refused():
    with pytest.raises(ValueError, match="style is 'other'; styles are coded_tables, wide_sheet"):
        style("other")


# --- Spoilt -----------------------------------------------------------------------------------------------------------


def test_every_row_of_the_messy_export_is_accounted_for(messy, roll):
    total = roll.control_total()
    assert total.sums
    came_in = dict(zip(total.lines["what"], total.lines["came_in"], strict=True))
    assert came_in["tenancies"] == messy.rows["tenancies"]
    assert came_in["people"] == messy.rows["people"]
    aside = messy.spoilt[(messy.spoilt["table"] == "tenancies") & (messy.spoilt["becomes"] == SET_ASIDE)]
    assert len(roll.tenancies) == messy.rows["tenancies"] - len(aside)


def test_the_balances_come_in_to_the_penny(tables, messy, roll):
    tenancies, _ = tables
    again = messy.spoilt[messy.spoilt["kind"].isin(["repeated_row", "duplicate_reference"])]
    copies = again[again["row"] > SIZE + 4]["ref"]
    owed = tenancies["balance"].sum() + tenancies.set_index("tenancy_ref").loc[copies, "balance"].sum()
    pounds = f"{'-' if owed < 0 else ''}{abs(owed) // 100}.{abs(owed) % 100:02}"
    assert roll.control_total(ledger_balance=pounds).ties


def test_each_spoilt_cell_is_read_not_known_or_set_aside_as_the_list_says(messy, roll):
    listed = {
        (row.table, row.row, row.column): row.outcome for row in roll.problems().dropna(subset="row").itertuples()
    }
    kept = {"tenancies": roll.tenancies, "people": roll.people}
    for cell in messy.spoilt[messy.spoilt["table"] != "mixed"].itertuples():
        found = listed.get((cell.table, cell.row, cell.column))
        if cell.becomes == SET_ASIDE:
            outcomes = {
                outcome for (table, row, _), outcome in listed.items() if (table, row) == (cell.table, cell.row)
            }
            assert SET_ASIDE in outcomes, cell
        elif cell.becomes == NOT_KNOWN:
            assert found == NOT_KNOWN, cell
            assert kept[cell.table].loc[kept[cell.table]["tenancy_ref"] == cell.ref, cell.column].isna().any(), cell
    assert messy.spoilt["becomes"].value_counts().min() > 20


def test_what_can_be_read_is_read_as_it_was(tables, messy, roll):
    tenancies = plain(tables[0]).set_index("tenancy_ref")
    read = roll.tenancies.set_index("tenancy_ref")
    spoilt = messy.spoilt[(messy.spoilt["table"] == "tenancies") & (messy.spoilt["becomes"] == READ)]
    for cell in spoilt.itertuples():
        if cell.kind == "formula":
            assert read.loc[cell.ref, cell.column] == cell.written
        elif cell.kind == "merged_cell":
            assert read.loc[cell.ref, cell.column] == read["patch"].iloc[read.index.get_loc(cell.ref) - 1]
        else:
            assert read.loc[cell.ref, cell.column] == tenancies.loc[cell.ref, cell.column], cell


def test_everything_else_is_read_as_it_was(tables, messy, roll):
    tenancies = plain(tables[0]).set_index("tenancy_ref")
    read = roll.tenancies.set_index("tenancy_ref")
    spoilt = messy.spoilt[messy.spoilt["table"] == "tenancies"]
    whole = tenancies.loc[read.index]
    for name in whole:
        touched = read.index.isin(spoilt.loc[spoilt["column"] == name, "ref"])
        pd.testing.assert_series_equal(read.loc[~touched, name], whole.loc[~touched, name])


def test_a_file_in_two_encodings_is_read_with_its_letters(messy):
    roll = RentRoll.read(messy.mixed, mapping=messy.mapping, today=TODAY)
    schemes = roll.tenancies.set_index("tenancy_ref")["housing_scheme"]
    mixed = messy.spoilt[messy.spoilt["table"] == "mixed"]
    assert schemes.loc[mixed["ref"]].tolist() == mixed["truth"].tolist()
    assert "mixed_encodings" in set(roll.problems()["code"])


def test_few_tenancies_cannot_be_spoilt_in_every_way(tables, tmp_path):
    with pytest.raises(ValueError, match="give 300 or more"):
        write_messy_export(tmp_path, tables[0].head(10), tables[1].head(10), seed=1)
