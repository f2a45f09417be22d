"""The rental area is found by typing, by keyboard alone: the areas of one nation, and no area of another."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.calling import box, figure, press, tab_to
from tests.journeys.calls import answer

Axe = Callable[[Page], list[str]]


def to_the_area(call: Page) -> Locator:
    answer(call, box(call, "Tenant’s age"), "40")
    tab_to(call, call.get_by_role("combobox", name="Kind of home"))
    call.keyboard.type("Private")
    answer(call, box(call, "Rent, without service charges"), "300")
    area = call.get_by_role("combobox", name="Rental area")
    tab_to(call, area)
    return area


def options(call: Page) -> Locator:
    return call.get_by_role("listbox", name="Rental area").get_by_role("option")


def test_an_area_is_found_by_part_of_its_name(call: Page, axe: Axe) -> None:
    area = to_the_area(call)
    call.keyboard.type("south")
    expect(area).to_have_attribute("aria-expanded", "true")
    expect(options(call).first).to_contain_text("South")  # names that begin so stand first
    expect(options(call).filter(has_text="Inner South East London")).to_have_count(1)
    expect(options(call).filter(has_text="Cardiff")).to_have_count(0)
    assert axe(call) == []
    press(call, "ArrowDown", "ArrowDown")
    chosen = options(call).nth(1)
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(area).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    name = chosen.text_content() or ""
    press(call, "Enter")
    expect(area).to_have_value(name)
    expect(area).to_have_attribute("aria-expanded", "false")
    expect(figure(call, "Universal Credit")).to_contain_text("a month")


def test_the_list_has_the_areas_of_the_nation_alone(call: Page) -> None:
    call.get_by_text("Date and nation").click()
    call.get_by_role("radio", name="Wales").check()
    to_the_area(call)
    press(call, "ArrowDown")
    expect(options(call)).to_have_count(22)
    expect(options(call).filter(has_text="Cardiff")).to_have_count(1)
    press(call, "Escape")
    expect(options(call)).to_have_count(0)


def test_what_is_no_area_of_the_nation_is_told(call: Page, axe: Axe) -> None:
    area = to_the_area(call)
    call.keyboard.type("Cardif")
    error = call.locator(".bc-kind-search .bc-error")
    expect(error).to_contain_text("This nation has no area with exactly that name")
    expect(area).to_be_focused()
    call.keyboard.type("f")
    expect(error).to_contain_text("Cardiff is in another nation; choose one of this nation, or correct the nation")
    assert axe(call) == []
