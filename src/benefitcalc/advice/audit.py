"""What made a figure: the versions of the engine and of the rates, and a hash of the facts that went in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    """Of the case without its labels, and of the circumstances beside it."""

    def __str__(self) -> str:
        return (
            f"Engine {self.engine}; rates {self.rates}, checksum {self.rates_checksum[:_SHOWN]}; "
            f"facts {self.input_hash[:_SHOWN]}"
        )


def audit_of(assessment: Assessment) -> Audit:
    """The audit line of an assessment."""
    facts: list[Any] = [without_labels(assessment.case.to_dict())]
    if assessment.circumstances is not None:
        facts.append(assessment.circumstances.model_dump(mode="json", exclude_defaults=True))
    return audit_of_facts(facts, assessment)


def audit_of_facts(facts: Any, assessment: Assessment) -> Audit:
    """The audit line of other facts, worked out like that assessment: those of a case with unknown facts."""
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return Audit(
        assessment.engine,
        assessment.rates,
        assessment.book.checksum,
        hashlib.sha256(written.encode()).hexdigest(),
    )


def without_labels(case: Mapping[str, Any]) -> dict[str, Any]:
    """A case, as the case file writes it, without its ``id`` and without what its service charges are for."""
    found = {name: value for name, value in case.items() if name != "id"}
    home = case.get("tenancy")
    if isinstance(home, Mapping) and home.get("service_charges"):
        charges = [{name: value for name, value in one.items() if name != "label"} for one in home["service_charges"]]
        found["tenancy"] = {**home, "service_charges": charges}
    return found
