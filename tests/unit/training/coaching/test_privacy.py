"""Codes that name nobody, and comments that describe nobody."""

import pytest

from benefitcalc.training.coaching.privacy import code_of, doubts_of, questioned, refused


@pytest.mark.parametrize(
    "code", ["jane.smith@example.org", "j@x", "Jane", "JS", "Jane Smith", "", "IO 4", "x" * 19 + "12", "-1"]
)
def test_a_name_or_an_address_is_no_code(code: str) -> None:
    why = refused(code)
    assert why is not None
    assert not code or code not in why
    with pytest.raises(ValueError, match="the code"):
        code_of(code)


@pytest.mark.parametrize("code", ["IO04", "io04", "4", "OFFICER-12", "team_3", "PATCH7B"])
def test_a_code_is_kept_in_capitals_and_not_questioned(code: str) -> None:
    assert code_of(code) == code.upper()
    assert questioned(code) is None


@pytest.mark.parametrize("code", ["jsmith2", "Jane01", "team_jane_1"])
def test_what_looks_like_a_name_is_questioned_and_read(code: str) -> None:
    assert refused(code) is None
    assert code in str(questioned(code))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("She has depression", "health"),
        ("write to jane@example.org", "e-mail"),
        ("NI AB123456C", "National Insurance"),
        ("ring 07700 900123", "telephone"),
        ("lives at SW1A 1AA", "postcode"),
    ],
)
def test_a_comment_that_tells_too_much_is_doubted(text: str, what: str) -> None:
    (doubt,) = doubts_of(text)
    assert what in doubt


@pytest.mark.parametrize(
    "text", ["", "Not read back: £45.50 on 07/12/2026", "relevant benefit component", "Engine 0.1.0"]
)
def test_an_ordinary_comment_is_not(text: str) -> None:
    assert list(doubts_of(text)) == []
