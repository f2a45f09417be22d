"""``python -m tests.journeys.without_network [PYTEST ARGUMENTS]``: the journeys with the network unplugged.

It leaves the machine's network for an empty one, whose only interface is the loopback, and runs the journeys there:
server, kernels and browser have nowhere else to turn. That takes Linux, and root or user namespaces.
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
SET_FLAGS, UP, RUNNING = 0x8914, 0x1, 0x40
ELSEWHERE = ("192.0.2.1", 80)  # an address that is nobody's: RFC 5737


def unplug() -> None:
    """Leave the network. Raises ``OSError`` where this user may not."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEW_NETWORK if user == 0 else NEW_USER | NEW_NETWORK) != 0:
        raise OSError(ctypes.get_errno(), "this user may not make a network of its own")
    if user != 0:  # stay who one is
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text, encoding="ascii")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP | RUNNING))


def is_unplugged() -> bool:
    """Say whether nothing beyond this machine can be reached."""
    with socket.socket() as line:
        line.settimeout(1)
        try:
            line.connect(ELSEWHERE)
        except TimeoutError:
            return False  # it was sent somewhere
        except OSError:
            return True
    return False


if __name__ == "__main__":
    unplug()
    if not is_unplugged():
        sys.exit("The network is still there.")
    here = str(Path(__file__).parent)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *(sys.argv[1:] or [here])])  # noqa: S606 - none is needed
