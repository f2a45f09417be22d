"""Every misconception: its words, its law, and the wrong figures of some, worked by hand."""

from __future__ import annotations

import pytest

from benefitcalc.law import citations
from benefitcalc.training import MISCONCEPTIONS, Misconception
from benefitcalc.training.misconceptions.ways import MISTAKES

each = pytest.mark.parametrize("misconception", MISCONCEPTIONS.values(), ids=list(MISCONCEPTIONS))


def test_every_mistake_has_its_words() -> None:
    assert set(MISCONCEPTIONS) == set(MISTAKES)
    assert len(MISCONCEPTIONS) >= 30


@each
def test_a_misconception_says_the_rule_and_its_law(misconception: Misconception) -> None:
    assert misconception.title[0].isupper() or misconception.title[0] in "£0123456789"
    assert not misconception.title.endswith(".")
    assert misconception.feedback.endswith(".")
    assert citations(misconception.law)
