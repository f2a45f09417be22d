"""The answers for which somebody asks for a part of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from benefitcalc import Assessment, Circumstances, assess, assess_many
from benefitcalc.advice.figures import Figures, figures_of, figures_of_ranges
from benefitcalc.advice.plan_account import PlanAccount, plan_account
from benefitcalc.advice.plans import ArrearsPlan
from benefitcalc.advice.ranges import Partial, Ranges, work_out
from benefitcalc.errors import BenefitcalcError
from benefitcalc.ui.call.form import Form
from benefitcalc.ui.call.reading import read_named_money

__all__ = ["NOT_OF_A_RANGE", "NO_FIGURES", "Asked", "Given", "NotYet"]

Given = Mapping[str, str]
"""What was typed in the parts, by the name of the question."""
NO_FIGURES = "This is worked out once there are figures."
NOT_OF_A_RANGE = "Worked out once there is one figure."
AGES_UNKNOWN = "Worked out once every age is known."


class NotYet(BenefitcalcError):
    """A part that cannot be worked out for these answers."""


@dataclass(frozen=True)
class Asked:
    """The answers for which somebody asks for a part; they have figures. ``given`` is what was typed in the parts."""

    form: Form
    given: Given
    said: Sequence[tuple[str, str]] = ()
    """Each answer on the form, in the words of the page."""
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(tz=dt.UTC).astimezone())

    @cached_property
    def circumstances(self) -> Circumstances | None:
        found = self.form.circumstances
        return None if found is None else Circumstances.model_validate(found)

    @property
    def is_range(self) -> bool:
        """Whether some facts are not known."""
        return self.form.case is None and self.form.partial is not None

    @cached_property
    def result(self) -> Assessment:
        """The result, where every fact is known; or that of one of the possible answers, where what is not known
        changes no figure.
        """
        if self.form.case is not None:
            return assess(self.form.case, self.circumstances)
        if self.form.partial is None:
            raise NotYet(NO_FIGURES)
        if not self.ranges.is_one_figure:
            raise NotYet(NOT_OF_A_RANGE)
        return assess(self.ranges.rent_to_pay.lowest_case)

    def needs_every_age(self) -> None:
        """Raise ``NotYet`` where somebody's age is not known: nobody can say when their birthdays change something."""
        if self.is_range and any(fact.path.endswith(".age") for fact in self._partial.facts()):
            raise NotYet(AGES_UNKNOWN)

    @cached_property
    def _partial(self) -> Partial:
        return Partial(self.form.partial or {}, self.form.unknown)

    @cached_property
    def ranges(self) -> Ranges:
        return work_out(self._partial, quick=True)

    @cached_property
    def ends(self) -> tuple[Assessment, ...]:
        """The result; or, where it is a range, that of the answers that leave least after the rent, and of those that
        leave most.
        """
        if not self.is_range:
            return (self.result,)
        span = self.ranges.left_after_rent
        return tuple(assess_many([span.lowest_case, span.highest_case]))

    @property
    def beyond_ends(self) -> Decimal:
        """By how many pounds a week what is left may go beyond the two ends, because nobody has looked farther."""
        return self.ranges.left_after_rent.widened_by if self.is_range else Decimal("0.00")

    @cached_property
    def figures(self) -> Figures:
        """The figures of the result, or from lowest to highest."""
        return figures_of_ranges(self._partial, self.ranges) if self.is_range else figures_of(self.result)

    @cached_property
    def balance(self) -> str | None:
        """The balance of the rent account as the library reads it; None where nobody gave it."""
        text = self.given.get("plan.balance", "").strip()
        if not text:
            return None
        amount = read_named_money("Balance of the rent account", text.lstrip("-−"))
        return f"-{amount}" if text.startswith(("-", "−")) else amount

    @cached_property
    def accounts(self) -> tuple[PlanAccount, ...]:
        """The rent account of each end from the day of the call on; nothing where nobody gave its balance."""
        return () if self.balance is None else tuple(self.account(end) for end in self.ends)

    def account(self, end: Assessment, plan: ArrearsPlan | None = None) -> PlanAccount:
        """The rent account of one end, under a plan. Raises ``ValueError`` for what it cannot read."""
        pays_to: Any = self.given.get("plan.paid_to", "tenant")
        first = self.now.date()
        return plan_account(end.case, balance=self.balance or "0.00", plan=plan, first_day=first, pays_to=pays_to)

    @property
    def one_result(self) -> Assessment | None:
        """The result; None where it is a range."""
        return None if self.is_range else self.result
