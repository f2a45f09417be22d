"""Work out a sum as a paper prints it: an evaluation of its own, exact."""

import re
from fractions import Fraction

_NUMBER = re.compile(r"£?([0-9][0-9,]*(?:\.[0-9]+)?)(%?)")
_STEPS = re.compile(r"\(£(\S+) − £(\S+)\) ÷ £(\S+), rounded up, × £(\S+)")


def result_of(sum_: str) -> Fraction:
    """What the sum comes to, before any rounding."""
    steps = _STEPS.fullmatch(sum_)
    if steps:
        capital, lower, step, amount = (Fraction(text.replace(",", "")) for text in steps.groups())
        return -((lower - capital) // step) * amount
    return _expression(_tokens(sum_))


def _tokens(sum_: str) -> list[str]:
    found = re.findall(r"£?[0-9][0-9,]*(?:\.[0-9]+)?%?|[()+−×÷]", sum_)
    assert "".join(found) == sum_.replace(" ", ""), f"{sum_} is no sum"
    return found


def _expression(tokens: list[str]) -> Fraction:
    """Signs from the left, products before them."""
    value = _product(tokens)
    while tokens and tokens[0] in {"+", "−"}:
        value = value + _product(tokens) if tokens.pop(0) == "+" else value - _product(tokens)
    return value


def _product(tokens: list[str]) -> Fraction:
    value = _one(tokens)
    while tokens and tokens[0] in {"×", "÷"}:
        value = value * _one(tokens) if tokens.pop(0) == "×" else value / _one(tokens)
    return value


def _one(tokens: list[str]) -> Fraction:
    first = tokens.pop(0)
    if first == "(":
        value = _expression(tokens)
        assert tokens.pop(0) == ")"
        return value
    number = _NUMBER.fullmatch(first)
    assert number, f"{first} is no number"
    return Fraction(number[1].replace(",", "")) / (100 if number[2] else 1)
