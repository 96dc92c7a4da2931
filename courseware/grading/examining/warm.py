"""What a warm process does once, so that its children need not do it each."""

from __future__ import annotations

import contextlib
import socket
import sys

import msgspec

from courseware.grading.examining import statements
from courseware.grading.examining.channel import Channel
from courseware.grading.examining.examiner.role import Test
from courseware.grading.examining.plain import Decoder, Encoder
from courseware.kernel.notebook import GRADED
from courseware.sandbox import Limits


def rehearse() -> None:
    """Send values of every kind to ourselves: what this imports and caches stays."""
    msgspec.convert(msgspec.to_builtins(Limits()), Limits)
    test = {"at": 0, "source": "", "seconds": 1.0, "known": {"imports": {"a": ["b", "c"]}}}
    msgspec.convert(test, Test)
    msgspec.structs.replace(GRADED, timeout=1.0)
    statements.independent(statements.parsed("import a\nx = a.b(1)\ndef f(): pass"), {"a"})
    ours, theirs = (Channel(end, 1 << 20) for end in socket.socketpair())
    values = [1, 1.5, "a", b"b", [1, (2,)], {"a": {3}}, 2**70, range(3), *_arrays()]
    ours.send(Encoder(list).each(values))
    Decoder(list).each(theirs.receive())
    ours.close()
    theirs.close()


def _arrays() -> list[object]:
    found: list[object] = []
    with contextlib.suppress(Exception):
        if "numpy" in sys.modules:
            numpy = sys.modules["numpy"]
            found += [numpy.arange(3), numpy.float64(1.5)]
        if "pandas" in sys.modules:
            pandas = sys.modules["pandas"]
            found += [pandas.DataFrame({"a": [1.5], "b": ["x"]}), pandas.Series([1])]
    return found
