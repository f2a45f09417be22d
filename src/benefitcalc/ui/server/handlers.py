"""The few addresses that answer: the page, its kernel's line, the goodbye of a closing tab, login, static files."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from jupyter_server.auth.decorator import authorized
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler, authenticated
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from benefitcalc.ui.server.kernels import Kernels

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
    403: "You may not open this from here.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    500: "Something went wrong here. Reload the page; if it happens again, restart the server.",
}


def same_origin(handler: RequestHandler) -> bool:
    """Say whether the request names this very server as the page that sent it; a missing Origin does not."""
    origin = urlsplit(handler.request.headers.get("Origin", ""))
    return (origin.scheme, origin.netloc.lower()) == (handler.request.protocol, handler.request.host.lower())


class PlainErrors(RequestHandler):
    """Says what went wrong in a sentence, on a page that looks like the rest."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Show our own words: for a full house those of the refusal, otherwise those for the status."""
        problem = (kwargs.get("exc_info") or (None, None, None))[1]
        sentence = SENTENCES.get(status_code, SENTENCES[500])
        if status_code == HTTPStatus.SERVICE_UNAVAILABLE and isinstance(problem, HTTPError):
            sentence = problem.log_message or sentence
        self.set_header("Content-Type", "text/html; charset=utf-8")
        template = self.settings["jinja2_env"].get_template("error.html")
        self.finish(template.render(sentence=sentence, base_url=self.settings["base_url"]))


class PageHandler(PlainErrors, JupyterHandler):
    """The app. Each answer is a page with a kernel of its own."""

    @authenticated
    async def get(self) -> None:
        """Send the page as it is rendered; an address with a token or any other query comes back without it."""
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

    async def _send(self, snippet: str) -> bool:
        try:
            self.write(snippet)
            await self.flush()
        except StreamClosedError:
            return False
        return True


class KernelInfoHandler(KernelHandler):
    """What the page asks of its kernel before it opens the line; a page may not start or delete one."""

    SUPPORTED_METHODS = ("GET",)


class LineHandler(VoilaKernelWebsocketHandler):
    """The line between a page and its kernel."""

    async def prepare(self) -> None:
        """Refuse any other origin, and none at all, token or no token."""
        if not same_origin(self):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        await super().prepare()

    def write_message(self, message: object, binary: bool = False) -> object:
        """Drop what a kernel still says to a page that has gone."""
        try:
            return super().write_message(message, binary)
        except WebSocketClosedError:
            return None


class GoodbyeHandler(PlainErrors, JupyterHandler):
    """Ends the kernel of a tab that closes or reloads.

    The browser sends this as a beacon, which carries no anti-forgery header: the origin is checked in its place.
    """

    def check_xsrf_cookie(self) -> None:
        """Only this server's own page may say goodbye."""
        if not same_origin(self):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    @authenticated
    @authorized(action="execute", resource="kernels")  # type: ignore[untyped-decorator]
    async def post(self, kernel_id: str) -> None:
        """End the kernel, which must be the sender's own."""
        kernels: Kernels = self.settings["kernel_manager"]
        await kernels.end(kernel_id)
        self.set_status(HTTPStatus.NO_CONTENT)


class LoginHandler(LoginFormHandler):
    """The login page; the form's own template says in a sentence where the token is."""


class NoFormulasHandler(RequestHandler):
    """What the front end expects of a library for formulas, doing nothing."""

    def get(self) -> None:
        """Send the few names that the front end calls, so that it finds them."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(NO_FORMULAS)


class NotHereHandler(PlainErrors):
    """Every address that is not in the list."""

    def prepare(self) -> None:
        """Refuse before anything else is looked at."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class MisdirectedHandler(RequestHandler):
    """A request for another host, as when a name elsewhere is made to point at this machine."""

    def prepare(self) -> None:
        self.set_status(HTTPStatus.MISDIRECTED_REQUEST)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("This server does not answer to that name.\n")
