"""The version of this package, which the build, the command and every result read from here."""

__version__ = "0.1.0"
