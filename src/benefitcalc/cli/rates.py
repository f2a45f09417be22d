"""``benefitcalc rates`` shows, compares and checks the rates."""

from __future__ import annotations

import argparse
import datetime as dt

from benefitcalc.cli.streams import Stop, put
from benefitcalc.errors import BenefitcalcError
from benefitcalc.rates import report


def show(options: argparse.Namespace) -> int:
    """The rates of a day."""
    try:
        put(report.show_text(options.day or dt.date.today(), options.scheme))  # noqa: DTZ011  the user's own day
    except (BenefitcalcError, ValueError) as error:
        raise Stop(str(error)) from None
    return 0


def diff(options: argparse.Namespace) -> int:
    """What differs between two years."""
    try:
        put(report.diff_text(options.before, options.after, options.scheme))
    except (BenefitcalcError, ValueError) as error:
        raise Stop(str(error)) from None
    return 0


def check(options: argparse.Namespace) -> int:
    """Whether the files of rates are in order."""
    found = report.check(options.day or dt.date.today())  # noqa: DTZ011  the user's own day
    put(found.text)
    return found.status
