"""The strict reading of a file of rates: what it may say, whether its dates rise, and whether its values fit their
units.

For speed the package reads the files without these checks; the tests and ``benefitcalc rates check`` read every file
with them.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from benefitcalc.rates.files import rates_files, read_toml
from benefitcalc.rates.starts import Basis, Start, Uprating, first_day_read
from benefitcalc.rates.values import NONE, UNITS, UNKNOWN, parse

_CITATION = re.compile(
    r"(?:SI|SSI|WSI|NISR) \d{4}/\d+(?: .+)?"  # SI 2013/376 reg 36
    r"|[A-Z][\w ()&’-]*(?:Act|Acts|Regs|Regulations|Order) \d{4}(?: .+)?"  # ITA 2007 is in the next line
    r"|[A-Z]{3,5} \d{4}(?: .+)?"
)

Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[A-Za-z0-9_]+)*$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]

# Functions, and not the classes themselves: pydantic refuses an Enum class as a validator on Python 3.12.1 and 3.13.0,
# where its signature is read as (*values).


def _start(text: str) -> Start:
    return Start(text)


def _uprating(text: str) -> Uprating:
    return Uprating(text)


StartRule = Annotated[Start, BeforeValidator(_start)]
UpratingRule = Annotated[Uprating, BeforeValidator(_uprating)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class FileValue(_Strict):
    """One dated value."""

    begins: dt.date = Field(alias="from")
    value: Sentence
    source: Sentence
    confidence: Literal["high", "medium", "low"]
    start: StartRule | None = None
    assessment_periods_from: dt.date | None = None
    note: Sentence | None = None

    @model_validator(mode="after")
    def _weak_says_why(self) -> Self:
        if self.confidence != "high" and self.note is None:
            raise ValueError(f"the value from {self.begins} has confidence {self.confidence} and no note that says why")
        return self


class FileParameter(_Strict):
    """One rate through time."""

    label: Sentence
    unit: Literal[UNITS]  # type: ignore[valid-type]
    law: Sentence
    reference: Sentence | None = None
    start: StartRule
    values: list[FileValue] = Field(min_length=1)

    @model_validator(mode="after")
    def _cites_law(self) -> Self:
        for part in self.law.split("; "):
            if not _CITATION.fullmatch(part):
                raise ValueError(f"{part!r} is not a citation")
        return self

    @model_validator(mode="after")
    def _values_fit(self) -> Self:
        for value in self.values:
            if value.value not in {NONE, UNKNOWN}:
                parse(value.value, self.unit)
        return self

    @model_validator(mode="after")
    def _dates_rise(self) -> Self:
        for basis in Basis:
            days = [
                first_day_read(value.begins, value.start or self.start, value.assessment_periods_from, basis)
                for value in self.values
            ]
            for earlier, later in pairwise(days):
                if later <= earlier:
                    raise ValueError(f"{later} does not come after {earlier} ({basis})")
        return self


class FileHead(_Strict):
    """What a file says before its first rate."""

    checked: dt.date
    scheme: Sentence
    title: Sentence
    uprating: UpratingRule
    keys: list[Word] = Field(min_length=1)


class RatesFile(_Strict):
    """A whole file."""

    head: FileHead
    parameters: dict[Key, FileParameter]

    @model_validator(mode="after")
    def _keys_belong(self) -> Self:
        for key in self.parameters:
            if key.partition(".")[0] not in self.head.keys:
                raise ValueError(f"{key} does not begin with one of {', '.join(self.head.keys)}")
        return self


def check_file(path: Path) -> RatesFile:
    """The file, read strictly. Raises ``pydantic.ValidationError`` with every problem."""
    entries = read_toml(path)
    head = {name: entry for name, entry in entries.items() if not isinstance(entry, dict)}
    parameters = {name: entry for name, entry in entries.items() if isinstance(entry, dict)}
    return RatesFile.model_validate({"head": head, "parameters": parameters})


def check_folder(folder: Path) -> list[str]:
    """What is wrong with the files of a folder, one line for each problem; nothing when all is well."""
    problems: list[str] = []
    holders: dict[str, str] = {}
    for path in rates_files(folder):
        try:
            head = check_file(path).head
        except (ValidationError, ValueError) as error:
            problems += _problems(path, error)
            continue
        for word in head.keys:
            if word in holders:
                problems.append(f"{path.name}: keys that begin with {word} are in {holders[word]} too")
            holders[word] = path.name
    return problems


def _problems(path: Path, error: ValidationError | ValueError) -> list[str]:
    if not isinstance(error, ValidationError):
        return [f"{path.name}: {error}"]
    return [f"{path.name}: {' → '.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
