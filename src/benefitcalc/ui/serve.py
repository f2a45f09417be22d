"""Serve an app on this machine: `python -m benefitcalc.ui.serve apps/call.ipynb`."""

import argparse
import asyncio
import ipaddress
import logging
import math
import re
import sys
import webbrowser
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from benefitcalc.ui.server.options import Limits, Options

NEEDED = ("anywidget", "ipykernel", "ipywidgets", "voila")
MOST_PAGES = 1000
LONGEST_WAIT = 24 * 60 * 60
_HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*", re.IGNORECASE)


def parse(argv: Sequence[str] | None = None) -> tuple[Options, bool]:
    """Return what the command line asks for, and whether to open a browser."""
    usual = Limits()
    parser = argparse.ArgumentParser(prog="python -m benefitcalc.ui.serve", description=__doc__)
    parser.add_argument("notebook", type=_notebook, help="the notebook to serve as an app")
    parser.add_argument(
        "--port", type=_between(int, 0, 65535), default=8866, help="port on 127.0.0.1; 0 takes a free one (8866)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument(
        "--pool", type=_between(int, 0, MOST_PAGES), default=usual.pool, help=f"kernels kept warm ({usual.pool})"
    )
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
    args = parser.parse_args(argv)
    limits = Limits(pool=args.pool, sessions=args.sessions, lost_seconds=args.lost_seconds)
    return Options(args.notebook.resolve(), args.port, tuple(args.host_name), limits), not args.no_browser


def _notebook(text: str) -> Path:
    path = Path(text)
    if not path.is_file() or path.suffix != ".ipynb":
        raise argparse.ArgumentTypeError(f"{text} is not a notebook")
    return path


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


def announce(address: str, *, browser: bool) -> None:
    """Print the address, which holds the token, and open it in a browser if the user wants that."""
    sys.stdout.write(f"The app is ready at\n\n    {address}\n\nKeep this address to yourself. Ctrl+C stops the app.\n")
    sys.stdout.flush()
    if browser:
        webbrowser.open(address)


async def _serve(options: Options, *, browser: bool) -> None:
    from benefitcalc.ui.server.application import Server

    await Server(options).run(lambda address: announce(address, browser=browser))


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until somebody stops the server. Return 1 if something that is needed is missing or the port is taken."""
    options, browser = parse(argv)
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        sys.stderr.write(
            f"Serving an app needs packages that are not installed: {', '.join(missing)}. "
            'Install them with: pip install "benefitcalc[app]"; in a copy of the repository, with: make app\n'
        )
        return 1
    logging.basicConfig(level=logging.WARNING, format="%(message)s")  # never DEBUG: it would log what is typed
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # its warnings show whole addresses, token and all
    try:
        asyncio.run(_serve(options, browser=browser))
    except KeyboardInterrupt:
        return 0
    except OSError as problem:
        sys.stderr.write(f"Cannot listen on port {options.port}: {problem.strerror}. Try --port 0.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
