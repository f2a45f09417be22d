"""What is printed is whole: the page itself, and the answer that is saved for paper."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.calling import press, tab_to
from tests.journeys.calls import lone_parent_capped, open_part
from tests.journeys.conftest import AXE, WCAG

PAPER = {"width": 688, "height": 1000}  # A4 less its margins, in CSS pixels
CUT_OFF = """() => {
    const cut = [];
    if (document.documentElement.scrollWidth > innerWidth) cut.push(`${document.documentElement.scrollWidth} wide`);
    for (const one of document.querySelectorAll("main *")) {
        const style = getComputedStyle(one);
        if (one.closest(".bc-unseen") || one.closest("svg") || !one.clientHeight) continue;
        const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
        const input = ["INPUT", "SELECT", "TEXTAREA"].includes(one.tagName);
        if (clips && !input && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
            cut.push(one.className || one.tagName);
    }
    return cut;
}"""
AMOUNTS = """() => [...new Set(document.querySelector("main").innerText.match(/£[\\d,]+\\.\\d\\d/g))]"""


def test_the_page_prints_whole(call: Page) -> None:
    lone_parent_capped(call)
    open_part(call, "How is this worked out?").locator(".bc-line").first.wait_for()
    call.emulate_media(media="print")
    call.set_viewport_size(PAPER)
    assert call.evaluate(CUT_OFF) == []
    result, form = call.locator(".bc-headline").bounding_box(), call.locator(".bc-form").bounding_box()
    assert result is not None
    assert form is not None
    assert result["y"] < form["y"]  # the answer stands first
    assert len(re.findall(rb"/Type\s*/Page\b", call.pdf(format="A4"))) > 1


def test_the_saved_answer_has_every_amount_of_the_page_and_prints_whole(
    call: Page, browser: Browser, tmp_path: Path
) -> None:
    lone_parent_capped(call)
    for heading in ("What changes in the months to come?", "How is this worked out?"):
        open_part(call, heading).locator(".bc-money").first.wait_for()
    call.get_by_role("region", name="Not asked yet").wait_for()
    shown = set(call.evaluate(AMOUNTS))
    save = call.get_by_role("button", name="Save the answer and its working")
    tab_to(call, save)
    with call.expect_download() as download:
        press(call, "Enter")
    file = tmp_path / "answer.html"
    download.value.save_as(file)
    page = browser.new_page(viewport={"width": PAPER["width"], "height": PAPER["height"]})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) == []
    assert shown <= set(page.evaluate(AMOUNTS))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [problem["id"] for problem in found["violations"]] == []
    page.close()
