"""A form of the landlord's own from a TOML file, with every problem at once in plain sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from benefitcalc.case.parts import Part
from benefitcalc.case.reading import Format, problems_of
from benefitcalc.errors import InvalidCase, Problem

LONGEST = 200_000
_Form = TypeVar("_Form", bound=Part)


def form_of(model: type[_Form], source: bytes | str | Mapping[str, Any], of: Format) -> _Form:
    """The form that a TOML file says, its bytes or its text. Raises ``InvalidCase`` with every problem."""
    given: Any = dict(source) if isinstance(source, Mapping) else _parsed(source, of)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise InvalidCase(*problems_of(error.errors(include_url=False), model, of)) from None


def _parsed(source: bytes | str, of: Format) -> dict[str, Any]:
    if len(source) > LONGEST:
        raise InvalidCase([Problem("", "too_long", f"{of.whole} is too long: a form has at most {LONGEST:,} bytes.")])
    try:
        return tomllib.loads(source.decode("utf-8-sig") if isinstance(source, bytes) else source)
    except UnicodeDecodeError:
        raise InvalidCase([Problem("", "not_toml", f"{of.whole} is no text in UTF-8; save it as UTF-8.")]) from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidCase([Problem("", "not_toml", f"{of.whole} is no TOML: {error}.")]) from None
