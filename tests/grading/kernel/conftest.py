"""One warm parent for the ring, and a way to ask a child for what it says."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from courseware.kernel import Ended, WarmParent, unavailable

TOP = Path(__file__).parents[3]
ROLES = "tests.grading.kernel.roles"
Ask = Callable[..., tuple[Any, Ended]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the ring out where there is no forking."""
    for item in items:
        if unavailable() and item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.skip(reason=str(unavailable())))


@pytest.fixture(scope="session")
def parent() -> Iterator[WarmParent]:
    path = {"PYTHONPATH": os.fspath(TOP)}
    modules = ["numpy", "matplotlib.pyplot", ROLES, "no_such_module"]
    with WarmParent.start(preload=modules, environment=path) as started:
        yield started


@pytest.fixture
def ask(parent: WarmParent) -> Ask:
    """Fork a child for a role of ours; return the JSON it told, and how it ended."""

    def asked(role: str, *, patience: float = 30, **arguments: object) -> tuple[Any, Ended]:
        reads, writes = os.pipe()
        child = parent.fork(f"{ROLES}:{role}", arguments, [writes])
        os.close(writes)
        with os.fdopen(reads, "rb") as told, child:
            text = told.read()
            return (json.loads(text) if text else None), child.wait(patience)

    return asked
