"""Messages between a supervisor and its warm parent: length, JSON, and file descriptors.

Both ends are trusted: a child gets no end of these sockets. What a child sends on channels of
its own is read by `receive_from_child`.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Mapping, Sequence
from typing import Any

HEADER = struct.Struct("!I")
LARGEST = 256 << 20
"""Bytes of one message: a bound against a broken peer, far above any notebook."""
MOST_DESCRIPTORS = 64
"""Linux takes at most 253 with one message."""


def send(channel: socket.socket, message: Mapping[str, Any], fds: Sequence[int] = ()) -> None:
    """Send one message; `fds` arrive with it as duplicates and stay open here.

    Raises:
        OSError: the other end is gone.
        ValueError: the message or the number of descriptors is beyond the bounds.
    """
    body = json.dumps(message, separators=(",", ":")).encode()
    if len(body) > LARGEST or len(fds) > MOST_DESCRIPTORS:
        raise ValueError(f"A message of {len(body)} bytes with {len(fds)} descriptors is too large")
    data = memoryview(HEADER.pack(len(body)) + body)
    sent = socket.send_fds(channel, [data], list(fds)) if fds else 0
    channel.sendall(data[sent:])


def receive(channel: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Receive one message and its descriptors, which the caller has to close.

    Raises:
        EOFError: the other end has closed.
        OSError: the connection broke, or its time-out passed.
    """
    header, fds, _flags, _address = socket.recv_fds(
        channel, HEADER.size, MOST_DESCRIPTORS, socket.MSG_CMSG_CLOEXEC
    )
    try:
        return _body(channel, header), fds
    except BaseException:
        for fd in fds:
            os.close(fd)
        raise


def receive_from_child(channel: socket.socket, most: int) -> dict[str, Any]:
    """Receive a message from a process that runs a learner's code: no descriptors, no surprises.

    Raises:
        EOFError: it has closed, says more than `most` bytes, or says what is no JSON object.
        OSError: the connection broke, or its time-out passed.
    """
    (size,) = HEADER.unpack(_exactly(channel, HEADER.size))
    if size > most:
        raise EOFError(f"A child announces {size} bytes, more than the {most} that it may send")
    try:
        message = json.loads(_exactly(channel, size))
    except (ValueError, RecursionError) as error:
        raise EOFError(f"A child sent what is no JSON: {error}") from error
    if not isinstance(message, dict):
        raise EOFError("A child sent JSON that is no object")  # noqa: TRY004 - nobody's bug
    return message


def _body(channel: socket.socket, header: bytes) -> dict[str, Any]:
    if not header:
        raise EOFError("The other end has closed")
    (size,) = HEADER.unpack(header + _exactly(channel, HEADER.size - len(header)))
    if size > LARGEST:
        raise EOFError(f"A message of {size} bytes is announced: this is no peer of ours")
    message: dict[str, Any] = json.loads(_exactly(channel, size))
    return message


def _exactly(channel: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = channel.recv(min(size, 1 << 20))
        if not part:
            raise EOFError("The other end has closed in the middle of a message")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
