"""Choosing a containment by trying it out."""

from __future__ import annotations

import os
import platform
import select
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import msgspec

from courseware.errors import ContainmentRefused
from courseware.sandbox import bubblewrap, calls, landlock
from courseware.sandbox.containment import COMMAND, Containment, Finding
from courseware.sandbox.limits import Tier
from courseware.sandbox.scratches import scratch
from courseware.sandbox.targets import Targets

Reason = tuple[str, dict[str, str]]

_PATIENCE: Final = 60.0
_PATIENCE_WITH_DAEMONS = 10.0
_TRYING: Final = threading.Lock()
"""Whoever chooses while another thread is trying waits for what that finds."""
_REHEARSAL: Final = (sys.executable, "-P", "-m", "courseware.sandbox.rehearsal")


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
            It must pass open file descriptors on. With a runner only C is tried,
            unless `require` or `only` ask for another tier.
        unsafe: accept D where nothing holds, or with `only="D"`.

    Raises:
        ContainmentRefused: none that is acceptable holds; it says what to do.
    """
    reasons: list[Reason] = []
    for candidate in _candidates(require, only, tuple(runner)):
        with _TRYING:
            tried = tried_out(candidate)
        if isinstance(tried, Containment):
            return tried
        reasons += [reason for reason in tried if reason not in reasons]
    if unsafe and require is None and only in (None, "D"):
        return Containment(tier="D")
    reasons.append(("sandbox.refused_choice", {}))
    raise ContainmentRefused(("sandbox.refused", {}), *reasons)


def likeliest(require: Tier | None = None, *, runner: Sequence[str] = ()) -> Containment | None:
    """Return what `choose` will try first of what this machine has; nothing is tried here."""
    candidates = _candidates(require, None, tuple(runner))
    return next((each for each in candidates if not _missing(each)), None)


def _candidates(
    require: Tier | None, only: Tier | None, runner: tuple[str, ...]
) -> Iterator[Containment]:
    offered = landlock.version()
    wanted = {only} if only else {"C"} if runner and not require else _acceptable(require)
    if "C" in wanted and runner:
        yield Containment(tier="C", landlock=offered, runner=runner)
    if "A" in wanted:
        yield Containment(tier="A", inner=True, landlock=offered)
        yield Containment(tier="A", landlock=offered)
    if "B" in wanted:
        yield Containment(tier="B", landlock=offered)


def _acceptable(require: Tier | None) -> set[Tier]:
    return {"A"} if require == "A" else {"C"} if require == "C" else {"A", "B"}


@cache
def tried_out(candidate: Containment) -> Containment | tuple[Reason, ...]:
    """Try a containment; return it with what was found, or why it does not hold."""
    missing = _missing(candidate)
    if missing:
        return missing
    try:
        findings = _findings(candidate)
    except ContainmentRefused as refused:
        return refused.reasons
    if isinstance(findings, str):
        return ((f"sandbox.not_started_{candidate.tier}", {"problem": findings}),)
    holes = tuple(finding for finding in findings if not finding.held)
    if holes:
        return tuple(
            ("sandbox.hole", {"tier": candidate.tier, "probe": f"{each.probe}: {each.detail}"})
            for each in holes
        )
    return msgspec.structs.replace(candidate, findings=findings)


def _missing(candidate: Containment) -> tuple[Reason, ...]:
    """Return what this machine lacks before anything is tried."""
    if not sys.platform.startswith("linux"):
        return (("sandbox.no_linux", {}),)
    if calls.machine() is None:
        return (("sandbox.no_machine", {"machine": platform.machine()}),)
    if candidate.tier == "A" and bubblewrap.program() is None:
        return (("sandbox.no_bubblewrap", {}),)
    if candidate.tier == "B" and not landlock.version():
        return (("sandbox.no_landlock", {}),)
    if candidate.tier == "C" and not any(COMMAND in word for word in candidate.runner):
        return (("sandbox.no_command", {"word": COMMAND}),)
    return ()


def _findings(candidate: Containment) -> tuple[Finding, ...] | str:
    """Let the attacker loose in a containment; what was complained of if it could not start."""
    complaints = os.memfd_create("complaints", os.MFD_CLOEXEC)
    told, report = os.pipe2(os.O_CLOEXEC)
    watched, alive = os.pipe2(os.O_CLOEXEC)
    try:
        with scratch() as homes, Targets() as targets:
            aim = msgspec.json.encode(targets.aim).decode()
            process = candidate.launch(
                [*_REHEARSAL, str(report), str(alive), aim, str(homes)],
                readable=[targets.shown],
                scratch=homes,
                pass_fds=(report, alive),
                stderr=complaints,
            )
            os.close(report)
            os.close(alive)
            text = _read(told, _PATIENCE)
            gone = _closes(watched, _PATIENCE_WITH_DAEMONS)
            process.stop()
            harm = targets.harm()
            complaint = os.pread(complaints, 2_000, 0).decode(errors="replace").strip()
    finally:
        for fd in (told, watched, complaints):
            os.close(fd)
    if not text:
        return complaint.rpartition("\n")[2] or f"status {process.returncode}"
    found = msgspec.json.decode(text, type=list[tuple[str, bool, str]])
    findings = [
        Finding(probe=name, held=held and name not in harm, detail=detail)
        for name, held, detail in found
    ]
    return (*findings, Finding(probe="daemons", held=gone))


def _read(fd: int, patience: float) -> bytes:
    """Read until the other ends close, or patience ends."""
    deadline, parts = time.monotonic() + patience, []
    while select.select([fd], [], [], max(0, deadline - time.monotonic()))[0]:
        part = os.read(fd, 1 << 16)
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def _closes(fd: int, patience: float) -> bool:
    """Tell whether all other ends of a pipe close in time."""
    return bool(select.select([fd], [], [], patience)[0]) and not os.read(fd, 1)
