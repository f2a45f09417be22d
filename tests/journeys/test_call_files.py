"""What is typed in the parts of the call app, and calls that are saved, opened and begun from a rent roll."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.calling import (
    answer_any,
    answer_the_smallest,
    box,
    figure,
    figures_not_struck,
    press,
    result,
    tab_to,
)
from tests.journeys.test_call_stays_alive import answer_much, answers_of

BUDGET = "What can they afford? Budget and plan for arrears"
WHY = "Why is the award or the payment different?"
BEGIN = "Begin from a file or rent roll"
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
    type_in(call, result(call).get_by_role("textbox", name="Arrears to pay off"), "450")  # typed, and not sent
    call.wait_for_timeout(500)  # what is typed is kept after a pause
    reload(call)
    for heading in (WHY, BUDGET):
        open_part(call, heading)
    expect(journal).to_have_value("424.90")
    expect(result(call)).to_contain_text("£365.46 less than worked out.")
    expect(result(call).get_by_role("textbox", name="Arrears to pay off")).to_have_value("450")
    assert axe(call) == []
    clear(call)
    answer_any(call)
    for heading in (WHY, BUDGET):
        open_part(call, heading)
    expect(journal).to_have_value("")
    expect(result(call).get_by_role("textbox", name="Arrears to pay off")).to_have_value("")
    call.reload()
    expect(result(call)).to_contain_text(BACK)
    open_part(call, WHY)
    expect(journal).to_have_value("")


def test_the_page_says_what_is_kept_where_and_how_long(call: Page) -> None:
    foot = call.get_by_text("Nothing is written to disk unless you save it.")
    expect(foot).to_contain_text("kept in this server’s memory alone")
    expect(foot).to_contain_text("10 minutes after the tab is closed")


def figures_of(page: Page) -> list[str]:
    """Every amount of the result."""
    return figures_not_struck(page)


# --- A saved call ----------------------------------------------------------------------------------------------------


def save_call(page: Page, folder: Path) -> Path:
    """Save the call, by keyboard, and return its file."""
    page.get_by_role("button", name="Save this call, without names").focus()
    with page.expect_download() as saved:
        press(page, "Enter")
    path = folder / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def choose(page: Page, label: str, file: Path) -> None:
    """Choose a file, by keyboard."""
    with page.expect_file_chooser() as asked:
        page.get_by_label(label, exact=True).press("Enter")
    asked.value.set_files(file)


def begin(page: Page) -> Locator:
    """Open what a call can begin from, by keyboard."""
    button = page.get_by_role("button", name=BEGIN)
    button.focus()
    press(page, "Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    return page.get_by_role("region", name="Begin from what is there already")


def test_a_call_is_saved_cleared_and_opened_again(call: Page, tmp_path: Path, axe: Callable[[Page], list[str]]) -> None:
    answer_much(call)
    type_in(call, box(call, "Savings and investments"), "800 to 9,000")
    expect(figure(call, "Universal Credit")).to_contain_text("£1,367.89 to £1,420.09 a month")
    before, figures = answers_of(call), figures_of(call)
    open_part(call, BUDGET)
    balance = result(call).get_by_role("textbox", name="Balance of the rent account")
    type_in(call, balance, "-12.50")
    press(call, "Enter")
    expect(result(call)).to_contain_text("in credit")
    file = save_call(call, tmp_path)
    clear(call)
    assert answers_of(call) != before
    begun = begin(call)
    assert axe(call) == []
    choose(call, "Open a saved call", file)
    expect(begun).to_contain_text("It is on the form")
    expect(begun).to_contain_text("The figures are those that the call told.")
    assert axe(call) == []
    assert [
        one.replace("1400.00", "1,400").replace("800.00 to 9000.00", "800 to 9,000") for one in answers_of(call)
    ] == [one.replace("1 6 2026", "1 Jun 2026") for one in before]
    expect(result(call)).to_contain_text(figures[0])
    assert figures_of(call) == figures
    open_part(call, BUDGET)
    expect(balance).to_have_value("-12.50")


def test_a_file_that_cannot_be_opened_leaves_the_answers_as_they_were(
    call: Page, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    answer_the_smallest(call)
    saved = json.loads(save_call(call, tmp_path).read_text())
    before = answers_of(call)
    begun = begin(call)
    for name, content, words in (
        ("spoilt", "{", "This is not a saved call, or it is spoilt."),
        ("newer", json.dumps({**saved, "schema": "benefitcalc.call/2"}), 'schema "benefitcalc.call/2"'),
        ("expired", json.dumps({**saved, "expires": "2020-02-01"}), "expired on Sat 1 Feb 2020"),
        ("wrong", json.dumps({**saved, "case": {**saved["case"], "capital": "lots"}}), 'capital "lots" is not'),
        ("large", "x" * 50_000, "This file has 49 kB; the most is 40 kB."),
    ):
        file = tmp_path / f"{name}.json"
        file.write_text(content)
        choose(call, "Open a saved call", file)
        expect(begun.get_by_role("alert")).to_contain_text(words)
        expect(begun.get_by_role("alert")).to_contain_text("Nothing on the page has changed.")
        assert answers_of(call) == before
    assert axe(call) == []
    expect(figure(call, "Universal Credit")).to_contain_text("£790.36 a month")


def test_a_saved_call_takes_the_place_of_answers_only_when_somebody_says_so(call: Page, tmp_path: Path) -> None:
    answer_the_smallest(call)
    file = save_call(call, tmp_path)
    type_in(call, box(call, "Bedrooms"), "1")
    expect(figure(call, "Universal Credit")).to_contain_text("£912.18 a month")
    begun = begin(call)
    choose(call, "Open a saved call", file)
    put = begun.get_by_role("button", name="Put this in place of the answers on the form")
    expect(put).to_be_visible()
    expect(box(call, "Bedrooms")).to_have_value("1")
    tab_to(call, put)
    press(call, "Enter")
    expect(box(call, "Bedrooms")).to_have_value("3")
    expect(figure(call, "Universal Credit")).to_contain_text("£790.36 a month")
    expect(begun).to_contain_text("The figures are those that the call told.")
    begun.get_by_role("button", name="Close").focus()
    press(call, "Enter")
    expect(begun).to_be_hidden()
    expect(call.get_by_role("button", name=BEGIN)).to_be_focused()


# --- A row of the rent roll ------------------------------------------------------------------------------------------

ROW = (
    "Tenancy Ref\tTenant Name\tAddress\tRent\tEligible Service Charge\tBeds\tCurrent Balance\tDOB\tMood\n"
    'T-77\tMary Jones\t"1 High Street\nOldtown"\t112.40\t5.60\t2\t-612.40\t03/02/1990\tcross\n'
)


def take_answers(page: Page, begun: Locator, **answers: str) -> None:
    for question, answer in answers.items():
        begun.get_by_role("combobox", name=QUESTIONS[question]).select_option(answer)
    begun.get_by_role("button", name="Take these answers").focus()
    press(page, "Enter")


QUESTIONS = {
    "per": "How often is this rent charged?",
    "weeks": "In how many weeks of the year is it charged?",
    "holds": "Does this rent hold service charges",
    "sign": "What does the balance mean?",
}


def test_a_pasted_row_fills_the_form_and_what_it_never_says_is_asked(
    call: Page, axe: Callable[[Page], list[str]]
) -> None:
    begun = begin(call)
    paste = begun.get_by_role("textbox", name="Or paste a row of the rent roll")
    tab_to(call, paste)
    paste.fill(ROW)
    tab_to(call, begun.get_by_role("button", name="Look at the row"))
    press(call, "Enter")
    table = begun.get_by_role("region", name="What goes into the form")
    expect(table).to_contain_text("2 1990")
    expect(table).not_to_contain_text("112.40")  # how often, and what it holds, is asked first
    expect(begun).to_contain_text("Left out, as no call needs it: Tenant Name, Address, Mood, Tenancy Ref.")
    expect(begun).not_to_contain_text("Jones")
    assert axe(call) == []
    take_answers(call, begun, per="fortnight", holds="eligible_services", sign="owed_negative")
    expect(begun.get_by_role("combobox", name=QUESTIONS["weeks"])).to_be_visible()
    expect(table).not_to_contain_text("106.80")
    take_answers(call, begun, weeks="50")
    expect(table).to_contain_text("£106.80 a fortnight")
    tab_to(call, begun.get_by_role("button", name=re.compile("Fill in the form|Put this")))
    press(call, "Enter")
    expect(begun).to_contain_text("It is on the form")
    expect(paste).to_have_value("")
    expect(box(call, "Tenant’s age")).to_have_value("2 1990")
    expect(box(call, "Rent, without service charges")).to_have_value("106.80")
    expect(figure(call, "Universal Credit")).to_contain_text("a month")
    assert axe(call) == []
    open_part(call, BUDGET)
    expect(result(call).get_by_role("textbox", name="Balance of the rent account")).to_have_value("612.40")
    held = "".join(answers_of(call)) + call.get_by_role("main").inner_text()
    assert not [word for word in ("Jones", "T-77", "High Street", "cross", "03/02/1990") if word in held]


def test_a_csv_of_many_rows_asks_which(call: Page, tmp_path: Path, axe: Callable[[Page], list[str]]) -> None:
    sheet = tmp_path / "rents.csv"
    lines = [
        "Weekly rent,Weeks charged,Name,Beds",
        *(f'{100 + row}.00,52,"Jones, {row}",{row % 4 + 1}' for row in range(40)),
    ]
    sheet.write_text("\r\n".join(lines) + "\r\n", encoding="cp1252")
    begun = begin(call)
    choose(call, "Or choose a CSV file", sheet)
    expect(begun).to_contain_text("rents.csv is open: 41 lines.")
    which = begun.get_by_role("textbox", name="Which row?")
    expect(which).to_be_focused()
    press(call, "Enter")
    expect(begun.get_by_role("alert")).to_contain_text("Say which row: a number from 2 to 41.")
    assert axe(call) == []
    type_in(call, which, "9")  # as the sheet numbers it: the headings are row 1
    press(call, "Enter")
    expect(begun.get_by_role("region", name="What goes into the form")).to_contain_text("Bedrooms")
    take_answers(call, begun, holds="nothing")
    expect(begun.get_by_role("region", name="What goes into the form")).to_contain_text("£107.00 a week")


def test_what_is_no_row_is_refused_and_changes_nothing(call: Page, tmp_path: Path) -> None:
    answer_the_smallest(call)
    before = answers_of(call)
    begun = begin(call)
    paste = begun.get_by_role("textbox", name="Or paste a row of the rent roll")
    look = begun.get_by_role("button", name="Look at the row")
    for text, words in (
        ("", "Paste two lines from the sheet"),
        ("Rent\tBeds", "Paste two lines from the sheet"),
        ("Rent\tBeds\n1\t2\t3", "The row has 3 cells and there are 2 headings"),
    ):
        paste.fill(text)
        look.press("Enter")
        expect(begun.get_by_role("alert")).to_contain_text(words)
    book = tmp_path / "rents.csv"
    book.write_bytes(b"PK\x03\x04\0\0")
    choose(call, "Or choose a CSV file", book)
    expect(begun.get_by_role("alert")).to_contain_text("rents.csv is no CSV file.")
    assert [one for one in answers_of(call) if one] == [one for one in before if one]
