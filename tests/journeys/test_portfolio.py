"""The portfolio app in a real browser: from an export to a forecast, by keyboard alone, with wrong files, and dead."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import REPOSITORY
from tests.journeys.calling import kernel_of, tab_to
from tests.journeys.serving import Served, served

EXPORT = """Tenancy Ref,Patch,Beds,Weekly Rent,Balance,UC
T1,North,2,112.45,240.10,Y
T2,North,3,"1,121.00",12.00,N
T3,South,1,98.10,-15.00,Y
T4,South,x,99.99,5.00,N
T5,South,2,=1+1,5.00,N
"""
ANSWERS = {
    "On what terms": "social_rent",
    "How often the rent": "week",
    "Which sign does the table give": "owed_positive",
    "Does the rent hold services": "nothing",
    "How many weeks of the rent year": "52",
}
LONG = 60_000  # milliseconds for a run


@pytest.fixture(scope="module")
def portfolio_app() -> Iterator[Served]:
    """The portfolio app, served as `make portfolio` does."""
    with served(REPOSITORY / "apps" / "portfolio.ipynb") as server:
        yield server


@pytest.fixture
def portfolio(page: Page, portfolio_app: Served) -> Page:
    page.goto(portfolio_app.address)
    expect(page.get_by_role("heading", name="Rent roll and rental income")).to_be_visible()
    return page


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def step(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=False)


def roll_file(page: Page) -> Locator:
    return page.get_by_label("Rent roll", exact=True)


def answer_questions(page: Page) -> None:
    for question, answer in ANSWERS.items():
        page.get_by_label(question).select_option(answer)
    page.get_by_role("button", name="Go on").click()


def work_out(page: Page) -> None:
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name="What the forecast shows")).to_be_focused(timeout=LONG)


def test_from_an_export_to_a_forecast_and_a_workbook(
    portfolio: Page, export: Path, axe: Callable[[Page], list[str]]
) -> None:
    page = portfolio
    assert axe(page) == []
    roll_file(page).set_input_files(export)
    expect(page.get_by_role("heading", name="Questions about the file")).to_be_focused()
    assert axe(page) == []
    answer_questions(page)
    expect(page.get_by_text("5 tenancies came in: 4 go on, 1 are set aside.")).to_be_visible()
    page.get_by_text("The first 3 of 3 problems").click()
    expect(page.get_by_role("cell", name="=1+1")).to_be_visible()
    assert axe(page) == []
    work_out(page)
    expect(page.get_by_text("some facts are not in the rent roll and were drawn")).to_be_visible()
    assert page.get_by_role("img").count() >= 3
    assert axe(page) == []
    page.get_by_label("Reference of the tenancy").fill("T1")
    page.get_by_role("button", name="Show this tenancy").click()
    expect(page.get_by_role("table", name="Tenancy T1, month by month")).to_be_visible()
    assert axe(page) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the workbook").click()
    sheets = pd.read_excel(saved.value.path(), sheet_name=None, header=None, engine="calamine")
    assert {"Summary", "Months", "Bridge"} <= set(sheets)


def test_who_to_phone_first_by_keyboard(portfolio: Page, axe: Callable[[Page], list[str]]) -> None:
    page = portfolio
    page.get_by_text("No file at hand").click()
    page.get_by_role("button", name="Try it with an example").click()
    expect(page.get_by_role("heading", name="Problems first")).to_be_focused(timeout=LONG)
    tab_to(page, page.get_by_label("On which day"))
    page.keyboard.press("Control+A")
    page.keyboard.type("31 2 2026")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is no day; write it like")).to_be_visible(timeout=LONG)
    assert axe(page) == []
    tab_to(page, page.get_by_label("On which day"))
    page.keyboard.press("Control+A")
    page.keyboard.type("6 7 2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="The first 25 to phone")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("heading", name="Who to phone first")).to_be_focused()
    assert axe(page) == []
    with page.expect_download() as saved:
        tab_to(page, page.get_by_role("button", name="Save the whole list"))
        page.keyboard.press("Enter")
    assert len(pd.read_csv(saved.value.path())) == 1_000


def test_the_whole_way_by_keyboard(portfolio: Page) -> None:
    page = portfolio
    tab_to(page, page.locator("summary").filter(has_text="No file at hand"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Try it with an example"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Problems first")).to_be_focused(timeout=LONG)
    tab_to(page, page.get_by_label("Rents rise in April"))
    page.keyboard.press("Control+A")
    page.keyboard.type("lots")
    page.keyboard.press("Enter")
    error = page.get_by_role("link", name="Rents rise in April")
    expect(error).to_be_visible()
    tab_to(page, error)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Rents rise in April")).to_be_focused()
    expect(page.get_by_label("Rents rise in April")).to_have_value("lots")
    page.keyboard.press("Control+A")
    page.keyboard.type("4.8")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What the forecast shows")).to_be_focused(timeout=LONG)
    expect(page.get_by_text("Rent charged", exact=True)).to_be_visible()


def test_answers_can_be_saved_and_serve_the_next_export(portfolio: Page, export: Path) -> None:
    page = portfolio
    roll_file(page).set_input_files(export)
    answer_questions(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save these answers").click()
    page.reload()
    page.get_by_text("No file at hand").click()
    page.get_by_label("Mapping from last time").set_input_files(
        {"name": "mapping.toml", "mimeType": "application/toml", "buffer": saved.value.path().read_bytes()}
    )
    expect(page.get_by_text("mapping.toml is read.")).to_be_visible()
    roll_file(page).set_input_files(export)
    expect(page.get_by_text("5 tenancies came in")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("broken.xlsx", b"PK\x03\x04nothing"), ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0" * 9)],
    ids=["empty", "broken", "picture"],
)
def test_a_wrong_file_is_answered_with_a_sentence(portfolio: Page, name: str, content: bytes) -> None:
    roll_file(portfolio).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    expect(portfolio.get_by_role("alert").filter(has_text="There is a problem")).to_be_visible()
    roll_file(portfolio).set_input_files({"name": "good.csv", "mimeType": "text/csv", "buffer": EXPORT.encode()})
    expect(portfolio.get_by_role("heading", name="Questions about the file")).to_be_focused()
    expect(portfolio.get_by_text("There is a problem")).to_have_count(0)


def test_a_large_file_comes_whole(portfolio: Page) -> None:
    rows = "".join(f"T{number},North,2,100.00,0.00,N\n" for number in range(60_000))
    content = EXPORT.splitlines()[0] + "\n" + rows
    roll_file(portfolio).set_input_files({"name": "large.csv", "mimeType": "text/csv", "buffer": content.encode()})
    expect(portfolio.get_by_role("heading", name="Questions about the file")).to_be_focused(timeout=LONG)
    answer_questions(portfolio)
    told = portfolio.get_by_text("60,000 tenancies came in: 60,000 go on, 0 are set aside.")
    expect(told).to_be_visible(timeout=LONG)


def test_text_of_a_file_is_never_markup(portfolio: Page) -> None:
    hostile = EXPORT + 'T6,<img src=x onerror="document.title=1">,2,abc<b>,1.00,N\n'
    roll_file(portfolio).set_input_files({"name": "<b>x.csv", "mimeType": "text/csv", "buffer": hostile.encode()})
    answer_questions(portfolio)
    portfolio.locator("summary").filter(has_text="problems").click()
    expect(portfolio.get_by_text("abc<b>")).to_be_visible()
    assert portfolio.title() == "Rent roll and rental income"


def test_a_dead_kernel_is_noticed(portfolio: Page, portfolio_app: Served, export: Path) -> None:
    roll_file(portfolio).set_input_files(export)
    expect(portfolio.get_by_role("heading", name="Questions about the file")).to_be_focused()
    os.kill(kernel_of(portfolio, portfolio_app), signal.SIGKILL)
    expect(portfolio.get_by_text("The calculator cannot be reached")).to_be_visible(timeout=15_000)


def files_of(app: Served) -> set[Path]:
    """What lies in the run's folder, apart from the sockets of kernels, of which one may be kept warm at any moment."""
    return {path for path in app.run_dir().rglob("*") if not path.name.startswith("kernel-")}


def test_files_leave_no_trace_on_the_disk_and_nobody_else_is_asked(
    portfolio: Page, portfolio_app: Served, export: Path
) -> None:
    asked: list[str] = []
    portfolio.on("request", lambda request: asked.append(request.url))
    before = files_of(portfolio_app)
    roll_file(portfolio).set_input_files(export)
    answer_questions(portfolio)
    expect(portfolio.get_by_text("5 tenancies came in")).to_be_visible()
    assert files_of(portfolio_app) == before
    assert "T1" not in portfolio_app.log.read_text(encoding="utf-8")
    assert not [url for url in asked if not url.startswith((portfolio_app.origin, "blob:", "data:"))]
