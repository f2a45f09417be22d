"""Start the launcher, and look at it from outside: over HTTP, over its websocket, and at its processes."""

import http.client
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from websockets.sync.client import ClientConnection, connect

LAUNCH = [sys.executable, "-P", "-m", "benefitcalc.cli", "app"]
PROTOCOL = "v1.kernel.websocket.jupyter.org"
PATIENCE = 30.0  # seconds; a busy machine is slow, a test that passes is not


def eventually(true: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until it is true, looking often."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.05)


def write_notebook(path: Path, *cells: str, title: str = "Test") -> Path:
    kernel = {"name": "python3", "display_name": "Python", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"title": title, "kernelspec": kernel})
    notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(notebook, path)
    return path


def command_line(process: psutil.Process) -> str:
    """Return the words of a process; none once it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def connection_file(kernel: psutil.Process) -> Path:
    """Return the file that says how to reach a kernel."""
    words = kernel.cmdline()
    return Path(words[words.index("-f") + 1])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def kernel_id(self) -> str:
        return str(json.loads(re.findall(r'id="jupyter-config-data"[^>]*>(.*?)</script>', self.text)[0])["kernelId"])


@dataclass(frozen=True)
class Served:
    """A running launcher."""

    address: str
    process: psutil.Process
    log: Path

    @property
    def host(self) -> str:
        return urllib.parse.urlsplit(self.address).netloc

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    @property
    def pass_word(self) -> str:
        return self.address.partition("token=")[2]

    def kernels(self) -> list[psutil.Process]:
        return [child for child in self.process.children() if "ui.server.kernel" in command_line(child)]

    def request(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """Ask for a path; header names are written with underscores."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read().decode(errors="replace"))
        finally:
            connection.close()

    def run_dir(self) -> Path:
        """Return the directory in which the kernels' sockets lie."""
        return connection_file(self.kernels()[0]).parent

    def sign_in(self) -> str:
        """Come in by the printed address and return the cookie."""
        answer = self.request(f"/?token={self.pass_word}")
        return str(answer.headers["Set-Cookie"]).partition(";")[0]

    @contextmanager
    def line(self, kernel_id: str, **changes: Any) -> Iterator[ClientConnection]:
        """Open a websocket to a kernel, as the page would unless told otherwise."""
        settings: dict[str, Any] = {"origin": self.origin, "subprotocols": [PROTOCOL], "max_size": None, **changes}
        address = f"ws://{self.host}/api/kernels/{kernel_id}/channels?session_id=test"
        with connect(address, open_timeout=PATIENCE, **settings) as line:
            yield line


def offline(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment, this one unless given, in which Python reaches nothing beyond this machine."""
    given = dict(os.environ if environment is None else environment)
    path = [str(Path(__file__).parent / "offline"), *filter(None, [given.get("PYTHONPATH")])]
    return {**given, "PYTHONPATH": os.pathsep.join(path)}


_numbers = itertools.count()


def message(
    kind: str, content: Mapping[str, Any], channel: str = "shell", metadata: Mapping[str, Any] | None = None
) -> bytes:
    """Write a message as the browser does."""
    header = {"msg_id": f"m{next(_numbers)}", "msg_type": kind, "session": "test", "username": "", "version": "5.3"}
    parts = [json.dumps(part).encode() for part in (header, {}, metadata or {}, content)]
    return serialize_msg_to_ws_v1(parts, channel)


@contextmanager
def served(
    app: str | Path, *options: str, before: tuple[str, ...] = (), environment: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Run the command on a free port, without a network, until the block ends, which must leave no kernel behind."""
    command = [*before, *LAUNCH, str(app), "--port", "0", "--no-browser", *options]
    with (
        tempfile.NamedTemporaryFile(suffix=".log") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=offline(environment)) as launcher,
    ):
        assert launcher.stdout is not None
        try:
            line = next((line for line in launcher.stdout if "http://" in line), "")
            assert line, Path(log.name).read_text(encoding="utf-8")
            yield Served(line.strip(), psutil.Process(launcher.pid), Path(log.name))
        finally:
            launcher.terminate()
            launcher.wait(PATIENCE)
            sys.stderr.write(Path(log.name).read_text(encoding="utf-8"))
