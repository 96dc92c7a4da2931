"""How a failed test is shown: as IPython shows it, at a hundredth of its price.

IPython parses, annotates and colours every frame, which costs more than most tests.
"""

from __future__ import annotations

import linecache
import traceback
from types import TracebackType
from typing import Any

RULE = "-" * 75
AROUND = 2
"""Lines of the test shown before and behind the one that failed."""
FRAMES = 20
MESSAGE = 5_000
"""Characters of an exception's message."""
_OURS = "courseware."


def error_output(error: BaseException, name: str, source: str, count: int) -> dict[str, Any]:
    """Return the `error` output of a test; `name` is the file name it was compiled under."""
    kind, message = type(error).__name__, _message(error)
    head = f"{kind:<42}Traceback (most recent call last)"
    frames = (
        [] if isinstance(error, SystemExit) else _frames(error.__traceback__, name, count, source)
    )
    lines = [_red(RULE), head.replace(kind, _red(kind), 1), *frames, f"{_red(kind)}: {message}"]
    return {"output_type": "error", "ename": kind, "evalue": message, "traceback": lines}


def _frames(trace: TracebackType | None, name: str, count: int, source: str) -> list[str]:
    found: list[str] = []
    begun = False
    for frame, line in traceback.walk_tb(trace):
        file = frame.f_code.co_filename
        begun = begun or file == name
        if not begun or str(frame.f_globals.get("__name__", "")).startswith(_OURS):
            continue
        if file == name:
            found.append(f"Cell In[{count}], line {line}\n{_context(source, line)}")
        else:
            text = linecache.getline(file, line).strip()
            found.append(f"File {file}:{line}, in {frame.f_code.co_name}\n----> {line} {text}")
    return [*found[: FRAMES // 2], *found[FRAMES // 2 :][-FRAMES // 2 :]]


def _context(source: str, failed: int) -> str:
    lines = source.splitlines()
    first, last = max(1, failed - AROUND), min(len(lines), failed + AROUND)
    shown = []
    for number in range(first, last + 1):
        mark = f"{'-' * (5 - len(str(number)))}> {number}" if number == failed else f"{number:>7}"
        shown.append(f"{mark} {lines[number - 1]}")
    return "\n".join(shown)


def _message(error: BaseException) -> str:
    try:
        return str(error)[:MESSAGE].encode("utf-8", "replace").decode()
    except Exception as worse:  # noqa: BLE001 - a test's own class may do as it likes
        return f"<{type(worse).__name__} in the message>"


def _red(text: str) -> str:
    return f"\x1b[31m{text}\x1b[39m"
