"""The words for the codes and amounts of a result: everyday words first, the official term in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from benefitcalc.rules import RULES
from benefitcalc.schemes.universal_credit.elements import ELEMENTS


class Words(NamedTuple):
    """The words for a code: ``short`` on the screen of a call, ``full`` in a result and its explanation."""

    short: str
    full: str


def _words(said: Mapping[str, str | Words]) -> dict[str, Words]:
    """The words of each code; a text alone is short enough for both."""
    return {code: one if isinstance(one, Words) else Words(one, one) for code, one in said.items()}


AWARDS = {
    "universal_credit": "Universal Credit",
    "housing_benefit": "Housing Benefit",
    "pension_credit": "Pension Credit",
    "child_benefit": "Child Benefit",
    "council_tax_reduction": "Council Tax Reduction",
}
AFTER_RENT = _words(
    {
        "help_with_rent": "Rent covered",
        "rent_to_pay": "Rent to pay",
        "left_after_rent": Words("Left to live on after the rent, over the year", "Left after the rent, over the year"),
    }
)
EVERYDAY = {
    "child_element": "Children (child element)",
    "work_capability_element": "Health (LCW or LCWRA element)",
    "housing_costs_element": "Rent (housing costs element)",
}
"""Elements of Universal Credit that have everyday words; any other has the label of its rule."""
TAKEN_OFF = {
    "earnings_deduction": "earnings",
    "unearned_income": "other income",
    "tariff_income": "savings (tariff income)",
    "benefit_cap_reduction": "the benefit cap",
}
"""What each amount comes off the maximum amount of Universal Credit for."""
HOUSING_BENEFIT = {
    "weekly_rent": "Rent and service charges",
    "eligible_rent": "Rent that help can cover (eligible rent)",
    "non_dependant_deductions": "less for other adults (non-dependants)",
    "maximum": "Most that can be paid (maximum)",
    "income": "Income that counts",
    "applicable_amount": "Amount that the law says the household needs (applicable amount)",
    "taper_reduction": "less for income (taper)",
    "benefit_cap_reduction": "less for the benefit cap",
    "award": AWARDS["housing_benefit"],
}
PENSION_CREDIT = {
    "appropriate_minimum_guarantee": "Minimum guarantee",
    "income": "Income that counts",
    "guarantee_credit": "Guarantee credit",
    "savings_credit": "Savings credit",
    "award": AWARDS["pension_credit"],
}
CAUSES = _words(
    {
        "ineligible_charges": Words(
            "Charges that benefit cannot help with (ineligible)", "Charges that help never covers"
        ),
        "under_occupation": "Bedroom charge (under-occupation)",
        "joint_tenancy": Words("Share of another joint tenant", "Other joint tenants' share"),
        "local_housing_allowance": "Rent above the Local Housing Allowance",
        "non_dependants": "Other adults in the home (non-dependants)",
        "income": "Income and savings",
        "minimum_award": Words(
            "Help too small to be paid (minimum award)", "Too little to be paid (below the minimum)"
        ),
        "not_entitled": "Not entitled",
        "benefit_cap": "Benefit cap",
        "no_help": Words("No help with this rent", "No help with the costs of this home"),
    }
)
REASONS = _words(
    {
        "under_18": Words("the tenant is under 18", "someone in the claim is under 18 and no exception was given"),
        "over_pension_age": Words("over State Pension age", "pension age has been reached"),
        "student": Words("full-time student", "full-time student with no exception met"),
        "capital": Words("savings over the limit", "savings are above the limit"),
        "income_too_high": Words("income is too high", "income takes away the whole amount"),
        "before_universal_credit": Words("before Universal Credit began", "Universal Credit began on 29 April 2013"),
        "non_dependant_deductions": Words(
            "deductions for other adults take all of it", "the deductions for other adults take away the whole amount"
        ),
        "below_minimum": Words("too small to be paid", "the amount is below the minimum that is paid"),
        "no_eligible_rent": Words("no rent that benefit can help with", "nothing is charged that help can cover"),
    }
)
EXEMPTIONS = _words(
    {
        "armed_forces_independence_payment": "Armed Forces Independence Payment",
        "attendance_allowance": "Attendance Allowance",
        "carer_element": Words("carer element", "the carer element is in the award"),
        "carers_allowance": Words("Carer’s Allowance", "Carer's Allowance"),
        "disability_living_allowance": "Disability Living Allowance",
        "earnings": Words("earnings", "earnings at or above the threshold"),
        "esa_support": Words("ESA support group", "Employment and Support Allowance, support group"),
        "grace_period": Words("grace period after leaving work", "the grace period after work"),
        "guardians_allowance": Words("Guardian’s Allowance", "Guardian's Allowance"),
        "industrial_injuries": Words("industrial injuries benefit", "Industrial Injuries benefit"),
        "lcwra_element": Words(
            "limited capability for work-related activity", "the health element (LCWRA) is in the award"
        ),
        "personal_independence_payment": "Personal Independence Payment",
        "universal_credit": Words("Universal Credit is paid", "Universal Credit is in payment, and has its own cap"),
        "war_pension": "war pension",
        "working_tax_credit": "Working Tax Credit",
    }
)
_WARNINGS: dict[str, str | Words] = {
    "overnight_carer_bedroom": "No room was counted for overnight carers, because nobody was entered with a benefit that the rule requires (middle or highest rate care of DLA, daily living of PIP, Attendance Allowance).",
    "overnight_carer_of_child_before_april_2017": "No room was counted for the overnight carers of a child, for whom the regulations had one only from 1 April 2017. The Supreme Court held that Housing Benefit's bedroom charge without it was unlawful discrimination against a disabled child's family ([2016] UKSC 58), and that councils and tribunals must not apply the regulations so ([2019] UKSC 52): ask for such a decision to be looked at again.",
    "overnight_carer_of_adult_before_april_2017": "No room was counted for the overnight carers of another adult in the home: the regulations had one only from 1 April 2017, and until then for the claimant and the partner alone.",
    "couple_cannot_share_bedroom": "No extra room was counted for a couple who cannot share. The rule requires a couple, and a benefit for one of the two that was not entered.",
    "couple_cannot_share_before_april_2017": "No extra room was counted for a couple who cannot share because of disability, for whom the regulations had one only from 1 April 2017. The Supreme Court held that Housing Benefit's bedroom charge without it was unlawful discrimination ([2016] UKSC 58), and that councils and tribunals must not apply the regulations so ([2019] UKSC 52): ask for such a decision to be looked at again.",
    "child_cannot_share_before_december_2013": "No room of their own was counted for a child who cannot share because of disability, for whom Housing Benefit's regulations had one only from 4 December 2013. The Court of Appeal had held before that the family must not be refused it ([2012] EWCA Civ 629): ask for such a decision to be looked at again.",
    "child_cannot_share_bedroom": "No room was counted for a child because they cannot share: the rule requires DLA care at the middle or highest rate (or Child Disability Payment at such a rate). From 16 on everyone has a room of their own in any case.",
    "birth_date_matters": "An age was given without a birth date, and another birth date of the same age would change an amount. Ask for the month of birth.",
    "paydays_matter": "Pay comes by the week, fortnight or four weeks and no payday was given, so the yearly average of a month was counted. Universal Credit counts the paydays of each assessment period (UC Regs 2013 reg 54). With the fewest paydays: {fewest_award} of Universal Credit on earnings of {fewest_earnings}, and {fewest_rent_to_pay} a week of rent to pay. With the most: {most_award} on earnings of {most_earnings}, and {most_rent_to_pay}. Ask for a payday.",
    "weak_rates": "Some rates behind this figure rest on memory, on one secondary source or on arithmetic: those before April 2017, and Northern Ireland's weekly Local Housing Allowance of 2026-27. Check them before relying on it.",
    "benefit_cap_earnings_threshold": "The assessment period starts between 1 April and the uprating day, and the earnings lie between the old and the new earnings threshold of the benefit cap. The figure uses the old threshold.",
    "council_tax_other_nation_not_modelled": "Council Tax Reduction outside England is not modelled: Wales and Scotland have schemes of their own (WSI 2013/3029; SSI 2021/249; SSI 2012/319).",
    "council_tax_working_age_not_modelled": "Each council makes its own scheme of Council Tax Reduction for working age, which is not part of this result (LGFA 1992 s 13A).",
    "second_adult_rebate_not_known": "Council Tax Reduction is not given: a second adult rebate might be better than the reduction by income, and its thresholds of that year are not known (CTR (PR) Regs 2012 Sch 3).",
    "legacy_benefit_ended": "A benefit was entered that had ended for everybody by this date (Income Support, income-based JSA, income-related ESA or tax credits). Check what is really paid.",
    "housing_benefit_not_moved": "Housing Benefit is worked out, because the household was said not to claim Universal Credit. At working age new claims for a home like this are closed: this can only be an award that has not been moved to Universal Credit. For anybody else say that Universal Credit is claimed (UC (TP) Regs 2014 reg 6A).",
    "housing_benefit_after_legacy_ended": "Housing Benefit is worked out, because the household was said not to claim Universal Credit. At working age new claims for a home like this are closed, and the benefits that went with it ended on 31 March 2026: this can only be an award that has not been moved to Universal Credit. Ask the council whether it is still paid; for anybody else say that Universal Credit is claimed (UC (TP) Regs 2014 reg 6A).",
    "owner_service_charges_not_modelled": Words(
        "Nothing is included for the service charges of an owner until you answer, under Rent and home, own home, that the owner has had nine months in a row on Universal Credit without earnings (UC Regs 2013 Sch 5 para 5).",
        "Nothing is included for the service charges of an owner, because nobody said that the owner has served the qualifying period of nine assessment periods in a row without earnings (UC Regs 2013 Sch 5 para 5). If they have, say so in the circumstances.",
    ),
    "owner_in_pension_credit_not_modelled": "Pension Credit can help an owner with service charges and ground rent. This help is not worked out here (SPC Regs 2002 Sch II): ask The Pension Service.",
    "legacy_benefit_beside_universal_credit": "A benefit was entered that nobody has together with Universal Credit (Income Support, income-based JSA, income-related ESA or tax credits). If it is still paid, the household does not claim Universal Credit: say so.",
    "minimum_income_floor_unlikely": "The minimum income floor was applied as entered, to someone who is over pension age, cares, has limited capability for work, or is the lone parent of a young child (under 3; until April 2017 under 5): it is only for those with all work requirements (UC Regs 2013 reg 62; WRA 2012 ss 19-22). Check it.",
    "rent_from_18_to_21_not_modelled": "From April 2017 to December 2018 many people of 18 to 21 had no help with rent in Universal Credit. That rule and its exceptions are not worked out: the figure includes the help (UC Regs 2013 Sch 4 paras 4A, 4B).",
    "student_in_housing_benefit_not_modelled": "Most full-time students of working age have no Housing Benefit. That rule and its exceptions are not worked out: the figure is for someone who is excepted (HB Regs 2006 reg 56).",
    "disabled_worker_disregard_not_modelled": "For someone who is sick or disabled, works 16 hours a week or more and is under the rules for pension age, the council may leave out a further amount of the earnings. It is not in the figure: ask the council (HB (SPC) Regs 2006 Sch 4 para 9(2)(b)(iv)).",
    "northern_ireland_later_start_not_modelled": "Universal Credit, the bedroom charge and the benefit cap began later in Northern Ireland than in Great Britain (the last of them on 27 September 2017). The figure has the rules of Great Britain for this date: check which were in force.",
    "greater_london_not_said": "The rental area is in Greater London, but the home was not entered as in Greater London, so the benefit cap has the lower limit of the rest of the country. Check which is right.",
    "supported_accommodation_before_november_2014": "Before 3 November 2014 Universal Credit could help with rent in a refuge, a council hostel or supported housing that is not exempt accommodation; this result gives Housing Benefit.",
    "temporary_accommodation_before_2018": "Before 11 April 2018 Universal Credit could help with rent in temporary accommodation; this result gives Housing Benefit.",
    "shares_home_excepted": "The allowance is the one for shared accommodation, because the home is shared. A severe disability premium, or another exception from that rate, would bring the one-bedroom allowance, which is not in the figure (HB Regs 2006 reg 13D(2)(a)): ask the council.",
    "shares_home": "The answer that the home is shared was not counted: it lowers only Housing Benefit's allowance for private rent. Universal Credit has a rule of its own, for single people under 35 (UC Regs 2013 Sch 4 paras 27-29).",
    "sanctuary_scheme": "The sanctuary scheme was not counted. From 1 October 2021 it removes a bedroom charge, and only a social landlord's tenant has such a charge.",
    "bereavement_protection": "The protection after a death was not counted: it belongs to Housing Benefit, which does not help with this rent. Universal Credit has a run-on of its own (UC Regs 2013 reg 37).",
    "transitional_element": "The transitional element was not counted: it belongs to an award of Universal Credit, which is not worked out for this household.",
    "transitional_capital_disregard": "The transitional capital disregard was not counted: it belongs to an award of Universal Credit, which is not worked out for this household.",
    "benefit_cap_grace_period": "The benefit cap's grace period was not counted: no benefit cap is in question for this household.",
    "pension_age_before_april_2021": "Pension age before 1 April 2021 was not counted: nobody in the claim is over pension age. Check the ages.",
    "mixed_age_protection": "The protection of a mixed-age couple was not counted: there is no couple of whom exactly one is over pension age. Check the ages.",
    "family_premium_protection": "The kept family premium was not counted. Only a family with Housing Benefit and a child or young person can keep it, and before 1 May 2016 every such family has the premium anyway.",
    "reached_pension_age_before_6_april_2016": "Pension age before 6 April 2016 was not counted: nobody in the claim is over pension age. Check the ages.",
    "savings_credit_unsettled": "Savings credit is not in the figure. It is for people who reached pension age before 6 April 2016, and the birth date alone does not say so, as women and men had different pension ages. If they did, savings credit would be {more} a week more; for a couple of whom only one did, only where it has been paid ever since (SPC Act 2002 s 3; SPC Regs 2002 reg 7A). Say who did.",
    "national_insurance_unsettled": "No National Insurance was taken off the gross pay of someone who has reached a woman's pension age. In the years before December 2018 a man pays it until he is 65: for a man enter net pay (SSCBA 1992 s 6).",
    "mixed_age_choice_unsettled": "One of the couple is over pension age. Before 15 May 2019 they could have Pension Credit and pension-age Housing Benefit, or Universal Credit, which is what is worked out: if they had the first, say that pension-age help was kept (SI 2019/37).",
    "mixed_age_protection_unsettled": "One of the couple is over pension age, and Universal Credit is worked out. If as a couple they had Pension Credit or pension-age Housing Benefit on 14 May 2019, and one of them ever since, they keep it in place of Universal Credit: ask, and say so (SI 2019/37).",
    "family_premium_unsettled": "No family premium is in the figure. A family with a child that has had it without a break since before 1 May 2016 keeps it: ask, and say so (HB Regs 2006 Sch 3 para 3; SI 2015/1857).",
    "esa_group_unsettled": "Employment and Support Allowance was entered without the group. The figure takes it to be in the assessment phase: if a group was decided, say which, because Housing Benefit's amounts and the benefit cap depend on it.",
    "non_dependant_income_unsettled": "The income of another adult who works 16 hours or more is not shown: the deduction for them is the highest (HB Regs 2006 reg 74(1)-(2)). Their payslips may lower it.",
    "hours_unsettled": "Pay was entered without hours, and the figure takes it to be for no hours. From 16 or 30 hours a week the council leaves more of the earnings out, and childcare too: enter the hours (HB Regs 2006 Sch 4 para 17, reg 28).",
    "tenant_since_before_1996_unsettled": "The bedroom charge is in the figure. Before 3 March 2014 there was none for someone who had had Housing Benefit in the same home without a break since before 1 January 1996: ask (HB (CP) Regs 2006 Sch 3 para 4).",
    "savings_credit_since_2016": "Savings credit since 2016 was not counted: nobody in the claim is over pension age. Check the ages.",
    "attendance_allowance_under_pension_age": "Attendance Allowance was entered for someone under pension age, and counts as entered. At that age only Constant Attendance Allowance, with an industrial injuries benefit or a war pension, can be meant: ask whether it is PIP.",
    "pension_age_in_this_period": "Pension age is reached inside this assessment period. Universal Credit goes on to its end, as shown; Housing Benefit and Pension Credit can begin on the day itself, beside it: claim them at once (UC (TP) Regs 2014 reg 5(2)(c)).",
    "child_age_unlikely": "A child was entered who is older than every adult who could be the parent, or less than 12 years younger than the oldest of them. The figure takes the ages as entered: check both. Enter an adult who lives there among the other adults, and mark the child of another adult as theirs.",
    "over_pension_age_unlikely": "Someone was entered as over pension age, but by their age they cannot be; or as under it, but by their age they have passed it. The figure takes the answer: correct the age, or leave the answer out so that the age decides.",
    "pension_age_before_2016_unlikely": "The answer about pension age before 6 April 2016 does not agree with the ages. The figure takes the answer: correct the ages, or leave the answer out so that the birth dates decide.",
    "pension_age_before_2021_unlikely": "The answer is that somebody reached pension age before 1 April 2021, but by the ages nobody had. The figure takes the answer: correct the ages, or leave the answer out so that the birth dates decide.",
    "working_age_benefit_over_pension_age": "A benefit that ends at pension age (Jobseeker's Allowance, Employment and Support Allowance or Incapacity Benefit) was entered for someone over it. The figure takes it as entered: ask whether it is State Pension that is paid.",
    "rent_without_housing_costs": "Rent or a service charge was entered for a home without housing costs. Nothing helps with it, and it is shown as left to pay: take it away, or choose the kind of home that it is paid for.",
    "rent_of_owner": "Rent was entered for an owner, who has no help with it, and it is shown as left to pay: take it away, or choose shared ownership or the kind of tenancy.",
    "no_rent_entered": "No rent and no service charge was entered for a rented home, so the figure has no help with them: enter them, or say that there are no housing costs.",
    "greater_london_unlikely": "The home was entered as in Greater London, but the rental area is far from it. The benefit cap has London's limit: correct one of the two.",
    "child_of_nobody": "A child was entered as another adult's, but no other adult was entered. The figure has no allowance for the child: enter the adult, or say that the child is of this family.",
    "child_of_non_dependant_missing": "Another adult was entered as responsible for a child under 5, but no such child was entered as theirs. If the child lives in the home, the figure has a bedroom too few: enter the child as that adult's.",
    "carers_allowance_without_carer": "Carer's Allowance (or Carer Support Payment) was entered for someone who was not entered as a carer. It counts in full, and the carer element is not in the figure. Say that they care for somebody, or correct the income (UC Regs 2013 reg 29).",
    "bereavement_benefit_of_couple": "A bereavement benefit was entered for one of a couple, but nobody gets it who lives with a partner. The figure takes it as entered: correct the kind of income. Bereavement Support Payment has a kind of its own (SSCBA 1992 ss 38-39B).",
    "income_without_child": "An income that is paid for a child was entered, but no child of this family. The figure takes it as entered: enter the child, or take the income away.",
    "scottish_payment_elsewhere": "Scottish Child Payment was entered for a home outside Scotland. It changes no figure: check the nation, or take it away.",
    "income_entered_twice": "A benefit that a person can have only once was entered twice for the same person, and both count: take one away, or correct whose it is.",
    "jobseeker_unlikely": "New Style Jobseeker's Allowance was entered for someone who works 16 hours or more, or has Employment and Support Allowance too: it is not paid beside either. The figure takes it as entered: check what is really paid.",
    "non_dependant_works_without_earnings": "Another adult was entered as working 16 hours or more and as having Universal Credit without earnings. The figure takes both as entered: correct one, because the deduction depends on it.",
    "paid_carer_without_benefit": "The answers say that somebody is paid to care for a person, but no care benefit was entered for that person, and a carer is paid only for someone who has one. Add the care benefit (daily living of PIP, care of DLA, Attendance Allowance): it may change the figure.",
    "hours_unlikely": "More than 100 hours of work a week were entered for one person. The figure takes them as entered: check them.",
    "expected_hours_unlikely": "More than 35 hours a week were expected under a minimum income floor, which takes at most 35 (UC Regs 2013 reg 88). The figure takes them as entered: check them.",
    "rent_unlikely": "Rent and service charges of more than £1,000 a week were entered: check the amount and the period that it is for.",
    "pay_unlikely": "Pay or profit of more than £3,000 a week was entered: check the amount and the period that it is for.",
    "income_unlikely": "An income of more than £1,000 a week besides pay was entered: check the amount and the period that it is for.",
    "childcare_unlikely": "Childcare of more than £700 a week for one child was entered: check the amount and the period that it is for.",
    "council_tax_unlikely": "Council tax of more than £8,000 for the year was entered: check the amount, which is for a year after discounts.",
    "benefits_not_yet_uprated": "Housing Benefit has its new rates from this week; other benefits get theirs some days later. The figure takes the benefits as entered; the council may already count their new amounts (HB Regs 2006 reg 42(8)).",
    "non_dependant_pension_credit_under_pension_age": "Pension Credit was entered for another adult in the home who is under pension age, which is unlikely. The figure takes it as entered: check the age and the benefit.",
    "non_dependant_attendance_allowance_under_pension_age": "Attendance Allowance was entered for another adult in the home who is under pension age, which is unlikely: it may be PIP. The figure takes it as entered.",
    "rate_overridden": "A rate was replaced for this calculation: this is a what-if, not the law.",
    "northern_ireland_law": "Northern Ireland has regulations of its own (SR 2016/216) with the same amounts; the provisions shown are those of Great Britain.",
    "northern_ireland_supplementary_payment": "Until 31 March 2028 a Welfare Supplementary Payment can make up for the bedroom charge, and for families also for the benefit cap. It is not in the figures: ask the Department for Communities.",
    "northern_ireland_payment": "In Northern Ireland Universal Credit is paid twice a month, and the housing costs to the landlord, unless the claimant asks otherwise.",
    "scotland_bedroom_charge": "In Scotland councils make up the bedroom charge in full with a Discretionary Housing Payment. It is not in the figures: apply to the council.",
    "scotland_benefit_cap": "In Scotland councils make up what the benefit cap takes from housing costs, as far as they can, with a Discretionary Housing Payment. It is not in the figures: apply to the council.",
    "scotland_choices": "In Scotland the claimant can choose, after the first payment, to be paid twice a month and to have the rent paid to the landlord.",
    "crisis_and_resilience_fund": "The council's Crisis and Resilience Fund (housing payments) may help with the rent that is left to pay. The council decides; no such help is in the figures.",
    "discretionary_housing_payment": "A Discretionary Housing Payment may help with the rent that is left to pay. The council decides; no such help is in the figures.",
    "rates_projected": "The rates of this date are not set yet. They are projected from an assumption of prices and earnings, which is no forecast.",
    "circumstances_surplus_earnings": Words(
        "Surplus earnings from an award that ended count as earnings of this month (UC Regs 2013 reg 54A).",
        "Surplus earnings from an award that ended were taken into account: they count as earnings of this assessment period (UC Regs 2013 reg 54A).",
    ),
    "circumstances_incomes_for_part_of_period": Words(
        "Universal Credit counts an income that starts or ends in this month only for its days (UC Regs 2013 reg 73(2A)).",
        "An income is paid for part of the assessment period. Universal Credit counts it for those days only (UC Regs 2013 reg 73(2A)).",
    ),
    "circumstances_course_year": "Student income was spread over the course year: in equal parts over the assessment periods in which it counts (UC Regs 2013 regs 68-71).",
    "circumstances_late_reclaim": "A late re-claim was taken into account: the elements and the deductions for income are for the days from the claim on (UC Regs 2013 reg 22A).",
    "circumstances_reclaim_in_time": "The re-claim was taken into account and changes nothing. The whole period is paid, because the claim was made within 7 days of the end of the job, or late with good reason, or on the first day (UC Regs 2013 reg 22A).",
    "circumstances_move_from_legacy_benefits": Words(
        "A first transitional element was worked out: the benefits before, less the Universal Credit for these answers. DWP takes the facts of the day of the move, which may differ (UC (TP) Regs 2014 reg 55).",
        "The move from other benefits to Universal Credit was taken into account: the transitional element of the first assessment period was worked out from the facts of this case (UC (TP) Regs 2014 reg 55).",
    ),
    "circumstances_transitional_sdp": Words(
        "The award of this first month has a transitional SDP element, because the award before had a severe disability premium. It does not have the further amounts, such as those for an enhanced disability premium or disabled children (UC (TP) Regs 2014 Sch 2).",
        "The award before Universal Credit had a severe disability premium. This was taken into account: the transitional SDP element of the first assessment period is in the award (UC (TP) Regs 2014 Sch 2).",
    ),
    "circumstances_two_week_run_on": "Housing Benefit goes on for two weeks from the first day of Universal Credit, at the rate of the award before the move. Universal Credit does not count it, nobody recovers it, and it is not in the figures of this month; the explanation has its amount (UC (TP) Regs 2014 reg 8A).",
    "circumstances_owner_service_charges": Words(
        "Service charges of an owner are included, because the owner has had nine months without earnings; in a month with any earnings they are not included (UC Regs 2013 Sch 5).",
        "The qualifying period of an owner was taken into account: eligible service charges are included, but not in a period with any earnings (UC Regs 2013 Sch 5).",
    ),
    "circumstances_owner_qualifying_period": Words(
        "Nothing is included for the service charges of an owner, because the owner has not had nine months in a row on Universal Credit without earnings yet (UC Regs 2013 Sch 5 para 5).",
        "Nothing is included for the service charges of an owner: the qualifying period of nine assessment periods in a row without earnings is not over yet (UC Regs 2013 Sch 5 para 5).",
    ),
    "circumstances_rent_could_be_afforded": Words(
        "No bedroom charge for the first 13 weeks of the award, because the tenant could afford the rent when they took it on (HB Regs 2006 reg 12BA).",
        "The tenant could afford the rent when they took it on. This was taken into account: there is no bedroom charge for the first 13 weeks (HB Regs 2006 reg 12BA).",
    ),
    "circumstances_rent_could_be_afforded_over": Words(
        "The tenant could afford the rent when they took it on, but this changes nothing any more: the first 13 weeks of the award are over (HB Regs 2006 reg 12BA).",
        "The tenant could afford the rent when they took it on. This has no effect on this date, because the 13 weeks are over (HB Regs 2006 reg 12BA).",
    ),
    "circumstances_tenant_since_before_1996": "Housing Benefit in the same home since before 1 January 1996 was taken into account: there is no bedroom charge before 3 March 2014 (HB (CP) Regs 2006 Sch 3 para 4).",
    "circumstances_tenant_since_before_1996_over": "Housing Benefit in the same home since before 1 January 1996 has no effect on this date: from 3 March 2014 the bedroom charge applies (SI 2014/212).",
    "circumstances_fuel_in_rent": "Housing Benefit took the fuel that the rent includes off the rent, at the standard amounts. The tenant may show that it costs less (HB Regs 2006 Sch 1 para 6).",
    "circumstances_meals_in_rent": "Housing Benefit took the meals that the rent includes off the rent, at the standard amounts, whatever the landlord charges for them (HB Regs 2006 Sch 1 para 2).",
    "circumstances_deferred_deduction": Words(
        "A new or higher deduction for another adult does not count yet: it waits 26 weeks from the change (HB (SPC) Regs 2006 reg 59(10)).",
        "A new or higher deduction for a non-dependant does not count yet: it waits for 26 weeks (HB (SPC) Regs 2006 reg 59(10)).",
    ),
    "circumstances_deferred_deduction_over": Words(
        "The deduction for another adult counts in full: the 26 weeks since the change are over (HB (SPC) Regs 2006 reg 59(10)).",
        "A deduction for a non-dependant was entered as deferred, but the 26 weeks are over, so it counts in full (HB (SPC) Regs 2006 reg 59(10)).",
    ),
    "circumstances_extended_payment": "An extended payment was taken into account: for four weeks the award is the one before work, or that of the week itself if it is more, and no benefit cap applies (HB Regs 2006 regs 73B, 73E).",
    "circumstances_extended_payment_over": "An extended payment has no effect in this week: it is for the four benefit weeks after the one in which the qualifying benefit ended (HB Regs 2006 reg 73A).",
    "circumstances_working_age_council_tax": "Council Tax Reduction was worked out by the council's own scheme, as it was given (LGFA 1992 s 13A).",
    "circumstances_council_tax_no_income": "The council's own scheme of Council Tax Reduction was given, but could not be worked out: no Universal Credit is in payment and no Housing Benefit is worked out, so that no income is known (LGFA 1992 s 13A).",
}
WARNINGS = _words(_WARNINGS)
"""The short ones are the words of the call app for facts that its form asks beside the case."""


def elements() -> Iterator[tuple[str, str]]:
    """Each element of Universal Credit with its label, in the order of the award."""
    return ((name, EVERYDAY.get(name) or RULES[f"{name}_pm"].label) for name in ELEMENTS)


def universal_credit_rows() -> Iterator[tuple[str, str]]:
    """Each amount of a result's Universal Credit with its label, from the elements to the award."""
    yield from elements()
    yield "maximum_amount", "Together (maximum amount)"
    for name, cause in TAKEN_OFF.items():
        yield name, f"less for {cause}"
    yield "award", AWARDS["universal_credit"]


def warning_sentence(code: str, **figures: Decimal) -> str:
    """The sentence of a warning, with its amounts in pounds."""
    return WARNINGS[code].full.format(**{name: f"£{amount:,.2f}" for name, amount in figures.items()})


_NAMES = (
    "Universal Credit",
    "Housing Benefit",
    "Pension Credit",
    "Child Benefit",
    "National Insurance",
    "Local Housing",
)


def assumption(projection: str) -> str:
    """A sentence that says what projected rates rest on."""
    return f"The rates are {projection}. That is an assumption, not a forecast."


def in_a_sentence(label: str) -> str:
    """A label with a small first letter, unless it begins with a name."""
    return label if label.startswith(_NAMES) else label[:1].lower() + label[1:]


def money(amount: Decimal, per: str = "") -> str:
    """``£1,424.90``, ``£424.90 a month``, ``−£5.00 a week``."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f} {per}".rstrip()
