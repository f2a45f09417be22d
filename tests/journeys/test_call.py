"""The call app in a real browser, as an officer uses it on a call."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.calling import (
    MONTH,
    answer_any,
    answer_the_smallest,
    box,
    figure,
    figures_not_struck,
    press,
    result,
    tab_to,
)
from tests.journeys.serving import Served


def test_three_answers_give_the_first_figure(call: Page) -> None:
    needed = result(call).get_by_role("link")
    expect(needed).to_have_text(["Tenant’s age", "Bedrooms", "Rent"])
    answer_the_smallest(call)
    expect(figure(call, "Rent covered")).to_contain_text("£84.34 a week")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 a week")
    expect(result(call)).to_contain_text("An estimate, not a decision")
    expect(result(call)).to_contain_text("Yes £121.82 a month (£28.11 a week): 25% of the eligible rent")
    expect(result(call)).to_contain_text("Tested, no reduction")
    rows = call.get_by_role("table", name="Why there is rent to pay").get_by_role("row")
    expect(rows).to_contain_text(["£ a week", "Bedroom charge (under-occupation)+£28.11", "Rent to pay£28.11"])


def test_a_household_by_keyboard_alone(call: Page) -> None:
    tab_to(call, box(call, "Tenant’s age"))
    call.keyboard.type("34")
    press(call, "Tab", "ArrowRight")  # the radios are one stop; the arrow chooses a couple
    expect(call.get_by_role("radio", name="Couple")).to_be_checked()
    partner = box(call, "Partner’s age")
    expect(partner).to_be_visible()
    tab_to(call, partner)
    call.keyboard.type("Jul 1995")
    tab_to(call, call.get_by_role("button", name="Add a child"))
    press(call, "Enter")
    child = call.get_by_role("group", name="Child 1")
    expect(child.get_by_role("textbox", name="Age")).to_be_focused()
    call.keyboard.type("12")
    tab_to(call, call.get_by_role("button", name="Add a child"))
    press(call, "Space")
    call.keyboard.type("3")
    for row, sex in ((1, "Girl"), (2, "Boy")):
        radio = call.get_by_role("group", name=f"Child {row}", exact=True).get_by_role("radio", name=sex)
        expect(radio).to_be_visible()
        radio.focus()
        press(call, "Space")
    tab_to(call, box(call, "Bedrooms"))
    call.keyboard.type("3")
    tab_to(call, box(call, "Rent, without service charges"))
    call.keyboard.type("£112.45")
    add_pay = call.get_by_role("button", name="Add the tenant’s pay from a job")
    tab_to(call, add_pay)
    press(call, "Enter")
    tab_to(call, call.get_by_role("textbox", name="Take-home pay"))
    call.keyboard.type("1,400")
    # 666.97 + 351.88 + 303.94 + 487.28 (the elder is born before April 2017), less 55% of 1,400.00 − 427.00 (535.15)
    expect(figure(call, "Universal Credit")).to_contain_text("£1,274.92 a month")
    expect(figure(call, "Child Benefit")).to_contain_text("£44.95 a week")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 a week")
    expect(call.get_by_role("status")).to_contain_text("Estimate. Rent to pay £0.00 a week. Left to live on")


def test_a_pensioner(call: Page, axe: Callable[[Page], list[str]]) -> None:
    box(call, "Tenant’s age").fill("66")
    over = call.get_by_role("group", name="Tenant over State Pension age?")
    expect(over).to_be_visible()  # pension age is going from 66 to 67
    box(call, "Tenant’s age").fill("3 1951")
    expect(over).to_be_hidden()
    expect(call.get_by_role("button", name="Add facts of an existing award")).to_be_hidden()
    box(call, "Bedrooms").fill("2")
    box(call, "Rent, without service charges").fill("112.45")
    box(call, "Council tax for the year").fill("1,830.24")
    call.get_by_role("button", name="Add a benefit, pension").click()
    call.get_by_role("combobox", name="Kind of income").select_option(label="State Pension")
    box(call, "Amount").fill("200")
    expect(figure(call, "Housing Benefit")).to_contain_text("£112.45 a week")
    expect(figure(call, "Pension Credit")).to_contain_text("£38.00 a week")  # up to 238.00, and no savings credit
    expect(figure(call, "Council Tax Reduction")).to_contain_text("£1,830.24 a year")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 a week£0.00 a month")
    expect(figure(call, "Universal Credit")).to_have_count(0)
    expect(result(call)).to_contain_text(
        "Pension Credit and Housing Benefit, not Universal Credit, because the tenant is over State Pension age."
    )
    expect(result(call)).to_contain_text("1 needed, 1 spare; no charge under the pension-age rules")
    assert axe(call) == []


def test_supported_accommodation(call: Page, axe: Callable[[Page], list[str]]) -> None:
    box(call, "Tenant’s age").fill("34")
    call.get_by_role("combobox", name="Kind of home").select_option("exempt_accommodation")
    expect(box(call, "Bedrooms")).to_be_hidden()
    box(call, "Rent, without service charges").fill("312.45")
    expect(figure(call, "Universal Credit")).to_contain_text("£424.90 a month")
    expect(figure(call, "Housing Benefit")).to_contain_text("£312.45 a week")
    expect(figure(call, "Rent covered")).to_contain_text("£312.45 a week£1,353.95 a month")
    expect(result(call)).to_contain_text("Housing Benefit for the rent, because the home is supported housing.")
    assert axe(call) == []


def test_a_private_tenant(call: Page) -> None:
    box(call, "Tenant’s age").fill("40")
    call.get_by_role("combobox", name="Kind of home").select_option("private_rent")
    box(call, "Rent, without service charges").fill("300")
    call.get_by_role("combobox", name="Rental area").fill("ashford")
    expect(figure(call, "Universal Credit")).to_contain_text("a month")
    expect(call.get_by_role("table", name="Why there is rent to pay")).to_contain_text("Rent above the Local Housing")


def test_the_months_to_come_by_keyboard(call: Page, axe: Callable[[Page], list[str]]) -> None:
    answer_the_smallest(call)
    heading = call.locator("summary").filter(has_text="What changes in the months to come?")
    tab_to(call, heading)
    press(call, "Enter")
    expect(result(call)).to_contain_text("Shown where something changes, up to Wed 31 May 2028.")
    expect(result(call)).to_contain_text("Projected from 1 April 2027, if prices rise by")
    april = result(call).get_by_role("rowheader", name="Sat 1 May 2027 projected")
    expect(april).to_be_visible()
    missing = result(call).get_by_role("link", name="Tenant", exact=True)
    tab_to(call, missing)
    press(call, "Enter")
    expect(box(call, "Tenant’s age")).to_be_focused()
    box(call, "Tenant’s age").fill("20 9 2001")
    expect(result(call)).to_contain_text("Tenant turns 25, Sun 20 Sep 2026: Universal Credit +£86.32 a month")
    expect(missing).to_have_count(0)
    expect(call.get_by_role("status")).to_contain_text(
        "Changes on 3 days up to Wed 31 May 2028. Figures from Thu 1 Apr"
    )
    expect(call.get_by_role("status")).to_contain_text("are projected, if prices rise by")
    assert axe(call) == []
    call.set_viewport_size({"width": 320, "height": 640})
    assert call.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(call) == []


def test_a_deduction_that_waits_by_keyboard(call: Page, axe: Callable[[Page], list[str]]) -> None:
    box(call, "Tenant’s age").fill("5 1950")
    box(call, "Bedrooms").fill("2")
    box(call, "Rent, without service charges").fill("112.45")
    call.get_by_role("button", name="Add another adult").click()
    adult = call.get_by_role("group", name="Other adult 1")
    call.keyboard.type("30")
    expect(figure(call, "Housing Benefit")).to_contain_text("£92.05 a week")
    tab_to(call, adult.locator("summary").filter(has_text="Moved in, or income changed, less than 26 weeks ago?"))
    press(call, "Enter")
    before = adult.get_by_role("textbox", name="Deduction for them before that day")
    expect(before).to_be_hidden()
    tab_to(call, adult.get_by_role("textbox", name="Day they moved in, or their income changed"))
    call.keyboard.type("1 5 2026")
    expect(figure(call, "Housing Benefit")).to_contain_text("£112.45 a week")
    expect(result(call)).to_contain_text("A new or higher deduction for another adult does not count yet")
    tab_to(call, before)
    call.keyboard.type("7.40")
    expect(figure(call, "Housing Benefit")).to_contain_text("£105.05 a week")
    call.get_by_text("What changes in the months to come?").click()
    expect(result(call)).to_contain_text("These months are worked out without:")
    expect(result(call).get_by_role("table", name="What changes in the months to come")).not_to_contain_text("£")
    assert axe(call) == []
    call.set_viewport_size({"width": 320, "height": 640})
    assert call.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(call) == []
    call.set_viewport_size({"width": 1280, "height": 900})
    result(call).get_by_role("link", name="Other adult 1, moved in or changed").click()
    expect(adult.get_by_role("textbox", name="Day they moved in, or their income changed")).to_be_focused()
    box(call, "Tenant’s age").fill("34")  # Universal Credit has no such wait: the question and its answer are away
    expect(figure(call, "Universal Credit")).to_contain_text("a month")
    expect(adult.locator("summary").filter(has_text="Moved in")).to_be_hidden()
    expect(result(call)).not_to_contain_text("does not count yet")
    box(call, "Tenant’s age").fill("5 1950")
    expect(figure(call, "Housing Benefit")).to_contain_text("£105.05 a week")


def test_a_fact_behind_a_heading_of_the_award_changes_the_figure(call: Page, axe: Callable[[Page], list[str]]) -> None:
    answer_the_smallest(call)
    call.get_by_role("button", name="Add facts of an existing award").click()
    award = call.get_by_role("group", name="Existing award")
    award.locator("summary").filter(has_text="High pay ended an award").click()
    award.get_by_role("textbox", name="Earnings carried over into this month").fill("100")
    expect(figure(call, "Universal Credit")).to_contain_text("£735.36 a month")
    award.locator("summary").filter(has_text="First month after moving").click()
    award.get_by_role("textbox", name="All benefits before the move").fill("900")
    expect(result(call)).to_contain_text("A first transitional element was worked out")
    award.get_by_role("checkbox", name="Had severe disability premium").check()
    message = "here is a first transitional element or an SDP element"
    expect(award).to_contain_text(f"Error: T{message}")
    named = f"Existing award, severe disability premium: t{message}"
    expect(result(call).get_by_role("link", name=named)).to_be_visible()
    assert axe(call) == []


def test_an_empty_row_widens_the_figure_and_says_what_to_ask_next(call: Page, axe: Callable[[Page], list[str]]) -> None:
    answer_the_smallest(call)
    call.get_by_role("button", name="Add the tenant’s pay from a job").click()
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 to £112.45 a week")
    ask = call.get_by_role("region", name="Ask next")
    expect(ask).to_contain_text("Ask next: Take-home pay of the tenant")
    expect(ask).to_be_in_viewport(ratio=1)
    assert axe(call) == []
    call.get_by_text("What gives the lowest and the highest?").click()
    expect(call.get_by_role("table", name="Rent to pay: the answers that give its lowest")).to_contain_text("£112.45")
    ask.get_by_role("link", name="Take-home pay of the tenant").click()
    expect(box(call, "Take-home pay")).to_be_focused()
    call.keyboard.type("800 to 1,100")
    expect(figure(call, "Rent to pay")).to_contain_text("£31.60 to £69.67 a week")
    expect(call.get_by_role("status")).to_contain_text("Ask next: Take-home pay of the tenant.")


def test_an_amount_keeps_its_sign_in_a_narrow_column(call: Page) -> None:
    answer_the_smallest(call)
    box(call, "Tenant’s age").fill("20 9 2001")
    call.get_by_text("What changes in the months to come?").click()
    amounts = result(call).locator(".bc-effect span")
    expect(amounts.first).to_have_text("+£86.32")
    for width in range(320, 420, 4):
        call.set_viewport_size({"width": width, "height": 640})
        broken = [amount.evaluate("one => one.getClientRects().length") for amount in amounts.all()]
        assert set(broken) == {1}, width


def test_an_empty_date_follows_the_scheme_and_a_typed_one_stays(call: Page, axe: Callable[[Page], list[str]]) -> None:
    answer_the_smallest(call)
    call.get_by_text("Date and nation").click()
    date = box(call, "First day of the month")
    date.fill("")
    expect(result(call)).to_contain_text(re.compile(r"Month from \w{3} 1 \w{3} \d{4}\."))
    expect(date).to_have_attribute("placeholder", re.compile(r"^1 \w{3} \d{4}$"))
    box(call, "Tenant’s age").fill("75")
    expect(result(call)).to_contain_text(re.compile(r"Week of Mon \d+ \w{3} \d{4}\."))
    monday = re.sub(r"^.*Week of Mon ([^.]*)\..*$", r"\1", result(call).inner_text(), flags=re.DOTALL)
    expect(date).to_have_attribute("placeholder", monday)
    expect(date).to_have_value("")
    assert axe(call) == []
    date.fill(MONTH)
    expect(result(call)).to_contain_text("Week of Mon 1 Jun 2026.")
    box(call, "Tenant’s age").fill("34")
    expect(result(call)).to_contain_text("Month from Mon 1 Jun 2026.")
    expect(date).to_have_value(MONTH)


def test_nothing_goes_wrong_in_the_page(page: Page, call_app: Served) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(call_app.address)
    answer_any(page)
    assert errors == []


def test_the_working_has_the_law_and_the_rates_beside_each_line(call: Page) -> None:
    answer_the_smallest(call)
    call.get_by_text("How is this worked out?").click()
    call.locator("summary").filter(has_text="Standard allowance").click()
    line = call.locator("details.bc-line").filter(has=call.locator("summary", has_text="Standard allowance"))
    expect(line).to_contain_text("£424.90 a month, from Mon 6 Apr 2026")
    expect(line.get_by_role("link", name=re.compile("reg 36"))).to_have_attribute(
        "href", re.compile(r"^https://www\.legislation\.gov\.uk/")
    )
    call.get_by_text("Considered and nil, and why").click()
    expect(result(call)).to_contain_text("Carer element")
    box(call, "Tenant’s age").fill("24")  # what the reader opened stays open while the figures change
    expect(line).to_contain_text("£338.58 a month")
    expect(line.get_by_role("link").first).to_be_visible()


def test_wrong_answers_are_told_beside_the_field_and_the_total_is_marked(call: Page) -> None:
    answer_the_smallest(call)
    rent = box(call, "Rent, without service charges")
    rent.fill("12,50")
    rent.press("Tab")
    message = "Rent: enter pounds and pence, such as 112.45"
    expect(rent).to_have_accessible_description("Error: Enter pounds and pence, such as 112.45")
    expect(rent).to_have_attribute("aria-invalid", "true")
    expect(result(call)).to_contain_text("Not updated: these figures are of earlier answers.")
    expect(figure(call, "Universal Credit")).to_contain_text("£790.36")  # still in view, and struck through
    expect(call.get_by_role("status")).to_contain_text(f"Figures not updated. To put right: {message}.")
    assert figures_not_struck(call) == []
    result(call).get_by_role("link", name=message).click()
    expect(rent).to_be_focused()
    rent.fill("112.45")
    expect(figure(call, "Universal Credit")).to_contain_text("£790.36 a month")
    expect(result(call)).not_to_contain_text("Not updated")
    expect(rent).to_have_attribute("aria-invalid", "false")


def test_a_wrong_answer_that_may_be_unknown_widens_the_figure(call: Page) -> None:
    answer_the_smallest(call)
    savings = box(call, "Savings and investments")
    savings.fill("12,50")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 to £112.45 a week")
    expect(result(call)).not_to_contain_text("Not updated")
    message = "Error: Enter pounds and pence, such as 112.45"
    expect(savings).to_have_accessible_description(re.compile(re.escape(message)))  # in its own time
    expect(savings).to_be_focused()
    savings.fill("7,000.00")
    expect(figure(call, "Universal Credit")).to_contain_text("£772.96 a month")  # four steps of £4.35
    call.get_by_role("button", name="type ? for don’t know").last.click()
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 to £112.45 a week")
    expect(savings).to_have_value("Don’t know")


def test_an_answer_that_is_not_usual_is_asked_about_while_it_is_typed(
    call: Page, axe: Callable[[Page], list[str]]
) -> None:
    answer_the_smallest(call)
    rent = box(call, "Rent, without service charges")
    rent.fill("1125")
    expect(rent).to_have_accessible_description("Usually £40.00 to £450.00 a week; is this right?")
    expect(figure(call, "Rent to pay")).to_contain_text("a week")
    assert axe(call) == []
    rent.fill("99999")
    expect(rent).to_have_accessible_description("Error: This cannot be right: usually £40.00 to £450.00 a week")


def test_every_old_figure_is_struck_and_every_block_is_marked(call: Page) -> None:
    answer_the_smallest(call)
    for heading in ("What changes in the months", "How is this worked out?", "Considered and nil"):
        call.get_by_text(heading).click()
    expect(call.get_by_role("table", name="What changes in the months to come")).to_be_visible()
    call.locator("summary").filter(has_text="Standard allowance").click()
    assert figures_not_struck(call) != []
    box(call, "Rent, without service charges").fill("12,50")
    expect(result(call)).to_contain_text("Not updated")
    assert figures_not_struck(call) == []
    unmarked = call.evaluate(
        """() => [...document.querySelectorAll(
            ".bc-figure dt, .bc-flag dt, .bc-results caption:not(.bc-unseen), .bc-results > details > summary")]
            .filter((one) => !getComputedStyle(one, "::after").content.includes("not updated"))
            .map((one) => one.textContent)"""
    )
    assert unmarked == []


def test_an_error_behind_a_closed_heading_is_opened_and_reached(call: Page) -> None:
    answer_the_smallest(call)
    heading = call.get_by_text("Rent-free weeks, joint tenants, charges in the rent")
    heading.click()
    weeks = box(call, "Rent-free weeks a year")
    weeks.fill("four")
    weeks.press("Tab")
    heading.click()
    expect(weeks).to_be_hidden()
    result(call).get_by_role("link", name="Rent-free weeks a year").click()
    expect(weeks).to_be_focused()


def test_a_message_waits_for_a_pause(call: Page) -> None:
    answer_the_smallest(call)
    age = box(call, "Tenant’s age")
    age.fill("")
    age.press_sequentially("3/19")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 to £112.45")  # half an answer takes no figure away
    expect(result(call)).not_to_contain_text("There is a problem")
    age.press_sequentially("92")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 a week")
    age.fill("5")
    expect(result(call)).to_contain_text("There is a problem")
    expect(age).to_be_focused()


def test_rows_are_added_and_taken_away(call: Page) -> None:
    answer_the_smallest(call)
    for age in ("12", "9", "4"):
        call.get_by_role("button", name="Add a child").click()
        call.keyboard.type(age)
    call.get_by_role("button", name="Remove Child 1").click()
    expect(call.get_by_role("button", name="Add a child")).to_be_focused()
    ages = call.get_by_role("group", name=re.compile(r"^Child \d$")).get_by_role("textbox", name="Age")
    expect(ages).to_have_count(2)
    assert [age.input_value() for age in ages.all()] == ["9", "4"]
    expect(call.get_by_role("status")).to_contain_text("Estimate.")
    expect(figure(call, "Child Benefit")).to_contain_text("£44.95 a week")


def test_clearing_takes_two_presses_and_leaves_nothing(call: Page) -> None:
    answer_the_smallest(call)
    call.get_by_role("button", name="Add a child").click()
    clear = call.get_by_role("button", name="Clear all answers")
    clear.click()
    expect(call.get_by_role("button", name="Press again to clear all answers")).to_be_visible()
    expect(box(call, "Tenant’s age")).not_to_have_value("")
    expect(call.get_by_role("group", name="Child 1")).to_have_count(1)
    call.get_by_role("button", name="Press again to clear all answers").click()
    expect(box(call, "Tenant’s age")).to_have_value("")
    expect(call.get_by_role("group", name="Child 1")).to_have_count(0)
    expect(result(call)).not_to_contain_text("£")
    expect(result(call)).to_contain_text("Answer these for a first figure")


def test_what_is_typed_is_text_and_never_markup(call: Page) -> None:
    answer_the_smallest(call)
    call.get_by_role("button", name="Add a service charge").click()
    box(call, "What it is for").fill("<img src=x onerror=alert(1)>")
    box(call, "Charge (£)").fill("<b>6")
    box(call, "Charge (£)").press("Tab")
    expect(result(call)).to_contain_text("There is a problem")
    assert call.locator("img, b").count() == 0


def test_nothing_breaks_accessibility(call: Page, axe: Callable[[Page], list[str]]) -> None:
    assert axe(call) == []
    answer_the_smallest(call)
    call.get_by_role("radio", name="Couple").check()
    box(call, "Partner’s age").fill("70")
    for add in ("Add a child", "Add another adult", "Add the tenant’s pay", "Add a benefit, pension", "Add a service"):
        call.get_by_role("button", name=add).click()
    for summary in call.locator("form summary").all():
        if summary.is_visible():
            summary.click()
    assert axe(call) == []
    box(call, "Tenant’s age").fill("old")
    box(call, "Bedrooms").fill("many")
    box(call, "Bedrooms").press("Tab")
    expect(result(call)).to_contain_text("There is a problem")
    assert axe(call) == []


def test_the_page_fits_a_narrow_screen(call: Page, axe: Callable[[Page], list[str]]) -> None:
    answer_the_smallest(call)
    call.get_by_text("How is this worked out?").click()
    labels = call.locator(".bc-line-label").filter(visible=True)
    expect(labels.first).to_be_visible()
    call.set_viewport_size({"width": 320, "height": 640})  # 1280 at 400%
    widths = [box["width"] for label in labels.all() if (box := label.bounding_box())]
    assert min(widths) > 180  # the amount stands under the label
    assert call.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(call) == []
    # A child whose age is not known makes the figures a range, which has no working.
    call.get_by_role("button", name="Add a child").click()
    call.get_by_role("button", name="Add a benefit, pension").click()
    call.keyboard.press("Escape")
    call.get_by_text("Tenant: health, caring, study").click()
    assert call.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(call) == []


def test_every_target_is_large_enough(call: Page) -> None:
    answer_the_smallest(call)
    small = call.evaluate(
        """() => [...document.querySelectorAll("button, a, summary, select, input")]
            .filter((one) => one.offsetParent)
            .filter((one) => { const r = one.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
            .map((one) => one.outerHTML)"""
    )
    assert small == []
