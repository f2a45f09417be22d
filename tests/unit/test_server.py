"""The parts of the app server that can be tried without starting it."""

import asyncio
import datetime as dt
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

from benefitcalc.ui.serve import parse
from benefitcalc.ui.server.access import host_pattern
from benefitcalc.ui.server.kernels import MAX_FAILURES, Limits, OnlyThisPython, Page
from benefitcalc.ui.server.kernels import Kernels as RealKernels
from benefitcalc.ui.server.messages import ALLOWED, MAX_BYTES, Refused, vet
from tests.conftest import REPOSITORY

HEADER = {"msg_id": "1", "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3"}


def written(header: Any = None, content: Any = None, channel: str = "shell", *more: bytes) -> bytes:
    parts = [HEADER if header is None else header, {}, {}, {} if content is None else content]
    return serialize_msg_to_ws_v1([json.dumps(part).encode() for part in parts] + list(more), channel)


# messages


@pytest.mark.parametrize("kind", ALLOWED)
def test_what_widgets_send_goes_on(kind: str) -> None:
    content = {"comm_id": "x", "target_name": "jupyter.widget.control", "data": {"rent": "£112.45"}}
    parts = vet(written({**HEADER, "msg_type": kind}, content, "shell", b"buffer"))
    assert json.loads(parts[0])["msg_type"] == kind
    assert json.loads(parts[3]) == content
    assert parts[4:] == [b"buffer"]


@pytest.mark.parametrize(
    "message",
    [
        written({**HEADER, "msg_type": "execute_request"}),
        written({**HEADER, "msg_type": "shutdown_request"}),
        written({**HEADER, "msg_type": ["comm_msg"]}),
        written({}),
        written([]),
        written(content=[]),
        written(channel="control"),
        written(channel="stdin"),
        written({**HEADER, "msg_type": "comm_open"}, {"target_name": "jupyter.widget"}),
        written({**HEADER, "msg_type": "comm_open"}, {}),
        written(content={"data": "x" * MAX_BYTES}),
        (2**63).to_bytes(8, "little") * 3,
        b"[" * 60_000,
        b"",
        "text",
    ],
    ids=str,
)
def test_anything_else_does_not(message: bytes | str) -> None:
    with pytest.raises(Refused):
        vet(message)


def test_a_key_that_is_given_twice_has_one_reading() -> None:
    sly = json.dumps(HEADER)[:-1] + ', "msg_type": "comm_close", "subshell_id": "x"}'
    parts = vet(serialize_msg_to_ws_v1([sly.encode(), b"{}", b"{}", b'{"a": 1, "a": 2}'], "shell"))
    assert parts[0].count(b"msg_type") == 1
    assert b"subshell_id" not in parts[0]
    assert parts[3] == b'{"a": 2}'


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(message: bytes) -> None:
    with pytest.raises(Refused):
        vet(message)


# hosts and the command line


def test_host_names_are_matched_whole() -> None:
    pattern = re.compile(host_pattern(["Benefits.Example", "fd00::1"]))
    for name in ("127.0.0.1", "localhost", "[::1]", "benefits.example", "[fd00::1]"):
        assert pattern.match(name)
    for name in ("", "127.0.0.2", "127x0.0.1", "localhost.evil", "evil.localhost", "benefits-example", "::1"):
        assert not pattern.match(name)


def test_the_command_line_serves_a_notebook_and_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    options, browser = parse([str(REPOSITORY / "apps" / "call.ipynb"), "--no-browser", "--port", "0"])
    assert (options.port, options.limits, browser) == (0, Limits(), False)
    for other in (REPOSITORY / "apps", REPOSITORY / "README.md", REPOSITORY / "apps" / "none.ipynb"):
        with pytest.raises(SystemExit):
            parse([str(other)])
    assert "is not a notebook" in capsys.readouterr().err


def test_the_only_kernel_is_this_python_without_history() -> None:
    specs = OnlyThisPython()
    assert list(specs.get_all_specs()) == ["python3"]
    assert "--HistoryManager.enabled=False" in specs.get_kernel_spec("anything").argv


# the pool


class Kernels(RealKernels):
    """Kernels without processes: a page is a name, and it lives until it is ended."""

    def __init__(self, *, starts: bool = True) -> None:
        super().__init__(limits=Limits(pool=2), new_renderer=lambda: None)  # type: ignore[arg-type,return-value]
        self.starts = starts
        self.made = 0
        self.alive: set[str] = set()

    async def _prepare(self) -> Page:
        self.made += 1
        if not self.starts:
            raise RuntimeError("a kernel that does not start")
        kernel_id = str(self.made)
        self.alive.add(kernel_id)
        return Page(kernel_id, SimpleNamespace(), asyncio.create_task(asyncio.sleep(0)))  # type: ignore[arg-type]

    async def _is_alive(self, kernel_id: str) -> bool:
        return kernel_id in self.alive

    async def end(self, kernel_id: str) -> None:
        await super().end(kernel_id)
        self.alive.discard(kernel_id)

    def warm(self) -> list[str]:
        return [task.result().kernel_id for task in self._pool if task.done()]


async def settle(kernels: Kernels) -> None:
    await kernels.tend()
    await asyncio.gather(*kernels._pool, return_exceptions=True)


def test_warm_pages_of_yesterday_are_made_again() -> None:
    async def scenario() -> None:
        kernels = Kernels()
        await settle(kernels)
        assert kernels.warm() == ["1", "2"]
        await settle(kernels)
        assert kernels.warm() == ["1", "2"]
        for page in [task.result() for task in kernels._pool]:
            object.__setattr__(page, "made", page.made - dt.timedelta(days=1))
        await settle(kernels)
        assert kernels.warm() == ["3", "4"]
        assert kernels.alive == {"3", "4"}

    asyncio.run(scenario())


def test_a_warm_kernel_that_has_died_is_not_given_out() -> None:
    async def scenario() -> None:
        kernels = Kernels()
        await settle(kernels)
        kernels.alive.remove("1")
        assert (await kernels.open_page("somebody")).kernel_id == "2"
        assert kernels.owners == {"2": "somebody"}

    asyncio.run(scenario())


def test_a_notebook_that_never_starts_is_not_started_for_ever() -> None:
    async def scenario() -> None:
        kernels = Kernels(starts=False)
        for _ in range(20):
            await settle(kernels)
        assert kernels.made <= MAX_FAILURES + kernels.limits.pool
        kernels.starts = True
        await kernels.open_page("somebody")
        await settle(kernels)
        assert len(kernels.warm()) == kernels.limits.pool

    asyncio.run(scenario())
