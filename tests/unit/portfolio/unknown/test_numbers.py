"""Numbers by key."""

from __future__ import annotations

import numpy as np

from benefitcalc.portfolio.unknown.numbers import cumulated, mixed, pick, uniform


def test_the_numbers_are_those_of_split_mix() -> None:
    """The first five of SplitMix64 from 1234567, as published on Rosetta Code ("Pseudo-random numbers/Splitmix64")."""
    published = (
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    )
    key = np.array([1234567], dtype=np.uint64)
    assert [uniform(key, place)[0] for place in range(5)] == [(number >> 11) / 2**53 for number in published]


def test_a_key_gives_the_same_whatever_stands_beside_it() -> None:
    keys = np.arange(1000, dtype=np.uint64)
    assert (uniform(mixed(keys, 3), 7)[500:600] == uniform(mixed(keys[500:600], 3), 7)).all()
    assert (mixed(keys, np.arange(1000))[17] == mixed(keys[17:18], 17)).all()


def test_outcomes_come_as_often_as_their_weights_say() -> None:
    line = cumulated(np.array([[1, 0, 3], [2, 2, 0]]))
    chances = (np.arange(400) + 0.5) / 400
    first = pick(line, 3, np.zeros(400, dtype=np.int64), chances)
    second = pick(line, 3, np.ones(400, dtype=np.int64), chances)
    assert np.bincount(first, minlength=3).tolist() == [100, 0, 300]
    assert np.bincount(second, minlength=3).tolist() == [200, 200, 0]
