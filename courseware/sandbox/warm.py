"""What a warm parent does once, before its first fork."""

from __future__ import annotations

import os

from courseware.sandbox import cage, namespaces
from courseware.sandbox.plan import VARIABLE, current


def prepare() -> None:
    """Ready this process for forking children that call `enter`.

    Without a launch around it this does nothing, so that a warm parent may be
    told to call it in any case.
    """
    plan = current()
    if plan is None:
        return
    os.environ.pop(VARIABLE)
    cage.ready(plan)
    if plan.inner:
        namespaces.for_each_child()
