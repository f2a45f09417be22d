"""Calls from the first answer to the note, by keyboard alone: each with what its officer needs to see."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.calling import box, figure, press, result, tab_to
from tests.journeys.calls import (
    CALLS,
    answer,
    couple_with_a_spare_bedroom,
    lone_parent_capped,
    neither_wage_nor_savings_known,
    open_part,
    paid_every_four_weeks_with_childcare,
    pensioner_couple,
    rent_and_bedrooms,
    supported_accommodation,
    wrong_input,
)

Axe = Callable[[Page], list[str]]


# What the fold of a small laptop holds: the whole headline, with the flags and what to ask next, and no scroll in it.
INSIDE = """() => {
    const outside = [];
    for (const one of document.querySelectorAll(".bc-headline, .bc-headline *")) {
        const box = one.getBoundingClientRect();
        if (!box.width || one.closest(".bc-unseen")) continue;
        if (box.top < 0 || box.bottom > innerHeight || box.right > innerWidth) outside.push(one.className);
        const style = getComputedStyle(one);
        if (/auto|scroll|hidden/.test(style.overflowX + style.overflowY)) outside.push("scrolls: " + one.className);
    }
    return outside;
}"""
LARGEST = """() => {
    const size = (one) => parseFloat(getComputedStyle(one).fontSize);
    const amounts = [...document.querySelectorAll(".bc-headline .bc-amount")].sort((a, b) => size(b) - size(a));
    return [amounts[0].closest(".bc-figure").querySelector("dt").textContent, size(amounts[0]) > size(amounts[1])];
}"""
RIGHT_ENDS = """() => [["a-week", "a-month"], ["a-month", "a-week"]].map(([main, other]) => {
    const one = document.querySelectorAll(`.bc-figure-line :is(.bc-${main} > :first-child, .bc-${other} > .bc-also)`);
    return new Set([...one].map((end) => Math.round(end.getBoundingClientRect().right))).size;
})"""


@pytest.mark.parametrize("name", CALLS)
def test_the_whole_headline_stands_above_the_fold(call: Page, name: str) -> None:
    call.set_viewport_size({"width": 1366, "height": 768})
    CALLS[name](call)
    next_change = result(call).locator(".bc-next dd")
    expect(next_change).not_to_have_text("Working it out …")
    # While something is wrong, what is wrong has the room.
    expect(call.get_by_role("region", name="Not asked yet")).to_be_visible(visible=name != "wrong_input")
    call.evaluate("window.scrollTo(0, 0)")
    assert call.evaluate(INSIDE) == []
    assert call.evaluate(LARGEST) == ["Rent to pay", True]
    assert all(ends <= 1 for ends in call.evaluate(RIGHT_ENDS))


def test_a_lone_parent_who_is_capped(call: Page, axe: Axe) -> None:
    lone_parent_capped(call)
    expect(figure(call, "Rent to pay")).to_contain_text("The benefit cap takes £215.90 a week of the money to live on")
    expect(figure(call, "Left to live on after the rent, over the year")).to_contain_text("£243.46 a week")
    expect(result(call)).to_contain_text("Ends with pay after tax of £881.00 a month")
    expect(result(call)).to_contain_text("Next change")
    working = open_part(call, "How is this worked out?")
    expect(working.locator(".bc-line").filter(has_text="For the benefit cap").first).to_contain_text("£935.58")
    options = open_part(call, "What can this household do?")
    expect(options.get_by_role("listitem").first).to_contain_text("works 16 hours a week")
    assert axe(call) == []


def test_a_couple_with_a_spare_bedroom_and_another_adult(call: Page, axe: Axe) -> None:
    couple_with_a_spare_bedroom(call)
    expect(result(call)).to_contain_text("Benefit covers £80.92.")
    rows = call.get_by_role("table", name="Why there is rent to pay").get_by_role("row")
    causes = ["Bedroom charge (under-occupation)+£16.80", "Other adults in the home (non-dependants)+£22.28"]
    expect(rows).to_contain_text(["£ a week", *causes, "Rent to pay£39.08"])
    assert axe(call) == []


def test_a_pensioner_couple(call: Page, axe: Axe) -> None:
    pensioner_couple(call)
    expect(figure(call, "Pension Credit")).to_contain_text("a week")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 a week")
    assert axe(call) == []


def test_supported_accommodation_leads_with_what_is_paid(call: Page, axe: Axe) -> None:
    supported_accommodation(call)
    expect(figure(call, "Universal Credit")).to_contain_text("£424.90 a month")
    expect(result(call)).not_to_contain_text("Not entitled")
    assert axe(call) == []


def test_part_time_work_paid_every_four_weeks_with_childcare(call: Page, axe: Axe) -> None:
    paid_every_four_weeks_with_childcare(call)
    # 424.90 + 303.94 + 487.28 + 85% of 400.00, less 55% of 840.00 − 427.00
    expect(figure(call, "Universal Credit")).to_contain_text("£1,328.97 a month")
    assert axe(call) == []


def test_a_caller_who_knows_neither_wage_nor_savings(call: Page, axe: Axe) -> None:
    neither_wage_nor_savings_known(call)
    assert axe(call) == []
    savings = box(call, "Savings and investments")
    savings.fill("0")
    pay = box(call, "Take-home pay")
    pay.fill("800 to 900")
    expect(figure(call, "Rent to pay")).to_contain_text(" to £")
    wrap = open_part(call, "Wrap up: the note of the call")
    expect(wrap).to_contain_text("rent to pay £3.49 to £16.18 a week")


def test_wrong_input_is_told_at_its_question_and_widens_the_figures(call: Page, axe: Axe) -> None:
    wrong_input(call)
    pay = box(call, "Take-home pay")
    expect(pay).to_be_focused()  # told after a pause, before it is left
    expect(pay).to_have_attribute("aria-invalid", "true")
    expect(call.locator(".bc-invalid")).to_contain_text("Enter pounds and pence, such as 112.45")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 to £112.45 a week")
    assert axe(call) == []
    press(call, "Backspace", "Backspace", "Backspace")
    call.keyboard.type("800")
    expect(call.locator(".bc-invalid")).to_have_count(0)
    expect(figure(call, "Rent to pay")).not_to_contain_text(" to ")


def test_from_the_award_of_the_journal_to_the_note(call: Page, axe: Axe) -> None:
    answer(call, box(call, "Tenant’s age"), "34")
    rent_and_bedrooms(call, "112.45", "3")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 a week")  # what advises comes with the figures
    why = open_part(call, "Why is the award or the payment different?")
    answer(call, why.get_by_role("textbox", name="Universal Credit on the journal"), "424.90")
    press(call, "Enter")
    expect(why).to_contain_text("£365.46 less than worked out.")
    budget = open_part(call, "What can they afford?")
    answer(call, budget.get_by_role("textbox", name="Arrears to pay off"), "450")
    answer(call, budget.get_by_role("textbox", name="Offer"), "20")
    press(call, "Enter")
    expect(budget).to_contain_text("£20.00 a month from")
    wrap = open_part(call, "Wrap up: the note of the call")
    expect(wrap.locator("pre")).to_contain_text("£20.00 a month")
    assert axe(call) == []
    copy = wrap.get_by_role("button", name="Copy")
    tab_to(call, copy)
    press(call, "Enter")
    live = call.locator(".bc-app").locator("[role=status], [aria-live]")
    expect(live).to_have_count(1)
    expect(live).to_contain_text(re.compile("Copied|Selected"))
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


def test_one_key_says_that_nobody_knows_and_what_is_typed_next_takes_its_place(call: Page) -> None:
    expect(call.get_by_text("Not known? Type ? in the box")).to_be_visible()
    answer(call, box(call, "Tenant’s age"), "31")
    rent_and_bedrooms(call, "112.45", "1")
    savings = box(call, "Savings and investments")
    answer(call, savings, "70?")
    expect(savings).to_have_value("Don’t know")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 to £112.45 a week")
    expect(savings).to_have_accessible_description(re.compile("type \\? for don’t know"))
    call.keyboard.type("7000")
    expect(savings).to_have_value("7000")
    expect(figure(call, "Rent to pay")).not_to_contain_text(" to ")
    press(call, "Shift+Tab")
    tab_to(call, savings)
    press(call, "?")
    expect(savings).to_have_value("Don’t know")
