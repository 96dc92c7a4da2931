"""Containment: what a learner's code may touch, and how all that it starts is ended.

The order of use, in a supervisor:

    containment = choose(require="A")                # tests this machine once
    with scratch() as folder:
        launch = partial(containment.launch, readable=[...], scratch=folder)
        parent = WarmParent.start(prepare=[..., PREPARE], launch=launch)
        child = parent.fork("package.module:role", {"home": str(folder / "1"), ...})

and first of all in the role, before anything of the learner's is read:

    enter(home=Path(arguments["home"]), limits=limits)

`enter` does not return to where it could be undone: what follows in this process,
and in every process it starts, is contained. In tier A the child is the first
process of a world of its own and all die with it; in tier B they die by its process
group, which nothing contained can leave. `Watch` finds what only holds in sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.lazily import from_modules

if TYPE_CHECKING:
    from courseware.sandbox.cage import enter
    from courseware.sandbox.choosing import choose
    from courseware.sandbox.containment import Containment, Finding
    from courseware.sandbox.limits import Limits, Tier
    from courseware.sandbox.scratches import scratch
    from courseware.sandbox.watch import Watch, clear

PREPARE = "courseware.sandbox.warm:prepare"
"""What a warm parent has to call once before its first fork (see `WarmParent.start`)."""

__all__ = [
    "PREPARE",
    "Containment",
    "Finding",
    "Limits",
    "Tier",
    "Watch",
    "choose",
    "clear",
    "enter",
    "scratch",
]

__getattr__ = from_modules(
    __name__,
    {
        "Containment": "containment",
        "Finding": "containment",
        "Limits": "limits",
        "Tier": "limits",
        "Watch": "watch",
        "choose": "choosing",
        "clear": "watch",
        "enter": "cage",
        "scratch": "scratches",
    },
)
