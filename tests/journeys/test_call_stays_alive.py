"""The call app when its kernel dies or falls silent, and when its page is reloaded."""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.journeys.calling import (
    answer_any,
    answer_the_smallest,
    box,
    figure,
    figures_not_struck,
    kernel_of,
    open_call,
    result,
)
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.serving import Served

SILENT = "Figures not updated: the calculator"
BACK = "Your answers from before the reload are back."
WITHIN = 5000  # milliseconds in which a dead kernel is noticed


def alert(page: Page) -> str:
    return page.get_by_role("alert").inner_text()


def look(page: Page, *, hidden: bool) -> None:
    """Make the page believe that its tab has gone to the back, or come to the front."""
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def answer_much(page: Page) -> list[str]:
    """Answer questions of every kind, two children among them, and return what every control holds."""
    answer_the_smallest(page)
    page.get_by_role("radio", name="Couple").check()
    box(page, "Partner’s age").fill("31")
    for age in ("12", "3"):
        page.get_by_role("button", name="Add a child").click()
        page.keyboard.type(age)
    for row, sex in ((1, "Girl"), (2, "Boy")):
        page.get_by_role("group", name=f"Child {row}", exact=True).get_by_role("radio", name=sex).check()
    page.get_by_role("button", name="Add the tenant’s pay from a job").click()
    box(page, "Take-home pay").fill("1,400")
    page.get_by_role("combobox", name="Take-home pay").select_option("four_weeks")
    page.get_by_text("Tenant: health, caring, study").click()
    page.get_by_text("How is this worked out?").click()
    carer = result(page).locator("summary").filter(has_text="Carer element")
    expect(carer).to_have_count(0)
    page.get_by_role("checkbox", name=re.compile("Cares for a disabled person")).first.check()
    expect(carer).not_to_have_count(0)  # the figures are of the last answer too
    return answers_of(page)


def answers_of(page: Page) -> list[str]:
    """What every control of the form holds, in the order of the page."""
    held: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("form input, form select")].map((one) =>
            /radio|checkbox/.test(one.type) ? `${one.checked}` : one.value)"""
    )
    return held


def reload(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("heading", name="Benefit and rent estimate")).to_be_visible()


@pytest.fixture
def paused(call: Page, call_app: Served) -> Iterator[Callable[[], None]]:
    """Stop this page's kernel where it stands, as a machine does that has no time for it; it goes on at the end."""
    answer_the_smallest(call)
    kernel = kernel_of(call, call_app)
    yield lambda: os.kill(kernel, signal.SIGSTOP)
    os.kill(kernel, signal.SIGCONT)


# silence


@pytest.mark.slow
@pytest.mark.parametrize("wait_ms", [0, 5, 10, 20, 40, 60, 80, 100, 150, 250, 500, 1000])
def test_a_figure_is_never_shown_for_answers_it_is_not_of(call: Page, call_app: Served, wait_ms: int) -> None:
    answer_the_smallest(call)
    rent = box(call, "Rent, without service charges")
    kernel = kernel_of(call, call_app)
    rent.press("Backspace")
    call.wait_for_timeout(wait_ms)  # the moment of the kill is what varies here
    os.kill(kernel, signal.SIGKILL)
    rent.press("7")
    stale = call.get_by_role("alert")
    expect(stale).to_contain_text("Figures not updated: the calculator", timeout=5000)
    expect(result(call)).to_contain_text("Not updated: these figures are of earlier answers.")


@pytest.mark.slow
@pytest.mark.parametrize("wait_ms", [0, 10, 50, 100, 250, 500, 750, 1000, 1250, 1500, 2000, 4000])
def test_a_kernel_that_dies_at_any_moment_is_noticed_without_a_keystroke(
    call: Page, call_app: Served, wait_ms: int
) -> None:
    answer_the_smallest(call)
    kernel = kernel_of(call, call_app)
    call.wait_for_timeout(wait_ms)  # the page asks every few seconds: before, while and after it asks
    os.kill(kernel, signal.SIGKILL)
    expect(call.get_by_role("alert")).to_contain_text(SILENT, timeout=WITHIN)


def test_a_kernel_that_was_started_again_is_noticed_without_a_keystroke(call: Page, call_app: Served) -> None:
    """The new process has the old one's sockets and hears what the page asks, but knows nothing of the page."""
    answer_the_smallest(call)
    kernel = psutil.Process(kernel_of(call, call_app))
    command, environment, folder = kernel.cmdline(), kernel.environ(), kernel.cwd()
    kernel.kill()
    with subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.DEVNULL) as again:
        try:
            expect(call.get_by_role("alert")).to_contain_text(SILENT, timeout=WITHIN)
            box(call, "Bedrooms").fill("1")
            expect(result(call)).to_contain_text("Not updated: these figures are of earlier answers.")
        finally:
            again.kill()


def test_an_idle_kernel_that_dies_is_noticed_without_a_keystroke(
    call: Page, call_app: Served, axe: Callable[[Page], list[str]]
) -> None:
    answer_the_smallest(call)
    call.wait_for_timeout(2000)  # nobody types
    os.kill(kernel_of(call, call_app), signal.SIGKILL)
    expect(call.get_by_role("alert")).to_contain_text(SILENT, timeout=WITHIN)
    expect(call.get_by_role("alert")).to_contain_text("Reload this page: your answers come back.")
    assert figures_not_struck(call) == []
    expect(result(call)).not_to_contain_text("of earlier answers")  # they are of the answers on screen
    assert axe(call) == []
    box(call, "Bedrooms").fill("2")
    expect(result(call)).to_contain_text("Not updated: these figures are of earlier answers.")


def test_where_the_server_has_gone_too_nothing_is_promised(call: Page, call_app: Served) -> None:
    answer_the_smallest(call)
    call.route("**/answers/**", lambda route: route.abort())
    os.kill(kernel_of(call, call_app), signal.SIGKILL)
    expect(call.get_by_role("alert")).to_contain_text(SILENT, timeout=WITHIN)
    expect(call.get_by_role("alert")).to_contain_text("Note what you need and reload this page.")


def test_a_kernel_that_was_only_slow_is_heard_again(call: Page, call_app: Served) -> None:
    answer_the_smallest(call)
    kernel = kernel_of(call, call_app)
    os.kill(kernel, signal.SIGSTOP)
    try:
        expect(call.get_by_role("alert")).to_contain_text(SILENT, timeout=WITHIN)
        box(call, "Bedrooms").fill("1")
        call.wait_for_timeout(500)
    finally:
        os.kill(kernel, signal.SIGCONT)
    expect(call.get_by_role("alert")).to_be_empty()
    expect(figure(call, "Universal Credit")).to_contain_text("£912.18 a month")
    assert figures_not_struck(call) != []


def test_a_tab_in_the_background_raises_no_alarm_until_it_is_looked_at(call: Page, paused: Callable[[], None]) -> None:
    look(call, hidden=True)
    call.wait_for_timeout(2000)  # what was asked before has been answered
    paused()
    call.wait_for_timeout(WITHIN)
    assert alert(call) == ""
    look(call, hidden=False)
    expect(call.get_by_role("alert")).to_contain_text(SILENT, timeout=WITHIN)


def test_a_page_that_stood_still_itself_raises_no_alarm(page: Page, call_app: Served) -> None:
    page.clock.install()
    open_call(page, call_app)
    page.clock.run_for(100)
    answer_any(page)
    os.kill(kernel := kernel_of(page, call_app), signal.SIGSTOP)
    try:
        for _ in range(3):
            page.clock.fast_forward(60_000)  # a laptop that sleeps, or a browser that slows its timers to one a minute
            assert alert(page) == ""
        for _ in range(6):
            page.clock.run_for(1000)
        assert SILENT in alert(page)
    finally:
        os.kill(kernel, signal.SIGCONT)


# a reload


def test_a_reload_brings_every_answer_back(call: Page, axe: Callable[[Page], list[str]]) -> None:
    before = answer_much(call)
    amount = figure(call, "Universal Credit").inner_text()
    reload(call)
    expect(result(call).get_by_text(BACK)).to_be_visible()
    expect(figure(call, "Universal Credit")).to_have_text(re.compile(re.escape(amount.split()[0])))
    expect(call.get_by_role("status")).to_contain_text(BACK)
    assert answers_of(call) == before
    assert axe(call) == []
    reload(call)  # and again
    expect(result(call).get_by_text(BACK)).to_be_visible()
    box(call, "Bedrooms").fill("4")
    expect(result(call).get_by_text(BACK)).to_have_count(0)


def test_a_dead_kernel_costs_no_answer(call: Page, call_app: Served) -> None:
    answer_the_smallest(call)
    os.kill(kernel_of(call, call_app), signal.SIGKILL)
    expect(call.get_by_role("alert")).to_contain_text(SILENT, timeout=WITHIN)
    box(call, "Bedrooms").fill("1")  # what is typed after its death is not lost either
    reload(call)
    expect(box(call, "Bedrooms")).to_have_value("1")
    expect(figure(call, "Universal Credit")).to_contain_text("£912.18 a month")
    assert alert(call) == ""


def test_a_reload_without_an_answer_and_one_after_clearing_bring_nothing(call: Page, call_app: Served) -> None:
    call.goto("about:blank")
    call.goto(call_app.address)
    expect(call.get_by_role("heading", name="Benefit and rent estimate")).to_be_visible()
    reload(call)
    expect(box(call, "Tenant’s age")).to_have_value("")
    expect(result(call)).not_to_contain_text(BACK)
    answer_any(call)
    call.get_by_role("button", name="Clear all answers").click()
    call.get_by_role("button", name="Press again to clear all answers").click()
    expect(result(call)).to_contain_text("Answer these for a first figure")
    reload(call)
    expect(box(call, "Tenant’s age")).to_have_value("")
    expect(result(call)).not_to_contain_text(BACK)


def test_two_tabs_of_one_browser_keep_their_own_answers(call: Page, call_app: Served, context: BrowserContext) -> None:
    other = context.new_page()
    open_call(other, call_app)
    for page, age in ((call, "34"), (other, "24")):
        box(page, "Tenant’s age").fill(age)
        expect(result(page).get_by_role("link", name="Tenant’s age")).to_have_count(0)
    for page in (other, call):
        reload(page)
    expect(box(call, "Tenant’s age")).to_have_value("34")
    expect(box(other, "Tenant’s age")).to_have_value("24")
    third = context.new_page()
    third.goto(call_app.address)
    expect(box(third, "Tenant’s age")).to_have_value("")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({"claimant.age": "3" * 2000}, "These answers could not be read"),
        ({"claimant.age": "<img src=x onerror=alert(1)>"}, "enter an age in years"),
        ({"children": [{"age": "3"}] * 40}, "Answer these for a first figure"),
        ({"children": 5}, "Answer these for a first figure"),
        ({"claimant.age": None, "nothing.of.ours": "x"}, "Answer these for a first figure"),
        ([1, 2], "Answer these for a first figure"),
    ],
    ids=str,
)
def test_answers_that_come_back_are_checked_as_if_they_were_typed(call: Page, kept: object, said: str) -> None:
    call.evaluate(
        """kept => {
            window.keptAnswers.keepAtLast = () => {};
            return window.keptAnswers.keep({ values: kept, parts: kept });
        }""",
        kept,
    )
    reload(call)
    expect(call.get_by_role("main")).to_contain_text(said)
    assert call.locator("img").count() == 0
    call.get_by_role("button", name="Clear all answers").click()
    call.get_by_role("button", name="Press again to clear all answers").click()
    answer_any(call)


def test_what_is_kept_for_a_reload_is_in_no_file_of_the_server_and_no_log(call: Page, call_app: Served) -> None:
    words = "a most unusual charge"
    answer_the_smallest(call)
    call.get_by_role("button", name="Add a service charge").click()
    box(call, "What it is for").fill(words)
    reload(call)
    expect(box(call, "What it is for")).to_have_value(words)
    files = {call_app.log, *(path for path in call_app.run_dir().rglob("*") if path.is_file())}
    for process in (call_app.process, *call_app.kernels()):
        files |= {Path(opened.path) for opened in process.open_files() if Path(opened.path).is_file()}
    assert len(files) > 1
    assert not [path for path in files if words.encode() in path.read_bytes()]


def test_the_browser_writes_no_answer_to_its_disk(playwright: Playwright, call_app: Served, tmp_path: Path) -> None:
    words = "a most unusual charge"
    browser = playwright.chromium.launch_persistent_context(tmp_path, executable_path=CHROMIUM, args=QUIET)
    page = browser.new_page()
    open_call(page, call_app)
    answer_any(page)
    page.get_by_role("button", name="Add a service charge").click()
    box(page, "What it is for").fill(words)
    reload(page)
    expect(box(page, "What it is for")).to_have_value(words)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert re.fullmatch(r"benefitcalc:[0-9a-f-]{36}", page.evaluate("window.name"))
    page.wait_for_timeout(1000)  # time to write what it would
    page.goto("about:blank")
    browser.close()
    forms = (words.encode(), words.encode("utf-16-le"))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert not [path for path in files if any(form in path.read_bytes() for form in forms)]
