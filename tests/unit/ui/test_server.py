"""The parts of the app server that can be tried without starting it."""

import argparse
import asyncio
import datetime as dt
import json
import logging
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

from benefitcalc.ui.apps import EXTRAS_OF, MODULES_OF
from benefitcalc.ui.serve import add_arguments, options_of
from benefitcalc.ui.server.access import host_pattern
from benefitcalc.ui.server.application import Server
from benefitcalc.ui.server.handlers import MisdirectedHandler, PlainErrors
from benefitcalc.ui.server.kept_answers import OWNER_SECONDS, KeptAnswers
from benefitcalc.ui.server.kernels import MAX_FAILURES, REFILL_DELAY, STARTS_AT_ONCE, OnlyThisPython, Page
from benefitcalc.ui.server.kernels import Kernels as RealKernels
from benefitcalc.ui.server.messages import ALLOWED, MAX_BYTES, Refused, vet
from benefitcalc.ui.server.notices import EVERY_SECONDS, Sparing
from benefitcalc.ui.server.options import Limits, Options
from benefitcalc.ui.server.run_folder import RunFolder
from tests.conftest import REPOSITORY

HEADER = {"msg_id": "1", "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3"}


def written(header: Any = None, content: Any = None, channel: str = "shell", *more: bytes) -> bytes:
    parts = [HEADER if header is None else header, {}, {}, {} if content is None else content]
    return serialize_msg_to_ws_v1([json.dumps(part).encode() for part in parts] + list(more), channel)


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


# messages


@pytest.mark.parametrize("kind", ALLOWED)
def test_what_widgets_send_goes_on(kind: str) -> None:
    content = {"comm_id": "x", "target_name": "jupyter.widget.control", "data": {"rent": "£112.45"}}
    parts = vet(written({**HEADER, "msg_type": kind}, content, "shell", b"buffer")).parts
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
    parts = vet(serialize_msg_to_ws_v1([sly.encode(), b"{}", b"{}", b'{"a": 1, "a": 2}'], "shell")).parts
    assert parts[0].count(b"msg_type") == 1
    assert b"subshell_id" not in parts[0]
    assert parts[3] == b'{"a": 2}'


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(message: bytes) -> None:
    with pytest.raises(Refused):
        vet(message)


@pytest.mark.parametrize(
    ("content", "is_touch"),
    [
        ({"comm_id": "x", "data": {"method": "update", "state": {"answers": {}}}}, True),
        ({"comm_id": "x", "data": {"method": "custom", "content": "beat"}}, False),
        ({"comm_id": "x", "data": {"method": "request_state"}}, False),
        ({"comm_id": "x", "data": "update"}, False),
        ({}, False),
    ],
)
def test_only_a_change_is_a_touch(content: Any, is_touch: bool) -> None:
    assert vet(written(content=content)).is_touch is is_touch


# what is logged


def test_a_line_a_minute_is_logged_and_the_rest_are_counted() -> None:
    clock = Clock()
    sparing = Sparing(clock)
    said = []
    for seconds in (0, 1, EVERY_SECONDS - 1.5, 0.5, 0, EVERY_SECONDS, 3 * EVERY_SECONDS):
        clock.now += seconds
        record = logging.LogRecord("x", logging.WARNING, "", 0, "Dropped: %s.", ("why",), None)
        said.append(record.getMessage() if sparing.filter(record) else None)
    assert said == [
        "Dropped: why.", None, None,
        "Dropped: why. 2 more since the last such line.", None,
        "Dropped: why. 1 more since the last such line.", "Dropped: why.",
    ]  # fmt: skip


# what is kept for a reload


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> KeptAnswers:
    """Answers of a page of one cookie, and two pages without: one of that cookie, one of another."""
    kept = KeptAnswers(Limits().kept_seconds, clock)
    for page, owner in (("old", "me"), ("new", "me"), ("other", "other")):
        kept.open(page, owner)
    assert kept.keep("old", "me", b"answers")
    return kept


def test_answers_go_from_page_to_page_of_a_tab_once(kept: KeptAnswers) -> None:
    assert kept.hand_on("old", "new", "me") == b"answers"
    assert kept.hand_on("old", "new", "me") == b""
    kept.open("newer", "me")
    assert kept.hand_on("old", "newer", "me") == b""
    assert kept.hand_on("new", "newer", "me") == b"answers"


def test_answers_are_for_the_cookie_that_opened_both_pages(kept: KeptAnswers) -> None:
    for earlier, page, owner in (
        ("old", "other", "other"), ("old", "other", "me"), ("old", "new", "other"), ("old", "unknown", "me"),
        ("unknown", "new", "me"), ("old", "old", "me"),
    ):  # fmt: skip
        assert kept.hand_on(earlier, page, owner) == b""
    assert not kept.keep("old", "other", b"x")
    assert not kept.keep("unknown", "me", b"x")
    assert kept.hand_on("old", "new", "me") == b"answers"


def test_the_last_answers_are_kept_and_none_once_they_are_cleared(kept: KeptAnswers) -> None:
    kept.keep("old", "me", b"later ones")
    kept.keep("new", "me", b"")
    assert kept.hand_on("old", "new", "me") == b"later ones"
    kept.keep("new", "me", b"")
    kept.open("newer", "me")
    assert kept.hand_on("new", "newer", "me") == b""


def test_answers_are_forgotten_ten_minutes_after_the_page_was_there_last(kept: KeptAnswers, clock: Clock) -> None:
    clock.now += 599
    kept.renew("old")
    kept.renew("unknown")
    clock.now += 599
    kept.expire()
    assert b"answers" in [page.answers for page in kept._pages.values()]
    clock.now += 1
    assert kept.hand_on("old", "new", "me") == b""
    kept.expire()
    assert {page.answers for page in kept._pages.values()} == {b""}
    assert kept.keep("old", "me", b"once more")  # its page may still be open: whose it is, is known for a day
    clock.now += 600 + OWNER_SECONDS
    kept.expire()
    assert kept._pages == {}
    assert not kept.keep("old", "me", b"x")


def test_the_page_says_for_how_long() -> None:
    page = (REPOSITORY / "src/benefitcalc/ui/call/static/call.js").read_text(encoding="utf-8")
    assert f"{Limits().kept_seconds / 60:g} minutes after the tab is closed" in page


# the folder of a run


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("benefitcalc.ui.server.run_folder.parent", lambda: tmp_path)
    return tmp_path


def test_a_folder_that_was_left_goes_at_the_next_start_and_one_in_use_stays(temporary: Path) -> None:
    left = temporary / "benefitcalc-run-left"
    (left / "inside").mkdir(parents=True)
    (left / "kernel.json").write_text("key")
    others = [temporary / "benefitcalc-else", temporary / "file"]
    others[0].mkdir()
    others[1].write_text("")
    (temporary / "benefitcalc-run-link").symlink_to(others[0])
    (temporary / "benefitcalc-run-file").write_text("")
    first = RunFolder()
    second = RunFolder()
    assert not left.exists()
    assert first.path.is_dir()
    assert second.path.is_dir()
    assert first.path.stat().st_mode & 0o077 == 0
    assert all(other.exists() for other in others)
    for folder in (first, second):
        folder.remove()
        assert not folder.path.exists()


@pytest.mark.usefixtures("temporary")
def test_a_folder_that_is_cleared_away_before_it_is_locked_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def snatched(prefix: str, dir: Path) -> str:  # noqa: A002 - mkdtemp's
        made.append(dir / f"{prefix}{len(made)}")
        if made[1:]:
            made[-1].mkdir(0o700)
        return str(made[-1])

    monkeypatch.setattr("tempfile.mkdtemp", snatched)
    folder = RunFolder()
    assert [path.exists() for path in made] == [False, True]
    assert folder.path == made[-1]
    folder.remove()


# addresses, hosts and the command line


def test_every_address_has_plain_errors() -> None:
    server = Server(Options(REPOSITORY / "apps" / "call.ipynb"))
    server._run_folder.remove()
    for handler in {route[1] for route in server.routes()} | {MisdirectedHandler}:
        bases = handler.__mro__
        assert PlainErrors in bases
        assert JupyterHandler not in bases[: bases.index(PlainErrors)]


def test_host_names_are_matched_whole() -> None:
    pattern = re.compile(host_pattern(["Benefits.Example", "fd00::1"]))
    for name in ("127.0.0.1", "localhost", "[::1]", "benefits.example", "[fd00::1]"):
        assert pattern.match(name)
    for name in ("", "127.0.0.2", "127x0.0.1", "localhost.evil", "evil.localhost", "benefits-example", "::1"):
        assert not pattern.match(name)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(arguments)


def test_every_app_has_a_name_and_each_name_its_notebook() -> None:
    assert {path.stem for path in (REPOSITORY / "apps").glob("*.ipynb")} == set(EXTRAS_OF)
    for name, extras in EXTRAS_OF.items():
        assert parse([name]).app.notebook == REPOSITORY / "apps" / f"{name}.ipynb"
        assert set(extras) <= set(MODULES_OF)
    assert parse([]).app == parse(["call"]).app


def test_the_command_line_serves_a_notebook_and_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    asked = parse([str(REPOSITORY / "apps" / "call.ipynb"), "--no-browser", "--port", "0"])
    options = options_of(asked)
    assert (options.port, options.limits, asked.no_browser) == (0, Limits(), True)
    for other in (REPOSITORY / "apps", REPOSITORY / "README.md", REPOSITORY / "apps" / "none.ipynb"):
        with pytest.raises(SystemExit):
            parse([str(other)])
    assert "is neither an app (call, portfolio, training) nor a notebook" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "values", "valid"),
    [
        ("--port", ("99999", "65536", "-1", "80.5", "http", ""), ("0", "1", "65535")),
        ("--lost-seconds", ("-1", "0", "0.5", "nan", "inf", "1e9", "soon"), ("1", "2.5", "86400")),
        ("--sessions", ("0", "-5", "1001", "1e3", "many"), ("1", "1000")),
        ("--pool", ("-1", "1001", "2.5"), ("0", "1000")),
        ("--host-name", ("https://a.example", "a b", "*", "", "-a", "a_b", "a..b", "a/b"), ("a", "a-b.example", "::1")),
    ],
)
def test_an_option_out_of_range_is_refused_in_a_sentence(
    option: str, values: tuple[str, ...], valid: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = str(REPOSITORY / "apps" / "call.ipynb")
    for value in values:
        with pytest.raises(SystemExit) as refusal:
            parse([notebook, f"{option}={value}"])
        assert refusal.value.code == 2
        assert re.search(f"error: argument {option}: {re.escape(value)} is not a", capsys.readouterr().err)
    for value in valid:
        parse([notebook, f"{option}={value}"])


@pytest.mark.parametrize(
    ("app", "extras"), [("call", "app"), ("portfolio", "app,charts,frames"), ("training", "app,charts,frames")]
)
def test_without_the_extra_a_sentence_says_what_to_install(app: str, extras: str) -> None:
    code = """
import sys
sys.modules.update(dict.fromkeys(%r))
from benefitcalc.cli import main
sys.exit(main(["app", %r, "--no-browser", "--port", "0"]))
"""
    needed = [module for extra in extras.split(",") for module in MODULES_OF[extra]]
    absent = [*needed, "jupyter_client", "jupyter_core", "jupyter_server", "tornado", "traitlets", "zmq", "jinja2"]
    run = subprocess.run(
        [sys.executable, "-c", code % (absent, app)], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 1
    assert run.stderr == (
        f"Serving this app needs packages that are not installed: {', '.join(needed)}. "
        f'Install them with: pip install "benefitcalc[{extras}]"; '
        f'in a copy of the repository, with: pip install --editable ".[{extras}]"\n'
    )


def test_the_only_kernel_is_this_python_without_history_or_debugging() -> None:
    specs = OnlyThisPython()
    assert list(specs.get_all_specs()) == ["python3"]
    assert {"--HistoryManager.enabled=False", "--IPKernelApp.log_level=WARN"} <= set(
        specs.get_kernel_spec("anything").argv
    )


# the pool


class Kernels(RealKernels):
    """Kernels without processes: a page is a name, and it lives until it is ended."""

    def __init__(self, *, starts: bool = True, lost_seconds: float = 120, pool: int = 2) -> None:
        limits = Limits(pool=pool, sessions=50, lost_seconds=lost_seconds)
        super().__init__(limits=limits, new_renderer=lambda: None)  # type: ignore[arg-type,return-value]
        self.starts = starts
        self.made = 0
        self.alive: set[str] = set()

    async def _start(self) -> Page:
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


def test_a_page_that_nobody_touches_ends_though_it_asks_whether_it_is_heard() -> None:
    async def scenario() -> None:
        kernels = Kernels()
        await settle(kernels)
        idle, used = [(await kernels.open_page("somebody")).kernel_id for _ in range(2)]
        for kernel_id in (idle, used):
            kernels._kernel_connections[kernel_id] = 1
            kernels._touched[kernel_id] -= kernels.limits.idle_seconds
        kernels.touch(used)
        await kernels.tend()
        assert kernels.owners == {used: "somebody"}

    asyncio.run(scenario())


def test_a_page_is_waited_for_only_once_it_has_been_sent() -> None:
    async def scenario() -> None:
        kernels = Kernels(lost_seconds=0.0)
        page = await kernels.open_page("somebody")
        await kernels.tend()
        assert kernels.owners == {page.kernel_id: "somebody"}
        kernels.sent(page.kernel_id)
        await kernels.tend()
        assert kernels.owners == {}

    asyncio.run(scenario())


def test_answers_wait_while_their_page_is_connected() -> None:
    async def scenario() -> None:
        kernels = Kernels()
        kernels.kept = KeptAnswers(600, clock := Clock())
        first, second = [(await kernels.open_page("somebody")).kernel_id for _ in range(2)]
        kernels._kernel_connections[first] = 1
        assert kernels.kept.keep(first, "somebody", b"answers")
        assert kernels.kept.keep(second, "somebody", b"answers")
        for _ in range(3):
            clock.now += 599
            await kernels.tend()
        assert [page.answers for page in kernels.kept._pages.values()] == [b"answers", b""]

    asyncio.run(scenario())


def test_a_pool_of_any_size_is_started_a_few_at_a_time() -> None:
    class Counted(Kernels):
        running = most = 0

        async def _start(self) -> Page:
            page = await super()._start()
            self.running += 1
            self.most = max(self.most, self.running)
            rendering = asyncio.create_task(self._rendered())
            return Page(page.kernel_id, page.renderer, rendering)  # type: ignore[arg-type]

        async def _rendered(self) -> None:
            await asyncio.sleep(0.01)
            self.running -= 1

    async def scenario() -> None:
        kernels = Counted(pool=12)
        kernels.fill()
        direct = [asyncio.create_task(kernels.open_page("somebody")) for _ in range(20)]
        pages = await asyncio.gather(*direct)
        assert len({page.kernel_id for page in pages}) == 20
        while len(kernels.warm()) < 12:
            kernels._taken_at -= 1
            await kernels.tend()
            await asyncio.sleep(0.01)
        assert kernels.most == STARTS_AT_ONCE

    asyncio.run(asyncio.wait_for(scenario(), 20))


def test_the_pool_waits_while_pages_are_being_opened() -> None:
    async def scenario() -> None:
        kernels = Kernels(pool=3)
        while len(kernels.warm()) < 3:
            await settle(kernels)
        await kernels.open_page("somebody")
        await settle(kernels)
        assert len(kernels.warm()) == 2
        kernels._taken_at -= REFILL_DELAY
        await settle(kernels)
        assert len(kernels.warm()) == 3

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
