"""Framed messages between two processes: bounded, and no wait without a deadline.

What comes in may have been written by a learner's code: it is decoded as msgpack
of plain types, and only after its length was checked.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterable
from typing import Any

import msgspec

HEADER = struct.Struct("!I")
LARGEST = (1 << 32) - 1
"""Bytes that a header can announce."""
_CHUNK = 1 << 18
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


class Gone(Exception):
    """The other end is closed: its process has ended."""


class Late(Exception):
    """The other end did not answer, or did not listen, before the deadline."""


class Garbled(Exception):
    """What came is too large or no message."""


class TooLong(Exception):
    """A message has more bytes than the other end accepts; nothing of it was sent."""


class Channel:
    """One end of a socketpair.

    Args:
        end: the socket, which this object owns from now on.
        most: bytes that one message from the other end may have.
        longest: bytes that one message to the other end may have, as far as that is known.
    """

    def __init__(self, end: socket.socket, most: int, longest: int = LARGEST) -> None:
        self._end, self._most, self._longest = end, most, longest

    def fileno(self) -> int:
        """Return the descriptor, for `select`."""
        return self._end.fileno()

    def send(self, message: Any, deadline: float | None = None) -> None:
        """Send one message; `deadline` is a time of the monotonic clock.

        Raises:
            Gone, Late: nobody reads.
            TooLong: the other end would not take it.
            UnicodeEncodeError: a text holds half a surrogate pair.
        """
        self.send_together([message], deadline)

    def send_together(self, messages: Iterable[Any], deadline: float | None = None) -> None:
        """Send messages in one go: waking the other end costs more than what they say."""
        bodies = [_encode(message) for message in messages]
        longest = max(map(len, bodies), default=0)
        if longest > self._longest:
            raise TooLong(f"{longest:,} bytes, more than {self._longest:,}")
        data = b"".join(HEADER.pack(len(body)) + body for body in bodies)
        self._wait(deadline)
        try:
            self._end.sendall(data)
        except TimeoutError:
            raise Late from None
        except OSError:
            raise Gone from None

    def receive(self, deadline: float | None = None) -> Any:
        """Receive one message, of plain types.

        Raises:
            Gone, Late, Garbled: there is none.
        """
        (size,) = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if size > self._most:
            raise Garbled(f"a message of {size:,} bytes")
        body = self._exactly(size, deadline)
        try:
            return _decode(body)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            raise Garbled("no message") from None

    def send_descriptor(self, descriptor: int, deadline: float | None = None) -> None:
        """Send a copy of a descriptor, for `receive_descriptor` between two messages.

        Raises:
            Gone, Late: nobody reads.
        """
        self._wait(deadline)
        try:
            socket.send_fds(self._end, [b"\0"], [descriptor])
        except TimeoutError:
            raise Late from None
        except OSError:
            raise Gone from None

    def receive_descriptor(self) -> int:
        """Wait for a descriptor; for ends that lead to a supervisor.

        Raises:
            Gone: there is none.
        """
        self._wait(None)
        _, found, _, _ = socket.recv_fds(self._end, 1, 1, socket.MSG_CMSG_CLOEXEC)
        if not found:
            raise Gone
        return found[0]

    def close(self) -> None:
        """Close this end. May be called again."""
        self._end.close()

    def _exactly(self, size: int, deadline: float | None) -> bytes:
        parts = []
        while size:
            self._wait(deadline)
            try:
                part = self._end.recv(min(size, _CHUNK))
            except TimeoutError:
                raise Late from None
            except OSError:
                raise Gone from None
            if not part:
                raise Gone
            parts.append(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _wait(self, deadline: float | None) -> None:
        """Let the next call to the socket end at the deadline."""
        try:
            if deadline is None:
                self._end.settimeout(None)
                return
            left = deadline - time.monotonic()
            if left <= 0:
                raise Late
            self._end.settimeout(left)
        except OSError:
            raise Gone from None
