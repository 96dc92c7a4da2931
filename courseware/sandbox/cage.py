"""Going into the cage: from here on this process can do no harm."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from courseware.sandbox.limits import Limits


def enter(*, home: Path, readable: Sequence[Path] = (), limits: Limits) -> None:
    """Contain this process and all that it will start, for good.

    Called once, in a freshly forked child of a launched process, while it has one
    thread and nothing of a learner's in it. `home` is a folder inside the
    launch's `scratch` that does not exist yet: this makes it (in tier A in memory,
    seen by this process alone), changes into it, and lets HOME and TMPDIR name it.

    Args:
        home: the only place that can be written to.
        readable: what may be read besides the launch's own `readable`.
        limits: see `Limits`.

    Raises:
        ContainmentRefused: something did not hold. The process must then end
            without having run anything of a learner's.
    """
    raise NotImplementedError(home, readable, limits)
