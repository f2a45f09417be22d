"""Alerts from a landlord's own rules: their days, their words, and rules that cannot be read."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from benefitcalc.account import RentAccount, project_account
from benefitcalc.account.alerts import rules_from

CASE: dict[str, Any] = {
    "date": "2025-12-01",
    "claimant": {
        "born": "1985-03-02",
        "employment": {"net": {"amount": "3000.00", "per": "month"}, "hours_per_week": 37},
    },
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "110.00", "per": "week"}},
}


def rule(**terms: Any) -> dict[str, Any]:
    base = {"code": "four_weeks", "from": dt.date(2020, 1, 1), "of": "real_arrears", "weeks": "4", "say": "Look"}
    return {"rule": [{**base, **terms}]}


@pytest.fixture(scope="module")
def unpaid() -> RentAccount:
    """No help, 110.00 each Monday from 1 December 2025, and nothing is paid; 100.00 was owed before."""
    return project_account(CASE, opening_balance="0.00", first_day="2025-12-15", weeks=10)


def test_an_alert_has_its_day_and_says_it_in_words(unpaid: RentAccount) -> None:
    # Mondays 15, 22, 29 December and 5 January are 440.00, four weeks' rent; the fifth is over it.
    [alert] = unpaid.alerts(rule())
    assert str(alert) == "Real arrears over 4 weeks' rent (£440.00) on Mon 12 Jan 2026: £550.00. Look."
    assert (alert.day, alert.amount, alert.limit) == (dt.date(2026, 1, 12), 550_00, 440_00)
    assert str(alert) in str(project_account(CASE, first_day="2025-12-15", weeks=10).alerts(rule())[0])


def test_thresholds_differ_by_landlord(unpaid: RentAccount, tmp_path: Path) -> None:
    def days(rules: Any) -> list[str]:
        return [f"{alert.day}" for alert in unpaid.alerts(rules)]

    assert days(rule(weeks="1")) == ["2025-12-22"]
    assert days(rule(weeks="1.5")) == ["2025-12-22"]
    del (in_pounds := rule(pounds="100.00"))["rule"][0]["weeks"]
    assert days(in_pounds) == ["2025-12-15"]
    assert "over £100.00 on Mon 15 Dec 2025" in str(unpaid.alerts(in_pounds)[0])
    assert days(rule(weeks="1", days=15)) == ["2026-01-05"]
    assert ", for 15 days: " in str(unpaid.alerts(rule(weeks="1", days=15))[0])
    assert days(rule(until=dt.date(2026, 1, 11))) == []
    assert days({**rule(), "rule": [*rule()["rule"], {**rule(weeks="5")["rule"][0], "from": dt.date(2026, 2, 1)}]}) == [
        "2026-01-12",
        "2026-02-01",
    ]
    path = tmp_path / "alerts.toml"
    path.write_text(
        '[[rule]]\ncode = "a"\nfrom = 2025-01-01\nof = "balance"\nweeks = "2"\nsay = "Write"\n', encoding="utf-8"
    )
    assert days(path) == ["2025-12-29"]
    assert "Balance over 2 weeks' rent" in str(unpaid.alerts(path)[0])


def test_an_alert_comes_again_after_the_debt_was_lower() -> None:
    case = {**CASE, "claimant": {"born": "1985-03-02"}}
    account = project_account(case, claimed="2025-12-01", weeks=12)
    # On Universal Credit the balance is over three weeks' rent before each payday, and the real arrears never are.
    again = [alert.day for alert in account.alerts(rule(of="balance", weeks="3"))]
    assert len(again) == 3
    assert account.alerts(rule(weeks="1")) == ()


def test_the_example_comes_with_its_sources() -> None:
    assert all(rule.source and rule.say for rule in rules_from(None))
    assert {rule.code for rule in rules_from(None)} >= {"text_message", "first_letter", "four_weeks", "two_months"}


def test_rules_that_cannot_be_read_are_told_at_once() -> None:
    wrong = {"rule": [{"of": "arrears", "weeks": "four", "days": 0, "from": "2026-01-01", "colour": "red"}]}
    with pytest.raises(ValueError, match="colour is no field") as caught:
        rules_from(wrong)
    for part in ("code is missing", "say is missing", "of is 'arrears'", "weeks is 'four'", "days is 0", "from is"):
        assert part in str(caught.value)
    with pytest.raises(ValueError, match="needs weeks or pounds"):
        rules_from(rule(pounds="5.00"))
    with pytest.raises(ValueError, match=r"one \[\[rule\]\] or more"):
        rules_from({})
