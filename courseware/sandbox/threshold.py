"""The last step before a launched program starts: being nobody in particular.

    python -m courseware.sandbox.threshold PLAN USER -- command...

Root's programs are bound by few limits, so where we are root the command becomes
the user with the number USER, who owns nothing else. In bubblewrap's world it gets
one of its own, with the right to make further ones in it, but no other.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import msgspec

from courseware.sandbox import rlimits, system
from courseware.sandbox.plan import VARIABLE, Plan
from courseware.sandbox.processes import close_all_but


def main(arguments: list[str]) -> NoReturn:
    """Become the user and then the command."""
    plan = msgspec.json.decode(arguments[0], type=Plan)
    user, command = int(arguments[1]), arguments[3:]
    if os.geteuid() == 0 and plan.tier != "D":
        if plan.tier == "A":
            _mount_proc()
            os.chown(plan.scratch, user, user)
        if plan.inner:
            _become_in_own_world(user)
        else:
            plan = _become(user, plan)
    elif not plan.inner:
        plan = msgspec.structs.replace(plan, hidden=_hidden_tasks())
    os.environ[VARIABLE] = plan.dump()
    os.execvp(command[0], command)  # noqa: S606 - our own words


def _become(user: int, plan: Plan) -> Plan:
    """Change the user; keep the right to read where Python cannot be reached without it."""
    system.prctl(system.PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    if all(os.access(path, os.R_OK) for path in (sys.executable, *plan.readable)):
        system.drop_capabilities()
        return plan
    system.keep_over_exec(system.CAP_DAC_READ_SEARCH)
    return msgspec.structs.replace(plan, reads_all=True)


def _become_in_own_world(user: int) -> None:
    """Go on as the first process of a world whose only user is `user`; the rest waits for it."""
    os.setgroups([])
    told, tell = os.pipe()
    me, helper = os.getpid(), os.fork()
    if not helper:  # root still, over the namespace that we leave: writes our map
        os.close(tell)
        os.read(told, 1)
        for name in ("uid_map", "gid_map"):
            Path(f"/proc/{me}/{name}").write_text(f"{user} {user} 1", encoding="ascii")
        os._exit(0)
    system.unshare(system.CLONE_NEWUSER | system.CLONE_NEWNS | system.CLONE_NEWPID)
    os.close(tell)
    os.close(told)
    _, status = os.waitpid(helper, 0)
    if status:
        raise OSError("the user map of the new namespace could not be written")
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    system.set_capabilities(1 << system.CAP_SYS_ADMIN)
    first = os.fork()
    if first:
        close_all_but({2})
        _, status = os.waitpid(first, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
    _mount_proc()
    system.keep_over_exec(system.CAP_SYS_ADMIN)


def _mount_proc() -> None:
    flags = system.MS_NOSUID | system.MS_NODEV | system.MS_NOEXEC
    system.mount("proc", "/proc", "proc", flags)


def _hidden_tasks() -> int:
    """Return how many tasks count against this user that cannot be seen from here.

    Other containers on this machine may run as the same user. Others come and
    go, so half of them again is added.
    """
    counted, seen = rlimits.counted_tasks(), rlimits.tasks_of(os.getuid())
    hidden = max(0, counted - seen)
    return hidden + hidden // 2 if hidden > 8 else hidden


if __name__ == "__main__":
    main(sys.argv[1:])
