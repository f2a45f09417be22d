"""Households made at random, in the case file's form: the likely, the rare, and those a penny or a day from an edge.

`random_case(random.Random(seed))` gives the same household for the same seed. Profiles: `universal_credit` (every
tenure, all years), `housing_benefit` (working age, not claiming Universal Credit), `pension_age`; `None` mixes them.
"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from .common import (
    WEEKS_IN,
    Case,
    add_months,
    age_on,
    assessment_period_end,
    child_until_september,
    first_monday,
    shown,
)
from .household import over_pension_age
from .universal_credit import Household, universal_credit_is_the_scheme

FIRST_DAY, LAST_DAY = date(2013, 4, 29), date(2027, 3, 31)
EDGE_DAYS = [
    date(2016, 4, 10), date(2016, 4, 11), date(2016, 11, 6), date(2016, 11, 7), date(2017, 3, 31), date(2017, 4, 1),
    date(2017, 4, 5), date(2017, 4, 6), date(2018, 4, 11), date(2019, 2, 1), date(2019, 5, 14), date(2019, 5, 15),
    date(2020, 3, 12), date(2020, 3, 13), date(2021, 3, 6), date(2021, 3, 7), date(2021, 7, 31), date(2021, 8, 1),
    date(2021, 9, 5), date(2021, 9, 6), date(2021, 9, 7), date(2021, 9, 30), date(2021, 10, 1), date(2021, 10, 24),
    date(2021, 10, 25), date(2021, 11, 24), date(2023, 6, 27), date(2023, 6, 28), date(2024, 1, 29), date(2024, 2, 29),
    date(2025, 1, 26), date(2025, 1, 27), date(2026, 1, 29), date(2026, 1, 30), date(2026, 1, 31), date(2026, 4, 5),
    date(2026, 4, 6), date(2026, 10, 5), date(2027, 3, 31),
]  # fmt: skip
ADULT_EDGES = [16, 17, 18, 20, 21, 22, 23, 24, 25, 34, 35, 59, 60, 64, 65]
MIXED_AGES = [65, 66, 67, 68, 70, 74, 80]
PENSION_EDGES = [60, 61, 62, 63, 64, 65, 66, 67, 68, 75, 82]
CHILD_EDGES = [0, 1, 4, 5, 8, 9, 10, 11, 15, 16, 17, 18, 19]
PIP = ["pip_daily_living_standard", "pip_daily_living_enhanced", "pip_mobility_standard", "pip_mobility_enhanced"]
DLA = ["dla_care_lowest", "dla_care_middle", "dla_care_highest", "dla_mobility_lower", "dla_mobility_higher"]
ATTENDANCE_ALLOWANCE = ["attendance_allowance_lower", "attendance_allowance_higher"]
AFIP = ["afip"]
UNDER_PENSION_AGE = [PIP] * 6 + [DLA] * 3 + [AFIP]
OVER_PENSION_AGE = [ATTENDANCE_ALLOWANCE] * 6 + [PIP] * 2 + [DLA, AFIP]
"""Nobody gets two of these benefits at a time, nor Attendance Allowance under pension age, nor PIP under 16."""
UC_INCOMES = [
    "occupational_pension", "new_style_jsa", "new_style_esa", "carers_allowance", "maternity_allowance",
    "industrial_injuries", "widowed_parents_allowance", "widows_pension", "bereavement_allowance",
    "spousal_maintenance", "student_income", "insurance", "other_taxable", "statutory_sick_pay",
    "statutory_maternity_pay", "child_maintenance", "guardians_allowance", "bereavement_support_payment",
    "war_pension", "scottish_child_payment", "fostering_allowance", "lodger", "boarder",
    "discretionary_housing_payment", "other_disregarded", "child_benefit", "severe_disablement_allowance",
    "incapacity_benefit",
]  # fmt: skip
LEGACY_INCOMES = ["income_support", "income_based_jsa", "income_related_esa"]
AREAS = {
    "england": ["Inner North London", "Central Greater Manchester", "Leeds", "Cambridge", "Birmingham"],
    "scotland": ["Greater Glasgow", "Lothian"],
    "wales": ["Cardiff", "Swansea"],
    "northern_ireland": ["Belfast"],
}
SPECIFIED = ["exempt_accommodation", "managed_property", "refuge", "local_authority_hostel"]
TEMPORARY_ON_HOUSING_BENEFIT = date(2018, 4, 11)  # SI 2018/65
NEEDS_BEDROOMS = {"social_rent", "managed_property", "refuge", "local_authority_hostel"}


def random_case(rng: Random, profile: str | None = None) -> Case:
    """One household of the profile."""
    profile = profile or rng.choices(["universal_credit", "housing_benefit", "pension_age"], [70, 15, 15])[0]
    return _Maker(rng, profile).case()


def _plain(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"


def _money(pence: int, per: str) -> Case:
    return {"amount": _plain(pence), "per": per}


class _Maker:
    def __init__(self, rng: Random, profile: str) -> None:
        self.rng, self.profile = rng, profile
        self.on = self._date()
        self.period_end = assessment_period_end(self.on)

    def chance(self, percent: float) -> bool:
        return self.rng.random() * 100 < percent

    def pence(self, low: int, high: int) -> int:
        """An amount in pence; a third of the time a whole number of pounds or of ten pence."""
        amount = self.rng.randint(low, high)
        return amount if self.chance(66) else amount - amount % self.rng.choice([10, 50, 100])

    def _date(self) -> date:
        kind = self.rng.random()
        if kind < 0.15:
            return self.rng.choice(EDGE_DAYS)
        if kind < 0.35:  # about an uprating day
            year = self.rng.randint(2014, 2026)
            day = self.rng.choice([first_monday(year, 4, 6), first_monday(year, 4, 1), date(year, 4, 1)])
            return day + timedelta(days=self.rng.randint(-2, 2))
        if kind < 0.45:  # about a 1 September, when children grow up
            return date(self.rng.randint(2014, 2026), 9, 1) + timedelta(days=self.rng.randint(-33, 2))
        if kind < 0.7:  # the years that matter most
            return date(2025, 4, 7) + timedelta(days=self.rng.randint(0, (LAST_DAY - date(2025, 4, 7)).days))
        return FIRST_DAY + timedelta(days=self.rng.randint(0, (LAST_DAY - FIRST_DAY).days))

    # --- people ---

    def _age(self, age: int, *, youngest: int = 0, oldest: int = 120) -> Case:
        """An age, or a date of birth that makes it, sometimes with a birthday on an edge of the period."""
        if self.chance(40):
            return {"age": age}
        birthday = add_months(self.on, -12 * age)
        shift = self.rng.choice([0, 1, -1, (self.period_end - self.on).days, (self.period_end - self.on).days + 1])
        if self.chance(50):
            shift = -self.rng.randint(0, 364)
        person: Case = {"born": min(birthday + timedelta(days=shift), self.on).isoformat()}
        if not youngest <= age_on(person, self.on, self.on) <= oldest:
            return {"age": age}
        if self.chance(10):
            person["age"] = age_on(person, self.on, self.on)
        return person

    def _couple_or_single(self, couple: bool) -> Case:
        """Claimant and partner; of one couple in twelve somebody is about pension age or over it."""
        older = self.rng.choice(["claimant", "partner"]) if couple and self.chance(8) else None
        claimant = self._adult(self.rng.choice(MIXED_AGES) if older == "claimant" else None)
        partner = self._adult(self.rng.choice(MIXED_AGES) if older == "partner" else None) if couple else None
        if partner and self.chance(4):  # two of whom one has the protected amount, and somebody cares
            for person, capability in zip((claimant, partner), ("lcwra_protected", "lcwra_standard"), strict=True):
                person["work_capability"] = capability
            self.rng.choice([claimant, partner])["carer"] = True
        return {"claimant": claimant, "partner": partner}

    def _adult_age(self) -> int:
        if self.profile == "pension_age":
            return self.rng.choice(PENSION_EDGES) if self.chance(30) else self.rng.randint(67, 95)
        if self.chance(35):
            return self.rng.choice(ADULT_EDGES)
        return self.rng.randint(60, 68) if self.chance(5) else self.rng.randint(18, 59)

    def _adult(self, age: int | None = None) -> Case:
        person = self._age(self._adult_age() if age is None else age, youngest=16)
        if self.chance(2):
            person["over_pension_age"] = self.chance(30 if self.profile != "pension_age" else 90)
        if self.chance(18):
            person["work_capability"] = self.rng.choice(
                ["lcw_without_element", "lcw", "lcwra_standard", "lcwra_standard", "lcwra_protected"]
            )
        if self.chance(6):
            person["esa"] = self.rng.choice(["work_related_activity", "support"])
        if self.chance(12):
            person["carer"] = True
        if self.chance(30 if self.profile == "pension_age" else 18):
            over = over_pension_age({"date": self.on.isoformat()}, person)
            person["disability_benefits"] = self._codes(OVER_PENSION_AGE if over else UNDER_PENSION_AGE)
        if self.chance(3):
            person["severely_sight_impaired"] = True
        if self.chance(3):
            person["has_paid_carer"] = True
        if self.chance(4):
            person["student"] = True
        if self.chance(45 if self.profile != "pension_age" else 25):
            person["employment"] = self._employment()
            self._payday(person["employment"])
        if self.chance(12 if self.profile != "pension_age" else 5):
            person["self_employment"] = self._self_employment()
        return person

    def _codes(self, benefits: list[list[str]]) -> list[str]:
        """One of the benefits: one component of it or two, each at one rate."""
        among = self.rng.choice(benefits)
        first, second = self.rng.choices(among, k=2)
        same = first.rpartition("_")[0] == second.rpartition("_")[0]
        return [first] if same or self.chance(66) else [first, second]

    def _employment(self) -> Case:
        hours = self.rng.choice([1, 8, 12, 16, 16, 20, 24, 30, 37])
        if self.chance(60):
            per, most = self.rng.choice(
                [("month", 240000), ("month", 240000), ("week", 55000), ("fortnight", 110000), ("four_weeks", 220000),
                 ("quarter", 700000), ("year", 2800000)]
            )  # fmt: skip
            return {"net": _money(self.pence(0, most), per), "hours_per_week": hours}
        per, most = self.rng.choice(
            [("week", 90000), ("fortnight", 160000), ("four_weeks", 320000), ("month", 380000), ("month", 700000),
             ("quarter", 1000000), ("year", 4500000), ("year", 7000000)]
        )  # fmt: skip
        gross = self.pence(most // 20, most)
        employment: Case = {"gross": _money(gross, per), "hours_per_week": hours}
        if self.chance(50):
            contribution = gross * self.rng.choice([3, 5, 8]) // 100
            # A contribution may be entered by another period than the pay's: small enough, it is still within it.
            other = self.rng.choice(["month", "year"]) if per == "month" and self.chance(20) else per
            employment["pension_contribution"] = _money(contribution, other)
        return employment

    def _payday(self, employment: Case) -> None:
        """Most of those paid by the week or a multiple say when: within the period, at its edges, or months away."""
        per = (employment.get("net") or employment["gross"])["per"]
        if per not in WEEKS_IN or self.chance(30):
            return
        days = (self.period_end - self.on).days
        near = self.rng.choice([0, -1, 1, days, days + 1, self.rng.randint(0, days), self.rng.randint(-120, 120)])
        employment["paid_on"] = (self.on + timedelta(days=near)).isoformat()

    def _self_employment(self) -> Case:
        per, most = self.rng.choice([("month", 260000)] * 6 + [("week", 60000), ("quarter", 800000), ("year", 3000000)])
        return {
            "net_profit": _money(self.pence(0, most), per),
            "hours_per_week": self.rng.choice([8, 16, 24, 30, 35, 45]),
            "minimum_income_floor": self.chance(60),
            "expected_hours": self.rng.choice([16, 20, 30, 35, 35, 35]),
        }

    def _children(self, *, of_non_dependant: bool = False) -> list[Case]:
        if self.profile == "pension_age" and not self.chance(12):
            return []
        count = self.rng.choices(range(8), [35, 20, 18, 12, 7, 4, 2, 2])[0] if not of_non_dependant else 1
        return [self._child(of_non_dependant=of_non_dependant) for _ in range(count)]

    def _child(self, *, of_non_dependant: bool) -> Case:
        age = self.rng.choice(CHILD_EDGES) if self.chance(50) else self.rng.randint(0, 17)
        child = self._age(age, oldest=19)
        if self.chance(8) and date(2017, 4, 8) < self.on < date(2037, 1, 1):
            child = {"born": date(2017, 4, self.rng.choice([5, 6, 7])).isoformat()}
        child["sex"] = self.rng.choice(["male", "female"])
        age = age_on(child, self.on, self.on)
        if age >= 15 and self.chance(40):  # born about a 1 September
            shift = self.rng.choice([-1, 0, 1, self.rng.randint(-20, 20)])
            about = date(self.on.year - age, 9, 1) + timedelta(days=shift)
            if about <= self.on and 15 <= age_on({"born": about.isoformat()}, self.on, self.on) <= 19:
                child = {"born": about.isoformat(), "sex": child["sex"]}
                age = age_on(child, self.on, self.on)
        if not child_until_september(child, self.on, self.on):  # out of education it is an adult
            child["in_education"] = self.chance(85)
        elif age >= 15 and self.chance(60):  # nothing is asked yet
            child["in_education"] = self.chance(50)
        if self.chance(14):
            child["disability_benefits"] = self._codes([DLA] if age < 16 else [DLA, PIP])
            child["cannot_share_bedroom"] = self.chance(40)
        if self.chance(2):
            child["severely_sight_impaired"] = True
        if of_non_dependant:
            child["of_non_dependant"] = True
            return child
        if self.chance(10):
            child["two_child_limit_exception"] = True
        if age < 15 and self.chance(18):
            child["childcare"] = self.rng.choice(
                [_money(self.pence(5000, 140000), "month"), _money(self.pence(1000, 30000), "week")]
            )
        return child

    def _non_dependants(self) -> list[Case]:
        people = [self._non_dependant() for _ in range(self.rng.choices([0, 1, 2, 3], [70, 18, 9, 3])[0])]
        if len(people) >= 2 and self.chance(50):
            people[0]["couple_with"], people[1]["couple_with"] = 1, 0
        return people

    def _non_dependant(self) -> Case:
        person = self._age(self.rng.choice([18, 19, 20, 20, 21, 21, 24, 25, 30, 45, 70, 82]))
        old = age_on(person, self.on, self.on) >= 68
        if self.chance(60):
            person["works_16_hours"] = True
        if self.chance(60):
            person["gross_income"] = _money(self.pence(0, 70000), "week")
        if self.chance(15):
            person["disability_benefits"] = self._codes(OVER_PENSION_AGE if old else UNDER_PENSION_AGE)
        if self.chance(2):
            person["severely_sight_impaired"] = True
        if self.chance(25):
            working_age = ["universal_credit_no_earnings", "income_related_legacy"]
            person["benefits"] = [self.rng.choice([*(["pension_credit"] if old else working_age), "carers_allowance"])]
        for flag, percent in (
            ("student", 6), ("responsible_for_child_under_5", 6), ("armed_forces_away", 3), ("prisoner", 2),
        ):  # fmt: skip
            if self.chance(percent):
                person[flag] = True
        return person

    # --- the home ---

    def _tenure(self) -> str:
        temporary = ["temporary_accommodation"] * (self.on >= TEMPORARY_ON_HOUSING_BENEFIT)
        if self.profile == "universal_credit":
            return self.rng.choice(
                ["social_rent"] * 10 + ["private_rent"] * 4 + ["shared_ownership", "no_housing_costs", "owner_occupier"]
                + SPECIFIED + temporary * 3
            )  # fmt: skip
        return self.rng.choice(["social_rent"] * 8 + ["private_rent"] * 2 + SPECIFIED + temporary * 2)

    def _rent(self) -> Case:
        per = self.rng.choices(
            ["week", "fortnight", "four_weeks", "month", "quarter", "year"], [50, 6, 10, 30, 2, 2]
        )[0]  # fmt: skip
        in_a_year = {"week": 52, "fortnight": 26, "four_weeks": 13, "month": 12, "quarter": 4, "year": 1}[per]
        annual = self.pence(180000, 1500000 if self.chance(80) else 3000000)
        rent = _money(annual // in_a_year, per)
        weeks = {"week": 1, "fortnight": 2, "four_weeks": 4}.get(per)
        if weeks and self.chance(20):
            rent["rent_free_weeks"] = weeks * self.rng.randint(1, 4 if weeks < 4 else 1)
        return rent

    def _tenancy(self, country: str, family: int) -> Case:
        tenancy: Case = {"tenure": self._tenure()}
        if tenancy["tenure"] in {"no_housing_costs", "owner_occupier"}:
            return tenancy
        rent = tenancy["rent"] = self._rent()
        if tenancy["tenure"] in NEEDS_BEDROOMS or self.chance(60):
            tenancy["bedrooms"] = self.rng.choice([1, 2, 2, 3, 3, 4, 5])
        tenancy["service_charges"] = self._service_charges(rent)
        if self.chance(8):
            part = int(Fraction(rent["amount"]) * 100) * self.rng.randint(1, 15) // 100
            tenancy["ineligible_in_rent"] = _money(part, rent["per"])
        if tenancy["tenure"] == "private_rent":
            self._allowance(tenancy, country)
        if self.chance(40 if tenancy["tenure"] == "private_rent" else 15):
            self._liability(tenancy, family)
        for flag, percent in (
            ("overnight_carer_bedroom", 10), ("foster_bedroom", 4), ("couple_cannot_share_bedroom", 8),
            ("sanctuary_scheme", 3), ("bereavement_protection", 1 if self.profile != "universal_credit" else 0),
        ):  # fmt: skip
            if self.chance(percent):
                tenancy[flag] = True
        return tenancy

    def _service_charges(self, rent: Case) -> list[Case]:
        charges = []
        for number in range(self.rng.choices([0, 1, 2, 3], [50, 25, 15, 10])[0]):
            timing = rent if self.chance(75) else {"per": self.rng.choice(["week", "month", "year"])}
            charge = {"label": f"charge {number + 1}", **timing, "eligible": self.chance(65)}
            if charge["per"] == "week" and self.chance(10):
                charge["rent_free_weeks"] = self.rng.randint(0, 6)
            charge["amount"] = _plain(self.pence(50, 2500 if rent["per"] == "week" else 9000))
            charges.append(charge)
        return charges

    def _allowance(self, tenancy: Case, country: str) -> None:
        in_the_table = self.on >= date(2024 if country == "northern_ireland" else 2015, 4, 15)
        if in_the_table and self.chance(60):
            tenancy["brma"] = self.rng.choice(AREAS[country])
        else:
            tenancy["local_housing_allowance"] = self.rng.choice(
                [_money(self.pence(30000, 150000), "month"), _money(self.pence(7000, 35000), "week")]
            )
        if self.chance(5):
            tenancy["shared_accommodation_rate_exempt"] = True
        if self.chance(30):
            tenancy["shares_home"] = True

    def _liability(self, tenancy: Case, family: int) -> None:
        in_claim = min(self.rng.choice([1, 1, 2]), family)
        tenancy["people_liable_in_claim"] = in_claim
        tenancy["people_liable"] = in_claim + self.rng.choice([0, 1, 1, 2])
        if self.chance(20):
            tenancy["rent_share"] = self.rng.choice(["1/2", "2/3", "1/3", "3/4"])

    # --- money ---

    def _incomes(self, members: dict[str, Case]) -> list[Case]:
        incomes = []
        for person, facts in members.items():
            over = over_pension_age({"date": self.on.isoformat()}, facts)
            if over and (self.profile == "pension_age" or self.chance(50)):
                incomes.append(self._income("state_pension", person, 8000, 30000))
            if self.profile == "pension_age" and self.chance(50):
                incomes.append(self._income("occupational_pension", person, 500, 25000))
            if self.profile == "housing_benefit" and person == "claimant" and self.chance(30):
                incomes.append(self._income(self.rng.choice(LEGACY_INCOMES), person, 5000, 13000))
            for kind in self.rng.sample(UC_INCOMES, self.rng.choices([0, 1, 2, 3], [60, 25, 10, 5])[0]):
                if kind != "child_benefit" or person == "claimant":
                    incomes.append(self._income(kind, person, 0, 20000))  # noqa: PERF401
        return incomes

    def _income(self, kind: str, of: str, low: int, high: int) -> Case:
        per, times = self.rng.choice([("week", 1), ("week", 1), ("four_weeks", 4), ("month", 4), ("year", 52)])
        amount = self.pence(low * times, high * times)
        if kind != "child_benefit":  # where 0.00 means that it is not claimed
            amount = max(1, amount)
        return {"kind": kind, **_money(amount, per), "of": of}

    def _capital(self) -> str:
        kind = self.rng.random()
        if kind < 0.5:
            pence = self.pence(0, 600000)
        elif kind < 0.75:
            pence = self.rng.choice([600000, 625000, 650000, 1000000, 1600000]) + self.rng.choice([-1, 0, 1])
        else:
            pence = self.pence(600000, 1700000)
        return _plain(pence)

    def _award(self) -> Case | None:
        if self.profile == "housing_benefit":
            return {"claimed": False, "benefit_cap_grace_period": self.chance(5)}
        award: Case = {}
        if self.chance(8):
            award["transitional_element"] = _plain(self.pence(1, 60000))
        if self.chance(4):
            award["transitional_capital_disregard"] = True
        if self.chance(6):
            award["benefit_cap_grace_period"] = True
        return award or None

    # --- the household ---

    def case(self) -> Case:
        country = self.rng.choices(["england", "scotland", "wales", "northern_ireland"], [70, 15, 10, 5])[0]
        couple = self.chance(40)
        non_dependants = self._non_dependants()
        children = self._children()
        if non_dependants and self.chance(12):
            children += self._children(of_non_dependant=True)
        case: Case = {
            "schema": "benefitcalc.case/1",
            "date": self.on.isoformat(),
            "country": country,
            "greater_london": country == "england" and self.chance(25),
            **self._couple_or_single(couple),
            "children": children,
            "non_dependants": non_dependants,
            "capital": self._capital(),
            "universal_credit": self._award(),
        }
        self._keep_to_the_modelled(case)
        case["incomes"] = self._incomes({name: case[name] for name in ("claimant", "partner") if case[name]})
        case["tenancy"] = self._tenancy(country, 2 if couple else 1)
        if self.chance(20):
            case["housing_benefit"] = {"mixed_age_protection": self.chance(30)}
        if self.profile == "pension_age" and self.chance(70):  # of the others birth dates tell, or cannot
            before = self.chance(40)
            case["pension_credit"] = {
                "reached_pension_age_before_6_april_2016": before if self.chance(60) else None,
                "savings_credit_since_2016": self.chance(50),
            }
        if self.profile == "universal_credit" and self.chance(25) and universal_credit_is_the_scheme(case):
            self.rng.choice(_EDGES)(case, self.rng)
        return case

    def _keep_to_the_modelled(self, case: Case) -> None:
        """A couple of whom only one is too young to claim has no field that says how they claim: both are grown up."""
        if case["partner"]:
            for person in (case["claimant"], case["partner"]):
                if age_on(person, self.on, self.on) < 18:
                    person.pop("born", None)
                    person["age"] = 18


# --- Households a penny from an edge ----------------------------------------------------------------------------------


def _near(amount: Fraction, rng: Random) -> str:
    return shown(max(Fraction(0), amount + Fraction(rng.choice([-1, 0, 0, 1, 2]), 100)))


def _pay(case: Case, net: str) -> None:
    case["claimant"]["employment"] = {"net": {"amount": net, "per": "month"}, "hours_per_week": 16}


def _earnings_at_the_cap_threshold(case: Case, rng: Random) -> None:
    _pay(case, _near(Household(case).rate("benefit_cap.uc_earnings_threshold"), rng))


def _earnings_at_the_work_allowance(case: Case, rng: Random) -> None:
    household = Household(case)
    _pay(case, _near(household.work_allowance(household.housing().element), rng))


def _award_at_nil(case: Case, rng: Random) -> None:
    """Income that takes the award to a penny, or to nothing."""
    case["incomes"] = [income for income in case["incomes"] if income["kind"] != "other_taxable"]
    result = Household(case).result()["universal_credit"]
    left = Fraction(result["award_before_cap"])
    if left > 0:
        case["incomes"].append({"kind": "other_taxable", "amount": _near(left, rng), "per": "month", "of": "claimant"})


def _total_at_the_cap(case: Case, rng: Random) -> None:
    """A rent that brings the household to the cap."""
    tenancy = case["tenancy"]
    if tenancy["tenure"] != "social_rent":
        return
    tenancy["rent"] = {"amount": "1.00", "per": "month"}
    for charge in tenancy["service_charges"]:
        charge.update(per="month", rent_free_weeks=0)
    for name in ("ineligible_in_rent", "people_liable", "people_liable_in_claim", "rent_share"):
        tenancy.pop(name, None)
    result = Household(case).result()
    if result["benefit_cap"] is None:
        return
    room = Fraction(result["benefit_cap"]["limit"]) - Fraction(result["benefit_cap"]["counted_income"])
    tenancy["rent"]["amount"] = _near(room + 1, rng) if rng.random() < 0.7 else shown(max(Fraction(0), room + 251))


_EDGES: list[Callable[[Any, Random], None]] = [
    _earnings_at_the_cap_threshold,
    _earnings_at_the_work_allowance,
    _award_at_nil,
    _total_at_the_cap,
]
