"""The plan for arrears of a call beside the budget of the same call: whether what was offered can be afforded."""

from __future__ import annotations

from collections.abc import Iterator

from benefitcalc.advice.affordability import affordability
from benefitcalc.advice.call_file import CallFile
from benefitcalc.assessment.household import assess
from benefitcalc.circumstances import Circumstances
from benefitcalc.explain.words import money


def plan_sentences(call: CallFile) -> Iterator[str]:
    """What a coach should know of the plan; nothing where the call has none. Whether it can be afforded is said where
    all facts are known and a budget was made.
    """
    if call.plan is None:
        return
    plan = call.plan.plan()
    yield f"{'Agreed' if call.plan.agreed else 'Offered'}: {plan.sentence}"
    if call.budget is None or not call.budget.spending:
        yield "No budget was made on the call, so nobody can say whether the plan is affordable."
        return
    if call.unknown:
        yield "Not all facts were known, so what the budget leaves is not known either."
        return
    facts = None if call.circumstances is None else Circumstances.model_validate(call.circumstances)
    found = affordability(assess(call.case, facts), call.budget)
    left = found.left.weekly
    within = "within" if plan.weekly <= left else "more than"
    yield f"{money(plan.weekly)} a week is {within} the {money(left)} a week that the budget leaves."
    if found.not_asked:
        yield f"Not asked, so counted as nothing: {', '.join(heading.label for heading in found.not_asked)}."
