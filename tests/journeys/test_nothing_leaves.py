"""Nothing that is typed leaves this machine, reaches a file of it, or stands in a log.

Every journey runs without a network (:mod:`tests.journeys.serving`, :mod:`tests.journeys.conftest`); here it is shown
that the block holds. `python -m tests.journeys.without_network` runs them all with no network interface at all.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.conftest import REPOSITORY
from tests.journeys.calling import answer_the_smallest, box, figure, open_call
from tests.journeys.serving import Served, served, write_notebook

TRIES = """
import socket

def tried(reach):
    try:
        reach()
    except OSError as problem:
        return str(problem)
    return "reached"

def packet():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"x", ("192.0.2.1", 53))

def here():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass

(
    "connection: " + tried(lambda: socket.create_connection(("192.0.2.1", 80), timeout=5)),
    "name: " + tried(lambda: socket.getaddrinfo("example.org", 80)),
    "packet: " + tried(packet),
    "here: " + tried(here),
)
"""
UNPLUGGED = """
import socket
from tests.journeys.without_network import is_unplugged, unplug
try:
    unplug()
except OSError as problem:
    print(problem.strerror)
else:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        print("unplugged" if is_unplugged() else "reached")
"""


def test_a_kernel_reaches_nothing_beyond_this_machine(tmp_path: Path) -> None:
    with served(write_notebook(tmp_path / "tries.ipynb", TRIES), "--pool", "0") as server:
        text = server.request("/", Cookie=server.sign_in()).text
        for process in (server.process, *server.kernels()):
            assert process.environ()["PYTHONPATH"].partition(os.pathsep)[0].endswith("offline")
    for what, host in (("connection", "192.0.2.1"), ("name", "example.org"), ("packet", "192.0.2.1")):
        assert f"{what}: the journeys run without a network, and this turned to {host}" in text
    assert "here: reached" in text


@pytest.mark.parametrize("address", ["http://192.0.2.1/", "https://example.org/", "http://10.0.0.1:8866/"])
def test_the_browser_reaches_nothing_beyond_this_machine(page: Page, address: str) -> None:
    with pytest.raises(Error, match="ERR_PROXY_CONNECTION_FAILED"):
        page.goto(address)


def test_the_network_can_be_unplugged() -> None:
    command = [sys.executable, "-c", UNPLUGGED]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    if "may not" in run.stdout:
        pytest.skip(run.stdout.strip())
    assert run.stdout == "unplugged\n"


# what is typed


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[tuple[Served, list[Path]]]:
    """The call app with a home and a folder for temporary files of its own."""
    places = [tmp_path / name for name in ("home", "temporary")]
    for place in places:
        place.mkdir()
    home, temporary = map(str, places)
    environment = {**os.environ, "HOME": home, "TMPDIR": temporary, "XDG_CACHE_HOME": f"{home}/.cache"}
    with served("call", "--pool", "1", environment=environment) as server:
        yield server, places


def files_since(moment: float, places: Iterable[Path]) -> set[Path]:
    """The files of these folders that have changed since then."""
    found = set()
    for place in places:
        for path in place.rglob("*"):
            try:
                if path.is_file() and path.stat().st_mtime >= moment:
                    found.add(path)
            except OSError:
                continue  # another program's, gone or not ours to see
    return found


def test_what_is_typed_on_a_call_is_in_no_file_and_no_log(page: Page, at_home: tuple[Served, list[Path]]) -> None:
    server, places = at_home
    begin = time.time()
    word = "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _ in range(12))
    open_call(page, server)
    answer_the_smallest(page)
    box(page, "Rent, without service charges").fill("213.47")
    page.get_by_role("button", name="Add a service charge").click()
    box(page, "What it is for").fill(f"{word} charge")
    page.get_by_role("button", name="Add the tenant’s pay from a job").click()
    box(page, "Take-home pay").fill("739.61")
    expect(figure(page, "Universal Credit")).to_be_visible()
    page.evaluate("() => document.querySelectorAll('.bc-details > details').forEach((one) => { one.open = true; })")
    wrap = page.locator("details", has=page.get_by_text("Wrap up: the note of the call")).last
    expect(wrap.locator("input").first).to_be_visible()
    for one in page.locator(".bc-details input[type=text]:visible").all():
        one.fill(word)
    box(page, "Take-home pay").fill(f"7{word}")  # and what cannot be read
    expect(page.get_by_role("main")).to_contain_text("There is a problem")
    page.wait_for_timeout(1000)  # time to write what it would
    open_files = {
        Path(opened.path) for process in (server.process, *server.kernels()) for opened in process.open_files()
    }
    own = {server.log, *files_since(0, [server.run_dir(), *places]), *filter(Path.is_file, open_files)}
    for path in own | files_since(begin, [Path("/tmp")]):  # noqa: S108 - to look into
        try:
            content = path.read_bytes()
        except OSError:
            continue  # another program's, gone meanwhile
        typed = (word, "213.47", "739.61") if path in own else (word,)  # others may write such amounts too
        assert not [one for one in typed if one.encode() in content], path
    assert any(path.is_relative_to(server.run_dir()) for path in own)
    assert server.log.read_text(encoding="utf-8") == ""
