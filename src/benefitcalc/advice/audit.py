"""What made a figure: the versions of the engine and of the rates, and a hash of the facts that went in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from benefitcalc.assessment.result import Assessment

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit line of a result. Both hashes are SHA-256, in hexadecimal; the same facts always have the same one."""

    engine: str
    """This package's version."""
    rates: str
    """The year of the rates."""
    rates_checksum: str
    """Of the files of the rates, and of what the book replaces or assumes."""
    input_hash: str
    """Of the case without its label, and of the circumstances beside it."""

    def __str__(self) -> str:
        return (
            f"Engine {self.engine}; rates {self.rates}, checksum {self.rates_checksum[:_SHOWN]}; "
            f"facts {self.input_hash[:_SHOWN]}"
        )


def audit_of(assessment: Assessment) -> Audit:
    """The audit line of an assessment."""
    facts = assessment.case.model_copy(update={"id": None}).to_json()
    if assessment.circumstances is not None:
        facts += assessment.circumstances.model_dump_json(exclude_defaults=True)
    return Audit(
        assessment.engine,
        assessment.rates,
        assessment.book.checksum,
        hashlib.sha256(facts.encode()).hexdigest(),
    )
