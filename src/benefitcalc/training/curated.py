"""The thirty curated scenarios, the ten questions on escalation, and what can be advised, as their files say.

Facts stand in ``curated.toml``, ``escalation.toml`` and ``advice.toml``; every figure is worked out by the engine.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from benefitcalc.case import Case
from benefitcalc.training.dialogue import facts_told
from benefitcalc.training.scenario import Difficulty, Said, Scenario


@dataclass(frozen=True, slots=True)
class Advice:
    """What can be advised: ``say`` as a choice, and ``when`` it is right. ``harmless`` advice may be given to all."""

    code: str
    say: str
    when: str
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices of a question, and why it is right or wrong."""

    say: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A situation with choices, one of them right. ``evidence`` are facts of ``benefitcalc.advice.escalation``;
    ``stopped`` are the stages that its rules stop on that day, and ``open`` the steps that they find open.
    """

    code: str
    title: str
    nation: str
    day: dt.date
    difficulty: Difficulty
    dialogue: tuple[Said, ...]
    ask: str
    choices: tuple[Choice, ...]
    teaching_point: str
    law: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@cache
def curated() -> tuple[Scenario, ...]:
    """The thirty curated scenarios, in the order of their file."""
    return tuple(_scenario(given) for given in _read("curated.toml")["scenario"])


@cache
def escalation_questions() -> tuple[Question, ...]:
    """The ten questions on escalation and protocol, in the order of their file."""
    return tuple(_question(given) for given in _read("escalation.toml")["question"])


@cache
def advice() -> Mapping[str, Advice]:
    """What can be advised, by code."""
    return {code: Advice(code, **said) for code, said in _read("advice.toml").items()}


def scenario_of(code: str) -> Scenario:
    """The curated scenario of that code. Raises ``KeyError`` with the codes that there are."""
    for one in curated():
        if one.code == code:
            return one
    raise KeyError(f"no scenario is named {code}; there are {', '.join(one.code for one in curated())}")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _scenario(given: Mapping[str, Any]) -> Scenario:
    case = Case.model_validate(given["case"])
    return Scenario(
        code=given["code"],
        title=given["title"],
        topic=given["topic"],
        difficulty=given["difficulty"],
        case=case,
        dialogue=(*_said(given["opening"]), *facts_told(case)),
        teaching_point=given["teaching_point"],
        law=tuple(given["law"]),
        advise=tuple(given["advise"]),
        distractors=tuple(given["distractors"]),
    )


def _question(given: Mapping[str, Any]) -> Question:
    return Question(
        code=given["code"],
        title=given["title"],
        nation=given["nation"],
        day=given["day"],
        difficulty=given["difficulty"],
        dialogue=_said(given["dialogue"]),
        ask=given["ask"],
        choices=tuple(Choice(**choice) for choice in given["choices"]),
        teaching_point=given["teaching_point"],
        law=tuple(given["law"]),
        evidence=tuple(given["evidence"]),
        stopped=tuple(given.get("stopped", ())),
        open=tuple(given.get("open", ())),
    )


def _said(pairs: Iterable[Iterable[str]]) -> tuple[Said, ...]:
    return tuple(Said(*pair) for pair in pairs)  # type: ignore[arg-type]  # the file says Caller or Officer
