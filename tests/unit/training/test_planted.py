"""Papers with errors that the oracle plants, marked: a few here, more with ``python -m tests.oracle.training``."""

from __future__ import annotations

from itertools import islice
from random import Random

from benefitcalc.training import MISCONCEPTIONS
from tests.oracle.learners import KINDS
from tests.oracle.training import papers, planted, right_papers, same_figures, slips

SEED = 20261129
FREQUENT = (
    "four_weeks_in_a_month",
    "ineligible_charges_counted",
    "last_years_rates",
    "no_tariff_income",
    "no_work_allowance",
    "service_charges_left_out",
    "tariff_from_the_first_pound",
    "taper_of_63_percent",
    "under_25_rate",
)
"""Mistakes that most households give an occasion for, so that a paper is soon found."""


def test_what_the_oracle_plants_are_misconceptions_of_the_package() -> None:
    assert set(KINDS) <= set(MISCONCEPTIONS)


def test_the_oracle_and_the_key_agree() -> None:
    for one in islice(papers(Random(SEED)), 12):  # noqa: S311 - households, not secrets
        assert one.practice.key == one.right


def test_planted_mistakes_are_named_and_so_are_others_that_make_the_figure() -> None:
    looked = planted(8, SEED, kinds=FREQUENT)
    assert [one.kinds for one in looked if not one.named] == []
    there, named = same_figures(looked[:4])
    assert named == there


def test_two_mistakes_are_both_named() -> None:
    assert [one.kinds for one in planted(2, SEED, 2, FREQUENT) if not one.named] == []


def test_a_right_answer_is_never_marked_wrong() -> None:
    assert {step.verdict for marked in right_papers(12, SEED) for step in marked.steps} == {"right"}


def test_a_slip_has_no_name() -> None:
    assert [kind for kind, marked in slips(6, SEED) if marked.misconceptions] == []
