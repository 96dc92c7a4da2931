"""Going into the cage: from here on this process can do no harm."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from courseware.errors import ContainmentRefused
from courseware.sandbox import calls, landlock, namespaces, rlimits, seccomp, system
from courseware.sandbox.limits import Limits
from courseware.sandbox.places import DEVICES, IN_PROC, system_places
from courseware.sandbox.plan import Plan

_COUNTS_BY_NAMESPACE: Final = (5, 14)
"""The Linux from which processes are counted for each user namespace on its own."""

_DEVICES: Final = tuple(map(str, DEVICES))
_IN_PROC: Final = tuple(map(str, IN_PROC))
_plans: list[Plan] = []


def ready(plan: Plan) -> None:
    """Keep the plan for this process's children, and whatever need not be done in each."""
    _plans[:] = [plan]
    _filter(plan)
    _places(plan)
    if not _counted_alone(plan):
        _Others(plan)


def enter(*, home: Path, readable: Sequence[Path] = (), limits: Limits) -> None:
    """Contain this process and all that it will start, for good.

    Called once, in a freshly forked child of a launched process, while it has one
    thread and nothing of a learner's in it. `home` is a folder inside the
    launch's `scratch` that does not exist yet: this makes it (in tier A in memory,
    seen by this process alone), changes into it, and lets HOME and TMPDIR name it.

    Args:
        home: the only place that can be written to (and /tmp, in tier A).
        readable: what may be read besides the launch's own `readable`.
        limits: see `Limits`.

    Raises:
        ContainmentRefused: something did not hold. The process must then end
            without having run anything of a learner's.
    """
    if not _plans:
        raise ContainmentRefused(("sandbox.no_launch", {}))
    plan = _plans[0]
    try:
        plan.within(home)
        _enter(plan, home, readable, limits)
    except (OSError, ValueError) as error:
        raise ContainmentRefused(("sandbox.not_entered", {"problem": str(error)})) from error


def _enter(plan: Plan, home: Path, readable: Sequence[Path], limits: Limits) -> None:
    death = ctypes.c_int()
    system.prctl(system.PR_GET_PDEATHSIG, ctypes.byref(death))
    parent = os.getppid()
    shared = not plan.inner
    if plan.inner:
        namespaces.enter(plan, limits)
    home.mkdir(mode=0o700)
    _settle(home)
    rlimits.restrict(limits, _others[0].tasks if _others else 0)
    if plan.tier != "D":
        system.drop_capabilities(system.CAP_DAC_READ_SEARCH if plan.reads_all else None)
        system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
        _restrict_files(plan, home, readable)
        seccomp.restrict(_filter(plan))
    # Changing users hid this process from the user who grades, who has to look after it.
    system.prctl(system.PR_SET_DUMPABLE, 1)
    if death.value:  # forgotten by the kernel when rights changed
        system.prctl(system.PR_SET_PDEATHSIG, death.value)
        if os.getppid() != parent and shared:
            os.kill(os.getpid(), signal.SIGKILL)


def _settle(home: Path) -> None:
    os.chdir(home)
    os.environ.update(HOME=str(home), TMPDIR=str(home), PWD=str(home))
    if "tempfile" in sys.modules:
        sys.modules["tempfile"].__dict__["tempdir"] = None  # it remembers the parent's


def _restrict_files(plan: Plan, home: Path, readable: Sequence[Path]) -> None:
    version = plan.landlock_version()
    if not version and plan.tier != "A":
        raise OSError("this kernel offers no Landlock")
    if version:
        places = [*_places(plan), *map(str, readable)]
        mine = [str(home), *_DEVICES]
        if plan.inner:
            places.append("/proc")
            mine += namespaces.MEMORY
        else:
            places += ["/proc/self", *_IN_PROC]
        landlock.restrict(places, mine, version)


@cache
def _places(plan: Plan) -> tuple[str, ...]:
    """Return what may be read, each once: many names lead to /usr."""
    names = [*map(str, system_places()), *plan.readable]
    return tuple(dict.fromkeys(map(os.path.realpath, names)))


def _filter(plan: Plan) -> bytes:
    machine = calls.machine()
    if machine is None:
        raise OSError(f"no table of system calls for {os.uname().machine}")
    version = plan.landlock_version()
    held_by_landlock = plan.inner or version >= landlock.SCOPED_SIGNALS
    return seccomp.program(
        machine,
        shared=not plan.inner,
        landlock=version,
        me=0 if held_by_landlock else os.getpid(),
    )


class _Others:
    """Counts the tasks that the kernel counts against this user, before a child is forked.

    It takes milliseconds where many processes run, so no more than once in a second.
    """

    def __init__(self, plan: Plan) -> None:
        self.tasks = 0
        self._hidden, self._process, self._when = plan.hidden, os.getpid(), 0.0
        self._count()
        _others[:] = [self]
        os.register_at_fork(before=self._count)

    def _count(self) -> None:
        if time.monotonic() - self._when > 1 and os.getpid() == self._process:
            self.tasks = rlimits.tasks_of(os.getuid()) + self._hidden
            self._when = time.monotonic()


_others: list[_Others] = []


def _counted_alone(plan: Plan) -> bool:
    """Tell whether the kernel counts a child's processes on their own."""
    major, minor, *_ = os.uname().release.split(".")
    linux = int(major), int("".join(each for each in minor if each.isdigit()))
    return plan.inner and linux >= _COUNTS_BY_NAMESPACE
