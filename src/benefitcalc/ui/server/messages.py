"""What a page may send to its kernel: the few messages that widgets send, on the shell channel, and nothing else."""

import json
from dataclasses import dataclass
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from benefitcalc.ui.server.notices import sparing

PROTOCOL = "v1.kernel.websocket.jupyter.org"
MAX_BYTES = 64 * 1024
ALLOWED = ("comm_close", "comm_info_request", "comm_msg", "comm_open", "kernel_info_request")
CONTROL_TARGET = "jupyter.widget.control"
_HEADER_KEYS = ("date", "msg_id", "msg_type", "session", "username", "version")
_MAX_PARTS = 64  # a real message has a channel, four JSON parts and at most a few buffers
_DROPPED = sparing("dropped")


class Refused(Exception):
    """The message is not one that a widget sends."""


@dataclass(frozen=True)
class Vetted:
    """An allowed message: its parts, and whether somebody did something on the page or the page only asks if its kernel
    answers.
    """

    parts: list[bytes]
    is_touch: bool


def vet(message: bytes | str) -> Vetted:
    """Return an allowed message with its header and content written anew, or raise Refused.

    Writing them anew leaves one meaning for each key, and only the keys of the header that are known here.
    """
    if not isinstance(message, bytes) or len(message) > MAX_BYTES:
        raise Refused("not a short binary message")
    if int.from_bytes(message[:8], "little") > _MAX_PARTS:
        raise Refused("too many parts")  # the parser would count to any number it is given
    try:
        channel, parts = deserialize_msg_from_ws_v1(message)  # type: ignore[no-untyped-call]
        header, content = _object(parts[0]), _object(parts[3])
    except (IndexError, ValueError, RecursionError) as problem:
        raise Refused("cannot be read") from problem
    kind = header.get("msg_type")
    if channel != "shell" or kind not in ALLOWED:
        raise Refused("a channel or type that widgets do not use")
    if kind == "comm_open" and content.get("target_name") != CONTROL_TARGET:
        raise Refused("opens something other than the widget manager")
    header = {key: header[key] for key in _HEADER_KEYS if key in header}
    data = content.get("data")
    is_touch = isinstance(data, dict) and data.get("method") == "update"
    return Vetted([_bytes(header), *parts[1:3], _bytes(content), *parts[4:]], is_touch)


def _object(part: bytes) -> dict[str, Any]:
    value = json.loads(part)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _bytes(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


class WidgetConnection(ZMQChannelsWebsocketConnection):
    """The connection of a page to its kernel. Every message that comes in is checked."""

    def handle_incoming_message(self, incoming_msg: bytes | str) -> None:
        """Send an allowed message on; drop any other without an answer to the sender."""
        if not self.channels or self.subprotocol != PROTOCOL:
            return
        try:
            vetted = vet(incoming_msg)
        except Refused as refusal:
            _DROPPED.warning("A message to a kernel was dropped: %s.", refusal)
            return
        if vetted.is_touch:
            self.multi_kernel_manager.touch(self.kernel_id)
        self.session.send_raw(self.channels["shell"], vetted.parts)
