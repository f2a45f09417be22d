"""The result of one household, as the contract writes it: typed, immutable, money as exact pounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from benefitcalc.assessment.which_schemes import why_this_scheme
from benefitcalc.case import Case
from benefitcalc.circumstances import Circumstances
from benefitcalc.explain.explanation import Explanation
from benefitcalc.explain.words import CAUSES, EXEMPTIONS, REASONS, money

SCHEMA = "benefitcalc.result/1"
VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class UniversalCreditResult:
    """A month of Universal Credit. ``reasons`` says, by code, why a household is not entitled."""

    entitled: bool
    reasons: tuple[str, ...]
    standard_allowance: Decimal
    child_element: Decimal
    disabled_child_addition: Decimal
    work_capability_element: Decimal
    carer_element: Decimal
    childcare_element: Decimal
    housing_costs_element: Decimal
    transitional_element: Decimal
    maximum_amount: Decimal
    earned_income: Decimal
    work_allowance: Decimal
    earnings_deduction: Decimal
    unearned_income: Decimal
    tariff_income: Decimal
    award_before_cap: Decimal
    benefit_cap_reduction: Decimal
    award: Decimal


@dataclass(frozen=True, slots=True)
class HousingBenefitResult:
    """A week of Housing Benefit."""

    entitled: bool
    reasons: tuple[str, ...]
    passported: bool
    weekly_rent: Decimal
    eligible_rent: Decimal
    maximum: Decimal
    non_dependant_deductions: Decimal
    applicable_amount: Decimal
    net_earnings: Decimal
    other_income: Decimal
    tariff_income: Decimal
    income: Decimal
    taper_reduction: Decimal
    award_before_cap: Decimal
    benefit_cap_reduction: Decimal
    award: Decimal


@dataclass(frozen=True, slots=True)
class HousingResult:
    """The home: ``per`` says whether its money is by the month (Universal Credit) or the week (Housing Benefit)."""

    per: str
    contractual_rent: Decimal
    eligible_rent: Decimal
    ineligible_charges: Decimal
    bedrooms_needed: int
    bedrooms_spare: int
    under_occupation_percent: int
    under_occupation_charge: Decimal
    local_housing_allowance_restriction: Decimal
    non_dependant_contributions: Decimal


@dataclass(frozen=True, slots=True)
class BenefitCapResult:
    """The cap: ``applies`` when no exemption holds, though the reduction may be nil."""

    applies: bool
    exemptions: tuple[str, ...]
    limit: Decimal
    counted_income: Decimal
    per: str


@dataclass(frozen=True, slots=True)
class PensionCreditResult:
    """A week of Pension Credit."""

    guarantee_credit: Decimal
    savings_credit: Decimal
    award: Decimal
    appropriate_minimum_guarantee: Decimal
    income: Decimal


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A part of the rent that no help covers, by the week, and its cause."""

    cause: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ResultWarning:
    """Something about the result that the reader must know: a stable code and a sentence."""

    code: str
    message: str


_UC_ROWS = (
    ("standard_allowance", "Standard allowance"),
    ("child_element", "Children (child element)"),
    ("disabled_child_addition", "Disabled child addition"),
    ("work_capability_element", "Health (LCW or LCWRA element)"),
    ("carer_element", "Carer element"),
    ("childcare_element", "Childcare element"),
    ("housing_costs_element", "Rent (housing costs element)"),
    ("transitional_element", "Transitional element"),
    ("maximum_amount", "Together (maximum amount)"),
    ("earnings_deduction", "less for earnings"),
    ("unearned_income", "less for other income"),
    ("tariff_income", "less for savings (tariff income)"),
    ("benefit_cap_reduction", "less for the benefit cap"),
    ("award", "Universal Credit"),
)
_HB_ROWS = (
    ("weekly_rent", "Rent and service charges"),
    ("eligible_rent", "Rent that help can cover (eligible rent)"),
    ("non_dependant_deductions", "less for other adults (non-dependants)"),
    ("maximum", "Most that can be paid (maximum)"),
    ("income", "Income that counts"),
    ("applicable_amount", "Amount the household is taken to need (applicable amount)"),
    ("taper_reduction", "less for income (taper)"),
    ("benefit_cap_reduction", "less for the benefit cap"),
    ("award", "Housing Benefit"),
)
_PC_ROWS = (
    ("appropriate_minimum_guarantee", "Minimum guarantee"),
    ("income", "Income that counts"),
    ("guarantee_credit", "Guarantee credit"),
    ("savings_credit", "Savings credit"),
    ("award", "Pension Credit"),
)


@dataclass(frozen=True)
class Assessment:
    """Everything that one household gets, and where its rent goes.

    A block is None where its scheme is not the one for this household. ``child_benefit``, ``help_with_rent``,
    ``rent_to_pay`` and the shortfall are by the week, ``council_tax_reduction`` by the year. ``left_after_rent`` is
    what the household has left of all its income after the whole rent, and ``benefit_cap_reduction_pw`` what the cap
    takes, both by the week; in ``weeks_basis`` weeks of the year those amounts of rent are due. ``rates`` is the year
    of the rates, ``engine`` this package's version, ``circumstances`` the facts of other periods that went in.
    ``projection`` is empty where the rates are checked, and otherwise says what they rest on: ``"projected, if prices
    rise by 2.0% and earnings by 2.5% a year"``.
    """

    case: Case
    rates: str
    engine: str
    universal_credit: UniversalCreditResult | None
    housing_benefit: HousingBenefitResult | None
    housing: HousingResult
    benefit_cap: BenefitCapResult | None
    pension_credit: PensionCreditResult | None
    child_benefit: Decimal
    council_tax_reduction: Decimal | None
    help_with_rent: Decimal
    rent_to_pay: Decimal
    left_after_rent: Decimal
    benefit_cap_reduction_pw: Decimal
    weeks_basis: int
    shortfall: tuple[Shortfall, ...]
    warnings: tuple[ResultWarning, ...]
    explanation_of: Callable[[], Explanation] = field(repr=False, compare=False)
    circumstances: Circumstances | None = None
    projection: str = ""

    @property
    def projected(self) -> bool:
        """Whether the date lies after the checked rates, so that they are projected."""
        return bool(self.projection)

    @cached_property
    def explanation(self) -> Explanation:
        """How every figure was worked out, with the law beside it."""
        return replace(self.explanation_of(), projection=self.projection)

    @property
    def why_this_scheme(self) -> tuple[str, ...]:
        """Why Universal Credit or Housing Benefit, and why not the other: sentences with the provision."""
        return why_this_scheme(
            self.case,
            universal_credit=self.universal_credit is not None,
            housing_benefit=self.housing_benefit is not None,
        )

    def to_dict(self, *, steps: bool = True) -> dict[str, Any]:
        """The result object of the contract; money as text. Without ``steps``, nothing is worked out a second time."""
        return {
            "schema": SCHEMA,
            **({"id": self.case.id} if self.case.id is not None else {}),
            "date": self.case.date.isoformat(),
            "rates": self.rates,
            "engine": self.engine,
            "projected": self.projected,
            **{name: _plain(getattr(self, name)) for name in _BLOCKS},
            **({"steps": self.explanation.to_steps()} if steps else {}),
        }

    def to_json(self, *, indent: int | None = None, steps: bool = True) -> str:
        """The same as text: the same bytes for the same case."""
        return json.dumps(self.to_dict(steps=steps), indent=indent, ensure_ascii=False)

    @property
    def headline(self) -> str:
        """One sentence: what the household gets and what is left of the rent."""
        parts = []
        if self.universal_credit is not None:
            parts.append(f"Universal Credit £{self.universal_credit.award:,.2f} a month")
        if self.housing_benefit is not None:
            parts.append(f"Housing Benefit £{self.housing_benefit.award:,.2f} a week")
        if self.pension_credit is not None:
            parts.append(f"Pension Credit £{self.pension_credit.award:,.2f} a week")
        parts.append(f"rent covered £{self.help_with_rent:,.2f} a week")
        parts.append(f"rent to pay £{self.rent_to_pay:,.2f} a week")
        return f"{self.case.date:%a %-d %b %Y}, {self._which_rates}: {'; '.join(parts)}."

    @property
    def _which_rates(self) -> str:
        return f"{self.rates} rates{', projected' if self.projected else ''}"

    def tables(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Each block that applies: a title, and its rows of label and amount."""
        for title, block, rows, per in (
            ("Universal Credit", self.universal_credit, _UC_ROWS, "a month"),
            ("Housing Benefit", self.housing_benefit, _HB_ROWS, "a week"),
            ("Pension Credit", self.pension_credit, _PC_ROWS, "a week"),
        ):
            if block is not None:
                lines = [(label, money(getattr(block, name), per)) for name, label in rows]
                lines += [("Not entitled", REASONS[code]) for code in getattr(block, "reasons", ())]
                yield title, lines
        home = self.housing
        rows_of_home = [("Bedrooms needed", str(home.bedrooms_needed)), ("Bedrooms spare", str(home.bedrooms_spare))]
        if home.under_occupation_percent:
            charge = money(home.under_occupation_charge, f"a {home.per}")
            rows_of_home.append((f"Bedroom charge (under-occupation), {home.under_occupation_percent}%", charge))
        if home.local_housing_allowance_restriction:
            above = money(home.local_housing_allowance_restriction, f"a {home.per}")
            rows_of_home.append(("Rent above the Local Housing Allowance", above))
        yield "The home", rows_of_home
        cap = self.benefit_cap
        if cap is not None:
            exempt = ", ".join(EXEMPTIONS[code] for code in cap.exemptions)
            yield (
                "Benefit cap",
                [
                    ("Limit", money(cap.limit, f"a {cap.per}")),
                    ("Counted", money(cap.counted_income, f"a {cap.per}")),
                    ("Does not apply, because of", exempt) if exempt else ("Applies", "no exemption holds"),
                ],
            )
        totals = [("Child Benefit", money(self.child_benefit, "a week"))]
        if self.council_tax_reduction is not None:
            totals.append(("Council Tax Reduction", money(self.council_tax_reduction, "a year")))
        totals += [
            ("Rent covered", money(self.help_with_rent, "a week")),
            ("Rent to pay", money(self.rent_to_pay, "a week")),
            ("Left after the rent, over the year", money(self.left_after_rent, "a week")),
        ]
        yield "In all", totals
        if self.shortfall:
            causes = [(CAUSES[part.cause], money(part.amount, "a week")) for part in self.shortfall]
            yield "Why there is rent to pay", causes

    def __repr__(self) -> str:
        parts = [f"{self.case.date} ({self._which_rates})"]
        if self.universal_credit is not None:
            parts.append(f"Universal Credit £{self.universal_credit.award} a month")
        if self.housing_benefit is not None:
            parts.append(f"Housing Benefit £{self.housing_benefit.award} a week")
        if self.pension_credit is not None:
            parts.append(f"Pension Credit £{self.pension_credit.award} a week")
        parts.append(f"rent covered £{self.help_with_rent} a week, to pay £{self.rent_to_pay} a week")
        return f"<Assessment {'; '.join(parts)}>"

    def _repr_html_(self) -> str:
        from benefitcalc.explain.html import result_html

        return result_html(
            headline=self.headline,
            reasons=self.why_this_scheme,
            tables=self.tables(),
            notes=[warning.message for warning in self.warnings],
            sections=self.explanation.sections,
            projection=self.projection,
        )

    def __str__(self) -> str:
        from benefitcalc.explain.text import result_text

        return result_text(
            headline=self.headline,
            reasons=self.why_this_scheme,
            tables=self.tables(),
            notes=[warning.message for warning in self.warnings],
            sections=self.explanation.sections,
            projection=self.projection,
        )


_BLOCKS = (
    "universal_credit",
    "housing_benefit",
    "housing",
    "benefit_cap",
    "pension_credit",
    "child_benefit",
    "council_tax_reduction",
    "help_with_rent",
    "rent_to_pay",
    "left_after_rent",
    "benefit_cap_reduction_pw",
    "weeks_basis",
    "shortfall",
    "warnings",
)


def _plain(value: Any) -> Any:
    """A value as JSON has it: pounds as text, tuples as lists, dataclasses as objects."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value


def amounts_of(block: type) -> tuple[str, ...]:
    """The names of a block's amounts of money."""
    return tuple(field.name for field in fields(block) if field.type == "Decimal")
