"""The server as a whole: every address that answers, its settings, and a start and an end that leave nothing behind."""

import asyncio
import logging
import secrets
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jupyter_server.services.config.manager import ConfigManager
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.web import Application
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer
from voila.paths import collect_static_paths
from voila.utils import get_page_config, get_voila_labextensions_path

from benefitcalc.ui.server import handlers
from benefitcalc.ui.server.access import OwnKernelOnly, TokenDoor, host_pattern
from benefitcalc.ui.server.kernels import Kernels, OnlyThisPython
from benefitcalc.ui.server.messages import ALLOWED, MAX_BYTES, WidgetConnection
from benefitcalc.ui.server.options import Options
from benefitcalc.ui.server.policy import TEMPLATES, SecurityHeaders
from benefitcalc.ui.server.run_folder import RunFolder

ADDRESS = "127.0.0.1"
BASE_URL = "/"
LAB_TEMPLATE = "lab"  # Voilà's front end lies beside this template of its own; the page itself is ours
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
MATHJAX = f"{BASE_URL}no-formulas"  # the front end insists on a script for formulas, of which there are none here
TEND_SECONDS = 5.0
_ID = r"\w+-\w+-\w+-\w+-\w+"
_KERNEL_ID = f"(?P<kernel_id>{_ID})"


def configuration(run_dir: Path) -> Config:
    """Return the settings for Jupyter; no settings file of the user or the machine is read."""
    config = Config()
    config.VoilaConfiguration.template = LAB_TEMPLATE
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.extension_allowlist = EXTENSIONS
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.strip_sources = True
    config.VoilaExecutor.cell_error_instruction = ""
    config.VoilaExecutor.cell_timeout_instruction = ""
    config.MappingKernelManager.allow_tracebacks = False
    config.MappingKernelManager.allowed_message_types = list(ALLOWED)
    config.MultiKernelManager.kernel_manager_class = "benefitcalc.ui.server.kernels.PageKernel"
    config.KernelManager.autorestart = False  # a new kernel behind an old page would answer with nothing
    if sys.platform != "win32":
        config.KernelManager.transport = "ipc"
    config.OnlyThisPython.ipython_dir = str(run_dir)
    config.NotebookNotary.db_file = ":memory:"
    return config


class Notebooks(LargeFileManager):
    """Reads the one notebook. It belongs to the server, so there is no signature to check."""

    def mark_trusted_cells(self, nb: Any, path: str = "") -> None:
        """Leave the cells as they are."""


class Server:
    """One notebook, served on the loopback address until somebody stops the server."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.token = options.token or secrets.token_urlsafe(32)
        self.log = logging.getLogger("benefitcalc.serve")
        self._run_folder = RunFolder()
        self._config = configuration(self._run_folder.path)
        self._stopping = asyncio.Event()

    # addresses

    def routes(self) -> list[Any]:
        """Every address that answers."""
        extension = "|".join(EXTENSIONS)
        return [
            (BASE_URL, handlers.PageHandler),
            (f"{BASE_URL}login", handlers.LoginHandler),
            (f"{BASE_URL}api/kernels/{_KERNEL_ID}", handlers.KernelInfoHandler),
            (f"{BASE_URL}api/kernels/{_KERNEL_ID}/channels", handlers.LineHandler),
            (f"{BASE_URL}voila/api/shutdown/{_KERNEL_ID}", handlers.GoodbyeHandler),
            (f"{BASE_URL}answers/(?P<page>{_ID})", handlers.AnswersHandler),
            (f"{BASE_URL}answers/(?P<page>{_ID})/from/(?P<earlier>{_ID})", handlers.EarlierAnswersHandler),
            (
                f"{BASE_URL}voila/static/(.*)",
                handlers.FrontEndHandler,
                {"paths": collect_static_paths(["voila"], LAB_TEMPLATE, prune=True)},
            ),
            (
                f"{BASE_URL}voila/labextensions/((?:{extension})/.*)",
                handlers.ExtensionHandler,
                {"path": get_voila_labextensions_path()},
            ),
            (MATHJAX, handlers.NoFormulasHandler),
            (".*", handlers.NotHereHandler),
        ]

    def application(self) -> Application:
        """Return the web application: the routes under our own names only, the headers on everything."""
        application = Application(transforms=[SecurityHeaders], **self._settings())
        application.add_handlers(host_pattern(self.options.host_names), self.routes())
        application.add_handlers(".*", [(".*", handlers.MisdirectedHandler)])
        return application

    def _settings(self) -> dict[str, Any]:
        specs = OnlyThisPython(config=self._config)
        door = TokenDoor(token=self.token, login_handler_class=handlers.LoginHandler)
        kernels = Kernels(
            limits=self.options.limits,
            new_renderer=self._renderer_maker(specs),
            config=self._config,
            connection_dir=str(self._run_folder.path),
            kernel_spec_manager=specs,
            root_dir=str(self.options.notebook.parent),
        )
        return {
            "allow_remote_access": True,  # the routes themselves look at the host
            "authorizer": OwnKernelOnly(identity_provider=door),
            "base_url": BASE_URL,
            "config": self._config,
            "cookie_secret": secrets.token_bytes(32),
            "identity_provider": door,
            "jinja2_env": _environment(),
            "kernel_manager": kernels,
            "kernel_websocket_connection_class": WidgetConnection,
            "log_function": self._log_failures,
            "login_url": f"{BASE_URL}login",
            "websocket_max_message_size": MAX_BYTES,
            "ws_ping_interval": 20_000,  # milliseconds, as jupyter_server counts
            "ws_ping_timeout": 60_000,
            "xsrf_cookie_kwargs": {"httponly": True, "samesite": "Strict"},
        }

    def _renderer_maker(self, specs: OnlyThisPython) -> Callable[[], NotebookRenderer]:
        voila = VoilaConfiguration(config=self._config)
        page_config = get_page_config(
            base_url=BASE_URL,
            settings={"mathjax_config": "none", "mathjax_url": MATHJAX},
            log=self.log,
            voila_configuration=voila,
        )
        return partial(
            NotebookRenderer,
            voila_configuration=voila,
            traitlet_config=self._config,
            notebook_path=self.options.notebook.name,
            template_paths=[str(TEMPLATES)],
            config_manager=ConfigManager(read_config_path=[], write_config_dir=str(self._run_folder.path)),
            contents_manager=Notebooks(config=self._config, root_dir=str(self.options.notebook.parent)),
            base_url=BASE_URL,
            kernel_spec_manager=specs,
            page_config=page_config,
        )

    def _log_failures(self, handler: Any) -> None:
        """Log our own failures, with the path alone, because a query may hold the token."""
        if handler.get_status() >= 500:
            self.log.warning("%s %s: %d", handler.request.method, handler.request.path, handler.get_status())

    # life

    async def run(self, announce: Callable[[str], None]) -> None:
        """Listen, announce the address, and serve until somebody calls `stop` or a signal comes."""
        try:
            sockets = bind_sockets(self.options.port, ADDRESS)
            application = self.application()
            kernels: Kernels = application.settings["kernel_manager"]
            # Only a proxy on this machine can reach the loopback address; with a name of its own it is believed
            # about the protocol, so that cookies are marked for TLS.
            http = HTTPServer(application, xheaders=bool(self.options.host_names), max_body_size=MAX_BYTES)
            http.add_sockets(sockets)
            tending = PeriodicCallback(kernels.tend, min(TEND_SECONDS, self.options.limits.lost_seconds / 2) * 1000)
            self._stop_on_signals()
            kernels.fill()
            tending.start()
            secret = "" if self.options.token else f"?token={self.token}"
            announce(f"http://{ADDRESS}:{sockets[0].getsockname()[1]}{BASE_URL}{secret}")
            await self._stopping.wait()
            tending.stop()
            http.stop()
            await kernels.close()
        finally:
            self._run_folder.remove()

    def stop(self) -> None:
        """Let `run` end."""
        self._stopping.set()

    def _stop_on_signals(self) -> None:
        if sys.platform == "win32":
            return  # Ctrl+C arrives as an exception there
        ends = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # under nohup the server outlives its terminal
            ends.append(signal.SIGHUP)
        for number in ends:
            asyncio.get_running_loop().add_signal_handler(number, self.stop)


def _environment() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
