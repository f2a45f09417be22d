"""The rent account: what is charged, what is paid and when, and how collection is measured."""
