"""Files that come from the page in pieces."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefitcalc.ui.design.files import Arrivals, File, Refused


def piece(number: Any, of: Any, *, file: Any = "roll", name: Any = "roll.csv") -> dict[str, Any]:
    return {"do": "piece", "file": file, "name": name, "piece": number, "pieces": of}


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=20))
def test_a_file_is_whole_when_its_last_piece_is_here(parts: list[bytes]) -> None:
    arrivals = Arrivals(["roll"])
    answers = [arrivals.take(piece(number, len(parts)), part) for number, part in enumerate(parts)]
    assert answers[:-1] == [None] * (len(parts) - 1)
    assert answers[-1] == File("roll", "roll.csv", b"".join(parts))


def test_two_files_may_come_at_the_same_time() -> None:
    arrivals = Arrivals(["roll", "people"])
    arrivals.take(piece(0, 2), b"a")
    arrivals.take(piece(0, 2, file="people"), b"x")
    assert arrivals.take(piece(1, 2), b"b") == File("roll", "roll.csv", b"ab")
    assert arrivals.take(piece(1, 2, file="people"), b"y") == File("people", "roll.csv", b"xy")


@pytest.mark.parametrize(
    "told",
    [
        piece(0, 1, file="other"), piece(0, 1, file=5), piece(0, 1, file=["roll"]), piece(0, 0), piece(0, -1),
        piece(0, 10**6), piece(0, True), piece("0", 1), piece(0, "1"), piece(0, 1, name=5), {}, piece(None, 1),
    ],
)  # fmt: skip
def test_what_is_no_piece_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="no piece of a file"):
        Arrivals(["roll"]).take(told, b"x")


def test_a_piece_out_of_order_ends_its_file() -> None:
    arrivals = Arrivals(["roll"])
    arrivals.take(piece(0, 3), b"a")
    with pytest.raises(Refused, match="in order"):
        arrivals.take(piece(2, 3), b"c")
    with pytest.raises(Refused, match="in order"):
        arrivals.take(piece(1, 3), b"b")


def test_a_file_that_is_too_large_is_refused_and_not_kept() -> None:
    arrivals = Arrivals(["roll"], most=1_000_000)
    arrivals.take(piece(0, 3), b"a" * 600_000)
    with pytest.raises(Refused, match="more than 1 MB"):
        arrivals.take(piece(1, 3), b"b" * 600_000)
    assert arrivals._arriving == {}


def test_choosing_again_begins_the_file_anew() -> None:
    arrivals = Arrivals(["roll"])
    arrivals.take(piece(0, 2), b"old")
    arrivals.take(piece(0, 2, name="new.csv"), b"a")
    assert arrivals.take(piece(1, 2, name="new.csv"), b"b") == File("roll", "new.csv", b"ab")
