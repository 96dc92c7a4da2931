from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest

from courseware.kernel import wire

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_a_message_arrives_with_its_descriptors(pair: Pair) -> None:
    reads, writes = os.pipe()
    wire.send(pair[0], {"word": "soʻz", "deep": [{"n": 1}]}, [writes])
    os.close(writes)
    message, fds = wire.receive(pair[1])
    assert message == {"word": "soʻz", "deep": [{"n": 1}]}
    os.write(fds[0], b"here")
    os.close(fds[0])
    assert os.read(reads, 9) == b"here"
    os.close(reads)


def test_messages_stay_apart(pair: Pair) -> None:
    for number in range(3):
        wire.send(pair[0], {"number": number})
    assert [wire.receive(pair[1])[0]["number"] for _ in range(3)] == [0, 1, 2]


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\5{", b"\xff\xff\xff\xff{}"])
def test_a_peer_that_ends_or_raves_is_told(pair: Pair, sent: bytes) -> None:
    pair[0].sendall(sent)
    pair[0].shutdown(socket.SHUT_WR)
    with pytest.raises(EOFError):
        wire.receive(pair[1])


@pytest.mark.parametrize(
    "body", [b"[1]", b"{", b"\xff", b"[" * 100_000, b'"' + b"x" * 200_000 + b'"']
)
def test_a_child_may_send_one_small_object_only(pair: Pair, body: bytes) -> None:
    pair[1].settimeout(10)
    pair[0].sendall(wire.HEADER.pack(len(body)) + body[:150_000])
    with pytest.raises(EOFError):
        wire.receive_from_child(pair[1], 150_000)
