"""The picture of a rent account: its title states its figures, and its table ends where the account does."""

from decimal import Decimal

import pytest

from benefitcalc.account import project_account
from benefitcalc.charts import account_chart

CASE = {
    "date": "2024-04-01",
    "claimant": {"born": "1985-03-02"},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "110.00", "per": "week"}},
}


def test_the_chart_of_an_account() -> None:
    account = project_account(CASE, claimed="2024-04-01", last_day="2025-06-10")
    chart = account_chart(account)
    assert chart.rows[0] == ("Sun 31 Mar 2024", Decimal(0), Decimal(0), Decimal(0))
    assert chart.rows[-1][0] == "Tue 10 Jun 2025"
    assert all(balance == book + real for _, balance, book, real in chart.rows)
    assert chart.title.startswith("Of the balance of £")
    # In January 2025 six Mondays come before the payday of the 7th: 41 × 110.00 less 8 × 476.67.
    assert "£696.64" in account_chart(account, title="At most {most} is owed").title
    assert len(chart.rows) == 16
    assert chart.png()
    with pytest.raises(ValueError, match="names a fact that this chart does not know"):
        account_chart(account, title="{arrears}")
