"""The call app behind the reverse proxy of docs/running/nginx.conf: TLS, sign-on, the line to the kernel, names."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.conftest import REPOSITORY
from tests.journeys.calling import answer_the_smallest
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.serving import PATIENCE, Served, eventually, served

NAME = "benefits.example.org"
TOKEN = "t" * 40
SIGNED_IN = "_oauth2_proxy=yes"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
SETTINGS = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ }}
http {{
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  include {folder}/app.conf;
}}
"""
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


class SignOn(BaseHTTPRequestHandler):
    """A stand-in for a sign-on service: who has its cookie is signed in, and who asks to sign in gets it."""

    def do_GET(self) -> None:
        """Answer as oauth2-proxy does."""
        if self.path.startswith("/oauth2/sign_in"):
            self.send_response(302)
            self.send_header("Set-Cookie", "_oauth2_proxy=yes; Path=/; Secure; HttpOnly")
            self.send_header("Location", "/")
        else:
            self.send_response(202 if "_oauth2_proxy=yes" in self.headers.get("Cookie", "") else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Proxied:
    """The app with its proxy."""

    app: Served
    port: int
    folder: Path

    def request(self, path: str, name: str = NAME, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Ask the proxy, by a name; the status, the headers and the content."""
        context = ssl._create_unverified_context()  # noqa: S323 - a certificate of the test's own
        line = http.client.HTTPSConnection("127.0.0.1", self.port, context=context, timeout=PATIENCE)
        sent = {"Host": f"{name}:{self.port}", **{key.replace("_", "-"): text for key, text in headers.items()}}
        with closing(line):
            line.request("GET", path, headers=sent)
            response = line.getresponse()
            with closing(response):
                return response.status, response.headers, b"" if response.status == 101 else response.read()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    assert NGINX is not None
    folder = tmp_path_factory.mktemp("proxy")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-keyout", folder / "key", "-out", folder / "certificate"], check=True, capture_output=True,
    )  # fmt: skip
    (folder / "token").write_text(TOKEN)
    (folder / "token").chmod(0o600)
    (folder / "header").write_text(f'proxy_set_header Authorization "token {TOKEN}";\n')
    sign_on = ThreadingHTTPServer(("127.0.0.1", 0), SignOn)
    threading.Thread(target=sign_on.serve_forever, daemon=True).start()
    port = free_port()
    options = ("--pool", "1", "--host-name", NAME, "--token-file", str(folder / "token"))
    with served("call", *options) as app:
        text = (REPOSITORY / "docs" / "running" / "nginx.conf").read_text(encoding="utf-8")
        for said, here in (
            ("/etc/ssl/private/benefits.example.org.key", f"{folder}/key"),
            ("/etc/ssl/benefits.example.org.pem", f"{folder}/certificate"),
            ("/etc/nginx/benefitcalc-token", f"{folder}/header"), ("/var/log/nginx/", f"{folder}/"),
            ("127.0.0.1:8866", app.host), ("127.0.0.1:4180", f"127.0.0.1:{sign_on.server_port}"),
            ("listen 443", f"listen 127.0.0.1:{port}"),
        ):  # fmt: skip
            assert said in text
            text = text.replace(said, here)
        (folder / "app.conf").write_text(text)
        (folder / "nginx.conf").write_text(SETTINGS.format(folder=folder))
        with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as nginx:
            found = Proxied(app, port, folder)
            try:
                eventually(lambda: is_open(port), "the proxy listens")
                yield found
            finally:
                nginx.terminate()
                sign_on.shutdown()
                sign_on.server_close()


def is_open(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_an_officer_signs_in_once_and_calls(proxied: Proxied, playwright: Playwright) -> None:
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    quiet = [one for one in QUIET if "--proxy" not in one]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*quiet, rules])
    context = browser.new_context(locale="en-GB", ignore_https_errors=True)
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    address = f"https://{NAME}:{proxied.port}/"
    page.goto(address)
    expect(page.get_by_role("heading", name="Benefit and rent estimate")).to_be_visible()
    assert page.url == address  # no token in sight
    answer_the_smallest(page)
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    assert all(cookie["secure"] for cookie in cookies.values())
    page.reload()
    expect(page.get_by_text("Your answers from before the reload are back.").first).to_be_visible()
    page.goto("about:blank")
    eventually(lambda: len(proxied.app.kernels()) <= 2, "the kernel has ended")
    browser.close()
    log = (proxied.folder / "benefitcalc.log").read_text(encoding="utf-8")
    assert '"GET /api/kernels/' in log
    assert " 101 " in log  # the line was opened
    assert "?" not in log
    assert TOKEN not in log


def test_nobody_comes_in_without_signing_in(proxied: Proxied) -> None:
    for path in ("/", "/voila/static/voila.js", "/api/kernels/1-1-1-1-1/channels"):
        status, headers, _ = proxied.request(path)
        assert (status, headers["Location"]) == (302, f"https://{NAME}:{proxied.port}/oauth2/sign_in")
    assert proxied.request("/oauth2/auth")[0] == 404


def test_another_name_is_misdirected_by_the_proxy_and_by_the_app(proxied: Proxied) -> None:
    assert proxied.request("/", name="other.example", Cookie=SIGNED_IN)[0] == 421
    assert proxied.app.request("/", Host="other.example", Authorization=f"token {TOKEN}").status == 421


def test_the_headers_and_the_compressed_script_arrive(proxied: Proxied) -> None:
    _, headers, sent = proxied.request("/voila/static/voila.js", Cookie=SIGNED_IN, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert len(sent) < 2_000_000
    for header in ("Content-Security-Policy", "X-Frame-Options", "Strict-Transport-Security"):
        assert headers[header]
    _, headers, page = proxied.request("/", Cookie=SIGNED_IN, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] is None
    assert headers["Cache-Control"] == "no-store"
    assert TOKEN.encode() not in page


def test_a_line_is_opened_from_the_app_s_own_page_only(proxied: Proxied) -> None:
    _, headers, page = proxied.request("/", Cookie=SIGNED_IN)
    owner = str(headers["Set-Cookie"]).partition(";")[0]
    kernel = re.findall(r'"kernelId": ?"([^"]+)"', page.decode())[0]

    def opened(origin: str, cookie: str) -> int:
        return proxied.request(
            f"/api/kernels/{kernel}/channels", Origin=origin, Cookie=cookie, Connection="Upgrade", Upgrade="websocket",
            Sec_WebSocket_Version="13", Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
        )[0]  # fmt: skip

    ours = f"https://{NAME}:{proxied.port}"
    assert opened("https://evil.example", f"{SIGNED_IN}; {owner}") == 403
    assert opened(ours, f"{SIGNED_IN}; {owner}") == 101
    assert opened(ours, SIGNED_IN) == 403  # another officer, who has signed in too
