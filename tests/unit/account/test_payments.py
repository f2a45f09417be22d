"""What tenants pay of their own share: learned cell by cell, with intervals that hold, or a range with its source."""

import numpy as np
import pandas as pd
import pytest

from benefitcalc.account import Help, PaymentModel
from benefitcalc.account.payments import BANDS, band_of
from tests.unit.account.ledgers import accounts, ledger, transactions
from tests.unit.account.worked_year import weekly

UC = {"universal_credit": True}
TO_TENANT, MANAGED, NO_UC = (
    {**UC, "managed_payment": False},
    {**UC, "managed_payment": True},
    {"universal_credit": False},
)


def one_kind(flags, n, rent, help_source, help_paid, paid):
    """``n`` accounts alike for a year, in quarters: rent by the week, help and payments by the quarter."""
    moves = []
    for place in range(n):
        moves += weekly(f"A{place}", "2026-04-06", 52, rent)
        for day in pd.date_range("2026-06-28", periods=4, freq="91D"):
            moves += [(f"A{place}", day, "payment", -paid, "tenant")] if paid else []
            moves += [(f"A{place}", day, "payment", -help_paid, help_source)] if help_source else []
    return ledger(accounts(*({"account_ref": f"A{place}", **flags} for place in range(n))), transactions(*moves))


@pytest.mark.parametrize(
    ("flags", "help_source", "help_paid", "paid", "scheme", "weekly_share", "part"),
    [
        # 100.00 a week for 52 weeks, 13 a quarter: the whole 5,200 is the tenant's where UC is paid to the tenant.
        (TO_TENANT, None, 0, 1_235_00, Help.PAID_TO_TENANT, 100_00, 9_500),
        (NO_UC, None, 0, 1_170_00, Help.NO_HELP, 100_00, 9_000),
        # 86.00 of each week comes from benefit, 14.00 is left; half of it is paid.
        (MANAGED, "universal_credit", 1_118_00, 91_00, Help.MANAGED_PAYMENT, 14_00, 5_000),
        (NO_UC, "housing_benefit", 1_118_00, 45_50, Help.HOUSING_BENEFIT, 14_00, 2_500),
    ],
)
def test_the_part_paid_of_the_own_share(flags, help_source, help_paid, paid, scheme, weekly_share, part):
    model = PaymentModel.fit(one_kind(flags, 30, 100_00, help_source, help_paid, paid))
    low, middle, high = model.rates(np.array([scheme]), np.array([weekly_share]))[:, 0]
    assert middle == part
    assert low == high == part  # all accounts and all quarters are alike
    assert model.accounts[scheme, band_of(np.array([weekly_share]))[0]] == 30
    assert "Learned from 30 current accounts from 6 April 2026" in str(model)


def test_what_is_paid_beyond_the_share_is_for_arrears_and_a_deduction_is_no_share():
    book = one_kind(MANAGED, 30, 100_00, "universal_credit", 1_118_00, 200_00)
    assert PaymentModel.fit(book).rates(np.array([Help.MANAGED_PAYMENT]), np.array([14_00]))[1, 0] == 10_000
    moves = [*weekly("A", "2026-04-06", 52, 100_00), ("A", "2026-09-01", "payment", -2_600_00, "deduction")]
    table = accounts(*({"account_ref": ref, **NO_UC} for ref in [*"BCDEF", "A"]))
    others = [move for ref in "BCDEF" for move in weekly(ref, "2026-04-06", 52, 100_00)]
    paid = [(ref, "2026-09-01", "payment", -5_200_00, "tenant") for ref in "BCDEF"]
    model = PaymentModel.fit(ledger(table, transactions(*moves, *others, *paid)))
    assert "£26,000.00 of own shares of £31,200.00 was paid" in model.said


def test_a_thin_band_takes_the_rate_of_its_way_of_help_and_says_so():
    model = PaymentModel.fit(one_kind(TO_TENANT, 30, 100_00, None, 0, 1_235_00))
    thin = model.rates(np.array([Help.PAID_TO_TENANT]), np.array([20_00]))
    assert thin[1, 0] == 9_500
    assert model.rests_on[Help.PAID_TO_TENANT][band_of(np.array([20_00]))[0]] == "all bands"
    # A way of help of which there is no account has the published range.
    assert (model.parts[Help.HOUSING_BENEFIT] == PaymentModel.default().parts[Help.HOUSING_BENEFIT]).all()
    assert "no account with this way of help: a published range" in str(model)


def test_an_account_of_which_help_is_not_known_or_that_is_new_is_left_out():
    table = accounts({"account_ref": "A"}, {"account_ref": "B", **TO_TENANT}, {"account_ref": "C", **TO_TENANT})
    moves = [
        *weekly("A", "2026-04-06", 52, 100_00),
        *weekly("B", "2026-04-06", 52, 100_00),
        *weekly("C", "2027-03-01", 5, 100_00),
    ]
    model = PaymentModel.fit(ledger(table, transactions(*moves)))
    assert "Learned from 1 current accounts" in model.said
    assert "2 accounts were left out" in model.said


def test_nothing_to_learn_from_is_an_error_that_says_what_to_do():
    with pytest.raises(ValueError, match=r"no current account .* PaymentModel\.default\(\)"):
        PaymentModel.fit(
            ledger(accounts({"account_ref": "A", **TO_TENANT}), transactions(*weekly("A", "2026-04-06", 5, 1)))
        )


def test_the_default_is_a_range_with_its_source_and_never_one_number():
    model = PaymentModel.default()
    low, middle, high = model.rates(np.array(list(Help)), np.array([14_00] * 4))
    assert (low < middle).all()
    assert (middle < high).all()
    assert (high <= 10_000).all()
    for words in ("No ledger was read", "Research Report 913", "Regulator of Social Housing", "low: "):
        assert words in str(model)


def test_a_band_holds_its_lower_bound_and_a_code_out_of_range_is_refused():
    assert list(band_of(np.array([-5, 0, 499, 500, 9_999, 10_000, 99_999]))) == [0, 0, 0, 1, 4, 5, 5]
    with pytest.raises(ValueError, match="outside 0 to 3"):
        PaymentModel.default().rates(np.array([4]), np.array([0]))
    assert PaymentModel.default().rates(np.array([], dtype=np.int64), np.array([], dtype=np.int64)).shape == (3, 0)
    assert len(BANDS) == 6


def drawn_year(random, n):
    """What ``n`` accounts pay of 100.00 a week in a year: each its own part, and all less or more in a quarter."""
    own = random.beta(6, 1.5, n)
    all_pay = np.repeat(random.normal(1, 0.05, 4), 13)
    paid = 100_00 * np.clip(own[:, None] * all_pay * random.normal(1, 0.3, (n, 52)), 0, None)
    return np.rint(paid).astype(np.int64)


def ledger_of(paid):
    days = pd.date_range("2025-04-07", periods=52, freq="7D").to_numpy()
    ref = np.repeat(np.arange(len(paid)), 52).astype(str)
    rents = pd.DataFrame({"account_ref": ref, "date": np.tile(days, len(paid)), "kind": "rent", "amount": 100_00})
    payments = rents.assign(kind="payment", amount=-paid.ravel(), source="tenant")
    table = accounts(*({"account_ref": str(place), **TO_TENANT} for place in range(len(paid))))
    return ledger(table, pd.concat([rents, payments], ignore_index=True), opening_on="2025-04-07")


def held(random, n):
    """Whether the interval of a ledger holds the part that as many others pay in another year."""
    model = PaymentModel.fit(ledger_of(drawn_year(random, n)))
    truth = np.minimum(drawn_year(random, n).sum(axis=1), 5_200_00).sum() * 10_000 // (5_200_00 * n)
    low, _, high = model.rates(np.array([Help.PAID_TO_TENANT]), np.array([100_00]))[:, 0]
    return low <= truth <= high


def test_the_interval_holds_another_year_of_other_accounts_about_four_times_in_five():
    """Of 40 draws with a true share of 80% fewer than 25 or more than 38 would be held once in a hundred times."""
    random = np.random.default_rng(20261129)
    assert 25 <= sum(held(random, 60) for _ in range(40)) <= 38
