"""A containment that was chosen: what it is, and how to start a process in it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from courseware.sandbox.limits import Tier
from courseware.text import say


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one probe found: `held` tells whether what it tried was prevented.

    `probe` names the sentence `sandbox.probe_<probe>`; `detail` is what the
    operating system answered.
    """

    probe: str
    held: bool
    detail: str = ""

    def sentence(self, language: str = "en") -> str:
        """Return it in words."""
        return say(f"sandbox.probe_{self.probe}", language)


class Containment(msgspec.Struct, frozen=True, kw_only=True):
    """A way to contain that held on this machine.

    `inner` says that each child gets namespaces of its own (tier A, unless the
    system refuses nested ones; the cage then keeps children apart).
    """

    tier: Tier
    inner: bool = False
    findings: tuple[Finding, ...] = ()

    def launch(
        self,
        argv: Sequence[str],
        *,
        readable: Sequence[Path] = (),
        scratch: Path,
        pass_fds: Sequence[int] = (),
        env: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a process (a warm parent) that will fork contained children.

        It sees the system's programs, the Python environment, `readable`, and
        `scratch`: a folder that exists and holds nothing else. The environment is
        a short list of our own and `env`. Standard input is empty. The process
        and all that came of it end when the returned one is killed, when it ends,
        and when this process dies, however it dies.

        Raises:
            ContainmentRefused: it could not be started.
        """
        raise NotImplementedError(argv, readable, scratch, pass_fds, env)
