"""The tenant's summary of a call: one printed page in plain English, as HTML that stands alone.

Nothing is loaded and nothing runs; all text is escaped. It says nothing of health. A long plan shows its first and last
payments, so that the page stays one page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from benefitcalc.account.days import in_words
from benefitcalc.advice.affordability import Affordability, between
from benefitcalc.advice.call_notes import Offered, words
from benefitcalc.advice.figures import Figures
from benefitcalc.advice.health import health_words, instead
from benefitcalc.advice.plans import EVERY, ArrearsPlan
from benefitcalc.explain.words import money

TITLE = "Your rent: what we worked out"
ROW, COLUMN = ' scope="row"', ' scope="col"'
PAYMENTS_SHOWN = 3
OPTIONS_SHOWN = 4


def tenant_page(
    figures: Figures,
    *,
    on: dt.date | None = None,
    plan: ArrearsPlan | None = None,
    agreed: bool = False,
    affordability: Sequence[Affordability] = (),
    options: Iterable[Offered] = (),
    contact: str = "",
) -> str:
    """The page. ``on`` is the day of the call, the date of the figures where left out. ``contact`` is how to reach the
    landlord, such as a telephone number. ``options`` are those that were told; the first four are shown.
    ``affordability`` is the income and expenditure, or where facts are not known those of the two ends.

    Raises ``ValueError`` for a contact that tells of health.
    """
    if health_words(contact):
        raise ValueError("contact tells of health; give a telephone number or an address of the landlord")
    parts = [
        *_rent(figures),
        *_awards(figures),
        *_plan(plan, agreed=agreed),
        *_budget(affordability),
        *_options(options),
        *_help(figures, contact),
    ]
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(TITLE)}</title><style>{_style()}</style>"
    )
    day = in_words(on or figures.date)
    body = "".join(parts)
    return (
        f'<!doctype html><html lang="en-GB"><head>{head}</head><body><main><h1>{escape(TITLE)}</h1>'
        f'<p>{escape(day)}. <span class="estimate">This is an estimate, not a decision.</span> '
        f"{escape(_decides(figures))}</p>{body}</main><footer><p>{escape(_foot(figures))}</p></footer></body></html>\n"
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("tenant_page.css").read_text(encoding="utf-8")


def _nation(figures: Figures) -> str:
    return str(figures.case.get("country") or "england")


def _decides(figures: Figures) -> str:
    said: str = words()["tenant"]["decides"][_nation(figures)]
    return said


def _section(title: str, *parts: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def _p(text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<p{named}>{escape(text)}</p>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _rent(figures: Figures) -> Iterator[str]:
    to_pay = figures.rent_to_pay
    if not to_pay.highest:
        lead = _p("Nothing: your help with rent covers all of it.", "most")
    elif to_pay.lowest < 0:
        lead = _p("Nothing at the moment.", "most")
    else:
        lead = _p(f"{to_pay} ({to_pay.monthly})", "most")
    parts = [lead, _p(f"Help with your rent: {figures.help_with_rent}.")]
    causes = words()["tenant"]["causes"]
    reasons = [causes[part.cause].format(amount=f"{money(part.amount)} a week") for part in figures.shortfall]
    if reasons:
        parts += [_p("Why there is rent to pay:"), _list(reasons)]
    helps = words()["tenant"]["notes"]
    parts += [_p(helps[warning.code]) for warning in figures.warnings if warning.code in helps]
    if figures.unknown:
        parts.append(_p("We did not know everything on the call, so we give the lowest and the highest amount."))
    yield _section("Rent you have to pay", *parts)


def _awards(figures: Figures) -> Iterator[str]:
    rows = [(figure.label, str(figure)) for figure in figures.awards]
    left = figures.left_after_rent
    if left.lowest >= 0:
        rows.append(("Left to live on after the whole rent", str(left)))
    if rows:
        yield _section("What you get", _table("What you get", ("What", "How much"), rows))
    if figures.what_the_cap_takes:
        takes = figures.what_the_cap_takes.removeprefix("the benefit cap ")
        yield _p(f"The limit on benefits (the benefit cap) {takes}. It is off already.")
    if left.highest < 0:
        yield _p("After the rent, more goes out than comes in. Please talk to us or to an adviser now.")


def _plan(plan: ArrearsPlan | None, *, agreed: bool) -> Iterator[str]:
    if plan is None:
        return
    number = len(plan.instalments)
    times = "1 payment" if number == 1 else f"{number} payments"
    lead = (
        f"{money(plan.amount)} {EVERY[plan.every][0]}, beside your rent. {times} pay off "
        f"{money(plan.debt)} by {in_words(plan.clears_by)}."
    )
    shown = plan.instalments[:PAYMENTS_SHOWN]
    rows = [(in_words(one.day), money(one.amount), money(one.left)) for one in shown]
    if number > PAYMENTS_SHOWN:
        if number > PAYMENTS_SHOWN + 1:
            rows.append((f"then {EVERY[plan.every][1]}", money(plan.amount), ""))
        last = plan.instalments[-1]
        rows.append((in_words(last.day), money(last.amount), money(last.left)))
    title = "The plan you agreed" if agreed else "A plan we offered you"
    table = _table("Payments", ("Day", "Payment", "Still owed after it"), rows)
    yield _section(title, _p(lead), table, _p("If you cannot pay, tell us before the day. We will look at it again."))


def _budget(found: Sequence[Affordability]) -> Iterator[str]:
    if not found or not found[0].spending:
        return
    rows = [
        ("Money coming in", between(found, "income")),
        ("Your whole rent", between(found, "rent")),
        ("What you told us you spend", between(found, "spent")),
        ("Left", between(found, "left")),
    ]
    yield _section("Your money", _table("Your money", ("What", "How much"), rows))


def _options(options: Iterable[Offered]) -> Iterator[str]:
    every = list(options)
    about_health = [option for option in every if health_words(option.title)]
    lines = (_health_options(about_health) if option in about_health else _option(option) for option in every)
    items = list(dict.fromkeys(lines))[:OPTIONS_SHOWN]
    if items:
        yield _section("What could help", _list(items), _p("Ask us or a free adviser. Amounts are estimates."))


def _health_options(options: Sequence[Offered]) -> str:
    """One line for all options that tell of health, with what the best of them brings."""
    best = max(options, key=lambda option: option.change_in_left_after_rent or 0)
    return _line(instead(), best, "about" if len(options) == 1 else "up to")


def _option(option: Offered) -> str:
    return _line(_to_the_tenant(option.title), option, "about")


def _line(title: str, option: Offered, about: str) -> str:
    said, change = title[:1].upper() + title[1:], option.change_in_left_after_rent
    ends = "" if said.endswith("?") else "."
    if change is None or change <= 0:
        return f"{said}{ends}"
    awarded = ", if it is awarded" if option.if_awarded else ""
    worth = f"{about} {money(change)} a week more{awarded}."
    return f"{said}{ends} That would be {worth}" if not ends or ":" in said else f"{said}: {worth}"


_SAID_TO_THE_TENANT = (
    (re.compile(r"\bthe tenant works\b", re.IGNORECASE), "you work"),
    (re.compile(r"\bthe tenant\b", re.IGNORECASE), "you"),
    (re.compile(r"\bthe partner\b", re.IGNORECASE), "your partner"),
)


def _to_the_tenant(title: str) -> str:
    for spoken_of, spoken_to in _SAID_TO_THE_TENANT:
        title = spoken_of.sub(spoken_to, title)
    return title


def _help(figures: Figures, contact: str) -> Iterator[str]:
    advice = words()["tenant"]["advice"][_nation(figures)]
    parts = [_p(f"Advice is free and private. {'. '.join(advice)}.")]
    if contact:
        parts.append(_p(f"To reach us: {contact}"))
    parts.append(
        _p("Tell us, and the office that pays you, if something changes: pay, who lives with you, or your rent.")
    )
    yield _section("Who can help", *parts)


def _foot(figures: Figures) -> str:
    projected = " The rates are not set yet: they are an assumption." if figures.projected else ""
    return f"Worked out for {in_words(figures.date)}.{projected} {figures.audit}."


def _table(name: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table whose name a screen reader says; on paper the heading above it says enough."""
    head = "".join(_cell("th", text, place, COLUMN) for place, text in enumerate(heads))
    body = "".join(f"<tr>{_cell('th', first, 0, ROW)}{_amounts(rest)}</tr>" for first, *rest in rows)
    caption = f'<caption class="unseen">{escape(name)}</caption>'
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _amounts(texts: Iterable[str]) -> str:
    return "".join(_cell("td", text, 1) for text in texts)


def _cell(tag: str, text: str, place: int, scope: str = "") -> str:
    right = ' class="money"' if place else ""
    return f"<{tag}{scope}{right}>{escape(text)}</{tag}>"
