"""The command line: ``benefitcalc assess``, ``benefitcalc portfolio``, ``benefitcalc training`` and
``benefitcalc rates``.

Exit status: 0 when everything was assessed; 2 when a case is invalid, a tenancy was set aside, a figure of a replayed
call is not right, an input cannot be read, the output cannot be written, or the command itself is wrong; 1 from
``rates check`` when the rates are not in order; 130 after an interrupt; 141 when the reader of the output closed it
before the end.
"""

from benefitcalc.cli.command import main

__all__ = ["main"]
