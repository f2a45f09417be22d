"""The doors of the server, each tried from outside, with a small widget in place of an app."""

import base64
import collections
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.journeys.serving import Served, command_line, connection_file, eventually, message, served, write_notebook

ECHO = '''
import json, os, anywidget, traitlets

class Echo(anywidget.AnyWidget):
    """PRIVATE SOURCE"""
    _esm = """
    export default { render({ model, el }) {
      el.innerHTML = '<main><h1>Echo</h1><div id="bar" style="position: sticky; top: 0">Bar</div>'
        + '<label>Say <input></label><p role="status"></p><div style="height: 3000px">Tall</div></main>';
      const [input, heard] = [el.querySelector('input'), el.querySelector('p')];
      input.addEventListener('input', () => { model.set('said', input.value); model.save_changes(); });
      model.on('change:heard', () => { heard.textContent = model.get('heard'); });
    } };
    """
    said = traitlets.Unicode("").tag(sync=True)
    heard = traitlets.Unicode("").tag(sync=True)

    @traitlets.observe("said")
    def _hear(self, change):
        shell = get_ipython()
        facts = {"history": shell.history_manager.enabled, "ipython": shell.ipython_dir}
        self.heard = json.dumps(facts) if change["new"] == "facts?" else f"heard {change['new']}"
'''
LOST_SECONDS = 2


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    notebook = write_notebook(tmp_path_factory.mktemp("echo") / "echo.ipynb", ECHO, "Echo()", title="Echo & co")
    with served(notebook, "--pool", "1", "--sessions", "4", "--lost-seconds", str(LOST_SECONDS)) as server:
        yield server


@pytest.fixture
def signed_in(echo: Served) -> str:
    """The cookie of somebody who came in by the printed address, once the pages of earlier tests are gone."""
    eventually(lambda: len(echo.kernels()) <= 1, "only the warm kernel is left")
    return echo.sign_in()


def say(page: Page, words: str) -> None:
    page.get_by_label("Say").fill(words)


# the page


def test_a_widget_is_drawn_and_answers_with_nothing_from_another_host(echo: Served, page: Page) -> None:
    hosts, errors = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2] if "//" in request.url else "inline"))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto(echo.address)
    say(page, "good morning")
    expect(page.get_by_role("status").filter(has_text="heard good morning")).to_be_visible()
    expect(page.locator("#loading")).to_be_hidden()
    expect(page).to_have_title("Echo & co")
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    assert hosts - {"inline"} == {echo.host}
    assert errors == []


def test_the_page_meets_wcag_and_so_does_the_login(echo: Served, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(echo.origin)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert axe(page) == []
    page.goto(echo.address)
    expect(page.get_by_label("Say")).to_be_visible()
    assert axe(page) == []


def test_what_is_sticky_sticks_and_the_window_scrolls(echo: Served, page: Page) -> None:
    page.goto(echo.address)
    page.get_by_text("Tall").wait_for()
    page.mouse.wheel(0, 2000)
    eventually(lambda: page.evaluate("window.scrollY") > 1000, "the window scrolls")
    box = page.locator("#bar").bounding_box()
    assert box is not None
    assert box["y"] == 0


def test_a_page_that_does_not_come_says_so_after_ten_seconds(echo: Served, page: Page) -> None:
    page.clock.install()
    page.route("**/voila.js", lambda route: route.abort())
    page.goto(echo.address)
    expect(page.locator("#loading")).to_have_text("Loading …")
    page.clock.fast_forward(10_000)
    expect(page.locator("#loading")).to_contain_text("Still loading")


def test_a_notebook_that_fails_shows_a_sentence_and_no_traceback(tmp_path: Path, page: Page) -> None:
    with served(write_notebook(tmp_path / "bad.ipynb", "SECRET_NAME = 1 / 0"), "--pool", "1") as server:
        page.goto(server.address)
        expect(page.get_by_role("alert")).to_contain_text("The app could not start")
        html = page.content()
        page.goto("about:blank")
    assert "ZeroDivision" not in html
    assert "SECRET_NAME" not in html


def test_the_policy_names_the_hash_of_every_inline_script(echo: Served, signed_in: str) -> None:
    answer = echo.request("/", Cookie=signed_in)
    inline = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    other = re.findall(r"<script ([^>]*)>", answer.text)
    assert len(inline) == 1
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert all("src=" in attributes or "json" in attributes for attributes in other)
    assert " on" not in "".join(re.findall(r"<[a-z]+ [^>]*on\w+=", answer.text))


def test_the_source_stays_here(echo: Served, signed_in: str) -> None:
    assert "PRIVATE SOURCE" not in echo.request("/", Cookie=signed_in).text


# who may come in


def test_without_the_token_there_is_only_the_login(echo: Served) -> None:
    for path in ("/", "/?token=wrong", "/?token="):
        answer = echo.request(path)
        assert (answer.status, answer.headers["Location"].partition("?")[0]) == (302, "/login")
    assert echo.request("/", Cookie="username-forged=x").status == 302


def test_the_login_takes_the_token_or_the_address(echo: Served, page: Page) -> None:
    page.goto(echo.origin)
    page.get_by_label("Address or token").fill("guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("That is not the address")).to_be_visible()
    page.get_by_label("Address or token").fill(echo.address)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Say")).to_be_visible()


def test_the_token_leaves_the_address_and_the_cookie_is_for_the_server_alone(echo: Served) -> None:
    answer = echo.request(f"/?token={echo.pass_word}")
    assert (answer.status, answer.headers["Location"]) == (302, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "expires" not in cookie


def test_the_login_sends_nobody_elsewhere(echo: Served, signed_in: str) -> None:
    for target in ("https://example.org/", "//example.org", r"/\example.org", "https:example.org"):
        location = urlsplit(echo.request(f"/login?next={target}", Cookie=signed_in).headers["Location"])
        assert (location.scheme, location.netloc, location.path[0]) == ("", "", "/")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "0.0.0.0", ""])  # noqa: S104
def test_another_host_name_is_misdirected(echo: Served, signed_in: str, host: str) -> None:
    for path in ("/", "/voila/static/voila.js", "/login", "/nothing"):
        assert echo.request(path, Cookie=signed_in, Host=host).status == 421


def test_only_loopback_is_listened_to(echo: Served) -> None:
    listening = [c.laddr.ip for c in echo.process.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert listening == ["127.0.0.1"]


def test_every_answer_has_the_headers(echo: Served, signed_in: str) -> None:
    paths = [
        "/", "/login", "/?theme=dark", "/voila/static/voila.js", "/voila/static/nothing.js", "/nothing",
        "/voila/labextensions/anywidget/package.json", "/no-formulas",
    ]  # fmt: skip
    answers = [echo.request(path, Cookie=signed_in, Origin="http://evil.example") for path in paths]
    answers += [echo.request("/", Host="evil.example"), echo.request("/", method="BREW")]
    for answer in answers:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self' blob: ")
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Server"] is None
        assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answers[0].headers["Cache-Control"] == "no-store"


# what is not there


@pytest.mark.parametrize(
    "path",
    [
        "/voila/files/echo.ipynb", "/voila/files/../echo.ipynb", "/echo.ipynb", "/voila/tree",
        "/voila/render/echo.ipynb",
        "/voila/query/0-0-0-0-0", "/voila/execution/0-0-0-0-0", "/voila/api/contents", "/voila/api/themes/x",
        "/voila/templates/lab/static/voila.js", "/api/contents", "/api/kernels", "/api/kernelspecs", "/api/sessions",
        "/api/terminals", "/voila/labextensions/jupyterlab_pygments/package.json", "/voila/static/../index.html.j2",
        "/voila/static/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/voila/labextensions/anywidget/../../../../etc/passwd", "/logout",
    ],
)  # fmt: skip
def test_nothing_else_answers(echo: Served, signed_in: str, path: str) -> None:
    assert echo.request(path, Cookie=signed_in).status in {403, 404}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/voila/static/%00", 404), ("/voila/static/a%00b", 404), ("/voila/labextensions/anywidget/%00", 404),
        ("/%00", 404), ("/login%00", 404), ("/answers/%00", 404), ("/api/kernels/%00", 404),
        ("/voila/static/%ff", 400), ("/voila/labextensions/anywidget/%ff", 400), ("/login?next=%ff", 400),
        ("/voila/static/" + "a" * 5000, 404), ("/voila/labextensions/anywidget/" + "a" * 5000, 404),
    ],
)  # fmt: skip
def test_a_path_that_names_nothing_is_no_fault_of_ours(echo: Served, path: str, status: int) -> None:
    before = echo.log.read_text(encoding="utf-8")
    answer = echo.request(path)
    assert answer.status == status
    assert "This page cannot be shown" in answer.text
    assert echo.log.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("method", ["BREW", "PATCH", "TRACE", "POST"])
def test_a_method_that_no_address_takes_is_no_fault_of_ours(echo: Served, signed_in: str, method: str) -> None:
    kernel = echo.request("/", Cookie=signed_in).kernel_id
    before = echo.log.read_text(encoding="utf-8")
    for path in ("/", f"/api/kernels/{kernel}", "/voila/static/voila.js", "/no-formulas", "/nothing"):
        assert echo.request(path, method, Origin=echo.origin).status in {403, 404, 405}
    for path in ("/login", "/voila/labextensions/anywidget/package.json", f"/answers/{kernel}"):
        assert echo.request(path, "BREW", Cookie=signed_in).status == 405
    assert echo.request(f"/answers/{kernel}", Cookie=signed_in).status == 405
    assert echo.log.read_text(encoding="utf-8") == before


def test_template_and_theme_are_not_taken_from_the_address(echo: Served, signed_in: str) -> None:
    for query in ("template=reveal", "theme=dark", "template=../../etc"):
        answer = echo.request(f"/?{query}", Cookie=signed_in)
        assert (answer.status, answer.headers["Location"]) == (302, "/")


def test_the_page_is_opened_and_not_embedded(echo: Served, signed_in: str) -> None:
    for destination in ("iframe", "image", "script", "empty"):
        assert echo.request("/", Cookie=signed_in, Sec_Fetch_Dest=destination).status == 403


# kernels: whose, how many, how long


def test_a_kernel_answers_to_the_cookie_that_opened_it_alone(echo: Served, signed_in: str) -> None:
    kernel = echo.request("/", Cookie=signed_in).kernel_id
    other = echo.sign_in()
    assert echo.request(f"/api/kernels/{kernel}", Cookie=signed_in).status == 200
    assert echo.request(f"/api/kernels/{kernel}", Cookie=other).status == 403
    assert echo.request(f"/api/kernels/{kernel}?token={echo.pass_word}").status == 403
    goodbye = f"/voila/api/shutdown/{kernel}"
    assert echo.request(goodbye, "POST", Cookie=other, Origin=echo.origin).status == 403
    with pytest.raises(InvalidStatus, match="403"), echo.line(kernel, additional_headers={"Cookie": other}):
        pass
    with echo.line(kernel, additional_headers={"Cookie": signed_in}):
        pass


def test_a_warm_kernel_answers_to_nobody(echo: Served, signed_in: str) -> None:
    eventually(lambda: len(echo.kernels()) == 1, "a kernel is kept warm")
    kernel = re.findall(r"kernel-([\w-]+)\.json", connection_file(echo.kernels()[0]).name)[0]
    assert echo.request(f"/api/kernels/{kernel}", Cookie=signed_in).status == 403


def test_a_page_may_not_start_delete_or_restart_kernels(echo: Served, signed_in: str) -> None:
    kernel = echo.request("/", Cookie=signed_in).kernel_id
    for method in ("DELETE", "POST", "PUT", "PATCH"):
        assert echo.request(f"/api/kernels/{kernel}", method, Cookie=signed_in, Origin=echo.origin).status == 405
    for path in (f"/api/kernels/{kernel}/restart", f"/api/kernels/{kernel}/interrupt", "/api/kernels"):
        assert echo.request(path, "POST", Cookie=signed_in, Origin=echo.origin).status == 404


def test_the_goodbye_is_taken_from_our_own_page_only(echo: Served, signed_in: str) -> None:
    kernel = echo.request("/", Cookie=signed_in).kernel_id
    goodbye = f"/voila/api/shutdown/{kernel}"
    for origin in ("http://evil.example", "null", f"https://{echo.host}", "http://127.0.0.1:1"):
        assert echo.request(goodbye, "POST", Cookie=signed_in, Origin=origin).status == 403
    assert echo.request(goodbye, "POST", Cookie=signed_in).status == 403
    assert echo.request(goodbye, "POST", Origin=echo.origin).status in {302, 403}
    assert echo.request(f"/api/kernels/{kernel}", Cookie=signed_in).status == 200
    assert echo.request(goodbye, "POST", Cookie=signed_in, Origin=echo.origin).status == 204
    assert echo.request(f"/api/kernels/{kernel}", Cookie=signed_in).status in {403, 404}


def test_answers_are_kept_for_our_own_page_of_the_cookie_that_opened_it(echo: Served, signed_in: str) -> None:
    page, later = (echo.request("/", Cookie=signed_in).kernel_id for _ in range(2))
    other = echo.sign_in()
    others = echo.request("/", Cookie=other).kernel_id
    mine = {"Cookie": signed_in, "Origin": echo.origin}
    kept = f"/answers/{page}"
    assert echo.request(kept, "POST", '{"age": "34"}', **mine).status == 204
    for headers, status in (
        ({"Cookie": other, "Origin": echo.origin}, 404), ({"Origin": echo.origin}, 403), ({"Cookie": signed_in}, 403),
        ({"Cookie": signed_in, "Origin": "http://evil.example"}, 403), ({"Cookie": signed_in, "Origin": "null"}, 403),
    ):  # fmt: skip
        assert echo.request(kept, "POST", "{}", **headers).status == status
    for headers in ({"Cookie": signed_in}, {"Origin": echo.origin}, {"Cookie": signed_in, "Origin": "null"}):
        assert echo.request(f"/answers/{later}/from/{page}", "POST", "", **headers).status == 403
    stolen = {"Cookie": other, "Origin": echo.origin}
    for target in (
        f"/answers/{others}/from/{page}",
        f"/answers/{later}/from/{page}",
        f"/answers/1-1-1-1-1/from/{page}",
    ):
        answer = echo.request(target, "POST", "", **stolen)
        assert (answer.status, answer.text) == (204, "")
    for path in (kept, f"/answers/{later}/from/{page}"):
        assert echo.request(path, Cookie=signed_in).status == 405
    answer = echo.request(f"/answers/{later}/from/{page}", "POST", "", **mine)
    assert (answer.status, answer.text) == (200, '{"age": "34"}')
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/json"
    assert echo.request(f"/answers/{later}/from/{page}", "POST", "", **mine).status == 204  # they have moved
    with suppress(ConnectionError):  # hung up on while still sending
        assert echo.request(f"/answers/{later}", "POST", "x" * 70_000, **mine).status in {400, 413}
    newest = echo.request("/", Cookie=signed_in).kernel_id
    assert echo.request(f"/answers/{newest}/from/{later}", "POST", "", **mine).text == '{"age": "34"}'


def test_reloading_and_closing_leave_no_kernel_behind(echo: Served, context: BrowserContext, signed_in: str) -> None:
    assert signed_in
    page = context.new_page()
    page.goto(echo.address)
    for _ in range(3):
        page.reload()
        expect(page.get_by_label("Say")).to_be_visible()
    eventually(lambda: len(echo.kernels()) == 2, "one page and one warm kernel")
    page.close(run_before_unload=True)
    eventually(lambda: len(echo.kernels()) == 1, "the warm kernel alone")


def test_a_page_that_never_connects_ends(echo: Served, signed_in: str) -> None:
    kernel = echo.request("/", Cookie=signed_in).kernel_id
    assert echo.request(f"/api/kernels/{kernel}", Cookie=signed_in).status == 200
    eventually(lambda: echo.request(f"/api/kernels/{kernel}", Cookie=signed_in).status == 403, "the kernel ends")


def test_a_page_that_loses_its_line_ends_later_and_one_that_keeps_it_does_not(echo: Served, signed_in: str) -> None:
    lost, kept = (echo.request("/", Cookie=signed_in).kernel_id for _ in range(2))
    with echo.line(kept, additional_headers={"Cookie": signed_in}):
        with echo.line(lost, additional_headers={"Cookie": signed_in}):
            pass
        eventually(lambda: echo.request(f"/api/kernels/{lost}", Cookie=signed_in).status == 403, "the lost one ends")
        assert echo.request(f"/api/kernels/{kept}", Cookie=signed_in).status == 200


def test_a_full_house_says_so(echo: Served, signed_in: str, page: Page) -> None:
    with ExitStack() as open_pages:  # a page that is open is never given up, however slow the machine
        for _ in range(4):
            kernel = echo.request("/", Cookie=signed_in).kernel_id
            open_pages.enter_context(echo.line(kernel, additional_headers={"Cookie": signed_in}))
        answer = echo.request("/", Cookie=signed_in)
        assert answer.status == 503
        assert "Too many people are using this" in answer.text
        page.goto(echo.address)
        expect(page.get_by_role("heading", name="This page cannot be shown")).to_be_visible()


def test_a_kernel_that_has_died_makes_room(echo: Served, signed_in: str) -> None:
    kernel = echo.request("/", Cookie=signed_in).kernel_id
    process = next(process for process in echo.kernels() if kernel in command_line(process))
    with echo.line(kernel, additional_headers={"Cookie": signed_in}):
        process.kill()
        eventually(lambda: echo.request(f"/api/kernels/{kernel}", Cookie=signed_in).status == 403, "it is given up")


def test_kernels_listen_to_no_port_and_keep_no_history(echo: Served, page: Page) -> None:
    page.goto(echo.address)
    say(page, "facts?")
    told = page.get_by_role("status").filter(has_text="history")
    expect(told).to_be_visible()
    facts = json.loads(told.inner_text())
    assert facts["history"] is False
    assert Path(facts["ipython"]).name.startswith("benefitcalc-")
    for kernel in echo.kernels():
        assert [c for c in kernel.net_connections("inet") if c.status == psutil.CONN_LISTEN] == []


def test_what_is_typed_is_in_no_file_and_no_log(echo: Served, page: Page) -> None:
    words = "a most unusual sentence"
    page.goto(echo.address)
    say(page, words)
    expect(page.get_by_text(f"heard {words}")).to_be_visible()
    files = {echo.log, *(path for path in echo.run_dir().rglob("*") if path.is_file())}
    for process in (echo.process, *echo.kernels()):
        files |= {Path(opened.path) for opened in process.open_files() if Path(opened.path).is_file()}
    assert len(files) > 1
    assert not [path for path in files if words.encode() in path.read_bytes()]
    assert echo.pass_word not in echo.log.read_text(encoding="utf-8")


# what a page may say to its kernel


@pytest.fixture
def attack(echo: Served, signed_in: str, tmp_path: Path) -> Iterator[tuple[str, dict[str, str], str, Path]]:
    """A kernel of one's own, the cookie for it, code that would leave a file behind, and the file."""
    mark = tmp_path / "mark"
    yield (
        echo.request("/", Cookie=signed_in).kernel_id,
        {"Cookie": signed_in},
        f"open({str(mark)!r}, 'w').close()",
        mark,
    )
    assert not mark.exists()


def still_answers(echo: Served, kernel: str, cookie: dict[str, str]) -> None:
    """Ask something allowed and wait for the answer: all that was sent before has been handled by then."""
    with echo.line(kernel, additional_headers=cookie) as line:
        line.send(message("comm_info_request", {"target_name": "jupyter.widget"}))
        while b"comm_info_reply" not in line.recv(timeout=20):
            pass


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub", "nothing"])
def test_code_from_the_page_does_not_run(
    echo: Served, attack: tuple[str, dict[str, str], str, Path], channel: str
) -> None:
    kernel, cookie, code, _ = attack
    with echo.line(kernel, additional_headers=cookie) as line:
        line.send(message("execute_request", {"code": code, "silent": False, "user_expressions": {}}, channel))
        line.send(message("shutdown_request", {"restart": False}, channel))
        line.send(message("debug_request", {"type": "request", "command": "evaluate", "seq": 1}, channel))
        line.send(message("comm_open", {"comm_id": "x", "target_name": "other", "data": {}}, channel))
        line.send(message("complete_request", {"code": code, "cursor_pos": 1}, channel))
    still_answers(echo, kernel, cookie)


def test_code_does_not_run_under_the_old_protocol(echo: Served, attack: tuple[str, dict[str, str], str, Path]) -> None:
    kernel, cookie, code, _ = attack
    content = {"code": code, "silent": False, "user_expressions": {}}
    header = {"msg_id": "1", "msg_type": "execute_request", "session": "test", "username": "", "version": "5.3"}
    old = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    with echo.line(kernel, additional_headers=cookie, subprotocols=None) as line:
        line.send(json.dumps(old))
    still_answers(echo, kernel, cookie)


def test_code_does_not_run_from_a_script_in_the_page(echo: Served, page: Page, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    page.goto(echo.address)
    say(page, "one")
    expect(page.get_by_text("heard one")).to_be_visible()
    attack = message("execute_request", {"code": f"open({str(mark)!r}, 'w').close()", "silent": False})
    page.evaluate(
        """([bytes, protocol]) => new Promise(resolve => {
            const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);
            const line = new WebSocket(`ws://${location.host}/api/kernels/${config.kernelId}/channels`, [protocol]);
            line.onopen = () => { line.send(new Uint8Array(bytes)); resolve(); };
        })""",
        [list(attack), "v1.kernel.websocket.jupyter.org"],
    )
    say(page, "two")
    expect(page.get_by_text("heard two")).to_be_visible()
    assert not mark.exists()


def test_a_long_or_broken_message_ends_the_line_or_is_dropped(
    echo: Served, attack: tuple[str, dict[str, str], str, Path]
) -> None:
    kernel, cookie, _, _ = attack
    endless = (2**60).to_bytes(8, "little") + bytes(100)
    cut_off = message("comm_msg", {})[:40]
    for broken in (endless, b"", b"\0" * 8, b"{}", bytes(60_000), "text", '{"header": {}}', cut_off):
        with echo.line(kernel, additional_headers=cookie) as line:
            line.send(broken)
    with echo.line(kernel, additional_headers=cookie) as line:
        line.send(message("comm_msg", {"comm_id": "x", "data": {"x": "x" * 70_000}}))
        with pytest.raises(ConnectionClosed):
            collections.deque(line, maxlen=0)
        assert line.close_code == 1006  # ended without a word, which reading to the end takes for an error
    still_answers(echo, kernel, cookie)


def test_dropped_messages_are_a_line_a_minute(echo: Served, attack: tuple[str, dict[str, str], str, Path]) -> None:
    kernel, cookie, _, _ = attack
    before = len(echo.log.read_text(encoding="utf-8").splitlines())
    with echo.line(kernel, additional_headers=cookie) as line:
        for _ in range(200):
            line.send(message("execute_request", {}))
    still_answers(echo, kernel, cookie)
    lines = echo.log.read_text(encoding="utf-8").splitlines()[before:]
    assert len(lines) <= 1
    assert all(line.startswith("A message to a kernel was dropped: a channel or type") for line in lines)


def test_refused_lines_are_a_line_in_the_log(tmp_path: Path) -> None:
    with served(write_notebook(tmp_path / "empty.ipynb"), "--pool", "0") as server:
        cookie, other = server.sign_in(), server.sign_in()
        kernel = server.request("/", Cookie=cookie).kernel_id
        for refused, changes in (
            (kernel, {"origin": None, "additional_headers": {"Cookie": cookie}}),
            (kernel, {"origin": "http://evil.example", "additional_headers": {"Cookie": cookie}}),
            (kernel, {}),
            (kernel, {"additional_headers": {"Cookie": other}}),
            ("1-1-1-1-1", {"additional_headers": {"Cookie": cookie}}),
        ):
            with pytest.raises(InvalidStatus, match="403"), server.line(refused, **changes):
                pass
        assert server.request(f"/api/kernels/{kernel}/channels", Cookie=cookie, Origin=server.origin).status == 400
        assert server.log.read_text(encoding="utf-8") == "A line to a kernel was refused (403).\n"


@pytest.mark.parametrize(
    "state",
    [
        {"outlook": 5}, {"screen": "x"}, {"form": ["x"]}, {"layout": "IPY_MODEL_x"}, {"_dom_classes": 5},
        {"_view_name": 5}, {"_esm": 5}, {"answers": {"seq": "x"}}, {"nothing": 5}, {"layout": "IPY_MODEL_"},
    ],
    ids=str,
)  # fmt: skip
def test_one_bad_update_of_its_own_does_not_silence_a_page(call_app: Served, state: dict[str, Any]) -> None:
    cookie = {"Cookie": call_app.sign_in()}
    page = call_app.request("/", **cookie)
    widget = re.findall(r'"model_id": ?"(\w+)"', page.text)[0]

    def update(changes: dict[str, Any]) -> bytes:
        data = {"method": "update", "state": changes, "buffer_paths": []}
        return message("comm_msg", {"comm_id": widget, "data": data})

    with call_app.line(page.kernel_id, additional_headers=cookie) as line:
        line.send(update(state))
        line.send(update({"answers": {"seq": 7, "values": {"claimant.age": "old"}}}))
        told = b""
        while b'"seq":7' not in told.replace(b" ", b"") or b"enter an age in years" not in told:
            told = line.recv(timeout=20)
            assert b"Traceback" not in told
            assert b"site-packages" not in told
    assert "Traceback" not in call_app.log.read_text(encoding="utf-8")
    goodbye = f"/voila/api/shutdown/{page.kernel_id}"
    assert call_app.request(goodbye, "POST", Origin=call_app.origin, **cookie).status == 204


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None, "http://127.0.0.1:1"])
def test_a_line_is_opened_from_our_own_page_only(
    echo: Served, attack: tuple[str, dict[str, str], str, Path], origin: str | None
) -> None:
    kernel, cookie, _, _ = attack
    with (
        pytest.raises(InvalidStatus, match="403"),
        echo.line(kernel, additional_headers=cookie, origin=origin),
    ):
        pass


def test_a_line_under_another_host_name_is_not_opened(
    echo: Served, attack: tuple[str, dict[str, str], str, Path]
) -> None:
    kernel, cookie, _, _ = attack
    answer = echo.request(
        f"/api/kernels/{kernel}/channels", Host="evil.example", Origin="http://evil.example", Upgrade="websocket",
        Connection="Upgrade", Sec_WebSocket_Version="13", Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==", **cookie,
    )  # fmt: skip
    assert answer.status == 421
