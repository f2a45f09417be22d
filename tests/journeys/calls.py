"""The calls that the app must show: what the officer of each types, by keyboard alone.

``python -m tests.journeys.calls FOLDER`` saves a picture of each call's page in three sizes, for people to look at.
"""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.conftest import REPOSITORY
from tests.journeys.calling import box, figure, open_call, press, result, tab_to
from tests.journeys.serving import served

SIZES = {"laptop": (1366, 768), "desk": (1280, 900), "narrow": (320, 640)}


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
    """Open what is behind a heading; the locator is of all of it."""
    summary = call.locator("summary").filter(has_text=heading)
    tab_to(call, summary)
    press(call, "Enter")
    return summary.locator("xpath=..")


def rent_and_bedrooms(call: Page, rent: str, bedrooms: str) -> None:
    answer(call, box(call, "Bedrooms"), bedrooms)
    answer(call, box(call, "Rent, without service charges"), rent)


def lone_parent_capped(call: Page) -> None:
    answer(call, box(call, "Tenant’s age"), "28")
    for age in ("2", "4", "6", "8"):
        add(call, "Add a child")
        call.keyboard.type(age)
    rent_and_bedrooms(call, "180", "3")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 a week")
    expect(result(call)).to_contain_text("Benefit cap")


def couple_with_a_spare_bedroom(call: Page) -> None:
    answer(call, box(call, "Tenant’s age"), "45")
    choose(call, call.get_by_role("radio", name="Couple"))
    answer(call, box(call, "Partner’s age"), "43")
    add(call, "Add another adult")
    call.keyboard.type("24")
    rent_and_bedrooms(call, "120", "3")
    expect(result(call)).to_contain_text("2 needed, 1 spare")


def pensioner_couple(call: Page) -> None:
    answer(call, box(call, "Tenant’s age"), "3 1951")
    choose(call, call.get_by_role("radio", name="Couple"))
    answer(call, box(call, "Partner’s age"), "5 1953")
    rent_and_bedrooms(call, "112.45", "2")
    add(call, "Add a benefit, pension")
    expect(call.get_by_role("combobox", name="Kind of income")).to_be_focused()
    call.keyboard.type("State P")
    answer(call, box(call, "Amount"), "241.30")
    expect(figure(call, "Housing Benefit")).to_contain_text("£112.45 a week")


def supported_accommodation(call: Page) -> None:
    answer(call, box(call, "Tenant’s age"), "34")
    tab_to(call, call.get_by_role("combobox", name="Kind of home"))
    call.keyboard.type("Landlord gives care")
    answer(call, box(call, "Rent, without service charges"), "300")
    expect(figure(call, "Housing Benefit")).to_contain_text("£300.00 a week")


def paid_every_four_weeks_with_childcare(call: Page) -> None:
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
    expect(figure(call, "Universal Credit")).to_contain_text("£1,328.97 a month")


def neither_wage_nor_savings_known(call: Page) -> None:
    answer(call, box(call, "Tenant’s age"), "31")
    rent_and_bedrooms(call, "112.45", "1")
    add(call, "Add the tenant’s pay from a job")
    answer(call, box(call, "Take-home pay"), "?")
    answer(call, box(call, "Savings and investments"), "don’t know")
    expect(call.get_by_role("region", name="Ask next")).to_contain_text(re.compile(r"narrows the rent to pay by £"))


def wrong_input(call: Page) -> None:
    answer(call, box(call, "Tenant’s age"), "34")
    rent_and_bedrooms(call, "112.45", "3")
    add(call, "Add the tenant’s pay from a job")
    answer(call, box(call, "Take-home pay"), "8oo")
    expect(result(call)).to_contain_text("There is a problem")


CALLS: Mapping[str, Callable[[Page], None]] = {
    one.__name__: one
    for one in (
        lone_parent_capped,
        couple_with_a_spare_bedroom,
        pensioner_couple,
        supported_accommodation,
        paid_every_four_weeks_with_childcare,
        neither_wage_nor_savings_known,
        wrong_input,
    )
}


def pictures(folder: Path, names: list[str]) -> None:
    """Save a picture of what each call's screen shows in each size, and of the whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(REPOSITORY / "apps" / "call.ipynb") as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name in names or CALLS:
            page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="en-GB")
            open_call(page, server)
            CALLS[name](page)
            page.wait_for_timeout(1500)
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate("scrollTo(0, 0)")
                page.screenshot(path=folder / f"{name}-{size}.png")
                page.screenshot(path=folder / f"{name}-{size}-whole.png", full_page=True)
            page.close()
        chromium.close()


if __name__ == "__main__":
    pictures(Path(sys.argv[1]), sys.argv[2:])
