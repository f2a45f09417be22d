"""The result of one household: which schemes apply, what each gives, and which part of the rent no help covers.

``assess_columns`` works out a batch of any size and any dates; ``assess`` and ``assess_many`` use it for cases.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, Literal, overload

import numpy as np

from benefitcalc.assessment.batches import assess_columns
from benefitcalc.assessment.blocks import ResultWarning
from benefitcalc.assessment.from_columns import Found
from benefitcalc.assessment.local_council_tax import NOT_MODELLED, WorkingAgeReduction, working_age_reduction
from benefitcalc.assessment.paydays import paydays_that_matter
from benefitcalc.assessment.result import Assessment, NotAssessed, case_of
from benefitcalc.assessment.shortfall import CAUSES
from benefitcalc.assessment.which_schemes import Scheme, pension_age_rules, schemes_of
from benefitcalc.case import Case
from benefitcalc.case.checks import AFTER_CHECKED_RATES
from benefitcalc.circumstances import (
    Circumstances,
    Question,
    WorkingAgeCouncilTax,
    columns_of,
    problems_with,
)
from benefitcalc.columns import Batch, Households, from_cases
from benefitcalc.columns.table import Columns
from benefitcalc.errors import BenefitcalcError, InvalidCase, Problem, RatesNotKnown
from benefitcalc.explain.explanation import Explanation
from benefitcalc.explain.from_trace import explanation
from benefitcalc.explain.words import warning_sentence
from benefitcalc.money import pounds
from benefitcalc.periods import from_day_number
from benefitcalc.rates import RateBook, rate_book
from benefitcalc.rates.lha import areas
from benefitcalc.rules import Step, tracing
from benefitcalc.schemes.council_tax.local_scheme_file import Scheme as LocalScheme

__all__ = ["CAUSES", "Columns", "assess", "assess_columns", "assess_many", "explain", "trace"]


def assess(
    case: Case | Mapping[str, Any],
    circumstances: Circumstances | Mapping[str, Any] | None = None,
    *,
    book: RateBook | None = None,
) -> Assessment:
    """Work out what the household of ``case`` gets, and which part of its rent no help covers.

    ``case`` is a :class:`~benefitcalc.case.Case`, or a mapping in the form of the case file. ``circumstances`` are
    facts of other periods for which a case has no field, in either form too. ``book`` has other rates than the law's:
    rates replaced for a what-if (``rate_book().replace(…)``), or projected ones for a date after the checked rates
    (``rate_book().project()``). Raises ``InvalidCase`` with every problem of the case at once, also for a date after
    the last one of the book, and ``RatesNotKnown`` where a rate is missing.
    """
    book = rate_book() if book is None else book
    if circumstances is None:
        valid = _valid(case, book)
        return _assessed_with_its_trace(valid, from_cases([valid]), book)
    return _assess_in_circumstances(case, circumstances, book)


@overload
def assess_many(
    cases: Iterable[Case | Mapping[str, Any]], *, errors: Literal["raise"] = "raise", book: RateBook | None = None
) -> list[Assessment]: ...
@overload
def assess_many(
    cases: Iterable[Case | Mapping[str, Any]], *, errors: Literal["collect"], book: RateBook | None = None
) -> list[Assessment | NotAssessed]: ...
def assess_many(
    cases: Iterable[Case | Mapping[str, Any]],
    *,
    errors: Literal["raise", "collect"] = "raise",
    book: RateBook | None = None,
) -> list[Assessment] | list[Assessment | NotAssessed]:
    """:func:`assess` for many cases of any dates at once, in their order: they run as one batch.

    With ``errors="raise"`` an ``InvalidCase`` has the first problems of all of them, each path with the place of its
    case: ``[3].tenancy.bedrooms``. With ``errors="collect"`` nothing is raised for a case: a
    :class:`~benefitcalc.assessment.result.NotAssessed` stands in its place, with its ``id`` and its problems, and every
    other case has its result.

    A batch keeps no steps: asking a result for its explanation works that household out again, alone. The warnings of
    all are worked out together, when the first are asked for.
    """
    if errors not in {"raise", "collect"}:
        raise ValueError(f'errors is {errors!r}; give "raise" or "collect"')
    book = rate_book() if book is None else book
    with _without_garbage_collection():
        kept: list[Case | bytes | NotAssessed] = []
        batch = from_cases(_valid_ones(cases, book, kept))
        if errors == "raise":
            _raise_all(kept)
            return [_or_raise(one) for one in _assessed(_not_refused(kept), batch, book)]
        waiting = iter(_assessed_apart(_not_refused(kept), batch, book))
        return [one if isinstance(one, NotAssessed) else next(waiting) for one in kept]


def _valid_ones(
    cases: Iterable[Case | Mapping[str, Any]], book: RateBook, kept: list[Case | bytes | NotAssessed]
) -> Iterator[Case]:
    """The cases that are valid; ``kept`` has each case's place, with what is kept of it until somebody asks.

    A hundred thousand cases take half a gigabyte, what they were written as a tenth of that.
    """
    for one in cases:
        read = _read(one, book)
        if isinstance(read, NotAssessed):
            kept.append(read)
            continue
        kept.append(read if isinstance(one, Case) else _packed(one, read))
        yield read


def _not_refused(kept: Iterable[Case | bytes | NotAssessed]) -> list[Case | bytes]:
    return [one for one in kept if not isinstance(one, NotAssessed)]


def _packed(written: Mapping[str, Any], case: Case) -> Case | bytes:
    """What the case was written as. Not with marshal, which is faster and turns numpy's numbers into bytes."""
    try:
        return pickle.dumps(written)
    except (pickle.PicklingError, TypeError, AttributeError):  # a mapping of the caller's own that cannot be kept so
        return case


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Pause the garbage collector. Cases and results refer to nothing in circles, and looking for circles among a
    hundred thousand of them takes as long as making them.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _read(what: object, book: RateBook) -> Case | NotAssessed:
    try:
        case = what if isinstance(what, Case) else Case.model_validate(what)
        require_rates(case, book)
    except InvalidCase as error:
        given = what.id if isinstance(what, Case) else what.get("id") if isinstance(what, Mapping) else None
        return NotAssessed(given if isinstance(given, str) else None, error)
    return case


def _raise_all(kept: Sequence[Case | bytes | NotAssessed]) -> None:
    problems: list[Problem] = []
    more = 0
    for place, one in enumerate(kept):
        if isinstance(one, NotAssessed) and isinstance(one.error, InvalidCase):
            problems += (replace(problem, path=f"[{place}].{problem.path}") for problem in one.error.problems)
            more += one.error.more
    if problems:
        raise InvalidCase(problems, more)


def _assessed(kept: Sequence[Case | bytes], batch: Batch, book: RateBook) -> list[Assessment | NotAssessed]:
    """The results of valid cases; an error stands in the place of each that has no Local Housing Allowance."""
    columns = assess_columns(batch, book)
    refused = allowances_not_known(columns, batch.households)
    columns |= paydays_that_matter(batch, columns, book)
    explained = partial(_explained, book=book)
    return [
        NotAssessed(case_of(one).id, refused[place]) if place in refused else Assessment(one, row, book, explained)
        for place, (one, row) in enumerate(zip(kept, Found(columns, batch, book).rows(), strict=True))
    ]


def _or_raise(one: Assessment | NotAssessed) -> Assessment:
    if isinstance(one, NotAssessed):
        raise one.error
    return one


def _assessed_apart(kept: Sequence[Case | bytes], batch: Batch, book: RateBook) -> list[Assessment | NotAssessed]:
    """The same; where another rate is not known, the batch is halved until the case that needs it stands alone."""
    try:
        return _assessed(kept, batch, book)
    except BenefitcalcError as error:
        if len(kept) == 1:
            return [NotAssessed(case_of(kept[0]).id, error)]
    middle = len(kept) // 2
    first, second = batch.take(slice(0, middle)), batch.take(slice(middle, None))
    return _assessed_apart(kept[:middle], first, book) + _assessed_apart(kept[middle:], second, book)


def require_rates(case: Case, book: RateBook) -> None:
    """Raise ``InvalidCase`` where the date of the case comes after the last one for which ``book`` has rates."""
    if sentence := book.beyond(case.date):
        raise InvalidCase([Problem("date", AFTER_CHECKED_RATES, sentence)])


def require_allowances(columns: Columns, homes: Households) -> None:
    """Raise ``RatesNotKnown`` where a household has no Local Housing Allowance; ``homes`` has the area and the day of
    each row.
    """
    for error in allowances_not_known(columns, homes).values():
        raise error


def allowances_not_known(columns: Columns, homes: Households) -> dict[int, RatesNotKnown]:
    """What to say of each row that has no allowance, by its place."""
    found: dict[int, RatesNotKnown] = {}
    for place in np.flatnonzero(columns.get("refused.local_housing_allowance", ())).tolist():
        area, day = areas()[int(homes.brma[place]) - 1].name, from_day_number(homes.date[place])
        message = f"The allowance of {area} on {day} is not known; give local_housing_allowance."
        found[place] = RatesNotKnown(f"lha.{area}", day, message)
    return found


_traces: dict[int, list[Step]] = {}
"""The traces of the last few households that were assessed one by one, so that an explanation need not make them again.
The trace of a household is a hundred times as large as its result, so results do not keep their own.
"""
_numbers = count()
_TRACES_KEPT = 16


def _assessed_with_its_trace(
    case: Case, batch: Batch, book: RateBook, facts: Circumstances | None = None
) -> Assessment:
    with tracing() as steps:
        columns = assess_columns(batch, book)
    require_allowances(columns, batch.households)
    columns |= paydays_that_matter(batch, columns, book)
    number = next(_numbers)
    _traces[number] = steps
    _traces.pop(number - _TRACES_KEPT, None)
    [row] = Found(columns, batch, book).rows()
    return Assessment(case, row, book, partial(_explained, book=book, circumstances=facts, number=number), facts)


def _assess_in_circumstances(
    what: Case | Mapping[str, Any], given: Circumstances | Mapping[str, Any], book: RateBook
) -> Assessment:
    case, facts, batch = _checked(what, given, book)
    result = _assessed_with_its_trace(case, batch, book, facts)
    if problems := list(problems_with_result(facts, result)):
        raise InvalidCase(problems)
    council = facts.working_age_council_tax
    return result if council is None else _with_councils_scheme(result, council)


def _checked(
    what: Case | Mapping[str, Any], given: Circumstances | Mapping[str, Any], book: RateBook
) -> tuple[Case, Circumstances, Batch]:
    """A case and the facts beside it, read, and their columns. Raises ``InvalidCase`` where the facts do not fit the
    case.
    """
    case, facts = _case_and_facts(what, given)
    require_rates(case, book)
    batch = from_cases([case])
    scheme = Scheme(int(schemes_of(batch)[0]))
    question = Question(
        universal_credit=Scheme.UNIVERSAL_CREDIT in scheme,
        housing_benefit=Scheme.HOUSING_BENEFIT in scheme,
        pension_age=bool(pension_age_rules(batch)[0]),
        anyone_over_pension_age=bool(batch.adults.over_pension_age.any()),
    )
    if problems := list(problems_with(facts, case, question, book)):
        raise InvalidCase(problems)
    return case, facts, replace(batch, across_periods=columns_of([(case, facts)], book))


def _case_and_facts(
    what: Case | Mapping[str, Any], given: Circumstances | Mapping[str, Any]
) -> tuple[Case, Circumstances]:
    """A case and the facts beside it, read. Raises ``InvalidCase`` with the problems of both."""
    found: list[Any] = []
    problems: list[Problem] = []
    more = 0
    for model, value in ((Case, what), (Circumstances, given)):
        try:
            found.append(value if isinstance(value, model) else model.model_validate(value))
        except InvalidCase as error:
            problems += error.problems
            more += error.more
    if problems:
        raise InvalidCase(problems, more)
    case, facts = found
    return case, facts


def assess_working_age_reduction(
    what: Case | Mapping[str, Any] | Assessment,
    scheme: LocalScheme,
    *,
    annual_liability: str | None = None,
    protected: bool = False,
) -> WorkingAgeReduction:
    """Work out the year's Council Tax Reduction of one household of working age under a council's own scheme.

    Takes a case, or an assessment of one. For everything else see
    :func:`~benefitcalc.assessment.local_council_tax.working_age_reduction`.
    """
    result = what if isinstance(what, Assessment) else assess(what)
    return working_age_reduction(result, scheme, annual_liability=annual_liability, protected=protected)


def _with_councils_scheme(result: Assessment, given: WorkingAgeCouncilTax) -> Assessment:
    """The result with the reduction under the council's own scheme; its lines follow those of the household."""
    found = working_age_reduction(result, given.scheme, protected=given.protected)
    if found.not_modelled not in {None, "no_income_known"}:
        message = f"The council's scheme does not apply. {NOT_MODELLED[str(found.not_modelled)]}"
        raise InvalidCase([Problem("circumstances.working_age_council_tax", str(found.not_modelled), message)])
    known = found.reduction is not None
    code = "circumstances_working_age_council_tax" if known else "circumstances_council_tax_no_income"
    warnings = [part for part in result.warnings if part.code != "council_tax_working_age_not_modelled"]
    return result.with_parts(
        council_tax_reduction=found.reduction,
        warnings=(*warnings, ResultWarning(code, warning_sentence(code))),
        explanation_of=partial(_with_councils_lines, result, found),
    )


def _with_councils_lines(result: Assessment, found: WorkingAgeReduction, _: Case) -> Explanation:
    return result.explanation.followed_by(found.explanation)


def _valid(what: Case | Mapping[str, Any], book: RateBook) -> Case:
    read = _read(what, book)
    if isinstance(read, NotAssessed):
        raise read.error
    return read


def trace(
    what: Case | Mapping[str, Any],
    circumstances: Circumstances | Mapping[str, Any] | None = None,
    *,
    book: RateBook | None = None,
) -> list[Step]:
    """Every rule that was called for one household, in order. It takes the arguments of :func:`assess` and raises the
    same errors.
    """
    book = rate_book() if book is None else book
    batch = from_cases([_valid(what, book)]) if circumstances is None else _checked(what, circumstances, book)[2]
    with tracing() as steps:
        assess_columns(batch, book)
    return steps


def explain(
    what: Case | Mapping[str, Any] | Assessment,
    circumstances: Circumstances | Mapping[str, Any] | None = None,
    *,
    book: RateBook | None = None,
) -> Explanation:
    """Explain how every figure of a household was worked out, with the law and the rates, and what came to nothing.

    Takes a case, with facts of other periods if there are any; or an assessment, together with what it was made on.
    """
    if isinstance(what, Assessment):
        if circumstances is not None:
            raise ValueError("an assessment has its circumstances already; give them with a case")
        return what.explanation
    return assess(what, circumstances, book=book).explanation


def _explained(
    case: Case, *, book: RateBook, circumstances: Circumstances | None = None, number: int | None = None
) -> Explanation:
    steps = None if number is None else _traces.get(number)
    return explanation(trace(case, circumstances, book=book) if steps is None else steps, case)


def problems_with_result(facts: Circumstances, result: Assessment) -> Iterator[Problem]:
    """The problems that show only after the household is worked out."""
    uc, hb = result.universal_credit, result.housing_benefit
    if facts.move_from_legacy_benefits is not None and uc is not None:
        for reason in [code for code in uc.reasons if code != "income_too_high"]:
            message = f"There is no Universal Credit ({reason}), and so no transitional element; leave it out."
            yield Problem("circumstances.move_from_legacy_benefits", "not_entitled", message)
    extension = facts.extended_payment
    if extension is not None and hb is not None and pounds(extension.award_before) > hb.weekly_rent:
        message = (
            f"award_before {pounds(extension.award_before)} is more than the rent of {hb.weekly_rent} a week; give the "
            "award for this home."
        )
        yield Problem("circumstances.extended_payment.award_before", "more_than_the_rent", message)
