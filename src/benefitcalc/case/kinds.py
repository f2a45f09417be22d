"""The answers that a case can choose from, in the words of the contract."""

from __future__ import annotations

from enum import StrEnum, auto


class Country(StrEnum):
    """The nation in which the home is."""

    ENGLAND = auto()
    SCOTLAND = auto()
    WALES = auto()
    NORTHERN_IRELAND = auto()


class Period(StrEnum):
    """How often somebody pays or charges an amount."""

    WEEK = auto()
    FORTNIGHT = auto()
    FOUR_WEEKS = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()

    @property
    def weeks(self) -> int | None:
        """How many weeks the period has; None where it is not counted in weeks."""
        return {"week": 1, "fortnight": 2, "four_weeks": 4}.get(self.value)


class Sex(StrEnum):
    """A child's sex, which decides from the age of ten who can share a bedroom."""

    FEMALE = auto()
    MALE = auto()


class Member(StrEnum):
    """The person to whom an income belongs."""

    CLAIMANT = auto()
    PARTNER = auto()


class Tenure(StrEnum):
    """On what terms the household has the home; this decides which housing rules of which scheme apply."""

    SOCIAL_RENT = auto()
    """Rented from a council or housing association, general needs."""
    PRIVATE_RENT = auto()
    """Rented from a private landlord: the Local Housing Allowance limits the help."""
    SHARED_OWNERSHIP = auto()
    """Owned in part, with rent for the rest: no bedroom charge."""
    OWNER_OCCUPIER = auto()
    """Owned, with or without a mortgage."""
    NO_HOUSING_COSTS = auto()
    """Nothing is paid for the home."""
    EXEMPT_ACCOMMODATION = auto()
    """Supported housing whose landlord provides care, support or supervision, or has it provided."""
    MANAGED_PROPERTY = auto()
    """Supported housing to which someone was admitted for care, support or supervision, from whomever it comes."""
    REFUGE = auto()
    """A refuge of a council, housing association or charity, for people who left home because of domestic abuse."""
    LOCAL_AUTHORITY_HOSTEL = auto()
    """A council's hostel with care, support or supervision."""
    TEMPORARY_ACCOMMODATION = auto()
    """Housing in which a council places homeless people."""


NOT_RENTED = frozenset({Tenure.OWNER_OCCUPIER, Tenure.NO_HOUSING_COSTS})
SPECIFIED_ACCOMMODATION = frozenset(
    {Tenure.EXEMPT_ACCOMMODATION, Tenure.MANAGED_PROPERTY, Tenure.REFUGE, Tenure.LOCAL_AUTHORITY_HOSTEL}
)
"""The four kinds of specified accommodation in UC Regs 2013 Sch 1 para 3A and SI 2006/213 reg 75H."""
SOCIAL_LANDLORD = frozenset({Tenure.SOCIAL_RENT, *SPECIFIED_ACCOMMODATION} - {Tenure.EXEMPT_ACCOMMODATION})
"""Homes whose bedrooms are counted (SI 2006/213 reg A13). Exempt and temporary accommodation and shared ownership are
not among them.
"""


class WorkCapability(StrEnum):
    """What was decided about the capability for work, and which element it brings."""

    NONE = auto()
    """Nothing was decided, or the person can work."""
    LCW_WITHOUT_ELEMENT = auto()
    """Limited capability for work, found after April 2017: a work allowance and no element."""
    LCW = auto()
    """Limited capability for work, with the saved element."""
    LCWRA_STANDARD = auto()
    """Limited capability for work and work-related activity, at the standard rate from 6 April 2026."""
    LCWRA_PROTECTED = auto()
    """The same at the protected rate. Before 6 April 2026 either means the one rate."""


class Esa(StrEnum):
    """The group of a contributory or new style Employment and Support Allowance in its main phase."""

    WORK_RELATED_ACTIVITY = auto()
    SUPPORT = auto()


class DisabilityBenefit(StrEnum):
    """A disability benefit and its rate. Enter a Scottish benefit as the one that it corresponds to."""

    PIP_DAILY_LIVING_STANDARD = auto()
    PIP_DAILY_LIVING_ENHANCED = auto()
    PIP_MOBILITY_STANDARD = auto()
    PIP_MOBILITY_ENHANCED = auto()
    DLA_CARE_LOWEST = auto()
    DLA_CARE_MIDDLE = auto()
    DLA_CARE_HIGHEST = auto()
    DLA_MOBILITY_LOWER = auto()
    DLA_MOBILITY_HIGHER = auto()
    ATTENDANCE_ALLOWANCE_LOWER = auto()
    ATTENDANCE_ALLOWANCE_HIGHER = auto()
    AFIP = auto()

    @property
    def allowance(self) -> str:
        """The benefit to which the rate belongs: ``pip``, ``dla``, ``attendance_allowance`` or ``afip``."""
        return "attendance_allowance" if self.name.startswith("ATTENDANCE") else self.value.partition("_")[0]

    @property
    def component(self) -> str:
        """The benefit without its rate. A person gets one rate of each at a time."""
        return self.value if self is DisabilityBenefit.AFIP else self.value.rpartition("_")[0]


class NonDependantBenefit(StrEnum):
    """A benefit of a non-dependant that ends or lowers what the law expects them to pay."""

    UNIVERSAL_CREDIT_NO_EARNINGS = auto()
    PENSION_CREDIT = auto()
    INCOME_RELATED_LEGACY = auto()
    CARERS_ALLOWANCE = auto()


class IncomeKind(StrEnum):
    """Income that is neither earnings nor Universal Credit nor Housing Benefit."""

    # Counted by Universal Credit, Housing Benefit or both.
    STATE_PENSION = auto()
    OCCUPATIONAL_PENSION = auto()
    NEW_STYLE_JSA = auto()
    NEW_STYLE_ESA = auto()
    CARERS_ALLOWANCE = auto()
    """Carer's Allowance or Carer Support Payment."""
    MATERNITY_ALLOWANCE = auto()
    INDUSTRIAL_INJURIES = auto()
    WIDOWED_PARENTS_ALLOWANCE = auto()
    WIDOWS_PENSION = auto()
    BEREAVEMENT_ALLOWANCE = auto()
    SPOUSAL_MAINTENANCE = auto()
    """Maintenance for the adult; what is paid for a child is ``child_maintenance``."""
    STUDENT_INCOME = auto()
    """The amount for the period, before the law's disregard."""
    INSURANCE = auto()
    """Payments of an insurance against loss of income."""
    OTHER_TAXABLE = auto()
    """Any other income that is taxed."""
    # Earnings, though paid as a benefit.
    STATUTORY_SICK_PAY = auto()
    """Net; it joins the earnings of the person."""
    STATUTORY_MATERNITY_PAY = auto()
    """Net; it joins the earnings of the person."""
    # Legacy benefits.
    INCOME_SUPPORT = auto()
    INCOME_BASED_JSA = auto()
    INCOME_RELATED_ESA = auto()
    CHILD_TAX_CREDIT = auto()
    WORKING_TAX_CREDIT = auto()
    SEVERE_DISABLEMENT_ALLOWANCE = auto()
    INCAPACITY_BENEFIT = auto()
    # Ignored by the means tests, in whole or in part.
    CHILD_BENEFIT = auto()
    """In place of the amount that is worked out, in the benefit cap too; 0.00 means not claimed."""
    CHILD_MAINTENANCE = auto()
    GUARDIANS_ALLOWANCE = auto()
    BEREAVEMENT_SUPPORT_PAYMENT = auto()
    WAR_PENSION = auto()
    """Housing Benefit leaves a part of it out."""
    SCOTTISH_CHILD_PAYMENT = auto()
    FOSTERING_ALLOWANCE = auto()
    LODGER = auto()
    """One person who pays for a room without meals. Housing Benefit leaves a part out and counts the room."""
    BOARDER = auto()
    """One person who pays for a room with meals. Housing Benefit leaves a part out and counts the room."""
    DISCRETIONARY_HOUSING_PAYMENT = auto()
    OTHER_DISREGARDED = auto()
    """Any other income that the means tests leave out."""


class CouncilTaxScheme(StrEnum):
    """The Council Tax Reduction scheme that applies."""

    PENSION_AGE_ENGLAND = auto()
