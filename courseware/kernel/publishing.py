"""What stands in for a kernel's sockets: messages go to a recorder in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import comm
from comm.base_comm import BaseComm
from jupyter_client.session import Session, json_packer, json_unpacker

Message = dict[str, Any]
Publish = Callable[[Message], None]


class RecordingSession(Session):
    """A session whose `send` hands the message over instead of signing and sending it."""

    def __init__(self, publish: Publish) -> None:
        super().__init__(key=b"")
        self._publish = publish

    def send(  # noqa: PLR0913, PLR0917 - the signature of the class it stands in for
        self,
        stream: object,
        msg_or_type: Message | str,
        content: dict[str, Any] | None = None,
        parent: Message | None = None,
        ident: object = None,
        buffers: list[Any] | None = None,
        track: bool = False,  # noqa: FBT001, FBT002
        header: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Message:
        """Publish a message as it would arrive on the other side: through JSON, and copied.

        Raises:
            TypeError, ValueError: the content is no JSON; the cell gets to see it, as in a kernel.
        """
        del stream, ident, track
        if isinstance(msg_or_type, str):
            message: Message = self.msg(msg_or_type, content, parent, header, metadata)
        else:
            message = dict(msg_or_type)
        message["content"] = json_unpacker(json_packer(message["content"]))
        message["buffers"] = [bytes(each) for each in buffers or ()]
        self._publish(message)
        return message


class StandIn:
    """What code that asks `get_ipython().kernel` finds: enough for widgets and displays."""

    eventloop = None
    iopub_socket = None
    implementation = "ipython"

    def __init__(self, session: RecordingSession) -> None:
        self.session = session
        self.parent: Message = {}

    @property
    def comm_manager(self) -> Any:
        """Return the process's manager of comms."""
        return comm.get_comm_manager()

    def get_parent(self, _channel: str | None = None) -> Message:
        """Return the request that the running cell stands for."""
        return self.parent

    def send_response(
        self, stream: object, msg_or_type: Message | str, content: dict[str, Any] | None = None
    ) -> None:
        """Publish something in the running cell's name."""
        self.session.send(stream, msg_or_type, content, parent=self.parent)


class RecordedComm(BaseComm):
    """A comm whose messages end in the recorder: there is no front end to answer."""

    kernel: StandIn

    def publish_msg(
        self,
        msg_type: str,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        **keys: Any,
    ) -> None:
        """Record a message."""
        content = {"data": data or {}, "comm_id": self.comm_id, **keys}
        self.kernel.session.send(
            None, msg_type, content, self.kernel.get_parent(), buffers=buffers, metadata=metadata
        )


def record_comms(kernel: StandIn) -> None:
    """Let every comm of this process be recorded from now on."""
    manager = comm.base_comm.CommManager()
    made = type("Comm", (RecordedComm,), {"kernel": kernel})
    comm.create_comm = made
    comm.get_comm_manager = lambda: manager
