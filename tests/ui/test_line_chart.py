"""The chart: its lines stand where the figures say."""

import re
from xml.etree import ElementTree as ET

import pytest

from benefitcalc.ui.design.line_chart import Axis, Line, line_chart

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, HEIGHT = 600, 300


def drawn(*lines: Line, axis: Axis, width: int = WIDTH) -> ET.Element:
    svg = line_chart(lines, axis, width=width, height=HEIGHT, mark=(5, "now"))
    return ET.fromstring(svg)  # noqa: S314  it was drawn a moment ago


def points(chart: ET.Element, number: int = 0) -> list[tuple[int, int]]:
    found = list(chart.iter(f"{SVG}polyline"))[number].attrib["points"]
    return [(int(x), int(y)) for x, y in (pair.split(",") for pair in found.split())]


def words(chart: ET.Element) -> list[str]:
    return [text.text or "" for text in chart.iter(f"{SVG}text")]


def test_more_stands_higher_and_farther_right_and_within_the_picture() -> None:
    chart = drawn(Line("Left", [0, 5_000, 20_000]), axis=Axis("Hours", [0, 5, 10]))
    found = points(chart)
    assert [x for x, _ in found] == sorted({x for x, _ in found})
    assert [y for _, y in found] == sorted({y for _, y in found}, reverse=True)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in found)
    # Half of the way in hours is half of the way across; a quarter of the money a quarter of the way up.
    (x0, y0), (x1, y1), (x2, y2) = found
    assert abs((x2 - x0) - 2 * (x1 - x0)) <= 1
    assert abs((y0 - y2) - 4 * (y0 - y1)) <= 4


def test_the_marks_are_round_pounds_from_below_the_lowest_to_above_the_highest() -> None:
    chart = drawn(Line("Left", [-4_150, 31_240]), axis=Axis("Hours a week", [0, 40]))
    assert [text for text in words(chart) if "£" in text] == ["−£100", "£0", "£100", "£200", "£300", "£400"]
    assert {"Hours a week", "now", "Left"} <= set(words(chart))


@pytest.mark.parametrize("width", [320, 720])
@pytest.mark.parametrize("pence", [[0, 0], [100, 100], [1, 9_999_999], [-5, -3]])
def test_any_figures_can_be_drawn(width: int, pence: list[int]) -> None:
    chart = drawn(Line("A", pence), Line("B", pence), axis=Axis("Pay", [0, 3000], "£"), width=width)
    assert len(list(chart.iter(f"{SVG}polyline"))) == 2
    assert all(0 <= y <= HEIGHT for _, y in points(chart))


def test_names_are_escaped_and_each_line_has_a_dash_of_its_own() -> None:
    axis = Axis("<Hours>", [0, 1])
    chart = line_chart([Line("A & B", [0, 1]), Line("C", [1, 0])], axis, width=WIDTH, height=HEIGHT)
    assert "A &amp; B" in chart
    assert "&lt;Hours&gt;" in chart
    dashes = re.findall(r'<polyline[^>]*stroke-dasharray="([^"]*)"', chart)
    assert len(set(dashes)) == 2
