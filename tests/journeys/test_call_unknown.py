"""The call app while facts are not known, half typed or not asked: figures widen and say how, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.calling import answer_the_smallest, box, figure, figures_not_struck, press, result, tab_to
from tests.journeys.test_call_files import open_part, type_in


def test_what_was_not_asked_counts_as_none_and_leads_to_its_question(
    call: Page, axe: Callable[[Page], list[str]]
) -> None:
    answer_the_smallest(call)
    section = call.get_by_role("region", name="Not asked yet")
    expect(section).to_contain_text("Savings up to £84.34 a week")
    assert axe(call) == []
    tab_to(call, section.get_by_role("link", name="Savings"))
    press(call, "Enter")
    expect(box(call, "Savings and investments")).to_be_focused()
    call.keyboard.type("0")
    expect(section).not_to_contain_text("Savings")
    section.get_by_role("link", name="Pay of the tenant").press("Enter")
    add = call.get_by_role("button", name="Add the tenant’s pay from a job")
    expect(add).to_be_focused()
    press(call, "Enter")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 to £112.45 a week")  # a job of unknown pay widens
    assert figures_not_struck(call) != []


def test_each_end_of_each_figure_has_its_answers_on_request(call: Page, axe: Callable[[Page], list[str]]) -> None:
    answer_the_smallest(call)
    heading = result(call).locator("summary", has_text="What gives the lowest and the highest?")
    expect(heading).to_be_hidden()
    type_in(call, box(call, "Savings and investments"), "?")
    expect(heading).to_be_visible()
    open_part(call, "What gives the lowest and the highest?")
    table = call.get_by_role("table", name="Rent to pay: the answers that give its lowest and its highest")
    expect(table.get_by_role("row", name="Savings")).to_contain_text("£0.00£16,000.01")
    expect(table).to_contain_text("Rent to pay, a week£28.11£112.45")
    expect(call.get_by_role("table", name="Left after the rent, over the year: the answers")).to_be_visible()
    assert axe(call) == []


def test_two_sexes_matter_only_together_and_beside_another_bedroom_not_at_all(
    call: Page, axe: Callable[[Page], list[str]]
) -> None:
    answer_the_smallest(call)
    call.get_by_role("radio", name="Couple").press("Space")
    type_in(call, box(call, "Partner’s age"), "38")
    for age in ("14", "11"):
        call.get_by_role("button", name="Add a child").press("Enter")
        call.keyboard.type(age)
    ask = call.get_by_role("region", name="Ask next")
    expect(ask).to_contain_text(
        "Ask next: the sex of child 1 and the sex of child 2 narrow the rent to pay together by £15.74 a"
    )
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 to £68.22 a month")
    expect(result(call).locator(".bc-next")).to_contain_text("Worked out once there is one figure.")
    assert axe(call) == []
    type_in(call, box(call, "Bedrooms"), "2")
    expect(ask).to_contain_text("What is not known changes no figure.")
    expect(ask).not_to_contain_text("together")
    expect(result(call).locator(".bc-next")).not_to_contain_text("Worked out once")
    open_part(call, "How is this worked out?")
    working = result(call).locator("details", has_text="How is this worked out?")
    expect(working).to_contain_text("Worked out with one of the possible answers. Sex of child 1: ")
    expect(working).to_contain_text("Universal Credit, £ a month")
    assert axe(call) == []


def test_too_much_unknown_is_said_plainly(call: Page, axe: Callable[[Page], list[str]]) -> None:
    answer_the_smallest(call)
    call.get_by_role("radio", name="Couple").press("Space")
    for button in ("Add a child",) * 3 + ("Add another adult", "Add the tenant’s pay", "Add the partner’s pay"):
        call.get_by_role("button", name=button).press("Enter")
    for label in ("Tenant’s age", "Bedrooms", "Savings and investments"):
        type_in(call, box(call, label), "?")
    expect(result(call)).to_contain_text("Too much is not known to try every combination", timeout=20_000)
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 to £112.45 a week")
    assert axe(call) == []


@pytest.mark.parametrize(
    ("label", "half"),
    [
        ("Tenant’s age", "3 19"),
        ("Bedrooms", "x"),
        ("Savings and investments", "12,"),
        ("Take-home pay", "abc"),
        ("Hours a week", "1/"),
    ],
)
def test_half_an_answer_strikes_nothing(call: Page, label: str, half: str) -> None:
    answer_the_smallest(call)
    call.get_by_role("button", name="Add the tenant’s pay").press("Enter")
    type_in(call, box(call, "Take-home pay"), "300")
    expect(figure(call, "Universal Credit")).to_contain_text("£625.36 a month")
    target = box(call, label).first
    target.focus()
    press(call, "Control+a")
    for key in half:
        call.keyboard.type(key)
        call.wait_for_timeout(150)
        assert figures_not_struck(call) != []
    expect(result(call)).not_to_contain_text("Not updated")
    expect(figure(call, "Rent to pay")).to_contain_text("£")


def test_half_a_date_goes_on_with_the_month_that_is_supposed(call: Page) -> None:
    answer_the_smallest(call)
    call.get_by_text("Date and nation").click()
    type_in(call, box(call, "First day of the month"), "31 2 2027")
    expect(call.get_by_text("there is no such day: February 2027 has 28 days; until then")).not_to_have_count(0)
    assert figures_not_struck(call) != []


def test_another_kind_of_home_widens_and_asks_for_its_area(call: Page) -> None:
    answer_the_smallest(call)
    home = call.get_by_role("combobox", name="Kind of home")
    home.select_option("private_rent")
    expect(figure(call, "Rent to pay")).to_contain_text("£0.00 to £77.45 a week")
    expect(result(call).get_by_role("region", name="Ask next")).to_contain_text("Rental area")
    home.select_option("social_rent")
    expect(figure(call, "Rent to pay")).to_contain_text("£28.11 a week")
