"""The training app in a real browser: practice, escalation and the coach's replay, by keyboard alone."""

import datetime as dt
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from benefitcalc import assess
from benefitcalc.advice.call_file import CallFile
from benefitcalc.advice.figures import figures_of
from benefitcalc.explain.data import amount_text
from benefitcalc.training import Exercise, exercise, mark, scenario_of
from benefitcalc.training.coaching import MarkedFile
from benefitcalc.ui.training.practice import asked_as
from tests.conftest import REPOSITORY
from tests.journeys.calling import kernel_of, tab_to
from tests.journeys.serving import Served, served

CODE = "cap_four_children"
LONG = 30_000  # milliseconds, for what loads pandas
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def training_app() -> Iterator[Served]:
    """The training app, served as `make training` does."""
    with served(REPOSITORY / "apps" / "training.ipynb") as server:
        yield server


@pytest.fixture
def training(page: Page, training_app: Served) -> Page:
    page.goto(training_app.address)
    expect(page.get_by_role("heading", name="Training: benefits and rent")).to_be_visible()
    return page


def press(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name, exact=True))
    page.keyboard.press("Enter")


def figure(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def begin(page: Page, *, timed: bool = False) -> Exercise:
    """Begin the capped family by keyboard."""
    press(page, "Practise with figures")
    expect(page.get_by_role("heading", name="What to practise")).to_be_focused()
    tab_to(page, page.locator("summary", has_text="Or one of the 30 prepared cases"))
    page.keyboard.press("Enter")
    case = page.get_by_label("Practice case")
    tab_to(page, case)
    page.keyboard.type("Couple with four children")
    if timed:
        tab_to(page, page.get_by_label("Call mode: with a clock").last)
        page.keyboard.press("Space")
    press(page, "Begin this case")
    expect(page.get_by_role("heading", name="The call")).to_be_focused()
    return exercise(scenario_of(CODE))


def answer(page: Page, of: Exercise, **wrong: str) -> None:
    """Type the figures from field to field, and mark them."""
    tab_to(page, figure(page, asked_as(of.steps[0])))
    for step in of.steps:
        page.keyboard.type(wrong.get(step.name, amount_text(step.answer, step.unit).partition(" ")[0]))
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_a_household_worked_out_and_marked_by_keyboard(training: Page, axe: Axe) -> None:
    assert axe(training) == []
    of = begin(training, timed=True)
    expect(training.get_by_role("timer")).to_be_visible()
    expect(training.get_by_text("Invented dialogue")).to_be_visible()
    assert axe(training) == []
    answer(training, of, eligible_rent="about 500")
    expect(training.get_by_role("alert").last).to_contain_text("is not an amount")
    assert axe(training) == []
    tab_to(training, figure(training, asked_as(of.step("eligible_rent"))))
    training.keyboard.press("Control+A")
    training.keyboard.type("507.60")
    training.keyboard.press("Enter")
    expect(training.get_by_role("heading", name="How it went")).to_be_focused()
    expect(training.get_by_text("A month is not four weeks")).to_be_visible()
    expect(training.get_by_role("timer")).to_have_count(0)
    assert axe(training) == []


def test_marks_are_saved_without_a_name(training: Page) -> None:
    of = begin(training)
    answer(training, of)
    expect(training.get_by_role("heading", name="How it went")).to_be_focused()
    tab_to(training, training.get_by_label("Your code"))
    training.keyboard.type("Jane Smith")
    training.keyboard.press("Enter")
    expect(training.get_by_text("Error: officer is no code")).to_be_visible()
    tab_to(training, training.get_by_label("Your code"))
    training.keyboard.press("Control+A")
    training.keyboard.type("IO04")
    with training.expect_download() as saved:
        training.keyboard.press("Enter")
    file = MarkedFile.from_json(Path(saved.value.path()).read_bytes())
    assert (file.officer, file.marks) == ("IO04", of.out_of)


def test_escalation_by_keyboard(training: Page, axe: Axe) -> None:
    press(training, "Escalation and protocol")
    press(training, "Answer")
    expect(training.get_by_role("alert").last).to_contain_text("Choose an answer")
    assert axe(training) == []
    tab_to(training, training.get_by_role("radio").first)
    training.keyboard.press("Space")
    training.keyboard.press("ArrowDown")
    press(training, "Answer")
    expect(training.get_by_role("heading", name="Question 1: ")).to_be_focused()
    expect(training.get_by_text("You chose:")).to_be_visible()
    assert axe(training) == []


def test_a_coach_replays_a_call(training: Page, axe: Axe, tmp_path: Path) -> None:
    last = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=30)
    call = CallFile.of(figures_of(assess(scenario_of(CODE).case)), expires=last)
    path = tmp_path / "call.json"
    path.write_text(call.to_json(), encoding="utf-8")
    press(training, "Coach: a call that was heard")
    training.get_by_label("Call file").set_input_files(path)
    expect(training.get_by_role("heading", name="What the officer said")).to_be_focused()
    assert axe(training) == []
    tab_to(training, figure(training, "Universal Credit, a month"))
    training.keyboard.type("2480.57")
    training.keyboard.press("Enter")
    expect(training.get_by_role("heading", name="The replay")).to_be_focused(timeout=LONG)
    expect(training.get_by_text("The figure given is not right.").first).to_be_visible()
    assert axe(training) == []
    with training.expect_download(timeout=LONG) as saved:
        press(training, "Save the form to fill in")
    assert Path(saved.value.path()).read_bytes().startswith(b"PK")


def test_a_quiz_on_april_by_keyboard(training: Page, axe: Axe) -> None:
    press(training, "What changed in April")
    tab_to(training, training.get_by_label("Seed"))
    training.keyboard.type("3")
    training.keyboard.press("Enter")
    expect(training.get_by_role("heading", name="Question 1 of 10")).to_be_focused()
    tab_to(training, training.get_by_role("radio").first)
    training.keyboard.press("Space")
    training.keyboard.press("Enter")
    expect(training.get_by_role("heading", name="Question 1", exact=False).first).to_be_focused()
    expect(training.get_by_text("To read:")).to_be_visible()
    assert axe(training) == []


def test_a_paper_is_saved_and_loads_nothing(training: Page, context: BrowserContext, axe: Axe, tmp_path: Path) -> None:
    press(training, "Papers to print")
    assert axe(training) == []
    tab_to(training, training.get_by_label("Seed"))
    training.keyboard.type("7")
    with training.expect_download(timeout=LONG) as saved:
        training.keyboard.press("Enter")
    assert saved.value.suggested_filename == "paper-7.html"
    path = tmp_path / "paper.html"
    saved.value.save_as(path)
    paper, asked = context.new_page(), []
    paper.on("request", lambda request: asked.append(request.url))
    paper.goto(path.as_uri())
    expect(paper.get_by_role("heading", level=1).first).to_be_visible()
    assert asked == [path.as_uri()]
    assert axe(paper) == []


def test_a_manager_sees_the_team(training: Page, axe: Axe, tmp_path: Path) -> None:
    of = exercise(scenario_of(CODE))
    today = dt.datetime.now(tz=dt.UTC).date()
    paths = []
    for officer, rent in (("IO04", 507_60), ("IO05", of.step("eligible_rent").answer)):
        marked = mark(of, of.key | {"eligible_rent": rent})
        file = MarkedFile.of([(of.scenario, marked)], on=today, expires=today + dt.timedelta(days=9), officer=officer)
        paths.append(tmp_path / f"{officer}.json")
        paths[-1].write_text(file.to_json(), encoding="utf-8")
    press(training, "Manager: the team and one-to-ones")
    training.locator("input[type=file]").first.set_input_files(paths)
    expect(training.get_by_text("2 read: IO04.json, IO05.json.")).to_be_visible(timeout=LONG)
    expect(training.get_by_role("img")).to_be_visible()
    assert axe(training) == []
    tab_to(training, training.get_by_label("Officer’s code").first)
    training.keyboard.type("Jane Smith")
    training.keyboard.press("Enter")
    expect(training.get_by_role("alert").last).to_contain_text("The code is no code", timeout=LONG)
    tab_to(training, training.get_by_label("Officer’s code").first)
    training.keyboard.press("Control+A")
    training.keyboard.type("IO04")
    with training.expect_download(timeout=LONG) as saved:
        training.keyboard.press("Enter")
    assert saved.value.suggested_filename == f"one-to-one-IO04-{today:%Y-%m}.xlsx"


def test_at_320_pixels_nothing_is_cut_off(training: Page) -> None:
    training.set_viewport_size({"width": 320, "height": 640})
    begin(training)
    widest = training.evaluate("document.querySelector('.bc-app').scrollWidth")
    assert widest <= 320


def test_a_dead_kernel_is_noticed(training: Page, training_app: Served) -> None:
    os.kill(kernel_of(training, training_app), signal.SIGKILL)
    expect(training.get_by_role("alert").first).to_contain_text("cannot be reached", timeout=LONG)
