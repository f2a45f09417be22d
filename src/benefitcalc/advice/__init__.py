"""What an officer tells a tenant on a call: ranges where facts are not known, options, affordability, plans, notes."""
