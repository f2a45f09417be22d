"""The folder of one run, for this user alone. It holds the sockets and keys of the kernels, and goes away with the
server.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX = "benefitcalc-run-"


def parent() -> Path:
    """Return where the folder is made. The path is short, because the path of a socket may not be long."""
    return Path("/tmp" if sys.platform != "win32" else tempfile.gettempdir())  # noqa: S108 - mkdtemp makes it safe


class RunFolder:
    """A folder that is locked while its server runs. Whoever finds such a folder without a lock may remove it.

    The lock is the operating system's, on the folder itself: it ends with the process, however the process ended.
    """

    def __init__(self) -> None:
        self._lock = -1
        if sys.platform == "win32":
            self.path = _made()
            return
        _remove_stale()
        while True:
            self.path = _made()
            self._lock = _locked(self.path, wait=True)
            if self.path.exists():  # if not, another server that just starts cleared it away before it was locked
                break

    def remove(self) -> None:
        """Remove the folder and all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _made() -> Path:
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent()))  # for this user alone


if sys.platform != "win32":

    def _remove_stale() -> None:
        """Remove the folders of servers of this user that were killed."""
        for path in parent().glob(f"{PREFIX}*"):
            lock = _locked(path, wait=False)
            if lock >= 0:
                shutil.rmtree(path, ignore_errors=True)
                os.close(lock)

    def _locked(path: Path, *, wait: bool) -> int:
        """Lock a folder of this user and return the open lock; return -1 if the folder is not theirs, is in use, or is
        gone.
        """
        try:
            folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            return -1
        try:
            if os.fstat(folder).st_uid == os.getuid():
                fcntl.flock(folder, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
                if path.exists():
                    return folder
        except OSError:
            pass
        os.close(folder)
        return -1
