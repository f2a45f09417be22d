"""A made-up ledger beside a made-up rent roll, for tests, training and demonstrations. Nobody in it exists.

How tenants pay stands in ``habits.toml``; its shares are rough estimates and no statistics of any landlord. This
package loads pandas.
"""

from benefitcalc.account.synthetic.exports import write_ledger_export
from benefitcalc.account.synthetic.ledger import SyntheticLedger, synthetic_ledger

__all__ = ["SyntheticLedger", "synthetic_ledger", "write_ledger_export"]
