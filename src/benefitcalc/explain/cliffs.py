"""The cliffs of the law: where a little more of something leaves a household with less. Each has its provision.

Tenants ask officers about them, and the tests explain every fall that they meet by one of them.
``python -m benefitcalc.explain.cliffs`` prints the list, which is kept in ``docs/cliffs.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benefitcalc.rates import Basis, RateBook, rate_book, rate_year

_RATE = re.compile(r"\{([\w.]+)\}")


@dataclass(frozen=True, slots=True)
class Cliff:
    """One cliff. ``what`` describes it in a sentence or two, with the keys of the rates that it names in braces."""

    title: str
    what: str
    law: str

    def sentence(self, book: RateBook) -> str:
        """The description, with the newest rates that are checked."""
        period, week = (book.on(book.checked_until, basis) for basis in (Basis.ASSESSMENT_PERIOD, Basis.HB_WEEKLY_RENT))

        def text(match: re.Match[str]) -> str:
            return str((week if match[1].startswith("hb.") else period)[match[1]].text)

        return _RATE.sub(text, self.what)


CLIFFS = {
    "first_rent": Cliff(
        "The first pound of rent in Universal Credit",
        "With any help for rent, the lower work allowance counts ({uc.work_allowance.lower}) in place of the higher one ({uc.work_allowance.higher}). Someone with earnings can lose more by it than a small rent brings.",
        "UC Regs 2013 reg 22(2)",
    ),
    "full_help_ends": Cliff(
        "The last pound of Universal Credit or guarantee credit, beside Housing Benefit",
        "While any is paid, Housing Benefit looks at no income and no savings. When the last of it is gone, it looks at all of them, so that a pound more of income can cost many pounds of rent.",
        "HB Regs 2006 Sch 4 para 12, Sch 5 para 4, Sch 6 para 5; HB (SPC) Regs 2006 reg 26",
    ),
    "savings_limit": Cliff(
        "Savings above the limit",
        "A penny above {uc.capital.upper_limit} ends Universal Credit, and above {hb.capital.working_age.upper_limit} Housing Benefit, unless a benefit brings full help. Pension Credit has no limit.",
        "UC Regs 2013 reg 18; HB Regs 2006 reg 43; HB (SPC) Regs 2006 reg 43",
    ),
    "savings_step": Cliff(
        "Each step of savings",
        "A penny into the next {uc.capital.tariff_step} counts as {uc.capital.tariff_amount} of income in Universal Credit; in Housing Benefit as {hb.capital.working_age.tariff_amount}, and at pension age a penny into the next {hb.capital.pension_age.tariff_step} as {hb.capital.pension_age.tariff_amount}.",
        "UC Regs 2013 reg 72; HB Regs 2006 reg 52; HB (SPC) Regs 2006 reg 29; SPC Regs 2002 reg 15(6)",
    ),
    "smallest_award": Cliff(
        "The smallest award of Housing Benefit",
        "Less than {hb.minimum_weekly_award} is not paid.",
        "HB Regs 2006 reg 75; HB (SPC) Regs 2006 reg 56",
    ),
    "benefit_cap_earnings": Cliff(
        "Pay just below the benefit cap's threshold",
        "Pay of {benefit_cap.uc_earnings_threshold} in the assessment period keeps the cap away. A penny less, and all of it applies.",
        "UC Regs 2013 reg 82(1)(a)",
    ),
    "grace_period_ends": Cliff(
        "The end of the benefit cap's grace period",
        "For nine months after work the cap is left out, and in Housing Benefit for 39 weeks. Then all of it applies.",
        "UC Regs 2013 reg 82(1)(b), (2); HB Regs 2006 reg 75E",
    ),
    "additional_disregard": Cliff(
        "The additional disregard of pay, in Housing Benefit",
        "Of those who work enough hours {hb.earnings_disregard.additional} more is left out, where pay reaches it and all other disregards together. Whoever gets a higher disregard, or pays more for childcare, can fall short of that and lose it.",
        "HB Regs 2006 Sch 4 para 17; HB (SPC) Regs 2006 Sch 4 para 9",
    ),
    "permitted_work": Cliff(
        "Pay above the limit of permitted work",
        "Of someone on new style Employment and Support Allowance, Housing Benefit leaves out all pay up to {hb.permitted_work.higher_limit}. A penny more, and only the ordinary disregard is left.",
        "HB Regs 2006 Sch 4 para 10A",
    ),
    "sixteen_hours_of_permitted_work": Cliff(
        "Sixteen hours of permitted work",
        "At 16 hours a week the work is no longer permitted work, and Housing Benefit counts the pay.",
        "HB Regs 2006 Sch 4 para 10A",
    ),
    "component_in_place_of_premium": Cliff(
        "Limited capability for work, in Housing Benefit",
        "A claimant with limited capability for work has no disability premium. A component stands in its place, which can be less, and since 3 April 2017 is mostly none for limited capability for work alone.",
        "HB Regs 2006 Sch 3 paras 13(9), 21-24",
    ),
    "minimum_income_floor": Cliff(
        "The minimum income floor",
        "After the start-up period of someone self-employed, Universal Credit counts what the minimum wage would bring, earned or not; and more of it from the age at which the minimum wage is higher.",
        "UC Regs 2013 regs 62, 63, 90",
    ),
    "child_grows_up": Cliff(
        "1 September after a 16th or 19th birthday, and the 20th birthday",
        "A child who does not stay in education counts until 1 September after the 16th birthday. One who does counts in Universal Credit until 1 September after the 19th, and in Child Benefit and Housing Benefit until the 20th. With the last child goes the work allowance, and a single person's benefit cap comes.",
        "UC Regs 2013 reg 5; CB Regs 2006 reg 3; HB Regs 2006 reg 19",
    ),
    "childcare_ends": Cliff(
        "1 September after a 16th birthday, with childcare",
        "Childcare charges count in Universal Credit until then.",
        "UC Regs 2013 reg 33",
    ),
    "other_adult_turns_18": Cliff(
        "The 18th birthday of another adult in the home, in Housing Benefit",
        "From {hb.non_dependant.min_age} there is a deduction for them, and from 25 also for someone on Universal Credit without earnings.",
        "HB Regs 2006 reg 74(1), (7), (8); HB (SPC) Regs 2006 reg 55(1), (7), (8)",
    ),
    "other_adult_turns_21": Cliff(
        "The 21st birthday of another adult in the home, in Universal Credit",
        "From {uc.housing_cost_contribution.min_age} the law expects them to pay {uc.housing_cost_contribution} towards the rent.",
        "UC Regs 2013 Sch 4 paras 13, 16",
    ),
    "other_adults_child_turns_5": Cliff(
        "The fifth birthday of another adult's child, in Universal Credit",
        "Someone responsible for a child under 5 does not have to contribute; from the birthday they do.",
        "UC Regs 2013 Sch 4 para 16",
    ),
    "other_adult_works_16_hours": Cliff(
        "Sixteen hours of work of another adult in the home, in Housing Benefit",
        "From {hb.non_dependant.remunerative_work_hours} the deduction goes by their gross income, and without proof of it is the highest.",
        "HB Regs 2006 reg 74(1), (2); HB (SPC) Regs 2006 reg 55(1), (2)",
    ),
    "other_adult_in_the_next_band": Cliff(
        "A pound more of another adult's pay, in Housing Benefit",
        "Deductions go by bands of gross income: from {hb.non_dependant.gross_income_threshold.band_2}, {hb.non_dependant.gross_income_threshold.band_3}, {hb.non_dependant.gross_income_threshold.band_4}, {hb.non_dependant.gross_income_threshold.band_5} and {hb.non_dependant.gross_income_threshold.band_6}.",
        "HB Regs 2006 reg 74(2); HB (SPC) Regs 2006 reg 55(2)",
    ),
    "other_adult_moves_in": Cliff(
        "Another adult who moves in, where someone is severely disabled",
        "The severe disability premium of Housing Benefit and the addition of Pension Credit end, unless the other adult is severely disabled too.",
        "HB Regs 2006 Sch 3 para 14; HB (SPC) Regs 2006 Sch 3 para 6; SPC Regs 2002 Sch I para 1",
    ),
    "bedroom_left_spare": Cliff(
        "A bedroom that is spare when someone leaves",
        "With one bedroom more than needed {uc.under_occupancy.reduction_one_bedroom} of the rent comes off, with two or more {uc.under_occupancy.reduction_two_or_more}; a private rent is held to the allowance for fewer bedrooms.",
        "UC Regs 2013 Sch 4 paras 25, 36; HB Regs 2006 regs B13, 13D",
    ),
    "pension_age": Cliff(
        "Pension age",
        "Universal Credit ends, with what only it has: childcare, the elements for health and transition. Pension Credit and Housing Benefit begin, with rules of their own: deductions for other adults by income, no help with childcare.",
        "WRA 2012 s 4(1)(b); SPC Act 2002 s 1; HB (SPC) Regs 2006 reg 5",
    ),
    "partner_under_pension_age": Cliff(
        "A partner under pension age who moves in with someone over it",
        "Pension Credit and Housing Benefit end for a new couple of mixed age, and Universal Credit takes their place: it counts pensions in full, and has the bedroom charge and lower amounts.",
        "SPC Act 2002 s 4(1A); SI 2019/37 art 4",
    ),
    "partner_not_in_work": Cliff(
        "A partner without work, where childcare is paid for",
        "Help with childcare needs work of both, unless one cannot care for the children. With a partner who could, it ends.",
        "UC Regs 2013 reg 32; HB Regs 2006 reg 28; HB (SPC) Regs 2006 reg 31",
    ),
    "partner_of_a_severely_disabled_person": Cliff(
        "The partner of a severely disabled person, in Housing Benefit at working age",
        "The severe disability premium ends, unless the partner is severely disabled too, and it is more than what the law says a couple needs above a single person.",
        "HB Regs 2006 Sch 3 para 14",
    ),
}
"""The cliffs by code."""


def catalogue(book: RateBook | None = None) -> str:
    """The list as Markdown."""
    return "\n".join(_lines(rate_book() if book is None else book)) + "\n"


def _lines(book: RateBook) -> Iterator[str]:
    yield from (
        "# Cliffs",
        "",
        "This page lists where a little more of something leaves a household with less, and why.",
        "`python -m benefitcalc.explain.cliffs` writes it, and a test keeps it in step with the code. Other tests compare",
        "thousands of pairs of households, and explain every fall that they find by one of these cliffs.",
        "",
        f"Amounts are those of {rate_year(book.checked_until, Basis.ASSESSMENT_PERIOD)}.",
    )
    for cliff in CLIFFS.values():
        yield from ("", f"## {cliff.title}", "", cliff.sentence(book), "", f"*{cliff.law}*")


if __name__ == "__main__":
    print(catalogue(), end="")  # noqa: T201  this is a command
