"""What may be set about the server, without what the server needs to run: the command line reads this first."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """How many kernels, how long each may live without a page or a touch, and how long answers wait for a reload."""

    pool: int = 2
    sessions: int = 12
    lost_seconds: float = 120
    idle_seconds: float = 4 * 60 * 60
    kept_seconds: float = 10 * 60


@dataclass(frozen=True)
class Options:
    """What the command line may say. Everything else about the server is fixed."""

    notebook: Path
    port: int = 8866
    host_names: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
