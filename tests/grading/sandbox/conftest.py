"""Runs supervisors as an ordinary user and as root, in every tier, each once for all tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from courseware.sandbox import bubblewrap, landlock
from courseware.sandbox.containment import Containment

ROOT = Path(__file__).parents[3]
ORDINARY = 54_321
"""A user's number; there need be no such user."""

OFFERED = landlock.version()
TIERS = {
    "A": Containment(tier="A", inner=True, landlock=OFFERED),
    "A without inner namespaces": Containment(tier="A", landlock=OFFERED),
    "B": Containment(tier="B", landlock=OFFERED),
    "B with the first Landlock": Containment(tier="B", landlock=min(1, OFFERED)),
    "D": Containment(tier="D"),
}
USERS = ("ordinary", "root")

Run = Callable[..., Any]


def skip_where_impossible(tier: str, user: str) -> None:
    """Skip what this machine cannot show, and say why."""
    if not sys.platform.startswith("linux"):
        pytest.skip("containment is Linux's")
    if tier.startswith("A") and bubblewrap.program() is None:
        pytest.skip("bubblewrap is not installed")
    if tier.startswith("B") and not OFFERED:
        pytest.skip("this kernel has no Landlock")
    if user == "root" and os.geteuid():
        pytest.skip("the tests run as an ordinary user")


def prefix(user: str) -> list[str]:
    """Return the words that make a command an ordinary user's, from root."""
    if user == "ordinary" and os.geteuid() == 0:
        return [sys.executable, "-m", "tests.grading.sandbox.ordinary", str(ORDINARY), "--"]
    return []


def run(command: list[str]) -> str:
    """Run a supervisor and return what it printed."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def driven(act: str, tier: str, user: str) -> Any:
    """Let a driver act in a tier, as a user; return what it found."""
    plan = msgspec.json.encode(TIERS[tier]).decode()
    driver = [sys.executable, "-m", "tests.grading.sandbox.driver", act, plan]
    return json.loads(run([*prefix(user), *driver]))


@pytest.fixture(params=USERS)
def user(request: pytest.FixtureRequest) -> str:
    """Who grades."""
    found: str = request.param
    return found


# An ordinary user in every tier, because then learners' code has the same number as the teacher;
# root in the two that differ.
@pytest.fixture(
    params=[
        (tier, user)
        for tier in TIERS
        for user in USERS
        if tier != "D" and (user == "ordinary" or tier in ("A", "B"))
    ],
    ids=" as ".join,
)
def graded_by(request: pytest.FixtureRequest) -> tuple[str, str]:
    """How learners' code is contained, and who grades."""
    found: tuple[str, str] = request.param
    skip_where_impossible(*found)
    return found


@pytest.fixture
def tier(graded_by: tuple[str, str]) -> str:
    """How learners' code is contained."""
    return graded_by[0]


@pytest.fixture
def trial(graded_by: tuple[str, str]) -> dict[str, Any]:
    """What the self-test found."""
    found: dict[str, Any] = driven("trial", *graded_by)
    return found


@pytest.fixture
def scene(graded_by: tuple[str, str]) -> dict[str, Any]:
    """What contained code told, and what became of what it aimed at."""
    found: dict[str, Any] = driven("scene", *graded_by)
    return found
