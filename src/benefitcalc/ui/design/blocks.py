"""The parts of a page that shows one step after another: Python says what stands on it, the page draws it.

A page is a list of blocks in the order in which people read them. The words are ready to show: money with pounds and
commas, dates in full. The page works nothing out.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``strong`` for the sentence that matters most."""

    block: ClassVar[str] = "text"
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """Lines of text that somebody copies into another system."""

    block: ClassVar[str] = "copy"
    text: str
    button: str


@dataclass(frozen=True, slots=True)
class Message:
    """What went wrong, or what needs doing, announced at once where it is ``urgent``. Each link leads to a question."""

    block: ClassVar[str] = "message"
    title: str
    lines: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()
    """The id of a question, and what to do there."""
    urgent: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """The few figures that people came for: name, amount, and what else belongs to it."""

    block: ClassVar[str] = "figures"
    figures: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and headers. ``amounts`` are the columns of figures, which stand on the right."""

    block: ClassVar[str] = "table"
    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    amounts: Sequence[int] = ()
    total: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart. Its table stands beside it, because nobody should have to read figures off a picture."""

    block: ClassVar[str] = "picture"
    title: str
    png: bytes = field(repr=False)
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG, drawn once for wide and once for narrow screens, with its table."""

    block: ClassVar[str] = "chart"
    title: str
    wide: str = field(repr=False)
    narrow: str = field(repr=False)
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What people say on a call, in order: who, and the words. ``note`` says where the words come from."""

    block: ClassVar[str] = "dialogue"
    lines: Sequence[tuple[str, str]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs while people work, from so many ``seconds``. ``aim`` says in how long they try to be done.

    There is no limit, and who does not want to see it can hide it.
    """

    block: ClassVar[str] = "clock"
    seconds: int
    aim: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer was marked: ``kind`` is ``right``, ``half`` or ``wrong``, and ``verdict`` says it in words."""

    question: str
    answer: str
    kind: Literal["right", "half", "wrong"]
    verdict: str
    why: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Answers that were marked, in their order."""

    block: ClassVar[str] = "verdicts"
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to choose. ``held`` says what is held already."""

    block: ClassVar[str] = "upload"
    id: str
    label: str
    hint: str
    accept: str
    held: str = ""
    many: bool = False
    """Whether several files can be chosen at once."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form: a text, a date, a tick, or a list to choose from."""

    id: str
    label: str
    hint: str = ""
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    """The answers to choose from, each with its words; where there are none, the answer is typed."""
    tick: bool = False
    error: str = ""
    shown: bool = False
    """Whether all answers to choose from stand on the page, and not in a list that opens."""
    figure: bool = False
    """Whether the answer is a figure, which stands on the right of a small box."""


@dataclass(frozen=True, slots=True)
class Form:
    """Questions with one button, which sends all of them."""

    block: ClassVar[str] = "form"
    id: str
    fields: Sequence[Field]
    button: str
    hint: str = ""
    close: bool = False
    """Whether the questions stand close together, each beside its answer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things: what it is, what it is worth, and lines that say more of it, each with its name. A tick
    says that somebody told it; the hint of the tick is what it is of, for who does not see the page.
    """

    title: str
    worth: str
    lines: Sequence[tuple[str, str]]
    tick: Field | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of things that somebody can do or check, the best or the likeliest first."""

    block: ClassVar[str] = "choices"
    title: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Button:
    """A button that does one thing."""

    block: ClassVar[str] = "button"
    id: str
    label: str
    hint: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """Blocks behind a heading that the reader opens."""

    block: ClassVar[str] = "more"
    title: str
    blocks: Sequence[Block]


Shown = Text | Copy | Message | Figures | Table | Picture | Chart | Dialogue | Clock | Verdicts
Asked = Upload | Form | Choices | Button
Block = Shown | Asked | More


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its heading, and its blocks. A step that is not reached yet says in ``waits`` for what.

    A step ``beside`` the one before it stands to its right where the page is wide.
    """

    id: str
    title: str
    blocks: Sequence[Block] = field(default=())
    waits: str = ""
    beside: bool = False


def as_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The page as what JSON can hold."""
    return [
        {
            "id": step.id,
            "title": step.title,
            "waits": step.waits,
            "beside": step.beside,
            "blocks": [block_json(block) for block in step.blocks],
        }
        for step in steps
    ]


def block_json(block: Block) -> dict[str, Any]:
    """A block as what JSON can hold."""
    if isinstance(block, More):
        return {"block": block.block, "title": block.title, "blocks": [block_json(one) for one in block.blocks]}
    if isinstance(block, Picture):
        source = f"data:image/png;base64,{base64.b64encode(block.png).decode()}"
        shown = {"title": block.title, "source": source, "alt": block.alt}
        return {"block": block.block, **shown, "table": block_json(block.table)}
    if isinstance(block, Chart):
        wide, narrow = (
            f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" for svg in (block.wide, block.narrow)
        )
        shown = {"title": block.title, "wide": wide, "narrow": narrow, "alt": block.alt}
        return {"block": block.block, **shown, "table": block_json(block.table)}
    values = {part.name: getattr(block, part.name) for part in fields(block)}
    if isinstance(block, Form):
        values["fields"] = [asdict(one) for one in block.fields]
    if isinstance(block, Choices):
        values["choices"] = [asdict(one) for one in block.choices]
    if isinstance(block, Verdicts):
        values["verdicts"] = [asdict(one) for one in block.verdicts]
    return {"block": block.block, **values}
