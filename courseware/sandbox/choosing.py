"""Choosing a containment by trying it out."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.sandbox.containment import Containment
from courseware.sandbox.limits import Tier


def choose(
    require: Tier | None = None,
    *,
    only: Tier | None = None,
    runner: Sequence[str] = (),
    unsafe: bool = False,
) -> Containment:
    """Return the strongest containment that holds here, found by trying.

    A small program is started in it that tries to do harm; what counts is what
    did not succeed. Each tier is tried once per process.

    Args:
        require: the weakest tier that is acceptable; default: B.
        only: exactly this tier.
        runner: a site's own runner, which is then tier C: words of a command, of
            which `{command}` stands for the command to run; `{scratch}` may occur.
        unsafe: accept D where nothing holds, or with `only="D"`.

    Raises:
        ContainmentRefused: none that is acceptable holds; it says what to do.
    """
    raise NotImplementedError(require, only, runner, unsafe)
