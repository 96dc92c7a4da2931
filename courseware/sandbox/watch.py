"""Budgets that only hold in sum, seen from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from courseware.sandbox.limits import Limits

Excess = Literal["memory", "processes", "home"]


class Watch:
    """Looks, when asked, whether a contained process and its descendants stay in budget.

    Ask every quarter of a second or so, from the supervisor; `pid` is the
    contained child's number as the supervisor sees it (`Child.pid`).
    """

    def __init__(self, pid: int, home: Path, limits: Limits) -> None:
        self.pid, self.home, self.limits = pid, home, limits

    def excess(self) -> Excess | None:
        """Return the budget that is exceeded in sum, or None."""
        return None


def clear(home: Path) -> None:
    """Remove what a contained process left in its home (nothing, in tier A). Never raises."""
