"""How often 80% intervals hold the truth, at a size for every run; ``python -m bench intervals`` is the whole of it."""

from __future__ import annotations

import pytest

from bench.intervals import coverage


@pytest.mark.slow
def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """Of 8 stocks from the priors 32 patches, and some hundreds of tenancies: 80% within four standard errors of the
    sampling, which for patches are 7 points apiece. From elsewhere at least 50% of the patches at this size.
    """
    found = coverage(16, tenancies=100, draws=19)
    assert found.share("priors, pinned: patch") > 0.55
    assert 0.73 < found.share("priors, pinned: tenancy, by place") < 0.87
    assert 0.75 < found.share("priors, not pinned: tenancy, by place") < 0.85
    assert found.share("priors, pinned: settled rightly") > 0.95
    assert found.share("elsewhere, pinned: patch") > 0.5
    for origin in ("priors", "elsewhere"):
        for what in ("stock", "patch", "tenancy"):
            pinned, free = (found.width[f"{origin}, {name}: {what}"] for name in ("pinned", "not pinned"))
            assert pinned < free / 2
