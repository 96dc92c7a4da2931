"""A containment that was chosen: what it is, and how to start a process in it."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from courseware.errors import ContainmentRefused
from courseware.sandbox import bubblewrap
from courseware.sandbox.limits import Tier
from courseware.sandbox.places import python_places, user_base
from courseware.sandbox.plan import VARIABLE, Plan

COMMAND: Final = "{command}"
"""In the words of a site's runner: the command to run, as words of its own."""
SCRATCH: Final = "{scratch}"

_KEEPER: Final = (sys.executable, "-P", "-m", "courseware.sandbox.keeper")
_THRESHOLD: Final = (sys.executable, "-P", "-m", "courseware.sandbox.threshold")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one probe found: `held` tells whether what it tried was prevented.

    `probe` names the sentence `sandbox.probe_<probe>`; `detail` is what the
    operating system answered.
    """

    probe: str
    held: bool
    detail: str = ""

    def sentence(self, language: str = "en") -> str:
        """Return in words what was tried."""
        from courseware.text import say  # noqa: PLC0415 - only a report says it

        return say(f"sandbox.probe_{self.probe}", language)


class Launched(subprocess.Popen[bytes]):
    """A launched process. However it is let go, nothing that came of it stays.

    `kill` and `terminate` do the same: the keeper ends everything, then itself,
    within seconds. That also happens when this process dies.
    """

    def __init__(self, words: Sequence[str], alive: int, **options: Any) -> None:
        self._alive = alive
        super().__init__(words, **options)

    def kill(self) -> None:
        """End it and all that came of it; `wait` returns when that is done."""
        if self._alive >= 0:
            os.close(self._alive)
            self._alive = -1

    terminate = kill

    def stop(self, timeout: float = 12) -> bool:
        """Kill, and wait at most `timeout` seconds; False if something would not die."""
        self.kill()
        try:
            self.wait(timeout)
        except subprocess.TimeoutExpired:
            super().kill()
            return False
        return True

    def __del__(self) -> None:
        """Let go of the pipe."""
        with contextlib.suppress(Exception):
            self.kill()
        super().__del__()


class Containment(msgspec.Struct, frozen=True, kw_only=True):
    """A way to contain that held on this machine.

    `inner` says that each child gets namespaces of its own (tier A, unless the
    system refuses nested ones; the cage then keeps children apart). `landlock`
    is the version in force, 0 for none, `runner` a site's own (tier C).
    """

    tier: Tier
    inner: bool = False
    landlock: int = 0
    runner: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def sentence(self, language: str = "en") -> str:
        """Return in words how learners' code is contained, for reports."""
        from courseware.text import say  # noqa: PLC0415 - only a report says it

        return say(f"sandbox.tier_{self.tier}", language)

    def launch(
        self,
        argv: Sequence[str],
        *,
        readable: Sequence[Path] = (),
        scratch: Path,
        pass_fds: Sequence[int] = (),
        env: Mapping[str, str] | None = None,
        stderr: int | None = None,
    ) -> Launched:
        """Start a process (a warm parent) that will fork contained children.

        It sees the system's programs, the Python environment, `readable`, and
        `scratch`: a folder that exists and holds nothing else. The environment is
        a short list of our own and `env`. Standard input is empty. The process
        and all that came of it end when the returned one is killed, when it ends,
        and when this process dies, however it dies.

        Raises:
            ContainmentRefused: it could not be started.
        """
        scratch = scratch.resolve()
        places = (*python_places(), *(path.resolve() for path in readable))
        plan = Plan(
            tier=self.tier,
            inner=self.inner,
            landlock=self.landlock,
            scratch=str(scratch),
            readable=tuple(map(str, places)),
        )
        user = _a_user_of_its_own() if os.geteuid() == 0 else os.geteuid()
        variables = _environment(scratch, env or {})
        words = self._words([*_THRESHOLD, plan.dump(), str(user), "--", *argv], plan, variables)
        watched, alive = os.pipe2(os.O_CLOEXEC)
        try:
            if os.geteuid() == 0 and self.tier in ("B", "C"):
                os.chown(scratch, user, user)
            return Launched(
                [*_KEEPER, str(watched), "--", *words],
                alive,
                pass_fds=(watched, *pass_fds),
                env=variables,
                cwd=scratch,
                stdin=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,
            )
        except OSError as error:
            os.close(alive)
            raise ContainmentRefused(("sandbox.no_start", {"problem": str(error)})) from error
        finally:
            os.close(watched)

    def _words(self, command: list[str], plan: Plan, variables: Mapping[str, str]) -> list[str]:
        if self.tier == "A":
            return bubblewrap.command(
                command,
                readable=map(Path, plan.readable),
                scratch=Path(plan.scratch),
                in_memory=self.inner,
                env=variables,
            )
        if self.tier == "C":
            return [
                word.replace(SCRATCH, plan.scratch)
                for given in self.runner
                for word in (command if given == COMMAND else [given])
            ]
        return command


def _environment(scratch: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Return the whole environment: nothing of the teacher's but language and time zone."""
    found = {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "USER": "learner",
        "LOGNAME": "learner",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        # Each thread's own arena reserves 64 MB of addresses, of which there is a limit.
        "MALLOC_ARENA_MAX": "2",
    }
    base = user_base()
    if base is not None:
        found["PYTHONUSERBASE"] = base
    found |= {name: os.environ[name] for name in ("TZ",) if name in os.environ}
    return {**found, **{name: value for name, value in more.items() if name != VARIABLE}}


def _a_user_of_its_own() -> int:
    """Return the number of a user that nobody has; root's processes heed few limits.

    Where root is root of a container only, it may have fewer users to choose from.
    """
    many, few, nobody = 1_900_000_000 + secrets.randbelow(90_000_000), 60_999, 65_534
    ranges = [line.split() for line in Path("/proc/self/uid_map").read_text("ascii").splitlines()]
    for user in (many, few, nobody):
        if any(int(first) <= user < int(first) + int(size) for first, _, size in ranges):
            return user
    return 1
