"""Where two results of one household differ, field by field, in the contract's names."""

from collections.abc import Iterator

from .common import Case

BLOCKS = ("universal_credit", "housing_benefit", "housing", "benefit_cap", "pension_credit")
PLAIN = (
    "rates", "child_benefit", "council_tax_reduction", "help_with_rent", "rent_to_pay", "shortfall", "left_after_rent",
    "benefit_cap_reduction_pw", "weeks_basis", "projected",
)  # fmt: skip
ONLY_REASONS = {"entitled", "reasons"}


def differences(expected: Case, got: Case) -> dict[str, tuple[object, object]]:
    """What the oracle expected and what the package gave, by path; nothing where all of it agrees.

    Every money field, count, flag, list of codes and cause that either of the two has is compared; steps and
    warnings are the package's own.
    """
    return {path: pair for path, pair in _pairs(expected, got) if pair[0] != pair[1]}


def _pairs(expected: Case, got: Case) -> Iterator[tuple[str, tuple[object, object]]]:
    for name in PLAIN:
        yield name, (expected.get(name), got.get(name))
    for name in BLOCKS:
        mine, theirs = expected.get(name), got.get(name)
        if mine is None or theirs is None:
            yield name, (mine, theirs)
            continue
        # Before Universal Credit began the oracle says so, and nothing else.
        fields = mine.keys() if mine.keys() == ONLY_REASONS else mine.keys() | theirs.keys()
        for field in sorted(fields):
            yield f"{name}.{field}", (mine.get(field), theirs.get(field))
