"""The few addresses that answer: the page, the connection to its kernel and its answers, the message of a closing tab,
the login, static files.
"""

import logging
from http import HTTPStatus
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import authorized
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler, authenticated
from tornado.websocket import WebSocketClosedError
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from benefitcalc.ui.server.kernels import Kernels
from benefitcalc.ui.server.notices import sparing

LOG = logging.getLogger("benefitcalc.serve")
REFUSED = sparing("refused")

NOT_STARTED = '<p class="plain" role="alert">The app could not start. Reload the page.</p>'
NO_FORMULAS = """"use strict";
(function () {
  const nothing = function () {};
  window.MathJax = {
    Ajax: {},
    Hub: { Config: nothing, Configured: nothing, Queue: nothing, Register: { StartupHook: nothing } },
  };
}());
"""
SENTENCES = {
    400: "That is not an address or a request that can be read.",
    403: "You may not open this from here.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    500: "Something went wrong here. Reload the page; if it happens again, restart the server.",
}


def same_origin(handler: RequestHandler) -> bool:
    """Say whether the request names this server as the page that sent it. A request without Origin does not."""
    origin = urlsplit(handler.request.headers.get("Origin", ""))
    return (origin.scheme, origin.netloc.lower()) == (handler.request.protocol, handler.request.host.lower())


class PlainErrors(RequestHandler):
    """Says in a sentence what went wrong, on a page that looks like the others. Every address uses it.

    Jupyter's own error page needs to know the user, and so fails where the error came before the login.
    """

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Log a fault of our own, with the path alone, because the rest of a request may hold the token."""
        if typ is not None and value is not None and not isinstance(value, HTTPError):
            LOG.error("%s %s failed.", self.request.method, self.request.path, exc_info=(typ, value, tb))

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """Refuse a path with a NUL in it: it names no file, and the system's functions will not look for one."""
        text = super().decode_argument(value, name)
        if name is None and "\0" in text:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return text

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Show our own words: those of the refusal where the server is full, otherwise those for the status."""
        problem = (kwargs.get("exc_info") or (None, None, None))[1]
        sentence = SENTENCES.get(status_code, SENTENCES[500 if status_code >= 500 else 400])
        if status_code == HTTPStatus.SERVICE_UNAVAILABLE and isinstance(problem, HTTPError):
            sentence = problem.log_message or sentence
        self.set_header("Content-Type", "text/html; charset=utf-8")
        template = self.settings["jinja2_env"].get_template("error.html")
        self.finish(template.render(sentence=sentence, base_url=self.settings["base_url"]))


class PageHandler(PlainErrors, JupyterHandler):
    """The app. Each request gets a page with a kernel of its own."""

    @authenticated
    async def get(self) -> None:
        """Send the page as it is rendered. An address with a token or another query is redirected to the same one
        without it.
        """
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if self.request.query:
            self.redirect(self.base_url)
            return
        kernels: Kernels = self.settings["kernel_manager"]
        page = await kernels.open_page(owner=self.current_user.username)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        reading = True
        try:
            async for snippet in page.snippets():  # to the end even if the reader has gone, so that its sockets close
                reading = reading and await self._send(snippet)
        except RuntimeError:
            self.log.exception("A page could not be rendered.")
            await self._send(NOT_STARTED)
        finally:
            kernels.sent(page.kernel_id)

    async def _send(self, snippet: str) -> bool:
        try:
            self.write(snippet)
            await self.flush()
        except StreamClosedError:
            return False
        return True


class KernelInfoHandler(PlainErrors, KernelHandler):
    """What the page asks about its kernel before it connects. A page may not start or delete a kernel."""

    SUPPORTED_METHODS = ("GET",)


class LineHandler(PlainErrors, VoilaKernelWebsocketHandler):
    """The connection between a page and its kernel."""

    @property
    def log(self) -> logging.Logger:
        """Log whose connection was refused, and why, at most once a minute."""
        return REFUSED

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Log that the line was refused, and answer as any address does."""
        self.log.warning("A line to a kernel was refused (%d).", status_code)
        super().write_error(status_code, **kwargs)

    async def prepare(self) -> None:
        """Refuse a request from another origin or from none, with or without a token."""
        if not same_origin(self):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        await ensure_async(super().prepare())

    def write_message(self, message: object, binary: bool = False) -> object:
        """Drop what a kernel still sends to a page that is gone."""
        try:
            return super().write_message(message, binary)
        except WebSocketClosedError:
            return None


class FromOurPage(PlainErrors, JupyterHandler):
    """A request that only this server's own page sends.

    A browser sends the last request of a page as a beacon, which has no header against forgery; so the origin is
    checked instead.
    """

    def check_xsrf_cookie(self) -> None:
        """Refuse what another page sends."""
        if not same_origin(self):
            raise HTTPError(HTTPStatus.FORBIDDEN)


class GoodbyeHandler(FromOurPage):
    """Ends the kernel of a tab that closes or reloads."""

    @authenticated
    @authorized(action="execute", resource="kernels")  # type: ignore[untyped-decorator]
    async def post(self, kernel_id: str) -> None:
        """End the kernel, which must belong to the sender."""
        kernels: Kernels = self.settings["kernel_manager"]
        await kernels.end(kernel_id)
        self.set_status(HTTPStatus.NO_CONTENT)


class AnswersHandler(FromOurPage):
    """Keeps the answers of a page's form, so that a reload of its tab finds them. The server does not read them."""

    @authenticated
    async def post(self, page: str) -> None:
        """Keep these in place of the page's last ones; an empty request forgets those."""
        kernels: Kernels = self.settings["kernel_manager"]
        if not kernels.kept.keep(page, self.current_user.username, self.request.body):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_status(HTTPStatus.NO_CONTENT)


class EarlierAnswersHandler(FromOurPage):
    """Gives a page the answers of the page that was in its tab before."""

    @authenticated
    async def post(self, page: str, earlier: str) -> None:
        """Send them, or that there are none."""
        kernels: Kernels = self.settings["kernel_manager"]
        answers = kernels.kept.hand_on(earlier, page, self.current_user.username)
        self.set_header("Cache-Control", "no-store")
        if not answers:
            self.set_status(HTTPStatus.NO_CONTENT)
            return
        self.set_header("Content-Type", "application/json")
        self.finish(answers)


class LoginHandler(PlainErrors, LoginFormHandler):
    """The login page. The template of the form says in a sentence where the token is."""


class FrontEndHandler(PlainErrors, MultiStaticFileHandler):
    """The files of Voilà's front end."""


class ExtensionHandler(PlainErrors, FileFindHandler):
    """The files of the front end's extensions."""


class NoFormulasHandler(PlainErrors):
    """A replacement for the library of formulas that the front end expects; it does nothing."""

    def get(self) -> None:
        """Send the few names that the front end calls, so that it finds them."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(NO_FORMULAS)


class NotHereHandler(PlainErrors):
    """Every address that is not in the list."""

    def prepare(self) -> None:
        """Refuse before anything else is looked at."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class MisdirectedHandler(PlainErrors):
    """A request for another host, as when somebody makes another name point to this machine."""

    def prepare(self) -> None:
        self.set_status(HTTPStatus.MISDIRECTED_REQUEST)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("This server does not answer to that name.\n")
