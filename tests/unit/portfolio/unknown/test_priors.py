"""The file of distributions, and a user's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benefitcalc.portfolio.unknown.priors import BANDS, InvalidPriors, Priors

PAY = """
[levels.hourly_pay]
median = 20.00
spread = 0.25
unsure = 0.02
lowest = 12.71
at = "2026-04-06"
growth = 0.10
confidence = "published"
source = "Our own survey"
"""


def test_every_distribution_has_a_source_and_says_how_sure_it_is() -> None:
    priors = Priors.default()
    for one in (*priors.shares.values(), *priors.levels.values()):
        assert len(one.source) > 20, one.name
        assert one.confidence in {"published", "guided", "estimate"}
    assert all(len(reason) > 20 for reason in priors.not_drawn.values())


def test_a_draw_has_its_own_weights_around_those_of_the_file() -> None:
    """A share p that is as sure as a count of s (a Dirichlet distribution) has the variance p (1 − p) / (s + 1)."""
    share = replace(Priors.default().shares["household"], between=0)
    drawn = np.stack([share.drawn(np.random.default_rng([1, draw])) for draw in range(400)])
    spread = np.sqrt(share.weights * (1 - share.weights) / (share.sure + 1))
    assert (np.abs(drawn.mean(axis=0) - share.weights) < 5 * spread / np.sqrt(400) + 1e-9).all()
    assert (np.abs(drawn.std(axis=0) / spread - 1)[share.weights > 0.05] < 0.25).all()


def test_landlords_differ_in_all_rows_together() -> None:
    share = replace(Priors.default().shares["claimant_activity"], sure=10_000, between=0.3)
    working = np.stack([share.drawn(np.random.default_rng([1, draw]))[:, 0] for draw in range(300)])
    odds = np.log(working / (1 - working))
    assert np.corrcoef(odds[:, 0], odds[:, 2])[0, 1] > 0.8
    assert 0.25 < odds[:, 0].std() < 0.5


def test_a_draw_is_the_same_each_time() -> None:
    priors = Priors.default()
    one, again, other = (priors.drawn(1, draw) for draw in (3, 3, 4))
    assert all((one.weights[name] == again.weights[name]).all() for name in one.weights)
    assert one.odds == again.odds
    assert (one.weights["household"] != other.weights["household"]).any()
    assert one.odds != other.odds


def test_shares_without_a_word_of_how_sure_stay_as_they_are() -> None:
    priors = Priors.default()
    assert (priors.drawn(1, 5).weights["child_sex"] == priors.typical().weights["child_sex"]).all()


def test_a_file_of_ones_own_replaces_the_tables_that_it_has(tmp_path: Path) -> None:
    """A year after its day an amount of 20.00 has grown by 10%: the middle of the distribution is then 22.00."""
    file = tmp_path / "ours.toml"
    file.write_text(PAY, encoding="utf-8")
    priors = Priors.read(file)
    level = priors.levels["hourly_pay"]
    middle = level.pence(np.array([BANDS // 2 - 1, BANDS // 2]), np.array([1.0, 0.0]), dt.date(2026, 4, 6))
    assert middle.tolist() == [2000, 2000]
    assert level.pence(np.array([BANDS // 2]), np.zeros(1), dt.date(2030, 4, 6)).tolist() == [2928]  # 20.00 × 1.1⁴
    assert level.pence(np.array([0]), np.zeros(1), dt.date(2026, 4, 6)).tolist() == [1271]
    assert priors.levels["state_pension"] == Priors.default().levels["state_pension"]


def test_half_have_more_than_the_median() -> None:
    weights = Priors.default().levels["works_pension_amount"].weights()[0]
    assert weights[: BANDS // 2].sum() == pytest.approx(0.5)


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(
        """
[surprise]
a = 1
[shares.pets]
all = [1]
[shares.takes_up]
outcomes = ["yes", "no"]
pension_age = [1, 2, 3]
in_work = [0, 0]
retired = [1, 1]
sure = -1
confidence = "certain"
source = ""
[levels.hourly_pay]
median = 3
""",
        encoding="utf-8",
    )
    with pytest.raises(InvalidPriors) as caught:
        Priors.read(file)
    for word in (
        "[surprise] is no part",
        "[shares.pets] is not drawn from",
        "shares.takes_up has retired",
        "shares.takes_up.pension_age is [1, 2, 3]; give 2 numbers",
        "shares.takes_up.in_work is [0, 0]",
        "shares.takes_up.out_of_work is None",
        "shares.takes_up.sure is -1; give a number above 0",
        "confidence is 'certain'",
        "shares.takes_up.source is ''",
        "levels.hourly_pay needs at, confidence",
    ):
        assert word in str(caught.value)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("= nothing", encoding="utf-8")
    with pytest.raises(InvalidPriors, match=r"wrong\.toml is not a TOML file"):
        Priors.read(file)
