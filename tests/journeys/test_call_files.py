"""What is typed in the parts of the call app, and calls that are saved, opened and begun from a rent roll."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.calling import answer_any, answer_the_smallest, press, result

BUDGET = "What can they afford? Budget and plan for arrears"
WHY = "Why is the award or the payment different?"
BACK = "Your answers from before the reload are back."


def open_part(page: Page, heading: str) -> None:
    """Open a part under the answer, by keyboard."""
    summary = result(page).locator("summary", has_text=heading)
    summary.focus()
    press(page, "Enter")


def clear(page: Page) -> None:
    """Press "Clear all answers", and again."""
    page.get_by_role("button", name="Clear all answers").focus()
    press(page, "Enter", "Enter")
    expect(result(page)).to_contain_text("Answer these for a first figure")


def reload(page: Page) -> None:
    page.reload()
    expect(result(page)).to_contain_text(BACK)


def type_in(page: Page, target: Locator, text: str) -> None:
    """Type over what stands there, by keyboard."""
    target.focus()
    press(page, "Control+a")
    page.keyboard.type(text)


# --- Typed in the parts ----------------------------------------------------------------------------------------------


def test_what_is_typed_in_the_parts_survives_a_reload_until_it_is_cleared(
    call: Page, axe: Callable[[Page], list[str]]
) -> None:
    answer_the_smallest(call)
    open_part(call, WHY)
    journal = result(call).get_by_role("textbox", name="Universal Credit on the journal")
    type_in(call, journal, "424.90")
    press(call, "Enter")
    expect(result(call)).to_contain_text("£365.46 less than worked out.")
    open_part(call, BUDGET)
    type_in(call, result(call).get_by_role("textbox", name="Rent arrears"), "450")  # typed, and not sent
    call.wait_for_timeout(500)  # what is typed is kept after a pause
    reload(call)
    for heading in (WHY, BUDGET):
        open_part(call, heading)
    expect(journal).to_have_value("424.90")
    expect(result(call)).to_contain_text("£365.46 less than worked out.")
    expect(result(call).get_by_role("textbox", name="Rent arrears")).to_have_value("450")
    assert axe(call) == []
    clear(call)
    answer_any(call)
    for heading in (WHY, BUDGET):
        open_part(call, heading)
    expect(journal).to_have_value("")
    expect(result(call).get_by_role("textbox", name="Rent arrears")).to_have_value("")
    call.reload()
    expect(result(call)).to_contain_text(BACK)
    open_part(call, WHY)
    expect(journal).to_have_value("")


def test_the_page_says_what_is_kept_where_and_how_long(call: Page) -> None:
    foot = call.get_by_text("Nothing is written to disk unless you save it.")
    expect(foot).to_contain_text("kept in this server’s memory alone")
    expect(foot).to_contain_text("10 minutes after the tab is closed")
