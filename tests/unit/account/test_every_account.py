"""What holds of every rent account, whatever its terms."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefitcalc.account.charges import Charging
from benefitcalc.account.projection import project_account
from benefitcalc.account.rent_account import RentAccount
from benefitcalc.account.terms import Deduction, Plan, Share

SETTINGS = settings(max_examples=25, deadline=None)
pounds = st.integers(0, 30000).map(lambda pence: f"{pence // 100}.{pence % 100:02d}")


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    per = draw(st.sampled_from(["week", "fortnight", "four_weeks", "month"]))
    free = draw(st.sampled_from([0, 0, 2, 4])) if per == "week" else 0
    charge = {"amount": draw(st.sampled_from(["83.17", "110.00", "402.55"])), "per": per, "rent_free_weeks": free}
    services = [{"amount": "6.31", "per": per, "rent_free_weeks": free, "eligible": draw(st.booleans())}]
    claimant: dict[str, Any] = {"born": "1985-03-02"}
    if draw(st.booleans()):
        net = {"amount": draw(st.sampled_from(["90.00", "310.00"])), "per": "week"}
        claimant["employment"] = {"net": net, "hours_per_week": 16}
    return {
        "date": f"{dt.date(2023, 1, 1) + dt.timedelta(days=draw(st.integers(0, 1000)))}",
        "claimant": claimant,
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": draw(st.sampled_from([1, 2, 3])),
            "rent": charge,
            "service_charges": services if draw(st.booleans()) else [],
        },
    }


@st.composite
def accounts(draw: st.DrawFn) -> RentAccount:
    case = draw(cases())
    day = dt.date.fromisoformat(case["date"])
    first = day + dt.timedelta(days=draw(st.integers(0, 60)))
    claimed = draw(st.sampled_from([None, day, first + dt.timedelta(days=33)]))
    schedule = f"{first + dt.timedelta(days=draw(st.integers(0, 27)))}"
    return project_account(
        case,
        opening_balance=draw(st.sampled_from(["0.00", "-45.10", "812.33"])),
        first_day=first,
        weeks=draw(st.integers(1, 70)),
        charging=Charging(
            weekday=draw(st.integers(0, 6)), day_of_month=draw(st.integers(1, 28)),
            rent_free=draw(st.sampled_from(["april", "christmas"])),
        ),
        new_rent=draw(st.sampled_from([None, "115.55"])),
        claimed=claimed,
        moves_from_housing_benefit=claimed is not None and claimed > first,
        pays_to=draw(st.sampled_from(["landlord", "tenant", "schedule"])),
        schedule_day=schedule,
        housing_benefit_day=schedule,
        deduction=draw(st.sampled_from([None, Deduction(percent="15%", debt="150.00")])),
        plan=draw(st.sampled_from([None, Plan(amount="7.50", every="fortnight", first="2023-01-05", in_all="100.00")])),
        share=draw(st.sampled_from([None, Share(every="month"), Share(paid="62.5%")])),
    )  # fmt: skip


@given(account=accounts())
@SETTINGS
def test_every_line_is_the_one_before_plus_debit_less_credit(account: RentAccount) -> None:
    balance = account.opening_balance
    for line in account.lines:
        balance += line.debit - line.credit
        assert line.balance == balance
    assert account.closing_balance == balance
    assert [line.day for line in account.lines] == sorted(line.day for line in account.lines)
    years = account.years()
    assert [year.closing for year in years] == [year.opening + year.debits - year.credits for year in years]
    assert (years[0].opening, years[-1].closing) == (account.opening_balance, balance)


@given(account=accounts())
@SETTINGS
def test_book_and_real_arrears_are_the_balance_on_every_day(account: RentAccount) -> None:
    assert len(account.positions) == (account.last_day - account.first_day).days + 2
    for each in account.positions:
        assert each.balance == each.book_arrears + each.real_arrears
        assert each.book_arrears >= 0
    assert account.positions[0].parts.owed == account.positions[0].real_arrears


@given(case=cases(), weeks=st.integers(20, 110), new_rent=st.sampled_from([None, "115.55"]))
@SETTINGS
def test_who_pays_the_own_share_with_each_charge_owes_no_more(
    case: dict[str, Any], weeks: int, new_rent: str | None
) -> None:
    """All the help comes on its day, and the rest with each charge: what the tenant owes stays what it was."""
    case["tenancy"]["rent"]["per"] = "week"
    for charge in case["tenancy"]["service_charges"]:
        charge["per"] = "week"
    case["date"] = "2022-12-13"
    account = project_account(
        case, first_day="2023-01-02", claimed="2022-12-13", weeks=weeks, share=Share(every="week"), new_rent=new_rent
    )
    assert {each.parts.owed for each in account.positions} == {account.positions[0].parts.owed}


@pytest.mark.parametrize("year", [2019, 2024])
def test_a_rent_year_of_53_weeks_has_the_week_as_a_part_of_its_own(year: int) -> None:
    case = {
        "date": f"{year}-04-01",
        "claimant": {"born": "2000-03-02"},
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "110.00", "per": "week"}},
    }
    account = project_account(case, claimed=f"{year}-04-01", weeks=54)
    assert [change.fifty_third_week for change in (each.change for each in account.years())] == [110_00, 0]
    assert [line.day.isoformat()[5:] for line in account.lines if "53rd" in line.cause] == [
        f"{account.years()[0].last - dt.timedelta(days=6):%m-%d}"
    ]
