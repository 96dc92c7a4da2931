"""Starting the process, and reading what it tells within limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from courseware.kinds.code.spec import CodeCase, CodeExercise
from courseware.kinds.code.structure import facts
from courseware.trial.comparing import Observed

PROGRAM = Path(__file__).with_name("program.py")
STARTING = 20
"""Seconds that the process may take beyond its cases: a cold import of matplotlib."""
REPLY_BYTES = 5_000_000
HEAVY = ("numpy", "pandas", "matplotlib.pyplot")
"""What takes long to import, and is therefore imported once for all cases."""
ENVIRONMENT = {"MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Figures without a window, and one thread: what is forked has no others."""


def request(exercise: CodeExercise, source: str, cases: Sequence[CodeCase]) -> dict[str, object]:
    """Return what the process is told: nothing of what would be right."""
    found = facts(source + "\n" + exercise.setup)
    asked = [
        {
            "id": case.id,
            "call": case.call,
            "input": case.input,
            "figure": case.figure is not None,
        }
        for case in cases
    ]
    return {
        "source": source,
        "setup": exercise.setup,
        "seconds": exercise.seconds,
        "cases": asked,
        "imports": [name for name in HEAVY if f"import:{name.partition('.')[0]}" in found],
    }


def observe(exercise: CodeExercise, source: str, cases: Sequence[CodeCase]) -> list[Observed]:
    """Try the cases in a new process with this one's rights: a learner's own machine.

    Returns one observation for each case, in their order; a case of which nothing came back
    has ended. Never raises for what the program does.
    """
    asked = request(exercise, source, cases)
    command: list[str | Path] = [sys.executable, "-I", "-W", "ignore", PROGRAM]
    try:
        ran = subprocess.run(  # noqa: S603 - our own program
            command,
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=STARTING + exercise.seconds * len(cases),
            check=False,
            env={**os.environ, **ENVIRONMENT},
        )
        told = ran.stdout
    except subprocess.TimeoutExpired as error:
        told = error.stdout or b""
    return read(told, cases)


def read(told: bytes, cases: Sequence[CodeCase]) -> list[Observed]:
    """Read what the process told; nothing of it is believed beyond being data."""
    found: dict[str, Observed] = {}
    for line in told[:REPLY_BYTES].splitlines():
        try:
            observed = msgspec.json.decode(line, type=Observed)
        except (msgspec.DecodeError, RecursionError):
            continue
        found.setdefault(observed.id, observed)
    return [found.get(case.id, Observed(id=case.id, ended="ended")) for case in cases]
