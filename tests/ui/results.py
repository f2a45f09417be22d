"""Results for the screen of a call."""

import datetime as dt

from benefitcalc.ui.call.questions import form_for

FORM = form_for(dt.date(2026, 11, 24))
SMALLEST = {"claimant.age": "34", "tenancy.bedrooms": "3", "tenancy.rent.amount": "112.45"}
