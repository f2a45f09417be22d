"""The homes of made-up households: where they are, what they are let as, and what is charged."""

from __future__ import annotations

import datetime as dt

import numpy as np

from benefitcalc.money import Flag
from benefitcalc.periods import day_number
from benefitcalc.portfolio.synthetic.draws import Chances, Draws, Ints, in_pence, shares
from benefitcalc.portfolio.synthetic.facts import Facts
from benefitcalc.portfolio.synthetic.people import Drawn
from benefitcalc.portfolio.tables import tables_of_the_roll

_LET_AS = {
    "social": ("social_rent", "General needs", "Assured"),
    "sheltered": ("social_rent", "Sheltered", "Assured"),
    "affordable": ("social_rent", "Affordable rent", "Assured"),
    "shared_ownership": ("shared_ownership", "Shared ownership", "Lease"),
    "market": ("private_rent", "Market rent", "Assured shorthold"),
    "exempt_accommodation": ("exempt_accommodation", "Supported", "Licence"),
    "managed_property": ("managed_property", "Supported", "Licence"),
    "temporary_accommodation": ("temporary_accommodation", "Temporary accommodation", "Licence"),
    "refuge": ("refuge", "Supported", "Licence"),
}
"""What a home is let as: the tenure of a case, and what landlords call the scheme and the tenancy."""
_LETTINGS = list(_LET_AS)
_SCHEMES = tuple(dict.fromkeys(scheme for _, scheme, _ in _LET_AS.values()))
_TENANCIES = ("Assured", "Secure", "Starter", "Assured shorthold", "Licence", "Lease")
_A_YEAR = 365


def homes_of(draws: Draws, drawn: Drawn, day: dt.date) -> Facts:
    """The homes of those households, in pounds at the level that ``shares.toml`` states."""
    households = len(drawn.kind)
    facts = Facts(tables_of_the_roll()["tenancies"], (households,))
    region = _place(draws, facts)
    letting = _letting(draws, drawn)
    bedrooms = _bedrooms(draws, drawn, letting)
    _names(draws, facts, letting, day)
    facts.put("country", facts.code("country", "england"))
    facts.put("greater_london", region == list(shares()["regions"]).index("London"))
    tenures = np.array([facts.code("tenure", tenure) for tenure, _, _ in _LET_AS.values()])
    facts.put("tenure", tenures[letting])
    facts.put("bedrooms", bedrooms)
    areas = tuple(each["brma"] for each in shares()["regions"].values())
    facts.put("brma", region, letting == _LETTINGS.index("market"), words=areas)
    _charges(draws, facts, region=region, letting=letting, bedrooms=bedrooms)
    _liable(draws, facts, drawn, letting)
    _household_facts(draws, facts, drawn)
    return facts


def _is(letting: Ints, *names: str) -> Flag:
    return np.isin(letting, [_LETTINGS.index(name) for name in names])


def _place(draws: Draws, facts: Facts) -> Ints:
    """The region, the patch in it, and the officer of the patch."""
    regions, of = shares()["regions"], shares()["patches"]
    number, officers = of["in_a_region"], -(-of["in_a_region"] // of["officers_share"])
    region = draws.pick([each["weight"] for each in regions.values()])
    patch = draws.whole((0, number - 1))
    patches = tuple(f"{each['code']}{place}" for each in regions.values() for place in range(1, number + 1))
    codes = tuple(f"IO{place:02d}" for place in range(1, len(regions) * officers + 1))
    facts.put("region", region, words=tuple(regions))
    facts.put("patch", region * number + patch, words=patches)
    facts.put("officer", region * officers + patch // of["officers_share"], words=codes)
    return region


def _letting(draws: Draws, drawn: Drawn) -> Ints:
    """What each home is let as."""
    of = shares()["lettings"]
    general = np.array([_LETTINGS.index(name) for name in of["general"]])[draws.pick(of["general"].values())]
    supported = np.array([_LETTINGS.index(name) for name in of["supported"]])[draws.pick(of["supported"].values())]
    sheltered = drawn.pensioners & _is(general, "social") & draws.chance(of["sheltered"])
    letting = np.where(sheltered, _LETTINGS.index("sheltered"), general)
    return np.where(drawn.kind == list(shares()["households"]).index("supported"), supported, letting)


def _bedrooms(draws: Draws, drawn: Drawn, letting: Ints) -> Ints:
    of = shares()["homes"]
    spare = draws.pick_by([each["spare"] for each in shares()["households"].values()], drawn.kind) - 1
    needed = 1 + (drawn.children + 1) // 2 + drawn.others
    bedrooms = np.clip(needed + spare, 1, len(of["rent_by_bedrooms"]) - 1)
    bedrooms = np.where(_is(letting, *of["small"]), 1, bedrooms)
    bedsit = draws.chance(of["bedsit"]) & (bedrooms == 1) & (needed == 1)
    return np.where(bedsit, 0, bedrooms)


def _names(draws: Draws, facts: Facts, letting: Ints, day: dt.date) -> None:
    of = shares()["lettings"]
    ago = draws.between(of["days"], skew=1.25).astype(np.int64)
    schemes = np.array([_SCHEMES.index(scheme) for _, scheme, _ in _LET_AS.values()])
    tenancies = np.array([_TENANCIES.index(tenancy) for _, _, tenancy in _LET_AS.values()])
    tenancy = tenancies[letting]
    social = _is(letting, "social", "sheltered")
    tenancy = np.where(social & draws.chance(of["secure"]), _TENANCIES.index("Secure"), tenancy)
    tenancy = np.where(social & (ago < _A_YEAR), _TENANCIES.index("Starter"), tenancy)
    facts.put("housing_scheme", schemes[letting], words=_SCHEMES)
    facts.put("tenancy_type", tenancy, words=_TENANCIES)
    facts.put("tenancy_start", day_number(day) - ago)


def _charges(draws: Draws, facts: Facts, *, region: Ints, letting: Ints, bedrooms: Ints) -> None:
    of, lets = shares()["homes"], shares()["lettings"]
    weekly = _weekly_rent(draws, region, letting, bedrooms)
    monthly = _is(letting, "shared_ownership", "market")
    shared = draws.pence(lets["shared_ownership_month"])
    by_month = np.where(_is(letting, "shared_ownership"), shared, in_pence(weekly * 52 / 12))
    facts.put("rent", np.where(monthly, by_month, in_pence(weekly)))
    facts.put("rent_per", np.where(monthly, facts.code("rent_per", "month"), facts.code("rent_per", "week")))
    fewer = _is(letting, "social", "sheltered") & draws.chance(of["fewer_weeks"])
    facts.put("chargeable_weeks", np.where(fewer, 48, 52), ~monthly)
    facts.put("rent_free_weeks", 4, fewer)
    social = _is(letting, "social", "sheltered", "affordable")
    share = np.where(bedrooms < 3, *of["eligible_charge"])
    facts.put("eligible_service_charge", draws.pence(of["eligible_charge_week"]), social & draws.chance(share))
    charged = ~monthly & draws.chance(of["ineligible_charge"])
    facts.put("ineligible_service_charge", draws.pence(of["ineligible_charge_week"]), charged)
    inside = ~monthly & draws.chance(of["ineligible_in_rent"])
    facts.put("ineligible_in_rent", draws.pence(of["ineligible_in_rent_week"]), inside)


def _weekly_rent(draws: Draws, region: Ints, letting: Ints, bedrooms: Ints) -> Chances:
    """Pounds a week; the caller rounds."""
    of, lets = shares()["homes"], shares()["lettings"]
    levels = np.array([each["rent_level"] for each in shares()["regions"].values()])
    level = levels[region] * draws.between(of["spread"])
    affordable, market = draws.between(lets["affordable_level"]), draws.between(lets["market_level"])
    level *= np.where(_is(letting, "affordable"), affordable, np.where(_is(letting, "market"), market, 1))
    supported = draws.between(lets["supported_week"])
    general = np.array(of["rent_by_bedrooms"])[bedrooms] * level
    return np.where(_is(letting, *lets["supported"]), supported, general)


def _liable(draws: Draws, facts: Facts, drawn: Drawn, letting: Ints) -> None:
    """Who is liable for the rent: one tenant, a couple together, or someone else beside the claim."""
    of = shares()["homes"]
    both = drawn.couple & draws.chance(of["joint_couple"])
    outside = ~drawn.couple & _is(letting, "social") & draws.chance(of["joint_tenant_outside"])
    facts.put("people_liable", 1 + (both | outside))
    facts.put("people_liable_in_claim", 1 + both)


def _household_facts(draws: Draws, facts: Facts, drawn: Drawn) -> None:
    of = shares()["homes"]
    bands = [shares()["savings"]["working_age"], shares()["savings"]["pensioner"]]
    which = drawn.pensioners.astype(np.int64)
    band = draws.pick_by([[each["weight"] for each in row] for row in bands], which)
    limits = np.array([[(each["from"], each["to"]) for each in row] for row in bands])[which, band]
    facts.put("capital", draws.pence((limits[:, 0], limits[:, 1])))
    facts.put("overnight_carer_bedroom", 1, drawn.disabled & draws.chance(of["overnight_carer"]))
    moved = ~drawn.pensioners & (drawn.limited | (drawn.children > 0)) & draws.chance(of["transitional_element"])
    facts.put("transitional_element", draws.pence(of["transitional_element_month"], skew=2), moved)
    facts.put("reached_pension_age_before_6_april_2016", drawn.pension_age_before_2016, drawn.pensioners)
