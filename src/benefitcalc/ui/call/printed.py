"""The whole answer with its working, to print or to put on file: HTML that stands alone.

It has what the page shows behind every heading, so that nothing is cut off on paper. Nothing is loaded and nothing
runs; all text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from benefitcalc.ui.call.answer import figures
from benefitcalc.ui.call.asked import Asked
from benefitcalc.ui.call.ends import end_blocks
from benefitcalc.ui.call.ranging import range_of_figures
from benefitcalc.ui.call.unasked import unasked
from benefitcalc.ui.design.blocks import Table

__all__ = ["answer_page"]

Data = Mapping[str, Any]

TITLE = "Benefit and rent estimate"
FOR_THE_FILE = "For the landlord’s file: it says which benefits are received, and not whose they are."


def answer_page(asked: Asked, working: Data | None, ahead: Data | None) -> str:
    """The page. ``working`` and ``ahead`` are those parts of the page; None where there is none to show."""
    shown = range_of_figures(asked.form) if asked.is_range else figures(asked.result)
    body = "".join(
        [
            f"<h1>{TITLE}</h1><p>{escape(shown['when'])}. <strong>An estimate, not a decision.</strong></p>",
            *_headline(shown),
            *_not_asked(asked),
            *_statement(shown),
            *_ends(asked),
            *_checks(shown),
            *(_ahead(ahead) if ahead else ()),
            *(_working(working) if working else ()),
            *_answers(asked.said),
        ]
    )
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE}</title><style>{_style()}</style></head><body><main>{body}</main>"
        f"<footer><p>{escape(shown['source'])} {FOR_THE_FILE}</p></footer></body></html>\n"
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("printed.css").read_text(encoding="utf-8")


# Tables and lists ----------------------------------------------------------------------------------------------------


def _table(caption: str, heads: Sequence[str], rows: Iterable[str]) -> str:
    """``rows`` are rows of HTML. The first column is of names, the others are of amounts."""
    first, *others = (escape(head) for head in heads)
    columns = "".join(f'<th scope="col" class="money">{head}</th>' for head in others)
    head = f'<thead><tr><th scope="col">{first}</th>{columns}</tr></thead>'
    return f"<table><caption>{escape(caption)}</caption>{head}<tbody>{''.join(rows)}</tbody></table>"


def _row(name: str, *amounts: str, kind: str = "", note: str = "") -> str:
    under = f"<br><small>{escape(note)}</small>" if note else ""
    cells = "".join(f'<td class="money">{escape(amount)}</td>' for amount in amounts)
    return f'<tr{f" class={kind}" if kind else ""}><th scope="row">{escape(name)}{under}</th>{cells}</tr>'


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _law(law: Iterable[Sequence[str]]) -> str:
    return escape("; ".join(text for text, _ in law))


# Headline and statement ----------------------------------------------------------------------------------------------


def _headline(shown: Data) -> Iterator[str]:
    to_pay, left, *covered = shown["rent"] or (None, None)
    ordered = [one for one in (to_pay, left, *shown["awards"], *covered) if one]
    rows = []
    for place, one in enumerate(ordered):
        amount = f"{one['amount']} {one['per']}"
        rows.append(_row(one["name"], amount, one["also"], kind="" if place else "most", note=one["note"]))
    yield _table("The figures", ["", "As it is paid", "By another period"], rows)
    yield _list(map(_flag, shown["flags"]))
    if shown["range"] and shown["range"]["changes_nothing"]:
        yield f"<p>{escape(shown['range']['changes_nothing'])}</p>"
    if shown["range"] and (ask := shown["range"]["ask"]):
        narrows = f": narrows the rent to pay by {ask['narrows']}" if ask["narrows"] else ""
        yield f"<p><strong>Ask next:</strong> {escape(ask['label'] + narrows)}.</p>"
    if shown["range"] and (pair := shown["range"]["together"]):
        narrow = f"{pair['label']} narrow the rent to pay together by {pair['narrows']}"
        yield f"<p><strong>Ask next:</strong> {escape(narrow)}.</p>"


def _not_asked(asked: Asked) -> Iterator[str]:
    told = [f"{one['label']} ({one['amount']})" for one in unasked(asked)["items"]]
    if told:
        yield f"<p><strong>Not asked yet, counted as none:</strong> {escape('; '.join(told))}.</p>"


def _flag(flag: Data) -> str:
    text = f"{flag['text']} {flag['ends']}".strip()
    return f"<strong>{escape(flag['name'])}: {escape(flag['word'])}.</strong> {escape(text)}"


def _statement(shown: Data) -> Iterator[str]:
    shortfall = shown["shortfall"]
    yield f"<h2>How it comes about</h2><p>{escape(shown['why'])} {escape(shortfall['rent'] if shortfall else '')}</p>"
    if shortfall and shortfall["rows"]:
        rows = [_row(one["label"], one["amount"]) for one in shortfall["rows"]]
        total = _row("Rent to pay", shortfall["to_pay"], kind="total")
        yield _table("Why there is rent to pay, £ a week", ["Cause", "£ a week"], [*rows, total])


def _ends(asked: Asked) -> Iterator[str]:
    for one in end_blocks(asked) if asked.is_range else ():
        if isinstance(one, Table):
            rows = [*(_row(*row) for row in one.rows), _row(*one.total, kind="total")]
            yield _table(one.caption, one.headers, rows)
            yield f"<p>{escape(one.note)}</p>" if one.note else ""


def _checks(shown: Data) -> Iterator[str]:
    if shown["range"] and shown["range"]["guessed"]:
        yield f"<p>{escape(shown['range']['guessed'])}</p>"
    if shown["warnings"]:
        yield f"<h3>Check</h3>{_list(map(escape, shown['warnings']))}"


# The months to come ---------------------------------------------------------------------------------------------------


def _ahead(ahead: Data) -> Iterator[str]:
    yield f"<h2>What changes in the months to come, up to {escape(ahead['until'])}</h2>"
    if ahead["assumes"]:
        yield f"<p>{escape(ahead['assumes'])}</p>"
    if ahead["projected"]:
        yield f"<p>{escape(ahead['projected'])}</p>"
    columns = [" ".join(one) for one in ahead["columns"]]
    rows = []
    for row in ahead["rows"]:
        rows.append(_row(f"{row['from']}{' (projected)' if row['projected'] else ''}", *row["amounts"]))
        for event in row["events"]:
            told = ", ".join(filter(None, [event["label"], event["day"]]))
            effect = f": {event['effect']}" if event["effect"] else ""
            rows.append(f'<tr class="sum"><td colspan="{len(columns) + 1}">{escape(told + effect)}</td></tr>')
    if rows:
        yield _table("From each day on", ["From", *columns], rows)
    yield _list(map(escape, [ahead["nothing"], *ahead["notes"]] if ahead["nothing"] else ahead["notes"]))


# The working ----------------------------------------------------------------------------------------------------------


def _working(working: Data) -> Iterator[str]:
    yield "<h2>How it is worked out</h2>"
    if working["assumes"]:
        yield f"<p>{escape(working['assumes'])}</p>"
    for chain in working["chains"]:
        rows = [line for row in chain["rows"] for line in _chain_row(row)]
        yield _table(f"{chain['title']}, £ {chain['per']}", ["", f"£ {chain['per']}"], rows)
    yield "<h2>Considered and nil, and why</h2>"
    yield _list(
        f"{escape(line['label'])}: {escape(line['reason'])}. <small>{_law(line['law'])}</small>"
        for line in working["not_awarded"]
    )


def _chain_row(row: Data) -> Iterator[str]:
    name = " ".join(filter(None, [row["sign"], row["label"], f"({row['note']})" if row["note"] else ""]))
    yield _row(name, row["amount"], kind="total" if row["sign"] == "=" else "")
    for line in [row["sum"], *row["before"]] if row["sum"] else ():
        name = "" if line is row["sum"] else f"<strong>{escape(line['label'])}: {escape(line['amount'])}.</strong> "
        used = "; ".join([*line["inputs"], *line["rates"]])
        yield (
            f'<tr class="sum"><td colspan="2">{name}{escape(line["how"])} {escape(used)}'
            f"{'. ' if used else ''}{_law(line['law'])}</td></tr>"
        )


def _answers(said: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield _table("The answers that these figures are for", ["Question", "Answer"], [_row(*one) for one in said])
