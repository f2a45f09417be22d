"""Calls from the first answer to the note, by keyboard alone: each with what its officer needs to see."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.calling import box, figure, press, result, tab_to

Axe = Callable[[Page], list[str]]


def answer(call: Page, target: Locator, text: str) -> None:
    """Go to a box by Tab and type."""
    tab_to(call, target)
    call.keyboard.type(text)


def add(call: Page, name: str) -> None:
    """Go to a link that adds a row, and press it; the focus is in the row then."""
    tab_to(call, call.get_by_role("button", name=name))
    press(call, "Enter")


def choose(call: Page, target: Locator) -> None:
    """Choose one of a group of radios with the arrows, as the keyboard does."""
    tab_to(call, target.locator("xpath=ancestor::fieldset[1]").get_by_role("radio").first)
    for _ in range(4):
        if target.is_checked():
            return
        press(call, "ArrowRight")
    expect(target).to_be_checked()


def open_part(call: Page, heading: str) -> Locator:
    summary = call.locator("summary").filter(has_text=heading)
    tab_to(call, summary)
    press(call, "Enter")
    return summary.locator("xpath=..")


def rent_and_bedrooms(call: Page, rent: str, bedrooms: str) -> None:
    answer(call, box(call, "Bedrooms"), bedrooms)
    answer(call, box(call, "Rent, without service charges"), rent)


def above_the_fold(call: Page) -> bool:
    """Whether the whole headline lies within a small laptop's screen, without a scroll of its own."""
    call.set_viewport_size({"width": 1366, "height": 768})
    call.evaluate("window.scrollTo(0, 0)")
    inside: bool = call.evaluate(
        """() => { const one = document.querySelector(".bc-headline"); const box = one.getBoundingClientRect();
            return box.bottom <= innerHeight && one.scrollHeight <= one.clientHeight + 1; }"""
    )
    return inside


def test_a_lone_parent_who_is_capped(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "28")
    for age in ("2", "4", "6", "8"):
        add(call, "Add a child")
        call.keyboard.type(age)
    rent_and_bedrooms(call, "180", "3")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 a week")
    expect(figure(call, "Left to live on after the rent, over the year")).to_contain_text("£243.46 a week")
    expect(result(call)).to_contain_text("Ends with pay after tax of £881.00 a month")
    expect(result(call)).to_contain_text("Next change")
    assert above_the_fold(call)
    working = open_part(call, "How is this worked out?")
    expect(working.locator(".bc-line").filter(has_text="For the benefit cap").first).to_contain_text("£935.58")
    options = open_part(call, "What can this household do?")
    expect(options.get_by_role("table", name="What leaves more after the rent")).to_contain_text("16 hours")
    assert axe(call) == []


def test_a_couple_with_a_spare_bedroom_and_another_adult(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "45")
    choose(call, call.get_by_role("radio", name="Couple"))
    answer(call, box(call, "Partner’s age"), "43")
    add(call, "Add another adult")
    call.keyboard.type("24")
    rent_and_bedrooms(call, "120", "3")
    expect(result(call)).to_contain_text("2 needed, 1 spare")
    rows = call.get_by_role("table", name="Where the rent goes").get_by_role("row")
    expect(rows).to_contain_text(
        ["£ a week", "£120.00", "Bedroom charge", "Other adults in the home", "Covered by benefit", "Rent to pay"]
    )
    assert above_the_fold(call)
    assert axe(call) == []


def test_a_pensioner_couple(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "3 1951")
    choose(call, call.get_by_role("radio", name="Couple"))
    answer(call, box(call, "Partner’s age"), "5 1953")
    rent_and_bedrooms(call, "112.45", "2")
    add(call, "Add a benefit, pension")
    kind = call.get_by_role("combobox", name="Kind of income")
    expect(kind).to_be_focused()
    call.keyboard.type("State P")
    answer(call, box(call, "Amount"), "241.30")
    expect(figure(call, "Housing Benefit")).to_contain_text("£112.45 a week")
    expect(figure(call, "Pension Credit")).to_contain_text("a week")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 a week")
    assert above_the_fold(call)
    assert axe(call) == []


def test_supported_accommodation_leads_with_what_is_paid(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "34")
    tab_to(call, call.get_by_role("combobox", name="Kind of home"))
    call.keyboard.type("Landlord gives care")
    answer(call, box(call, "Rent, without service charges"), "300")
    expect(figure(call, "Housing Benefit")).to_contain_text("£300.00 a week")
    expect(figure(call, "Universal Credit")).to_contain_text("£424.90 a month")
    expect(result(call)).not_to_contain_text("Not entitled")
    assert above_the_fold(call)
    assert axe(call) == []


def test_part_time_work_paid_every_four_weeks_with_childcare(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "31")
    add(call, "Add a child")
    call.keyboard.type("3")
    rent_and_bedrooms(call, "112.45", "2")
    add(call, "Add the tenant’s pay from a job")
    answer(call, box(call, "Take-home pay"), "840")
    tab_to(call, call.get_by_role("combobox", name="Take-home pay"))
    call.keyboard.type("every 4")
    expect(result(call)).to_contain_text("With the fewest paydays")
    answer(call, box(call, "A payday, any one"), "5 6 2026")
    expect(result(call)).not_to_contain_text("With the fewest paydays")
    answer(call, box(call, "Childcare, child 1"), "400")
    # 424.90 + 303.94 + 487.28 + 85% of 400.00, less 55% of 840.00 − 427.00
    expect(figure(call, "Universal Credit")).to_contain_text("£1,328.97 a month")
    assert above_the_fold(call)
    assert axe(call) == []


def test_a_caller_who_knows_neither_wage_nor_savings(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "31")
    rent_and_bedrooms(call, "112.45", "1")
    add(call, "Add the tenant’s pay from a job")
    answer(call, box(call, "Take-home pay"), "?")
    answer(call, box(call, "Savings and investments"), "don’t know")
    ask = call.get_by_role("region", name="Ask next")
    expect(ask).to_contain_text("Ask next: ")
    expect(ask).to_contain_text(re.compile(r"narrows the rent to pay by £[\d.]+ a week"))
    assert above_the_fold(call)
    assert axe(call) == []
    savings = box(call, "Savings and investments")
    savings.fill("0")
    pay = box(call, "Take-home pay")
    pay.fill("800 to 900")
    expect(figure(call, "Rent to pay")).to_contain_text(" to £")
    wrap = open_part(call, "Wrap up: the note of the call")
    expect(wrap).to_contain_text("rent to pay £3.49 to £16.18 a week")


def test_from_the_award_of_the_journal_to_the_note(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "34")
    rent_and_bedrooms(call, "112.45", "3")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 a week")  # what advises comes with the figures
    why = open_part(call, "Why is the award or the payment different?")
    answer(call, why.get_by_role("textbox", name="Universal Credit on the journal"), "424.90")
    press(call, "Enter")
    expect(why).to_contain_text("£365.46 less than worked out.")
    budget = open_part(call, "What can they afford?")
    answer(call, budget.get_by_role("textbox", name="Rent arrears"), "450")
    answer(call, budget.get_by_role("textbox", name="Offer"), "20")
    press(call, "Enter")
    expect(budget).to_contain_text("£20.00 a month from")
    wrap = open_part(call, "Wrap up: the note of the call")
    expect(wrap.locator("pre")).to_contain_text("£20.00 a month")
    assert axe(call) == []
    save = call.get_by_role("button", name="Save a page for the tenant")
    tab_to(call, save)
    with call.expect_download() as download:
        press(call, "Enter")
    assert download.value.suggested_filename.startswith("tenant-page-")
    box(call, "Rent, without service charges").fill("x")
    expect(result(call)).to_contain_text("Not updated")
    assert axe(call) == []


def test_the_answer_is_in_sight_and_one_step_away_on_a_narrow_screen(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "34")
    rent_and_bedrooms(call, "112.45", "3")
    call.set_viewport_size({"width": 320, "height": 640})
    bar = call.locator(".bc-in-sight")
    expect(bar).to_contain_text("Rent to pay £28.11 a week")
    expect(bar).to_be_in_viewport(ratio=1)
    assert axe(call) == []
    bar.get_by_role("link", name="See the result").click()
    expect(figure(call, "Rent to pay")).to_be_in_viewport()
    assert call.evaluate("document.documentElement.scrollWidth") <= 320
