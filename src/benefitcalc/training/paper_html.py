"""A paper as HTML that stands alone, to print or to show in a notebook.

All text is escaped; nothing is loaded or run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from benefitcalc.law import citations
from benefitcalc.training.dialogue import INVENTED, facts_line
from benefitcalc.training.paper_parts import KeyStep, Option, PaperQuestion, Sheet
from benefitcalc.training.scenario import Said

ROW, COLUMN = ' scope="row"', ' scope="col"'


def paper_html(paper: Sheet, *, key: bool) -> str:
    """The page. The key, where it is wanted, begins on a sheet of its own."""
    return page(paper.title, [*_sheet(paper), *(_key(paper) if key else ())], paper.foot)


def in_a_notebook(paper: Sheet) -> str:
    """The paper without its key, inside another page."""
    return f'<div class="paper"><style>{style()}</style>{"".join(_sheet(paper))}</div>'


def key_in_a_notebook(paper: Sheet) -> str:
    """The key inside another page, folded until somebody opens it."""
    key = f"<details><summary>Show the key</summary>{''.join(_key(paper))}</details>"
    return f'<div class="paper"><style>{style()}</style>{key}</div>'


def table_in_a_notebook(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table inside another page; the first cell of a row is its heading."""
    head = "".join(f"<th{COLUMN}>{escape(text)}</th>" for text in heads)
    body = "".join(
        f"<tr><th{ROW}>{escape(first)}</th>{''.join(f'<td>{escape(text)}</td>' for text in others)}</tr>"
        for first, *others in rows
    )
    table = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="paper"><style>{style()}</style>{table}</div>'


def page(title: str, parts: Iterable[str], foot: str) -> str:
    """A page of that title which stands alone."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style()}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="en-GB"><head>{head}</head>\n<body class="paper"><main>{"".join(parts)}</main>'
        f"<footer><p>{escape(foot)}</p></footer></body></html>\n"
    )


@cache
def style() -> str:
    """The look of a paper."""
    return files(__package__).joinpath("paper.css").read_text(encoding="utf-8")


def dialogue_html(dialogue: Iterable[Said]) -> str:
    """A dialogue, which says that it is invented."""
    said = "".join(f"<dt>{escape(one.speaker)}</dt><dd>{escape(one.words)}</dd>" for one in dialogue)
    return f'<p class="invented">{escape(INVENTED)}</p><dl>{said}</dl>'


def law_html(law: Iterable[str]) -> str:
    """Provisions with their addresses."""
    found = [one for text in law for one in citations(text)]
    return "; ".join(f'<a href="{escape(one.url)}">{escape(one.text)}</a>' for one in found)


def _sheet(paper: Sheet) -> Iterator[str]:
    yield f"<h1>{escape(paper.title)}</h1>"
    yield f"<p>{paper.marks} marks. Work to the penny. Figures are by the month or by the week, as the box says.</p>"
    yield "<p>Officer: ______________________________ &emsp; Date: ______________</p>"
    for question in paper.questions:
        yield f'<section class="question">{"".join(_question(question))}</section>'


def _question(question: PaperQuestion) -> Iterator[str]:
    scenario = question.scenario
    yield f"<h2>{question.number}. {escape(scenario.title)} ({question.marks} marks)</h2>"
    yield f"<p>{escape(facts_line(scenario.case))}</p>"
    yield dialogue_html(scenario.dialogue)
    rows = "".join(_box(one) for one in question.steps)
    yield (
        f"<table><caption>Work out</caption><thead><tr><th{COLUMN}>Figure</th><th{COLUMN}>Your answer</th>"
        f'<th{COLUMN} class="money">Marks</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    if question.options:
        yield "".join(_choices(question.options))


def _box(one: KeyStep) -> str:
    label = escape(f"{one.number}. {one.step.label}")
    unit = one.blank
    pounds, after = ("£ ", unit.removeprefix("£").strip()) if unit.startswith("£") else ("", unit)
    box = f'{pounds}<span class="box"></span> {escape(after)}'
    return f'<tr><th{ROW}>{label}</th><td>{box}</td><td class="money">{one.step.marks}</td></tr>'


def _choices(options: tuple[Option, ...]) -> Iterator[str]:
    right = sum(one.right for one in options)
    yield f'<div class="together"><h3>What do you advise? Tick {right} of {len(options)}.</h3><ul class="choices">'
    for one in options:
        yield f'<li><span class="tick"></span>{one.letter}. {escape(one.say)}</li>'
    yield "</ul></div>"


def _key(paper: Sheet) -> Iterator[str]:
    yield f'<section class="key"><h1>Key: {escape(paper.title)}</h1>'
    yield "<p>Each figure is the engine’s. A step that is right for wrong figures before it has its marks.</p>"
    for question in paper.questions:
        yield f"<h2>{question.number}. {escape(question.scenario.title)}</h2>"
        rows = "".join(_key_row(one) for one in question.steps)
        yield (
            f"<table><caption>Step by step</caption><thead><tr><th{COLUMN}>Figure and how it comes about</th>"
            f'<th{COLUMN} class="money">Key</th><th{COLUMN} class="money">Marks</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
        yield from _advice(question.options)
        yield f"<p><strong>Learned:</strong> {escape(question.scenario.teaching_point)}</p>"
        yield f"<p><strong>Law:</strong> {law_html(question.scenario.law)}</p>"
    yield "</section>"


def _key_row(one: KeyStep) -> str:
    parts = [f"<br>{escape(line)}" for line in one.before]
    if one.sum:
        parts.append(f'<br><span class="sum">{escape(one.sum)}</span>')
    parts += [f"<br>{escape(rate)}" for rate in one.rates]
    parts.append(f'<br><span class="how">{escape(one.step.how)} {law_html([one.step.law])}</span>')
    working = f"<strong>{escape(f'{one.number}. {one.step.label}')}</strong>{''.join(parts)}"
    amount = f'<td class="money"><strong>{escape(one.answer)}</strong></td>'
    return f'<tr><td>{working}</td>{amount}<td class="money">{one.step.marks}</td></tr>'


def _advice(options: tuple[Option, ...]) -> Iterator[str]:
    if options:
        yield '<div class="together"><h3>Advice</h3><ul class="choices">'
        for one in options:
            verdict = "Yes" if one.right else "No"
            yield f"<li><strong>{one.letter}. {verdict}.</strong> {escape(one.say)}. {escape(one.when)}</li>"
        yield "</ul></div>"
