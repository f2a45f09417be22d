"""A page of steps, as an app's one widget: it carries files and answers to a session, and the session's steps back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

import anywidget
import traitlets

from benefitcalc.ui.design import script, style
from benefitcalc.ui.design.blocks import Message, Step, as_json
from benefitcalc.ui.design.files import MOST_BYTES, Arrivals, File, Refused

__all__ = ["Answer", "Download", "Session", "StepsPage"]

BEAT = "beat"
"""What the page sends to ask whether the kernel still runs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page does next: the step to look at, and what a screen reader says."""

    go: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the user to save."""

    name: str
    type: str
    content: bytes = field(repr=False)


class Session(Protocol):
    """One user's way through an app."""

    title: ClassVar[str]
    """The heading of the page."""
    kept: ClassVar[str]
    """What is kept of what the user gives, and for how long, in a sentence or two."""
    files: ClassVar[Sequence[str]]
    """The kinds of files that the page may send."""

    def steps(self) -> list[Step]:
        """The page as it stands."""

    def received(self, file: File) -> Answer:
        """Take a file that has arrived."""

    def act(self, action: str, values: Mapping[str, Any]) -> Answer | Download:
        """Do what the user pressed. Raises ``KeyError`` for what is no action."""


class StepsPage(anywidget.AnyWidget):
    """The page of one user. What it holds is in memory and goes with the page.

    ``open_session`` makes the session; it is given what tells the user how far a long run is.
    """

    _esm: ClassVar[str] = script("blocks", "steps")
    _css: ClassVar[str] = style("blocks")

    page = traitlets.Dict().tag(sync=True)
    """``title`` and ``kept`` of the session; ``steps``: what stands on the page; ``go``: the step to look at next;
    ``spoken``: what a screen reader says; ``most``: the largest file in bytes.
    """

    def __init__(self, open_session: Callable[[Callable[[str], None]], Session]) -> None:
        self._session = open_session(self._tell)
        self._arrivals = Arrivals(self._session.files)
        super().__init__(page=self._drawn(self._session.steps(), go="", spoken=""))
        self.on_msg(self._told)

    def _drawn(self, steps: Sequence[Step], *, go: str, spoken: str) -> dict[str, Any]:
        head = {"title": self._session.title, "kept": self._session.kept, "most": MOST_BYTES}
        return {**head, "steps": as_json(steps), "go": go, "spoken": spoken}

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
