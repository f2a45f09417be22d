"""The headers of every answer, and the content security policy with the hash of the page's one inline script."""

import base64
import hashlib
from pathlib import Path

from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

TEMPLATES = Path(__file__).parent / "template"


def script_hash(script: str) -> str:
    """Return the source expression that lets a browser run exactly this inline script."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def page_script() -> str:
    """Return the inline script as the template includes it: Jinja drops one newline at the end of a file."""
    return (TEMPLATES / "page.js").read_text(encoding="utf-8").removesuffix("\n")


def content_security_policy() -> str:
    """Nothing comes from another host. Scripts come from this one and from blobs, from which a browser loads the module
    of a widget.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' blob: {script_hash(page_script())}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


HEADERS = {
    "Content-Security-Policy": content_security_policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # no-referrer would break jupyter_server's check that a request comes from its own pages
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders(OutputTransform):
    """Puts the headers on every answer, also on static files, redirects and errors."""

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002 - tornado's
    ) -> tuple[int, HTTPHeaders, bytes]:
        for name, value in HEADERS.items():
            headers[name] = value
        for name in ("Server", "Access-Control-Allow-Origin"):
            headers.pop(name, None)
        headers.setdefault("Cache-Control", "no-cache")
        return status_code, headers, chunk
