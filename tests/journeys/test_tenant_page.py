"""The tenant's page in a real browser: one sheet of paper, accessible, and it asks for nothing."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser

from benefitcalc import assess
from benefitcalc.advice.affordability import affordability
from benefitcalc.advice.figures import figures_of
from benefitcalc.advice.plans import arrears_plan
from benefitcalc.advice.tenant_page import tenant_page
from tests.journeys.conftest import AXE, WCAG


class Option(NamedTuple):
    title: str
    change_in_left_after_rent: Decimal | None
    if_awarded: bool = False


# Many causes of rent to pay, two notes for the nation, a long plan and more options than are shown.
CASE: dict[str, Any] = {
    "date": "2026-12-01",
    "country": "scotland",
    "claimant": {"age": 34, "employment": {"net": {"amount": "1900.00", "per": "month"}}},
    "partner": {"age": 33},
    "children": [{"age": 5}, {"age": 4}, {"age": 3}],
    "non_dependants": [{"age": 30, "gross_income": {"amount": "500.00", "per": "week"}, "works_16_hours": True}],
    "tenancy": {
        "tenure": "social_rent",
        "bedrooms": 6,
        "rent": {"amount": "220.00", "per": "week"},
        "service_charges": [{"amount": "12.00", "per": "week", "eligible": False}],
    },
}


def test_the_page_is_one_sheet(browser: Browser, tmp_path: Path) -> None:
    result = assess(CASE)
    assert len(result.shortfall) >= 3
    plan = arrears_plan(debt="2612.40", every="week", first="2026-12-04", amount="10.00")
    text = "A longer title of an option that says what could be done and for whom in the home"
    html = tenant_page(
        figures_of(result),
        plan=plan,
        affordability=(affordability(result, {"food": {"amount": "70.00", "per": "week"}}),),
        options=[Option(f"{text} {place}", Decimal("12.34"), if_awarded=True) for place in range(9)],
        contact="0161 000 0000, rents@example.org, Example Homes, 1 Example Street, Exampletown",
    )
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [problem["id"] for problem in found["violations"]] == []
    page.close()
