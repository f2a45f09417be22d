"""``python -m benefitcalc.cli`` is the command too."""

import sys

from benefitcalc.cli.command import main

sys.exit(main())
