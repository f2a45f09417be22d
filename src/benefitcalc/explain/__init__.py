"""How a result was worked out: each figure with its sum in words, the law, the rates, and why it was nil.

:mod:`~benefitcalc.explain.from_trace` makes it from the trace of the rules; :mod:`~benefitcalc.explain.text` and
:mod:`~benefitcalc.explain.html` lay it out, and do no sums.
"""
