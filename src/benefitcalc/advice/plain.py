"""Values as JSON has them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """The same without exact numbers and days. Numbers with decimals are hours, which JSON writes as they stand."""
    match value:
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case Decimal():
            return json.loads(str(value)) if value.is_finite() else str(value)
        case dt.date():
            return value.isoformat()
        case bool() | int() | str() | None:
            return value
    return json.loads(json.dumps(value, default=str))
