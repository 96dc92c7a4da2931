"""What a launch tells the processes that it starts: how they are to contain themselves."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

from courseware.sandbox import landlock
from courseware.sandbox.limits import Tier

VARIABLE: Final = "COURSEWARE_CONTAINMENT"
"""The environment variable in which the plan travels; nothing in it is secret."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How the children of one launch are contained.

    Attributes:
        tier: see `Tier`.
        inner: every child gets namespaces of its own.
        scratch: where homes are.
        readable: what may be read, the Python environment included.
        reads_all: this user cannot reach the Python environment by its own
            rights (it lies in root's home): children keep the right to read, of
            which Landlock leaves what is `readable`.
        landlock: the version to use; None for what the kernel offers.
        hidden: tasks of this user that the kernel counts and nobody here can see.
    """

    tier: Tier
    scratch: str
    readable: tuple[str, ...]
    inner: bool = False
    reads_all: bool = False
    landlock: int | None = None
    hidden: int = 0

    def landlock_version(self) -> int:
        """Return the version of Landlock to use."""
        offered = landlock.version()
        return offered if self.landlock is None else min(offered, self.landlock)

    def dump(self) -> str:
        """Return it as text, for the environment variable."""
        return msgspec.json.encode(self).decode()

    def within(self, home: Path) -> None:
        """Check that a home lies in the scratch folder; raises ValueError."""
        if Path(self.scratch) not in home.parents or ".." in home.parts:
            raise ValueError(f"{home} is not inside {self.scratch}")


def current() -> Plan | None:
    """Return the plan of the launch that this process came from, None outside of any."""
    text = os.environ.get(VARIABLE)
    return msgspec.json.decode(text, type=Plan) if text else None
