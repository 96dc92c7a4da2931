"""The process in which a learner's program is tried. Only the standard library is used here.

It reads one request as JSON, runs each case in a child of its own, and writes one line of
JSON for each: the value as plain tagged data, what was printed, what was raised, what the
figures hold. Nothing is compared here: what would be right never comes into this process.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import os
import select
import signal
import sys
import time
import traceback
from typing import Any, TextIO

DEEPEST, MOST_ITEMS, LONGEST = 20, 10_000, 20_000
FILE = "<answer>"
REPLY_BYTES = 1_000_000

Json = dict[str, Any]


def plain(value: object, depth: int = 0) -> object:
    """Return a value as tagged JSON: `[type, content]`; what is none of these is `opaque`."""
    if depth > DEEPEST:
        return ["opaque", "too deep"]
    kind = type(value)
    if value is None or kind is bool:
        return [kind.__name__, value]
    if kind is str:
        return ["str", value[:LONGEST]]  # type: ignore[index]
    if kind is int:
        return ["int", hex(value)] if value.bit_length() < 4 * LONGEST else ["opaque", "int"]  # type: ignore[attr-defined,arg-type]
    if kind is float:
        return ["float", value.hex()]  # type: ignore[attr-defined]
    if kind is complex:
        return ["complex", [value.real.hex(), value.imag.hex()]]  # type: ignore[attr-defined]
    if kind in {list, tuple, set, frozenset}:
        items = [plain(item, depth + 1) for item in list(value)[:MOST_ITEMS]]  # type: ignore[call-overload]
        return [kind.__name__, items]
    if kind is dict:
        pairs = list(value.items())[:MOST_ITEMS]  # type: ignore[attr-defined]
        return ["dict", [[plain(a, depth + 1), plain(b, depth + 1)] for a, b in pairs]]
    if kind.__module__.partition(".")[0] == "numpy" and hasattr(value, "tolist"):
        return ["array", plain(value.tolist(), depth + 1)]
    return ["opaque", kind.__name__[:80]]


def attempt(request: Json, case: Json) -> Json:
    """Run the program for one case, in this process."""
    printed, namespace = io.StringIO(), {"__name__": "__main__"}
    typed = iter(str(case.get("input", "")).splitlines())
    found: Json = {"id": case["id"], "value": None, "raised": None}
    began = time.perf_counter()
    with contextlib.redirect_stdout(printed), _input_from(typed):
        try:
            exec(compile(request["setup"], "<setup>", "exec"), namespace)  # noqa: S102 - this is what the process is for
            exec(compile(request["source"], FILE, "exec"), namespace)  # noqa: S102
            if case.get("call"):
                printed.truncate(printed.seek(0))
                found["value"] = plain(eval(case["call"], namespace))  # noqa: S307 - the author's expression
        except SystemExit:
            pass
        except BaseException as error:  # noqa: BLE001 - whatever a learner's program raises
            found["raised"] = raised(error)
    found["seconds"] = time.perf_counter() - began
    found["printed"] = printed.getvalue()[:LONGEST]
    found["figures"] = figures() if case.get("figure") else []
    return found


def raised(error: BaseException) -> Json:
    """Return an error with the learner's own lines alone."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__, 200)
             if frame.filename == FILE]  # fmt: skip
    if isinstance(error, SyntaxError) and error.filename == FILE:
        lines = [error.lineno]
    ancestors = (kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return {
        "type": next(ancestors, ""),
        "own": type(error).__name__[:80],
        "message": str(error)[:500],
        "lines": [line for line in lines if line][-5:],
    }


@contextlib.contextmanager
def _input_from(lines: Any) -> Any:
    """Answer `input()` with these lines; its question is not part of what was printed."""

    def ask(_: object = "", /) -> str:
        try:
            return str(next(lines))
        except StopIteration:
            raise EOFError("no more input") from None

    before = builtins.input
    builtins.input = ask
    try:
        yield
    finally:
        builtins.input = before


def figures() -> list[Json]:
    """Return what matplotlib's open figures hold; none where it was not used."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    axes = [axis for number in pyplot.get_fignums()[:5] for axis in pyplot.figure(number).axes[:9]]
    return [_axis(axis) for axis in axes]


def _axis(axis: Any) -> Json:
    def data(sort: str, x: Any, y: Any) -> Json:
        return {"kind": sort, "x": plain(list(map(float, x))), "y": plain(list(map(float, y)))}

    drawn = []
    for line in axis.lines[:20]:
        sort = "points" if line.get_linestyle() in {"None", "", " "} else "line"
        drawn.append(data(sort, line.get_xdata(), line.get_ydata()))
    for group in axis.collections[:20]:
        offsets = group.get_offsets()
        drawn.append(data("points", offsets[:, 0], offsets[:, 1]))
    bars = axis.patches[:500]
    if bars:
        middles = [bar.get_x() + bar.get_width() / 2 for bar in bars]
        drawn.append(data("bars", middles, [bar.get_height() for bar in bars]))
    texts = {"title": axis.get_title(), "xlabel": axis.get_xlabel(), "ylabel": axis.get_ylabel()}
    return {**{name: text[:500] for name, text in texts.items()},
            "legend": axis.get_legend() is not None, "drawn": drawn}  # fmt: skip


def forked(request: Json, case: Json) -> Json:
    """Run one case in a child; one that takes too long, or ends, says so."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            # Of what this process holds, a case's own answer is all that it may write.
            os.dup2(write, 3)
            os.closerange(4, 256)
            write = 3
            sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115 - ends with the process
            told = json.dumps(attempt(request, case)).encode()
            _write_all(write, told[:REPLY_BYTES])
        os._exit(0)
    os.close(write)
    text, is_late = _read_all(read, float(request["seconds"]))
    os.close(read)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    try:
        found: Json = json.loads(text)
    except ValueError:
        return {"id": case["id"], "ended": "slow" if is_late else "ended"}
    return found


def _write_all(file: int, text: bytes) -> None:
    while text:
        text = text[os.write(file, text) :]


def _read_all(file: int, seconds: float) -> tuple[bytes, bool]:
    end, text = time.monotonic() + seconds, b""
    while len(text) <= REPLY_BYTES:
        ready, _, _ = select.select([file], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return b"", True
        part = os.read(file, 65536)
        if not part:
            return text, False
        text += part
    return b"", False


def answer(request: Json, out: TextIO) -> None:
    """Try every case and tell of each, a line each."""
    for name in request["imports"]:
        # Once here, and not again in every child.
        with contextlib.suppress(Exception):
            __import__(name)
    run = forked if hasattr(os, "fork") else attempt
    for case in request["cases"]:
        out.write(json.dumps(run(request, case)) + "\n")
        out.flush()


def main() -> None:
    """Be the process: a request on standard input, its answers on standard output."""
    request = json.load(sys.stdin)
    os.environ.setdefault("MPLBACKEND", "agg")
    # What a program prints past `print`, or asks for, goes nowhere.
    out = os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for file in (0, 1, 2):
        os.dup2(nowhere, file)
    answer(request, out)


if __name__ == "__main__":
    main()
