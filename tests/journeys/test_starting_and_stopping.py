"""How the server starts and stops, and what it leaves behind: nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benefitcalc.ui.apps import EXTRAS_OF
from tests.conftest import REPOSITORY
from tests.journeys.serving import LAUNCH, PATIENCE, eventually, served, write_notebook


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A notebook without a cell."""
    return write_notebook(tmp_path / "empty.ipynb")


def test_a_name_given_on_the_command_line_is_answered(empty: Path) -> None:
    with served(empty, "--pool", "0", "--host-name", "benefits.example") as server:
        assert server.request("/", Host="benefits.example").status == 302
        assert server.request("/", Host="other.example").status == 421
        answer = server.request(f"/?token={server.pass_word}", Host="benefits.example", X_Forwarded_Proto="https")
        assert "Secure" in answer.headers["Set-Cookie"]


def test_stopping_leaves_nothing_behind(empty: Path) -> None:
    with served(empty, "--pool", "2") as server:
        eventually(lambda: len(server.kernels()) == 2, "two warm kernels")
        kernels = server.kernels()
        run_dir = server.run_dir()
        assert run_dir.stat().st_mode & 0o077 == 0
    assert not any(kernel.is_running() for kernel in kernels)
    assert not run_dir.exists()


@pytest.fixture
def hangup_ends() -> Iterator[None]:
    """A hangup ends what a test starts, as in a terminal, though the tests themselves may run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("hangup_ends")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_to_stop_leaves_nothing_behind(empty: Path, number: signal.Signals) -> None:
    with served(empty, "--pool", "1") as server:
        eventually(lambda: len(server.kernels()) == 1, "a warm kernel")
        run_dir = server.run_dir()
        server.process.send_signal(number)
        server.process.wait(PATIENCE)
        assert not run_dir.exists()
        assert server.log.read_text(encoding="utf-8") == ""


def test_a_server_that_was_killed_is_cleaned_up_after_at_the_next_start(empty: Path) -> None:
    with served(empty, "--pool", "1") as running, served(empty, "--pool", "1") as killed:
        for server in (running, killed):
            eventually(lambda server=server: len(server.kernels()) == 1, "a warm kernel")
        kept, left = running.run_dir(), killed.run_dir()
        killed.process.kill()
        killed.process.wait(PATIENCE)
        assert left.exists()
        with served(empty, "--pool", "0"):
            assert not left.exists()
            assert kept.exists()


def test_under_nohup_a_server_outlives_its_terminal(empty: Path) -> None:
    with served(empty, "--pool", "0", before=("nohup",)) as server:
        server.process.send_signal(signal.SIGHUP)
        for _ in range(20):
            assert server.request("/login").status == 200
            time.sleep(0.05)


def test_a_taken_port_is_a_sentence(empty: Path) -> None:
    with served(empty, "--pool", "0") as server:
        port = server.host.partition(":")[2]
        run = subprocess.run([*LAUNCH, str(empty), "--port", port], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.endswith("Try --port 0.\n")


def test_the_command_serves_each_app_from_a_wheel(tmp_path: Path, page: Page) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "built")],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = (tmp_path / "built").iterdir()
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    for name in EXTRAS_OF:
        with served(name, "--pool", "0", environment={**os.environ, "PYTHONPATH": str(site)}) as server:
            page.goto(server.address)
            expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
            (kernel,) = server.kernels()
            assert Path(kernel.cwd()).is_relative_to(site)
            page.goto("about:blank")
