"""What kind of household each is, to tell results apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from benefitcalc.assessment.which_schemes import pension_age_rules
from benefitcalc.columns import Batch
from benefitcalc.columns.family import family_on_date

KINDS = ("single", "couple", "lone parent", "couple with children", "single pensioner", "pensioner couple")


def kinds_of_household(batch: Batch) -> npt.NDArray[np.int8]:
    """The place of each household's kind in :data:`KINDS`. Pensioners are households under the rules for pension age,
    with children or without.
    """
    couple = batch.adults.present[1].astype(np.int8)
    with_children = family_on_date(batch).responsible
    kind = np.where(with_children, 2, 0) + couple
    return np.where(pension_age_rules(batch), 4 + couple, kind).astype(np.int8)
