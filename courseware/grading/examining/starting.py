"""Starting the warm process that workers and examiners of an assignment are forked from."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from courseware.errors import WarmParentFailed
from courseware.kernel import WarmParent
from courseware.kernel.parent import INTERACTIVE
from courseware.sandbox import PREPARE, Containment, scratch

PRELOADED = (
    "courseware.grading.examining.worker.role",
    "courseware.grading.examining.examiner.role",
    "courseware.grading.examining.plain.tables",
)
REHEARSE = "courseware.grading.examining.warm:rehearse"


class Warm:
    """A warm process in a containment, with a folder for the homes of its children.

    Args:
        containment: what it is launched in.
        modules: what it imports besides what it always needs.

    Made at rest; `start` and `close` may be called from different threads.
    """

    scratch: Path

    def __init__(self, containment: Containment, modules: Sequence[str]) -> None:
        self.containment, self.modules = containment, tuple(modules)
        self._ends = contextlib.ExitStack()
        self._parent: WarmParent | None = None
        self._launched: subprocess.Popen[bytes] | None = None
        self._launching, self._abandoned = threading.Lock(), False

    def start(self) -> Self:
        """Start it and wait until it has imported everything.

        Raises:
            ContainmentRefused: it could not be launched.
            WarmParentFailed: it did not start, or is not wanted any more.
        """
        try:
            self.scratch = self._ends.enter_context(scratch())
            self._parent = WarmParent.start(
                preload=[*self.modules, *PRELOADED],
                prepare=[INTERACTIVE, REHEARSE, PREPARE],
                launch=self._launch,
            )
        except BaseException:
            self._ends.close()
            raise
        self._ends.callback(self._parent.close)
        return self

    @property
    def parent(self) -> WarmParent:
        """The process; raises `WarmParentFailed` where it was not started."""
        if self._parent is None:
            raise WarmParentFailed("The warm process was not started.")
        return self._parent

    @property
    def running(self) -> bool:
        """Tell whether it was started and can be asked."""
        return self._parent is not None and self._parent.alive()

    def _launch(
        self, argv: Sequence[str], *, pass_fds: Sequence[int], env: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        with self._launching:
            if self._abandoned:
                raise WarmParentFailed("The warm process is not wanted any more.")
            self._launched = self.containment.launch(
                argv, scratch=self.scratch, pass_fds=pass_fds, env=env
            )
            return self._launched

    def abandon(self) -> None:
        """Let a `start` that goes on in another thread fail at once."""
        with self._launching:
            self._abandoned = True
            if self._launched is not None:
                self._launched.kill()

    def close(self) -> None:
        """End it with all that came of it. May be called again."""
        self._ends.close()
