"""The first moments of a forked child: letting go of the parent's things, then its role."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from typing import Any, NoReturn

import msgspec

from courseware.kernel.child import ERROR_BYTES
from courseware.kernel.preloading import named

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None, use_errno=True)


class Birth(msgspec.Struct):
    """What a child is born with.

    `error` is a memory file for the end of a traceback; `parent` the warm parent's
    number; with `leave` the child goes on when its supervisor has let go of it.
    """

    role: str
    arguments: dict[str, Any]
    fds: list[int]
    die_together: bool
    error: int
    parent: int
    leave: bool = False


def be_born(birth: Birth, private: list[int]) -> NoReturn:
    """Do the role and leave the process. `private` are the parent's descriptors."""
    status = 1
    try:
        _settle(birth, private)
        named(birth.role)(birth.arguments, birth.fds)
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:  # noqa: BLE001 - whatever it was, this process ends here
        with contextlib.suppress(Exception):
            text = traceback.format_exc().encode(errors="replace")
            os.write(birth.error, text[-ERROR_BYTES:])
    finally:
        os._exit(status & 0xFF)


def _settle(birth: Birth, private: list[int]) -> None:
    os.setsid()
    if birth.die_together:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # 0: it is in another process namespace. Any other: it died between the fork and the prctl.
        if os.getppid() not in {0, birth.parent}:
            os._exit(1)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for fd in private:
        os.close(fd)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.close(null)
    gc.enable()
    reseed()


def adopt_orphans() -> None:
    """Become the parent of whoever comes of this process's children and loses theirs."""
    _LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reseed() -> None:
    """Give this process random numbers of its own: a fork copies every generator's state."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def adopt_environment(environment: Mapping[str, str]) -> None:
    """Make the environment this one, by as few changes as it takes; also the time zone."""
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    for name, value in environment.items():
        if os.environ.get(name) != value:
            os.environ[name] = value
    time.tzset()
