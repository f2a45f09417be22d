"""``benefitcalc app``: serve an app on this machine."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import math
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from benefitcalc.ui.apps import EXTRAS_OF, App, find_app
from benefitcalc.ui.server.options import Limits, Options

__all__ = ["add_arguments", "run"]

MOST_PAGES = 1000
LONGEST_WAIT = 24 * 60 * 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")
_HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command line may set."""
    usual = Limits()
    parser.add_argument(
        "app", metavar="APP", type=_app, nargs="?", default="call",
        help=f"{', '.join(EXTRAS_OF)}, or a notebook of your own (call)",
    )  # fmt: skip
    parser.add_argument(
        "--port", type=_between(int, 0, 65535), default=8866, help="port on 127.0.0.1; 0 takes a free one (8866)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument(
        "--pool", type=_between(int, 0, MOST_PAGES), default=usual.pool,
        help=f"calculators that wait, started, for a page: as many as pages that open in one minute of the morning, at "
        f"70 MB each ({usual.pool})",
    )  # fmt: skip
    parser.add_argument(
        "--sessions", type=_between(int, 1, MOST_PAGES), default=usual.sessions,
        help=f"most pages at once ({usual.sessions})",
    )  # fmt: skip
    parser.add_argument(
        "--lost-seconds", type=_between(float, 1, LONGEST_WAIT), default=usual.lost_seconds,
        help=f"how long a page that has lost its connection is kept ({usual.lost_seconds:g})",
    )  # fmt: skip
    parser.add_argument(
        "--host-name", type=_host_name, action="append", default=[], metavar="NAME",
        help="answer to this name too, for a reverse proxy on this machine that brings TLS and single sign-on",
    )  # fmt: skip
    parser.add_argument(
        "--token-file", type=_token, metavar="FILE", dest="token",
        help="take the token from this file and print no address with one: for that proxy, which sends it for who "
        "has signed in",
    )  # fmt: skip


def options_of(given: argparse.Namespace) -> Options:
    """Return the settings of the server that the command line asks for."""
    limits = Limits(pool=given.pool, sessions=given.sessions, lost_seconds=given.lost_seconds)
    return Options(given.app.notebook, given.port, tuple(given.host_name), given.token or "", limits)


def _app(text: str) -> App:
    try:
        return find_app(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def _between(kind: type[int] | type[float], least: int, most: int) -> Callable[[str], float]:
    """Return a reader of numbers within a range. It names the range when it gets a number outside."""
    number = "a whole number" if kind is int else "a number"

    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text} is not {number} from {least} to {most}")
        return value

    return read


def _host_name(text: str) -> str:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        if not _HOST_NAME.fullmatch(text):
            raise argparse.ArgumentTypeError(f"{text} is not a host name such as benefits.example.org") from None
    return text


def _token(text: str) -> str:
    """Read a token that nobody can guess from a file that others cannot read."""
    path = Path(text)
    try:
        others_may, token = path.stat().st_mode & stat.S_IROTH, path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise argparse.ArgumentTypeError(f"{text} cannot be read: {problem}") from None
    if others_may:
        raise argparse.ArgumentTypeError(f"everybody on this machine can read {text}; take that right away (chmod 640)")
    if not _TOKEN.fullmatch(token):
        raise argparse.ArgumentTypeError(
            f"{text} holds no token of at least 32 letters, digits, - and _; make one with: openssl rand -hex 32"
        )
    return token


def announce(address: str, *, browser: bool) -> None:
    """Print the address, which may hold the token, and open it in a browser if the user wants that."""
    secret = "Keep this address to yourself. " if "token=" in address else ""
    sys.stdout.write(f"The app is ready at\n\n    {address}\n\n{secret}Ctrl+C stops the app.\n")
    sys.stdout.flush()
    if browser:
        import webbrowser

        webbrowser.open(address)


async def _serve(options: Options, *, browser: bool) -> None:
    from benefitcalc.ui.server.application import Server

    await Server(options).run(lambda address: announce(address, browser=browser))


def run(given: argparse.Namespace) -> int:
    """Serve until somebody stops the server. Return 1 if something that is needed is missing or the port is taken."""
    import asyncio

    missing = given.app.what_to_install()
    if missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    logging.basicConfig(level=logging.WARNING, format="%(message)s")  # never DEBUG: it would log what is typed
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # its warnings show whole addresses, token and all
    try:
        asyncio.run(_serve(options_of(given), browser=not given.no_browser))
    except KeyboardInterrupt:
        return 0
    except OSError as problem:
        sys.stderr.write(f"Cannot listen on port {given.port}: {problem.strerror}. Try --port 0.\n")
        return 1
    return 0
