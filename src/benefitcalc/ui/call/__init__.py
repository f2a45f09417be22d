"""The call app shows the award, the rent covered and the rent to pay beside a caller's answers."""

from benefitcalc.ui.call.view import CallForm, call_app

__all__ = ["CallForm", "call_app"]
