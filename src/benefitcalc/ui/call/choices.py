"""The answers that people choose from, in the words of a call; their values are those of the contract."""

from __future__ import annotations

from benefitcalc.rates.lha import areas
from benefitcalc.ui.call.schema import Option

COUNTRIES = (
    Option("england", "England"),
    Option("scotland", "Scotland"),
    Option("wales", "Wales"),
    Option("northern_ireland", "Northern Ireland"),
)
TENURES = (
    Option("social_rent", "Council or housing association (social rent)"),
    Option("private_rent", "Private landlord (private rent)"),
    Option("shared_ownership", "Part rent, part buy (shared ownership)"),
    Option("owner_occupier", "Own home, no rent"),
    Option("no_housing_costs", "No rent or charges to pay"),
    Option("exempt_accommodation", "Landlord gives care or support (exempt accommodation)", "Supported housing"),
    Option("managed_property", "Placed there for care or support (managed property)", "Supported housing"),
    Option("refuge", "Refuge from domestic abuse", "Supported housing"),
    Option("local_authority_hostel", "Council hostel with support", "Supported housing"),
    Option("temporary_accommodation", "Placed there as homeless", "Temporary accommodation"),
)
SEXES = (Option("female", "Girl"), Option("male", "Boy"))
WORK_CAPABILITY = (
    Option("none", "No decision"),
    Option("lcw_without_element", "Limited capability for work (LCW), no extra money"),
    Option("lcw", "LCW with the extra amount kept from before April 2017"),
    Option("lcwra_standard", "Limited capability for work-related activity (LCWRA), new since April 2026"),
    Option("lcwra_protected", "LCWRA, higher amount: from before April 2026, severe condition or end of life"),
)
ESA = (
    Option("", "None"),
    Option("work_related_activity", "Work-related activity group"),
    Option("support", "Support group"),
)
DISABILITY_BENEFITS = (
    Option("pip_daily_living_standard", "Daily living, standard", "PIP or ADP"),
    Option("pip_daily_living_enhanced", "Daily living, enhanced", "PIP or ADP"),
    Option("pip_mobility_standard", "Mobility, standard", "PIP or ADP"),
    Option("pip_mobility_enhanced", "Mobility, enhanced", "PIP or ADP"),
    Option("dla_care_lowest", "Care, lowest", "DLA (child or adult) or CDP"),
    Option("dla_care_middle", "Care, middle", "DLA (child or adult) or CDP"),
    Option("dla_care_highest", "Care, highest", "DLA (child or adult) or CDP"),
    Option("dla_mobility_lower", "Mobility, lower", "DLA (child or adult) or CDP"),
    Option("dla_mobility_higher", "Mobility, higher", "DLA (child or adult) or CDP"),
    Option("attendance_allowance_lower", "Attendance Allowance, lower", "Other"),
    Option("attendance_allowance_higher", "Attendance Allowance, higher", "Other"),
    Option("afip", "Armed Forces Independence Payment", "Other"),
)
CHILD_DISABILITY_BENEFITS = tuple(option for option in DISABILITY_BENEFITS if option.value.startswith(("pip", "dla")))
NON_DEPENDANT_BENEFITS = (
    Option("universal_credit_no_earnings", "Universal Credit, no earnings"),
    Option("pension_credit", "Pension Credit"),
    Option("income_related_legacy", "Income Support, income-based JSA or income-related ESA"),
    Option("carers_allowance", "Carer’s Allowance or Carer Support Payment"),
)
INCOMES = (
    Option("carers_allowance", "Carer’s Allowance or Carer Support Payment", "Benefits"),
    Option("new_style_esa", "New style ESA", "Benefits"),
    Option("new_style_jsa", "New style Jobseeker’s Allowance", "Benefits"),
    Option("maternity_allowance", "Maternity Allowance", "Benefits"),
    Option("industrial_injuries", "Industrial injuries benefit", "Benefits"),
    Option("bereavement_allowance", "Bereavement Allowance", "Benefits"),
    Option("widowed_parents_allowance", "Widowed Parent’s Allowance", "Benefits"),
    Option("widows_pension", "Widow’s pension", "Benefits"),
    Option("guardians_allowance", "Guardian’s Allowance", "Benefits"),
    Option("bereavement_support_payment", "Bereavement Support Payment", "Benefits"),
    Option("child_benefit", "Child Benefit, if not the usual amount", "Benefits"),
    Option("scottish_child_payment", "Scottish Child Payment", "Benefits"),
    Option("discretionary_housing_payment", "Discretionary Housing Payment", "Benefits"),
    Option("statutory_sick_pay", "Statutory Sick Pay, after tax", "Pay while off work"),
    Option("statutory_maternity_pay", "Statutory Maternity Pay, after tax", "Pay while off work"),
    Option("state_pension", "State Pension", "Pensions"),
    Option("occupational_pension", "Private or work pension", "Pensions"),
    Option("war_pension", "War pension", "Pensions"),
    Option("child_maintenance", "Child maintenance", "Family and home"),
    Option("spousal_maintenance", "Maintenance from a former partner", "Family and home"),
    Option("fostering_allowance", "Fostering allowance", "Family and home"),
    Option("lodger", "Rent from a lodger", "Family and home"),
    Option("boarder", "Payment from a boarder (meals included)", "Family and home"),
    Option("student_income", "Student loan or grant", "Other"),
    Option("insurance", "Insurance payments for lost income", "Other"),
    Option("other_taxable", "Other taxable income", "Other"),
    Option("other_disregarded", "Other income that is ignored", "Other"),
    Option("income_support", "Income Support", "Ended benefits (earlier dates)"),
    Option("income_based_jsa", "Income-based JSA", "Ended benefits (earlier dates)"),
    Option("income_related_esa", "Income-related ESA", "Ended benefits (earlier dates)"),
    Option("child_tax_credit", "Child Tax Credit", "Ended benefits (earlier dates)"),
    Option("working_tax_credit", "Working Tax Credit", "Ended benefits (earlier dates)"),
    Option("severe_disablement_allowance", "Severe Disablement Allowance", "Ended benefits (earlier dates)"),
    Option("incapacity_benefit", "Incapacity Benefit", "Ended benefits (earlier dates)"),
)
_NATIONS = {option.label: option.value for option in COUNTRIES}
AREAS = tuple(Option(area.key, area.name, _NATIONS[area.country]) for area in areas())
YES_NO_NOT_KNOWN = (Option("yes", "Yes"), Option("no", "No"), Option("", "Not known"))
OF = (Option("claimant", "Tenant"), Option("partner", "Partner"))
PAY_IS = (Option("net", "Take-home (after tax, NI and pension)"), Option("gross", "Before tax (gross)"))
