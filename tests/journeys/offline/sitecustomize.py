"""Loaded by every Python that the journeys start, servers and kernels alike: refuses the network beyond this machine.

It hears of each connection, name and packet before it happens, and cannot be taken out again. The sockets between
server and kernels are files and stay open to them.
"""

import ipaddress
import sys

ADDRESSED = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1}
NAMED = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.gethostbyaddr": 0}


def is_here(host: object) -> bool:
    """Say whether a host is this machine: by its loopback address, or by the one name for it."""
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return text == "localhost"


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise where a program turns to another machine."""
    if event in ADDRESSED:
        address = arguments[ADDRESSED[event]]
        host = address[0] if isinstance(address, tuple) else None  # other families have no host: a file, or none
    elif event in NAMED:
        host = arguments[NAMED[event]]
    else:
        return
    if host is not None and not is_here(host):
        raise PermissionError(f"the journeys run without a network, and this turned to {host}")


sys.addaudithook(refuse)
