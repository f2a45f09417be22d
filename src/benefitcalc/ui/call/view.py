"""The call app's one widget. It carries answers to Python and screens back, and does nothing else.

On a live call no figure may be shown for answers that it does not belong to. So each set of answers has a number, and
its screen has the same number; the page starts a timer before it sends answers; an error here is reported to the page;
and while nobody types, the page asks every few seconds whether this kernel still answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from benefitcalc.errors import BenefitcalcError
from benefitcalc.ui.call.beginning import BEGINNINGS, begin
from benefitcalc.ui.call.form import Complaint, Refused, read_form
from benefitcalc.ui.call.parts import FILES, PARTS, part, saved
from benefitcalc.ui.call.questions import form_for
from benefitcalc.ui.call.respond import respond
from benefitcalc.ui.call.schema import Schema, as_json, blank
from benefitcalc.ui.call.screen import screen
from benefitcalc.ui.design import script, style

__all__ = ["CallForm", "call_app"]

BEAT = "beat"
"""What the page sends to ask whether the kernel still runs, and what the kernel answers."""
_STATIC = Path(__file__).parent / "static"
_SCRIPTS = ("controls", "search", "form", "answer", "working", "ahead", "unasked", "parts", "begin", "call")
LONGEST_GIVEN = 12 * 1024
"""The most characters in one answer that a part takes: a landlord's own small file is one."""
Parts = Callable[[Schema, str, object, Mapping[str, str]], dict[str, Any]]
Responder = Callable[[Schema, object, "dict[str, Any] | None"], dict[str, Any]]


class CallForm(anywidget.AnyWidget):
    """The form and its result. Nothing is stored: only the page and the last message of this object hold
    the answers.
    """

    _esm: ClassVar[str] = script("blocks", *(_STATIC / f"{name}.js" for name in _SCRIPTS))
    _css: ClassVar[str] = style("blocks", _STATIC / "call.css", _STATIC / "begin.css")

    form = traitlets.Dict().tag(sync=True)
    """The questions and the blank answers, for the page to draw."""
    answers = traitlets.Any().tag(sync=True)
    """``{"seq": 3, "values": {…}}``, from the page. Any value may arrive; it is checked when it does."""
    screen = traitlets.Dict().tag(sync=True)
    """What to show, with the ``seq`` of the answers that it belongs to."""

    def __init__(self, schema: Schema, responder: Responder = respond, parts: Parts = part) -> None:
        self._schema = schema
        self._responder = responder
        self._parts = parts
        self._figures: dict[str, Any] | None = None
        values = blank(schema)
        opened = screen(read_form(schema, values), None, fresh=False)
        super().__init__(
            form={"stages": as_json(schema), "blank": values},
            answers={"seq": 0, "values": values},
            screen={**opened, "seq": 0},
        )
        self.on_msg(self._told)

    def _told(self, _: object, content: object, buffers: Sequence[object]) -> None:
        if content == BEAT:
            self.send(BEAT)
        elif isinstance(content, Mapping) and content.get("part") in PARTS:
            self._hand_over(content["part"], content.get("seq"), content.get("given", {}))
        elif isinstance(content, Mapping) and content.get("save") in FILES:
            self._save(content["save"], content.get("given", {}))
        elif isinstance(content, Mapping) and content.get("begin") in BEGINNINGS:
            self._begin(content["begin"], content.get("given", {}), buffers)

    def _begin(self, what: str, given: object, buffers: Sequence[object]) -> None:
        """Look at a file or a row; the page puts into the form what comes of it."""
        text = bytes(buffers[0]) if len(buffers) == 1 and isinstance(buffers[0], bytes | memoryview) else b""
        try:
            shows = begin(self._schema, what, text, _texts(given))
        except Refused as refusal:
            shows = {"failed": f"This could not be read: {refusal}."}
        except Exception as error:  # noqa: BLE001  as below: told to the page
            shows = {"failed": f"The calculator failed on this ({type(error).__name__})."}
        self.send({"begun": what, "shows": shows})

    def _hand_over(self, name: str, seq: object, given: object) -> None:
        """Send a part of the page, unless the answers have changed meanwhile: the page then asks again."""
        answers = self.answers
        if isinstance(seq, int) and isinstance(answers, Mapping) and answers.get("seq") == seq:
            self.send({"part": name, "seq": seq, "shows": self._part(name, answers.get("values"), given)})

    def _save(self, name: str, given: object) -> None:
        """Send a file, which the browser saves where somebody chooses; nothing is written here."""
        values = self.answers.get("values") if isinstance(self.answers, Mapping) else None
        try:
            title, kind, text = saved(self._schema, name, values, _texts(given))
        except (Refused, ValueError, BenefitcalcError) as refusal:
            self.send({"not_saved": str(refusal)})
        except Exception as error:  # noqa: BLE001  as below: told to the page
            self.send({"not_saved": f"The calculator failed on this ({type(error).__name__})."})
        else:
            self.send({"save": title, "type": kind}, buffers=[text.encode()])

    def _part(self, name: str, values: object, given: object) -> dict[str, Any]:
        try:
            return self._parts(self._schema, name, values, _texts(given))
        except Refused as refusal:
            return {"failed": f"This could not be read: {refusal}."}
        except Exception as error:  # noqa: BLE001  as below: told to the page
            return {"failed": f"The calculator failed on this ({type(error).__name__})."}

    @traitlets.observe("answers")
    def _answered(self, change: Mapping[str, Any]) -> None:
        sent = change["new"]
        seq = sent.get("seq") if isinstance(sent, Mapping) else None
        self.screen = {**self._show(sent), "seq": seq if isinstance(seq, int) else -1}

    def _show(self, sent: object) -> dict[str, Any]:
        try:
            if not isinstance(sent, Mapping):
                raise Refused("the answers are not numbered")
            shown = self._responder(self._schema, sent.get("values"), self._figures)
        except Refused as refusal:
            return self._failed(f"These answers could not be read: {refusal}.")
        except Exception as error:  # noqa: BLE001  an unforeseen error must reach the page, never be silence
            return self._failed(f"The calculator failed on these answers ({type(error).__name__}).")
        self._figures = shown["figures"]
        return shown

    def _failed(self, message: str) -> dict[str, Any]:
        return {**screen(None, self._figures, fresh=False, complaints=[Complaint("", message)]), "failed": message}


def _texts(given: object) -> Mapping[str, str]:
    """What somebody typed in a part."""
    if not isinstance(given, Mapping) or not all(
        isinstance(text, str) and len(text) <= LONGEST_GIVEN for pair in given.items() for text in pair
    ):
        raise Refused("these are not questions and answers")
    return given


def call_app(today: dt.date | None = None) -> CallForm:
    """The call app, ready to show. It opens on the month of ``today``."""
    return CallForm(form_for(today or dt.datetime.now(tz=dt.UTC).astimezone().date()))
