"""Many tenancies at once."""
