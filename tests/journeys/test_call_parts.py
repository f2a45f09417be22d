"""The parts of the call app that advise, by keyboard alone: options and the chart, the budget and the plan, a home on
offer, the steps before court, and the wrap-up.
"""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.journeys.calling import answer_the_smallest, box, open_call, press, tab_to
from tests.journeys.calls import answer, couple_with_a_spare_bedroom, neither_wage_nor_savings_known, open_part
from tests.journeys.serving import eventually, served, write_notebook

Axe = Callable[[Page], list[str]]
GUIDELINES = """
title = "Guidelines of Example Homes"
from = 2026-04-06
[food]
per = "week"
first_adult = "40.00"
"""


def button(call: Page, name: str) -> None:
    """Go to a button and press it."""
    tab_to(call, call.get_by_role("button", name=name))
    press(call, "Enter")


def tick(call: Page, name: str) -> None:
    target = call.get_by_role("checkbox", name=re.compile(f"^{name}"))
    tab_to(call, target)
    press(call, "Space")
    expect(target).to_be_checked()


def choose_from(call: Page, name: str, words: str) -> None:
    tab_to(call, call.get_by_role("combobox", name=name, exact=True))
    call.keyboard.type(words)


def fits(call: Page) -> bool:
    """Whether nothing of the page is wider than the narrowest screen."""
    call.set_viewport_size({"width": 320, "height": 640})
    return bool(call.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def saved(call: Page, name: str) -> str:
    with call.expect_download() as waiting:
        button(call, name)
    download: Download = waiting.value
    return Path(download.path()).read_text(encoding="utf-8")


def test_options_that_are_told_stand_in_the_note(call: Page, axe: Axe) -> None:
    couple_with_a_spare_bedroom(call)
    options = open_part(call, "What can this household do?")
    expect(call.get_by_role("status").first).to_contain_text("The first option: The partner works 16 hours a week")
    first = options.get_by_role("list").first.get_by_role("listitem").first
    expect(first).to_contain_text("The partner works 16 hours a week at £12.71")
    expect(first).to_contain_text("+£91.51 a week left after the rent; rent to pay the same")
    tick(call, "Told the caller The partner works 16 hours")
    assert axe(call) == []
    chart = open_part(call, "More hours or pay")
    expect(chart.get_by_role("img")).to_have_attribute("alt", re.compile(r"^Lines over hours a week at £12.71\."))
    expect(chart.get_by_role("img")).to_be_visible()
    choose_from(call, "Against", "take")
    button(call, "Draw the chart")
    expect(chart.get_by_role("img")).to_have_attribute("alt", re.compile(r"^Lines over take-home pay a month\."))
    open_part(call, "The figures of this chart")
    expect(chart.get_by_role("table", name="Take-home pay a month")).to_contain_text("3000")
    assert axe(call) == []
    wrap = open_part(call, "Wrap up")
    expect(wrap).to_contain_text("Advice: The partner works 16 hours a week at £12.71 (+£91.51 a week)")
    assert fits(call)
    assert axe(call) == []


def test_a_budget_with_guidelines_and_a_plan_beside_the_account(call: Page, axe: Axe) -> None:
    answer_the_smallest(call)
    budget = open_part(call, "What can they afford?")
    open_part(call, "What the household spends")
    answer(call, box(call, "Food and household goods"), "60")
    button(call, "Work out what is left")
    table = budget.get_by_role("table", name="Income and expenditure")
    expect(table.get_by_role("row", name="Left")).to_contain_text("£9.94")
    open_part(call, "Compare with the landlord’s spending guidelines")
    file = budget.locator("input[type=file]")
    for name, content, said in (
        ("huge.xlsx", b"PK" * 20_000, "huge.xlsx is too large for such a file"),
        ("sheet.xlsx", b"PK\x03\x04\xff\xfe", "This file is no text."),
        ("notes.txt", b"Food: 50", "This file is not in the form of the example"),
    ):
        file.set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
        expect(budget).to_contain_text(said)
    assert axe(call) == []
    file.set_input_files({"name": "own.toml", "mimeType": "text/plain", "buffer": GUIDELINES.encode()})
    expect(budget).to_contain_text("Open: Guidelines of Example Homes")
    expect(budget).to_contain_text("Food and household goods is £20.00 a week above the guideline.")
    answer(call, box(call, "Balance of the rent account"), "600")
    answer(call, box(call, "Offer, £ each time"), "10")
    choose_from(call, "How often", "every week")
    first = box(call, "First payment")
    tab_to(call, first)
    press(call, "Control+a")
    call.keyboard.type("4 12 2026")
    button(call, "Work out the plan")
    expect(call.get_by_role("status").first).to_contain_text("£10.00 a week from Fri 4 Dec 2026")
    expect(call.get_by_role("button", name="Work out the plan")).to_be_focused()
    account = budget.get_by_role("table", name="The rent account on the day of the call")
    expect(account.get_by_role("row", name="Balance")).to_contain_text("5.3 weeks’ rent owed")
    expect(budget).to_contain_text("£10.00 a week from Fri 4 Dec 2026")
    expect(budget).to_contain_text("That is £10.00 a week, more than what is left.")
    expect(budget).to_contain_text(re.compile(r"A deduction would take from £[\d.]+ a month"))
    expect(budget).to_contain_text(re.compile(r"If the £365.46 due on \w{3} \d+ \w{3} 20\d\d comes on"))
    assert axe(call) == []
    assert fits(call)
    assert axe(call) == []
    button(call, "Close this file")
    expect(budget).not_to_contain_text("Open: Guidelines of Example Homes")


def test_what_is_not_known_blocks_no_part(call: Page, axe: Axe) -> None:
    neither_wage_nor_savings_known(call)
    budget = open_part(call, "What can they afford?")
    expect(budget.get_by_role("table")).to_contain_text("Least, £ a week")
    answer(call, box(call, "Balance of the rent account"), "600")
    answer(call, box(call, "Offer, £ each time"), "20")
    answer(call, box(call, "First payment"), "4 12 2026")
    button(call, "Work out the plan")
    expect(budget).to_contain_text("more than what is left at the least, and within it at the most.")
    options = open_part(call, "What can this household do?")
    expect(options).to_contain_text("Some facts are not known")
    why = open_part(call, "Why is the award or the payment different?")
    answer(call, box(call, "Universal Credit on the journal"), "400")
    button(call, "Find out why")
    expect(why).to_contain_text("£400.00 lies within what the answers allow")
    open_part(call, "More hours or pay")
    expect(options.get_by_role("img")).to_be_visible()
    wrap = open_part(call, "Wrap up")
    expect(wrap).to_contain_text(re.compile(r"rent to pay £[\d.]+ to £[\d.]+ a week"))
    assert axe(call) == []


def test_a_home_on_offer_and_the_steps_before_court(call: Page, axe: Axe) -> None:
    answer_the_smallest(call)
    home = open_part(call, "Can they afford this home?")
    expect(home).to_contain_text("The first Universal Credit comes on Tue 7 Jul 2026, 36 days after the move.")
    answer(call, box(call, "Rent asked before the keys"), "1x")
    button(call, "Check this home")
    expect(home).to_contain_text("The first weeks cannot be worked out")
    advance = box(call, "Rent asked before the keys")
    tab_to(call, advance)
    press(call, "Control+a")
    call.keyboard.type("112.45")
    button(call, "Check this home")
    expect(home).to_contain_text("£112.45 is asked before the keys.")
    steps = open_part(call, "What must come before notice and court?")
    expect(steps).to_contain_text("9 steps are open before a notice.")
    tick(call, "Breathing Space running")
    tick(call, "Rent statement of the last quarter sent")
    button(call, "Show what is open")
    expect(steps).to_contain_text("8 steps are open before a notice.")
    expect(steps).to_contain_text("For 60 days no notice, no court and no contact")
    assert axe(call) == []
    assert fits(call)
    assert axe(call) == []


def test_the_wrap_up_is_written_copied_and_saved(call: Page, axe: Axe) -> None:
    answer_the_smallest(call)
    wrap = open_part(call, "Wrap up")
    answer(call, box(call, "Officer"), "K7")
    choose_from(call, "Reason", "income")
    answer(call, call.get_by_role("textbox", name="Next action", exact=True), "Call again about his PIP")
    button(call, "Write the note")
    expect(wrap).to_contain_text("The note cannot be written")
    expect(wrap).to_contain_text("tells of health (PIP)")
    assert axe(call) == []
    again = call.get_by_role("textbox", name="Next action", exact=True)
    tab_to(call, again)
    press(call, "Control+a")
    call.keyboard.type("Call again")
    answer(call, box(call, "Day of the next action"), "7 12 2026")
    tick(call, "Identity verified")
    tick(call, "Referred: free debt advice")
    button(call, "Write the note")
    note = wrap.locator("pre")
    for line in (
        "Officer: K7",
        "Verified: yes",
        "Reason: income fell",
        "Referrals: free debt advice",
        "Next: Call again, Mon 7 Dec 2026",
    ):
        expect(note).to_contain_text(line)
    assert axe(call) == []
    text = saved(call, "Save the note")
    assert "Worked out: rent to pay £28.11 a week" in text
    page = saved(call, "Save a page for the tenant")
    assert "Rent you have to pay" in page
    assert not re.search(r"(src|href)=|<script|url\(", page)  # whole in itself


# How long the page waits ----------------------------------------------------------------------------------------------

SLOW = """
import datetime as dt, pathlib, time
from benefitcalc.ui.call.parts import part
from benefitcalc.ui.call.questions import form_for
from benefitcalc.ui.call.view import CallForm
"""
SLOWLY = """
def slowly(schema, name, values, given):
    if name == "options":
        pathlib.Path({begun!r}).touch()
        time.sleep(3)
    return part(schema, name, values, given)
CallForm(form_for(dt.date(2026, 6, 1)), parts=slowly)
"""


def test_a_slow_part_is_given_ten_seconds_before_the_figures_are_called_old(page: Page, tmp_path: Path) -> None:
    """The page's clock runs ahead while the calculator works for three seconds."""
    begun = tmp_path / "begun"
    with served(write_notebook(tmp_path / "slow.ipynb", SLOW + SLOWLY.format(begun=str(begun)))) as server:
        page.clock.install()
        open_call(page, server)
        answer_the_smallest(page)
        page.locator("summary").filter(has_text="What can this household do?").click()
        eventually(begun.exists, "the slow part is being worked out")
        page.wait_for_timeout(300)  # what the page asked before it has its answer now
        alert = page.get_by_role("alert").first
        page.clock.run_for(8_000)
        assert alert.inner_text() == ""
        page.clock.run_for(6_000)
        assert "Figures not updated: the calculator does not answer." in alert.inner_text()
        expect(page.get_by_role("heading", name="What leaves more after the rent")).to_be_visible()
        page.clock.run_for(3_000)
        expect(alert).to_have_text("")
