"""How much an upload may hold before it is refused."""

MOST_BYTES = 1 << 30
"""Of one file as it is."""
MOST_UNPACKED = 1 << 31
"""Of a workbook or one of its parts once unpacked: a sheet of a million rows has less."""
MOST_CELLS = 60_000_000
"""In the rectangle from a sheet's first to its last filled cell, for which memory is set aside."""
