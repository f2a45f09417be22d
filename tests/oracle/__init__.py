"""The law written a second time: plainly, in fractions, one household at a time, from the specification alone."""
