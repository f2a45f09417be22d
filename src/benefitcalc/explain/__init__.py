"""How a result was worked out: each figure with its sum in words, the law, the rates, and why it came to nothing.

:mod:`~benefitcalc.explain.from_trace` makes the explanation from the trace of the rules.
:mod:`~benefitcalc.explain.text` and :mod:`~benefitcalc.explain.html` lay it out and do no sums.
"""
