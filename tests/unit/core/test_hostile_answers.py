"""Answers made to break a marker: long, deep, strange, or code. Each is marked or refused."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.unit.core import golden

PER_KIND = 2000
MEMORY = 1 << 30
"""Bytes of address space that marking them all may take."""
SECONDS = 240
"""Of CPU, for all of one kind; some are given to SymPy, which is stopped after 0.7 s."""

SEEDS = {
    "formula": "formula-as-key",
    "number": "number-units-speed",
    "text": "text-keywords",
    "cloze": "cloze-typed",
}

PIECES = (
    *("(", ")", "[", "]", "{", "}", "{{", "}}", "|", "\\frac", "\\sqrt{", "^", "**", "!", "/", "*"),
    *("9", "10^10^10", "9**9**9", "1e999999", "x", "х", "а", "π", "sin", "sqrt", "=", "<", "and"),
    *("__import__('os').system('id')", "eval(", "lambda x:", "'; DROP TABLE", "<script>", "${x}"),
    *("\x00", "\x1b[2J", "\u202e", "\u200f", "\u200b", "\ufeff", "e\u0301", "\ud83d\ude00", "٣"),
    *("km", "м/с", "°C", "\n", "\t", "\u2028", " ", "oʻ", "«", "%", "#", "\\", '"', "'", "*" * 50),
)


def hostile(rng: random.Random) -> str:
    """Make one text: pieces in a row, one repeated, nested, or a long word."""
    way = rng.randrange(5)
    if way == 0:
        return "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 60)))
    if way == 1:
        return rng.choice(PIECES) * rng.randrange(1, 5000)
    if way == 2:
        depth = rng.randrange(1, 2000)
        return rng.choice("([{") * depth + rng.choice(PIECES) + rng.choice(")]}") * depth
    if way == 3:
        return "+".join([rng.choice(PIECES)] * rng.randrange(1, 500))
    return "".join(chr(rng.randrange(1, 0xD7FF)) for _ in range(rng.randrange(1, 300)))


def value(kind: str, loaded: dict[str, Any], text: str) -> Any:
    """Return an answer that has the text in it."""
    if kind != "cloze":
        return text
    return dict.fromkeys(loaded["exercise"]["gaps"], text)


def lines(kind: str) -> Iterator[str]:
    rng = random.Random(f"hostile {kind}")
    loaded = golden.case(SEEDS[kind])
    for _ in range(PER_KIND):
        given = value(kind, loaded, hostile(rng))
        yield json.dumps({"exercise": loaded["exercise"], "key": loaded["key"], "value": given})


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("kind", SEEDS)
def test_hostile_answers_are_marked_or_refused(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "courseware.cli", "mark"],
        input="\n".join(lines(kind)).encode(),
        capture_output=True,
        preexec_fn=bounded,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    marks = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(marks) == PER_KIND
    states = {mark["state"] for mark in marks}
    assert states <= {"right", "partly", "wrong", "unmarked"}
    assert all(mark["feedback"] for mark in marks)
