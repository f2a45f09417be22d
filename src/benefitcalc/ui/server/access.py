"""Who may use the server: a token at the first visit, a signed cookie afterwards; and each kernel only for the cookie
that opened it.
"""

import hmac
import ipaddress
import re
from collections.abc import Iterable
from typing import Any

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


def host_pattern(names: Iterable[str]) -> str:
    """Return a pattern that matches exactly these host names; the routes of the server depend on it."""
    return "(?:" + "|".join(re.escape(_bracketed(name.lower())) for name in (*LOOPBACK_NAMES, *names)) + ")$"


def _bracketed(name: str) -> str:
    try:
        return f"[{name}]" if ipaddress.ip_address(name).version == 6 else name
    except ValueError:
        return name


class TokenDoor(IdentityProvider):
    """Admits whoever has the token of this run; a signed cookie then stands for them while the browser is open."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cookie_options = {"expires_days": None, "httponly": True, "samesite": "Lax"}
        self.get_secure_cookie_kwargs = {"max_age_days": 1}

    async def get_user_token(self, handler: RequestHandler) -> User | None:
        """Compare the token in constant time; keep the name in the cookie if the browser already has one."""
        if not self._is_token(self.get_token(handler)):
            return None
        known = self.get_user_cookie(handler)
        return known if isinstance(known, User) else self.generate_anonymous_user(handler)

    def process_login_form(self, handler: RequestHandler) -> User | None:
        """Read the token, or the whole address that holds it, from the login page."""
        typed = handler.get_argument("password", default="").strip()
        return self.generate_anonymous_user(handler) if self._is_token(typed.rpartition("token=")[2]) else None

    def _is_token(self, text: str | None) -> bool:
        return bool(text) and hmac.compare_digest(str(text).encode(), str(self.token).encode())


class OwnKernelOnly(Authorizer):
    """A kernel answers only to the cookie that opened its page, even to people who know its id."""

    def is_authorized(self, handler: RequestHandler, user: User, action: str, resource: str) -> bool:  # noqa: ARG002 - theirs
        owner = handler.settings["kernel_manager"].owners.get(handler.path_kwargs.get("kernel_id"))
        return owner is not None and owner == user.username
