"""The call app: a caller's answers beside the award, the rent covered and the rent to pay."""

from benefitcalc.ui.call.view import CallForm, call_app

__all__ = ["CallForm", "call_app"]
