"""``python -m bench``: the numbers that matter, on this machine. They are read, and never asserted."""
