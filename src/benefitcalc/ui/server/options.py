"""The settings of the server. This module needs nothing that the server needs, because the command line
reads it first.
"""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """How many kernels there may be, how long each may live without a page or without use, and how long answers wait
    for a reload.
    """

    pool: int = 2
    sessions: int = 12
    lost_seconds: float = 120
    idle_seconds: float = 4 * 60 * 60
    kept_seconds: float = 10 * 60


@dataclass(frozen=True)
class Options:
    """What the command line may set. Everything else about the server is fixed."""

    notebook: Path
    port: int = 8866
    host_names: tuple[str, ...] = ()
    token: str = field(default="", repr=False)
    """The token of a proxy that signs people in; without it the server makes one for each run."""
    limits: Limits = field(default_factory=Limits)
