"""Run a command where namespaces are refused, as in most containers: python pod.py command..."""

from __future__ import annotations

import errno
import os
import sys

from courseware.sandbox import calls, seccomp, system


def main(command: list[str]) -> None:
    machine = calls.machine()
    assert machine is not None
    made = seccomp._Program(machine)
    made.answer("unshare setns mount umount2 pivot_root chroot", errno.EPERM)
    made.answer("clone3", errno.ENOSYS)
    made.when_bits("clone", errno.EPERM, 0, seccomp._NAMESPACES)
    made.add(seccomp._RETURN, seccomp._ALLOW)
    system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.restrict(b"".join(made.code))
    os.execvp(command[0], command)  # noqa: S606 - the command of a test


if __name__ == "__main__":
    main(sys.argv[1:])
