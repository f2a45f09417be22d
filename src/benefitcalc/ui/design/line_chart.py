"""A chart of lines as SVG, drawn in whole numbers without a library. It is a picture; its table stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

TEXT, SOFT, GRID, PAPER = "#17212b", "#4b5965", "#d3d8dc", "#ffffff"
STYLES = (("#0f3440", ""), ("#a11a2c", "9 5"), ("#1b6140", "3 4"), ("#7a4a00", "12 4 3 4"))
"""A colour and a dash for each line, so that no line is told by its colour alone."""
_FONT = "font-family=\"'Segoe UI', system-ui, 'Noto Sans', Arial, sans-serif\""
_LEFT, _RIGHT, _BOTTOM, _ROW = 58, 14, 44, 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name, and its height in pence at each place."""

    name: str
    pence: Sequence[int]


@dataclass(frozen=True, slots=True)
class Axis:
    """The places along the bottom, as whole numbers that rise; ``unit`` stands before each mark (such as ``£``)."""

    title: str
    places: Sequence[int]
    unit: str = ""


def line_chart(
    lines: Sequence[Line], along: Axis, *, width: int, height: int, mark: tuple[int, str] | None = None
) -> str:
    """The SVG: lines in pounds over the places of ``along``, with marks on both axes and the names of the lines on top.

    ``mark`` is a place that is named, with an upright line.
    """
    top = 10 + _ROW * len(lines)
    lowest = min(0, *(min(line.pence) for line in lines))
    highest = max(100, *(max(line.pence) for line in lines))
    step = _step(highest - lowest, 100, 5)
    low, high = lowest // step * step, -(-highest // step) * step
    first, last = along.places[0], along.places[-1]

    def x(place: int) -> int:
        return _LEFT + (place - first) * (width - _LEFT - _RIGHT) // max(last - first, 1)

    def y(pence: int) -> int:
        return height - _BOTTOM - (pence - low) * (height - top - _BOTTOM) // (high - low)

    def parts() -> Iterator[str]:
        yield f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        for pence in range(low, high + 1, step):
            colour = SOFT if pence == 0 else GRID
            yield f'<path d="M{_LEFT} {y(pence)}H{width - _RIGHT}" stroke="{colour}"/>'
            yield _text(_LEFT - 6, y(pence) + 4, f"{'−' if pence < 0 else ''}£{abs(pence) // 100:,}", "end")
        for place in range(first, last + 1, _step(last - first, 1, width // 90)):
            yield f'<path d="M{x(place)} {height - _BOTTOM}v5" stroke="{SOFT}"/>'
            yield _text(x(place), height - _BOTTOM + 18, f"{along.unit}{place:,}", "middle")
        yield _text((_LEFT + width - _RIGHT) // 2, height - 6, along.title, "middle")
        if mark is not None and first <= mark[0] <= last:
            yield f'<path d="M{x(mark[0])} {top - 6}V{height - _BOTTOM}" stroke="{SOFT}" stroke-dasharray="2 3"/>'
            side = "start" if x(mark[0]) < width // 2 else "end"
            yield _text(x(mark[0]) + (5 if side == "start" else -5), top + 6, mark[1], side)
        for number, (line, (colour, dash)) in enumerate(zip(lines, STYLES, strict=False)):
            pen = f'fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"'
            across = 12 + _ROW * number
            yield f'<path d="M{_LEFT} {across}h34" {pen}/>'
            yield _text(_LEFT + 42, across + 4, line.name, "start")
            points = " ".join(f"{x(place)},{y(pence)}" for place, pence in zip(along.places, line.pence, strict=True))
            yield f'<polyline points="{points}" {pen}/>'

    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {_FONT} font-size="13">{"".join(parts())}</svg>'


def _text(x: int, y: int, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" fill="{TEXT}" text-anchor="{anchor}">{escape(words)}</text>'


def _step(span: int, least: int, marks: int) -> int:
    """The distance of marks: 1, 2 or 5 times a power of ten of ``least``, with at most so many marks."""
    size = least
    while True:
        for times in (1, 2, 5):
            if span <= size * times * marks:
                return size * times
        size *= 10
