"""The portfolio app's one widget. It carries files and answers to a session, and its steps back to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from benefitcalc.ui.design import script, style
from benefitcalc.ui.design.blocks import Message, Step, as_json
from benefitcalc.ui.portfolio.files import MOST_BYTES, Arrivals, Refused
from benefitcalc.ui.portfolio.session import FILES, Answer, Download, Session

__all__ = ["PortfolioPage", "portfolio_app"]

BEAT = "beat"
"""What the page sends to ask whether the kernel still runs."""
_STATIC = Path(__file__).parent / "static"


class PortfolioPage(anywidget.AnyWidget):
    """The page of one user. What it holds is in memory and goes with the page."""

    _esm: ClassVar[str] = script("blocks", _STATIC / "portfolio.js")
    _css: ClassVar[str] = style("blocks", _STATIC / "portfolio.css")

    page = traitlets.Dict().tag(sync=True)
    """``steps``: what stands on the page; ``go``: the step to look at next; ``spoken``: what a screen reader says;
    ``most``: the largest file in bytes.
    """

    def __init__(self, session: Session | None = None) -> None:
        self._arrivals = Arrivals(list(FILES))
        self._session = Session(progress=self._tell) if session is None else session
        super().__init__(page=self._drawn(self._session.steps(), go="", spoken=""))
        self.on_msg(self._told)

    def _drawn(self, steps: Sequence[Step], *, go: str, spoken: str) -> dict[str, Any]:
        return {"steps": as_json(steps), "go": go, "spoken": spoken, "most": MOST_BYTES}

    def _tell(self, words: str) -> None:
        self.send({"progress": words})

    def _told(self, _: object, content: object, buffers: Sequence[memoryview | bytes]) -> None:
        if content == BEAT:
            self.send({"here": True})
            return
        try:
            self._do(content, buffers)
        except Refused as refusal:
            self._failed(f"This could not be taken: {refusal}.")
        except Exception as error:  # noqa: BLE001  an unforeseen error must reach the page, never be silence
            self._failed(f"The calculator failed on this ({type(error).__name__}).")

    def _do(self, content: object, buffers: Sequence[memoryview | bytes]) -> None:
        if not isinstance(content, Mapping) or not isinstance(content.get("do"), str):
            raise Refused("the page sent no action")
        if content["do"] == "piece":
            file = self._arrivals.take(content, b"".join(bytes(part) for part in buffers))
            self.send({"piece": content.get("piece"), "key": content.get("key")})
            if file is None:
                return
            answer: Answer | Download = self._session.received(file)
        else:
            values = content.get("values")
            answer = self._session.act(content["do"], values if isinstance(values, Mapping) else {})
        if isinstance(answer, Download):
            self.send({"save": answer.name, "type": answer.type, "done": True}, buffers=[answer.content])
            return
        self._show(answer.go, answer.spoken)

    def _show(self, go: str, spoken: str) -> None:
        self.page = self._drawn(self._session.steps(), go=go, spoken=spoken)
        self.send({"done": True})

    def _failed(self, sentence: str) -> None:
        steps = self._session.steps()
        first = Step(steps[0].id, steps[0].title, [Message(sentence), *steps[0].blocks])
        self.page = self._drawn([first, *steps[1:]], go="", spoken=sentence)
        self.send({"done": True})


def portfolio_app() -> PortfolioPage:
    """The portfolio app, ready to show."""
    return PortfolioPage()
