"""How a file is read, and what to say about a field that cannot be read, for every format with facts of people."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic_core import ErrorDetails

from benefitcalc.case.parts import Money, Part
from benefitcalc.case.values import HALF_A_CHARACTER, printable, show
from benefitcalc.errors import MOST_PROBLEMS, InvalidCase, Problem

Loc: TypeAlias = tuple[int | str, ...]
"""Where a value stands, in the form that pydantic gives."""
_Read = TypeVar("_Read", bound=Part)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the package reads: its name, and how to report its problems.

    ``path`` is the beginning of the path of its fields in a problem, ``whole`` is what the file is called, and
    ``wanted`` says what to give for a missing field.
    """

    schema: str
    whole: str
    wanted: Mapping[str, str]
    path: str = ""


_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "invalid_key": "unknown_key",
    "string_unicode": "not_text",
    "enum": "unknown_value",
    "literal_error": "unknown_schema",
    "bool_type": "not_true_or_false",
    "string_type": "not_text",
    "tuple_type": "not_a_list",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
}
_FAULTS = {
    "invalid_key": "is not a key; write keys as text",
    "literal_error": 'is not a format that is read here; write "{schema}" or leave it out',
    "bool_type": "is not an answer to yes or no; write true or false, without quotes",
    "string_type": "is not text; write it in quotes",
    "string_unicode": HALF_A_CHARACTER,
    "tuple_type": "is not a list; write one in square brackets, [] when there is none",
}
_PERSONAL = re.compile(
    r"(^|_)(fore|first|middle|last|sur|full)?_?name$|(^|_)(address|street|postcode|phone|telephone|mobile|email|nino|"
    r"ref|reference|uprn|crn)(_|$)|national_insurance|ni_number"
)
_SAME_AS = {"dob": "born", "date_of_birth": "born", "birth_date": "born", "birthday": "born"}


LONGEST = 1_000_000
"""The most characters of a file, or bytes where it is read as bytes. A household of 40 people needs about 20,000."""


def _exact(number: str) -> int | Decimal:
    """A number with every digit that was written; NaN, which no field accepts, where a Decimal cannot hold its
    exponent.
    """
    if len(number) <= 20 and number.lstrip("-").isdecimal():
        return int(number)
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("NaN")


def _read_json(given: str | bytes, of: Format) -> tuple[Any, list[str]]:
    """What the JSON says, with every digit of its numbers, and the keys that stand twice in one object.

    A byte order mark is left out. Raises ``InvalidCase`` for text that is no JSON, and for text that is too long.
    """
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return found

    def refused(code: str, sentence: str) -> InvalidCase:
        return InvalidCase([Problem(of.path, code, sentence)])

    if len(given) > LONGEST:
        raise refused("too_long", f"This is too long: a household takes at most {LONGEST:,} characters.")
    try:
        text = given.decode("utf-8-sig") if isinstance(given, bytes) else given.removeprefix("\ufeff")
        if not text.strip():
            raise refused("not_json", "This is empty; write the household as an object of JSON.")
        data = json.loads(text, parse_float=_exact, parse_int=_exact, object_pairs_hook=once)
    except UnicodeDecodeError as error:
        where = f"byte 0x{error.object[error.start]:02x} after {error.start:,} others"
        raise refused("not_json", f"This is not JSON in UTF-8: {where}; save the file as UTF-8.") from None
    except RecursionError:
        raise refused("not_json", "This is not JSON that can be read: brackets in brackets go too deep.") from None
    except ValueError as error:
        raise refused("not_json", f"This is not JSON: {error}.") from None
    return data, repeated


def read_whole(model: type[_Read], text: str | bytes, of: Format) -> _Read:
    """The model that the JSON describes. Raises ``InvalidCase`` with every problem, of the JSON and of what it says."""
    data, repeated = _read_json(text, of)
    twice = [
        Problem(of.path, "repeated_key", f"{show(key)} is given twice in one object; keep the one that is right.")
        for key in repeated[:MOST_PROBLEMS]
    ]
    more = len(repeated) - len(twice)
    try:
        found = model.model_validate(data)
    except InvalidCase as error:
        raise InvalidCase([*twice, *error.problems], more + error.more) from None
    if twice:
        raise InvalidCase(twice, more)
    return found


def problems_of(errors: Sequence[ErrorDetails], root: type[Part], of: Format) -> tuple[list[Problem], int]:
    """The first of pydantic's errors in our own words, and how many more there are; ``root`` is the model of the whole
    file.
    """
    told = errors[:MOST_PROBLEMS]
    return [_problem_of(error, root, of) for error in told], len(errors) - len(told)


def _problem_of(error: ErrorDetails, root: type[Part], of: Format) -> Problem:
    loc, kind, value = error["loc"], error["type"], error["input"]
    path = path_of((of.path, *loc) if of.path else loc)
    name = path_of(loc).rpartition(".")[2] or of.whole
    code = _CODES.get(kind, kind)
    if kind == "missing":
        sentence = f"{name} is missing; {of.wanted.get(name, 'it must be given')}."
    elif kind == "extra_forbidden":
        code, sentence = _unknown_key(str(loc[-1]), _model_at(root, loc[:-1]) or root)
    elif kind == "enum":
        sentence = f"{name} {show(value)} is not a valid value; {_nearest(value, error['ctx']['expected'])}."
    elif code == "not_an_object":
        sentence = f"{name} {show(value)} is not an object; {_object_wanted(_model_at(root, loc))}."
    elif kind in {"personal_detail", "too_long"}:
        sentence = f"{name} {error['msg']}."
    else:
        sentence = f"{name} {show(value)} {_FAULTS.get(kind, error['msg']).replace('{schema}', of.schema)}."
    return Problem(path, code, sentence)


def _unknown_key(key: str, model: type[Part]) -> tuple[str, str]:
    """The code and the sentence for a key that the contract does not have. The sentence never repeats the value."""
    if _PERSONAL.search(key.lower()):
        message = f"{show(key)} is not a field; no field takes a name, an address or a reference number. Leave it out."
        return "personal_detail", message
    valid = [field.alias or name for name, field in model.model_fields.items()]
    close = [name for name in (_SAME_AS.get(key.lower()),) if name in valid] or get_close_matches(key.lower(), valid, 1)
    advice = f"did you mean {close[0]}?" if close else f"the fields here are {', '.join(valid)}."
    return "unknown_key", f"{show(key)} is not a field; {advice}"


_SCOTTISH = {"adp": "pip", "cdp": "dla", "padp": "attendance_allowance", "sadla": "dla"}
"""For each disability benefit of Scotland, the one as which it is entered."""


def _nearest(value: object, expected: str) -> str:
    """The valid values of an enumeration, or, if there are many, those nearest to the given one."""
    valid = re.findall(r"'([^']+)'", expected)
    if len(valid) > 10 and isinstance(value, str) and value:
        text = value.lower().replace(" ", "_")
        here = _SCOTTISH.get(text.split("_")[0], text)
        valid = [name for name in valid if here in name] or get_close_matches(text, valid, 4) or valid
    return f"give one of {', '.join(valid)}"


def _object_wanted(model: type[Part] | None) -> str:
    if model is not None and issubclass(model, Money):
        return 'write it as {"amount": "112.45", "per": "week"}'
    return "write its fields in curly brackets"


def path_of(loc: Loc) -> str:
    """``("children", 2, "age")`` as ``children[2].age``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{printable(step)}" for step in loc).removeprefix(".")


def model_in(annotation: Any) -> type[Part] | None:
    """The model in an annotation: itself, optional, or the items of a tuple."""
    for inner in get_args(annotation):
        if found := model_in(inner):
            return found
    return annotation if isinstance(annotation, type) and issubclass(annotation, Part) else None


def _model_at(root: type[Part], loc: Loc) -> type[Part] | None:
    """The model at a location."""
    model: type[Part] | None = root
    for step in loc:
        if isinstance(step, str) and model is not None:
            field = model.model_fields.get(step)
            model = model_in(field.annotation) if field else None
    return model
