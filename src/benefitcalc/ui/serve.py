"""Serve an app on this machine: `python -m benefitcalc.ui.serve apps/call.ipynb`."""

import argparse
import asyncio
import logging
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from benefitcalc.ui.server.application import Options, Server
from benefitcalc.ui.server.kernels import Limits


def parse(argv: Sequence[str] | None = None) -> tuple[Options, bool]:
    """Return what the command line asks for, and whether to open a browser."""
    usual = Limits()
    parser = argparse.ArgumentParser(prog="python -m benefitcalc.ui.serve", description=__doc__)
    parser.add_argument("notebook", type=Path, help="the notebook to serve as an app")
    parser.add_argument("--port", type=int, default=8866, help="port on 127.0.0.1; 0 takes a free one (8866)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--pool", type=int, default=usual.pool, help=f"kernels kept warm ({usual.pool})")
    parser.add_argument("--sessions", type=int, default=usual.sessions, help=f"most pages at once ({usual.sessions})")
    parser.add_argument(
        "--lost-seconds", type=float, default=usual.lost_seconds,
        help=f"how long a page that has lost its connection is kept ({usual.lost_seconds:g})",
    )  # fmt: skip
    parser.add_argument(
        "--host-name", action="append", default=[], metavar="NAME",
        help="answer to this name too, for a reverse proxy on this machine that brings TLS and single sign-on",
    )  # fmt: skip
    args = parser.parse_args(argv)
    if not args.notebook.is_file() or args.notebook.suffix != ".ipynb":
        parser.error(f"{args.notebook} is not a notebook")
    limits = Limits(pool=max(args.pool, 0), sessions=args.sessions, lost_seconds=args.lost_seconds)
    return Options(args.notebook.resolve(), args.port, tuple(args.host_name), limits), not args.no_browser


def announce(address: str, *, browser: bool) -> None:
    """Print the address, which holds the token; open it if asked."""
    sys.stdout.write(f"The app is ready at\n\n    {address}\n\nKeep this address to yourself. Ctrl+C stops the app.\n")
    sys.stdout.flush()
    if browser:
        webbrowser.open(address)


async def _serve(options: Options, *, browser: bool) -> None:
    await Server(options).run(lambda address: announce(address, browser=browser))


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until stopped; 1 if the port is taken."""
    options, browser = parse(argv)
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
